//! Word's paragraphs and tables → the document's blocks: lists put together, quotes and code found.

use std::collections::HashMap;

use super::model::{Item, Mark, Number, Paragraph, Role, Span, Table, text_of};
use super::typed;
use crate::document::{Block, Inline};
use crate::policy::Citation;

/// How far our own files set in each level of a list and each quote.
const OWN_INDENT: i32 = 425;

/// Text is as deep as other text where it is set in no more than this further, in twentieths of a
/// point.
const TOLERANCE: i32 = 150;

/// Lists and quotes are not nested deeper than this; deeper ones stay at this depth.
const DEEPEST: usize = 12;

/// What is known of the file whose blocks are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading<'d> {
    /// Whether the file is one that we wrote: then what looks like a bullet typed by hand is none,
    /// and quotes and lists are set in as we do.
    pub(super) own: bool,
    /// Whether numbers of more than one level, and letters, stay as they are printed.
    pub(super) labels: bool,
    /// What our own lists of sources cite, by the name of the bookmark.
    pub(super) sources: &'d HashMap<String, Citation>,
}

impl Reading<'_> {
    /// The blocks that items make; `level` gives the level of the heading that a heading becomes.
    pub(super) fn blocks(self, items: &[Item], level: &dyn Fn(u8) -> u8) -> Vec<Block> {
        let items = if self.own {
            items.to_vec()
        } else {
            typed::listed(items)
        };
        let mut builder = Builder {
            reading: self,
            level,
            out: Vec::new(),
            open: Vec::new(),
            lines: false,
        };
        for item in &items {
            match item {
                Item::Paragraph(paragraph) => builder.paragraph(paragraph),
                Item::Table(table) => builder.table(table),
            }
        }
        builder.close(0);
        builder.out
    }
}

/// A list or quote that may go on.
enum Frame {
    List {
        list: u32,
        level: u8,
        indent: i32,
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quote {
        indent: i32,
        blocks: Vec<Block>,
    },
}

impl Frame {
    /// Whether an item of another instance, set in so far, is this list's next one.
    fn goes_on(&self, start: Option<u64>, indent: i32) -> bool {
        match self {
            Self::List {
                indent: own,
                start: first,
                items,
                ..
            } => {
                let next = first.map(|first| first + items.len() as u64);
                (indent - own).abs() <= TOLERANCE && next == start
            }
            Self::Quote { .. } => false,
        }
    }
}

struct Builder<'r, 'd> {
    reading: Reading<'d>,
    level: &'r dyn Fn(u8) -> u8,
    out: Vec<Block>,
    open: Vec<Frame>,
    /// Whether the last block is code that the next line of code goes on with.
    lines: bool,
}

impl Builder<'_, '_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let code = std::mem::take(&mut self.lines);
        if let Some(number) = &paragraph.number
            && paragraph.heading.is_none()
        {
            return self.item(paragraph, number);
        }
        if paragraph.role == Role::Rule && paragraph.is_blank() {
            self.close(0);
            return self.out.push(Block::Rule);
        }
        if paragraph.is_blank() {
            return;
        }
        if let Some(level) = paragraph.heading {
            self.close(0);
            let level = (self.level)(level);
            let content = self.reading.inlines(&heading_spans(paragraph));
            return self.out.push(Block::Heading { level, content });
        }
        match paragraph.role {
            Role::Quote => self.quoted(paragraph),
            Role::Code => {
                let text = text_of(&paragraph.spans).trim_end().to_owned();
                self.come_out(paragraph.indent, true);
                let goes_on = code && !self.reading.own;
                let blocks = self.place();
                if goes_on && let Some(Block::Code(before)) = blocks.last_mut() {
                    before.push('\n');
                    before.push_str(&text);
                } else {
                    blocks.push(Block::Code(text));
                }
                self.lines = true;
            }
            _ => {
                self.come_out(paragraph.indent, false);
                let content = self.reading.inlines(&paragraph.spans);
                self.place().push(Block::Paragraph(content));
            }
        }
    }

    /// An item of a list; or a numbered paragraph, where its number is none that Markdown has.
    fn item(&mut self, paragraph: &Paragraph, number: &Number) {
        let (start, lead) = match &number.mark {
            Mark::Bullet => (None, ""),
            Mark::Counted { count, label } => {
                let many = label.trim_end_matches('.').contains('.');
                let lettered = !label.contains(|c: char| c.is_ascii_digit());
                if many && label.contains(char::is_alphanumeric) && !self.reading.own {
                    self.close(0);
                    let content = self.labelled(label, &paragraph.spans);
                    return self.place().push(Block::Paragraph(content));
                }
                if self.reading.labels && lettered && !label.is_empty() {
                    (None, label.as_str())
                } else {
                    (Some(*count), "")
                }
            }
        };
        let own = self.reading.own;
        let quotes = paragraph.indent / OWN_INDENT - i32::from(number.level) - 1;
        if own && quotes > 0 {
            if !self
                .open
                .iter()
                .any(|frame| matches!(frame, Frame::Quote { .. }))
            {
                self.close(0);
                self.open_quote(OWN_INDENT);
            }
        } else if let Some(at) = self
            .open
            .iter()
            .position(|frame| own && matches!(frame, Frame::Quote { .. }) && self_is_first(frame))
        {
            self.close(at);
        }
        while let Some(top) = self.open.last() {
            let full = self.open.len() >= DEEPEST;
            let Frame::List {
                list,
                level,
                indent,
                ..
            } = top
            else {
                if own && quotes > 0 {
                    break;
                }
                self.close(self.open.len() - 1);
                continue;
            };
            let (deeper, same) = if *list == number.list {
                (number.level > *level, number.level == *level)
            } else {
                let goes_on = !own && top.goes_on(start, paragraph.indent);
                (paragraph.indent > *indent + TOLERANCE, goes_on)
            };
            if deeper && !full {
                break;
            }
            if same || full {
                break;
            }
            self.close(self.open.len() - 1);
        }
        self.open_list(number, start, paragraph.indent);
        let content = self.labelled(lead, &paragraph.spans);
        let block = match paragraph.role {
            Role::Code => Block::Code(text_of(&paragraph.spans).trim_end().to_owned()),
            _ => Block::Paragraph(content),
        };
        let item = if paragraph.is_blank() {
            Vec::new()
        } else if paragraph.role == Role::Quote && own {
            vec![Block::Quote(vec![block])]
        } else {
            vec![block]
        };
        if let Some(Frame::List { items, .. }) = self.open.last_mut() {
            items.push(item);
        }
    }

    /// Opens the list of an item, unless it is the innermost that is open.
    fn open_list(&mut self, number: &Number, start: Option<u64>, indent: i32) {
        let full = self.open.len() >= DEEPEST;
        let joins = match self.open.last_mut() {
            Some(Frame::List { list, level, .. })
                if full || (*list == number.list && *level == number.level) =>
            {
                true
            }
            // Programs and people give one list several instances.
            Some(top) if !self.reading.own && top.goes_on(start, indent) => {
                if let Frame::List { list, level, .. } = top {
                    (*list, *level) = (number.list, number.level);
                }
                true
            }
            _ => false,
        };
        if !joins {
            self.open.push(Frame::List {
                list: number.list,
                level: number.level,
                indent,
                start,
                items: Vec::new(),
            });
        }
    }

    /// The inlines of a paragraph with its printed number before it.
    fn labelled(&self, label: &str, spans: &[Span]) -> Vec<Inline> {
        let mut content = Vec::new();
        if !label.is_empty() {
            content.push(Inline::Text(format!("{label} ")));
        }
        content.extend(self.reading.inlines(spans));
        content
    }

    fn quoted(&mut self, paragraph: &Paragraph) {
        loop {
            match self.open.last() {
                Some(Frame::Quote { indent, .. })
                    if !self.reading.own || paragraph.indent >= *indent =>
                {
                    break;
                }
                Some(Frame::List { indent, .. })
                    if paragraph.indent >= *indent + TOLERANCE && self.open.len() < DEEPEST =>
                {
                    self.open_quote(paragraph.indent);
                    break;
                }
                Some(_) => self.close(self.open.len() - 1),
                None => {
                    self.open_quote(paragraph.indent);
                    break;
                }
            }
        }
        let content = self.reading.inlines(&paragraph.spans);
        self.place().push(Block::Paragraph(content));
    }

    fn open_quote(&mut self, indent: i32) {
        let blocks = Vec::new();
        self.open.push(Frame::Quote { indent, blocks });
    }

    fn table(&mut self, table: &Table) {
        self.lines = false;
        self.close(0);
        if let Some(block) = self.reading.table(table) {
            self.out.push(block);
        }
    }

    /// Ends the lists and quotes that text set in so far is not in.
    fn come_out(&mut self, own: i32, code: bool) {
        while let Some(top) = self.open.last() {
            let within = match top {
                Frame::List { indent, .. } => {
                    *indent >= 200 && own >= 200 && own + TOLERANCE / 2 >= *indent
                }
                Frame::Quote { indent, .. } => self.reading.own && code && own >= *indent,
            };
            if within {
                return;
            }
            self.close(self.open.len() - 1);
        }
    }

    /// Where the next block goes.
    fn place(&mut self) -> &mut Vec<Block> {
        match self.open.last_mut() {
            Some(Frame::Quote { blocks, .. }) => blocks,
            Some(Frame::List { items, .. }) => {
                if items.is_empty() {
                    items.push(Vec::new());
                }
                let last = items.len() - 1;
                &mut items[last]
            }
            None => &mut self.out,
        }
    }

    /// Ends all but the first `keep` lists and quotes.
    fn close(&mut self, keep: usize) {
        while self.open.len() > keep {
            let block = match self.open.pop() {
                Some(Frame::List {
                    start, mut items, ..
                }) => {
                    if !self.reading.own {
                        items.retain(|item| !item.is_empty());
                    }
                    if items.is_empty() {
                        continue;
                    }
                    Block::List { start, items }
                }
                Some(Frame::Quote { blocks, .. }) if !blocks.is_empty() => Block::Quote(blocks),
                _ => continue,
            };
            self.place().push(block);
        }
    }
}

/// Whether a frame is a quote that stands in no list.
fn self_is_first(frame: &Frame) -> bool {
    matches!(frame, Frame::Quote { indent, .. } if *indent <= OWN_INDENT)
}

/// A heading's text with the number that Word prints before it, without the bold that all of it has.
fn heading_spans(paragraph: &Paragraph) -> Vec<Span> {
    let mut spans = paragraph.spans.clone();
    if paragraph.is_bold() {
        for span in &mut spans {
            span.look.bold = false;
        }
    }
    if let Some(Number {
        mark: Mark::Counted { label, .. },
        ..
    }) = &paragraph.number
        && !label.is_empty()
        && let Some(first) = spans.first_mut()
    {
        first.text.insert_str(0, &format!("{label} "));
    }
    spans
}
