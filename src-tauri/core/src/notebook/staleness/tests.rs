//! Citations that no longer stand, told and settled on real temporary folders.

use super::*;
use crate::difference::Standing;
use crate::note::{Change, IfPressed};
use crate::notebook::tests::{Bench, save, text};
use crate::notebook::{NewNote, NoteView};
use crate::store::atomic_write;

const SLUG: &str = "rules-on-umbrellas";
const ENGLISH: &str = "Every umbrella is lent for 30 days and is returned dry.";
const FRENCH: &str = "Chaque parapluie est prêté pour trente jours et est rendu sec.";

/// The file of a policy with these clauses, each a number with its text in both languages.
fn policy(clauses: &[(&str, &str, &str)]) -> String {
    let side = |text: fn(&(&str, &str, &str)) -> String| {
        let lines: Vec<String> = clauses.iter().map(text).collect();
        lines.join("\n\n")
    };
    format!(
        "---\ntitle:\n  en: Rules on umbrellas\n  fr: Règles sur les parapluies\nkind: instrument\nlang: [en, fr]\n---\n\n# English\n\n{}\n\n# Français\n\n{}\n",
        side(|(number, english, _)| format!("{number} {english}")),
        side(|(number, _, french)| format!("{number} {french}")),
    )
}

fn write(notebook: &Notebook, slug: &str, text: &str) {
    let path = notebook.folder().join(format!("policy/{slug}.md"));
    atomic_write(&path, text.as_bytes()).unwrap();
    notebook.look(Some(&[path])).unwrap();
}

/// A notebook with clause 4.1, and a new note in it.
fn bench() -> (Bench, Notebook, NoteView) {
    let bench = Bench::new();
    let notebook = bench.open();
    write(&notebook, SLUG, &policy(&[("4.1", ENGLISH, FRENCH)]));
    let note = notebook.create_note(&NewNote::default()).unwrap();
    (bench, notebook, note)
}

fn background(notebook: &Notebook, note: &NoteView, english: &str) -> Reference {
    let change = text(Lang::En, Section::Background, "", english);
    notebook.save_note(&save(note, vec![change])).unwrap();
    note.note.reference.clone()
}

fn joined(pieces: &[Piece], without: Standing) -> String {
    let kept = pieces.iter().filter(|piece| piece.standing != without);
    kept.map(|piece| piece.text.as_str()).collect()
}

#[test]
fn a_changed_clause_is_told_with_its_name_its_texts_and_the_lines_that_cite_it() {
    let (_bench, notebook, note) = bench();
    let reference = note.note.reference.clone();
    let block = IfPressed {
        topic: "Pluie".into(),
        text: format!("- Autre.\n- Rendus secs [@{SLUG}#4.1]."),
    };
    let changes = vec![
        text(
            Lang::En,
            Section::Background,
            "",
            &format!("Plain.\n\nLent, it says [@{SLUG}#4.1]."),
        ),
        Change::IfPressed {
            lang: Lang::Fr,
            was: Vec::new(),
            now: vec![block],
        },
    ];
    notebook.save_note(&save(&note, changes)).unwrap();
    assert_eq!(notebook.stale_citations(&reference).unwrap(), []);

    let now = ENGLISH.replace("30", "60");
    write(&notebook, SLUG, &policy(&[("4.1", &now, FRENCH)]));
    let stale = notebook.stale_citations(&reference).unwrap();
    assert_eq!(stale.len(), 1);
    let stale = &stale[0];
    assert_eq!(stale.staleness, Staleness::Changed);
    assert_eq!(stale.written, format!("[@{SLUG}#4.1]"));
    assert!(stale.is_there);
    assert_eq!(stale.title.fr.as_deref(), Some("Règles sur les parapluies"));
    assert_eq!(stale.label.en.as_deref(), Some("section\u{a0}4.1"));
    assert_eq!(stale.label.fr.as_deref(), Some("article\u{a0}4.1"));
    let english = stale.texts.en.as_deref().unwrap();
    assert_eq!(joined(english, Standing::Added), ENGLISH);
    assert_eq!(joined(english, Standing::Removed), now);
    let french = stale.texts.fr.as_deref().unwrap();
    assert_eq!(french.len(), 1, "the French is the same: {french:?}");
    let told: Vec<(Lang, Section, Option<usize>, &str)> = stale
        .lines
        .iter()
        .map(|line| (line.lang, line.section, line.block, line.text.as_str()))
        .collect();
    let cited = |words: &str| format!("{words} [@{SLUG}#4.1].");
    assert_eq!(
        told,
        [
            (
                Lang::En,
                Section::Background,
                None,
                cited("Lent, it says").as_str()
            ),
            (
                Lang::Fr,
                Section::IfPressed,
                Some(0),
                cited("Rendus secs").as_str()
            ),
        ]
    );
}

#[test]
fn a_confirmation_settles_a_citation_until_it_is_taken_back() {
    let (_bench, notebook, note) = bench();
    let reference = background(&notebook, &note, &format!("Lent [@{SLUG}#4.1]."));
    let citation: Citation = format!("{SLUG}#4.1").parse().unwrap();
    let clauses = Clauses::of(&notebook);
    let unchanged = clauses.said(&citation).unwrap().hash();
    let nothing = notebook.confirm_citation(&reference, &citation, &unchanged);
    assert_eq!(nothing.unwrap(), None);
    write(&notebook, SLUG, &policy(&[("4.1", "Nothing.", FRENCH)]));

    let before = notebook.stale_citations(&reference).unwrap();
    assert_eq!(before.len(), 1);
    let shown = before[0].now.clone().unwrap();
    let confirmed = notebook.confirm_citation(&reference, &citation, &shown);
    let confirmed = confirmed.unwrap().unwrap();
    assert_eq!(confirmed.said.en.as_deref(), Some(ENGLISH));
    assert_eq!(notebook.stale_citations(&reference).unwrap(), []);
    notebook.unconfirm_citation(&reference, confirmed).unwrap();
    assert_eq!(notebook.stale_citations(&reference).unwrap(), before);
}

#[test]
fn a_confirmation_of_words_that_were_not_shown_is_refused() {
    let (_bench, notebook, note) = bench();
    let reference = background(&notebook, &note, &format!("Lent [@{SLUG}#4.1]."));
    let citation: Citation = format!("{SLUG}#4.1").parse().unwrap();
    write(&notebook, SLUG, &policy(&[("4.1", "Nothing.", FRENCH)]));
    let shown = notebook.stale_citations(&reference).unwrap()[0].now.clone();
    let shown = shown.unwrap();
    // The French alone is news, too: both were shown.
    for (english, french) in [("Everything.", FRENCH), ("Nothing.", "Rien.")] {
        write(&notebook, SLUG, &policy(&[("4.1", english, french)]));
        let before = notebook.stale_citations(&reference).unwrap();
        let refused = notebook.confirm_citation(&reference, &citation, &shown);
        let refused = refused.unwrap_err();
        assert_eq!(refused.code, ErrorCode::ClauseChanged);
        assert_eq!(refused.params["citation"], format!("[@{SLUG}#4.1]"));
        assert_eq!(notebook.stale_citations(&reference).unwrap(), before);
    }
    write(&notebook, SLUG, &policy(&[("4.2", "Nothing.", FRENCH)]));
    let gone = notebook.confirm_citation(&reference, &citation, &shown);
    assert_eq!(gone.unwrap_err().code, ErrorCode::ClauseChanged);
    assert_eq!(notebook.stale_citations(&reference).unwrap()[0].now, None);
}

#[test]
fn a_language_of_which_nothing_was_recorded_is_told_apart_from_one_that_has_not_changed() {
    let bench = Bench::new();
    let notebook = bench.open();
    let english = format!("---\ntitle: Rules on umbrellas\nlang: en\n---\n\n4.1 {ENGLISH}\n");
    write(&notebook, SLUG, &english);
    let note = notebook.create_note(&NewNote::default()).unwrap();
    let reference = background(&notebook, &note, &format!("Lent [@{SLUG}#4.1]."));
    write(&notebook, SLUG, &policy(&[("4.1", "Nothing.", FRENCH)]));
    let stale = &notebook.stale_citations(&reference).unwrap()[0];
    assert_eq!(stale.is_recorded, Bilingual::new(true, false));
    let french = stale.texts.fr.as_deref().unwrap();
    assert_eq!(joined(french, Standing::Removed), FRENCH);
}

#[test]
fn the_same_words_under_another_number_are_proposed() {
    let (_bench, notebook, note) = bench();
    let reference = background(&notebook, &note, &format!("Lent [@{SLUG}#4.1]."));
    let new = (
        "4.1",
        "Somebody opens the door.",
        "Quelqu’un ouvre la porte.",
    );
    let moved = (
        "4.2",
        "Every umbrella is lent for 31 days and is returned dry.",
        FRENCH,
    );
    let other = (
        "4.3",
        "A hat is lent for a day.",
        "Un chapeau est prêté un jour.",
    );
    write(&notebook, SLUG, &policy(&[new, moved, other]));
    let stale = notebook.stale_citations(&reference).unwrap();
    assert_eq!(stale[0].staleness, Staleness::Changed);
    let proposals = &stale[0].proposals;
    assert_eq!(proposals.len(), 1);
    assert_eq!(proposals[0].citation.to_string(), format!("[@{SLUG}#4.2]"));
    assert_eq!(proposals[0].likeness, 100, "the French is the same");
    assert_eq!(proposals[0].text.en.as_deref(), Some(moved.1));
    assert_eq!(proposals[0].label.fr.as_deref(), Some("article\u{a0}4.2"));

    // Where the clause itself still says most of it, no other is closer.
    let still = (
        "4.1",
        "Every umbrella is lent for 60 days and is returned dry.",
        FRENCH,
    );
    write(&notebook, SLUG, &policy(&[still, moved]));
    let stale = notebook.stale_citations(&reference).unwrap();
    assert_eq!((stale.len(), stale[0].proposals.len()), (1, 0));
}

#[test]
fn a_clause_of_a_policy_that_was_renamed_is_proposed_under_the_new_name() {
    let (_bench, notebook, note) = bench();
    let reference = background(&notebook, &note, &format!("Lent [@{SLUG}#4.1]."));
    let old = notebook.path(ItemKind::Policy, SLUG).unwrap();
    let new = old.with_file_name("rules-on-rain.md");
    std::fs::rename(&old, &new).unwrap();
    notebook.look(Some(&[old, new])).unwrap();

    let stale = notebook.stale_citations(&reference).unwrap();
    assert_eq!(stale.len(), 1);
    assert_eq!(stale[0].staleness, Staleness::Gone);
    assert!(!stale[0].is_there);
    assert_eq!(stale[0].title.en.as_deref(), Some("Rules on umbrellas"));
    let english = stale[0].texts.en.as_deref().unwrap();
    assert_eq!(joined(english, Standing::Added), ENGLISH);
    assert_eq!(joined(english, Standing::Removed), "");
    let proposed = stale[0].proposals[0].citation.to_string();
    assert_eq!(proposed, "[@rules-on-rain#4.1]");
}

#[test]
fn policies_of_a_title_like_that_of_one_that_is_gone_are_looked_at_first_and_no_end_of_them() {
    let (_bench, notebook, note) = bench();
    let reference = background(&notebook, &note, &format!("Lent [@{SLUG}#4.1]."));
    let same = policy(&[("4.1", ENGLISH, FRENCH)]);
    let long: Vec<String> = (1..=5_000)
        .map(|n| format!("{n}.1 x\n\n{n}.2 y\n\n"))
        .collect();
    let long = long.concat();
    let one = |title: &str, body: &str| format!("---\ntitle: {title}\nlang: en\n---\n\n{body}");
    write(&notebook, "long", &one("Rules on umbrellas of old", &long));
    // Of another title, thus behind the long one.
    let other = one("Else", &format!("4.1 {ENGLISH}\n"));
    write(&notebook, "else", &other);
    let old = notebook.path(ItemKind::Policy, SLUG).unwrap();
    std::fs::remove_file(&old).unwrap();
    notebook.look(Some(&[old])).unwrap();
    let stale = notebook.stale_citations(&reference).unwrap();
    assert_eq!(stale[0].proposals, []);

    // Of the same title as the one that is gone, and ahead of it by its name.
    write(&notebook, "again", &same);
    let stale = notebook.stale_citations(&reference).unwrap();
    let proposed: Vec<String> = (stale[0].proposals.iter())
        .map(|proposal| proposal.citation.to_string())
        .collect();
    assert_eq!(proposed, ["[@again#4.1]"]);
}

#[test]
fn a_heading_without_a_number_is_cited_and_watched_in_each_language() {
    let (_bench, notebook, note) = bench();
    let rules = |french: &str| {
        format!(
            "---\ntitle:\n  en: Rules\n  fr: Règles\nlang: [en, fr]\n---\n\n# English\n\n## Purpose\n\n{ENGLISH}\n\n# Français\n\n## Objet\n\n{french}\n"
        )
    };
    write(&notebook, "rules", &rules(FRENCH));
    let label = |anchor: &str, lang| {
        let citation: Citation = format!("rules#{anchor}").parse().unwrap();
        crate::export::Citations::resolve(&notebook, &citation, lang).map(|cited| cited.label)
    };
    for anchor in ["purpose", "objet"] {
        assert_eq!(label(anchor, Lang::En).as_deref(), Some("Purpose"));
        assert_eq!(label(anchor, Lang::Fr).as_deref(), Some("Objet"));
    }
    let cited = "Prêté [@rules#purpose], voir [@rules#objet].";
    let change = text(Lang::Fr, Section::Background, "", cited);
    notebook.save_note(&save(&note, vec![change])).unwrap();
    let reference = &note.note.reference;
    assert_eq!(notebook.stale_citations(reference).unwrap(), []);
    let citing = notebook.citing("rules").unwrap();
    assert_eq!(citing[0].anchors, ["purpose"]);

    write(
        &notebook,
        "rules",
        &rules(&FRENCH.replace("trente", "soixante")),
    );
    let stale = notebook.stale_citations(reference).unwrap();
    let told: Vec<(&str, Staleness)> = (stale.iter())
        .map(|stale| (stale.written.as_str(), stale.staleness))
        .collect();
    assert_eq!(
        told,
        [
            ("[@rules#purpose]", Staleness::Changed),
            ("[@rules#objet]", Staleness::Changed),
        ]
    );
    assert_eq!(notebook.citing("rules").unwrap()[0].behind, ["purpose"]);
}

#[test]
fn a_citation_that_names_nothing_or_cannot_be_read_is_listed_with_its_lines() {
    let (_bench, notebook, note) = bench();
    let cited = format!(
        "As [@{SLUG}#9] says.\n\n[@nowhere] and [@{SLUG}] and [@{SLUG}#4.1] and [@not one]."
    );
    let reference = background(&notebook, &note, &cited);
    let stale = notebook.stale_citations(&reference).unwrap();
    let told: Vec<(&str, bool, bool, usize)> = stale
        .iter()
        .map(|stale| {
            assert_eq!(stale.staleness, Staleness::Broken);
            assert_eq!((&stale.texts.en, &stale.texts.fr), (&None, &None));
            (
                stale.written.as_str(),
                stale.citation.is_some(),
                stale.is_there,
                stale.lines.len(),
            )
        })
        .collect();
    let unknown = format!("[@{SLUG}#9]");
    assert_eq!(
        told,
        [
            (unknown.as_str(), true, true, 1),
            ("[@nowhere]", true, false, 1),
            ("[@not one]", false, false, 1),
        ]
    );
}

#[test]
fn a_quotation_of_the_old_words_comes_with_the_text_that_has_the_new_ones() {
    let (_bench, notebook, note) = bench();
    let quoting = format!("It says “lent for 30 days and is returned” [@{SLUG}#4.1].");
    let reference = background(&notebook, &note, &quoting);
    let now = ENGLISH.replace("30 days", "60 days");
    write(&notebook, SLUG, &policy(&[("4.1", &now, FRENCH)]));
    let stale = notebook.stale_citations(&reference).unwrap();
    let quotation = stale[0].lines[0].quotation.as_ref().unwrap();
    assert_eq!(quotation.mend.was, quoting);
    assert_eq!(quotation.mend.now, quoting.replace("30 days", "60 days"));
    assert_eq!(
        joined(&quotation.pieces, Standing::Removed),
        "lent for 60 days and is returned"
    );
}
