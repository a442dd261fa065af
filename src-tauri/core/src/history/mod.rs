//! Every saved state of the last days of each note, in the user's own folder.
//!
//! One folder a note; in it one file a state, with the very bytes that the note's file had. The
//! file's name says when, from where, and what fingerprint the bytes have, so that a state that is
//! not what it was is never shown. A text that is there already is linked, not written again.

mod recorder;
mod thin;

pub use recorder::Recorder;
pub use thin::Bounds;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, SubsecRound as _, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::note::{ContentHash, Reference, content_hash};
use crate::store::atomic_create_private;

/// How the name of a state's file writes its moment: to the microsecond, in UTC.
const MOMENT: &str = "%Y%m%dT%H%M%S%6fZ";

/// How much of a fingerprint the name of a state's file holds.
const FINGERPRINT: usize = 32;

/// Where a state came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// This program saved it.
    Here,
    /// Another program wrote it, or it was there before.
    Elsewhere,
}

/// A state of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// What to name it by.
    pub id: String,
    /// When it was saved, or seen where another program saved it.
    pub at: DateTime<Utc>,
    /// Where it came from.
    pub origin: Origin,
    /// The beginning of its fingerprint.
    fingerprint: String,
}

/// The states of a notebook's notes.
#[derive(Debug, Clone)]
pub struct History {
    folder: PathBuf,
}

impl History {
    /// The states kept in a folder, which is made when first needed.
    pub fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
        }
    }

    /// Whether any state of a note is kept.
    pub fn has(&self, reference: &Reference) -> bool {
        self.of(reference).is_dir()
    }

    /// The states of a note, newest first. Files that are not ours are passed over.
    pub fn states(&self, reference: &Reference) -> Vec<State> {
        states_in(&self.of(reference))
    }

    /// The file that a note was in a state; `None` where that state is not kept, or its bytes are
    /// no longer what they were.
    pub fn text(&self, reference: &Reference, id: &str) -> Option<String> {
        // Only an id of the list is a file name of ours; anything else could point elsewhere.
        let state = self
            .states(reference)
            .into_iter()
            .find(|state| state.id == id)?;
        let bytes = fs::read(self.of(reference).join(format!("{id}.md"))).ok()?;
        if fingerprint(&bytes) != state.fingerprint {
            return None;
        }
        String::from_utf8(bytes).ok()
    }

    /// Keeps a state, unless it is the very text of the newest one.
    fn keep(
        &self,
        reference: &Reference,
        text: &str,
        at: DateTime<Utc>,
        origin: Origin,
    ) -> io::Result<()> {
        let folder = self.of(reference);
        let fingerprint = fingerprint(text.as_bytes());
        let states = states_in(&folder);
        let newest = states.first();
        if newest.is_some_and(|newest| newest.fingerprint == fingerprint) {
            return Ok(());
        }
        private_folder(&folder)?;
        // States stay in the order in which they were kept, whatever clocks say.
        let at = at.trunc_subsecs(6);
        let at = match newest {
            Some(newest) if newest.at >= at => newest.at + chrono::TimeDelta::microseconds(1),
            _ => at,
        };
        let letter = match origin {
            Origin::Here => 'h',
            Origin::Elsewhere => 'e',
        };
        let path = folder.join(format!("{}-{letter}-{fingerprint}.md", at.format(MOMENT)));
        let same = states.iter().find(|state| state.fingerprint == fingerprint);
        if let Some(same) = same
            && self
                .text(reference, &same.id)
                .is_some_and(|kept| kept == text)
            && fs::hard_link(folder.join(format!("{}.md", same.id)), &path).is_ok()
        {
            return Ok(());
        }
        atomic_create_private(&path, text.as_bytes())
    }

    fn of(&self, reference: &Reference) -> PathBuf {
        // Two references may make one file name; their fingerprints differ.
        let hash = content_hash(reference.as_str().as_bytes());
        let name = format!("{}-{}", reference.file_stem(), &hash.as_str()[..8]);
        self.folder.join(name)
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    let hash: ContentHash = content_hash(bytes);
    hash.as_str().chars().take(FINGERPRINT).collect()
}

fn states_in(folder: &Path) -> Vec<State> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut states: Vec<State> = entries
        .filter_map(|entry| state(entry.file_name().to_str()?))
        .collect();
    states.sort_by(|a, b| b.id.cmp(&a.id));
    states
}

/// The state that a file is, by its name.
fn state(name: &str) -> Option<State> {
    let id = name.strip_suffix(".md")?;
    let mut parts = id.splitn(3, '-');
    let at = NaiveDateTime::parse_from_str(parts.next()?, MOMENT).ok()?;
    let origin = match parts.next()? {
        "h" => Origin::Here,
        "e" => Origin::Elsewhere,
        _ => return None,
    };
    let fingerprint = parts.next()?.to_owned();
    Some(State {
        id: id.to_owned(),
        at: at.and_utc(),
        origin,
        fingerprint,
    })
}

/// A folder that only this user may look into.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(test)]
mod tests;
