//! The sample notebook, held to what the notebook asks of everybody's notes.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::document::{Block, Document};
use crate::lang::Bilingual;
use crate::note::{Marking, NoteFile, Status};
use crate::policy::{Policy, PolicyFile};

fn texts(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../notes")
        .join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let stem = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    paths
        .iter()
        .map(|path| (stem(path), fs::read_to_string(path).unwrap()))
        .collect()
}

fn notes() -> Vec<Note> {
    texts("qp/2026")
        .into_iter()
        .map(|(stem, text)| {
            let read = NoteFile::new(text).read().unwrap();
            assert_eq!(read.problems, [], "{stem}");
            assert_eq!(read.note.reference.as_str(), stem);
            read.note
        })
        .collect()
}

fn policies() -> Vec<Policy> {
    texts("policy")
        .into_iter()
        .map(|(slug, text)| {
            let read = PolicyFile::new(text).read(&slug).unwrap();
            assert_eq!(read.problems, [], "{slug}");
            read.policy
        })
        .collect()
}

fn documents(side: &Side) -> Vec<Document> {
    let sections = Section::BODY
        .iter()
        .filter_map(|section| side.text(*section));
    let blocks = side.if_pressed.iter().map(|block| block.text.as_str());
    sections.chain(blocks).map(document::parse).collect()
}

/// How many list items, nested ones among them, and tables.
fn shape(blocks: &[Block]) -> (usize, usize) {
    blocks.iter().fold((0, 0), |(items, tables), block| {
        let (more_items, more_tables) = match block {
            Block::List { items, .. } => items.iter().fold((items.len(), 0), |sum, item| {
                let inner = shape(item);
                (sum.0 + inner.0, sum.1 + inner.1)
            }),
            Block::Table { .. } => (0, 1),
            _ => (0, 0),
        };
        (items + more_items, tables + more_tables)
    })
}

#[test]
fn the_sample_notes_lack_only_the_background_that_is_being_translated() {
    let policies = policies();
    let known = |citation: &Citation| {
        let sides = policies
            .iter()
            .filter(|policy| policy.slug == citation.slug)
            .flat_map(|policy| [&policy.sides.en, &policy.sides.fr]);
        sides
            .flatten()
            .flat_map(|side| &side.excerpts)
            .any(|excerpt| excerpt.anchor == citation.anchor)
    };
    let lacks: Vec<(Status, Problem)> = notes()
        .iter()
        .flat_map(|note| {
            let problems = check(
                note,
                &[],
                &Checking {
                    today: "2026-11-30".parse().unwrap(),
                    rates: Rates::USUAL,
                    known: &known,
                    stale: &|_, _| None,
                },
            );
            problems
                .into_iter()
                .map(|problem| (note.meta.status, problem))
        })
        .collect();
    let untranslated = Problem::new(ProblemCode::EmptySection)
        .in_side(Lang::Fr)
        .in_section(Section::Background);
    assert_eq!(lacks, [(Status::InTranslation, untranslated)]);
}

#[test]
fn the_sample_notes_show_every_status_two_markings_nested_lists_and_tables() {
    let notes = notes();
    for status in Status::ALL {
        assert!(
            notes.iter().any(|note| note.meta.status == *status),
            "{status}"
        );
    }
    assert!(
        notes
            .iter()
            .any(|note| note.meta.marking == Marking::ProtectedA)
    );
    let nested = notes.iter().filter(|note| {
        let documents = note.sides.en.as_ref().map(documents).unwrap_or_default();
        documents.iter().flat_map(|document| &document.blocks).any(|block| {
            matches!(block, Block::List { items, .. } if items.iter().any(|item| shape(item).0 > 0))
        })
    });
    assert!(nested.count() >= 2);
}

#[test]
fn both_sides_of_a_sample_note_say_the_same_things_in_the_same_order() {
    for note in notes() {
        let reference = &note.reference;
        let sides = note
            .sides
            .as_ref()
            .map(|_, side| documents(side.as_ref().unwrap()));
        for (en, fr) in sides.en.iter().zip(&sides.fr) {
            if fr.blocks.is_empty() && note.meta.status == Status::InTranslation {
                continue;
            }
            assert_eq!(en.blocks.len(), fr.blocks.len(), "{reference}");
            assert_eq!(shape(&en.blocks), shape(&fr.blocks), "{reference}");
            assert_eq!(en.citations(), fr.citations(), "{reference}");
        }
    }
}

#[test]
fn both_sides_of_a_sample_policy_have_the_same_clauses() {
    for policy in policies() {
        let Bilingual {
            en: Some(en),
            fr: Some(fr),
        } = &policy.sides
        else {
            continue;
        };
        let clauses = |side: &crate::policy::PolicySide| {
            let labels = side.excerpts.iter().map(|excerpt| excerpt.label.clone());
            labels.collect::<Vec<_>>()
        };
        assert_eq!(clauses(en), clauses(fr), "{}", policy.slug);
    }
}

#[test]
fn the_sample_notes_keep_french_marks_and_numbers_on_their_line() {
    for note in notes() {
        let side = note.sides.fr.as_ref().unwrap();
        for document in documents(side) {
            let text = document.plain_text();
            for broken in [
                " :", " ;", " ?", " !", " »", " %", " $", "« ", "'", "\"", "...",
            ] {
                assert!(
                    !text.contains(broken),
                    "{}: {broken:?} in {text}",
                    note.reference
                );
            }
            let chars: Vec<char> = text.chars().collect();
            for three in chars.windows(3) {
                let split =
                    three[0].is_ascii_digit() && three[1] == ' ' && three[2].is_ascii_digit();
                assert!(!split, "{}: {three:?} in {text}", note.reference);
            }
        }
    }
}
