//! Runs → Markdown that reads back as the very same runs.
//!
//! What is written is read again; the first way of writing that comes back the same is taken. Where
//! Markdown has no way to say it (a mark that ends in the middle of a word after a sign), the text
//! stays and the marks go.

use super::passage::{Marks, Run, Runs};
use crate::document::{Block, parse};

/// What Markdown may take for a mark, anywhere in a line.
const SIGNS: [char; 11] = ['\\', '*', '_', '[', ']', '<', '>', '`', '~', '&', '|'];

/// How a passage is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Every sign of the text as it is.
    Bare,
    /// With a backslash before what would make the start of a line something else.
    Starts,
    /// With a backslash before every sign.
    Signs,
}

/// The Markdown of a passage.
pub(super) fn written(runs: &Runs) -> String {
    if let [run] = runs.as_slice()
        && run.marks == Marks::default()
        && is_harmless(&run.text)
    {
        return run.text.clone();
    }
    let fits = |candidate: &String| reads_as(candidate, runs);
    let with_marks = [Way::Bare, Way::Starts, Way::Signs]
        .into_iter()
        .map(|way| write(runs.as_slice(), way, 0))
        .find(fits);
    with_marks.unwrap_or_else(|| {
        let plain = Runs::plain(&runs.text());
        let ways = [Way::Bare, Way::Starts, Way::Signs];
        let mut candidates = ways.map(|way| write(plain.as_slice(), way, 0)).into_iter();
        let found = candidates.find(|candidate| reads_as(candidate, &plain));
        found.unwrap_or_else(|| write(plain.as_slice(), Way::Signs, 0))
    })
}

/// Whether a text is its own Markdown, seen at a glance.
fn is_harmless(text: &str) -> bool {
    let is_plain = |c: char| match c {
        ' ' | ',' | '.' | ';' | ':' | '?' | '%' | '$' | '(' | ')' | '\'' | '"' | '-' => true,
        _ => {
            c.is_alphanumeric()
                || (!c.is_ascii() && !c.is_whitespace() && !c.is_control())
                || matches!(c, '\u{a0}' | '\u{202f}')
        }
    };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '«' | '“' | '('))
        && !text[digits..].starts_with(['.', ')'])
        && text.chars().all(is_plain)
        && !text.contains("://")
        && !text.contains("  ")
        && !text.ends_with(' ')
}

/// Whether a Markdown text is one paragraph of these runs.
fn reads_as(markdown: &str, runs: &Runs) -> bool {
    match parse(markdown).blocks.as_slice() {
        [Block::Paragraph(content)] => Runs::of(content) == *runs,
        [] => runs.as_slice().is_empty(),
        _ => false,
    }
}

/// A way to ask a run for one of its marks, from the outside inwards.
const LAYERS: [fn(&Marks) -> bool; 5] = [
    |marks| marks.link.is_some(),
    |marks| marks.strong,
    |marks| marks.emphasis,
    |marks| marks.strikethrough,
    |marks| marks.code,
];

/// Runs as Markdown, those of the same mark put together; `layer` is the mark looked at.
fn write(runs: &[Run], way: Way, layer: usize) -> String {
    let Some(carries) = LAYERS.get(layer) else {
        return runs.iter().map(|run| text(run, way)).collect();
    };
    let same = |a: &Run, b: &Run| {
        carries(&a.marks) == carries(&b.marks) && (layer > 0 || a.marks.link == b.marks.link)
    };
    let mut out = String::new();
    for group in runs.chunk_by(same) {
        let Some(first) = group.first().filter(|first| carries(&first.marks)) else {
            out.push_str(&write(group, way, layer + 1));
            continue;
        };
        if layer == 0 {
            out.push_str(&link(group, first, way));
            continue;
        }
        let inside = write(group, way, layer + 1);
        let mark = match layer {
            1 => "**",
            2 if out.ends_with('*') || inside.starts_with('*') || inside.ends_with('*') => "_",
            2 => "*",
            3 => "~~",
            _ => {
                out.push_str(&code(&inside));
                continue;
            }
        };
        // A mark does not open before a blank nor close after one.
        let core = inside.trim();
        let start = inside.len() - inside.trim_start().len();
        out.push_str(&inside[..start]);
        if !core.is_empty() {
            out.push_str(&format!("{mark}{core}{mark}"));
            out.push_str(&inside[start + core.len()..]);
        }
    }
    out
}

fn link(group: &[Run], first: &Run, way: Way) -> String {
    let url = first.marks.link.as_deref().unwrap_or_default();
    let is_bare = group.len() == 1
        && first.text == url
        && first.marks
            == (Marks {
                link: Some(url.to_owned()),
                ..Marks::default()
            });
    if is_bare && way != Way::Signs {
        return url.to_owned();
    }
    let inside = write(group, way, 1);
    if url.contains([' ', '(', ')', '<', '>', '\\']) || url.is_empty() {
        let url = url
            .replace('\\', "\\\\")
            .replace('<', "\\<")
            .replace('>', "\\>");
        return format!("[{inside}](<{url}>)");
    }
    format!("[{inside}]({url})")
}

/// A stretch of code: more backticks around it than it holds in a row.
fn code(inside: &str) -> String {
    let mut longest = 0;
    let mut row = 0;
    for c in inside.chars() {
        row = if c == '`' { row + 1 } else { 0 };
        longest = longest.max(row);
    }
    let fence = "`".repeat(longest + 1);
    let blank = if inside.starts_with('`') || inside.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{blank}{inside}{blank}{fence}")
}

fn text(run: &Run, way: Way) -> String {
    if run.marks.code || run.marks.citation {
        return run.text.clone();
    }
    let mut out = String::with_capacity(run.text.len() + 4);
    for (index, line) in run.text.split('\n').enumerate() {
        if index > 0 {
            out.push_str("\\\n");
        }
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let is_number = digits > 0 && line[digits..].starts_with(['.', ')']);
        for (at, c) in line.char_indices() {
            let at_start = (at == 0 && c.is_ascii_punctuation()) || (is_number && at == digits);
            let is_sign = SIGNS.contains(&c) || (way == Way::Signs && matches!(c, '!' | '#' | ':'));
            let escape = match way {
                Way::Bare => false,
                Way::Starts => at_start,
                Way::Signs => at_start || is_sign,
            };
            if escape {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::Passage;

    #[test]
    fn markdown_of_a_passage_is_as_it_was_typed() {
        for source in [
            "a **bold** word and an *italic* one",
            "**All of it.**",
            "***both***",
            "`code` and ~~gone~~",
            "see https://www.canada.ca/en.html for more",
            "[**a** link](https://canada.ca)",
            "cited [@access-policy#4.2.1]",
            "R&D costs $4, a_b_c",
            "one\\\ntwo",
        ] {
            assert_eq!(Passage::of_markdown(source).markdown, source);
        }
    }

    #[test]
    fn what_markdown_would_take_for_a_mark_is_escaped() {
        for (text, markdown) in [
            ("- not a bullet", r"\- not a bullet"),
            ("2019. A year", r"2019\. A year"),
            ("# 4", r"\# 4"),
        ] {
            assert_eq!(Passage::plain(text).markdown, markdown);
        }
    }

    proptest! {
        #[test]
        fn any_text_reads_back_from_its_markdown(text in r"[-a-c1-3 .*_\[\](){}<>#+!`~&;:|\\/@=é’]{1,24}") {
            let text = text.trim();
            let passage = Passage::plain(text);
            prop_assert_eq!(&Passage::of_markdown(&passage.markdown).text, &passage.text, "{}", passage.markdown);
        }

        #[test]
        fn any_markdown_keeps_its_text(markdown in r"([a-c.é]{1,3}|\*|\*\*|_|~~|`|\[|\]\(x\)| |https://a\.b){1,16}") {
            let passage = Passage::of_markdown(&markdown);
            let again = Passage::of_markdown(&passage.markdown);
            prop_assert_eq!(&again.text, &passage.text, "{}", passage.markdown);
        }
    }
}
