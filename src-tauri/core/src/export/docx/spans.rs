//! The text of a paragraph: inlines → runs and links, cleaned and as its language prints it.

use docx_rs::{BreakType, Hyperlink, HyperlinkData, Paragraph, Run};

use super::links::Links;
use super::sources::Sources;
use super::styles;
use super::text::{clean, typeset};
use crate::document::Inline;
use crate::lang::Lang;

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other"
)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) code: bool,
}

impl Look {
    pub(super) const BOLD: Self = Self {
        bold: true,
        italic: false,
        struck: false,
        code: false,
    };
}

/// Where a stretch of text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// The id of a relationship.
    External(String),
    /// The name of a bookmark.
    Bookmark(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Span {
    Text {
        text: String,
        look: Look,
        target: Option<Target>,
    },
    Break,
}

/// The stretches of a paragraph's text.
pub(super) struct Spans<'a> {
    lang: Lang,
    links: &'a mut Links,
    stretches: Vec<Span>,
}

impl<'a> Spans<'a> {
    pub(super) fn new(lang: Lang, links: &'a mut Links) -> Self {
        Self {
            lang,
            links,
            stretches: Vec::new(),
        }
    }

    /// Adds text that no Markdown was read from.
    pub(super) fn text(&mut self, text: &str, look: Look) {
        self.add(text, look, None);
    }

    /// Adds the text of a link to `url`; plain text followed by the address where Word takes no
    /// such link.
    pub(super) fn link(&mut self, text: &str, url: &str, look: Look) {
        if let Some(id) = self.links.id(url) {
            self.add(text, look, Some(&Target::External(id)));
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

    pub(super) fn inlines(&mut self, inlines: &[Inline], look: Look, sources: &mut Sources) {
        self.walk(inlines, look, None, sources);
    }

    fn walk(
        &mut self,
        inlines: &[Inline],
        look: Look,
        target: Option<&Target>,
        sources: &mut Sources,
    ) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.add(text, look, target),
                Inline::Strong(content) => {
                    self.walk(content, Look { bold: true, ..look }, target, sources);
                }
                Inline::Emphasis(content) => {
                    let italic = !look.italic;
                    self.walk(content, Look { italic, ..look }, target, sources);
                }
                Inline::Strikethrough(content) => {
                    let struck = true;
                    self.walk(content, Look { struck, ..look }, target, sources);
                }
                Inline::Code(text) => self.add(text, Look { code: true, ..look }, target),
                Inline::Link { url, content } => {
                    if let Some(id) = self.links.id(url) {
                        let target = Target::External(id);
                        self.walk(content, look, Some(&target), sources);
                    } else {
                        self.walk(content, look, target, sources);
                        let shown = matches!(&content[..], [Inline::Text(text)] if text == url);
                        if !shown && !url.is_empty() {
                            self.add(&format!(" ({url})"), look, target);
                        }
                    }
                }
                Inline::Citation(citation) => {
                    let number = sources.number(citation);
                    let bookmark = Target::Bookmark(sources.bookmark(number));
                    self.add(&format!("[{number}]"), look, Some(&bookmark));
                }
                Inline::SoftBreak => self.add(" ", look, target),
                Inline::HardBreak => self.line_break(),
            }
        }
    }

    fn add(&mut self, text: &str, look: Look, target: Option<&Target>) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        if let Some(Span::Text {
            text: before,
            look: same_look,
            target: same_target,
        }) = self.stretches.last_mut()
            && *same_look == look
            && same_target.as_ref() == target
        {
            before.push_str(&text);
            return;
        }
        self.stretches.push(Span::Text {
            text,
            look,
            target: target.cloned(),
        });
    }

    /// Puts the text into a paragraph.
    pub(super) fn put_in(self, mut paragraph: Paragraph) -> Paragraph {
        let mut link: Option<(Target, Hyperlink)> = None;
        for span in self.stretches {
            let (run, target) = match span {
                Span::Text { text, look, target } => {
                    (run(&text, look, target.as_ref(), self.lang), target)
                }
                Span::Break => (Run::new().add_break(BreakType::TextWrapping), None),
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
                        let hyperlink = hyperlink(&target).add_run(run);
                        Some((target, hyperlink))
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
}

fn hyperlink(target: &Target) -> Hyperlink {
    // docx-rs would count its relationship ids through the whole run of the program.
    let link = match target {
        Target::External(id) => HyperlinkData::External {
            rid: id.clone(),
            path: String::new(),
        },
        Target::Bookmark(name) => HyperlinkData::Anchor {
            anchor: name.clone(),
        },
    };
    Hyperlink {
        link,
        history: None,
        children: Vec::new(),
    }
}

fn run(text: &str, look: Look, target: Option<&Target>, lang: Lang) -> Run {
    let mut run = if look.code {
        Run::new().add_text(text)
    } else {
        Run::new().add_text(typeset(text, lang))
    };
    run = match target {
        Some(Target::External(_)) => run.style(styles::LINK),
        Some(Target::Bookmark(_)) => run.style(styles::SOURCE_MARK),
        None if look.code => run.style(styles::CODE_TEXT),
        None => run,
    };
    if look.bold {
        run = run.bold();
    }
    if look.italic {
        run = run.italic();
    }
    if look.struck {
        run = run.strike();
    }
    run
}
