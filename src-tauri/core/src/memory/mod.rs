//! The translation memory: passages that say the same in both languages, found again while the
//! second side is written.
//!
//! [`pairs`] takes them from a note; [`Memory`] keeps them with where they come from and finds the
//! same passage or close ones; [`tmx`] exchanges them with other tools.

mod align;
mod figures;
mod find;
mod kept;
mod markdown;
mod passage;
mod sentences;
#[cfg(test)]
mod tests;
pub mod tmx;
mod words;

use std::cmp::Reverse;
use std::hash::BuildHasher as _;

use chrono::NaiveDate;
use kept::{Chains, Contributors, KeptText, KeptUnit};
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::difference::Piece;
use crate::lang::Bilingual;
use crate::section::Section;

pub use align::pairs;
pub use find::LEAST;
pub use passage::Passage;

/// So many of the places that a pair comes from are told with a match.
pub const TOLD: usize = 5;

/// What a pair is a pair of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum PairKind {
    /// Two blocks: bullets, paragraphs, headings, cells of a table.
    Block,
    /// Two sentences of such blocks.
    Sentence,
}

/// Two passages that say the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pair {
    /// The passages.
    pub texts: Bilingual<Passage>,
    /// The section they stand in, where that is known.
    pub section: Option<Section>,
    /// What they are.
    pub kind: PairKind,
}

/// Where a pair comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct PairOrigin {
    /// The reference of the note; a file of another tool may name none.
    pub reference: Option<String>,
    /// The section, where that is known.
    pub section: Option<Section>,
    /// The note's date, or when the other tool made the pair.
    pub date: Option<NaiveDate>,
    /// The file that was taken in; `null` where the note is one of this notebook.
    pub file: Option<String>,
}

/// A pair that answers a question: its source is the passage that was asked for, or is close to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MemoryMatch {
    /// What was asked for: the passage, or one of its sentences.
    pub asked: String,
    /// The pair's passage in the language that was asked in.
    pub source: Passage,
    /// The pair's passage in the other language.
    pub target: Passage,
    /// How much of the words is the same; 100 where it is the same passage.
    pub percent: u8,
    /// Whether it is the same passage: see [`Memory::lookup`].
    pub exact: bool,
    /// What differs: what is removed stands in `source` only, what is added in `asked` only.
    pub difference: Vec<Piece>,
    /// The target with its figures put right, where figures alone differ and that is certain.
    pub suggestion: Option<Passage>,
    /// Whether the pair is of blocks or of sentences.
    pub kind: PairKind,
    /// Where the pair comes from, newest first, the first [`TOLD`].
    pub origins: Vec<PairOrigin>,
    /// How often it was used: of so many origins `origins` are the first.
    pub uses: usize,
}

/// Who brought a pair: a note of the notebook, or a file that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Contributor {
    /// The note with this reference.
    Note(String),
    /// The file of this name.
    File(String),
}

/// A pair with all who brought it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The passages.
    pub texts: Bilingual<Passage>,
    /// What they are.
    pub kind: PairKind,
    /// Where they come from, newest first; the first [`TOLD`].
    pub origins: Vec<PairOrigin>,
    /// Whether a note of the notebook is among all who brought it.
    pub is_own: bool,
}

/// The pairs of a notebook.
#[derive(Debug, Default)]
pub struct Memory {
    units: Vec<KeptUnit>,
    /// The units of each fingerprint of both texts.
    same: Chains,
    contributors: Contributors,
    brought: FxHashMap<u32, Vec<u32>>,
    /// How many units nobody brings any more.
    idle: usize,
    sides: Bilingual<find::Side>,
}

impl Memory {
    /// How many pairs there are.
    pub const fn len(&self) -> usize {
        self.units.len() - self.idle
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The pairs, those of the newest origin first.
    pub fn units(&self) -> impl Iterator<Item = Unit> {
        let mut units: Vec<&KeptUnit> = self.units.iter().filter(|unit| unit.is_live()).collect();
        units.sort_by_key(|unit| Reverse(unit.newest()));
        units.into_iter().map(|unit| Unit {
            texts: unit.texts.as_ref().map(|_, text| text.passage()),
            kind: unit.kind,
            origins: self.told(unit),
            is_own: unit.origins.iter().any(|origin| {
                matches!(self.contributors.get(origin.by), Some(Contributor::Note(_)))
            }),
        })
    }

    /// Takes in the pairs of a contributor, in place of those it brought before.
    pub fn put(&mut self, by: &Contributor, pairs: impl IntoIterator<Item = (Pair, PairOrigin)>) {
        self.remove(by);
        let by = self.contributors.id(by);
        let mut brought = Vec::new();
        for (pair, origin) in pairs {
            let id = self.unit(&pair.texts, pair.kind);
            let origin = self.contributors.kept(by, origin);
            let Some(unit) = self.units.get_mut(id as usize) else {
                continue;
            };
            // What is said twice in one section was said once.
            if unit.origins.contains(&origin) {
                continue;
            }
            if !unit.is_live() {
                self.idle -= 1;
            }
            let place = unit
                .origins
                .partition_point(|other| other.date >= origin.date);
            unit.origins.reserve_exact(1);
            unit.origins.insert(place, origin);
            brought.push(id);
        }
        brought.sort_unstable();
        brought.dedup();
        brought.shrink_to_fit();
        if !brought.is_empty() {
            self.brought.insert(by, brought);
        }
        if self.idle > 1_000 + self.len() {
            self.compact();
        }
    }

    /// Removes what a contributor brought.
    pub fn remove(&mut self, by: &Contributor) {
        let Some(by) = self.contributors.known(by) else {
            return;
        };
        for id in self.brought.remove(&by).unwrap_or_default() {
            let Some(unit) = self.units.get_mut(id as usize) else {
                continue;
            };
            unit.origins.retain(|origin| origin.by != by);
            if !unit.is_live() {
                self.idle += 1;
            }
        }
    }

    /// The unit of these texts, made where there is none. A new one is idle.
    fn unit(&mut self, texts: &Bilingual<Passage>, kind: PairKind) -> u32 {
        let fingerprint = FxBuildHasher.hash_one((&texts.en.markdown, &texts.fr.markdown));
        let is_same = |unit: &KeptUnit| {
            unit.texts.iter().all(|(lang, text)| {
                text.text() == texts[lang].text && text.markdown() == texts[lang].markdown
            })
        };
        let same = self.same.of(fingerprint);
        if let Some(id) = same
            .into_iter()
            .find(|id| self.units.get(*id as usize).is_some_and(is_same))
        {
            return id;
        }
        let id = self.same.add(fingerprint);
        for (lang, passage) in texts.iter() {
            self.sides[lang].add(id, &passage.text);
        }
        self.units.push(KeptUnit {
            texts: texts.as_ref().map(|_, passage| KeptText::of(passage)),
            kind,
            origins: Vec::new(),
        });
        self.idle += 1;
        id
    }

    /// Forgets the pairs that nobody brings any more.
    fn compact(&mut self) {
        let old = std::mem::take(self);
        let mut now = vec![u32::MAX; old.units.len()];
        self.contributors = old.contributors;
        for (was, unit) in old.units.into_iter().enumerate() {
            if !unit.is_live() {
                continue;
            }
            let id = self.unit(
                &unit.texts.as_ref().map(|_, text| text.passage()),
                unit.kind,
            );
            self.idle -= 1;
            if let Some(kept) = self.units.get_mut(id as usize) {
                kept.origins = unit.origins;
            }
            now[was] = id;
        }
        for (by, ids) in old.brought {
            let ids = ids
                .into_iter()
                .filter_map(|id| now.get(id as usize).copied());
            self.brought.insert(by, ids.collect());
        }
    }

    /// The first origins of a unit.
    fn told(&self, unit: &KeptUnit) -> Vec<PairOrigin> {
        let first = unit.origins.iter().take(TOLD);
        first.map(|origin| self.contributors.told(origin)).collect()
    }
}
