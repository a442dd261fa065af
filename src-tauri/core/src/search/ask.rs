//! Asks the index: as typed, then with slips of spelling mended, then with fewer words.

use std::collections::HashSet;
use std::sync::Arc;

use tantivy::{Searcher, TantivyDocument, schema::Value};

use super::build::Builder;
use super::collect::{Collected, Collecting, Groups};
use super::parse::{Parsed, parse};
use super::plan::{Plan, Wanted};
use super::query::{Hit, SearchQuery, SearchResults, SortBy};
use super::schema::{Fields, Stored};
use super::stems::Analyzer;
use super::{snippet, spelling};
use crate::lang::Lang;

/// How many hits are given where no limit is named.
const DEFAULT_LIMIT: usize = 20;

/// One state of the index, to be asked.
pub(super) struct Asking<'a> {
    /// The state.
    pub(super) searcher: &'a Searcher,
    /// Its fields.
    pub(super) fields: &'a Fields,
    /// Its analysis.
    pub(super) analyzer: &'a Analyzer,
}

impl Asking<'_> {
    /// Answers a query.
    pub(super) fn search(&self, asked: &SearchQuery) -> tantivy::Result<SearchResults> {
        let parsed = parse(&asked.text);
        let plan = self.plan(asked, &parsed, Wanted::All)?;
        let collected = self.collect(asked, &plan)?;
        if collected.total > 0 || plan.wanted.is_empty() {
            return self.results(asked, &plan, collected, None);
        }
        let mut text = self.mended(asked, &parsed)?;
        if text == asked.text {
            text = self.without_unknown(asked, &parsed)?;
        } else {
            let parsed = parse(&text);
            let plan = self.plan(asked, &parsed, Wanted::All)?;
            let collected = self.collect(asked, &plan)?;
            if collected.total > 0 {
                return self.results(asked, &plan, collected, Some(text));
            }
            text = self.without_unknown(&with_text(asked, &text), &parsed)?;
        }
        self.fewer(asked, plan, collected, text)
    }

    /// The query with what is known of it, then with ever fewer of its words.
    fn fewer(
        &self,
        asked: &SearchQuery,
        plan: Plan,
        nothing: Collected,
        text: String,
    ) -> tantivy::Result<SearchResults> {
        let parsed = parse(&text);
        let known = self.plan(asked, &parsed, Wanted::All)?;
        let count = known.wanted.len();
        if count > 0 && text != asked.text {
            let collected = self.collect(asked, &known)?;
            if collected.total > 0 {
                return self.results(asked, &known, collected, Some(text));
            }
        }
        for least in (1..count).rev() {
            let plan = self.plan(asked, &parsed, Wanted::AtLeast(least))?;
            let collected = self.collect(asked, &plan)?;
            if collected.total > 0 {
                let text = any_of(&text, &parsed, &plan.wanted);
                return self.results(asked, &plan, collected, Some(text));
            }
        }
        self.results(asked, &plan, nothing, None)
    }

    fn plan(&self, asked: &SearchQuery, parsed: &Parsed, wanted: Wanted) -> tantivy::Result<Plan> {
        self.builder(asked.lang).plan(asked, parsed, wanted)
    }

    /// A builder over this state.
    pub(super) fn builder(&self, lang: Option<Lang>) -> Builder<'_> {
        Builder::new(self.searcher, self.fields, self.analyzer, lang)
    }

    /// The text with each unknown word replaced by the known one closest to it.
    fn mended(&self, asked: &SearchQuery, parsed: &Parsed) -> tantivy::Result<String> {
        let mut text = asked.text.clone();
        let mut builder = self.builder(asked.lang);
        for clause in parsed.groups.iter().flatten().rev() {
            let Some((word, ending)) = clause.single_word() else {
                continue;
            };
            if builder.is_stop(word) || builder.is_known(word, ending)? {
                continue;
            }
            if let Some(meant) = spelling::nearest(self.searcher, self.fields, word, ending)? {
                let start = clause.source.start;
                text.replace_range(start + word.start..start + word.end, &meant);
            }
        }
        Ok(text)
    }

    /// The text without the words that are nowhere.
    fn without_unknown(&self, asked: &SearchQuery, parsed: &Parsed) -> tantivy::Result<String> {
        let mut text = asked.text.clone();
        let mut builder = self.builder(asked.lang);
        for group in parsed.groups.iter().rev() {
            let [clause] = group.as_slice() else {
                continue;
            };
            if let Some((word, ending)) = clause.single_word()
                && !builder.is_stop(word)
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

    /// Collects what a plan finds.
    pub(super) fn collect(&self, asked: &SearchQuery, plan: &Plan) -> tantivy::Result<Collected> {
        let without = match &plan.without {
            Some(query) => self.searcher.search(query, &Groups)?,
            None => HashSet::new(),
        };
        let collecting = Collecting {
            without: Arc::new(without),
            sort: asked.sort,
            keep: asked.offset.saturating_add(limit(asked)),
            scored: plan.scored,
        };
        let statistics = plan.statistics(self.searcher);
        self.searcher
            .search_with_statistics_provider(&plan.query, &collecting, &statistics)
    }

    /// What is shown of what was collected.
    pub(super) fn results(
        &self,
        asked: &SearchQuery,
        plan: &Plan,
        collected: Collected,
        corrected: Option<String>,
    ) -> tantivy::Result<SearchResults> {
        let mut hits = Vec::new();
        for candidate in collected.best.into_iter().skip(asked.offset) {
            let stored = self.stored(candidate.doc)?;
            let snippet = snippet::best(&stored, &plan.matcher);
            hits.push(Hit {
                id: stored.id,
                kind: stored.kind,
                title: stored.title,
                title_highlights: snippet.title,
                langs: stored.langs,
                status: stored.status,
                lang: stored.lang.or(asked.lang).unwrap_or(Lang::En),
                date: stored.date,
                score: candidate.score,
                section: snippet.section,
                snippet: snippet.text,
                highlights: snippet.highlights,
                sections: snippet.sections,
                through: Vec::new(),
                shared: Vec::new(),
            });
        }
        Ok(SearchResults {
            total: collected.total,
            corrected,
            hits,
            facets: collected.facets,
        })
    }

    /// What is stored of a document.
    pub(super) fn stored(&self, doc: tantivy::DocAddress) -> tantivy::Result<Stored> {
        let document: TantivyDocument = self.searcher.doc(doc)?;
        let bytes = document
            .get_first(self.fields.stored)
            .and_then(|value| value.as_bytes())
            .unwrap_or_default();
        serde_json::from_slice(bytes)
            .map_err(|error| tantivy::TantivyError::InternalError(error.to_string()))
    }
}

fn with_text(asked: &SearchQuery, text: &str) -> SearchQuery {
    SearchQuery {
        text: text.to_owned(),
        ..asked.clone()
    }
}

fn limit(asked: &SearchQuery) -> usize {
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
