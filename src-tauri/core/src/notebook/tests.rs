//! The façade on real temporary folders.

use std::sync::mpsc;
use std::time::Duration;

use super::*;
use crate::checks::Rates;
use crate::clock::FixedClock;
use crate::lang::Lang;
use crate::note::{Metadata, Status};
use crate::problem::ProblemCode;
use crate::section::Section;
use crate::store::atomic_create;

pub(super) struct Bench {
    folder: tempfile::TempDir,
    location: Location,
}

impl Bench {
    pub(super) fn new() -> Self {
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

    pub(super) fn open(&self) -> Notebook {
        let clock = FixedClock::on("2026-11-22".parse().unwrap());
        Notebook::open(self.location.clone(), Arc::new(clock)).unwrap()
    }
}

pub(super) fn text(lang: Lang, section: Section, was: &str, now: &str) -> Change {
    Change::Text {
        lang,
        section,
        was: was.into(),
        now: now.into(),
    }
}

pub(super) fn save(view: &NoteView, changes: Vec<Change>) -> SaveNote {
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
            places: None,
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

const ENGLISH_PAGE: &str = "Question Period Note: Parking\n\nAbout\n\nReference number:\nTBS-2026-QP-03-00311\nDate received:\nMar 4, 2026\nOrganization:\nTreasury Board of Canada Secretariat\nTitle of Minister:\nPresident of the Treasury Board\n\nIssue/Question:\n\nWho pays for parking at federal buildings?\n\nSuggested Response:\n\n• Employees pay the market rate for their parking.\nIf Pressed: free spaces\n• Spaces for persons with disabilities are free.\n\nBackground:\n\nThe rates were last reviewed in 2024 by an independent appraiser.\n\nAdditional Information:\n\nNone\n";

const FRENCH_PAGE: &str = "Note pour la période des questions : Stationnement\n\nAbout\n\nNuméro de référence :\nTBS-2026-QP-03-00311\nDate fournie :\n5 mars 2026\nOrganisation :\nSecrétariat du Conseil du Trésor du Canada\nTitre du ministre :\nPrésident du Conseil du Trésor\n\nEnjeu ou question :\n\nQui paie le stationnement aux immeubles fédéraux ?\n\nRéponse suggérée :\n\n• Les employés paient le tarif du marché pour leur stationnement.\nSi pressé : places gratuites\n• Les places réservées aux personnes handicapées sont gratuites.\n\nContexte :\n\nUn évaluateur indépendant a revu les tarifs en 2024.\n\nRenseignements supplémentaires :\n\naucun\n";

fn codes(outcome: &ImportOutcome) -> Vec<ProblemCode> {
    outcome
        .problems
        .iter()
        .map(|problem| problem.code)
        .collect()
}

#[test]
fn the_second_language_of_a_published_note_joins_the_first() {
    let bench = Bench::new();
    let notebook = bench.open();
    let first = notebook.import_text(FRENCH_PAGE);
    assert_eq!(
        (first.id.as_deref(), codes(&first)),
        (Some("TBS-2026-QP-03-00311"), vec![])
    );
    let second = notebook.import_text(ENGLISH_PAGE);
    // The pages name two dates: the note keeps its own and the other is reported.
    assert_eq!(
        (second.id.clone(), codes(&second)),
        (first.id, vec![ProblemCode::MetadataDiffers])
    );
    assert_eq!(notebook.items().len(), 1);
    let note = notebook
        .note(&"TBS-2026-QP-03-00311".parse().unwrap())
        .unwrap()
        .note;
    assert_eq!(note.meta.date, "2026-03-05".parse().ok());
    assert_eq!(
        (note.meta.organization.as_str(), note.meta.minister.as_str()),
        ("tbs-sct", "PTB")
    );
    let (english, french) = (note.sides.en.unwrap(), note.sides.fr.unwrap());
    assert_eq!(
        (english.title.as_str(), french.title.as_str()),
        ("Parking", "Stationnement")
    );
    assert_eq!(english.if_pressed[0].topic, "free spaces");
    assert_eq!(
        french.response,
        "- Les employés paient le tarif du marché pour leur stationnement."
    );
}

#[test]
fn a_page_imported_again_changes_nothing_and_another_text_overwrites_nothing() {
    let bench = Bench::new();
    let notebook = bench.open();
    notebook.import_text(ENGLISH_PAGE);
    let path = notebook
        .path(ItemKind::Note, "TBS-2026-QP-03-00311")
        .unwrap();
    let before = std::fs::read(&path).unwrap();
    let again = notebook.import_text(ENGLISH_PAGE);
    assert_eq!(codes(&again), [ProblemCode::AlreadyImported]);
    let other = notebook.import_text(&ENGLISH_PAGE.replace("market rate", "full price"));
    assert_eq!(codes(&other), [ProblemCode::SideExists]);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_file_that_cannot_be_imported_says_why_and_keeps_no_other_out() {
    let bench = Bench::new();
    let notebook = bench.open();
    let folder = bench.folder.path();
    let (page, word, missing) = (
        folder.join("page.txt"),
        folder.join("note.docx"),
        folder.join("missing.txt"),
    );
    atomic_write(&page, ENGLISH_PAGE.as_bytes()).unwrap();
    atomic_write(&word, b"PK\x03\x04").unwrap();
    let outcomes = notebook.import(&[word, missing, page]);
    let told: Vec<_> = outcomes
        .iter()
        .map(|outcome| (outcome.kind, codes(outcome)))
        .collect();
    assert_eq!(
        told,
        [
            (None, vec![ProblemCode::DamagedFile]),
            (None, vec![ProblemCode::Unreadable]),
            (Some(ItemKind::Note), vec![]),
        ]
    );
}

#[test]
fn a_policy_imported_twice_is_there_once() {
    let bench = Bench::new();
    let notebook = bench.open();
    let text = "Guide sur les salles de réunion\n\n1. Objet\n\nLe présent guide décrit la réservation des salles de réunion du ministère.\n\n2. Règles\n\nChaque salle se réserve au plus deux semaines à l’avance.\n";
    let first = notebook.import_text(text);
    assert_eq!(first.kind, Some(ItemKind::Policy));
    let again = notebook.import_text(text);
    assert_eq!(again.id, first.id);
    assert!(codes(&again).contains(&ProblemCode::AlreadyImported));
    assert_eq!(notebook.items().len(), 1);
}

#[test]
fn a_line_pasted_by_mistake_does_not_become_a_policy() {
    let bench = Bench::new();
    let notebook = bench.open();
    for text in [
        "hello",
        "Bonjour, rendez-vous mardi.",
        "See you at 2:15 p.m.\n\nThanks",
    ] {
        let outcome = notebook.import_text(text);
        assert_eq!(
            (outcome.kind, outcome.id.as_deref()),
            (None, None),
            "{text}"
        );
        assert!(
            codes(&outcome).contains(&ProblemCode::NeitherNoteNorPolicy),
            "{text}"
        );
    }
    assert!(notebook.items().is_empty());
}

#[test]
fn a_notebooks_synonyms_are_read_when_they_change_and_are_no_note() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = notebook.create_note(&NewNote::default()).unwrap();
    let change = text(Lang::En, Section::Response, "", "The gangway is closed.");
    notebook.save_note(&save(&view, vec![change])).unwrap();
    assert_eq!(notebook.synonym_problems(), []);
    assert_eq!(found(&notebook, "footbridge "), Vec::<String>::new());
    let path = notebook.folder().join("synonyms.txt");
    atomic_write(&path, "footbridge = gangway\nalone\n".as_bytes()).unwrap();
    assert_eq!(found(&notebook, "footbridge ").len(), 1);
    let problems = notebook.synonym_problems();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, ProblemCode::BadSynonyms);
    assert_eq!(problems[0].params["line"], "2");
    assert_eq!(
        notebook.look(Some(std::slice::from_ref(&path))).unwrap(),
        []
    );
    assert_eq!(notebook.look(None).unwrap(), []);
    assert_eq!(notebook.items().len(), 1);
    atomic_write(&path, &[0xff, 0xfe]).unwrap();
    assert_eq!(found(&notebook, "footbridge "), Vec::<String>::new());
    assert_eq!(notebook.synonym_problems()[0].code, ProblemCode::NotUtf8);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(notebook.synonym_problems(), []);
}

#[test]
fn a_window_reads_the_synonyms_when_it_is_told_that_they_changed() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = notebook.create_note(&NewNote::default()).unwrap();
    let change = text(Lang::En, Section::Response, "", "The gangway is closed.");
    notebook.save_note(&save(&view, vec![change])).unwrap();
    assert_eq!(found(&notebook, "gangway ").len(), 1);
    let indexing = notebook.keep_indexed(|_, _| {}).unwrap();
    assert_eq!(found(&notebook, "footbridge "), Vec::<String>::new());
    let path = notebook.folder().join("synonyms.txt");
    atomic_write(&path, "footbridge = gangway\n".as_bytes()).unwrap();
    notebook.look(Some(&[path])).unwrap();
    assert_eq!(found(&notebook, "footbridge ").len(), 1);
    drop(notebook);
    indexing.join();
}

/// The response of a note, put through some states by saves; the last view.
fn through_states(notebook: &Notebook, texts: &[&str]) -> NoteView {
    let mut view = notebook.create_note(&NewNote::default()).unwrap();
    let mut was = String::new();
    for now in texts {
        let change = text(Lang::En, Section::Response, &was, now);
        view = notebook.save_note(&save(&view, vec![change])).unwrap().view;
        was = (*now).to_owned();
    }
    view
}

#[test]
fn every_saved_state_can_be_looked_at_compared_and_brought_back_by_section() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = through_states(&notebook, &["- Four million.", "- Five million."]);
    let reference = &view.note.reference;
    let other = text(Lang::Fr, Section::Background, "", "Contexte.");
    notebook.save_note(&save(&view, vec![other])).unwrap();
    let past = notebook.past(reference).unwrap();
    let changed: Vec<Vec<Place>> = past.iter().map(|state| state.changed.clone()).collect();
    let response = Place {
        lang: Lang::En,
        section: Section::Response,
    };
    let background = Place {
        lang: Lang::Fr,
        section: Section::Background,
    };
    assert_eq!(
        changed,
        [vec![background], vec![response], vec![response], vec![]]
    );
    let four = &past[2].id;
    let compared = notebook.compare(reference, four).unwrap();
    let places: Vec<Place> = compared
        .differences
        .iter()
        .map(|found| found.place)
        .collect();
    assert_eq!(places, [response, background]);
    let gone: Vec<&str> = compared.differences[0]
        .pieces
        .iter()
        .filter(|piece| piece.standing == crate::difference::Standing::Removed)
        .map(|piece| piece.text.as_str())
        .collect();
    assert_eq!(gone, ["Four"]);
    notebook.bring_back(reference, four, &[response]).unwrap();
    let note = notebook.note(reference).unwrap().note;
    assert_eq!(note.sides.en.unwrap().response, "- Four million.");
    assert_eq!(note.sides.fr.unwrap().background, "Contexte.");
    // What was replaced is a state like any other.
    let five = notebook.past(reference).unwrap()[1].id.clone();
    notebook.bring_back(reference, &five, &[]).unwrap();
    let note = notebook.note(reference).unwrap().note;
    assert_eq!(note.sides.en.unwrap().response, "- Five million.");
    let unknown = notebook.compare(reference, "../x").unwrap_err();
    assert_eq!(unknown.code, ErrorCode::NotFound);
}

#[test]
fn states_outlive_the_program_and_lie_outside_the_notebook() {
    let bench = Bench::new();
    let reference = through_states(&bench.open(), &["One.", "Two."])
        .note
        .reference;
    assert_eq!(bench.open().past(&reference).unwrap().len(), 3);
    let inside = walkdir::WalkDir::new(&bench.location.folder)
        .into_iter()
        .filter_map(Result::ok);
    assert_eq!(
        inside.filter(|entry| entry.file_type().is_file()).count(),
        1
    );
}

#[test]
fn a_change_from_outside_is_a_state_too_and_what_it_replaced_is_kept() {
    let bench = Bench::new();
    let notebook = bench.open();
    let reference = through_states(&notebook, &["Ours."]).note.reference;
    let path = notebook.path(ItemKind::Note, reference.as_str()).unwrap();
    let theirs = std::fs::read_to_string(&path)
        .unwrap()
        .replace("Ours.", "Theirs.");
    atomic_write(&path, theirs.as_bytes()).unwrap();
    notebook.look(Some(&[path])).unwrap();
    let past = notebook.past(&reference).unwrap();
    assert_eq!(past[0].origin, crate::history::Origin::Elsewhere);
    let ours = notebook.past_note(&reference, &past[1].id).unwrap();
    assert_eq!(ours.sides.en.unwrap().response, "Ours.");
}

#[test]
fn a_note_is_saved_where_no_state_can_be_kept() {
    let bench = Bench::new();
    let notebook = bench.open();
    std::fs::create_dir_all(&bench.location.data).unwrap();
    atomic_create(&bench.location.history(), b"in the way").unwrap();
    let view = through_states(&notebook, &["One."]);
    assert_eq!(view.note.sides.en.unwrap().response, "One.");
    assert_eq!(notebook.past(&view.note.reference).unwrap(), []);
}

#[test]
fn who_approved_a_note_and_when_is_told_and_a_copy_begins_as_a_draft() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = through_states(&notebook, &["One."]);
    let reference = &view.note.reference;
    let approved = notebook
        .set_status(reference, Status::Approved)
        .unwrap()
        .view;
    let at = approved.states[0].at.to_rfc3339();
    assert_eq!(
        (
            approved.states.len(),
            approved.states[0].status,
            at.as_str()
        ),
        (1, Status::Approved, "2026-11-22T12:00:00+00:00")
    );
    let change = text(Lang::En, Section::Response, "One.", "Two.");
    let refused = notebook
        .save_note(&save(&approved, vec![change.clone()]))
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::Locked);
    let copy = NewNote {
        from: Some(reference.clone()),
        places: None,
    };
    let copy = notebook.create_note(&copy).unwrap();
    assert_eq!(
        (copy.note.meta.status, copy.states.len()),
        (Status::Draft, 0)
    );
    let open = notebook.set_status(reference, Status::Draft).unwrap().view;
    notebook.save_note(&save(&open, vec![change])).unwrap();
}

#[test]
fn the_sitting_has_its_notes_those_carried_over_and_what_each_lacks() {
    let bench = Bench::new();
    let notebook = bench.open();
    let dated = |date: &str, status: Status| {
        let view = notebook.create_note(&NewNote::default()).unwrap();
        let was = view.note.meta.clone();
        let now = Metadata {
            date: Some(date.parse().unwrap()),
            status,
            ..was.clone()
        };
        let change = Change::Metadata { was, now };
        let saved = notebook.save_note(&save(&view, vec![change])).unwrap();
        saved.view.note.reference.to_string()
    };
    let day = dated("2026-11-23", Status::Approved);
    let carried = dated("2026-11-20", Status::InReview);
    for (date, status) in [
        ("2026-11-23", Status::Archived),
        ("2026-11-20", Status::Approved),
        ("2026-11-15", Status::Draft),
        ("2026-11-24", Status::Draft),
    ] {
        dated(date, status);
    }
    // The clock stands on a Sunday.
    let sitting = notebook.sitting(None, Rates::USUAL).unwrap();
    assert_eq!(sitting.day, "2026-11-23".parse().unwrap());
    let listed: Vec<(&str, bool)> = sitting
        .notes
        .iter()
        .map(|note| (note.item.id.as_str(), note.carried))
        .collect();
    assert_eq!(listed, [(day.as_str(), false), (carried.as_str(), true)]);
    let reference: Reference = carried.parse().unwrap();
    let lacks = |sitting: &Sitting| sitting.notes[1].lacks.clone();
    assert_eq!(
        lacks(&sitting),
        notebook.check(&reference, Rates::USUAL).unwrap()
    );
    let view = notebook.note(&reference).unwrap();
    let titled = text(Lang::En, Section::Title, "", "A title");
    notebook.save_note(&save(&view, vec![titled])).unwrap();
    let again = notebook.sitting(None, Rates::USUAL).unwrap();
    assert_eq!(lacks(&again).len() + 1, lacks(&sitting).len());
}
