//! Citations as numbered sources at the end of a side.

use docx_rs::Paragraph;

use super::draft::{Draft, Piece};
use super::spans::{Look, Spans};
use super::styles;
use crate::export::{Citations, CitedExcerpt};
use crate::lang::Lang;
use crate::policy::Citation;

/// What one side of one note cites, in the order of first mention.
pub(super) struct Sources {
    lang: Lang,
    /// Tells this side's bookmarks from those of other sides of the document.
    side: usize,
    cited: Vec<Citation>,
}

impl Sources {
    pub(super) fn new(lang: Lang, side: usize) -> Self {
        Self {
            lang,
            side,
            cited: Vec::new(),
        }
    }

    /// The number of a source, from 1; the same for every mention.
    pub(super) fn number(&mut self, citation: &Citation) -> usize {
        let known = self.cited.iter().position(|cited| cited == citation);
        known.unwrap_or_else(|| {
            self.cited.push(citation.clone());
            self.cited.len() - 1
        }) + 1
    }

    /// The name of the bookmark at a source's line.
    pub(super) fn bookmark(&self, number: usize) -> String {
        format!("source_{}_{number}", self.side)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cited.is_empty()
    }

    /// The lines of the list: policy, clause, link. A citation that leads nowhere stands as it was
    /// typed.
    pub(super) fn pieces(&self, draft: &mut Draft, citations: &dyn Citations) -> Vec<Piece> {
        let list = draft.lists.open_sources(self.lang);
        let line = |(index, citation): (usize, &Citation)| {
            let number = index + 1;
            let id = draft.bookmark_id();
            let mut spans = Spans::new(self.lang, &mut draft.links);
            match citations.resolve(citation, self.lang) {
                Some(excerpt) => write_excerpt(&mut spans, &excerpt, citation),
                None => spans.text(&citation.to_string(), Look::default()),
            }
            let paragraph = list.put_on(Paragraph::new().style(styles::SOURCE));
            let paragraph = paragraph.add_bookmark_start(id, self.bookmark(number));
            Piece::from(spans.put_in(paragraph).add_bookmark_end(id))
        };
        self.cited.iter().enumerate().map(line).collect()
    }
}

fn write_excerpt(spans: &mut Spans<'_>, excerpt: &CitedExcerpt, citation: &Citation) {
    let title = if excerpt.title.trim().is_empty() {
        &citation.slug
    } else {
        &excerpt.title
    };
    let text = if excerpt.label.trim().is_empty() {
        title.clone()
    } else {
        format!("{title}, {}", excerpt.label)
    };
    match excerpt.url.as_deref().map(str::trim) {
        Some(url) if !url.is_empty() => {
            spans.link(&text, url, Look::default());
            // On paper a link is only as good as its address.
            if !text.contains(url) {
                spans.line_break();
                spans.link(url, url, Look::default());
            }
        }
        _ => spans.text(&text, Look::default()),
    }
}
