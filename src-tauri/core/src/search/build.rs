//! From what was asked to a tantivy query, and to the words that will be marked.
//!
//! A word is looked for in every field, and its best field counts (a dis-max); its rarity is that
//! of the word, not of the word in one field, so that a French word in an English title gains
//! nothing by being rare there. All words are wanted; closeness is worth more.

use std::collections::HashMap;
use std::ops::Bound;

use tantivy::query::{
    AllQuery, Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery,
    DisjunctionMaxQuery, EmptyQuery, Occur, PhrasePrefixQuery, PhraseQuery, Query, RangeQuery,
    TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::SearchQuery;
use super::analysis::{Analyzer, Word, WordKind, is_stop, reference_parts};
use super::matcher::Matcher;
use super::parse::{Clause, Ending, FieldName, Parsed, What};
use super::prefix::PrefixQuery;
use super::schema::{Fields, NO_DATE, Part, days};
use crate::lang::{Bilingual, Lang};
use crate::note::Status;

/// The form as typed counts this much more than its stem.
const EXACT: f32 = 1.15;
/// A word only begun counts this much of a whole one.
const BEGUN: f32 = 0.7;
/// A found reference, tag, or the policy or minister a text belongs to.
const REFERENCE: f32 = 2.5;
const TAG: f32 = 1.5;
const CONTEXT: f32 = 0.4;
/// How far apart, in words, words still count as close.
const CLOSE: u32 = 6;
/// How much each field but the best adds.
const TIE: f32 = 0.1;

type Boxed = Box<dyn Query>;

/// A query ready to run.
pub(super) struct Plan {
    /// What to run.
    pub(super) query: Boxed,
    /// What to mark.
    pub(super) matcher: Matcher,
    /// Whether there is a score to sort by.
    pub(super) scored: bool,
    /// The groups of the parsed query that are words wanted: what may be left out of need.
    pub(super) wanted: Vec<usize>,
    frequencies: HashMap<Term, u64>,
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

/// Makes queries over one state of the index.
pub(super) struct Builder<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    analyzer: &'a Analyzer,
    langs: Vec<Lang>,
    frequencies: HashMap<Term, u64>,
    matcher: Matcher,
}

fn boost(query: Boxed, factor: f32) -> Boxed {
    Box::new(BoostQuery::new(query, factor))
}

fn best(mut alternatives: Vec<Boxed>) -> Boxed {
    match alternatives.len() {
        0 => Box::new(EmptyQuery),
        1 => alternatives.remove(0),
        _ => Box::new(DisjunctionMaxQuery::with_tie_breaker(alternatives, TIE)),
    }
}

fn every(queries: Vec<Boxed>) -> Boxed {
    Box::new(BooleanQuery::intersection(queries))
}

fn without(query: Boxed) -> Boxed {
    Box::new(BooleanQuery::new(vec![
        (Occur::Must, Box::new(AllQuery)),
        (Occur::MustNot, query),
    ]))
}

fn unscored(query: Boxed) -> Boxed {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn term_query(term: Term) -> Boxed {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
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
        }
    }

    /// The whole query.
    pub(super) fn plan(
        mut self,
        asked: &SearchQuery,
        parsed: &Parsed,
        wanted: Wanted,
    ) -> tantivy::Result<Plan> {
        let mut outer: Vec<(Occur, Boxed)> = Vec::new();
        let mut wants: Vec<Boxed> = Vec::new();
        let stops_only = !parsed.groups.iter().flatten().any(|clause| {
            !clause.negated
                && match clause.single_word() {
                    Some((word, _)) => !self.is_stop(word),
                    None => matches!(
                        clause.what,
                        What::Words(..) | What::Phrase(..) | What::Field(..)
                    ),
                }
        });
        let mut scored = false;
        let mut wanted_groups = Vec::new();
        for (at, group) in parsed.groups.iter().enumerate() {
            if let [clause] = group.as_slice() {
                if clause.negated {
                    if let Some(query) = self.silently(|builder| builder.clause(clause))? {
                        outer.push((Occur::MustNot, query));
                    }
                    continue;
                }
                if let Some(query) = self.filter(&clause.what) {
                    outer.push((Occur::Must, unscored(query)));
                    continue;
                }
                if let Some((word, ending)) = clause.single_word() {
                    if self.is_stop(word) && !stops_only {
                        continue;
                    }
                    // One letter begins too many words to leave out what does not have one.
                    let begun = ending == Ending::Typing && word.form.chars().count() == 1;
                    if begun && parsed.groups.len() > 1 {
                        outer.push((Occur::Should, self.word(word, ending)?));
                        continue;
                    }
                }
            }
            let mut any = Vec::new();
            for clause in group {
                let query = if clause.negated {
                    self.silently(|builder| builder.clause(clause))?
                        .map(without)
                } else if let Some(query) = self.filter(&clause.what) {
                    Some(unscored(query))
                } else {
                    self.clause(clause)?
                };
                any.extend(query);
            }
            let query: Boxed = if any.len() > 1 {
                Box::new(BooleanQuery::union(any))
            } else {
                best(any)
            };
            scored = true;
            if group
                .iter()
                .all(|clause| !clause.negated && matches!(clause.what, What::Words(..)))
            {
                wanted_groups.push(at);
                wants.push(query);
            } else {
                outer.push((Occur::Must, query));
            }
        }
        match wanted {
            Wanted::All => outer.extend(wants.into_iter().map(|query| (Occur::Must, query))),
            Wanted::AtLeast(least) => outer.push((
                Occur::Must,
                Box::new(BooleanQuery::union_with_minimum_required_clauses(
                    wants,
                    least.max(1),
                )),
            )),
        }
        if wanted == Wanted::All {
            outer.extend(
                self.closeness(parsed)
                    .into_iter()
                    .map(|query| (Occur::Should, query)),
            );
        }
        outer.extend(
            self.filters(asked)
                .into_iter()
                .map(|query| (Occur::Must, unscored(query))),
        );
        if !outer.iter().any(|(occur, _)| *occur == Occur::Must) {
            outer.push((Occur::Must, unscored(Box::new(AllQuery))));
        }
        Ok(Plan {
            query: Box::new(BooleanQuery::new(outer)),
            matcher: self.matcher,
            scored,
            wanted: wanted_groups,
            frequencies: self.frequencies,
        })
    }

    /// Runs `build` without marking what it looks for.
    fn silently<T>(&mut self, build: impl FnOnce(&mut Self) -> T) -> T {
        let matcher = std::mem::replace(&mut self.matcher, Matcher::new(self.analyzer.clone()));
        let built = build(self);
        self.matcher = matcher;
        built
    }

    /// Whether a word is too common in one of the languages asked for.
    pub(super) fn is_stop(&self, word: &Word) -> bool {
        self.langs.iter().any(|lang| is_stop(*lang, word.folded()))
    }

    /// What the drop-downs of the window narrow by.
    fn filters(&self, asked: &SearchQuery) -> Vec<Boxed> {
        let fields = self.fields;
        let raw = |field: Field, value: &str| term_query(Term::from_field_text(field, value));
        let mut filters = Vec::new();
        filters.extend(asked.kind.map(|kind| raw(fields.kind, kind.key())));
        filters.extend(asked.lang.map(|lang| raw(fields.lang, lang.code())));
        filters.extend(asked.status.map(|status| self.status(status)));
        filters
            .extend((asked.organization.as_deref()).map(|value| raw(fields.organization, value)));
        filters.extend((asked.minister.as_deref()).map(|value| raw(fields.minister, value)));
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
        Ok(Some(match &clause.what {
            What::Words(words, ending) => match clause.single_word() {
                Some((word, ending)) => self.word(word, ending)?,
                None => {
                    let plain: Vec<&Word> = words
                        .iter()
                        .filter(|word| word.kind == WordKind::Plain)
                        .collect();
                    match plain.as_slice() {
                        [] => return Ok(None),
                        [word] => self.word(word, *ending)?,
                        _ => self.compound(words, *ending)?,
                    }
                }
            },
            What::Phrase(words, open) => self.phrase(words, *open),
            What::Field(name, words) => self.named(*name, words)?,
            what => match self.filter(what) {
                Some(query) => query,
                None => return Ok(None),
            },
        }))
    }

    /// Adds each term that exists, and gives all of them the rarity of the most common.
    pub(super) fn terms(&mut self, terms: Vec<(Term, f32)>) -> tantivy::Result<Vec<Boxed>> {
        let mut found = Vec::with_capacity(terms.len());
        for (term, weight) in terms {
            let frequency = self.searcher.doc_freq(&term)?;
            if frequency > 0 {
                found.push((term, weight, frequency));
            }
        }
        let most = found.iter().map(|(.., frequency)| *frequency).max();
        Ok(found
            .into_iter()
            .map(|(term, weight, _)| {
                let frequency = self.frequencies.entry(term.clone()).or_insert(0);
                *frequency = (*frequency).max(most.unwrap_or(0));
                boost(term_query(term), weight)
            })
            .collect())
    }

    /// The terms of a word's stems in some parts, and of its forms in the exact fields.
    fn text_terms(&self, word: &Word, parts: &[Part]) -> Vec<(Term, f32)> {
        let mut terms = Vec::new();
        for lang in &self.langs {
            for stem in self.analyzer.stems(*lang, word).iter() {
                terms.extend(parts.iter().map(|part| {
                    let field = self.fields.stems[*lang][*part as usize];
                    (Term::from_field_text(field, stem), part.weight())
                }));
            }
        }
        let mut exact = vec![(self.fields.title, Part::Title.weight())];
        if parts.contains(&Part::Rest) {
            exact.push((self.fields.body, Part::Rest.weight()));
        }
        for (field, weight) in exact {
            let forms = std::iter::once((word.folded(), EXACT))
                .chain(word.accented().map(|form| (form, EXACT * EXACT)));
            terms.extend(
                forms.map(|(form, factor)| (Term::from_field_text(field, form), weight * factor)),
            );
        }
        terms
    }

    fn prefix(&self, field: Field, text: &str, weight: f32) -> tantivy::Result<Option<Boxed>> {
        let query = PrefixQuery {
            field,
            prefix: text.to_owned(),
        };
        let found = query.doc_freq(self.searcher.segment_readers())? > 0;
        Ok(found.then(|| boost(Box::new(query), weight)))
    }

    /// A word in every field.
    fn word(&mut self, word: &Word, ending: Ending) -> tantivy::Result<Boxed> {
        let fields = *self.fields;
        let terms = self.text_terms(word, &Part::ALL);
        let mut alternatives = self.terms(terms)?;
        for (field, weight) in [(fields.tag_words, TAG), (fields.context, CONTEXT)] {
            let term = Term::from_field_text(field, word.folded());
            alternatives.extend(self.terms(vec![(term, weight)])?);
        }
        alternatives.extend(self.reference(&[word])?);
        self.matcher.add_word(word, &self.langs);
        if ending != Ending::Whole {
            let folded = word.folded();
            let mut begun = vec![(fields.title, Part::Title.weight() * BEGUN)];
            if ending == Ending::Star || folded.chars().count() > 1 {
                begun.extend([
                    (fields.body, BEGUN),
                    (fields.tag_words, TAG * BEGUN),
                    (fields.context, CONTEXT * BEGUN),
                ]);
            }
            for (field, weight) in begun {
                alternatives.extend(self.prefix(field, folded, weight)?);
            }
            self.matcher.add_prefix(folded);
        }
        Ok(best(alternatives))
    }

    /// A part of a reference number, with or without its hyphens.
    fn reference(&self, words: &[&Word]) -> tantivy::Result<Option<Boxed>> {
        let text: String = words.iter().map(|word| word.folded()).collect();
        let joined = reference_parts(&text).concat();
        let field = self.fields.reference;
        if joined.chars().count() >= 3 {
            return self.prefix(field, &joined, REFERENCE);
        }
        let term = Term::from_field_text(field, &joined);
        let found = self.searcher.doc_freq(&term)? > 0;
        Ok(found.then(|| boost(term_query(term), REFERENCE)))
    }

    /// Words written as one: side by side, joined, or, if they are words of their own, anywhere.
    fn compound(&mut self, words: &[Word], ending: Ending) -> tantivy::Result<Boxed> {
        let open = ending != Ending::Whole;
        let (joined, parts): (Vec<&Word>, Vec<&Word>) =
            words.iter().partition(|word| word.kind == WordKind::Joined);
        let mut alternatives = vec![boost(self.adjacent(&parts, open), EXACT)];
        for word in joined {
            alternatives.push(self.word(word, ending)?);
        }
        alternatives.extend(self.reference(&parts)?);
        let plain: Vec<&Word> = parts
            .into_iter()
            .filter(|word| word.kind == WordKind::Plain)
            .collect();
        let are_words = plain.iter().all(|word| {
            word.form.chars().count() > 1 && word.form.chars().any(char::is_alphabetic)
        });
        if are_words {
            let mut all = Vec::new();
            for (at, word) in plain.iter().enumerate() {
                let last = at + 1 == plain.len();
                if !self.is_stop(word) || (last && all.is_empty()) {
                    all.push(self.word(word, if last { ending } else { Ending::Whole })?);
                }
            }
            alternatives.push(boost(every(all), BEGUN));
        }
        Ok(best(alternatives))
    }

    /// Words in this order and form.
    fn phrase(&mut self, words: &[Word], open: bool) -> Boxed {
        let words: Vec<&Word> = words.iter().collect();
        let has_digits = words
            .iter()
            .any(|word| word.form.bytes().any(|b| b.is_ascii_digit()));
        let mut alternatives = vec![self.adjacent(&words, open)];
        if has_digits && let Ok(reference) = self.reference(&words) {
            alternatives.extend(reference);
        }
        best(alternatives)
    }

    /// Words side by side in a text field, folded; with the accents as typed it counts more.
    fn adjacent(&mut self, words: &[&Word], open: bool) -> Boxed {
        let fields = self.fields;
        let mut alternatives = Vec::new();
        let accented = words.iter().any(|word| word.accented().is_some());
        for (field, weight) in [
            (fields.title, Part::Title.weight()),
            (fields.body, Part::Rest.weight()),
            (fields.tag_words, TAG),
            (fields.context, CONTEXT),
        ] {
            let phrase = |form: &dyn Fn(&Word) -> String| -> Option<Boxed> {
                let terms: Vec<(usize, Term)> = words
                    .iter()
                    .map(|word| (word.position, Term::from_field_text(field, &form(word))))
                    .collect();
                let query: Boxed = match (terms.as_slice(), open) {
                    ([], _) => return None,
                    ([(_, term)], false) => term_query(term.clone()),
                    ([_], true) => Box::new(PrefixQuery {
                        field,
                        prefix: form(words.first()?),
                    }),
                    (_, false) => Box::new(PhraseQuery::new_with_offset(terms)),
                    (_, true) => Box::new(PhrasePrefixQuery::new_with_offset(terms)),
                };
                Some(query)
            };
            let folded = phrase(&|word| word.folded().to_owned());
            alternatives.extend(folded.map(|query| boost(query, weight)));
            if accented {
                let typed = phrase(&|word| word.form.clone());
                alternatives.extend(typed.map(|query| boost(query, weight * EXACT)));
            }
        }
        self.matcher.add_phrase(words, open);
        best(alternatives)
    }

    /// Words in one field.
    fn named(&mut self, name: FieldName, words: &[Word]) -> tantivy::Result<Boxed> {
        let fields = *self.fields;
        let parts: Vec<&Word> = words
            .iter()
            .filter(|word| word.kind != WordKind::Joined)
            .collect();
        if name == FieldName::Reference {
            let found = self.reference(&parts)?;
            return Ok(found.unwrap_or_else(|| Box::new(EmptyQuery)));
        }
        let mut all = Vec::new();
        for word in parts.iter().filter(|word| word.kind == WordKind::Plain) {
            let (field, terms) = match name {
                FieldName::Title => (fields.title, self.text_terms(word, &[Part::Title])),
                FieldName::Minister => (fields.minister_words, Vec::new()),
                FieldName::Organization => (fields.organization_words, Vec::new()),
                FieldName::Tag | FieldName::Reference => (fields.tag_words, Vec::new()),
            };
            if parts.len() > 1 && self.is_stop(word) {
                continue;
            }
            if name == FieldName::Title {
                self.matcher.add_word(word, &self.langs);
            }
            let mut alternatives = self.terms(terms)?;
            alternatives.extend(self.prefix(field, word.folded(), BEGUN)?);
            all.push(best(alternatives));
        }
        Ok(if all.is_empty() {
            Box::new(EmptyQuery)
        } else {
            every(all)
        })
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

    /// Whether a word, or with `Typing` one that starts so, is anywhere in the index.
    pub(super) fn is_known(&mut self, word: &Word, ending: Ending) -> tantivy::Result<bool> {
        let fields = *self.fields;
        let mut terms = self.text_terms(word, &Part::ALL);
        for field in [fields.tag_words, fields.context] {
            terms.push((Term::from_field_text(field, word.folded()), 1.0));
        }
        if !self.terms(terms)?.is_empty() || self.reference(&[word])?.is_some() {
            return Ok(true);
        }
        if ending == Ending::Whole {
            return Ok(false);
        }
        for field in [fields.title, fields.body, fields.tag_words, fields.context] {
            if self.prefix(field, word.folded(), 1.0)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The query of a text's telling words, `words` of each language by their stems and weights:
/// in each language some of them are wanted.
pub(super) fn likeness(
    mut builder: Builder<'_>,
    words: &Bilingual<Vec<(String, f32)>>,
    without: (Field, &str),
) -> tantivy::Result<Plan> {
    let mut sides: Vec<Boxed> = Vec::new();
    for (lang, stems) in words.iter() {
        let mut clauses = Vec::new();
        for (stem, weight) in stems {
            let terms = Part::ALL.map(|part| {
                let field = builder.fields.stems[lang][part as usize];
                (Term::from_field_text(field, stem), part.weight() * weight)
            });
            let alternatives = builder.terms(terms.to_vec())?;
            if !alternatives.is_empty() {
                clauses.push(best(alternatives));
                builder.matcher.add_stem(lang, stem);
            }
        }
        if !clauses.is_empty() {
            let least = (clauses.len() / 5).clamp(1, 4);
            sides.push(Box::new(BooleanQuery::union_with_minimum_required_clauses(
                clauses, least,
            )));
        }
    }
    let itself = term_query(Term::from_field_text(without.0, without.1));
    Ok(Plan {
        query: Box::new(BooleanQuery::new(vec![
            (Occur::Must, Box::new(BooleanQuery::union(sides))),
            (Occur::MustNot, itself),
        ])),
        matcher: builder.matcher,
        scored: true,
        wanted: Vec::new(),
        frequencies: builder.frequencies,
    })
}
