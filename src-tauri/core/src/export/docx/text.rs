//! Text as Word can hold it, and as its language prints it.

use crate::lang::Lang;

/// The no-break space.
pub(super) const NBSP: char = '\u{a0}';

/// Text without the characters that XML forbids: those between words become a space, others go.
pub(super) fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                Some(' ')
            }
            c if c.is_control() => None,
            '\u{fffe}' | '\u{ffff}' => None,
            c => Some(c),
        })
        .collect()
}

/// Text as it is printed in `lang`: in French, a plain space before `: ; ? ! »` and after `«`
/// becomes a no-break space, so that no line starts with the mark. No space is added.
pub(super) fn typeset(text: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return text.to_owned();
    }
    let mut printed = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    let mut before = None;
    while let Some(c) = characters.next() {
        let binds_next = matches!(characters.peek(), Some(':' | ';' | '?' | '!' | '»'));
        let bound = c == ' ' && (before == Some('«') || binds_next);
        printed.push(if bound { NBSP } else { c });
        before = Some(c);
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_marks_do_not_start_a_line_and_no_space_is_added() {
        for (typed, printed) in [
            (
                "Pourquoi ? Non : « oui »",
                "Pourquoi\u{a0}? Non\u{a0}: «\u{a0}oui\u{a0}»",
            ),
            ("Pourquoi? a:b «oui»", "Pourquoi? a:b «oui»"),
            ("fin ; suite !", "fin\u{a0}; suite\u{a0}!"),
            ("déjà\u{a0}: fait\u{202f}?", "déjà\u{a0}: fait\u{202f}?"),
        ] {
            assert_eq!(typeset(typed, Lang::Fr), printed);
            assert_eq!(typeset(typed, Lang::En), typed);
        }
    }

    #[test]
    fn characters_that_xml_forbids_go_and_words_stay_apart() {
        assert_eq!(clean("a\u{0}b\u{b}c\u{fffe}d\te\nf\u{1b}"), "ab cd e f");
    }
}
