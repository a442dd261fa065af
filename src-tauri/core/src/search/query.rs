//! What is asked of the index and what it answers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::lang::Lang;
use crate::note::Status;

/// What a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum HitKind {
    /// A note.
    Note,
    /// A policy excerpt; as a filter, everything of policies.
    Policy,
}

impl HitKind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Note, Self::Policy];

    /// The kind as JSON, the command line and the index write it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Policy => "policy",
        }
    }

    /// The kind of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// The order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum SortBy {
    /// The best first.
    #[default]
    Relevance,
    /// The newest first.
    Date,
    /// By title, A to Z, accents ignored.
    Title,
}

/// A question to the index. Any text is a valid query; an empty one finds everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SearchQuery {
    /// What the user typed.
    pub text: String,
    /// Only this kind.
    pub kind: Option<HitKind>,
    /// Only text in this language.
    pub lang: Option<Lang>,
    /// Only notes in this state.
    pub status: Option<Status>,
    /// Only notes of this organization (code or name as the note has it).
    pub organization: Option<String>,
    /// Only notes of this minister (code or title as the note has it).
    pub minister: Option<String>,
    /// Only what is dated on this day or later.
    pub from: Option<NaiveDate>,
    /// Only what is dated on this day or earlier.
    pub to: Option<NaiveDate>,
    /// The order.
    pub sort: SortBy,
    /// At most this many hits; 0 means the default of 20.
    pub limit: usize,
    /// Leave out this many of the best.
    pub offset: usize,
}

/// What the index answers. Two sides of one note that both match are one hit.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct SearchResults {
    /// How many notes and excerpts match in all.
    pub total: usize,
    /// What was searched for instead, where nothing matched as typed.
    pub corrected: Option<String>,
    /// The hits asked for, best first.
    pub hits: Vec<Hit>,
    /// How the matches divide: `kind`, `status`, `organization`, `minister`, `lang`, `year`.
    pub facets: BTreeMap<String, Vec<FacetCount>>,
}

/// One note or excerpt found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Hit {
    /// The note's reference, or `slug#anchor`.
    pub id: String,
    /// What it is.
    pub kind: HitKind,
    /// Its title in `lang`; for an excerpt the policy's title.
    pub title: String,
    /// The language in which it matched best.
    pub lang: Lang,
    /// The note's date, or the policy's (modified, else issued).
    pub date: Option<NaiveDate>,
    /// The score; comparable within one answer only.
    pub score: f32,
    /// Where the snippet comes from: a [`crate::section::Section`] key, or for an excerpt its
    /// label and heading (`4.1.5 Responsibilities`).
    pub section: String,
    /// The best passage as plain text, without Markdown marks.
    pub snippet: String,
    /// The matched words in the snippet: `[start, end)` in UTF-16 code units, ascending and apart.
    pub highlights: Vec<[u32; 2]>,
}

/// How many matches have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FacetCount {
    /// The value: a code (`tbs-sct`, `draft`, `2026`).
    pub value: String,
    /// How many.
    pub count: u64,
}
