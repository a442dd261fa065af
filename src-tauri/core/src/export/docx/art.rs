//! Header and footer art of a department's Word file: its text, tables and pictures, ready to stand
//! beside our own lines in every header or footer.

use super::DocxError;
use super::template::{Relationship, Template};
use crate::export::sheet::usable;
use crate::lang::Lang;
use crate::xml::{Element, Node};

/// The largest header or footer, in bytes: it is repeated for every note of a binder.
const MAX_PART: usize = 200_000;

/// The most that the pictures may have together, in bytes.
const MAX_MEDIA: usize = 16 << 20;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Kinds of pictures, by the end of their names.
const PICTURES: [(&str, &str); 9] = [
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("bmp", "image/bmp"),
    ("tiff", "image/tiff"),
    ("emf", "image/x-emf"),
    ("wmf", "image/x-wmf"),
    ("svg", "image/svg+xml"),
];

/// What a header or footer of the template shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Art {
    /// The namespaces that its elements use.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) blocks: Vec<Element>,
    /// Pictures are at their new places.
    pub(super) relationships: Vec<Relationship>,
}

/// A picture, with its name below the folder of the main document.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) bytes: Vec<u8>,
}

/// Takes header and footer of a section out of the template.
pub(super) struct Taking<'t, 'a> {
    pub(super) template: &'t mut Template<'a>,
    /// The language of text that says none.
    pub(super) lang: Lang,
    pub(super) pictures: Vec<Picture>,
    /// The pictures' names in the template.
    known: Vec<String>,
}

impl<'t, 'a> Taking<'t, 'a> {
    pub(super) fn new(template: &'t mut Template<'a>, lang: Lang) -> Self {
        Self {
            template,
            lang,
            pictures: Vec::new(),
            known: Vec::new(),
        }
    }

    /// The art of a header or footer; `None` where it shows nothing.
    pub(super) fn art(&mut self, part: &str) -> Result<Option<Art>, DocxError> {
        let refused = |reason: &str| DocxError::Template(format!("{part}: {reason}"));
        let text = self.template.text(part)?;
        if text.len() > MAX_PART {
            return Err(refused("too large to be repeated on every page"));
        }
        let mut root = crate::xml::parse(&text).map_err(|error| refused(&error.to_string()))?;
        let is_part = matches!(root.name.as_str(), "w:hdr" | "w:ftr");
        if !is_part || root.attribute("xmlns:w") != Some(NAMESPACE) {
            return Err(refused("not written as Word writes it"));
        }
        let relationships = self.template.relationships(part)?;
        clean(&mut root, self.lang);
        let mut wanted = Vec::new();
        named(&root, &mut wanted);
        wanted.sort_unstable();
        wanted.dedup();
        let mut kept = Vec::new();
        for id in wanted {
            let found = relationships.iter().find(|one| one.id == id);
            let relationship = found.ok_or_else(|| refused("it points to what is not there"))?;
            kept.push(self.keep(relationship).map_err(|reason| refused(&reason))?);
        }
        let blocks: Vec<Element> = root
            .children
            .into_iter()
            .filter_map(|node| match node {
                Node::Element(element) if shows(&element) => Some(element),
                Node::Element(_) | Node::Text(_) => None,
            })
            .collect();
        Ok((!blocks.is_empty()).then_some(Art {
            attributes: root.attributes,
            blocks,
            relationships: kept,
        }))
    }

    /// A relationship of the art in our file: pictures inside it and links, nothing else.
    fn keep(&mut self, relationship: &Relationship) -> Result<Relationship, String> {
        match (relationship.kind.as_str(), relationship.outside) {
            ("image", false) => {
                let name = self.picture(&relationship.target)?;
                Ok(Relationship {
                    target: name,
                    ..relationship.clone()
                })
            }
            ("image", true) => Err("it shows a picture that lies outside the file".to_owned()),
            ("hyperlink", true) => {
                let address = usable(&relationship.target);
                Ok(Relationship {
                    target: address.ok_or("it links to what is no address of the web")?,
                    ..relationship.clone()
                })
            }
            _ => Err("it holds something other than text, tables and pictures".to_owned()),
        }
    }

    /// The new name of a picture.
    fn picture(&mut self, part: &str) -> Result<String, String> {
        if let Some(at) = self.known.iter().position(|known| known == part) {
            return Ok(self.pictures[at].name.clone());
        }
        let ending = part.rsplit('.').next().unwrap_or_default().to_lowercase();
        let (ending, kind) = PICTURES
            .into_iter()
            .find(|(known, _)| *known == ending)
            .ok_or("it shows a picture of an unknown kind")?;
        let bytes = self
            .template
            .bytes(part)
            .map_err(|error| error.to_string())?;
        let held: usize = self.pictures.iter().map(|one| one.bytes.len()).sum();
        if held + bytes.len() > MAX_MEDIA {
            return Err("its pictures are too large".to_owned());
        }
        let name = format!("media/art{}.{ending}", self.pictures.len() + 1);
        self.known.push(part.to_owned());
        self.pictures.push(Picture {
            name: name.clone(),
            kind,
            bytes,
        });
        Ok(name)
    }
}

/// The ids of the relationships that an element and all below it name.
fn named(element: &Element, ids: &mut Vec<String>) {
    for (name, value) in &element.attributes {
        if name.starts_with("r:") && !value.is_empty() {
            ids.push(value.clone());
        }
    }
    for child in element.elements() {
        named(child, ids);
    }
}

/// Whether a block shows anything: an empty line of the template would only push ours away.
fn shows(element: &Element) -> bool {
    let is_shown = match element.name.as_str() {
        "w:t" => element
            .children
            .iter()
            .any(|node| matches!(node, Node::Text(text) if !text.trim().is_empty())),
        // The last is a line across the page.
        "w:tbl" | "w:drawing" | "w:pict" | "w:instrText" | "w:fldSimple" | "w:sym" | "w:pBdr" => {
            true
        }
        _ => false,
    };
    is_shown || element.elements().any(shows)
}

/// Takes out what means something in the template alone, and says of text and pictures what a screen
/// reader needs.
fn clean(element: &mut Element, lang: Lang) {
    const LEFT_OUT: [&str; 10] = [
        "w:numPr",
        "w:dataBinding",
        "w:bookmarkStart",
        "w:bookmarkEnd",
        "w:commentRangeStart",
        "w:commentRangeEnd",
        "w:commentReference",
        "w:proofErr",
        "w:del",
        "w:moveFrom",
    ];
    element.attributes.retain(|(name, _)| {
        !name.starts_with("w:rsid") && !matches!(name.as_str(), "w14:paraId" | "w14:textId")
    });
    element.remove(&LEFT_OUT);
    if element.name == "w:sdtPr" {
        element.remove(&["w:id"]);
    }
    if element.name == "w:r" && element.find("w:t").is_some() {
        let properties = element.find_or_insert("w:rPr");
        if properties.find("w:lang").is_none() {
            properties.replace(Element::val("w:lang", lang.tag()));
            super::order::put_in_order(properties);
        }
    }
    let undescribed = |element: &Element| {
        let text = element.attribute("descr").unwrap_or_default();
        text.trim().is_empty() && element.find("a:extLst").is_none()
    };
    if element.name == "wp:docPr" && undescribed(element) {
        element.children.push(Node::Element(ornament()));
    }
    for child in element.elements_mut() {
        clean(child, lang);
    }
}

/// What says that a picture is an ornament, so that a screen reader passes over it.
fn ornament() -> Element {
    let decorative = Element::new("adec:decorative")
        .with(
            "xmlns:adec",
            "http://schemas.microsoft.com/office/drawing/2017/decorative",
        )
        .with("val", "1");
    let extension = Element::new("a:ext")
        .with("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
        .child(decorative);
    Element::new("a:extLst")
        .with(
            "xmlns:a",
            "http://schemas.openxmlformats.org/drawingml/2006/main",
        )
        .child(extension)
}
