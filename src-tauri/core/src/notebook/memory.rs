//! The notebook's translation memory: what approved and archived notes say in both languages, and
//! what was taken in from other tools.
//!
//! It is made when it is first asked, behind the window, and answers meanwhile with what it has.
//! From then on only what changed is looked at again, when the next question comes.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak,
};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Notebook;
use super::indexing::{Content, Told};
use crate::error::{ErrorCode, Failure};
use crate::lang::Lang;
use crate::memory::tmx::{self, Tmx, TmxError};
use crate::memory::{Contributor, Memory, MemoryMatch, Pair, PairOrigin, Unit, pairs};
use crate::note::{ContentHash, Note, Reference, Status};
use crate::store::{ItemKind, ItemSummary, Store, TmxFile};

/// So few changed notes are looked at at once; more of them behind the window.
const FEW: usize = 8;

/// What the translation memory has for a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MemoryMatches {
    /// The matches; see [`Memory::lookup`].
    pub matches: Vec<MemoryMatch>,
    /// Whether the whole notebook was asked. If not, asking again a moment later may give more.
    pub complete: bool,
}

/// What became of a translation memory that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MemoryImported {
    /// The name under which the notebook keeps it; `null` where it holds nothing for us.
    pub name: Option<String>,
    /// How many pairs of English and French it holds.
    pub pairs: usize,
    /// How many of its units were left out: they lack a language, or say the same in both.
    pub left_out: usize,
    /// How many passages in other languages it holds.
    pub other_languages: usize,
}

/// The notebook's pairs as a file for other tools.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemoryExport {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pairs it holds.
    pub pairs: usize,
}

/// The translation memory as far as it is made.
///
/// Whoever saves only tells what changed, and so waits neither for a question nor for the making.
#[derive(Debug, Default)]
pub(super) struct Recollection {
    memory: RwLock<Memory>,
    known: Mutex<Known>,
    /// Held by whoever brings the memory up to date: one at a time.
    turn: Mutex<()>,
    /// Whether a thread does.
    is_running: AtomicBool,
}

/// What the memory is made of.
#[derive(Debug, Default)]
struct Known {
    /// The notes whose pairs are in it, each with the fingerprint of its file.
    notes: HashMap<String, ContentHash>,
    /// The files that were looked at.
    files: HashMap<String, TmxFile>,
    /// The notes that changed since.
    todo: BTreeSet<String>,
    /// Whether all notes were compared with what is in it.
    comparison: Comparison,
    /// Whether the files were.
    files_compared: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Comparison {
    #[default]
    Due,
    Running,
    Done,
}

impl Known {
    fn is_current(&self) -> bool {
        self.comparison == Comparison::Done && self.files_compared && self.todo.is_empty()
    }
}

impl Recollection {
    fn known(&self) -> MutexGuard<'_, Known> {
        // Each step leaves it whole, so a panic elsewhere does not spoil it.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn memory(&self) -> RwLockReadGuard<'_, Memory> {
        self.memory.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self) -> RwLockWriteGuard<'_, Memory> {
        self.memory.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hears of a change. What was never asked needs to know nothing.
    pub(super) fn hear(&self, told: &Told) {
        let mut known = self.known();
        if known.comparison == Comparison::Due {
            return;
        }
        match told {
            Told::Saved(item) => {
                if let Content::Note(note) = &item.content
                    && (note.meta.status.is_locked() || known.notes.contains_key(&item.id))
                {
                    known.todo.insert(item.id.clone());
                }
            }
            Told::Changed(ItemKind::Note, id) => {
                known.todo.insert(id.clone());
            }
            Told::Changed(ItemKind::Policy, _) => {}
            Told::Compare => known.comparison = Comparison::Due,
        }
    }

    /// Another program may have put a file into the notebook, or removed one.
    pub(super) fn distrust_files(&self) {
        self.known().files_compared = false;
    }

    /// Brings the memory up to date.
    fn refresh(&self, store: &Store) {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        while self.step(store) {}
    }

    /// Does what comes next; tells whether there was something to do.
    fn step(&self, store: &Store) -> bool {
        let mut known = self.known();
        if known.comparison != Comparison::Done {
            known.comparison = Comparison::Running;
            drop(known);
            self.compare(store);
        } else if let Some(id) = known.todo.pop_first() {
            drop(known);
            self.take_note(store, &id);
        } else if known.files_compared {
            return false;
        } else {
            known.files_compared = true;
            drop(known);
            self.take_files(store);
        }
        true
    }

    /// Finds the notes that are not in the memory as they are on disk.
    fn compare(&self, store: &Store) {
        let is_locked = |item: &ItemSummary| item.status.is_some_and(Status::is_locked);
        let locked: HashSet<String> = store
            .items()
            .into_iter()
            .filter(|item| item.kind == ItemKind::Note && is_locked(item))
            .map(|item| item.id)
            .collect();
        let hashes = store.hashes();
        let mut known = self.known();
        let known = &mut *known;
        for (kind, id, hash) in hashes {
            let is_ours = kind == ItemKind::Note && locked.contains(&id);
            if is_ours && known.notes.get(&id) != Some(&hash) {
                known.todo.insert(id);
            }
        }
        let gone = known.notes.keys().filter(|id| !locked.contains(*id));
        known.todo.extend(gone.cloned());
        if known.comparison == Comparison::Running {
            known.comparison = Comparison::Done;
        }
    }

    fn take_note(&self, store: &Store, id: &str) {
        let stored = id.parse::<Reference>().ok();
        let stored = stored.and_then(|reference| store.note(&reference).ok());
        let stored = stored.filter(|stored| stored.read.note.meta.status.is_locked());
        let by = Contributor::Note(id.to_owned());
        let Some(stored) = stored else {
            self.known().notes.remove(id);
            self.change().remove(&by);
            return;
        };
        let before = self
            .known()
            .notes
            .insert(id.to_owned(), stored.hash.clone());
        if before.as_ref() != Some(&stored.hash) {
            let pairs = pairs_of(&stored.read.note);
            self.change().put(&by, pairs);
        }
    }

    fn take_files(&self, store: &Store) {
        let there = store.tmx_files();
        let (new, gone) = {
            let known = self.known();
            let is_new = |file: &&TmxFile| known.files.get(&file.name) != Some(file);
            let new: Vec<TmxFile> = there.iter().filter(is_new).cloned().collect();
            let is_there = |name: &&String| there.iter().any(|file| file.name == **name);
            let files = known.files.keys();
            let gone: Vec<String> = files.filter(|name| !is_there(name)).cloned().collect();
            (new, gone)
        };
        for name in gone {
            self.known().files.remove(&name);
            self.change().remove(&Contributor::File(name));
        }
        for file in new {
            let read = store.tmx(&file.name).ok();
            let read = read.and_then(|bytes| tmx::read(&bytes).ok());
            if read.is_none() {
                tracing::warn!("a translation memory in the notebook cannot be read");
            }
            let units = read.map(|read| units_of(read, &file.name));
            let by = Contributor::File(file.name.clone());
            self.change().put(&by, units.unwrap_or_default());
            self.known().files.insert(file.name.clone(), file);
        }
    }

    /// Brings the memory up to date on a thread of its own, unless one does so already. The thread
    /// ends with the notebook.
    fn refresh_behind(self: &Arc<Self>, store: &Arc<Store>) {
        if self.is_running.swap(true, Ordering::AcqRel) {
            return;
        }
        let (weak, store): (Weak<Self>, _) = (Arc::downgrade(self), Arc::clone(store));
        let work = move || {
            while let Some(memory) = weak.upgrade() {
                let went_on = {
                    let _turn = memory.turn.lock().unwrap_or_else(PoisonError::into_inner);
                    memory.step(&store)
                };
                if !went_on {
                    memory.is_running.store(false, Ordering::Release);
                    break;
                }
            }
        };
        let started = std::thread::Builder::new()
            .name("remembering".to_owned())
            .spawn(work);
        if let Err(error) = started {
            self.is_running.store(false, Ordering::Release);
            tracing::debug!(%error, "the translation memory is not made");
        }
    }
}

fn pairs_of(note: &Note) -> Vec<(Pair, PairOrigin)> {
    let origin = |pair: Pair| {
        let origin = PairOrigin {
            reference: Some(note.reference.to_string()),
            section: pair.section,
            date: note.meta.date,
            file: None,
        };
        (pair, origin)
    };
    pairs(note).into_iter().map(origin).collect()
}

fn units_of(read: Tmx, file: &str) -> Vec<(Pair, PairOrigin)> {
    let unit = |unit: tmx::TmxUnit| {
        let origin = PairOrigin {
            reference: unit.reference,
            section: unit.pair.section,
            date: unit.date,
            file: Some(file.to_owned()),
        };
        (unit.pair, origin)
    };
    read.units.into_iter().map(unit).collect()
}

impl Notebook {
    /// What the translation memory has for a passage that is to be put into the other language: a
    /// Markdown text in `from`. At most `limit` matches for the passage, and for each of its
    /// sentences where it is not known as a whole.
    ///
    /// Where a thread follows the changes ([`Notebook::keep_indexed`]) a memory that is still to be
    /// made is made behind, and the answer is of what it has by now; else it is made first.
    pub fn memory_matches(&self, text: &str, from: Lang, limit: usize) -> MemoryMatches {
        let is_behind = {
            let known = self.memory.known();
            let is_compared = known.comparison == Comparison::Done && known.files_compared;
            self.is_followed() && (!is_compared || known.todo.len() > FEW)
        };
        if is_behind {
            self.memory.refresh_behind(&self.store);
        } else {
            self.memory.refresh(&self.store);
        }
        MemoryMatches {
            matches: self.memory.memory().lookup(text, from, limit),
            complete: self.memory.known().is_current(),
        }
    }

    /// How many pairs the whole translation memory has. It is brought up to date first.
    pub fn memory_size(&self) -> usize {
        self.memory.refresh(&self.store);
        self.memory.memory().len()
    }

    /// The translation memory as TMX 1.4b, the newest pairs first: the notebook's own pairs, and
    /// with `taken_in` those of other tools besides.
    pub fn export_memory(&self, taken_in: bool) -> MemoryExport {
        self.memory.refresh(&self.store);
        let memory = self.memory.memory();
        let units: Vec<Unit> = memory
            .units()
            .filter(|unit| taken_in || unit.is_own)
            .collect();
        drop(memory);
        MemoryExport {
            bytes: tmx::write(&units, self.clock.now()),
            pairs: units.len(),
        }
    }

    /// Takes a file of another tool into the notebook, which keeps it as it is: `memory/<name>.tmx`.
    /// One that holds nothing for us is not kept.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotTmx`] where it cannot be read; those of writing.
    pub fn import_memory(&self, name: &str, bytes: &[u8]) -> Result<MemoryImported, Failure> {
        let read = tmx::read(bytes).map_err(|TmxError { line, reason }| {
            Failure::new(ErrorCode::NotTmx)
                .with("path", name)
                .with("line", line)
                .with("reason", reason)
        })?;
        let kept = match read.units.len() {
            0 => None,
            _ => Some(self.store.create_tmx(name, bytes)?),
        };
        self.memory.distrust_files();
        Ok(MemoryImported {
            name: kept,
            pairs: read.units.len(),
            left_out: read.left_out,
            other_languages: read.other_languages,
        })
    }
}

#[cfg(test)]
mod tests;
