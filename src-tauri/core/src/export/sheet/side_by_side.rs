//! Both sides of a note in two columns, one row for each pair of paragraphs.
//!
//! Rows break over pages where they must, and no table stands within another: a table of the text
//! interrupts the columns and takes the whole width, English first.

use super::content::{Place, Writer};
use super::parts::{self, Part};
use super::sequential::{blocks, heading};
use super::sources::Sources;
use super::spans::Spans;
use super::{Block, Look, Paragraph, Role, Row, Sheet, tables, words};
use crate::document::Inline;
use crate::export::Citations;
use crate::lang::{Bilingual, Lang};
use crate::note::{Note, Side};
use crate::section::Section;

/// From how many characters on a row may break over pages.
const LONG: usize = 800;

/// What stands in one cell.
type Cell = Vec<Paragraph>;

/// The columns while they are being filled.
#[derive(Default)]
pub(super) struct Columns {
    rows: Vec<Bilingual<Cell>>,
}

/// Writes both sides of a note on its sheet. `numbers` tell the sides' sources from those of other
/// sides; the titles get `bookmarks`.
pub(super) fn write(
    sheet: &mut Sheet,
    note: &Note,
    sides: Bilingual<&Side>,
    numbers: Bilingual<usize>,
    mut bookmarks: Bilingual<Option<String>>,
    citations: &dyn Citations,
) {
    let width = sheet.paper.text_width();
    let mut sources = sides.map(|lang, _| Sources::new(lang, numbers[lang]));
    let mut columns = Columns::default();

    let title = sides.map(|lang, side| {
        let mut title = heading(&words::title(&side.title, lang), 1, lang);
        title.bookmark = bookmarks[lang].take();
        vec![Block::Paragraph(title)]
    });
    columns.add(sheet, title);
    let about = sides.map(|lang, _| {
        let heading = heading(words::ABOUT[lang], 2, lang);
        let mut blocks = vec![Block::Paragraph(heading)];
        blocks.extend(metadata(sheet, &mut sources[lang], note, lang));
        blocks
    });
    columns.add(sheet, about);

    for pair in pairs(sides.map(|lang, side| parts::parts(side, lang))) {
        let pieces = pair.map(|lang, part| {
            part.map_or_else(Vec::new, |part| {
                let place = Place::new(part.level, width, part.aloud);
                blocks(sheet, &mut sources[lang], &part, place, lang)
            })
        });
        columns.add(sheet, pieces);
    }
    if !sources.en.is_empty() || !sources.fr.is_empty() {
        let lists = sources.map(|lang, sources| {
            if sources.is_empty() {
                return Vec::new();
            }
            let heading = heading(words::SOURCES[lang], 2, lang);
            let mut blocks = vec![Block::Paragraph(heading)];
            blocks.extend(sources.lines(sheet, citations));
            blocks
        });
        columns.add(sheet, lists);
    }
    columns.close(sheet);
}

/// The metadata as lines, since a table must not stand in a table.
fn metadata(sheet: &mut Sheet, sources: &mut Sources, note: &Note, lang: Lang) -> Vec<Block> {
    parts::metadata(note, lang)
        .into_iter()
        .map(|(label, value)| {
            let line = [
                Inline::Strong(vec![Inline::Text(label)]),
                Inline::Text(format!(" {value}")),
            ];
            let mut writer = Writer::new(sheet, sources, lang);
            Block::Paragraph(writer.cell(&line, Look::default()))
        })
        .collect()
}

/// The parts of both sides, like with like: the first topic beside the first topic.
fn pairs(parts: Bilingual<Vec<Part>>) -> Vec<Bilingual<Option<Part>>> {
    let mut en = parts.en.into_iter().peekable();
    let mut fr = parts.fr.into_iter().peekable();
    let mut pairs = Vec::new();
    while en.peek().is_some() || fr.peek().is_some() {
        let pressed =
            |part: Option<&Part>| part.is_some_and(|part| part.section == Section::IfPressed);
        let (en_pressed, fr_pressed) = (pressed(en.peek()), pressed(fr.peek()));
        pairs.push(match (en_pressed, fr_pressed) {
            (true, false) => Bilingual::new(en.next(), None),
            (false, true) => Bilingual::new(None, fr.next()),
            _ => Bilingual::new(en.next(), fr.next()),
        });
    }
    pairs
}

impl Columns {
    /// Adds the blocks of a part: its first two paragraphs in one row, as each heading and what is
    /// below it, that no heading may stand alone at the foot of a page; the others row by row. Between two tables of the text rows are counted anew.
    pub(super) fn add(&mut self, sheet: &mut Sheet, blocks: Bilingual<Vec<Block>>) {
        let mut blocks = blocks.map(|_, blocks| blocks.into_iter());
        let mut first = true;
        loop {
            let mut paragraphs = Bilingual::new(Vec::new(), Vec::new());
            let mut tables = Bilingual::new(None, None);
            for lang in Lang::ALL {
                for block in blocks[lang].by_ref() {
                    match block {
                        Block::Paragraph(paragraph) => paragraphs[lang].push(paragraph),
                        Block::Table(table) => {
                            tables[lang] = Some(table);
                            break;
                        }
                    }
                }
            }
            let rows = paragraphs.map(|_, paragraphs: Vec<Paragraph>| {
                let mut cells: Vec<Cell> = Vec::new();
                for (index, paragraph) in paragraphs.into_iter().enumerate() {
                    let below_heading =
                        |cell: &Cell| cell.last().is_some_and(Paragraph::is_heading);
                    match cells.last_mut() {
                        Some(cell) if below_heading(cell) || (first && index == 1) => {
                            cell.push(paragraph);
                        }
                        _ => cells.push(vec![paragraph]),
                    }
                }
                cells
            });
            self.add_rows(rows);
            first = false;
            if tables.en.is_none() && tables.fr.is_none() {
                return;
            }
            self.close(sheet);
            for lang in Lang::ALL {
                sheet.blocks.extend(tables[lang].take().map(Block::Table));
            }
        }
    }

    fn add_rows(&mut self, cells: Bilingual<Vec<Cell>>) {
        let count = cells.en.len().max(cells.fr.len());
        let mut en = cells.en.into_iter();
        let mut fr = cells.fr.into_iter();
        for _ in 0..count {
            let next = |cells: &mut std::vec::IntoIter<Cell>| cells.next().unwrap_or_default();
            self.rows.push(Bilingual::new(next(&mut en), next(&mut fr)));
        }
    }

    /// Puts the rows so far on the sheet, under a row that names the languages.
    pub(super) fn close(&mut self, sheet: &mut Sheet) {
        if self.rows.is_empty() {
            return;
        }
        let names = Lang::ALL.map(|lang| {
            let name = Spans::of(words::LANGUAGE[lang], Look::BOLD, lang);
            vec![Paragraph::new(Role::TableText, lang, name)]
        });
        let head = Row {
            whole: true,
            cells: names.into(),
        };
        let rows = std::mem::take(&mut self.rows).into_iter().map(|row| Row {
            whole: is_short(&row.en) && is_short(&row.fr),
            cells: vec![row.en, row.fr],
        });
        let rows = std::iter::once(head).chain(rows).collect();
        let table = tables::sides(rows, sheet.paper.text_width());
        sheet.blocks.push(Block::Table(table));
    }
}

/// Whether a cell's text is so short that its row need not break over pages.
fn is_short(cell: &Cell) -> bool {
    cell.iter().map(Paragraph::length).sum::<usize>() < LONG
}
