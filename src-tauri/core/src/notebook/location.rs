//! Where a notebook lies, and where this computer keeps what belongs to it.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

use crate::error::{ErrorCode, Failure};
use crate::note::content_hash;

/// A notebook's folder, and this user's folders for what can be rebuilt (the index) and for what
/// cannot (recovered text). Neither is ever inside the notebook, which may lie on a shared drive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The notebook.
    pub folder: PathBuf,
    /// Where its index lies.
    pub cache: PathBuf,
    /// Where its recovered text, the states of its notes, the policies as they were last seen and
    /// the saved and recent searches lie.
    pub data: PathBuf,
}

impl Location {
    /// The notebook in `folder`, with the user's own folders of this system for the rest.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::ReadFailed`] where the folder does not exist, [`ErrorCode::Internal`] where
    /// the system names no home folder.
    pub fn of(folder: &Path) -> Result<Self, Failure> {
        let folder = std::fs::canonicalize(folder).map_err(|error| {
            Failure::new(ErrorCode::ReadFailed)
                .with("path", folder.display())
                .with("reason", error)
        })?;
        let dirs = ProjectDirs::from("", "", "qp-notes")
            .ok_or_else(|| Failure::new(ErrorCode::Internal).with("reason", "no home folder"))?;
        Ok(Self::within(
            &folder,
            dirs.cache_dir(),
            dirs.data_local_dir(),
        ))
    }

    /// The notebook in `folder`, with these folders for the state of all notebooks.
    pub fn within(folder: &Path, caches: &Path, data: &Path) -> Self {
        let key = content_hash(folder.to_string_lossy().as_bytes());
        let name = format!("notebook-{}", &key.as_str()[..16]);
        Self {
            folder: folder.to_path_buf(),
            cache: caches.join(&name),
            data: data.join(&name),
        }
    }

    /// The folder of the index.
    pub fn index(&self) -> PathBuf {
        self.cache.join("index")
    }

    /// The file that holds what was known of the notebook's files.
    pub(super) fn catalogue(&self) -> PathBuf {
        self.cache.join("catalogue")
    }

    /// The file that holds what was known of the notes' translations.
    pub(super) fn standings(&self) -> PathBuf {
        self.cache.join("standings")
    }

    /// The folder of recovered text.
    pub(super) fn recovery(&self) -> PathBuf {
        self.data.join("recovery")
    }

    /// The folder of the states that notes have been in.
    pub(super) fn history(&self) -> PathBuf {
        self.data.join("history")
    }

    /// The folder of the policies as they were last seen.
    pub(super) fn policies(&self) -> PathBuf {
        self.data.join("policies")
    }

    /// The file of saved and recent searches.
    pub(super) fn searches(&self) -> PathBuf {
        self.data.join("searches.json")
    }

    /// The file that programs on the same notebook lock while they write.
    pub(super) fn lock(&self) -> PathBuf {
        self.cache.join("write.lock")
    }
}
