//! What cited clauses said is known whatever program changed the policy, on real temporary folders.

use std::path::PathBuf;

use crate::checks::Rates;
use crate::lang::Lang;
use crate::note::Reference;
use crate::notebook::tests::{Bench, save, text};
use crate::notebook::{NewNote, Notebook};
use crate::problem::ProblemCode;
use crate::section::Section;
use crate::store::{ItemKind, atomic_write};

const SLUG: &str = "rules-on-umbrellas";
const ENGLISH: &str = "An umbrella is lent for 30 days.";
const FRENCH: &str = "Un parapluie est prêté pour trente jours.";

/// The policy's file, with clause 4.1 in the languages that have it.
fn policy(english: &str, french: Option<&str>) -> String {
    match french {
        None => format!("---\ntitle: Rules on umbrellas\nlang: en\n---\n\n4.1 {english}\n"),
        Some(french) => format!(
            "---\ntitle:\n  en: Rules on umbrellas\n  fr: Règles sur les parapluies\nlang: [en, fr]\n---\n\n# English\n\n4.1 {english}\n\n# Français\n\n4.1 {french}\n"
        ),
    }
}

fn policy_path(notebook: &Notebook) -> PathBuf {
    notebook.folder().join(format!("policy/{SLUG}.md"))
}

/// What an editor does to the policy's file, and the window sees of it.
fn edit(notebook: &Notebook, text: &str) {
    let path = policy_path(notebook);
    atomic_write(&path, text.as_bytes()).unwrap();
    notebook.look(Some(&[path])).unwrap();
}

/// A note that an editor wrote, which cites the clause in some languages.
fn written_by_hand(notebook: &Notebook, langs: &[Lang]) -> Reference {
    let note = notebook.create_note(&NewNote::default()).unwrap();
    let reference = note.note.reference;
    let path = notebook.path(ItemKind::Note, reference.as_str()).unwrap();
    let mut file = std::fs::read_to_string(&path).unwrap();
    for lang in langs {
        let heading = match lang {
            Lang::En => "## Background\n",
            Lang::Fr => "## Contexte\n",
        };
        let cited = format!("{heading}\nSee [@{SLUG}#4.1].\n");
        file = file.replacen(heading, &cited, 1);
    }
    atomic_write(&path, file.as_bytes()).unwrap();
    notebook.look(Some(&[path])).unwrap();
    reference
}

/// What is said of the note's citations: on which side, what, and the words of the clause.
fn told(notebook: &Notebook, reference: &Reference) -> Vec<(Lang, ProblemCode, String)> {
    let problems = notebook.check(reference, Rates::USUAL).unwrap().into_iter();
    let about = problems.filter(|problem| problem.params.contains_key("citation"));
    about
        .map(|problem| {
            let words = ["was", "now"].map(|key| problem.params.get(key).cloned());
            let words: Vec<String> = words.into_iter().flatten().collect();
            (problem.lang.unwrap(), problem.code, words.join(" → "))
        })
        .collect()
}

#[test]
fn a_policy_edited_by_hand_makes_a_note_stale_of_which_nothing_was_recorded() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, None));
    let reference = written_by_hand(&notebook, &[Lang::En]);
    assert_eq!(notebook.store.cited_stamp(&reference), None);

    let now = "An umbrella is lent for 60 days.";
    edit(&notebook, &policy(now, None));
    let changed = (
        Lang::En,
        ProblemCode::CitationChanged,
        format!("{ENGLISH} → {now}"),
    );
    assert_eq!(told(&notebook, &reference), [changed]);
    // Changed once more, it is still held against what it said when it was cited.
    edit(&notebook, &policy("No umbrella is lent.", None));
    let again = told(&notebook, &reference);
    assert_eq!(again[0].2, format!("{ENGLISH} → No umbrella is lent."));
}

#[test]
fn a_policy_edited_while_the_notebook_was_closed_makes_its_notes_stale() {
    let bench = Bench::new();
    let notebook = bench.open();
    atomic_write(&policy_path(&notebook), policy(ENGLISH, None).as_bytes()).unwrap();
    let reference = written_by_hand(&notebook, &[Lang::En]);
    drop(notebook);
    // Seen at an opening, by the first look over all files.
    let path = policy_path(&bench.open());
    atomic_write(&path, policy("Nothing is lent.", None).as_bytes()).unwrap();
    let told = told(&bench.open(), &reference);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].2, format!("{ENGLISH} → Nothing is lent."));
}

#[test]
fn an_edit_that_leaves_the_words_as_they_were_makes_nothing_stale() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, None));
    let reference = written_by_hand(&notebook, &[Lang::En]);
    let marked = policy("An *umbrella* is lent for 30 days.", None)
        .replace("lang: en", "issued: 2026-01-01\nlang: en");
    edit(&notebook, &marked);
    assert_eq!(told(&notebook, &reference), []);
}

#[test]
fn a_policy_that_vanishes_or_gets_another_name_leaves_its_words_with_the_notes() {
    let bench = Bench::new();
    let notebook = bench.open();
    for renamed in [false, true] {
        edit(&notebook, &policy(ENGLISH, None));
        let reference = written_by_hand(&notebook, &[Lang::En]);
        let path = policy_path(&notebook);
        let other = path.with_file_name("rules-on-rain.md");
        if renamed {
            std::fs::rename(&path, &other).unwrap();
        } else {
            std::fs::remove_file(&path).unwrap();
        }
        notebook.look(Some(&[path, other])).unwrap();
        let gone = (Lang::En, ProblemCode::CitationVanished, ENGLISH.to_owned());
        assert_eq!(told(&notebook, &reference), [gone], "renamed: {renamed}");
    }
    let last = notebook.policy_last_seen(SLUG).unwrap();
    assert_eq!(last.title_in(Lang::En), "Rules on umbrellas");
}

#[test]
fn a_policy_that_cannot_be_read_for_a_while_is_held_against_what_it_said_before() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, None));
    let reference = written_by_hand(&notebook, &[Lang::En]);
    edit(&notebook, "no front matter");
    edit(&notebook, &policy("Nothing is lent.", None));
    assert_eq!(
        told(&notebook, &reference)[0].2,
        format!("{ENGLISH} → Nothing is lent.")
    );
}

#[test]
fn a_change_of_the_french_alone_shows_on_french_lines_and_not_on_english_ones() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, Some(FRENCH)));
    let english = written_by_hand(&notebook, &[Lang::En]);
    let french = written_by_hand(&notebook, &[Lang::Fr]);
    let both = written_by_hand(&notebook, &[Lang::En, Lang::Fr]);
    let now = "Un parapluie est prêté pour soixante jours.";
    edit(&notebook, &policy(ENGLISH, Some(now)));
    let changed = (
        Lang::Fr,
        ProblemCode::CitationChanged,
        format!("{FRENCH} → {now}"),
    );
    assert_eq!(told(&notebook, &english), []);
    for reference in [french, both] {
        assert_eq!(told(&notebook, &reference), vec![changed.clone()]);
    }
}

#[test]
fn a_language_that_a_policy_gains_is_no_change_and_is_held_against_from_then_on() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, None));
    let note = notebook.create_note(&NewNote::default()).unwrap();
    let reference = note.note.reference.clone();
    let cited = format!("Voir [@{SLUG}#4.1].");
    let change = text(Lang::Fr, Section::Background, "", &cited);
    notebook.save_note(&save(&note, vec![change])).unwrap();

    edit(&notebook, &policy(ENGLISH, Some(FRENCH)));
    assert_eq!(told(&notebook, &reference), []);
    assert_eq!(notebook.confirm_citations(&reference, None).unwrap(), []);
    let now = "Aucun parapluie n’est prêté.";
    edit(&notebook, &policy(ENGLISH, Some(now)));
    assert_eq!(
        told(&notebook, &reference)[0].2,
        format!("{FRENCH} → {now}")
    );
}

#[test]
fn a_language_gained_together_with_a_change_leaves_the_change_to_be_confirmed() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, None));
    let reference = written_by_hand(&notebook, &[Lang::Fr]);
    edit(&notebook, &policy("Nothing is lent.", Some(FRENCH)));
    edit(
        &notebook,
        &policy("Nothing is lent.", Some("Rien n’est prêté.")),
    );
    let told = told(&notebook, &reference);
    assert_eq!(told[0].2, format!("{ENGLISH} → Nothing is lent."));
}
