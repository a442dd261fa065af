//! The ways to search that race: what each must do, and what it is asked.

mod alike;
#[cfg(feature = "rivals")]
mod fts5;
mod ours;
mod recoll;
mod ripgrep;
mod stock;

use std::path::Path;

use anyhow::Result;
use chrono::NaiveDate;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::corpus::words;
use crate::item::Entry;

/// Who races.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Racer {
    /// The search of QP Notes.
    Ours,
    /// Tantivy with its own tokenizers, queries, aggregations and snippets: the limit.
    Tantivy,
    /// Tantivy with the fields of ours, which is only built.
    Alike,
    /// SQLite's full-text search.
    Fts5,
    /// Recoll, on Xapian: whole processes.
    Recoll,
    /// ripgrep over the files: whole processes.
    Ripgrep,
}

impl Racer {
    /// The name as it stands in a table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Tantivy => "tantivy alone",
            Self::Alike => "tantivy, our fields",
            Self::Fts5 => "SQLite FTS5",
            Self::Recoll => "recollq",
            Self::Ripgrep => "ripgrep",
        }
    }

    /// The name as it is typed.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Tantivy => "tantivy",
            Self::Alike => "alike",
            Self::Fts5 => "fts5",
            Self::Recoll => "recoll",
            Self::Ripgrep => "ripgrep",
        }
    }

    /// Whether it keeps an index, which is built and measured.
    pub const fn has_index(self) -> bool {
        !matches!(self, Self::Ripgrep)
    }

    /// Whether it is asked, not only built.
    pub const fn answers(self) -> bool {
        !matches!(self, Self::Alike)
    }

    /// Whether a process of it stays open, which can be opened and saved to.
    pub const fn stays(self) -> bool {
        matches!(self, Self::Ours | Self::Tantivy | Self::Fts5)
    }

    /// Why it cannot race here, if it cannot.
    pub fn absent(self) -> Option<String> {
        let needs = |program: &str| {
            let there = crate::machine::version_of(program).is_some();
            (!there).then(|| format!("{program} is not installed"))
        };
        match self {
            Self::Ours | Self::Tantivy | Self::Alike => None,
            Self::Fts5 => {
                (!cfg!(feature = "rivals")).then(|| "built without the feature `rivals`".to_owned())
            }
            Self::Recoll => needs("recollindex"),
            Self::Ripgrep => needs("rg"),
        }
    }
}

/// What text is meant as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Means {
    /// All words wanted.
    Words,
    /// These words one after the other.
    Phrase,
    /// All words wanted; the last is still being typed, unless a space follows it.
    Typed,
    /// A word with one slip in it.
    Slip,
}

/// Which part of an answer is wanted. Ours gives the whole answer always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Want {
    /// Ten hits with snippets, how many there are, all facets.
    Whole,
    /// How many there are, all facets.
    Facets,
    /// Ten hits with snippets, how many there are.
    Hits,
}

/// What is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// A note's state.
    pub status: String,
    /// A note's organization.
    pub organization: String,
    /// Dated on this day or later.
    pub from: NaiveDate,
}

/// A question to all racers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ask {
    /// What is typed; empty for everything.
    pub text: String,
    /// What it is meant as.
    pub means: Means,
    /// What it is narrowed to.
    pub filter: Option<Filter>,
    /// Newest first rather than best first.
    pub by_date: bool,
    /// What is wanted.
    pub want: Want,
}

impl Ask {
    /// A question for the whole answer, best first.
    pub fn new(means: Means, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            means,
            filter: None,
            by_date: false,
            want: Want::Whole,
        }
    }

    /// The words that are whole, and the one that is still being typed.
    pub fn words(&self) -> (Vec<&str>, Option<&str>) {
        let mut whole: Vec<&str> = words(&self.text).collect();
        let open = self.means == Means::Typed && self.text.ends_with(char::is_alphanumeric);
        let last = if open { whole.pop() } else { None };
        (whole, last)
    }
}

/// What was answered, as far as the race looks at it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// How many match in all.
    pub total: u64,
    /// The ids of the hits given.
    pub hits: Vec<String>,
    /// How many of these came with something marked.
    pub marked: usize,
    /// How many values the facets have together.
    pub facet_values: usize,
}

/// One way to search.
pub trait Engine {
    /// Takes an entry in, in place of what there was under its id.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn put(&mut self, entry: &Entry) -> Result<()>;

    /// Makes what was put be found.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn commit(&mut self) -> Result<()>;

    /// What is done once after everything was put, such as merging; part of a rebuild.
    ///
    /// # Errors
    /// Where it cannot be written.
    fn finish(&mut self) -> Result<()> {
        self.commit()
    }

    /// Answers, or says that it has no such thing (`None`).
    ///
    /// # Errors
    /// Where it fails.
    fn answer(&mut self, ask: &Ask) -> Result<Option<Answer>>;
}

/// Opens the index of a racer, made where it is missing.
///
/// # Errors
/// Where it cannot be opened, or the racer is not there.
pub fn open(racer: Racer, index: &Path, notebook: &Path) -> Result<Box<dyn Engine>> {
    Ok(match racer {
        Racer::Ours => Box::new(ours::Ours::open(index)?),
        Racer::Tantivy => Box::new(stock::Stock::open(index)?),
        Racer::Alike => Box::new(alike::Alike::open(index)?),
        #[cfg(feature = "rivals")]
        Racer::Fts5 => Box::new(fts5::Fts5::open(index)?),
        #[cfg(not(feature = "rivals"))]
        Racer::Fts5 => anyhow::bail!("built without the feature `rivals`"),
        Racer::Recoll => Box::new(recoll::Recoll::open(index, notebook)?),
        Racer::Ripgrep => Box::new(ripgrep::Ripgrep::new(notebook)),
    })
}
