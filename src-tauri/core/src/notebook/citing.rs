//! Which notes cite a policy, and which cite clauses that say something else by now.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Notebook;
use super::said::Clauses;
use crate::document;
use crate::error::Failure;
use crate::note::{ContentHash, Reference};
use crate::policy::Citation;
use crate::store::{CitedStamp, ItemKind, ItemSummary};

/// A note that cites a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CitingNote {
    /// The note's line.
    pub item: ItemSummary,
    /// The anchors that it cites, as the policy has them now; one that the policy does not have, as
    /// it was written; empty for the policy as a whole.
    pub anchors: Vec<String>,
}

/// A note that cites clauses which say something else than when it cited them, or are gone since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteBehind {
    /// The note.
    pub reference: Reference,
    /// How many of its citations are behind.
    pub citations: usize,
}

/// A note's file, what was recorded of its citations, and the policies that they name.
type MadeOf = (
    Option<ContentHash>,
    CitedStamp,
    BTreeMap<String, Option<ContentHash>>,
);

/// How many citations of a note are behind, as long as all that is told from stays the same.
#[derive(Debug, Default)]
pub(super) struct KnownBehind(Mutex<HashMap<Reference, (MadeOf, usize)>>);

impl Notebook {
    /// The notes that cite a policy, or a clause of it: newest first, then by reference.
    ///
    /// # Errors
    ///
    /// There is no such policy, or its file cannot be read.
    pub fn citing(&self, slug: &str) -> Result<Vec<CitingNote>, Failure> {
        let read = self.store.policy(slug)?;
        let mut citing: Vec<CitingNote> = (self.items().into_iter())
            .filter_map(|item| {
                let cited = item.cites.iter().filter(|citation| citation.slug == slug);
                let mut anchors: Vec<String> = cited
                    .map(|citation| {
                        (read
                            .policy
                            .anchor_now(&citation.anchor)
                            .unwrap_or(&citation.anchor))
                        .to_owned()
                    })
                    .collect();
                anchors.sort_unstable();
                anchors.dedup();
                (!anchors.is_empty()).then_some(CitingNote { item, anchors })
            })
            .collect();
        citing.sort_by(|a, b| (b.item.date, &a.item.id).cmp(&(a.item.date, &b.item.id)));
        Ok(citing)
    }

    /// The notes that cite clauses which say something else than when they cited them, or are gone
    /// since; by reference. Only what is another than the last time is looked at.
    pub fn behind(&self) -> Vec<NoteBehind> {
        let policies: HashMap<String, ContentHash> = (self.store.hashes().into_iter())
            .filter(|(kind, ..)| *kind == ItemKind::Policy)
            .map(|(_, slug, hash)| (slug, hash))
            .collect();
        let notes = self.items().into_iter();
        let clauses = Clauses::of(self);
        let mut behind: Vec<NoteBehind> = notes
            .filter(|item| !item.cites.is_empty())
            .filter_map(|item| {
                let reference: Reference = item.id.parse().ok()?;
                let hash = self.store.hash(ItemKind::Note, &item.id);
                let stamp = self.store.cited_stamp(&reference)?;
                let slugs = item.cites.into_iter().map(|citation| citation.slug);
                let named = slugs.map(|slug| {
                    let hash = policies.get(&slug).cloned();
                    (slug, hash)
                });
                let made_of = (hash, stamp, named.collect());
                let citations = self.count_behind(&reference, made_of, &clauses);
                (citations > 0).then_some(NoteBehind {
                    reference,
                    citations,
                })
            })
            .collect();
        behind.sort_by(|a, b| a.reference.cmp(&b.reference));
        behind
    }

    fn count_behind(&self, reference: &Reference, made_of: MadeOf, clauses: &Clauses<'_>) -> usize {
        let known = || self.behind.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, count)) = known().get(reference)
            && *of == made_of
        {
            return *count;
        }
        let count = self.citations_behind(reference, clauses).len();
        known().insert(reference.clone(), (made_of, count));
        count
    }

    /// The clauses that a note cites in a language in which they say something else by now.
    fn citations_behind(&self, reference: &Reference, clauses: &Clauses<'_>) -> BTreeSet<Citation> {
        let recorded = self.store.cited(reference);
        // Of most notes nothing is behind: they are not read for it.
        if !clauses.any_behind(&recorded) {
            return BTreeSet::new();
        }
        let Ok(stored) = self.store.note(reference) else {
            return BTreeSet::new();
        };
        let sides = stored.read.note.sides.iter();
        let cited = sides.flat_map(|(lang, side)| {
            let cited = side.as_ref().map(document::cited_in_side);
            cited
                .unwrap_or_default()
                .into_iter()
                .map(move |citation| (lang, citation))
        });
        cited
            .filter(|(lang, citation)| clauses.stale(&recorded, citation, *lang).is_some())
            .map(|(_, citation)| citation)
            .collect()
    }

    /// What is known of the citations of a note holds no more: two records can have one time.
    pub(super) fn forget_behind(&self, reference: &Reference) {
        let mut known = self.behind.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.remove(reference);
    }
}
