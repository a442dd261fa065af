//! The document while it is being written: Word's blocks in order, and what stands beside them.

use docx_rs::{DocumentChild, Paragraph, Table};

use super::links::Links;
use super::numbering::Lists;
use super::page::Page;
use super::styles;
use crate::lang::Lang;

/// A block of a Word document.
pub(super) enum Piece {
    Paragraph(Paragraph),
    Table(Table),
}

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableKind {
    /// A table of the text: its first row is its header.
    Data,
    /// A note's metadata: its first column holds the labels.
    Metadata,
    /// Two sides: English in the first column, French in the second.
    Sides,
}

/// What docx-rs does not write about a block, and the pass over its output puts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dress {
    pub(super) lang: Lang,
    pub(super) table: Option<TableKind>,
    /// The page set-up of the section that this block ends, as an index into the pages.
    pub(super) ends: Option<usize>,
}

/// A document being written.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) blocks: Vec<DocumentChild>,
    /// One for each block.
    pub(super) dress: Vec<Dress>,
    pub(super) lists: Lists,
    pub(super) links: Links,
    /// The sections' page set-ups, in order.
    pub(super) pages: Vec<Page>,
}

impl Draft {
    pub(super) fn push(&mut self, piece: Piece, lang: Lang) {
        match piece {
            Piece::Paragraph(paragraph) => {
                self.add(DocumentChild::Paragraph(Box::new(paragraph)), lang, None);
            }
            Piece::Table(table) => self.push_table(table, TableKind::Data, lang),
        }
    }

    /// Adds a table. Word would join it with a table right before it, so a little space goes between.
    pub(super) fn push_table(&mut self, table: Table, kind: TableKind, lang: Lang) {
        if self.dress.last().is_some_and(|dress| dress.table.is_some()) {
            self.push_spacer(lang);
        }
        self.add(DocumentChild::Table(Box::new(table)), lang, Some(kind));
    }

    /// Ends the section: what was added since the last end stands on pages set up like this.
    pub(super) fn end_section(&mut self, page: Page, lang: Lang) {
        if self
            .dress
            .last()
            .is_none_or(|dress| dress.table.is_some() || dress.ends.is_some())
        {
            self.push_spacer(lang);
        }
        if let Some(dress) = self.dress.last_mut() {
            dress.ends = Some(self.pages.len());
            self.pages.push(page);
        }
    }

    fn push_spacer(&mut self, lang: Lang) {
        let spacer = Paragraph::new().style(styles::SPACER);
        self.add(DocumentChild::Paragraph(Box::new(spacer)), lang, None);
    }

    fn add(&mut self, block: DocumentChild, lang: Lang, table: Option<TableKind>) {
        self.blocks.push(block);
        self.dress.push(Dress {
            lang,
            table,
            ends: None,
        });
    }
}
