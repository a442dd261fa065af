//! The commands that write: init, import, new, export, reindex.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::qp::{Qp, column, fixture, keys};

const COMPLETE: &str = "TBS-2026-QP-11-00001";
const DRAFT: &str = "TBS-2026-QP-11-00002";

#[test]
fn init_makes_a_notebook_and_says_where() {
    let qp = Qp::without_notebook();
    let made = qp.json(&["init"]).done();
    assert_eq!(keys(&made), ["path"]);
    let path = Path::new(made["path"].as_str().expect("a path"));
    assert_eq!(
        fs::canonicalize(path).expect("the folder is there"),
        fs::canonicalize(qp.notebook()).expect("the folder is there")
    );
    assert_eq!(
        qp.json(&["list"]).problems(),
        json!([]),
        "an empty notebook"
    );
}

#[test]
fn every_command_needs_a_notebook() {
    let qp = Qp::without_notebook();
    for words in [
        &["list"][..],
        &["show", "x"],
        &["new"],
        &["search", "x"],
        &["similar", "x"],
        &["check"],
        &["export", "x", "--output", "x.docx"],
        &["reindex"],
        &["import", "x.txt"],
    ] {
        let complaint = qp.json(words).failed(1);
        assert!(
            complaint.contains("is not a notebook"),
            "{words:?}: {complaint}"
        );
    }
}

#[test]
fn import_joins_the_two_pages_of_a_note_and_tells_each_file_in_order() {
    let qp = Qp::empty();
    let files = ["page-en.txt", "page-fr.txt", "policy-en.txt"]
        .map(|name| fixture("import").join(name).display().to_string());
    let words: Vec<&str> = ["import"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .collect();
    let outcomes = qp.json(&words).ended(0);
    let list = outcomes.as_array().expect("a list");
    for outcome in list {
        assert_eq!(keys(outcome), ["path", "kind", "id", "problems"]);
        for problem in outcome["problems"].as_array().expect("problems") {
            assert_eq!(keys(problem), ["code", "message"]);
        }
    }
    assert_eq!(column(&outcomes, "path"), files);
    assert_eq!(column(&outcomes, "kind"), ["note", "note", "policy"]);
    assert_eq!(
        column(&outcomes, "id"),
        [
            "TBS-2026-QP-10-00041",
            "TBS-2026-QP-10-00041",
            "directive-on-snow-sheds"
        ]
    );

    let note = qp.json(&["show", "TBS-2026-QP-10-00041"]).done();
    assert_eq!(
        (&note["date"], &note["organization"], &note["minister"]),
        (&json!("2026-10-05"), &json!("tbs-sct"), &json!("PTB"))
    );
    assert_eq!(note["en"]["title"], "Heating of snow sheds");
    assert_eq!(
        note["fr"]["if_pressed"],
        json!([{ "topic": "été", "text": "- Aucun abri n’est chauffé l’été." }])
    );
    let policy = qp.json(&["show", "directive-on-snow-sheds#2.2"]).done();
    assert_eq!(
        column(&policy["en"]["excerpts"], "text"),
        [
            "Managers must ensure that every lock is tried each November before the first snow falls, \
          and again in March."
        ]
    );
}

#[test]
fn a_note_exported_to_word_comes_back_into_another_notebook_and_changes_nothing_in_its_own() {
    let qp = Qp::with_notes();
    let list = qp.json(&["list", "--kind", "note"]).done();
    let id = column(&list, "id")[0].to_owned();
    let word = qp.outside("note.docx").display().to_string();
    qp.json(&["export", &id, "--output", &word, "--lang", "both"])
        .done();

    let again = qp.json(&["import", &word]).ended(0);
    assert_eq!(column(&again, "id"), [&id]);
    let codes = column(&again[0]["problems"], "code");
    assert!(
        !codes.is_empty() && codes.iter().all(|code| *code == "already-imported"),
        "{again}"
    );

    let other = Qp::empty();
    let outcomes = other.json(&["import", &word]).ended(0);
    assert_eq!(
        (column(&outcomes, "path"), column(&outcomes, "id")),
        (vec![word.as_str()], vec![id.as_str()])
    );
    let (there, back) = (
        qp.json(&["show", &id]).done(),
        other.json(&["show", &id]).done(),
    );
    for key in [
        "reference",
        "date",
        "organization",
        "minister",
        "status",
        "marking",
        "tags",
    ] {
        assert_eq!(back[key], there[key], "{key}");
    }
    let plain = |note: &Value| {
        let text = format!("{}{}", note["en"], note["fr"]);
        // What an empty section shows counts as nothing.
        let text = text
            .replace("\"None\"", "\"\"")
            .replace("\"aucun\"", "\"\"");
        text.replace('\u{a0}', " ")
    };
    assert_eq!(plain(&back), plain(&there));
}

#[test]
fn two_word_files_of_one_note_join_whichever_comes_first() {
    let qp = Qp::with_notes();
    let files = ["fr", "en"].map(|lang| {
        let file = qp.outside(&format!("{lang}.docx")).display().to_string();
        qp.json(&["export", COMPLETE, "--output", &file, "--lang", lang])
            .done();
        file
    });
    let other = Qp::empty();
    let outcomes = other.json(&["import", &files[0], &files[1]]).ended(0);
    assert_eq!(column(&outcomes, "id"), [COMPLETE, COMPLETE]);
    let back = other.json(&["show", COMPLETE]).done();
    assert_eq!(back["en"]["title"], "Ferry schedules on government phones");
    assert_eq!(
        back["fr"]["title"],
        "Horaires de traversier sur les téléphones du gouvernement"
    );
}

#[test]
fn a_binder_gives_one_outcome_that_names_each_of_its_notes() {
    let qp = Qp::with_notes();
    let list = qp.json(&["list", "--kind", "note"]).done();
    let ids: Vec<String> = column(&list, "id")
        .iter()
        .take(3)
        .map(|id| (*id).to_owned())
        .collect();
    let word = qp.outside("binder.docx").display().to_string();
    let mut words = vec!["export"];
    words.extend(ids.iter().map(String::as_str));
    words.extend(["--output", &word]);
    qp.json(&words).done();

    let other = Qp::empty();
    let outcomes = other.json(&["import", &word]).ended(0);
    assert_eq!(column(&outcomes, "path"), [&word]);
    let mut found = column(&outcomes, "id");
    found.extend(column(&outcomes[0]["more"], "id"));
    found.sort_unstable();
    let mut wanted: Vec<&str> = ids.iter().map(String::as_str).collect();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}

#[test]
fn a_word_file_that_is_no_good_says_why() {
    let qp = Qp::empty();
    let word = qp.outside("note.docx");
    qp_core::store::atomic_write(&word, b"PK\x03\x04 cut short").expect("a file");
    let outcomes = qp.json(&["import", &word.display().to_string()]).problems();
    assert_eq!(column(&outcomes[0]["problems"], "code"), ["damaged-file"]);
}

#[test]
fn import_again_changes_nothing_and_a_bad_file_does_not_stop_the_others() {
    let qp = Qp::empty();
    let page = fixture("import/page-en.txt").display().to_string();
    qp.json(&["import", &page]).ended(0);
    let file = qp.notebook().join("qp/2026/TBS-2026-QP-10-00041.md");
    let before = fs::read(&file).expect("the note's file");

    let empty = qp.outside("empty.txt");
    fs::File::create(&empty).expect("a file");
    let empty = empty.display().to_string();
    let missing = qp.outside("missing.txt").display().to_string();
    let answer = qp.json(&["import", &empty, &missing, &page]);
    assert!(answer.complaints.contains("empty.txt"), "{answer:?}");
    assert!(answer.complaints.contains("missing.txt"), "{answer:?}");
    let outcomes = answer.problems();
    assert_eq!(column(&outcomes, "path"), [&empty, &missing, &page]);
    assert_eq!(
        (&outcomes[0]["kind"], &outcomes[0]["id"], &outcomes[1]["id"]),
        (&Value::Null, &Value::Null, &Value::Null)
    );
    assert_eq!(column(&outcomes[0]["problems"], "code"), ["no-text"]);
    assert_eq!(column(&outcomes[1]["problems"], "code"), ["unreadable"]);
    assert_eq!(
        column(&outcomes[2]["problems"], "code"),
        ["already-imported"]
    );
    assert_eq!(fs::read(&file).expect("the note's file"), before);
}

#[test]
fn new_takes_the_next_reference_and_never_a_taken_one() {
    let qp = Qp::empty();
    let first = qp.json(&["new"]).done();
    assert_eq!(keys(&first), ["id", "path"]);
    let second = qp.json(&["new"]).done();
    let (first, second) = (text(&first["id"]), text(&second["id"]));
    assert!(
        first.ends_with("-00001") && second.ends_with("-00002"),
        "{first} {second}"
    );
    assert_eq!(column(&qp.json(&["list"]).done(), "id").len(), 2);
}

#[test]
fn new_from_a_note_takes_over_its_text() {
    let qp = Qp::with_notes();
    let made = qp.json(&["new", "--from", COMPLETE]).done();
    let path = Path::new(made["path"].as_str().expect("a path"));
    assert!(path.is_file(), "{}", path.display());
    let (old, new) = (
        qp.json(&["show", COMPLETE]).done(),
        qp.json(&["show", &text(&made["id"])]).done(),
    );
    assert_eq!((&new["en"], &new["fr"]), (&old["en"], &old["fr"]));
    assert_eq!(
        (&new["organization"], &new["tags"]),
        (&old["organization"], &old["tags"])
    );
    assert_eq!(
        new["status"], "draft",
        "it is a new draft, not an approved note"
    );
    assert_ne!(new["id"], old["id"]);

    let complaint = qp
        .json(&["new", "--from", "TBS-2026-QP-11-09999"])
        .failed(1);
    assert!(complaint.contains("TBS-2026-QP-11-09999"), "{complaint}");
}

#[test]
fn export_writes_one_note_and_a_binder() {
    let qp = Qp::with_notes();
    for (words, notes) in [
        (&[COMPLETE, "--lang", "en"][..], 1),
        (&[COMPLETE, "--lang", "both", "--layout", "side-by-side"], 1),
        (&[COMPLETE, DRAFT, "--layout", "sequential"], 2),
    ] {
        let output = qp.outside("out.docx");
        let output = output.display().to_string();
        let words: Vec<&str> = ["export", "--output", &output]
            .iter()
            .chain(words)
            .copied()
            .collect();
        let exported = qp.json(&words).done();
        assert_eq!(exported, json!({ "path": output, "notes": notes }));
        let file = fs::File::open(&output).expect("the file is written");
        let mut archive = zip::ZipArchive::new(file).expect("a Word file is a zip");
        archive
            .by_name("word/document.xml")
            .expect("with a document");
        fs::remove_file(&output).expect("it can be removed");
    }
}

#[test]
fn export_of_a_binder_prints_its_cover_in_the_language_that_comes_first() {
    let qp = Qp::with_notes();
    let output = qp.outside("binder.docx").display().to_string();
    let words = [
        "export",
        COMPLETE,
        "--first",
        "fr",
        "--date",
        "2026-11-30",
        "--minister",
        "PTB",
        "--by-theme",
        "--output",
        &output,
    ];
    qp.json(&words).done();
    let file = fs::File::open(&output).expect("the file is written");
    let mut archive = zip::ZipArchive::new(file).expect("a Word file is a zip");
    let mut document = String::new();
    archive
        .by_name("word/document.xml")
        .expect("with a document")
        .read_to_string(&mut document)
        .expect("of text");
    let at = |text: &str| document.find(text).unwrap_or_else(|| panic!("no {text}"));
    let cover = at("Notes pour la période des questions<");
    assert!(cover < at("Le lundi 30\u{a0}novembre 2026"));
    assert!(at("Président du Conseil du Trésor") < at("Question Period Notes<"));
    assert!(at("Question Period Notes<") < at("Table des matières"));
    assert!(at("Table des matières") < at("Réponse suggérée"));
    assert!(at("Réponse suggérée") < at("Suggested Response"));
    let complaint = qp
        .json(&["export", COMPLETE, "--date", "30.11.2026", "-o", &output])
        .failed(2);
    assert!(complaint.contains("YYYY-MM-DD"), "{complaint}");
}

#[test]
fn export_that_fails_leaves_an_old_file_as_it_was() {
    let qp = Qp::with_notes();
    let output = qp.outside("kept.docx");
    fs::copy(fixture("import/page-en.txt"), &output).expect("a copy");
    let before = fs::read(&output).expect("a file");
    let shown = output.display().to_string();
    let missing = qp.outside("missing.docx").display().to_string();
    let plain = fixture("import/page-en.txt").display().to_string();
    for words in [
        &["TBS-2026-QP-11-09999"][..],
        &[COMPLETE, "TBS-2026-QP-11-09999"],
        &[DRAFT, "--lang", "fr"],
        &[COMPLETE, "--template", &missing],
        &[COMPLETE, "--template", &plain],
    ] {
        let words: Vec<&str> = ["export", "--output", &shown]
            .iter()
            .chain(words)
            .copied()
            .collect();
        let complaint = qp.json(&words).failed(1);
        assert!(complaint.starts_with("qp: "), "{words:?}: {complaint}");
        assert_eq!(fs::read(&output).expect("a file"), before, "{words:?}");
    }
}

#[test]
fn reindex_counts_what_it_put_into_the_index() {
    let qp = Qp::with_notes();
    let rebuilt = qp.json(&["reindex"]).done();
    assert_eq!(keys(&rebuilt), ["documents", "seconds"]);
    assert!(
        rebuilt["documents"].as_u64().expect("a number") >= 3,
        "{rebuilt}"
    );
    assert!(
        rebuilt["seconds"].as_f64().expect("a number") >= 0.0,
        "{rebuilt}"
    );
    assert_eq!(qp.json(&["search", "ferry"]).done()["total"], 1);
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
