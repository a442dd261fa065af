//! A table of a Word document → one that Markdown has.

use super::blocks::Reading;
use super::model::{Item, Mark, Number, Row, Table};
use crate::document::{Align, Block, Inline};

/// A table has no more cells than this with those that only fill its rows.
const MOST_CELLS: usize = 200_000;

impl Reading<'_> {
    /// A table as Markdown has it: each cell a row of inlines, a line for each of its paragraphs.
    pub(super) fn table(self, table: &Table) -> Option<Block> {
        let width = |spans: bool| {
            let row = |row: &Row| -> usize {
                row.cells
                    .iter()
                    .map(|cell| if spans { cell.span } else { 1 })
                    .sum()
            };
            table.rows.iter().map(row).max().unwrap_or(0)
        };
        let spans = width(true) * table.rows.len() <= MOST_CELLS;
        let columns = width(spans);
        let mut rows: Vec<Vec<Vec<Inline>>> = Vec::with_capacity(table.rows.len());
        for (at, row) in table.rows.iter().enumerate() {
            let mut cells: Vec<Vec<Inline>> = Vec::new();
            let bold = row
                .cells
                .iter()
                .flat_map(|cell| &cell.items)
                .all(|item| matches!(item, Item::Paragraph(paragraph) if paragraph.is_bold()));
            for cell in &row.cells {
                let mut content = Vec::new();
                self.cell(&cell.items, at == 0 && bold, &mut content);
                cells.push(content);
                if spans {
                    cells.extend((1..cell.span).map(|_| Vec::new()));
                }
            }
            if cells.len() * table.rows.len() <= MOST_CELLS {
                cells.resize(columns.max(cells.len()), Vec::new());
            }
            if cells.iter().any(|cell| !cell.is_empty()) || at == 0 {
                rows.push(cells);
            }
        }
        let mut rows = rows.into_iter();
        let head = rows.next()?;
        let rows: Vec<_> = rows.collect();
        let empty = head.iter().all(Vec::is_empty) && rows.is_empty();
        (!empty).then(|| Block::Table {
            align: aligned(table, head.len()),
            head,
            rows,
        })
    }

    fn cell(self, items: &[Item], unbold: bool, content: &mut Vec<Inline>) {
        for item in items {
            if item.is_blank() {
                continue;
            }
            match item {
                Item::Paragraph(paragraph) => {
                    if !content.is_empty() {
                        content.push(Inline::HardBreak);
                    }
                    match &paragraph.number {
                        Some(Number {
                            mark: Mark::Bullet, ..
                        }) => {
                            content.push(Inline::Text("• ".to_owned()));
                        }
                        Some(Number {
                            mark: Mark::Counted { label, .. },
                            ..
                        }) => {
                            content.push(Inline::Text(format!("{label} ")));
                        }
                        None => {}
                    }
                    let mut spans = paragraph.spans.clone();
                    if unbold {
                        for span in &mut spans {
                            span.look.bold = false;
                        }
                    }
                    content.extend(self.inlines(&spans));
                }
                Item::Table(table) => {
                    for cell in table.cells() {
                        self.cell(&cell.items, false, content);
                    }
                }
            }
        }
    }
}

/// How the text of each column stands in it: as that of all its cells below the header does. A cell
/// that takes several columns tells of none.
fn aligned(table: &Table, columns: usize) -> Vec<Option<Align>> {
    let mut stands: Vec<Option<Option<Align>>> = vec![None; columns];
    let below = usize::from(table.rows.len() > 1);
    for row in table.rows.iter().skip(below) {
        let mut at = 0;
        for cell in &row.cells {
            if let Some(stands) = stands.get_mut(at).filter(|_| cell.span == 1) {
                for item in &cell.items {
                    let align = match item {
                        Item::Paragraph(paragraph) => paragraph.align,
                        Item::Table(_) => None,
                    };
                    let same = stands.is_none_or(|before| before == align);
                    *stands = Some(align.filter(|_| same));
                }
            }
            at += cell.span;
        }
    }
    stands.into_iter().map(Option::flatten).collect()
}
