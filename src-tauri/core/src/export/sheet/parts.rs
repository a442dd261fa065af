//! A side of a note as the parts it is printed in, in order.

use crate::document::{self, Document};
use crate::lang::Lang;
use crate::note::{Note, Side};
use crate::registry;
use crate::section::{Section, with_colon};

use super::text::clean;
use super::words;

/// A headed part of a side.
pub(super) struct Part {
    pub(super) section: Section,
    pub(super) heading: String,
    /// The level of its heading.
    pub(super) level: usize,
    pub(super) document: Document,
    /// Whether it is read aloud.
    pub(super) aloud: bool,
    /// What it shows when it has no text.
    pub(super) empty: &'static str,
}

/// The parts of a side: issue, response, if-pressed topics, background, additional information.
pub(super) fn parts(side: &Side, lang: Lang) -> Vec<Part> {
    let mut parts = Vec::new();
    for section in Section::BODY {
        let aloud = section == Section::Response;
        let pressed = aloud && !side.if_pressed.is_empty();
        parts.push(Part {
            section,
            heading: with_colon(section.heading(lang), lang),
            level: 2,
            document: document::parse(side.text(section).unwrap_or_default()),
            aloud,
            empty: match section {
                Section::AdditionalInformation => words::NONE[lang],
                _ if pressed => "",
                _ => words::EMPTY,
            },
        });
        if aloud {
            parts.extend(side.if_pressed.iter().map(|block| Part {
                section: Section::IfPressed,
                heading: if_pressed_heading(&block.topic, lang),
                level: 3,
                document: document::parse(&block.text),
                aloud: true,
                empty: words::EMPTY,
            }));
        }
    }
    parts
}

fn if_pressed_heading(topic: &str, lang: Lang) -> String {
    let label = Section::IfPressed.heading(lang);
    if topic.trim().is_empty() {
        label.to_owned()
    } else {
        format!("{} {topic}", with_colon(label, lang))
    }
}

/// The lines of a note's metadata: label and value. The minister's name is left out where the
/// reference tables do not know who held the title on the note's date.
pub(super) fn metadata(note: &Note, lang: Lang) -> Vec<(String, String)> {
    let meta = &note.meta;
    let in_office = meta
        .date
        .zip(registry::minister(&meta.minister))
        .and_then(|(date, minister)| minister.in_office(date));
    let date = meta.date.map(|date| words::date(date, lang));
    let lines = [
        (words::REFERENCE, Some(note.reference.to_string())),
        (words::DATE, Some(date.unwrap_or_default())),
        (
            words::ORGANIZATION,
            Some(registry::organization_name(&meta.organization, lang)),
        ),
        (
            words::MINISTER_NAME,
            in_office.map(|term| term.name[lang].to_owned()),
        ),
        (
            words::MINISTER_TITLE,
            Some(registry::minister_title(&meta.minister, lang)),
        ),
    ];
    lines
        .into_iter()
        .filter_map(|(label, value)| {
            let value = clean(&value?);
            let shown = if value.trim().is_empty() {
                words::EMPTY.to_owned()
            } else {
                value
            };
            Some((with_colon(label[lang], lang), shown))
        })
        .collect()
}
