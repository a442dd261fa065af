//! Narrowing a list and a search by options, ids typed in part, and what is said of them.

use serde_json::json;

use crate::qp::{Qp, column};

const BUILDINGS: &str = "TBS-2026-QP-03-00011";
const NOISE: &str = "HC-2025-QP-06-00007";
const LIGHTHOUSES: &str = "DFO-2026-QP-10-00021";
const BENCHES: &str = "TBS-2024-QP-00033";
const POLICY: &str = "guide-on-visits";

/// Options, and the notes and policies that they leave.
const OPTIONS: &[(&[&str], &[&str])] = &[
    (&["--kind", "policy"], &[POLICY]),
    (
        &["--status", "draft", "--status", "archived"],
        &[NOISE, LIGHTHOUSES],
    ),
    (
        &["--lang", "fr", "--kind", "note"],
        &[BUILDINGS, NOISE, BENCHES],
    ),
    (
        &["--lang", "fr", "--lang", "en", "--year", "2024"],
        &[BENCHES],
    ),
    (&["--organization", "hc-sc"], &[NOISE]),
    (&["--organization", "SANTE CANADA"], &[NOISE]),
    (
        &[
            "--organization",
            "treasury board",
            "--organization",
            "Fisheries",
        ],
        &[BUILDINGS, LIGHTHOUSES, BENCHES],
    ),
    (&["--minister", "mh"], &[NOISE]),
    (&["--minister", "Ministre de la santé"], &[NOISE]),
    (
        &["--minister", "présidente du conseil du trésor"],
        &[BUILDINGS, BENCHES],
    ),
    (&["--minister", "Shafqat Ali"], &[BUILDINGS, BENCHES]),
    (&["--marking", "protégé a"], &[LIGHTHOUSES]),
    (&["--tag", "Coast"], &[LIGHTHOUSES, BENCHES]),
    (
        &[
            "--tag", "coast", "--tag", "heritage", "--status", "approved",
        ],
        &[BUILDINGS],
    ),
    (
        &["--year", "2026", "--year", "2024"],
        &[BUILDINGS, LIGHTHOUSES, BENCHES],
    ),
    (&["--month", "2025-06"], &[NOISE]),
    (&["--languages", "incomplete"], &[LIGHTHOUSES, BENCHES]),
    (&["--languages", "complete"], &[BUILDINGS, NOISE, POLICY]),
    (
        &["--from", "2025-01-01", "--to", "2025-12-31"],
        &[NOISE, POLICY],
    ),
];

#[test]
fn a_list_and_a_search_are_narrowed_alike_by_every_option() {
    let qp = Qp::with("queries");
    for (options, ids) in OPTIONS {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        for command in [&["list"][..], &["search", ""]] {
            let words: Vec<&str> = command.iter().chain(*options).copied().collect();
            let answer = qp.json(&words).done();
            let items = if answer.is_array() {
                &answer
            } else {
                &answer["hits"]
            };
            // An excerpt stands for its policy.
            let mut found: Vec<&str> = column(items, "id")
                .into_iter()
                .filter_map(|id| id.split('#').next())
                .collect();
            found.sort_unstable();
            found.dedup();
            assert_eq!(found, ids, "{words:?}");
        }
    }
}

#[test]
fn a_name_that_nothing_has_is_told_and_finds_nothing() {
    let qp = Qp::with("queries");
    for (option, typed) in [
        ("--organization", "Ministry of Silly Walks"),
        ("--minister", "Nobody"),
        ("--tag", "dragons"),
    ] {
        for command in [&["list"][..], &["search", "door"]] {
            let words: Vec<&str> = command.iter().copied().chain([option, typed]).collect();
            let answer = qp.json(&words);
            assert_eq!(
                answer.complaints,
                format!("qp: {option}: “{typed}” is unknown; nothing here is called so.\n")
            );
            let answer = answer.problems();
            let nothing = answer == json!([]) || answer["total"] == 0;
            assert!(nothing, "{words:?}: {answer}");
        }
    }
    // What exists, but not here, needs no word.
    let answer = qp.json(&["list", "--organization", "Parks Canada"]);
    assert_eq!((answer.code, answer.complaints.as_str()), (Some(1), ""));
    let french = qp.run(&["list", "--tag", "dragons", "--ui-lang", "fr"]);
    assert_eq!(
        french.complaints,
        "qp: --tag\u{a0}: «\u{a0}dragons\u{a0}» est inconnu; rien ne s’appelle ainsi ici.\n"
    );
}

#[test]
fn a_name_that_several_have_takes_them_all_and_says_so() {
    let qp = Qp::with("queries");
    let answer = qp.json(&["list", "--organization", "canada", "--kind", "note"]);
    assert_eq!(
        answer.complaints,
        "qp: “canada” was taken for any of: dfo-mpo, hc-sc, tbs-sct\n"
    );
    assert_eq!(column(&answer.ended(0), "id").len(), 4);
}

#[test]
fn an_id_may_be_typed_in_part_wherever_one_is_wanted() {
    let qp = Qp::with("queries");
    for (typed, id) in [
        ("00021", LIGHTHOUSES),
        ("21", LIGHTHOUSES),
        ("dfo-2026-qp-10-00021", LIGHTHOUSES),
        ("hc2025qp0600007", NOISE),
        ("2024-QP", BENCHES),
        ("visits", POLICY),
    ] {
        assert_eq!(qp.json(&["show", typed]).done()["id"], id, "{typed}");
    }
    assert_eq!(
        qp.json(&["show", "visits#1.2"]).done()["id"],
        "guide-on-visits#1.2"
    );
    let similar = qp.json(&["similar", "00011"]);
    assert!(matches!(similar.code, Some(0 | 1)) && similar.complaints.is_empty());
    let lacks = qp.json(&["check", "00021"]).problems();
    assert_eq!(lacks[0]["id"], LIGHTHOUSES);
    let made = qp.json(&["new", "--from", "00007"]).done();
    let made = qp
        .json(&["show", made["id"].as_str().expect("an id")])
        .done();
    assert_eq!(made["en"]["title"], "Noise in hospitals");
}

#[test]
fn an_id_that_may_be_several_is_asked_for_and_nothing_is_done() {
    let qp = Qp::with("queries");
    let output = qp.outside("out.docx");
    let shown = output.display().to_string();
    for words in [
        &["show", "2026-qp"][..],
        &["check", "2026-qp"],
        &["new", "--from", "2026-qp"],
        &["export", "2026-qp", "--output", &shown],
    ] {
        let complaint = qp.json(words).failed(1);
        assert_eq!(
            complaint,
            format!(
                "qp: “2026-qp” may be any of these; type more of the one you mean:\n  \
                 {LIGHTHOUSES}  Repair of lighthouses\n  {BUILDINGS}  Access to heritage buildings\n"
            ),
            "{words:?}"
        );
    }
    assert!(!output.exists());
    assert_eq!(
        qp.json(&["list", "--kind", "note"])
            .done()
            .as_array()
            .map(Vec::len),
        Some(4)
    );
    let french = qp.run(&["show", "2026-qp", "--ui-lang", "fr"]);
    assert!(
        french
            .complaints
            .contains("Accès aux édifices patrimoniaux"),
        "{}",
        french.complaints
    );
}

#[test]
fn a_note_named_twice_is_exported_once_and_a_file_replaced_is_told() {
    let qp = Qp::with("queries");
    let output = qp.outside("binder.docx").display().to_string();
    let words = ["export", "00011", "00007", BUILDINGS, "--output", &output];
    let first = qp.json(&words);
    assert_eq!(
        first.complaints,
        format!("qp: “{BUILDINGS}” was named twice; it is exported once.\n")
    );
    assert_eq!(first.ended(0), json!({ "path": output, "notes": 2 }));
    let again = qp.json(&["export", "00011", "--output", &output]);
    assert_eq!(
        again.complaints,
        format!("qp: {output} was there already and has been replaced.\n")
    );
    assert_eq!(again.ended(0)["notes"], 1);
}

#[test]
fn a_person_sees_the_languages_the_sections_and_how_the_hits_divide() {
    let qp = Qp::with("queries");
    let found = qp.run(&["search", "accès édifices", "--facets", "--ui-lang", "fr"]);
    let mut lines = found.out.lines();
    assert_eq!(
        lines.next(),
        Some("TBS-2026-QP-03-00011  fr+en  2026-03-10  approved  Accès aux édifices patrimoniaux"),
        "{}",
        found.out
    );
    for part in [
        "    Enjeu ou question | ",
        "    aussi dans\u{a0}: Titre\n",
        "\n--organization  tbs-sct (1)\n",
        "\n--month         2026-03 (1)\n",
        "\n1 sur 1 trouvés\n",
    ] {
        assert!(found.out.contains(part), "{part:?} in {}", found.out);
    }
    let plain = qp.run(&["search", "accès édifices"]);
    assert!(!plain.out.contains("--organization"), "{}", plain.out);
}

#[test]
fn hits_are_shown_in_the_language_asked_for() {
    let qp = Qp::with("queries");
    let hit = qp.json(&["search", "édifices", "--show-in", "en"]).done()["hits"][0].clone();
    assert_eq!(
        (&hit["lang"], &hit["title"]),
        (&json!("en"), &json!("Access to heritage buildings"))
    );
}
