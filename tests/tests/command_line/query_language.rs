//! The query language: each form, in both languages, and what it finds in one small notebook.

use serde_json::Value;

use crate::qp::{Qp, column};

const BUILDINGS: &str = "TBS-2026-QP-03-00011";
const NOISE: &str = "HC-2025-QP-06-00007";
const LIGHTHOUSES: &str = "DFO-2026-QP-10-00021";
const BENCHES: &str = "TBS-2024-QP-00033";
const TICKETS: &str = "guide-on-visits#1.1";
const PHOTOGRAPHS: &str = "guide-on-visits#1.2";

/// What is typed, and what it finds, in whatever order.
const TABLE: &[(&str, &[&str])] = &[
    // Words, whatever case, accents, apostrophes and forms.
    ("buildings", &[BUILDINGS]),
    ("BUILDING", &[BUILDINGS]),
    ("édifices", &[BUILDINGS]),
    ("edifice", &[BUILDINGS]),
    ("l'édifice", &[BUILDINGS]),
    ("l’édifice", &[BUILDINGS]),
    ("hôpital bruit", &[NOISE]),
    ("aujourd'hui", &[BUILDINGS]),
    ("pupils tickets", &[TICKETS]),
    // All words are wanted, wherever they stand.
    ("door north", &[BUILDINGS, LIGHTHOUSES]),
    ("repairs spring", &[BUILDINGS]),
    // Words with a hyphen, whole and in parts.
    ("porte-parole", &[BUILDINGS]),
    ("parole", &[BUILDINGS]),
    // The words next to one another.
    ("\"north door\"", &[BUILDINGS]),
    ("“north tower”", &[LIGHTHOUSES]),
    ("« porte nord »", &[BUILDINGS]),
    // Without.
    ("door -tower", &[BUILDINGS]),
    ("north -\"north door\"", &[LIGHTHOUSES]),
    ("billet OU photographies -gratuit", &[PHOTOGRAPHS]),
    // One or the other.
    ("noise OR lighthouses", &[NOISE, LIGHTHOUSES]),
    ("bruit OU bancs", &[NOISE, BENCHES]),
    // The beginning of a word.
    ("lightho*", &[LIGHTHOUSES]),
    ("photogr* allowed", &[PHOTOGRAPHS]),
    ("the lightho", &[LIGHTHOUSES]),
    ("chari", &[NOISE]),
    // Numbers and amounts, in both conventions.
    ("3,400,000", &[BUILDINGS]),
    ("3 400 000 $", &[BUILDINGS]),
    ("3\u{a0}400\u{a0}000", &[BUILDINGS]),
    // References, whole and in part.
    ("TBS-2024-QP-00033", &[BENCHES]),
    ("hc-2025-qp-06-00007", &[NOISE]),
    ("00021", &[LIGHTHOUSES]),
    ("2026-QP", &[BUILDINGS, LIGHTHOUSES]),
    ("dfo2026qp1000021", &[LIGHTHOUSES]),
    // Fields, in both languages.
    ("ref:00021", &[LIGHTHOUSES]),
    ("réf:2025", &[NOISE]),
    ("title:noise", &[NOISE]),
    ("titre:bruit", &[NOISE]),
    ("title:wards", &[]),
    ("minister:MH", &[NOISE]),
    ("ministre:MF1", &[LIGHTHOUSES]),
    ("organization:hc-sc", &[NOISE]),
    ("organisation:dfo-mpo", &[LIGHTHOUSES]),
    ("tag:coast", &[LIGHTHOUSES, BENCHES]),
    ("étiquette:heritage -lighthouses", &[BUILDINGS]),
    ("status:draft", &[LIGHTHOUSES]),
    ("état:archivée", &[NOISE]),
    ("statut:\"en traduction\"", &[BENCHES]),
    ("after:2026-06", &[LIGHTHOUSES]),
    ("après:2026-03-10", &[BUILDINGS, LIGHTHOUSES]),
    ("before:2025", &[BENCHES]),
    ("avant:2025-06-12 minister:PTB", &[BENCHES]),
    ("after:2025-06 before:2025-07", &[NOISE]),
    // Everything.
    (
        "",
        &[BUILDINGS, NOISE, LIGHTHOUSES, BENCHES, TICKETS, PHOTOGRAPHS],
    ),
];

fn found(answer: &Value) -> Vec<&str> {
    // The heading of a policy's section is an excerpt of its own.
    let mut ids = column(&answer["hits"], "id");
    ids.retain(|id| *id != "guide-on-visits#1");
    ids.sort_unstable();
    ids
}

#[test]
fn each_form_of_a_query_finds_what_it_should() {
    let qp = Qp::with("queries");
    let mut wrong = Vec::new();
    for (query, ids) in TABLE {
        let answer = qp.json(&["search", query]);
        let code = answer.code;
        let answer = answer.ended(i32::from(ids.is_empty()));
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        let corrected = &answer["corrected"];
        if found(&answer) != ids || !corrected.is_null() {
            wrong.push(format!(
                "{query:?}: {code:?} {corrected} {:?}",
                found(&answer)
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn where_nothing_has_the_words_close_ones_do_and_it_is_said() {
    let qp = Qp::with("queries");
    for (query, corrected, id) in [
        ("lighthuoses", "lighthouses", LIGHTHOUSES),
        ("hopitau bruyantt", "bruyantes", NOISE),
        ("spokesperson zebra", "spokesperson", BUILDINGS),
    ] {
        let answer = qp.json(&["search", query]).done();
        let said = answer["corrected"].as_str().unwrap_or_default();
        assert!(said.contains(corrected), "{query}: {answer}");
        assert_eq!(found(&answer).first(), Some(&id), "{query}: {answer}");
        let shown = qp.run(&["search", query, "--ui-lang", "fr"]);
        assert!(shown.out.contains(said), "{query}: {}", shown.out);
    }
}

#[test]
fn whatever_is_typed_is_no_error() {
    let qp = Qp::with("queries");
    for query in [
        "\"",
        "«",
        "- -",
        "OR",
        "OU OU",
        ":",
        "field:",
        "minister:",
        "after:never",
        "(a AND (b",
        "a~2^3",
        "[1 TO 2]",
        "\\",
        "*",
        "**",
        "-*",
        "🙂",
        "l'",
        "ref:",
        "--",
        "a:b:c",
    ] {
        let answer = qp.json(&["search", "--", query]);
        assert!(matches!(answer.code, Some(0 | 1)), "{query:?}: {answer:?}");
        assert_eq!(answer.complaints, "", "{query:?}");
    }
}
