//! The package: the parts of a Word file, zipped so that the same note gives the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::art::Picture;
use super::template::Relationship;
use crate::xml::Element;

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What the document says about itself.
pub(super) struct Properties {
    pub(super) title: String,
    /// The references.
    pub(super) subject: String,
    /// The marking.
    pub(super) category: String,
    /// The tags of the only note, separated by [`super::TAG_SEPARATOR`].
    pub(super) keywords: String,
    /// The state of the only note, as its file has it.
    pub(super) status: Option<&'static str>,
    /// The language tag.
    pub(super) language: String,
    pub(super) created: chrono::DateTime<chrono::Utc>,
}

/// A Word file being put together.
#[derive(Default)]
pub(super) struct Package {
    /// Parts with their names, in the order in which they are written.
    parts: Vec<(String, Vec<u8>)>,
    /// Content types of parts.
    types: Vec<(String, String)>,
    /// Kinds of pictures, by the end of their names.
    pictures: Vec<(String, &'static str)>,
    /// Relationships of the main document: id, type, target, whether it is outside.
    relationships: Vec<(String, String, String, bool)>,
}

impl Package {
    /// Adds the main document.
    pub(super) fn add_document(&mut self, part: Vec<u8>) {
        self.add(
            "word/document.xml",
            &format!("{WORD}.document.main+xml"),
            part,
        );
    }

    /// Adds a part that the main document is related to; gives the relationship's id.
    pub(super) fn add_related(&mut self, file: &str, kind: &str, part: Vec<u8>) -> String {
        let content_type = match kind {
            "theme" => "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
            kind => format!("{WORD}.{kind}+xml"),
        };
        self.add(&format!("word/{file}"), &content_type, part);
        let id = format!("rId{}", self.relationships.len() + 1);
        let kind = format!("{OFFICE}/{kind}");
        self.relationships
            .push((id.clone(), kind, file.to_owned(), false));
        id
    }

    /// Adds an address to which the main document links under that id.
    pub(super) fn add_link(&mut self, id: String, address: &str) {
        let kind = format!("{OFFICE}/hyperlink");
        self.relationships
            .push((id, kind, address.to_owned(), true));
    }

    /// Adds the relationships of a header or footer.
    pub(super) fn add_relationships_of(&mut self, file: &str, list: &[Relationship]) {
        if list.is_empty() {
            return;
        }
        let list: Vec<_> = list
            .iter()
            .map(|one| {
                let kind = format!("{OFFICE}/{}", one.kind);
                (one.id.clone(), kind, one.target.clone(), one.outside)
            })
            .collect();
        let name = format!("word/_rels/{file}.rels");
        self.parts.push((name, relationships(&list)));
    }

    /// Adds a picture.
    pub(super) fn add_picture(&mut self, picture: &Picture) {
        let ending = picture
            .name
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_owned();
        if self.pictures.iter().all(|(known, _)| *known != ending) {
            self.pictures.push((ending, picture.kind));
        }
        let name = format!("word/{}", picture.name);
        self.parts.push((name, picture.bytes.clone()));
    }

    fn add(&mut self, name: &str, content_type: &str, part: Vec<u8>) {
        self.types
            .push((format!("/{name}"), content_type.to_owned()));
        self.parts.push((name.to_owned(), part));
    }

    /// The file's bytes.
    pub(super) fn into_bytes(
        mut self,
        properties: &Properties,
    ) -> Result<Vec<u8>, zip::result::ZipError> {
        self.add(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            core_properties(properties).into_part(),
        );
        self.add(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            Element::new("Properties")
                .with(
                    "xmlns",
                    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
                )
                .child(Element::new("Application").text("QP Notes"))
                .into_part(),
        );
        let own = vec![
            (
                "rId1".to_owned(),
                format!("{OFFICE}/officeDocument"),
                "word/document.xml".to_owned(),
                false,
            ),
            (
                "rId2".to_owned(),
                format!("{PACKAGE}/core-properties"),
                "docProps/core.xml".to_owned(),
                false,
            ),
            (
                "rId3".to_owned(),
                format!("{OFFICE}/extended-properties"),
                "docProps/app.xml".to_owned(),
                false,
            ),
        ];
        let mut files = vec![
            (
                "[Content_Types].xml".to_owned(),
                content_types(&self.types, &self.pictures),
            ),
            ("_rels/.rels".to_owned(), relationships(&own)),
            (
                "word/_rels/document.xml.rels".to_owned(),
                relationships(&self.relationships),
            ),
        ];
        files.append(&mut self.parts);

        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in files {
            zip.start_file(name, options)?;
            zip.write_all(&part)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

fn content_types(types: &[(String, String)], pictures: &[(String, &'static str)]) -> Vec<u8> {
    let default = |extension: &str, content_type: &str| {
        Element::new("Default")
            .with("Extension", extension)
            .with("ContentType", content_type)
    };
    let root = Element::new("Types")
        .with(
            "xmlns",
            "http://schemas.openxmlformats.org/package/2006/content-types",
        )
        .child(default(
            "rels",
            "application/vnd.openxmlformats-package.relationships+xml",
        ))
        .child(default("xml", "application/xml"));
    let pictures = pictures.iter();
    let root = pictures.fold(root, |root, (ending, kind)| {
        root.child(default(ending, kind))
    });
    let root = types.iter().fold(root, |root, (name, content_type)| {
        root.child(
            Element::new("Override")
                .with("PartName", name)
                .with("ContentType", content_type),
        )
    });
    root.into_part()
}

fn relationships(list: &[(String, String, String, bool)]) -> Vec<u8> {
    let root = Element::new("Relationships").with("xmlns", RELATIONSHIPS);
    let root = list.iter().fold(root, |root, (id, kind, target, outside)| {
        let mut relationship = Element::new("Relationship")
            .with("Id", id)
            .with("Type", kind)
            .with("Target", target);
        if *outside {
            relationship.set("TargetMode", "External");
        }
        root.child(relationship)
    });
    root.into_part()
}

fn core_properties(properties: &Properties) -> Element {
    let time = properties.created.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let at = |name: &str| {
        Element::new(name)
            .with("xsi:type", "dcterms:W3CDTF")
            .text(&time)
    };
    let core = Element::new("cp:coreProperties")
        .with(
            "xmlns:cp",
            "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        )
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(Element::new("dc:title").text(&properties.title))
        .child(Element::new("dc:subject").text(&properties.subject))
        .child(Element::new("cp:category").text(&properties.category));
    let optional = [
        ("cp:keywords", properties.keywords.as_str()),
        ("cp:contentStatus", properties.status.unwrap_or_default()),
    ];
    let filled = optional.into_iter().filter(|(_, text)| !text.is_empty());
    filled
        .fold(core, |core, (name, text)| {
            core.child(Element::new(name).text(text))
        })
        .child(Element::new("dc:language").text(&properties.language))
        .child(at("dcterms:created"))
        .child(at("dcterms:modified"))
}

/// The settings part, with what each numbered source cites: by the name of its bookmark, the
/// policy's slug and the excerpt's anchor, since the list of sources shows title and clause alone.
pub(super) fn settings(language: &str, cited: &[(String, String)]) -> Element {
    let compatibility = [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ]
    .into_iter()
    .fold(Element::new("w:compat"), |compat, (name, value)| {
        compat.child(
            Element::new("w:compatSetting")
                .with("w:name", name)
                .with("w:uri", "http://schemas.microsoft.com/office/word")
                .with("w:val", value),
        )
    });
    let settings = Element::new("w:settings")
        .with(
            "xmlns:w",
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        )
        .child(Element::new("w:zoom").with("w:percent", "100"))
        .child(Element::val("w:defaultTabStop", "709"))
        .child(Element::val("w:characterSpacingControl", "doNotCompress"))
        .child(compatibility);
    let settings = if cited.is_empty() {
        settings
    } else {
        settings.child(variables(cited))
    };
    settings
        .child(Element::val("w:themeFontLang", language))
        .child(Element::val(
            "w:decimalSymbol",
            if language.starts_with("fr") { "," } else { "." },
        ))
        .child(Element::val(
            "w:listSeparator",
            if language.starts_with("fr") { ";" } else { "," },
        ))
}

/// Variables of the document, as Word keeps them.
fn variables(cited: &[(String, String)]) -> Element {
    let variable =
        |(name, value): &(String, String)| Element::val("w:docVar", value).with("w:name", name);
    let variables = cited.iter().map(variable);
    variables.fold(Element::new("w:docVars"), Element::child)
}
