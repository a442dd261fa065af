//! A section's Markdown cut into the pieces that are translated one by one: each line without the
//! signs that make it a bullet, a number or a heading, and without those that break it at its end.

use std::sync::LazyLock;

use regex::Regex;

/// What begins a line and is not said: indentation, list signs, heading signs, quotation signs.
static SIGNS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*(?:(?:[-*+•]|\d{1,9}[.)]|#{1,6}|>)\s+)*").ok());

/// A piece of a section: all pieces put together, signs before text, are the section.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Segment {
    /// What stands before the text and stays as it is in any language.
    pub(super) signs: String,
    /// What is translated; empty only in the last piece of a section that ends in signs.
    pub(super) text: String,
}

/// The pieces of a section.
pub(super) fn segments(markdown: &str) -> Vec<Segment> {
    let mut all = Vec::new();
    let mut signs = String::new();
    for line in markdown.split_inclusive('\n') {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (line, ""),
        };
        if line.chars().any(char::is_alphanumeric) {
            let cut = SIGNS
                .as_ref()
                .and_then(|signs| signs.find(line))
                .map_or(0, |found| found.end());
            signs.push_str(&line[..cut]);
            let (text, rest) = line[cut..].split_at(said(&line[cut..]));
            all.push(Segment {
                signs: std::mem::replace(&mut signs, rest.to_owned()),
                text: text.to_owned(),
            });
        } else {
            signs.push_str(line);
        }
        signs.push_str(end);
    }
    if !signs.is_empty() {
        all.push(Segment {
            signs,
            text: String::new(),
        });
    }
    all
}

/// How much of a line's text is said: not the spaces or the backslash that break the line.
fn said(text: &str) -> usize {
    let words = text.trim_end();
    let backslashes = words.len() - words.trim_end_matches('\\').len();
    words.len() - usize::from(words.len() == text.len() && backslashes % 2 == 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn bullets_numbers_and_headings_are_cut_from_their_signs() {
        let text = "Intro.\n\n- One\n  - **Two**\n1. Three\n\n### Four\n> 2026 was";
        let cut: Vec<(String, String)> = segments(text)
            .into_iter()
            .map(|segment| (segment.signs, segment.text))
            .collect();
        let wanted = [
            ("", "Intro."),
            ("\n\n- ", "One"),
            ("\n  - ", "**Two**"),
            ("\n1. ", "Three"),
            ("\n\n### ", "Four"),
            ("\n> ", "2026 was"),
        ];
        let wanted = wanted.map(|(signs, text)| (signs.to_owned(), text.to_owned()));
        assert_eq!(cut, wanted);
    }

    #[test]
    fn a_line_that_says_nothing_belongs_to_the_next() {
        let cut = segments("| A | B |\n| --- | --- |\n| 1 | 2 |");
        assert_eq!(cut.len(), 2);
        assert_eq!(cut[1].signs, "\n| --- | --- |\n");
    }

    #[test]
    fn what_breaks_a_line_is_no_part_of_its_text() {
        let texts: Vec<String> = segments("One  \nTwo\\\nThree\\\\\nFour ")
            .into_iter()
            .map(|segment| segment.text)
            .collect();
        assert_eq!(texts, ["One", "Two", "Three\\\\", "Four", ""]);
    }

    proptest! {
        #[test]
        fn the_pieces_put_together_are_the_section(text in "[a-z0-9é*#>|. \\\\\n-]{0,60}") {
            let together: String = segments(&text)
                .into_iter()
                .flat_map(|segment| [segment.signs, segment.text])
                .collect();
            prop_assert_eq!(together, text);
        }
    }
}
