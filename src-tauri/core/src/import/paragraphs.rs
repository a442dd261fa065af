//! Lines → paragraphs, items and headings: lines that were broken to fit a page become one again.
//!
//! A line belongs to the one before it where that one could not have held its first word, or stops
//! in the middle of a sentence. A page where every paragraph is one long line is left as it is.

use super::bullets::{Marker, Nesting, marker};
use super::lines::{Layout, Line, Wrapping, ends_leading_on, ends_sentence};
use super::marks::{atx_heading, follows, is_lettered, is_row, is_rule, numbered, table_rows};

/// What a paragraph is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text.
    Plain,
    /// An item of a list with bullets.
    Bullet,
    /// An item of a numbered list, or a numbered clause: its number as printed, without the last dot.
    Number(String),
    /// A further paragraph of an item.
    Child,
    /// A heading marked as one, 1 to 6.
    Heading(u8),
    /// Words that stand out and head no section: written in bold.
    Strong,
    /// A table in Markdown, several lines.
    Table,
}

/// A paragraph of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Para {
    /// What it is.
    pub(super) kind: Kind,
    /// How deep in lists it stands; 0 outside and in the outermost.
    pub(super) depth: usize,
    /// Its text, one line but for a table.
    pub(super) text: String,
    /// Whether a blank line or a page's end stands before it.
    pub(super) gap: bool,
    /// Whether it stops in the middle of a sentence, at the end of a full line.
    pub(super) open: bool,
}

/// How a text's lines are to be read.
#[derive(Clone, Copy)]
pub(super) struct Reading<'f> {
    /// Whether `4.1.5 Text` is a clause and not a sentence.
    pub(super) clauses: bool,
    /// Whether a line's text starts something of its own, whatever stands before it.
    pub(super) starts: &'f dyn Fn(&str) -> bool,
}

/// The paragraphs of these lines.
pub(super) fn paragraphs(lines: &[Line<'_>], layout: &Layout, reading: Reading<'_>) -> Vec<Para> {
    let mut builder = Builder {
        layout,
        reading,
        paras: Vec::new(),
        lists: Nesting::default(),
        numbers: Vec::new(),
        pending: None,
        gap: true,
        tail: Tail::default(),
    };
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let table = table_rows(&lines[at..]);
        if table > 0 {
            builder.table(&lines[at..at + table]);
            at += table;
            continue;
        }
        if line.is_blank() || is_rule(line.text) {
            builder.gap = true;
        } else {
            builder.line(line, layout.widths.get(at).copied().unwrap_or(0));
        }
        at += 1;
    }
    builder.close();
    builder.paras
}

/// The last line of the paragraph that is being read.
#[derive(Debug, Default, Clone, Copy)]
struct Tail {
    /// Where it ends, in columns.
    end: usize,
    /// How wide the text runs there; 0 where lines are not broken.
    width: usize,
    /// How many lines the paragraph has.
    lines: usize,
    /// Columns before the paragraph's first line.
    indent: usize,
    /// Columns before its last line.
    last_indent: usize,
}

impl Tail {
    /// Whether `more` characters after a space would have filled the line to `percent`.
    const fn is_full_with(&self, more: usize, percent: usize) -> bool {
        (self.end + 1 + more) * 100 >= self.width * percent
    }
}

struct Builder<'a> {
    layout: &'a Layout,
    reading: Reading<'a>,
    paras: Vec<Para>,
    lists: Nesting,
    /// The last number seen at each depth.
    numbers: Vec<usize>,
    /// A bullet that stood alone on its line: its sign and indentation.
    pending: Option<(char, usize)>,
    gap: bool,
    tail: Tail,
}

impl Builder<'_> {
    fn line(&mut self, line: &Line<'_>, width: usize) {
        let text = line.text;
        let full = self.layout.wrapping == Wrapping::Full;
        // PDF extraction leaves one space, or a form feed, where a page starts.
        let page = line.page_start || (full && line.indent == 1 && self.tail.last_indent == 0);
        self.gap |= page;
        let gap = self.gap;
        if let Some((sign, indent)) = self.pending.take() {
            let depth = self.lists.depth(indent, sign);
            self.push(Kind::Bullet, depth, text, line, width);
            return;
        }
        if let Some((level, heading)) = atx_heading(text) {
            self.lists.clear();
            self.push(Kind::Heading(level), 0, heading, line, width);
            return;
        }
        if let Some(bullet) = marker(text).filter(|bullet| self.accepts(bullet, gap)) {
            if bullet.rest.is_empty() {
                self.pending = Some((bullet.sign, line.indent));
            } else {
                let indent = if page { 0 } else { line.indent };
                let depth = self.lists.depth(indent, bullet.sign);
                self.push(Kind::Bullet, depth, bullet.rest, line, width);
            }
            return;
        }
        if let Some((label, rest)) = self.number(text, line.indent, gap) {
            let depth = if self.reading.clauses {
                self.lists.clear();
                0
            } else {
                self.lists.depth(line.indent, '1')
            };
            self.push(Kind::Number(label), depth, &rest, line, width);
            return;
        }
        if (self.reading.starts)(text) {
            self.lists.clear();
            self.push(Kind::Plain, 0, text, line, width);
        } else if self.joins(line, gap) {
            self.join(line, width);
        } else if let Some(depth) = self.child_depth(line, gap) {
            self.push(Kind::Child, depth, text, line, width);
        } else {
            // The rest of an item that a blank line or a page's end cut does not end its list.
            let rest = text.starts_with(char::is_lowercase)
                && self
                    .paras
                    .last()
                    .is_some_and(|last| !ends_sentence(&last.text));
            if !rest {
                self.lists.clear();
            }
            self.push(Kind::Plain, 0, text, line, width);
        }
    }

    fn table(&mut self, rows: &[Line<'_>]) {
        let text: Vec<&str> = rows.iter().map(|row| row.text).collect();
        self.lists.clear();
        if let Some(first) = rows.first() {
            self.push(Kind::Table, 0, &text.join("\n"), first, 0);
        }
    }

    fn push(&mut self, kind: Kind, depth: usize, text: &str, line: &Line<'_>, width: usize) {
        self.close();
        self.paras.push(Para {
            kind,
            depth,
            text: text.to_owned(),
            gap: self.gap,
            open: false,
        });
        self.gap = false;
        self.tail = Tail {
            end: line.indent + line.len,
            width,
            lines: 1,
            indent: line.indent,
            last_indent: line.indent,
        };
    }

    fn join(&mut self, line: &Line<'_>, width: usize) {
        let Some(last) = self.paras.last_mut() else {
            return;
        };
        append(&mut last.text, line.text);
        self.tail.end = line.indent + line.len;
        self.tail.width = self.tail.width.max(width);
        self.tail.last_indent = line.indent;
        self.tail.lines += 1;
    }

    /// Notes whether the last paragraph stopped in the middle of a sentence.
    fn close(&mut self) {
        let tail = self.tail;
        let full = self.layout.wrapping == Wrapping::Full;
        let broken = tail.width > 0 && self.layout.wrapping != Wrapping::None;
        if let Some(last) = self.paras.last_mut() {
            let filled = (tail.lines > 1 && tail.is_full_with(0, 78))
                || (!last.gap && tail.is_full_with(0, 80))
                || (last.kind == Kind::Bullet && tail.is_full_with(0, 60));
            last.open = broken
                && (ends_leading_on(&last.text) || (full && filled))
                && !ends_sentence(&last.text)
                && matches!(last.kind, Kind::Plain | Kind::Bullet | Kind::Number(_));
        }
    }

    /// Whether a sign at a line's start is a bullet there and not a dash within a sentence.
    fn accepts(&self, bullet: &Marker<'_>, gap: bool) -> bool {
        let Some(last) = self.paras.last() else {
            return bullet.sign != 'o';
        };
        if bullet.sign == 'o' {
            return gap || !self.lists.is_empty() || ends_sentence(&last.text);
        }
        !bullet.is_ambiguous()
            || gap
            || self.layout.wrapping == Wrapping::None
            || last.kind != Kind::Plain
            || ends_sentence(&last.text)
            || !self.tail.is_full_with(0, 80)
            || (self.reading.starts)(&last.text)
    }

    /// The number that a line starts with, if it numbers an item or a clause.
    fn number(&mut self, text: &str, indent: usize, gap: bool) -> Option<(String, String)> {
        let (label, rest) = numbered(text)?;
        if label.contains('.') {
            if !self.reading.clauses || (!gap && self.is_cut(rest)) {
                return None;
            }
            let lower = rest.starts_with(char::is_lowercase);
            let deep = label.matches('.').count() > 1 || label.ends_with(".1");
            let known = self
                .paras
                .iter()
                .rev()
                .take(50)
                .any(|para| matches!(&para.kind, Kind::Number(other) if follows(other, label)));
            return (!lower || deep || known).then(|| (label.to_owned(), rest.to_owned()));
        }
        let number: usize = label.parse().ok()?;
        let depth = if self.reading.clauses { 0 } else { indent / 2 };
        let last = self.numbers.get(depth).copied().unwrap_or(0);
        let follows = number == 1 || number == last + 1;
        let apart = gap || self.layout.wrapping == Wrapping::None;
        let accepted = number <= 99 && (apart || (follows && !self.is_cut(rest)));
        if !accepted {
            return None;
        }
        if self.numbers.len() <= depth {
            self.numbers.resize(depth + 1, 0);
        }
        self.numbers.truncate(depth + 1);
        self.numbers[depth] = number;
        Some((label.to_owned(), rest.to_owned()))
    }

    /// Whether the last line stops in the middle of a sentence that `rest` goes on with.
    fn is_cut(&self, rest: &str) -> bool {
        self.layout.wrapping == Wrapping::Full
            && self.paras.last().is_some_and(|last| {
                !ends_sentence(&last.text)
                    && (ends_leading_on(&last.text) || rest.starts_with(char::is_lowercase))
            })
    }

    /// Whether a line goes on with the last paragraph.
    fn joins(&self, line: &Line<'_>, gap: bool) -> bool {
        let Some(last) = self.paras.last() else {
            return false;
        };
        if gap || matches!(last.kind, Kind::Heading(_) | Kind::Table) {
            return false;
        }
        let Some(first) = line.text.chars().next() else {
            return false;
        };
        if matches!(first, ',' | ';' | ':' | '!' | '?' | ')' | ']' | '»' | '…') {
            return true;
        }
        if is_row(line.text) || is_row(&last.text) {
            return false;
        }
        if is_lettered(line.text) && (ends_sentence(&last.text) || ends_leading_on(&last.text)) {
            return false;
        }
        let in_item = matches!(last.kind, Kind::Bullet | Kind::Number(_) | Kind::Child);
        if in_item && line.indent >= self.tail.indent + 2 {
            return true;
        }
        let tail = self.tail;
        if tail.width == 0 || self.layout.wrapping == Wrapping::None {
            return false;
        }
        let word = first_word(line.text);
        let ended = ends_sentence(&last.text);
        if first.is_lowercase() && !ended {
            return tail.end * 2 >= tail.width
                || tail.is_full_with(word, 75)
                || ends_leading_on(&last.text);
        }
        if self.layout.wrapping != Wrapping::Full {
            return false;
        }
        match (first.is_lowercase(), ended) {
            (true, _) => !last.text.ends_with(':') && tail.is_full_with(word, 90),
            (false, false) => {
                ends_leading_on(&last.text)
                    || (tail.end >= 20
                        && !(self.reading.starts)(&last.text)
                        && tail.is_full_with(word, 85))
            }
            (false, true) => {
                let lists = last.text.ends_with([':', ';']);
                let headed = lists && matches!(last.kind, Kind::Number(_));
                let word = line.text.split(char::is_whitespace).next();
                let word = word.map_or(0, |word| word.chars().count());
                !headed && tail.is_full_with(word, if lists { 100 } else { 93 })
            }
        }
    }

    /// The depth of a line that is a further paragraph of an item, which indentation says.
    fn child_depth(&self, line: &Line<'_>, gap: bool) -> Option<usize> {
        let last = self.paras.last()?;
        let in_item = matches!(last.kind, Kind::Bullet | Kind::Number(_) | Kind::Child);
        let inside = match last.kind {
            Kind::Child => line.indent >= self.tail.indent,
            _ => line.indent >= self.tail.indent + 2,
        };
        let wanted = gap && in_item && inside && self.layout.wrapping != Wrapping::Full;
        let is_list = !self.reading.clauses || !matches!(last.kind, Kind::Number(_));
        (wanted && is_list).then_some(last.depth)
    }
}

/// Appends a line to the text that it goes on with.
pub(super) fn append(text: &mut String, line: &str) {
    let hyphen = text.ends_with('-')
        && text.chars().rev().nth(1).is_some_and(char::is_alphanumeric)
        && line.starts_with(char::is_alphanumeric);
    if !hyphen {
        text.push(' ');
    }
    text.push_str(line);
}

/// The length of a text's first word in characters, as far as no line may break.
fn first_word(text: &str) -> usize {
    text.split([' ', '\t'])
        .next()
        .map_or(0, |word| word.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::lines;

    fn read(text: &str) -> Vec<(Kind, usize, String)> {
        let lines = lines(text);
        let layout = Layout::of(&lines);
        let reading = Reading {
            clauses: false,
            starts: &|_| false,
        };
        paragraphs(&lines, &layout, reading)
            .into_iter()
            .map(|para| (para.kind, para.depth, para.text))
            .collect()
    }

    fn texts(text: &str) -> Vec<String> {
        read(text).into_iter().map(|(_, _, text)| text).collect()
    }

    #[test]
    fn lines_broken_at_a_width_are_joined() {
        assert_eq!(
            texts(
                "Departments look at the platforms that they use each year and decide with\n\
                 Treasury Board which of them still serve the public that they want to be\n\
                 reached. A report is published.\n\
                 A second paragraph starts on a line of its own, and it is as long as the\n\
                 first one was, or nearly so.\n"
            ),
            [
                "Departments look at the platforms that they use each year and decide with Treasury Board which of them still serve the public that they want to be reached. A report is published.",
                "A second paragraph starts on a line of its own, and it is as long as the first one was, or nearly so.",
            ]
        );
    }

    #[test]
    fn short_paragraphs_of_an_unbroken_page_stay_apart() {
        assert_eq!(
            texts("First sentence.\nSecond one\nThird\nfourth\n").len(),
            4
        );
    }

    #[test]
    fn bullets_are_joined_within_and_never_with_each_other() {
        let found = read(
            "• The first bullet of this list is broken to fit a narrow page because it\n\
             was copied from a file.\n\
             o an inner one that is long enough to be broken at the same column as the\n\
             others\n\
             •No space here\n\n\
             •\n\
             Alone on its line\n",
        );
        let shapes: Vec<(&Kind, usize)> = found.iter().map(|(k, d, _)| (k, *d)).collect();
        assert_eq!(
            shapes,
            [
                (&Kind::Bullet, 0),
                (&Kind::Bullet, 1),
                (&Kind::Bullet, 0),
                (&Kind::Bullet, 0)
            ]
        );
        assert!(found[0].2.ends_with("because it was copied from a file."));
        assert_eq!(found[3].2, "Alone on its line");
    }

    #[test]
    fn a_hyphen_at_a_line_end_stays_without_a_space() {
        let mut text = "auto-".to_owned();
        append(&mut text, "évaluation");
        assert_eq!(text, "auto-évaluation");
        let mut text = "a -".to_owned();
        append(&mut text, "b");
        assert_eq!(text, "a - b");
    }

    #[test]
    fn a_year_at_a_line_start_is_no_number() {
        let found = read(
            "The plan was adopted by the departments that are named here in the spring of\n\
             2019. It is reviewed by the same departments each year, in the spring, with a\n\
             report.\n",
        );
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
