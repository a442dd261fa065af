//! The look: styles, theme and fonts, our own or those of a department's Word file.

use std::collections::HashMap;

use super::art::{Art, Picture, Taking};
use super::order::put_in_order;
use super::styles::{FOOTER, HEADINGS};
use super::template::Template;
use super::{DocxError, paper};
use crate::export::sheet::Paper;
use crate::lang::Lang;
use crate::xml::{self, Element, Node};

/// Our own look, a Word file that can be opened and tried out in Word. It is made of the parts beside
/// it: `UPDATE_LOOK=1 cargo test -p qp-core our_template_is_made`.
const TEMPLATE: &[u8] = include_bytes!("look/template.docx");

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// How a document looks.
pub(super) struct Look {
    pub(super) styles: Element,
    pub(super) theme: Element,
    pub(super) fonts: Element,
    pub(super) paper: Paper,
    /// What the template shows at the head and the foot of its pages.
    pub(super) header: Option<Art>,
    pub(super) footer: Option<Art>,
    pub(super) pictures: Vec<Picture>,
    /// Our styles' ids → the ids that styles of the same name have in the template.
    ids: HashMap<String, String>,
}

impl Look {
    /// Our own look.
    pub(super) fn own(lang: Lang) -> Result<Self, DocxError> {
        let mut template = Template::open(TEMPLATE)?;
        let mut part = |name: &str| {
            let mut part = template.part(&format!("word/{name}"))?;
            drop_blank_text(&mut part);
            Ok::<Element, DocxError>(part)
        };
        let mut look = Self {
            styles: part("styles.xml")?,
            theme: part("theme/theme1.xml")?,
            fonts: part("fontTable.xml")?,
            paper: Paper::LETTER,
            header: None,
            footer: None,
            pictures: Vec::new(),
            ids: HashMap::new(),
        };
        look.set_language(lang);
        Ok(look)
    }

    /// The look of a department's Word file; what it lacks is ours.
    pub(super) fn from_template(bytes: &[u8], lang: Lang) -> Result<Self, DocxError> {
        let own = Self::own(lang)?;
        let mut template = Template::open(bytes)?;
        let document = template.document()?;
        let related = template.relationships(&document)?;
        let part_of = |kind: &str| {
            let mut parts = related.iter();
            parts.find(|one| one.kind == kind && !one.outside)
        };
        let styles =
            part_of("styles").ok_or_else(|| DocxError::Template("it has no styles".to_owned()))?;
        let mut styles = template.part(&styles.target)?;
        if styles.name != "w:styles" || styles.attribute("xmlns:w") != Some(NAMESPACE) {
            let reason = "its styles are not written as Word writes them";
            return Err(DocxError::Template(reason.to_owned()));
        }
        drop_blank_text(&mut styles);
        let theme = match part_of("theme") {
            Some(theme) => Some(template.part(&theme.target)?)
                .filter(|theme| theme.name == "a:theme" && !has_relationship(theme)),
            None => None,
        };
        let fonts = match part_of("fontTable") {
            Some(fonts) => Some(template.part(&fonts.target)?).filter(|f| f.name == "w:fonts"),
            None => None,
        };
        let section = last_section(&mut template, &document)?;
        let paper = section.as_ref().map_or(Ok(own.paper), paper::of_section)?;
        let mut taking = Taking::new(&mut template, lang);
        let mut art = |name: &str| match section.as_ref().and_then(|s| referenced(s, name)) {
            Some(id) => match related.iter().find(|one| one.id == id && !one.outside) {
                Some(part) => taking.art(&part.target),
                None => Ok(None),
            },
            None => Ok(None),
        };
        let (header, footer) = (art("w:headerReference")?, art("w:footerReference")?);
        let pictures = taking.pictures;
        let ids = merge(&mut styles, own.styles);
        let mut look = Self {
            styles,
            theme: theme.unwrap_or(own.theme),
            fonts: fonts.map_or(own.fonts, without_embedded),
            paper,
            header,
            footer,
            pictures,
            ids,
        };
        look.set_language(lang);
        put_in_order(&mut look.styles);
        Ok(look)
    }

    /// The id under which the document must name one of our styles.
    pub(super) fn style_id(&self, id: &str) -> Option<&str> {
        self.ids.get(id).map(String::as_str)
    }

    /// Sets the language of all text that has none of its own: the defaults and the base style.
    fn set_language(&mut self, lang: Lang) {
        let language = || {
            Element::val("w:lang", lang.tag())
                .with("w:eastAsia", lang.tag())
                .with("w:bidi", "ar-SA")
        };
        self.styles
            .find_or_insert("w:docDefaults")
            .find_or_insert("w:rPrDefault")
            .find_or_insert("w:rPr")
            .replace(language());
        for style in self.styles.elements_mut() {
            if is_default_paragraph(style) {
                style
                    .find_or_insert("w:rPr")
                    .replace(Element::val("w:lang", lang.tag()));
            }
        }
        put_in_order(&mut self.styles);
    }
}

/// The paper that a template asks for.
pub(super) fn paper_of(bytes: &[u8]) -> Result<Paper, DocxError> {
    let mut template = Template::open(bytes)?;
    let document = template.document()?;
    let section = last_section(&mut template, &document)?;
    section
        .as_ref()
        .map_or(Ok(Paper::LETTER), paper::of_section)
}

/// The properties of the last section of a template.
fn last_section(template: &mut Template<'_>, document: &str) -> Result<Option<Element>, DocxError> {
    let text = template.text(document)?;
    let mut section = None;
    let above = xml::read::<xml::XmlError>(&text, 2, &mut |element| {
        if element.name == "w:sectPr" {
            section = Some(element);
        }
        Ok(())
    });
    let above = above.map_err(|error| DocxError::Template(format!("{document}: {error}")))?;
    let root = above.first();
    if root.is_none_or(|root| root.name != "w:document") {
        return Err(DocxError::Template(format!(
            "{document}: not a Word document"
        )));
    }
    Ok(section)
}

/// The relationship of a section's header or footer: that of most pages, else of the first one.
fn referenced(section: &Element, name: &str) -> Option<String> {
    let of_kind = |kind: &str| {
        let mut references = section.elements().filter(|one| one.name == name);
        references.find(|one| one.attribute("w:type").unwrap_or("default") == kind)
    };
    let reference = of_kind("default").or_else(|| of_kind("first"))?;
    reference.attribute("r:id").map(str::to_owned)
}

/// Drops the white space between elements.
fn drop_blank_text(element: &mut Element) {
    element
        .children
        .retain(|node| !matches!(node, Node::Text(text) if text.trim().is_empty()));
    for child in element.elements_mut() {
        drop_blank_text(child);
    }
}

fn is_default(style: &Element) -> bool {
    matches!(style.attribute("w:default"), Some("1" | "true" | "on"))
}

fn is_default_paragraph(style: &Element) -> bool {
    style.name == "w:style" && style.attribute("w:type") == Some("paragraph") && is_default(style)
}

fn style_name(style: &Element) -> String {
    let name = style
        .find("w:name")
        .and_then(|name| name.attribute("w:val"));
    name.unwrap_or_default().to_lowercase()
}

/// Adds to a template's styles those of ours that it has no style of the same name and kind for.
/// Gives the ids that ours have there.
fn merge(styles: &mut Element, own: Element) -> HashMap<String, String> {
    for style in styles
        .elements_mut()
        .filter(|style| style.name == "w:style")
    {
        // The template's lists are not taken: their numbers would mean ours.
        if let Some(Node::Element(properties)) = style
            .children
            .iter_mut()
            .find(|node| matches!(node, Node::Element(child) if child.name == "w:pPr"))
        {
            properties.remove(&["w:numPr"]);
        }
    }
    let mut ids = HashMap::new();
    let mut missing = Vec::new();
    for node in own.children {
        let Node::Element(style) = node else { continue };
        if style.name != "w:style" {
            continue;
        }
        let kind = style.attribute("w:type").map(str::to_owned);
        let name = style_name(&style);
        let default = is_default(&style);
        let has_default = styles
            .elements()
            .any(|theirs| theirs.attribute("w:type") == kind.as_deref() && is_default(theirs));
        let same = styles.elements_mut().find(|theirs| {
            let same_name = style_name(theirs) == name;
            let same_default = default && is_default(theirs);
            theirs.name == "w:style"
                && theirs.attribute("w:type") == kind.as_deref()
                && (same_name || same_default)
        });
        let id = style.attribute("w:styleId").unwrap_or_default().to_owned();
        match same {
            Some(theirs) => {
                if default && !has_default {
                    // LibreOffice writes none.
                    theirs.set("w:default", "1");
                }
                if id == FOOTER {
                    // The page set-up is ours, and so are the stops across it.
                    theirs.find_or_insert("w:pPr").remove(&["w:tabs"]);
                }
                let level = HEADINGS.iter().position(|heading| *heading == id);
                if let Some(level) = level {
                    let level = Element::val("w:outlineLvl", &level.to_string());
                    theirs.find_or_insert("w:pPr").replace(level);
                }
                if let Some(theirs) = theirs.attribute("w:styleId") {
                    ids.insert(id, theirs.to_owned());
                }
            }
            None => missing.push((id, style)),
        }
    }
    for (id, style) in &mut missing {
        let taken = |id: &str| {
            styles
                .elements()
                .any(|theirs| theirs.attribute("w:styleId") == Some(id))
        };
        let mut free = id.clone();
        while taken(&free) {
            free.push_str("QP");
        }
        if free != *id {
            style.set("w:styleId", &free);
            ids.insert(id.clone(), free);
        }
        let name = style_name(style);
        if styles
            .elements()
            .any(|theirs| theirs.name == "w:style" && style_name(theirs) == name)
        {
            style.replace(Element::val("w:name", &format!("QP {name}")));
        }
    }
    for (_, mut style) in missing {
        for reference in style.elements_mut() {
            if matches!(reference.name.as_str(), "w:basedOn" | "w:next" | "w:link")
                && let Some(id) = reference.attribute("w:val").and_then(|id| ids.get(id))
            {
                reference.set("w:val", id);
            }
        }
        styles.children.push(Node::Element(style));
    }
    ids
}

/// Whether anything in a part points to another part, which would not be there.
fn has_relationship(element: &Element) -> bool {
    let points = |(name, _): &(String, String)| name.starts_with("r:");
    element.attributes.iter().any(points) || element.elements().any(has_relationship)
}

/// A font table without fonts that lie in the template itself.
fn without_embedded(mut fonts: Element) -> Element {
    for font in fonts.elements_mut() {
        font.children.retain(
            |node| !matches!(node, Node::Element(child) if child.name.starts_with("w:embed")),
        );
    }
    fonts
}

#[cfg(test)]
mod tests;
