//! Putting a note in another state, and whose name stands beside it.

use super::{Notebook, SaveNote, Saved};
use crate::error::Failure;
use crate::note::{Change, Metadata, Reference, Status};
use crate::store::Signature;

/// The full name of whoever is logged in, else the name they log in with.
pub(super) fn who() -> String {
    let real = whoami::realname()
        .ok()
        .filter(|name| !name.trim().is_empty());
    real.or_else(|| whoami::username().ok()).unwrap_or_default()
}

impl Notebook {
    /// Puts a note in a state; the record of its states says who did and when. Nothing happens
    /// where it is in that state already.
    pub fn set_status(&self, reference: &Reference, status: Status) -> Result<Saved, Failure> {
        let stored = self.store.note(reference)?;
        let was = stored.read.note.meta;
        let now = Metadata {
            status,
            ..was.clone()
        };
        self.save_note(&SaveNote {
            reference: reference.clone(),
            base: stored.hash,
            changes: vec![Change::Metadata { was, now }],
        })
    }

    pub(super) fn signature(&self) -> Signature {
        Signature {
            who: self.who.clone(),
            at: self.clock.local(),
        }
    }
}
