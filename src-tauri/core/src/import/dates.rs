//! Dates as published pages write them, in both languages.

use chrono::NaiveDate;

use crate::registry::folded;

/// The beginnings of the months' names, folded, in both languages.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb", "fev"],
    &["mar"],
    &["apr", "avr"],
    &["may", "mai"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aou"],
    &["sep"],
    &["oct"],
    &["nov"],
    &["dec"],
];

/// The date that `text` is: `2025-06-19`, `2025/06/19`, `Jun 19, 2025`, `June 19, 2025`,
/// `19 June 2025`, `19 juin 2025`, `10 déc. 2025`, `1er avril 2025`, a weekday before it or not.
pub(super) fn parse_date(text: &str) -> Option<NaiveDate> {
    let folded = folded(text);
    let mut words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !matches!(*word, "le" | "the" | "of"))
        .collect();
    if words.len() == 4 && words.iter().any(|word| is_weekday(word)) {
        words.retain(|word| !is_weekday(word));
    }
    let [one, two, three] = words[..] else {
        return None;
    };
    if let (true, Some(month), Some(day)) = (is_year(one), number(two), number(three)) {
        return ymd(one, month, day);
    }
    if let (Some(month), Some(day)) = (month(one), number(two)) {
        return ymd(three, month, day);
    }
    if let (Some(day), Some(month)) = (number(one), month(two)) {
        return ymd(three, month, day);
    }
    None
}

fn ymd(year: &str, month: u32, day: u32) -> Option<NaiveDate> {
    is_year(year)
        .then(|| year.parse().ok())
        .flatten()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit())
}

/// A day or month in digits: `19`, `1er`, `3rd`.
fn number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = &word[digits.len()..];
    (digits.len() <= 2 && matches!(suffix, "" | "er" | "st" | "nd" | "rd" | "th"))
        .then(|| digits.parse().ok())
        .flatten()
}

fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|names| {
        names
            .iter()
            .any(|name| word.starts_with(name) && word.bytes().all(|b| b.is_ascii_alphabetic()))
    })?;
    u32::try_from(at + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    [
        "mon", "tue", "wed", "thu", "fri", "sat", "sun", "lun", "mardi", "mer", "jeu", "ven",
        "sam", "dim",
    ]
    .iter()
    .any(|day| word.starts_with(day))
        && (word.ends_with("day") || word.ends_with("di") || word.starts_with("dim"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_published_form_of_a_date_is_read() {
        for (text, date) in [
            ("Jun 19, 2025", "2025-06-19"),
            ("June 19, 2025", "2025-06-19"),
            ("Thursday, June 19, 2025", "2025-06-19"),
            ("19 juin 2025", "2025-06-19"),
            ("le jeudi 19 juin 2025", "2025-06-19"),
            ("10 déc. 2025", "2025-12-10"),
            ("10\u{a0}déc.\u{202f}2025", "2025-12-10"),
            ("1er avril 2025", "2025-04-01"),
            ("2 août 2024", "2024-08-02"),
            ("31 juil. 2024", "2024-07-31"),
            ("Sept. 3, 2025", "2025-09-03"),
            ("15 mars 2025", "2025-03-15"),
            ("3 mai 2025", "2025-05-03"),
            ("Nov 3, 2021", "2021-11-03"),
            ("2025-06-19", "2025-06-19"),
            ("2025/6/9", "2025-06-09"),
        ] {
            assert_eq!(parse_date(text), Some(date.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "June 2025",
            "31 février 2025",
            "19/06/2025",
            "June 19, 25",
            "1 2 2025 3",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
