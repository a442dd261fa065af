//! The words that a Word file prints around the note's own, and its dates.

use chrono::{Datelike, NaiveDate};

use crate::lang::{Bilingual, Lang};
use crate::section::with_colon;

/// A fixed phrase in both languages.
pub(in crate::export) type Phrase = Bilingual<&'static str>;

/// What stands before a note's title.
const NOTE: Phrase = Bilingual::new("Question Period Note", "Note pour la période des questions");
/// The title of a file with several notes.
pub(in crate::export) const NOTES: Phrase = Bilingual::new(
    "Question Period Notes",
    "Notes pour la période des questions",
);
pub(in crate::export) const ABOUT: Phrase = Bilingual::new("About", "À propos");
pub(in crate::export) const REFERENCE: Phrase =
    Bilingual::new("Reference number", "Numéro de référence");
pub(in crate::export) const DATE: Phrase = Bilingual::new("Date received", "Date fournie");
pub(in crate::export) const ORGANIZATION: Phrase = Bilingual::new("Organization", "Organisation");
pub(in crate::export) const MINISTER_NAME: Phrase =
    Bilingual::new("Name of Minister", "Nom du ministre");
pub(in crate::export) const MINISTER_TITLE: Phrase =
    Bilingual::new("Title of Minister", "Titre du ministre");
pub(in crate::export) const SOURCES: Phrase = Bilingual::new("Sources", "Sources");
pub(in crate::export) const LANGUAGE: Phrase = Bilingual::new("English", "Français");
/// What an empty additional-information section shows.
pub(in crate::export) const NONE: Phrase = Bilingual::new("None", "aucun");
/// What any other empty part shows.
pub(in crate::export) const EMPTY: &str = "-";
pub(in crate::export) const PAGE: Phrase = Bilingual::new("Page ", "Page ");
pub(in crate::export) const OF: Phrase = Bilingual::new(" of ", " de ");

/// The heading of a binder's table of contents.
pub(in crate::export) const CONTENTS: Phrase = Bilingual::new("Contents", "Table des matières");
/// The theme of notes without tags.
pub(in crate::export) const OTHER: Phrase = Bilingual::new("Other", "Autres");

/// How many notes there are: `12 notes`.
pub(in crate::export) fn notes(count: usize, lang: Lang) -> String {
    let plural = match lang {
        Lang::En => count != 1,
        Lang::Fr => count >= 2,
    };
    format!("{count}\u{a0}note{}", if plural { "s" } else { "" })
}

/// A published name as it is spoken: `Ali, Shafqat (Hon.)` is `The Honourable Shafqat Ali`. One that
/// is written otherwise stays as it is.
pub(in crate::export) fn person(published: &str) -> String {
    const HONOURS: [(&str, &str); 4] = [
        ("(Right Hon.)", "The Right Honourable"),
        ("(Hon.)", "The Honourable"),
        ("(Le très hon.)", "Le très honorable"),
        ("(L’hon.)", "L’honorable"),
    ];
    let spoken = || {
        let (family, rest) = published.split_once(", ")?;
        let (given, honour) = HONOURS.iter().find_map(|(short, honour)| {
            let given = rest.strip_suffix(short)?;
            Some((given.trim_end(), honour))
        })?;
        Some(format!("{honour} {given} {family}"))
    };
    spoken().unwrap_or_else(|| published.to_owned())
}

/// A date in full: `Monday, November 30, 2026`, `Le lundi 30 novembre 2026`.
pub(in crate::export) fn long_date(date: NaiveDate, lang: Lang) -> String {
    const DAYS: [Phrase; 7] = [
        Bilingual::new("Monday", "lundi"),
        Bilingual::new("Tuesday", "mardi"),
        Bilingual::new("Wednesday", "mercredi"),
        Bilingual::new("Thursday", "jeudi"),
        Bilingual::new("Friday", "vendredi"),
        Bilingual::new("Saturday", "samedi"),
        Bilingual::new("Sunday", "dimanche"),
    ];
    const MONTHS: [Phrase; 12] = [
        Bilingual::new("January", "janvier"),
        Bilingual::new("February", "février"),
        Bilingual::new("March", "mars"),
        Bilingual::new("April", "avril"),
        Bilingual::new("May", "mai"),
        Bilingual::new("June", "juin"),
        Bilingual::new("July", "juillet"),
        Bilingual::new("August", "août"),
        Bilingual::new("September", "septembre"),
        Bilingual::new("October", "octobre"),
        Bilingual::new("November", "novembre"),
        Bilingual::new("December", "décembre"),
    ];
    let name = DAYS[date.weekday().num_days_from_monday() as usize % 7][lang];
    let month = MONTHS[date.month0() as usize % 12][lang];
    let (day, year) = (date.day(), date.year());
    match lang {
        Lang::En => format!("{name}, {month}\u{a0}{day}, {year}"),
        Lang::Fr => {
            let day = if day == 1 {
                "1er".to_owned()
            } else {
                day.to_string()
            };
            format!("Le {name} {day}\u{a0}{month} {year}")
        }
    }
}

/// The line a side starts with.
pub(in crate::export) fn title(title: &str, lang: Lang) -> String {
    let label = NOTE[lang];
    if title.is_empty() {
        label.to_owned()
    } else {
        format!("{} {title}", with_colon(label, lang))
    }
}

/// A date as it is published: `Jun 19, 2025`, `19 juin 2025`, `10 déc. 2025`.
pub(in crate::export) fn date(date: NaiveDate, lang: Lang) -> String {
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
    fn names_are_printed_as_they_are_spoken() {
        for (published, spoken) in [
            ("Ali, Shafqat (Hon.)", "The Honourable Shafqat Ali"),
            ("Ali, Shafqat (L’hon.)", "L’honorable Shafqat Ali"),
            (
                "Tremblay-Roy, Anne (Le très hon.)",
                "Le très honorable Anne Tremblay-Roy",
            ),
            ("Somebody", "Somebody"),
        ] {
            assert_eq!(person(published), spoken);
        }
    }

    #[test]
    fn dates_in_full_name_the_day() {
        let day = "2026-12-01".parse().unwrap();
        assert_eq!(long_date(day, Lang::En), "Tuesday, December\u{a0}1, 2026");
        assert_eq!(long_date(day, Lang::Fr), "Le mardi 1er\u{a0}décembre 2026");
        assert_eq!(notes(1, Lang::Fr), "1\u{a0}note");
        assert_eq!(notes(0, Lang::En), "0\u{a0}notes");
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
