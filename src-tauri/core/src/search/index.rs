//! The index: what callers fill and ask.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::query::AllQuery;
use tantivy::schema::Schema;
use tantivy::{IndexWriter, Searcher, TantivyDocument, TantivyError};

use super::ask::Asking;
use super::directory::Persister;
use super::folder::{self, Lock, Opened};
use super::place::Place;
use super::queue::{Queue, Queued};
use super::schema::{self, Fields};
use super::stems::Analyzer;
use super::values::Memory;
use super::wordbook::Wordbook;
use super::{HitKind, Marks, SearchError, SearchQuery, SearchResults};
use crate::lang::{Bilingual, Lang};
use crate::note::Note;
use crate::policy::Policy;

/// How much the writer may hold before it writes a segment, in bytes.
const WRITER_MEMORY: usize = 50_000_000;
/// Segments of fewer documents are merged with each other alone, so that a save now and then does
/// not have thousands of documents merged anew.
const SMALL_SEGMENT: u32 = 1_000;

/// The search index of one notebook.
///
/// Anyone may ask at any time, from any thread. What is put is found after [`Index::commit`], and
/// lies on disk a moment later ([`Index::settle`] waits for that).
///
/// One process writes. In a second one the index is there to read: it follows what the first has
/// brought to disk, and becomes writable when the first has ended.
///
/// Whatever happens to its folder, there is an index: one that turns out to be damaged is made anew
/// by [`Index::renew`], and [`Index::era`] tells that what it held is gone.
pub struct Index {
    schema: Schema,
    fields: Fields,
    analyzer: Analyzer,
    memory: Memory,
    pub(super) wordbook: Wordbook,
    place: RwLock<Arc<Place>>,
    queue: Queue,
    writing: Mutex<Writing>,
}

/// What a process has that writes. The order is that of letting go: nobody else may write before
/// everything is on disk.
#[derive(Default)]
struct Writing {
    writer: Option<IndexWriter<Queued>>,
    persister: Option<Persister>,
    /// `None` while another process has it, and in memory.
    lock: Option<Lock>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index")
            .field("dir", &self.place().dir)
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
        let (place, lock, opened) = Place::find(dir, None, &schema, 0)?;
        Ok((Self::new(schema, fields, place, lock), opened))
    }

    /// An empty index in memory.
    ///
    /// # Errors
    /// [`SearchError::Index`] where it cannot be made.
    pub fn in_memory() -> Result<Self, SearchError> {
        let (schema, fields) = schema::schema();
        let place = Place::in_memory(&schema, 0)?;
        Ok(Self::new(schema, fields, place, None))
    }

    fn new(schema: Schema, fields: Fields, place: Place, lock: Option<Lock>) -> Self {
        Self {
            schema,
            fields,
            analyzer: Analyzer::new(),
            memory: Memory::default(),
            wordbook: Wordbook::new(place.dir.as_deref()),
            place: RwLock::new(Arc::new(place)),
            queue: Queue::default(),
            writing: Mutex::new(Writing {
                lock,
                ..Writing::default()
            }),
        }
    }

    /// Whether this process may write, or may now because the one that did has ended.
    pub fn is_writable(&self) -> bool {
        self.become_writer(&mut self.writing()).unwrap_or(false)
    }

    /// Whether the index lies in a folder, not in memory.
    pub fn is_persistent(&self) -> bool {
        self.place().dir.is_some()
    }

    /// Another number each time the index was made anew or taken over from another process: what
    /// it holds must be compared with the files again.
    pub fn era(&self) -> u64 {
        self.place().era
    }

    /// Opens the index again, in place, after [`SearchError::Damaged`]: what is damaged is thrown
    /// away. Nothing happens where somebody has done so since `era`.
    ///
    /// # Errors
    /// As [`Index::open`].
    pub fn renew(&self, era: u64) -> Result<(), SearchError> {
        self.replace(era, |dir| match dir {
            Some(dir) => {
                let found = Place::find(dir, None, &self.schema, era + 1)?;
                Ok((found.0, found.1))
            }
            None => Ok((self.memory(era + 1)?, None)),
        })
    }

    /// Goes on in memory, with an empty index, because the folder takes nothing more. Nothing
    /// happens where the index was made anew since `era`.
    ///
    /// # Errors
    /// [`SearchError::Index`] where not even an index in memory can be made.
    pub fn retreat(&self, era: u64) -> Result<(), SearchError> {
        self.replace(era, |_| Ok((self.memory(era + 1)?, None)))
    }

    fn memory(&self, era: u64) -> Result<Place, SearchError> {
        Place::in_memory(&self.schema, era)
    }

    fn replace(
        &self,
        era: u64,
        find: impl FnOnce(Option<&PathBuf>) -> Result<(Place, Option<Lock>), SearchError>,
    ) -> Result<(), SearchError> {
        let mut writing = self.writing();
        let place = self.place();
        if place.era != era {
            return Ok(());
        }
        *writing = Writing::default();
        let (place, lock) = find(place.dir.as_ref())?;
        writing.lock = lock;
        self.move_to(place);
        Ok(())
    }

    fn place(&self) -> Arc<Place> {
        Arc::clone(&self.place.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn move_to(&self, place: Place) {
        *self.place.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(place);
    }

    fn writing(&self) -> MutexGuard<'_, Writing> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn become_writer(&self, writing: &mut Writing) -> Result<bool, SearchError> {
        let place = self.place();
        let Some(dir) = &place.dir else {
            return Ok(true);
        };
        if writing.lock.is_none()
            && let Ok(lock @ Lock::Held(_)) = folder::lock(dir)
        {
            // What it left, and what lies there now, must be looked at by who writes.
            let era = place.era + 1;
            let (place, lock, _) = Place::find(dir, Some(lock), &self.schema, era)?;
            let is_on_disk = place.dir.is_some();
            writing.lock = lock;
            self.move_to(place);
            return Ok(!is_on_disk || writing.lock.is_some());
        }
        Ok(writing.lock.is_some())
    }

    /// Does something with the writer, which is made when it is first needed. After an error it is
    /// given up: what was not committed is lost, and the next write starts from the last commit.
    fn write<T>(
        &self,
        work: impl FnOnce(&mut IndexWriter<Queued>) -> tantivy::Result<T>,
    ) -> Result<T, SearchError> {
        let mut writing = self.writing();
        if !self.become_writer(&mut writing)? {
            return Err(SearchError::ReadOnly);
        }
        let place = self.place();
        let Writing {
            writer, persister, ..
        } = &mut *writing;
        let result = Self::guarded(&place, Doing::Write, || {
            if let Some(directory) = &place.handle.directory
                && persister.is_none()
            {
                *persister = Some(Persister::start(directory.clone())?);
            }
            let writer = match writer {
                Some(writer) => writer,
                None => writer.insert(new_writer(&place)?),
            };
            work(writer)
        });
        if result.is_err() {
            writing.writer = None;
            if let Some(dir) = &place.dir
                && !folder::is_current(dir)
            {
                return Err(SearchError::Damaged("its folder was taken away".to_owned()));
            }
        }
        result
    }

    /// Runs what reads or writes files of the index; damage that shows makes the next opening
    /// start anew.
    fn guarded<T>(
        place: &Place,
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
                Err(place.distrusted(error.map_or_else(String::new, |error| error.to_string())))
            }
            (Err(panic), _) => Err(place.distrusted(panic)),
        }
    }

    /// Indexes a note in place of what there was under its reference. `stamp` is what
    /// [`Index::stamps`] gives back, for example the hash of its file.
    ///
    /// Waits where more than a megabyte of text is still to be indexed, so memory stays bounded.
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
        // Each document holds its texts twice, for the fields and for the store.
        let documents = self.queue.admit(documents, 2 * bytes + 1024);
        self.write(|writer| {
            let mut operations = vec![UserOperation::Delete(term)];
            operations.extend(documents.into_iter().map(UserOperation::Add));
            writer.run(operations).map(|_| ())
        })?;
        self.wordbook.count_change();
        Ok(())
    }

    /// Removes a note by its reference or a policy by its slug; nothing happens where it is not
    /// there.
    ///
    /// # Errors
    /// As [`Index::put_note`].
    pub fn remove(&self, kind: HitKind, id: &str) -> Result<(), SearchError> {
        let term = schema::key_term(&self.fields, kind, id);
        self.write(|writer| {
            writer.delete_term(term);
            Ok(())
        })
    }

    /// Removes everything, what was put and not committed too.
    ///
    /// # Errors
    /// As [`Index::put_note`].
    pub fn clear(&self) -> Result<(), SearchError> {
        self.write(|writer| writer.delete_query(Box::new(AllQuery)).map(|_| ()))
    }

    /// Makes what was put and removed be found. It lasts from a moment later on: a process that is
    /// killed before loses it, and nothing else.
    ///
    /// # Errors
    /// As [`Index::put_note`]. Where another process writes, its commits are picked up and there
    /// is no error.
    pub fn commit(&self) -> Result<(), SearchError> {
        if self.writing().writer.is_some() {
            self.write(|writer| writer.commit().map(|_| ()))?;
        }
        self.reload()
    }

    /// Waits until what was committed lies on disk. Letting go of the index does so too.
    ///
    /// # Errors
    /// [`SearchError::Index`] where it cannot be written.
    pub fn settle(&self) -> Result<(), SearchError> {
        match &self.place().handle.directory {
            Some(directory) => directory
                .persist()
                .map_err(|error| SearchError::Index(TantivyError::from(error))),
            None => Ok(()),
        }
    }

    /// Reads what another process has brought to disk since, and tells whether there was anything.
    /// A question does so of itself.
    pub fn follow(&self) -> bool {
        self.place().follow_disk()
    }

    /// Picks up what another process brought to disk. A question does so of itself.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] where the files cannot be read.
    pub fn reload(&self) -> Result<(), SearchError> {
        let place = self.place();
        Self::guarded(&place, Doing::Read, || place.handle.reader.reload())
    }

    /// What is indexed, each with the stamp it was put with: what has another stamp now, or is not
    /// in the list, must be put again.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] where the files cannot be read.
    pub fn stamps(&self) -> Result<BTreeMap<(HitKind, String), String>, SearchError> {
        let place = self.place();
        Self::guarded(&place, Doing::Read, || {
            let mut stamps = BTreeMap::new();
            for reader in place.handle.reader.searcher().segment_readers() {
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

    /// Where in open texts the words stand that a search for `query` means: the forms, phrases,
    /// beginnings and synonyms that its snippets mark; where the texts have none of them, their
    /// translations. Where the search said what it was `corrected` to, `query` is that. Each text
    /// is read in its own language; its marks are in the place that it has.
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

    /// Reads what the first questions would otherwise wait for; a second of processor time where
    /// there are 100,000 notes, nothing where it was done.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn prepare(&self) -> Result<(), SearchError> {
        self.asking(|asking| {
            asking.memory.of(asking.searcher)?;
            let beginnings = &asking.memory.beginnings;
            beginnings.prepare(asking.searcher, asking.fields)
        })
    }

    pub(super) fn asking<T>(
        &self,
        ask: impl FnOnce(&Asking<'_>) -> tantivy::Result<T>,
    ) -> Result<T, SearchError> {
        let place = self.place();
        place.follow_disk();
        let searcher: Searcher = place.handle.reader.searcher();
        let (synonyms, dictionary) = (
            self.wordbook.synonyms(),
            self.wordbook.dictionary(&self.analyzer),
        );
        Self::guarded(&place, Doing::Read, || {
            ask(&Asking {
                searcher: &searcher,
                fields: &self.fields,
                analyzer: &self.analyzer,
                memory: &self.memory,
                synonyms: &synonyms,
                dictionary: &dictionary,
            })
        })
    }

    /// How many documents the index holds: a side of a note or of an excerpt each.
    pub fn documents(&self) -> u64 {
        self.place().handle.reader.searcher().num_docs()
    }

    /// Reads every file of the index and compares it with the sum it was written with. Takes as
    /// long as reading them; opening does it where they are few.
    ///
    /// # Errors
    /// [`SearchError::Damaged`] where one differs: the next opening makes the index anew.
    pub fn verify(&self) -> Result<(), SearchError> {
        let place = self.place();
        folder::sound(&place.handle.index).map_err(|what| place.distrusted(what))
    }
}

fn new_writer(place: &Place) -> tantivy::Result<IndexWriter<Queued>> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .num_merge_threads(1)
        .memory_budget_per_thread(WRITER_MEMORY)
        .build();
    let writer = place.handle.index.writer_with_options(options)?;
    let mut merging = LogMergePolicy::default();
    merging.set_min_layer_size(SMALL_SEGMENT);
    writer.set_merge_policy(Box::new(merging));
    Ok(writer)
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
