//! Where the notebook keeps what belongs to a note and is no part of it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::{Store, agreement, cited};
use crate::note::{Reference, content_hash};

/// The folders that have a file for each note.
pub(super) const FOLDERS: [&str; 2] = [agreement::FOLDER, cited::FOLDER];

/// When a record was written, and its size: another record has another.
pub(super) type Stamp = (SystemTime, u64);

/// The records that this program has written, as they were then.
#[derive(Debug, Default)]
pub(super) struct RecordedHere(Mutex<HashMap<PathBuf, Stamp>>);

impl RecordedHere {
    fn known(&self) -> MutexGuard<'_, HashMap<PathBuf, Stamp>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store {
    /// The note's own file in a folder of the notebook that has one for each note.
    pub(super) fn beside(&self, folder: &str, reference: &Reference) -> PathBuf {
        // Two references may make one file name; their fingerprints differ.
        let stem = reference.file_stem();
        let name = if stem == reference.as_str() {
            format!("{stem}.md")
        } else {
            let hash = content_hash(reference.as_str().as_bytes());
            format!("{stem}-{}.md", &hash.as_str()[..8])
        };
        self.root.join(folder).join(name)
    }

    /// This program has written or removed a record.
    pub(super) fn recorded_here(&self, path: PathBuf) {
        match stamp(&path) {
            Some(stamp) => self.recorded_here.known().insert(path, stamp),
            None => self.recorded_here.known().remove(&path),
        };
    }

    /// The notes of which another program has written or removed a record, of those that changes at
    /// `paths` may be about: what their sides agreed on, or what the clauses that they cite said.
    pub fn recorded_elsewhere(&self, paths: &[PathBuf]) -> Vec<Reference> {
        let folders = FOLDERS.map(|folder| (folder, self.root.join(folder)));
        let touched: Vec<(&str, PathBuf)> = (folders.into_iter())
            .filter(|(_, folder)| paths.iter().any(|path| path.starts_with(folder)))
            .collect();
        if touched.is_empty() {
            return Vec::new();
        }
        let mut references = self.catalogue().references();
        let here = self.recorded_here.known();
        references.retain(|reference| {
            touched.iter().any(|(folder, whole)| {
                let path = self.beside(folder, reference);
                // Of a folder that is new, what is in it is not told.
                let is_meant = paths.contains(&path) || (paths.contains(whole) && path.exists());
                is_meant && here.get(&path).copied() != stamp(&path)
            })
        });
        references
    }
}

pub(super) fn stamp(path: &Path) -> Option<Stamp> {
    let file = fs::metadata(path).ok()?;
    Some((file.modified().ok()?, file.len()))
}
