//! The text of a block as Markdown: tried with few backslashes first, held against what is meant.

use std::fmt::Write as _;

use pulldown_cmark::{Event, Options, Parser};

use super::{Block, Inline, Stretch, clause_sign, flat, parse, tidied};

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// Signs that may mean something, each escaped only where it does.
const SIGNS: [char; 10] = ['*', '_', '[', '<', '`', '~', '&', '\\', '|', ']'];

/// A longer text, in bytes, has all its signs escaped or none.
const LONG: usize = 20_000;

/// How a text is written.
#[derive(Debug, Clone, Copy)]
struct Manner<'s> {
    /// The signs that get a backslash.
    escaped: &'s [char],
    /// Whether what would begin a block at a line's start gets one.
    starts: bool,
    /// The sign of emphasis.
    emphasis: char,
    /// Whether links are links; else their address stands after their text.
    links: bool,
}

/// Inlines as Markdown.
pub(super) fn inline(content: &[Inline], place: Place) -> String {
    let mut wanted = flat(content);
    if place == Place::Heading {
        for stretch in &mut wanted {
            stretch.text = stretch.text.replace('\n', " ");
        }
    }
    // Markdown cannot put every mark everywhere: then one kind after the other is left out.
    for kind in 0..4 {
        if kind > 0 {
            for stretch in &mut wanted {
                stretch.struck = false;
                stretch.italic &= kind < 2;
                stretch.bold &= kind < 3;
            }
            wanted = tidied(wanted);
        }
        if let Some(text) = attempt(&wanted, place) {
            return text;
        }
    }
    let manner = Manner {
        escaped: &SIGNS,
        starts: true,
        emphasis: '*',
        links: false,
    };
    written(&wanted, manner, place)
}

/// The Markdown with the fewest backslashes that reads as these stretches.
fn attempt(wanted: &[Stretch], place: Place) -> Option<String> {
    if wanted.is_empty() {
        return Some(String::new());
    }
    let plain = Manner {
        escaped: &[],
        starts: false,
        emphasis: '*',
        links: true,
    };
    let starts = true;
    let emphasis = '_';
    let singles = SIGNS.chunks(1).map(|escaped| Manner {
        escaped,
        starts,
        ..plain
    });
    // With a very long text each try takes its time.
    let length: usize = wanted.iter().map(|stretch| stretch.text.len()).sum();
    let singles = singles.take(if length > LONG { 0 } else { SIGNS.len() });
    let all = Manner {
        escaped: &SIGNS,
        starts,
        ..plain
    };
    [
        plain,
        Manner { starts, ..plain },
        Manner { emphasis, ..plain },
    ]
    .into_iter()
    .chain(singles)
    .chain([all, Manner { emphasis, ..all }])
    .map(|manner| written(wanted, manner, place))
    .find(|text| reads_as(text, wanted, place))
}

/// Whether Markdown reads as these stretches, without HTML and the like.
fn reads_as(text: &str, wanted: &[Stretch], place: Place) -> bool {
    let (source, found) = match place {
        Place::Paragraph => (text.to_owned(), None),
        Place::Heading => (format!("# {text}"), None),
        Place::Cell => (format!("| {text} |\n|---|\n"), Some(())),
    };
    let strict = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    let odd = Parser::new_ext(&source, strict).any(|event| match event {
        Event::InlineHtml(html) => found.is_none() || &*html != "<br>",
        Event::Html(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => true,
        _ => false,
    });
    let task = ["[ ]", "[x]", "[X]"]
        .iter()
        .any(|mark| text.starts_with(mark));
    // `[a]: b` gives `[a]` another meaning wherever it stands, in a list even where it reads as text here.
    let definition = text.starts_with('[') && text.contains("]:");
    if odd || task || definition {
        return false;
    }
    let document = parse(&source);
    let content = match &document.blocks[..] {
        [Block::Paragraph(content)] if place == Place::Paragraph => content,
        [Block::Heading { content, .. }] if place == Place::Heading => content,
        [Block::Table { head, rows, .. }] if place == Place::Cell && rows.is_empty() => {
            match &head[..] {
                [cell] => cell,
                _ => return false,
            }
        }
        _ => return false,
    };
    let clause = clause_sign(text).is_some();
    !(clause && place == Place::Paragraph) && flat(content) == wanted
}

fn written(stretches: &[Stretch], manner: Manner<'_>, place: Place) -> String {
    let mut out = String::new();
    nested(stretches, 0, manner, place, &mut out);
    if !manner.starts || place == Place::Cell {
        return out;
    }
    let lines: Vec<String> = out.split('\n').map(escaped_start).collect();
    lines.join("\n")
}

/// Writes stretches mark by mark, the outermost first: link, bold, struck, italic.
fn nested(stretches: &[Stretch], depth: usize, manner: Manner<'_>, place: Place, out: &mut String) {
    let marked = |stretch: &Stretch| match depth {
        0 => manner.links && stretch.url.is_some(),
        1 => stretch.bold,
        2 => stretch.struck,
        3 => stretch.italic,
        _ => false,
    };
    if depth > 3 {
        for stretch in stretches {
            leaf(stretch, manner, place, out);
        }
        return;
    }
    for group in stretches
        .chunk_by(|a, b| marked(a) == marked(b) && (depth > 0 || !marked(a) || a.url == b.url))
    {
        let Some(first) = group.first().filter(|first| marked(first)) else {
            nested(group, depth + 1, manner, place, out);
            continue;
        };
        let emphasis = manner.emphasis.to_string();
        let (before, after) = match depth {
            0 => (
                "[",
                format!("]({})", address(first.url.as_deref().unwrap_or_default())),
            ),
            1 => ("**", "**".to_owned()),
            2 => ("~~", "~~".to_owned()),
            _ => (emphasis.as_str(), emphasis.clone()),
        };
        out.push_str(before);
        nested(group, depth + 1, manner, place, out);
        out.push_str(&after);
    }
}

fn leaf(stretch: &Stretch, manner: Manner<'_>, place: Place, out: &mut String) {
    let line_break = if place == Place::Cell { "<br>" } else { "\\\n" };
    if stretch.code {
        let text = stretch.text.replace('\n', " ");
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest + 1);
        let padded = text.starts_with('`')
            || text.ends_with('`')
            || (text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty());
        let pad = if padded { " " } else { "" };
        let text = if place == Place::Cell {
            text.replace('|', "\\|")
        } else {
            text
        };
        let _ = write!(out, "{fence}{pad}{text}{pad}{fence}");
        return;
    }
    if stretch.cited {
        out.push_str(&stretch.text);
        return;
    }
    let linked = manner.links && stretch.url.is_some();
    for c in stretch.text.chars() {
        match c {
            '\n' => out.push_str(line_break),
            '|' if place == Place::Cell => out.push_str("\\|"),
            c => {
                if manner.escaped.contains(&c) || (linked && matches!(c, '[' | ']')) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
    }
    if !manner.links
        && let Some(url) = &stretch.url
    {
        let _ = write!(out, " ({url})");
    }
}

/// An address as a link's target is written.
fn address(url: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"()<>\\&*_`|".contains(c);
    if url.chars().all(plain) {
        return url.to_owned();
    }
    let mut out = String::from("<");
    for c in url.chars() {
        match c {
            '<' | '>' | '\\' | '&' | '|' | '`' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('>');
    out
}

/// A line with what would make its start a heading, list, quote, rule or definition escaped.
fn escaped_start(line: &str) -> String {
    if let Some(at) = clause_sign(line) {
        let mut line = line.to_owned();
        line.insert(at, '\\');
        return line;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = line.split_at(digits);
    if digits > 0 && tail.starts_with(['.', ')']) {
        format!("{head}\\{tail}")
    } else if line.starts_with(|c: char| "#>-+=:|~".contains(c)) {
        format!("\\{line}")
    } else {
        line.to_owned()
    }
}
