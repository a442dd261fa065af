//! A note's text: blocks → Word's paragraphs, lists and tables.

use docx_rs::{Paragraph, SpecialIndentType};

use super::draft::{Draft, Piece};
use super::numbering::{INDENT, List};
use super::sources::Sources;
use super::spans::{Look, Spans};
use super::{styles, tables};
use crate::document::{Block, Inline};
use crate::lang::Lang;

/// Where blocks stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Whether the text is read aloud: it is larger.
    pub(super) aloud: bool,
    /// The level of the heading over the text.
    pub(super) heading: usize,
    /// The width of the text, in twentieths of a point.
    pub(super) width: i32,
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
}

/// What a list's item starts with.
enum Mark {
    List(List),
    /// A number to which Word does not count.
    Text(String),
}

/// Writes one side's text.
pub(super) struct Writer<'a> {
    pub(super) draft: &'a mut Draft,
    pub(super) sources: &'a mut Sources,
    pub(super) lang: Lang,
    pieces: Vec<Piece>,
    /// The mark that the next paragraph carries.
    mark: Option<Mark>,
    /// The source levels of the headings above the text, for none to be skipped.
    headings: Vec<u8>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(draft: &'a mut Draft, sources: &'a mut Sources, lang: Lang) -> Self {
        Self {
            draft,
            sources,
            lang,
            pieces: Vec::new(),
            mark: None,
            headings: Vec::new(),
        }
    }

    /// The pieces of a text.
    pub(super) fn write(mut self, blocks: &[Block], place: Place) -> Vec<Piece> {
        self.blocks(blocks, place);
        self.pieces
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) {
        for block in blocks {
            match block {
                Block::Paragraph(content) => self.text(text_style(place), content, place),
                Block::Heading { level, content } => self.heading(*level, content, place),
                Block::List { start, items } => self.list(*start, items, place),
                Block::Table { head, rows } => {
                    self.spend_mark(place);
                    let table = tables::data(self, head, rows, place.width, place.indent());
                    self.pieces.push(table.into());
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
                    let rule = Paragraph::new().style(styles::RULE);
                    self.pieces.push(rule.into());
                }
            }
        }
    }

    fn text(&mut self, style: Option<&str>, content: &[Inline], place: Place) {
        self.paragraph(style, content, Look::default(), place);
    }

    /// A heading keeps its place in the outline only where it heads text of the section; in a list
    /// or a quote it is a bold line.
    fn heading(&mut self, level: u8, content: &[Inline], place: Place) {
        if !place.is_top() {
            return self.paragraph(text_style(place), content, Look::BOLD, place);
        }
        while self.headings.last().is_some_and(|above| *above >= level) {
            self.headings.pop();
        }
        self.headings.push(level);
        let style = styles::heading(place.heading + self.headings.len());
        self.text(Some(style), content, place);
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], place: Place) {
        self.spend_mark(place);
        let level = place.list.map_or(0, |list| list.level() + 1);
        let list = self.draft.lists.open(start, level, self.lang);
        for (item, number) in items.iter().zip(start.unwrap_or(1)..) {
            let mark = list.map_or_else(|| Mark::Text(format!("{number}. ")), Mark::List);
            self.mark = Some(mark);
            let place = Place {
                list: list.or(place.list),
                quote: false,
                ..place
            };
            self.blocks(item, place);
            self.spend_mark(place);
        }
    }

    fn code(&mut self, code: &str, place: Place) {
        let paragraph = self.open_paragraph(Some(styles::CODE), place);
        let mut spans = Spans::new(self.lang, &mut self.draft.links);
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
        self.pieces.push(spans.put_in(paragraph).into());
    }

    fn paragraph(&mut self, style: Option<&str>, content: &[Inline], look: Look, place: Place) {
        let number = match &mut self.mark {
            Some(Mark::Text(number)) => std::mem::take(number),
            _ => String::new(),
        };
        let paragraph = self.open_paragraph(style, place);
        let mut spans = Spans::new(self.lang, &mut self.draft.links);
        spans.text(&number, look);
        spans.inlines(content, look, self.sources);
        self.pieces.push(spans.put_in(paragraph).into());
    }

    /// A paragraph without text, with the mark of the item that it starts.
    fn open_paragraph(&mut self, style: Option<&str>, place: Place) -> Paragraph {
        let mut paragraph = Paragraph::new();
        if let Some(style) = style {
            paragraph = paragraph.style(style);
        }
        let left = Some(place.indent());
        match self.mark.take() {
            Some(Mark::List(list)) => {
                paragraph = list.put_on(paragraph);
                if place.quoted > 0 {
                    let hanging = SpecialIndentType::Hanging(INDENT);
                    paragraph = paragraph.indent(left, Some(hanging), None, None);
                }
            }
            Some(Mark::Text(_)) | None => {
                if !place.is_top() {
                    paragraph = paragraph.indent(left, None, None, None);
                }
            }
        }
        paragraph
    }

    /// Gives an item's mark a line of its own where no paragraph of the item took it.
    fn spend_mark(&mut self, place: Place) {
        if self.mark.is_some() {
            self.text(text_style(place), &[], place);
        }
    }

    /// The text of a table's cell.
    pub(super) fn cell(&mut self, content: &[Inline], look: Look) -> Paragraph {
        let mut spans = Spans::new(self.lang, &mut self.draft.links);
        spans.inlines(content, look, self.sources);
        spans.put_in(Paragraph::new().style(styles::TABLE_TEXT))
    }
}

fn text_style(place: Place) -> Option<&'static str> {
    match (place.list.is_some(), place.aloud) {
        _ if place.quote => Some(styles::QUOTE),
        (true, true) => Some(styles::RESPONSE_LIST),
        (true, false) => Some(styles::LIST),
        (false, true) => Some(styles::RESPONSE),
        (false, false) => None,
    }
}
