//! Learns which word stands for which from passages that say the same.
//!
//! For each word the likeliest counterparts are found by the log-likelihood ratio of standing in
//! one passage (Dunning 1993); among them, how much of each passage's words each accounts for is
//! estimated as in IBM's first model (Brown and others 1993), in both directions. A word keeps
//! those that are likely both ways.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use super::super::analysis::{WordKind, words};
use super::super::stems::{Analyzer, is_stop};
use super::{MOST_TRANSLATIONS, Translation};
use crate::lang::{Bilingual, Lang};

/// At most so many passages are learned from.
const MOST_PASSAGES: usize = 20_000;
/// At most so many different words of a language are learned.
const MOST_WORDS: usize = 30_000;
/// A longer passage tells little of its words: this many different ones.
const LONGEST: usize = 60;
/// How many counterparts of a word are weighed against each other.
const CANDIDATES: usize = 16;
/// How often the estimate is made better.
const ROUNDS: usize = 4;
/// How much of a word a passage's every other word explains by standing there at all.
const NULL: f32 = 0.08;
/// A translation is at least this likely, both ways taken together.
const LEAST: f32 = 0.12;
/// What was seen together less often than this must be as likely as that.
const RARE: (f32, f32) = (6.0, 0.3);
/// What was seen together less often than this must look alike besides: as much as that.
const ONCE: (f32, f32) = (2.0, 0.5);
/// What stands together more often than chance explains once in a thousand times (the critical value
/// of the log-likelihood ratio, chi-squared with one degree of freedom) is evidence. In a notebook
/// of a few notes hardly anything is, unless the words look alike.
const EVIDENCE: f32 = 10.83;
/// How much more likely words that look alike are at first.
const ALIKE: f32 = 3.0;

/// A word by its number.
type Id = u32;

/// The words of a language, by stem.
#[derive(Default)]
struct Vocabulary {
    ids: HashMap<String, Id>,
    words: Vec<Known>,
}

#[derive(Default)]
struct Known {
    stem: String,
    /// The stem of the word typed without accents, where it is another.
    bare: Option<String>,
    forms: HashMap<String, u32>,
    /// In how many passages it is, by their weights.
    frequency: f32,
}

impl Known {
    /// The form it is mostly written in.
    fn form(&self) -> String {
        let most = self
            .forms
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
        most.map_or_else(|| self.stem.clone(), |(form, _)| form.clone())
    }
}

struct Passage {
    words: Bilingual<Vec<Id>>,
    weight: f32,
}

/// Takes passages in, then learns from them.
pub(super) struct Learner<'a> {
    analyzer: &'a Analyzer,
    vocabulary: Bilingual<Vocabulary>,
    passages: Vec<Passage>,
    /// What was read, as numbers: what is copied from note to note counts once.
    seen: HashSet<u64>,
}

/// What was learned of one language's words, by stem.
pub(super) type Learned = HashMap<String, Vec<Translation>>;

impl<'a> Learner<'a> {
    pub(super) fn new(analyzer: &'a Analyzer) -> Self {
        Self {
            analyzer,
            vocabulary: Bilingual::default(),
            passages: Vec::new(),
            seen: HashSet::new(),
        }
    }

    /// How much it has read of what it will, up to 1.
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    pub(super) fn fullness(&self) -> f64 {
        self.passages.len() as f64 / MOST_PASSAGES as f64
    }

    /// Takes in two passages that say the same, as if they had been read `weight` times.
    pub(super) fn read(&mut self, en: &str, fr: &str, weight: f32) {
        let pair = (en, fr);
        let mut hasher = std::hash::DefaultHasher::new();
        pair.hash(&mut hasher);
        if self.passages.len() >= MOST_PASSAGES || !self.seen.insert(hasher.finish()) {
            return;
        }
        let words = Bilingual::new(self.words(Lang::En, en), self.words(Lang::Fr, fr));
        let fits = |ids: &Vec<Id>| (1..=LONGEST).contains(&ids.len());
        if !fits(&words.en) || !fits(&words.fr) {
            return;
        }
        for (lang, ids) in words.iter() {
            for id in ids {
                self.vocabulary[lang].words[*id as usize].frequency += weight;
            }
        }
        self.passages.push(Passage { words, weight });
    }

    /// The different telling words of a passage.
    fn words(&mut self, lang: Lang, text: &str) -> Vec<Id> {
        let vocabulary = &mut self.vocabulary[lang];
        let mut ids = Vec::new();
        for word in words(text) {
            let is_telling = word.kind == WordKind::Plain
                && !is_stop(lang, word.folded())
                && word.form.chars().count() > 1
                && word.form.chars().any(char::is_alphabetic);
            if !is_telling {
                continue;
            }
            let stems = self.analyzer.stems(lang, &word);
            let id = match vocabulary.ids.get(stems.first()) {
                Some(id) => *id,
                None if vocabulary.words.len() < MOST_WORDS => {
                    #[expect(clippy::cast_possible_truncation, reason = "less than MOST_WORDS")]
                    let id = vocabulary.words.len() as Id;
                    let stem = stems.first().to_owned();
                    vocabulary.ids.insert(stem.clone(), id);
                    vocabulary.words.push(Known {
                        stem,
                        ..Known::default()
                    });
                    id
                }
                None => continue,
            };
            let known = &mut vocabulary.words[id as usize];
            if known.bare.is_none() {
                known.bare = stems.iter().nth(1).map(str::to_owned);
            }
            *known.forms.entry(word.form).or_insert(0) += 1;
            ids.push(id);
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// What stands for what, in both directions.
    pub(super) fn learn(self) -> Bilingual<Learned> {
        let likely = Bilingual::new((), ()).map(|lang, ()| {
            let mut table = self.candidates(lang);
            for _ in 0..ROUNDS {
                self.estimate(lang, &mut table);
            }
            table
        });
        Bilingual::new((), ()).map(|lang, ()| self.settle(lang, &likely))
    }

    /// For each word of a language, its likeliest counterparts, each with a first guess.
    fn candidates(&self, lang: Lang) -> Table {
        let other = lang.other();
        let mut standing: Vec<Vec<u32>> = vec![Vec::new(); self.vocabulary[lang].words.len()];
        for (at, passage) in (0..).zip(&self.passages) {
            for id in &passage.words[lang] {
                standing[*id as usize].push(at);
            }
        }
        let all: f32 = self.passages.iter().map(|passage| passage.weight).sum();
        let mut together = vec![0.0_f32; self.vocabulary[other].words.len()];
        let mut met: Vec<Id> = Vec::new();
        let mut row: Vec<Candidate> = Vec::new();
        let rows = standing
            .iter()
            .zip(&self.vocabulary[lang].words)
            .map(|(passages, known)| {
                for at in passages {
                    let passage = &self.passages[*at as usize];
                    for id in &passage.words[other] {
                        let sum = &mut together[*id as usize];
                        if *sum == 0.0 {
                            met.push(*id);
                        }
                        *sum += passage.weight;
                    }
                }
                row.extend(met.drain(..).filter_map(|id| {
                    let both = std::mem::take(&mut together[id as usize]);
                    let candidate = &self.vocabulary[other].words[id as usize];
                    let alike = alike(&known.stem, &candidate.stem);
                    if both < ONCE.0 && alike < ONCE.1 {
                        return None;
                    }
                    let frequency = candidate.frequency;
                    let likelihood = association(both, known.frequency, frequency, all);
                    let enough = if alike < ONCE.1 {
                        EVIDENCE
                    } else {
                        f32::MIN_POSITIVE
                    };
                    (likelihood >= enough).then_some(Candidate {
                        word: id,
                        both,
                        rank: likelihood * (1.0 + alike),
                        share: both / known.frequency.max(frequency) * (1.0 + ALIKE * alike),
                    })
                }));
                row.sort_by(|a, b| b.rank.total_cmp(&a.rank).then(a.word.cmp(&b.word)));
                // No more room than they need: there are many rows.
                let likeliest = row.drain(..CANDIDATES.min(row.len())).collect();
                row.clear();
                likeliest
            })
            .collect();
        Table { rows }
    }

    /// One round: each word of a passage shares itself out among the words that may have brought
    /// it about; what each got is the next guess.
    fn estimate(&self, lang: Lang, table: &mut Table) {
        let other = lang.other();
        let mut sums: Vec<(usize, f32)> =
            vec![(usize::MAX, 0.0); self.vocabulary[other].words.len()];
        let mut gains: Vec<Vec<f32>> = table.rows.iter().map(|row| vec![0.0; row.len()]).collect();
        for (at, passage) in self.passages.iter().enumerate() {
            for id in &passage.words[other] {
                sums[*id as usize] = (at, NULL);
            }
            for id in &passage.words[lang] {
                for candidate in &table.rows[*id as usize] {
                    let (seen, sum) = &mut sums[candidate.word as usize];
                    if *seen == at {
                        *sum += candidate.share;
                    }
                }
            }
            for id in &passage.words[lang] {
                let row = &table.rows[*id as usize];
                for (candidate, gain) in row.iter().zip(&mut gains[*id as usize]) {
                    let (seen, sum) = sums[candidate.word as usize];
                    if seen == at {
                        *gain += passage.weight * candidate.share / sum;
                    }
                }
            }
        }
        for ((row, gains), known) in
            (table.rows.iter_mut().zip(gains)).zip(&self.vocabulary[lang].words)
        {
            for (candidate, gain) in row.iter_mut().zip(gains) {
                candidate.share = gain / known.frequency;
            }
        }
    }

    /// What is likely both ways.
    fn settle(&self, lang: Lang, likely: &Bilingual<Table>) -> Learned {
        let other = lang.other();
        let mut learned = Learned::new();
        for (id, (row, known)) in
            (0..).zip((likely[lang].rows.iter()).zip(&self.vocabulary[lang].words))
        {
            // Words that stand in the very same passages cannot be told apart.
            let is_twin = |candidate: &Candidate| {
                let word = &self.vocabulary[other].words[candidate.word as usize];
                same(candidate.both, known.frequency) && same(candidate.both, word.frequency)
            };
            let are_twins = row.iter().filter(|candidate| is_twin(candidate)).count() > 1;
            let mut kept: Vec<(f32, Id)> = row
                .iter()
                .filter(|candidate| {
                    let word = &self.vocabulary[other].words[candidate.word as usize];
                    !(are_twins && is_twin(candidate)) || alike(&known.stem, &word.stem) >= ONCE.1
                })
                .filter_map(|candidate| {
                    let back = likely[other].share(candidate.word, id);
                    let likelihood = (candidate.share.min(1.0) * back.min(1.0)).sqrt();
                    let least = if candidate.both < RARE.0 {
                        RARE.1
                    } else {
                        LEAST
                    };
                    (likelihood >= least).then_some((likelihood, candidate.word))
                })
                .collect();
            kept.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            kept.truncate(MOST_TRANSLATIONS);
            if kept.is_empty() {
                continue;
            }
            let translations: Vec<Translation> = kept
                .into_iter()
                .map(|(likelihood, id)| {
                    let known = &self.vocabulary[other].words[id as usize];
                    Translation {
                        stem: known.stem.clone(),
                        form: known.form(),
                        likelihood,
                    }
                })
                .collect();
            if let Some(bare) = &known.bare {
                learned
                    .entry(bare.clone())
                    .or_insert_with(|| translations.clone());
            }
            learned.insert(known.stem.clone(), translations);
        }
        learned
    }
}

/// A word that may stand for another.
struct Candidate {
    word: Id,
    /// In how many passages both stand.
    both: f32,
    /// By how much that is more than chance.
    rank: f32,
    /// How much of the other's standing it accounts for.
    share: f32,
}

/// The candidates of each word.
struct Table {
    rows: Vec<Vec<Candidate>>,
}

impl Table {
    fn share(&self, of: Id, word: Id) -> f32 {
        let row = self.rows.get(of as usize).map_or(&[][..], Vec::as_slice);
        let found = row.iter().find(|candidate| candidate.word == word);
        found.map_or(0.0, |candidate| candidate.share)
    }
}

/// Whether two sums of the same weights are one.
fn same(one: f32, other: f32) -> bool {
    (one - other).abs() < 1e-3 * other
}

/// How much two stems look alike: how much of the longer they begin with in common.
fn alike(one: &str, other: &str) -> f32 {
    let common = one
        .chars()
        .zip(other.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let longer = one.chars().count().max(other.chars().count());
    if common < 3 {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "letters of a word")]
    let share = common as f32 / longer as f32;
    share
}

/// How much more often two words stand together than by chance: the log-likelihood ratio, 0 where
/// it is no more often.
fn association(both: f32, one: f32, other: f32, all: f32) -> f32 {
    if both * all <= one * other {
        return 0.0;
    }
    let entropy = |counts: &[f32]| -> f32 {
        let sum: f32 = counts.iter().sum();
        let terms = counts.iter().filter(|count| **count > 0.0);
        terms.map(|count| count * (count / sum).ln()).sum()
    };
    let (only_one, only_other) = ((one - both).max(0.0), (other - both).max(0.0));
    let neither = (all - one - only_other).max(0.0);
    let ratio = entropy(&[both, only_one, only_other, neither])
        - entropy(&[both + only_one, only_other + neither])
        - entropy(&[both + only_other, only_one + neither]);
    (2.0 * ratio).max(0.0)
}
