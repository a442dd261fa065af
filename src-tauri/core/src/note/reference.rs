//! The reference number: a note's identity.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A note's reference number, for example `TBS-2026-QP-11-00012`.
///
/// The dataset schema forbids only the comma. Nothing else about its shape is certain: departments
/// write `FCSD_DEC2022_022` and `Sen2024June04` too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Reference(String);

/// Why a text cannot be a reference number: it is empty, longer than 100 characters, or has a
/// comma, a space, or a control character.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a usable reference number: {0:?}")]
pub struct InvalidReference(pub String);

impl Reference {
    /// The longest reference number accepted, in characters.
    pub const MAX_CHARS: usize = 100;

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The reference number that the Treasury Board Secretariat's pattern
    /// (`TBS-<year>-QP-<month>-<5 digits>`) gives to the `number`th note of a year.
    pub fn tbs(date: NaiveDate, number: u32) -> Self {
        Self(format!(
            "TBS-{}-QP-{:02}-{number:05}",
            date.year(),
            date.month()
        ))
    }

    /// The next free number for a note received on `date`, one more than the highest of that year
    /// among `taken` in the Secretariat's pattern.
    pub fn next<'a>(date: NaiveDate, taken: impl IntoIterator<Item = &'a Self>) -> Self {
        let highest = taken
            .into_iter()
            .filter_map(Self::tbs_parts)
            .filter(|(year, _)| *year == date.year())
            .map(|(_, number)| number)
            .max()
            .unwrap_or(0);
        Self::tbs(date, highest.saturating_add(1))
    }

    /// Whether it is one of the Secretariat's own pattern to the letter, the month being optional as
    /// in older notes: `TBS-2025-QP-06-00027`, `TBS-2021-QP-00011`.
    pub fn is_tbs(&self) -> bool {
        let digits = |text: &str, count: usize| {
            text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let parts: Vec<&str> = self.0.split('-').collect();
        match parts.as_slice() {
            ["TBS", year, "QP", rest @ .., number] => {
                let month = match rest {
                    [] => true,
                    [month] => digits(month, 2) && ("01"..="12").contains(month),
                    _ => false,
                };
                digits(year, 4) && month && digits(number, 5)
            }
            _ => false,
        }
    }

    /// Year and running number, where the reference follows the Secretariat's pattern, the month
    /// being optional as in older notes (`TBS-2021-QP-00011`).
    fn tbs_parts(&self) -> Option<(i32, u32)> {
        let upper = self.0.to_ascii_uppercase();
        let rest = upper.strip_prefix("TBS-")?;
        let (year, rest) = rest.split_once("-QP-")?;
        let number = rest.rsplit('-').next()?;
        // A longer number is somebody's slip, not one to count on from.
        let number = number.parse().ok().filter(|number| *number < 10_000_000)?;
        Some((year.parse().ok()?, number))
    }

    /// A file name stem for this reference that every file system takes: at most 120 bytes, no
    /// character or name that any of them keeps for itself.
    ///
    /// It need not be unique or readable back: the file's own front matter holds the identity.
    pub fn file_stem(&self) -> String {
        safe_stem(&self.0)
    }
}

/// A text as the name of a file without its extension, on Windows, macOS and Linux alike.
pub(crate) fn safe_stem(text: &str) -> String {
    let mut stem: String = text
        .chars()
        .map(|c| match c {
            c if c.is_alphanumeric() => c,
            '-' | '_' | '.' => c,
            _ => '_',
        })
        .collect();
    let device = stem
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_uppercase();
    let reserved = matches!(device.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (device.len() == 4
            && (device.starts_with("COM") || device.starts_with("LPT"))
            && device.ends_with(|c: char| c.is_ascii_digit()));
    if reserved || stem.starts_with('.') {
        stem.insert(0, '_');
    }
    while stem.len() > 120 {
        stem.pop();
    }
    if stem.ends_with('.') {
        stem.push('_');
    }
    stem
}

impl FromStr for Reference {
    type Err = InvalidReference;

    fn from_str(text: &str) -> Result<Self, InvalidReference> {
        let text = text.trim();
        let usable = !text.is_empty()
            && text.chars().count() <= Self::MAX_CHARS
            && !text.contains(|c: char| c == ',' || c.is_whitespace() || c.is_control());
        if usable {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidReference(text.to_owned()))
        }
    }
}

impl TryFrom<String> for Reference {
    type Error = InvalidReference;

    fn try_from(text: String) -> Result<Self, InvalidReference> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_shape_seen_on_the_portal_is_accepted() {
        for text in [
            "TBS-2025-QP-06-00027",
            "TBS-2021-QP-00011",
            "ECCC-QP-000012",
            "FCSD_DEC2022_022",
            "Sen2024June04",
        ] {
            assert_eq!(text.parse::<Reference>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn a_comma_a_space_and_nothing_are_refused() {
        for text in ["TBS,1", "TBS 1", "", "   ", "a\u{7}b", &"x".repeat(101)] {
            assert!(text.parse::<Reference>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_next_number_follows_the_highest_of_the_year_whatever_its_month() {
        let taken: Vec<Reference> = [
            "TBS-2026-QP-06-00041",
            "tbs-2026-qp-11-00007",
            "TBS-2025-QP-06-00999",
            "TBS-2026-QP-11-4294967295",
            "TBS-2026-QP-00042",
            "HC-2026-QP-00500",
        ]
        .iter()
        .map(|text| text.parse().unwrap())
        .collect();
        assert_eq!(
            Reference::next(date("2026-11-22"), &taken).as_str(),
            "TBS-2026-QP-11-00043"
        );
        assert_eq!(
            Reference::next(date("2027-01-05"), &taken).as_str(),
            "TBS-2027-QP-01-00001"
        );
    }

    #[test]
    fn a_file_stem_is_safe_on_every_system() {
        for (text, stem) in [
            ("TBS-2025-QP-06-00027", "TBS-2025-QP-06-00027"),
            ("../../etc/passwd", "_.._.._etc_passwd"),
            ("A/B:C*?", "A_B_C__"),
            ("con", "_con"),
            ("COM1.x", "_COM1.x"),
            ("end.", "end._"),
        ] {
            let reference: Reference = text.parse().unwrap();
            assert_eq!(reference.file_stem(), stem);
        }
        let long: Reference = "é".repeat(100).parse().unwrap();
        assert_eq!(long.file_stem(), "é".repeat(60));
    }
}
