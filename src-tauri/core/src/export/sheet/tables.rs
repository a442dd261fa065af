//! Tables: those of the text, the one with a note's metadata, and the one that holds two sides.

use super::content::Writer;
use super::spans::Spans;
use super::{Look, Paragraph, Role, Row, Table, TableKind};
use crate::document::{Block, Document, Inline};
use crate::lang::Lang;

/// The most columns a table may have in Word.
const MAX_COLUMNS: usize = 63;

/// A table of the text. Its columns share the width by the length of what they hold.
pub(super) fn data(
    writer: &mut Writer<'_>,
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    width: i32,
    indent: i32,
) -> Table {
    let columns = head.len().clamp(1, MAX_COLUMNS);
    let width = usize::try_from(width - indent)
        .unwrap_or(0)
        .max(columns * 300);
    let mut weights = vec![0_usize; columns];
    for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
        for (weight, cell) in weights.iter_mut().zip(row) {
            *weight = (*weight).max(length(cell).clamp(6, 40));
        }
    }
    let mut written = Vec::with_capacity(rows.len() + 1);
    for (index, row) in std::iter::once(head)
        .chain(rows.iter().map(Vec::as_slice))
        .enumerate()
    {
        let look = if index == 0 {
            Look::BOLD
        } else {
            Look::default()
        };
        let mut cells = Vec::with_capacity(columns);
        for column in 0..columns {
            let content = row.get(column).map_or(&[][..], Vec::as_slice);
            let mut cell = vec![writer.cell(content, look)];
            // What stands beyond the last column Word can have goes into that column.
            if column + 1 == columns {
                for content in row.iter().skip(columns) {
                    cell.push(writer.cell(content, look));
                }
            }
            cells.push(cell);
        }
        written.push(Row { whole: true, cells });
    }
    Table {
        kind: TableKind::Data,
        lang: writer.lang,
        columns: shares(width, &weights),
        align: Vec::new(),
        indent,
        rows: written,
    }
}

/// The metadata of a note: labels and values.
pub(super) fn metadata(lines: &[(String, String)], width: i32, lang: Lang) -> Table {
    let text = |text: &str, look: Look| {
        let spans = Spans::of(text, look, lang);
        vec![Paragraph::new(Role::TableText, lang, spans)]
    };
    let rows = lines.iter().map(|(label, value)| Row {
        whole: true,
        cells: vec![text(label, Look::BOLD), text(value, Look::default())],
    });
    Table {
        kind: TableKind::Metadata,
        lang,
        columns: shares(usize::try_from(width).unwrap_or(0), &[28, 72]),
        align: Vec::new(),
        indent: 0,
        rows: rows.collect(),
    }
}

/// A table of two columns with the two sides. Its first row names the languages.
pub(super) fn sides(rows: Vec<Row>, width: i32) -> Table {
    Table {
        kind: TableKind::Sides,
        lang: Lang::En,
        columns: shares(usize::try_from(width).unwrap_or(0), &[1, 1]),
        align: Vec::new(),
        indent: 0,
        rows,
    }
}

/// `width` shared out by weight.
fn shares(width: usize, weights: &[usize]) -> Vec<usize> {
    let total = weights.iter().sum::<usize>().max(1);
    weights
        .iter()
        .map(|weight| width * weight / total)
        .collect()
}

/// About how many characters a cell shows.
fn length(cell: &[Inline]) -> usize {
    let document = Document {
        blocks: vec![Block::Paragraph(cell.to_vec())],
    };
    document.plain_text().chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_width_by_weight() {
        assert_eq!(shares(1_000, &[1, 3]), [250, 750]);
        assert_eq!(shares(1_000, &[0, 0]), [0, 0]);
    }
}
