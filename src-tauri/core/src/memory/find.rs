//! Finding the same passage, and those that are close.
//!
//! Close is a matter of words: how many must be put in, left out or replaced, of all there are
//! (Levenshtein); a figure in place of another counts half. A passage that is close enough has most
//! of the words asked for, so it has one of the rarest few: only what holds one of those is looked
//! at, and nothing is missed (the prefix filter of Chaudhuri, Ganti and Kaushik 2006).

use std::cmp::Reverse;
use std::hash::BuildHasher as _;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::figures;
use super::kept::{Chains, KeptUnit};
use super::passage::{Leaf, leaves};
use super::sentences::sentences;
use super::words::{is_figure, key, words};
use super::{Memory, MemoryMatch, TOLD};
use crate::difference;
use crate::document::parse;
use crate::lang::Lang;

/// What a match must have in common with what was asked for, in percent.
pub const LEAST: usize = 60;

/// So many passages of one text are asked for: a text that was put in by mistake is no question.
const MOST: usize = 100;

/// What all figures count as where only what may be close is looked for.
const ANY_FIGURE: u32 = 0;
/// A word that no passage has.
const UNKNOWN: u32 = u32::MAX;

/// The passages of one language, as they are looked for.
#[derive(Debug)]
pub(super) struct Side {
    ids: FxHashMap<Box<str>, u32>,
    /// For each word, the word that it counts as.
    class: Vec<u32>,
    /// For each word that others count as, or that counts as itself, the passages that hold it.
    holders: Vec<Vec<u32>>,
    /// The words of each passage.
    passages: Vec<Box<[u32]>>,
    /// The fingerprints of what counts as the same.
    keys: Chains,
}

impl Default for Side {
    fn default() -> Self {
        Self {
            ids: FxHashMap::default(),
            class: vec![ANY_FIGURE],
            holders: vec![Vec::new()],
            passages: Vec::new(),
            keys: Chains::default(),
        }
    }
}

/// A word of what is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked {
    id: u32,
    class: u32,
}

impl Side {
    /// Adds a passage; `id` is the next one.
    pub(super) fn add(&mut self, id: u32, text: &str) {
        let mut passage = Vec::new();
        for word in words(text) {
            let word = match self.ids.get(word.as_str()) {
                Some(known) => *known,
                None => self.learn(word),
            };
            passage.push(word);
            let class = self.class[word as usize];
            let holders = &mut self.holders[class as usize];
            if holders.last() != Some(&id) {
                holders.push(id);
            }
        }
        self.passages.push(passage.into_boxed_slice());
        self.keys.add(FxBuildHasher.hash_one(key(text)));
    }

    /// Gives a number to a word that no passage had.
    fn learn(&mut self, word: String) -> u32 {
        let id = u32::try_from(self.class.len()).unwrap_or(UNKNOWN);
        let class = if is_figure(&word) { ANY_FIGURE } else { id };
        self.class.push(class);
        self.holders.push(Vec::new());
        self.ids.insert(word.into_boxed_str(), id);
        id
    }

    fn asked(&self, text: &str) -> Vec<Asked> {
        let asked = |word: String| {
            let id = self.ids.get(word.as_str()).copied().unwrap_or(UNKNOWN);
            let class = if is_figure(&word) { ANY_FIGURE } else { id };
            Asked { id, class }
        };
        words(text).into_iter().map(asked).collect()
    }

    fn holders(&self, class: u32) -> &[u32] {
        self.holders.get(class as usize).map_or(&[], Vec::as_slice)
    }

    /// The passages that have at least [`LEAST`] percent in common with a text, and how much.
    fn close(&self, text: &str) -> Vec<(u32, usize)> {
        let asked = self.asked(text);
        let mut rarest: Vec<u32> = asked.iter().map(|word| word.class).collect();
        rarest.sort_by_key(|class| self.holders(*class).len());
        let needed = (asked.len() * LEAST).div_ceil(100);
        rarest.truncate(asked.len() + 1 - needed);
        rarest.dedup();

        let mut wanted = vec![0_i32; self.holders.len()];
        for word in &asked {
            if let Some(wanted) = wanted.get_mut(word.class as usize) {
                *wanted += 1;
            }
        }
        let mut is_seen = vec![false; self.passages.len()];
        let mut distances = Distances::default();
        let mut found = Vec::new();
        for class in rarest {
            for id in self.holders(class) {
                let index = *id as usize;
                if std::mem::replace(&mut is_seen[index], true) {
                    continue;
                }
                let passage = &self.passages[index];
                let longer = passage.len().max(asked.len());
                let shorter = passage.len().min(asked.len());
                if shorter * 100 < longer * LEAST
                    || self.common(passage, &mut wanted) * 100 < longer * LEAST
                {
                    continue;
                }
                let distance = distances.between(&asked, passage, &self.class);
                let percent = (2 * longer - distance.min(2 * longer)) * 100 / (2 * longer);
                if percent >= LEAST {
                    found.push((*id, percent));
                }
            }
        }
        found
    }

    /// How many words of a passage are wanted. What is wanted is afterwards as it was.
    fn common(&self, passage: &[u32], wanted: &mut [i32]) -> usize {
        let class = |word: &u32| self.class[*word as usize] as usize;
        let mut common = 0;
        for word in passage {
            let left = &mut wanted[class(word)];
            common += usize::from(*left > 0);
            *left -= 1;
        }
        for word in passage {
            wanted[class(word)] += 1;
        }
        common
    }

    /// The passages that may be the same as a text.
    fn same(&self, key: &str) -> impl Iterator<Item = u32> {
        self.keys.of(FxBuildHasher.hash_one(key))
    }
}

/// Counts what must be changed, in halves of a word; keeps its memory from one count to the next.
#[derive(Debug, Default)]
struct Distances {
    row: Vec<usize>,
}

impl Distances {
    fn between(&mut self, asked: &[Asked], passage: &[u32], class: &[u32]) -> usize {
        let row = &mut self.row;
        row.clear();
        row.extend((0..=passage.len()).map(|index| index * 2));
        for (line, word) in asked.iter().enumerate() {
            let mut diagonal = row[0];
            row[0] = (line + 1) * 2;
            for (index, other) in passage.iter().enumerate() {
                let is_figure = word.class == ANY_FIGURE && class[*other as usize] == ANY_FIGURE;
                let replaced = match (word.id == *other, is_figure) {
                    (true, _) => 0,
                    (_, true) => 1,
                    _ => 2,
                };
                let cheapest = (diagonal + replaced)
                    .min(row[index] + 2)
                    .min(row[index + 1] + 2);
                diagonal = std::mem::replace(&mut row[index + 1], cheapest);
            }
        }
        row.last().copied().unwrap_or(0)
    }
}

/// A unit that was found.
struct Found<'a> {
    unit: &'a KeptUnit,
    percent: usize,
}

impl Memory {
    /// The pairs whose passage in `from` is the Markdown `text`, or close to it: first the same
    /// passage, then the closest, of equal ones the newest; `limit` of them. Of a text with several
    /// sentences that is not known as a whole, each sentence is asked for besides; of a text of
    /// several blocks, each block; of a long text, some hundred of them.
    ///
    /// The same passage is one that differs in nothing but marks, citations, blanks, the form of quotation
    /// marks, apostrophes and dashes, the case of its first letter and a last period, comma, colon
    /// or semicolon.
    pub fn lookup(&self, text: &str, from: Lang, limit: usize) -> Vec<MemoryMatch> {
        let mut matches = Vec::new();
        let mut asked = 0;
        for Leaf { runs, .. } in leaves(&parse(text).blocks) {
            let text = runs.text();
            let before = matches.len();
            self.find(&text, from, limit, &mut matches);
            let parts = sentences(&text);
            let is_known = matches[before..].first().is_some_and(|first| first.exact);
            asked += 1;
            if parts.len() > 1 && !is_known {
                asked += parts.len();
                for part in parts.into_iter().take(MOST) {
                    self.find(&text[part], from, limit, &mut matches);
                }
            }
            if asked > MOST {
                break;
            }
        }
        matches
    }

    fn find(&self, asked: &str, from: Lang, limit: usize, matches: &mut Vec<MemoryMatch>) {
        let side = &self.sides[from];
        let key_of = |unit: &KeptUnit| key(unit.texts[from].text());
        let asked_key = key(asked);
        let unit = |id: u32| {
            let unit = self.units.get(id as usize)?;
            unit.is_live().then_some(unit)
        };
        let same = side.same(&asked_key).filter_map(unit);
        let mut found: Vec<Found<'_>> = same
            .filter(|unit| key_of(unit) == asked_key)
            .map(|unit| Found { unit, percent: 100 })
            .collect();
        let close = side.close(asked).into_iter().filter_map(|(id, percent)| {
            let (unit, percent) = (unit(id)?, percent.min(99));
            // The words of the same passage are the same.
            let is_same = percent == 99 && key_of(unit) == asked_key;
            (!is_same).then_some(Found { unit, percent })
        });
        found.extend(close);
        found.sort_by_key(|found| Reverse((found.percent, found.unit.newest())));

        let start = matches.len();
        let mut keys: Vec<(String, String)> = Vec::new();
        for Found { unit, percent } in found {
            let is_full = keys.len() == limit;
            let last = matches[start..]
                .last()
                .map(|last| usize::from(last.percent));
            if is_full && last.is_none_or(|last| percent < last) {
                break;
            }
            let texts = unit.texts.as_ref().map(|_, text| text.passage());
            let (source, target) = (&texts[from], &texts[from.other()]);
            let same = (key(&source.text), key(&target.text));
            if let Some(first) = keys.iter().position(|other| *other == same) {
                let first = &mut matches[start + first];
                first.uses += unit.origins.len();
                first.origins.extend(self.told(unit));
                first.origins.sort_by_key(|origin| Reverse(origin.date));
                first.origins.truncate(TOLD);
            } else if !is_full {
                keys.push(same);
                let exact = percent == 100;
                let put_right = || figures::suggestion(asked, &source.text, target, from);
                matches.push(MemoryMatch {
                    asked: asked.to_owned(),
                    percent: u8::try_from(percent).unwrap_or(100),
                    exact,
                    difference: difference::words(&source.text, asked),
                    suggestion: (!exact).then(put_right).flatten(),
                    kind: unit.kind,
                    origins: self.told(unit),
                    uses: unit.origins.len(),
                    source: texts[from].clone(),
                    target: texts[from.other()].clone(),
                });
            }
        }
    }
}
