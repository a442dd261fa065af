//! Tables whose columns are the two sides of a note.

use super::label::label_of;
use super::model::{Cell, Item, Row, Table, text_of};
use crate::import::language;
use crate::lang::Lang;
use crate::registry::folded;

/// Which column is what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) en: usize,
    pub(super) fr: usize,
    /// The column with labels for both.
    pub(super) label: Option<usize>,
    /// Whether the first row only names the languages.
    pub(super) named: bool,
}

/// The columns of a table that has the two sides in two of them. `both` says that a label in both
/// languages stands before it, `beside` that such a table came before or may well come.
pub(super) fn of(table: &Table, both: bool, beside: bool) -> Option<Columns> {
    let named = names(table);
    let labelled = labels(table);
    if let Some((en, fr)) = named {
        let label = (0..en.min(fr)).next_back();
        let told = labelled.is_some()
            || both
            || (beside && table.style != "qp table")
            || label.is_some_and(|label| has_labels(table, label));
        return told.then_some(Columns {
            en,
            fr,
            label,
            named: true,
        });
    }
    let (en, fr) = labelled.or_else(|| if both { worded(table) } else { None })?;
    Some(Columns {
        en,
        fr,
        label: None,
        named: false,
    })
}

/// The cells of a row, each with the column it starts in.
pub(super) fn placed(row: &Row) -> Vec<(usize, &Cell)> {
    let mut column = 0;
    row.cells
        .iter()
        .map(|cell| {
            let from = column;
            column += cell.span;
            (from, cell)
        })
        .collect()
}

/// The columns that the first row names `English` and `Français`.
fn names(table: &Table) -> Option<(usize, usize)> {
    let first = placed(table.rows.first()?);
    let column = |words: [&str; 2]| {
        let found = first
            .iter()
            .find(|(_, cell)| words.contains(&folded(&cell.text()).as_str()));
        found.map(|(column, _)| *column)
    };
    Some((
        column(["english", "anglais"])?,
        column(["francais", "french"])?,
    ))
}

/// The language of the label that a cell starts with.
fn label_lang(cell: &Cell) -> Option<Lang> {
    let first = cell.items.iter().find(|item| !item.is_blank())?;
    let Item::Paragraph(paragraph) = first else {
        return None;
    };
    let raw = text_of(&paragraph.spans);
    let (label, _) = label_of(&raw, true)?;
    label.lang.filter(|_| label.marked)
}

/// The two columns of which one has English labels and the other French ones in the same row,
/// where no others are between them.
fn labels(table: &Table) -> Option<(usize, usize)> {
    table.rows.iter().find_map(|row| {
        let cells = placed(row);
        let [(one, first), (other, second)] = cells[..] else {
            return None;
        };
        match (label_lang(first)?, label_lang(second)?) {
            (Lang::En, Lang::Fr) => Some((one, other)),
            (Lang::Fr, Lang::En) => Some((other, one)),
            _ => None,
        }
    })
}

fn has_labels(table: &Table, column: usize) -> bool {
    table.rows.iter().any(|row| {
        placed(row).iter().any(|(at, cell)| {
            let first = cell.items.iter().find(|item| !item.is_blank());
            let Some(Item::Paragraph(paragraph)) = first.filter(|_| *at == column) else {
                return false;
            };
            label_of(&text_of(&paragraph.spans), true).is_some()
        })
    })
}

/// The two columns whose words are in the two languages.
fn worded(table: &Table) -> Option<(usize, usize)> {
    if !table.rows.iter().all(|row| row.cells.len() == 2) {
        return None;
    }
    let lang = |column: usize| {
        let text: Vec<String> = table
            .rows
            .iter()
            .filter_map(|row| row.cells.get(column).map(Cell::text))
            .collect();
        let detected = language::detect(&text.join("\n"));
        detected.certain.then_some(detected.lang)
    };
    match (lang(0)?, lang(1)?) {
        (Lang::En, Lang::Fr) => Some((0, 1)),
        (Lang::Fr, Lang::En) => Some((1, 0)),
        _ => None,
    }
}
