//! The text inside a block: nesting, bare addresses, citations.

use std::sync::LazyLock;

use regex::Regex;

use super::Inline;
use crate::policy::Citation;

/// How deep bold, italic and the like may nest. Deeper ones are taken apart: their text stays.
const MAX_DEPTH: usize = 16;

/// A citation or a bare web address.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static MARKS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\[@[^\[\]\s]+\]|https?://[^\s<>"«»“”|]+"#).unwrap());

/// What surrounds a stretch of text.
pub(super) enum Wrap {
    Strong,
    Emphasis,
    Strikethrough,
    Link { url: String, title: String },
}

/// The inlines of a block that is being read.
#[derive(Default)]
pub(super) struct Inlines {
    /// Text not yet looked through: the reader hands it out in pieces.
    text: String,
    done: Vec<Inline>,
    /// What is open, with the inlines that came before it.
    open: Vec<(Wrap, Vec<Inline>)>,
    /// For each open wrap, whether it is in `open` or was left out.
    kept: Vec<bool>,
}

impl Inlines {
    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Text that is not Markdown, on one or several lines.
    pub(super) fn literal(&mut self, text: &str) {
        for (index, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if index > 0 {
                self.push(Inline::SoftBreak);
            }
            self.text(line);
        }
    }

    pub(super) fn push(&mut self, inline: Inline) {
        self.flush();
        self.done.push(inline);
    }

    pub(super) fn open(&mut self, wrap: Wrap) {
        self.flush();
        // A picture within a link, and a picture's description, may hold links: the outer one wins.
        let nested_link = matches!(wrap, Wrap::Link { .. }) && self.in_link();
        let kept = self.open.len() < MAX_DEPTH && !nested_link;
        self.kept.push(kept);
        if kept {
            self.open.push((wrap, std::mem::take(&mut self.done)));
        }
    }

    pub(super) fn close(&mut self) {
        self.flush();
        if self.kept.pop() != Some(true) {
            return;
        }
        let Some((wrap, before)) = self.open.pop() else {
            return;
        };
        let content = std::mem::replace(&mut self.done, before);
        let (inline, after) = match wrap {
            Wrap::Strong => (Inline::Strong(content), None),
            Wrap::Emphasis => (Inline::Emphasis(content), None),
            Wrap::Strikethrough => (Inline::Strikethrough(content), None),
            Wrap::Link { url, title } => {
                let content = if content.is_empty() && !url.is_empty() {
                    vec![Inline::Text(url.clone())]
                } else {
                    content
                };
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                let after = (!title.is_empty()).then(|| Inline::Text(format!(" ({title})")));
                (Inline::Link { url, content }, after)
            }
        };
        self.done.push(inline);
        self.done.extend(after);
    }

    /// What was read; the next block starts anew.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        while !self.kept.is_empty() {
            self.close();
        }
        self.flush();
        std::mem::take(&mut self.done)
    }

    fn in_link(&self) -> bool {
        let is_link = |(wrap, _): &(Wrap, _)| matches!(wrap, Wrap::Link { .. });
        self.open.iter().any(is_link)
    }

    /// Looks through the text that was gathered for citations and bare addresses.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return;
        }
        if self.in_link() {
            self.done.push(Inline::Text(text));
            return;
        }
        let mut plain_from = 0;
        for found in MARKS.find_iter(&text) {
            let (inline, end) = if found.as_str().starts_with('[') {
                match found.as_str().parse::<Citation>() {
                    Ok(citation) => (Inline::Citation(citation), found.end()),
                    Err(_) => continue,
                }
            } else {
                let url = without_trailing_punctuation(found.as_str());
                let content = vec![Inline::Text(url.to_owned())];
                let inline = Inline::Link {
                    url: url.to_owned(),
                    content,
                };
                (inline, found.start() + url.len())
            };
            if plain_from < found.start() {
                let plain = &text[plain_from..found.start()];
                self.done.push(Inline::Text(plain.to_owned()));
            }
            self.done.push(inline);
            plain_from = end;
        }
        if plain_from < text.len() {
            self.done.push(Inline::Text(text[plain_from..].to_owned()));
        }
    }
}

/// A bare address without the punctuation of the sentence it stands in.
fn without_trailing_punctuation(url: &str) -> &str {
    let mut url = url;
    loop {
        let unbalanced =
            |open: char, close: char| url.matches(close).count() > url.matches(open).count();
        let end = match url.chars().next_back() {
            Some(')') if unbalanced('(', ')') => ')',
            Some(']') if unbalanced('[', ']') => ']',
            Some(c @ ('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '_' | '}')) => c,
            _ => return url,
        };
        url = &url[..url.len() - end.len_utf8()];
    }
}

/// The inlines of a text that is not Markdown: its lines, with addresses and citations.
pub(super) fn literal(text: &str) -> Vec<Inline> {
    let mut inlines = Inlines::default();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    inlines.literal(lines.join("\n").trim_matches('\n'));
    inlines.take()
}
