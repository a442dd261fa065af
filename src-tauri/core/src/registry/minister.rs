//! Ministers' titles by code and by wording, and who held them when.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::name::folded;
use crate::lang::{Bilingual, Lang};

/// A minister's office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minister {
    /// Its code in the dataset schema: `PTB`.
    pub code: &'static str,
    /// Its title.
    pub title: Bilingual<&'static str>,
    /// Who held it, newest first.
    pub terms: Vec<Term>,
}

/// A person's time in an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The name as it is published: `Ali, Shafqat (Hon.)`, `Ali, Shafqat (L’hon.)`.
    pub name: Bilingual<&'static str>,
    /// The first day.
    pub from: NaiveDate,
    /// The last day, which is also the successor's first; `None` while in office.
    pub to: Option<NaiveDate>,
}

impl Term {
    /// Whether `date` falls into this term, its first and last day included.
    pub fn holds(&self, date: NaiveDate) -> bool {
        self.from <= date && self.to.is_none_or(|to| date <= to)
    }
}

impl Minister {
    /// Who held the office on `date`; on the day of a change, the successor.
    pub fn in_office(&self, date: NaiveDate) -> Option<&Term> {
        self.terms.iter().find(|term| term.holds(date))
    }
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::read(include_str!("../../data/ministers.txt")));

struct Table {
    rows: Vec<Minister>,
    by_code: HashMap<String, usize>,
    by_title: HashMap<String, usize>,
}

impl Table {
    fn read(text: &'static str) -> Self {
        let mut rows: Vec<Minister> = Vec::new();
        for line in super::lines(text) {
            let Some([first, en, fr]) = super::fields(line) else {
                continue;
            };
            let pair = Bilingual::new(en, fr);
            if line.starts_with(' ') {
                if let (Some(minister), Some((from, to))) = (rows.last_mut(), span(first)) {
                    minister.terms.push(Term {
                        name: pair,
                        from,
                        to,
                    });
                }
            } else {
                rows.push(Minister {
                    code: first,
                    title: pair,
                    terms: Vec::new(),
                });
            }
        }
        let mut by_code = HashMap::new();
        let mut by_title = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            by_code.entry(row.code.to_ascii_uppercase()).or_insert(at);
            for (_, title) in row.title.iter() {
                by_title.entry(folded_title(title)).or_insert(at);
            }
        }
        Self {
            rows,
            by_code,
            by_title,
        }
    }
}

/// The days of `2025-03-14..2025-05-13` or `2025-05-13..`.
fn span(text: &str) -> Option<(NaiveDate, Option<NaiveDate>)> {
    let (from, to) = text.split_once("..")?;
    let to = match to {
        "" => None,
        day => Some(day.parse().ok()?),
    };
    Some((from.parse().ok()?, to))
}

/// A title as it is compared: French words in the masculine, no leading article.
pub(super) fn folded_title(title: &str) -> String {
    let title = folded(title);
    let words: Vec<&str> = title
        .split(' ')
        .enumerate()
        .filter(|(at, word)| *at > 0 || !matches!(*word, "the" | "le" | "la" | "l"))
        .map(|(_, word)| match word {
            "presidente" => "president",
            "premiere" => "premier",
            "associee" => "associe",
            "procureure" => "procureur",
            "generale" => "general",
            "representante" => "representant",
            "speciale" => "special",
            "lieutenante" => "lieutenant",
            "leadeure" => "leader",
            other => other,
        })
        .collect();
    words.join(" ")
}

/// Every minister's office, in the order of the codes.
pub fn ministers() -> &'static [Minister] {
    &TABLE.rows
}

/// The office with this code, in any case.
pub fn minister(code: &str) -> Option<&'static Minister> {
    TABLE
        .by_code
        .get(&code.trim().to_ascii_uppercase())
        .and_then(|at| TABLE.rows.get(*at))
}

/// The office with this title in either language, whatever its case, accents, apostrophes, spaces
/// and grammatical gender; a spreadsheet's `PTB: President of the Treasury Board` too.
pub fn minister_titled(text: &str) -> Option<&'static Minister> {
    let find = |title: &str| {
        TABLE
            .by_title
            .get(&folded_title(title))
            .and_then(|at| TABLE.rows.get(*at))
    };
    find(text).or_else(|| {
        let (code, title) = text.split_once(':')?;
        minister(code).filter(|by_code| find(title) == Some(*by_code))
    })
}

/// The title in `lang` of an office given by its code or by a title; a text that is neither is
/// its own title.
pub fn minister_title(code_or_title: &str, lang: Lang) -> String {
    minister(code_or_title)
        .or_else(|| minister_titled(code_or_title))
        .map_or_else(
            || code_or_title.to_owned(),
            |minister| minister.title[lang].to_owned(),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_line_of_the_table_is_an_office_or_a_term() {
        let lines: Vec<&str> =
            super::super::lines(include_str!("../../data/ministers.txt")).collect();
        let indented = lines.iter().filter(|line| line.starts_with(' ')).count();
        assert_eq!(ministers().len(), lines.len() - indented);
        assert_eq!(TABLE.by_code.len(), ministers().len());
        let terms: Vec<&Term> = ministers().iter().flat_map(|row| &row.terms).collect();
        assert_eq!(terms.len(), indented);
        for minister in ministers() {
            assert!(!minister.terms.is_empty(), "{}", minister.code);
            assert!(
                minister
                    .terms
                    .windows(2)
                    .all(|two| two[0].from > two[1].from),
                "{} is newest first",
                minister.code
            );
        }
    }

    #[test]
    fn an_office_is_found_by_code_and_by_its_title_in_either_language_and_gender() {
        for title in [
            "President of the Treasury Board",
            "Président du Conseil du Trésor",
            "Présidente du Conseil du Trésor",
            "la présidente du conseil du trésor",
            "PTB: President of the Treasury Board",
        ] {
            assert_eq!(
                minister_titled(title).map(|found| found.code),
                Some("PTB"),
                "{title}"
            );
        }
        assert_eq!(
            minister_titled("Première ministre").map(|found| found.code),
            Some("PM")
        );
        assert_eq!(minister_titled("Minister of Silly Walks"), None);
        assert_eq!(minister_titled("PM: President of the Treasury Board"), None);
        assert_eq!(minister_titled(""), None);
    }

    #[test]
    fn the_holder_of_an_office_depends_on_the_date() {
        let board = minister("ptb").unwrap();
        for (date, name) in [
            ("2019-11-19", None),
            ("2022-03-01", Some("Fortier, Mona (Hon.)")),
            ("2024-12-20", Some("Petitpas Taylor, Ginette (Hon.)")),
            ("2025-05-13", Some("Ali, Shafqat (Hon.)")),
            ("2026-11-22", Some("Ali, Shafqat (Hon.)")),
        ] {
            assert_eq!(
                board.in_office(day(date)).map(|term| term.name.en),
                name,
                "{date}"
            );
        }
    }

    #[test]
    fn a_title_that_is_not_in_the_table_stays_as_it_is() {
        assert_eq!(
            minister_title("PTB", Lang::Fr),
            "Président du Conseil du Trésor"
        );
        assert_eq!(
            minister_title("Président du Conseil du Trésor", Lang::En),
            "President of the Treasury Board"
        );
        assert_eq!(minister_title("Nobody", Lang::Fr), "Nobody");
    }
}
