//! The target of a close match with its figures put right, where that is certain.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::passage::{Passage, runs_of};
use super::words::key;
use crate::lang::Lang;

/// A number as either language writes it. In French a space parts the thousands.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static NUMBER: LazyLock<[Regex; 2]> = LazyLock::new(|| {
    [
        Regex::new(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?").unwrap(),
        Regex::new(r"\d{1,3}(?:[ \u{a0}\u{202f}]\d{3})+(?:,\d+)?|\d+(?:,\d+)?").unwrap(),
    ]
});

/// A number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Number {
    range: Range<usize>,
    /// Its digits without what parts the thousands, with a period before decimals.
    value: String,
    /// What parts its thousands.
    parted: Option<char>,
}

/// The numbers of a text; `None` where one of them is part of something else (a time of day, a
/// range, an ordinal), which no rule here could translate.
fn numbers(text: &str, lang: Lang) -> Option<Vec<Number>> {
    let pattern = match lang {
        Lang::En => &NUMBER[0],
        Lang::Fr => &NUMBER[1],
    };
    let mut found = Vec::new();
    for number in pattern.find_iter(text) {
        let range = number.range();
        let is_joint =
            |c: char| c.is_alphanumeric() || matches!(c, '-' | '–' | '/' | ':' | '.' | ',');
        let before = text[..range.start].chars().next_back();
        let mut after = text[range.end..].chars();
        let joined = match (after.next(), after.next()) {
            (Some('.' | ',' | ':'), Some(next)) => next.is_alphanumeric(),
            (Some(c), Some(_)) => is_joint(c),
            (Some(c), None) => is_joint(c) && !matches!(c, '.' | ',' | ':'),
            _ => false,
        };
        if before.is_some_and(is_joint) || joined {
            return None;
        }
        let parted = number.as_str().chars().find(|c| match lang {
            Lang::En => *c == ',',
            Lang::Fr => c.is_whitespace(),
        });
        let value = number.as_str().chars().filter_map(|c| match (c, lang) {
            ('0'..='9', _) | ('.', Lang::En) => Some(c),
            (',', Lang::Fr) => Some('.'),
            _ => None,
        });
        found.push(Number {
            value: value.collect(),
            parted,
            range,
        });
    }
    Some(found)
}

/// A number as `lang` writes it.
fn written(value: &str, lang: Lang, parted: bool) -> String {
    let (whole, part) = value.split_once('.').unwrap_or((value, ""));
    let (thousands, point) = match lang {
        Lang::En => (',', '.'),
        Lang::Fr => ('\u{a0}', ','),
    };
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if parted && index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push(point);
        out.push_str(part);
    }
    out
}

/// A text with the same sign in place of each number.
fn without(text: &str, numbers: &[Number]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for number in numbers {
        out.push_str(&text[at..number.range.start]);
        out.push('#');
        at = number.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// `target` with the figures of `asked`, where `asked` and `source` (both in `from`) differ in
/// nothing but numbers that each stand once in `source` and once in `target`.
///
/// Certain means: both sides of the pair hold the very same numbers, none of them part of a date
/// range, a time of day or an ordinal, and no number below two changes or comes, which would make
/// other words of singular and plural.
pub(super) fn suggestion(
    asked: &str,
    source: &str,
    target: &Passage,
    from: Lang,
) -> Option<Passage> {
    let (new, old) = (numbers(asked, from)?, numbers(source, from)?);
    if key(&without(asked, &new)) != key(&without(source, &old)) {
        return None;
    }
    let there = numbers(&target.text, from.other())?;
    let values = |numbers: &[Number]| {
        let mut values: Vec<String> = numbers.iter().map(|number| number.value.clone()).collect();
        values.sort();
        values
    };
    let old_values = values(&old);
    let stands_once = old_values.windows(2).all(|pair| pair[0] != pair[1]);
    if new.len() != old.len() || old_values != values(&there) || !stands_once {
        return None;
    }
    let is_plural = |number: &Number| number.value.parse::<f64>().is_ok_and(|value| value >= 2.0);
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for (old, new) in old.iter().zip(&new) {
        if old.value == new.value {
            continue;
        }
        let place = there.iter().find(|number| number.value == old.value)?;
        if !is_plural(old) || !is_plural(new) {
            return None;
        }
        // Four digits may stand together or not: as the new one does, longer ones as a rule.
        let parted = new.parted.is_some();
        changes.push((
            place.range.clone(),
            written(&new.value, from.other(), parted),
        ));
    }
    changes.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
    let mut runs = runs_of(&target.markdown);
    if changes.is_empty() || runs.text() != target.text {
        return None;
    }
    for (range, number) in changes {
        runs = runs.replaced(range, &number);
    }
    Some(runs.passage())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn suggested(asked: &str, source: &str, target: &str) -> Option<String> {
        suggestion(asked, source, &Passage::of_markdown(target), Lang::En)
            .map(|passage| passage.markdown)
    }

    #[test]
    fn a_number_that_alone_changed_is_put_into_the_target_as_its_language_writes_it() {
        for (asked, source, target, suggestion) in [
            (
                "We spent $5.2 million in 2025.",
                "We spent $4.1 million in 2024.",
                "Nous avons dépensé **4,1 millions** de dollars en 2024.",
                "Nous avons dépensé **5,2 millions** de dollars en 2025.",
            ),
            (
                "12,345 requests were made.",
                "1,234 requests were made.",
                "1 234 demandes ont été faites.",
                "12\u{a0}345 demandes ont été faites.",
            ),
        ] {
            assert_eq!(
                suggested(asked, source, target).as_deref(),
                Some(suggestion),
                "{asked}"
            );
        }
    }

    #[test]
    fn numbers_are_put_right_from_french_into_english_too() {
        let target = Passage::of_markdown("We have 1,234 offices and 4.5% more.");
        let (asked, source) = (
            "Nous avons 12\u{a0}500 bureaux et 5,5\u{a0}% de plus.",
            "Nous avons 1\u{a0}234 bureaux et 4,5\u{a0}% de plus.",
        );
        let suggested = suggestion(asked, source, &target, Lang::Fr).map(|passage| passage.text);
        assert_eq!(
            suggested.as_deref(),
            Some("We have 12,500 offices and 5.5% more.")
        );
    }

    #[test]
    fn nothing_is_suggested_that_is_not_certain() {
        for (asked, source, target) in [
            // Another word changed, too.
            (
                "We closed 5 offices.",
                "We opened 4 offices.",
                "Nous avons ouvert 4 bureaux.",
            ),
            // The target has it spelled, twice, or in another form.
            (
                "We have 5 offices.",
                "We have 4 offices.",
                "Nous avons quatre bureaux.",
            ),
            ("5 of 9 offices", "4 of 4 offices", "4 bureaux sur 4"),
            ("at 3:15 p.m.", "at 2:15 p.m.", "à 14 h 15"),
            ("in 2025-26", "in 2024-25", "en 2024-2025"),
            (
                "the 45th Parliament",
                "the 44th Parliament",
                "la 44e législature",
            ),
            // Singular and plural.
            ("$2 million", "$1 million", "1 million de dollars"),
            ("$1.5 million", "$2.5 million", "2,5 millions de dollars"),
            // Nothing changed.
            ("4 offices", "4 offices", "4 bureaux"),
        ] {
            assert_eq!(suggested(asked, source, target), None, "{asked}");
        }
    }

    proptest! {
        #[test]
        fn any_texts_can_be_asked_for(
            asked in "[a-b0-9 ,.:$\u{a0}]{0,20}", source in "[a-b0-9 ,.:$\u{a0}]{0,20}", target in "[a-b0-9 ,.:*\u{a0}]{0,20}",
        ) {
            if let Some(passage) = suggestion(&asked, &source, &Passage::of_markdown(&target), Lang::En) {
                prop_assert!(!passage.text.is_empty());
            }
        }
    }
}
