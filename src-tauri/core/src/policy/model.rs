//! The policy as the rest of the program knows it.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::{Bilingual, Lang};

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
    /// The two sides; `None` where a side does not exist.
    pub sides: Bilingual<Option<PolicySide>>,
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
}

/// A policy's text in one language.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct PolicySide {
    /// The title: one line, plain text.
    pub title: String,
    /// Its excerpts in the order of the document; together they hold the whole text.
    pub excerpts: Vec<Excerpt>,
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
        let plain = |part: &str| {
            part.chars()
                .all(|c| c.is_alphanumeric() || "-_.()".contains(c))
        };
        if slug.is_empty() || !plain(slug) || !plain(anchor) {
            return Err(NotACitation(text.to_owned()));
        }
        Ok(Self {
            slug: slug.to_owned(),
            anchor: anchor.to_owned(),
        })
    }
}

/// The clause number a line starts with, and the rest of the line: `4.1.5 Text`, `A.2.2.1 Text`,
/// `6. Text` give (`4.1.5`, `Text`), (`A.2.2.1`, `Text`), (`6`, `Text`).
pub fn clause_number(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let end = line.find(char::is_whitespace)?;
    let (number, rest) = (&line[..end], line[end..].trim_start());
    let bare = number.strip_suffix('.').unwrap_or(number);
    let mut parts = bare.split('.');
    let first = parts.next()?;
    let is_number = |part: &str| {
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())
    };
    let is_letter = first.len() == 1 && first.bytes().all(|b| b.is_ascii_uppercase());
    let deep = bare.contains('.');
    let shaped = (is_number(first) && (deep || number.ends_with('.'))) || (is_letter && deep);
    (shaped && parts.all(is_number) && !rest.is_empty()).then_some((bare, rest))
}

/// The anchor of a heading or label within its document: ASCII, lower case, words joined by `-`.
pub fn anchor_of(text: &str) -> String {
    let folded: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .replace('œ', "oe")
        .replace('æ', "ae");
    let mut anchor = String::new();
    for word in folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if anchor.len() + word.len() > 80 {
            break;
        }
        if !anchor.is_empty() {
            anchor.push('-');
        }
        anchor.push_str(word);
    }
    anchor
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
