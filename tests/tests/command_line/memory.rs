//! The translation memory: find, export, import.

use std::fs;

use qp_core::store::atomic_write;
use serde_json::json;

use crate::qp::{Qp, column, keys};

const COMPLETE: &str = "TBS-2026-QP-11-00001";

#[test]
fn a_passage_of_an_approved_note_is_found_with_its_translation_and_where_it_was_said() {
    let qp = Qp::with_notes();
    let asked = "each application is reviewed before it is allowed";
    let found = qp.json(&["memory", "find", asked, "--from", "en"]).done();
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    let found = &found[0];
    assert_eq!(
        keys(found),
        [
            "asked",
            "source",
            "target",
            "percent",
            "exact",
            "difference",
            "suggestion",
            "kind",
            "origins",
            "uses"
        ]
    );
    assert_eq!(
        found["target"]["text"],
        "Chaque application est examinée avant d’être permise."
    );
    assert_eq!(
        (&found["percent"], &found["exact"]),
        (&json!(100), &json!(true))
    );
    assert_eq!(
        found["origins"],
        json!([{
            "reference": COMPLETE, "section": "response", "date": "2026-11-03", "file": null
        }])
    );
    // A passage of a draft, and one that nobody said.
    for asked in [
        "Bilingual signs in lighthouses",
        "Nothing of the kind was ever said here",
    ] {
        assert_eq!(qp.json(&["memory", "find", asked]).problems(), json!([]));
    }
}

#[test]
fn a_person_reads_how_close_a_passage_is_what_differs_and_its_translation() {
    let qp = Qp::with_notes();
    let words = [
        "memory",
        "find",
        "Chaque demande est examinée avant d’être permise.",
    ];
    let found = qp.run(&words);
    assert_eq!((found.code, found.complaints.as_str()), (Some(0), ""));
    let lines: Vec<&str> = found.out.lines().collect();
    assert_eq!(
        lines,
        [
            " 87%  TBS-2026-QP-11-00001  2026-11-03  Suggested Response",
            "    Chaque [-application-]{+demande+} est examinée avant d’être permise.",
            "    Each application is reviewed before it is allowed.",
        ]
    );
}

#[test]
fn a_memory_is_written_and_taken_into_another_notebook() {
    let (qp, other) = (Qp::with_notes(), Qp::empty());
    let file = qp.outside("team.tmx");
    let path = file.display().to_string();
    let exported = qp.json(&["memory", "export", "--output", &path]).done();
    assert_eq!(keys(&exported), ["path", "pairs"]);
    let pairs = exported["pairs"].as_u64().expect("a number");
    assert!(pairs >= 8, "{pairs}");
    let again = qp.json(&["memory", "export", "--output", &path]);
    assert!(again.complaints.contains("has been replaced"), "{again:?}");

    let bad = other.outside("bad.tmx");
    atomic_write(&bad, b"<tmx>\n<body>\n").expect("a file");
    let bad = bad.display().to_string();
    let answer = other.json(&["memory", "import", &path, &bad]);
    assert!(answer.complaints.contains("line 3"), "{answer:?}");
    let taken = answer.problems();
    let shape = [
        "path",
        "name",
        "pairs",
        "left_out",
        "other_languages",
        "problems",
    ];
    for one in taken.as_array().expect("a list") {
        assert_eq!(keys(one), shape);
    }
    assert_eq!(column(&taken, "path"), [&path, &bad]);
    assert_eq!(
        (&taken[0]["name"], &taken[0]["pairs"]),
        (&json!("team.tmx"), &json!(pairs))
    );
    assert_eq!(taken[1]["problems"][0]["code"], "not-tmx");
    let kept = fs::read(other.notebook().join("memory/team.tmx")).expect("it is kept");
    assert_eq!(kept, fs::read(&file).expect("the file"));

    let found = other.json(&[
        "memory",
        "find",
        "L’examen ne coûte rien de plus que les salaires",
    ]);
    let found = found.done();
    assert_eq!(
        found[0]["target"]["text"],
        "The review costs nothing beyond salaries."
    );
    assert_eq!(found[0]["origins"][0]["file"], "team.tmx");
    let own = other.outside("own.tmx").display().to_string();
    let pairs_of = |words: &[&str], code| other.json(words).ended(code)["pairs"].clone();
    assert_eq!(pairs_of(&["memory", "export", "-o", &own], 1), json!(0));
    assert_eq!(
        pairs_of(&["memory", "export", "-o", &own, "--all"], 0),
        json!(pairs)
    );
}
