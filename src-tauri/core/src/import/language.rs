//! Which of the two languages a text is in.

use std::sync::LazyLock;

use lingua::{Language, LanguageDetector, LanguageDetectorBuilder};

use crate::lang::Lang;

static DETECTOR: LazyLock<LanguageDetector> = LazyLock::new(|| {
    LanguageDetectorBuilder::from_languages(&[Language::English, Language::French]).build()
});

/// How much of a text is looked at, in characters: more does not make the answer better.
const SAMPLE: usize = 1500;

/// Fewer words than this do not make a language certain.
const ENOUGH_WORDS: usize = 5;

/// How sure the detector must be, of 1.
const ENOUGH_CONFIDENCE: f64 = 0.85;

/// A text's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Detected {
    /// The likelier one.
    pub(super) lang: Lang,
    /// Whether there was text enough, and it was clear.
    pub(super) certain: bool,
}

/// The language of `text`, judged by its beginning, middle and end.
pub(super) fn detect(text: &str) -> Detected {
    let chars = text.chars().count();
    let third = SAMPLE / 3;
    let sample: String = if chars <= SAMPLE {
        text.to_owned()
    } else {
        [0, chars / 2, chars - third]
            .into_iter()
            .map(|from| {
                text.chars()
                    .skip(from)
                    .take(third)
                    .chain([' '])
                    .collect::<String>()
            })
            .collect()
    };
    let words = sample
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.chars().count() > 1)
        .count();
    let confidence = DETECTOR.compute_language_confidence(sample, Language::French);
    let (lang, sure) = if confidence > 0.5 {
        (Lang::Fr, confidence)
    } else {
        (Lang::En, 1.0 - confidence)
    };
    Detected {
        lang,
        certain: words >= ENOUGH_WORDS && sure >= ENOUGH_CONFIDENCE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_a_language_and_a_word_is_uncertain() {
        let detected = detect("The departments review their use of these platforms every year.");
        assert_eq!((detected.lang, detected.certain), (Lang::En, true));
        let detected = detect("Les ministères revoient chaque année leur usage des plateformes.");
        assert_eq!((detected.lang, detected.certain), (Lang::Fr, true));
        assert!(!detect("2025").certain);
        assert!(!detect("").certain);
        assert!(!detect("Transport").certain);
    }
}
