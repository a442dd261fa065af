//! How the index follows the files: at once in the terminal, on a thread of its own in the window.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use serde::Serialize;

use super::Notebook;
use crate::error::{ErrorCode, Failure};
use crate::note::Reference;
use crate::search::{HitKind, Index, SearchError};
use crate::store::{Content, ItemKind, Seen, Store};

/// How many documents are handed to the index before it is told to commit them, so that search
/// works on what is there while a large notebook is being indexed.
const BATCH: usize = 500;

/// Where changes are sent that are to be indexed.
pub(super) type Feed = Sender<Seen>;

/// What a rebuild did.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reindexed {
    /// How many notes and policies are indexed now.
    pub documents: usize,
    /// How long it took, in seconds.
    pub seconds: f64,
}

/// The thread that keeps the index current. It ends when the notebook is dropped.
#[derive(Debug)]
pub struct Indexing {
    thread: Option<JoinHandle<()>>,
}

impl Indexing {
    /// Waits until everything told so far is indexed and the thread has ended. The notebook must
    /// have been dropped.
    pub fn join(mut self) {
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the indexing thread ended with a panic");
        }
    }
}

impl Notebook {
    /// Starts the thread that brings the index up to date with the files and then follows every
    /// change. `progress` is told documents done and to do.
    pub fn keep_indexed(
        &self,
        progress: impl Fn(usize, usize) + Send + 'static,
    ) -> Result<Indexing, Failure> {
        let index = self.index()?;
        let store = Arc::clone(&self.store);
        let (feed, told) = mpsc::channel();
        *self.indexing.lock().unwrap_or_else(PoisonError::into_inner) = Some(feed);
        let thread = std::thread::Builder::new()
            .name("indexing".to_owned())
            .spawn(move || {
                if let Err(error) = follow(&store, &index, &told, &progress) {
                    tracing::error!(%error, "indexing stopped");
                }
            })
            .map_err(|error| Failure::new(ErrorCode::Internal).with("reason", error))?;
        Ok(Indexing { thread: Some(thread) })
    }

    /// Empties the index and fills it from the files.
    pub fn reindex(&self) -> Result<Reindexed, Failure> {
        let started = Instant::now();
        let index = self.index()?;
        index.clear()?;
        let documents = bring_up_to_date(&self.store, &index, &|_, _| {})?;
        Ok(Reindexed { documents, seconds: started.elapsed().as_secs_f64() })
    }

    /// The index, opened if need be.
    fn index(&self) -> Result<Arc<Index>, Failure> {
        let mut slot = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = &*slot {
            return Ok(Arc::clone(index));
        }
        let (index, opened) = Index::open(&self.location.index())?;
        tracing::debug!(?opened, "index opened");
        let index = Arc::new(index);
        *slot = Some(Arc::clone(&index));
        Ok(index)
    }

    /// The index as current as it can be had now: brought up to date first, unless a thread does
    /// so already.
    pub(super) fn fresh_index(&self) -> Result<Arc<Index>, Failure> {
        let index = self.index()?;
        let followed = self.indexing.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        if !followed {
            bring_up_to_date(&self.store, &index, &|_, _| {})?;
        }
        Ok(index)
    }

    /// Hands a change to the indexing thread, if there is one; else the next search finds it.
    pub(super) fn tell(&self, seen: Seen) {
        if let Some(feed) = &*self.indexing.lock().unwrap_or_else(PoisonError::into_inner)
            && feed.send(seen).is_err()
        {
            tracing::error!("the indexing thread is gone");
        }
    }
}

/// Brings the index up to date, then applies what is told until nobody is left to tell.
fn follow(
    store: &Store,
    index: &Index,
    told: &Receiver<Seen>,
    progress: &dyn Fn(usize, usize),
) -> Result<(), SearchError> {
    bring_up_to_date(store, index, progress)?;
    while let Ok(first) = told.recv() {
        let mut changes = vec![first];
        changes.extend(told.try_iter());
        if !index.is_writable() {
            index.reload()?;
            continue;
        }
        for seen in changes {
            apply(index, seen)?;
        }
        index.commit()?;
        progress(1, 1);
    }
    Ok(())
}

fn apply(index: &Index, seen: Seen) -> Result<(), SearchError> {
    match seen {
        Seen::Present(item) => match &item.content {
            Content::Note(read) => index.put_note(&read.note, item.hash.as_str()),
            Content::Policy(read) => index.put_policy(&read.policy, item.hash.as_str()),
        },
        Seen::Unreadable { kind, id } | Seen::Gone { kind, id } => index.remove(hit_kind(kind), &id),
    }
}

const fn hit_kind(kind: ItemKind) -> HitKind {
    match kind {
        ItemKind::Note => HitKind::Note,
        ItemKind::Policy => HitKind::Policy,
    }
}

/// Indexes what the index does not have as it is on disk, and removes what is gone. Gives how many
/// items there are.
fn bring_up_to_date(
    store: &Store,
    index: &Index,
    progress: &dyn Fn(usize, usize),
) -> Result<usize, SearchError> {
    index.reload()?;
    let stamps: BTreeMap<(HitKind, String), String> = index.stamps()?;
    let present = store.hashes();
    let total = present.len();
    if !index.is_writable() {
        return Ok(total);
    }
    let mut changed = false;
    let kept: BTreeSet<(HitKind, &str)> =
        present.iter().map(|(kind, id, _)| (hit_kind(*kind), id.as_str())).collect();
    for (kind, id) in stamps.keys() {
        if !kept.contains(&(*kind, id.as_str())) {
            index.remove(*kind, id)?;
            changed = true;
        }
    }
    let stale: Vec<_> = present
        .iter()
        .filter(|(kind, id, hash)| {
            stamps.get(&(hit_kind(*kind), id.clone())).map(String::as_str) != Some(hash.as_str())
        })
        .collect();
    for (done, (kind, id, hash)) in stale.iter().enumerate() {
        match kind {
            ItemKind::Note => {
                let Ok(reference) = id.parse::<Reference>() else { continue };
                // A file that went away since is told of by the watch.
                let Ok(stored) = store.note(&reference) else { continue };
                index.put_note(&stored.read.note, stored.hash.as_str())?;
            }
            ItemKind::Policy => {
                let Ok(read) = store.policy(id) else { continue };
                index.put_policy(&read.policy, hash.as_str())?;
            }
        }
        changed = true;
        if (done + 1) % BATCH == 0 {
            index.commit()?;
            changed = false;
        }
        if done % 50 == 0 {
            progress(done, stale.len());
        }
    }
    if changed {
        index.commit()?;
    }
    progress(stale.len(), stale.len());
    Ok(total)
}
