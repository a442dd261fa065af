//! The notebook's folder on disk: what is there, safe writing, changes from outside.
//!
//! Invariants: a file that cannot be read is listed and never written; a save never overwrites
//! what it has not read; creating never replaces; an item's identity is its reference or slug, not
//! its path.

mod agreement;
mod atomic;
mod beside;
mod catalogue;
mod cited;
mod earlier;
mod error;
mod item;
mod lock;
mod memory;
mod policies;
mod recovery;
mod tmx_files;
mod walk;
mod watch;

pub use agreement::AgreementStamp;
pub(crate) use atomic::atomic_create_private;
pub use atomic::{atomic_create, atomic_write};
pub use catalogue::Seen;
pub use cited::{CitedStamp, CitedTexts};
pub use error::StoreError;
pub use item::{ItemKind, ItemSummary};
pub(crate) use lock::locked;
pub use recovery::{Kept, Recovery};
pub use tmx_files::TmxFile;
pub use watch::Watch;

use std::collections::HashSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use catalogue::Catalogue;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::note::{
    Applied, Base, Change, Conflict, ContentHash, Metadata, Note, NoteFile, ReadNote, Reference,
    StateChange, apply, content_hash,
};
use crate::policy::{Policy, PolicyFile, ReadPolicy};

/// How many files are looked at before others may have the catalogue.
const AT_ONCE: usize = 8;

/// What was known of the files is kept again when one in so many is news, and no fewer than so many.
const NEWS: (usize, usize) = (50, 20);

/// A notebook's folder.
#[derive(Debug)]
pub struct Store {
    root: PathBuf,
    lock: PathBuf,
    catalogue: Mutex<Catalogue>,
    /// Whether the whole folder was looked over.
    is_scanned: AtomicBool,
    /// What was seen while an item was looked for, and is still to be told.
    untold: Mutex<Vec<Seen>>,
    recorded_here: beside::RecordedHere,
    policies: policies::LastPolicies,
}

/// A note as it is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNote {
    /// The note, and what was odd about its file.
    pub read: ReadNote,
    /// The fingerprint of its file.
    pub hash: ContentHash,
}

/// What a save did.
#[derive(Debug)]
pub struct SavedNote {
    /// The note as it is on disk now.
    pub stored: StoredNote,
    /// What was changed by another program in the same place, and so not written.
    pub conflicts: Vec<Conflict>,
    /// What could not be written for another reason.
    pub failures: Vec<StoreError>,
    /// The file before and after; `None` where nothing had to be written.
    pub texts: Option<SavedTexts>,
}

/// The text of a note's file before and after a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedTexts {
    /// What the save replaced.
    pub before: String,
    /// When that was written, as far as the file system tells.
    pub written: Option<SystemTime>,
    /// What the file holds now.
    pub after: String,
}

/// Who saves and when: what the record of a note's states says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The name.
    pub who: String,
    /// The moment, with the time zone of whoever saves.
    pub at: DateTime<FixedOffset>,
}

impl Store {
    /// Makes a notebook of a folder, creating it and its two sub-folders where they are missing.
    pub fn init(root: &Path) -> Result<(), StoreError> {
        for kind in [ItemKind::Note, ItemKind::Policy] {
            let folder = root.join(kind.folder());
            fs::create_dir_all(&folder).map_err(StoreError::write(&folder))?;
        }
        Ok(())
    }

    /// Opens a notebook's folder. `lock` is a file outside it that programs on the same notebook
    /// lock while they write. Nothing is read yet: [`Store::scan`] does that.
    pub fn open(root: &Path, lock: &Path) -> Result<Self, StoreError> {
        let is_notebook = [ItemKind::Note, ItemKind::Policy]
            .into_iter()
            .any(|kind| root.join(kind.folder()).is_dir());
        if !is_notebook {
            return Err(StoreError::NotANotebook(root.to_path_buf()));
        }
        if let Some(folder) = lock.parent() {
            fs::create_dir_all(folder).map_err(StoreError::write(folder))?;
        }
        let root = fs::canonicalize(root).map_err(StoreError::read(root))?;
        Ok(Self {
            root,
            lock: lock.to_path_buf(),
            catalogue: Mutex::default(),
            is_scanned: AtomicBool::new(false),
            untold: Mutex::default(),
            recorded_here: beside::RecordedHere::default(),
            policies: policies::LastPolicies::default(),
        })
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Takes over what an earlier program kept in the file `cache` by [`Store::remember`], in place
    /// of what is known: [`Store::scan`] then reads only files whose time or size is another now.
    /// Nothing happens where there is no such file or it is damaged.
    pub fn recall(&self, cache: &Path) {
        let files = memory::read(cache);
        if !files.is_empty() {
            *self.catalogue() = Catalogue::recalled(files);
        }
    }

    /// Keeps what is known of the files in the file `cache`, unless it would save little.
    ///
    /// # Errors
    ///
    /// [`StoreError::Write`]; whatever was kept before is then still there.
    pub fn remember(&self, cache: &Path) -> Result<(), StoreError> {
        let (files, news) = self.catalogue().news();
        if news < NEWS.1.max(files / NEWS.0) {
            return Ok(());
        }
        let mut known = Vec::with_capacity(files);
        self.catalogue().is_kept();
        loop {
            // In parts: a save that is made meanwhile does not wait for all of it.
            let last = known.last().map(|(path, _): &(PathBuf, _)| path.as_path());
            let more = self.catalogue().behind(last, 1024);
            if more.is_empty() {
                break;
            }
            known.extend(more);
        }
        atomic_write(cache, &memory::written(&known)).map_err(StoreError::write(cache))
    }

    /// Looks over the whole folder and tells `seen` of every item that is new, changed or gone
    /// since the last look; the first time of every item that [`Store::recall`] did not know.
    ///
    /// Saves and questions are answered meanwhile.
    pub fn scan(&self, seen: &mut dyn FnMut(Seen)) -> Result<(), StoreError> {
        self.tell_untold(seen);
        self.look_over(seen)
    }

    /// Whether the whole folder was looked over, so that what is not known is not there.
    pub fn is_scanned(&self) -> bool {
        self.is_scanned.load(Ordering::Acquire)
    }

    /// Looks at some paths and tells `seen` of every item among them that is new, changed or gone.
    /// This program's own writes are known already and not told.
    pub fn look_at(&self, paths: &[PathBuf], seen: &mut dyn FnMut(Seen)) -> Result<(), StoreError> {
        self.tell_untold(seen);
        for paths in paths.chunks(AT_ONCE) {
            if self.catalogue().look_at(&self.root, paths, seen) {
                return self.look_over(seen);
            }
        }
        Ok(())
    }

    fn look_over(&self, seen: &mut dyn FnMut(Seen)) -> Result<(), StoreError> {
        let found = walk::walk(&self.root).map_err(StoreError::read(&self.root))?;
        for found in found.chunks(AT_ONCE) {
            self.catalogue().take_in(&self.root, found, seen);
        }
        self.catalogue().forget_missing(&self.root, &found, seen);
        self.is_scanned.store(true, Ordering::Release);
        Ok(())
    }

    /// Removes temporary files last written before `before`: what a program that was killed while
    /// it wrote has left. Younger ones may be another computer's write that is under way.
    pub fn sweep(&self, before: SystemTime) {
        let left = |entry: &walkdir::DirEntry| {
            let ours = entry
                .file_name()
                .to_string_lossy()
                .starts_with(atomic::TEMPORARY_PREFIX);
            let written = || entry.metadata().ok()?.modified().ok();
            ours && entry.file_type().is_file() && written().is_some_and(|written| written < before)
        };
        let folders = [ItemKind::Note, ItemKind::Policy].map(ItemKind::folder);
        let others = beside::FOLDERS.into_iter().chain([tmx_files::FOLDER]);
        for folder in folders.into_iter().chain(others) {
            let entries = walkdir::WalkDir::new(self.root.join(folder));
            for entry in entries.into_iter().filter_map(Result::ok).filter(left) {
                // A file that cannot be removed does no harm.
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// What is there, notes first, each kind by id.
    pub fn items(&self) -> Vec<ItemSummary> {
        self.catalogue().summaries(|_| true)
    }

    /// What is there of some ids, in the same order.
    pub fn items_of(&self, ids: &[String]) -> Vec<ItemSummary> {
        let ids: HashSet<&str> = ids.iter().map(String::as_str).collect();
        self.catalogue().summaries(|id| ids.contains(id))
    }

    /// How many items are there that can be read.
    pub fn count(&self) -> usize {
        self.catalogue().count()
    }

    /// The fingerprints of what is there and readable, by kind and id.
    pub fn hashes(&self) -> Vec<(ItemKind, String, ContentHash)> {
        self.catalogue().hashes()
    }

    /// The fingerprint of an item; `None` where it is not there or cannot be read.
    pub fn hash(&self, kind: ItemKind, id: &str) -> Option<ContentHash> {
        self.catalogue().hash(kind, id)
    }

    /// The path of an item's file.
    pub fn path(&self, kind: ItemKind, id: &str) -> Option<PathBuf> {
        self.catalogue()
            .path(kind, id)
            .map(|path| self.root.join(path))
    }

    /// A note.
    pub fn note(&self, reference: &Reference) -> Result<StoredNote, StoreError> {
        let path = self.existing(ItemKind::Note, reference.as_str())?;
        let (_, stored) = read_note(&path)?;
        if stored.read.note.reference != *reference {
            return Err(StoreError::NotFound(reference.to_string()));
        }
        Ok(stored)
    }

    /// The text of a note's file.
    pub fn note_text(&self, reference: &Reference) -> Result<String, StoreError> {
        read_text(&self.existing(ItemKind::Note, reference.as_str())?)
    }

    /// Writes changes into a note's file. Where the file is not the one the changes were based on,
    /// they are merged part by part; see [`apply`]. A new state is recorded in the file, signed.
    ///
    /// # Errors
    ///
    /// [`StoreError::Locked`] where the note is approved or archived, would stay so, and something
    /// else than its state would change. Nothing is written then.
    pub fn save(
        &self,
        reference: &Reference,
        base: &ContentHash,
        changes: &[Change],
        signature: &Signature,
    ) -> Result<SavedNote, StoreError> {
        self.write(reference, base, changes, signature, false)
    }

    /// As [`Store::save`], for an import that adds what a note lacks: an approved or archived note
    /// takes it, too. The caller sees to it that `changes` replace nothing.
    pub fn complete(
        &self,
        reference: &Reference,
        base: &ContentHash,
        changes: &[Change],
        signature: &Signature,
    ) -> Result<SavedNote, StoreError> {
        self.write(reference, base, changes, signature, true)
    }

    fn write(
        &self,
        reference: &Reference,
        base: &ContentHash,
        changes: &[Change],
        signature: &Signature,
        completes: bool,
    ) -> Result<SavedNote, StoreError> {
        let path = self.existing(ItemKind::Note, reference.as_str())?;
        let _writing = self.write_lock()?;
        let (file, present) = read_note(&path)?;
        if present.read.note.reference != *reference {
            return Err(StoreError::NotFound(reference.to_string()));
        }
        let base = if present.hash == *base {
            Base::Same
        } else {
            Base::Other
        };
        let Applied {
            file: written,
            conflicts,
            failures,
        } = apply(&file, &present.read.note, changes, base);
        let failures = failures
            .into_iter()
            .map(|source| StoreError::FrontMatter {
                path: path.clone(),
                source,
            })
            .collect();
        if written.text() == file.text() {
            return Ok(SavedNote {
                stored: present,
                conflicts,
                failures,
                texts: None,
            });
        }
        let not_readable = |_| StoreError::NotReadable(path.clone());
        let (before, after) = (
            &present.read.note,
            written.read().map_err(not_readable)?.note,
        );
        let (was, is) = (before.meta.status, after.meta.status);
        let is_locked = was.is_locked() && is.is_locked() && !completes;
        if is_locked && !differ_in_state_alone(before, &after) {
            return Err(StoreError::Locked {
                id: reference.to_string(),
                status: was,
            });
        }
        let written = if was == is {
            written
        } else {
            let change = StateChange::new(is, signature.at, &signature.who);
            // A front matter that has something else under that name keeps it.
            written.with_state(&change).unwrap_or(written)
        };
        let read = written.read().map_err(not_readable)?;
        let bytes = written.text().as_bytes();
        let before_written = fs::metadata(&path).and_then(|file| file.modified()).ok();
        let mut catalogue = self.catalogue();
        atomic_write(&path, bytes).map_err(StoreError::write(&path))?;
        let hash = content_hash(bytes);
        catalogue.wrote_note(&self.root, &path, &read, hash.clone());
        Ok(SavedNote {
            stored: StoredNote { read, hash },
            conflicts,
            failures,
            texts: Some(SavedTexts {
                before: file.text().to_owned(),
                written: before_written,
                after: written.text().to_owned(),
            }),
        })
    }

    /// Writes a new note. Nothing is ever replaced: the note's reference must be free.
    pub fn create_note(&self, note: &Note, today: NaiveDate) -> Result<StoredNote, StoreError> {
        let taken = || StoreError::AlreadyExists(note.reference.to_string());
        self.know_all()?;
        let _writing = self.write_lock()?;
        let mut catalogue = self.catalogue();
        if catalogue
            .path(ItemKind::Note, note.reference.as_str())
            .is_some()
        {
            return Err(taken());
        }
        let year = note.meta.date.unwrap_or(today).year();
        let folder = self
            .root
            .join(ItemKind::Note.folder())
            .join(year.to_string());
        fs::create_dir_all(&folder).map_err(StoreError::write(&folder))?;
        let file = NoteFile::of(note);
        let stem = note.reference.file_stem();
        let mut path = folder.join(format!("{stem}.md"));
        // Two references may make one file name: `X/1` and `X_1`. A file that holds another note
        // leaves this one a number; any other may yet turn out to hold this very reference.
        let mut number = 1;
        while catalogue.holds_another(&self.root, &path, note.reference.as_str()) {
            number += 1;
            path = folder.join(format!("{stem}-{number}.md"));
        }
        let read = file
            .read()
            .map_err(|_| StoreError::NotReadable(path.clone()))?;
        create(&path, file.text().as_bytes(), taken)?;
        let hash = content_hash(file.text().as_bytes());
        catalogue.wrote_note(&self.root, &path, &read, hash.clone());
        Ok(StoredNote { read, hash })
    }

    /// Writes a new note under the next free reference number for `date`.
    pub fn create_numbered(&self, note: &Note, date: NaiveDate) -> Result<StoredNote, StoreError> {
        self.know_all()?;
        let mut taken = self.catalogue().references();
        loop {
            let reference = Reference::next(date, &taken);
            if taken.contains(&reference) {
                return Err(StoreError::AlreadyExists(reference.to_string()));
            }
            let numbered = Note {
                reference: reference.clone(),
                ..note.clone()
            };
            match self.create_note(&numbered, date) {
                // A file that is not read yet, or cannot be, holds that number.
                Err(StoreError::AlreadyExists(_)) => taken.push(reference),
                other => return other,
            }
        }
    }

    /// Writes a new policy. Where its slug is taken, a number is added to it. The slug is returned.
    pub fn create_policy(
        &self,
        policy: &Policy,
    ) -> Result<(String, ReadPolicy, ContentHash), StoreError> {
        let _writing = self.write_lock()?;
        let mut catalogue = self.catalogue();
        let folder = self.root.join(ItemKind::Policy.folder());
        fs::create_dir_all(&folder).map_err(StoreError::write(&folder))?;
        let file = PolicyFile::of(policy);
        let bytes = file.text().as_bytes();
        let mut slug = policy.slug.clone();
        let mut number = 1;
        loop {
            let path = folder.join(format!("{slug}.md"));
            let taken = || StoreError::AlreadyExists(slug.clone());
            match create(&path, bytes, taken) {
                Ok(()) => {
                    let read = file
                        .read(&slug)
                        .map_err(|_| StoreError::NotReadable(path.clone()))?;
                    let hash = content_hash(bytes);
                    catalogue.wrote_policy(&self.root, &path, &read, hash.clone());
                    return Ok((slug, read, hash));
                }
                Err(StoreError::AlreadyExists(_)) => {
                    number += 1;
                    slug = format!("{}-{number}", policy.slug);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Begins to watch the folder for changes from outside.
    pub fn watch(
        &self,
        changed: impl Fn(Vec<PathBuf>) + Send + 'static,
    ) -> Result<Watch, StoreError> {
        Watch::new(&self.root, changed)
    }

    fn catalogue(&self) -> MutexGuard<'_, Catalogue> {
        // The catalogue is right after every step, so a panic elsewhere does not spoil it.
        self.catalogue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The path of an item, looked for anew where its file is not where it was.
    fn existing(&self, kind: ItemKind, id: &str) -> Result<PathBuf, StoreError> {
        if let Some(path) = self.path(kind, id).filter(|path| path.is_file()) {
            return Ok(path);
        }
        let mut seen = |seen| {
            self.untold
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(seen);
        };
        let likely = self.likely(kind, id);
        self.catalogue().look_at(&self.root, &likely, &mut seen);
        if let Some(path) = self.path(kind, id).filter(|path| path.is_file()) {
            return Ok(path);
        }
        self.look_over(&mut seen)?;
        self.path(kind, id)
            .ok_or_else(|| StoreError::NotFound(id.to_owned()))
    }

    /// The files that hold an item if it lies where this program would have put it.
    fn likely(&self, kind: ItemKind, id: &str) -> Vec<PathBuf> {
        let folder = self.root.join(kind.folder());
        match kind {
            ItemKind::Note => {
                let Ok(reference) = id.parse::<Reference>() else {
                    return Vec::new();
                };
                let name = format!("{}.md", reference.file_stem());
                let years = fs::read_dir(folder).into_iter().flatten().flatten();
                let files = years.map(|year| year.path().join(&name));
                files.filter(|path| path.is_file()).collect()
            }
            ItemKind::Policy if id.contains(['/', '\\']) => Vec::new(),
            ItemKind::Policy => vec![folder.join(format!("{id}.md"))],
        }
    }

    /// Sees to it that all references are known, so that none is given twice.
    fn know_all(&self) -> Result<(), StoreError> {
        if self.is_scanned() {
            return Ok(());
        }
        self.look_over(&mut |seen| {
            self.untold
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(seen);
        })
    }

    fn tell_untold(&self, seen: &mut dyn FnMut(Seen)) {
        let untold =
            std::mem::take(&mut *self.untold.lock().unwrap_or_else(PoisonError::into_inner));
        untold.into_iter().for_each(seen);
    }

    /// Keeps other programs on this notebook from writing until the result is dropped.
    fn write_lock(&self) -> Result<File, StoreError> {
        locked(&self.lock).map_err(StoreError::write(&self.lock))
    }
}

impl ItemKind {
    /// The folder in the notebook that holds items of this kind.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Note => "qp",
            Self::Policy => "policy",
        }
    }
}

/// Whether two states of a note differ in nothing but the state they are in.
fn differ_in_state_alone(a: &Note, b: &Note) -> bool {
    let meta = Metadata {
        status: a.meta.status,
        ..b.meta.clone()
    };
    a.sides == b.sides && a.meta == meta
}

fn create(path: &Path, bytes: &[u8], taken: impl FnOnce() -> StoreError) -> Result<(), StoreError> {
    atomic_create(path, bytes).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => taken(),
        _ => StoreError::write(path)(error),
    })
}

fn read_text(path: &Path) -> Result<String, StoreError> {
    let bytes = fs::read(path).map_err(StoreError::read(path))?;
    String::from_utf8(bytes).map_err(|_| StoreError::NotReadable(path.to_path_buf()))
}

fn read_note(path: &Path) -> Result<(NoteFile, StoredNote), StoreError> {
    let text = read_text(path)?;
    let hash = content_hash(text.as_bytes());
    let file = NoteFile::new(text);
    let read = file
        .read()
        .map_err(|_| StoreError::NotReadable(path.to_path_buf()))?;
    Ok((file, StoredNote { read, hash }))
}

#[cfg(test)]
mod tests;
