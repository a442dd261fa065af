//! What a Word document holds, as read: paragraphs with their text and what Word knew of them, and
//! tables.

use std::rc::Rc;

use crate::document::Align;
use crate::lang::Lang;

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other"
)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) code: bool,
}

/// Where a stretch of text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// An address.
    Address(Rc<str>),
    /// A bookmark of the document.
    Bookmark(Rc<str>),
}

/// A stretch of text of one look. A line break within a paragraph is `\n`, a tab `\t`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) text: String,
    pub(super) look: Look,
    pub(super) target: Option<Target>,
    /// The language that Word was told.
    pub(super) lang: Option<Lang>,
}

/// What a paragraph's style makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    #[default]
    Text,
    Title,
    Quote,
    Code,
    /// A line across the page.
    Rule,
    /// A line of a table of contents.
    Contents,
    /// A line of our own list of sources.
    Source,
}

/// What Word prints before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    /// How far Word counted, and what it prints: `4`, `4.1.5`, `(b)`.
    Counted {
        count: u64,
        label: String,
    },
}

/// A paragraph's place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// The numbering instance.
    pub(super) list: u32,
    /// 0 for the outermost level, to 8.
    pub(super) level: u8,
    pub(super) mark: Mark,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    pub(super) spans: Vec<Span>,
    /// The level of its heading, from 1.
    pub(super) heading: Option<u8>,
    pub(super) role: Role,
    /// Whether its style is bold.
    pub(super) bold: bool,
    pub(super) number: Option<Number>,
    /// How far its text is set in, in twentieths of a point.
    pub(super) indent: i32,
    /// Where its text stands in a line, if that is said.
    pub(super) align: Option<Align>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cell {
    pub(super) items: Vec<Item>,
    /// How many columns it takes.
    pub(super) span: usize,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    /// The name of its style in lower case.
    pub(super) style: String,
}

/// A block of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Paragraph(Paragraph),
    Table(Table),
}

impl Paragraph {
    /// A plain paragraph of this text.
    pub(super) fn of(text: &str) -> Self {
        Self {
            spans: vec![Span {
                text: text.to_owned(),
                look: Look::default(),
                target: None,
                lang: None,
            }],
            ..Self::default()
        }
    }

    /// The text without its looks, without white space around it.
    pub(super) fn text(&self) -> String {
        text_of(&self.spans).trim().to_owned()
    }

    /// Whether it holds nothing to read.
    pub(super) fn is_blank(&self) -> bool {
        self.spans.iter().all(|span| span.text.trim().is_empty())
    }

    /// Whether all of its text is bold.
    pub(super) fn is_bold(&self) -> bool {
        self.bold
            || self
                .spans
                .iter()
                .all(|span| span.look.bold || span.text.trim().is_empty())
    }

    /// Adds a part of a stretch of text.
    pub(super) fn push(&mut self, span: &Span, text: &str) {
        if !text.is_empty() {
            self.spans.push(Span {
                text: text.to_owned(),
                look: span.look,
                target: span.target.clone(),
                lang: span.lang,
            });
        }
    }

    /// The same paragraph without the first `length` bytes of its text.
    pub(super) fn without_start(&self, length: usize) -> Self {
        let mut left = length;
        let mut rest = self.clone();
        for span in &mut rest.spans {
            let cut = left.min(span.text.len());
            left -= cut;
            span.text.drain(..cut);
        }
        rest.spans.retain(|span| !span.text.is_empty());
        rest
    }
}

/// The text of spans, without their looks.
pub(super) fn text_of(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

impl Item {
    /// Whether it holds nothing to read.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => paragraph.is_blank(),
            Self::Table(table) => table.cells().all(Cell::is_blank),
        }
    }

    /// All of its text, a line for each paragraph.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Paragraph(paragraph) => paragraph.text(),
            Self::Table(table) => {
                let cells: Vec<String> = table.cells().map(Cell::text).collect();
                cells.join("\n")
            }
        }
    }

    /// How many characters Word takes for each language: English, French.
    pub(super) fn languages(&self) -> [usize; 2] {
        let mut counts = [0, 0];
        match self {
            Self::Paragraph(paragraph) => {
                for span in &paragraph.spans {
                    if let Some(lang) = span.lang {
                        counts[lang as usize] += span.text.len();
                    }
                }
            }
            Self::Table(table) => {
                for item in table.cells().flat_map(|cell| &cell.items) {
                    let [en, fr] = item.languages();
                    counts[0] += en;
                    counts[1] += fr;
                }
            }
        }
        counts
    }
}

impl Table {
    pub(super) fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }
}

impl Cell {
    pub(super) fn is_blank(&self) -> bool {
        self.items.iter().all(Item::is_blank)
    }

    pub(super) fn text(&self) -> String {
        let texts: Vec<String> = self.items.iter().map(Item::text).collect();
        texts.join("\n").trim().to_owned()
    }
}
