//! The figures of a text, brought to one form whatever the language's convention, to be compared
//! between a note's two sides.
//!
//! `$18.4 billion` and `18,4 milliards de dollars`, `1,234` and `1 234`, `2024-25` and
//! `2024-2025` are the same. Small whole numbers are left out, since one side may spell them, and
//! so are times of day, which the languages write in other figures.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::lang::{Bilingual, Lang};

/// Whole numbers up to this one may be spelled (*Le guide du rédacteur*, 2.1.1; *The Canadian
/// Style*, 5.01), unless they are a share or an amount.
const MAY_BE_SPELLED: u128 = 20;

/// A time of day: `2:15 p.m.`, `9 a.m.`, `14 h 15`.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \b \d{1,2} (?: : \d{2} )? [\s\u{a0}\u{202f}]* [ap] \.? m \b
        | \b \d{1,2} [\s\u{a0}\u{202f}]* h (?: [\s\u{a0}\u{202f}]* \d{2} )? \b
        | \b \d{1,2} : \d{2} \b",
    )
    .unwrap()
});

/// Two years: `2024-25`, `2024–2025`.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static YEARS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b((?:19|20)\d{2})[-–/](?:(?:19|20)?(\d{2}))\b").unwrap());

/// A number of each convention with what makes it larger and what it counts.
static NUMBER: LazyLock<Bilingual<Regex>> =
    LazyLock::new(|| Bilingual::new(number(","), number("")));

/// The pattern of a number whose digits stand in groups of three with spaces, or `also`, between.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
fn number(also: &str) -> Regex {
    Regex::new(
        &r"(?ix)
        (?P<before>\$[\s\u{a0}\u{202f}]*)?
        (?P<whole>\d{1,3}(?:[ALSO\s\u{a0}\u{202f}]\d{3})+\b|\d+)
        (?:(?P<point>[.,])(?P<part>\d+))?
        (?:[\s\u{a0}\u{202f}-]*(?P<scale>
            thousand\b|million(?:s)?\b|milliard(?:s)?\b|billion(?:s)?\b|trillion(?:s)?\b|mille\b|[MBKG]\b))?
        (?P<after>[\s\u{a0}\u{202f}]*(?:%|\$|per[\s\u{a0}]cent|pour[\s\u{a0}]cent|(?:de[\s\u{a0}]+)?dollars))?"
            .replace("ALSO", also),
    )
    .unwrap()
}

/// A value: its digits without zeros at the end, and by how many places they are moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Value {
    digits: u128,
    places: i32,
}

/// What a figure counts. A share is not the amount of the same value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Number,
    Share,
}

/// The figures of a text, each with how it is written where it stands first.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Figures(BTreeMap<(Kind, Value), String>);

impl Figures {
    /// The figures of a text as it is seen.
    pub(super) fn of(text: &str, lang: Lang) -> Self {
        let mut figures = Self::default();
        let text = TIME.replace_all(text, " ");
        let text = YEARS.replace_all(&text, |years: &Captures<'_>| {
            figures.add_years(years);
            " ".to_owned()
        });
        for found in NUMBER[lang].captures_iter(&text) {
            figures.add(&found, lang);
        }
        figures
    }

    fn add_years(&mut self, years: &Captures<'_>) {
        let (Some(whole), Some(first), Some(last)) = (years.get(0), years.get(1), years.get(2))
        else {
            return;
        };
        let first: u128 = first.as_str().parse().unwrap_or(0);
        let last: u128 = last.as_str().parse().unwrap_or(0);
        // Both years as one value: no other figure is so long by chance.
        let value = value(&format!("{first:04}{last:02}"), "", 0);
        self.keep(Kind::Number, value, whole.as_str());
    }

    fn add(&mut self, found: &Captures<'_>, lang: Lang) {
        let text = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let whole: String = text("whole").chars().filter(char::is_ascii_digit).collect();
        let part = text("part");
        let Some(places) = places(text("scale"), lang) else {
            return;
        };
        let after = text("after").trim_start();
        let kind = if after == "%" || after.to_lowercase().ends_with("cent") {
            Kind::Share
        } else {
            Kind::Number
        };
        let is_counted = kind == Kind::Share || !text("before").is_empty() || !after.is_empty();
        let value = value(&whole, part, places);
        let is_small = places == 0
            && part.is_empty()
            && whole
                .parse::<u128>()
                .is_ok_and(|whole| whole <= MAY_BE_SPELLED);
        if is_small && !is_counted {
            return;
        }
        let written = found.get(0).map_or("", |whole| whole.as_str()).trim();
        self.keep(kind, value, written);
    }

    fn keep(&mut self, kind: Kind, value: Value, written: &str) {
        let entry = self.0.entry((kind, value));
        entry.or_insert_with(|| written.to_owned());
    }

    /// Those that another text has not, as they are written.
    pub(super) fn without(&self, other: &Self) -> Vec<&str> {
        let missing = self.0.iter().filter(|(key, _)| !other.0.contains_key(key));
        missing.map(|(_, written)| written.as_str()).collect()
    }
}

/// By how many places a word or letter moves a number; `None` for one that the language has not.
fn places(scale: &str, lang: Lang) -> Option<i32> {
    let scale = scale.to_lowercase();
    let scale = scale.strip_suffix('s').unwrap_or(&scale);
    Some(match (scale, lang) {
        ("", _) => 0,
        ("thousand" | "k" | "mille", _) => 3,
        ("million" | "m", _) => 6,
        ("milliard" | "g", _) | ("billion" | "b", Lang::En) => 9,
        ("billion", Lang::Fr) | ("trillion", Lang::En) => 12,
        ("trillion", Lang::Fr) => 18,
        _ => return None,
    })
}

fn value(whole: &str, part: &str, places: i32) -> Value {
    // Of longer ones the beginning tells them apart.
    let written: String = [whole, part].concat().chars().take(30).collect();
    let part = i32::try_from(part.len()).unwrap_or(0);
    let mut value = Value {
        digits: written.parse().unwrap_or(0),
        places: places - part,
    };
    while value.digits != 0 && value.digits.is_multiple_of(10) {
        value.digits /= 10;
        value.places += 1;
    }
    value
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn differences(en: &str, fr: &str) -> (Vec<String>, Vec<String>) {
        let (en, fr) = (Figures::of(en, Lang::En), Figures::of(fr, Lang::Fr));
        let owned = |found: Vec<&str>| found.into_iter().map(str::to_owned).collect();
        (owned(en.without(&fr)), owned(fr.without(&en)))
    }

    #[test]
    fn the_same_figure_of_both_conventions_does_not_differ() {
        for (en, fr) in [
            ("1,234 requests", "1\u{a0}234 demandes"),
            ("1,234,567.5 hours", "1 234 567,5 heures"),
            ("$18.4 billion", "18,4 milliards de dollars"),
            ("$2.3M", "2,3\u{a0}M$"),
            ("a $2.50 fee", "des frais de 2,50\u{a0}$"),
            ("74% of requests", "74\u{202f}% des demandes"),
            ("99.5 per cent", "99,5 pour cent"),
            ("1.2 million people", "1\u{a0}200\u{a0}000 personnes"),
            ("in 2024-25", "en 2024-2025"),
            ("2024–2025", "2024-25"),
            ("June 19, 2025, at 2:15 p.m.", "le 19 juin 2025, à 14 h 15"),
            ("section 74(c)", "l’alinéa 74c)"),
            ("twelve departments", "12 ministères"),
            (
                "Bill C-11 in the 44th Parliament",
                "Le projet de loi C-11 de la 44e législature",
            ),
            ("35 seconds", "35 secondes"),
            ("in 12 of 30 days", "douze jours sur 30"),
            ("no figure", "aucun chiffre"),
        ] {
            assert_eq!(differences(en, fr), (vec![], vec![]), "{en} / {fr}");
        }
    }

    #[test]
    fn a_figure_of_one_side_alone_is_told_as_it_is_written() {
        for (en, fr, only_en, only_fr) in [
            (
                "$18.4 billion",
                "18,4 millions de dollars",
                vec!["$18.4 billion"],
                vec!["18,4 millions de dollars"],
            ),
            ("4% more", "5\u{a0}% de plus", vec!["4%"], vec!["5\u{a0}%"]),
            ("4% more", "plus", vec!["4%"], vec![]),
            ("1,234", "1,234", vec!["1,234"], vec!["1,234"]),
            (
                "June 19, 2025",
                "le 19 juin 2026",
                vec!["2025"],
                vec!["2026"],
            ),
            (
                "40 people, 50%",
                "40\u{a0}% et 50 personnes",
                vec!["40", "50%"],
                vec!["50", "40\u{a0}%"],
            ),
            ("2024-25", "2025-2026", vec!["2024-25"], vec!["2025-2026"]),
        ] {
            let (en_alone, fr_alone) = differences(en, fr);
            assert_eq!(
                (en_alone, fr_alone),
                (
                    only_en.into_iter().map(str::to_owned).collect(),
                    only_fr.into_iter().map(str::to_owned).collect(),
                ),
                "{en} / {fr}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_text_has_figures_and_the_same_as_itself(text in "\\PC*|[0-9 ,.$%MhK:–-]{0,40}") {
            for lang in Lang::ALL {
                let figures = Figures::of(&text, lang);
                prop_assert!(figures.without(&Figures::of(&text, lang)).is_empty());
            }
        }
    }
}
