//! Which words of a text a query means: what snippets mark.

use std::collections::HashSet;

use super::analysis::{Word, WordKind, scan};
use super::stems::Analyzer;
use crate::lang::{Bilingual, Lang};

/// The words that a query means.
#[derive(Clone)]
pub(super) struct Matcher {
    analyzer: Analyzer,
    exact: HashSet<String>,
    stems: Bilingual<HashSet<String>>,
    prefixes: Vec<String>,
    phrases: Vec<Phrase>,
    stem_phrases: Bilingual<Vec<Vec<(usize, String)>>>,
}

#[derive(Clone)]
struct Phrase {
    words: Vec<String>,
    open: bool,
}

/// A match in a text: the words `first..=last` of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// Where it starts, in bytes.
    pub(super) start: usize,
    /// Where it ends, in bytes.
    pub(super) end: usize,
    /// The same for two matches of one word of the query.
    pub(super) what: u64,
}

impl Matcher {
    /// A matcher that means nothing yet.
    pub(super) fn new(analyzer: Analyzer) -> Self {
        Self {
            analyzer,
            exact: HashSet::new(),
            stems: Bilingual::default(),
            prefixes: Vec::new(),
            phrases: Vec::new(),
            stem_phrases: Bilingual::default(),
        }
    }

    /// Whether it means nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.exact.is_empty()
            && self.stems.iter().all(|(_, stems)| stems.is_empty())
            && self.prefixes.is_empty()
            && self.phrases.is_empty()
            && self
                .stem_phrases
                .iter()
                .all(|(_, phrases)| phrases.is_empty())
    }

    /// Means a word in any of its forms.
    pub(super) fn add_word(&mut self, word: &Word, langs: &[Lang]) {
        self.exact.insert(word.folded().to_owned());
        for lang in langs {
            let stems = self.analyzer.stems(*lang, word);
            self.stems[*lang].extend(stems.iter().map(str::to_owned));
        }
    }

    /// Means a stem of a language.
    pub(super) fn add_stem(&mut self, lang: Lang, stem: &str) {
        self.stems[lang].insert(stem.to_owned());
    }

    /// Means every word that starts so.
    pub(super) fn add_prefix(&mut self, folded: &str) {
        self.prefixes.push(folded.to_owned());
    }

    /// Means words side by side.
    pub(super) fn add_phrase(&mut self, words: &[&Word], open: bool) {
        let words: Vec<String> = words.iter().map(|word| word.folded().to_owned()).collect();
        if !words.is_empty() {
            self.phrases.push(Phrase { words, open });
        }
    }

    /// Means words of a language, in any form, each at its place from the first.
    pub(super) fn add_stem_phrase(&mut self, lang: Lang, stems: &[(usize, String)]) {
        self.stem_phrases[lang].push(stems.to_vec());
    }

    /// The matches in a text, in order and apart.
    pub(super) fn matches(&self, lang: Option<Lang>, text: &str) -> Vec<Match> {
        // Few words start with a letter that one of the query starts with: the others are passed
        // over without looking closer.
        let first = self.first_letters();
        let mut spans = Vec::with_capacity(text.len() / 6);
        scan(text, &mut spans);
        let words: Vec<Word> = spans
            .iter()
            .filter(|span| {
                let byte = text.as_bytes().get(span.start).copied().unwrap_or(0);
                !byte.is_ascii() || first[usize::from(byte.to_ascii_lowercase())]
            })
            .map(|span| Word::of(text, span))
            .collect();
        let mut found: Vec<Match> = words
            .iter()
            .filter_map(|word| Some(matched(word, self.means(lang, word)?)))
            .collect();
        let plain: Vec<&Word> = words
            .iter()
            .filter(|word| word.kind != WordKind::Joined)
            .collect();
        for at in 0..plain.len() {
            self.phrases_from(&plain[at..], &mut found);
            if let Some(lang) = lang {
                self.stem_phrases_from(lang, &plain[at..], &mut found);
            }
        }
        found.sort_by_key(|found| (found.start, std::cmp::Reverse(found.end)));
        let mut apart: Vec<Match> = Vec::with_capacity(found.len());
        for next in found {
            match apart.last() {
                Some(last) if next.start < last.end => {}
                _ => apart.push(next),
            }
        }
        apart
    }

    /// Which bytes, of those of ASCII, what it means starts with. No stemmer changes a first
    /// letter.
    fn first_letters(&self) -> [bool; 256] {
        let mut first = [false; 256];
        let stems = self.stems.iter().flat_map(|(_, stems)| stems);
        let phrases = self.phrases.iter().flat_map(|phrase| &phrase.words);
        let stem_phrases = self.stem_phrases.iter().flat_map(|(_, phrases)| phrases);
        let all = (self.exact.iter())
            .chain(stems)
            .chain(&self.prefixes)
            .chain(phrases)
            .chain(stem_phrases.flatten().map(|(_, stem)| stem));
        for text in all {
            match text.as_bytes() {
                [byte, ..] => first[usize::from(*byte)] = true,
                [] => first = [true; 256],
            }
        }
        first
    }

    /// The phrases that start with the first of some words; they stand side by side where their
    /// places follow each other.
    fn phrases_from(&self, words: &[&Word], found: &mut Vec<Match>) {
        let Some(first) = words.first() else { return };
        for phrase in &self.phrases {
            let length = phrase.words.len();
            let Some(window) = words.get(..length) else {
                continue;
            };
            let pairs = window.iter().zip(&phrase.words).enumerate();
            let stands = pairs.into_iter().all(|(at, (word, wanted))| {
                word.position == first.position + at
                    && (word.folded() == wanted
                        || (phrase.open
                            && at + 1 == length
                            && word.folded().starts_with(wanted.as_str())))
            });
            if stands {
                found.extend(
                    window
                        .iter()
                        .map(|word| matched(word, fingerprint(word.folded()))),
                );
            }
        }
    }

    /// The phrases in any form that start with the first of some words.
    fn stem_phrases_from(&self, lang: Lang, words: &[&Word], found: &mut Vec<Match>) {
        let Some(first) = words.first() else { return };
        for phrase in &self.stem_phrases[lang] {
            let stand = phrase.iter().map(|(place, stem)| {
                let at = first.position + place;
                let word = words
                    .iter()
                    .take(place + 1)
                    .find(|word| word.position == at)?;
                let stems = self.analyzer.stems(lang, word);
                let is_meant = stems.iter().any(|own| own == stem);
                is_meant.then(|| matched(word, fingerprint(stem)))
            });
            found.extend(stand.collect::<Option<Vec<Match>>>().into_iter().flatten());
        }
    }

    /// Whether a word may have one of the stems: no stemmer changes a first letter.
    fn may_stem(&self, lang: Lang, folded: &str) -> bool {
        let first = folded.as_bytes().first();
        self.stems[lang]
            .iter()
            .any(|stem| stem.as_bytes().first() == first)
    }

    /// What of the query a word is.
    fn means(&self, lang: Option<Lang>, word: &Word) -> Option<u64> {
        let folded = word.folded();
        if let Some(lang) = lang
            && word.kind != WordKind::Particle
            && self.may_stem(lang, folded)
        {
            let stems = self.analyzer.stems(lang, word);
            if let Some(stem) = stems.iter().find(|stem| self.stems[lang].contains(*stem)) {
                return Some(fingerprint(stem));
            }
        }
        if self.exact.contains(folded) {
            return Some(fingerprint(folded));
        }
        self.prefixes
            .iter()
            .find(|prefix| folded.starts_with(prefix.as_str()))
            .map(|prefix| fingerprint(prefix))
    }
}

fn matched(word: &Word, what: u64) -> Match {
    Match {
        start: word.start,
        end: word.end,
        what,
    }
}

/// A number for a text (FNV-1a).
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
