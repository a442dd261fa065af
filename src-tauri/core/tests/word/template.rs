//! A department's Word file lends its look, or is refused with a reason.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use qp_core::export::docx::{self, DocxError};
use qp_core::export::{ExportOptions, Layout, SidesWanted};

use crate::outline::{Element, Parts, outline, text};
use crate::samples::{Policies, everything, note};
use crate::{BOTH, EN, SIDE_BY_SIDE, binder, export, write};

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
fn a_template_lends_its_paper_and_its_header_and_footer_art() {
    let options = ExportOptions {
        template: Some(with_art()),
        ..BOTH()
    };
    let notes = ["A-1", "A-2"].map(note);
    let file = export(&notes, &options);
    let parts = Parts::of(&file);
    let outline = outline(&file);
    assert_eq!(outline.matches("---- page 11906 × 16838").count(), 4);
    let document = parts.xml("word/document.xml");
    for margins in document.all("w:pgMar") {
        assert_eq!(
            margins.attribute("w:left"),
            Some("1300"),
            "the gutter is margin"
        );
        assert_eq!(margins.attribute("w:top"), Some("2200"));
    }
    // The text is as wide as that paper lets it be.
    let wide = document.all("w:tbl")[0].find("w:tblPr/w:tblW").unwrap();
    let wide: i32 = wide.attributes["w:w"].parse().unwrap();
    assert!((9_604..=9_606).contains(&wide), "{wide}");

    let (mut headers, mut footers) = (0, 0);
    for name in parts.0.keys() {
        let is = |start: &str| name.starts_with(start);
        if !is("word/header") && !is("word/footer") {
            continue;
        }
        let part = parts.xml(name);
        let text = text(&part);
        if is("word/header") {
            headers += 1;
            let first = &part.children[0];
            assert_eq!(
                first.val("w:pPr/w:pStyle"),
                Some("QPMarking"),
                "ours is at the top"
            );
            assert!(text.contains("Department of Samples"), "{text}");
            assert_eq!(part.all("w:drawing").len(), 1);
            assert!(part.all("w:bookmarkStart").is_empty());
            let relationships = parts.xml(
                &name
                    .replace("word/", "word/_rels/")
                    .replace(".xml", ".xml.rels"),
            );
            let picture = &relationships.children[0].attributes["Target"];
            assert_eq!(parts.0[&format!("word/{picture}")], LOGO);
            // An empty line is not art.
            assert!(part.children.iter().all(|block| !block.children.is_empty()));
        } else {
            footers += 1;
            let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
            assert_eq!(lines[0], "Ministère des exemples");
            assert!(lines[1].starts_with("A-"), "{text}");
        }
    }
    // Two languages, one marking; two references in two languages.
    assert_eq!((headers, footers), (2, 4));
}

#[test]
fn a_cover_has_the_template_s_footer_without_a_page_number() {
    let mut options = binder::binder(SidesWanted::En, Layout::Sequential, false);
    options.template = Some(with_art());
    let parts = Parts::of(&export(&[note("A-1")], &options));
    let document = parts.xml("word/document.xml");
    let section = document.all("w:sectPr")[0];
    let id = &section.find("w:footerReference").unwrap().attributes["r:id"];
    let footer = parts.xml(&format!("word/{}", parts.targets()[id]));
    assert_eq!(text(&footer).trim(), "Ministère des exemples");
}

#[test]
fn the_preview_has_the_paper_of_the_template() {
    let options = ExportOptions {
        template: Some(with_art()),
        ..SIDE_BY_SIDE()
    };
    let one = note("A-1");
    let sheet = docx::preview(&[&one], &options, &Policies, 0)
        .unwrap()
        .sheet;
    assert_eq!((sheet.paper.width, sheet.paper.height), (16_838, 11_906));
    assert_eq!(sheet.paper.left, 1_300);
}

#[test]
fn art_that_is_not_text_tables_and_pictures_of_the_template_is_refused_with_a_reason() {
    let logo = ("image", "media/logo.png", "");
    let huge = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "x".repeat(300_000));
    let no_room = A4.replace("1200", "9000");
    for (header, related, paper, reason) in [
        (HEADER, &[][..], A4, "not there"),
        (
            HEADER,
            &[("image", "https://x.ca/a.png", "External")],
            A4,
            "outside",
        ),
        (
            HEADER,
            &[("oleObject", "media/logo.png", "")],
            A4,
            "something other",
        ),
        (HEADER, &[("image", "media/none.png", "")], A4, "none.png"),
        (
            HEADER,
            &[("image", "media/logo.exe", "")],
            A4,
            "unknown kind",
        ),
        (
            HEADER,
            &[("hyperlink", "file:///etc/passwd", "External")],
            A4,
            "no address",
        ),
        (&huge, &[logo], A4, "too large"),
        ("<w:p>", &[logo], A4, "header1.xml"),
        (HEADER, &[logo], &no_room, "no room"),
    ] {
        let options = ExportOptions {
            template: Some(lettered(header, FOOTER, related, paper)),
            ..EN()
        };
        let one = note("X-1");
        match write(&[&one], &options) {
            Err(DocxError::Template(said)) => assert!(said.contains(reason), "{reason}: {said}"),
            other => panic!("{reason}: {:?}", other.map(|file| file.len())),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_template_that_was_tampered_with_is_used_or_refused(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        length in 0_usize..40,
        put in prop::sample::select(vec![
            "", "<", ">", "\"", "0", "-1", "99999999999", "w:p", "r:id=\"h\"", "&#0;", "é", "<w:p>",
            "</w:p>", "<w:pgSz w:w=\"1\"/>", "xmlns:w=\"x\"",
        ]),
    ) {
        let mut parts: Vec<(String, Vec<u8>)> = Parts::of(&with_art()).0.into_iter().collect();
        let count = parts.len();
        let (_, part) = &mut parts[which.index(count)];
        let start = at.index(part.len().max(1));
        let end = (start + length).min(part.len());
        part.splice(start..end, put.bytes());
        let parts: Vec<(&str, Vec<u8>)> =
            parts.iter().map(|(name, part)| (name.as_str(), part.clone())).collect();
        let options = ExportOptions { template: Some(zipped(&parts)), ..EN() };
        match write(&[&note("X-1")], &options) {
            // What is used makes a file whose parts are all XML.
            Ok(file) => {
                let parts = Parts::of(&file);
                for name in parts.0.keys().filter(|name| !name.starts_with("word/media/")) {
                    parts.xml(name);
                }
            }
            Err(error) => prop_assert!(matches!(error, DocxError::Template(_)), "{error}"),
        }
    }
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

/// A main document whose last section says this.
fn document(section: &str) -> Vec<u8> {
    format!(
        "<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><w:body><w:p><w:pPr><w:sectPr>\
         <w:pgSz w:w=\"5000\" w:h=\"5000\"/></w:sectPr></w:pPr></w:p><w:p/>\
         <w:sectPr>{section}</w:sectPr></w:body></w:document>"
    )
    .into_bytes()
}

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A department's template with A4 paper, a logo and a table in its header, and a line of text in
/// its footer.
pub(crate) fn with_art() -> Vec<u8> {
    lettered(HEADER, FOOTER, &[("image", "media/logo.png", "")], A4)
}

const A4: &str = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2200\" w:right=\"1000\" \
                  w:bottom=\"1800\" w:left=\"1200\" w:header=\"600\" w:footer=\"500\" w:gutter=\"100\"/>";

const HEADER: &str = r#"<w:p w14:paraId="1" w:rsidR="2"><w:pPr><w:pStyle w:val="Header"/></w:pPr>
<w:bookmarkStart w:id="1" w:name="note_1"/><w:bookmarkEnd w:id="1"/>
<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="1080000" cy="324000"/>
<wp:docPr id="7" name="Picture 7"/><a:graphic><a:graphicData
uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>
<pic:cNvPr id="7" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="r0"/>
<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>
<a:ext cx="1080000" cy="324000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p><w:p/>
<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>
<w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>Department of Samples</w:t>
</w:r></w:p></w:tc></w:tr></w:tbl><w:p/>"#;

const FOOTER: &str = "<w:p><w:r><w:rPr><w:lang w:val=\"fr-CA\"/></w:rPr><w:t>Ministère des exemples</w:t>\
                      </w:r></w:p>";

/// A template with that header and footer; `related` are the relationships of the header: their kind
/// and target, and `External` where it lies outside.
fn lettered(header: &str, footer: &str, related: &[(&str, &str, &str)], paper: &str) -> Vec<u8> {
    let namespaces = format!(
        "xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\" \
         xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" mc:Ignorable=\"w14\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\""
    );
    let references = "<w:headerReference w:type=\"default\" r:id=\"h\"/>\
                      <w:footerReference w:type=\"default\" r:id=\"f\"/>";
    let list = |list: &[(String, &str, &str, &str)]| {
        let mut text = String::from(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        );
        for (id, kind, target, mode) in list {
            let mode = if mode.is_empty() {
                String::new()
            } else {
                format!(" TargetMode=\"{mode}\"")
            };
            text.push_str(&format!(
                "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"{mode}/>"
            ));
        }
        (text + "</Relationships>").into_bytes()
    };
    let of_header: Vec<(String, &str, &str, &str)> = related
        .iter()
        .enumerate()
        .map(|(index, (kind, target, mode))| (format!("r{index}"), *kind, *target, *mode))
        .collect();
    let mut parts = parts_of_template(TEMPLATE_STYLES.as_bytes().to_vec());
    parts
        .retain(|(name, _)| !matches!(*name, "word/document.xml" | "word/_rels/document.xml.rels"));
    parts.extend([
        (
            "word/document.xml",
            document(&format!("{references}{paper}")),
        ),
        (
            "word/_rels/document.xml.rels",
            list(&[
                ("s".to_owned(), "styles", "styles.xml", ""),
                ("h".to_owned(), "header", "header1.xml", ""),
                ("f".to_owned(), "footer", "/word/footer1.xml", ""),
            ]),
        ),
        (
            "word/header1.xml",
            format!("<w:hdr {namespaces}>{header}</w:hdr>").into_bytes(),
        ),
        (
            "word/footer1.xml",
            format!("<w:ftr {namespaces}>{footer}</w:ftr>").into_bytes(),
        ),
        ("word/_rels/header1.xml.rels", list(&of_header)),
        ("word/media/logo.png", LOGO.to_vec()),
    ]);
    zipped(&parts)
}

/// A bar of one colour, 40 × 12 dots.
const LOGO: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x28, 0x00, 0x00, 0x00, 0x0c, 0x08, 0x02, 0x00, 0x00, 0x00, 0x9f, 0xa1, 0x68,
    0x1a, 0x00, 0x00, 0x00, 0x1c, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x50, 0x33, 0xf7, 0x1a,
    0x10, 0xc4, 0x30, 0x6a, 0xf1, 0xa8, 0xc5, 0xa3, 0x16, 0x8f, 0x5a, 0x3c, 0x6a, 0x31, 0xb1, 0x08,
    0x00, 0xf6, 0xe5, 0x39, 0x30, 0x60, 0xa9, 0xd0, 0x4b, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e,
    0x44, 0xae, 0x42, 0x60, 0x82,
];

/// A template that differs from ours in the names of its styles.
pub(crate) fn made() -> Vec<u8> {
    with_styles(TEMPLATE_STYLES)
}

fn with_styles(styles: &str) -> Vec<u8> {
    zipped(&parts_of_template(styles.as_bytes().to_vec()))
}

fn parts_of_template(styles: Vec<u8>) -> Vec<(&'static str, Vec<u8>)> {
    let relationship = |kind: &str, target: &str| {
        let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r\" Type=\"{types}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
        .into_bytes()
    };
    vec![
        (
            "_rels/.rels",
            relationship("officeDocument", "/word/document.xml"),
        ),
        (
            "word/_rels/document.xml.rels",
            relationship("styles", "./styles.xml"),
        ),
        ("word/styles.xml", styles),
        ("word/document.xml", document("")),
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
