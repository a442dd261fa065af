//! The commands: each asks the notebook, writes its answer, and says how it ended.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use qp_core::clock::SystemClock;
use qp_core::error::{ErrorCode, Failure};
use qp_core::export::docx::DocxOptions;
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::Reference;
use qp_core::notebook::{Location, NewNote, Notebook};
use qp_core::policy::{Excerpt, Policy, PolicySide};
use qp_core::problem::Problem;
use qp_core::search::{Facet, HitKind, SearchQuery, SearchResults};
use qp_core::store::{ItemKind, ItemSummary};
use serde::Serialize;

use crate::arguments::{Arguments, Command, Filters};
use crate::{json, messages, print};

/// How a command that was understood ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It did what was asked.
    Done,
    /// It found problems, or nothing.
    Problems,
}

/// Why a command did not come to its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The notebook refused.
    Failed(Failure),
    /// The answer could not be written out.
    Output(io::Error),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Where answers go, in which shape and language.
pub(crate) struct Terminal<'a> {
    /// Standard output.
    pub(crate) out: &'a mut dyn Write,
    /// Standard error.
    pub(crate) complaints: &'a mut dyn Write,
    /// Whether answers are JSON.
    pub(crate) json: bool,
    /// The language of everything that is not a note's own text.
    pub(crate) lang: Lang,
}

impl Terminal<'_> {
    /// Writes an answer: as JSON, or as `plain` has it.
    fn answer(
        &mut self,
        value: &impl Serialize,
        plain: impl FnOnce(&mut dyn Write, Lang) -> io::Result<()>,
    ) -> io::Result<()> {
        if self.json {
            serde_json::to_writer_pretty(&mut *self.out, value)?;
            writeln!(self.out)
        } else {
            plain(self.out, self.lang)
        }
    }

    /// Complains about a failure.
    pub(crate) fn complain(&mut self, failure: &Failure) -> io::Result<()> {
        let sentence = messages::of_failure(failure, self.lang);
        writeln!(self.complaints, "qp: {sentence}")
    }

    /// Tells the problems of a file or item on standard error.
    fn tell(&mut self, of: &str, problems: &[Problem]) -> io::Result<Ending> {
        for problem in problems {
            let sentence = messages::of_problem(problem, self.lang);
            writeln!(self.complaints, "qp: {of}: {sentence}")?;
        }
        let is_serious = problems
            .iter()
            .any(|problem| messages::is_serious(problem.code));
        Ok(if is_serious {
            Ending::Problems
        } else {
            Ending::Done
        })
    }
}

/// Does what was asked for.
pub(crate) fn run(arguments: Arguments, terminal: &mut Terminal<'_>) -> Result<Ending, Stop> {
    let folder = folder(arguments.notebook);
    if let Command::Init = arguments.command {
        return init(&folder, terminal);
    }
    let notebook = Notebook::open(Location::of(&folder)?, Arc::new(SystemClock))?;
    match arguments.command {
        Command::Init => Ok(Ending::Done),
        Command::Import { paths } => import(&notebook, &paths, terminal),
        Command::List { filters } => list(&notebook, &filters, terminal),
        Command::Show { id } => show(&notebook, &id, terminal),
        Command::New { from } => new(&notebook, from.as_deref(), terminal),
        Command::Search {
            query,
            filters,
            sort,
            limit,
            offset,
        } => {
            let mut query = SearchQuery {
                text: query,
                lang: filters.lang,
                reader: Some(terminal.lang),
                from: filters.from,
                to: filters.to,
                sort,
                limit: limit.map_or(0, |limit| limit as usize),
                offset: offset as usize,
                ..SearchQuery::default()
            };
            filters.narrow(&mut query);
            results(&notebook.search(&query)?, terminal)
        }
        Command::Similar { id, limit } => {
            let limit = limit.map_or(DEFAULT_LIMIT, |limit| limit as usize);
            results(&notebook.similar(&id, None, limit)?, terminal)
        }
        Command::Check { references: ids } => check(&notebook, &ids, terminal),
        Command::Export {
            references: ids,
            output,
            lang,
            layout,
            template,
        } => {
            let options = DocxOptions {
                sides: lang,
                layout,
                template: template.as_deref().map(read).transpose()?,
            };
            export(&notebook, &ids, &options, &output, terminal)
        }
        Command::Reindex => reindex(&notebook, terminal),
    }
}

/// How many hits there are at most, unless told.
const DEFAULT_LIMIT: usize = 20;

/// The notebook's folder: the option, the variable, or where we are.
fn folder(option: Option<PathBuf>) -> PathBuf {
    option
        .or_else(|| {
            env::var_os("QP_NOTEBOOK")
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        })
        .unwrap_or_else(|| PathBuf::from("."))
}

fn init(folder: &Path, terminal: &mut Terminal<'_>) -> Result<Ending, Stop> {
    Notebook::init(folder)?;
    let path = Location::of(folder)?.folder;
    terminal.answer(&json::Made { path: &path }, |out, _| {
        writeln!(out, "{}", path.display())
    })?;
    Ok(Ending::Done)
}

fn import(
    notebook: &Notebook,
    paths: &[PathBuf],
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let outcomes = notebook.import(paths);
    let lang = terminal.lang;
    let value: Vec<json::Imported<'_>> = outcomes
        .iter()
        .map(|outcome| json::Imported::new(outcome, lang))
        .collect();
    terminal.answer(&value, |out, lang| {
        for outcome in &outcomes {
            if let (Some(kind), Some(id)) = (outcome.kind, &outcome.id) {
                writeln!(out, "{}: {} {id}", outcome.path, print::kind(kind, lang))?;
            }
        }
        Ok(())
    })?;
    let mut ending = Ending::Done;
    for outcome in &outcomes {
        let told = terminal.tell(&outcome.path, &outcome.problems)?;
        if told == Ending::Problems || outcome.id.is_none() {
            ending = Ending::Problems;
        }
    }
    Ok(ending)
}

fn list(
    notebook: &Notebook,
    filters: &Filters,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let items = notebook.items();
    let items: Vec<&ItemSummary> = items.iter().filter(|item| filters.take(item)).collect();
    let lang = terminal.lang;
    let value: Vec<json::Listed<'_>> = items
        .iter()
        .map(|item| json::Listed::new(item, lang))
        .collect();
    terminal.answer(&value, |out, lang| print::list(out, &items, lang))?;
    let mut ending = found(!items.is_empty());
    for item in items {
        if terminal.tell(&item.id, &item.problems)? == Ending::Problems {
            ending = Ending::Problems;
        }
    }
    Ok(ending)
}

impl Filters {
    /// Narrows a search by what its facets have values for.
    fn narrow(self, query: &mut SearchQuery) {
        let values = [
            (Facet::Kind, self.kind.map(|kind| kind.key().to_owned())),
            (
                Facet::Status,
                self.status.map(|status| status.key().to_owned()),
            ),
            (Facet::Organization, self.organization),
            (Facet::Minister, self.minister),
        ];
        for (facet, value) in values {
            if let Some(value) = value {
                query.narrow_to(facet, value);
            }
        }
    }

    /// Whether an item of the list is wanted.
    fn take(&self, item: &ItemSummary) -> bool {
        let kind = match item.kind {
            ItemKind::Note => HitKind::Note,
            ItemKind::Policy => HitKind::Policy,
        };
        let same = |wanted: &Option<String>, value: &str| {
            wanted
                .as_ref()
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(value))
        };
        self.kind.is_none_or(|wanted| wanted == kind)
            && self.lang.is_none_or(|lang| item.title[lang].is_some())
            && self.status.is_none_or(|wanted| item.status == Some(wanted))
            && same(&self.organization, &item.organization)
            && same(&self.minister, &item.minister)
            && self
                .from
                .is_none_or(|from| item.date.is_some_and(|date| date >= from))
            && self
                .to
                .is_none_or(|to| item.date.is_some_and(|date| date <= to))
    }
}

fn show(notebook: &Notebook, id: &str, terminal: &mut Terminal<'_>) -> Result<Ending, Stop> {
    if let Some((slug, anchor)) = id.split_once('#') {
        let policy = excerpt(notebook, slug, anchor)?;
        let shown = json::ShownPolicy::new(id, &policy);
        terminal.answer(&shown, |out, _| print::policy(out, &policy))?;
        return Ok(Ending::Done);
    }
    // A reference number and a policy's name look alike: a note is looked for first.
    let note = match id.parse::<Reference>() {
        Ok(reference) => notebook.note(&reference),
        Err(_) => Err(Failure::new(ErrorCode::NotFound).with("id", id)),
    };
    match note {
        Ok(view) => {
            let shown = json::ShownNote::new(&view.note);
            terminal.answer(&shown, |out, lang| print::note(out, &view.note, lang))?;
            Ok(terminal.tell(id, &view.problems)?)
        }
        Err(failure) if failure.code == ErrorCode::NotFound => {
            let view = notebook.policy(id)?;
            let shown = json::ShownPolicy::new(id, &view.policy);
            terminal.answer(&shown, |out, _| print::policy(out, &view.policy))?;
            Ok(terminal.tell(id, &view.problems)?)
        }
        Err(failure) => Err(failure.into()),
    }
}

/// A policy with nothing but one excerpt.
fn excerpt(notebook: &Notebook, slug: &str, anchor: &str) -> Result<Policy, Failure> {
    let found = notebook.excerpt(slug, anchor)?;
    let mut policy = notebook.policy(slug)?.policy;
    policy.sides = Bilingual::new(
        alone(policy.sides.en, found.en),
        alone(policy.sides.fr, found.fr),
    );
    Ok(policy)
}

/// A side with nothing but that excerpt; no side where it has none.
fn alone(side: Option<PolicySide>, excerpt: Option<Excerpt>) -> Option<PolicySide> {
    Some(PolicySide {
        excerpts: vec![excerpt?],
        ..side?
    })
}

fn new(
    notebook: &Notebook,
    from: Option<&str>,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let request = NewNote {
        from: from.map(reference).transpose()?,
    };
    let view = notebook.create_note(&request)?;
    let id = &view.note.reference;
    let path = notebook
        .path(ItemKind::Note, id.as_str())
        .ok_or_else(|| Failure::new(ErrorCode::NotFound).with("id", id))?;
    terminal.answer(&json::Created { id, path: &path }, |out, _| {
        writeln!(out, "{id}  {}", path.display())
    })?;
    Ok(Ending::Done)
}

fn results(results: &SearchResults, terminal: &mut Terminal<'_>) -> Result<Ending, Stop> {
    terminal.answer(results, |out, lang| print::results(out, results, lang))?;
    Ok(found(!results.hits.is_empty()))
}

fn check(notebook: &Notebook, ids: &[String], terminal: &mut Terminal<'_>) -> Result<Ending, Stop> {
    let findings = if ids.is_empty() {
        check_all(notebook)?
    } else {
        let mut findings = Vec::new();
        for reference in references(ids)? {
            for problem in notebook.check(&reference)? {
                findings.push((reference.to_string(), problem));
            }
        }
        findings
    };
    let lang = terminal.lang;
    let value: Vec<json::Finding<'_>> = findings
        .iter()
        .map(|(id, problem)| json::Finding::new(id, problem, lang))
        .collect();
    terminal.answer(&value, |out, lang| print::findings(out, &findings, lang))?;
    Ok(found(findings.is_empty()))
}

/// What every note of the notebook lacks; a file that cannot be read as one lacks everything.
fn check_all(notebook: &Notebook) -> Result<Vec<(String, Problem)>, Failure> {
    let mut findings = Vec::new();
    for item in notebook.items() {
        if item.kind != ItemKind::Note {
            continue;
        }
        let problems = if item.readable {
            notebook.check(&reference(&item.id)?)?
        } else {
            item.problems
        };
        findings.extend(
            problems
                .into_iter()
                .map(|problem| (item.id.clone(), problem)),
        );
    }
    Ok(findings)
}

fn export(
    notebook: &Notebook,
    ids: &[String],
    options: &DocxOptions,
    output: &Path,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let references = references(ids)?;
    let bytes = notebook.export(&references, options)?;
    notebook.write_export(output, &bytes)?;
    let exported = json::Exported {
        path: output,
        notes: references.len(),
    };
    terminal.answer(&exported, |out, _| writeln!(out, "{}", output.display()))?;
    Ok(Ending::Done)
}

fn reindex(notebook: &Notebook, terminal: &mut Terminal<'_>) -> Result<Ending, Stop> {
    let done = notebook.reindex()?;
    let rebuilt = json::Rebuilt {
        documents: done.documents,
        seconds: done.seconds,
    };
    terminal.answer(&rebuilt, |out, lang| match lang {
        Lang::En => writeln!(out, "{} documents in {:.1} s", done.documents, done.seconds),
        Lang::Fr => writeln!(
            out,
            "{} documents en {} s",
            done.documents,
            format!("{:.1}", done.seconds).replace('.', ",")
        ),
    })?;
    Ok(Ending::Done)
}

const fn found(is_good: bool) -> Ending {
    if is_good {
        Ending::Done
    } else {
        Ending::Problems
    }
}

fn reference(id: &str) -> Result<Reference, Failure> {
    // What cannot be a reference number is the number of no note.
    id.parse()
        .map_err(|_| Failure::new(ErrorCode::NotFound).with("id", id))
}

fn references(ids: &[String]) -> Result<Vec<Reference>, Failure> {
    ids.iter().map(|id| reference(id)).collect()
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| {
        Failure::new(ErrorCode::ReadFailed)
            .with("path", path.display())
            .with("reason", error)
    })
}
