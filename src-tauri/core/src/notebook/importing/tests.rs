//! Policies taken on real temporary folders: joined, replaced, cited.

use std::path::PathBuf;

use super::*;
use crate::checks::Rates;
use crate::lang::Lang;
use crate::notebook::tests::{Bench, save, text};
use crate::notebook::{ImportProgress, NewNote};
use crate::policy::Citation;
use crate::store::atomic_write;

/// An Act of three sections; `c` is what 7(c) says.
fn act(lang: &str, title: &str, heading: &str, bracket: &str, c: &str, date: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='utf-8'?><Statute lims:lastAmendedDate='{date}' xml:lang='{lang}' xmlns:lims='http://justice.gc.ca/lims'><Identification><ShortTitle>{title}</ShortTitle><Chapter><ConsolidatedNumber>U-7</ConsolidatedNumber></Chapter></Identification><Body><Heading level='1'><TitleText>{heading}</TitleText></Heading><Section><MarginalNote>{heading}</MarginalNote><Label>7</Label><Text>{heading}:</Text><Paragraph><Label>{bracket}c)</Label><Text>{c}</Text></Paragraph></Section></Body></Statute>"
    )
}

fn english(c: &str, date: &str) -> String {
    act("en", "Umbrella Lending Act", "Lending", "(", c, date)
}

fn french(c: &str) -> String {
    act(
        "fr",
        "Loi sur le prêt de parapluies",
        "Prêt",
        "",
        c,
        "2026-03-01",
    )
}

const WAS: &str = "within 30 days";
const NOW: &str = "within 60 days";
const DATE: &str = "2026-03-01";

fn codes(outcomes: &[ImportOutcome]) -> Vec<ProblemCode> {
    let problems = outcomes.iter().flat_map(|outcome| &outcome.problems);
    problems.map(|problem| problem.code).collect()
}

fn take(notebook: &Notebook, xml: &str) -> Vec<ImportOutcome> {
    notebook.import_bytes("act.xml", xml.as_bytes())
}

const SLUG: &str = "umbrella-lending-act";

fn policy_file(notebook: &Notebook) -> PathBuf {
    notebook.path(ItemKind::Policy, SLUG).unwrap()
}

#[test]
fn the_other_language_of_an_act_joins_it_excerpt_by_excerpt() {
    let bench = Bench::new();
    let notebook = bench.open();
    assert_eq!(codes(&take(&notebook, &english(WAS, DATE))), []);
    let outcomes = take(&notebook, &french("dans les trente jours"));
    assert_eq!(codes(&outcomes), [ProblemCode::LanguageJoined]);
    assert_eq!(outcomes[0].id.as_deref(), Some(SLUG));
    let found = notebook.excerpt(SLUG, "7(c)").unwrap();
    assert_eq!(found.en.unwrap().label, "7(c)");
    assert_eq!(found.fr.unwrap().label, "7c)");
    let found = notebook.excerpt(SLUG, "lending").unwrap();
    assert_eq!(found.fr.unwrap().heading, "Prêt");
    let written = std::fs::read_to_string(policy_file(&notebook)).unwrap();
    let again = [english(WAS, DATE), french("dans les trente jours")];
    for xml in again {
        assert_eq!(
            codes(&take(&notebook, &xml)),
            [ProblemCode::AlreadyImported]
        );
    }
    assert_eq!(
        std::fs::read_to_string(policy_file(&notebook)).unwrap(),
        written
    );
    assert!(notebook.store.earlier_policies(SLUG).is_empty());
}

#[test]
fn a_newer_text_replaces_the_older_one_which_is_kept() {
    let bench = Bench::new();
    let notebook = bench.open();
    take(&notebook, &english(WAS, DATE));
    take(&notebook, &french("dans les trente jours"));
    // What a person has added to the front matter stays.
    let path = policy_file(&notebook);
    let own = std::fs::read_to_string(&path).unwrap();
    let own = own.replacen("---\n", "---\n# read by legal services\nowner: legal\n", 1);
    atomic_write(&path, own.as_bytes()).unwrap();

    let outcomes = take(&notebook, &english(NOW, "2026-09-01"));
    assert_eq!(codes(&outcomes), [ProblemCode::PolicyReplaced]);
    let params = &outcomes[0].problems[0].params;
    assert_eq!(
        [&params["changed"], &params["added"], &params["removed"]],
        ["1", "0", "0"]
    );
    let found = notebook.excerpt(SLUG, "7(c)").unwrap();
    assert_eq!(found.en.unwrap().text, NOW);
    assert_eq!(found.fr.unwrap().text, "dans les trente jours");
    let file = std::fs::read_to_string(&path).unwrap();
    assert!(
        file.contains("# read by legal services\nowner: legal\n"),
        "{file}"
    );

    let earlier = notebook.store.earlier_policies(SLUG);
    assert_eq!(earlier.len(), 1);
    assert_eq!(earlier[0].0, "2026-11-22");
    let side = earlier[0].1.sides.en.as_ref().unwrap();
    assert_eq!(side.excerpt("7(c)").unwrap().text, WAS);

    let outcomes = take(&notebook, &english(WAS, DATE));
    assert_eq!(codes(&outcomes), [ProblemCode::OlderThanOurs]);
    assert_eq!(outcomes[0].problems[0].params["modified"], "2026-09-01");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), file);
    // A third text of the same day is kept beside the first.
    take(&notebook, &english("at once", "2026-10-01"));
    let names: Vec<String> = notebook
        .store
        .earlier_policies(SLUG)
        .into_iter()
        .map(|e| e.0)
        .collect();
    assert_eq!(names, ["2026-11-22-2", "2026-11-22"]);
}

/// What the note's citations lack, with their texts.
fn stale(notebook: &Notebook, reference: &Reference) -> Vec<(ProblemCode, Option<String>)> {
    let problems = notebook.check(reference, Rates::USUAL).unwrap();
    let about = problems
        .into_iter()
        .filter(|problem| problem.params.contains_key("citation"));
    about
        .map(|problem| {
            let texts = ["was", "now"].map(|key| problem.params.get(key).cloned());
            let texts: Vec<String> = texts.into_iter().flatten().collect();
            (
                problem.code,
                Some(texts.join(" → ")).filter(|texts| !texts.is_empty()),
            )
        })
        .collect()
}

fn behind(notebook: &Notebook) -> Vec<(Reference, usize)> {
    let behind = notebook.behind().into_iter();
    behind
        .map(|note| (note.reference, note.citations))
        .collect()
}

#[test]
fn a_citation_knows_that_its_clause_has_changed_until_somebody_confirms_it() {
    let bench = Bench::new();
    let notebook = bench.open();
    take(&notebook, &english(WAS, DATE));
    let note = notebook.create_note(&NewNote::default()).unwrap();
    let reference = note.note.reference.clone();
    let cited = format!("It is lent [@{SLUG}#7(c)], as [@{SLUG}#7] of [@{SLUG}] says.");
    let change = text(Lang::En, Section::Background, "", &cited);
    notebook.save_note(&save(&note, vec![change])).unwrap();
    assert_eq!(stale(&notebook, &reference), []);
    let citing = notebook.citing(SLUG).unwrap();
    assert_eq!(citing[0].item.id, reference.to_string());
    assert_eq!(citing[0].anchors, ["", "7", "7(c)"]);
    assert_eq!(citing[0].behind, Vec::<String>::new());
    assert_eq!(notebook.behind(), []);

    take(&notebook, &english(NOW, "2026-09-01"));
    assert_eq!(behind(&notebook), [(reference.clone(), 1)]);
    // The clause that is as it was is not told as one that is behind.
    assert_eq!(notebook.citing(SLUG).unwrap()[0].behind, ["7(c)"]);
    let changed = (ProblemCode::CitationChanged, Some(format!("{WAS} → {NOW}")));
    assert_eq!(stale(&notebook, &reference), vec![changed.clone()]);
    // It is no part of the note: the file says nothing of it, and another opening knows it too.
    let file = std::fs::read_to_string(notebook.path(ItemKind::Note, reference.as_str()).unwrap());
    assert!(!file.unwrap().contains(WAS));
    let again = bench.open();
    assert_eq!(stale(&again, &reference), [changed]);

    let other: Citation = format!("{SLUG}#7").parse().unwrap();
    assert_eq!(
        notebook
            .confirm_citations(&reference, Some(&other))
            .unwrap(),
        []
    );
    let citation: Citation = format!("{SLUG}#7(c)").parse().unwrap();
    assert_eq!(
        notebook.confirm_citations(&reference, None).unwrap(),
        [citation]
    );
    assert_eq!(stale(&notebook, &reference), []);
    assert_eq!(notebook.confirm_citations(&reference, None).unwrap(), []);
    assert_eq!(behind(&notebook), []);

    let gone = english(NOW, "2026-10-01").replace("(c)", "(d)");
    take(&notebook, &gone);
    let vanished = (ProblemCode::CitationVanished, Some(NOW.to_owned()));
    assert_eq!(stale(&notebook, &reference), vec![vanished.clone()]);
    assert_eq!(notebook.confirm_citations(&reference, None).unwrap(), []);
    assert_eq!(stale(&notebook, &reference), [vanished]);
    assert_eq!(behind(&notebook), [(reference.clone(), 1)]);
    // Cited no longer, it is forgotten.
    let view = notebook.note(&reference).unwrap();
    let change = text(Lang::En, Section::Background, &cited, "It is lent.");
    notebook.save_note(&save(&view, vec![change])).unwrap();
    assert_eq!(stale(&notebook, &reference), []);
    assert_eq!(notebook.store.cited_stamp(&reference), None);
    assert_eq!(behind(&notebook), []);
    assert_eq!(notebook.citing(SLUG).unwrap(), []);
    assert!(notebook.citing("no-such-policy").is_err());
}

#[test]
fn a_note_that_another_program_wrote_is_told_of_a_changed_clause_too() {
    let bench = Bench::new();
    let notebook = bench.open();
    take(&notebook, &english(WAS, DATE));
    take(&notebook, &french("dans les trente jours"));
    let note = notebook.create_note(&NewNote::default()).unwrap();
    let reference = note.note.reference;
    let path = notebook.path(ItemKind::Note, reference.as_str()).unwrap();
    let file = std::fs::read_to_string(&path).unwrap();
    let file = file.replacen(
        "## Contexte\n",
        &format!("## Contexte\n\nPrêt [@{SLUG}#7(c)].\n"),
        1,
    );
    atomic_write(&path, file.as_bytes()).unwrap();
    assert_eq!(stale(&notebook, &reference), []);

    let newer = french("dans les soixante jours").replace(DATE, "2026-09-01");
    take(&notebook, &newer);
    let told = "dans les trente jours → dans les soixante jours".to_owned();
    assert_eq!(
        stale(&notebook, &reference),
        [(ProblemCode::CitationChanged, Some(told))]
    );
    // Only the other language changes: the French citation is as it was once that is settled.
    notebook.confirm_citations(&reference, None).unwrap();
    take(&notebook, &english(NOW, "2026-10-01"));
    assert_eq!(stale(&notebook, &reference), []);
    assert_eq!(behind(&notebook), []);
}

#[test]
fn a_folder_is_imported_with_progress_and_what_failed_keeps_nothing_out() {
    let bench = Bench::new();
    let notebook = bench.open();
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("acts/more");
    std::fs::create_dir_all(&below).unwrap();
    for (name, bytes) in [
        ("acts/a.en.xml", english(WAS, DATE).into_bytes()),
        (
            "acts/a.fr.xml",
            french("dans les trente jours").into_bytes(),
        ),
        ("acts/b.xml", b"<?xml version='1.0'?><rss></rss>".to_vec()),
        ("acts/more/c.xml", english(WAS, DATE).into_bytes()),
        ("acts/more/~$note.docx", b"open".to_vec()),
        ("acts/.hidden", b"x".to_vec()),
    ] {
        atomic_write(&folder.path().join(name), &bytes).unwrap();
    }
    let mut told = Vec::new();
    let outcomes = notebook.import_all(&[folder.path().join("acts")], &mut |progress| {
        let ImportProgress { done, of, file } = progress;
        let name = file.and_then(|file| file.file_name());
        told.push((
            done,
            of,
            name.map(|name| name.to_string_lossy().into_owned()),
        ));
        true
    });
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(
        told,
        [
            (0, 4, name("a.en.xml")),
            (1, 4, name("a.fr.xml")),
            (2, 4, name("b.xml")),
            (3, 4, name("c.xml")),
            (4, 4, None),
        ]
    );
    assert_eq!(
        codes(&outcomes),
        [
            ProblemCode::LanguageJoined,
            ProblemCode::CannotImport,
            ProblemCode::AlreadyImported
        ]
    );
    let summary = crate::notebook::ImportSummary {
        notes: 0,
        policies: 2,
        unchanged: 1,
        failed: 1,
    };
    assert_eq!(crate::notebook::ImportSummary::of(&outcomes), summary);
    // Told to stop before the first file, it takes none.
    let other = Bench::new();
    let notebook = other.open();
    let none = notebook.import_all(&[folder.path().to_path_buf()], &mut |_| false);
    assert!(none.is_empty() && notebook.items().is_empty());
}
