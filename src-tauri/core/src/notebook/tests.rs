//! The façade on real temporary folders.

use std::sync::mpsc;
use std::time::Duration;

use super::*;
use crate::clock::FixedClock;
use crate::lang::Lang;
use crate::section::Section;

struct Bench {
    folder: tempfile::TempDir,
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
            folder,
        }
    }

    fn open(&self) -> Notebook {
        let clock = FixedClock::on("2026-11-22".parse().unwrap());
        Notebook::open(self.location.clone(), Arc::new(clock)).unwrap()
    }
}

fn text(lang: Lang, section: Section, was: &str, now: &str) -> Change {
    Change::Text {
        lang,
        section,
        was: was.into(),
        now: now.into(),
    }
}

fn save(view: &NoteView, changes: Vec<Change>) -> SaveNote {
    SaveNote {
        reference: view.note.reference.clone(),
        base: view.hash.clone(),
        changes,
    }
}

fn found(notebook: &Notebook, words: &str) -> Vec<String> {
    let query = SearchQuery {
        text: words.into(),
        ..SearchQuery::default()
    };
    notebook
        .search(&query)
        .unwrap()
        .hits
        .into_iter()
        .map(|hit| hit.id)
        .collect()
}

#[test]
fn a_new_note_gets_the_next_number_and_both_sides() {
    let bench = Bench::new();
    let notebook = bench.open();
    let first = notebook.create_note(&NewNote::default()).unwrap();
    assert_eq!(first.note.reference.as_str(), "TBS-2026-QP-11-00001");
    assert!(first.note.sides.iter().all(|(_, side)| side.is_some()));
    let change = text(Lang::Fr, Section::Title, "", "L’accès");
    let saved = notebook
        .save_note(&save(&first, vec![change]))
        .unwrap()
        .view;
    let copy = notebook
        .create_note(&NewNote {
            from: Some(saved.note.reference),
        })
        .unwrap();
    assert_eq!(copy.note.reference.as_str(), "TBS-2026-QP-11-00002");
    assert_eq!(copy.note.sides, saved.note.sides);
}

#[test]
fn what_was_saved_is_found_in_the_next_search() {
    let bench = Bench::new();
    let notebook = bench.open();
    let note = notebook.create_note(&NewNote::default()).unwrap();
    assert!(found(&notebook, "échéances").is_empty());
    let change = text(
        Lang::Fr,
        Section::Response,
        "",
        "- Les échéances de l’accès",
    );
    notebook.save_note(&save(&note, vec![change])).unwrap();
    assert_eq!(
        found(&notebook, "echeance acces"),
        [note.note.reference.as_str()]
    );
}

#[test]
fn the_indexing_thread_follows_saves_and_removals() {
    let bench = Bench::new();
    let notebook = bench.open();
    let note = notebook.create_note(&NewNote::default()).unwrap();
    let (tell, told) = mpsc::channel();
    let indexing = notebook
        .keep_indexed(move |done, total| {
            if done == total {
                let _ = tell.send(());
            }
        })
        .unwrap();
    let wait = || told.recv_timeout(Duration::from_secs(20)).unwrap();
    wait();
    let change = text(Lang::En, Section::Background, "", "Zebra crossing");
    notebook.save_note(&save(&note, vec![change])).unwrap();
    wait();
    assert_eq!(found(&notebook, "zebra"), [note.note.reference.as_str()]);
    let path = notebook
        .path(ItemKind::Note, note.note.reference.as_str())
        .unwrap();
    std::fs::remove_file(path).unwrap();
    assert_eq!(notebook.look(None).unwrap().len(), 1);
    wait();
    assert!(found(&notebook, "zebra").is_empty());
    drop(notebook);
    indexing.join();
}

#[test]
fn a_damaged_index_is_made_anew_and_nobody_notices() {
    let bench = Bench::new();
    let note = {
        let notebook = bench.open();
        let note = notebook.create_note(&NewNote::default()).unwrap();
        let change = text(Lang::En, Section::Question, "", "Zebra");
        notebook.save_note(&save(&note, vec![change])).unwrap();
        assert_eq!(found(&notebook, "zebra").len(), 1);
        note
    };
    for entry in std::fs::read_dir(bench.location.index()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        atomic_write(&path, &bytes[..bytes.len() / 2]).unwrap();
    }
    assert_eq!(
        found(&bench.open(), "zebra"),
        [note.note.reference.as_str()]
    );
    std::fs::remove_dir_all(bench.location.index()).unwrap();
    assert_eq!(
        found(&bench.open(), "zebra"),
        [note.note.reference.as_str()]
    );
}

#[test]
fn a_conflict_keeps_our_text_in_the_recovery_folder() {
    let bench = Bench::new();
    let notebook = bench.open();
    let note = notebook.create_note(&NewNote::default()).unwrap();
    let theirs = text(Lang::En, Section::Question, "", "theirs");
    notebook.save_note(&save(&note, vec![theirs])).unwrap();
    let ours = text(Lang::En, Section::Question, "", "ours");
    let other = text(Lang::Fr, Section::Question, "", "autre");
    let saved = notebook
        .save_note(&save(&note, vec![ours.clone(), other]))
        .unwrap();
    assert_eq!(saved.conflicts.len(), 1);
    assert_eq!(saved.view.note.sides.fr.unwrap().question, "autre");
    assert_eq!(saved.view.note.sides.en.unwrap().question, "theirs");
    let kept = notebook.kept();
    assert_eq!(kept[0].1.changes, [ours]);
    notebook.discard(&kept[0].0).unwrap();
    assert!(notebook.kept().is_empty());
}

#[test]
fn nothing_but_notes_and_policies_is_put_into_the_notebook() {
    let bench = Bench::new();
    let notebook = bench.open();
    notebook.create_note(&NewNote::default()).unwrap();
    found(&notebook, "x");
    let mut names: Vec<String> = std::fs::read_dir(&bench.location.folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["policy", "qp"]);
    assert!(bench.folder.path().join("state").is_dir());
}
