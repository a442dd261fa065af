//! Citations as numbered sources at the end of a side.

use super::lists::{List, ListKind};
use super::spans::Spans;
use super::text::clean;
use super::{Block, Item, Look, Paragraph, Role, Sheet};
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
    /// typed. The sheet keeps what each line stands for.
    pub(super) fn lines(&self, sheet: &mut Sheet, citations: &dyn Citations) -> Vec<Block> {
        let list = List {
            kind: ListKind::Sources,
            lang: self.lang,
            level: 0,
            start: 1,
        };
        let id = sheet.lists.len();
        sheet.lists.push(list);
        let mut lines = Vec::with_capacity(self.cited.len());
        for (index, citation) in self.cited.iter().enumerate() {
            let mut spans = Spans::new(self.lang);
            match citations.resolve(citation, self.lang) {
                Some(excerpt) => write_excerpt(&mut spans, &excerpt, citation),
                None => spans.text(&citation.to_string(), Look::default()),
            }
            let bookmark = self.bookmark(index + 1);
            sheet.cited.push((bookmark.clone(), target(citation)));
            lines.push(Block::Paragraph(Paragraph {
                item: Some(Item {
                    list: id,
                    level: 0,
                    mark: list.mark(index),
                }),
                indent: list.indent(),
                bookmark: Some(bookmark),
                ..Paragraph::new(Role::Source, self.lang, spans.finish())
            }));
        }
        lines
    }
}

/// What a citation names, as `slug#anchor`; the slug alone for the whole policy.
fn target(citation: &Citation) -> String {
    if citation.anchor.is_empty() {
        clean(&citation.slug)
    } else {
        clean(&format!("{}#{}", citation.slug, citation.anchor))
    }
}

fn write_excerpt(spans: &mut Spans, excerpt: &CitedExcerpt, citation: &Citation) {
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
