//! Policies from where they live: imported by the folder, found by number, cited, and held against a
//! newer text.

use std::fs;
use std::path::Path;

use qp_core::store::atomic_write;
use serde_json::{Value, json};

use crate::qp::{Qp, column, fixture, keys};

const ACT: &str = "umbrella-lending-act";
const DIRECTIVE: &str = "directive-on-umbrella-communications";

fn with_policies() -> (Qp, Value) {
    let qp = Qp::empty();
    let folder = fixture("policies").display().to_string();
    let outcomes = qp.json(&["import", &folder]).problems();
    (qp, outcomes)
}

#[test]
fn a_folder_gives_an_act_in_both_languages_a_directive_and_what_could_not_be_read() {
    let (qp, outcomes) = with_policies();
    let names: Vec<&str> = column(&outcomes, "path")
        .into_iter()
        .map(|path| path.rsplit(['/', '\\']).next().unwrap_or_default())
        .collect();
    assert_eq!(
        names,
        [
            "directive-umbrellas.en.html",
            "feed.xml",
            "umbrella-act.en.xml",
            "umbrella-act.fr.xml"
        ]
    );
    assert_eq!(column(&outcomes, "id"), [DIRECTIVE, ACT, ACT]);
    let codes = |at: usize| column(&outcomes[at]["problems"], "code").join(" ");
    assert_eq!(codes(1), "cannot-import");
    assert_eq!(codes(2), "repealed-left-out");
    assert_eq!(codes(3), "repealed-left-out language-joined");

    let excerpt = qp.json(&["show", &format!("{ACT}#7(c)")]).done();
    let label = |lang: &str| excerpt[lang]["excerpts"][0]["label"].clone();
    assert_eq!((label("en"), label("fr")), (json!("7(c)"), json!("7c)")));
    let policy = qp.json(&["show", DIRECTIVE]).done();
    assert_eq!(
        column(&policy["en"]["excerpts"], "anchor"),
        ["1", "1.1", "4", "4.1", "4.1.1", "annex-b", "B.2.2"]
    );
    let source = "https://www.tbs-sct.canada.ca/pol/doc-eng.aspx?id=99001";
    assert_eq!(policy["source"], source);

    let again = qp.json(&["import", &fixture("policies").display().to_string()]);
    let again = again.problems();
    for at in [0, 2, 3] {
        let told = column(&again[at]["problems"], "code");
        assert_eq!(told.last(), Some(&"already-imported"), "{again}");
    }
    let answer = qp.run(&["import", &fixture("policies").display().to_string()]);
    let last = answer.out.lines().last().unwrap_or_default();
    assert_eq!(
        last,
        "Notes: 0. Policies: 0. There already: 3. Not imported: 1."
    );
}

#[test]
fn a_clause_is_found_by_number_title_and_words_in_either_language() {
    let (qp, _) = with_policies();
    for (words, id) in [
        ("4.1.1", format!("{DIRECTIVE}#4.1.1")),
        ("directive communications 4.1", format!("{DIRECTIVE}#4.1")),
        ("B.2.2", format!("{DIRECTIVE}#B.2.2")),
        ("7(c)", format!("{ACT}#7(c)")),
        ("7c)", format!("{ACT}#7(c)")),
        ("umbrella lending act 7(c)", format!("{ACT}#7(c)")),
        ("loi prêt parapluies 7c)", format!("{ACT}#7(c)")),
        ("parapluies rendus", format!("{ACT}#7(c)")),
    ] {
        let found = qp.json(&["search", words]).done();
        assert_eq!(found["hits"][0]["id"], id, "{words}");
    }
}

#[test]
fn a_citation_says_that_its_clause_has_changed_until_it_is_confirmed() {
    let (qp, _) = with_policies();
    let note = qp.json(&["new"]).done();
    let (id, path) = (
        note["id"].as_str().expect("an id"),
        note["path"].as_str().expect("a path"),
    );
    let text = fs::read_to_string(path).expect("the note's file");
    let cited = format!("## Background\n\nThe number is published [@{ACT}#7(c)].\n");
    let text = text.replacen("## Background\n", &cited, 1);
    atomic_write(Path::new(path), text.as_bytes()).expect("written");
    let about = |answer: &Value| -> Vec<String> {
        let problems = answer.as_array().expect("a list").iter();
        let codes = problems.filter_map(|problem| problem["code"].as_str());
        codes
            .filter(|code| code.contains("citation"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(about(&qp.json(&["check", id]).problems()), [""; 0]);
    assert_eq!(qp.json(&["cite", "list"]).done(), json!([]));

    let newer = fs::read_to_string(fixture("policies/umbrella-act.en.xml")).expect("the Act");
    let newer = newer
        .replace("30 days", "60 days")
        .replace("2026-03-01", "2026-09-01");
    let file = qp.outside("newer.xml");
    atomic_write(&file, newer.as_bytes()).expect("written");
    let file = file.display().to_string();
    let outcomes = qp.json(&["import", &file]).ended(0);
    let replaced = column(&outcomes[0]["problems"], "code");
    assert_eq!(replaced, ["repealed-left-out", "policy-replaced"]);

    let checked = qp.json(&["check", id]).problems();
    assert_eq!(about(&checked), ["citation-changed"]);
    let told = checked.to_string();
    assert!(
        told.contains("within 30 days") && told.contains("within 60 days"),
        "{told}"
    );
    let listed = qp.json(&["cite", "list"]).problems();
    assert_eq!(keys(&listed[0]), ["id", "citations"]);
    let stale = &listed[0]["citations"][0];
    assert_eq!(
        keys(stale),
        [
            "citation", "state", "title", "label", "was", "now", "instead"
        ]
    );
    assert_eq!(
        (&listed[0]["id"], &stale["state"]),
        (&json!(id), &json!("changed"))
    );
    assert_eq!(stale["label"]["fr"], "al.\u{a0}7c)");
    let heard = qp.run(&["cite", "list", id]).out;
    let changed = "the number that came back.";
    assert_eq!(
        heard,
        format!(
            "{id}  [@{ACT}#7(c)]  changed\n  en - within 30 days after each wet day, {changed}\n  en + within 60 days after each wet day, {changed}\n"
        )
    );
    let french = qp.run(&["--ui-lang", "fr", "cite", "list"]).out;
    assert!(
        french.starts_with(&format!("{id}  [@{ACT}#7(c)]  a changé\n")),
        "{french}"
    );
    let confirmed = qp.json(&["cite", "confirm", id]).done();
    assert_eq!(keys(&confirmed), ["id", "confirmed"]);
    assert_eq!(confirmed["confirmed"], json!([format!("[@{ACT}#7(c)]")]));
    assert_eq!(about(&qp.json(&["check", id]).problems()), [""; 0]);
    qp.json(&["cite", "confirm", id]).problems();
    assert_eq!(qp.json(&["cite", "list"]).done(), json!([]));
    let named = qp.json(&["cite", "list", id]).done();
    assert_eq!(named[0]["citations"], json!([]));

    let earlier = qp.notebook().join("earlier").join(ACT);
    let kept: Vec<_> = fs::read_dir(earlier).expect("earlier texts").collect();
    assert_eq!(kept.len(), 1);
}

#[test]
fn what_a_clause_said_in_a_language_that_it_did_not_have_is_null() {
    let qp = Qp::empty();
    let english = fs::read_to_string(fixture("policies/umbrella-act.en.xml")).expect("the Act");
    let import = |name: &str, text: &str| {
        let file = qp.outside(name);
        atomic_write(&file, text.as_bytes()).expect("written");
        qp.json(&["import", &file.display().to_string()]);
    };
    import("umbrella-act.en.xml", &english);
    let note = qp.json(&["new"]).done();
    let path = Path::new(note["path"].as_str().expect("a path"));
    let text = fs::read_to_string(path).expect("the note's file");
    let cited = format!("## Background\n\nIt is published [@{ACT}#7(c)].\n");
    let text = text.replacen("## Background\n", &cited, 1);
    atomic_write(path, text.as_bytes()).expect("written");

    let newer = english
        .replace("30 days", "60 days")
        .replace("2026-03-01", "2026-09-01");
    import("newer.en.xml", &newer);
    let french = fs::read_to_string(fixture("policies/umbrella-act.fr.xml")).expect("the Act");
    import("umbrella-act.fr.xml", &french);
    let listed = qp.json(&["cite", "list"]).problems();
    let stale = &listed[0]["citations"][0];
    assert_eq!(stale["was"]["fr"], Value::Null);
    assert!(stale["now"]["fr"].is_string(), "{stale}");
    assert!(stale["was"]["en"].is_string(), "{stale}");
    let heard = qp.run(&["cite", "list"]).out;
    assert!(!heard.contains("fr +"), "{heard}");
}
