//! Text that could not be written to its note, kept elsewhere until somebody decides.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::atomic::atomic_create_private;
use crate::note::{Change, Reference};

/// A folder outside the notebook for changes that could not be saved.
#[derive(Debug, Clone)]
pub struct Recovery {
    folder: PathBuf,
}

/// Changes that were kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The note they belong to.
    pub reference: Reference,
    /// When they were kept.
    pub at: DateTime<Utc>,
    /// The changes.
    pub changes: Vec<Change>,
}

impl Recovery {
    /// A recovery folder; it is made when first needed.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
        }
    }

    /// Keeps changes and gives the id to name them by. The same changes of the same note kept
    /// twice are kept once.
    pub fn keep(&self, kept: &Kept) -> Result<String, StoreError> {
        for (id, present) in self.list() {
            if present.reference == kept.reference && present.changes == kept.changes {
                return Ok(id);
            }
        }
        fs::create_dir_all(&self.folder).map_err(StoreError::write(&self.folder))?;
        let stem = format!(
            "{}-{}",
            kept.at.format("%Y%m%dT%H%M%S%6f"),
            kept.reference.file_stem()
        );
        let bytes = serde_json::to_vec_pretty(kept)
            .map_err(|error| StoreError::write(&self.folder)(std::io::Error::other(error)))?;
        let mut number = 0;
        loop {
            let id = if number == 0 {
                stem.clone()
            } else {
                format!("{stem}-{number}")
            };
            let path = self.path(&id);
            match atomic_create_private(&path, &bytes) {
                Ok(()) => return Ok(id),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(StoreError::write(&path)(error)),
            }
        }
    }

    /// Everything that is kept, oldest first. Files that are not ours are passed over.
    pub fn list(&self) -> Vec<(String, Kept)> {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return Vec::new();
        };
        let mut kept: Vec<(String, Kept)> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "json")
            })
            .filter_map(|path| {
                let id = path.file_stem()?.to_str()?.to_owned();
                Some((id, serde_json::from_slice(&fs::read(&path).ok()?).ok()?))
            })
            .collect();
        kept.sort_by(|a, b| a.0.cmp(&b.0));
        kept
    }

    /// Removes what was kept under that id.
    pub fn discard(&self, id: &str) -> Result<(), StoreError> {
        // Only an id of the list is a file name of ours; anything else could point elsewhere.
        if !self.list().iter().any(|(present, _)| present == id) {
            return Err(StoreError::NotFound(id.to_owned()));
        }
        let path = self.path(id);
        fs::remove_file(&path).map_err(StoreError::write(&path))
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::section::Section;

    #[test]
    fn what_is_kept_is_listed_until_it_is_discarded() {
        let folder = tempfile::tempdir().unwrap();
        let recovery = Recovery::new(&folder.path().join("recovery"));
        assert!(recovery.list().is_empty());
        let change = Change::Text {
            lang: Lang::Fr,
            section: Section::Response,
            was: String::new(),
            now: "- l’été".into(),
        };
        let mut kept = Kept {
            reference: "A/B".parse().unwrap(),
            at: "2026-11-22T13:00:00Z".parse().unwrap(),
            changes: vec![change],
        };
        let first = recovery.keep(&kept).unwrap();
        assert_eq!(recovery.keep(&kept).unwrap(), first);
        let one = kept.clone();
        kept.changes.clear();
        let second = recovery.keep(&kept).unwrap();
        assert_eq!(
            recovery.list(),
            [(first.clone(), one), (second.clone(), kept.clone())]
        );
        assert!(recovery.discard("../../etc/passwd").is_err());
        recovery.discard(&first).unwrap();
        assert_eq!(recovery.list(), [(second, kept)]);
    }
}
