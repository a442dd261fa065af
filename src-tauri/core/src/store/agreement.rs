//! What both sides of each note said when they last agreed, one small note a file in a folder of
//! the notebook, so that whoever shares the notebook knows it too.

use std::fs;
use std::io::ErrorKind;

use super::beside::{Stamp, stamp};
use super::{Store, StoreError, atomic_write, read_note};
use crate::note::{Note, NoteFile, Reference};

/// When a record was written, and its size: another record has another.
pub type AgreementStamp = Stamp;

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
        self.recorded_here(path);
        Ok(())
    }
}
