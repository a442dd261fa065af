//! The words of a text that a reader sees and a speaker says: without citations and addresses.

use std::sync::LazyLock;

use regex::Regex;

use crate::policy::Citation;

/// What looks like a citation, or is a bare web address.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static UNSPOKEN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\[@[^\[\]\n]*\]|https?://[^\s<>"«»“”|]+"#).unwrap());

/// Whether there is anything to read: a letter or a digit.
pub(super) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// A text as it is seen and said.
pub(super) struct Shown {
    text: String,
    misspelt: Vec<String>,
}

impl Shown {
    /// What is seen of `plain`, a text without Markdown's marks.
    pub(super) fn of(plain: &str) -> Self {
        let misspelt = UNSPOKEN
            .find_iter(plain)
            .map(|found| found.as_str())
            .filter(|found| found.starts_with('[') && found.parse::<Citation>().is_err())
            .map(str::to_owned)
            .collect();
        Self {
            text: UNSPOKEN.replace_all(plain, "").into_owned(),
            misspelt,
        }
    }

    /// The text itself.
    pub(super) fn into_text(self) -> String {
        self.text
    }

    /// Its lines; each cell of a table is one.
    pub(super) fn lines(&self) -> impl Iterator<Item = &str> {
        self.text.split(['\n', '\t'])
    }

    /// What was meant to be a citation and cannot be read as one, as written.
    pub(super) fn misspelt_citations(&self) -> impl Iterator<Item = String> {
        self.misspelt.iter().cloned()
    }

    /// How many words there are to say. What no-break spaces join is one word, and so is a number
    /// or a word with its punctuation: `12 400`, `74 %`, `« oui »`, `l’accès`.
    pub(super) fn words(&self) -> usize {
        let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}');
        self.text
            .split(breaks)
            .filter(|word| has_words(word))
            .count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_what_a_speaker_says_in_one_breath() {
        for (text, words) in [
            ("", 0),
            ("–  – •", 0),
            ("One, two; three.", 3),
            ("12\u{a0}400 personnes, soit 74\u{a0}% du total", 6),
            ("soit 74 % du total", 4),
            ("«\u{a0}Oui\u{a0}», dit-il\u{a0}: l’accès", 3),
            ("said [@guide#4.1] and https://canada.ca/en done", 3),
            ("one\ttwo\nthree", 3),
        ] {
            assert_eq!(Shown::of(text).words(), words, "{text:?}");
        }
    }

    #[test]
    fn the_window_counts_the_same_words() {
        #[derive(serde::Deserialize)]
        struct Case {
            markdown: String,
            words: usize,
        }
        let cases = include_str!("../../../../tests/fixtures/checks/spoken.json");
        for case in serde_json::from_str::<Vec<Case>>(cases).unwrap() {
            let plain = crate::document::parse(&case.markdown).plain_text();
            assert_eq!(Shown::of(&plain).words(), case.words, "{:?}", case.markdown);
        }
    }

    #[test]
    fn only_what_cannot_be_read_is_a_misspelt_citation() {
        let shown = Shown::of("a [@ok#4.1.5] b [@not ok] c [@] d [redacted] e [@x#y z]");
        let misspelt: Vec<String> = shown.misspelt_citations().collect();
        assert_eq!(misspelt, ["[@not ok]", "[@]", "[@x#y z]"]);
    }
}
