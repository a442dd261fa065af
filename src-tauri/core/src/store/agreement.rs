//! What both sides of each note said when they last agreed, one small note a file in a folder of
//! the notebook, so that whoever shares the notebook knows it too.

use std::collections::HashMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};
use std::time::SystemTime;

use super::{Store, StoreError, atomic_write, read_note};
use crate::note::{Note, NoteFile, Reference};

/// When a record was written, and its size: another record has another.
pub type AgreementStamp = (SystemTime, u64);

/// The folder in the notebook.
pub(super) const FOLDER: &str = "translated";

impl Store {
    /// What both sides of a note said when they last agreed; `None` where that was never recorded,
    /// or what was cannot be read.
    pub fn agreement(&self, reference: &Reference) -> Option<Note> {
        let (_, stored) = read_note(&self.beside(FOLDER, reference)).ok()?;
        let note = stored.read.note;
        (note.reference == *reference).then_some(note)
    }

    /// Tells apart what was recorded of a note at one time and at another, without reading it;
    /// `None` where nothing is.
    pub fn agreement_stamp(&self, reference: &Reference) -> Option<AgreementStamp> {
        stamp(&self.beside(FOLDER, reference))
    }

    /// Records what both sides of a note say now that they agree: `change` makes that of what was
    /// recorded. Other programs on this notebook wait meanwhile.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotReadable`] where there is a record that cannot be read, which is then left
    /// as it is, or that of writing.
    pub fn set_agreement(
        &self,
        reference: &Reference,
        change: impl FnOnce(Option<&Note>) -> Note,
    ) -> Result<(), StoreError> {
        let path = self.beside(FOLDER, reference);
        let folder = self.root.join(FOLDER);
        fs::create_dir_all(&folder).map_err(StoreError::write(&folder))?;
        let _writing = self.write_lock()?;
        let recorded = match read_note(&path) {
            Ok((_, stored)) => Some(stored.read.note),
            Err(StoreError::Read { source, .. }) if source.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let agreed = change(recorded.as_ref());
        if recorded.as_ref() == Some(&agreed) {
            return Ok(());
        }
        let text = NoteFile::of(&agreed);
        atomic_write(&path, text.text().as_bytes()).map_err(StoreError::write(&path))?;
        if let Some(stamp) = stamp(&path) {
            self.agreed_here().insert(path, stamp);
        }
        Ok(())
    }

    /// The notes whose record another program has written or removed, of those that changes at
    /// `paths` may be about.
    pub fn agreed_elsewhere(&self, paths: &[PathBuf]) -> Vec<Reference> {
        let folder = self.root.join(FOLDER);
        let below = |path: &PathBuf| path.starts_with(&folder);
        if !paths.iter().any(below) {
            return Vec::new();
        }
        // Of a folder that is new, what is in it is not told.
        let is_whole = paths.contains(&folder);
        let mut references = self.catalogue().references();
        let here = self.agreed_here();
        references.retain(|reference| {
            let path = self.beside(FOLDER, reference);
            let is_meant = paths.contains(&path) || (is_whole && path.exists());
            is_meant && here.get(&path).copied() != stamp(&path)
        });
        references
    }

    fn agreed_here(&self) -> MutexGuard<'_, HashMap<PathBuf, AgreementStamp>> {
        let here = self.agreed_here.lock();
        here.unwrap_or_else(PoisonError::into_inner)
    }
}

fn stamp(path: &Path) -> Option<AgreementStamp> {
    let file = fs::metadata(path).ok()?;
    Some((file.modified().ok()?, file.len()))
}
