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

/// By what matches are divided, counted and narrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Facet {
    /// [`HitKind`]: `note`, `policy`.
    Kind,
    /// A note's [`crate::note::Status`].
    Status,
    /// A note's organization as the note has it.
    Organization,
    /// A note's minister as the note has it.
    Minister,
    /// The year of the date: `2026`.
    Year,
    /// The month of the date: `2026-06`.
    Month,
    /// `complete` where each part that has a text in one language has one in the other too, else
    /// `incomplete`.
    Languages,
    /// A note's [`crate::note::Marking`].
    Marking,
    /// A note's tags, each apart.
    Tag,
    /// The languages in which something matched; to narrow by, see [`SearchQuery::lang`].
    Lang,
}

impl Facet {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 10] = [
        Self::Kind,
        Self::Status,
        Self::Organization,
        Self::Minister,
        Self::Year,
        Self::Month,
        Self::Languages,
        Self::Marking,
        Self::Tag,
        Self::Lang,
    ];

    /// The facet as JSON and the index write it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Organization => "organization",
            Self::Minister => "minister",
            Self::Year => "year",
            Self::Month => "month",
            Self::Languages => "languages",
            Self::Marking => "marking",
            Self::Tag => "tag",
            Self::Lang => "lang",
        }
    }
}

/// What each facet may be: of a facet's values any will do, of the facets each must. A facet that
/// is not there, or has no value, narrows nothing.
pub type Narrowing = BTreeMap<Facet, Vec<String>>;

/// A question to the index. Any text is a valid query; an empty one finds everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SearchQuery {
    /// What the user typed.
    pub text: String,
    /// Only what has these values.
    pub narrow: Narrowing,
    /// Only text in this language.
    pub lang: Option<Lang>,
    /// The language of who asks: hits are shown in it where both sides match alike, as by a
    /// reference number.
    pub reader: Option<Lang>,
    /// Whether hits are shown in the reader's language wherever they have that side, not in the
    /// one that matched.
    pub in_reader_language: bool,
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

impl SearchQuery {
    /// Narrows by one more value of a facet.
    pub fn narrow_to(&mut self, facet: Facet, value: impl Into<String>) {
        self.narrow.entry(facet).or_default().push(value.into());
    }
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
    /// How the matches divide. The counts of a facet leave its own narrowing aside, so that its
    /// other values can still be chosen; years and months come newest first, all else most first.
    pub facets: BTreeMap<Facet, Vec<FacetCount>>,
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
    /// The language it is shown in: the one in which it matched best, unless the reader's was
    /// asked for.
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
    /// The matched words in the title, as in `highlights`.
    pub title_highlights: Vec<[u32; 2]>,
    /// The languages it exists in.
    pub langs: Vec<Lang>,
    /// A note's state.
    pub status: Option<Status>,
    /// Every section that matched, in the order of the page, named as in `section`; `title` for
    /// the title.
    pub sections: Vec<String>,
    /// Where it was found only through the words of the other language: which stood for which.
    /// Empty for what matched as typed.
    pub through: Vec<Through>,
    /// What it has in common with what it was compared to, most telling first, as it is written
    /// there; empty unless asked for what is similar.
    pub shared: Vec<String>,
}

/// A word of the query and what was found in its place in the other language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Through {
    /// The word as typed.
    pub typed: String,
    /// The word of the other language, as it is written in the hit.
    pub found: String,
}

/// How many matches have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FacetCount {
    /// The value: a code (`tbs-sct`, `draft`, `2026`).
    pub value: String,
    /// How many.
    pub count: u64,
}
