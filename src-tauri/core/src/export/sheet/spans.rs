//! The text of a paragraph: inlines → runs and links, cleaned and as its language prints it.

use super::address::usable;
use super::sources::Sources;
use super::text::{clean, typeset};
use super::{Link, Look, Run, Span};
use crate::document::Inline;
use crate::lang::Lang;

/// The stretches of a paragraph's text, while they are gathered.
pub(super) struct Spans {
    lang: Lang,
    stretches: Vec<Span>,
}

impl Spans {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            stretches: Vec::new(),
        }
    }

    /// Plain text alone.
    pub(super) fn of(text: &str, look: Look, lang: Lang) -> Vec<Span> {
        let mut spans = Self::new(lang);
        spans.text(text, look);
        spans.finish()
    }

    /// Adds text that no Markdown was read from.
    pub(super) fn text(&mut self, text: &str, look: Look) {
        self.add(text, look, None);
    }

    /// Adds the text of a link to another place in the file.
    pub(super) fn place(&mut self, text: &str, bookmark: &str) {
        let link = Link::Place(bookmark.to_owned());
        self.add(text, Look::default(), Some(&link));
    }

    /// Adds the text of a link to `url`; plain text followed by the address where Word takes no
    /// such link.
    pub(super) fn link(&mut self, text: &str, url: &str, look: Look) {
        if let Some(address) = usable(url) {
            self.add(text, look, Some(&Link::Address(address)));
        } else {
            self.add(text, look, None);
            if text != url && !url.is_empty() {
                self.add(&format!(" ({url})"), look, None);
            }
        }
    }

    pub(super) fn line_break(&mut self) {
        self.stretches.push(Span::Break);
    }

    /// Adds dots up to the text behind them, which ends at `stop`.
    pub(super) fn leader(&mut self, stop: i32) {
        self.stretches.push(Span::Leader { stop });
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline], look: Look, sources: &mut Sources) {
        self.walk(inlines, look, None, sources);
    }

    fn walk(&mut self, inlines: &[Inline], look: Look, link: Option<&Link>, sources: &mut Sources) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.add(text, look, link),
                Inline::Strong(content) => {
                    self.walk(content, Look { bold: true, ..look }, link, sources);
                }
                Inline::Emphasis(content) => {
                    let italic = !look.italic;
                    self.walk(content, Look { italic, ..look }, link, sources);
                }
                Inline::Strikethrough(content) => {
                    let struck = true;
                    self.walk(content, Look { struck, ..look }, link, sources);
                }
                Inline::Code(text) => self.add(text, Look { code: true, ..look }, link),
                Inline::Link { url, content } => {
                    if let Some(address) = usable(url) {
                        self.walk(content, look, Some(&Link::Address(address)), sources);
                    } else {
                        self.walk(content, look, link, sources);
                        let shown = matches!(&content[..], [Inline::Text(text)] if text == url);
                        if !shown && !url.is_empty() {
                            self.add(&format!(" ({url})"), look, link);
                        }
                    }
                }
                Inline::Citation(citation) => {
                    let number = sources.number(citation);
                    let source = Link::Source(sources.bookmark(number));
                    self.add(&format!("[{number}]"), look, Some(&source));
                }
                Inline::SoftBreak => self.add(" ", look, link),
                Inline::HardBreak => self.line_break(),
            }
        }
    }

    fn add(&mut self, text: &str, look: Look, link: Option<&Link>) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        if let Some(Span::Text(before)) = self.stretches.last_mut()
            && before.look == look
            && before.link.as_ref() == link
        {
            before.text.push_str(&text);
            return;
        }
        self.stretches.push(Span::Text(Run {
            text,
            look,
            link: link.cloned(),
        }));
    }

    /// The stretches as they are printed.
    pub(super) fn finish(mut self) -> Vec<Span> {
        let mut before = None;
        for at in 0..self.stretches.len() {
            let after = match self.stretches.get(at + 1) {
                Some(Span::Text(next)) => next.text.chars().next(),
                _ => None,
            };
            match &mut self.stretches[at] {
                Span::Text(run) => {
                    let last = run.text.chars().next_back();
                    if !run.look.code {
                        run.text = typeset(&run.text, self.lang, before, after);
                    }
                    before = last;
                }
                Span::Break | Span::Leader { .. } => before = None,
            }
        }
        self.stretches
    }
}
