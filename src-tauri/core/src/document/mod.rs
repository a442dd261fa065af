//! The block tree that export, import, preview and plain text share, made from Markdown and written
//! as such.

mod cited;
mod flat;
mod inline;
mod parse;
mod plain;
#[cfg(test)]
mod tests;
mod write;

use serde::Serialize;
use ts_rs::TS;

use crate::policy::Citation;

pub use cited::{cited_in, cited_in_side};
pub use parse::parse;

/// A text as a tree of blocks.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Document {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading inside a section.
    Heading {
        /// 1 to 6, as written.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// The first number of a numbered list; `None` for bullets.
        start: Option<u64>,
        /// The items, each a sequence of blocks.
        items: Vec<Vec<Block>>,
    },
    /// A table. Every row has as many cells as the head.
    Table {
        /// How the text of each column stands in it, as far as that is said.
        align: Vec<Option<Align>>,
        /// The header row's cells.
        head: Vec<Vec<Inline>>,
        /// The other rows' cells.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A block quote.
    Quote(Vec<Block>),
    /// Preformatted text, its lines separated by `\n`; the word after an opening fence, if any, is
    /// its first line.
    Code(String),
    /// A line across the page.
    Rule,
}

/// Where the text of a table's column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Center,
    /// At the right, as figures do.
    Right,
}

/// A run of text within a block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Inline {
    /// Plain text without line ends. HTML in the source is kept here, as its author typed it;
    /// only `<br>` is a [`Inline::HardBreak`], for a table's cell has no other.
    Text(String),
    /// Bold.
    Strong(Vec<Inline>),
    /// Italic.
    Emphasis(Vec<Inline>),
    /// Struck through.
    Strikethrough(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Its address.
        url: String,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A citation of a policy excerpt.
    Citation(Citation),
    /// A line end in the source that is a space on the page.
    SoftBreak,
    /// A line end on the page.
    HardBreak,
}
