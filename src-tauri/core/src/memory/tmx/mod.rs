//! Translation memories exchanged with other tools: TMX 1.4b (LISA OSCAR, 26 April 2005).
//!
//! Written is a file of level 2: marks are `bpt` and `ept` elements of the types `bold`, `italic`
//! and `link` that hold their Markdown, citations and line breaks are `ph` elements. A tool that
//! knows only plain text drops them and loses no word. Read is any TMX 1.x: marks of those types
//! come back, native codes of other tools are left out, `hi` keeps its text.

mod decode;
mod read;
#[cfg(test)]
mod tests;
mod write;

use chrono::NaiveDate;

use super::Pair;

pub use read::read;
pub use write::write;

/// What a file of another tool holds for us.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tmx {
    /// The pairs of English and French, in order.
    pub units: Vec<TmxUnit>,
    /// Units left out: they lack one of the two languages, or say the same in both.
    pub left_out: usize,
    /// Passages in other languages.
    pub other_languages: usize,
}

/// A pair of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TmxUnit {
    /// The pair.
    pub pair: Pair,
    /// The note it comes from, if the file says so as ours do.
    pub reference: Option<String>,
    /// When it was made or last changed.
    pub date: Option<NaiveDate>,
}

/// Why a file is no translation memory that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct TmxError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// The names of types of `prop` that are ours.
const REFERENCE: &str = "x-reference";
const SECTION: &str = "x-section";

/// The types of inline elements that are marks of ours. Those that start with `x-` are not the
/// standard's.
const BOLD: &str = "bold";
const ITALIC: &str = "italic";
const LINK: &str = "link";
const STRUCK: &str = "x-strikethrough";
const CODE: &str = "x-code";
const CITATION: &str = "x-citation";
const LINE_BREAK: &str = "lb";
