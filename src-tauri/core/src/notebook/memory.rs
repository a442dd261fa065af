//! The notebook's translation memory: what approved and archived notes say in both languages, and
//! what was taken in from other tools.
//!
//! It is made when it is first asked, behind the window, and answers meanwhile with what it has.
//! From then on only what changed is looked at again, when the next question comes. The newest notes
//! come first; where there are too many, the oldest are left out.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, Weak,
};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Notebook;
use super::indexing::{Content, Told};
use crate::behind;
use crate::error::{ErrorCode, Failure};
use crate::lang::Lang;
use crate::memory::tmx::{self, Tmx, TmxError};
use crate::memory::{Contributor, Memory, MemoryMatch, Pair, PairOrigin, Unit, pairs};
use crate::note::{ContentHash, Note, Reference, Status};
use crate::store::{ItemKind, ItemSummary, Store, TmxFile};

/// So few changed notes are looked at at once; more of them behind the window.
const FEW: usize = 8;

/// When there are so many pairs, older notes are left out: they take some 180 MB.
const MOST: usize = 150_000;

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
#[derive(Debug)]
struct Known {
    /// The notes whose pairs are in it, each with the fingerprint of its file.
    notes: HashMap<String, ContentHash>,
    /// The files that were looked at.
    files: HashMap<String, TmxFile>,
    /// The notes that changed since.
    todo: BTreeSet<String>,
    /// The notes that a comparison found, the newest last.
    found: Vec<(String, ContentHash)>,
    /// Whether all notes were compared with what is in it.
    comparison: Comparison,
    /// Whether the files were.
    files_compared: bool,
    /// How many pairs there may be before older notes are left out.
    most: usize,
    /// Whether something is being looked at.
    is_at_work: bool,
}

/// A step of making the memory.
#[derive(Debug)]
enum Work {
    Compare,
    Note(String),
    Files,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            notes: HashMap::new(),
            files: HashMap::new(),
            todo: BTreeSet::new(),
            found: Vec::new(),
            comparison: Comparison::Due,
            files_compared: false,
            most: MOST,
            is_at_work: false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Due,
    Running,
    Done,
}

impl Known {
    /// What comes next, where there are so many pairs.
    fn next(&mut self, pairs: usize) -> Option<Work> {
        if self.comparison != Comparison::Done {
            self.comparison = Comparison::Running;
            return Some(Work::Compare);
        }
        if let Some(id) = self.todo.pop_first() {
            return Some(Work::Note(id));
        }
        if pairs >= self.most {
            self.notes.extend(self.found.drain(..));
        }
        if let Some((id, _)) = self.found.pop() {
            return Some(Work::Note(id));
        }
        let are_files_new = !std::mem::replace(&mut self.files_compared, true);
        are_files_new.then_some(Work::Files)
    }

    fn is_compared(&self) -> bool {
        self.comparison == Comparison::Done && self.files_compared
    }

    /// How many notes are to be looked at.
    fn todo(&self) -> usize {
        self.todo.len() + self.found.len()
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

    fn is_current(&self) -> bool {
        let known = self.known();
        known.is_compared() && known.todo() == 0 && !known.is_at_work
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
        // One lock at a time.
        let pairs = self.memory().len();
        let mut known = self.known();
        let Some(work) = known.next(pairs) else {
            return false;
        };
        known.is_at_work = true;
        drop(known);
        match work {
            Work::Compare => self.compare(store),
            Work::Note(id) => self.take_note(store, &id),
            Work::Files => self.take_files(store),
        }
        self.known().is_at_work = false;
        true
    }

    /// Finds the notes that are not in the memory as they are on disk.
    fn compare(&self, store: &Store) {
        let is_locked = |item: &ItemSummary| item.status.is_some_and(Status::is_locked);
        let locked: HashMap<String, Option<NaiveDate>> = store
            .items()
            .into_iter()
            .filter(|item| item.kind == ItemKind::Note && is_locked(item))
            .map(|item| (item.id, item.date))
            .collect();
        let mut found: Vec<(Option<NaiveDate>, String, ContentHash)> = store
            .hashes()
            .into_iter()
            .filter(|(kind, ..)| *kind == ItemKind::Note)
            .filter_map(|(_, id, hash)| Some((*locked.get(&id)?, id, hash)))
            .collect();
        found.sort_unstable_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let mut known = self.known();
        let known = &mut *known;
        let is_new = |(_, id, hash): &(_, String, ContentHash)| known.notes.get(id) != Some(hash);
        let new = found.into_iter().filter(is_new);
        known.found = new.map(|(_, id, hash)| (id, hash)).collect();
        let gone = known.notes.keys().filter(|id| !locked.contains_key(*id));
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
            let mut units = read.map_or_else(Vec::new, |read| units_of(read, &file.name));
            units.truncate(self.known().most);
            let by = Contributor::File(file.name.clone());
            self.change().put(&by, units);
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
        if let Err(error) = behind::spawn("remembering", work) {
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
            self.is_followed() && (!known.is_compared() || known.todo() > FEW)
        };
        if is_behind {
            self.memory.refresh_behind(&self.store);
        } else {
            self.memory.refresh(&self.store);
        }
        let matches = self.memory.memory().lookup(text, from, limit);
        let complete = self.memory.is_current();
        MemoryMatches { matches, complete }
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
