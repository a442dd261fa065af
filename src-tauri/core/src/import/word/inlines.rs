//! Spans of a Word paragraph → the document's inlines: marks, links, citations.

use super::blocks::Reading;
use super::model::{Span, Target};
use crate::document::Inline;
use crate::policy::Citation;

impl Reading<'_> {
    /// The inlines of spans.
    pub(super) fn inlines(self, spans: &[Span]) -> Vec<Inline> {
        let mut out = Vec::new();
        for span in spans {
            let cited = match &span.target {
                Some(Target::Bookmark(name)) => self.sources.get(&**name),
                _ => None,
            };
            let mut content: Vec<Inline> = Vec::new();
            if let Some(citation) = cited {
                content = citations(&span.text, citation);
            } else if span.look.code {
                content.push(Inline::Code(span.text.clone()));
            } else {
                for (at, line) in span.text.split('\n').enumerate() {
                    if at > 0 {
                        content.push(Inline::HardBreak);
                    }
                    if !line.is_empty() {
                        content.push(Inline::Text(line.to_owned()));
                    }
                }
            }
            if span.look.struck {
                content = vec![Inline::Strikethrough(content)];
            }
            if span.look.italic {
                content = vec![Inline::Emphasis(content)];
            }
            if span.look.bold {
                content = vec![Inline::Strong(content)];
            }
            match &span.target {
                Some(Target::Address(url)) => match out.last_mut() {
                    // One link may look different from word to word.
                    Some(Inline::Link {
                        url: last,
                        content: before,
                    }) if *last == **url => {
                        before.extend(content);
                    }
                    _ => out.push(Inline::Link {
                        url: address(url, &span.text),
                        content,
                    }),
                },
                _ => out.extend(content),
            }
        }
        out
    }
}

/// An address as its text writes it, where that only differs in letters that an address must have
/// encoded.
fn address(url: &str, text: &str) -> String {
    let mut bytes = Vec::with_capacity(url.len());
    let mut rest = url;
    while let Some(c) = rest.chars().next() {
        let hex = rest.get(1..3).filter(|_| c == '%');
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            bytes.push(byte);
            rest = &rest[3..];
        } else {
            let length = c.len_utf8();
            bytes.extend_from_slice(&rest.as_bytes()[..length]);
            rest = &rest[length..];
        }
    }
    if bytes == text.as_bytes() { text } else { url }.to_owned()
}

/// The citations that marks such as `[1][1]` stand for, with any words between them.
fn citations(text: &str, citation: &Citation) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, mark)) = rest.split_once('[') {
        let Some((number, after)) = mark.split_once(']') else {
            break;
        };
        if !before.is_empty() {
            out.push(Inline::Text(before.to_owned()));
        }
        if number.chars().all(|c| c.is_ascii_digit()) {
            out.push(Inline::Citation(citation.clone()));
        } else {
            out.push(Inline::Text(format!("[{number}]")));
        }
        rest = after;
    }
    if !rest.is_empty() {
        out.push(Inline::Text(rest.to_owned()));
    }
    out
}
