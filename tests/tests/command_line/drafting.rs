//! The commands of a morning: status, history, today, translation.

use std::fs;

use crate::qp::{Qp, column, keys};

const COMPLETE: &str = "TBS-2026-QP-11-00001";

/// Has another program change a note's file.
fn rewrite(qp: &Qp, reference: &str, change: impl FnOnce(String) -> String) {
    let path = qp
        .notebook()
        .join("qp/2026")
        .join(format!("{reference}.md"));
    let text = fs::read_to_string(&path).expect("the note's file");
    fs::write(&path, change(text)).expect("the note's file can be written");
}

#[test]
fn a_state_is_put_recorded_and_refused_where_it_is_none() {
    let qp = Qp::with_notes();
    let put = qp.json(&["status", "00001", "in-review"]).done();
    assert_eq!(keys(&put[0]), ["id", "status"]);
    assert_eq!(column(&put, "status"), ["in-review"]);
    let listed = qp.json(&["list", "--status", "in-review"]).done();
    assert_eq!(column(&listed, "id"), [COMPLETE]);
    rewrite(&qp, COMPLETE, |text| {
        assert!(text.contains("states:"), "{text}");
        text
    });
    qp.json(&["status", "00001", "finished"]).failed(2);
    qp.json(&["status", "no-such-note", "draft"]).failed(1);
}

#[test]
fn an_earlier_state_is_listed_compared_and_brought_back() {
    let qp = Qp::with_notes();
    qp.json(&["status", "00001", "draft"]).done();
    let states = qp.json(&["history", "00001"]).done();
    let first = column(&states, "id")
        .last()
        .map(|id| (*id).to_owned())
        .expect("what the save replaced");
    rewrite(&qp, COMPLETE, |text| {
        text.replace("beyond salaries", "beyond wages")
    });
    let compared = qp.json(&["history", "00001", "--at", &first]).done();
    let difference = &compared["differences"][0];
    assert_eq!(difference["place"]["section"], "if_pressed");
    let pieces = difference["pieces"].as_array().expect("pieces");
    assert!(
        pieces
            .iter()
            .any(|piece| piece["standing"] == "removed" && piece["text"] == "salaries"),
        "{pieces:?}"
    );
    qp.json(&[
        "history",
        "00001",
        "--restore",
        &first,
        "--section",
        "en.if_pressed",
    ])
    .done();
    rewrite(&qp, COMPLETE, |text| {
        assert!(text.contains("beyond salaries"), "{text}");
        text
    });
    qp.json(&["history", "00001", "--at", "no-such-state"])
        .failed(1);
}

#[test]
fn the_notes_of_a_day_are_told_with_what_each_lacks() {
    let qp = Qp::with_notes();
    let sitting = qp.json(&["today", "--day", "2026-11-03"]).done();
    assert_eq!(keys(&sitting), ["day", "notes"]);
    let notes = sitting["notes"].as_array().expect("notes");
    assert!(notes.iter().any(|note| note["item"]["id"] == COMPLETE));
    for note in notes {
        assert_eq!(keys(note), ["item", "carried", "lacks"]);
    }
    let draft = qp.json(&["today", "--day", "2026-11-10"]).ended(1);
    let lacks = draft["notes"][0]["lacks"].as_array().expect("a list");
    assert!(!lacks.is_empty(), "{draft}");
    let none = qp.json(&["today", "--day", "2020-01-01"]).problems();
    assert_eq!(none["notes"], serde_json::json!([]));
}

#[test]
fn a_change_in_one_language_is_told_sent_translated_and_taken_back() {
    let qp = Qp::with_notes();
    // What is reopened has agreed in both languages; then English goes on.
    qp.json(&["status", "00001", "draft"]).done();
    qp.json(&["translation", "list", "00001"]).done();
    rewrite(&qp, COMPLETE, |text| {
        text.replace("beyond salaries", "beyond wages")
    });
    let listed = qp.json(&["translation", "list", "00001"]).ended(1);
    let [one] = listed[0]["translations"]
        .as_array()
        .expect("a list")
        .as_slice()
    else {
        panic!("one section is behind: {listed}");
    };
    assert_eq!(keys(one), ["spot", "state", "behind", "changes"]);
    assert_eq!(
        (&one["state"], &one["behind"]),
        (&"behind".into(), &"fr".into())
    );
    let checked = qp.json(&["check", "00001"]).problems();
    assert!(column(&checked, "code").contains(&"translation-behind"));

    let file = qp.outside("out.xlf");
    let name = file.display().to_string();
    let sent = [
        "translation",
        "send",
        "00001",
        "--into",
        "fr",
        "--output",
        &name,
    ];
    assert_eq!(qp.json(&sent).done()["notes"], 1);
    let text = fs::read_to_string(&file).expect("the file");
    assert!(
        text.contains("<source>") && text.contains("beyond wages"),
        "{text}"
    );
    let translated = text
        .replace("que les salaires.", "que la paie.")
        .replace("needs-review-translation", "translated");
    fs::write(&file, translated).expect("the file can be written");
    let taken = qp.json(&["translation", "take", &name]).done();
    assert_eq!(
        keys(&taken[0]),
        ["reference", "lang", "sections", "failure"]
    );
    assert_eq!(taken[0]["sections"][0]["taking"], "taken");
    rewrite(&qp, COMPLETE, |text| {
        assert!(
            text.contains("- L’examen ne coûte rien de plus que la paie."),
            "{text}"
        );
        text
    });
    qp.json(&["translation", "list", "00001"]).done();

    rewrite(&qp, COMPLETE, |text| {
        text.replace("beyond wages", "beyond pay")
    });
    qp.json(&["translation", "done", "00001", "--section", "if_pressed.1"])
        .done();
    qp.json(&["translation", "list", "00001"]).done();
    let nothing = qp.json(&sent).failed(1);
    assert!(nothing.contains("nothing to translate"), "{nothing}");
    qp.json(&["translation", "done", "00001", "--section", "nowhere"])
        .failed(2);
}
