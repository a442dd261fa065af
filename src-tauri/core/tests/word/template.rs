//! A department's Word file lends its look, or is refused with a reason.

use std::io::{Cursor, Write};

use qp_core::export::docx::DocxError;

use crate::outline::{Element, Parts, outline};
use crate::samples::{everything, note};
use crate::{BOTH, EN, export, write};

#[test]
fn a_department_s_template_lends_its_styles_and_lacks_none_of_ours() {
    let mut options = BOTH();
    options.template = Some(with_styles(TEMPLATE_STYLES));
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
    let good = with_styles(TEMPLATE_STYLES);
    for bytes in [
        Vec::new(),
        b"PK\x03\x04 not really".to_vec(),
        good[..good.len() / 2].to_vec(),
        with_styles("<!DOCTYPE x [<!ENTITY a \"b\">]><w:styles>&a;</w:styles>"),
        with_styles("<w:styles"),
        with_styles("<styles/>"),
        with_styles(&bomb),
        with_styles(&deep),
        zipped(&[("word/styles.xml", TEMPLATE_STYLES.as_bytes().to_vec())]),
        zipped(&parts_of_template(utf16)),
    ] {
        let mut options = EN();
        options.template = Some(bytes);
        let note = note("X-1");
        let result = write(&[&note], &options);
        assert!(matches!(result, Err(DocxError::Template(_))));
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

/// A template that differs from ours in the names of its styles.
pub(crate) fn made() -> Vec<u8> {
    with_styles(TEMPLATE_STYLES)
}

fn with_styles(styles: &str) -> Vec<u8> {
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
