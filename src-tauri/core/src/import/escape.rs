//! Plain text → Markdown that reads the same when rendered, with as few backslashes as that takes.

use std::fmt::Write as _;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::policy::clause_sign;

/// What Markdown our readers understand, and then some: whatever any of them would take for a
/// mark must not stand in plain text.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
}

/// Whether a text is written in Markdown: it has links, bold words or headings in its syntax.
pub(super) fn is_markdown(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start();
        let marks = line.bytes().take_while(|byte| *byte == b'#').count();
        let heading = (1..=6).contains(&marks) && line[marks..].starts_with(' ');
        let linked = line.find("](").is_some_and(|at| line[..at].contains('['));
        let bold = line.match_indices("**").count() >= 2;
        heading || linked || bold
    })
}

/// A paragraph's text, one line, as Markdown. Where the source is Markdown itself, its links and
/// emphasis stay; else every sign stands for itself.
pub(super) fn paragraph(text: &str, markdown: bool) -> String {
    let fits = |candidate: &str| {
        if markdown {
            is_one_paragraph(candidate)
        } else {
            plain(candidate).as_deref() == Some(text)
        }
    };
    // A paragraph that starts like a clause would be read as one.
    let text_of = |text: &str| {
        let mut text = text.to_owned();
        if let Some(at) = clause_sign(&text) {
            text.insert(at, '\\');
        }
        text
    };
    let bare = text_of(text);
    if fits(&bare) {
        return bare;
    }
    let start = escaped_start(text);
    if fits(&start) {
        return start;
    }
    if !markdown {
        for sign in ['*', '_', '[', '<', '`', '~', '&', '\\'] {
            let candidate = text_of(&escaped(text, &[sign]));
            if fits(&candidate) {
                return candidate;
            }
        }
        let all = escaped(
            text,
            &['\\', '*', '_', '[', ']', '<', '>', '`', '~', '&', '|'],
        );
        return escaped_start(&all);
    }
    let candidate = escaped_start(&escaped(text, &['<']));
    if fits(&candidate) {
        return candidate;
    }
    escaped_start(&escaped(text, &['<', '|', '~', '`', '[', ']', '*']))
}

/// The text with a backslash before each of these signs.
fn escaped(text: &str, signs: &[char]) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if signs.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The text with what would make its start a heading, list, quote, rule or definition escaped.
fn escaped_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(text.len() + 1);
    let (head, tail) = text.split_at(digits);
    if digits > 0 && tail.starts_with(['.', ')']) {
        let _ = write!(out, "{head}\\{tail}");
    } else if text.starts_with(|c: char| c.is_ascii_punctuation() && c != '\\') {
        let _ = write!(out, "\\{text}");
    } else {
        out.push_str(text);
    }
    out
}

/// What a Markdown text renders as, if that is one paragraph of nothing but plain text, in
/// running text and as a list's item.
fn plain(markdown: &str) -> Option<String> {
    let mut out = String::with_capacity(markdown.len());
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
            Event::Text(text) => out.push_str(&text),
            _ => return None,
        }
    }
    let task = ["[ ]", "[x]", "[X]"]
        .iter()
        .any(|mark| markdown.starts_with(mark));
    (!task).then_some(out)
}

/// Whether a Markdown text is one paragraph, without HTML.
fn is_one_paragraph(markdown: &str) -> bool {
    let mut blocks = 0;
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(Tag::Paragraph) => blocks += 1,
            Event::Start(
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. },
            )
            | Event::End(_)
            | Event::Text(_)
            | Event::Code(_) => {}
            _ => return false,
        }
    }
    blocks == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_text_keeps_its_signs_with_few_backslashes() {
        for (text, markdown) in [
            ("[redacted] and [ * ] stay", "[redacted] and [ * ] stay"),
            ("2 * 3 * 4, a_b_c & co", "2 * 3 * 4, a_b_c & co"),
            ("an *important* word", r"an \*important\* word"),
            ("# 4 on the list", r"\# 4 on the list"),
            ("2019. A good year", r"2019\. A good year"),
            ("4.5 million people", r"4\.5 million people"),
            ("<name> said", r"\<name> said"),
            ("[1]: note", r"\[1]: note"),
            ("R&amp;D", r"R\&amp;D"),
            (r"a \* b", r"a \\* b"),
            ("> quoted", r"\> quoted"),
            ("---", r"\---"),
        ] {
            assert_eq!(paragraph(text, false), markdown);
        }
    }

    #[test]
    fn markdown_keeps_its_links_and_emphasis() {
        for text in [
            "the *Loi électorale du Canada*, [guide](#) and **bold**",
            "a [ * ] redaction",
        ] {
            assert_eq!(paragraph(text, true), text);
        }
        assert_eq!(paragraph("a <b> c", true), r"a \<b> c");
    }

    proptest! {
        #[test]
        fn any_line_reads_the_same_when_rendered(text in r"[-a-c1-3 .*_\[\](){}<>#+!`~&;:|\\/@=é’]{1,24}") {
            let text = text.trim();
            prop_assume!(!text.is_empty());
            let markdown = paragraph(text, false);
            prop_assert_eq!(plain(&markdown), Some(text.to_owned()), "{}", markdown);
        }
    }
}
