//! Following: the saves first, everything else in small portions between them.
//!
//! One thread owns the writing of the index. It is told of changes and never makes anyone wait who
//! tells. A save is committed before anything else is touched; changes from outside, and a whole
//! rebuild, are a set of ids still to do, worked off a few at a time, so that a save comes in
//! between. What an id stands for is read when its turn comes: however often it changed, the newest
//! state is what gets indexed.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::indexing::{Content, SavedItem, Told};
use super::shelf::Shelf;
use super::words;
use crate::behind;
use crate::clock::Clock;
use crate::note::Reference;
use crate::search::{HitKind, Index, SearchError};
use crate::store::{ItemKind, Store};

/// How long a portion of a rebuild may take before it is looked whether something was saved.
const PORTION: Duration = Duration::from_millis(20);

/// How long documents may wait for a commit while there are more to do. It bounds how much a killed
/// program has to do again, and how long the commit of a save takes that comes in between.
const COMMIT_AFTER: Duration = Duration::from_secs(1);

/// How often it is looked whether the program that writes the index has ended, and how long after a
/// failure everything is tried again.
const RETRY: Duration = Duration::from_secs(1);

/// How long nothing must have happened before what is known of the files is kept on disk.
const QUIET: Duration = Duration::from_secs(2);

/// How often the progress of a rebuild is told.
const TELL_EVERY: Duration = Duration::from_millis(200);

/// What an item is known by.
type Id = (ItemKind, String);

/// Tells documents done and to do.
pub(super) type Progress = Box<dyn Fn(usize, usize) + Send>;

/// The state of the indexing thread.
pub(super) struct Follower {
    store: Arc<Store>,
    shelf: Arc<Shelf>,
    /// Where what is known of the files is kept.
    catalogue: PathBuf,
    clock: Arc<dyn Clock>,
    progress: Progress,
    comparison: Comparison,
    /// The era of the index of which the rest of this is true.
    era: Option<u64>,
    /// Whether the index has held everything that the files had.
    was_complete: bool,
    todo: BTreeSet<Id>,
    done: usize,
    /// When the progress was told last.
    told: Instant,
    /// Since when something waits for a commit.
    uncommitted: Option<Instant>,
    verifying: Verifying,
}

/// Whether index and files must be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    /// They never were. It has to wait until the files were looked over: what is not known of them
    /// is not gone.
    Never,
    /// Something happened that makes it necessary.
    Due,
    /// They were, and the changes since are told.
    Done,
}

/// The thread that reads the whole index: once a start at most.
#[derive(Debug)]
enum Verifying {
    NotYet,
    Running(JoinHandle<()>),
    Over,
}

impl Follower {
    pub(super) fn new(
        store: Arc<Store>,
        shelf: Arc<Shelf>,
        catalogue: PathBuf,
        clock: Arc<dyn Clock>,
        progress: Progress,
    ) -> Self {
        Self {
            comparison: Comparison::Never,
            store,
            shelf,
            catalogue,
            clock,
            progress,
            era: None,
            was_complete: false,
            todo: BTreeSet::new(),
            done: 0,
            told: Instant::now(),
            uncommitted: None,
            verifying: Verifying::NotYet,
        }
    }

    /// Follows until nobody is left to tell.
    pub(super) fn follow(mut self, told: &Receiver<Told>) {
        if let Err(error) = self.shelf.index() {
            log(&error);
        }
        let mut failures = 0;
        loop {
            let first = if failures > 0 {
                told.recv_timeout(RETRY * 2_u32.pow(failures.min(6)))
            } else if self.is_busy() {
                // What was told, if anything; else the next portion.
                told.recv_timeout(Duration::ZERO)
            } else if self.reads_only() {
                told.recv_timeout(RETRY)
            } else {
                self.rest(told)
            };
            let first = match first {
                Ok(first) => Some(first),
                Err(RecvTimeoutError::Timeout) => None,
                // What was saved is finished; a rebuild goes on at the next opening.
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let saved = self.sort(first.into_iter().chain(told.try_iter()));
            if self.step(&saved) {
                failures = 0;
            } else {
                failures += 1;
            }
        }
        self.remember();
    }

    /// Waits for the next to be told; when there is none for a while, sees to what can wait.
    fn rest(&mut self, told: &Receiver<Told>) -> Result<Told, RecvTimeoutError> {
        match told.recv_timeout(QUIET) {
            Err(RecvTimeoutError::Timeout) => {}
            told => return told,
        }
        // Index and files are the same and nobody types: the place for whatever is learned from
        // all documents.
        words::learn_behind(&self.shelf);
        self.remember();
        self.verify_behind();
        while let Verifying::Running(thread) = &self.verifying {
            match told.recv_timeout(RETRY) {
                Err(RecvTimeoutError::Timeout) if thread.is_finished() => {
                    // An index that was made anew is of another era, which the next step sees.
                    self.verifying = Verifying::Over;
                    return Err(RecvTimeoutError::Timeout);
                }
                Err(RecvTimeoutError::Timeout) => {}
                told => return told,
            }
        }
        told.recv().map_err(|_| RecvTimeoutError::Disconnected)
    }

    fn is_busy(&self) -> bool {
        self.is_to_be_compared() || !self.todo.is_empty()
    }

    fn is_to_be_compared(&self) -> bool {
        self.comparison != Comparison::Done && self.store.is_scanned()
    }

    /// What was compared before must be compared again.
    fn distrust(&mut self) {
        if self.comparison == Comparison::Done {
            self.comparison = Comparison::Due;
        }
    }

    fn reads_only(&self) -> bool {
        self.shelf.index().is_ok_and(|index| !index.is_writable())
    }

    /// Puts what was told where it belongs and gives what was saved.
    fn sort(&mut self, told: impl Iterator<Item = Told>) -> Vec<SavedItem> {
        let mut saved: Vec<SavedItem> = Vec::new();
        for told in told {
            match told {
                Told::Saved(item) => {
                    saved.retain(|earlier| (earlier.kind, &earlier.id) != (item.kind, &item.id));
                    saved.push(*item);
                }
                Told::Changed(kind, id) => {
                    self.todo.insert((kind, id));
                }
                Told::Compare => self.distrust(),
            }
        }
        saved
    }

    /// Does what comes next. Tells whether it could: if not, everything is compared again, later.
    fn step(&mut self, saved: &[SavedItem]) -> bool {
        let shelf = Arc::clone(&self.shelf);
        let done = shelf.with(|index| self.advance(index, saved));
        let Err(error) = done else {
            return true;
        };
        log(&error);
        self.distrust();
        self.uncommitted = None;
        if let SearchError::Index(_) = error
            && !self.was_complete
            && let Ok(index) = self.shelf.index()
            && index.is_persistent()
        {
            // It never held everything and cannot be filled: memory is better. One that did goes
            // on answering, and is tried again.
            let retreated = index.retreat(index.era());
            return retreated.inspect_err(log).is_ok();
        }
        false
    }

    fn advance(&mut self, index: &Index, saved: &[SavedItem]) -> Result<(), SearchError> {
        let writable = index.is_writable();
        let era = index.era();
        if self.era.replace(era) != Some(era) {
            self.distrust();
            self.was_complete = false;
            self.uncommitted = None;
        }
        if !writable {
            // The other program sees the files too. When it has ended, the era is another.
            self.todo.clear();
            if self.store.is_scanned() {
                self.comparison = Comparison::Done;
            }
            if index.follow() {
                words::learn(index);
                (self.progress)(1, 1);
            }
            return Ok(());
        }
        if !saved.is_empty() {
            for item in saved {
                self.put_saved(index, item)?;
            }
            self.commit(index)?;
            if !self.is_busy() {
                (self.progress)(1, 1);
            }
        }
        if self.is_to_be_compared() {
            self.done = 0;
            self.todo.extend(differences(&self.store, index)?);
            self.comparison = Comparison::Done;
            self.was_complete |= self.todo.is_empty();
            (self.progress)(0, self.todo.len());
        }
        if self.todo.is_empty() {
            return Ok(());
        }
        self.portion(index)
    }

    /// Indexes what was saved, unless it was changed again since: that is told too.
    fn put_saved(&mut self, index: &Index, item: &SavedItem) -> Result<(), SearchError> {
        let id = (item.kind, item.id.clone());
        if self.store.hash(item.kind, &item.id).as_ref() != Some(&item.hash) {
            self.todo.insert(id);
            return Ok(());
        }
        match &item.content {
            Content::Note(note) => index.put_note(note, item.hash.as_str())?,
            Content::Policy(policy) => index.put_policy(policy, item.hash.as_str())?,
        }
        if self.todo.remove(&id) {
            self.done += 1;
        }
        Ok(())
    }

    /// Works on what is to do for a moment.
    fn portion(&mut self, index: &Index) -> Result<(), SearchError> {
        let started = Instant::now();
        self.uncommitted.get_or_insert(started);
        while let Some((kind, id)) = self.todo.pop_first() {
            if let Err(error) = apply(&self.store, index, kind, &id) {
                self.todo.insert((kind, id));
                return Err(error);
            }
            self.done += 1;
            if started.elapsed() > PORTION {
                break;
            }
        }
        let is_last = self.todo.is_empty();
        let waits = self
            .uncommitted
            .is_some_and(|since| since.elapsed() > COMMIT_AFTER);
        if is_last || waits {
            self.commit(index)?;
        }
        if is_last || self.told.elapsed() > TELL_EVERY {
            self.told = Instant::now();
            (self.progress)(self.done, self.done + self.todo.len());
        }
        if is_last {
            self.done = 0;
            self.was_complete |= self.comparison == Comparison::Done;
        }
        Ok(())
    }

    fn commit(&mut self, index: &Index) -> Result<(), SearchError> {
        index.commit()?;
        self.uncommitted = None;
        Ok(())
    }

    fn remember(&self) {
        if !self.store.is_scanned() {
            return;
        }
        if let Err(error) = self.store.remember(&self.catalogue) {
            tracing::debug!(%error, "what is known of the files was not kept");
        }
    }

    /// Once a start, and once a week at most, reads the whole index on a thread of its own. Damage
    /// makes the index anew, which the next step sees.
    fn verify_behind(&mut self) {
        let today = self.clock.today();
        let is_over = !matches!(self.verifying, Verifying::NotYet);
        if is_over || !self.was_complete || !self.shelf.is_to_be_verified(today) {
            return;
        }
        self.verifying = Verifying::Over;
        let shelf = Arc::clone(&self.shelf);
        let verify = move || {
            if let Err(error) = shelf.verify(today) {
                log(&error);
            }
        };
        match behind::spawn("verifying", verify) {
            Ok(thread) => self.verifying = Verifying::Running(thread),
            Err(error) => tracing::debug!(%error, "the index was not verified"),
        }
    }
}

fn log(error: &SearchError) {
    tracing::warn!(%error, "the index could not follow");
}

/// Indexes an item as it is now, or removes it where it is gone or cannot be read.
fn apply(store: &Store, index: &Index, kind: ItemKind, id: &str) -> Result<(), SearchError> {
    if let Some(hash) = store.hash(kind, id) {
        match kind {
            ItemKind::Note => {
                let stored = id.parse::<Reference>().ok();
                if let Some(stored) = stored.and_then(|reference| store.note(&reference).ok()) {
                    return index.put_note(&stored.read.note, stored.hash.as_str());
                }
            }
            ItemKind::Policy => {
                if let Ok(read) = store.policy(id) {
                    return index.put_policy(&read.policy, hash.as_str());
                }
            }
        }
    }
    index.remove(hit_kind(kind), id)
}

const fn hit_kind(kind: ItemKind) -> HitKind {
    match kind {
        ItemKind::Note => HitKind::Note,
        ItemKind::Policy => HitKind::Policy,
    }
}

const fn item_kind(kind: HitKind) -> ItemKind {
    match kind {
        HitKind::Note => ItemKind::Note,
        HitKind::Policy => ItemKind::Policy,
    }
}

/// What the index does not have as it is on disk, or has although it is gone.
fn differences(store: &Store, index: &Index) -> Result<Vec<Id>, SearchError> {
    let mut stamps = index.stamps()?;
    let mut different = Vec::new();
    for (kind, id, hash) in store.hashes() {
        let key = (hit_kind(kind), id);
        if stamps.remove(&key).as_deref() != Some(hash.as_str()) {
            different.push((kind, key.1));
        }
    }
    let gone = stamps.into_keys().map(|(kind, id)| (item_kind(kind), id));
    different.extend(gone);
    Ok(different)
}

/// Indexes what the index does not have as it is on disk, and removes what is gone. Gives how many
/// items there are.
pub(super) fn bring_up_to_date(store: &Store, index: &Index) -> Result<usize, SearchError> {
    index.reload()?;
    let total = store.count();
    if !index.is_writable() {
        return Ok(total);
    }
    let different = differences(store, index)?;
    let mut committed = Instant::now();
    for (kind, id) in &different {
        apply(store, index, *kind, id)?;
        if committed.elapsed() > COMMIT_AFTER {
            index.commit()?;
            committed = Instant::now();
        }
    }
    if !different.is_empty() {
        index.commit()?;
    }
    Ok(total)
}

#[cfg(test)]
mod tests;
