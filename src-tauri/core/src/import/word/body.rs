//! The blocks of a Word document: paragraphs with style and number, tables, what they are wrapped in.

use std::collections::HashMap;
use std::rc::Rc;

use super::model::{Cell, Item, Look, Paragraph, Role, Row, Span, Table, Target};
use super::numbering::Numbering;
use super::report::Report;
use super::runs::{Around, Field, is_properties, text_in};
use super::styles::{self, Styles};
use crate::xml::Element;

/// A cell takes no more columns than Word lets a table have.
const MAX_COLUMNS: usize = 63;

/// The texts of footnotes and endnotes, by kind (`w:footnote`) and id.
pub(super) type Notes = HashMap<(String, String), Vec<Span>>;

/// Reads blocks.
pub(super) struct Reader<'d> {
    pub(super) styles: &'d Styles,
    pub(super) numbering: &'d mut Numbering,
    /// The addresses that a part's relationships lead to.
    pub(super) links: HashMap<String, Rc<str>>,
    /// Those not yet met in the text.
    pub(super) notes: Notes,
    pub(super) report: &'d mut Report,
    pub(super) fields: Vec<Field>,
    /// Blocks of text boxes of the paragraph that is being read.
    pub(super) floating: Vec<Item>,
    /// How many paragraphs and cells were read.
    pub(super) count: usize,
    /// How many bytes addresses take that were put together with a place in their page.
    pub(super) joined: usize,
    /// The text of a paragraph whose end was deleted: the next one goes on with it.
    open: Option<Paragraph>,
}

impl<'d> Reader<'d> {
    pub(super) fn new(
        styles: &'d Styles,
        numbering: &'d mut Numbering,
        report: &'d mut Report,
    ) -> Self {
        Self {
            styles,
            numbering,
            links: HashMap::new(),
            notes: Notes::new(),
            report,
            fields: Vec::new(),
            floating: Vec::new(),
            count: 0,
            joined: 0,
            open: None,
        }
    }

    /// The blocks in an element, such as a cell.
    pub(super) fn items(&mut self, parent: &Element) -> Vec<Item> {
        let open = self.open.take();
        let floating = std::mem::take(&mut self.floating);
        let mut items = Vec::new();
        for child in parent.elements() {
            self.block(child, &mut items);
        }
        self.finish(&mut items);
        self.open = open;
        self.floating = floating;
        items
    }

    /// Ends a paragraph whose end was deleted and that has none after it.
    pub(super) fn finish(&mut self, items: &mut Vec<Item>) {
        items.extend(self.open.take().map(Item::Paragraph));
        items.append(&mut self.floating);
    }

    /// A block, or what wraps blocks.
    pub(super) fn block(&mut self, element: &Element, items: &mut Vec<Item>) {
        match element.name.as_str() {
            "w:p" => {
                self.count += 1;
                if let Some(paragraph) = self.paragraph(element).filter(is_kept) {
                    items.push(Item::Paragraph(paragraph));
                }
                items.append(&mut self.floating);
            }
            "w:tbl" => {
                items.extend(self.open.take().map(Item::Paragraph));
                let item = Item::Table(self.table(element));
                if !item.is_blank() {
                    items.push(item);
                }
            }
            "w:sdt" => {
                let Some(content) = self.filled(element) else {
                    return;
                };
                let contents = element.find("w:sdtPr").is_some_and(is_contents);
                let from = items.len();
                for child in content.elements() {
                    self.block(child, items);
                }
                if contents {
                    for item in &mut items[from..] {
                        if let Item::Paragraph(paragraph) = item {
                            paragraph.role = Role::Contents;
                        }
                    }
                }
            }
            "w:del" | "w:moveFrom" => self.removed(element),
            "mc:AlternateContent" => self.alternative(element, &mut |reader, choice| {
                let before = items.len();
                for child in choice.elements() {
                    reader.block(child, items);
                }
                items.len() > before
            }),
            "w:altChunk" | "w:subDoc" => self.report.pictures += 1,
            "m:oMathPara" | "w:r" | "w:hyperlink" | "w:fldSimple" => {
                let mut paragraph = Paragraph::default();
                let around = Around::default();
                let wrapped = Element::new("w:p").child(element.clone());
                self.inlines(&wrapped, &around, &mut paragraph.spans);
                items.push(Item::Paragraph(paragraph));
            }
            name if is_properties(name) => {}
            _ => {
                for child in element.elements() {
                    self.block(child, items);
                }
            }
        }
    }

    /// A paragraph; `None` where it goes on in the next one or only stood under tracking.
    fn paragraph(&mut self, element: &Element) -> Option<Paragraph> {
        let properties = element.find("w:pPr");
        let style_id = properties
            .and_then(|properties| properties.find("w:pStyle"))
            .and_then(|style| style.attribute("w:val"));
        let style = self.styles.paragraph(style_id);
        let mut paragraph = Paragraph {
            heading: properties
                .and_then(styles::outline)
                .map_or_else(|| style.heading(), |level| (level < 9).then_some(level + 1)),
            role: style.role(),
            bold: style.bold == Some(true),
            indent: style.indent.unwrap_or(0),
            align: properties.and_then(styles::align).or(style.align),
            ..Paragraph::default()
        };
        if self.fields.iter().any(Field::is_contents) {
            paragraph.role = Role::Contents;
        }
        let own = properties.and_then(styles::number);
        let from_style = style.number.filter(|_| own.is_none());
        let counted = own.or(from_style);
        let around = Around {
            lang: style.lang,
            ..Around::default()
        };
        self.inlines(element, &around, &mut paragraph.spans);
        self.fields.retain(Field::is_lasting);

        let mark = properties.and_then(|properties| properties.find("w:rPr"));
        let end_removed = mark
            .is_some_and(|mark| mark.find("w:del").is_some() || mark.find("w:moveFrom").is_some());
        if let Some(before) = self.open.take() {
            let after = std::mem::take(&mut paragraph.spans);
            paragraph = before;
            paragraph.spans.extend(after);
        } else if !(end_removed && paragraph.is_blank()) {
            let number = counted
                .filter(|(list, _)| *list > 0)
                .and_then(|(list, level)| self.numbering.next(list, level, style_id));
            if let Some((number, indent)) = number {
                paragraph.number = Some(number);
                paragraph.indent = indent.unwrap_or(paragraph.indent);
            }
            if let Some(indent) = properties.and_then(styles::indent) {
                paragraph.indent = indent;
            }
        }
        if end_removed {
            self.open = (!paragraph.is_blank()).then_some(paragraph);
            return None;
        }
        Some(paragraph)
    }

    fn table(&mut self, element: &Element) -> Table {
        let style = element
            .find("w:tblPr")
            .and_then(|properties| properties.find("w:tblStyle"))
            .and_then(|style| self.styles.get(style.attribute("w:val")?))
            .map(|style| style.name.clone());
        let mut table = Table {
            rows: Vec::new(),
            style: style.unwrap_or_default(),
        };
        self.rows(element, &mut table.rows);
        table
    }

    fn rows(&mut self, parent: &Element, rows: &mut Vec<Row>) {
        for child in parent.elements() {
            match child.name.as_str() {
                "w:tr" => {
                    let properties = child.find("w:trPr");
                    if properties.is_some_and(|properties| properties.find("w:del").is_some()) {
                        self.removed(child);
                        continue;
                    }
                    let mut row = Row::default();
                    self.cells(child, &mut row.cells);
                    rows.push(row);
                }
                "w:del" | "w:moveFrom" => self.removed(child),
                // Rows may be wrapped; what stands between them by mistake is a row of its own.
                "w:p" | "w:tbl" => {
                    let mut items = Vec::new();
                    self.block(child, &mut items);
                    let cell = Cell { items, span: 1 };
                    rows.push(Row { cells: vec![cell] });
                }
                name if is_properties(name) => {}
                _ => self.rows(child, rows),
            }
        }
    }

    fn cells(&mut self, parent: &Element, cells: &mut Vec<Cell>) {
        for child in parent.elements() {
            match child.name.as_str() {
                "w:tc" => {
                    let properties = child.find("w:tcPr");
                    if properties.is_some_and(|properties| properties.find("w:cellDel").is_some()) {
                        self.removed(child);
                        continue;
                    }
                    let span = properties
                        .and_then(|properties| properties.find("w:gridSpan"))
                        .and_then(|span| span.attribute("w:val")?.trim().parse().ok())
                        .unwrap_or(1);
                    self.count += 1;
                    let items = self.items(child);
                    cells.push(Cell {
                        items,
                        span: std::cmp::Ord::clamp(span, 1, MAX_COLUMNS),
                    });
                }
                "w:p" | "w:tbl" => {
                    let mut items = Vec::new();
                    self.block(child, &mut items);
                    cells.push(Cell { items, span: 1 });
                }
                "w:del" | "w:moveFrom" => self.removed(child),
                name if is_properties(name) => {}
                _ => self.cells(child, cells),
            }
        }
    }
}

/// Whether a paragraph says or draws anything.
fn is_kept(paragraph: &Paragraph) -> bool {
    !paragraph.is_blank() || paragraph.number.is_some() || paragraph.role == Role::Rule
}

/// Whether a content control holds a table of contents.
fn is_contents(properties: &Element) -> bool {
    let gallery = properties
        .find("w:docPartObj")
        .and_then(|part| part.find("w:docPartGallery"))
        .and_then(|gallery| gallery.attribute("w:val"));
    gallery == Some("Table of Contents")
}

/// The texts of footnotes or endnotes; those that draw a line have none.
pub(super) fn note_spans(reader: &mut Reader<'_>, element: &Element) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for item in reader.items(element) {
        let Item::Paragraph(paragraph) = item else {
            let text = item.text().replace('\n', " ");
            spans.push(Span {
                text,
                look: Look::default(),
                target: None::<Target>,
                lang: None,
            });
            continue;
        };
        if paragraph.is_blank() {
            continue;
        }
        let mut paragraph = paragraph;
        // A note's text begins with a space after its number.
        if let Some(first) = paragraph.spans.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = spans.last_mut() {
            last.text.push(' ');
        }
        spans.extend(paragraph.spans);
    }
    while let Some(last) = spans.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        spans.pop();
    }
    spans
}

/// The comments' texts.
pub(super) fn comment(element: &Element) -> Option<String> {
    (element.name == "w:comment").then(|| text_in(element).trim().to_owned())
}
