//! The stems of words in each language, and the words too common to be wanted.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use frostem::{Algorithm, Stemmer};

use super::analysis::{Word, fold_form};
use crate::lang::{Bilingual, Lang};

/// How many stems of a language are remembered.
const STEM_CACHE: usize = 60_000;

/// The longest of the stop words, in bytes.
const LONGEST_STOP: usize = 6;
/// Words too common to be wanted, without accents, sorted.
const STOP_EN: [&str; 46] = [
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "d", "for", "from", "had",
    "has", "have", "he", "if", "in", "into", "is", "it", "its", "ll", "no", "not", "of", "on",
    "or", "re", "s", "such", "t", "that", "the", "their", "then", "there", "these", "they", "this",
    "to", "ve", "was", "were", "with",
];
const STOP_FR: [&str; 77] = [
    "a", "au", "aux", "avec", "c", "ce", "ces", "cet", "cette", "d", "dans", "de", "des", "du",
    "elle", "elles", "en", "est", "et", "etait", "eu", "il", "ils", "j", "jusqu", "l", "la", "le",
    "les", "leur", "leurs", "lorsqu", "lui", "m", "ma", "mais", "me", "mes", "mon", "n", "ne",
    "ni", "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "pour", "puisqu", "qu", "que",
    "qui", "quoiqu", "s", "sa", "se", "ses", "si", "soit", "son", "sont", "sur", "t", "ta", "te",
    "tes", "ton", "tu", "un", "une", "vos", "votre", "vous", "y",
];

/// Whether a folded word is too common in `lang` to be wanted.
pub(super) fn is_stop(lang: Lang, folded: &str) -> bool {
    let list = match lang {
        Lang::En => &STOP_EN[..],
        Lang::Fr => &STOP_FR[..],
    };
    folded.len() <= LONGEST_STOP && list.binary_search(&folded).is_ok()
}

/// The stems of a word, without accents.
///
/// Stemming a French word with and without its accents gives two stems (`sécurité`: `secur` and
/// `securit`); with both, a word typed without accents still meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stems {
    first: Box<str>,
    second: Option<Box<str>>,
}

impl Stems {
    /// The stems, one or two.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.first).chain(self.second.as_deref())
    }

    /// The stem of the word as it is written.
    pub(super) fn first(&self) -> &str {
        &self.first
    }
}

impl Stems {
    /// The stems of a word in a language.
    pub(super) fn of(lang: Lang, word: &Word) -> Self {
        let stemmer = Stemmer::new(match lang {
            Lang::En => Algorithm::English,
            Lang::Fr => Algorithm::French,
        });
        let stemmed = stemmer.stem(&word.form);
        let first = fold_form(&stemmed).unwrap_or_else(|| stemmed.into_owned());
        let second = word
            .folded
            .as_deref()
            .map(|folded| stemmer.stem(folded))
            .filter(|second| *second != first)
            .map(|second| second.into_owned().into_boxed_str());
        Self {
            first: first.into_boxed_str(),
            second,
        }
    }
}

/// Stems words and remembers the stems; clones share the memory.
#[derive(Clone)]
pub(super) struct Analyzer {
    known: Arc<Bilingual<Mutex<Known>>>,
}

type Known = HashMap<Box<str>, Arc<Stems>>;

impl Analyzer {
    /// An analyzer that knows no stem yet.
    pub(super) fn new() -> Self {
        Self {
            known: Arc::default(),
        }
    }

    /// The stems of a word in a language.
    pub(super) fn stems(&self, lang: Lang, word: &Word) -> Arc<Stems> {
        let mut known = self.known[lang]
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(stems) = known.get(word.form.as_str()) {
            return Arc::clone(stems);
        }
        let stems = Arc::new(Stems::of(lang, word));
        if known.len() >= STEM_CACHE {
            known.clear();
        }
        known.insert(word.form.clone().into_boxed_str(), Arc::clone(&stems));
        stems
    }
}

#[cfg(test)]
mod tests {
    use super::super::analysis::words;
    use super::*;

    #[test]
    fn both_stems_of_an_accented_word_meet_the_unaccented() {
        let analyzer = Analyzer::new();
        let stems = |text: &str| analyzer.stems(Lang::Fr, &words(text)[0]);
        for (accented, bare) in [
            ("sécurité", "securite"),
            ("publiées", "publiees"),
            ("élève", "eleve"),
        ] {
            let bare = stems(bare);
            assert!(
                stems(accented).iter().any(|stem| stem == bare.first()),
                "{accented}"
            );
        }
    }

    #[test]
    fn stop_lists_are_folded_sorted_and_free_of_doubles() {
        for list in [&STOP_EN[..], &STOP_FR[..]] {
            assert!(list.is_sorted_by(|a, b| a < b));
            assert!(list.iter().all(|word| word.is_ascii()));
            assert!(list.iter().all(|word| word.len() <= LONGEST_STOP));
        }
    }
}
