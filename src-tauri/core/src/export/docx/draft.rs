//! The document while it is being written: Word's blocks in order, and what stands beside them.

use docx_rs::{DocumentChild, LineSpacing, Paragraph, Table};

use super::links::Links;
use super::numbering::Lists;
use super::page::Page;
use super::styles;
use crate::lang::Lang;

/// The space between a table and text after it, in twentieths of a point.
const AIR: u32 = 160;

/// A block of a Word document.
pub(super) enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

impl From<Paragraph> for Piece {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(Box::new(paragraph))
    }
}

impl From<Table> for Piece {
    fn from(table: Table) -> Self {
        Self::Table(Box::new(table))
    }
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
    /// How many bookmarks there are.
    bookmarks: usize,
}

impl Draft {
    pub(super) fn push(&mut self, piece: Piece, lang: Lang) {
        match piece {
            Piece::Paragraph(mut paragraph) => {
                if self.follows_table() && !styles::is_heading(&paragraph) {
                    let air = LineSpacing::new().before(AIR);
                    paragraph = Box::new(paragraph.line_spacing(air));
                }
                self.add(DocumentChild::Paragraph(paragraph), lang, None);
            }
            Piece::Table(table) => self.push_table(*table, TableKind::Data, lang),
        }
    }

    /// Adds a table. Word would join it with a table right before it, so a little space goes between.
    pub(super) fn push_table(&mut self, table: Table, kind: TableKind, lang: Lang) {
        if self.follows_table() {
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

    /// An id for a bookmark, unique in the document.
    pub(super) fn bookmark_id(&mut self) -> usize {
        self.bookmarks += 1;
        self.bookmarks
    }

    /// A number for the next section's side in the first or second column, unique in the document.
    pub(super) fn side_number(&self, lang: Lang) -> usize {
        2 * self.pages.len() + 1 + lang as usize
    }

    fn follows_table(&self) -> bool {
        self.dress.last().is_some_and(|dress| dress.table.is_some())
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
