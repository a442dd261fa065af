//! A query ready to run, and the pieces it is made of.

use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, EmptyQuery, Occur, Query, TermQuery,
};
use tantivy::schema::IndexRecordOption;

use super::matcher::Matcher;
use super::scoring::{TIE, Wanted, WordsQuery};

/// A query of any kind.
pub(super) type Boxed = Box<dyn Query>;

/// A query ready to run.
pub(super) struct Plan {
    /// What to run.
    pub(super) query: Boxed,
    /// What adds to the score of the best, looked at only for them.
    pub(super) close: Vec<Boxed>,
    /// What to mark.
    pub(super) matcher: Matcher,
    /// What a note or excerpt may not match with any of its sides.
    pub(super) without: Option<Boxed>,
    /// Whether there is a score to sort by.
    pub(super) scored: bool,
    /// The groups of the parsed query that are words wanted: what may be left out of need.
    pub(super) wanted: Vec<usize>,
}

/// How many of the wanted words a match must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wants {
    /// All.
    All,
    /// At least so many.
    AtLeast(usize),
    /// Most of what they tell.
    Most,
}

/// The same, counted `factor` times.
pub(super) fn boost(query: Boxed, factor: f32) -> Boxed {
    Box::new(BoostQuery::new(query, factor))
}

/// What matches any of these, counted by the best.
pub(super) fn best(mut alternatives: Vec<Boxed>) -> Boxed {
    match alternatives.len() {
        0 => Box::new(EmptyQuery),
        1 => alternatives.remove(0),
        _ => Box::new(DisjunctionMaxQuery::with_tie_breaker(alternatives, TIE)),
    }
}

/// What matches all of these.
pub(super) fn every(wanted: Vec<Wanted>) -> Boxed {
    Box::new(WordsQuery::all(wanted))
}

/// Everything but what matches.
pub(super) fn all_but(query: Boxed) -> Boxed {
    Box::new(BooleanQuery::new(vec![
        (Occur::Must, Box::new(AllQuery)),
        (Occur::MustNot, query),
    ]))
}

/// What has a term.
pub(super) fn term_query(term: Term) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}
