//! Which paragraphs of a Word document are labels of a note, and how they stand out.

use super::model::{Item, Paragraph, text_of};
use crate::import::labels::{Field, Label, named};
use crate::import::marks;

/// The level of the headings that are labels of sections: where labels stand as headings, nothing
/// else is one.
pub(super) fn label_level(items: &[Item]) -> Option<u8> {
    let mut counts = [0_usize; 10];
    walk(items, &mut |paragraph| {
        if let Some(level) = paragraph.heading
            && let Some((label, _)) = label_of(&text_of(&paragraph.spans), true)
            && matches!(label.field, Field::Section(_))
        {
            counts[usize::from(level.min(9))] += 1;
        }
    });
    let most = counts.iter().copied().max().filter(|most| *most >= 2)?;
    let level = counts.iter().position(|count| *count == most)?;
    u8::try_from(level).ok()
}

/// Shows every paragraph of these items, those in tables included.
pub(super) fn walk(items: &[Item], see: &mut dyn FnMut(&Paragraph)) {
    for item in items {
        match item {
            Item::Paragraph(paragraph) => see(paragraph),
            Item::Table(table) => {
                for cell in table.cells() {
                    walk(&cell.items, see);
                }
            }
        }
    }
}

/// The label that a paragraph's text starts with, and how many bytes it takes. A label in both
/// languages, `Background / Contexte`, is one of neither.
pub(super) fn label_of(raw: &str, heading: bool) -> Option<(Label<'_>, usize)> {
    let lead = raw.len() - raw.trim_start().len();
    let text = raw.trim();
    let length =
        |text: &str, from: usize| from + text.find([':', '\t']).map_or(text.len(), |at| at + 1);
    if let Some(label) = named(text, heading) {
        return Some((label, length(text, lead)));
    }
    if let Some((first, second)) = text.split_once(" / ").or_else(|| text.split_once(" | "))
        && let (Some(one), Some(other)) = (named(first, heading), named(second, heading))
        && one.field == other.field
        && one.lang != other.lang
    {
        let until = raw.len() - second.len();
        let label = Label {
            lang: None,
            ..other
        };
        return Some((label, length(second, until)));
    }
    if !heading {
        return None;
    }
    let (_, rest) = marks::numbered(text)?;
    let label = named(rest, heading)?;
    Some((label, length(rest, lead + text.len() - rest.len())))
}

/// Whether a paragraph of a cell is a label: there it stands out enough, and needs no colon.
pub(super) fn is_cell_label(text: &str) -> bool {
    named(text, true).is_some() || named(&format!("{text}:"), true).is_some()
}

/// A cell's label with the marks of one.
pub(super) fn cell_label(paragraph: &Paragraph) -> Paragraph {
    let mut label = paragraph.clone();
    label.bold = true;
    let text = label.text();
    if named(&text, true).is_none() && is_cell_label(&text) {
        label.spans.extend(Paragraph::of(":").spans);
    }
    label
}
