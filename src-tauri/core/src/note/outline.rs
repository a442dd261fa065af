//! Where in a note's file its parts lie, and how texts are kept apart from headings.
//!
//! A file is lines. Some lines are structure: `# English`, `# Français`, `## Background` and the
//! other section headings, and inside a response `### If pressed: …`. Everything else is text. A
//! line of text that looks like structure is written with one backslash more in front and read
//! with one less, so that any text can stand in any section.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::{Bilingual, Lang};
use crate::problem::{Problem, ProblemCode};
use crate::section::Section;

/// The byte ranges of a file's parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Outline {
    /// Between the `---` lines; `None` where there is no front matter.
    pub(super) front_matter: Option<Range<usize>>,
    /// The sides that have a heading.
    pub(super) sides: Bilingual<Option<SideOutline>>,
    /// What was odd.
    pub(super) problems: Vec<Problem>,
}

/// The byte ranges of a side's parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct SideOutline {
    /// From the side's heading to the next side or the end of the file.
    pub(super) all: Range<usize>,
    /// The sections that have a heading, in the order of the file.
    pub(super) sections: Vec<(Section, Part)>,
    /// The if-pressed blocks.
    pub(super) blocks: Vec<Part>,
}

impl SideOutline {
    pub(super) fn section(&self, section: Section) -> Option<&Part> {
        self.sections
            .iter()
            .find(|(present, _)| *present == section)
            .map(|(_, part)| part)
    }
}

/// A heading with the text below it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Part {
    /// The heading's line, with its line end.
    pub(super) heading: Range<usize>,
    /// From there to the next structural line; for a response to its first if-pressed block.
    pub(super) content: Range<usize>,
}

/// What a structural line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Structure {
    Side(Lang),
    Section(Section),
    IfPressed,
}

fn structure(line: &str) -> Option<Structure> {
    if let Some(name) = line.strip_prefix("# ") {
        return match folded(name).as_str() {
            "english" => Some(Structure::Side(Lang::En)),
            "francais" => Some(Structure::Side(Lang::Fr)),
            _ => None,
        };
    }
    if let Some(name) = line.strip_prefix("## ") {
        let name = folded(name);
        return Section::BODY
            .into_iter()
            .find(|section| {
                Lang::ALL
                    .into_iter()
                    .any(|lang| folded(section.heading(lang)) == name)
            })
            .map(Structure::Section);
    }
    if_pressed_topic(line).map(|_| Structure::IfPressed)
}

/// The topic of an if-pressed heading line, if the line is one.
pub(super) fn if_pressed_topic(line: &str) -> Option<&str> {
    let name = line.strip_prefix("### ")?.trim();
    let end = ["if pressed", "si pressé", "si pressée"]
        .into_iter()
        .filter_map(|label| {
            let mut chars = name.char_indices();
            for expected in label.chars() {
                let (_, c) = chars.next()?;
                if !c.to_lowercase().eq([expected]) {
                    return None;
                }
            }
            let rest = chars.as_str();
            (!rest.starts_with(char::is_alphanumeric)).then_some(name.len() - rest.len())
        })
        .max()?;
    Some(topic_text(&name[end..]))
}

/// A topic without the colon before it and the spaces around.
fn topic_text(text: &str) -> &str {
    text.trim_start_matches(|c: char| c == ':' || c.is_whitespace())
        .trim_end()
}

/// Any text as a topic or title: one line, without control characters or spaces around.
pub(super) fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect();
    spaced.trim().to_owned()
}

/// Any text as a topic: one line that does not begin with a colon.
pub(super) fn topic_line(text: &str) -> String {
    topic_text(&one_line(text)).to_owned()
}

/// A heading's words, case, accents, spaces and punctuation aside.
fn folded(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A text as it is written in a file with these line ends.
pub(super) fn escaped(text: &str, eol: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            if structure(line.trim_start_matches('\\')).is_some() {
                format!("\\{line}")
            } else {
                line.to_owned()
            }
        })
        .collect();
    lines.join(eol)
}

/// A text as it was before [`escaped`]; the opposite of it for every text.
pub(super) fn unescaped(written: &str) -> String {
    let lines: Vec<&str> = written
        .split('\n')
        .map(|line| {
            let line = line.strip_suffix('\r').unwrap_or(line);
            match line.strip_prefix('\\') {
                Some(rest) if structure(rest.trim_start_matches('\\')).is_some() => rest,
                _ => line,
            }
        })
        .collect();
    lines.join("\n")
}

/// Finds the parts of a file. Never fails: what is odd is in the problems.
pub(super) fn outline(text: &str) -> Outline {
    let mut found = Outline::default();
    let mut at = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    if let Some(front) = front_matter(text, at) {
        at = text[front.end..]
            .find('\n')
            .map_or(text.len(), |end| front.end + end + 1);
        found.front_matter = Some(front);
    }
    let mut walk = Walk {
        text,
        found,
        lang: None,
        section: None,
        unplaced: 0,
    };
    for line in text[at..].split_inclusive('\n') {
        walk.line(at..at + line.len(), line.trim_end_matches(['\r', '\n']));
        at += line.len();
    }
    walk.finish()
}

/// The range between the first line `---` and the next.
fn front_matter(text: &str, at: usize) -> Option<Range<usize>> {
    let mut lines = text[at..].split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = at + first.len();
    let mut end = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Some(start..end);
        }
        end += line.len();
    }
    None
}

struct Walk<'a> {
    text: &'a str,
    found: Outline,
    lang: Option<Lang>,
    section: Option<Section>,
    unplaced: usize,
}

impl Walk<'_> {
    fn line(&mut self, range: Range<usize>, line: &str) {
        match (structure(line), self.lang) {
            (Some(Structure::Side(lang)), _) if self.found.sides[lang].is_none() => {
                self.close_unplaced();
                self.lang = Some(lang);
                self.section = None;
                self.found.sides[lang] = Some(SideOutline {
                    all: range,
                    ..SideOutline::default()
                });
                return;
            }
            (Some(Structure::Section(section)), Some(lang)) if self.is_new(lang, section) => {
                self.close_unplaced();
                self.section = Some(section);
                if let Some(side) = &mut self.found.sides[lang] {
                    side.all.end = range.end;
                    let part = Part {
                        content: range.end..range.end,
                        heading: range,
                    };
                    side.sections.push((section, part));
                }
                return;
            }
            (Some(Structure::IfPressed), Some(lang)) if self.section == Some(Section::Response) => {
                if let Some(side) = &mut self.found.sides[lang] {
                    side.all.end = range.end;
                    side.blocks.push(Part {
                        content: range.end..range.end,
                        heading: range,
                    });
                }
                return;
            }
            (Some(Structure::Side(_) | Structure::Section(_)), _) => {
                let mut problem = Problem::new(ProblemCode::DuplicateSection)
                    .with("heading", line.trim_start_matches('#').trim());
                problem.lang = self.lang;
                problem.section = self.section;
                self.found.problems.push(problem);
            }
            _ => {}
        }
        self.text_line(range);
    }

    fn is_new(&self, lang: Lang, section: Section) -> bool {
        self.found.sides[lang]
            .as_ref()
            .is_some_and(|side| side.section(section).is_none())
    }

    fn text_line(&mut self, range: Range<usize>) {
        let words = self.text[range.clone()].split_whitespace().count();
        let Some(side) = self.lang.and_then(|lang| self.found.sides[lang].as_mut()) else {
            self.unplaced += words;
            return;
        };
        side.all.end = range.end;
        match (
            self.section,
            side.blocks.last_mut(),
            side.sections.last_mut(),
        ) {
            (Some(Section::Response), Some(block), _) => block.content.end = range.end,
            (Some(_), _, Some((_, part))) => part.content.end = range.end,
            _ => self.unplaced += words,
        }
    }

    fn close_unplaced(&mut self) {
        if self.unplaced > 0 {
            let mut problem = Problem::new(ProblemCode::UnplacedText).with("words", self.unplaced);
            problem.lang = self.lang;
            self.found.problems.push(problem);
            self.unplaced = 0;
        }
    }

    fn finish(mut self) -> Outline {
        self.close_unplaced();
        self.found
    }
}
