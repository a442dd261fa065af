//! The page: its size and margins, the marking at its head, reference and page number at its foot.

use super::art::Art;
use super::look::Look;
use super::{pass, styles};
use crate::export::sheet::{Paper, Sheet, words};
use crate::lang::Lang;
use crate::xml::{Element, Node};

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The header: the marking, in the language of the text, above what the template has there.
pub(super) fn header(sheet: &Sheet, look: &Look) -> Element {
    let mut paragraph = paragraph(styles::MARKING);
    let mut before: Option<Lang> = None;
    for phrase in &sheet.marking {
        if before.is_some() {
            paragraph = paragraph.child(run(" / ", phrase.lang));
        }
        before = Some(phrase.lang);
        paragraph = paragraph.child(run(&phrase.text, phrase.lang));
    }
    pass::finish(&mut paragraph, look);
    let mut header = Element::new("w:hdr")
        .with("xmlns:w", NAMESPACE)
        .child(paragraph);
    if let Some(art) = &look.header {
        add_art(&mut header, art);
        if art.blocks.last().is_some_and(|last| last.name == "w:tbl") {
            let mut end = self::paragraph(styles::SPACER);
            pass::finish(&mut end, look);
            header = header.child(end);
        }
    }
    header
}

/// The footer: what the template has there, below it the reference at the left, the page's number at
/// the right. `None` where it would be empty.
pub(super) fn footer(sheet: &Sheet, look: &Look) -> Option<Element> {
    let mut footer = Element::new("w:ftr").with("xmlns:w", NAMESPACE);
    if let Some(art) = &look.footer {
        add_art(&mut footer, art);
    }
    if sheet.numbered {
        let mut line = foot_line(sheet);
        pass::finish(&mut line, look);
        footer = footer.child(line);
    } else if look.footer.is_some() {
        let mut end = paragraph(styles::SPACER);
        pass::finish(&mut end, look);
        footer = footer.child(end);
    } else {
        return None;
    }
    Some(footer)
}

/// Adds the template's art with the namespaces that it uses.
fn add_art(part: &mut Element, art: &Art) {
    for (name, value) in &art.attributes {
        part.set(name, value);
    }
    part.children
        .extend(art.blocks.iter().cloned().map(Node::Element));
}

fn foot_line(sheet: &Sheet) -> Element {
    let stop = sheet.paper.text_width().to_string();
    let tabs = Element::new("w:tabs").child(Element::val("w:tab", "right").with("w:pos", &stop));
    let mut paragraph = paragraph(styles::FOOTER);
    paragraph.find_or_insert("w:pPr").replace(tabs);
    let first = sheet.langs.first().copied().unwrap_or(Lang::En);
    if !sheet.reference.is_empty() {
        paragraph = paragraph.child(run(&sheet.reference, first));
    }
    paragraph = paragraph.child(Element::new("w:r").child(Element::new("w:tab")));
    for (index, lang) in sheet.langs.iter().enumerate() {
        let before = if index > 0 { " / " } else { "" };
        paragraph = paragraph
            .child(run(&format!("{before}{}", words::PAGE[*lang]), *lang))
            .child(field("PAGE", *lang))
            .child(run(words::OF[*lang], *lang))
            .child(field("NUMPAGES", *lang));
    }
    paragraph
}

/// The properties of the section of a sheet, with the relationships of its header and footer.
pub(super) fn section(sheet: &Sheet, header: &str, footer: Option<&str>) -> Element {
    let reference = |name: &str, id: &str| {
        Element::new(name)
            .with("w:type", "default")
            .with("r:id", id)
    };
    let mut section = set_up(sheet.paper);
    if let Some(footer) = footer {
        let footer = reference("w:footerReference", footer);
        section.children.insert(0, Node::Element(footer));
    }
    let header = reference("w:headerReference", header);
    section.children.insert(0, Node::Element(header));
    section
}

/// The properties of a section on that paper, without header and footer.
pub(super) fn set_up(paper: Paper) -> Element {
    let mut size = Element::new("w:pgSz")
        .with("w:w", &paper.width.to_string())
        .with("w:h", &paper.height.to_string());
    if paper.width > paper.height {
        size.set("w:orient", "landscape");
    }
    let mut margins = Element::new("w:pgMar");
    for (name, value) in [
        ("w:top", paper.top),
        ("w:right", paper.right),
        ("w:bottom", paper.bottom),
        ("w:left", paper.left),
        ("w:header", paper.head),
        ("w:footer", paper.foot),
        ("w:gutter", 0),
    ] {
        margins.set(name, &value.to_string());
    }
    Element::new("w:sectPr")
        .child(Element::val("w:type", "nextPage"))
        .child(size)
        .child(margins)
        .child(Element::new("w:cols").with("w:space", "708"))
}

fn paragraph(style: &str) -> Element {
    let properties = Element::new("w:pPr").child(Element::val("w:pStyle", style));
    Element::new("w:p").child(properties)
}

fn run(text: &str, lang: Lang) -> Element {
    let properties = Element::new("w:rPr").child(Element::val("w:lang", lang.tag()));
    let text = Element::new("w:t").with("xml:space", "preserve").text(text);
    Element::new("w:r").child(properties).child(text)
}

fn field(code: &str, lang: Lang) -> Element {
    Element::new("w:fldSimple")
        .with("w:instr", &format!(" {code} "))
        .child(run("1", lang))
}
