//! Where the sentences of a passage stand.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Words that end with a period in the middle of a sentence, in lower case and without it.
const ABBREVIATIONS: [&str; 27] = [
    "al", "cf", "col", "dr", "dre", "e.g", "ex", "gen", "gén", "hon", "i.e", "jr", "lt", "m", "me",
    "mm", "mr", "mrs", "ms", "prof", "rev", "sgt", "sr", "st", "ste", "u.s", "vs",
];

/// Such words if a number follows.
const BEFORE_NUMBERS: [&str; 13] = [
    "art", "ch", "fig", "no", "nos", "p", "par", "para", "pp", "s", "sec", "ss", "vol",
];

/// The sentences of a text, without the blanks around them. What ends in an abbreviation goes on,
/// and what holds no letter or figure belongs to the sentence before it.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (start, piece) in text.split_sentence_bound_indices() {
        let end = start + piece.trim_end().len();
        let mut start = end - piece.trim().len();
        // A no-break space parts a closing mark from the sentence that it closes.
        let closing = piece.trim_start().starts_with('»');
        if let Some(last) = found.last_mut().filter(|_| closing) {
            last.end = start + '»'.len_utf8();
            start = end - text[last.end..end].trim_start().len();
            goes_on = false;
        }
        if start == end {
            continue;
        }
        let says = text[start..end].chars().any(char::is_alphanumeric);
        match found.last_mut() {
            Some(last) if goes_on || !says => last.end = end,
            _ => found.push(start..end),
        }
        let rest = text[end..].trim_start();
        let only_opens = !says && found.len() == 1 && end - start < 4;
        goes_on = only_opens || goes_on_after(&text[..end], rest);
    }
    found
}

fn goes_on_after(text: &str, rest: &str) -> bool {
    let Some(text) = text.strip_suffix('.') else {
        return false;
    };
    let word = text
        .rsplit(|c: char| !c.is_alphanumeric() && c != '.')
        .next()
        .unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let word = word.to_lowercase();
    let is_in = |list: &[&str]| list.contains(&word.as_str());
    is_initial
        || is_in(&ABBREVIATIONS)
        || (is_in(&BEFORE_NUMBERS) && rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn sentences_end_where_they_do_in_both_languages() {
        assert_eq!(
            split("It began in May. Did it end?  It did!"),
            ["It began in May.", "Did it end?", "It did!"]
        );
        assert_eq!(
            split("« Oui. » Le ministre l’a dit. C’est 4,5 %."),
            ["« Oui. »", "Le ministre l’a dit.", "C’est 4,5 %."]
        );
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        for text in [
            "Mr. Smith and Dr. Roy met J. Doe of St. John’s.",
            "M. Tremblay a vu l’art. 4 et p. ex. Ottawa.",
            "See No. 5 and pp. 12 to 14.",
        ] {
            assert_eq!(split(text), [text]);
        }
        assert_eq!(
            split("The answer is no. We act."),
            ["The answer is no.", "We act."]
        );
    }

    proptest! {
        #[test]
        fn sentences_stand_in_order_and_leave_out_blanks_alone(text in "\\PC{0,60}|([A-Ca-c]{1,3}[ .!?«»]{0,2}){0,20}") {
            let mut at = 0;
            for range in sentences(&text) {
                prop_assert!(text[at..range.start].trim().is_empty());
                prop_assert!(!text[range.clone()].trim().is_empty());
                at = range.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
