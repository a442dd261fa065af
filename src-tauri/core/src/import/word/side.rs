//! The blocks of a side's sections → its text in Markdown.

use std::collections::BTreeMap;

use super::blocks::Reading;
use super::model::{Item, Mark, Number, Paragraph, Role, text_of};
use super::typed;
use crate::document::Document;
use crate::import::if_pressed::{self, Head};
use crate::lang::Lang;
use crate::note::{IfPressed, Side, body_text};
use crate::registry::folded;
use crate::section::{Section, with_colon};

/// A side's sections have headings of level 2 and 3 in the note's file: those of its text are
/// below.
const FIRST_HEADING: u8 = 4;

/// A side of these sections; `base` is the level of the headings that their labels are.
pub(super) fn side(
    title: String,
    sections: &BTreeMap<Section, Vec<Item>>,
    reading: Reading<'_>,
    base: Option<u8>,
    lang: Lang,
) -> Side {
    let body = |section: Section| -> Vec<Item> {
        let Some(items) = sections.get(&section) else {
            return Vec::new();
        };
        let none = section == Section::AdditionalInformation && is_none(items);
        if is_dash(items) || none {
            return Vec::new();
        }
        items.clone()
    };
    let text = |section: Section| markdown(&body(section), reading, base);
    let (response, if_pressed) = pressed(body(Section::Response), reading, base, lang);
    Side {
        title,
        question: text(Section::Question),
        response,
        if_pressed,
        background: text(Section::Background),
        additional_information: text(Section::AdditionalInformation),
    }
}

/// The Markdown of blocks that stand under a heading of level `base`, or under none.
fn markdown(items: &[Item], reading: Reading<'_>, base: Option<u8>) -> String {
    let levels = items.iter().filter_map(|item| match item {
        Item::Paragraph(paragraph) => paragraph.heading,
        Item::Table(_) => None,
    });
    let first = base.map_or_else(|| levels.min().unwrap_or(1), |base| base + 1);
    let level = |own: u8| {
        FIRST_HEADING
            .saturating_add(own.saturating_sub(first))
            .min(6)
    };
    let blocks = reading.blocks(items, &level);
    body_text(&Document { blocks }.to_markdown())
}

/// A response and its if-pressed blocks.
fn pressed(
    items: Vec<Item>,
    reading: Reading<'_>,
    base: Option<u8>,
    lang: Lang,
) -> (String, Vec<IfPressed>) {
    let items = if reading.own {
        items
    } else {
        typed::listed(&items)
    };
    let by_heading = reading.own || items.iter().any(|item| is_headed(item, lang));
    let mut found: Vec<(Option<Head>, Vec<Item>)> = vec![(None, Vec::new())];
    for item in items {
        let within = found
            .last()
            .and_then(|(head, _)| head.as_ref())
            .is_some_and(|head| head.lettered);
        let Item::Paragraph(paragraph) = &item else {
            push(&mut found, item);
            continue;
        };
        let head = match own_topic(paragraph, lang).filter(|_| reading.own) {
            Some(topic) => Some(Head {
                topic,
                text: String::new(),
                lettered: false,
            }),
            None if reading.own => None,
            None => head(paragraph, within, by_heading),
        };
        if let Some(head) = head {
            let text = (!head.text.is_empty()).then(|| Item::Paragraph(Paragraph::of(&head.text)));
            found.push((Some(head), text.into_iter().collect()));
            continue;
        }
        if !reading.own && within {
            let raw = text_of(&paragraph.spans);
            if let Some(answer) = if_pressed::answer(raw.trim_end()) {
                let mut rest = paragraph.without_start(raw.trim_end().len() - answer.len());
                rest.number = None;
                if !rest.is_blank() {
                    push(&mut found, Item::Paragraph(rest));
                }
                continue;
            }
        }
        if !reading.own && if_pressed::is_key_messages(&paragraph.text()) {
            let text = paragraph.text();
            let mut line = Paragraph::of(text.trim_end_matches([':', ' ', '\u{a0}', '\u{202f}']));
            for span in &mut line.spans {
                span.look.bold = true;
            }
            push(&mut found, Item::Paragraph(line));
            continue;
        }
        push(&mut found, item);
    }
    let mut found = found.into_iter();
    let response = found
        .next()
        .map(|(_, items)| markdown(&items, reading, base));
    let blocks = found
        .map(|(head, items)| block(head.unwrap_or_default(), &items, reading, base))
        .collect();
    (response.unwrap_or_default(), blocks)
}

fn push(found: &mut [(Option<Head>, Vec<Item>)], item: Item) {
    if let Some((_, items)) = found.last_mut() {
        items.push(item);
    }
}

fn block(head: Head, items: &[Item], reading: Reading<'_>, base: Option<u8>) -> IfPressed {
    let items = if is_dash(items) { &[] } else { items };
    let mut text = markdown(items, reading, base.map(|base| base + 1));
    let is_text = head.is_text();
    let mut topic = head.topic;
    if text.is_empty() && is_text && !reading.own {
        text = markdown(&[Item::Paragraph(Paragraph::of(&topic))], reading, None);
        topic = String::new();
    }
    IfPressed { topic, text }
}

/// The topic of a heading as our own files write it.
fn own_topic(paragraph: &Paragraph, lang: Lang) -> Option<String> {
    paragraph.heading?;
    let text = paragraph.text();
    let label = Section::IfPressed.heading(lang);
    if text == label {
        return Some(String::new());
    }
    let topic = text.strip_prefix(&with_colon(label, lang))?;
    Some(topic.trim().to_owned())
}

fn is_headed(item: &Item, lang: Lang) -> bool {
    matches!(item, Item::Paragraph(paragraph)
        if paragraph.heading.is_some()
            && (own_topic(paragraph, lang).is_some()
                || if_pressed::head(&paragraph.text(), false).is_some()))
}

/// The head of a block that a paragraph is: a heading where heads are headings; an item of a list
/// only with a colon or brackets.
fn head(paragraph: &Paragraph, within: bool, by_heading: bool) -> Option<Head> {
    if by_heading && paragraph.heading.is_none() && !within {
        return None;
    }
    if matches!(paragraph.role, Role::Code | Role::Quote) {
        return None;
    }
    let text = paragraph.text().replace('\n', " ");
    let head = if_pressed::head(&text, within)?;
    let fits = match &paragraph.number {
        None => true,
        Some(number) => {
            number.level == 0
                && (head.topic.is_empty() || head.lettered || text.contains([':', '(']))
        }
    };
    fits.then_some(head)
}

/// The text of items that hold one paragraph, or one bullet.
fn only_line(items: &[Item]) -> Option<String> {
    let mut filled = items.iter().filter(|item| match item {
        Item::Paragraph(paragraph) => !paragraph.is_blank() || paragraph.role != Role::Text,
        Item::Table(_) => true,
    });
    let Some(Item::Paragraph(paragraph)) = filled.next() else {
        return None;
    };
    let is_line = paragraph.heading.is_none()
        && paragraph.role == Role::Text
        && matches!(
            paragraph.number,
            None | Some(Number {
                mark: Mark::Bullet,
                ..
            })
        );
    (is_line && filled.next().is_none()).then(|| paragraph.text())
}

/// Whether a section is empty as the dataset and our own files write it.
fn is_dash(items: &[Item]) -> bool {
    only_line(items).is_some_and(|text| matches!(text.as_str(), "-" | "–" | "—"))
}

/// Whether additional information is empty as the page writes it.
pub(super) fn is_none(items: &[Item]) -> bool {
    only_line(items)
        .is_some_and(|text| matches!(folded(&text).as_str(), "none" | "aucun" | "aucune"))
}
