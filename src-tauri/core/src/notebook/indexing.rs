//! How the index follows the files: at once in the terminal, on a thread of its own in the window.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use serde::Serialize;

use super::{Notebook, words};
use crate::error::{ErrorCode, Failure};
use crate::note::Reference;
use crate::search::{HitKind, Index, SearchError};
use crate::store::{Content, ItemKind, Seen, Store};

/// How many documents are handed to the index before it is told to commit them, so that search
/// works on what is there while a large notebook is being indexed.
const BATCH: usize = 500;

/// The index, opened when it is first needed and made anew when it turns out to be damaged.
#[derive(Debug)]
pub(super) struct Shelf {
    dir: PathBuf,
    slot: Mutex<Option<Arc<Index>>>,
}

impl Shelf {
    pub(super) fn new(dir: PathBuf) -> Self {
        Self {
            dir,
            slot: Mutex::default(),
        }
    }

    pub(super) fn index(&self) -> Result<Arc<Index>, SearchError> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = &*slot {
            return Ok(Arc::clone(index));
        }
        let (index, opened) = Index::open(&self.dir)?;
        tracing::debug!(?opened, "index opened");
        let index = Arc::new(index);
        *slot = Some(Arc::clone(&index));
        Ok(index)
    }

    /// Lets go of a damaged index: the next to ask opens it again, which makes it anew.
    fn discard(&self, damaged: &Arc<Index>) {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        if slot
            .as_ref()
            .is_some_and(|index| Arc::ptr_eq(index, damaged))
        {
            *slot = None;
        }
    }

    /// Does something with the index; once more with a new one where it turns out to be damaged.
    fn with<T>(
        &self,
        mut work: impl FnMut(&Index) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        let index = self.index()?;
        match work(&index) {
            Err(SearchError::Damaged(what)) => {
                tracing::warn!(what, "the index is damaged and is made anew");
                self.discard(&index);
                drop(index);
                work(&*self.index()?)
            }
            done => done,
        }
    }
}

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
        let shelf = Arc::clone(&self.shelf);
        let store = Arc::clone(&self.store);
        let (feed, told) = mpsc::channel();
        *self.indexing.lock().unwrap_or_else(PoisonError::into_inner) = Some(feed);
        let thread = std::thread::Builder::new()
            .name("indexing".to_owned())
            .spawn(move || {
                follow(&store, &shelf, &told, &progress);
            })
            .map_err(|error| Failure::new(ErrorCode::Internal).with("reason", error))?;
        Ok(Indexing {
            thread: Some(thread),
        })
    }

    /// Empties the index and fills it from the files.
    pub fn reindex(&self) -> Result<Reindexed, Failure> {
        let started = Instant::now();
        let documents = self.shelf.with(|index| {
            index.clear()?;
            bring_up_to_date(&self.store, index, &|_, _| {})
        })?;
        let seconds = started.elapsed().as_secs_f64();
        self.shelf.index().map(|index| words::learn(&index))?;
        Ok(Reindexed { documents, seconds })
    }

    /// Asks the index. It is brought up to date first, unless a thread does so already.
    pub(super) fn ask<T>(
        &self,
        mut question: impl FnMut(&Index) -> Result<T, SearchError>,
    ) -> Result<T, Failure> {
        let followed = self
            .indexing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some();
        let answer = self.shelf.with(|index| {
            if !followed || index.documents() == 0 {
                bring_up_to_date(&self.store, index, &|_, _| {})?;
                words::learn(index);
            }
            self.bring_synonyms(index, followed);
            question(index)
        });
        Ok(answer?)
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

/// Brings the index up to date, then applies what is told until nobody is left to tell. A failure
/// is not the end: the next change tries again, from the files.
fn follow(
    store: &Store,
    shelf: &Arc<Shelf>,
    told: &Receiver<Seen>,
    progress: &dyn Fn(usize, usize),
) {
    let mut current = shelf
        .with(|index| bring_up_to_date(store, index, progress))
        .inspect_err(log)
        .is_ok();
    words::learn_behind(shelf);
    while let Ok(first) = told.recv() {
        let mut changes = vec![first];
        changes.extend(told.try_iter());
        let done = shelf.with(|index| {
            if !current || !index.is_writable() || index.documents() == 0 {
                return bring_up_to_date(store, index, progress).map(|_| ());
            }
            for seen in &changes {
                apply(index, seen)?;
            }
            index.commit()
        });
        current = done.inspect_err(log).is_ok();
        words::learn_behind(shelf);
        progress(1, 1);
    }
}

fn log(error: &SearchError) {
    tracing::warn!(%error, "the index could not follow");
}

fn apply(index: &Index, seen: &Seen) -> Result<(), SearchError> {
    match seen {
        Seen::Present(item) => match &item.content {
            Content::Note(read) => index.put_note(&read.note, item.hash.as_str()),
            Content::Policy(read) => index.put_policy(&read.policy, item.hash.as_str()),
        },
        Seen::Unreadable { kind, id } | Seen::Gone { kind, id } => {
            index.remove(hit_kind(*kind), id)
        }
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
    let kept: BTreeSet<(HitKind, &str)> = present
        .iter()
        .map(|(kind, id, _)| (hit_kind(*kind), id.as_str()))
        .collect();
    for (kind, id) in stamps.keys() {
        if !kept.contains(&(*kind, id.as_str())) {
            index.remove(*kind, id)?;
            changed = true;
        }
    }
    let stale: Vec<_> = present
        .iter()
        .filter(|(kind, id, hash)| {
            stamps
                .get(&(hit_kind(*kind), id.clone()))
                .map(String::as_str)
                != Some(hash.as_str())
        })
        .collect();
    for (done, (kind, id, hash)) in stale.iter().enumerate() {
        match kind {
            ItemKind::Note => {
                let Ok(reference) = id.parse::<Reference>() else {
                    continue;
                };
                // A file that went away since is told of by the watch.
                let Ok(stored) = store.note(&reference) else {
                    continue;
                };
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
