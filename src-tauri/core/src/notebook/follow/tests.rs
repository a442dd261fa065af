//! The indexing thread on real temporary folders, against whatever happens beside it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::clock::FixedClock;
use crate::lang::Lang;
use crate::note::Change;
use crate::notebook::{Indexing, Location, NewNote, NoteView, Notebook, SaveNote};
use crate::search::SearchQuery;
use crate::section::Section;
use crate::store::{Watch, atomic_write};

/// How long a claim may take to come true on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

struct Bench {
    _folder: tempfile::TempDir,
    location: Location,
}

/// What was told of the progress, and the thread.
struct Followed {
    notebook: Arc<Notebook>,
    progress: Arc<Mutex<Vec<(usize, usize)>>>,
    _watch: Option<Watch>,
    _indexing: Indexing,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook");
        Notebook::init(&path).unwrap();
        let path = fs::canonicalize(path).unwrap();
        let state = folder.path().join("state");
        Self {
            location: Location::within(&path, &state, &state),
            _folder: folder,
        }
    }

    fn note(&self, reference: &str, word: &str) -> PathBuf {
        let path = self.location.folder.join(format!("qp/{reference}.md"));
        // As another program writes, which does not wait for the disk.
        let mut written = fs::File::create(&path).unwrap();
        written.write_all(file(reference, word).as_bytes()).unwrap();
        path
    }

    fn notes(&self, count: usize) {
        for number in 0..count {
            self.note(&format!("N-{number}"), "common");
        }
    }

    fn open(&self) -> Notebook {
        Notebook::open_as_known(self.location.clone(), clock()).unwrap()
    }

    /// As the window does it.
    fn follow(&self) -> Followed {
        let followed = followed(self.open());
        followed.notebook.look(None).unwrap();
        followed
    }
}

fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::on("2026-11-22".parse().unwrap()))
}

fn followed(notebook: Notebook) -> Followed {
    let notebook = Arc::new(notebook);
    let progress = Arc::new(Mutex::new(Vec::new()));
    let of_thread = Arc::clone(&progress);
    let indexing = notebook
        .keep_indexed(move |done, total| of_thread.lock().unwrap().push((done, total)))
        .unwrap();
    let looker = Arc::downgrade(&notebook);
    let watch = notebook.watch(move |paths| {
        if let Some(notebook) = looker.upgrade() {
            notebook.look(Some(&paths)).unwrap();
        }
    });
    Followed {
        notebook,
        progress,
        _watch: watch.ok(),
        _indexing: indexing,
    }
}

impl Followed {
    fn told(&self) -> Vec<(usize, usize)> {
        self.progress.lock().unwrap().clone()
    }

    fn count(&self, word: &str) -> usize {
        let query = SearchQuery {
            text: format!("\"{word}\""),
            ..SearchQuery::default()
        };
        self.notebook.search(&query).unwrap().total
    }

    fn until(&self, word: &str, count: usize) -> Duration {
        until(word, || self.count(word) == count)
    }

    fn save(&self, view: &NoteView, word: &str) -> NoteView {
        let was = view.note.sides.en.as_ref().unwrap().background.clone();
        let save = SaveNote {
            reference: view.note.reference.clone(),
            base: view.hash.clone(),
            changes: vec![Change::Text {
                lang: Lang::En,
                section: Section::Background,
                was,
                now: word.to_owned(),
            }],
        };
        self.notebook.save_note(&save).unwrap().view
    }
}

fn until(what: &str, mut come_true: impl FnMut() -> bool) -> Duration {
    let started = Instant::now();
    while !come_true() {
        assert!(started.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
    started.elapsed()
}

fn file(reference: &str, word: &str) -> String {
    format!(
        "---\nreference: {reference}\ndate: 2026-11-20\n---\n\n# English\n\n## Background\n\n\
         {word} stands here beside {reference}.\n"
    )
}

fn segments(location: &Location, end: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(location.index()).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|found| found == end))
        .collect()
}

/// Changes one byte in the middle, in place: the file is open.
fn flip(path: &Path) {
    use std::io::{Seek, SeekFrom};
    let bytes = fs::read(path).unwrap();
    let mut file = fs::File::options().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(bytes.len() as u64 / 2)).unwrap();
    file.write_all(&[bytes[bytes.len() / 2] ^ 0x15]).unwrap();
}

#[test]
fn a_save_is_found_while_a_rebuild_is_under_way() {
    let bench = Bench::new();
    bench.notes(1500);
    let followed = bench.follow();
    let note = followed.notebook.create_note(&NewNote::default()).unwrap();
    until("the rebuild begins", || {
        followed.told().iter().any(|(done, _)| *done > 0)
    });
    let mut view = note;
    let mut during = 0;
    for number in 0..3 {
        view = followed.save(&view, &format!("zebra{number}"));
        followed.until(&format!("zebra{number}"), 1);
        during += usize::from(followed.count("common") < 1500);
    }
    assert!(during > 0, "the rebuild was over before anything was saved");
    followed.until("common", 1500);
    let told = followed.told();
    assert_eq!(told.first().map(|(done, _)| *done), Some(0));
    until("the end is told", || {
        followed
            .told()
            .last()
            .is_some_and(|(done, total)| done == total)
    });
    assert!(told.windows(2).all(|two| two[0].0 <= two[1].0), "{told:?}");
}

#[test]
fn the_index_answers_before_anybody_has_looked_at_the_files() {
    let bench = Bench::new();
    bench.notes(40);
    {
        let first = bench.follow();
        first.until("common", 40);
        let Followed {
            notebook,
            _watch: watch,
            _indexing: indexing,
            ..
        } = first;
        drop(watch);
        drop(notebook);
        indexing.join();
    }
    bench.note("N-3", "heron");
    fs::remove_file(bench.location.folder.join("qp/N-4.md")).unwrap();
    let second = followed(bench.open());
    assert_eq!(second.count("common"), 40);
    assert_eq!(second.notebook.items().len(), 40);
    let gone = second.notebook.note(&"N-4".parse().unwrap());
    assert_eq!(
        gone.unwrap_err().code,
        crate::error::ErrorCode::NotFound,
        "a hit whose file is gone cannot be opened"
    );
    second.notebook.look(None).unwrap();
    second.until("heron", 1);
    second.until("common", 38);
}

#[test]
fn what_others_do_is_found_and_so_is_a_save_in_the_middle_of_it() {
    let bench = Bench::new();
    let followed = bench.follow();
    let mut view = followed.notebook.create_note(&NewNote::default()).unwrap();
    bench.notes(1000);
    view = followed.save(&view, "zebra");
    let found = followed.until("zebra", 1);
    followed.until("common", 1000);
    assert!(found < PATIENCE / 2);
    let path = bench.note("N-7", "heron");
    followed.until("heron", 1);
    followed.until("common", 999);
    fs::remove_file(path).unwrap();
    followed.until("heron", 0);
    fs::rename(
        bench.location.folder.join("qp"),
        bench.location.folder.join("away"),
    )
    .unwrap();
    followed.until("common", 0);
    fs::rename(
        bench.location.folder.join("away"),
        bench.location.folder.join("qp"),
    )
    .unwrap();
    followed.until("common", 999);
    assert_eq!(view.note.reference.as_str(), "TBS-2026-QP-11-00001");
}

#[test]
fn a_notebook_whose_index_is_taken_away_or_damaged_is_indexed_anew_behind_the_window() {
    let bench = Bench::new();
    bench.notes(30);
    let followed = bench.follow();
    followed.until("common", 30);
    let mut view = followed.notebook.create_note(&NewNote::default()).unwrap();

    // The persister may still be at it.
    until("the folder is taken away", || {
        let _ = fs::remove_dir_all(bench.location.index());
        !bench.location.index().exists()
    });
    view = followed.save(&view, "zebra");
    followed.until("zebra", 1);
    followed.until("common", 30);
    until("the index lies on disk again", || {
        bench.location.index().join("meta.json").is_file()
    });

    // Damage that a search stumbles over.
    let damaged: Vec<PathBuf> = ["idx", "pos", "term", "store"]
        .iter()
        .flat_map(|end| segments(&bench.location, end))
        .collect();
    for path in &damaged {
        flip(path);
    }
    let before = followed.notebook.shelf.index().unwrap().era();
    assert!(
        followed
            .notebook
            .shelf
            .verify(followed.notebook.clock.today())
            .is_ok()
    );
    assert_ne!(followed.notebook.shelf.index().unwrap().era(), before);
    view = followed.save(&view, "heron");
    followed.until("heron", 1);
    followed.until("common", 30);
    assert_eq!(followed.count("zebra"), 0);
    assert_eq!(view.note.reference.as_str(), "TBS-2026-QP-11-00001");
}

#[test]
fn damage_that_nobody_stumbles_over_is_found_when_the_index_was_not_read_for_a_week() {
    let bench = Bench::new();
    bench.notes(30);
    let verified = bench.location.index().join("qp-verified");
    {
        let followed = bench.follow();
        followed.until("common", 30);
        until("the index is read whole", || verified.is_file());
    }
    assert_eq!(fs::read_to_string(&verified).unwrap(), "2026-11-22");
    let shelf = super::Shelf::new(bench.location.index());
    assert!(!shelf.is_to_be_verified("2026-11-28".parse().unwrap()));
    assert!(shelf.is_to_be_verified("2026-11-29".parse().unwrap()));
    assert!(shelf.is_to_be_verified("2026-11-01".parse().unwrap()));
}

#[test]
fn a_second_program_follows_the_first_and_writes_when_that_one_has_ended() {
    let bench = Bench::new();
    bench.notes(20);
    let first = bench.follow();
    first.until("common", 20);
    let second = bench.follow();
    second.until("common", 20);
    assert!(!second.notebook.shelf.index().unwrap().is_writable());
    // What the second saves, the first indexes; the second finds it there.
    let view = second.notebook.create_note(&NewNote::default()).unwrap();
    let view = second.save(&view, "zebra");
    first.until("zebra", 1);
    second.until("zebra", 1);
    drop(first);
    let view = second.save(&view, "heron");
    second.until("heron", 1);
    assert!(second.notebook.shelf.index().unwrap().is_writable());
    assert_eq!(second.count("zebra"), 0);
    drop(view);
}

#[test]
fn a_folder_that_cannot_take_the_index_is_replaced_by_memory() {
    let bench = Bench::new();
    bench.notes(20);
    fs::create_dir_all(bench.location.cache.clone()).unwrap();
    atomic_write(
        &bench.location.index(),
        b"a file where the folder should be",
    )
    .unwrap();
    let followed = bench.follow();
    followed.until("common", 20);
    let view = followed.notebook.create_note(&NewNote::default()).unwrap();
    followed.save(&view, "zebra");
    followed.until("zebra", 1);
    assert!(!followed.notebook.shelf.index().unwrap().is_persistent());
}

#[test]
fn searches_never_wait_for_the_index_to_be_filled() {
    let bench = Bench::new();
    bench.notes(800);
    let followed = bench.follow();
    let asked = AtomicUsize::new(0);
    let mut slowest = Duration::ZERO;
    let started = Instant::now();
    loop {
        let before = Instant::now();
        let count = followed.count("common");
        slowest = slowest.max(before.elapsed());
        asked.fetch_add(1, Ordering::Relaxed);
        if count == 800 {
            break;
        }
        assert!(started.elapsed() < PATIENCE);
    }
    let filling = started.elapsed();
    assert!(asked.into_inner() > 3, "{filling:?}");
    assert!(slowest < filling, "{slowest:?} of {filling:?}");
}

#[test]
fn an_index_that_is_emptied_is_filled_again_from_the_files() {
    let bench = Bench::new();
    bench.notes(30);
    let notebook = Notebook::open(bench.location.clone(), clock()).unwrap();
    let count = || {
        let query = SearchQuery {
            text: "common".into(),
            ..SearchQuery::default()
        };
        notebook.search(&query).unwrap().total
    };
    assert_eq!(count(), 30);
    assert_eq!(notebook.reindex().unwrap().documents, 30);
    let index = notebook.shelf.index().unwrap();
    assert_eq!(index.documents(), 30);
    assert_eq!(count(), 30);
}
