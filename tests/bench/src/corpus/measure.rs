//! How like a real one the made-up notebook is: lengths and how the vocabulary grows.

use std::collections::{HashMap, HashSet};

use qp_core::lang::Lang;
use qp_core::note::Side;
use serde::Serialize;

use super::Corpus;

/// What a reader needs to judge the notebook by.
#[derive(Debug, Clone, Serialize)]
pub struct Measure {
    /// How many notes were looked at.
    pub notes: usize,
    /// The words of a side, of which half of all sides have fewer.
    pub median_words: usize,
    /// … and the length that one side in ten exceeds.
    pub long_words: usize,
    /// Words in all, both languages.
    pub words: u64,
    /// Different word forms in English and in French, case ignored, after each tenth, half and
    /// whole of the notes: notes, English, French.
    pub growth: Vec<[usize; 3]>,
    /// The exponent of Heaps' law between the half and the whole: about 0.4 to 0.6 in real texts.
    pub heaps: f64,
    /// The share of all words that the ten most frequent forms of English make up.
    pub top_ten_share: f64,
}

/// The words of a text: letters and digits between whatever else.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Every text of a side, in the order of the page.
pub(crate) fn texts(side: &Side) -> impl Iterator<Item = &str> {
    [side.title.as_str(), &side.question, &side.response]
        .into_iter()
        .chain(
            side.if_pressed
                .iter()
                .flat_map(|block| [block.topic.as_str(), &block.text]),
        )
        .chain([side.background.as_str(), &side.additional_information])
}

pub(super) fn side_words(side: &Side) -> usize {
    texts(side).map(|text| words(text).count()).sum()
}

/// Looks at the first notes.
pub fn measure(corpus: &Corpus, notes: usize) -> Measure {
    let mut lengths = Vec::new();
    let mut forms: [HashSet<String>; 2] = [HashSet::new(), HashSet::new()];
    let mut english: HashMap<String, u64> = HashMap::new();
    let mut growth = Vec::new();
    for number in 0..notes {
        for (lang, side) in corpus.note(number).sides.iter() {
            let Some(side) = side else { continue };
            lengths.push(side_words(side));
            for word in texts(side).flat_map(words) {
                let word = word.to_lowercase();
                if lang == Lang::En {
                    *english.entry(word.clone()).or_default() += 1;
                }
                forms[lang as usize].insert(word);
            }
        }
        if [notes / 10, notes / 2, notes].contains(&(number + 1)) {
            growth.push([number + 1, forms[0].len(), forms[1].len()]);
        }
    }
    lengths.sort_unstable();
    let at = |share: usize| {
        lengths
            .get(lengths.len() * share / 100)
            .copied()
            .unwrap_or(0)
    };
    let mut frequencies: Vec<u64> = english.into_values().collect();
    frequencies.sort_unstable_by(|a, b| b.cmp(a));
    let all: u64 = frequencies.iter().sum();
    let top: u64 = frequencies.iter().take(10).sum();
    Measure {
        notes,
        median_words: at(50),
        long_words: at(90),
        words: lengths.iter().map(|length| *length as u64).sum(),
        heaps: heaps(&growth),
        growth,
        top_ten_share: ratio(top, all),
    }
}

/// `a / b` for a report.
#[expect(clippy::cast_precision_loss, reason = "a figure for people to look at")]
fn ratio(a: u64, b: u64) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

fn heaps(growth: &[[usize; 3]]) -> f64 {
    let [.., half, whole] = growth else {
        return 0.0;
    };
    let grown = ratio(whole[1] as u64, half[1] as u64).log2();
    grown / ratio(whole[0] as u64, half[0] as u64).log2()
}
