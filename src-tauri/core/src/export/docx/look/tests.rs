//! Our own template is what the parts beside it say.

use std::path::Path;

use super::super::package::{Package, Properties, settings};
use super::super::{page, pass};
use super::*;
use crate::clock::{Clock, FixedClock};
use crate::store::atomic_write;

const PARTS: [(&str, &str, &str); 3] = [
    ("styles.xml", "styles", include_str!("styles.xml")),
    ("theme/theme1.xml", "theme", include_str!("theme.xml")),
    ("fontTable.xml", "fontTable", include_str!("fonts.xml")),
];

/// The template made of its parts: a page that shows every style of paragraphs under its name.
fn made() -> Vec<u8> {
    let mut package = Package::default();
    let styles = xml::parse(PARTS[0].2).unwrap();
    let mut body = String::new();
    for style in styles.elements() {
        let is_shown = style.attribute("w:type") == Some("paragraph");
        if let (true, Some(id)) = (is_shown, style.attribute("w:styleId")) {
            let name = style
                .find("w:name")
                .and_then(|name| name.attribute("w:val"));
            let text = Element::new("w:t").text(name.unwrap_or_default());
            Element::new("w:p")
                .child(Element::new("w:pPr").child(Element::val("w:pStyle", id)))
                .child(Element::new("w:r").child(text))
                .write(&mut body);
        }
    }
    page::set_up(Paper::LETTER).write(&mut body);
    package.add_document(pass::document(&body));
    for (file, kind, text) in PARTS {
        let mut part = xml::parse(text).unwrap();
        drop_blank_text(&mut part);
        package.add_related(file, kind, part.into_part());
    }
    package.add_related(
        "settings.xml",
        "settings",
        settings("en-CA", &[]).into_part(),
    );
    let properties = Properties {
        title: "QP Notes".to_owned(),
        subject: String::new(),
        category: String::new(),
        keywords: String::new(),
        status: None,
        language: "en-CA".to_owned(),
        created: FixedClock::on("2026-11-28".parse().unwrap()).now(),
    };
    package.into_bytes(&properties).unwrap()
}

fn parts(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
    let names = zip.file_names().map(|name| name.unwrap().into_owned());
    let names: Vec<String> = names.collect();
    let read = |name: String| {
        let mut bytes = Vec::new();
        let mut part = zip.by_name(&name).unwrap();
        std::io::Read::read_to_end(&mut part, &mut bytes).unwrap();
        (name, bytes)
    };
    let mut parts: Vec<_> = names.into_iter().map(read).collect();
    parts.sort();
    parts
}

#[test]
fn our_template_is_made_of_the_parts_beside_it() {
    let made = made();
    if std::env::var_os("UPDATE_LOOK").is_some() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/export/docx/look/template.docx");
        atomic_write(&file, &made).unwrap();
        return;
    }
    assert!(
        parts(TEMPLATE) == parts(&made),
        "look/template.docx is stale: UPDATE_LOOK=1 cargo test -p qp-core our_template_is_made"
    );
}

#[test]
fn our_template_given_as_a_department_s_looks_as_without_one() {
    let (own, given) = (Look::own(Lang::Fr), Look::from_template(TEMPLATE, Lang::Fr));
    let (own, given) = (own.unwrap(), given.unwrap());
    assert_eq!(own.styles, given.styles);
    assert_eq!(own.paper, given.paper);
    assert!(given.ids.iter().all(|(ours, theirs)| ours == theirs));
}
