//! What `--json` writes: the shapes of the command line's contract, to the letter.

use std::path::Path;

use chrono::NaiveDate;
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::{IfPressed, Note, Reference, Side, Status};
use qp_core::notebook::ImportOutcome;
use qp_core::policy::{Policy, PolicySide};
use qp_core::problem::Problem;
use qp_core::section::Section;
use qp_core::store::{ItemKind, ItemSummary};
use serde::Serialize;

use crate::messages;

/// `init`.
#[derive(Debug, Serialize)]
pub(crate) struct Made<'a> {
    pub(crate) path: &'a Path,
}

/// A problem where its place is not told.
#[derive(Debug, Serialize)]
pub(crate) struct Told {
    code: String,
    message: String,
}

fn told(problems: &[Problem], lang: Lang) -> Vec<Told> {
    problems
        .iter()
        .map(|problem| Told {
            code: problem.code.key(),
            message: messages::of_problem(problem, lang),
        })
        .collect()
}

/// `import`, one a file.
#[derive(Debug, Serialize)]
pub(crate) struct Imported<'a> {
    path: &'a str,
    kind: Option<ItemKind>,
    id: Option<&'a str>,
    problems: Vec<Told>,
    /// Of a binder the notes after the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    more: Vec<ImportedPart<'a>>,
}

/// A further note of a binder.
#[derive(Debug, Serialize)]
struct ImportedPart<'a> {
    kind: Option<ItemKind>,
    id: Option<&'a str>,
    problems: Vec<Told>,
}

impl<'a> Imported<'a> {
    /// What became of each file.
    pub(crate) fn all(outcomes: &'a [ImportOutcome], lang: Lang) -> Vec<Self> {
        let files = outcomes.chunk_by(|_, next| next.part > 0);
        files
            .filter_map(|parts| {
                let (first, more) = parts.split_first()?;
                Some(Self {
                    path: &first.path,
                    kind: first.kind,
                    id: first.id.as_deref(),
                    problems: told(&first.problems, lang),
                    more: more
                        .iter()
                        .map(|part| ImportedPart {
                            kind: part.kind,
                            id: part.id.as_deref(),
                            problems: told(&part.problems, lang),
                        })
                        .collect(),
                })
            })
            .collect()
    }
}

/// `list`, one an item.
#[derive(Debug, Serialize)]
pub(crate) struct Listed<'a> {
    id: &'a str,
    kind: ItemKind,
    title: &'a Bilingual<Option<String>>,
    date: Option<NaiveDate>,
    status: Option<&'static str>,
    problems: Vec<Told>,
}

impl<'a> Listed<'a> {
    pub(crate) fn new(item: &'a ItemSummary, lang: Lang) -> Self {
        Self {
            id: &item.id,
            kind: item.kind,
            title: &item.title,
            date: item.date,
            status: item.status.map(Status::key),
            problems: told(&item.problems, lang),
        }
    }
}

/// `show` of a note.
#[derive(Debug, Serialize)]
pub(crate) struct ShownNote<'a> {
    id: &'a Reference,
    kind: ItemKind,
    reference: &'a Reference,
    date: Option<NaiveDate>,
    organization: &'a str,
    minister: &'a str,
    status: &'static str,
    marking: &'static str,
    tags: &'a [String],
    en: Option<ShownSide<'a>>,
    fr: Option<ShownSide<'a>>,
}

/// One language of a note, in Markdown.
#[derive(Debug, Serialize)]
struct ShownSide<'a> {
    title: &'a str,
    question: &'a str,
    response: &'a str,
    if_pressed: &'a [IfPressed],
    background: &'a str,
    additional_information: &'a str,
}

impl<'a> ShownNote<'a> {
    pub(crate) fn new(note: &'a Note) -> Self {
        let side = |side: &'a Option<Side>| {
            side.as_ref().map(|side| ShownSide {
                title: &side.title,
                question: &side.question,
                response: &side.response,
                if_pressed: &side.if_pressed,
                background: &side.background,
                additional_information: &side.additional_information,
            })
        };
        Self {
            id: &note.reference,
            kind: ItemKind::Note,
            reference: &note.reference,
            date: note.meta.date,
            organization: &note.meta.organization,
            minister: &note.meta.minister,
            status: note.meta.status.key(),
            marking: note.meta.marking.key(),
            tags: &note.meta.tags,
            en: side(&note.sides.en),
            fr: side(&note.sides.fr),
        }
    }
}

/// `show` of a policy, or of one excerpt of it.
#[derive(Debug, Serialize)]
pub(crate) struct ShownPolicy<'a> {
    id: &'a str,
    kind: ItemKind,
    title: Bilingual<Option<&'a str>>,
    source: Option<&'a str>,
    en: Option<ShownExcerpts<'a>>,
    fr: Option<ShownExcerpts<'a>>,
}

/// One language of a policy.
#[derive(Debug, Serialize)]
struct ShownExcerpts<'a> {
    excerpts: Vec<ShownExcerpt<'a>>,
}

/// One excerpt, in Markdown.
#[derive(Debug, Serialize)]
struct ShownExcerpt<'a> {
    anchor: &'a str,
    label: &'a str,
    heading: &'a str,
    text: &'a str,
}

impl<'a> ShownPolicy<'a> {
    /// The policy under the id that was asked for.
    pub(crate) fn new(id: &'a str, policy: &'a Policy) -> Self {
        let side = |side: &'a Option<PolicySide>| {
            side.as_ref().map(|side| ShownExcerpts {
                excerpts: side
                    .excerpts
                    .iter()
                    .map(|excerpt| ShownExcerpt {
                        anchor: &excerpt.anchor,
                        label: &excerpt.label,
                        heading: &excerpt.heading,
                        text: &excerpt.text,
                    })
                    .collect(),
            })
        };
        Self {
            id,
            kind: ItemKind::Policy,
            title: policy
                .sides
                .as_ref()
                .map(|_, side| side.as_ref().map(|side| side.title.as_str())),
            source: policy.source.as_deref(),
            en: side(&policy.sides.en),
            fr: side(&policy.sides.fr),
        }
    }
}

/// `new`.
#[derive(Debug, Serialize)]
pub(crate) struct Created<'a> {
    pub(crate) id: &'a Reference,
    pub(crate) path: &'a Path,
}

/// `check`, one a finding.
#[derive(Debug, Serialize)]
pub(crate) struct Finding<'a> {
    id: &'a str,
    lang: Option<Lang>,
    section: Option<Section>,
    code: String,
    message: String,
}

impl<'a> Finding<'a> {
    pub(crate) fn new(id: &'a str, problem: &Problem, lang: Lang) -> Self {
        Self {
            id,
            lang: problem.lang,
            section: problem.section,
            code: problem.code.key(),
            message: messages::of_problem(problem, lang),
        }
    }
}

/// `export`: the file written, and how many notes are in it.
#[derive(Debug, Serialize)]
pub(crate) struct Exported<'a> {
    pub(crate) path: &'a Path,
    pub(crate) notes: usize,
}

/// `reindex`: how many notes and excerpts are in the index, and how long it took.
#[derive(Debug, Serialize)]
pub(crate) struct Rebuilt {
    pub(crate) documents: usize,
    pub(crate) seconds: f64,
}
