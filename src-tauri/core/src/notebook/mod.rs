//! The façade that joins store and search: what the terminal and the window call.

mod beginning;
mod citations;
mod cited;
mod citing;
mod clauses;
mod finding;
mod follow;
mod importing;
mod indexing;
mod last_seen;
mod location;
mod memory;
mod past;
mod quoting;
mod replaced;
mod reusing;
mod said;
mod searches;
mod shelf;
mod sitting;
mod staleness;
mod standings;
mod state;
mod translating;
mod views;
mod words;

pub use citing::{CitingNote, NoteBehind};
pub use clauses::{CitedClause, Clause};
pub use importing::{ImportProgress, ImportSummary};
pub use indexing::{Indexing, Reindexed};
pub use location::Location;
pub use memory::{MemoryExport, MemoryImported, MemoryMatches};
pub use past::{Comparison, Difference, PastState, Place};
pub use replaced::{ClauseChange, ClauseStanding, ReplacedText, TextComparison};
pub use reusing::{EarlierNote, EarlierPart, EarlierPassage};
pub use searches::{NAME_LENGTH, RECENT, SAVED, SavedSearch, SearchTerms, Searches};
pub use sitting::{Sitting, SittingNote};
pub use staleness::{CitingLine, Proposal, Quotation, StaleCitation, Staleness, Unconfirmed};
pub use standings::NoteTranslations;
pub use translating::{TakenSection, TakenTranslation, Taking};
pub use views::{ImportOutcome, ItemChange, NewNote, NoteView, PolicyView, SaveNote, Saved};

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use indexing::{Content, SavedItem, Told};
use said::Clauses;

use crate::checks::{self, Checking, Rates};
use crate::clock::Clock;
use crate::error::{ErrorCode, Failure};
use crate::export::docx;
use crate::export::{ExportOptions, ExportPreview, Progress};
use crate::history::{Bounds, History, Recorder};
use crate::lang::{Bilingual, Lang};
use crate::note::{Change, Note, Reference};
use crate::policy::Excerpt;
use crate::problem::Problem;
use crate::search::{HitKind, Marks, SearchQuery, SearchResults};
use crate::store::{
    ItemKind, ItemSummary, Kept, Recovery, SavedNote, Seen, Store, StoredNote, atomic_write,
};
use crate::translation;

/// How old a temporary file must be before it counts as left behind.
const LEFT_BEHIND: chrono::TimeDelta = chrono::TimeDelta::hours(1);

/// An open notebook.
pub struct Notebook {
    store: Arc<Store>,
    recovery: Recovery,
    drawer: searches::Drawer,
    clock: Arc<dyn Clock>,
    synonyms: words::OwnSynonyms,
    shelf: Arc<shelf::Shelf>,
    /// Where what is known of the files is kept for the next opening.
    catalogue: PathBuf,
    history: History,
    recorder: Recorder,
    /// What notes lack, by the fingerprint of their file.
    lacks: sitting::Lacks,
    /// Which side of which section was written last since the notebook was opened.
    last_written: translating::LastWritten,
    /// How many of the clauses that a note cites say something else by now, as far as it was told.
    behind: citing::KnownBehind,
    /// What notes cite no longer and may cite again.
    dropped: cited::Dropped,
    /// What lacks a translation, as far as it was told.
    standings: standings::KnownStandings,
    /// What policies said when they were last seen.
    last_seen: last_seen::LastSeen,
    /// What was said in both languages.
    memory: Arc<memory::Recollection>,
    /// Who saves: what the record of a note's states says.
    who: String,
    /// Where changes go that a running [`Indexing`] is to index.
    indexing: Mutex<Option<indexing::Feed>>,
}

impl Notebook {
    /// Makes a notebook of a folder, creating what is missing.
    pub fn init(folder: &Path) -> Result<(), Failure> {
        Ok(Store::init(folder)?)
    }

    /// Opens a notebook and looks over its files. The index is opened when it is first needed.
    pub fn open(location: Location, clock: Arc<dyn Clock>) -> Result<Self, Failure> {
        let notebook = Self::open_as_known(location, clock)?;
        notebook.look(None)?;
        if let Err(error) = notebook.store.remember(&notebook.catalogue) {
            tracing::debug!(%error, "what is known of the files was not kept");
        }
        Ok(notebook)
    }

    /// Opens a notebook as it was known the last time, without looking at its files: the list and
    /// the index answer at once. [`Notebook::look`] must follow, and may do so on another thread.
    pub fn open_as_known(location: Location, clock: Arc<dyn Clock>) -> Result<Self, Failure> {
        let store = Store::open(&location.folder, &location.lock())?;
        let catalogue = location.catalogue();
        store.recall(&catalogue);
        let history = History::new(&location.history());
        Ok(Self {
            recorder: Recorder::new(history.clone(), Bounds::default(), Arc::clone(&clock)),
            history,
            lacks: sitting::Lacks::default(),
            behind: citing::KnownBehind::default(),
            dropped: cited::Dropped::default(),
            last_written: translating::LastWritten::default(),
            standings: standings::KnownStandings::new(location.standings()),
            last_seen: last_seen::LastSeen::new(location.policies()),
            memory: Arc::default(),
            who: state::who(),
            synonyms: words::OwnSynonyms::new(&location.folder),
            store: Arc::new(store),
            recovery: Recovery::new(&location.recovery()),
            shelf: Arc::new(shelf::Shelf::new(location.index())),
            catalogue,
            drawer: searches::Drawer::new(location.searches()),
            clock,
            indexing: Mutex::default(),
        })
    }

    /// The notebook's folder.
    pub fn folder(&self) -> &Path {
        self.store.root()
    }

    /// What is there, notes first, each kind by id.
    pub fn items(&self) -> Vec<ItemSummary> {
        self.store.items()
    }

    /// What is there of some ids, as [`Self::items`] lists it.
    pub fn items_of(&self, ids: &[String]) -> Vec<ItemSummary> {
        self.store.items_of(ids)
    }

    /// A note.
    pub fn note(&self, reference: &Reference) -> Result<NoteView, Failure> {
        Ok(self.view(self.store.note(reference)?))
    }

    /// A policy.
    pub fn policy(&self, slug: &str) -> Result<PolicyView, Failure> {
        self.policy_at(slug, None)
    }

    /// A policy, opened at an excerpt if one is named. That it has none of that name is no error.
    pub fn policy_at(&self, slug: &str, anchor: Option<&str>) -> Result<PolicyView, Failure> {
        let read = self.store.policy(slug)?;
        let policy = &read.policy;
        Ok(PolicyView {
            rows: Bilingual::new(policy.rows(Lang::En), policy.rows(Lang::Fr)),
            sources: Bilingual::new(policy.source_in(Lang::En), policy.source_in(Lang::Fr)),
            anchor: anchor.and_then(|anchor| policy.anchor_now(anchor).map(str::to_owned)),
            policy: policy.clone(),
            problems: read.problems.clone(),
        })
    }

    /// An excerpt in each language that has it.
    pub fn excerpt(&self, slug: &str, anchor: &str) -> Result<Bilingual<Option<Excerpt>>, Failure> {
        let read = self.store.policy(slug)?;
        let found = read.policy.excerpt(anchor).map(|_, found| found.cloned());
        if found.iter().all(|(_, excerpt)| excerpt.is_none()) {
            return Err(Failure::new(ErrorCode::NotFound).with("id", format!("{slug}#{anchor}")));
        }
        Ok(found)
    }

    /// The path of an item's file.
    pub fn path(&self, kind: ItemKind, id: &str) -> Option<PathBuf> {
        self.store.path(kind, id)
    }

    /// Saves changes of a note. What conflicts with another program's change is kept in the
    /// recovery folder as well as told.
    pub fn save_note(&self, save: &SaveNote) -> Result<Saved, Failure> {
        let SavedNote {
            stored,
            conflicts,
            failures,
            texts,
        } = self.store.save(
            &save.reference,
            &save.base,
            &save.changes,
            &self.signature(),
        )?;
        self.infer_agreement(&stored.read.note, texts.as_ref());
        self.record_cited(&stored.read.note);
        self.keep_states(&save.reference, texts);
        self.tell_note(&stored);
        if !conflicts.is_empty() {
            let in_conflict = |change: &&Change| {
                conflicts.iter().any(|conflict| match change {
                    Change::Text { lang, section, .. } => {
                        conflict.lang == Some(*lang) && conflict.section == Some(*section)
                    }
                    Change::IfPressed { lang, .. } => {
                        conflict.lang == Some(*lang)
                            && conflict.section == Some(crate::section::Section::IfPressed)
                    }
                    Change::Metadata { .. } => conflict.lang.is_none(),
                })
            };
            let changes = save.changes.iter().filter(in_conflict).cloned().collect();
            // The note is saved and the window has both texts: no reason to call this a failure.
            if let Err(failure) = self.keep(&save.reference, changes) {
                tracing::warn!(code = ?failure.code, "a conflict was not put into the recovery folder");
            }
        }
        Ok(Saved {
            view: self.view(stored),
            conflicts,
            failures: failures.into_iter().map(Failure::from).collect(),
        })
    }

    /// Keeps changes that could not be saved in the recovery folder; gives their id.
    pub fn keep(&self, reference: &Reference, changes: Vec<Change>) -> Result<String, Failure> {
        let kept = Kept {
            reference: reference.clone(),
            at: self.clock.now(),
            changes,
        };
        Ok(self.recovery.keep(&kept)?)
    }

    /// What is in the recovery folder, oldest first.
    pub fn kept(&self) -> Vec<(String, Kept)> {
        self.recovery.list()
    }

    /// Removes something from the recovery folder.
    pub fn discard(&self, id: &str) -> Result<(), Failure> {
        Ok(self.recovery.discard(id)?)
    }

    /// What a note still lacks today, said at these rates.
    pub fn check(&self, reference: &Reference, rates: Rates) -> Result<Vec<Problem>, Failure> {
        let note = self.store.note(reference)?.read.note;
        let cited = self.store.cited(reference);
        let clauses = Clauses::of(self);
        let checking = Checking {
            today: self.clock.today(),
            rates,
            known: &|citation| clauses.knows(citation),
            stale: &|citation, lang| clauses.stale(&cited, citation, lang),
        };
        let agreement = self.store.agreement(reference);
        let translations = translation::translations(&note, agreement.as_ref());
        Ok(checks::check(&note, &translations, &checking))
    }

    /// Notes as one Word file. `progress` is told after each sheet, and may say to stop.
    pub fn export(
        &self,
        references: &[Reference],
        options: &ExportOptions,
        progress: &Progress<'_>,
    ) -> Result<Vec<u8>, Failure> {
        let notes = self.notes(references)?;
        let notes: Vec<&Note> = notes.iter().collect();
        Ok(docx::write(
            &notes,
            options,
            self,
            self.clock.now(),
            progress,
        )?)
    }

    /// One sheet of what [`Self::export`] writes, counted from 0, and how many there are.
    pub fn preview(
        &self,
        references: &[Reference],
        options: &ExportOptions,
        sheet: usize,
    ) -> Result<ExportPreview, Failure> {
        let notes = self.notes(references)?;
        let notes: Vec<&Note> = notes.iter().collect();
        Ok(docx::preview(&notes, options, self, sheet)?)
    }

    fn notes(&self, references: &[Reference]) -> Result<Vec<Note>, Failure> {
        let notes = references.iter();
        notes
            .map(|reference| Ok(self.store.note(reference)?.read.note))
            .collect()
    }

    /// Writes an exported file where the user wants it: the whole file or nothing.
    pub fn write_export(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        atomic_write(path, bytes).map_err(|source| {
            let path = path.to_path_buf();
            crate::store::StoreError::Write { path, source }.into()
        })
    }

    /// What matches a query.
    pub fn search(&self, query: &SearchQuery) -> Result<SearchResults, Failure> {
        self.ask(|index| index.search(query))
    }

    /// What is closest to a note, policy or excerpt: of one kind, or of both. See
    /// [`crate::search::Index::similar`].
    pub fn similar(
        &self,
        id: &str,
        kind: Option<HitKind>,
        limit: usize,
    ) -> Result<SearchResults, Failure> {
        self.ask(|index| index.similar(id, kind, limit))
    }

    /// What is closest to a passage. See [`crate::search::Index::similar_to`].
    pub fn similar_to(
        &self,
        text: &str,
        lang: Option<Lang>,
        kind: Option<HitKind>,
        limit: usize,
    ) -> Result<SearchResults, Failure> {
        self.ask(|index| index.similar_to(text, lang, kind, limit))
    }

    /// Where in open texts the words stand that a search means: see [`crate::search::Index::marks`].
    pub fn marks(
        &self,
        query: &str,
        texts: &Bilingual<Vec<String>>,
    ) -> Result<Bilingual<Vec<Marks>>, Failure> {
        self.ask(|index| index.marks(query, texts))
    }

    /// Looks at the files again: at `paths`, or at all whose time or size has changed. Tells what
    /// other programs have changed.
    pub fn look(&self, paths: Option<&[PathBuf]>) -> Result<Vec<ItemChange>, Failure> {
        self.synonyms.look();
        let is_note = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "md");
        if !paths.is_some_and(|paths| paths.iter().all(is_note)) {
            self.memory.distrust_files();
        }
        let is_first = !self.store.is_scanned();
        if is_first && paths.is_none() {
            self.store.sweep((self.clock.now() - LEFT_BEHIND).into());
        }
        let mut changes = Vec::new();
        let mut rewritten = Vec::new();
        let mut policies = Vec::new();
        let mut seen = |seen: Seen| {
            let (Seen::Present { kind, id }
            | Seen::Unreadable { kind, id }
            | Seen::Gone { kind, id }) = seen;
            if kind == ItemKind::Policy {
                policies.push(id.clone());
            }
            // Where all is looked over for the first time, all is compared at the end.
            if !is_first || paths.is_some() {
                if kind == ItemKind::Note {
                    rewritten.push(id.clone());
                } else {
                    self.lacks.forget();
                }
                self.tell(Told::Changed(kind, id.clone()));
            }
            changes.push(ItemChange { kind, id });
        };
        match paths {
            Some(paths) => self.store.look_at(paths, &mut seen)?,
            None => self.store.scan(&mut seen)?,
        }
        // What another program says to agree, or confirms, changes how a note stands, not what it
        // says.
        for reference in self.store.recorded_elsewhere(paths.unwrap_or_default()) {
            self.forget_behind(&reference);
            let (kind, id) = (ItemKind::Note, reference.to_string());
            changes.push(ItemChange { kind, id });
        }
        // Not while the catalogue is being looked over, which reading a note asks.
        for id in rewritten {
            self.keep_from_elsewhere(&id);
        }
        let is_whole = is_first && self.store.is_scanned();
        if is_whole {
            self.tell(Told::Compare);
        }
        self.notice_policies(&policies, is_whole);
        Ok(changes)
    }

    /// Begins to watch the folder; `changed` is told the paths for [`Notebook::look`].
    pub fn watch(
        &self,
        changed: impl Fn(Vec<PathBuf>) + Send + 'static,
    ) -> Result<crate::store::Watch, Failure> {
        Ok(self.store.watch(changed)?)
    }

    fn view(&self, stored: StoredNote) -> NoteView {
        let note = stored.read.note;
        let agreement = self.store.agreement(&note.reference);
        NoteView {
            translations: translation::translations(&note, agreement.as_ref()),
            note,
            hash: stored.hash,
            problems: stored.read.problems,
            states: stored.read.states,
        }
    }

    fn tell_note(&self, stored: &StoredNote) {
        self.tell(Told::Saved(Box::new(SavedItem {
            kind: ItemKind::Note,
            id: stored.read.note.reference.to_string(),
            hash: stored.hash.clone(),
            content: Content::Note(Box::new(stored.read.note.clone())),
        })));
    }
}

impl std::fmt::Debug for Notebook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Notebook")
            .field("folder", &self.folder())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
