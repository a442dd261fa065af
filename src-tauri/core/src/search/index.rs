//! The index: what callers fill and ask.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::query::AllQuery;
use tantivy::{IndexWriter, Searcher, TantivyDocument, TantivyError};

use super::ask::Asking;
use super::folder::{self, Handle, Lock, Opened, Reason};
use super::schema::{self, Fields};
use super::stems::Analyzer;
use super::values::Memory;
use super::{HitKind, Marks, SearchError, SearchQuery, SearchResults};
use crate::lang::{Bilingual, Lang};
use crate::note::Note;
use crate::policy::Policy;

/// How much the writer may hold before it writes a segment, in bytes.
const WRITER_MEMORY: usize = 50_000_000;
/// After so much text a commit is made of itself, in bytes: the writer's queue has no bound in
/// bytes of its own.
const BATCH_BYTES: usize = 32 << 20;
/// How often and how long to wait for another process that is just making the index.
const PATIENCE: (u32, Duration) = (10, Duration::from_millis(30));

/// The search index of one notebook.
///
/// Anyone may ask at any time, from any thread. What is put is found after [`Index::commit`].
/// One process writes; in a second the index is there to read, and becomes writable when the first
/// has ended.
pub struct Index {
    handle: Handle,
    fields: Fields,
    analyzer: Analyzer,
    memory: Memory,
    /// `None` for an index in memory.
    dir: Option<PathBuf>,
    writing: Mutex<Writing>,
}

#[derive(Default)]
struct Writing {
    /// `None` while another process has it, and in memory.
    lock: Option<Lock>,
    writer: Option<IndexWriter>,
    /// How much text was put since the last commit, in bytes.
    pending: usize,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("dir", &self.dir)
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in a folder of its own, which is made where it is missing.
    ///
    /// Whatever is wrong with the folder, there is an index after this: what cannot be read is
    /// thrown away, and a folder that cannot be used is replaced by memory. [`Opened`] says
    /// whether it must be filled.
    ///
    /// # Errors
    /// [`SearchError::Index`] where not even an index in memory can be made.
    pub fn open(dir: &Path) -> Result<(Self, Opened), SearchError> {
        let (schema, fields) = schema::schema();
        let on_disk = || -> Result<(Handle, Lock, Opened), Reason> {
            let unusable = |error: std::io::Error| Reason::InMemory(error.to_string());
            std::fs::create_dir_all(dir).map_err(unusable)?;
            let lock = folder::lock(dir).map_err(unusable)?;
            match lock {
                Lock::Held(_) => match folder::open(dir, &schema, true) {
                    Ok(handle) => Ok((handle, lock, Opened::Ready)),
                    Err(reason) => {
                        tracing::info!(?reason, dir = %dir.display(), "the index is made anew");
                        let handle =
                            folder::create(dir, schema.clone()).map_err(Reason::InMemory)?;
                        Ok((handle, lock, Opened::Rebuilt(reason)))
                    }
                },
                Lock::Busy => {
                    let mut opened = folder::open(dir, &schema, false);
                    for _ in 0..PATIENCE.0 {
                        if opened.is_ok() {
                            break;
                        }
                        thread::sleep(PATIENCE.1);
                        opened = folder::open(dir, &schema, false);
                    }
                    let handle =
                        opened.map_err(|reason| Reason::InMemory(format!("{reason:?}")))?;
                    Ok((handle, lock, Opened::Ready))
                }
            }
        };
        match on_disk() {
            Ok((handle, lock, opened)) => {
                let held = matches!(lock, Lock::Held(_));
                let dir = Some(dir.to_owned());
                Ok((Self::new(handle, fields, dir, held.then_some(lock)), opened))
            }
            Err(reason) => {
                tracing::warn!(?reason, dir = %dir.display(), "the index lives in memory");
                let index = Self::new(Handle::in_memory(schema)?, fields, None, None);
                Ok((index, Opened::Rebuilt(reason)))
            }
        }
    }

    /// An empty index in memory.
    ///
    /// # Errors
    /// [`SearchError::Index`] where it cannot be made.
    pub fn in_memory() -> Result<Self, SearchError> {
        let (schema, fields) = schema::schema();
        Ok(Self::new(Handle::in_memory(schema)?, fields, None, None))
    }

    fn new(mut handle: Handle, fields: Fields, dir: Option<PathBuf>, lock: Option<Lock>) -> Self {
        let analyzer = Analyzer::new();
        handle.index.set_tokenizers(schema::tokenizers(&analyzer));
        Self {
            handle,
            fields,
            analyzer,
            memory: Memory::default(),
            dir,
            writing: Mutex::new(Writing {
                lock,
                ..Writing::default()
            }),
        }
    }

    /// Whether this process may write, or may now because the one that did has ended.
    pub fn is_writable(&self) -> bool {
        self.become_writer(&mut self.writing())
    }

    /// Whether the index lies in a folder, not in memory.
    pub const fn is_persistent(&self) -> bool {
        self.dir.is_some()
    }

    fn writing(&self) -> MutexGuard<'_, Writing> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn become_writer(&self, writing: &mut Writing) -> bool {
        let Some(dir) = &self.dir else {
            return true;
        };
        if writing.lock.is_none()
            && folder::is_current(dir)
            && let Ok(lock @ Lock::Held(_)) = folder::lock(dir)
        {
            writing.lock = Some(lock);
        }
        writing.lock.is_some()
    }

    /// Does something with the writer, which is made when it is first needed. After an error it is
    /// given up: what was not committed is lost, and the next write starts from the last commit.
    fn write<T>(
        &self,
        work: impl FnOnce(&mut IndexWriter, &mut usize) -> tantivy::Result<T>,
    ) -> Result<T, SearchError> {
        let mut writing = self.writing();
        if !self.become_writer(&mut writing) {
            return Err(SearchError::ReadOnly);
        }
        let Writing {
            writer, pending, ..
        } = &mut *writing;
        let result = self.guarded(Doing::Write, || {
            let writer = match writer {
                Some(writer) => writer,
                None => writer.insert(self.new_writer()?),
            };
            work(writer, pending)
        });
        if result.is_err() {
            writing.writer = None;
            writing.pending = 0;
        }
        result
    }

    fn new_writer(&self) -> tantivy::Result<IndexWriter> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(WRITER_MEMORY)
            .build();
        let writer = self.handle.index.writer_with_options(options)?;
        writer.set_merge_policy(Box::new(LogMergePolicy::default()));
        Ok(writer)
    }

    /// Runs what reads or writes files of the index; damage that shows makes the next opening
    /// start anew.
    fn guarded<T>(
        &self,
        doing: Doing,
        work: impl FnOnce() -> tantivy::Result<T>,
    ) -> Result<T, SearchError> {
        let mut failed = None;
        let result = folder::guarded(|| match work() {
            Ok(value) => Ok(Some(value)),
            Err(error) => {
                failed = Some(error);
                Ok(None)
            }
        });
        match (result, failed) {
            (Ok(Some(value)), _) => Ok(value),
            (Ok(None), Some(TantivyError::LockFailure(..))) => Err(SearchError::ReadOnly),
            (Ok(None), Some(error)) if !is_damage(doing, &error) => Err(SearchError::from(error)),
            (Ok(None), error) => {
                Err(self.distrusted(error.map_or_else(String::new, |error| error.to_string())))
            }
            (Err(panic), _) => Err(self.distrusted(panic)),
        }
    }

    fn distrusted(&self, what: String) -> SearchError {
        if let Some(dir) = &self.dir {
            folder::distrust(dir);
        }
        SearchError::Damaged(what)
    }

    /// Indexes a note in place of what there was under its reference. `stamp` is what
    /// [`Index::stamps`] gives back, for example the hash of its file.
    ///
    /// After each 32 MB of text a commit is made of itself, so that memory stays bounded.
    ///
    /// # Errors
    /// [`SearchError::ReadOnly`] where another process writes; [`SearchError::Index`] or
    /// [`SearchError::Damaged`] where writing failed and everything since the last commit is lost.
    pub fn put_note(&self, note: &Note, stamp: &str) -> Result<(), SearchError> {
        let documents = schema::note_documents(&self.fields, note, stamp);
        let sides = note.sides.iter().filter_map(|(_, side)| side.as_ref());
        let bytes = sides
            .map(|side| {
                let blocks = side.if_pressed.iter();
                side.question.len()
                    + side.response.len()
                    + blocks.map(|block| block.text.len()).sum::<usize>()
                    + side.background.len()
                    + side.additional_information.len()
            })
            .sum();
        self.put(HitKind::Note, note.reference.as_str(), documents, bytes)
    }

    /// Indexes a policy's excerpts in place of what there was under its slug; else as
    /// [`Index::put_note`].
    ///
    /// # Errors
    /// As [`Index::put_note`].
    pub fn put_policy(&self, policy: &Policy, stamp: &str) -> Result<(), SearchError> {
        let documents = schema::policy_documents(&self.fields, policy, stamp);
        let sides = policy.sides.iter().filter_map(|(_, side)| side.as_ref());
        let bytes = sides
            .flat_map(|side| &side.excerpts)
            .map(|excerpt| excerpt.text.len())
            .sum();
        self.put(HitKind::Policy, &policy.slug, documents, bytes)
    }

    fn put(
        &self,
        kind: HitKind,
        id: &str,
        documents: Vec<TantivyDocument>,
        bytes: usize,
    ) -> Result<(), SearchError> {
        let term = schema::key_term(&self.fields, kind, id);
        let full = self.write(|writer, pending| {
            let mut operations = vec![UserOperation::Delete(term)];
            operations.extend(documents.into_iter().map(UserOperation::Add));
            writer.run(operations)?;
            // Each document holds its texts twice, for the fields and for the store.
            *pending += 2 * bytes + 1024;
            Ok(*pending > BATCH_BYTES)
        })?;
        if full { self.commit() } else { Ok(()) }
    }

    /// Removes a note by its reference or a policy by its slug; nothing happens where it is not
    /// there.
    ///
    /// # Errors
    /// As [`Index::put_note`].
    pub fn remove(&self, kind: HitKind, id: &str) -> Result<(), SearchError> {
        let term = schema::key_term(&self.fields, kind, id);
        self.write(|writer, _| {
            writer.delete_term(term);
            Ok(())
        })
    }

    /// Removes everything, what was put and not committed too.
    ///
    /// # Errors
    /// As [`Index::put_note`].
    pub fn clear(&self) -> Result<(), SearchError> {
        self.write(|writer, _| writer.delete_query(Box::new(AllQuery)).map(|_| ()))
    }

    /// Makes what was put and removed last and be found.
    ///
    /// # Errors
    /// As [`Index::put_note`]. Where another process writes, its commits are picked up and there
    /// is no error.
    pub fn commit(&self) -> Result<(), SearchError> {
        if self.writing().writer.is_some() {
            self.write(|writer, pending| {
                writer.commit()?;
                *pending = 0;
                Ok(())
            })?;
        }
        self.reload()
    }

    /// Picks up what another process committed.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] where the files cannot be read.
    pub fn reload(&self) -> Result<(), SearchError> {
        self.guarded(Doing::Read, || self.handle.reader.reload())
    }

    /// What is indexed, each with the stamp it was put with: what has another stamp now, or is not
    /// in the list, must be put again.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] where the files cannot be read.
    pub fn stamps(&self) -> Result<BTreeMap<(HitKind, String), String>, SearchError> {
        self.guarded(Doing::Read, || {
            let mut stamps = BTreeMap::new();
            for reader in self.handle.reader.searcher().segment_readers() {
                let Some(entries) = reader.fast_fields().str("entry")? else {
                    continue;
                };
                let mut alive = vec![false; entries.num_terms()];
                for doc in reader.doc_ids_alive() {
                    let ord = entries.ords().first(doc);
                    if let Some(seen) = ord
                        .and_then(|ord| usize::try_from(ord).ok())
                        .and_then(|ord| alive.get_mut(ord))
                    {
                        *seen = true;
                    }
                }
                let mut stream = entries.dictionary().stream()?;
                let mut alive = alive.into_iter();
                while stream.advance() {
                    if alive.next() == Some(true)
                        && let Ok(entry) = std::str::from_utf8(stream.key())
                        && let Some((id, stamp)) = schema::read_entry(entry)
                    {
                        stamps.insert(id, stamp);
                    }
                }
            }
            Ok(stamps)
        })
    }

    /// Answers a query. Any text is a valid one.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] where the files of the index cannot be read: open it again.
    pub fn search(&self, query: &SearchQuery) -> Result<SearchResults, SearchError> {
        self.asking(|asking| asking.search(query))
    }

    /// The notes and excerpts closest to a note (by its reference), a policy (by its slug) or an
    /// excerpt (`slug#anchor`), itself left out; only of one `kind` where one is named; at most
    /// `limit`, 0 meaning the default of 20.
    ///
    /// # Errors
    /// [`SearchError::NotFound`] where nothing indexed has that id; else as [`Index::search`].
    pub fn similar(
        &self,
        id: &str,
        kind: Option<HitKind>,
        limit: usize,
    ) -> Result<SearchResults, SearchError> {
        self.asking(|asking| asking.similar(id, kind, limit))?
            .ok_or_else(|| SearchError::NotFound(id.to_owned()))
    }

    /// Where in open texts the words stand that a search for `query` means: the forms, phrases and
    /// beginnings that its snippets mark. Where the search said what it was `corrected` to, `query`
    /// is that. Each text is read in its own language; its marks are in the place that it has.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn marks(
        &self,
        query: &str,
        texts: &Bilingual<Vec<String>>,
    ) -> Result<Bilingual<Vec<Marks>>, SearchError> {
        self.asking(|asking| asking.marks(query, texts))
    }

    /// The notes and excerpts closest to a passage in `lang`, or, where none is named, in the
    /// language it reads like; else as [`Index::similar`]. A text without telling words is like
    /// nothing.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn similar_to(
        &self,
        text: &str,
        lang: Option<Lang>,
        kind: Option<HitKind>,
        limit: usize,
    ) -> Result<SearchResults, SearchError> {
        self.asking(|asking| asking.similar_to(text, lang, kind, limit))
    }

    fn asking<T>(
        &self,
        ask: impl FnOnce(&Asking<'_>) -> tantivy::Result<T>,
    ) -> Result<T, SearchError> {
        let searcher: Searcher = self.handle.reader.searcher();
        self.guarded(Doing::Read, || {
            ask(&Asking {
                searcher: &searcher,
                fields: &self.fields,
                analyzer: &self.analyzer,
                memory: &self.memory,
            })
        })
    }

    /// How many documents the index holds: a side of a note or of an excerpt each.
    pub fn documents(&self) -> u64 {
        self.handle.reader.searcher().num_docs()
    }

    /// Reads every file of the index and compares it with the sum it was written with. Takes as
    /// long as reading them; opening does it where they are few.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] where one differs: the next opening makes the index anew.
    pub fn verify(&self) -> Result<(), SearchError> {
        folder::sound(&self.handle.index).map_err(|what| self.distrusted(what))
    }
}

/// What is being done with the files of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Read,
    Write,
}

/// Whether an error of tantivy means that the files are not what was written. A write can also
/// fail for want of room, which harms nothing that was committed.
fn is_damage(doing: Doing, error: &TantivyError) -> bool {
    match error {
        TantivyError::DataCorruption(_)
        | TantivyError::OpenReadError(_)
        | TantivyError::OpenDirectoryError(_)
        | TantivyError::IncompatibleIndex(_)
        | TantivyError::InternalError(_) => true,
        TantivyError::IoError(_) => doing == Doing::Read,
        _ => false,
    }
}
#[cfg(test)]
impl Index {
    pub(super) fn trial_learn(&self) -> super::dictionary::Dictionary {
        self.asking(|asking| super::dictionary::Dictionary::learn(asking))
            .unwrap()
    }
}
