//! A side of a note on pages of its own.

use super::content::{Place, Writer};
use super::parts::{self, Part};
use super::sources::Sources;
use super::spans::Spans;
use super::{Block, Look, Paragraph, Role, Sheet, tables, words};
use crate::export::Citations;
use crate::lang::Lang;
use crate::note::{Note, Side};

/// Writes a side of a note on its sheet. `number` tells its sources from those of other sides; the
/// title gets `bookmark`.
pub(super) fn write(
    sheet: &mut Sheet,
    note: &Note,
    (lang, side): (Lang, &Side),
    number: usize,
    bookmark: Option<String>,
    citations: &dyn Citations,
) {
    let width = sheet.paper.text_width();
    let mut sources = Sources::new(lang, number);

    let mut title = heading(&words::title(&side.title, lang), 1, lang);
    title.bookmark = bookmark;
    sheet.blocks.push(Block::Paragraph(title));
    let about = heading(words::ABOUT[lang], 2, lang);
    sheet.blocks.push(Block::Paragraph(about));
    let metadata = tables::metadata(&parts::metadata(note, lang), width, lang);
    sheet.blocks.push(Block::Table(metadata));

    for part in parts::parts(side, lang) {
        let place = Place::new(part.level, width, part.aloud);
        let blocks = blocks(sheet, &mut sources, &part, place, lang);
        sheet.blocks.extend(blocks);
    }
    if !sources.is_empty() {
        let heading = heading(words::SOURCES[lang], 2, lang);
        sheet.blocks.push(Block::Paragraph(heading));
        let lines = sources.lines(sheet, citations);
        sheet.blocks.extend(lines);
    }
}

/// A heading.
pub(super) fn heading(text: &str, level: usize, lang: Lang) -> Paragraph {
    Paragraph::heading(level, lang, Spans::of(text, Look::default(), lang))
}

/// A part with its heading, or with what it shows when it is empty.
pub(super) fn blocks(
    sheet: &mut Sheet,
    sources: &mut Sources,
    part: &Part,
    place: Place,
    lang: Lang,
) -> Vec<Block> {
    let heading = heading(&part.heading, part.level, lang);
    let mut blocks = vec![Block::Paragraph(heading)];
    blocks.extend(Writer::new(sheet, sources, lang).write(&part.document.blocks, place));
    if blocks.len() == 1 && !part.empty.is_empty() {
        let role = if part.aloud {
            Role::Response
        } else {
            Role::Body
        };
        let spans = Spans::of(part.empty, Look::default(), lang);
        blocks.push(Block::Paragraph(Paragraph::new(role, lang, spans)));
    }
    blocks
}
