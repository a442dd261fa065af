//! Word files, as whole files: their outline, their soundness, and samples for Word's own validator.
//!
//! The files that `samples_are_written_for_the_validator` leaves in `word/` below cargo's folder for
//! tests (`target/tmp`) are what the Open XML SDK validator is run over.

#![expect(clippy::unwrap_used, reason = "helpers of a test fail as a test does")]

mod accessibility;
mod binder;
mod outline;
mod property;
mod samples;
mod template;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, TimeZone, Utc};
use qp_core::export::docx::{self, DocxError};
use qp_core::export::{ExportOptions, Layout, SidesWanted};
use qp_core::lang::Lang;
use qp_core::note::Note;

use outline::{Parts, outline};
use samples::{Policies, everything, note};

fn created() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, 13, 5, 0).unwrap()
}

fn options(sides: SidesWanted, layout: Layout) -> ExportOptions {
    ExportOptions {
        sides,
        layout,
        ..ExportOptions::default()
    }
}

fn write(notes: &[&Note], options: &ExportOptions) -> Result<Vec<u8>, DocxError> {
    docx::write(notes, options, &Policies, created(), &|_, _| {
        ControlFlow::Continue(())
    })
}

/// A file that a screen reader can read: every one that these tests write is looked over.
fn export(notes: &[Note], options: &ExportOptions) -> Vec<u8> {
    let notes: Vec<&Note> = notes.iter().collect();
    let file = write(&notes, options).unwrap();
    let none: [&str; 0] = [];
    assert_eq!(accessibility::findings(&file), none);
    file
}

const EN: fn() -> ExportOptions = || options(SidesWanted::En, Layout::Sequential);
const FR: fn() -> ExportOptions = || options(SidesWanted::Fr, Layout::Sequential);
const BOTH: fn() -> ExportOptions = || options(SidesWanted::Both, Layout::Sequential);
const SIDE_BY_SIDE: fn() -> ExportOptions = || options(SidesWanted::Both, Layout::SideBySide);

#[test]
fn a_note_in_english() {
    insta::assert_snapshot!(outline(&export(&[note("TBS-2025-QP-12-00007")], &EN())));
}

#[test]
fn a_note_in_french() {
    insta::assert_snapshot!(outline(&export(&[note("TBS-2025-QP-12-00007")], &FR())));
}

#[test]
fn a_note_in_both_languages_one_after_the_other() {
    insta::assert_snapshot!(outline(&export(&[note("TBS-2025-QP-12-00007")], &BOTH())));
}

#[test]
fn a_note_in_both_languages_side_by_side() {
    insta::assert_snapshot!(outline(&export(
        &[note("TBS-2025-QP-12-00007")],
        &SIDE_BY_SIDE()
    )));
}

#[test]
fn a_note_with_everything() {
    insta::assert_snapshot!(outline(&export(&[everything()], &EN())));
}

#[test]
fn a_note_without_anything() {
    insta::assert_snapshot!(outline(&export(&[samples::empty()], &BOTH())));
}

#[test]
fn a_side_that_is_missing_is_left_out_and_no_side_is_nothing() {
    let mut half = note("X-1");
    half.sides.fr = None;
    for options in [BOTH(), SIDE_BY_SIDE()] {
        let outline = outline(&export(&[half.clone()], &options));
        assert!(outline.contains("[en-CA] Background:"));
        assert!(!outline.contains("fr-CA"), "{outline}");
    }
    let none: [&Note; 0] = [];
    for notes in [&none[..], &[&half][..]] {
        let result = write(notes, &FR());
        assert!(matches!(result, Err(DocxError::Nothing)));
    }
}

#[test]
fn the_same_notes_give_the_same_bytes() {
    let notes = [everything(), note("X-1")];
    for options in [BOTH(), SIDE_BY_SIDE()] {
        assert_eq!(export(&notes, &options), export(&notes, &options));
    }
}

#[test]
fn a_binder_has_a_section_a_header_and_a_footer_for_each_note_and_language() {
    let notes = ["A-1", "A-2", "A-3"].map(note);
    let outline = outline(&export(&notes, &BOTH()));
    for reference in ["A-1", "A-2", "A-3"] {
        for page in ["Page {PAGE} of {NUMPAGES}", "Page {PAGE} de {NUMPAGES}"] {
            assert!(
                outline.contains(&format!("{reference} ⇥ {page}")),
                "{outline}"
            );
        }
    }
    assert_eq!(outline.matches("---- page ").count(), 6);
    assert_eq!(
        outline
            .matches("---- head: QPMarking [en-CA] Protected A")
            .count(),
        3
    );
    assert_eq!(
        outline
            .matches("---- head: QPMarking [fr-CA] Protégé A")
            .count(),
        3
    );
}

#[test]
fn samples_are_written_for_the_validator() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word");
    fs::create_dir_all(&folder).unwrap();
    let templated = |template: Vec<u8>| ExportOptions {
        template: Some(template),
        ..BOTH()
    };
    let french_first = ExportOptions {
        first: Lang::Fr,
        ..BOTH()
    };
    let both = SidesWanted::Both;
    let binder = |layout, by_theme| binder::binder(both, layout, by_theme);
    let one = [note("TBS-2025-QP-12-00007")];
    let three = ["A-1", "A-2", "A-3"].map(note);
    let everything = [everything()];
    let many: Vec<Note> = (0..200)
        .map(|number| {
            let tag = ["digital", "work-force", "équité"][number % 3];
            let tags = if number % 7 == 0 { &[][..] } else { &[tag] };
            binder::short(&format!("TBS-2026-QP-11-{number:05}"), tags)
        })
        .collect();
    for (name, notes, options) in [
        ("english", &one[..], EN()),
        ("french", &one, FR()),
        ("sequential", &one, BOTH()),
        ("french-first", &one, french_first),
        ("side-by-side", &one, SIDE_BY_SIDE()),
        ("several", &three, BOTH()),
        ("several-side-by-side", &three, SIDE_BY_SIDE()),
        ("binder", &many, binder(Layout::Sequential, false)),
        (
            "binder-side-by-side",
            &many,
            binder(Layout::SideBySide, false),
        ),
        (
            "binder-by-theme",
            &many[..20],
            binder(Layout::Sequential, true),
        ),
        (
            "binder-by-theme-side-by-side",
            &three,
            binder(Layout::SideBySide, true),
        ),
        ("everything", &everything, BOTH()),
        ("everything-side-by-side", &everything, SIDE_BY_SIDE()),
        ("template", &everything, templated(template::made())),
        ("template-with-art", &three, templated(template::with_art())),
        ("empty", &[samples::empty()], BOTH()),
    ] {
        let path = folder.join(format!("{name}.docx"));
        let mut file = fs::File::create(path).unwrap();
        file.write_all(&export(notes, &options)).unwrap();
    }
}

#[test]
fn the_file_carries_what_its_text_does_not_say_for_the_way_back() {
    let mut one = note("X-1");
    one.meta.tags = vec!["digital".to_owned(), "people, and work".to_owned()];
    let parts = Parts::of(&export(&[one], &EN()));
    let core = parts.xml("docProps/core.xml");
    let property = |name: &str| core.find(name).map(|property| property.text.as_str());
    assert_eq!(property("cp:keywords"), Some("digital; people, and work"));
    assert_eq!(property("cp:contentStatus"), Some("approved"));
    let settings = parts.xml("word/settings.xml");
    let cited: Vec<(String, String)> = settings
        .all("w:docVar")
        .iter()
        .map(|one| {
            (
                one.attributes["w:name"].clone(),
                one.attributes["w:val"].clone(),
            )
        })
        .collect();
    let source = |name: &str, cited: &str| (name.to_owned(), cited.to_owned());
    assert_eq!(
        cited,
        [
            source("source_1_1", "directive-on-digital-talent#4.1.5"),
            source("source_1_2", "guide-on-plain-language"),
        ]
    );
}

#[test]
fn a_file_with_several_notes_says_no_state_and_no_tags() {
    let core = Parts::of(&export(&["A-1", "A-2"].map(note), &EN())).xml("docProps/core.xml");
    assert!(core.find("cp:keywords").is_none() && core.find("cp:contentStatus").is_none());
}

#[test]
fn lists_do_not_run_on_from_one_another() {
    let mut note = note("X-1");
    let side = note.sides[Lang::En].as_mut().unwrap();
    side.background = "1. a\n2. b\n\ntext\n\n1. c\n\n   7. d\n\n- e\n\n* f".to_owned();
    side.response = "1. g".to_owned();
    side.if_pressed.clear();
    let outline = outline(&export(&[note], &EN()));
    let lists: Vec<&str> = outline
        .lines()
        .filter_map(|line| line.split_once(" list "))
        .map(|(_, list)| list)
        .collect();
    assert_eq!(
        lists,
        [
            "2.0 decimal %1. from 1 [en-CA] g",
            "3.0 decimal %1. from 1 [en-CA] a",
            "3.0 decimal %1. from 1 [en-CA] b",
            "4.0 decimal %1. from 1 [en-CA] c",
            "5.1 lowerLetter %2. from 7 [en-CA] d",
            "6.0 bullet [en-CA] e",
            "7.0 bullet [en-CA] f",
        ]
    );
}

#[test]
fn lists_side_by_side_count_each_for_themselves() {
    let mut note = note("X-1");
    for side in [&mut note.sides.en, &mut note.sides.fr] {
        "1. a\n2. b".clone_into(&mut side.as_mut().unwrap().background);
    }
    let parts = Parts::of(&export(&[note], &SIDE_BY_SIDE()));
    let kinds: BTreeSet<String> = parts
        .xml("word/numbering.xml")
        .all("w:num")
        .iter()
        .map(|num| num.val("w:abstractNumId").unwrap().to_owned())
        .collect();
    // Bullets, numbers and sources in each language: instances of one kind share a counter.
    assert_eq!(kinds.len(), 6);
}

#[test]
fn a_number_to_which_word_does_not_count_stands_as_text() {
    let mut note = note("X-1");
    "99999. a\n1. b".clone_into(&mut note.sides.en.as_mut().unwrap().background);
    let outline = outline(&export(&[note], &EN()));
    assert!(
        outline.contains("\nNormal [en-CA] 99999. a\nNormal [en-CA] 100000. b\n"),
        "{outline}"
    );
}

#[test]
fn nothing_in_a_side_by_side_cell_keeps_the_next_row_with_it() {
    let parts = Parts::of(&export(&[note("X-1")], &SIDE_BY_SIDE()));
    let document = parts.xml("word/document.xml");
    let styles = parts.xml("word/styles.xml");
    let mut headings = 0;
    for cell in document.all("w:tc") {
        assert!(cell.all("w:tbl").is_empty(), "a table in a table");
        for paragraph in cell.all("w:p") {
            let style = paragraph.val("w:pPr/w:pStyle");
            let keeps = styles.children.iter().any(|defined| {
                defined.attribute("w:styleId") == style
                    && defined.find("w:pPr/w:keepNext").is_some()
            });
            if keeps {
                headings += 1;
                assert_eq!(paragraph.val("w:pPr/w:keepNext"), Some("0"));
            }
        }
    }
    assert!(headings > 10);
}

#[test]
fn side_by_side_no_heading_stands_in_a_row_without_what_it_heads() {
    let file = export(&[everything(), note("X-1")], &SIDE_BY_SIDE());
    let document = Parts::of(&file).xml("word/document.xml");
    let mut rows = 0;
    for table in document.all("w:tbl") {
        let all = table.all("w:tr");
        // Below the last row stands a table of the text; the title heads the page.
        for row in all.iter().take(all.len() - 1) {
            for cell in row.all("w:tc") {
                let paragraphs = cell.all("w:p");
                let last = paragraphs[paragraphs.len() - 1];
                let style = last.val("w:pPr/w:pStyle").unwrap_or_default();
                let heads = style.starts_with("Heading") && style != "Heading1";
                assert!(!heads, "{}", outline::text(last));
                rows += 1;
            }
        }
    }
    assert!(rows > 60);
}

#[test]
fn bookmarks_are_unique_in_a_binder() {
    let mut half = note("A-2");
    half.sides.en = None;
    let notes = [note("A-1"), half, note("A-3")];
    for options in [BOTH(), SIDE_BY_SIDE()] {
        let document = Parts::of(&export(&notes, &options)).xml("word/document.xml");
        let marks = document.all("w:bookmarkStart");
        for key in ["w:id", "w:name"] {
            let unique: BTreeSet<&str> = marks.iter().filter_map(|m| m.attribute(key)).collect();
            assert_eq!(unique.len(), marks.len());
        }
        assert_eq!(marks.len(), 10);
    }
}

#[test]
fn a_source_is_one_link_with_its_address() {
    let document = Parts::of(&export(&[note("X-1")], &BOTH())).xml("word/document.xml");
    let mut addressed = 0;
    for paragraph in document.all("w:p") {
        if paragraph.val("w:pPr/w:pStyle") != Some("QPSource") {
            continue;
        }
        let links = paragraph.all("w:hyperlink");
        // LibreOffice numbers what follows a section that ends with two of them.
        assert!(links.len() < 2, "{}", outline::text(paragraph));
        addressed += links
            .iter()
            .filter(|link| !link.all("w:br").is_empty())
            .count();
    }
    assert_eq!(addressed, 2);
}
