//! The metadata lines of a note's page: gathered as text, then looked up in the reference tables.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ImportedNote;
use super::dates::parse_date;
use super::labels::Field;
use super::lines::ends_leading_on;
use crate::lang::{Bilingual, Lang};
use crate::problem::{Problem, ProblemCode};
use crate::registry;

/// The values of one side's labels, as written.
#[derive(Debug, Default)]
pub(super) struct Values {
    values: BTreeMap<Field, Value>,
}

#[derive(Debug, Default)]
struct Value {
    text: String,
    /// Whether a blank line ended it.
    closed: bool,
}

impl Values {
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Whether a field has a value.
    pub(super) fn has(&self, field: Field) -> bool {
        self.values.contains_key(&field)
    }

    /// A blank line stands after the value.
    pub(super) fn close(&mut self, field: Field) {
        if let Some(value) = self.values.get_mut(&field) {
            value.closed = true;
        }
    }

    /// The value as written; empty where there is none.
    pub(super) fn text(&self, field: Field) -> String {
        self.values
            .get(&field)
            .map(|value| value.text.clone())
            .unwrap_or_default()
    }

    /// Takes a line as a field's value or as the rest of it; `false` where it can be neither.
    pub(super) fn go_on(&mut self, field: Field, text: &str) -> bool {
        if matches!(field, Field::About | Field::Side | Field::Section(_)) {
            return false;
        }
        let Some(value) = self.values.get_mut(&field) else {
            let text = text.to_owned();
            self.values.insert(
                field,
                Value {
                    text,
                    closed: false,
                },
            );
            return true;
        };
        let joined = format!("{} {text}", value.text);
        let goes_on = !value.closed
            && match field {
                Field::Title => {
                    ends_leading_on(&value.text)
                        || text.starts_with(|c: char| c.is_lowercase() || ":;,!?)»".contains(c))
                        || value.text.chars().count() >= 60
                }
                Field::Organization => registry::organization_named(&joined).is_some(),
                Field::MinisterTitle => registry::minister_titled(&joined).is_some(),
                _ => false,
            };
        if goes_on {
            value.text = joined;
        }
        goes_on
    }
}

/// Puts the values of both sides into the note, and reports what is unknown or differs.
pub(super) fn take(values: &Bilingual<Values>, note: &mut ImportedNote) {
    take_reference(values, note);
    note.date = agreed(values, Field::Date, "date", note, |text, problems| {
        let date = parse_date(text);
        if date.is_none() {
            problems.push(Problem::new(ProblemCode::BadDate).with("value", text));
        }
        date
    });
    note.organization = agreed(
        values,
        Field::Organization,
        "organization",
        note,
        |text, problems| {
            if let Some(known) = registry::organization_named(text) {
                return Some(known.code.to_owned());
            }
            report_once(problems, ProblemCode::UnknownOrganization, text);
            Some(text.to_owned())
        },
    )
    .unwrap_or_default();
    note.minister = agreed(
        values,
        Field::MinisterTitle,
        "minister",
        note,
        |text, problems| {
            if let Some(known) = registry::minister_titled(text) {
                return Some(known.code.to_owned());
            }
            report_once(problems, ProblemCode::UnknownMinister, text);
            Some(text.to_owned())
        },
    )
    .unwrap_or_default();
    check_name(values, note);
}

fn report_once(problems: &mut Vec<Problem>, code: ProblemCode, value: &str) {
    let problem = Problem::new(code).with("value", value);
    if !problems.contains(&problem) {
        problems.push(problem);
    }
}

/// The reference number of the first side that has a usable one.
fn take_reference(values: &Bilingual<Values>, note: &mut ImportedNote) {
    for (lang, values) in values.iter() {
        let text = values.text(Field::Reference);
        if text.is_empty() {
            continue;
        }
        match (text.parse(), &note.reference) {
            (Ok(reference), None) => note.reference = Some(reference),
            (Ok(reference), Some(first)) if reference == *first => {}
            (Ok(_), Some(_)) => note.problems.push(differs(lang, "reference", &text)),
            (Err(_), _) => note.problems.push(
                Problem::new(ProblemCode::BadReference)
                    .in_side(lang)
                    .with("reference", text),
            ),
        }
    }
}

fn differs(lang: Lang, field: &str, value: &str) -> Problem {
    Problem::new(ProblemCode::MetadataDiffers)
        .in_side(lang)
        .with("field", field)
        .with("value", value)
}

/// What both sides say about a field; the English one where they differ, which is reported.
fn agreed<T: PartialEq>(
    values: &Bilingual<Values>,
    field: Field,
    name: &str,
    note: &mut ImportedNote,
    mut read: impl FnMut(&str, &mut Vec<Problem>) -> Option<T>,
) -> Option<T> {
    let mut found: Option<T> = None;
    for (lang, values) in values.iter() {
        let text = values.text(field);
        if text.is_empty() {
            continue;
        }
        let value = read(&text, &mut note.problems);
        match (&found, value) {
            (None, value) => found = value,
            (Some(first), Some(value)) if *first != value => {
                note.problems.push(differs(lang, name, &text));
            }
            _ => {}
        }
    }
    found
}

/// The minister's name follows from the title and the date; where it does not, it is reported.
fn check_name(values: &Bilingual<Values>, note: &mut ImportedNote) {
    let holds = |name: &str, date: NaiveDate| {
        registry::minister(&note.minister).is_some_and(|minister| {
            minister.terms.iter().any(|term| {
                term.holds(date)
                    && term
                        .name
                        .iter()
                        .any(|(_, held)| registry::same_person(held, name))
            })
        })
    };
    let mut problems = Vec::new();
    for (_, values) in values.iter() {
        let name = values.text(Field::MinisterName);
        if !name.is_empty() && !note.date.is_some_and(|date| holds(&name, date)) {
            report_once(&mut problems, ProblemCode::MinisterNotInOffice, &name);
        }
    }
    note.problems.extend(problems);
}
