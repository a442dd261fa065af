//! A note's text: blocks of Markdown → paragraphs, lists and tables of a sheet.

use super::lists::{INDENT, List};
use super::sources::Sources;
use super::spans::Spans;
use super::{Item, Look, Paragraph, Role, Sheet, tables};
use crate::document::{Block, Inline};
use crate::lang::Lang;

/// Where blocks stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Whether the text is read aloud: it is larger.
    aloud: bool,
    /// The level of the heading over the text.
    heading: usize,
    /// The width of the text, in twentieths of a point.
    width: i32,
    /// How far quotes set the text in.
    quoted: i32,
    /// Whether the text is in a quote itself, not in a list in one.
    quote: bool,
    /// The list whose item the text is in.
    list: Option<List>,
}

impl Place {
    pub(super) fn new(heading: usize, width: i32, aloud: bool) -> Self {
        Self {
            aloud,
            heading,
            width,
            quoted: 0,
            quote: false,
            list: None,
        }
    }

    /// How far the text is set in.
    fn indent(self) -> i32 {
        self.quoted + self.list.map_or(0, List::indent)
    }

    fn is_top(self) -> bool {
        self.quoted == 0 && self.list.is_none()
    }

    /// What a paragraph of text is there.
    fn role(self) -> Role {
        match (self.list.is_some(), self.aloud) {
            _ if self.quote => Role::Quote,
            (true, true) => Role::ResponseItem,
            (true, false) => Role::Item,
            (false, true) => Role::Response,
            (false, false) => Role::Body,
        }
    }
}

/// What a list's item starts with.
enum Mark {
    Item(Item),
    /// A number to which Word does not count.
    Text(String),
}

/// Writes one side's text.
pub(super) struct Writer<'a> {
    sheet: &'a mut Sheet,
    sources: &'a mut Sources,
    pub(super) lang: Lang,
    blocks: Vec<super::Block>,
    /// The mark that the next paragraph carries.
    mark: Option<Mark>,
    /// The source levels of the headings above the text, for none to be skipped.
    headings: Vec<u8>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(sheet: &'a mut Sheet, sources: &'a mut Sources, lang: Lang) -> Self {
        Self {
            sheet,
            sources,
            lang,
            blocks: Vec::new(),
            mark: None,
            headings: Vec::new(),
        }
    }

    /// The blocks of a text.
    pub(super) fn write(mut self, blocks: &[Block], place: Place) -> Vec<super::Block> {
        self.blocks(blocks, place);
        self.blocks
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) {
        for block in blocks {
            match block {
                Block::Paragraph(content) => {
                    self.paragraph(place.role(), content, Look::default(), place);
                }
                Block::Heading { level, content } => self.heading(*level, content, place),
                Block::List { start, items } => self.list(*start, items, place),
                Block::Table { align, head, rows } => {
                    self.spend_mark(place);
                    let table = tables::data(self, head, rows, place.width, place.indent());
                    let align = align.clone();
                    self.blocks
                        .push(super::Block::Table(super::Table { align, ..table }));
                }
                Block::Quote(blocks) => {
                    let quoted = place.quoted + INDENT;
                    let quote = true;
                    let place = Place {
                        quoted,
                        quote,
                        ..place
                    };
                    self.blocks(blocks, place);
                }
                Block::Code(code) => self.code(code, place),
                Block::Rule => {
                    self.spend_mark(place);
                    let rule = Paragraph::new(Role::Rule, self.lang, Vec::new());
                    self.blocks.push(super::Block::Paragraph(rule));
                }
            }
        }
    }

    /// A heading keeps its place in the outline only where it heads text of the section; in a list
    /// or a quote it is a bold line.
    fn heading(&mut self, level: u8, content: &[Inline], place: Place) {
        if !place.is_top() {
            return self.paragraph(place.role(), content, Look::BOLD, place);
        }
        while self.headings.last().is_some_and(|above| *above >= level) {
            self.headings.pop();
        }
        self.headings.push(level);
        let level = place.heading + self.headings.len();
        let spans = self.spans(content, Look::default());
        let heading = Paragraph::heading(level, self.lang, spans);
        // An empty one heads nothing.
        if heading.is_blank() {
            self.headings.pop();
            return;
        }
        self.blocks.push(super::Block::Paragraph(heading));
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], place: Place) {
        self.spend_mark(place);
        let level = place.list.map_or(0, |list| list.level + 1);
        let list = List::of_text(start, level, self.lang);
        let id = self.sheet.lists.len();
        self.sheet.lists.extend(list);
        let place = Place {
            list: list.or(place.list),
            quote: false,
            ..place
        };
        for ((index, item), number) in items.iter().enumerate().zip(start.unwrap_or(1)..) {
            self.mark = Some(match list {
                None => Mark::Text(format!("{number}. ")),
                Some(list) => Mark::Item(Item {
                    list: id,
                    level: list.level,
                    mark: list.mark(index),
                }),
            });
            self.blocks(item, place);
            self.spend_mark(place);
        }
    }

    fn code(&mut self, code: &str, place: Place) {
        if matches!(self.mark, Some(Mark::Text(_))) {
            self.spend_mark(place);
        }
        let mut spans = Spans::new(self.lang);
        let look = Look {
            code: true,
            ..Look::default()
        };
        for (index, line) in code.lines().enumerate() {
            if index > 0 {
                spans.line_break();
            }
            spans.text(&line.replace('\t', "    "), look);
        }
        self.push(Role::Code, spans, place);
    }

    fn paragraph(&mut self, role: Role, content: &[Inline], look: Look, place: Place) {
        let mut spans = Spans::new(self.lang);
        if let Some(Mark::Text(number)) = &self.mark {
            spans.text(number, look);
        }
        spans.inlines(content, look, self.sources);
        self.push(role, spans, place);
    }

    /// A paragraph, with the mark of the item that it starts.
    fn push(&mut self, role: Role, spans: Spans, place: Place) {
        let item = match self.mark.take() {
            Some(Mark::Item(item)) => Some(item),
            Some(Mark::Text(_)) | None => None,
        };
        let paragraph = Paragraph {
            item,
            indent: place.indent(),
            ..Paragraph::new(role, self.lang, spans.finish())
        };
        // Of characters alone that cannot be printed nothing is left but an empty line.
        if paragraph.item.is_some() || !paragraph.is_blank() {
            self.blocks.push(super::Block::Paragraph(paragraph));
        }
    }

    /// Gives an item's mark a line of its own where no paragraph of the item took it.
    fn spend_mark(&mut self, place: Place) {
        if self.mark.is_some() {
            self.paragraph(place.role(), &[], Look::default(), place);
        }
    }

    /// The text of a table's cell.
    pub(super) fn cell(&mut self, content: &[Inline], look: Look) -> Paragraph {
        Paragraph::new(Role::TableText, self.lang, self.spans(content, look))
    }

    fn spans(&mut self, content: &[Inline], look: Look) -> Vec<super::Span> {
        let mut spans = Spans::new(self.lang);
        spans.inlines(content, look, self.sources);
        spans.finish()
    }
}
