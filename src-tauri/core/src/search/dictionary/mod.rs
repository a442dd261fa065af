//! Which words of one language stand for which of the other: learned from the notebook's own
//! bilingual notes and policies, on top of a short glossary of ours.

mod align;
mod learn;
mod sample;
#[cfg(test)]
mod tests;

use std::io::{self, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use self::learn::{Learned, Learner};
use super::ask::Asking;
use super::schema;
use super::stems::Analyzer;
use crate::lang::{Bilingual, Lang};

/// How many translations of a word are kept.
const MOST_TRANSLATIONS: usize = 4;
/// A pair of the glossary counts as if it had been read so often.
const GLOSSARY_WEIGHT: f32 = 3.0;
/// The version of what is learned and how it is kept. A dictionary of another version, or of
/// another version of the analysis, is learned anew.
const VERSION: &str = "qp-dictionary 2";
/// A larger file is none of ours, in bytes.
const LARGEST_FILE: u64 = 64 << 20;

const GLOSSARY: &str = include_str!("../../../data/glossary.txt");

/// A word of the other language, and how likely it is what is meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Translation {
    /// Its stem.
    pub(super) stem: String,
    /// As it is mostly written.
    pub(super) form: String,
    /// How likely it stands for the word and the word for it, up to 1.
    pub(super) likelihood: f32,
}

/// A dictionary in both directions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Dictionary {
    /// The translations of each language's words, by stem, the likeliest first.
    words: Bilingual<Learned>,
    /// How many bilingual items there were when it was learned.
    items: usize,
}

impl Dictionary {
    /// What is known without a notebook.
    pub(super) fn of_glossary(analyzer: &Analyzer) -> Self {
        Self {
            words: glossary(analyzer).learn(),
            items: 0,
        }
    }

    /// Learns from the bilingual items of an index: a sample of them where they are many.
    pub(super) fn learn(index: &Asking<'_>) -> tantivy::Result<Self> {
        let mut learner = glossary(index.analyzer);
        let items = sample::read(index, &mut learner)?;
        Ok(Self {
            words: learner.learn(),
            items,
        })
    }

    /// How many bilingual items an index has to learn from.
    pub(super) fn items_of(index: &Asking<'_>) -> tantivy::Result<usize> {
        Ok(sample::items(index.searcher)?.len())
    }

    /// How many bilingual items there were when it was learned.
    pub(super) const fn items(&self) -> usize {
        self.items
    }

    /// The words that a stem of `lang` stands for in the other language, the likeliest first.
    pub(super) fn translations(&self, lang: Lang, stem: &str) -> &[Translation] {
        self.words[lang].get(stem).map_or(&[], Vec::as_slice)
    }

    /// Reads a dictionary that was kept; `None` where there is none that can be used.
    pub(super) fn load(path: &Path) -> Option<Self> {
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).ok()?;
        file.take(LARGEST_FILE).read_to_end(&mut bytes).ok()?;
        let at = bytes.iter().position(|byte| *byte == b'\n')?;
        let (head, body) = (&bytes[..at], &bytes[at + 1..]);
        (head == stamp(body).as_bytes())
            .then(|| serde_json::from_slice(body).ok())
            .flatten()
    }

    /// Keeps the dictionary in a file: all of it or nothing.
    pub(super) fn keep(&self, path: &Path) -> io::Result<()> {
        let body = serde_json::to_vec(self)?;
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        writeln!(file, "{}", stamp(&body))?;
        file.write_all(&body)?;
        file.persist(path)?;
        Ok(())
    }
}

/// The first line of a kept dictionary: what it is, and the sum by which damage shows.
fn stamp(body: &[u8]) -> String {
    let analysis = schema::VERSION;
    format!("{VERSION}, {analysis}, {}", blake3::hash(body).to_hex())
}

/// A learner that has read the glossary.
fn glossary(analyzer: &Analyzer) -> Learner<'_> {
    let mut learner = Learner::new(analyzer);
    for (en, fr) in GLOSSARY
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
    {
        for fr in fr.split(',') {
            learner.be_told(en, fr, GLOSSARY_WEIGHT);
        }
    }
    learner
}
