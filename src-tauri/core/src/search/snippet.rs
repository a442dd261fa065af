//! The best passage of a hit, with the words that matched.

use std::collections::HashMap;
use std::ops::Range;

use super::matcher::{Match, Matcher};
use super::schema::Stored;
use crate::section::Section;

/// About how long a snippet is, in bytes.
const LENGTH: usize = 220;
/// How much of it stands before its first match, in bytes.
const LEAD: usize = 60;

/// A passage to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Snippet {
    /// The name of its section.
    pub(super) section: String,
    /// The text, on one line, with `…` where it was cut.
    pub(super) text: String,
    /// The matches, in UTF-16 code units of the text, ascending and apart.
    pub(super) highlights: Vec<[u32; 2]>,
    /// The matches in the title, likewise.
    pub(super) title: Vec<[u32; 2]>,
    /// The names of all sections that match, in order; `title` for the title.
    pub(super) sections: Vec<String>,
}

/// The passage of a hit that has most of what was looked for; the first where none has any.
pub(super) fn best(stored: &Stored, matcher: &Matcher) -> Snippet {
    let mut best: Option<Window> = None;
    let mut sections: Vec<String> = Vec::new();
    let mut title = Vec::new();
    if !matcher.is_empty() {
        title = marks(&stored.title, &matcher.matches(stored.lang, &stored.title));
        if !title.is_empty() {
            sections.push(Section::Title.key().to_owned());
        }
        for (at, (section, text)) in stored.passages.iter().enumerate() {
            let matches = matcher.matches(stored.lang, text);
            let Some((score, range)) = densest(&matches) else {
                continue;
            };
            if sections.last() != Some(section) {
                sections.push(section.clone());
            }
            if best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Window {
                    score,
                    at,
                    matches: matches[range].to_vec(),
                });
            }
        }
    }
    let Window {
        at,
        matches: within,
        ..
    } = best.unwrap_or_default();
    let start = within.first().map_or(0, |found| found.start);
    let cut = stored
        .passages
        .get(at)
        .map(|(section, text)| cut(section, text, start, &within));
    Snippet {
        title,
        sections,
        ..cut.unwrap_or_default()
    }
}

/// Matches in a text, in UTF-16 code units.
fn marks(text: &str, matches: &[Match]) -> Vec<[u32; 2]> {
    let units = |at: usize| {
        let before = text.get(..at).unwrap_or(text);
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    matches
        .iter()
        .map(|found| [units(found.start), units(found.end)])
        .collect()
}

/// A part of a passage and what matches in it.
#[derive(Default)]
struct Window {
    score: usize,
    at: usize,
    matches: Vec<Match>,
}

/// Which of a passage's matches fit into one snippet and mean most: different words first, then
/// their number.
fn densest(matches: &[Match]) -> Option<(usize, Range<usize>)> {
    let mut best: Option<(usize, Range<usize>)> = None;
    let mut inside: HashMap<u64, usize> = HashMap::new();
    let mut end = 0;
    for (first, found) in matches.iter().enumerate() {
        while let Some(next) = matches.get(end)
            && (next.end <= found.start + LENGTH - LEAD || end == first)
        {
            *inside.entry(next.what).or_insert(0) += 1;
            end += 1;
        }
        let score = inside.len() * 100 + (end - first).min(20);
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, first..end));
        }
        if let Some(count) = inside.get_mut(&found.what) {
            *count -= 1;
            if *count == 0 {
                inside.remove(&found.what);
            }
        }
    }
    best
}

/// Cuts a window out of a text around a place, at the ends of words.
fn cut(section: &str, text: &str, around: usize, matches: &[Match]) -> Snippet {
    let last = matches.last().map_or(around, |found| found.end);
    let from = if text.len() <= LENGTH || around <= LEAD {
        0
    } else {
        // Not so late that the end of the text leaves the window half empty.
        let from = (around - LEAD).min(text.len().saturating_sub(LENGTH));
        word_start(text, from, around)
    };
    let to = if text.len() <= from + LENGTH {
        text.len()
    } else {
        word_end(text, from + LENGTH, last)
    };
    let mut shown = String::with_capacity(to - from + 6);
    if from > 0 {
        shown.push('…');
    }
    let mut highlights = Vec::with_capacity(matches.len());
    let mut units = u32::from(from > 0);
    let mut at = from;
    let count = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    for found in matches {
        if found.start < at || found.end > to {
            continue;
        }
        let start = units + count(&text[at..found.start]);
        units = start + count(&text[found.start..found.end]);
        at = found.end;
        highlights.push([start, units]);
    }
    shown.extend(
        text[from..to]
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c }),
    );
    if to < text.len() {
        shown.truncate(shown.trim_end().len());
        shown.push('…');
    }
    Snippet {
        section: section.to_owned(),
        text: shown,
        highlights,
        ..Snippet::default()
    }
}

fn char_bound(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The start of the first word after `from`, but no later than `latest`.
fn word_start(text: &str, from: usize, latest: usize) -> usize {
    let from = char_bound(text, from);
    let window = &text[from..latest.max(from)];
    window
        .find(char::is_whitespace)
        .map_or(latest.max(from), |space| {
            let rest = &window[space..];
            from + space + (rest.len() - rest.trim_start().len())
        })
}

/// The end of the last word before `to`, but no earlier than `earliest`.
fn word_end(text: &str, to: usize, earliest: usize) -> usize {
    let to = char_bound(text, to).max(earliest);
    let window = &text[earliest..to];
    window
        .rfind(char::is_whitespace)
        .map_or(to, |space| earliest + space)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::analysis::{Word, words};
    use super::super::stems::Analyzer;
    use super::*;
    use crate::lang::Lang;
    use crate::search::HitKind;

    fn stored(passages: &[&str]) -> Stored {
        Stored {
            id: "x".to_owned(),
            kind: HitKind::Note,
            lang: Some(Lang::Fr),
            title: String::new(),
            langs: vec![Lang::Fr],
            status: None,
            date: None,
            passages: passages
                .iter()
                .enumerate()
                .map(|(at, text)| (at.to_string(), (*text).to_owned()))
                .collect(),
        }
    }

    fn matcher(query: &str) -> Matcher {
        let mut matcher = Matcher::new(Analyzer::new());
        for word in words(query) {
            matcher.add_word(&word, &Lang::ALL);
        }
        matcher
    }

    fn marked(snippet: &Snippet) -> Vec<String> {
        let units: Vec<u16> = snippet.text.encode_utf16().collect();
        snippet
            .highlights
            .iter()
            .map(|[start, end]| String::from_utf16(&units[*start as usize..*end as usize]).unwrap())
            .collect()
    }

    #[test]
    fn the_word_is_marked_without_its_article() {
        let stored = stored(&["😀 Garantir l’accès à l’information, et les accès."]);
        assert_eq!(
            marked(&best(&stored, &matcher("acces"))),
            ["accès", "accès"]
        );
    }

    #[test]
    fn the_passage_with_most_of_the_words_wins() {
        let stored = stored(&["rien", "le budget", "le budget de la sécurité", "sécurité"]);
        let snippet = best(&stored, &matcher("budget sécurité"));
        assert_eq!(snippet.section, "2");
        assert_eq!(marked(&snippet), ["budget", "sécurité"]);
    }

    #[test]
    fn a_long_text_is_cut_at_the_ends_of_words() {
        let text = format!("{}milieu {}", "début ".repeat(100), "suite ".repeat(100));
        let stored = stored(&[&text]);
        let snippet = best(&stored, &matcher("milieu"));
        assert_eq!(marked(&snippet), ["milieu"]);
        assert!(snippet.text.starts_with("…début "), "{}", snippet.text);
        assert!(snippet.text.ends_with(" suite…"), "{}", snippet.text);
        assert!(snippet.text.len() < 260);
    }

    #[test]
    fn without_a_match_the_start_is_shown() {
        let snippet = best(&stored(&["premier\nsecond"]), &matcher("autre"));
        assert_eq!(snippet.text, "premier second");
        assert!(snippet.highlights.is_empty());
        assert_eq!(best(&stored(&[]), &matcher("autre")), Snippet::default());
    }

    proptest! {
        #[test]
        fn marks_are_words_of_the_query(
            text in "([a-eé'’ 🙂œ\n.-]|été |eau |l’){0,400}",
            query in "[a-eé]{1,4}( [a-eé]{1,4})?",
        ) {
            let matcher = matcher(&query);
            let snippet = best(&stored(&[&text]), &matcher);
            let units: Vec<u16> = snippet.text.encode_utf16().collect();
            let mut last = 0;
            for [start, end] in &snippet.highlights {
                prop_assert!(last <= *start && start < end && (*end as usize) <= units.len());
                last = *end;
                let shown = String::from_utf16(&units[*start as usize..*end as usize]);
                prop_assert!(shown.is_ok(), "a mark cuts a character in half");
                let shown = shown.unwrap_or_default();
                let found: Vec<Word> = words(&shown);
                prop_assert!(!matcher.matches(Some(Lang::Fr), &shown).is_empty(), "{shown:?}");
                prop_assert_eq!(found.iter().map(|word| word.end).max(), Some(shown.len()));
            }
        }
    }
}
