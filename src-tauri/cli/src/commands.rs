//! The commands: each asks the notebook, writes its answer, and says how it ended.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use qp_core::checks::Rates;
use qp_core::clock::SystemClock;
use qp_core::error::{ErrorCode, Failure};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::Reference;
use qp_core::notebook::{Location, NewNote, Notebook};
use qp_core::policy::{Excerpt, Policy, PolicySide};
use qp_core::problem::Problem;
use qp_core::search::{SYNONYMS_FILE, SearchQuery, SearchResults};
use qp_core::store::{ItemKind, ItemSummary};
use serde::Serialize;

use crate::arguments::{Arguments, Command};
use crate::filters::{Filters, Remark};
use crate::{citing, exporting, importing, json, memory, messages, past, print, translating};

/// How a command that was understood ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// It did what was asked.
    Done,
    /// It found problems, or nothing.
    Problems,
}

impl Ending {
    /// How two things that were done ended together.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Done, Self::Done) => Self::Done,
            _ => Self::Problems,
        }
    }
}

/// Why a command did not come to its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The notebook refused.
    Failed(Failure),
    /// What was typed may be the id of several.
    Several(String, Vec<ItemSummary>),
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
    /// Whether somebody watches standard error, so that a long work shows how far it is.
    pub(crate) shows_progress: bool,
    /// Whether answers are JSON.
    pub(crate) json: bool,
    /// The language of everything that is not a note's own text.
    pub(crate) lang: Lang,
}

impl Terminal<'_> {
    /// Writes an answer: as JSON, or as `plain` has it.
    pub(crate) fn answer(
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

    /// Says something besides the answer.
    pub(crate) fn remark(&mut self, sentence: &str) -> io::Result<()> {
        writeln!(self.complaints, "qp: {sentence}")
    }

    /// Tells the names that were not understood; whether there were any.
    fn remarks(&mut self, remarks: &[Remark]) -> io::Result<Ending> {
        let mut ending = Ending::Done;
        for remark in remarks {
            if matches!(remark, Remark::Unknown { .. }) {
                ending = Ending::Problems;
            }
            self.remark(&messages::of_remark(remark, self.lang))?;
        }
        Ok(ending)
    }

    /// Asks which of several was meant.
    pub(crate) fn ask_which(&mut self, typed: &str, candidates: &[ItemSummary]) -> io::Result<()> {
        self.remark(&messages::several(typed, self.lang))?;
        for candidate in candidates {
            let title = print::title(candidate, self.lang);
            writeln!(self.complaints, "  {}  {title}", candidate.id)?;
        }
        Ok(())
    }

    /// Tells the problems of a file or item on standard error.
    pub(crate) fn tell(&mut self, of: &str, problems: &[Problem]) -> io::Result<Ending> {
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
        Command::Import { paths } => importing::run(&notebook, &paths, terminal),
        Command::List { filters } => list(&notebook, filters, terminal),
        Command::Show { id } => show(&notebook, &id, terminal),
        Command::New { from } => new(&notebook, from.as_deref(), terminal),
        Command::Search {
            query,
            mut filters,
            sort,
            limit,
            offset,
            show_in,
            facets,
        } => {
            let understood = terminal.remarks(&filters.understand(&notebook.items()))?;
            let mut query = SearchQuery {
                text: query,
                reader: Some(show_in.unwrap_or(terminal.lang)),
                in_reader_language: show_in.is_some(),
                sort,
                limit: limit.map_or(0, |limit| limit as usize),
                offset: offset as usize,
                ..SearchQuery::default()
            };
            filters.narrow(&mut query);
            let found = notebook.search(&query)?;
            terminal.tell(SYNONYMS_FILE, &notebook.synonym_problems())?;
            let ending = results(&found, facets, terminal)?;
            Ok(ending.and(understood))
        }
        Command::Similar {
            id,
            text,
            kind,
            limit,
        } => {
            let limit = limit.map_or(DEFAULT_LIMIT, |limit| limit as usize);
            let found = match (text, id) {
                (Some(text), _) => notebook.similar_to(&passage(text)?, None, kind, limit)?,
                (None, id) => {
                    let id = any_id(&notebook, &id.unwrap_or_default())?;
                    notebook.similar(&id, kind, limit)?
                }
            };
            results(&found, false, terminal)
        }
        Command::Check {
            references: ids,
            rates,
        } => check(&notebook, &ids, rates, terminal),
        Command::Export(wanted) => exporting::run(&notebook, &wanted, terminal),
        Command::Status { references, state } => {
            past::status(&notebook, &references, state, terminal)
        }
        Command::History {
            reference,
            at,
            restore,
            section,
        } => {
            let reference = note_id(&notebook, &reference)?;
            match (at, restore) {
                (Some(id), _) => past::compare(&notebook, &reference, &id, terminal),
                (None, Some(id)) => past::restore(&notebook, &reference, &id, &section, terminal),
                (None, None) => past::states(&notebook, &reference, terminal),
            }
        }
        Command::Today { day, rates } => past::today(&notebook, day, rates, terminal),
        Command::Translation { what } => translating::run(&notebook, &what, terminal),
        Command::Cite { what } => citing::run(&notebook, &what, terminal),
        Command::Memory { work } => memory::run(&notebook, work, terminal),
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

fn list(
    notebook: &Notebook,
    mut filters: Filters,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let items = notebook.items();
    let understood = terminal.remarks(&filters.understand(&items))?;
    let items: Vec<&ItemSummary> = items.iter().filter(|item| filters.take(item)).collect();
    let lang = terminal.lang;
    let value: Vec<json::Listed<'_>> = items
        .iter()
        .map(|item| json::Listed::new(item, lang))
        .collect();
    terminal.answer(&value, |out, lang| print::list(out, &items, lang))?;
    let mut ending = found(!items.is_empty()).and(understood);
    for item in items {
        ending = ending.and(terminal.tell(&item.id, &item.problems)?);
    }
    Ok(ending)
}

fn show(notebook: &Notebook, id: &str, terminal: &mut Terminal<'_>) -> Result<Ending, Stop> {
    let id = &any_id(notebook, id)?;
    if let Some((slug, anchor)) = id.split_once('#') {
        let policy = excerpt(notebook, slug, anchor)?;
        let shown = json::ShownPolicy::new(id, &policy);
        terminal.answer(&shown, |out, _| print::policy(out, &policy))?;
        return Ok(Ending::Done);
    }
    // A reference number and a policy's name look alike: a note is looked for first.
    let note = match id.parse::<Reference>() {
        Ok(reference) => notebook.note(&reference),
        Err(_) => Err(not_found(id)),
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
        from: from.map(|from| note_id(notebook, from)).transpose()?,
        places: None,
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

fn results(
    results: &SearchResults,
    facets: bool,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    terminal.answer(results, |out, lang| {
        print::results(out, results, facets, lang)
    })?;
    Ok(found(!results.hits.is_empty()))
}

fn check(
    notebook: &Notebook,
    ids: &[String],
    rates: Rates,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let findings = if ids.is_empty() {
        check_all(notebook, rates)?
    } else {
        let mut findings = Vec::new();
        for reference in note_ids(notebook, ids)? {
            for problem in notebook.check(&reference, rates)? {
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
fn check_all(notebook: &Notebook, rates: Rates) -> Result<Vec<(String, Problem)>, Failure> {
    let mut findings = Vec::new();
    for item in notebook.items() {
        if item.kind != ItemKind::Note {
            continue;
        }
        let problems = if item.readable {
            let reference = item.id.parse().map_err(|_| not_found(&item.id))?;
            notebook.check(&reference, rates)?
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

pub(crate) const fn found(is_good: bool) -> Ending {
    if is_good {
        Ending::Done
    } else {
        Ending::Problems
    }
}

fn not_found(id: &str) -> Failure {
    Failure::new(ErrorCode::NotFound).with("id", id)
}

/// The id of the one note, policy or excerpt that was meant. What is called by no id stays as it
/// was typed: whoever looks for it says that it is not there.
fn any_id(notebook: &Notebook, typed: &str) -> Result<String, Stop> {
    let (item, anchor) = match typed.split_once('#') {
        Some((slug, anchor)) => (
            only(typed, notebook.find_item(slug, Some(ItemKind::Policy)))?,
            Some(anchor),
        ),
        None => (only(typed, notebook.find_item(typed, None))?, None),
    };
    Ok(match (item, anchor) {
        (None, _) => typed.to_owned(),
        (Some(item), None) => item.id,
        (Some(item), Some(anchor)) => format!("{}#{anchor}", item.id),
    })
}

/// The reference of the one note that was meant.
pub(crate) fn note_id(notebook: &Notebook, typed: &str) -> Result<Reference, Stop> {
    let item = only(typed, notebook.find_item(typed, Some(ItemKind::Note)))?;
    let id = item.map_or_else(|| typed.to_owned(), |item| item.id);
    // What cannot be a reference number is the number of no note.
    id.parse().map_err(|_| not_found(typed).into())
}

pub(crate) fn note_ids(notebook: &Notebook, typed: &[String]) -> Result<Vec<Reference>, Stop> {
    typed.iter().map(|id| note_id(notebook, id)).collect()
}

/// The one of the candidates, if there is one; several are for the user to choose from.
fn only(typed: &str, mut candidates: Vec<ItemSummary>) -> Result<Option<ItemSummary>, Stop> {
    if candidates.len() > 1 {
        return Err(Stop::Several(typed.to_owned(), candidates));
    }
    Ok(candidates.pop())
}

/// More of a passage is not read, in bytes.
const LONGEST_PASSAGE: u64 = 1 << 20;

/// A text as it was given, or standard input for `-`.
pub(crate) fn passage(text: String) -> Result<String, Failure> {
    if text != "-" {
        return Ok(text);
    }
    let mut bytes = Vec::new();
    let read = io::stdin().take(LONGEST_PASSAGE).read_to_end(&mut bytes);
    read.map_err(|error| {
        Failure::new(ErrorCode::ReadFailed)
            .with("path", text)
            .with("reason", error)
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| {
        Failure::new(ErrorCode::ReadFailed)
            .with("path", path.display())
            .with("reason", error)
    })
}
