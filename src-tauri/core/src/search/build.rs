//! From what was asked to a tantivy query, and to the words that will be marked.
//!
//! All words are wanted; closeness is worth more. How a single word is looked for is told in
//! `lookup`.

use std::ops::Bound;

use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, EmptyQuery, PhraseQuery, RangeQuery,
};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::analysis::{Word, WordKind};
use super::beginnings::Beginnings;
use super::matcher::Matcher;
use super::meanings::Meanings;
use super::parse::{Clause, Ending, Parsed, What};
use super::plan::{Boxed, Plan, Wants, all_but, best, boost, every, term_query};
use super::schema::{Fields, NO_DATE, Part, days, number_key};
use super::scoring::{Wanted, WordsQuery};
use super::stems::{Analyzer, is_stop};
use crate::lang::Lang;

/// How much of what a long question tells is enough.
const MOST: f32 = 0.33;
/// How far apart, in words, words still count as close.
const CLOSE: u32 = 6;

/// Makes queries over one state of the index.
pub(super) struct Builder<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: &'a Fields,
    pub(super) analyzer: &'a Analyzer,
    pub(super) beginnings: &'a Beginnings,
    /// The languages whose stems are looked for.
    pub(super) langs: Vec<Lang>,
    /// The languages whose stop words are left out.
    stops: Vec<Lang>,
    /// How many documents there are.
    pub(super) all: u64,
    pub(super) matcher: Matcher,
    /// Whether a clause's number is asked for.
    pub(super) numbered: bool,
    /// What else the words typed may be found by, and whether by translation too.
    pub(super) meanings: Option<(&'a Meanings, bool)>,
}

/// What a query is put together from.
#[derive(Default)]
struct Pieces {
    /// What must be there whatever is left out.
    outer: Vec<Wanted>,
    /// What adds to the score.
    welcome: Vec<Wanted>,
    without: Vec<Boxed>,
    /// The words wanted, which may be left out of need, and their groups.
    wants: Vec<Wanted>,
    wanted_groups: Vec<usize>,
    scored: bool,
}

impl Pieces {
    fn want(&mut self, at: usize, wanted: Wanted, droppable: bool) {
        self.scored = true;
        if droppable {
            self.wanted_groups.push(at);
            self.wants.push(wanted);
        } else {
            self.outer.push(wanted);
        }
    }
}

impl<'a> Builder<'a> {
    /// A builder for queries in one language, or in both.
    pub(super) fn new(
        searcher: &'a Searcher,
        fields: &'a Fields,
        analyzer: &'a Analyzer,
        beginnings: &'a Beginnings,
        lang: Option<Lang>,
    ) -> tantivy::Result<Self> {
        Ok(Self {
            searcher,
            fields,
            analyzer,
            beginnings,
            langs: Lang::ALL.to_vec(),
            stops: lang.map_or_else(|| Lang::ALL.to_vec(), |lang| vec![lang]),
            all: searcher.total_num_docs()?,
            matcher: Matcher::new(analyzer.clone()),
            numbered: false,
            meanings: None,
        })
    }

    /// The same builder, which looks for what the words mean too; by translation if `across`.
    pub(super) fn meaning(mut self, meanings: &'a Meanings, across: bool) -> Self {
        self.meanings = Some((meanings, across));
        self
    }

    /// The whole query.
    pub(super) fn plan(mut self, parsed: &Parsed, wanted: Wants) -> tantivy::Result<Plan> {
        let mut pieces = Pieces::default();
        let stops_only = self.is_stops_only(parsed);
        self.numbered = parsed.clauses().any(|(_, clause)| asks_for_number(clause));
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
            welcome,
            without,
            wants,
            wanted_groups,
            scored,
        } = pieces;
        let mut close = Vec::new();
        match wanted {
            Wants::Most => {
                let query = WordsQuery::most(wants, MOST);
                outer.push(Wanted::Query(Box::new(query)));
                close = self.closeness(parsed);
            }
            Wants::All => {
                outer.extend(wants);
                close = self.closeness(parsed);
            }
            Wants::AtLeast(least) => {
                let some = WordsQuery::some(wants, least.max(1));
                outer.push(Wanted::Query(Box::new(some)));
            }
        }
        let query: Boxed = if outer.is_empty() {
            Box::new(AllQuery)
        } else {
            Box::new(WordsQuery::all(outer).with_welcome(welcome))
        };
        Ok(Plan {
            query,
            close,
            without: (!without.is_empty())
                .then(|| -> Boxed { Box::new(BooleanQuery::union(without)) }),
            matcher: self.matcher,
            scored,
            wanted: wanted_groups,
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
            let query = self.silently(|builder| builder.clause(clause, true))?;
            pieces.without.extend(query);
            return Ok(());
        }
        if let Some(query) = self.filter(&clause.what) {
            pieces.outer.push(Wanted::Filter(query));
            return Ok(());
        }
        if let Some((word, ending)) = clause.single_word() {
            if self.is_stop(word) && !stops_only && !self.has_meaning((at, 0)) {
                return Ok(());
            }
            // One letter begins too many words to leave out what does not have one.
            if ending == Ending::Typing && word.form.chars().count() == 1 && !alone {
                pieces.welcome.extend(self.word(word, ending, false)?);
                return Ok(());
            }
            let found = self.word_or(word, ending, true, (at, 0))?;
            pieces.want(at, found.unwrap_or_else(nothing), true);
            return Ok(());
        }
        if let Some(query) = self.clause(clause, false)? {
            let droppable = matches!(clause.what, What::Words(..));
            let mut any = self.meant((at, 0))?;
            any.insert(0, query);
            pieces.want(at, Wanted::Query(best(any)), droppable);
        }
        Ok(())
    }

    /// Adds a group of several clauses, of which any will do.
    fn any_of(&mut self, pieces: &mut Pieces, at: usize, group: &[Clause]) -> tantivy::Result<()> {
        let mut any = Vec::new();
        for (number, clause) in group.iter().enumerate() {
            if clause.negated {
                let query = self.silently(|builder| builder.clause(clause, false))?;
                any.extend(query.map(all_but));
            } else {
                any.extend(self.clause(clause, false)?);
                any.extend(self.meant((at, number))?);
            }
        }
        if !any.is_empty() {
            let words = |clause: &Clause| !clause.negated && matches!(clause.what, What::Words(..));
            let droppable = group.iter().all(words);
            let any = Wanted::Query(Box::new(BooleanQuery::union(any)));
            pieces.want(at, any, droppable);
        }
        Ok(())
    }

    /// Runs `build` without marking what it looks for.
    fn silently<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> T {
        let matcher = std::mem::replace(&mut self.matcher, Matcher::new(self.analyzer.clone()));
        let result = build(self);
        self.matcher = matcher;
        result
    }

    /// Whether a word is too common in one of the languages asked for.
    pub(super) fn is_stop(&self, word: &Word) -> bool {
        self.stops.iter().any(|lang| is_stop(*lang, word.folded()))
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
        let fields = self.fields;
        let raw = |field: Field, value: &str| term_query(Term::from_field_text(field, value));
        match what {
            What::Status(status) => Some(raw(fields.status, status.key())),
            What::Marking(marking) => Some(raw(fields.marking, marking.key())),
            What::Kind(kind) => Some(raw(fields.kind, kind.key())),
            What::Lang(lang) => Some(raw(fields.lang, lang.code())),
            What::Between(first, last) => Some(self.dated(Some(days(*first)), Some(days(*last)))),
            What::After(day) => Some(self.dated(Some(days(*day)), None)),
            What::Before(day) => Some(self.dated(None, Some(days(*day) - 1))),
            What::Words(..) | What::Phrase(..) | What::Field(..) => None,
        }
    }

    /// The query of a clause; with the policies that excerpts belong to where it borrows.
    fn clause(&mut self, clause: &Clause, borrows: bool) -> tantivy::Result<Option<Boxed>> {
        Ok(match &clause.what {
            What::Words(words, ending) => {
                let plain: Vec<&Word> = words
                    .iter()
                    .filter(|word| word.kind == WordKind::Plain)
                    .collect();
                match plain.as_slice() {
                    [] => None,
                    [word] => {
                        let found = self.word(word, *ending, borrows)?.unwrap_or_else(nothing);
                        let query = WordsQuery::all(vec![found]);
                        let query = if borrows { query.or_borrowed() } else { query };
                        Some(Box::new(query))
                    }
                    _ => Some(self.compound(words, *ending)?),
                }
            }
            What::Phrase(words, open) => Some(self.phrase(words, *open)?),
            What::Field(name, words) => Some(self.named(*name, words)?),
            what => self
                .filter(what)
                .map(|query| every(vec![Wanted::Filter(query)])),
        })
    }

    /// Worth more where the words typed stand close together, in order and in any form.
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
        let mut close = Vec::new();
        for lang in Lang::ALL {
            for part in Part::ALL {
                let term = |word: &&Word| {
                    if is_stop(lang, word.folded()) {
                        Term::from_field_text(self.fields.part(part), word.folded())
                    } else {
                        let stems = self.analyzer.stems(lang, word);
                        self.fields.stem(part, lang, stems.first())
                    }
                };
                let terms = words.iter().map(term).enumerate().collect();
                let query = PhraseQuery::new_with_offset_and_slop(terms, CLOSE);
                close.push(boost(Box::new(query), part.weight() / 2.0));
            }
        }
        close
    }
}

/// Whether a clause of the query is the number of a policy's clause: `4.1`, `74(c)`, `74c)`.
fn asks_for_number(clause: &Clause) -> bool {
    let What::Words(words, _) = &clause.what else {
        return false;
    };
    let parts = words.iter().filter(|word| word.kind == WordKind::Plain);
    number_key(parts.map(Word::folded)).contains('.')
}

/// What is nowhere.
fn nothing() -> Wanted {
    Wanted::Query(Box::new(EmptyQuery))
}
