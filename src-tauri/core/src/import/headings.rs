//! Which paragraphs of a document are headings, and which text stands under each.

use super::left_out::LeftOut;
use super::lines::{ends_leading_on, ends_sentence};
use super::marks::is_row;
use super::paragraphs::{Kind, Para};
use crate::registry::folded;

/// A headed or numbered part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Part {
    /// Its number, or empty.
    pub(super) label: String,
    /// Its heading, or empty.
    pub(super) heading: String,
    /// How deep the heading stands; 0 without one.
    pub(super) level: u8,
    /// Its text.
    pub(super) paras: Vec<Para>,
}

/// A document in parts.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// The title, where the document has one.
    pub(super) title: Option<String>,
    /// The parts in order; the first may be a preamble without heading.
    pub(super) parts: Vec<Part>,
}

/// A heading has no more words than this; a question may have more.
const HEADING_WORDS: usize = 22;
const QUESTION_WORDS: usize = 50;
/// No title is longer, in characters.
const TITLE_CHARS: usize = 300;
/// The deepest heading.
const DEEPEST: u8 = 5;

/// What a paragraph is to the document's structure.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    Text,
    /// A heading marked as one in the source.
    Marked(u8),
    /// `4.1 Scope`: its label and words.
    Numbered(String),
    /// `Annexe A : …`
    Annex,
    /// A short line that stands alone.
    Short,
    /// `4.1.5 The head is responsible.`
    Clause(String),
}

/// The parts of a document, whose pages may have two columns. A line that repeats the title goes
/// to `left_out`.
pub(super) fn parts(mut paras: Vec<Para>, columns: bool, left_out: &mut LeftOut) -> Parts {
    let title = take_title(&mut paras);
    if let Some(title) = &title {
        let title = folded(title);
        paras.retain(|para| {
            let repeats = para.kind == Kind::Plain && folded(&para.text) == title;
            if repeats {
                left_out.add(&para.text);
            }
            !repeats
        });
    }
    let roles = roles(&paras);
    let levels = Levels::of(&roles, columns);
    let mut found: Vec<Part> = vec![Part::default()];
    for ((para, role), level) in paras.into_iter().zip(roles).zip(levels.0) {
        let part = match role {
            Role::Text => {
                if let Some(last) = found.last_mut() {
                    last.paras.push(para);
                }
                continue;
            }
            Role::Marked(_) | Role::Annex | Role::Short => Part {
                heading: para.text,
                level,
                ..Part::default()
            },
            Role::Numbered(label) => {
                let heading = para
                    .text
                    .trim_end_matches(|c: char| c == ':' || c.is_whitespace());
                Part {
                    label,
                    heading: heading.to_owned(),
                    level,
                    ..Part::default()
                }
            }
            Role::Clause(label) => Part {
                label,
                paras: vec![Para {
                    kind: Kind::Plain,
                    ..para
                }],
                ..Part::default()
            },
        };
        found.push(part);
    }
    if found.first().is_some_and(|first| first.paras.is_empty()) {
        found.remove(0);
    }
    Parts {
        title,
        parts: found,
    }
}

/// The document's title: its first paragraph, where that is one line of a heading's kind.
fn take_title(paras: &mut Vec<Para>) -> Option<String> {
    let first = paras.first()?;
    let short = first.text.chars().count() <= TITLE_CHARS;
    let is_title = match first.kind {
        Kind::Heading(_) => true,
        Kind::Plain => !first.text.ends_with(['.', ';', ':', ',']),
        _ => false,
    };
    (short && is_title && paras.len() > 1).then(|| paras.remove(0).text)
}

fn roles(paras: &[Para]) -> Vec<Role> {
    let mut roles: Vec<Role> = paras.iter().map(role).collect();
    // A short line is a heading only if text stands under it: lines that name lists which are not
    // there, or that end the document, are text.
    for at in (0..roles.len()).rev() {
        if roles[at] == Role::Short {
            let heads = match (roles.get(at + 1), paras.get(at + 1)) {
                (Some(Role::Text | Role::Clause(_) | Role::Short), Some(next)) => {
                    roles[at + 1] != Role::Text
                        || next.gap
                        || next.kind == Kind::Plain
                        || matches!(next.kind, Kind::Bullet | Kind::Number(_))
                }
                _ => false,
            };
            let bare =
                roles.get(at + 1) == Some(&Role::Text) && paras.get(at + 1).is_some_and(is_short);
            if !heads || bare {
                roles[at] = Role::Text;
            }
        }
    }
    roles
}

fn role(para: &Para) -> Role {
    match &para.kind {
        Kind::Heading(level) => Role::Marked(*level),
        Kind::Number(label) => numbered(para, label),
        Kind::Plain if is_annex(&para.text) => Role::Annex,
        Kind::Plain if is_short(para) => Role::Short,
        _ => Role::Text,
    }
}

/// A numbered paragraph is a heading, a clause, or, with a bare number, an item of a list.
fn numbered(para: &Para, label: &str) -> Role {
    let text = para.text.as_str();
    let words = text.split_whitespace().count();
    let question = text.ends_with('?') && words <= QUESTION_WORDS;
    let lead = text.ends_with(':') && words <= if label.contains('.') { 3 } else { 8 };
    let heading = words <= HEADING_WORDS
        && !ends_sentence(text)
        && !text.ends_with(',')
        && text.starts_with(|c: char| !c.is_lowercase());
    if para.depth == 0 && (question || lead || heading) {
        Role::Numbered(label.to_owned())
    } else if label.contains('.') {
        Role::Clause(label.to_owned())
    } else {
        Role::Text
    }
}

/// `Annexe A`, `Appendix B: …`, `Schedule 1 – …`.
fn is_annex(text: &str) -> bool {
    let folded = folded(text);
    let mut words = folded.split(' ');
    let named = matches!(
        words.next(),
        Some("annex" | "annexe" | "appendix" | "appendice" | "schedule")
    );
    let numbered = words.next().is_some_and(|word| {
        (word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase()))
            || word.bytes().all(|b| b.is_ascii_digit())
            || matches!(word, "ii" | "iii" | "iv" | "vi")
    });
    named && numbered && text.split_whitespace().count() <= 30 && !text.ends_with('.')
}

/// Whether a paragraph looks like a heading: a short line that stands alone and is no sentence.
fn is_short(para: &Para) -> bool {
    let text = para.text.as_str();
    para.kind == Kind::Plain
        && para.gap
        && !para.open
        && text.split_whitespace().count() <= HEADING_WORDS
        && text.chars().count() <= 150
        && !text.ends_with([',', '.', ';', ':', '!'])
        && !ends_leading_on(text)
        && !text.contains(['@', '|'])
        && !text.contains("://")
        && !is_row(text)
        && text
            .trim_start_matches(['«', '“', '"', '*', ' ', '\u{a0}'])
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && text.contains(char::is_alphabetic)
}

/// The level of each paragraph's heading.
struct Levels(Vec<u8>);

impl Levels {
    fn of(roles: &[Role], columns: bool) -> Self {
        let top_mark = roles
            .iter()
            .filter_map(|role| match role {
                Role::Marked(level) => Some(*level),
                _ => None,
            })
            .min()
            .unwrap_or(1);
        // The level of the last numbered or annex heading, and of an annex above numbers.
        let mut above = 0;
        let mut annex = 0;
        let mut leaf: u8 = 0;
        let mut start = 0;
        let mut leaf_from = 0;
        let mut levels = Vec::with_capacity(roles.len());
        for (at, role) in roles.iter().enumerate() {
            let level = match role {
                Role::Text | Role::Clause(_) => 0,
                Role::Marked(level) => {
                    above = level - top_mark + 1;
                    above
                }
                Role::Annex => {
                    annex = 1;
                    above = 1;
                    leaf = 0;
                    1
                }
                Role::Numbered(label) => {
                    // `1.0` stands where `1` does.
                    let dots = label.trim_end_matches(".0").matches('.').count();
                    above =
                        annex + u8::try_from(dots).map_or(DEEPEST, |dots| dots.min(DEEPEST)) + 1;
                    leaf = 0;
                    above
                }
                Role::Short => {
                    // Headings that follow each other directly stand under each other; the last
                    // one of each run heads text, and all such stand at one level.
                    let run = roles[at..]
                        .iter()
                        .take(usize::from(DEEPEST))
                        .take_while(|role| **role == Role::Short)
                        .count();
                    let run = u8::try_from(run).unwrap_or(1);
                    let starts = at == 0 || roles[at - 1] != Role::Short;
                    if starts {
                        start = at;
                    }
                    let first = leaf == 0 || leaf_from == start;
                    if leaf == 0 {
                        leaf = run;
                        leaf_from = start;
                    }
                    let up = if columns && !first && !starts {
                        // Two columns start side by side, each with its heading.
                        1
                    } else if columns && !first {
                        run.min(2)
                    } else {
                        run
                    };
                    above + (leaf + 1).saturating_sub(up).max(1)
                }
            };
            levels.push(level.min(DEEPEST));
        }
        Self(levels)
    }
}
