//! A query ready to run, and the pieces it is made of.

use std::collections::HashMap;

use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery,
    DisjunctionMaxQuery, EmptyQuery, Occur, Query, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::matcher::Matcher;

/// How much each field but the best adds.
const TIE: f32 = 0.1;

/// A query of any kind.
pub(super) type Boxed = Box<dyn Query>;

/// A query ready to run.
pub(super) struct Plan {
    /// What to run.
    pub(super) query: Boxed,
    /// What to mark.
    pub(super) matcher: Matcher,
    /// What a note or excerpt may not match with any of its sides.
    pub(super) without: Option<Boxed>,
    /// Whether there is a score to sort by.
    pub(super) scored: bool,
    /// The groups of the parsed query that are words wanted: what may be left out of need.
    pub(super) wanted: Vec<usize>,
    /// How rare each term is.
    pub(super) frequencies: HashMap<Term, u64>,
}

/// The statistics of the index, but with a word's own rarity for each of its terms.
pub(super) struct Statistics<'a> {
    searcher: &'a Searcher,
    frequencies: &'a HashMap<Term, u64>,
}

impl Plan {
    /// What scores are made from.
    pub(super) fn statistics<'a>(&'a self, searcher: &'a Searcher) -> Statistics<'a> {
        Statistics {
            searcher,
            frequencies: &self.frequencies,
        }
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.searcher.total_num_docs()
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        match self.frequencies.get(term) {
            Some(frequency) => Ok(*frequency),
            None => self.searcher.doc_freq(term),
        }
    }
}

/// How many of the wanted words a match must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// All.
    All,
    /// At least so many.
    AtLeast(usize),
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
pub(super) fn every(queries: Vec<Boxed>) -> Boxed {
    Box::new(BooleanQuery::intersection(queries))
}

/// Everything but what matches.
pub(super) fn all_but(query: Boxed) -> Boxed {
    Box::new(BooleanQuery::new(vec![
        (Occur::Must, Box::new(AllQuery)),
        (Occur::MustNot, query),
    ]))
}

/// The same, without a score.
pub(super) fn unscored(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// What has a term.
pub(super) fn term_query(term: Term) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}
