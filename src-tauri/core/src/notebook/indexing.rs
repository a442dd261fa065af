//! How the index follows the files: at once in the terminal, on a thread of its own in the window.

use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use serde::Serialize;

use super::follow::{Follower, bring_up_to_date};
use super::{Notebook, words};
use crate::behind;
use crate::error::{ErrorCode, Failure};
use crate::note::{ContentHash, Note};
use crate::policy::Policy;
use crate::search::{Index, SearchError};
use crate::store::ItemKind;

/// What the indexing thread is told.
#[derive(Debug)]
pub(super) enum Told {
    /// This program has written an item: what is in it now. It is found first.
    Saved(Box<SavedItem>),
    /// An item was changed, added or removed by somebody else. What it is now is looked up when
    /// its turn comes, so that a thousand of them weigh nothing.
    Changed(ItemKind, String),
    /// The folder was looked over for the first time, or the index was made anew: compare them.
    Compare,
}

/// An item as this program wrote it.
#[derive(Debug)]
pub(super) struct SavedItem {
    pub(super) kind: ItemKind,
    /// Its reference or slug.
    pub(super) id: String,
    /// The fingerprint of its file.
    pub(super) hash: ContentHash,
    pub(super) content: Content,
}

/// What an item's file holds.
#[derive(Debug)]
pub(super) enum Content {
    Note(Box<Note>),
    Policy(Box<Policy>),
}

/// Where changes are sent that are to be indexed.
pub(super) type Feed = Sender<Told>;

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
    /// Waits until everything this program has saved is indexed and the thread has ended. What was
    /// to do beside that is continued at the next opening. The notebook must have been dropped.
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
    /// change. `progress` is told documents done and to do, from the first moment to the last.
    ///
    /// Where the folder has not been looked over yet ([`Notebook::open_as_known`]), the index
    /// answers with what it has, follows this program's own changes, and is compared with the files
    /// when [`Notebook::look`] has been.
    pub fn keep_indexed(
        &self,
        progress: impl Fn(usize, usize) + Send + 'static,
    ) -> Result<Indexing, Failure> {
        let (feed, told) = mpsc::channel();
        *self.indexing.lock().unwrap_or_else(PoisonError::into_inner) = Some(feed);
        let follower = Follower::new(
            Arc::clone(&self.store),
            Arc::clone(&self.shelf),
            self.catalogue.clone(),
            Arc::clone(&self.clock),
            Box::new(progress),
        );
        let thread = behind::spawn("indexing", move || follower.follow(&told))
            .map_err(|error| Failure::new(ErrorCode::Internal).with("reason", error))?;
        Ok(Indexing {
            thread: Some(thread),
        })
    }

    /// Empties the index and fills it from the files. One that was interrupted is continued by the
    /// next question.
    pub fn reindex(&self) -> Result<Reindexed, Failure> {
        let started = Instant::now();
        let documents = self.shelf.with(|index| {
            index.clear()?;
            index.commit()?;
            bring_up_to_date(&self.store, index)
        })?;
        let seconds = started.elapsed().as_secs_f64();
        self.shelf.index().map(|index| words::learn(&index))?;
        Ok(Reindexed { documents, seconds })
    }

    /// Asks the index. It is brought up to date first, unless a thread sees to that: then the
    /// answer is of what it holds at the moment.
    pub(super) fn ask<T>(
        &self,
        mut question: impl FnMut(&Index) -> Result<T, SearchError>,
    ) -> Result<T, Failure> {
        if self.is_followed() {
            let before = self.shelf.renewals.load(Ordering::Acquire);
            let answer = self.shelf.with(|index| {
                self.bring_synonyms(index, true);
                question(index)
            });
            if self.shelf.renewals.load(Ordering::Acquire) != before {
                self.tell(Told::Compare);
            }
            return Ok(answer?);
        }
        let answer = self.shelf.with(|index| {
            match bring_up_to_date(&self.store, index) {
                // Better an index that is gone tomorrow than no answer.
                Err(SearchError::Index(error)) if index.is_persistent() => {
                    tracing::warn!(%error, "the index cannot be written; it goes on in memory");
                    index.retreat(index.era())?;
                    bring_up_to_date(&self.store, index)
                }
                done => done,
            }?;
            words::learn(index);
            self.bring_synonyms(index, false);
            question(index)
        });
        Ok(answer?)
    }

    /// Whether a thread follows the changes.
    pub(super) fn is_followed(&self) -> bool {
        self.indexing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some()
    }

    /// Hands a change to the indexing thread, if there is one; else the next search finds it.
    pub(super) fn tell(&self, told: Told) {
        self.memory.hear(&told);
        if let Some(feed) = &*self.indexing.lock().unwrap_or_else(PoisonError::into_inner)
            && feed.send(told).is_err()
        {
            tracing::error!("the indexing thread is gone");
        }
    }
}
