//! The folder of the index: who may write in it, what version it is of, whether it is sound.
//!
//! Nothing that lies in a cache folder may make the program fail: whatever cannot be opened is
//! thrown away and made anew, and where even that cannot be done the index lives in memory.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::schema::Schema;
use tantivy::{Index as Tantivy, IndexReader, IndexSettings, ReloadPolicy};

use super::schema::VERSION;

/// Whoever holds this file locked writes; everyone else reads.
const LOCK: &str = "qp-writer.lock";
/// Holds [`VERSION`], written last.
const STAMP: &str = "qp-version";
/// Larger indexes are not summed up at opening, in bytes.
const CHECKED: u64 = 64 << 20;
/// The ends of the names of tantivy's files.
const EXTENSIONS: [&str; 9] = [
    "idx",
    "pos",
    "term",
    "store",
    "temp",
    "fast",
    "fieldnorm",
    "del",
    "lock",
];

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
}

impl Handle {
    fn new(index: Tantivy) -> tantivy::Result<Self> {
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self { index, reader })
    }

    /// An empty index in memory.
    pub(super) fn in_memory(schema: Schema) -> tantivy::Result<Self> {
        Self::new(Tantivy::create_in_ram(schema))
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

/// Opens the index that lies in a folder. `thorough` sums up its files, unless they are many.
pub(super) fn open(dir: &Path, schema: &Schema, thorough: bool) -> Result<Handle, Reason> {
    match fs::read_to_string(dir.join(STAMP)) {
        Ok(stamp) if stamp == VERSION => {}
        Ok(_) => return Err(Reason::OtherVersion),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(if dir.join("meta.json").exists() {
                Reason::OtherVersion
            } else {
                Reason::Missing
            });
        }
        Err(error) => return Err(Reason::Damaged(error.to_string())),
    }
    guarded(|| {
        let directory = MmapDirectory::open(dir).map_err(|error| error.to_string())?;
        let index = Tantivy::open(directory).map_err(|error| error.to_string())?;
        if index.schema() != *schema {
            return Err("its schema is another".to_owned());
        }
        if thorough && size(dir) <= CHECKED {
            sound(&index)?;
        }
        Handle::new(index).map_err(|error| error.to_string())
    })
    .map_err(Reason::Damaged)
}

/// Whether every file of the index has the sum that it was written with.
pub(super) fn sound(index: &Tantivy) -> Result<(), String> {
    guarded(|| {
        let damaged = index
            .validate_checksum()
            .map_err(|error| error.to_string())?;
        if damaged.is_empty() {
            Ok(())
        } else {
            Err(format!("{} files are damaged", damaged.len()))
        }
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
        let directory = MmapDirectory::open(dir).map_err(|error| error.to_string())?;
        let index = Tantivy::create(directory, schema, IndexSettings::default())
            .map_err(|error| error.to_string())?;
        stamp(dir).map_err(|error| error.to_string())?;
        Handle::new(index).map_err(|error| error.to_string())
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

/// The files of an index in a folder: the stamp first, so that a wipe cut short is seen.
fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let ours = match name {
            STAMP | "meta.json" | ".managed.json" => true,
            LOCK => false,
            name => name.split_once('.').is_some_and(|(id, rest)| {
                id.len() == 32
                    && id.bytes().all(|b| b.is_ascii_hexdigit())
                    && rest
                        .rsplit('.')
                        .next()
                        .is_some_and(|end| EXTENSIONS.contains(&end))
            }),
        };
        if ours && path.is_file() {
            files.push(path);
        }
    }
    files.sort_by_key(|path| !path.ends_with(STAMP));
    Ok(files)
}
