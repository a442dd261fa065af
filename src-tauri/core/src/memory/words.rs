//! The words of a passage as they are compared, and what counts as the same passage.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

/// A citation: `[@slug#anchor]`.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static CITATION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[@[^\[\]\s]+\]").unwrap());

/// A text without what it cites (the same sentence may cite or not), its letters composed.
fn plain(text: &str) -> Cow<'_, str> {
    let text = if text.contains("[@") {
        CITATION.replace_all(text, "")
    } else {
        Cow::Borrowed(text)
    };
    // Letters of our languages, and general punctuation: nothing to compose.
    let is_composed = |c: char| c < '\u{300}' || ('\u{2010}'..'\u{2070}').contains(&c);
    if text.chars().all(is_composed) {
        text
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The words and figures of a text in lower case, in order, without those of citations. Whatever is
/// neither parts them: `l’accès` is two words, `18,4` two figures.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = plain(text);
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether a word is a figure.
pub(super) fn is_figure(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// What two texts have in common that count as the same passage: they may differ in blanks, in the
/// form of quotation marks, apostrophes and dashes, in what they cite, in the case of the first
/// letter, and in the sign at the end unless it asks or cries.
pub(super) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut blank = false;
    for c in plain(text).chars() {
        let c = match c {
            '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '–' | '—' | '‑' | '−' | '‐' => '-',
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => continue,
            c if c.is_whitespace() => {
                blank = true;
                continue;
            }
            '…' => {
                key.push_str("..");
                '.'
            }
            c => c,
        };
        // A blank counts where it parts two words.
        let last = key.chars().next_back();
        if blank && c.is_alphanumeric() && last.is_some_and(char::is_alphanumeric) {
            key.push(' ');
        }
        blank = false;
        if key.is_empty() {
            key.extend(c.to_lowercase());
        } else {
            key.push(c);
        }
    }
    let end = key.trim_end_matches(['.', ',', ';', ':', '-']).len();
    if end > 0 {
        key.truncate(end);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_the_first_letter_and_the_last_sign_make_no_other_passage() {
        for (a, b) in [
            ("The plan’s cost is $4.", "the plan's  cost is $4"),
            ("« Oui », dit\u{a0}: 4\u{202f}%", "“Oui”, dit: 4%"),
            ("2024–25;", "2024-25"),
            ("Wait…", "Wait..."),
            ("It is closed [@guide#3.1].", "It is closed."),
        ] {
            assert_eq!(key(a), key(b), "{a} / {b}");
        }
        for (a, b) in [
            ("He left.", "He left?"),
            ("4 million", "5 million"),
            ("the Act", "the act"),
            ("re form", "reform"),
            ("...", ""),
        ] {
            assert_ne!(key(a), key(b), "{a} / {b}");
        }
    }

    #[test]
    fn words_are_compared_in_lower_case_and_figures_told_apart() {
        assert_eq!(
            words("L’accès à 18,4\u{a0}%"),
            ["l", "accès", "à", "18", "4"]
        );
        assert!(is_figure("18") && !is_figure("18e"));
    }
}
