//! The commands that only look: list, show, search, similar, check.

use std::fs;

use qp_core::store::atomic_write;
use serde_json::{Value, json};

use crate::qp::{Qp, column, keys};

const COMPLETE: &str = "TBS-2026-QP-11-00001";
const DRAFT: &str = "TBS-2026-QP-11-00002";
const POLICY: &str = "rules-on-mobile-applications";

#[test]
fn list_tells_id_kind_titles_date_state_and_problems() {
    let qp = Qp::with_notes();
    let mut items = qp.json(&["list"]).done();
    let items = items.as_array_mut().expect("a list");
    items.sort_by_key(|item| item["id"].to_string());
    assert_eq!(
        *items,
        [
            json!({
                "id": COMPLETE,
                "kind": "note",
                "title": {
                    "en": "Ferry schedules on government phones",
                    "fr": "Horaires de traversier sur les téléphones du gouvernement",
                },
                "date": "2026-11-03",
                "status": "approved",
                "problems": [],
            }),
            json!({
                "id": DRAFT,
                "kind": "note",
                "title": { "en": "Bilingual signs in lighthouses", "fr": null },
                "date": "2026-11-10",
                "status": "draft",
                "problems": [],
            }),
            json!({
                "id": POLICY,
                "kind": "policy",
                "title": {
                    "en": "Rules on Mobile Applications",
                    "fr": "Règles sur les applications mobiles",
                },
                "date": "2026-05-15",
                "status": null,
                "problems": [],
            }),
        ]
    );
}

#[test]
fn list_is_narrowed_by_each_filter() {
    let qp = Qp::with_notes();
    for (filter, ids) in [
        (&["--kind", "policy"][..], &[POLICY][..]),
        (&["--kind", "note", "--lang", "fr"], &[COMPLETE]),
        (&["--status", "draft"], &[DRAFT]),
        (
            &["--organization", "tbs-sct", "--to", "2026-11-09"],
            &[COMPLETE],
        ),
        (&["--minister", "ptb", "--from", "2026-11-10"], &[DRAFT]),
    ] {
        let words: Vec<&str> = ["list"].iter().chain(filter).copied().collect();
        assert_eq!(column(&qp.json(&words).done(), "id"), ids, "{filter:?}");
    }
    let nothing = qp.json(&["list", "--organization", "nobody"]).problems();
    assert_eq!(nothing, json!([]));
}

#[test]
fn list_names_a_file_that_cannot_be_read_with_its_problem() {
    let qp = Qp::with_notes();
    let path = qp.notebook().join("qp/2026/broken.md");
    fs::copy(crate::qp::fixture("import/page-en.txt"), path).expect("a copy");
    let answer = qp.json(&["list", "--ui-lang", "fr"]);
    assert!(answer.complaints.contains("broken.md"), "{answer:?}");
    let items = answer.problems();
    let broken = items
        .as_array()
        .and_then(|items| items.iter().find(|item| item["id"] == "qp/2026/broken.md"))
        .expect("the broken file is listed");
    assert_eq!(column(&broken["problems"], "code"), ["no-front-matter"]);
    let message = broken["problems"][0]["message"]
        .as_str()
        .expect("a sentence");
    assert!(message.contains("en-tête"), "{message}");
}

#[test]
fn show_gives_a_note_whole() {
    let qp = Qp::with_notes();
    let note = qp.json(&["show", COMPLETE]).done();
    assert_eq!(
        keys(&note),
        [
            "id",
            "kind",
            "reference",
            "date",
            "organization",
            "minister",
            "status",
            "marking",
            "tags",
            "en",
            "fr"
        ]
    );
    assert_eq!(
        (&note["id"], &note["reference"]),
        (&json!(COMPLETE), &json!(COMPLETE))
    );
    assert_eq!(
        (
            &note["kind"],
            &note["date"],
            &note["status"],
            &note["marking"]
        ),
        (
            &json!("note"),
            &json!("2026-11-03"),
            &json!("approved"),
            &json!("Unclassified")
        )
    );
    assert_eq!(
        (&note["organization"], &note["minister"], &note["tags"]),
        (
            &json!("tbs-sct"),
            &json!("PTB"),
            &json!(["mobile", "travel"])
        )
    );
    assert_eq!(
        note["en"],
        json!({
            "title": "Ferry schedules on government phones",
            "question": "Why may public servants keep a ferry application on their phones?",
            "response": "- Public servants on the coast plan their crossings with it \
                         [@rules-on-mobile-applications#2.1].\n\
                         - Each application is reviewed before it is allowed.",
            "if_pressed": [{
                "topic": "cost of the review",
                "text": "- The review costs nothing beyond salaries.",
            }],
            "background": "The review of applications began in the spring.\n\n\
                           | Year | Reviews |\n| --- | --- |\n| 2025 | 12 |",
            "additional_information": "None",
        })
    );
    assert_eq!(note["fr"]["if_pressed"][0]["topic"], "coût de l’examen");

    let draft = qp.json(&["show", DRAFT]).done();
    assert_eq!(
        (&draft["fr"], &draft["marking"]),
        (&Value::Null, &json!("Protected A"))
    );
}

#[test]
fn show_gives_a_policy_and_one_excerpt_of_it() {
    let qp = Qp::with_notes();
    let policy = qp.json(&["show", POLICY]).done();
    assert_eq!(keys(&policy), ["id", "kind", "title", "source", "en", "fr"]);
    assert_eq!(
        (&policy["id"], &policy["kind"], &policy["source"]),
        (
            &json!(POLICY),
            &json!("policy"),
            &json!("https://example.org/mobile")
        )
    );
    assert_eq!(policy["title"]["fr"], "Règles sur les applications mobiles");
    let excerpts = policy["en"]["excerpts"].as_array().expect("excerpts");
    assert!(excerpts.len() >= 5, "{excerpts:?}");
    for excerpt in excerpts {
        assert_eq!(keys(excerpt), ["anchor", "label", "heading", "text"]);
    }

    let excerpt = qp.json(&["show", &format!("{POLICY}#2.1")]).done();
    assert_eq!(keys(&excerpt), keys(&policy));
    assert_eq!(excerpt["id"], format!("{POLICY}#2.1"));
    let sides = ["en", "fr"].map(|lang| excerpt[lang]["excerpts"].clone());
    assert_eq!(column(&sides[0], "anchor"), ["2.1"]);
    assert_eq!(
        column(&sides[1], "text"),
        ["Une application doit être examinée avant son installation."]
    );
}

#[test]
fn show_of_what_is_not_there_says_so_in_both_languages() {
    let qp = Qp::with_notes();
    for id in [
        "TBS-2026-QP-11-09999",
        "a, b",
        "no-such-policy",
        &format!("{POLICY}#9.9"),
        "#",
        "",
    ] {
        let complaint = qp.json(&["show", id]).failed(1);
        assert!(
            complaint.starts_with("qp: There is no note, policy or excerpt"),
            "{id}: {complaint}"
        );
    }
    let complaint = qp.json(&["show", "rien", "--ui-lang=fr"]).failed(1);
    assert_eq!(
        complaint,
        "qp: Il n’y a ici ni note, ni politique, ni extrait «\u{a0}rien\u{a0}».\n"
    );
}

#[test]
fn search_answers_with_hits_highlights_and_facets() {
    let qp = Qp::with_notes();
    let found = qp.json(&["search", "ferry"]).done();
    assert_eq!(keys(&found), ["total", "corrected", "hits", "facets"]);
    assert_eq!(
        (&found["total"], &found["corrected"]),
        (&json!(1), &Value::Null)
    );
    let hit = &found["hits"][0];
    assert_eq!(
        keys(hit),
        [
            "id",
            "kind",
            "title",
            "lang",
            "date",
            "score",
            "section",
            "snippet",
            "highlights",
            "title_highlights",
            "langs",
            "status",
            "sections",
            "through",
            "shared"
        ]
    );
    assert_eq!(
        (&hit["id"], &hit["kind"], &hit["lang"], &hit["date"]),
        (
            &json!(COMPLETE),
            &json!("note"),
            &json!("en"),
            &json!("2026-11-03")
        )
    );
    assert!(hit["score"].as_f64().expect("a number") > 0.0);
    let snippet: Vec<u16> = hit["snippet"]
        .as_str()
        .expect("a text")
        .encode_utf16()
        .collect();
    let highlights = hit["highlights"].as_array().expect("ranges");
    assert!(!highlights.is_empty(), "{hit}");
    for range in highlights {
        let at = |i: usize| usize::try_from(range[i].as_u64().expect("a number")).expect("small");
        let marked = String::from_utf16(&snippet[at(0)..at(1)]).expect("whole characters");
        assert_eq!(marked.to_lowercase(), "ferry");
    }
    for counts in found["facets"].as_object().expect("facets").values() {
        for count in counts.as_array().expect("counts") {
            assert_eq!(keys(count), ["value", "count"]);
        }
    }
}

#[test]
fn search_finds_in_both_languages_by_elided_word_and_by_part_of_a_reference() {
    let qp = Qp::with_notes();
    for (query, id) in [
        ("l'accès", COMPLETE),
        ("acces", COMPLETE),
        ("lighthouses", DRAFT),
        ("00002", DRAFT),
    ] {
        let found = qp.json(&["search", query]).done();
        assert_eq!(
            column(&found["hits"], "id").first(),
            Some(&id),
            "{query}: {found}"
        );
    }
    let found = qp.json(&["search", "consigné"]).done();
    assert_eq!(column(&found["hits"], "id"), [format!("{POLICY}#2.2")]);
}

#[test]
fn search_is_narrowed_sorted_and_paged() {
    let qp = Qp::with_notes();
    for (options, ids) in [
        (&["--status", "draft"][..], &[DRAFT][..]),
        (&["--kind", "note", "--sort", "date"], &[DRAFT, COMPLETE]),
        (&["--kind", "note", "--sort", "title"], &[DRAFT, COMPLETE]),
        (
            &["--kind", "note", "--sort", "date", "--limit", "1"],
            &[DRAFT],
        ),
        (
            &["--kind", "note", "--sort", "date", "--offset", "1"],
            &[COMPLETE],
        ),
        (&["--kind", "note", "--lang", "fr"], &[COMPLETE]),
        (
            &[
                "--kind",
                "note",
                "--from",
                "2026-11-04",
                "--to",
                "2026-12-01",
            ],
            &[DRAFT],
        ),
        (
            &[
                "--minister",
                "PTB",
                "--organization",
                "tbs-sct",
                "--status",
                "approved",
            ],
            &[COMPLETE],
        ),
    ] {
        let words: Vec<&str> = ["search", ""].iter().chain(options).copied().collect();
        let found = qp.json(&words).done();
        assert_eq!(column(&found["hits"], "id"), ids, "{options:?}: {found}");
    }
    let page = qp
        .json(&["search", "", "--kind", "note", "--limit", "1"])
        .done();
    assert_eq!(page["total"], 2, "the total is of all pages");
}

#[test]
fn search_takes_any_text_and_says_when_nothing_is_found() {
    let qp = Qp::with_notes();
    for query in [
        "title:",
        "\"",
        "a AND (",
        "[x TO y]",
        "https://example.org/?a=b&c",
        "'",
        "\\",
    ] {
        let answer = qp.json(&["search", query]);
        assert!(matches!(answer.code, Some(0 | 1)), "{query}: {answer:?}");
        assert_eq!(answer.complaints, "", "{query}");
    }
    let without = qp.json(&["search", "--", "-lighthouses"]).done();
    assert!(
        !column(&without["hits"], "id").contains(&DRAFT),
        "{without}"
    );
    let nothing = qp.json(&["search", "xyzzyplugh"]).problems();
    assert_eq!(
        (&nothing["total"], &nothing["hits"]),
        (&json!(0), &json!([]))
    );
}

#[test]
fn similar_answers_as_search_without_the_item_itself() {
    let qp = Qp::with_notes();
    let answer = qp.json(&["similar", COMPLETE]);
    assert!(matches!(answer.code, Some(0)), "{answer:?}");
    let found = answer.done();
    assert_eq!(keys(&found), ["total", "corrected", "hits", "facets"]);
    let ids = column(&found["hits"], "id");
    assert!(!ids.contains(&COMPLETE) && !ids.is_empty(), "{ids:?}");
    let complaint = qp.json(&["similar", "nothing-there"]).failed(1);
    assert!(complaint.contains("nothing-there"), "{complaint}");
}

#[test]
fn similar_takes_a_text_instead_and_tells_what_is_shared() {
    let qp = Qp::with_notes();
    let shown = qp.json(&["show", COMPLETE]).done();
    let title = shown["en"]["title"].as_str().expect("a title");
    let found = qp.json(&["similar", "--text", title]).done();
    assert_eq!(found["hits"][0]["id"], COMPLETE);
    let shared = found["hits"][0]["shared"].as_array().expect("a list");
    assert!(!shared.is_empty() && shared.len() <= 8, "{shared:?}");
    qp.json(&["similar", "--text", title, COMPLETE]).failed(2);
    qp.json(&["similar"]).failed(2);
}

#[test]
fn a_bad_line_of_the_notebooks_synonyms_is_told_and_the_others_work() {
    let qp = Qp::with_notes();
    let path = qp.notebook().join("synonyms.txt");
    atomic_write(&path, b"# ours\nalone\nxyzzy = traversier\n").expect("a file");
    let answer = qp.json(&["search", "xyzzy "]);
    assert!(answer.complaints.contains("synonyms.txt"), "{answer:?}");
    assert!(answer.complaints.contains("alone"), "{answer:?}");
    assert_eq!(answer.code, Some(0), "{answer:?}");
}

#[test]
fn check_tells_what_each_note_lacks() {
    let qp = Qp::with_notes();
    assert_eq!(qp.json(&["check", COMPLETE]).done(), json!([]));

    let findings = qp.json(&["check"]).problems();
    let list = findings.as_array().expect("a list");
    for finding in list {
        assert_eq!(keys(finding), ["id", "lang", "section", "code", "message"]);
        assert_eq!(finding["id"], DRAFT, "the complete note lacks nothing");
    }
    let has = |lang: &str, section: Value, code: &str| {
        list.iter().any(|finding| {
            finding["lang"] == lang && finding["section"] == section && finding["code"] == code
        })
    };
    assert!(has("fr", Value::Null, "missing-side"), "{findings}");
    assert!(
        has("en", json!("background"), "empty-section"),
        "{findings}"
    );

    let french = qp.json(&["check", DRAFT, "--ui-lang", "fr"]).problems();
    assert!(
        column(&french, "message").contains(&"Cette section est vide."),
        "{french}"
    );
    assert_eq!(column(&french, "code"), column(&findings, "code"));

    let complaint = qp.json(&["check", "TBS-2026-QP-11-09999"]).failed(1);
    assert!(complaint.contains("TBS-2026-QP-11-09999"), "{complaint}");
}
