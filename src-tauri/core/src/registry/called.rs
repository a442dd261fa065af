//! Whether what a note has as its organization or minister is called what somebody typed.

use chrono::NaiveDate;

use super::minister::folded_title;
use super::name::{folded, same_person};
use super::{minister, minister_titled, organization, organization_named};
use crate::lang::Bilingual;

/// How a text fits a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Called {
    /// It is the code or a whole name, in either language.
    Whole,
    /// Its words are among those of a name.
    Partly,
}

/// Whether an organization, given by its code or by a name the table does not know, is called
/// `text`: its code, its name in either language, or words of it, whatever case and accents.
pub fn organization_called(value: &str, text: &str) -> Option<Called> {
    let known = organization(value).or_else(|| organization_named(value));
    let codes = [value, known.map_or(value, |known| known.code)];
    let names = known.map_or(Bilingual::new(value, value), |known| known.name);
    let text = folded(text);
    if text.is_empty() {
        return None;
    }
    let names = [names.en, names.fr].map(folded);
    if codes.iter().any(|code| folded(code) == text) || names.contains(&text) {
        return Some(Called::Whole);
    }
    names
        .iter()
        .any(|name| has_words(name, &text))
        .then_some(Called::Partly)
}

/// Whether a minister's office, given by its code or by a title the table does not know, is called
/// `text`: its code, its title in either language and gender, who held it on one of `dates`, or
/// words of these, whatever case and accents.
pub fn minister_called(
    value: &str,
    dates: impl IntoIterator<Item = NaiveDate>,
    text: &str,
) -> Option<Called> {
    let known = minister(value).or_else(|| minister_titled(value));
    let words = folded(text);
    if words.is_empty() {
        return None;
    }
    let titles = known.map_or(Bilingual::new(value, value), |known| known.title);
    let titles = [titles.en, titles.fr].map(folded_title);
    let title = folded_title(text);
    let is_code = folded(value) == words || known.is_some_and(|known| folded(known.code) == words);
    let means =
        minister_titled(text).is_some_and(|meant| Some(meant.code) == known.map(|k| k.code));
    if is_code || means || titles.contains(&title) {
        return Some(Called::Whole);
    }
    let mut called = titles
        .iter()
        .any(|name| has_words(name, &title))
        .then_some(Called::Partly);
    let Some(known) = known else { return called };
    for date in dates {
        // On the day of a change both the old and the new holder are in office.
        for term in known.terms.iter().filter(|term| term.holds(date)) {
            for name in [term.name.en, term.name.fr] {
                if same_person(name, text) {
                    return Some(Called::Whole);
                }
                if has_words(&folded(name), &words) {
                    called = Some(Called::Partly);
                }
            }
        }
    }
    called
}

/// Whether each of the words is one of the name's.
fn has_words(name: &str, words: &str) -> bool {
    words
        .split(' ')
        .all(|word| name.split(' ').any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organization_is_called_by_code_by_name_and_by_words_of_its_name() {
        for (value, text, called) in [
            ("tbs-sct", "TBS-SCT", Some(Called::Whole)),
            (
                "tbs-sct",
                "secretariat du conseil du tresor du canada",
                Some(Called::Whole),
            ),
            ("tbs-sct", "Treasury Board", Some(Called::Partly)),
            ("tbs-sct", "Health", None),
            ("Bureau du Nord", "bureau du nord", Some(Called::Whole)),
            ("Bureau du Nord", "nord", Some(Called::Partly)),
            ("tbs-sct", "", None),
            ("tbs-sct", " - ", None),
        ] {
            assert_eq!(organization_called(value, text), called, "{value} {text:?}");
        }
    }

    #[test]
    fn a_minister_is_called_by_code_title_and_by_who_held_the_office_then() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (text, date, called) in [
            ("ptb", "2026-11-22", Some(Called::Whole)),
            (
                "Présidente du Conseil du trésor",
                "2026-11-22",
                Some(Called::Whole),
            ),
            ("president treasury", "2026-11-22", Some(Called::Partly)),
            ("Shafqat Ali", "2026-11-22", Some(Called::Whole)),
            ("ali", "2026-11-22", Some(Called::Partly)),
            ("Anita Anand", "2026-11-22", None),
            ("Anita Anand", "2024-03-01", Some(Called::Whole)),
            ("finance", "2026-11-22", None),
        ] {
            assert_eq!(minister_called("PTB", [day(date)], text), called, "{text}");
        }
        assert_eq!(
            minister_called("Minister of Tides", [], "tides"),
            Some(Called::Partly)
        );
    }
}
