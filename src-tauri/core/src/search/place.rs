//! Where the index lies: in its folder, or in memory where no folder can be used.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use tantivy::schema::Schema;

use super::SearchError;
use super::folder::{self, Edition, Handle, Lock, Opened, Purpose, Reason};
use super::schema;

/// How often and how long to wait for another process that is just making the index.
const PATIENCE: (u32, Duration) = (10, Duration::from_millis(30));

/// Where the index lies, and the index as tantivy has it.
pub(super) struct Place {
    pub(super) handle: Handle,
    /// `None` for an index in memory.
    pub(super) dir: Option<PathBuf>,
    /// See [`super::Index::era`].
    pub(super) era: u64,
    /// Whether this process writes here.
    writes: bool,
    /// Which commit of the process that writes was read last.
    edition: Mutex<Option<Edition>>,
}

impl Place {
    /// The index in a folder; in memory where the folder cannot be used. Who holds the lock
    /// already hands it in. The lock is given back where this process may write.
    pub(super) fn find(
        dir: &Path,
        lock: Option<Lock>,
        schema: &Schema,
        era: u64,
    ) -> Result<(Self, Option<Lock>, Opened), SearchError> {
        // Taken before the files are read: what is committed meanwhile is read again.
        let edition = folder::edition(dir);
        match on_disk(dir, lock, schema) {
            Ok((handle, lock, opened)) => {
                let held = matches!(lock, Lock::Held(_));
                let place = Self {
                    handle: handle.with_tokenizers(schema::tokenizers()),
                    dir: Some(dir.to_owned()),
                    era,
                    writes: held,
                    edition: Mutex::new(edition),
                };
                Ok((place, held.then_some(lock), opened))
            }
            Err(reason) => {
                tracing::warn!(?reason, dir = %dir.display(), "the index lives in memory");
                let place = Self::in_memory(schema, era)?;
                Ok((place, None, Opened::Rebuilt(reason)))
            }
        }
    }

    /// An empty index in memory.
    pub(super) fn in_memory(schema: &Schema, era: u64) -> Result<Self, SearchError> {
        let handle = Handle::in_memory(schema.clone())?;
        Ok(Self {
            handle: handle.with_tokenizers(schema::tokenizers()),
            dir: None,
            era,
            writes: true,
            edition: Mutex::default(),
        })
    }

    /// Where another process writes: reads what it has brought to disk since, which is seen by one
    /// look at one file. Tells whether there was anything.
    pub(super) fn follow_disk(&self) -> bool {
        let Some(dir) = self.dir.as_ref().filter(|_| !self.writes) else {
            return false;
        };
        let now = folder::edition(dir);
        let mut read = self.edition.lock().unwrap_or_else(PoisonError::into_inner);
        if now.is_none() || *read == now {
            return false;
        }
        let reload = || {
            let reloaded = self.handle.reader.reload();
            reloaded.map_err(|error| error.to_string())
        };
        match folder::guarded(reload) {
            Ok(()) => {
                *read = now;
                true
            }
            // The last commit that could be read goes on answering.
            Err(error) => {
                tracing::debug!(error, "another process's commit cannot be read yet");
                false
            }
        }
    }

    /// The error of damage. The next opening starts anew, unless the files are another process's.
    pub(super) fn distrusted(&self, what: String) -> SearchError {
        if let Some(dir) = self.dir.as_ref().filter(|_| self.writes) {
            folder::distrust(dir);
        }
        SearchError::Damaged(what)
    }
}

fn on_disk(
    dir: &Path,
    lock: Option<Lock>,
    schema: &Schema,
) -> Result<(Handle, Lock, Opened), Reason> {
    let unusable = |error: std::io::Error| Reason::InMemory(error.to_string());
    std::fs::create_dir_all(dir).map_err(unusable)?;
    let lock = match lock {
        Some(lock) => lock,
        None => folder::lock(dir).map_err(unusable)?,
    };
    match lock {
        Lock::Held(_) => match folder::open(dir, schema, Purpose::Write) {
            Ok(handle) => Ok((handle, lock, Opened::Ready)),
            Err(reason) => {
                tracing::info!(?reason, dir = %dir.display(), "the index is made anew");
                let handle = folder::create(dir, schema.clone()).map_err(Reason::InMemory)?;
                Ok((handle, lock, Opened::Rebuilt(reason)))
            }
        },
        Lock::Busy => {
            let mut opened = folder::open(dir, schema, Purpose::Read);
            for _ in 0..PATIENCE.0 {
                if opened.is_ok() {
                    break;
                }
                thread::sleep(PATIENCE.1);
                opened = folder::open(dir, schema, Purpose::Read);
            }
            let handle = opened.map_err(|reason| Reason::InMemory(format!("{reason:?}")))?;
            Ok((handle, lock, Opened::Ready))
        }
    }
}
