//! Document → Markdown that reads back as the same document, with as few backslashes as that takes.

mod inlines;

use super::flat::{Stretch, flat, tidied};
use super::{Block, Document, Inline, parse};
use crate::policy::clause_sign;

use inlines::{Place, inline};

/// Markdown numbers no item higher.
const MAX_NUMBER: u64 = 999_999_999;

impl Document {
    /// The document as Markdown: one that [`parse()`] reads back as the same blocks with the same
    /// text, marks, links and citations. Marks that Markdown cannot put there (within a word beside
    /// a punctuation mark) are left out; no word ever is.
    pub fn to_markdown(&self) -> String {
        lines(&self.blocks, false).join("\n")
    }
}

/// The lines of blocks that follow each other; `tight` leaves out the blank lines between them.
fn lines(blocks: &[Block], tight: bool) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // Whether the list before has the second sign of its kind.
    let mut second = false;
    let mut before: Option<&Block> = None;
    for block in blocks {
        second = match (before, block) {
            (Some(Block::List { start: a, .. }), Block::List { start: b, .. }) => {
                a.is_some() == b.is_some() && !second
            }
            _ => false,
        };
        let written = block_lines(block, second);
        if written.is_empty() {
            continue;
        }
        let joins = tight && matches!(block, Block::List { start, items } if joins(*start, items));
        if !out.is_empty() && !joins {
            out.push(String::new());
        }
        out.extend(written);
        before = Some(block);
    }
    out
}

/// Whether a list may follow a paragraph without a blank line and still be one.
fn joins(start: Option<u64>, items: &[Vec<Block>]) -> bool {
    let begins = items
        .first()
        .is_some_and(|item| !lines(item, true).is_empty());
    begins && start.is_none_or(|start| start == 1)
}

fn block_lines(block: &Block, second: bool) -> Vec<String> {
    match block {
        Block::Paragraph(content) => split(&inline(content, Place::Paragraph)),
        Block::Heading { level, content } => {
            let text = inline(content, Place::Heading);
            vec![format!(
                "{} {text}",
                "#".repeat(usize::from((*level).clamp(1, 6)))
            )]
        }
        Block::List { start, items } => list(*start, items, second),
        Block::Table { head, rows } => table(head, rows),
        Block::Quote(blocks) => {
            let quoted = lines(blocks, false);
            quoted
                .iter()
                .map(|line| format!("> {line}").trim_end().to_owned())
                .collect()
        }
        Block::Code(code) => {
            let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            let mut out = vec![fence.clone()];
            out.extend(code.split('\n').map(str::to_owned));
            out.push(fence);
            out
        }
        Block::Rule => vec!["***".to_owned()],
    }
}

fn split(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    text.split('\n').map(str::to_owned).collect()
}

fn list(start: Option<u64>, items: &[Vec<Block>], second: bool) -> Vec<String> {
    let tight = items.iter().all(|item| is_tight(item));
    let mut out: Vec<String> = Vec::new();
    let numbers = start.unwrap_or(1)..;
    for (item, number) in items.iter().zip(numbers) {
        let mark = match (start, second) {
            (None, false) => "-".to_owned(),
            (None, true) => "*".to_owned(),
            (Some(_), false) => format!("{}.", number.min(MAX_NUMBER)),
            (Some(_), true) => format!("{})", number.min(MAX_NUMBER)),
        };
        if !tight && !out.is_empty() {
            out.push(String::new());
        }
        let indent = " ".repeat(mark.len() + 1);
        let text = lines(item, tight);
        if text.is_empty() {
            out.push(mark);
            continue;
        }
        for (at, line) in text.iter().enumerate() {
            let lead = if at == 0 {
                format!("{mark} ")
            } else {
                indent.clone()
            };
            out.push(if line.is_empty() {
                String::new()
            } else {
                lead + line
            });
        }
    }
    out
}

/// Whether an item needs no blank lines: a paragraph, then lists, which need none themselves.
fn is_tight(item: &[Block]) -> bool {
    let rest = match item.split_first() {
        Some((Block::Paragraph(_), rest)) => rest,
        _ => item,
    };
    let lists = rest.iter().all(|block| match block {
        Block::List { start, items } => {
            joins(*start, items) && items.iter().all(|item| is_tight(item))
        }
        _ => false,
    });
    lists && rest.len() <= 1
}

fn table(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    let row = |cells: &[Vec<Inline>]| {
        let cells: Vec<String> = cells.iter().map(|cell| inline(cell, Place::Cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    let ruler = vec!["---"; head.len().max(1)].join(" | ");
    let mut out = vec![row(head), format!("| {ruler} |")];
    out.extend(rows.iter().map(|cells| row(cells)));
    out
}
