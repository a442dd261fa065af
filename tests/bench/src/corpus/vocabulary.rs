//! What the made-up notes are written with: concepts that have a word in each language.

use std::collections::HashSet;

use qp_core::lang::Lang;

use super::dice::{Dice, Weighted};
use super::words::SUBJECTS;

/// How many concepts there are, real words and made-up ones.
const CONCEPTS: usize = 300_000;

/// Up to this rank a concept is as frequent as one over its rank, behind it more seldom.
const KNEE: u64 = 6_000;

/// Every so many concepts among the frequent ones is a real word, the rest are made up.
const REAL_EVERY: usize = 3;

const EN_STARTS: &[&str] = &[
    "b", "bl", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "fr", "g", "gr", "h", "j", "k",
    "l", "m", "n", "p", "pl", "pr", "qu", "r", "s", "sc", "sh", "sl", "sp", "st", "str", "t", "th",
    "tr", "v", "w", "", "", "",
];
const EN_VOWELS: &[&str] = &[
    "a", "e", "i", "o", "u", "a", "e", "i", "o", "ea", "ee", "ai", "ou", "oo", "y",
];
const EN_CLOSES: &[&str] = &[
    "", "", "", "", "n", "r", "l", "s", "t", "m", "d", "ck", "nd", "nt", "rt", "st", "ll",
];
const EN_ENDS: &[&str] = &[
    "", "", "", "tion", "ment", "er", "al", "ity", "ive", "ance", "ure", "ship", "able", "ory",
];
const FR_STARTS: &[&str] = &[
    "b", "bl", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "fr", "g", "gl", "gr", "j", "l",
    "m", "n", "p", "pl", "pr", "qu", "r", "s", "t", "tr", "v", "vr", "", "", "", "",
];
const FR_VOWELS: &[&str] = &[
    "a", "e", "i", "o", "u", "a", "é", "é", "è", "ê", "ou", "au", "eu", "oi", "ai", "ô", "î",
];
const FR_CLOSES: &[&str] = &[
    "", "", "", "", "", "n", "r", "l", "s", "t", "m", "nt", "rt", "gn", "ll", "ss",
];
const FR_ENDS: &[&str] = &[
    "", "e", "é", "tion", "ment", "eur", "al", "ité", "if", "ance", "ure", "age", "able", "oire",
];

/// The endings that a made-up word may take, English beside French.
const FORMS: &[(&str, &str)] = &[
    ("", ""),
    ("s", "s"),
    ("ed", "ée"),
    ("ing", "ant"),
    ("ly", "ment"),
];

/// The words of every concept; a concept is a rank, the most frequent being 0.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: [Vec<Box<str>>; 2],
    frequency: Weighted,
    /// The rank of each [`SUBJECTS`] entry.
    subjects: Vec<usize>,
    real: Vec<bool>,
}

impl Vocabulary {
    /// The vocabulary of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed, u64::MAX);
        let mut words = [Vec::with_capacity(CONCEPTS), Vec::with_capacity(CONCEPTS)];
        let mut taken = [HashSet::new(), HashSet::new()];
        for (en, fr) in SUBJECTS {
            taken[0].insert((*en).to_owned());
            taken[1].insert((*fr).to_owned());
        }
        let mut subjects = Vec::new();
        let mut real = Vec::with_capacity(CONCEPTS);
        for rank in 0..CONCEPTS {
            let subject = SUBJECTS.get(subjects.len());
            if rank % REAL_EVERY == 0
                && let Some((en, fr)) = subject
            {
                subjects.push(rank);
                real.push(true);
                words[0].push((*en).into());
                words[1].push((*fr).into());
                continue;
            }
            real.push(false);
            for (side, lang) in Lang::ALL.into_iter().enumerate() {
                words[side].push(unused(&mut dice, lang, rank, &mut taken[side]));
            }
        }
        Self {
            words,
            frequency: Weighted::of_ranks(CONCEPTS as u64, KNEE),
            subjects,
            real,
        }
    }

    /// A concept, frequent ones more often.
    pub(crate) fn roll(&self, dice: &mut Dice) -> usize {
        self.frequency.roll(dice)
    }

    /// The concepts that real words stand for.
    pub(crate) fn subjects(&self) -> &[usize] {
        &self.subjects
    }

    /// The word of a concept in one of its forms. Real words are plain or in the plural, and
    /// names and what is written in capitals never change.
    pub(crate) fn word(&self, concept: usize, form: usize, lang: Lang) -> String {
        let word = &self.words[lang as usize][concept];
        let (en, fr) = FORMS[form % FORMS.len()];
        let ending = match lang {
            Lang::En => en,
            Lang::Fr => fr,
        };
        if self.real[concept] {
            let plain = word.ends_with(['s', 'x', 'y'])
                || word.contains(' ')
                || word.starts_with(char::is_uppercase);
            return if form == 1 && !plain {
                format!("{word}s")
            } else {
                word.to_string()
            };
        }
        if word.starts_with(char::is_uppercase) {
            return word.to_string();
        }
        format!("{word}{ending}")
    }

    /// A form, the plain one most of the time.
    pub(crate) fn form(dice: &mut Dice) -> usize {
        match dice.roll(100) {
            0..62 => 0,
            62..84 => 1,
            84..91 => 2,
            91..97 => 3,
            _ => 4,
        }
    }
}

/// A made-up word that is not there yet: now and then an acronym, a name or two words joined by a
/// hyphen. Frequent words are short, as they are in every language.
fn unused(dice: &mut Dice, lang: Lang, rank: usize, taken: &mut HashSet<String>) -> Box<str> {
    loop {
        let word = match dice.roll(100) {
            0..2 if rank > 300 => acronym(dice),
            2..6 if rank > 1_000 => {
                let mut name = word(dice, lang, 2);
                if let Some(first) = name.chars().next() {
                    name.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
                }
                name
            }
            6..9 if rank > 500 => format!("{}-{}", word(dice, lang, 1), word(dice, lang, 2)),
            _ => {
                let longer = rank > 2_000 && dice.chance(60);
                let syllables = 1 + usize::from(rank > 60) + usize::from(longer);
                word(dice, lang, syllables)
            }
        };
        if word.chars().count() > 2 && taken.insert(word.clone()) {
            return word.into();
        }
    }
}

fn acronym(dice: &mut Dice) -> String {
    (0..dice.between(3, 5))
        .map(|_| char::from(b"ABCDEFGILMNOPRSTUV"[dice.roll(18)]))
        .collect()
}

fn word(dice: &mut Dice, lang: Lang, syllables: usize) -> String {
    let (starts, vowels, closes, ends) = match lang {
        Lang::En => (EN_STARTS, EN_VOWELS, EN_CLOSES, EN_ENDS),
        Lang::Fr => (FR_STARTS, FR_VOWELS, FR_CLOSES, FR_ENDS),
    };
    let mut word = String::new();
    for _ in 0..syllables {
        word.push_str(dice.pick(starts));
        word.push_str(dice.pick(vowels));
        word.push_str(dice.pick(closes));
    }
    if syllables > 1 {
        word.push_str(dice.pick(ends));
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_stands_for_one_concept() {
        let vocabulary = Vocabulary::new(1);
        for words in &vocabulary.words {
            let mut made: HashSet<&str> = HashSet::new();
            for (rank, word) in words.iter().enumerate() {
                assert!(
                    vocabulary.real[rank] || made.insert(word),
                    "{word} stands for two"
                );
            }
            assert_eq!(words.len(), CONCEPTS);
        }
    }

    #[test]
    fn every_real_word_is_among_the_frequent_ones() {
        let vocabulary = Vocabulary::new(1);
        assert_eq!(vocabulary.subjects.len(), SUBJECTS.len());
        assert!(vocabulary.subjects.iter().all(|rank| *rank < 2_000));
    }
}
