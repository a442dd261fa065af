//! Word files, as whole files: their outline, their soundness, and samples for Word's own validator.
//!
//! The files that `samples_are_written_for_the_validator` leaves in `word/` below cargo's folder for
//! tests (`target/tmp`) are what the Open XML SDK validator is run over.

mod outline;
mod samples;

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use chrono::{DateTime, TimeZone, Utc};
use proptest::prelude::*;
use qp_core::export::docx::{DocxError, DocxOptions, write};
use qp_core::export::{Layout, SidesWanted};
use qp_core::lang::Lang;
use qp_core::note::{IfPressed, Note};

use outline::{Element, Parts, outline};
use samples::{Policies, everything, note};

fn created() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, 13, 5, 0).unwrap()
}

fn options(sides: SidesWanted, layout: Layout) -> DocxOptions {
    DocxOptions {
        sides,
        layout,
        template: None,
    }
}

fn export(notes: &[Note], options: &DocxOptions) -> Vec<u8> {
    let notes: Vec<&Note> = notes.iter().collect();
    write(&notes, options, &Policies, created()).unwrap()
}

const EN: fn() -> DocxOptions = || options(SidesWanted::En, Layout::Sequential);
const FR: fn() -> DocxOptions = || options(SidesWanted::Fr, Layout::Sequential);
const BOTH: fn() -> DocxOptions = || options(SidesWanted::Both, Layout::Sequential);
const SIDE_BY_SIDE: fn() -> DocxOptions = || options(SidesWanted::Both, Layout::SideBySide);

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
fn a_department_s_template_lends_its_styles_and_lacks_none_of_ours() {
    let mut options = BOTH();
    options.template = Some(template(TEMPLATE_STYLES));
    let file = export(&[everything()], &options);
    let parts = Parts::of(&file);
    let styles = parts.xml("word/styles.xml");
    let style = |id: &str| -> Element {
        let found = styles
            .children
            .iter()
            .find(|style| style.attribute("w:styleId") == Some(id));
        found.unwrap_or_else(|| panic!("{id}")).clone()
    };
    // Their heading stays theirs, and is one for the outline too.
    assert_eq!(style("Titre1").val("w:rPr/w:color"), Some("AA0000"));
    assert_eq!(style("Titre1").val("w:pPr/w:outlineLvl"), Some("0"));
    assert!(
        style("Titre1").find("w:pPr/w:numPr").is_none(),
        "their list would be one of ours"
    );
    // Ours that they lack is built on their base style; an id that is taken is not taken over.
    assert_eq!(style("QPResponse").val("w:basedOn"), Some("Standard"));
    assert_eq!(style("Heading2").val("w:name"), Some("Something Else"));
    assert_eq!(style("Heading2QP").val("w:name"), Some("heading 2"));
    // Every style that the document names is there.
    let outline = outline(&file);
    assert!(
        outline.contains("Titre1 level 1 [en-CA] Question Period Note: "),
        "{outline}"
    );
    assert!(
        outline.contains("Heading2QP level 2 [fr-CA] À propos"),
        "{outline}"
    );
}

#[test]
fn what_is_no_template_is_refused() {
    let bomb = format!("<w:styles>{}", " ".repeat(65 << 20));
    let utf16 = "\u{feff}<w:styles/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let deep = format!(
        "{}{}",
        "<w:styles>".repeat(10_000),
        "</w:styles>".repeat(10_000)
    );
    let good = template(TEMPLATE_STYLES);
    for bytes in [
        Vec::new(),
        b"PK\x03\x04 not really".to_vec(),
        good[..good.len() / 2].to_vec(),
        template("<!DOCTYPE x [<!ENTITY a \"b\">]><w:styles>&a;</w:styles>"),
        template("<w:styles"),
        template("<styles/>"),
        template(&bomb),
        template(&deep),
        zipped(&[("word/styles.xml", TEMPLATE_STYLES.as_bytes().to_vec())]),
        zipped(&parts_of_template(utf16)),
    ] {
        let mut options = EN();
        options.template = Some(bytes);
        let note = note("X-1");
        let result = write(&[&note], &options, &Policies, created());
        assert!(matches!(result, Err(DocxError::Template(_))));
    }
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
        let result = write(notes, &FR(), &Policies, created());
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
    let mut templated = BOTH();
    templated.template = Some(template(TEMPLATE_STYLES));
    let one = [note("TBS-2025-QP-12-00007")];
    let binder = ["A-1", "A-2", "A-3"].map(note);
    let everything = [everything()];
    for (name, notes, options) in [
        ("english", &one[..], EN()),
        ("french", &one, FR()),
        ("sequential", &one, BOTH()),
        ("side-by-side", &one, SIDE_BY_SIDE()),
        ("binder", &binder, BOTH()),
        ("binder-side-by-side", &binder, SIDE_BY_SIDE()),
        ("everything", &everything, BOTH()),
        ("everything-side-by-side", &everything, SIDE_BY_SIDE()),
        ("template", &everything, templated),
        ("empty", &[samples::empty()], BOTH()),
    ] {
        let path = folder.join(format!("{name}.docx"));
        let mut file = fs::File::create(path).unwrap();
        file.write_all(&export(notes, &options)).unwrap();
    }
}

/// A department's styles as Word writes them on a French system: other ids, the standard's names.
const TEMPLATE_STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="Heading 1"/><w:basedOn w:val="Standard"/>
<w:pPr><w:spacing w:after="240"/><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>
<w:rPr><w:sz w:val="48"/><w:color w:val="AA0000"/></w:rPr></w:style>
<w:style w:type="paragraph" w:customStyle="1" w:styleId="Heading2"><w:name w:val="Something Else"/></w:style>
</w:styles>"#;

fn template(styles: &str) -> Vec<u8> {
    zipped(&parts_of_template(styles.as_bytes().to_vec()))
}

fn parts_of_template(styles: Vec<u8>) -> [(&'static str, Vec<u8>); 3] {
    let relationship = |kind: &str, target: &str| {
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r\" Type=\"{types}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
        .into_bytes()
    };
    [
        (
            "_rels/.rels",
            relationship("officeDocument", "/word/document.xml"),
        ),
        (
            "word/_rels/document.xml.rels",
            relationship("styles", "./styles.xml"),
        ),
        ("word/styles.xml", styles),
    ]
}

fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Text of all kinds: Markdown, French, and what XML cannot hold.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-zA-Zéœ]{1,8}",
        1 => any::<String>(),
        3 => prop::sample::select(vec![
            " ", "\n", "\n\n", "\n- ", "\n  - ", "\n1. ", "\n> ", "\n# ", "\n#### ", "*", "**", "`",
            "\n```\n",  " [a](http://[) ", "[b](https://x.ca/é)", "[@x#1]", "[@guide-on-plain-language]",
            "\n\n| a | b |\n|---|---|\n| c |\n", "<br>", "\u{0}", "\u{fffe}", "\u{b}", "&", "]]>",
            "\t", " :", "« ", "\n---\n", "99999. ", "\r\n",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_makes_a_sound_file_that_holds_every_word(
        texts in prop::array::uniform6(any_text()),
        side_by_side in any::<bool>(),
    ) {
        let mut note = note("X-1");
        for side in [&mut note.sides.en, &mut note.sides.fr] {
            let side = side.as_mut().unwrap();
            let [title, question, response, topic, background, more] = texts.clone();
            side.title = title;
            side.question = question;
            side.if_pressed = vec![IfPressed { topic, text: response.clone() }];
            side.response = response;
            side.background = background;
            side.additional_information = more;
        }
        let layout = if side_by_side { Layout::SideBySide } else { Layout::Sequential };
        let file = export(&[note.clone()], &options(SidesWanted::Both, layout));
        let parts = Parts::of(&file);
        for (name, part) in &parts.0 {
            prop_assert_eq!(outline::parse(part).name.is_empty(), false, "{}", name);
        }
        let document = parts.xml("word/document.xml");
        let printed = words(&outline::text(&document));

        for (lang, side) in note.sides.iter() {
            let side = side.as_ref().unwrap();
            let texts = [&side.question, &side.response, &side.background, &side.additional_information];
            let mut all = words(&clean(&side.title));
            all.extend(words(&clean(&side.if_pressed[0].topic)));
            for text in texts {
                let document = qp_core::document::parse(text);
                let cited: Vec<String> = document.citations().iter().map(ToString::to_string).collect();
                let plain = cited.iter().fold(document.plain_text(), |text, cited| text.replace(cited, " "));
                all.extend(words(&clean(&plain)));
            }
            for word in all {
                prop_assert!(printed.contains(&word), "{lang}: {word:?} of {side:?}");
            }
        }

        // A list's items stand together and no two lists share a numbering instance.
        let numbering = parts.xml("word/numbering.xml");
        let defined: Vec<String> = numbering.all("w:num").iter().map(|num| num.attributes["w:numId"].clone()).collect();
        prop_assert_eq!(defined.len(), defined.iter().collect::<BTreeSet<_>>().len());
        for id in document.all("w:numId") {
            prop_assert!(defined.contains(&id.attributes["w:val"]));
        }

        // Every run that has text says its language, every link leads somewhere.
        let (targets, marks) = (parts.targets(), document.all("w:bookmarkStart"));
        for paragraph in document.all("w:p") {
            prop_assert!(!outline::languages(&paragraph).contains(&"none".to_owned()));
        }
        for link in document.all("w:hyperlink") {
            match link.attribute("r:id") {
                Some(id) => prop_assert!(targets.contains_key(id)),
                None => {
                    let anchor = &link.attributes["w:anchor"];
                    let found = marks.iter().filter(|mark| mark.attributes["w:name"] == *anchor);
                    prop_assert_eq!(found.count(), 1);
                }
            }
        }
    }
}

/// Text without the characters that XML forbids, which part or join words as the exporter does.
fn clean(text: &str) -> String {
    let separators = [
        '\t', '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    let text = text.replace(separators, " ");
    text.replace(
        |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'),
        "",
    )
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
