//! The real Act and the real directive, where a folder `shared` with them lies beside the project:
//! what comes of them is held against counts of their source.

use std::path::{Path, PathBuf};

use super::*;
use crate::import::import_bytes;
use crate::lang::Lang;
use crate::policy::{Excerpt, Policy, PolicyFile, PolicySide, paired};

fn source(name: &str) -> Option<String> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let path = above
        .map(|folder| folder.join("shared/real/policies").join(name))
        .find(|path: &PathBuf| path.is_file());
    if path.is_none() {
        println!("skipped: no real {name}");
    }
    Some(std::fs::read_to_string(path?).unwrap())
}

fn taken(name: &str) -> Option<(String, ImportedPolicy)> {
    let source = source(name)?;
    match import_bytes(name, source.as_bytes()).unwrap().remove(0) {
        Imported::Policy(policy) => Some((source, *policy)),
        Imported::Note(note) => panic!("a note: {note:?}"),
    }
}

fn side(policy: &Policy, lang: Lang) -> &PolicySide {
    policy.sides[lang].as_ref().unwrap()
}

/// How often a pattern matches, counted without any of our own readers.
fn counted(source: &str, pattern: &str) -> usize {
    regex::Regex::new(pattern)
        .unwrap()
        .find_iter(source)
        .count()
}

fn count_of(side: &PolicySide, wanted: impl Fn(&Excerpt) -> bool) -> usize {
    side.excerpts
        .iter()
        .filter(|excerpt| wanted(excerpt))
        .count()
}

#[test]
fn every_clause_of_the_real_directive_is_an_excerpt() {
    let Some((source, imported)) = taken("directive-proactive-publication.en.html") else {
        return;
    };
    let english = side(&imported.policy, Lang::En);
    let clauses = counted(&source, r#"id="cla[A-Z0-9.]+""#);
    let headings = counted(&source, "<h[23]");
    let terms = counted(&source, "<dt>");
    assert_eq!(
        (clauses, headings, terms),
        (47, 23, 4),
        "the source is another one"
    );
    assert_eq!(
        count_of(english, |e| e.level == 0 && !e.label.is_empty()),
        clauses
    );
    assert_eq!(count_of(english, |e| e.level > 0), headings + terms);
    assert_eq!(english.excerpts.len(), clauses + headings + terms);
    let rows = counted(&source, "<tr");
    let table = english.excerpt("annex-b").unwrap();
    assert_eq!(
        table.text.lines().count(),
        rows + 1,
        "and the line below the head"
    );
    assert_eq!(imported.policy.instrument, "32756");
    assert!(
        english
            .excerpt("4.1.5")
            .unwrap()
            .text
            .contains("Official Languages Act")
    );
}

/// The body of an Act's source.
fn body(source: &str) -> &str {
    let start = source.find("<Body").unwrap();
    &source[start..source.find("</Body>").unwrap()]
}

#[test]
fn every_provision_in_force_of_the_real_act_is_an_excerpt_in_both_languages() {
    let (Some((english, en)), Some((french, fr))) = (
        taken("access-to-information-act.en.xml"),
        taken("access-to-information-act.fr.xml"),
    ) else {
        return;
    };
    for (source, policy, lang) in [
        (&english, &en.policy, Lang::En),
        (&french, &fr.policy, Lang::Fr),
    ] {
        let body = body(source);
        let repealed = counted(
            body,
            r"<Section [^>]*><Label>[^<]*</Label><Text[^>]*><Repealed>",
        );
        let sections = counted(body, r"<Section[ >]") - repealed;
        assert_eq!((sections, repealed), (169, 3), "the source is another one");
        let own = side(policy, lang);
        let is_section = |e: &Excerpt| {
            e.anchor.starts_with(|c: char| c.is_ascii_digit())
                && !e.label.is_empty()
                && !e.label.contains(')')
        };
        assert_eq!(count_of(own, is_section), sections);
        // Paragraphs of definitions are their text; a repealed subsection and paragraph are gone.
        let parts = counted(body, r"<Subsection[ >]") + counted(body, r"<(?:Subp|P)aragraph[ >]");
        let defined: usize = body
            .split("<Definition ")
            .skip(1)
            .map(|rest| rest.split("</Definition>").next().unwrap_or_default())
            .map(|definition| counted(definition, r"<(?:Subp|P)aragraph[ >]"))
            .sum();
        assert_eq!(
            count_of(own, |e| e.label.contains(')')),
            parts - defined - 2
        );
    }
    let joined = paired(
        side(&fr.policy, Lang::Fr).clone(),
        side(&en.policy, Lang::En),
    );
    let english = side(&en.policy, Lang::En);
    let both = count_of(&joined, |e| {
        english
            .excerpts
            .iter()
            .any(|other| other.anchor == e.anchor)
    });
    assert_eq!(
        (english.excerpts.len(), joined.excerpts.len(), both),
        (944, 937, 936)
    );
    // What one language says in parts and the other in one sentence has no counterpart.
    let alone = |own: &PolicySide, other: &PolicySide| -> Vec<String> {
        let own = own.excerpts.iter().map(|e| e.anchor.clone());
        own.filter(|anchor| other.excerpt(anchor).is_none())
            .collect()
    };
    assert_eq!(
        alone(english, &joined),
        [
            "20(6)(a)",
            "20(6)(b)",
            "35(2)(c)(i)",
            "35(2)(c)(ii)",
            "52(2)(a)",
            "52(2)(b)",
            "69(3)(b)(i)",
            "69(3)(b)(ii)",
        ]
    );
    assert_eq!(
        alone(&joined, english),
        ["81-responsable-de-l-entite-federale"]
    );
    assert_eq!(english.excerpt("74(c)").unwrap().label, "74(c)");
    assert_eq!(joined.excerpt("74(c)").unwrap().label, "74c)");
}

#[test]
#[ignore = "prints; for reading"]
fn show_official() {
    for name in [
        "directive-proactive-publication.en.html",
        "access-to-information-act.en.xml",
        "access-to-information-act.fr.xml",
    ] {
        let Some((_, imported)) = taken(name) else {
            return;
        };
        println!(
            "######## {name}\n{}",
            PolicyFile::of(&imported.policy).text()
        );
        for problem in imported.problems {
            println!("!! {problem:?}");
        }
    }
}
