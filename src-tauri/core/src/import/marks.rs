//! Marks at a line's start, bullets apart: headings, numbers, tables, rules.

use super::lines::Line;
use crate::policy::clause_number;

/// How many lines of a Markdown table start here.
pub(super) fn table_rows(lines: &[Line<'_>]) -> usize {
    let is_row = |line: &Line<'_>| line.text.len() > 1 && line.text.starts_with('|');
    let is_ruler = |line: &Line<'_>| {
        is_row(line) && line.text.contains('-') && line.text.chars().all(|c| "|-: \t".contains(c))
    };
    match lines {
        [head, ruler, ..] if is_row(head) && is_ruler(ruler) => {
            lines.iter().take_while(|line| is_row(line)).count()
        }
        _ => 0,
    }
}

/// Whether a line is drawn, not written.
pub(super) fn is_rule(text: &str) -> bool {
    text.chars().count() >= 3
        && text
            .chars()
            .all(|c| matches!(c, '-' | '_' | '=' | '*' | '–' | '—' | ' '))
}

/// The number, without its dot or bracket, and the text of `1. Text`, `1) Text`, `4.1.5 Text`.
pub(super) fn numbered(text: &str) -> Option<(&str, &str)> {
    clause_number(text).or_else(|| {
        let (number, rest) = text.split_once(')')?;
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        let rest = rest.strip_prefix(char::is_whitespace)?.trim_start();
        (digits && number.len() <= 2 && !rest.is_empty()).then_some((number, rest))
    })
}

/// Whether a clause number is the one after another: `4.2` after `4.1`.
pub(super) fn follows(before: &str, label: &str) -> bool {
    let (Some((series, last)), Some((own, number))) =
        (before.rsplit_once('.'), label.rsplit_once('.'))
    else {
        return false;
    };
    let next = last
        .parse::<u32>()
        .ok()
        .and_then(|last| last.checked_add(1));
    series == own && next.is_some() && number.parse().ok() == next
}

/// Level and text of `## Heading`.
pub(super) fn atx_heading(text: &str) -> Option<(u8, &str)> {
    let marks = text.bytes().take_while(|byte| *byte == b'#').count();
    let level = u8::try_from(marks)
        .ok()
        .filter(|marks| (1..=6).contains(marks))?;
    let heading = text[marks..].strip_prefix(char::is_whitespace)?;
    let heading = heading.trim().trim_end_matches('#').trim_end();
    (!heading.is_empty()).then_some((level, heading))
}

/// Whether a line starts with a letter that numbers it: `a) Text`, `(b) Text`, `iv) Text`, and
/// `Q. Text`, `A: Text`.
pub(super) fn is_lettered(text: &str) -> bool {
    let Some((mark, rest)) = text.split_once(char::is_whitespace) else {
        return false;
    };
    let open = mark.strip_prefix('(').unwrap_or(mark);
    let letters = open.trim_end_matches([')', '.', ':']);
    let bracketed = open.ends_with(')') && letters.len() <= 3;
    let asked = matches!(letters, "Q" | "A" | "R") && (open.len() > 1 || rest.starts_with(':'));
    !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_alphabetic()) && (bracketed || asked)
}

/// Whether a line is a row of a table whose cells only spaces part.
pub(super) fn is_row(text: &str) -> bool {
    text.contains("   ") || text.contains('\t')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::lines;

    #[test]
    fn numbers_are_read_with_dot_and_bracket() {
        assert_eq!(numbered("12. Text"), Some(("12", "Text")));
        assert_eq!(numbered("3) Text"), Some(("3", "Text")));
        assert_eq!(numbered("A.2.1 Text"), Some(("A.2.1", "Text")));
        for text in ["2019) Text", "3)", "a) Text", "4.5", "Text"] {
            assert_eq!(numbered(text), None, "{text}");
        }
        assert!(follows("4.1", "4.2") && !follows("4.2", "4.5") && !follows("4", "5"));
    }

    #[test]
    fn letters_number_a_line_and_words_do_not() {
        for text in ["a) x", "(b) x", "iv) x", "Q. x?", "A: x", "R : x"] {
            assert!(is_lettered(text), "{text}");
        }
        for text in ["A form", "(seen) x y", "a", "a. x"] {
            assert!(!is_lettered(text), "{text}");
        }
    }

    #[test]
    fn headings_and_tables_of_markdown_are_seen() {
        assert_eq!(atx_heading("## Two ##"), Some((2, "Two")));
        assert_eq!(atx_heading("#tag"), None);
        assert_eq!(table_rows(&lines("| a | b |\n|---|:-:|\n| 1 | 2 |\nx")), 3);
        assert_eq!(table_rows(&lines("| a | b |\n| 1 | 2 |")), 0);
        assert!(is_rule("---") && is_rule("* * *") && !is_rule("--") && !is_rule("-a-"));
    }
}
