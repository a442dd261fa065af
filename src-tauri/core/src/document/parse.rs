//! Markdown → document, with nothing of the text lost.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::inline::{Inlines, Wrap, literal};
use super::{Align, Block, Document, Inline};

/// How deep quotes and lists may nest. Deeper ones are taken apart: their text stays, at this depth.
const MAX_DEPTH: usize = 32;

/// The document of a Markdown text: `CommonMark` with tables and strikethrough.
///
/// What Markdown would drop is kept as text: HTML, footnote marks, link definitions that no link
/// uses, surplus cells of a table's row, titles of links (in parentheses after the link), the word
/// after a code fence. A picture becomes a link with its description. Addresses that stand bare in
/// the text (`https://…`) become links, `[@slug#anchor]` outside code and links becomes a citation.
/// Any text has a document; there is no wrong Markdown.
pub fn parse(markdown: &str) -> Document {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let used = Parser::new_ext(markdown, options)
        .filter_map(|event| match event {
            Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. })
                if matches!(
                    link_type,
                    LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
                ) =>
            {
                Some(normal_label(&id))
            }
            _ => None,
        })
        .collect();
    let mut builder = Builder::new(markdown, used);
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}

/// A link definition's label in the form in which labels are compared.
fn normal_label(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// A block that holds blocks and is still open.
enum Frame {
    /// A quote, a list's item, or the whole document.
    Blocks(Vec<Block>),
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
}

/// A table that is still open.
#[derive(Default)]
struct Table {
    align: Vec<Option<Align>>,
    head: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
    row: Vec<Vec<Inline>>,
    /// Where the source of the row's last cell ends.
    row_end: usize,
}

/// What the text being read belongs to.
enum Leaf {
    Paragraph,
    Heading(u8),
    Cell,
    Code(String),
    Html(String),
}

struct Builder<'a> {
    source: &'a str,
    /// Labels of link definitions that some link uses, until that definition has been met.
    used: HashSet<String>,
    frames: Vec<Frame>,
    /// For each open quote and list, whether it has a frame or was too deep for one.
    framed: Vec<bool>,
    table: Option<Table>,
    leaf: Option<Leaf>,
    inlines: Inlines,
    /// Where the source that has been taken into the document ends.
    taken: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str, used: HashSet<String>) -> Self {
        Self {
            source,
            used,
            frames: vec![Frame::Blocks(Vec::new())],
            framed: Vec::new(),
            table: None,
            leaf: None,
            inlines: Inlines::default(),
            taken: 0,
        }
    }

    fn finish(mut self) -> Document {
        self.close_paragraph();
        self.keep_definitions(self.source.len());
        while self.frames.len() > 1 {
            self.close_frame();
        }
        match self.frames.pop() {
            Some(Frame::Blocks(blocks)) => Document { blocks },
            _ => Document::default(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Rule => {
                self.open_block(range.start);
                self.push(Block::Rule);
                self.taken = self.taken.max(range.end);
            }
            Event::Html(text) => {
                if let Some(Leaf::Html(html)) = &mut self.leaf {
                    html.push_str(&text);
                } else {
                    self.inline(range, |inlines| inlines.literal(&text));
                }
            }
            Event::Text(text) => {
                if let Some(Leaf::Code(code)) = &mut self.leaf {
                    code.push_str(&text);
                } else {
                    self.inline(range, |inlines| inlines.text(&text));
                }
            }
            Event::Code(text) => self.inline(range, |inlines| {
                inlines.push(Inline::Code(text.replace('\n', " ")));
            }),
            Event::InlineHtml(html) if is_line_break(&html) => {
                self.inline(range, |inlines| inlines.push(Inline::HardBreak));
            }
            Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => {
                self.inline(range, |inlines| inlines.literal(&text));
            }
            Event::SoftBreak => self.inline(range, |inlines| inlines.push(Inline::SoftBreak)),
            Event::HardBreak => self.inline(range, |inlines| inlines.push(Inline::HardBreak)),
            Event::TaskListMarker(done) => {
                self.inline(range, |i| i.text(if done { "[x] " } else { "[ ] " }));
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::BlockQuote(_) => {
                self.open_block(range.start);
                self.open_frame(|| Frame::Blocks(Vec::new()));
            }
            Tag::List(start) => {
                self.open_block(range.start);
                self.open_frame(|| Frame::List {
                    start,
                    items: Vec::new(),
                });
            }
            Tag::Item => {
                self.open_block(range.start);
                if self.framed.last() == Some(&true) {
                    self.frames.push(Frame::Blocks(Vec::new()));
                }
            }
            Tag::Paragraph => self.open_leaf(Leaf::Paragraph, range.start),
            Tag::Heading { level, .. } => self.open_leaf(Leaf::Heading(level as u8), range.start),
            Tag::CodeBlock(kind) => {
                let code = match kind {
                    CodeBlockKind::Fenced(info) if !info.trim().is_empty() => {
                        format!("{}\n", info.trim())
                    }
                    _ => String::new(),
                };
                self.open_leaf(Leaf::Code(code), range.start);
            }
            Tag::HtmlBlock => self.open_leaf(Leaf::Html(String::new()), range.start),
            Tag::Table(columns) => {
                self.open_block(range.start);
                self.table = Some(Table {
                    align: columns.into_iter().map(align).collect(),
                    ..Table::default()
                });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.row_end = range.start;
                }
            }
            Tag::TableCell => self.leaf = Some(Leaf::Cell),
            Tag::Emphasis => self.inline(range, |inlines| inlines.open(Wrap::Emphasis)),
            Tag::Strong => self.inline(range, |inlines| inlines.open(Wrap::Strong)),
            Tag::Strikethrough => self.inline(range, |inlines| inlines.open(Wrap::Strikethrough)),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let url = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let title = title.into_string();
                self.inline(range, |inlines| inlines.open(Wrap::Link { url, title }));
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                let (url, title) = (dest_url.into_string(), title.into_string());
                self.inline(range, |inlines| inlines.open(Wrap::Link { url, title }));
            }
            // Not enabled: no such event comes.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.close_paragraph();
                self.keep_definitions(range.end);
                if self.framed.pop() == Some(true) {
                    self.close_frame();
                }
            }
            TagEnd::Item => {
                self.close_paragraph();
                self.keep_definitions(range.end);
                if self.framed.last() == Some(&true)
                    && let Some(Frame::Blocks(blocks)) = self.frames.pop()
                    && let Some(Frame::List { items, .. }) = self.frames.last_mut()
                {
                    items.push(blocks);
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.close_leaf();
                self.taken = self.taken.max(range.end);
            }
            TagEnd::TableCell => {
                let content = self.inlines.take();
                self.leaf = None;
                if let Some(table) = &mut self.table {
                    table.row.push(content);
                    table.row_end = table.row_end.max(range.end);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.close_row(tag, range.end),
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    self.push(table.into_block());
                }
                self.taken = self.taken.max(range.end);
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Image => self.inline(range, Inlines::close),
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    /// Puts something into the open text; where none is open (an item of a tight list), opens a
    /// paragraph for it.
    fn inline(&mut self, range: Range<usize>, put: impl FnOnce(&mut Inlines)) {
        if self.leaf.is_none() {
            self.keep_definitions(range.start);
            self.leaf = Some(Leaf::Paragraph);
        }
        put(&mut self.inlines);
        if self.table.is_none() {
            self.taken = self.taken.max(range.end);
        }
    }

    /// What comes before a block that starts at `at`: the end of a tight item's paragraph, and link
    /// definitions.
    fn open_block(&mut self, at: usize) {
        self.close_paragraph();
        self.keep_definitions(at);
        self.taken = self.taken.max(at);
    }

    fn open_leaf(&mut self, leaf: Leaf, at: usize) {
        self.open_block(at);
        self.leaf = Some(leaf);
    }

    fn open_frame(&mut self, frame: impl FnOnce() -> Frame) {
        let framed = self.framed.iter().filter(|framed| **framed).count() < MAX_DEPTH;
        self.framed.push(framed);
        if framed {
            self.frames.push(frame());
        }
    }

    fn close_frame(&mut self) {
        let block = match self.frames.pop() {
            Some(Frame::Blocks(blocks)) => Block::Quote(blocks),
            Some(Frame::List { start, items }) => Block::List { start, items },
            None => return,
        };
        self.push(block);
    }

    /// Closes a paragraph that has no end event: that of a tight list's item.
    fn close_paragraph(&mut self) {
        if self.leaf.is_some() {
            self.close_leaf();
        }
    }

    fn close_leaf(&mut self) {
        let block = match self.leaf.take() {
            Some(Leaf::Heading(level)) => Block::Heading {
                level,
                content: self.inlines.take(),
            },
            Some(Leaf::Code(code)) => {
                Block::Code(code.strip_suffix('\n').unwrap_or(&code).to_owned())
            }
            Some(Leaf::Html(html)) => Block::Paragraph(literal(&html)),
            Some(Leaf::Paragraph | Leaf::Cell) | None => Block::Paragraph(self.inlines.take()),
        };
        match block {
            Block::Paragraph(content) if content.is_empty() => {}
            block => self.push(block),
        }
    }

    /// Closes a table's row. Cells beyond the head's, which Markdown drops, are read from the
    /// source.
    fn close_row(&mut self, tag: TagEnd, end: usize) {
        let Some(table) = &mut self.table else { return };
        let mut row = std::mem::take(&mut table.row);
        let rest = self.source.get(table.row_end..end).unwrap_or_default();
        let rest = rest.trim().trim_matches('|');
        if !rest.trim().is_empty() {
            row.extend(rest.split('|').map(|cell| literal(cell.trim())));
        }
        if tag == TagEnd::TableHead {
            table.head = row;
        } else {
            table.rows.push(row);
        }
    }

    fn push(&mut self, block: Block) {
        match self.frames.last_mut() {
            Some(Frame::Blocks(blocks)) => blocks.push(block),
            Some(Frame::List { items, .. }) => items.push(vec![block]),
            None => {}
        }
    }

    /// Keeps link definitions between what was taken and `until`, where no link uses them. Nothing
    /// else that has words stands between blocks.
    fn keep_definitions(&mut self, until: usize) {
        let gap = self.source.get(self.taken..until).unwrap_or_default();
        self.taken = self.taken.max(until);
        let mut definitions: Vec<String> = Vec::new();
        for line in gap.lines() {
            let text = match (line.find('['), definitions.last()) {
                (Some(at), _) if !line[..at].contains(char::is_alphabetic) => &line[at..],
                (_, Some(_)) => line.trim_start_matches(|c: char| c == '>' || c.is_whitespace()),
                (_, None) => continue,
            };
            match definitions.last_mut() {
                Some(definition) if !text.starts_with('[') => {
                    definition.push('\n');
                    definition.push_str(text);
                }
                _ => definitions.push(text.to_owned()),
            }
        }
        for definition in definitions {
            let label = definition
                .strip_prefix('[')
                .and_then(|rest| rest.split_once("]:"))
                .map_or_else(String::new, |(label, _)| normal_label(label));
            if !self.used.remove(&label) {
                let content = literal(&definition);
                if !content.is_empty() {
                    self.push(Block::Paragraph(content));
                }
            }
        }
    }
}

impl Table {
    fn into_block(self) -> Block {
        let Self {
            mut align,
            head,
            rows,
            ..
        } = self;
        let width = rows.iter().map(Vec::len).fold(head.len(), usize::max);
        let fill = |mut row: Vec<Vec<Inline>>| {
            row.resize(width, Vec::new());
            row
        };
        align.resize(width, None);
        Block::Table {
            align,
            head: fill(head),
            rows: rows.into_iter().map(fill).collect(),
        }
    }
}

fn align(column: Alignment) -> Option<Align> {
    match column {
        Alignment::None => None,
        Alignment::Left => Some(Align::Left),
        Alignment::Center => Some(Align::Center),
        Alignment::Right => Some(Align::Right),
    }
}

/// Whether an HTML tag is a line break.
fn is_line_break(html: &str) -> bool {
    let name = html
        .trim_matches(|c| c == '<' || c == '>')
        .trim_end_matches('/');
    name.trim().eq_ignore_ascii_case("br")
}
