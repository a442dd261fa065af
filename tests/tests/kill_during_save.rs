//! A program killed in the middle of a save never leaves a broken or missing note.
//!
//! This test starts itself again as the program that saves, kills it at some moment, and reads what
//! is on disk; hundreds of times over the same note.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use qp_core::lang::{Bilingual, Lang};
use qp_core::note::{Change, Metadata, Note, NoteFile, Reference, Side};
use qp_core::section::Section;
use qp_core::store::{Signature, Store};

/// How often the saving program is killed.
const KILLS: u32 = 300;

/// The variable that makes this program the one that saves: the notebook's folder.
const FOLDER: &str = "QP_TEST_SAVE_IN";

#[test]
fn a_kill_in_the_middle_of_a_save_leaves_the_note_before_or_after_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path();
    let first = note(&state(0));
    Store::init(root).expect("a notebook");
    let date = first.meta.date.expect("the note's date");
    store(root).create_note(&first, date).expect("the note");

    let mut random = 2026;
    let mut in_the_middle = 0;
    let mut newest = 0;
    for kill in 0..KILLS {
        let mut child = Command::new(env::current_exe().expect("this program"))
            .args(["--exact", "saves_until_killed", "--ignored", "--nocapture"])
            .env(FOLDER, root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("this program starts again");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let started = lines.any(|line| saved(&line.expect("a line")).is_some());
        assert!(started, "kill {kill}: the first save was not reported");
        thread::sleep(Duration::from_micros(next(&mut random) % 15_000));
        child.kill().expect("it is killed");
        child.wait().expect("it has ended");
        // What was reported as saved before the kill, though nobody had read it yet.
        let reported = lines
            .map_while(Result::ok)
            .filter_map(|line| saved(&line))
            .last()
            .unwrap_or(newest + 1);

        let found = on_disk(root, &first);
        assert!(
            found == reported || found == reported + 1,
            "kill {kill}: state {reported} was reported as saved, {found} is on disk"
        );
        newest = found;
        let items = || {
            let store = store(root);
            store.scan(&mut |_| {}).expect("the folder can be listed");
            store.items()
        };
        assert_eq!(items().len(), 1, "kill {kill}: {:?}", items());
        in_the_middle += u32::from(found == reported + 1 || remains(root) > 0);
        sweep(root);
    }
    assert!(
        in_the_middle > KILLS / 10,
        "only {in_the_middle} of {KILLS} kills came in the middle of a save: nothing was tried"
    );
}

/// Not a test: the program that the one above kills. It saves one state of the note after the other
/// and reports each on a line of its own.
#[test]
#[ignore = "started by the test above, to be killed"]
fn saves_until_killed() {
    let Some(root) = env::var_os(FOLDER) else {
        return;
    };
    let store = store(Path::new(&root));
    let reference = reference();
    loop {
        let stored = store.note(&reference).expect("the note can be read");
        let was = response(&stored.read.note);
        let number = number(&was) + 1;
        let change = Change::Text {
            lang: Lang::En,
            section: Section::Response,
            was,
            now: state(number),
        };
        let signature = Signature {
            who: String::new(),
            at: "2026-11-27T09:12:34-05:00".parse().expect("a moment"),
        };
        let saved = store
            .save(&reference, &stored.hash, &[change], &signature)
            .expect("the note can be saved");
        assert!(saved.conflicts.is_empty(), "nobody else writes");
        let mut out = std::io::stdout().lock();
        writeln!(out, "\nsaved {number}").expect("somebody listens");
        out.flush().expect("somebody listens");
    }
}

/// The number of the state on disk, after making sure that the whole note is as it was written.
fn on_disk(root: &Path, first: &Note) -> u64 {
    let path = root.join("qp/2026").join(format!("{}.md", reference()));
    let text = fs::read_to_string(&path).expect("the note is there and is text");
    let read = NoteFile::new(text.clone()).read().expect("it is a note");
    assert_eq!(read.problems, [], "{text}");
    let response = response(&read.note);
    let number = number(&response);
    assert_eq!(response, state(number), "a state that nobody wrote");
    let expected = note(&response);
    assert_eq!((read.note, &first.meta), (expected, &first.meta));
    number
}

/// The response in its `number`th state: of very different lengths, and telling its number.
fn state(number: u64) -> String {
    let mut text = format!("- state {number}");
    for line in 0..(number * 37) % 400 {
        text.push_str(&format!("\n- line {line} of state {number}, in full"));
    }
    text
}

fn number(response: &str) -> u64 {
    let first = response.lines().next().unwrap_or_default();
    let number = first
        .strip_prefix("- state ")
        .expect("the first line of a state");
    number.parse().expect("the number of a state")
}

fn saved(line: &str) -> Option<u64> {
    line.strip_prefix("saved ")?.parse().ok()
}

fn reference() -> Reference {
    "TBS-2026-QP-11-00001".parse().expect("a reference")
}

fn note(response: &str) -> Note {
    let side = |title: &str| Side {
        title: title.to_owned(),
        question: "?".to_owned(),
        background: "- kept".to_owned(),
        ..Side::default()
    };
    Note {
        reference: reference(),
        meta: Metadata {
            date: chrono::NaiveDate::from_ymd_opt(2026, 11, 3),
            organization: "tbs-sct".to_owned(),
            minister: "PTB".to_owned(),
            ..Metadata::default()
        },
        sides: Bilingual::new(
            Some(Side {
                response: response.to_owned(),
                ..side("Saved again and again")
            }),
            Some(side("Enregistré sans cesse")),
        ),
    }
}

fn response(note: &Note) -> String {
    note.sides
        .en
        .as_ref()
        .expect("the English side")
        .response
        .clone()
}

fn store(root: &Path) -> Store {
    Store::open(root, &root.join("lock")).expect("the notebook opens")
}

/// How many files lie beside the note: what a save had begun to write.
fn remains(root: &Path) -> usize {
    files(root).count().saturating_sub(1)
}

/// Removes what killed saves left, so that the next one is seen.
fn sweep(root: &Path) {
    for file in files(root) {
        if file.extension().is_none_or(|kind| kind != "md") {
            fs::remove_file(file).expect("it can be removed");
        }
    }
}

fn files(root: &Path) -> impl Iterator<Item = std::path::PathBuf> {
    fs::read_dir(root.join("qp/2026"))
        .expect("the note's folder")
        .map(|entry| entry.expect("an entry").path())
}

/// The next number of a fixed sequence (Knuth's 64-bit linear congruential generator).
fn next(random: &mut u64) -> u64 {
    *random = random
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *random >> 33
}
