//! Binders: cover, contents, dividers, and notes in sections of their own.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use qp_core::export::docx::{self, DocxError};
use qp_core::export::{
    Binder, Block, ExportOptions, ExportPreview, Layout, SheetKind, SidesWanted, Span,
};
use qp_core::lang::Lang;
use qp_core::note::{Marking, Note};

use crate::outline::{Parts, outline};
use crate::samples::{Policies, note};
use crate::{created, export, options};

/// The options of a binder for a day in November.
pub(crate) fn binder(sides: SidesWanted, layout: Layout, by_theme: bool) -> ExportOptions {
    ExportOptions {
        binder: Some(Binder {
            date: NaiveDate::from_ymd_opt(2026, 11, 30),
            minister: None,
            by_theme,
        }),
        ..options(sides, layout)
    }
}

/// A short note with these tags.
pub(crate) fn short(reference: &str, tags: &[&str]) -> Note {
    let mut short = note(reference);
    short.meta.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    for side in [&mut short.sides.en, &mut short.sides.fr] {
        let side = side.as_mut().unwrap();
        side.if_pressed.clear();
        "- One [@guide-on-plain-language]".clone_into(&mut side.response);
        side.background.clear();
    }
    short
}

fn themed() -> Vec<Note> {
    let mut secret = short("A-3", &["workforce", "digital"]);
    secret.meta.marking = Marking::Secret;
    vec![
        short("A-1", &["digital"]),
        short("A-2", &[]),
        secret,
        short("A-4", &["digital"]),
    ]
}

#[test]
fn a_binder_by_theme_one_language_after_the_other() {
    let options = binder(SidesWanted::Both, Layout::Sequential, true);
    insta::assert_snapshot!(outline(&export(&themed(), &options)));
}

#[test]
fn a_binder_side_by_side() {
    let mut notes = themed();
    notes.truncate(2);
    notes[1].sides.fr = None;
    let options = binder(SidesWanted::Both, Layout::SideBySide, false);
    insta::assert_snapshot!(outline(&export(&notes, &options)));
}

#[test]
fn a_binder_in_french_first() {
    let mut options = binder(SidesWanted::Both, Layout::Sequential, false);
    options.first = Lang::Fr;
    let outline = outline(&export(&[short("A-1", &[])], &options));
    let at = |text: &str| {
        outline
            .find(text)
            .unwrap_or_else(|| panic!("{text}: {outline}"))
    };
    assert!(at("Title [fr-CA]") < at("Title [en-CA]"));
    assert!(at("[fr-CA] Table des matières") < at("[en-CA] Contents"));
    assert!(at("[fr-CA] Réponse suggérée·:") < at("[en-CA] Suggested Response:"));
    assert!(outline.contains("dc:language: fr-CA"));
    assert!(outline.contains("Le lundi 30·novembre 2026"));
}

#[test]
fn every_line_of_the_contents_leads_to_a_place_of_its_own() {
    for (layout, by_theme) in [
        (Layout::Sequential, false),
        (Layout::Sequential, true),
        (Layout::SideBySide, true),
    ] {
        let file = export(&themed(), &binder(SidesWanted::Both, layout, by_theme));
        let document = Parts::of(&file).xml("word/document.xml");
        let names: Vec<String> = document
            .all("w:bookmarkStart")
            .iter()
            .map(|mark| mark.attributes["w:name"].clone())
            .collect();
        let unique: BTreeSet<&String> = names.iter().collect();
        assert_eq!(unique.len(), names.len(), "{names:?}");
        let led: Vec<String> = document
            .all("w:hyperlink")
            .iter()
            .filter_map(|link| Some(link.attribute("w:anchor")?.to_owned()))
            .filter(|anchor| !anchor.starts_with("source_"))
            .collect();
        // Four notes in two languages; three themes in either language.
        assert_eq!(led.len(), if by_theme { 14 } else { 8 });
        assert!(led.iter().all(|anchor| unique.contains(anchor)), "{led:?}");
    }
}

#[test]
fn nothing_makes_word_ask_whether_to_update_fields() {
    let parts = Parts::of(&export(
        &themed(),
        &binder(SidesWanted::Both, Layout::Sequential, true),
    ));
    for (name, part) in &parts.0 {
        let text = String::from_utf8_lossy(part);
        assert!(
            !text.contains("w:dirty") && !text.contains("updateFields"),
            "{name}"
        );
    }
}

#[test]
fn the_cover_shows_the_highest_marking_and_no_page_number_and_every_note_its_own() {
    let options = binder(SidesWanted::En, Layout::Sequential, false);
    let notes = themed();
    let cover = preview(&notes, &options, 0);
    assert_eq!(cover.sheets, 6);
    assert_eq!(cover.sheet.kind, SheetKind::Cover);
    assert!(!cover.sheet.numbered);
    assert_eq!(cover.sheet.marking[0].text, "Secret");
    let markings: Vec<String> = (2..6)
        .map(|at| preview(&notes, &options, at).sheet.marking[0].text.clone())
        .collect();
    assert_eq!(
        markings,
        ["Protected A", "Protected A", "Secret", "Protected A"]
    );
}

#[test]
fn the_cover_names_the_minister_asked_for_or_the_one_of_all_notes() {
    let mut options = binder(SidesWanted::En, Layout::Sequential, false);
    let mut notes = themed();
    let cover = |notes: &[Note], options: &ExportOptions| text(&preview(notes, options, 0));
    assert!(cover(&notes, &options).contains("President of the Treasury Board"));
    "MOF".clone_into(&mut notes[0].meta.minister);
    "fin".clone_into(&mut notes[0].meta.organization);
    let mixed = cover(&notes, &options);
    assert!(!mixed.contains("President"), "{mixed}");
    assert!(!mixed.contains("Secretariat"), "{mixed}");
    options.binder.as_mut().unwrap().minister = Some("Minister of Everything".to_owned());
    assert!(cover(&notes, &options).contains("Minister of Everything"));
}

#[test]
fn the_cover_counts_the_notes_that_are_in_the_file() {
    let mut notes = themed();
    notes[0].sides.fr = None;
    let options = binder(SidesWanted::Fr, Layout::Sequential, false);
    let cover = preview(&notes, &options, 0);
    assert_eq!(cover.sheets, 5);
    assert!(text(&cover).contains("3\u{a0}notes"));
}

#[test]
fn a_preview_is_the_sheet_that_word_gets() {
    let notes = themed();
    for layout in [Layout::Sequential, Layout::SideBySide] {
        let options = binder(SidesWanted::Both, layout, true);
        let outline = outline(&export(&notes, &options));
        let sections: Vec<&str> = outline.split("---- page ").collect();
        let first = preview(&notes, &options, 0);
        assert_eq!(sections.len(), first.sheets + 1);
        let words = |text: &str| -> BTreeSet<String> {
            let words = text.split(|c: char| !c.is_alphanumeric());
            words.map(str::to_owned).collect()
        };
        for (at, section) in sections.iter().take(first.sheets).enumerate() {
            let sheet = preview(&notes, &options, at);
            let shown = words(&text(&sheet));
            let printed = words(section);
            assert!(
                shown.is_subset(&printed),
                "sheet {at}: {shown:?} {printed:?}"
            );
        }
        let behind = preview(&notes, &options, 1_000);
        assert_eq!(behind, preview(&notes, &options, first.sheets - 1));
    }
}

#[test]
fn progress_is_told_for_every_sheet_and_can_stop_the_work() {
    let notes = themed();
    let notes: Vec<&Note> = notes.iter().collect();
    let options = binder(SidesWanted::En, Layout::Sequential, false);
    let told = RefCell::new(Vec::new());
    let write = |stop_at: usize| {
        told.borrow_mut().clear();
        docx::write(&notes, &options, &Policies, created(), &|done, total| {
            told.borrow_mut().push((done, total));
            if done == stop_at {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })
    };
    assert!(write(0).is_ok());
    let all: Vec<(usize, usize)> = (1..=6).map(|done| (done, 6)).collect();
    assert_eq!(*told.borrow(), all);
    assert!(matches!(write(2), Err(DocxError::Cancelled)));
    assert_eq!(*told.borrow(), all[..2]);
}

#[test]
fn a_binder_of_one_note_has_a_cover_where_it_is_asked_for() {
    let options = binder(SidesWanted::Fr, Layout::Sequential, true);
    let cover = preview(&[short("A-1", &[])], &options, 0);
    // Without tags there is nothing to divide.
    assert_eq!(cover.sheets, 3);
    assert!(text(&cover).contains("1\u{a0}note"));
}

fn preview(notes: &[Note], options: &ExportOptions, sheet: usize) -> ExportPreview {
    let notes: Vec<&Note> = notes.iter().collect();
    docx::preview(&notes, options, &Policies, sheet).unwrap()
}

/// The text of a sheet, in the order of its blocks.
fn text(preview: &ExportPreview) -> String {
    let mut text = String::new();
    let mut add = |paragraph: &qp_core::export::Paragraph| {
        for span in &paragraph.spans {
            match span {
                Span::Text(run) => text.push_str(&run.text),
                Span::Break | Span::Leader { .. } => text.push(' '),
            }
        }
        text.push('\n');
    };
    for block in &preview.sheet.blocks {
        match block {
            Block::Paragraph(paragraph) => add(paragraph),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flatten().for_each(&mut add);
            }
        }
    }
    text
}
