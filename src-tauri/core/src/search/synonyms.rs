//! Terms that mean the same: a list of ours, and the notebook's own `synonyms.txt`.
//!
//! A group is a line: terms separated by `=` or a comma, English before a `|` and French after
//! it; without a `|` the terms stand for each other in both languages. What follows a `#` is a
//! comment.

use std::collections::HashMap;

use super::analysis::{Word, WordKind, words};
use super::stems::is_stop;
use crate::lang::Lang;
use crate::problem::{Problem, ProblemCode};

const BUILT_IN: &str = include_str!("../../data/synonyms.txt");

/// The name of a notebook's own list, at the notebook's root.
pub const SYNONYMS_FILE: &str = "synonyms.txt";

/// A term of more words is no term.
const LONGEST_TERM: usize = 12;
/// More lines of a file are not read.
const MOST_LINES: usize = 10_000;

/// A term of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// Its words, without particles and joined words.
    pub(super) words: Vec<Word>,
    /// The language it is of; `None` where it is the same in both.
    pub(super) lang: Option<Lang>,
    /// Whether it is meant only where it is typed in capitals: an acronym that is an everyday
    /// word in small letters (`IT`).
    capitals: bool,
}

/// Groups of terms that mean the same.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Synonyms {
    groups: Vec<Vec<Term>>,
    /// Where the terms are that start with a word: group and term.
    starts: HashMap<String, Vec<(usize, usize)>>,
}

/// A term found among words.
pub(super) struct Found<'a> {
    /// How many of the words it takes.
    pub(super) length: usize,
    /// The language it is of.
    pub(super) lang: Option<Lang>,
    /// The other terms of its group.
    pub(super) others: Vec<&'a Term>,
}

impl Synonyms {
    /// The list of ours.
    pub fn built_in() -> Self {
        Self::default().with(BUILT_IN).0
    }

    /// This list and a further one, with what is wrong with the latter: a line that cannot be read
    /// is left out.
    #[must_use]
    pub fn with(mut self, text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let line = without_comment(line).trim();
            if line.is_empty() {
                continue;
            }
            match group(line).filter(|_| number <= MOST_LINES) {
                Some(group) => self.add(group),
                None => problems.push(
                    Problem::new(ProblemCode::BadSynonyms)
                        .with("line", number)
                        .with("text", line),
                ),
            }
            if number > MOST_LINES {
                break;
            }
        }
        (self, problems)
    }

    fn add(&mut self, group: Vec<Term>) {
        let at = self.groups.len();
        for (number, term) in group.iter().enumerate() {
            if let Some(first) = term.words.first() {
                let places = self.starts.entry(key(first).to_owned()).or_default();
                places.push((at, number));
            }
        }
        self.groups.push(group);
    }

    /// The terms that the first of `words` begin, as `typed` for each.
    pub(super) fn starting<'a>(&'a self, words: &[&Word], typed: &[&str]) -> Vec<Found<'a>> {
        let Some(places) = words.first().and_then(|first| self.starts.get(key(first))) else {
            return Vec::new();
        };
        let is_typed = |term: &Term| {
            let length = term.words.len();
            length <= words.len()
                && term.words.iter().zip(words).all(|(a, b)| key(a) == key(b))
                && (!term.capitals || typed.first().is_some_and(|typed| is_capitals(typed)))
        };
        places
            .iter()
            .filter_map(|(group, number)| {
                let group = self.groups.get(*group)?;
                let term = group.get(*number).filter(|term| is_typed(term))?;
                let same = |other: &&Term| {
                    other.words.len() == term.words.len()
                        && other
                            .words
                            .iter()
                            .zip(&term.words)
                            .all(|(a, b)| key(a) == key(b))
                };
                Some(Found {
                    length: term.words.len(),
                    lang: term.lang,
                    others: group.iter().filter(|other| !same(other)).collect(),
                })
            })
            .collect()
    }
}

fn without_comment(line: &str) -> &str {
    let starts = |at: &usize| *at == 0 || line[..*at].ends_with(char::is_whitespace);
    let mut marks = line.match_indices('#').map(|(at, _)| at);
    marks.find(starts).map_or(line, |at| &line[..at])
}

/// The terms of a line; `None` where there is nothing that means the same as something else.
fn group(line: &str) -> Option<Vec<Term>> {
    let mut sides = line.split('|');
    let langs: [(Option<Lang>, Option<&str>); 2] = match (sides.next(), sides.next()) {
        (Some(en), Some(fr)) => [(Some(Lang::En), Some(en)), (Some(Lang::Fr), Some(fr))],
        (all, _) => [(None, all), (None, None)],
    };
    if sides.next().is_some() {
        return None;
    }
    let mut terms = Vec::new();
    for (lang, side) in langs {
        for text in side.into_iter().flat_map(|side| side.split(['=', ','])) {
            terms.push(term(text, lang)?);
        }
    }
    (terms.len() > 1).then_some(terms)
}

fn term(text: &str, lang: Option<Lang>) -> Option<Term> {
    let mut words = words(text);
    words.retain(|word| word.kind == WordKind::Plain);
    let capitals = match words.as_slice() {
        [word] => is_everyday(word) && is_capitals(text.trim()),
        _ => false,
    };
    (1..=LONGEST_TERM).contains(&words.len()).then_some(Term {
        words,
        lang,
        capitals,
    })
}

fn is_everyday(word: &Word) -> bool {
    Lang::ALL.iter().any(|lang| is_stop(*lang, word.folded()))
}

fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// What of a word must be the same: its letters without accents, and without the mark of a plural
/// where it is no acronym.
fn key(word: &Word) -> &str {
    let folded = word.folded();
    match folded.strip_suffix(['s', 'x']) {
        Some(singular) if singular.chars().count() > 2 => singular,
        _ => folded,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn others(synonyms: &Synonyms, text: &str) -> Vec<(usize, String)> {
        let typed = words(text);
        let plain: Vec<&Word> = typed
            .iter()
            .filter(|word| word.kind == WordKind::Plain)
            .collect();
        let raw: Vec<&str> = plain
            .iter()
            .map(|word| &text[word.start..word.end])
            .collect();
        let join = |term: &Term| {
            let words = term.words.iter().map(Word::folded);
            words.collect::<Vec<_>>().join(" ")
        };
        synonyms
            .starting(&plain, &raw)
            .iter()
            .flat_map(|found| {
                found
                    .others
                    .iter()
                    .map(|term| (found.length, join(term)))
                    .collect::<Vec<_>>()
            })
            .collect()
    }

    fn of(text: &str) -> Synonyms {
        let (synonyms, problems) = Synonyms::default().with(text);
        assert_eq!(problems, []);
        synonyms
    }

    #[test]
    fn a_term_of_a_group_stands_for_the_others() {
        let synonyms = of("\u{feff}# ours\nSCM, supply chain management # a comment\n");
        assert_eq!(
            others(&synonyms, "scm now"),
            [(1, "supply chain management".to_owned())]
        );
        assert_eq!(
            others(&synonyms, "Supply-chain managements"),
            [(3, "scm".to_owned())]
        );
        assert_eq!(others(&synonyms, "supply chain"), []);
    }

    #[test]
    fn accents_and_plurals_make_no_other_term() {
        let synonyms = of("équivalent temps plein = ETP");
        for typed in ["equivalents temps plein", "ÉQUIVALENT temps plein"] {
            assert_eq!(others(&synonyms, typed), [(3, "etp".to_owned())], "{typed}");
        }
        assert_eq!(others(&synonyms, "ETPs").len(), 1);
    }

    #[test]
    fn an_acronym_that_is_an_everyday_word_must_be_in_capitals() {
        let synonyms = of("IT = information technology\nAI = artificial intelligence");
        assert_eq!(others(&synonyms, "it"), []);
        assert_eq!(others(&synonyms, "IT").len(), 1);
        assert_eq!(others(&synonyms, "ai").len(), 1);
    }

    #[test]
    fn a_bad_line_is_told_and_the_others_are_read() {
        let text = "alone\na = b\n\nc = | = d\n, e\na | b | c\n#\n";
        let (synonyms, problems) = Synonyms::default().with(text);
        let lines: Vec<&str> = problems
            .iter()
            .map(|problem| problem.params["line"].as_str())
            .collect();
        assert_eq!(lines, ["1", "4", "5", "6"]);
        assert_eq!(others(&synonyms, "A").len(), 1);
    }

    #[test]
    fn every_line_of_ours_is_sound() {
        let (synonyms, problems) = Synonyms::default().with(BUILT_IN);
        assert_eq!(problems, []);
        assert!(synonyms.groups.len() > 100);
        for group in &synonyms.groups {
            let sides = Lang::ALL.map(|lang| group.iter().any(|term| term.lang == Some(lang)));
            assert_eq!(sides, [true, true], "{group:?}");
        }
    }

    proptest! {
        #[test]
        fn any_file_can_be_read(text in "\\PC*|([a-cé'’]{0,3}[=,|# \n-]){0,30}") {
            let (synonyms, _) = Synonyms::default().with(&text);
            for group in &synonyms.groups {
                prop_assert!(group.len() > 1);
                prop_assert!(group.iter().all(|term| !term.words.is_empty()));
            }
        }
    }
}
