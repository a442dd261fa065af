//! The document as plain text, and what it cites.

use super::{Block, Document, Inline};
use crate::policy::Citation;

impl Document {
    /// The text without its marks: one line for each paragraph, heading, item and table row (its
    /// cells separated by tabs), a line of its own after a hard break, citations as `[@slug#anchor]`.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        write_blocks(&self.blocks, &mut text);
        text.truncate(text.trim_end().len());
        text
    }

    /// What the text cites, in order, each as often as it is cited.
    pub fn citations(&self) -> Vec<Citation> {
        let mut found = Vec::new();
        cited_in_blocks(&self.blocks, &mut found);
        found
    }
}

fn write_blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => {
                write_inlines(content, text);
                text.push('\n');
            }
            Block::List { items, .. } => {
                for item in items {
                    write_blocks(item, text);
                }
            }
            Block::Table { head, rows, .. } => {
                for row in std::iter::once(head).chain(rows) {
                    for (index, cell) in row.iter().enumerate() {
                        if index > 0 {
                            text.push('\t');
                        }
                        write_inlines(cell, text);
                    }
                    text.push('\n');
                }
            }
            Block::Quote(blocks) => write_blocks(blocks, text),
            Block::Code(code) => {
                text.push_str(code);
                text.push('\n');
            }
            Block::Rule => {}
        }
    }
}

fn write_inlines(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(part) | Inline::Code(part) => text.push_str(part),
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strikethrough(content)
            | Inline::Link { content, .. } => write_inlines(content, text),
            Inline::Citation(citation) => text.push_str(&citation.to_string()),
            Inline::SoftBreak => text.push(' '),
            Inline::HardBreak => text.push('\n'),
        }
    }
}

fn cited_in_blocks(blocks: &[Block], found: &mut Vec<Citation>) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => cited_in(content, found),
            Block::List { items, .. } => {
                for item in items {
                    cited_in_blocks(item, found);
                }
            }
            Block::Table { head, rows, .. } => {
                for cell in std::iter::once(head).chain(rows).flatten() {
                    cited_in(cell, found);
                }
            }
            Block::Quote(blocks) => cited_in_blocks(blocks, found),
            Block::Code(_) | Block::Rule => {}
        }
    }
}

fn cited_in(inlines: &[Inline], found: &mut Vec<Citation>) {
    for inline in inlines {
        match inline {
            Inline::Citation(citation) => found.push(citation.clone()),
            Inline::Strong(content)
            | Inline::Emphasis(content)
            | Inline::Strikethrough(content)
            | Inline::Link { content, .. } => cited_in(content, found),
            Inline::Text(_) | Inline::Code(_) | Inline::SoftBreak | Inline::HardBreak => {}
        }
    }
}
