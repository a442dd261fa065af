//! A side of a note on pages of its own.

use docx_rs::Paragraph;

use super::content::{Place, Writer};
use super::draft::{Draft, Piece, TableKind};
use super::page::Page;
use super::parts::{self, Part};
use super::sources::Sources;
use super::spans::{Look, Spans};
use super::{styles, tables, words};
use crate::export::Citations;
use crate::lang::Lang;
use crate::note::{Note, Side};

/// Adds a side of a note to the document, as a section that starts on a new page.
pub(super) fn add(
    draft: &mut Draft,
    note: &Note,
    side: &Side,
    lang: Lang,
    citations: &dyn Citations,
) {
    let page = Page::of(note, &[lang]);
    let width = page.text_width();
    let mut sources = Sources::new(lang, draft.side_number(lang));

    let title = words::title(&side.title, lang);
    let title = heading(draft, &title, 1, lang);
    draft.push(title, lang);
    let about = heading(draft, words::ABOUT[lang], 2, lang);
    draft.push(about, lang);
    let metadata = tables::metadata(draft, &parts::metadata(note, lang), width, lang);
    draft.push_table(metadata, TableKind::Metadata, lang);

    for part in parts::parts(side, lang) {
        let place = Place::new(part.level, width, part.aloud);
        for piece in pieces(draft, &mut sources, &part, place, lang) {
            draft.push(piece, lang);
        }
    }
    if !sources.is_empty() {
        let heading = heading(draft, words::SOURCES[lang], 2, lang);
        draft.push(heading, lang);
        for piece in sources.pieces(draft, citations) {
            draft.push(piece, lang);
        }
    }
    draft.end_section(page, lang);
}

/// A heading.
pub(super) fn heading(draft: &mut Draft, text: &str, level: usize, lang: Lang) -> Piece {
    line(draft, text, Some(styles::heading(level)), lang)
}

/// A part with its heading, or with what it shows when it is empty.
pub(super) fn pieces(
    draft: &mut Draft,
    sources: &mut Sources,
    part: &Part,
    place: Place,
    lang: Lang,
) -> Vec<Piece> {
    let mut pieces = vec![heading(draft, &part.heading, part.level, lang)];
    pieces.extend(Writer::new(draft, sources, lang).write(&part.document.blocks, place));
    if pieces.len() == 1 && !part.empty.is_empty() {
        let style = part.aloud.then_some(styles::RESPONSE);
        pieces.push(line(draft, part.empty, style, lang));
    }
    pieces
}

fn line(draft: &mut Draft, text: &str, style: Option<&str>, lang: Lang) -> Piece {
    let mut spans = Spans::new(lang, &mut draft.links);
    spans.text(text, Look::default());
    let paragraph = style.map_or_else(Paragraph::new, |style| Paragraph::new().style(style));
    Piece::from(spans.put_in(paragraph))
}
