//! The words that a Word file prints around the note's own, and its dates.

use chrono::{Datelike, NaiveDate};

use crate::lang::{Bilingual, Lang};
use crate::section::with_colon;

/// A fixed phrase in both languages.
pub(super) type Phrase = Bilingual<&'static str>;

/// What stands before a note's title.
const NOTE: Phrase = Bilingual::new("Question Period Note", "Note pour la période des questions");
/// The title of a file with several notes.
pub(super) const NOTES: Phrase = Bilingual::new(
    "Question Period Notes",
    "Notes pour la période des questions",
);
pub(super) const ABOUT: Phrase = Bilingual::new("About", "À propos");
pub(super) const REFERENCE: Phrase = Bilingual::new("Reference number", "Numéro de référence");
pub(super) const DATE: Phrase = Bilingual::new("Date received", "Date fournie");
pub(super) const ORGANIZATION: Phrase = Bilingual::new("Organization", "Organisation");
pub(super) const MINISTER_NAME: Phrase = Bilingual::new("Name of Minister", "Nom du ministre");
pub(super) const MINISTER_TITLE: Phrase = Bilingual::new("Title of Minister", "Titre du ministre");
pub(super) const SOURCES: Phrase = Bilingual::new("Sources", "Sources");
pub(super) const LANGUAGE: Phrase = Bilingual::new("English", "Français");
/// What an empty additional-information section shows.
pub(super) const NONE: Phrase = Bilingual::new("None", "aucun");
/// What any other empty part shows.
pub(super) const EMPTY: &str = "-";
pub(super) const PAGE: Phrase = Bilingual::new("Page ", "Page ");
pub(super) const OF: Phrase = Bilingual::new(" of ", " de ");

/// The line a side starts with.
pub(super) fn title(title: &str, lang: Lang) -> String {
    let label = NOTE[lang];
    if title.is_empty() {
        label.to_owned()
    } else {
        format!("{} {title}", with_colon(label, lang))
    }
}

/// A date as it is published: `Jun 19, 2025`, `19 juin 2025`, `10 déc. 2025`.
pub(super) fn date(date: NaiveDate, lang: Lang) -> String {
    const MONTHS: [Phrase; 12] = [
        Bilingual::new("Jan", "janv."),
        Bilingual::new("Feb", "févr."),
        Bilingual::new("Mar", "mars"),
        Bilingual::new("Apr", "avr."),
        Bilingual::new("May", "mai"),
        Bilingual::new("Jun", "juin"),
        Bilingual::new("Jul", "juill."),
        Bilingual::new("Aug", "août"),
        Bilingual::new("Sep", "sept."),
        Bilingual::new("Oct", "oct."),
        Bilingual::new("Nov", "nov."),
        Bilingual::new("Dec", "déc."),
    ];
    let month = MONTHS[date.month0() as usize % 12][lang];
    match lang {
        Lang::En => format!("{month} {}, {}", date.day(), date.year()),
        Lang::Fr => format!("{} {month} {}", date.day(), date.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_the_portal_prints_them() {
        for (iso, en, fr) in [
            ("2025-06-19", "Jun 19, 2025", "19 juin 2025"),
            ("2025-12-10", "Dec 10, 2025", "10 déc. 2025"),
            ("2026-05-01", "May 1, 2026", "1 mai 2026"),
            ("2026-08-31", "Aug 31, 2026", "31 août 2026"),
        ] {
            let day = iso.parse().unwrap();
            assert_eq!(date(day, Lang::En), en);
            assert_eq!(date(day, Lang::Fr), fr);
        }
    }

    #[test]
    fn the_title_line_carries_the_language_s_colon() {
        assert_eq!(title("X", Lang::En), "Question Period Note: X");
        assert_eq!(
            title("X", Lang::Fr),
            "Note pour la période des questions\u{a0}: X"
        );
        assert_eq!(title("", Lang::En), "Question Period Note");
    }
}
