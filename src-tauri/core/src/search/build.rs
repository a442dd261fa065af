//! From what was asked to a tantivy query, and to the words that will be marked.
//!
//! All words are wanted; closeness is worth more. How a single word is looked for is told in
//! `lookup`.

use std::collections::HashMap;
use std::ops::Bound;

use tantivy::query::{AllQuery, BooleanQuery, Occur, PhraseQuery, RangeQuery};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::analysis::{Word, WordKind};
use super::matcher::Matcher;
use super::parse::{Clause, Ending, Parsed, What, span};
use super::plan::{Boxed, Plan, Wanted, all_but, boost, term_query, unscored};
use super::schema::{Fields, NO_DATE, days};
use super::stems::{Analyzer, is_stop};
use super::{Facet, SearchQuery};
use crate::lang::Lang;
use crate::note::Status;

/// How far apart, in words, words still count as close.
const CLOSE: u32 = 6;

/// Makes queries over one state of the index.
pub(super) struct Builder<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: &'a Fields,
    pub(super) analyzer: &'a Analyzer,
    pub(super) langs: Vec<Lang>,
    pub(super) frequencies: HashMap<Term, u64>,
    pub(super) matcher: Matcher,
    /// What matches a word or phrase in a text of its own, not in the title of its policy.
    pub(super) own: Vec<Boxed>,
    /// Whether a title of a policy is among what is looked in.
    pub(super) borrows: bool,
}

/// What a query is put together from.
#[derive(Default)]
struct Pieces {
    outer: Vec<(Occur, Boxed)>,
    without: Vec<Boxed>,
    /// The words wanted, which may be left out of need, and their groups.
    wants: Vec<Boxed>,
    wanted_groups: Vec<usize>,
    scored: bool,
}

impl Pieces {
    fn want(&mut self, at: usize, query: Boxed, droppable: bool) {
        self.scored = true;
        if droppable {
            self.wanted_groups.push(at);
            self.wants.push(query);
        } else {
            self.outer.push((Occur::Must, query));
        }
    }
}

impl<'a> Builder<'a> {
    /// A builder for queries in one language, or in both.
    pub(super) fn new(
        searcher: &'a Searcher,
        fields: &'a Fields,
        analyzer: &'a Analyzer,
        lang: Option<Lang>,
    ) -> Self {
        Self {
            searcher,
            fields,
            analyzer,
            langs: lang.map_or_else(|| Lang::ALL.to_vec(), |lang| vec![lang]),
            frequencies: HashMap::new(),
            matcher: Matcher::new(analyzer.clone()),
            own: Vec::new(),
            borrows: false,
        }
    }

    /// The whole query.
    pub(super) fn plan(
        mut self,
        asked: &SearchQuery,
        parsed: &Parsed,
        wanted: Wanted,
    ) -> tantivy::Result<Plan> {
        let mut pieces = Pieces::default();
        let stops_only = self.is_stops_only(parsed);
        for (at, group) in parsed.groups.iter().enumerate() {
            match group.as_slice() {
                [clause] => {
                    let alone = parsed.groups.len() == 1;
                    self.single(&mut pieces, at, clause, stops_only, alone)?;
                }
                _ => self.any_of(&mut pieces, at, group)?,
            }
        }
        let Pieces {
            mut outer,
            without,
            wants,
            wanted_groups,
            scored,
        } = pieces;
        match wanted {
            Wanted::All => {
                outer.extend(wants.into_iter().map(|query| (Occur::Must, query)));
                let close = self.closeness(parsed).into_iter();
                outer.extend(close.map(|query| (Occur::Should, query)));
            }
            Wanted::AtLeast(least) => outer.push((
                Occur::Must,
                Box::new(BooleanQuery::union_with_minimum_required_clauses(
                    wants,
                    least.max(1),
                )),
            )),
        }
        if self.borrows {
            let own: Boxed = Box::new(BooleanQuery::union(std::mem::take(&mut self.own)));
            outer.push((Occur::Must, unscored(own)));
        }
        let filters = self.filters(asked).into_iter();
        outer.extend(filters.map(|query| (Occur::Must, unscored(query))));
        if !outer.iter().any(|(occur, _)| *occur == Occur::Must) {
            outer.push((Occur::Must, unscored(Box::new(AllQuery))));
        }
        Ok(Plan {
            query: Box::new(BooleanQuery::new(outer)),
            without: (!without.is_empty())
                .then(|| -> Boxed { Box::new(BooleanQuery::union(without)) }),
            matcher: self.matcher,
            scored,
            wanted: wanted_groups,
            frequencies: self.frequencies,
        })
    }

    /// Whether a query is of nothing but words too common to be wanted beside others.
    fn is_stops_only(&self, parsed: &Parsed) -> bool {
        let is_telling = |clause: &Clause| match clause.single_word() {
            Some((word, _)) => !self.is_stop(word),
            None => matches!(
                clause.what,
                What::Words(..) | What::Phrase(..) | What::Field(..)
            ),
        };
        !parsed
            .groups
            .iter()
            .flatten()
            .any(|clause| !clause.negated && is_telling(clause))
    }

    /// Adds a group of one clause.
    fn single(
        &mut self,
        pieces: &mut Pieces,
        at: usize,
        clause: &Clause,
        stops_only: bool,
        alone: bool,
    ) -> tantivy::Result<()> {
        if clause.negated {
            let query = self.silently(|builder| builder.clause(clause))?;
            pieces.without.extend(query);
            return Ok(());
        }
        if let Some(query) = self.filter(&clause.what) {
            pieces.outer.push((Occur::Must, unscored(query)));
            return Ok(());
        }
        if let Some((word, ending)) = clause.single_word() {
            if self.is_stop(word) && !stops_only {
                return Ok(());
            }
            // One letter begins too many words to leave out what does not have one.
            if ending == Ending::Typing && word.form.chars().count() == 1 && !alone {
                let query = self.word(word, ending)?;
                pieces.outer.push((Occur::Should, query));
                return Ok(());
            }
        }
        if let Some(query) = self.clause(clause)? {
            pieces.want(at, query, matches!(clause.what, What::Words(..)));
        }
        Ok(())
    }

    /// Adds a group of several clauses, of which any will do.
    fn any_of(&mut self, pieces: &mut Pieces, at: usize, group: &[Clause]) -> tantivy::Result<()> {
        let mut any = Vec::new();
        for clause in group {
            let narrowing = if clause.negated {
                self.silently(|builder| builder.clause(clause))?
                    .map(all_but)
            } else {
                self.filter(&clause.what).map(unscored)
            };
            if let Some(query) = narrowing {
                self.own.push(query.box_clone());
                any.push(query);
            } else if !clause.negated {
                any.extend(self.clause(clause)?);
            }
        }
        if !any.is_empty() {
            let words = |clause: &Clause| !clause.negated && matches!(clause.what, What::Words(..));
            let droppable = group.iter().all(words);
            pieces.want(at, Box::new(BooleanQuery::union(any)), droppable);
        }
        Ok(())
    }

    /// Runs `build` without marking or wanting what it looks for.
    fn silently<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> T {
        let matcher = std::mem::replace(&mut self.matcher, Matcher::new(self.analyzer.clone()));
        let (own, borrows) = (self.own.len(), self.borrows);
        let result = build(self);
        self.own.truncate(own);
        self.borrows = borrows;
        self.matcher = matcher;
        result
    }

    /// Whether a word is too common in one of the languages asked for.
    pub(super) fn is_stop(&self, word: &Word) -> bool {
        self.langs.iter().any(|lang| is_stop(*lang, word.folded()))
    }

    /// What the drop-downs of the window narrow by.
    pub(super) fn filters(&self, asked: &SearchQuery) -> Vec<Boxed> {
        let fields = self.fields;
        let raw = |field: Field, value: &str| term_query(Term::from_field_text(field, value));
        let mut filters = Vec::new();
        filters.extend(asked.lang.map(|lang| raw(fields.lang, lang.code())));
        for (facet, values) in asked.narrow.iter().filter(|(_, values)| !values.is_empty()) {
            let any = values.iter().filter_map(|value| match facet {
                Facet::Kind => Some(raw(fields.kind, value)),
                Facet::Status => Some(raw(fields.status, value)),
                Facet::Organization => Some(raw(fields.organization, value)),
                Facet::Minister => Some(raw(fields.minister, value)),
                Facet::Languages => Some(raw(fields.languages, value)),
                Facet::Marking => Some(raw(fields.marking, value)),
                Facet::Tag => Some(raw(fields.tag, value)),
                Facet::Lang => Some(raw(fields.lang, value)),
                Facet::Year | Facet::Month => {
                    let (first, last) = span(value)?;
                    Some(self.dated(Some(days(first)), Some(days(last))))
                }
            });
            filters.push(Box::new(BooleanQuery::union(any.collect())));
        }
        filters.extend(asked.from.map(|day| self.dated(Some(days(day)), None)));
        filters.extend(asked.to.map(|day| self.dated(None, Some(days(day)))));
        filters
    }

    fn status(&self, status: Status) -> Boxed {
        term_query(Term::from_field_text(self.fields.status, status.key()))
    }

    /// Dated between two days, both included; what has no date never is.
    fn dated(&self, from: Option<i64>, to: Option<i64>) -> Boxed {
        let term = |days: i64| Term::from_field_i64(self.fields.date, days);
        let from = from.unwrap_or(NO_DATE + 1);
        Box::new(RangeQuery::new(
            Bound::Included(term(from)),
            to.map_or(Bound::Unbounded, |to| Bound::Included(term(to))),
        ))
    }

    /// The query of a clause that narrows and gives no score.
    fn filter(&self, what: &What) -> Option<Boxed> {
        match what {
            What::Status(status) => Some(self.status(*status)),
            What::After(day) => Some(self.dated(Some(days(*day)), None)),
            What::Before(day) => Some(self.dated(None, Some(days(*day) - 1))),
            What::Words(..) | What::Phrase(..) | What::Field(..) => None,
        }
    }

    fn clause(&mut self, clause: &Clause) -> tantivy::Result<Option<Boxed>> {
        let query = match &clause.what {
            What::Words(words, ending) => {
                let plain: Vec<&Word> = words
                    .iter()
                    .filter(|word| word.kind == WordKind::Plain)
                    .collect();
                match plain.as_slice() {
                    [] => return Ok(None),
                    [word] => return self.word(word, *ending).map(Some),
                    _ => self.compound(words, *ending)?,
                }
            }
            What::Phrase(words, open) => self.phrase(words, *open),
            What::Field(name, words) => self.named(*name, words)?,
            what => return Ok(self.filter(what)),
        };
        self.own.push(query.box_clone());
        Ok(Some(query))
    }

    /// Worth more where the words typed stand close together, in order.
    fn closeness(&self, parsed: &Parsed) -> Vec<Boxed> {
        let words: Vec<&Word> = parsed
            .groups
            .iter()
            .filter_map(|group| match group.as_slice() {
                [clause] => clause.single_word().map(|(word, _)| word),
                _ => None,
            })
            .take(8)
            .collect();
        let telling = words.iter().filter(|word| !self.is_stop(word)).count();
        if words.len() < 2 || telling == 0 {
            return Vec::new();
        }
        [(self.fields.title, 1.5), (self.fields.body, 0.7)]
            .into_iter()
            .map(|(field, weight)| {
                let terms = words
                    .iter()
                    .map(|word| Term::from_field_text(field, word.folded()))
                    .enumerate()
                    .collect();
                boost(
                    Box::new(PhraseQuery::new_with_offset_and_slop(terms, CLOSE)),
                    weight,
                )
            })
            .collect()
    }
}
