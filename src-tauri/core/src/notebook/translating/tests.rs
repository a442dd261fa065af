use crate::checks::Rates;
use crate::note::{IfPressed, Status};
use crate::notebook::tests::{Bench, save, text};
use crate::notebook::{NewNote, Place};
use crate::problem::ProblemCode;
use crate::store::ItemKind;
use crate::translation::TranslationState;

use super::*;

const EN: &str = "- We spend 4 million.\n- Every dollar counts.";
const FR: &str = "- Nous dépensons 4 millions.\n- Chaque dollar compte.";
const RESPONSE: Spot = Spot {
    section: Section::Response,
    block: None,
};

fn put(notebook: &Notebook, view: &NoteView, lang: Lang, was: &str, now: &str) -> NoteView {
    let change = text(lang, Section::Response, was, now);
    notebook.save_note(&save(view, vec![change])).unwrap().view
}

fn state(view: &NoteView, spot: Spot) -> Option<(TranslationState, Option<Lang>)> {
    let mut all = view.translations.iter();
    all.find(|one| one.spot == spot)
        .map(|one| (one.state, one.behind))
}

/// A note with a response in both languages that were written one after the other.
fn written(notebook: &Notebook) -> NoteView {
    let view = notebook.create_note(&NewNote::default()).unwrap();
    let view = put(notebook, &view, Lang::En, "", EN);
    put(notebook, &view, Lang::Fr, "", FR)
}

#[test]
fn the_side_that_is_changed_after_the_other_was_written_leaves_that_behind() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    assert_eq!(
        state(&view, RESPONSE),
        Some((TranslationState::Unconfirmed, None))
    );
    let more = format!("{FR}\n- Encore.");
    let view = put(&notebook, &view, Lang::Fr, FR, &more);
    assert_eq!(
        state(&view, RESPONSE),
        Some((TranslationState::Unconfirmed, None)),
        "French is still being written"
    );
    let view = put(&notebook, &view, Lang::En, EN, &EN.replace('4', "5"));
    let behind = Some((TranslationState::Behind, Some(Lang::Fr)));
    assert_eq!(state(&view, RESPONSE), behind);
    let reference = &view.note.reference;
    let lacks = notebook.check(reference, Rates::USUAL).unwrap();
    let told = lacks
        .iter()
        .find(|problem| problem.code == ProblemCode::TranslationBehind);
    assert_eq!(told.unwrap().lang, Some(Lang::Fr));

    // Another program on the same notebook sees the same.
    let again = bench.open();
    assert_eq!(state(&again.note(reference).unwrap(), RESPONSE), behind);
    let listed = again.translations().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].item.id, reference.as_str());

    let view = notebook
        .mark_translated(reference, Some(&[RESPONSE]))
        .unwrap();
    assert_eq!(
        state(&view, RESPONSE),
        Some((TranslationState::Current, None))
    );
    assert_eq!(again.translations().unwrap(), []);
}

#[test]
fn a_side_that_was_being_written_yesterday_still_is() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    notebook.settle();
    drop(notebook);
    let notebook = bench.open();
    let more = format!("{FR}\n- Encore.");
    let view = put(&notebook, &view, Lang::Fr, FR, &more);
    assert_eq!(
        state(&view, RESPONSE),
        Some((TranslationState::Unconfirmed, None))
    );
    notebook.settle();
    drop(notebook);
    let notebook = bench.open();
    let view = put(&notebook, &view, Lang::En, EN, &EN.replace('4', "5"));
    assert_eq!(
        state(&view, RESPONSE),
        Some((TranslationState::Behind, Some(Lang::Fr)))
    );
}

#[test]
fn an_approved_note_that_is_reopened_and_a_copy_know_what_agreed() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    let reference = view.note.reference;
    let approved = notebook.set_status(&reference, Status::Approved).unwrap();
    assert_eq!(
        state(&approved.view, RESPONSE),
        Some((TranslationState::Current, None))
    );
    let copy = NewNote {
        from: Some(reference.clone()),
        places: None,
    };
    let copy = notebook.create_note(&copy).unwrap();
    assert_eq!(copy.note.meta.from.as_ref(), Some(&reference));
    let open = notebook.set_status(&reference, Status::Draft).unwrap();
    for view in [copy, open.view] {
        assert_eq!(
            state(&view, RESPONSE),
            Some((TranslationState::Current, None))
        );
        let view = put(&notebook, &view, Lang::Fr, FR, &FR.replace('4', "5"));
        assert_eq!(
            state(&view, RESPONSE),
            Some((TranslationState::Behind, Some(Lang::En)))
        );
    }
}

#[test]
fn a_note_can_begin_with_some_sections_of_another() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    let block = Change::IfPressed {
        lang: Lang::En,
        was: Vec::new(),
        now: vec![IfPressed {
            topic: "Costs".to_owned(),
            text: "- None.".to_owned(),
        }],
    };
    let view = notebook.save_note(&save(&view, vec![block])).unwrap().view;
    let place = |lang, section| Place { lang, section };
    let new = NewNote {
        from: Some(view.note.reference.clone()),
        places: Some(vec![
            place(Lang::Fr, Section::Response),
            place(Lang::En, Section::IfPressed),
        ]),
    };
    let sides = notebook.create_note(&new).unwrap().note.sides;
    let (en, fr) = (sides.en.unwrap(), sides.fr.unwrap());
    assert_eq!((en.response.as_str(), en.if_pressed.len()), ("", 1));
    assert_eq!((fr.response.as_str(), fr.if_pressed.len()), (FR, 0));
}

#[test]
fn a_translation_goes_out_and_comes_back_into_the_note() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = notebook.create_note(&NewNote::default()).unwrap();
    let view = put(&notebook, &view, Lang::En, "", EN);
    let reference = view.note.reference.clone();
    let nothing = notebook
        .send_translation(std::slice::from_ref(&reference), Lang::En)
        .unwrap_err();
    assert_eq!(nothing.code, ErrorCode::NothingToTranslate);
    let sent = notebook
        .send_translation(std::slice::from_ref(&reference), Lang::Fr)
        .unwrap();
    let sent = String::from_utf8(sent).unwrap();
    let taking = |bytes: &str| {
        let [taken] = notebook
            .take_translation(bytes.as_bytes())
            .unwrap()
            .try_into()
            .unwrap();
        (taken.sections[0].taking, taken.failure)
    };
    assert_eq!(taking(&sent), (Taking::Unfinished, None));
    let mut lines = ["Nous dépensons 4 millions.", "Chaque dollar compte."].into_iter();
    let mut parts = sent.split("<target state=\"needs-translation\">");
    let mut done = parts.next().unwrap().to_owned();
    for part in parts {
        let translated = format!("</ph>{}</target>", lines.next().unwrap());
        done.push_str("<target state=\"translated\">");
        done.push_str(&part.replacen("</ph></target>", &translated, 1));
    }
    // Meanwhile English goes on.
    let view = put(&notebook, &view, Lang::En, EN, &EN.replace('4', "5"));
    assert_eq!(taking(&done), (Taking::Taken, None));
    let view = notebook.note(&view.note.reference).unwrap();
    assert_eq!(view.note.sides.fr.as_ref().unwrap().response, FR);
    assert_eq!(
        state(&view, RESPONSE),
        Some((TranslationState::Behind, Some(Lang::Fr))),
        "what was translated is not what English says by now"
    );
    // Once French is another, an old file replaces nothing.
    put(&notebook, &view, Lang::Fr, FR, "- À nous.");
    assert_eq!(taking(&done), (Taking::ChangedSince, None));
    let kept = notebook.note(&reference).unwrap().note.sides.fr.unwrap();
    assert_eq!(kept.response, "- À nous.");
    notebook.set_status(&reference, Status::Approved).unwrap();
    let changed = done.replace("compte.", "compte!");
    assert_eq!(taking(&changed).0, Taking::ChangedSince);
    let bad = notebook.take_translation(b"<a/>").unwrap_err();
    assert_eq!(bad.code, ErrorCode::BadFile);
}

#[test]
fn a_record_that_cannot_be_read_is_left_alone_and_told() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    let folder = notebook.folder().join("translated");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{}.md", view.note.reference));
    crate::store::atomic_write(&path, b"not a note").unwrap();
    let refused = notebook
        .mark_translated(&view.note.reference, None)
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotReadable);
    // A save goes on all the same.
    put(&notebook, &view, Lang::En, EN, "- Other.");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "not a note");
}

#[test]
fn a_file_that_came_back_half_done_is_taken_without_a_word_that_both_agree() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    let reference = view.note.reference.clone();
    notebook.mark_translated(&reference, None).unwrap();
    let new = "- We spend 5.\n- No dollar counts.";
    put(&notebook, &view, Lang::En, EN, new);
    let sent = notebook
        .send_translation(std::slice::from_ref(&reference), Lang::Fr)
        .unwrap();
    let take = |bytes: &str| {
        let taken = notebook.take_translation(bytes.as_bytes()).unwrap();
        let view = notebook.note(&reference).unwrap();
        (
            taken[0].sections[0].taking,
            state(&view, RESPONSE).unwrap().0,
        )
    };
    let sent = String::from_utf8(sent).unwrap();
    assert_eq!(take(&sent), (Taking::Unfinished, TranslationState::Behind));
    let half = sent.replace("Nous dépensons 4", "Nous dépensons 5");
    assert_eq!(take(&half), (Taking::Partly, TranslationState::ToConfirm));
    let again = notebook
        .send_translation(std::slice::from_ref(&reference), Lang::Fr)
        .unwrap();
    let again = String::from_utf8(again).unwrap();
    let done = again.replace("Chaque", "Aucun");
    assert_ne!(done, again);
    assert_eq!(
        take(&done).0,
        Taking::Partly,
        "its tool marks nothing as done"
    );
    let marked = again
        .replace("Chaque", "Pas un")
        .replace("needs-review-translation", "final");
    assert_eq!(take(&marked).0, Taking::ChangedSince);
}

#[test]
fn a_note_that_begins_with_one_side_of_a_section_agrees_on_nothing_there() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    let reference = view.note.reference;
    notebook.mark_translated(&reference, None).unwrap();
    let place = Place {
        lang: Lang::En,
        section: Section::Response,
    };
    let new = NewNote {
        from: Some(reference),
        places: Some(vec![place]),
    };
    let view = notebook.create_note(&new).unwrap();
    let view = put(&notebook, &view, Lang::Fr, "", "- Tout autre chose.");
    assert_eq!(
        state(&view, RESPONSE),
        Some((TranslationState::Unconfirmed, None))
    );
}

#[test]
fn a_new_note_has_nothing_of_one_of_its_number_that_is_gone() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    let reference = view.note.reference;
    notebook.mark_translated(&reference, None).unwrap();
    let path = notebook.path(ItemKind::Note, reference.as_str()).unwrap();
    std::fs::remove_file(path).unwrap();
    notebook.look(None).unwrap();
    let view = notebook.create_note(&NewNote::default()).unwrap();
    assert_eq!(view.note.reference, reference);
    let view = put(&notebook, &view, Lang::En, "", "- Other.");
    let view = put(&notebook, &view, Lang::Fr, "", "- Autre.");
    assert_eq!(
        state(&view, RESPONSE),
        Some((TranslationState::Unconfirmed, None))
    );
}

#[test]
fn a_note_is_read_again_for_the_list_once_it_or_its_agreement_is_another() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    let reference = view.note.reference;
    let listed = notebook.translations().unwrap();
    let path = notebook.path(ItemKind::Note, reference.as_str()).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let emptied = text.replace(FR, "");
    assert_ne!(emptied, text);
    crate::store::atomic_write(&path, emptied.as_bytes()).unwrap();
    assert_eq!(notebook.translations().unwrap(), listed, "it is not read");
    notebook.look(None).unwrap();
    let [note] = notebook.translations().unwrap().try_into().unwrap();
    assert_eq!(note.translations[0].state, TranslationState::Missing);
}

#[test]
fn what_another_program_says_to_agree_is_not_lacking_at_the_sitting() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    let reference = &view.note.reference;
    notebook.mark_translated(reference, None).unwrap();
    put(&notebook, &view, Lang::En, EN, &EN.replace('4', "5"));
    let is_behind = || {
        let sitting = notebook.sitting(view.note.meta.date, Rates::USUAL).unwrap();
        let mut lacks = sitting.notes.iter().flat_map(|note| &note.lacks);
        lacks.any(|problem| problem.code == ProblemCode::TranslationBehind)
    };
    assert!(is_behind());
    bench.open().mark_translated(reference, None).unwrap();
    assert!(!is_behind());
}

#[test]
fn a_note_that_cannot_be_read_meanwhile_keeps_no_other_from_the_list() {
    let bench = Bench::new();
    let notebook = bench.open();
    let gone = written(&notebook).note.reference;
    let stays = written(&notebook).note.reference;
    let path = notebook.path(ItemKind::Note, gone.as_str()).unwrap();
    std::fs::remove_file(path).unwrap();
    let listed = notebook.translations().unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].item.id, stays.as_str());
}

#[test]
fn what_another_program_says_to_agree_is_told_and_what_this_one_says_is_not() {
    let bench = Bench::new();
    let notebook = bench.open();
    let view = written(&notebook);
    let other = bench.open();
    let reference = &view.note.reference;
    let folder = bench.open().folder().join("translated");
    let file = folder.join(format!("{reference}.md"));
    let told = |paths: &[std::path::PathBuf]| {
        let changes = notebook.look(Some(paths)).unwrap();
        let ids = changes.into_iter().map(|change| change.id);
        ids.collect::<Vec<_>>()
    };
    other.mark_translated(reference, None).unwrap();
    assert_eq!(told(&[folder]), [reference.to_string()], "a new folder");
    assert_eq!(told(std::slice::from_ref(&file)), [reference.to_string()]);

    put(&notebook, &view, Lang::En, EN, &EN.replace('4', "5"));
    notebook.mark_translated(reference, None).unwrap();
    assert_eq!(told(std::slice::from_ref(&file)), [""; 0]);

    std::fs::remove_file(&file).unwrap();
    assert_eq!(told(&[file]), [reference.to_string()]);
}
