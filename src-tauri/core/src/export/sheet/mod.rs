//! Notes as printed sheets: the tree that the Word file is written from and the window's preview is
//! drawn from, so that the two cannot differ.
//!
//! A [`Sheet`] is what Word calls a section: pages of one set-up, with a head and a foot of their
//! own. It holds text as it is printed: cleaned, with its language's spaces, list marks and source
//! numbers. `plan` says which sheets there are, `sequential`, `side_by_side` and `binder` make one.

mod address;
mod binder;
mod content;
mod lists;
mod parts;
mod plan;
mod sequential;
mod side_by_side;
mod sources;
mod spans;
mod tables;
mod text;
pub(super) mod words;

use serde::Serialize;
use ts_rs::TS;

use crate::document::Align;
use crate::lang::Lang;

pub(super) use address::usable;
pub(super) use lists::{INDENT, List, ListKind, MAX_LEVEL, format, indent};
pub(super) use plan::Sheets;
pub(super) use text::clean;

/// One sheet of an export, and how many there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ExportPreview {
    /// How many sheets the file has.
    pub sheets: usize,
    /// The sheet asked for; the last one where there are fewer.
    pub sheet: Sheet,
}

/// Pages of one set-up, with the same head and foot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Sheet {
    /// What is on it.
    pub kind: SheetKind,
    /// The note's reference, printed at the foot; empty on a sheet of the binder itself.
    pub reference: String,
    /// The languages of its text, in order.
    pub langs: Vec<Lang>,
    /// The paper.
    pub paper: Paper,
    /// The security marking at the top right, once in each language that has another word for it.
    pub marking: Vec<Phrase>,
    /// Whether its pages show their number.
    pub numbered: bool,
    /// Its text.
    pub blocks: Vec<Block>,
    /// The lists of its text, which the items name by index.
    #[serde(skip)]
    #[ts(skip)]
    pub(super) lists: Vec<List>,
    /// What its numbered sources cite, by the name of their bookmark: `slug#anchor`.
    #[serde(skip)]
    #[ts(skip)]
    pub(super) cited: Vec<(String, String)>,
}

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SheetKind {
    /// A note, or one side of it.
    Note,
    /// A binder's first page.
    Cover,
    /// A binder's table of contents.
    Contents,
    /// The page before the notes of a theme.
    Divider,
}

/// A paper and its margins, in twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct Paper {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The margin above the text.
    pub top: i32,
    /// The margin at the right.
    pub right: i32,
    /// The margin below the text.
    pub bottom: i32,
    /// The margin at the left.
    pub left: i32,
    /// From the upper edge to the head.
    pub head: i32,
    /// From the lower edge to the foot.
    pub foot: i32,
}

impl Paper {
    /// Letter with margins of 2.5 cm.
    pub(super) const LETTER: Self = Self {
        width: 12_240,
        height: 15_840,
        top: 1_417,
        right: 1_417,
        bottom: 1_417,
        left: 1_417,
        head: 709,
        foot: 709,
    };

    /// The same paper with its long side across.
    pub(super) fn wide(self) -> Self {
        Self {
            width: self.width.max(self.height),
            height: self.width.min(self.height),
            ..self
        }
    }

    /// The width between the margins.
    pub(super) fn text_width(self) -> i32 {
        self.width - self.left - self.right
    }
}

/// Words in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Phrase {
    /// The language.
    pub lang: Lang,
    /// The words.
    pub text: String,
}

/// A block of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "block", rename_all = "kebab-case")]
#[ts(rename = "SheetBlock")]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// What a paragraph is for; each has a style of its own in Word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "SheetRole")]
pub enum Role {
    /// A heading.
    Heading,
    /// Running text.
    Body,
    /// What is read aloud.
    Response,
    /// An item of a list, or text in one.
    Item,
    /// An item of a list that is read aloud, or text in one.
    ResponseItem,
    /// A quotation.
    Quote,
    /// Preformatted lines.
    Code,
    /// A line across the page; it has no text.
    Rule,
    /// The text of a table's cell.
    TableText,
    /// A line of the list of sources.
    Source,
    /// The title on a binder's cover.
    CoverTitle,
    /// Another line on a binder's cover.
    CoverLine,
    /// The name of a theme on its divider: a heading of the first level.
    Divider,
    /// A line of the table of contents.
    Entry,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SheetParagraph")]
pub struct Paragraph {
    /// What it is for.
    pub role: Role,
    /// The level of a heading or of a line of the table of contents, from 1; 0 for any other.
    pub level: u8,
    /// The language of its text.
    pub lang: Lang,
    /// The item of a list that it starts.
    pub item: Option<Item>,
    /// How far the text is set in, in twentieths of a point.
    pub indent: i32,
    /// The name under which links lead here.
    pub bookmark: Option<String>,
    /// Its text.
    pub spans: Vec<Span>,
}

impl Paragraph {
    fn new(role: Role, lang: Lang, spans: Vec<Span>) -> Self {
        Self {
            role,
            level: 0,
            lang,
            item: None,
            indent: 0,
            bookmark: None,
            spans,
        }
    }

    fn heading(level: usize, lang: Lang, spans: Vec<Span>) -> Self {
        Self {
            level: u8::try_from(level.clamp(1, 6)).unwrap_or(6),
            ..Self::new(Role::Heading, lang, spans)
        }
    }

    /// Whether it is a heading of the outline.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.role, Role::Heading | Role::Divider)
    }

    /// Whether it shows nothing.
    fn is_blank(&self) -> bool {
        let blank = |span: &Span| match span {
            Span::Text(run) => run.text.trim().is_empty(),
            Span::Break | Span::Leader { .. } => true,
        };
        self.spans.iter().all(blank)
    }

    /// How many characters it shows.
    fn length(&self) -> usize {
        let length = |span: &Span| match span {
            Span::Text(run) => run.text.chars().count(),
            Span::Break | Span::Leader { .. } => 1,
        };
        self.spans.iter().map(length).sum()
    }
}

/// The start of a list's item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SheetItem")]
pub struct Item {
    /// The list, counted from 0 on the sheet; the items of one list need not stand together.
    pub list: usize,
    /// How deep the list is nested, from 0 to 8.
    pub level: usize,
    /// What is printed before the item: `•`, `1.`, `a.`, `[1]`.
    pub mark: String,
}

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "span", rename_all = "kebab-case")]
#[ts(rename = "SheetSpan")]
pub enum Span {
    /// Text of one look.
    Text(Run),
    /// A line end.
    Break,
    /// Dots up to the text behind them.
    Leader {
        /// Where that text ends, from the left edge of the text, in twentieths of a point.
        stop: i32,
    },
}

/// Text of one look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SheetRun")]
pub struct Run {
    /// The text as it is printed.
    pub text: String,
    /// How it looks.
    pub look: Look,
    /// Where it leads.
    pub link: Option<Link>,
}

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other"
)]
#[ts(rename = "SheetLook")]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Struck through.
    pub struck: bool,
    /// Set as code.
    pub code: bool,
}

impl Look {
    const BOLD: Self = Self {
        bold: true,
        italic: false,
        struck: false,
        code: false,
    };
}

/// Where a stretch of text leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "to", content = "at", rename_all = "kebab-case")]
#[ts(rename = "SheetLink")]
pub enum Link {
    /// An address of the web or of mail.
    Address(String),
    /// A numbered source of the same side, by the name of its bookmark.
    Source(String),
    /// Another place in the file, by the name of its bookmark.
    Place(String),
}

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "SheetTableKind")]
pub enum TableKind {
    /// A table of the text: its first row is its header.
    Data,
    /// A note's metadata: its first column holds the labels.
    Metadata,
    /// Two sides: English in the first column, French in the second; the first row names them.
    Sides,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SheetTable")]
pub struct Table {
    /// What it is for.
    pub kind: TableKind,
    /// The language of its text; of [`TableKind::Sides`] that of the first column.
    pub lang: Lang,
    /// The widths of its columns, in twentieths of a point.
    pub columns: Vec<usize>,
    /// How the text of each column stands in it, as far as that is said; as it does by itself in the
    /// columns beyond.
    pub align: Vec<Option<Align>>,
    /// How far it is set in, in twentieths of a point.
    pub indent: i32,
    /// Its rows, the header included.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SheetRow")]
pub struct Row {
    /// Whether it must not break over pages.
    pub whole: bool,
    /// Its cells, each a sequence of paragraphs; a cell without text has none.
    pub cells: Vec<Vec<Paragraph>>,
}
