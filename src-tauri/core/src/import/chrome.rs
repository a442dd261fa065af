//! What stands on a page and is no part of its text: addresses, print dates, page numbers, running
//! heads, site navigation, tables of contents.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::dates::parse_date;
use super::labels::undecorated;
use super::left_out::LeftOut;
use super::lines::{BLANK, Line};
use crate::registry::folded;

static ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\W{0,2}(?:https?://|www\.|file://)\S+(?:\s+\d+\s*/\s*\d+)?$").ok()
});

/// `9/10/24, 11:10 AM`, `2024-09-10 11:10`, alone or with the page's title after it.
static PRINT_DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^ \d{1,4} [/.-] \d{1,2} [/.-] \d{1,4} ,? \s+
          \d{1,2} \s? [:h] \s? \d{2} (?: :\d{2} )? (?: \s* [ap] \.? \s? m\b \.? )? (?: \s .* )? $",
    )
    .ok()
});

static PAGE_NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^ (?: page \s+ \d{1,4} (?: \s* (?: of | de | sur | / ) \s* \d{1,4} )?
          | \d{1,4} \s* (?: of | de | sur | / ) \s* \d{1,4}
          | [-–—] \s* \d{1,4} \s* [-–—]
          | \S.* \s{3,} page \s+ \d{1,4} \s* (?: of | de | sur | / ) \s* \d{1,4} ) $",
    )
    .ok()
});

/// The title that a browser gives to a page of the government's site.
static SITE_TITLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)\s[-–|]\s*Canada\.ca$").ok());

fn is(regex: &LazyLock<Option<Regex>>, text: &str) -> bool {
    regex.as_ref().is_some_and(|regex| regex.is_match(text))
}

/// Whether a line is an address and nothing else.
pub(super) fn is_address(text: &str) -> bool {
    is(&ADDRESS, text)
}

/// Whether a line is what a printer puts on a page: a date with a time, or a page's number.
pub(super) fn is_print_mark(text: &str) -> bool {
    is(&PRINT_DATE, text) || is(&PAGE_NUMBER, text)
}

/// Whether a line above a page's text belongs to the site.
pub(super) fn is_site_head(text: &str) -> bool {
    SITE_HEAD.contains(&folded(undecorated(text)).as_str()) || is_breadcrumb(text)
}

/// Whether a line says when the page was modified, with a date or before one.
pub(super) fn is_modification(text: &str) -> bool {
    let line = Line { text, ..BLANK };
    modification(&[line]).is_some()
}

/// Lines above the title of a page of the government's site, folded.
const SITE_HEAD: [&str; 26] = [
    "accueil",
    "canada ca",
    "du canada",
    "english",
    "francais",
    "gouvernement",
    "gouvernement du canada",
    "gouvernement du canada government of canada",
    "government",
    "government of canada",
    "government of canada gouvernement du canada",
    "home",
    "langue",
    "language selection",
    "main menu",
    "menu",
    "menu principal",
    "of canada",
    "passer au contenu principal",
    "recherche",
    "search",
    "selection de la langue",
    "skip to main content",
    "symbol of the government of canada",
    "symbole du gouvernement du canada",
    "you are here",
];

/// Lines that lead elsewhere, folded.
const ELSEWHERE: [&str; 8] = [
    "details de la page",
    "en savoir plus",
    "find out more",
    "learn more",
    "page details",
    "pour en savoir plus",
    "read more",
    "report a problem on this page",
];

const CONTENTS: [&str; 6] = [
    "contents",
    "dans cette page",
    "on this page",
    "sur cette page",
    "table des matieres",
    "table of contents",
];

/// A document's lines without what is no part of its text.
#[derive(Debug)]
pub(super) struct Cleaned<'a> {
    /// The lines; one that was left out is blank.
    pub(super) lines: Vec<Line<'a>>,
    /// When the page says that it was modified.
    pub(super) modified: Option<NaiveDate>,
}

/// Takes what is no part of the text out of a document's lines, into `left_out`.
pub(super) fn cleaned<'a>(mut lines: Vec<Line<'a>>, left_out: &mut LeftOut) -> Cleaned<'a> {
    let heads = running_heads(&lines);
    let mut drop = |line: &mut Line<'a>| {
        left_out.add(line.text);
        *line = Line {
            page_start: line.page_start,
            ..BLANK
        };
    };
    let mut modified = None;
    let mut above = true;
    let mut before: &str = "";
    let mut printed = false;
    let mut at = 0;
    while at < lines.len() {
        let text = lines[at].text;
        if text.is_empty() {
            at += 1;
            continue;
        }
        let plain = folded(undecorated(text));
        if let Some((rows, date)) = modification(&lines[at..]) {
            if date.is_some() && (modified.is_none() || modified == date) {
                modified = date;
                lines[at..at + rows].fill(BLANK);
            } else {
                lines[at..at + rows].iter_mut().for_each(&mut drop);
            }
            at += rows;
            continue;
        }
        let site = is(&SITE_TITLE, text);
        let out = is_print_mark(text)
            || heads.contains(&at)
            || (is_address(text) && !before.ends_with(':'))
            || (site && (printed || above))
            || (ELSEWHERE.contains(&plain.as_str()) && !text.starts_with('#'))
            || (above && is_site_head(text));
        if out {
            printed = is(&PRINT_DATE, text);
            drop(&mut lines[at]);
            at += 1;
            continue;
        }
        let rows = contents(&lines[at..], &plain);
        if rows > 0 {
            lines[at..at + rows].iter_mut().for_each(&mut drop);
            at += rows;
            continue;
        }
        above = false;
        printed = false;
        before = text;
        at += 1;
    }
    Cleaned { lines, modified }
}

/// Whether a line is a path through a site: `Canada.ca > Topic > Page`.
fn is_breadcrumb(text: &str) -> bool {
    let steps = text.matches(" > ").count() + text.matches(" › ").count();
    steps >= 2 || (steps == 1 && folded(text).starts_with("canada ca"))
}

/// How many lines a modification date takes, and the date: `Date modified: 2024-07-11`, or the
/// date on the next line that says something.
fn modification(lines: &[Line<'_>]) -> Option<(usize, Option<NaiveDate>)> {
    let text = undecorated(lines.first()?.text);
    let (name, value) = text.split_once(':').unwrap_or((text, ""));
    if !matches!(
        folded(name).as_str(),
        "date modified" | "date de modification" | "last modified" | "derniere modification"
    ) {
        return None;
    }
    let value = value.trim();
    if !value.is_empty() {
        return parse_date(value).map(|date| (1, Some(date)));
    }
    let next = lines.iter().skip(1).position(|line| !line.is_blank());
    let dated = next.and_then(|at| {
        let date = parse_date(lines.get(at + 1)?.text)?;
        Some((at + 2, Some(date)))
    });
    Some(dated.unwrap_or((1, None)))
}

/// How many lines a table of contents takes that starts here: its heading and the lines under it.
fn contents(lines: &[Line<'_>], heading: &str) -> usize {
    if !CONTENTS.contains(&heading) {
        return 0;
    }
    let blanks = lines[1..].iter().take_while(|line| line.is_blank()).count();
    let from = 1 + blanks;
    // Entries name headings: a paragraph under the words is text.
    let entries = lines[from..]
        .iter()
        .take_while(|line| !line.is_blank() && line.len <= 120 && !line.text.ends_with('.'))
        .count();
    from + entries
}

/// Lines at the top or foot of pages that come back on most of them, digits apart: by their place.
fn running_heads(lines: &[Line<'_>]) -> HashSet<usize> {
    let starts: Vec<usize> = std::iter::once(0)
        .chain((1..lines.len()).filter(|at| lines[*at].page_start))
        .chain(std::iter::once(lines.len()))
        .collect();
    let pages = starts.len() - 1;
    if pages < 3 {
        return HashSet::new();
    }
    let masked = |text: &str| -> String {
        text.chars()
            .map(|c| if c.is_ascii_digit() { '0' } else { c })
            .collect()
    };
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for page in starts.windows(2) {
        let written: Vec<usize> = (page[0]..page[1])
            .filter(|at| !lines[*at].is_blank() && lines[*at].len <= 150)
            .collect();
        let edge = written.iter().take(2).chain(written.iter().rev().take(2));
        let mut edge: Vec<usize> = edge.copied().collect();
        edge.sort_unstable();
        edge.dedup();
        for at in edge {
            places.entry(masked(lines[at].text)).or_default().push(at);
        }
    }
    places
        .into_values()
        .filter(|places| places.len() >= 3 && places.len() * 2 >= pages)
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::lines;

    fn clean(text: &str) -> (Vec<String>, Vec<String>, Option<NaiveDate>) {
        let mut left_out = LeftOut::default();
        let cleaned = cleaned(lines(text), &mut left_out);
        let kept = cleaned
            .lines
            .iter()
            .filter(|line| !line.is_blank())
            .map(|line| line.text.to_owned())
            .collect();
        let out = left_out
            .problems()
            .map(|problem| problem.params["text"].clone())
            .collect();
        (kept, out, cleaned.modified)
    }

    #[test]
    fn site_and_printer_leave_no_text() {
        let (kept, out, modified) = clean(
            "Government\nof Canada\n[Canada.ca](#) > [Topic](#) > [Page](#)\nThe title\n\n\
             Text.\n3/4/25, 9:05 AM\nThe title - Topic - Canada.ca\nhttps://example.org/page 1/3\n\
             See:\nhttps://example.org/kept\nPage 2 of 3\nGovernment\nLearn more\n\
             Date modified:\n\n2025-03-04\n",
        );
        assert_eq!(
            kept,
            [
                "The title",
                "Text.",
                "See:",
                "https://example.org/kept",
                "Government"
            ]
        );
        assert_eq!(out.len(), 8, "{out:?}");
        assert_eq!(modified, Some("2025-03-04".parse().unwrap()));
    }

    #[test]
    fn a_table_of_contents_is_left_out_and_text_under_such_words_is_not() {
        let (kept, out, _) = clean("T\n\nOn this page:\nOne\nTwo\n\nOne\n\nText.");
        assert_eq!((kept.len(), out.len()), (3, 3));
        let (kept, _, _) = clean("T\n\nOn this page\n\nIt is a sentence.");
        assert_eq!(kept, ["T", "It is a sentence."]);
    }

    #[test]
    fn lines_that_come_back_on_every_page_are_left_out() {
        let (kept, out, _) = clean(
            "Report 1\nAlpha.\n\u{c}Report 2\nBeta.\n\u{c}Report 3\nGamma.\n\u{c}Report 4\nDelta.\n",
        );
        assert_eq!(kept, ["Alpha.", "Beta.", "Gamma.", "Delta."]);
        assert_eq!(out.len(), 4);
    }

    #[test]
    fn a_modification_date_without_a_date_is_reported() {
        let (kept, out, modified) = clean("Title\n\nText.\n\nPage details\n\nDate modified:");
        assert_eq!(kept.len(), 2);
        assert_eq!(out, ["Page details", "Date modified:"]);
        assert_eq!(modified, None);
    }
}
