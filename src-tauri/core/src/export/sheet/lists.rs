//! The lists of a sheet, and what is printed before their items.

use crate::lang::Lang;

/// How far each level of a list is set in, in twentieths of a point.
pub(in crate::export) const INDENT: i32 = 425;

/// The deepest level of a list in Word.
pub(in crate::export) const MAX_LEVEL: usize = 8;

/// The highest number Word counts to in a list.
const MAX_NUMBER: u64 = 32_767;

/// What is put before a list's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum ListKind {
    Bullets,
    Numbers,
    Sources,
}

impl ListKind {
    pub(in crate::export) const ALL: [Self; 3] = [Self::Bullets, Self::Numbers, Self::Sources];
}

/// One list of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) struct List {
    pub(in crate::export) kind: ListKind,
    pub(in crate::export) lang: Lang,
    pub(in crate::export) level: usize,
    /// The number of its first item.
    pub(in crate::export) start: usize,
}

impl List {
    /// A list of the text. `None` where it starts with a number to which Word does not count: its
    /// numbers are then written as text.
    pub(super) fn of_text(start: Option<u64>, level: usize, lang: Lang) -> Option<Self> {
        let kind = match start {
            Some(number) if number > MAX_NUMBER => return None,
            Some(_) => ListKind::Numbers,
            None => ListKind::Bullets,
        };
        Some(Self {
            kind,
            lang,
            level: level.min(MAX_LEVEL),
            start: usize::try_from(start.unwrap_or(1)).unwrap_or(1),
        })
    }

    /// How far its text is set in.
    pub(super) fn indent(self) -> i32 {
        indent(self.level)
    }

    /// What is printed before its item of that index.
    pub(super) fn mark(self, index: usize) -> String {
        let (format, text) = format(self.kind, self.level);
        let number = self.start + index;
        let counted = match format {
            "lowerLetter" => letters(number),
            "lowerRoman" => roman(number),
            "decimal" => number.to_string(),
            _ => return text,
        };
        text.replace(&format!("%{}", self.level + 1), &counted)
    }
}

/// How far the text of a list's level is set in, in twentieths of a point.
pub(in crate::export) fn indent(level: usize) -> i32 {
    i32::try_from(level + 1).map_or(INDENT, |levels| levels * INDENT)
}

/// How a level counts in Word, and what it prints.
pub(in crate::export) fn format(kind: ListKind, level: usize) -> (&'static str, String) {
    match kind {
        ListKind::Bullets => ("bullet", ["•", "–", "▪"][level % 3].to_owned()),
        ListKind::Numbers => {
            let format = ["decimal", "lowerLetter", "lowerRoman"][level % 3];
            (format, format!("%{}.", level + 1))
        }
        ListKind::Sources => ("decimal", format!("[%{}]", level + 1)),
    }
}

/// A number in letters as Word counts: z, aa, bb.
fn letters(number: usize) -> String {
    let Some(index) = number.checked_sub(1) else {
        return String::new();
    };
    let letter = char::from(b"abcdefghijklmnopqrstuvwxyz"[index % 26]);
    std::iter::repeat_n(letter, index / 26 + 1).collect()
}

/// A number in small Roman numerals.
fn roman(number: usize) -> String {
    const VALUES: [(usize, &str); 13] = [
        (1_000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = number;
    let mut numeral = String::new();
    for (value, sign) in VALUES {
        while left >= value {
            numeral.push_str(sign);
            left -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_those_that_word_prints() {
        let list = |start, level| List::of_text(start, level, Lang::En).unwrap();
        assert_eq!(list(None, 0).mark(3), "•");
        assert_eq!(list(None, 1).mark(0), "–");
        assert_eq!(list(Some(4), 0).mark(1), "5.");
        assert_eq!(list(Some(1), 1).mark(1), "b.");
        assert_eq!(list(Some(1), 1).mark(26), "aa.");
        assert_eq!(list(Some(1), 1).mark(27), "bb.");
        assert_eq!(list(Some(1), 2).mark(13), "xiv.");
        assert_eq!(list(Some(0), 1).mark(0), ".");
        assert_eq!(List::of_text(Some(40_000), 0, Lang::En), None);
    }
}
