//! Both sides of a note in two columns, one row for each pair of paragraphs.
//!
//! Rows break over pages where they must, and no table stands within another: a table of the text
//! interrupts the columns and takes the whole width, English first.

use docx_rs::{Paragraph, TableCell};

use super::content::{Place, Writer};
use super::draft::{Draft, Piece, TableKind};
use super::page::Page;
use super::parts::{self, Part};
use super::sequential::{heading, pieces};
use super::sources::Sources;
use super::spans::{Look, Spans};
use super::{styles, tables, words};
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
struct Columns {
    rows: Vec<Bilingual<Cell>>,
}

/// Adds both sides of a note to the document, as a section that starts on a new page.
pub(super) fn add(
    draft: &mut Draft,
    note: &Note,
    sides: Bilingual<&Side>,
    citations: &dyn Citations,
) {
    let page = Page::of(note, &Lang::ALL);
    let width = page.text_width();
    let mut sources = sides.map(|lang, _| Sources::new(lang, draft.side_number(lang)));
    let mut columns = Columns::default();

    let title =
        sides.map(|lang, side| vec![heading(draft, &words::title(&side.title, lang), 1, lang)]);
    columns.add(draft, title, width);
    let about = sides.map(|lang, _| {
        let mut pieces = vec![heading(draft, words::ABOUT[lang], 2, lang)];
        pieces.extend(metadata(draft, &mut sources[lang], note, lang));
        pieces
    });
    columns.add(draft, about, width);

    for pair in pairs(sides.map(|lang, side| parts::parts(side, lang))) {
        let pieces = pair.map(|lang, part| {
            part.map_or_else(Vec::new, |part| {
                let place = Place::new(part.level, width, part.aloud);
                pieces(draft, &mut sources[lang], &part, place, lang)
            })
        });
        columns.add(draft, pieces, width);
    }
    if !sources.en.is_empty() || !sources.fr.is_empty() {
        let lists = sources.map(|lang, sources| {
            if sources.is_empty() {
                return Vec::new();
            }
            let mut pieces = vec![heading(draft, words::SOURCES[lang], 2, lang)];
            pieces.extend(sources.pieces(draft, citations));
            pieces
        });
        columns.add(draft, lists, width);
    }
    columns.close(draft, width);
    draft.end_section(page, Lang::En);
}

/// The metadata as lines, since a table must not stand in a table.
fn metadata(draft: &mut Draft, sources: &mut Sources, note: &Note, lang: Lang) -> Vec<Piece> {
    parts::metadata(note, lang)
        .into_iter()
        .map(|(label, value)| {
            let line = [
                Inline::Strong(vec![Inline::Text(label)]),
                Inline::Text(format!(" {value}")),
            ];
            Piece::from(Writer::new(draft, sources, lang).cell(&line, Look::default()))
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
    /// Adds the pieces of a part: its heading and first paragraph in one row, that the heading may
    /// not stand alone, then row by row. Between two tables of the text rows are counted anew.
    fn add(&mut self, draft: &mut Draft, pieces: Bilingual<Vec<Piece>>, width: i32) {
        let mut pieces = pieces.map(|_, pieces| pieces.into_iter());
        let mut first = true;
        loop {
            let mut paragraphs = Bilingual::new(Vec::new(), Vec::new());
            let mut tables = Bilingual::new(None, None);
            for lang in Lang::ALL {
                for piece in pieces[lang].by_ref() {
                    match piece {
                        Piece::Paragraph(paragraph) => paragraphs[lang].push(*paragraph),
                        Piece::Table(table) => {
                            tables[lang] = Some(*table);
                            break;
                        }
                    }
                }
            }
            let rows = paragraphs.map(|_, paragraphs: Vec<Paragraph>| {
                let mut cells: Vec<Cell> = Vec::new();
                for (index, paragraph) in paragraphs.into_iter().enumerate() {
                    match cells.last_mut() {
                        Some(cell) if first && index == 1 => cell.push(paragraph),
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
            self.close(draft, width);
            for lang in Lang::ALL {
                if let Some(table) = tables[lang].take() {
                    draft.push_table(table, TableKind::Data, lang);
                }
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

    /// Puts the rows so far into the document, under a row that names the languages.
    fn close(&mut self, draft: &mut Draft, width: i32) {
        if self.rows.is_empty() {
            return;
        }
        let names = Lang::ALL.map(|lang| {
            let mut spans = Spans::new(lang, &mut draft.links);
            spans.text(words::LANGUAGE[lang], Look::BOLD);
            spans.put_in(Paragraph::new().style(styles::TABLE_TEXT))
        });
        let head = names.map(|name| TableCell::new().add_paragraph(name));
        let rows = std::mem::take(&mut self.rows);
        let rows = rows.into_iter().map(|row| {
            let whole = is_short(&row.en) && is_short(&row.fr);
            ([cell(row.en), cell(row.fr)], whole)
        });
        let rows = std::iter::once((head, true)).chain(rows);
        let table = tables::sides(rows, width);
        draft.push_table(table, TableKind::Sides, Lang::En);
    }
}

/// Whether a cell's text is so short that its row need not break over pages.
fn is_short(cell: &Cell) -> bool {
    let length = |paragraph: &Paragraph| paragraph.raw_text().chars().count();
    cell.iter().map(length).sum::<usize>() < LONG
}

fn cell(paragraphs: Cell) -> TableCell {
    let empty = paragraphs.is_empty();
    let cell = paragraphs
        .into_iter()
        .fold(TableCell::new(), TableCell::add_paragraph);
    if empty {
        cell.add_paragraph(Paragraph::new())
    } else {
        cell
    }
}
