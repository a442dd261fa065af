//! The folder of the index: who may write in it, what version it is of, whether it is sound.
//!
//! Nothing that lies in a cache folder may make the program fail: whatever cannot be opened is
//! thrown away and made anew, and where even that cannot be done the index lives in memory.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tantivy::schema::Schema;
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index as Tantivy, IndexReader, IndexSettings, ReloadPolicy};

use super::directory::{MANAGED, META, NEW_META, WriteBehind, segment_files};
use super::schema::VERSION;

/// Whoever holds this file locked writes; everyone else reads.
const LOCK: &str = "qp-writer.lock";
/// Holds [`VERSION`], written last.
const STAMP: &str = "qp-version";
/// Larger indexes are not summed up at opening, which is to take no longer than 10 ms, in bytes.
const CHECKED: u64 = 16 << 20;

/// Whether the index can answer, or must be filled first, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// It holds what it held when it was last committed.
    Ready,
    /// It is empty: fill it from the files.
    Rebuilt(Reason),
}

/// Why an index starts empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There was none.
    Missing,
    /// It was made by another version of the program.
    OtherVersion,
    /// It could not be read; what was wrong, for the log.
    Damaged(String),
    /// The folder cannot be used, so it lives in memory and is gone at the end; what was wrong,
    /// for the log.
    InMemory(String),
}

/// Whether this process may write.
#[derive(Debug)]
pub(super) enum Lock {
    /// It may, as long as it holds this.
    Held(#[expect(dead_code, reason = "the lock ends when the file is closed")] File),
    /// Another process does.
    Busy,
}

/// An index as tantivy has it.
pub(super) struct Handle {
    pub(super) index: Tantivy,
    pub(super) reader: IndexReader,
    /// `None` for an index in memory.
    pub(super) directory: Option<WriteBehind>,
}

impl Handle {
    fn new(index: Tantivy, directory: Option<WriteBehind>) -> tantivy::Result<Self> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            index,
            reader,
            directory,
        })
    }

    /// The same with what makes words of texts.
    pub(super) fn with_tokenizers(mut self, tokenizers: TokenizerManager) -> Self {
        self.index.set_tokenizers(tokenizers);
        self
    }

    /// An empty index in memory.
    pub(super) fn in_memory(schema: Schema) -> tantivy::Result<Self> {
        Self::new(Tantivy::create_in_ram(schema), None)
    }
}

/// Tries to become the one who writes.
pub(super) fn lock(dir: &Path) -> io::Result<Lock> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(dir.join(LOCK))?;
    match file.try_lock() {
        Ok(()) => Ok(Lock::Held(file)),
        Err(TryLockError::WouldBlock) => Ok(Lock::Busy),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// What for an index is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// By who holds the lock. What a killed program left is removed, and the files are summed up
    /// unless they are many.
    Write,
    /// Beside another process, which writes.
    Read,
}

/// Opens the index that lies in a folder.
pub(super) fn open(dir: &Path, schema: &Schema, purpose: Purpose) -> Result<Handle, Reason> {
    match fs::read_to_string(dir.join(STAMP)) {
        Ok(stamp) if stamp == VERSION => {}
        Ok(_) => return Err(Reason::OtherVersion),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(if dir.join(META).exists() {
                Reason::OtherVersion
            } else {
                Reason::Missing
            });
        }
        Err(error) => return Err(Reason::Damaged(error.to_string())),
    }
    guarded(|| {
        let told = |error: tantivy::TantivyError| error.to_string();
        let directory = WriteBehind::open(dir).map_err(told)?;
        let index = Tantivy::open(directory.clone()).map_err(told)?;
        if index.schema() != *schema {
            return Err("its schema is another".to_owned());
        }
        if purpose == Purpose::Write {
            let living = index.load_metas().map_err(told)?.list_segment_files();
            directory
                .sweep(&living)
                .map_err(|error| error.to_string())?;
            // Some files are opened only when they are needed. A list of removed documents is
            // opened at once where there is one.
            let needed = |path: &&PathBuf| {
                let end = path.extension().and_then(|end| end.to_str());
                !matches!(end, Some("temp" | "del"))
            };
            if let Some(path) = living
                .iter()
                .filter(needed)
                .find(|path| !dir.join(path).is_file())
            {
                return Err(format!("{} is missing", path.display()));
            }
            if size(dir) <= CHECKED {
                sound(&index)?;
            }
        }
        Handle::new(index, Some(directory)).map_err(told)
    })
    .map_err(Reason::Damaged)
}

/// Whether every file of the index has the sum that it was written with.
///
/// While another thread writes, files come and go: only what is wrong with one list of segments
/// from beginning to end is damage, and a list that never stays is taken to be sound.
pub(super) fn sound(index: &Tantivy) -> Result<(), String> {
    guarded(|| {
        let files = || index.load_metas().map(|metas| metas.list_segment_files());
        for _ in 0..3 {
            let before = files().map_err(|error| error.to_string())?;
            let wrong = match index.validate_checksum() {
                Ok(damaged) if damaged.is_empty() => return Ok(()),
                Ok(damaged) => format!("{} files are damaged", damaged.len()),
                Err(error) => error.to_string(),
            };
            if files().is_ok_and(|after| after == before) {
                return Err(wrong);
            }
        }
        Ok(())
    })
}

/// Runs `work`; a panic within, as damaged files can cause, is an error.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let message = panic
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| panic.downcast_ref::<&str>().copied());
        Err(message.unwrap_or("a panic").to_owned())
    })
}

/// Throws away what lies there of an index and makes an empty one. Only for who holds the lock.
pub(super) fn create(dir: &Path, schema: Schema) -> Result<Handle, String> {
    wipe(dir).map_err(|error| error.to_string())?;
    guarded(|| {
        let told = |error: tantivy::TantivyError| error.to_string();
        let directory = WriteBehind::open(dir).map_err(told)?;
        let index =
            Tantivy::create(directory.clone(), schema, IndexSettings::default()).map_err(told)?;
        // Whoever sees the stamp finds an index.
        directory.persist().map_err(|error| error.to_string())?;
        stamp(dir).map_err(|error| error.to_string())?;
        Handle::new(index, Some(directory)).map_err(told)
    })
}

fn stamp(dir: &Path) -> io::Result<()> {
    let mut file = File::create(dir.join(STAMP))?;
    file.write_all(VERSION.as_bytes())?;
    file.sync_all()
}

/// Whether the index that lies in the folder is of this version.
pub(super) fn is_current(dir: &Path) -> bool {
    fs::read_to_string(dir.join(STAMP)).is_ok_and(|stamp| stamp == VERSION)
}

/// Sees to it that the next opening makes the index anew.
pub(super) fn distrust(dir: &Path) {
    if let Err(error) = fs::remove_file(dir.join(STAMP)) {
        tracing::warn!(%error, dir = %dir.display(), "the damaged index keeps its stamp");
    }
}

/// Removes the files of an index, and nothing else, but for the lock that is held.
fn wipe(dir: &Path) -> io::Result<()> {
    for path in files(dir)? {
        fs::remove_file(path)?;
    }
    Ok(())
}

fn size(dir: &Path) -> u64 {
    files(dir).map_or(0, |files| {
        files
            .iter()
            .filter_map(|path| fs::metadata(path).ok())
            .map(|meta| meta.len())
            .sum()
    })
}

/// What tells one commit on disk from the next without reading it: time, size and, where the
/// system has one, the number of the file.
pub(super) type Edition = (SystemTime, u64, u64);

/// Which commit lies on disk.
pub(super) fn edition(dir: &Path) -> Option<Edition> {
    let meta = fs::metadata(dir.join(META)).ok()?;
    #[cfg(unix)]
    let number = std::os::unix::fs::MetadataExt::ino(&meta);
    #[cfg(not(unix))]
    let number = 0;
    Some((meta.modified().ok()?, meta.len(), number))
}

/// The files of an index in a folder: the stamp first, so that a wipe cut short is seen.
fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let lists = [STAMP, META, NEW_META, MANAGED].map(PathBuf::from);
    let present = lists.into_iter().filter(|name| dir.join(name).is_file());
    let files = present.chain(segment_files(dir)?);
    Ok(files.map(|name| dir.join(name)).collect())
}
