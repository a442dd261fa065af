//! A program killed while it indexes leaves an index that answers and is continued, not begun again;
//! and of two programs on one notebook one writes the index and the other follows it.
//!
//! The window's indexing is played by this test itself, started again: it opens the notebook as the
//! window does and follows it. The terminal's is `qp reindex`.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use qp_core::clock::SystemClock;
use qp_core::notebook::{Location, Notebook};
use qp_core::search::{Index, Opened, SearchQuery};
use qp_tests::product;

/// How many notes the notebook has: more than a fast machine indexes in a second.
const NOTES: usize = 4000;

/// How often a program is killed, at most: it ends when everything is indexed before.
const KILLS: u32 = 12;

/// How long a claim may take to come true on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// The variable that makes this program the one that indexes: the folder of everything.
const FOLDER: &str = "QP_TEST_INDEX_IN";

#[test]
fn a_killed_window_goes_on_indexing_where_it_was() {
    let bench = Bench::new();
    killed_again_and_again(&bench, Bench::window);
}

#[test]
fn a_killed_reindex_is_continued_by_the_next_program() {
    let bench = Bench::new();
    let mut begun = false;
    killed_again_and_again(&bench, |bench| {
        // The first rebuild begins from nothing; a search then goes on with what is left to do.
        let command = if begun { "search" } else { "reindex" };
        begun = true;
        let mut qp = bench.qp();
        qp.arg(command);
        if command == "search" {
            qp.arg("common");
        }
        Running(qp.stdout(Stdio::null()).spawn().expect("qp starts"))
    });
}

/// Kills what `start` starts, at random moments once it has indexed something, until everything is
/// indexed; each time the index must open, and hold no less than before.
fn killed_again_and_again(bench: &Bench, mut start: impl FnMut(&Bench) -> Running) {
    let mut random = 2026;
    let mut indexed = 0;
    let mut in_the_middle = 0;
    for kill in 0..KILLS {
        let before = bench.commit();
        let mut child = start(bench);
        // Each lives to bring something to disk, however busy the machine is.
        until("something is indexed", || {
            bench.commit() != before || child.0.try_wait().expect("a child").is_some()
        });
        thread::sleep(Duration::from_millis(next(&mut random) % 1_000));
        child.kill();
        let (index, opened) = Index::open(&bench.location().index()).expect("an index");
        assert_eq!(opened, Opened::Ready, "kill {kill}");
        index.verify().expect("a sound index");
        let stamps = index.stamps().expect("the stamps").len();
        assert!(
            stamps >= indexed,
            "kill {kill}: {indexed} notes were indexed, and {stamps} are left"
        );
        in_the_middle += u32::from(stamps > 0 && stamps < NOTES);
        indexed = stamps;
        if indexed == NOTES {
            break;
        }
    }
    assert!(
        in_the_middle > 0,
        "no kill came in the middle: nothing was tried"
    );
    let found = bench.qp().args(["search", "common"]).output();
    let found: serde_json::Value =
        serde_json::from_slice(&found.expect("qp ends").stdout).expect("JSON");
    assert_eq!(found["total"], NOTES);
}

#[test]
fn a_second_program_reads_what_the_first_indexes_and_takes_over_when_it_is_killed() {
    let bench = Bench::new();
    let mut first = bench.window();
    let mut out = BufReader::new(first.0.stdout.take().expect("its output"));
    line(&mut out, &format!("all {NOTES}"));

    // A terminal beside the window: it reads, and cannot rebuild.
    let beside = bench.qp().args(["search", "common"]).output();
    let beside: serde_json::Value =
        serde_json::from_slice(&beside.expect("qp ends").stdout).expect("JSON");
    assert_eq!(beside["total"], NOTES);
    let refused = bench.qp().arg("reindex").output().expect("qp ends");
    assert_eq!(refused.status.code(), Some(1));

    let notebook = bench.open();
    let indexing = notebook.keep_indexed(|_, _| {}).expect("a thread");
    notebook.look(None).expect("a look");
    let count = |word: &str| {
        let query = SearchQuery {
            text: word.to_owned(),
            ..SearchQuery::default()
        };
        notebook.search(&query).expect("an answer").total
    };
    until("the second reads", || count("common") == NOTES);
    // The first sees the change and indexes it; the second finds it without doing anything.
    bench.note("N-5", "zebra");
    until("the second follows", || count("zebra") == 1);
    first.kill();
    bench.note("N-6", "heron");
    notebook.look(None).expect("a look");
    until("the second has taken over", || count("heron") == 1);
    assert_eq!(count("common"), NOTES - 2);
    drop(notebook);
    indexing.join();
}

/// A limit on the length of files makes writing fail as a full disk does.
#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_keeps_nobody_from_an_answer() {
    let bench = Bench::new();
    let qp = bench.qp();
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "sh"])
        .arg(qp.get_program())
        .args(qp.get_args())
        .args(["search", "common"]);
    for (name, value) in qp.get_envs() {
        limited.env(name, value.expect("a value"));
    }
    let found = limited.output().expect("qp ends").stdout;
    let found: serde_json::Value = serde_json::from_slice(&found).expect("JSON");
    assert_eq!(found["total"], NOTES);
    let (index, opened) = Index::open(&bench.location().index()).expect("an index");
    assert_eq!(opened, Opened::Ready, "what did fit is whole");
    let stamps = index.stamps().expect("the stamps").len();
    assert!(stamps < NOTES, "everything did fit: nothing was tried");
}

/// Not a test: the program that the ones above kill. It follows a notebook as the window does.
#[test]
#[ignore = "started by the tests above, to be killed"]
fn indexes_until_killed() {
    if std::env::var_os(FOLDER).is_none() {
        return;
    }
    let bench = Bench::of(PathBuf::from(std::env::var_os(FOLDER).expect("a folder")));
    let notebook = Arc::new(bench.open());
    let looker = Arc::downgrade(&notebook);
    let _watch = notebook.watch(move |paths| {
        if let Some(notebook) = looker.upgrade() {
            notebook.look(Some(&paths)).expect("a look");
        }
    });
    let _indexing = notebook.keep_indexed(|done, total| {
        if done == total {
            let mut out = std::io::stdout().lock();
            // Whoever has killed us listens no more.
            let _ = writeln!(out, "\nall {total}");
        }
    });
    notebook.look(None).expect("a look");
    loop {
        thread::park();
    }
}

/// A program that ends with the test, however that ends.
struct Running(Child);

impl Running {
    fn kill(&mut self) {
        self.0.kill().expect("it is killed");
        self.0.wait().expect("it has ended");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

struct Bench {
    folder: PathBuf,
    _owned: Option<tempfile::TempDir>,
}

impl Bench {
    /// A notebook of many notes.
    fn new() -> Self {
        let owned = tempfile::tempdir().expect("a temporary folder");
        let bench = Self {
            folder: owned.path().to_owned(),
            _owned: Some(owned),
        };
        Notebook::init(&bench.notebook()).expect("a notebook");
        for number in 0..NOTES {
            bench.note(&format!("N-{number}"), "common");
        }
        bench
    }

    fn of(folder: PathBuf) -> Self {
        Self {
            folder,
            _owned: None,
        }
    }

    fn notebook(&self) -> PathBuf {
        let folder = fs::canonicalize(&self.folder).expect("the folder");
        folder.join("notebook")
    }

    /// Where `qp` with [`Bench::qp`]'s environment puts the index.
    fn location(&self) -> Location {
        let state = |name: &str| self.folder.join(name).join("qp-notes");
        Location::within(&self.notebook(), &state("cache"), &state("data"))
    }

    /// The commit that lies on disk.
    fn commit(&self) -> Option<Vec<u8>> {
        fs::read(self.location().index().join("meta.json")).ok()
    }

    fn open(&self) -> Notebook {
        Notebook::open_as_known(self.location(), Arc::new(SystemClock)).expect("the notebook opens")
    }

    fn note(&self, reference: &str, word: &str) {
        let path = self.notebook().join(format!("qp/{reference}.md"));
        let words: Vec<String> = (0..400).map(|word| format!("word{word}")).collect();
        let text = format!(
            "---\nreference: {reference}\ndate: 2026-11-20\n---\n\n# English\n\n## Background\n\n\
             {word} {}\n",
            words.join(" ")
        );
        let mut file = fs::File::create(path).expect("a note");
        file.write_all(text.as_bytes()).expect("a note");
    }

    fn qp(&self) -> Command {
        let mut qp = Command::new(product::program("qp").expect("qp is built"));
        qp.args(["--json", "--notebook"])
            .arg(self.notebook())
            .env("HOME", &self.folder)
            .env("XDG_CACHE_HOME", self.folder.join("cache"))
            .env("XDG_DATA_HOME", self.folder.join("data"));
        qp
    }

    fn window(&self) -> Running {
        let started = Command::new(std::env::current_exe().expect("this program"))
            .args([
                "--exact",
                "indexes_until_killed",
                "--ignored",
                "--nocapture",
            ])
            .env(FOLDER, &self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn();
        Running(started.expect("this program starts again"))
    }
}

fn line(out: &mut BufReader<ChildStdout>, wanted: &str) {
    let started = Instant::now();
    let mut read = String::new();
    while started.elapsed() < PATIENCE {
        read.clear();
        if out.read_line(&mut read).expect("a line") == 0 || read.trim() == wanted {
            break;
        }
    }
    assert_eq!(read.trim(), wanted);
}

fn until(what: &str, mut come_true: impl FnMut() -> bool) {
    let started = Instant::now();
    while !come_true() {
        assert!(started.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// The next number of a fixed sequence (Knuth's 64-bit linear congruential generator).
fn next(random: &mut u64) -> u64 {
    *random = random
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *random >> 33
}
