//! Sheets → docx-rs's blocks, and what docx-rs does not write about them.

use docx_rs::{
    AlignmentType, BreakType, DocumentChild, Hyperlink, HyperlinkData, IndentLevel, LineSpacing,
    NumberingId, SpecialIndentType, Tab, TabLeaderType, TabValueType, TableLayoutType, WidthType,
};

use super::links::Links;
use super::styles;
use crate::document::Align;
use crate::export::sheet::{
    Block, INDENT, Link, Paragraph, Role, Row, Run, Sheet, Span, Table, TableKind, indent,
};
use crate::lang::Lang;

/// The space between a table and text after it, in twentieths of a point.
const AIR: u32 = 160;

/// What docx-rs does not write about a block, and the pass over its output puts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dress {
    pub(super) lang: Lang,
    pub(super) table: Option<TableKind>,
}

/// Writes the blocks of sheets.
#[derive(Default)]
pub(super) struct Encoder {
    pub(super) links: Links,
    /// How many bookmarks there are.
    bookmarks: usize,
    /// The numbering instance of the sheet's first list.
    lists: usize,
}

impl Encoder {
    /// The blocks of a sheet, each with its dress. `lists` is the numbering instance of the sheet's
    /// first list.
    pub(super) fn sheet(
        &mut self,
        sheet: &Sheet,
        lists: usize,
    ) -> (Vec<DocumentChild>, Vec<Dress>) {
        self.lists = lists;
        let mut blocks = Vec::with_capacity(sheet.blocks.len() + 1);
        let mut dress: Vec<Dress> = Vec::with_capacity(sheet.blocks.len() + 1);
        let mut add = |block: DocumentChild, lang: Lang, table: Option<TableKind>| {
            blocks.push(block);
            dress.push(Dress { lang, table });
        };
        let mut after_table = false;
        for block in &sheet.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let mut written = self.paragraph(paragraph);
                    if after_table && !paragraph.is_heading() {
                        written = written.line_spacing(LineSpacing::new().before(AIR));
                    }
                    after_table = false;
                    add(
                        DocumentChild::Paragraph(Box::new(written)),
                        paragraph.lang,
                        None,
                    );
                }
                Block::Table(table) => {
                    // Word would join it with a table right before it.
                    if after_table {
                        add(spacer(), table.lang, None);
                    }
                    after_table = true;
                    let written = DocumentChild::Table(Box::new(self.table(table)));
                    add(written, table.lang, Some(table.kind));
                }
            }
        }
        // The properties of the section stand in a paragraph.
        if after_table || sheet.blocks.is_empty() {
            let lang = sheet.langs.first().copied().unwrap_or(Lang::En);
            add(spacer(), lang, None);
        }
        (blocks, dress)
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> docx_rs::Paragraph {
        let mut written = docx_rs::Paragraph::new();
        if let Some(style) = styles::of(paragraph) {
            written = written.style(style);
        }
        let left = Some(paragraph.indent);
        if let Some(item) = &paragraph.item {
            let id = NumberingId::new(self.lists + item.list);
            written = written.numbering(id, IndentLevel::new(item.level));
            if paragraph.indent != indent(item.level) {
                let hanging = SpecialIndentType::Hanging(INDENT);
                written = written.indent(left, Some(hanging), None, None);
            }
        } else if paragraph.indent > 0 {
            written = written.indent(left, None, None, None);
        }
        let Some(name) = &paragraph.bookmark else {
            return self.spans(&paragraph.spans, paragraph.role, written);
        };
        self.bookmarks += 1;
        let id = self.bookmarks;
        written = written.add_bookmark_start(id, name.clone());
        written = self.spans(&paragraph.spans, paragraph.role, written);
        written.add_bookmark_end(id)
    }

    fn spans(
        &mut self,
        spans: &[Span],
        role: Role,
        mut paragraph: docx_rs::Paragraph,
    ) -> docx_rs::Paragraph {
        let mut link: Option<(&Link, Hyperlink)> = None;
        for (at, span) in spans.iter().enumerate() {
            // A line of the contents is one link, and so is a source with its address: LibreOffice
            // numbers all paragraphs behind a section that ends with two links of one place, a line
            // end between them. In a note's text two links that lead to the same place stay two.
            let within = || {
                let target = |at: Option<usize>| match spans.get(at?)? {
                    Span::Text(run) => run.link.as_ref(),
                    Span::Break | Span::Leader { .. } => None,
                };
                let before = target(at.checked_sub(1))?;
                let is_one = role == Role::Source || matches!(before, Link::Place(_));
                (is_one && target(Some(at + 1)) == Some(before)).then_some(before)
            };
            let (run, target) = match span {
                Span::Text(text) => (run(text, role), text.link.as_ref()),
                Span::Break => {
                    let line_end = docx_rs::Run::new().add_break(BreakType::TextWrapping);
                    (line_end, within())
                }
                Span::Leader { stop } => {
                    let stop = Tab::new()
                        .val(TabValueType::Right)
                        .leader(TabLeaderType::Dot)
                        .pos(usize::try_from(*stop).unwrap_or(0));
                    // Not set in at the right: LibreOffice would not print what stands behind the dots.
                    paragraph = paragraph.add_tab(stop);
                    (docx_rs::Run::new().add_tab(), within())
                }
            };
            link = match (link, target) {
                (Some((open, hyperlink)), Some(target)) if open == target => {
                    Some((open, hyperlink.add_run(run)))
                }
                (before, target) => {
                    if let Some((_, hyperlink)) = before {
                        paragraph = paragraph.add_hyperlink(hyperlink);
                    }
                    if let Some(target) = target {
                        Some((target, self.hyperlink(target).add_run(run)))
                    } else {
                        paragraph = paragraph.add_run(run);
                        None
                    }
                }
            };
        }
        match link {
            Some((_, hyperlink)) => paragraph.add_hyperlink(hyperlink),
            None => paragraph,
        }
    }

    fn hyperlink(&mut self, link: &Link) -> Hyperlink {
        // docx-rs would count its relationship ids through the whole run of the program.
        let link = match link {
            Link::Address(address) => HyperlinkData::External {
                rid: self.links.id(address),
                path: String::new(),
            },
            Link::Source(name) | Link::Place(name) => HyperlinkData::Anchor {
                anchor: name.clone(),
            },
        };
        Hyperlink {
            link,
            history: None,
            children: Vec::new(),
        }
    }

    fn table(&mut self, table: &Table) -> docx_rs::Table {
        let mut rows = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            rows.push(self.row(row, table));
        }
        let written = docx_rs::Table::new(rows)
            .style(styles::of_table(table.kind))
            .width(table.columns.iter().sum(), WidthType::Dxa)
            .layout(TableLayoutType::Fixed)
            .set_grid(table.columns.clone());
        match table.kind {
            TableKind::Data => written.indent(table.indent),
            TableKind::Metadata | TableKind::Sides => written,
        }
    }

    fn row(&mut self, row: &Row, table: &Table) -> docx_rs::TableRow {
        let mut cells = Vec::with_capacity(row.cells.len());
        for (column, (cell, width)) in row.cells.iter().zip(&table.columns).enumerate() {
            let align = table.align.get(column).copied().flatten();
            let aligned = |paragraph: docx_rs::Paragraph| match align {
                None => paragraph,
                Some(Align::Left) => paragraph.align(AlignmentType::Left),
                Some(Align::Center) => paragraph.align(AlignmentType::Center),
                Some(Align::Right) => paragraph.align(AlignmentType::Right),
            };
            let mut written = docx_rs::TableCell::new().width(*width, WidthType::Dxa);
            for paragraph in cell {
                written = written.add_paragraph(aligned(self.paragraph(paragraph)));
            }
            // Word wants one in every cell.
            if cell.is_empty() {
                written = written.add_paragraph(aligned(docx_rs::Paragraph::new()));
            }
            cells.push(written);
        }
        let written = docx_rs::TableRow::new(cells);
        if row.whole {
            written.cant_split()
        } else {
            written
        }
    }
}

fn spacer() -> DocumentChild {
    let spacer = docx_rs::Paragraph::new().style(styles::SPACER);
    DocumentChild::Paragraph(Box::new(spacer))
}

fn run(text: &Run, role: Role) -> docx_rs::Run {
    let mut run = docx_rs::Run::new().add_text(&text.text);
    run = match &text.link {
        // The lines of a table of contents are links by their nature.
        Some(Link::Place(_)) if role == Role::Entry => run,
        Some(Link::Address(_) | Link::Place(_)) => run.style(styles::LINK),
        Some(Link::Source(_)) => run.style(styles::SOURCE_MARK),
        None if text.look.code => run.style(styles::CODE_TEXT),
        None => run,
    };
    if text.look.bold {
        run = run.bold();
    }
    if text.look.italic {
        run = run.italic();
    }
    if text.look.struck {
        run = run.strike();
    }
    run
}
