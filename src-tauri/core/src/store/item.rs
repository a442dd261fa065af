//! What the notebook's list shows of a file.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document;
use crate::lang::Bilingual;
use crate::note::{Marking, Note, Status};
use crate::policy::{Citation, Policy};
use crate::problem::Problem;

/// What an item of the notebook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// A note.
    Note,
    /// A policy.
    Policy,
}

/// One line of the notebook's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemSummary {
    /// The note's reference or the policy's slug; for a file that cannot be read, its path in the
    /// notebook with `/`.
    pub id: String,
    /// What it is.
    pub kind: ItemKind,
    /// The title in each language, `null` where that side is missing.
    pub title: Bilingual<Option<String>>,
    /// The note's date, or the policy's (modified, else issued).
    pub date: Option<NaiveDate>,
    /// The note's state; `null` for a policy and a file that cannot be read.
    pub status: Option<Status>,
    /// The note's organization code or name; empty for a policy.
    pub organization: String,
    /// The note's minister code or title; empty for a policy.
    pub minister: String,
    /// The note's marking; `null` for a policy and a file that cannot be read.
    pub marking: Option<Marking>,
    /// The note's tags. They do not cross to the window, which asks the index for them.
    #[serde(skip)]
    #[ts(skip)]
    pub tags: Vec<String>,
    /// Whether each part that has a text in one language has one in the other too. It does not
    /// cross either.
    #[serde(skip)]
    #[ts(skip)]
    pub complete: bool,
    /// What the note cites. It does not cross either.
    #[serde(skip)]
    #[ts(skip)]
    pub cites: Vec<Citation>,
    /// Whether the file could be read as a note or policy. What cannot be read is not opened.
    pub readable: bool,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
}

impl ItemSummary {
    /// The line of a note.
    pub fn of_note(note: &Note, problems: Vec<Problem>) -> Self {
        Self {
            id: note.reference.to_string(),
            kind: ItemKind::Note,
            title: note
                .sides
                .as_ref()
                .map(|_, side| side.as_ref().map(|side| side.title.clone())),
            date: note.meta.date,
            status: Some(note.meta.status),
            organization: note.meta.organization.clone(),
            minister: note.meta.minister.clone(),
            marking: Some(note.meta.marking),
            tags: note.meta.tags.clone(),
            complete: note.is_complete(),
            cites: document::cited_in(note),
            readable: true,
            problems,
        }
    }

    /// The line of a policy.
    pub fn of_policy(policy: &Policy, problems: Vec<Problem>) -> Self {
        Self {
            id: policy.slug.clone(),
            kind: ItemKind::Policy,
            title: policy
                .sides
                .as_ref()
                .map(|_, side| side.as_ref().map(|side| side.title.clone())),
            date: policy.modified.or(policy.issued),
            status: None,
            organization: String::new(),
            minister: String::new(),
            marking: None,
            tags: Vec::new(),
            complete: policy.sides.iter().all(|(_, side)| side.is_some()),
            cites: Vec::new(),
            readable: true,
            problems,
        }
    }

    /// The line of a file that cannot be read, under its path in the notebook.
    pub fn of_unreadable(kind: ItemKind, path: String, problem: Problem) -> Self {
        Self {
            id: path,
            kind,
            title: Bilingual::default(),
            date: None,
            status: None,
            organization: String::new(),
            minister: String::new(),
            marking: None,
            tags: Vec::new(),
            complete: false,
            cites: Vec::new(),
            readable: false,
            problems: vec![problem],
        }
    }
}
