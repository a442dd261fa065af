//! The translation memory of real notebooks in temporary folders.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::clock::FixedClock;
use crate::error::ErrorCode;
use crate::lang::{Bilingual, Lang};
use crate::memory::tmx;
use crate::note::{Metadata, Note, NoteFile, Side, Status};
use crate::notebook::{Location, NewNote, Notebook};
use crate::store::{atomic_create, atomic_write};

struct Bench {
    _folder: tempfile::TempDir,
    location: Location,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook");
        Notebook::init(&path).unwrap();
        let path = std::fs::canonicalize(path).unwrap();
        let state = folder.path().join("state");
        Self {
            location: Location::within(&path, &state, &state),
            _folder: folder,
        }
    }

    fn open(&self) -> Notebook {
        let clock = FixedClock::on("2026-11-22".parse().unwrap());
        Notebook::open(self.location.clone(), Arc::new(clock)).unwrap()
    }

    fn path(&self, reference: &str) -> PathBuf {
        self.location.folder.join(format!("qp/{reference}.md"))
    }

    fn note(&self, reference: &str, status: Status, en: &str, fr: &str) {
        self.dated(reference, "2026-11-20", status, en, fr);
    }

    fn dated(&self, reference: &str, date: &str, status: Status, en: &str, fr: &str) {
        let side = |text: &str| Side {
            response: text.to_owned(),
            ..Side::default()
        };
        let note = Note {
            reference: reference.parse().unwrap(),
            meta: Metadata {
                date: date.parse().ok(),
                status,
                ..Metadata::default()
            },
            sides: Bilingual::new(Some(side(en)), Some(side(fr))),
        };
        let path = self.path(reference);
        atomic_write(&path, NoteFile::of(&note).text().as_bytes()).unwrap();
    }
}

fn targets(notebook: &Notebook, text: &str) -> Vec<String> {
    let found = notebook.memory_matches(text, Lang::En, 5);
    assert!(found.complete);
    found
        .matches
        .into_iter()
        .map(|found| found.target.text)
        .collect()
}

const EN: &str = "- We act.";
const FR: &str = "- Nous agissons.";

#[test]
fn approved_and_archived_notes_are_remembered_and_drafts_are_not() {
    let bench = Bench::new();
    bench.note("A", Status::Approved, EN, FR);
    bench.note("B", Status::Archived, "- We listen.", "- Nous écoutons.");
    bench.note("C", Status::InReview, "- We wait.", "- Nous attendons.");
    let notebook = bench.open();
    let found = notebook.memory_matches("We act", Lang::En, 5).matches;
    let [found] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert!(found.exact);
    assert_eq!(found.origins[0].reference.as_deref(), Some("A"));
    assert_eq!(found.origins[0].date, "2026-11-20".parse().ok());
    assert_eq!(targets(&notebook, "We listen."), ["Nous écoutons."]);
    assert_eq!(targets(&notebook, "We wait."), [""; 0]);
    assert_eq!(notebook.memory_size(), 2);
}

#[test]
fn what_is_approved_reopened_or_removed_is_known_to_the_next_question() {
    let bench = Bench::new();
    bench.note("A", Status::Draft, EN, FR);
    let notebook = bench.open();
    let reference = "A".parse().unwrap();
    assert_eq!(targets(&notebook, "We act."), [""; 0]);
    notebook.set_status(&reference, Status::Approved).unwrap();
    assert_eq!(targets(&notebook, "We act."), ["Nous agissons."]);
    notebook.set_status(&reference, Status::Archived).unwrap();
    assert_eq!(targets(&notebook, "We act."), ["Nous agissons."]);
    notebook.set_status(&reference, Status::Draft).unwrap();
    assert_eq!(targets(&notebook, "We act."), [""; 0]);
    notebook.set_status(&reference, Status::Approved).unwrap();
    std::fs::remove_file(bench.path("A")).unwrap();
    notebook.look(Some(&[bench.path("A")])).unwrap();
    assert_eq!(targets(&notebook, "We act."), [""; 0]);
}

#[test]
fn what_another_program_changes_is_known_to_the_next_question() {
    let bench = Bench::new();
    let notebook = bench.open();
    assert_eq!(targets(&notebook, "We act."), [""; 0]);
    bench.note("A", Status::Approved, EN, FR);
    notebook.look(Some(&[bench.path("A")])).unwrap();
    assert_eq!(targets(&notebook, "We act."), ["Nous agissons."]);
    bench.note("A", Status::Approved, EN, "- Nous passons à l’action.");
    notebook.look(Some(&[bench.path("A")])).unwrap();
    assert_eq!(targets(&notebook, "We act."), ["Nous passons à l’action."]);
}

#[test]
fn where_there_are_too_many_pairs_the_oldest_notes_are_left_out_but_none_approved_now() {
    let bench = Bench::new();
    let measures = ["housing", "fisheries", "roads"];
    for (number, measure) in measures.into_iter().enumerate() {
        let date = format!("2026-11-0{}", 3 - number);
        let (en, fr) = (
            format!("- We act on {measure}."),
            format!("- Nous agissons ({measure})."),
        );
        bench.dated(&format!("N-{number}"), &date, Status::Approved, &en, &fr);
    }
    bench.dated(
        "D",
        "2020-01-01",
        Status::Draft,
        "- We wait.",
        "- Nous attendons.",
    );
    let notebook = bench.open();
    notebook.memory.known().most = 2;
    assert_eq!(notebook.memory_size(), 2);
    for (measure, expected) in measures.into_iter().zip([1, 1, 0]) {
        let found = notebook.memory_matches(&format!("We act on {measure}."), Lang::En, 5);
        let exact = found.matches.iter().filter(|found| found.exact).count();
        assert_eq!((exact, found.complete), (expected, true), "{measure}");
    }
    notebook
        .set_status(&"D".parse().unwrap(), Status::Approved)
        .unwrap();
    assert_eq!(targets(&notebook, "We wait."), ["Nous attendons."]);
}

#[test]
fn a_memory_goes_from_one_notebook_to_another() {
    let (bench, other) = (Bench::new(), Bench::new());
    bench.note("A", Status::Approved, EN, FR);
    let export = bench.open().export_memory(false);
    assert_eq!(export.pairs, 1);

    let notebook = other.open();
    let taken = notebook
        .import_memory("/tmp/team memory.tmx", &export.bytes)
        .unwrap();
    assert_eq!(
        (taken.name.as_deref(), taken.pairs),
        (Some("team_memory.tmx"), 1)
    );
    let found = notebook.memory_matches("We act.", Lang::En, 5).matches;
    let origin = &found[0].origins[0];
    assert_eq!(origin.file.as_deref(), Some("team_memory.tmx"));
    assert_eq!(origin.reference.as_deref(), Some("A"));
    assert_eq!(notebook.export_memory(false).pairs, 0);
    assert_eq!(notebook.export_memory(true).pairs, 1);
    assert_eq!(
        tmx::read(&notebook.export_memory(true).bytes)
            .unwrap()
            .units
            .len(),
        1
    );

    drop(notebook);
    let notebook = other.open();
    assert_eq!(targets(&notebook, "We act."), ["Nous agissons."]);
    let file = other.location.folder.join("memory/team_memory.tmx");
    assert_eq!(std::fs::read(&file).unwrap(), export.bytes);
    std::fs::remove_file(&file).unwrap();
    notebook.look(Some(&[file])).unwrap();
    assert_eq!(targets(&notebook, "We act."), [""; 0]);
}

#[test]
fn a_file_that_is_no_memory_is_refused_or_passed_over() {
    let bench = Bench::new();
    let notebook = bench.open();
    let failure = notebook
        .import_memory("a.tmx", b"<tmx>\n<body>")
        .unwrap_err();
    assert_eq!(failure.code, ErrorCode::NotTmx);
    assert_eq!(failure.params["line"], "2");
    let nothing = notebook.import_memory("a.tmx", b"<tmx/>").unwrap();
    assert_eq!((nothing.name, nothing.pairs), (None, 0));
    assert!(!bench.location.folder.join("memory").exists());

    bench.note("A", Status::Approved, EN, FR);
    let folder = bench.location.folder.join("memory");
    std::fs::create_dir(&folder).unwrap();
    atomic_create(&folder.join("bad.tmx"), b"no").unwrap();
    notebook.look(None).unwrap();
    assert_eq!(targets(&notebook, "We act."), ["Nous agissons."]);
}

#[test]
fn in_the_window_the_memory_is_made_behind_and_then_follows_each_save() {
    let bench = Bench::new();
    for number in 0..40 {
        let en = format!("- We act on measure {number} of the plan.");
        let fr = format!("- Nous agissons sur la mesure {number} du plan.");
        bench.note(&format!("N-{number}"), Status::Approved, &en, &fr);
    }
    let notebook = bench.open();
    let indexing = notebook.keep_indexed(|_, _| {}).unwrap();
    let begun = Instant::now();
    let asked = "We act on measure 39 of the plan.";
    loop {
        let found = notebook.memory_matches(asked, Lang::En, 5);
        if found.complete {
            assert_eq!(
                found.matches[0].target.text,
                "Nous agissons sur la mesure 39 du plan."
            );
            break;
        }
        assert!(
            begun.elapsed() < Duration::from_mins(1),
            "the memory is never made"
        );
        std::thread::yield_now();
    }
    // A draft is no news to it; one that is approved is known at once.
    let draft = notebook
        .create_note(&NewNote {
            from: "N-7".parse().ok(),
            places: None,
        })
        .unwrap();
    let reference = draft.note.reference;
    assert_eq!(
        notebook
            .memory_matches("We act on measure 7 of the plan.", Lang::En, 5)
            .matches[0]
            .uses,
        1
    );
    notebook.set_status(&reference, Status::Approved).unwrap();
    let found = notebook.memory_matches("We act on measure 7 of the plan.", Lang::En, 5);
    assert_eq!((found.complete, found.matches[0].uses), (true, 2));
    drop(notebook);
    indexing.join();
}
