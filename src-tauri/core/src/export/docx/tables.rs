//! Tables: those of the text, and the one with a note's metadata.

use docx_rs::{Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType};

use super::content::Writer;
use super::draft::Draft;
use super::spans::{Look, Spans};
use super::styles;
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
    let grid = shares(width, &weights);
    let mut table_rows = Vec::with_capacity(rows.len() + 1);
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
        for (column, width) in grid.iter().enumerate() {
            let content = row.get(column).map_or(&[][..], Vec::as_slice);
            let mut cell = cell(*width).add_paragraph(writer.cell(content, look));
            // What stands beyond the last column Word can have goes into that column.
            if column + 1 == columns {
                for content in row.iter().skip(columns) {
                    cell = cell.add_paragraph(writer.cell(content, look));
                }
            }
            cells.push(cell);
        }
        table_rows.push(TableRow::new(cells).cant_split());
    }
    sized(table_rows, grid, styles::DATA_TABLE).indent(indent)
}

/// The metadata of a note: labels and values.
pub(super) fn metadata(
    draft: &mut Draft,
    rows: &[(String, String)],
    width: i32,
    lang: Lang,
) -> Table {
    let width = usize::try_from(width).unwrap_or(0);
    let grid = shares(width, &[28, 72]);
    let mut line = |text: &str, look: Look| {
        let mut spans = Spans::new(lang, &mut draft.links);
        spans.text(text, look);
        spans.put_in(Paragraph::new().style(styles::TABLE_TEXT))
    };
    let rows = rows
        .iter()
        .map(|(label, value)| {
            TableRow::new(vec![
                cell(grid[0]).add_paragraph(line(label, Look::BOLD)),
                cell(grid[1]).add_paragraph(line(value, Look::default())),
            ])
            .cant_split()
        })
        .collect();
    sized(rows, grid, styles::METADATA_TABLE)
}

/// A table of two columns with the two sides, each row with whether it must not break over pages.
/// Its first row names the languages.
pub(super) fn sides(rows: impl Iterator<Item = ([TableCell; 2], bool)>, width: i32) -> Table {
    let grid = shares(usize::try_from(width).unwrap_or(0), &[1, 1]);
    let rows = rows
        .map(|(cells, whole)| {
            let cells = cells.into_iter().zip(&grid);
            let cells = cells.map(|(cell, width)| cell.width(*width, WidthType::Dxa));
            let row = TableRow::new(cells.collect());
            if whole { row.cant_split() } else { row }
        })
        .collect();
    sized(rows, grid, styles::SIDES_TABLE)
}

fn sized(rows: Vec<TableRow>, grid: Vec<usize>, style: &str) -> Table {
    let width = grid.iter().sum();
    Table::new(rows)
        .style(style)
        .width(width, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .set_grid(grid)
}

fn cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa)
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
