//! The search of QP Notes, through the interface that the window and the terminal use.

use std::path::Path;

use anyhow::Result;
use qp_core::search::{Facet, Index, SearchQuery, SortBy};

use super::{Answer, Ask, Engine, Means};
use crate::item::Entry;

pub(super) struct Ours(Index);

impl Ours {
    pub(super) fn open(index: &Path) -> Result<Self> {
        Ok(Self(Index::open(index)?.0))
    }
}

/// The query as a person would type it and choose it.
fn query(ask: &Ask) -> SearchQuery {
    let text = match ask.means {
        Means::Phrase => format!("\"{}\"", ask.text),
        Means::Typed => ask.text.clone(),
        // The space says that the last word is whole.
        Means::Words | Means::Slip if ask.text.is_empty() => String::new(),
        Means::Words | Means::Slip => format!("{} ", ask.text),
    };
    let mut query = SearchQuery {
        text,
        limit: 10,
        ..SearchQuery::default()
    };
    if ask.by_date {
        query.sort = SortBy::Date;
    }
    if let Some(filter) = &ask.filter {
        query.narrow_to(Facet::Status, &filter.status);
        query.narrow_to(Facet::Organization, &filter.organization);
        query.from = Some(filter.from);
    }
    query
}

impl Engine for Ours {
    fn put(&mut self, entry: &Entry) -> Result<()> {
        match entry {
            Entry::Note(note, stamp) => self.0.put_note(note, stamp)?,
            Entry::Policy(policy, stamp) => self.0.put_policy(policy, stamp)?,
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        Ok(self.0.commit()?)
    }

    fn answer(&mut self, ask: &Ask) -> Result<Option<Answer>> {
        let results = self.0.search(&query(ask))?;
        Ok(Some(Answer {
            total: results.total as u64,
            marked: results
                .hits
                .iter()
                .filter(|hit| !hit.highlights.is_empty() || !hit.title_highlights.is_empty())
                .count(),
            facet_values: results.facets.values().map(Vec::len).sum(),
            hits: results.hits.into_iter().map(|hit| hit.id).collect(),
        }))
    }
}
