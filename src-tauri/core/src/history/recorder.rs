//! Keeps states behind whoever saves: on a thread of its own that nobody waits for but at the end.

use std::collections::HashSet;
use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::thin::thin;
use super::{Bounds, History, Origin};
use crate::clock::Clock;
use crate::note::Reference;

/// More states than this do not wait to be written: a disk that hangs costs a state, no memory.
const WAITING: usize = 256;

/// A note is thinned when so many of its states were kept since.
const THINNED_EVERY: usize = 64;

enum Told {
    Keep(Box<Kept>),
    Flush(SyncSender<()>),
}

struct Kept {
    reference: Reference,
    text: String,
    at: DateTime<Utc>,
    origin: Origin,
}

/// Keeps states of a notebook's notes. What it was told is written when it is dropped.
#[derive(Debug)]
pub struct Recorder {
    history: History,
    /// The notes of which it was told a state, written by now or not.
    known: Mutex<HashSet<Reference>>,
    told: Option<SyncSender<Told>>,
    thread: Option<JoinHandle<()>>,
}

impl Recorder {
    /// Begins to keep states. Where the system gives no thread, none are kept.
    pub fn new(history: History, bounds: Bounds, clock: Arc<dyn Clock>) -> Self {
        let (told, heard) = mpsc::sync_channel(WAITING);
        let kept = history.clone();
        let started = std::thread::Builder::new()
            .name("history".to_owned())
            .spawn(move || record(&history, &bounds, clock.as_ref(), &heard));
        Self {
            history: kept,
            known: Mutex::default(),
            told: started.is_ok().then_some(told),
            thread: started.ok(),
        }
    }

    /// Keeps a state, unless it is the very text of the newest one. Never waits and never fails:
    /// a state that could not be kept is no reason for a save to.
    pub fn keep(&self, reference: &Reference, text: String, at: DateTime<Utc>, origin: Origin) {
        let Some(told) = &self.told else { return };
        self.known().insert(reference.clone());
        let kept = Kept {
            reference: reference.clone(),
            text,
            at,
            origin,
        };
        match told.try_send(Told::Keep(Box::new(kept))) {
            Err(TrySendError::Full(_)) => tracing::warn!("a state was not kept: the disk is slow"),
            Ok(()) | Err(TrySendError::Disconnected(_)) => {}
        }
    }

    /// Whether any state of a note is kept, or will be once what it was told is written.
    pub fn has(&self, reference: &Reference) -> bool {
        self.known().contains(reference) || self.history.has(reference)
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashSet<Reference>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until what it was told is written, at most that long; whether it is.
    pub fn flush(&self, patience: Duration) -> bool {
        let Some(told) = &self.told else { return true };
        let (done, waiting) = mpsc::sync_channel(1);
        told.try_send(Told::Flush(done)).is_ok() && waiting.recv_timeout(patience).is_ok()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.told = None;
        if let Some(thread) = self.thread.take() {
            // A panic there has been told already.
            let _ = thread.join();
        }
    }
}

fn record(history: &History, bounds: &Bounds, clock: &dyn Clock, heard: &Receiver<Told>) {
    let mut kept_since = std::collections::HashMap::<Reference, usize>::new();
    let mut swept = false;
    while let Ok(told) = heard.recv() {
        match told {
            Told::Keep(kept) => {
                let Kept {
                    reference,
                    text,
                    at,
                    origin,
                } = *kept;
                if let Err(error) = history.keep(&reference, &text, at, origin) {
                    tracing::warn!(%error, "a state of a note was not kept");
                }
                let count = kept_since.entry(reference.clone()).or_default();
                *count += 1;
                if count.is_multiple_of(THINNED_EVERY) {
                    thin(&history.of(&reference), bounds, clock.now());
                }
                // Once, and not before something is saved: who only reads changes nothing.
                if !std::mem::replace(&mut swept, true) {
                    history.thin_all(bounds, clock.now());
                }
            }
            Told::Flush(done) => {
                // Whoever waited may have lost patience.
                let _ = done.try_send(());
            }
        }
    }
}
