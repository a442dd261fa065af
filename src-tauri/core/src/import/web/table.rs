//! A table of a page → a table of ours: cells that reach over several columns or rows stand in the
//! first of them.

use dom_query::NodeRef;

use super::page::{inline_text, is_skipped};
use crate::document::{Block, Inline};

/// The most columns that a cell reaches over, and a table has.
const MOST_COLUMNS: usize = 60;

/// The most rows that a cell reaches over.
const MOST_ROWS: usize = 2_000;

/// The table, with its caption before it; nothing where it has no words.
pub(super) fn blocks(table: &NodeRef<'_>) -> Vec<Block> {
    let mut caption = None;
    let mut rows = Vec::new();
    gather(table, &mut caption, &mut rows);
    let mut grid: Vec<Vec<Vec<Inline>>> = Vec::new();
    // For each column, how many rows a cell above still reaches down.
    let mut reach: Vec<usize> = Vec::new();
    for row in &rows {
        let mut cells: Vec<Vec<Inline>> = Vec::new();
        let mut over = row.iter();
        loop {
            if let Some(left) = reach.get_mut(cells.len()).filter(|left| **left > 0) {
                *left -= 1;
                cells.push(Vec::new());
                continue;
            }
            let Some(cell) = over.next() else { break };
            if cells.len() >= MOST_COLUMNS {
                break;
            }
            let (columns, down) = (
                span(cell, "colspan", MOST_COLUMNS),
                span(cell, "rowspan", MOST_ROWS),
            );
            let mut content = Some(inline_text(cell));
            for _ in 0..columns.min(MOST_COLUMNS - cells.len()) {
                if reach.len() <= cells.len() {
                    reach.resize(cells.len() + 1, 0);
                }
                reach[cells.len()] = down - 1;
                cells.push(content.take().unwrap_or_default());
            }
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            grid.push(cells);
        }
    }
    let mut out: Vec<Block> = caption.map(Block::Paragraph).into_iter().collect();
    let columns = grid.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return out;
    }
    for row in &mut grid {
        row.resize_with(columns, Vec::new);
    }
    // A single column is no table: its rows are paragraphs.
    if columns == 1 {
        let cells = grid.into_iter().flatten();
        out.extend(cells.map(Block::Paragraph));
        return out;
    }
    let mut grid = grid.into_iter();
    if let Some(head) = grid.next() {
        out.push(Block::Table {
            align: vec![None; head.len()],
            head,
            rows: grid.collect(),
        });
    }
    out
}

fn gather<'a>(
    node: &NodeRef<'a>,
    caption: &mut Option<Vec<Inline>>,
    rows: &mut Vec<Vec<NodeRef<'a>>>,
) {
    for child in node.element_children() {
        if is_skipped(&child) {
            continue;
        }
        match child.node_name().as_deref() {
            Some("caption") => {
                *caption = Some(inline_text(&child)).filter(|text| !text.is_empty());
            }
            Some("tr") => {
                let cells = child.element_children().into_iter();
                let is_cell =
                    |cell: &NodeRef<'a>| matches!(cell.node_name().as_deref(), Some("td" | "th"));
                rows.push(cells.filter(is_cell).collect());
            }
            Some("thead" | "tbody" | "tfoot") => gather(&child, caption, rows),
            _ => {}
        }
    }
}

fn span(cell: &NodeRef<'_>, name: &str, most: usize) -> usize {
    let span = cell.attr(name).and_then(|span| span.trim().parse().ok());
    span.unwrap_or(1).clamp(1, most)
}
