//! What cited clauses said is known whatever program changed the policy, on real temporary folders.

use std::path::PathBuf;

use crate::checks::Rates;
use crate::lang::Lang;
use crate::note::Reference;
use crate::notebook::tests::{Bench, save, text};
use crate::notebook::{NewNote, Notebook};
use crate::policy::Citation;
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

/// A note saved here with an English background.
fn saved(notebook: &Notebook, english: &str) -> Reference {
    let note = notebook.create_note(&NewNote::default()).unwrap();
    let reference = note.note.reference;
    rewrite(notebook, &reference, english);
    reference
}

/// What the window does when the English background becomes another.
fn rewrite(notebook: &Notebook, reference: &Reference, english: &str) {
    let view = notebook.note(reference).unwrap();
    let side = view.note.sides.en.as_ref().unwrap();
    let was = side.text(Section::Background).unwrap().to_owned();
    let change = text(Lang::En, Section::Background, &was, english);
    notebook.save_note(&save(&view, vec![change])).unwrap();
}

#[test]
fn a_copy_of_a_stale_note_is_stale_too_and_stays_so_when_it_is_saved() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, None));
    let cited = format!("Lent [@{SLUG}#4.1].");
    let from = saved(&notebook, &cited);
    edit(&notebook, &policy("Nothing is lent.", None));
    let new = NewNote {
        from: Some(from.clone()),
        ..NewNote::default()
    };
    let copy = notebook.create_note(&new).unwrap().note.reference;
    let stale = told(&notebook, &from);
    assert_eq!(stale.len(), 1);
    assert_eq!(told(&notebook, &copy), stale);
    rewrite(&notebook, &copy, &format!("{cited} More."));
    assert_eq!(told(&notebook, &copy), stale);

    // What the copy does not cite, it has no record of.
    let part = NewNote {
        places: Some(Vec::new()),
        ..new
    };
    let part = notebook.create_note(&part).unwrap().note.reference;
    assert_eq!(notebook.store.cited_stamp(&part), None);
}

#[test]
fn a_citation_that_returns_by_undo_is_as_stale_as_it_was() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, None));
    let cited = format!("Lent [@{SLUG}#4.1].");
    let reference = saved(&notebook, &cited);
    edit(&notebook, &policy("Nothing is lent.", None));
    let changed = told(&notebook, &reference);
    assert_eq!(changed[0].1, ProblemCode::CitationChanged);
    rewrite(&notebook, &reference, &format!("Lent [@{SLUG}]."));
    assert_eq!(told(&notebook, &reference), []);
    rewrite(&notebook, &reference, &cited);
    assert_eq!(told(&notebook, &reference), changed);
}

#[test]
fn a_citation_of_what_is_gone_that_is_cut_and_pasted_is_gone_and_not_broken() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, None));
    let cited = format!("Lent [@{SLUG}#4.1].");
    let reference = saved(&notebook, &cited);
    let path = policy_path(&notebook);
    std::fs::remove_file(&path).unwrap();
    notebook.look(Some(&[path])).unwrap();
    let gone = told(&notebook, &reference);
    let vanished = (Lang::En, ProblemCode::CitationVanished, ENGLISH.to_owned());
    assert_eq!(gone, [vanished]);
    rewrite(&notebook, &reference, "");
    assert_eq!(notebook.store.cited_stamp(&reference), None);
    rewrite(&notebook, &reference, &cited);
    assert_eq!(told(&notebook, &reference), gone);
}

#[test]
fn a_language_that_is_gone_is_not_settled_by_confirming_the_other() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, Some(FRENCH)));
    let both = written_by_hand(&notebook, &[Lang::En, Lang::Fr]);
    let english = written_by_hand(&notebook, &[Lang::En]);
    let now = "Nothing is lent.";
    let without_french = policy(now, Some(FRENCH)).replace("4.1 Un parapluie", "4.2 Un parapluie");
    edit(&notebook, &without_french);
    let changed = (
        Lang::En,
        ProblemCode::CitationChanged,
        format!("{ENGLISH} → {now}"),
    );
    let gone = (Lang::Fr, ProblemCode::CitationVanished, FRENCH.to_owned());
    assert_eq!(told(&notebook, &both), [changed, gone.clone()]);

    assert_eq!(notebook.confirm_citations(&both, None).unwrap(), []);
    assert_eq!(told(&notebook, &both), [gone]);
    // A note that cites only what is still there is settled by it.
    let citation: Citation = format!("{SLUG}#4.1").parse().unwrap();
    let confirmed = notebook.confirm_citations(&english, None).unwrap();
    assert_eq!(confirmed, [citation]);
    assert_eq!(told(&notebook, &english), []);
}

#[test]
fn a_save_reads_no_policy_of_whose_clauses_all_is_recorded() {
    let bench = Bench::new();
    let notebook = bench.open();
    edit(&notebook, &policy(ENGLISH, Some(FRENCH)));
    let cited = format!("Lent [@{SLUG}#4.1].");
    let reference = saved(&notebook, &cited);
    let recorded = notebook.store.cited(&reference);
    // Were it read, it would be missed, and the whole folder looked over for it.
    std::fs::remove_file(policy_path(&notebook)).unwrap();
    rewrite(&notebook, &reference, &format!("{cited} More."));
    assert!(notebook.store.path(ItemKind::Policy, SLUG).is_some());
    assert_eq!(notebook.store.cited(&reference), recorded);
}

#[test]
fn a_policy_that_is_not_there_is_not_looked_for_in_the_whole_folder() {
    let bench = Bench::new();
    let notebook = bench.open();
    let reference = saved(&notebook, &format!("Lent [@{SLUG}#4.1]."));
    // Nobody was told of this file: who looks over the folder finds it.
    let unseen = notebook.folder().join("policy/unseen.md");
    atomic_write(&unseen, policy(ENGLISH, None).as_bytes()).unwrap();
    rewrite(&notebook, &reference, &format!("Not lent [@{SLUG}#4.1]."));
    assert_eq!(told(&notebook, &reference).len(), 1);
    assert_eq!(notebook.store.path(ItemKind::Policy, "unseen"), None);
}

#[test]
fn a_confirmation_made_by_another_program_is_told_as_a_change_of_the_note() {
    let bench = Bench::new();
    let (notebook, other) = (bench.open(), bench.open());
    edit(&notebook, &policy(ENGLISH, None));
    let reference = saved(&notebook, &format!("Lent [@{SLUG}#4.1]."));
    edit(&notebook, &policy("Nothing is lent.", None));
    assert_eq!(notebook.behind().len(), 1);
    let record = notebook.folder().join(format!("cited/{reference}.md"));
    let look = || {
        let changes = notebook.look(Some(std::slice::from_ref(&record))).unwrap();
        changes
            .into_iter()
            .map(|change| change.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(look(), Vec::<String>::new(), "this program wrote it itself");
    assert_eq!(other.confirm_citations(&reference, None).unwrap().len(), 1);
    assert_eq!(look(), [reference.to_string()]);
    assert_eq!(notebook.behind(), []);
}
