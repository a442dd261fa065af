//! Asks the index: as typed, then with slips of spelling mended, then with fewer words.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::index::SegmentId;
use tantivy::query::{BooleanQuery, EnableScoring, Query};
use tantivy::schema::Value;
use tantivy::{DocAddress, DocId, Searcher, TantivyDocument};

use super::across::Attempt;
use super::build::Builder;
use super::collect::{Collected, Collecting, Heads};
use super::dictionary::Dictionary;
use super::parse::{Parsed, parse};
use super::plan::{Plan, Wants};
use super::query::{Hit, SearchQuery, SearchResults, SortBy};
use super::schema::{Fields, Stored, days};
use super::scoring::TheseQuery;
use super::stems::Analyzer;
use super::synonyms::Synonyms;
use super::values::{Memory, Values};
use super::{snippet, spelling};
use crate::lang::Lang;

/// How many hits are given where no limit is named.
const DEFAULT_LIMIT: usize = 20;
/// More unknown words than a person mistypes are not mended.
const MOST_MENDED: usize = 8;
/// So many words wanted are a sentence, of which nobody expects every word to be found.
const SENTENCE: usize = 5;
/// How many of the best are looked at again for how close the words stand together.
const LOOKED_AT_AGAIN: usize = 200;

/// One state of the index, to be asked.
pub(super) struct Asking<'a> {
    /// The state.
    pub(super) searcher: &'a Searcher,
    /// Its fields.
    pub(super) fields: &'a Fields,
    /// Its analysis.
    pub(super) analyzer: &'a Analyzer,
    /// The values of its segments.
    pub(super) memory: &'a Memory,
    /// The synonyms.
    pub(super) synonyms: &'a Synonyms,
    /// The dictionary.
    pub(super) dictionary: &'a Dictionary,
}

impl Asking<'_> {
    /// Answers a query.
    pub(super) fn search(&self, asked: &SearchQuery) -> tantivy::Result<SearchResults> {
        let parsed = parse(&asked.text);
        let first = self.attempt(asked, &asked.text, &parsed, Wants::All)?;
        if first.collected.total > 0 || first.plan.wanted.is_empty() {
            return self.results(asked, first, None);
        }
        let mut text = self.mended(asked, &parsed)?;
        if text == asked.text {
            text = self.without_unknown(asked, &parsed)?;
        } else {
            let parsed = parse(&text);
            let mended = self.attempt(asked, &text, &parsed, Wants::All)?;
            if mended.collected.total > 0 {
                return self.results(asked, mended, Some(text));
            }
            text = self.without_unknown(&with_text(asked, &text), &parsed)?;
        }
        self.fewer(asked, first, text)
    }

    /// The query with what is known of it, then with ever fewer of its words.
    fn fewer(
        &self,
        asked: &SearchQuery,
        nothing: Attempt,
        text: String,
    ) -> tantivy::Result<SearchResults> {
        let parsed = parse(&text);
        let mut count = nothing.plan.wanted.len();
        if text != asked.text {
            let known = self.attempt(asked, &text, &parsed, Wants::All)?;
            count = known.plan.wanted.len();
            if count > 0 && known.collected.total > 0 {
                return self.results(asked, known, Some(text));
            }
        }
        // Of fewer words as many as something has: the more, the less has them.
        let (mut found, mut enough, mut too_many) = (None, 0, count);
        while enough + 1 < too_many {
            let least = usize::midpoint(enough, too_many);
            let some = self.attempt(asked, &text, &parsed, Wants::AtLeast(least))?;
            if some.collected.total > 0 {
                enough = least;
                found = Some(some);
            } else {
                too_many = least;
            }
        }
        if count >= SENTENCE && found.is_some() {
            // What has half as many may have the more telling ones: their scores decide.
            let least = enough.div_ceil(2);
            found = Some(self.attempt(asked, &text, &parsed, Wants::AtLeast(least))?);
        }
        if let Some(some) = found {
            let text = any_of(&text, &parsed, &some.plan.wanted);
            return self.results(asked, some, Some(text));
        }
        self.results(asked, nothing, None)
    }

    /// A builder over this state.
    pub(super) fn builder(&self, lang: Option<Lang>) -> tantivy::Result<Builder<'_>> {
        let beginnings = &self.memory.beginnings;
        Builder::new(self.searcher, self.fields, self.analyzer, beginnings, lang)
    }

    /// The text with each unknown word replaced by the known one closest to it.
    fn mended(&self, asked: &SearchQuery, parsed: &Parsed) -> tantivy::Result<String> {
        let mut text = asked.text.clone();
        let builder = self.builder(asked.lang)?;
        let meanings = self.meanings(&asked.text, parsed);
        let mut looked_up = 0;
        for (place, clause) in parsed.clauses().rev() {
            if looked_up == MOST_MENDED {
                break;
            }
            let Some((word, ending)) = clause.single_word() else {
                continue;
            };
            if builder.is_stop(word) || meanings.has(place) || builder.is_known(word, ending)? {
                continue;
            }
            looked_up += 1;
            if let Some(meant) = spelling::nearest(self, word, ending)? {
                let start = clause.source.start;
                text.replace_range(start + word.start..start + word.end, &meant);
            }
        }
        Ok(text)
    }

    /// The text without the words that are nowhere.
    fn without_unknown(&self, asked: &SearchQuery, parsed: &Parsed) -> tantivy::Result<String> {
        let mut text = asked.text.clone();
        let builder = self.builder(asked.lang)?;
        let meanings = self.meanings(&asked.text, parsed);
        for (at, group) in parsed.groups.iter().enumerate().rev() {
            let [clause] = group.as_slice() else {
                continue;
            };
            if let Some((word, ending)) = clause.single_word()
                && !builder.is_stop(word)
                && !meanings.has((at, 0))
                && !builder.is_known(word, ending)?
            {
                text.replace_range(clause.source.clone(), "");
            }
        }
        if text == asked.text {
            return Ok(text);
        }
        Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Collects what a plan finds. Hits that are `listed` already are only counted.
    pub(super) fn collect(
        &self,
        asked: &SearchQuery,
        plan: &Plan,
        listed: &[Vec<bool>],
    ) -> tantivy::Result<Collected> {
        let values = self.memory.of(self.searcher)?;
        let without = match &plan.without {
            Some(query) => self.searcher.search(query, &Heads { values: &values })?,
            None => Vec::new(),
        };
        let keep = asked.offset.saturating_add(limit(asked));
        let again = plan.scored && asked.sort == SortBy::Relevance && !plan.close.is_empty();
        let mut collected = self.searcher.search(
            &plan.query,
            &Collecting {
                values: &values,
                without: &without,
                listed,
                narrow: &asked.narrow,
                lang: asked.lang,
                reader: asked.reader,
                days: (asked.from.map(days), asked.to.map(days)),
                sort: asked.sort,
                keep: if again {
                    keep.max(LOOKED_AT_AGAIN)
                } else {
                    keep
                },
                scored: plan.scored,
            },
        )?;
        if again {
            self.look_again(plan, &values, &mut collected)?;
        }
        collected.best.truncate(keep);
        Ok(collected)
    }

    /// Raises the best by how close the words stand together in them.
    fn look_again(
        &self,
        plan: &Plan,
        values: &[Arc<Values>],
        collected: &mut Collected,
    ) -> tantivy::Result<()> {
        let mut rest = collected
            .best
            .split_off(collected.best.len().min(LOOKED_AT_AGAIN));
        collected.best.sort_by_key(|candidate| candidate.doc);
        let mut docs: FxHashMap<SegmentId, Vec<DocId>> = FxHashMap::default();
        for candidate in &collected.best {
            let reader = self.searcher.segment_reader(candidate.doc.segment_ord);
            let docs = docs.entry(reader.segment_id()).or_default();
            docs.push(candidate.doc.doc_id);
        }
        let docs = Arc::new(docs);
        for query in &plan.close {
            let these = TheseQuery {
                docs: Arc::clone(&docs),
            };
            let weight = BooleanQuery::intersection(vec![Box::new(these), query.box_clone()])
                .weight(EnableScoring::enabled_from_searcher(self.searcher))?;
            for same in (collected.best).chunk_by_mut(|a, b| a.doc.segment_ord == b.doc.segment_ord)
            {
                let Some(segment) = same.first().map(|candidate| candidate.doc.segment_ord) else {
                    continue;
                };
                let values = values.get(segment as usize);
                let mut scorer = weight.scorer(self.searcher.segment_reader(segment), 1.0)?;
                for candidate in same.iter_mut() {
                    let doc = candidate.doc.doc_id;
                    if scorer.doc() == doc {
                        let standing = values.map_or(1.0, |values| values.standing(doc));
                        candidate.score += scorer.score() * standing;
                        scorer.advance();
                    }
                }
            }
        }
        collected.sort(SortBy::Relevance, usize::MAX);
        collected.best.append(&mut rest);
        Ok(())
    }

    /// What is shown of what was collected.
    pub(super) fn results(
        &self,
        asked: &SearchQuery,
        found: Attempt,
        corrected: Option<String>,
    ) -> tantivy::Result<SearchResults> {
        let Attempt {
            plan,
            collected,
            across,
            telling,
        } = found;
        let values = self.memory.of(self.searcher)?;
        let mut hits = Vec::new();
        for candidate in collected.best.into_iter().skip(asked.offset) {
            let stored = self.stored(self.shown(asked, &values, candidate.doc))?;
            let across = across.as_ref().filter(|across| across.found(candidate.doc));
            let matcher = across.map_or(&plan.matcher, |across| &across.plan.matcher);
            let through = across.map_or_else(Vec::new, |across| across.through(self, &stored));
            let shared = telling
                .as_ref()
                .map(|telling| telling.shared(self.analyzer, &stored));
            let snippet = snippet::best(&stored, matcher);
            hits.push(Hit {
                id: stored.id,
                kind: stored.kind,
                title: stored.title,
                title_highlights: snippet.title,
                langs: stored.langs,
                status: stored.status,
                lang: stored
                    .lang
                    .or(asked.lang)
                    .or(asked.reader)
                    .unwrap_or(Lang::En),
                date: stored.date,
                score: candidate.score,
                section: snippet.section,
                snippet: snippet.text,
                highlights: snippet.highlights,
                sections: snippet.sections,
                through,
                shared: shared.unwrap_or_default(),
            });
        }
        Ok(SearchResults {
            total: collected.total,
            corrected,
            hits,
            facets: collected.facets,
        })
    }

    /// The side in which a hit is shown that was found by `doc`.
    fn shown(&self, asked: &SearchQuery, values: &[Arc<Values>], doc: DocAddress) -> DocAddress {
        let (true, Some(reader)) = (asked.in_reader_language, asked.reader) else {
            return doc;
        };
        let segment = self.searcher.segment_reader(doc.segment_ord);
        let side = values.get(doc.segment_ord as usize).and_then(|values| {
            values
                .sides(doc.doc_id)
                .find(|side| values.lang(*side) == Some(reader) && !segment.is_deleted(*side))
        });
        side.map_or(doc, |side| DocAddress::new(doc.segment_ord, side))
    }

    /// What is stored of a document.
    pub(super) fn stored(&self, doc: tantivy::DocAddress) -> tantivy::Result<Stored> {
        let document: TantivyDocument = self.searcher.doc(doc)?;
        let stored = document
            .get_first(self.fields.stored)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        serde_json::from_str(stored)
            .map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))
    }
}

fn with_text(asked: &SearchQuery, text: &str) -> SearchQuery {
    SearchQuery {
        text: text.to_owned(),
        ..asked.clone()
    }
}

/// At most how many hits are asked for.
pub(super) fn limit(asked: &SearchQuery) -> usize {
    match asked.limit {
        0 => DEFAULT_LIMIT,
        limit => limit,
    }
}

/// A query for no order but the best first, at most `limit` hits.
pub(super) fn plain_query(limit: usize) -> SearchQuery {
    SearchQuery {
        limit,
        sort: SortBy::Relevance,
        ..SearchQuery::default()
    }
}

/// The query of which any of the wanted words will do, as a person would type it.
fn any_of(text: &str, parsed: &Parsed, wanted: &[usize]) -> String {
    let (mut any, mut rest) = (Vec::new(), Vec::new());
    for (at, group) in parsed.groups.iter().enumerate() {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let source = text
            .get(first.source.start..last.source.end)
            .unwrap_or_default();
        if wanted.contains(&at) {
            any.push(source);
        } else if first.single_word().is_none() {
            rest.push(source);
        }
    }
    let mut parts = vec![any.join(" OR ")];
    parts.extend(rest.into_iter().map(str::to_owned));
    parts.join(" ")
}
