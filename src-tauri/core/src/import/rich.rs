//! Running text with emphasis and links, gathered piece by piece from markup of any kind, of which
//! nothing is left.

use crate::document::{Block, Document, Inline};

/// How a run of text stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// Italic.
    pub(super) emphasis: bool,
    /// Bold.
    pub(super) strong: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Run {
    text: String,
    look: Look,
    link: Option<String>,
}

/// One paragraph's text while it is read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Rich {
    runs: Vec<Run>,
}

impl Rich {
    /// Adds text; white space of any length counts as one space.
    pub(super) fn push(&mut self, text: &str, look: Look, link: Option<&str>) {
        let link = link.filter(|url| is_link(url));
        let mut spaced = self.runs.last().is_none_or(|run| run.text.ends_with(' '));
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            let space = c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}';
            if space && !spaced {
                out.push(' ');
            } else if !space && !c.is_control() && c != '\u{feff}' {
                out.push(c);
            }
            spaced = space;
        }
        if out.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            Some(last) if last.look == look && last.link.as_deref() == link => {
                last.text.push_str(&out);
            }
            _ => self.runs.push(Run {
                text: out,
                look,
                link: link.map(str::to_owned),
            }),
        }
    }

    /// Whether nothing but white space has been added.
    pub(super) fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty())
    }

    /// The text alone.
    pub(super) fn plain(&self) -> String {
        let text: String = self.runs.iter().map(|run| run.text.as_str()).collect();
        text.trim().to_owned()
    }

    /// Takes so many bytes from the start of the text, such as a clause's number, and the white
    /// space after them.
    pub(super) fn skip(&mut self, mut bytes: usize) {
        while let Some(first) = self.runs.first_mut() {
            let at = first.text.len().min(bytes);
            if !first.text.is_char_boundary(at) {
                return;
            }
            first.text.drain(..at);
            bytes -= at;
            if bytes == 0 {
                first.text = first.text.trim_start().to_owned();
            }
            if !first.text.is_empty() {
                return;
            }
            self.runs.remove(0);
        }
    }

    /// The text as inlines.
    pub(super) fn inlines(&self) -> Vec<Inline> {
        let look = |run: &Run| {
            let mut inline = Inline::Text(run.text.clone());
            if run.look.emphasis {
                inline = Inline::Emphasis(vec![inline]);
            }
            if run.look.strong {
                inline = Inline::Strong(vec![inline]);
            }
            inline
        };
        let mut out = Vec::new();
        for runs in self.runs.chunk_by(|a, b| a.link == b.link) {
            let content = runs.iter().map(look);
            match runs.first().and_then(|run| run.link.clone()) {
                Some(url) => out.push(Inline::Link {
                    url,
                    content: content.collect(),
                }),
                None => out.extend(content),
            }
        }
        out
    }
}

/// Whether an address leads somewhere from a note.
fn is_link(url: &str) -> bool {
    let known = ["https://", "http://", "mailto:"];
    let plain = |c: char| c.is_ascii_graphic() && !"<>\"\\^`{|}".contains(c);
    known.iter().any(|start| url.starts_with(start)) && url.len() <= 2_000 && url.chars().all(plain)
}

/// Blocks as the Markdown of an excerpt.
pub(super) fn markdown(blocks: Vec<Block>) -> String {
    crate::note::body_text(&Document { blocks }.to_markdown())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look {
        emphasis: false,
        strong: false,
    };
    const EM: Look = Look {
        emphasis: true,
        strong: false,
    };

    fn written(rich: &Rich) -> String {
        markdown(vec![Block::Paragraph(rich.inlines())])
    }

    #[test]
    fn titles_and_links_are_marked_and_signs_are_not() {
        let mut rich = Rich::default();
        rich.push("\n  Under the ", PLAIN, None);
        rich.push("Forms  Act ", EM, Some("https://example.org/a?b=1"));
        rich.push("[a_b](x) (*c*)", PLAIN, Some("javascript:alert(1)"));
        assert_eq!(
            written(&rich),
            "Under the [*Forms Act*](https://example.org/a?b=1) \\[a\\_b\\](x) (\\*c\\*)"
        );
        assert_eq!(rich.plain(), "Under the Forms Act [a_b](x) (*c*)");
    }

    #[test]
    fn a_paragraph_never_starts_like_a_clause() {
        for text in ["4.5 million", "74(c) is one", "74c)", "A.1 form"] {
            let mut rich = Rich::default();
            rich.push(text, PLAIN, None);
            assert_eq!(crate::policy::clause_sign(&written(&rich)), None, "{text}");
            assert!(written(&rich).contains('\\'), "{text}");
        }
    }

    #[test]
    fn a_number_is_taken_from_the_start() {
        let mut rich = Rich::default();
        rich.push("4.1", EM, None);
        rich.push(" Heads must", PLAIN, None);
        rich.skip(3);
        assert_eq!(rich.plain(), "Heads must");
    }
}
