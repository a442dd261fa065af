//! A Word file → notes or a policy.
//!
//! The package is unpacked within limits (`package`), its parts are read element by element
//! (`part`) into paragraphs and tables with what Word knows of them (`file`, `body`, `runs`,
//! `styles`, `numbering` → `model`), and those become a note (`note`, `columns`, `side`) or a policy
//! (`policy`) by way of the document's own blocks (`blocks`). Only what Word shows is taken.
//!
//! Tracked changes count as accepted; a footnote's text stands in parentheses where its mark stood;
//! comments and pictures are left out. All of it is told.

mod blocks;
mod body;
mod columns;
mod file;
mod head;
mod inlines;
mod label;
mod model;
mod note;
mod numbering;
mod package;
mod part;
mod policy;
mod report;
mod runs;
mod side;
mod styles;
mod symbols;
mod tables;
#[cfg(test)]
mod tests;
mod typed;

use self::blocks::Reading;
use self::file::WordFile;
use self::model::{Cell, Item, Paragraph, text_of};
use super::labels::{self, Field};
use super::left_out::LeftOut;
use super::{ImportError, Imported};
use crate::note::{Reference, Status};
use crate::xml::{Element, Node};

/// Reads a Word file: one policy, one note, or the notes of a binder in order. `kind` names what
/// the file is said to be, `name` is a policy's title where the file has none.
pub(super) fn read(bytes: &[u8], kind: &str, name: &str) -> Result<Vec<Imported>, ImportError> {
    let mut file = WordFile::read(bytes, kind)?;
    let mut items = Vec::with_capacity(file.items.len());
    let mut numbers = Vec::with_capacity(file.items.len());
    for (number, item) in std::mem::take(&mut file.items).into_iter().enumerate() {
        match item {
            Item::Paragraph(paragraph) if paragraph.role == model::Role::Contents => {
                file.report.contents.push(paragraph.text());
            }
            item => {
                items.push(item);
                numbers.push(number);
            }
        }
    }
    if !items
        .iter()
        .any(|item| item.text().contains(char::is_alphanumeric))
    {
        return Err(ImportError::Empty);
    }
    let reading = Reading {
        own: file.properties.own,
        labels: false,
        sources: &file.sources,
    };
    if !labels::is_note(&outline(&items)) {
        let mut policy = policy::read(&items, &file.properties, reading, name);
        policy
            .problems
            .extend(std::mem::take(&mut file.report).problems());
        return Ok(vec![Imported::Policy(Box::new(policy))]);
    }
    let (before, parts) = notes_of(&items, reading);
    let single = parts.len() == 1;
    let mut notes = Vec::new();
    for (from, to) in parts {
        let mut note = note::read(&items[from..to], reading);
        let place = |at: usize| numbers.get(at).copied().unwrap_or(usize::MAX);
        let marking = file.marking(place(from), place(to - 1).saturating_add(1));
        note.marking = note.marking.max(marking);
        note.status = Some(Status::Draft);
        if single {
            note.status = file.properties.status.parse().ok().or(note.status);
            let own = reading.own;
            note.tags = if own {
                tags(&file.properties.keywords)
            } else {
                Vec::new()
            };
        }
        notes.push(note);
    }
    if let Some(first) = notes.first_mut() {
        let mut left_out = LeftOut::default();
        left_out.add(&before);
        first.problems.extend(left_out.problems());
        first
            .problems
            .extend(std::mem::take(&mut file.report).problems());
    }
    Ok(notes
        .into_iter()
        .map(|note| Imported::Note(Box::new(note)))
        .collect())
}

/// The themes that a file's keywords are.
fn tags(keywords: &str) -> Vec<String> {
    let tags = keywords.split(';').map(str::trim);
    tags.filter(|tag| !tag.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Where the notes of a file begin and end, and the words that stand before and between several: a
/// cover, the dividers of our own binders. A file with titles and at most one reference number is one note.
fn notes_of(items: &[Item], reading: Reading<'_>) -> (String, Vec<(usize, usize)>) {
    let whole = (String::new(), vec![(0, items.len())]);
    let mut starts: Vec<usize> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if begins(item) {
            starts.push(at);
        }
    }
    let Some(first) = starts.first().copied().filter(|_| starts.len() > 1) else {
        return whole;
    };
    let mut parts: Vec<(usize, usize, Option<Reference>)> = Vec::new();
    for (number, from) in starts.iter().enumerate() {
        let to = starts.get(number + 1).copied().unwrap_or(items.len());
        let reference = note::read(&items[*from..to], reading).reference;
        match parts.last_mut() {
            Some((_, end, last)) if reference.is_none() || *last == reference || last.is_none() => {
                *end = to;
                *last = last.take().or(reference);
            }
            _ => parts.push((*from, to, reference)),
        }
    }
    if parts.len() < 2 {
        return whole;
    }
    let mut beside: Vec<String> = items[..first].iter().map(Item::text).collect();
    let parts = parts
        .into_iter()
        .map(|(from, to, _)| {
            let divides = |item: &Item| {
                reading.own
                    && matches!(item, Item::Paragraph(paragraph) if paragraph.heading == Some(1))
                    && !begins(item)
            };
            let divider = items[from..to].iter().position(divides);
            let end = divider.map_or(to, |at| from + at);
            beside.extend(items[end..to].iter().map(Item::text));
            (from, end)
        })
        .collect();
    (beside.join("\n"), parts)
}

/// Whether a note's title stands at the start of a block.
fn begins(item: &Item) -> bool {
    let is_title = |paragraph: &Paragraph| {
        let raw = text_of(&paragraph.spans);
        let heading = paragraph.heading.is_some() || paragraph.is_bold();
        label::label_of(&raw, heading)
            .is_some_and(|(label, _)| label.field == Field::Title && label.marked)
    };
    match item {
        Item::Paragraph(paragraph) => is_title(paragraph),
        Item::Table(table) => table
            .rows
            .iter()
            .take(2)
            .flat_map(|row| &row.cells)
            .any(|cell| {
                let first = cell.items.iter().find(|item| !item.is_blank());
                matches!(first, Some(Item::Paragraph(paragraph)) if is_title(paragraph))
            }),
    }
}

/// The document as lines from which to tell a note from a policy: what stands out is marked.
fn outline(items: &[Item]) -> String {
    let mut out = String::new();
    for item in items {
        match item {
            Item::Paragraph(paragraph) => line(paragraph, false, &mut out),
            Item::Table(table) => {
                for cell in table.cells() {
                    let alone = cell.items.iter().filter(|item| !item.is_blank()).count() == 1;
                    cell_lines(cell, alone, &mut out);
                }
            }
        }
    }
    out
}

fn cell_lines(cell: &Cell, alone: bool, out: &mut String) {
    for item in &cell.items {
        match item {
            Item::Paragraph(paragraph) => line(paragraph, alone, out),
            Item::Table(_) => out.push_str(&outline(std::slice::from_ref(item))),
        }
    }
}

fn line(paragraph: &Paragraph, stands_out: bool, out: &mut String) {
    let raw = text_of(&paragraph.spans);
    let marked = stands_out || paragraph.heading.is_some() || paragraph.is_bold();
    let label = label::label_of(&raw, marked);
    let text = raw.trim().replace('\n', " ");
    match label {
        // A label in both languages, or with a number, reads as one.
        Some((label, length)) if marked => {
            let name = raw[..length.min(raw.len())].trim();
            let name = name.rsplit(" / ").next().unwrap_or(name);
            let name = super::marks::numbered(name).map_or(name, |(_, rest)| rest);
            out.push_str(&format!("# {} {}", name, label.value));
        }
        _ => out.push_str(&text),
    }
    out.push('\n');
}

/// The text of an element that holds nothing else.
fn plain(element: &Element) -> String {
    let mut out = String::new();
    for node in &element.children {
        if let Node::Text(text) = node {
            out.push_str(text);
        }
    }
    out.trim().to_owned()
}
