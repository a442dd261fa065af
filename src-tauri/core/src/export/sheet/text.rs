//! Text as Word can hold it, and as its language prints it.

use crate::lang::Lang;

/// The no-break space.
const NBSP: char = '\u{a0}';

/// Text without the characters that XML forbids: those between words become a space, others go.
pub(in crate::export) fn clean(text: &str) -> String {
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

/// Text as it is printed in `lang`, where it stands between `before` and `after`: in French, a
/// plain space before `: ; ? ! »`, `%` and `$`, after `«` and within a number becomes a no-break
/// space, so that no line starts with the mark or the rest of a number. No space is added.
pub(super) fn typeset(text: &str, lang: Lang, before: Option<char>, after: Option<char>) -> String {
    if lang == Lang::En || !text.contains(' ') {
        return text.to_owned();
    }
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| match characters.get(index) {
        Some(c) => Some(*c),
        None if index == characters.len() => after,
        None => None,
    };
    let mut printed = String::with_capacity(text.len() + 8);
    for (index, c) in characters.iter().enumerate() {
        let previous = match index {
            0 => before,
            _ => Some(characters[index - 1]),
        };
        let bound = *c == ' '
            && (previous == Some('«')
                || matches!(at(index + 1), Some(':' | ';' | '?' | '!' | '»' | '%'))
                || (previous.is_some_and(|c| c.is_ascii_digit()) && at(index + 1) == Some('$'))
                || parts_thousands(&characters, index));
        printed.push(if bound { NBSP } else { *c });
    }
    printed
}

/// Whether the space at `index` stands between the thousands of a number: after one to three
/// digits (or a group of three), before exactly three.
fn parts_thousands(characters: &[char], index: usize) -> bool {
    let digit = |at: usize| characters.get(at).is_some_and(char::is_ascii_digit);
    let is_space = |at: usize| matches!(characters.get(at), Some(' ' | '\u{a0}' | '\u{202f}'));
    let mut start = index;
    while start > 0 && digit(start - 1) {
        start -= 1;
    }
    let before = index - start;
    // `2 400 000`: the middle group is one of a number only where the first one is.
    let grouped = start > 1 && is_space(start - 1) && digit(start - 2);
    let first = (1..=3).contains(&before) && (!grouped || before == 3);
    let letters = start > 0 && characters[start - 1].is_alphanumeric();
    let follows = (1..=3).all(|step| digit(index + step)) && !digit(index + 4);
    first && !letters && follows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_marks_do_not_start_a_line_and_no_space_is_added() {
        for (typed, printed) in [
            ("Pourquoi ? Non : « oui »", "Pourquoi~? Non~: «~oui~»"),
            ("Pourquoi? a:b «oui»", "Pourquoi? a:b «oui»"),
            ("fin ; suite !", "fin~; suite~!"),
            (
                "12 % des 1 240 postes, 3 400 000 $",
                "12~% des 1~240 postes, 3~400~000~$",
            ),
            ("de 18,4 $ à $", "de 18,4~$ à $"),
            (
                "en 2024 300 postes, A1 200, 12 3456",
                "en 2024 300 postes, A1 200, 12 3456",
            ),
        ] {
            assert_eq!(
                typeset(typed, Lang::Fr, None, None),
                printed.replace('~', "\u{a0}")
            );
            assert_eq!(typeset(typed, Lang::En, None, None), typed);
        }
        let typed = "déjà\u{a0}: fait\u{202f}?";
        assert_eq!(typeset(typed, Lang::Fr, None, None), typed);
    }

    #[test]
    fn a_mark_in_another_stretch_is_kept_with_its_word_too() {
        let printed = typeset("pourquoi ", Lang::Fr, None, Some('?'));
        assert_eq!(printed, "pourquoi\u{a0}");
        assert_eq!(typeset(" oui", Lang::Fr, Some('«'), None), "\u{a0}oui");
    }

    #[test]
    fn characters_that_xml_forbids_go_and_words_stay_apart() {
        assert_eq!(clean("a\u{0}b\u{b}c\u{fffe}d\te\nf\u{1b}"), "ab cd e f");
    }
}
