//! Our own Word files come back: note → Word → the same note, and of any note every word.
//!
//! Field for field it is for notes in normal form: text as [`qp_core::document::Document::to_markdown`]
//! writes it; French spaces as Word prints them; headings from the fourth level on, none skipped, up
//! to three deep; items and quotes that begin with a paragraph; lists up to four deep; quotes one deep
//! and not next to each other, in which stand paragraphs and lists; tables outside lists and quotes;
//! code outside links; web addresses; organizations and ministers of the reference tables.

#![expect(clippy::unwrap_used, reason = "helpers of a test fail as a test does")]

mod generated;
mod words;

use std::ops::ControlFlow;

use chrono::{TimeZone, Utc};
use qp_core::export::docx::write;
use qp_core::export::{Citations, CitedExcerpt, ExportOptions, Layout, SidesWanted};
use qp_core::import::{Imported, ImportedNote, import_bytes};
use qp_core::lang::Lang;
use qp_core::note::Note;
use qp_core::policy::Citation;

/// Policies that the notes cite: those whose name begins with `a`.
struct Policies;

impl Citations for Policies {
    fn resolve(&self, citation: &Citation, _: Lang) -> Option<CitedExcerpt> {
        citation.slug.starts_with('a').then(|| CitedExcerpt {
            title: format!("Directive {}", citation.slug),
            label: citation.anchor.clone(),
            url: Some(format!("https://www.canada.ca/{}", citation.slug)),
        })
    }
}

/// Every way to export a note.
fn ways() -> Vec<ExportOptions> {
    let one = |sides| ExportOptions {
        sides,
        ..ExportOptions::default()
    };
    let both = one(SidesWanted::Both);
    vec![
        one(SidesWanted::En),
        one(SidesWanted::Fr),
        both.clone(),
        ExportOptions {
            first: Lang::Fr,
            ..both.clone()
        },
        ExportOptions {
            layout: Layout::SideBySide,
            ..both
        },
    ]
}

fn export(notes: &[Note], options: &ExportOptions) -> Vec<u8> {
    let notes: Vec<&Note> = notes.iter().collect();
    let created = Utc.with_ymd_and_hms(2026, 11, 20, 13, 5, 0).unwrap();
    let go_on = |_, _| ControlFlow::Continue(());
    write(&notes, options, &Policies, created, &go_on).unwrap()
}

/// The notes that a file holds.
fn import(file: &[u8]) -> Vec<ImportedNote> {
    let found = import_bytes("note.docx", file).unwrap();
    found
        .into_iter()
        .map(|imported| match imported {
            Imported::Note(note) => *note,
            Imported::Policy(policy) => panic!("a policy: {policy:?}"),
        })
        .collect()
}

/// What of a note an export shows, as it should come back.
fn shown(note: &Note, options: &ExportOptions, single: bool) -> ImportedNote {
    let mut sides = note.sides.clone();
    for lang in Lang::ALL {
        if !options.sides.includes(lang) {
            sides[lang] = None;
        }
    }
    ImportedNote {
        reference: Some(note.reference.clone()),
        date: note.meta.date,
        organization: note.meta.organization.clone(),
        minister: note.meta.minister.clone(),
        status: Some(if single {
            note.meta.status
        } else {
            qp_core::note::Status::Draft
        }),
        marking: Some(note.meta.marking),
        tags: if single {
            note.meta.tags.clone()
        } else {
            Vec::new()
        },
        sides,
        problems: Vec::new(),
    }
}
