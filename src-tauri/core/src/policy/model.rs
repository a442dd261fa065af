//! The policy as the rest of the program knows it.

use std::fmt;
use std::str::FromStr;

use super::anchor::{anchor_of, anchor_of_number, formerly, in_own_language};
use crate::lang::{Bilingual, Lang};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A policy document in one or both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Policy {
    /// The name of its file, without extension: the policy's identity.
    pub slug: String,
    /// Where it was published: an address or a description.
    pub source: Option<String>,
    /// When it was issued or took effect.
    pub issued: Option<NaiveDate>,
    /// When it was last modified.
    pub modified: Option<NaiveDate>,
    /// Up to which day its publisher has kept the text current: a statute's consolidation.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub consolidated: Option<NaiveDate>,
    /// What kind of document it is; how it is cited follows from it.
    #[serde(default)]
    pub kind: PolicyKind,
    /// The number its publisher knows it by in both languages: `32756` of a Treasury Board
    /// instrument, `A-1` of an Act, `SOR/98-106` of a regulation; empty where it has none.
    #[serde(default)]
    pub instrument: String,
    /// The two sides; `None` where a side does not exist.
    pub sides: Bilingual<Option<PolicySide>>,
}

/// What kind of document a policy is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
#[serde(rename_all = "lowercase")]
pub enum PolicyKind {
    /// An Act of Parliament.
    Act,
    /// A regulation under an Act.
    Regulation,
    /// A policy instrument of the Treasury Board.
    Instrument,
    /// Any other document.
    #[default]
    Document,
}

impl PolicyKind {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Act,
        Self::Regulation,
        Self::Instrument,
        Self::Document,
    ];

    /// The word in a policy's front matter.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Regulation => "regulation",
            Self::Instrument => "instrument",
            Self::Document => "document",
        }
    }

    /// The kind that a word of the front matter names.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

impl Policy {
    /// The title in `lang`, or in the other language, or nothing.
    pub fn title_in(&self, lang: Lang) -> &str {
        [lang, lang.other()]
            .into_iter()
            .filter_map(|lang| self.sides[lang].as_ref())
            .map(|side| side.title.as_str())
            .find(|title| !title.is_empty())
            .unwrap_or_default()
    }

    /// The excerpt of each side that an anchor names; see [`PolicySide::excerpt`] for what is
    /// understood. What only one side knows under that name is the same excerpt in the other.
    pub fn excerpt(&self, anchor: &str) -> Bilingual<Option<&Excerpt>> {
        let sides = self.sides.as_ref();
        let mut found = sides.map(|_, side| side.as_ref()?.excerpt(anchor));
        for lang in Lang::ALL {
            if let (None, Some(known)) = (found[lang], found[lang.other()]) {
                let excerpts = self.sides[lang].iter().flat_map(|side| &side.excerpts);
                found[lang] = excerpts.into_iter().find(|e| e.anchor == known.anchor);
            }
        }
        found
    }
}

/// A policy's text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct PolicySide {
    /// The title: one line, plain text.
    pub title: String,
    /// Its excerpts in the order of the document; together they hold the whole text.
    pub excerpts: Vec<Excerpt>,
}

impl PolicySide {
    /// The excerpt that an anchor names: as it is, with French brackets (`74c)`), as its own heading
    /// names it where it has the anchor of its counterpart in the other language, or as it was before
    /// numbered parts were named by their number.
    pub fn excerpt(&self, anchor: &str) -> Option<&Excerpt> {
        let at = self.position(anchor)?;
        self.excerpts.get(at)
    }

    fn position(&self, anchor: &str) -> Option<usize> {
        let named = |anchor: &str| self.excerpts.iter().position(|e| e.anchor == anchor);
        named(anchor)
            .or_else(|| named(&anchor_of_number(anchor)))
            .or_else(|| in_own_language(&self.excerpts, anchor))
            .or_else(|| formerly(&self.excerpts, anchor))
    }
}

/// A numbered clause or headed part of a policy.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Excerpt {
    /// What names it within its policy and stays the same: its clause number (`4.1.5`) or its
    /// heading path in ASCII (`scope-exceptions`). Unique within a side.
    pub anchor: String,
    /// The clause number as printed (`4.1.5`), or empty.
    pub label: String,
    /// Its heading without the number, or empty for a clause that has none.
    pub heading: String,
    /// How deep its heading stands: 0 for text without one (a preamble, a numbered clause),
    /// else 1 for the document's main headings, 2 below them, and so on to 5.
    pub level: u8,
    /// Its own text in Markdown, without heading, number and sub-excerpts; may be empty.
    pub text: String,
}

/// A citation of a policy excerpt in a note: `[@slug#anchor]`, or `[@slug]` for the whole policy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct Citation {
    /// The policy.
    pub slug: String,
    /// The excerpt, or empty for the whole policy.
    pub anchor: String,
}

impl Citation {
    /// Whether a text can be a slug or an anchor.
    pub(super) fn is_plain(part: &str) -> bool {
        part.chars()
            .all(|c| c.is_alphanumeric() || "-_.()".contains(c))
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.anchor.is_empty() {
            write!(f, "[@{}]", self.slug)
        } else {
            write!(f, "[@{}#{}]", self.slug, self.anchor)
        }
    }
}

/// A text that is no citation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a citation: {0:?}")]
pub struct NotACitation(pub String);

impl FromStr for Citation {
    type Err = NotACitation;

    /// Reads `[@slug#anchor]`, with or without the brackets and the at sign.
    fn from_str(text: &str) -> Result<Self, NotACitation> {
        let bare = text
            .trim()
            .trim_start_matches('[')
            .trim_end_matches(']')
            .trim_start_matches('@');
        let (slug, anchor) = bare.split_once('#').unwrap_or((bare, ""));
        if slug.is_empty() || !Self::is_plain(slug) || !Self::is_plain(anchor) {
            return Err(NotACitation(text.to_owned()));
        }
        Ok(Self {
            slug: slug.to_owned(),
            anchor: anchor.to_owned(),
        })
    }
}

/// The slug of a policy with this title; `policy` where the title has no letters.
pub fn slug_of(title: &str) -> String {
    let slug = anchor_of(title);
    if slug.is_empty() {
        "policy".to_owned()
    } else {
        slug
    }
}
