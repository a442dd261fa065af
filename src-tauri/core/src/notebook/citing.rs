//! Which notes cite a policy, and which cite clauses that say something else by now.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

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
    /// Those of its anchors whose clauses say something else than when it cited them, or are gone.
    pub behind: Vec<String>,
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

/// The citations of a note that are behind.
type Behind = Arc<BTreeSet<Citation>>;

/// Which citations of a note are behind, as long as all that is told from stays the same.
#[derive(Debug, Default)]
pub(super) struct KnownBehind(Mutex<HashMap<Reference, (MadeOf, Behind)>>);

impl Notebook {
    /// The notes that cite a policy, or a clause of it: newest first, then by reference.
    ///
    /// # Errors
    ///
    /// There is no such policy, or its file cannot be read.
    pub fn citing(&self, slug: &str) -> Result<Vec<CitingNote>, Failure> {
        let read = self.store.policy(slug)?;
        // Notes cite the same clauses again and again; to find one goes through the policy.
        let mut known: HashMap<String, String> = HashMap::new();
        let mut now = |anchor: &str| {
            if let Some(now) = known.get(anchor) {
                return now.clone();
            }
            let now = read.policy.anchor_now(anchor).unwrap_or(anchor).to_owned();
            known.insert(anchor.to_owned(), now.clone());
            now
        };
        let (policies, clauses) = (self.policy_hashes(), Clauses::of(self));
        let mut citing: Vec<CitingNote> = (self.items().into_iter())
            .filter_map(|item| {
                let cited = item.cites.iter().filter(|citation| citation.slug == slug);
                let anchors: BTreeSet<String> =
                    cited.map(|citation| now(&citation.anchor)).collect();
                if anchors.is_empty() {
                    return None;
                }
                let behind = self.behind_in(&item, &policies, &clauses);
                let behind = behind
                    .iter()
                    .flat_map(|(_, behind)| behind.iter())
                    .filter(|citation| citation.slug == slug);
                let behind: BTreeSet<String> =
                    behind.map(|citation| now(&citation.anchor)).collect();
                Some(CitingNote {
                    item,
                    anchors: anchors.into_iter().collect(),
                    behind: behind.into_iter().collect(),
                })
            })
            .collect();
        citing.sort_by(|a, b| (b.item.date, &a.item.id).cmp(&(a.item.date, &b.item.id)));
        Ok(citing)
    }

    /// The notes that cite clauses which say something else than when they cited them, or are gone
    /// since; by reference. Only what is another than the last time is looked at.
    pub fn behind(&self) -> Vec<NoteBehind> {
        let (policies, clauses) = (self.policy_hashes(), Clauses::of(self));
        let mut behind: Vec<NoteBehind> = (self.items().iter())
            .filter_map(|item| {
                let (reference, behind) = self.behind_in(item, &policies, &clauses)?;
                let citations = behind.len();
                (citations > 0).then_some(NoteBehind {
                    reference,
                    citations,
                })
            })
            .collect();
        behind.sort_by(|a, b| a.reference.cmp(&b.reference));
        behind
    }

    fn policy_hashes(&self) -> HashMap<String, ContentHash> {
        (self.store.hashes().into_iter())
            .filter(|(kind, ..)| *kind == ItemKind::Policy)
            .map(|(_, slug, hash)| (slug, hash))
            .collect()
    }

    /// A note with its citations that are behind; `None` where it cites nothing.
    fn behind_in(
        &self,
        item: &ItemSummary,
        policies: &HashMap<String, ContentHash>,
        clauses: &Clauses<'_>,
    ) -> Option<(Reference, Behind)> {
        if item.cites.is_empty() {
            return None;
        }
        let reference: Reference = item.id.parse().ok()?;
        let hash = self.store.hash(ItemKind::Note, &item.id);
        let stamp = self.store.cited_stamp(&reference)?;
        let slugs = item.cites.iter().map(|citation| citation.slug.clone());
        let named = slugs.map(|slug| {
            let hash = policies.get(&slug).cloned();
            (slug, hash)
        });
        let made_of = (hash, stamp, named.collect());
        let behind = self.known_behind(&reference, made_of, clauses);
        Some((reference, behind))
    }

    fn known_behind(
        &self,
        reference: &Reference,
        made_of: MadeOf,
        clauses: &Clauses<'_>,
    ) -> Behind {
        let known = || self.behind.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, behind)) = known().get(reference)
            && *of == made_of
        {
            return Arc::clone(behind);
        }
        let behind = Arc::new(self.citations_behind(reference, clauses));
        known().insert(reference.clone(), (made_of, Arc::clone(&behind)));
        behind
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
