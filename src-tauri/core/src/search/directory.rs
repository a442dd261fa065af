//! The folder of the index as tantivy writes to it: a commit is visible at once and lasts a moment later.
//!
//! Tantivy syncs each new file, and a commit has about eighteen of them: a hundred milliseconds on a
//! good disk. Here new files are written without a sync, and the list of segments (`meta.json`) is
//! kept in memory and read from there. [`WriteBehind::persist`] does the rest when nobody waits: it
//! syncs the new files, replaces `meta.json` on disk, and only then removes the files that the older
//! list still named. So what lies on disk is at any moment one whole commit, if not the newest; a
//! program killed at any moment, or another one that reads, finds that one. What a killed program
//! leaves over is removed by the next that writes ([`WriteBehind::sweep`]).

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory,
    TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

/// The list of segments: a commit.
pub(super) const META: &str = "meta.json";
/// The list of files. It is never written: what lies in the folder is the list.
pub(super) const MANAGED: &str = ".managed.json";
/// The list of segments while it is written.
pub(super) const NEW_META: &str = "qp-meta.new";
/// How long the persister waits after a commit for more of them.
const GATHERING: Duration = Duration::from_millis(500);
/// The ends of the names of tantivy's files.
const EXTENSIONS: [&str; 8] = [
    "idx",
    "pos",
    "term",
    "store",
    "temp",
    "fast",
    "fieldnorm",
    "del",
];

/// A folder whose commits are visible at once and are made to last by [`WriteBehind::persist`].
#[derive(Clone)]
pub(super) struct WriteBehind(Arc<Inner>);

struct Inner {
    root: PathBuf,
    files: MmapDirectory,
    behind: Mutex<Behind>,
    /// Told of a new commit, and of the end.
    changed: Condvar,
    /// Held while what is behind is written.
    persisting: Mutex<()>,
}

/// How far the disk is behind.
#[derive(Default)]
struct Behind {
    /// The newest commit, from the first one of this process on.
    meta: Option<Arc<[u8]>>,
    /// Whether the disk still has an older one.
    is_new: bool,
    /// Whole files that are not synced yet. No list of segments on disk names them.
    unsynced: BTreeSet<PathBuf>,
    /// Files that the newest commit does without, but the one on disk may name.
    dead: BTreeSet<PathBuf>,
    /// Whether the last try failed: the next is made after the next commit.
    failed: bool,
    /// Whether the persister is to end.
    ended: bool,
}

impl Inner {
    fn behind(&self) -> MutexGuard<'_, Behind> {
        self.behind.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for WriteBehind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("WriteBehind").field(&self.0.root).finish()
    }
}

impl WriteBehind {
    /// The folder `root`, which must be there.
    pub(super) fn open(root: &Path) -> tantivy::Result<Self> {
        Ok(Self(Arc::new(Inner {
            root: root.to_owned(),
            files: MmapDirectory::open(root)?,
            behind: Mutex::default(),
            changed: Condvar::new(),
            persisting: Mutex::default(),
        })))
    }

    /// Makes the newest commit last: when this has returned, the disk has it.
    ///
    /// # Errors
    /// Any of the file system. The disk then has the commit that it had, or the newest, and the
    /// next call tries again.
    pub(super) fn persist(&self) -> io::Result<()> {
        let inner = &*self.0;
        let _one = inner
            .persisting
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let (meta, unsynced, dead) = {
            let mut behind = inner.behind();
            let meta = behind.meta.clone().filter(|_| behind.is_new);
            let unsynced = match &meta {
                Some(_) => std::mem::take(&mut behind.unsynced),
                None => BTreeSet::new(),
            };
            behind.is_new = false;
            (meta, unsynced, std::mem::take(&mut behind.dead))
        };
        // From here on a file of `unsynced` that is no longer needed becomes one of `dead`: the
        // list that is being written may name it.
        let written = meta
            .as_ref()
            .map_or(Ok(()), |meta| self.write_commit(meta, &unsynced));
        if let Err(error) = written {
            let mut behind = inner.behind();
            behind.is_new = true;
            behind.failed = true;
            let unsynced: Vec<_> = unsynced.difference(&behind.dead).cloned().collect();
            behind.unsynced.extend(unsynced);
            behind.dead.extend(dead);
            return Err(error);
        }
        if dead.is_empty() {
            return Ok(());
        }
        // Whoever is just opening the older commit holds this lock until all its files are open.
        if let Err(error) = inner.files.acquire_lock(&META_LOCK) {
            inner.behind().dead.extend(dead);
            return Err(io::Error::other(error.to_string()));
        }
        let kept = dead.into_iter().filter(|path| {
            // Windows removes no file that is being read: then it is tried again.
            let removed = fs::remove_file(inner.root.join(path));
            removed.is_err_and(|error| error.kind() != io::ErrorKind::NotFound)
        });
        let kept: Vec<_> = kept.collect();
        inner.behind().dead.extend(kept);
        Ok(())
    }

    fn write_commit(&self, meta: &[u8], unsynced: &BTreeSet<PathBuf>) -> io::Result<()> {
        let root = &self.0.root;
        for path in unsynced {
            File::options()
                .write(true)
                .open(root.join(path))?
                .sync_data()?;
        }
        self.sync_folder();
        let new = root.join(NEW_META);
        let mut file = File::create(&new)?;
        file.write_all(meta)?;
        file.sync_data()?;
        drop(file);
        fs::rename(&new, root.join(META))?;
        self.sync_folder();
        Ok(())
    }

    /// Not every file system can sync a folder; the files are in place all the same.
    fn sync_folder(&self) {
        if let Err(error) = self.0.files.sync_directory() {
            tracing::debug!(%error, "the folder of the index could not be synced");
        }
    }

    /// Removes the files that are neither `living` nor this process's own: what a killed program
    /// left. Only for who may write, and before it does.
    pub(super) fn sweep(&self, living: &HashSet<PathBuf>) -> io::Result<()> {
        for path in segment_files(&self.0.root)? {
            if !living.contains(&path) {
                // What cannot be removed now does no harm.
                let _ = fs::remove_file(self.0.root.join(path));
            }
        }
        Ok(())
    }
}

/// The names of tantivy's files in a folder, without the lists.
pub(super) fn segment_files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let name = entry?.file_name();
        let is_segment = name
            .to_str()
            .and_then(|name| name.split_once('.'))
            .is_some_and(|(id, rest)| {
                let end = rest.rsplit('.').next().unwrap_or_default();
                id.len() == 32
                    && id.bytes().all(|byte| byte.is_ascii_hexdigit())
                    && EXTENSIONS.contains(&end)
            });
        if is_segment {
            files.push(PathBuf::from(name));
        }
    }
    Ok(files)
}

/// A file that is being written.
struct Growing {
    file: File,
    path: PathBuf,
    inner: Arc<Inner>,
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Growing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.inner.behind().unsynced.insert(self.path.clone());
        Ok(())
    }
}

impl Directory for WriteBehind {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let mut behind = self.0.behind();
        if behind.unsynced.remove(path) {
            drop(behind);
            return self.0.files.delete(path);
        }
        behind.dead.insert(path.to_owned());
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        let behind = self.0.behind();
        if path == Path::new(META) && behind.meta.is_some() {
            return Ok(true);
        }
        if behind.dead.contains(path) {
            return Ok(false);
        }
        self.0.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let failed = |error| OpenWriteError::wrap_io_error(error, path.to_owned());
        let full = self.0.root.join(path);
        let create = || File::options().write(true).create_new(true).open(&full);
        let file = match create() {
            // A commit that failed half-way has left its list of removed documents; the next one
            // has the same number, and so the same name for its own.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                fs::remove_file(&full).map_err(failed)?;
                let mut behind = self.0.behind();
                behind.unsynced.remove(path);
                behind.dead.remove(path);
                drop(behind);
                create()
            }
            created => created,
        };
        Ok(BufWriter::new(Box::new(Growing {
            file: file.map_err(failed)?,
            path: path.to_owned(),
            inner: Arc::clone(&self.0),
        })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        if path == Path::new(MANAGED) {
            let failed = |error| OpenReadError::wrap_io_error(error, path.to_owned());
            let files = segment_files(&self.0.root).map_err(failed)?;
            return serde_json::to_vec(&files).map_err(|error| failed(io::Error::from(error)));
        }
        if path == Path::new(META)
            && let Some(meta) = &self.0.behind().meta
        {
            return Ok(meta.to_vec());
        }
        self.0.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if path == Path::new(MANAGED) {
            return Ok(());
        }
        if path != Path::new(META) {
            return self.0.files.atomic_write(path, bytes);
        }
        let mut behind = self.0.behind();
        behind.meta = Some(bytes.into());
        behind.is_new = true;
        behind.failed = false;
        self.0.changed.notify_all();
        Ok(())
    }

    /// Does nothing: [`WriteBehind::persist`] does it.
    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        self.0.files.acquire_lock(lock)
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.files.watch(callback)
    }
}

/// The thread that makes commits last. At its end everything is on disk.
pub(super) struct Persister {
    directory: WriteBehind,
    thread: Option<JoinHandle<()>>,
}

impl Persister {
    /// Starts it.
    pub(super) fn start(directory: WriteBehind) -> io::Result<Self> {
        directory.0.behind().ended = false;
        let of_thread = directory.clone();
        let thread = thread::Builder::new()
            .name("index-persister".to_owned())
            .spawn(move || follow(&of_thread))?;
        Ok(Self {
            directory,
            thread: Some(thread),
        })
    }
}

impl Drop for Persister {
    fn drop(&mut self) {
        self.directory.0.behind().ended = true;
        self.directory.0.changed.notify_all();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the persister of the index ended with a panic");
        }
        persist(&self.directory);
    }
}

fn persist(directory: &WriteBehind) {
    if let Err(error) = directory.persist() {
        tracing::warn!(%error, "the index on disk stays behind");
    }
}

fn follow(directory: &WriteBehind) {
    let inner = &*directory.0;
    loop {
        let idle = |behind: &mut Behind| !behind.ended && (!behind.is_new || behind.failed);
        let behind = inner.changed.wait_while(inner.behind(), idle);
        let behind = behind.unwrap_or_else(PoisonError::into_inner);
        let gathering = inner
            .changed
            .wait_timeout_while(behind, GATHERING, |behind| !behind.ended);
        let (behind, _) = gathering.unwrap_or_else(PoisonError::into_inner);
        if behind.ended {
            return;
        }
        drop(behind);
        persist(directory);
    }
}

#[cfg(test)]
mod tests {
    use tantivy::indexer::NoMergePolicy;
    use tantivy::schema::{Field, INDEXED, STORED, Schema};
    use tantivy::{Index, IndexSettings, IndexWriter, TantivyDocument, Term};

    use super::*;

    struct Bench {
        dir: tempfile::TempDir,
        directory: WriteBehind,
        writer: IndexWriter,
        field: Field,
    }

    fn bench() -> Bench {
        let dir = tempfile::tempdir().unwrap();
        let mut schema = Schema::builder();
        let field = schema.add_u64_field("number", INDEXED | STORED);
        let directory = WriteBehind::open(dir.path()).unwrap();
        let index =
            Index::create(directory.clone(), schema.build(), IndexSettings::default()).unwrap();
        directory.persist().unwrap();
        let writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.set_merge_policy(Box::new(NoMergePolicy));
        Bench {
            dir,
            directory,
            writer,
            field,
        }
    }

    impl Bench {
        fn put(&mut self, number: u64) {
            let mut document = TantivyDocument::new();
            document.add_u64(self.field, number);
            self.writer.add_document(document).unwrap();
            self.writer.commit().unwrap();
        }

        fn remove(&mut self, number: u64) {
            let term = Term::from_field_u64(self.field, number);
            self.writer.delete_term(term);
            self.writer.commit().unwrap();
        }

        fn merge(&mut self) {
            let segments = self.writer.index().searchable_segment_ids().unwrap();
            self.writer.merge(&segments).wait().unwrap();
        }

        /// How many documents this process sees.
        fn seen(&self) -> u64 {
            documents(self.writer.index())
        }

        /// How many documents another process finds on disk, whose every file must be sound.
        fn on_disk(&self) -> u64 {
            let index = Index::open(WriteBehind::open(self.dir.path()).unwrap()).unwrap();
            assert!(index.validate_checksum().unwrap().is_empty());
            documents(&index)
        }

        fn files(&self) -> usize {
            segment_files(self.dir.path()).unwrap().len()
        }
    }

    fn documents(index: &Index) -> u64 {
        index.reader().unwrap().searcher().num_docs()
    }

    #[test]
    fn a_commit_is_seen_at_once_and_on_disk_after_it_was_persisted() {
        let mut bench = bench();
        bench.put(1);
        assert_eq!((bench.seen(), bench.on_disk()), (1, 0));
        bench.put(2);
        bench.directory.persist().unwrap();
        assert_eq!((bench.seen(), bench.on_disk()), (2, 2));
        bench.remove(1);
        assert_eq!((bench.seen(), bench.on_disk()), (1, 2));
        bench.directory.persist().unwrap();
        assert_eq!((bench.seen(), bench.on_disk()), (1, 1));
    }

    #[test]
    fn what_the_older_commit_needs_stays_until_the_newer_is_on_disk() {
        let mut bench = bench();
        (0..4).for_each(|number| bench.put(number));
        bench.directory.persist().unwrap();
        let before = bench.files();
        bench.merge();
        assert_eq!((bench.seen(), bench.on_disk()), (4, 4));
        assert!(
            bench.files() > before,
            "the old files are there beside the new"
        );
        bench.directory.persist().unwrap();
        assert_eq!((bench.seen(), bench.on_disk()), (4, 4));
        assert_eq!(bench.files(), before / 4);
    }

    #[test]
    fn what_no_commit_on_disk_ever_needed_is_removed_at_once() {
        let mut bench = bench();
        bench.put(1);
        bench.put(2);
        let before = bench.files();
        bench.merge();
        assert_eq!(bench.files(), before / 2);
        assert_eq!((bench.seen(), bench.on_disk()), (2, 0));
        bench.directory.persist().unwrap();
        assert_eq!(bench.on_disk(), 2);
    }

    #[test]
    fn a_failed_persist_leaves_the_older_commit_and_is_made_up_for() {
        let mut bench = bench();
        bench.put(1);
        bench.directory.persist().unwrap();
        bench.put(2);
        // Nothing can take the place of a folder that holds something.
        let meta = bench.dir.path().join(META);
        let aside = bench.dir.path().join("aside");
        fs::rename(&meta, &aside).unwrap();
        fs::create_dir(&meta).unwrap();
        File::create(meta.join("in the way")).unwrap();
        bench.merge();
        assert!(bench.directory.persist().is_err());
        fs::remove_dir_all(&meta).unwrap();
        fs::rename(&aside, &meta).unwrap();
        assert_eq!((bench.seen(), bench.on_disk()), (2, 1));
        bench.put(3);
        bench.directory.persist().unwrap();
        assert_eq!((bench.seen(), bench.on_disk()), (3, 3));
    }

    #[test]
    fn the_end_of_the_persister_brings_the_newest_to_disk() {
        let mut bench = bench();
        let persister = Persister::start(bench.directory.clone()).unwrap();
        (0..5).for_each(|number| bench.put(number));
        drop(persister);
        assert_eq!(bench.on_disk(), 5);
    }

    #[test]
    fn what_a_killed_program_left_is_swept_and_nothing_else() {
        let mut bench = bench();
        bench.put(1);
        bench.directory.persist().unwrap();
        bench.put(2);
        let next = WriteBehind::open(bench.dir.path()).unwrap();
        let index = Index::open(next.clone()).unwrap();
        let living = index.load_metas().unwrap().list_segment_files();
        File::create(bench.dir.path().join("somebody's.idx")).unwrap();
        next.sweep(&living).unwrap();
        assert_eq!(bench.on_disk(), 1);
        assert!(bench.files() < 2 * living.len());
        let files = segment_files(bench.dir.path()).unwrap();
        assert!(files.iter().all(|file| living.contains(file)));
        assert!(bench.dir.path().join("somebody's.idx").exists());
    }
}
