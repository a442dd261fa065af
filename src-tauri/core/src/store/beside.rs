//! Where the notebook keeps what belongs to a note and is no part of it.

use std::path::PathBuf;

use super::Store;
use crate::note::{Reference, content_hash};

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
}
