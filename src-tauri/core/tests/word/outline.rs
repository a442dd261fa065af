//! A Word file as readable text: what a screen reader, a proofing tool and Word's navigation see.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read};

use quick_xml::escape::unescape;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

/// An XML element.
#[derive(Debug, Default, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn find(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |element, name| {
            element.children.iter().find(|child| child.name == name)
        })
    }

    pub(crate) fn val(&self, path: &str) -> Option<&str> {
        self.find(path)?.attribute("w:val")
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// This element and all below it.
    pub(crate) fn walk(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        for child in &self.children {
            child.walk(visit);
        }
    }

    /// Those of that name among this element and all below it.
    pub(crate) fn all<'a>(&'a self, name: &str) -> Vec<&'a Self> {
        let mut found = Vec::new();
        self.gather(name, &mut found);
        found
    }

    fn gather<'a>(&'a self, name: &str, found: &mut Vec<&'a Self>) {
        if self.name == name {
            found.push(self);
        }
        for child in &self.children {
            child.gather(name, found);
        }
    }
}

/// Parses a part; panics where it is not well-formed or holds a character that XML forbids.
pub(crate) fn parse(part: &[u8]) -> Element {
    let text = std::str::from_utf8(part).expect("UTF-8");
    let forbidden = |c: char| {
        (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    assert!(!text.contains(forbidden), "a character that XML forbids");
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) => {
                let mut element = Element {
                    name: start.name().as_ref().to_owned(),
                    ..Element::default()
                };
                for attribute in start.attributes() {
                    let attribute = attribute.expect("well-formed");
                    let value = unescape(&attribute.value)
                        .expect("well-formed")
                        .into_owned();
                    element
                        .attributes
                        .insert(attribute.key.as_ref().to_owned(), value);
                }
                open.push(element);
            }
            Event::End(_) => {
                let element = open.pop().unwrap();
                open.last_mut().unwrap().children.push(element);
            }
            Event::Text(text) => open
                .last_mut()
                .unwrap()
                .text
                .push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let reference = format!("&{};", reference.into_inner());
                let text = unescape(&reference).expect("well-formed").into_owned();
                open.last_mut().unwrap().text.push_str(&text);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1, "cut short");
    open.pop().unwrap().children.remove(0)
}

/// A Word file's parts.
pub(crate) struct Parts(pub(crate) BTreeMap<String, Vec<u8>>);

impl Parts {
    pub(crate) fn of(file: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
        let mut parts = BTreeMap::new();
        for index in 0..zip.len() {
            let mut part = zip.by_index(index).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            parts.insert(name, bytes);
        }
        Self(parts)
    }

    pub(crate) fn xml(&self, name: &str) -> Element {
        parse(&self.0[name])
    }

    /// Where the main document's relationships lead.
    pub(crate) fn targets(&self) -> BTreeMap<String, String> {
        let relationships = self.xml("word/_rels/document.xml.rels");
        let targets = relationships.children.iter();
        targets
            .map(|r| (r.attributes["Id"].clone(), r.attributes["Target"].clone()))
            .collect()
    }
}

/// The whole text of a part, runs joined, paragraphs and breaks as line ends.
pub(crate) fn text(element: &Element) -> String {
    let mut text = String::new();
    collect(element, &mut text);
    text
}

fn collect(element: &Element, text: &mut String) {
    match element.name.as_str() {
        "w:t" => text.push_str(&element.text),
        "w:br" | "w:tab" => text.push('\n'),
        _ => {
            for child in &element.children {
                collect(child, text);
            }
            if element.name == "w:p" {
                text.push('\n');
            }
        }
    }
}

/// The outline of a Word file.
pub(crate) fn outline(file: &[u8]) -> String {
    let parts = Parts::of(file);
    let outliner = Outliner {
        targets: parts.targets(),
        styles: parts.xml("word/styles.xml"),
        numbering: parts.xml("word/numbering.xml"),
        parts: &parts,
    };
    let mut out = String::new();
    let core = parts.xml("docProps/core.xml");
    for property in &core.children {
        let _ = writeln!(out, "{}: {}", property.name, property.text);
    }
    let defaults = outliner
        .styles
        .val("w:docDefaults/w:rPrDefault/w:rPr/w:lang");
    let _ = writeln!(out, "default language: {}\n", defaults.unwrap_or("none"));
    let document = parts.xml("word/document.xml");
    outliner.blocks(&document.children[0], "", &mut out);
    // A no-break space must be seen in a snapshot.
    out.replace('\u{a0}', "·")
}

struct Outliner<'a> {
    targets: BTreeMap<String, String>,
    styles: Element,
    numbering: Element,
    parts: &'a Parts,
}

impl Outliner<'_> {
    fn blocks(&self, parent: &Element, indent: &str, out: &mut String) {
        for block in &parent.children {
            match block.name.as_str() {
                "w:p" => {
                    let _ = writeln!(out, "{indent}{}", self.paragraph(block));
                    if let Some(section) = block.find("w:pPr/w:sectPr") {
                        self.section(section, out);
                    }
                }
                "w:tbl" => self.table(block, indent, out),
                "w:sectPr" => self.section(block, out),
                _ => {}
            }
        }
    }

    fn table(&self, table: &Element, indent: &str, out: &mut String) {
        let look = |name| {
            let look = table.find("w:tblPr/w:tblLook");
            look.and_then(|look| look.attribute(name)) == Some("1")
        };
        let style = table.val("w:tblPr/w:tblStyle").unwrap_or("none");
        let _ = write!(out, "{indent}table {style}");
        if let Some(caption) = table.val("w:tblPr/w:tblCaption") {
            let _ = write!(out, " “{caption}”");
        }
        if look("w:firstColumn") {
            out.push_str(", first column heads");
        }
        out.push('\n');
        for row in table.children.iter().filter(|child| child.name == "w:tr") {
            let header = row.find("w:trPr/w:tblHeader").is_some();
            let _ = writeln!(
                out,
                "{indent}  row{}",
                if header { " (header)" } else { "" }
            );
            for cell in row.children.iter().filter(|child| child.name == "w:tc") {
                let _ = writeln!(out, "{indent}    cell");
                self.blocks(cell, &format!("{indent}      "), out);
            }
        }
    }

    fn paragraph(&self, paragraph: &Element) -> String {
        let style = paragraph.val("w:pPr/w:pStyle");
        let is_it = |defined: &&Element| match style {
            Some(id) => defined.attribute("w:styleId") == Some(id),
            None => {
                defined.attribute("w:type") == Some("paragraph")
                    && defined.attribute("w:default") == Some("1")
            }
        };
        let defined = self.styles.children.iter().find(is_it);
        let defined = defined.unwrap_or_else(|| panic!("style {style:?} is not defined"));
        let mut line = defined.attributes["w:styleId"].clone();
        if let Some(level) = defined.val("w:pPr/w:outlineLvl") {
            let _ = write!(line, " level {}", level.parse::<u8>().unwrap() + 1);
        }
        if let Some(number) = paragraph.val("w:pPr/w:numPr/w:numId") {
            let level = paragraph.val("w:pPr/w:numPr/w:ilvl").unwrap();
            let _ = write!(line, " list {number}.{level} {}", self.list(number, level));
        }
        if let Some(name) = paragraph.find("w:bookmarkStart") {
            let _ = write!(line, " @{}", name.attributes["w:name"]);
        }
        let langs = languages(paragraph);
        let _ = write!(line, " [{}]", langs.join(" "));
        let text = self.runs(paragraph);
        if !text.is_empty() {
            let _ = write!(line, " {text}");
        }
        line
    }

    /// What a list counts with, and from where.
    fn list(&self, id: &str, level: &str) -> String {
        let with = |name: &str, key: &str, value: &str| {
            let found = self
                .numbering
                .children
                .iter()
                .find(|element| element.name == name && element.attribute(key) == Some(value));
            found
                .unwrap_or_else(|| panic!("{name} {value} is not defined"))
                .clone()
        };
        let instance = with("w:num", "w:numId", id);
        let kind = instance.val("w:abstractNumId").unwrap();
        let kind = with("w:abstractNum", "w:abstractNumId", kind);
        let level_of = |element: &&Element| element.attribute("w:ilvl") == Some(level);
        let start = instance.children.iter().find(level_of);
        let start = start
            .and_then(|start| start.val("w:startOverride"))
            .unwrap();
        let kind = kind.children.iter().find(level_of).unwrap().clone();
        let format = kind.val("w:numFmt").unwrap();
        match format {
            "bullet" => "bullet".to_owned(),
            _ => format!("{format} {} from {start}", kind.val("w:lvlText").unwrap()),
        }
    }

    fn runs(&self, parent: &Element) -> String {
        let mut text = String::new();
        for child in &parent.children {
            match child.name.as_str() {
                "w:r" => text.push_str(&run(child)),
                "w:hyperlink" => {
                    let target = match child.attribute("r:id") {
                        Some(id) => self.targets[id].clone(),
                        None => format!("@{}", child.attributes["w:anchor"]),
                    };
                    let _ = write!(text, "<{}>({target})", self.runs(child));
                }
                "w:fldSimple" => {
                    let _ = write!(text, "{{{}}}", child.attributes["w:instr"].trim());
                }
                _ => {}
            }
        }
        text
    }

    fn section(&self, section: &Element, out: &mut String) {
        let size = section.find("w:pgSz").unwrap();
        let _ = writeln!(
            out,
            "---- page {} × {}",
            size.attributes["w:w"], size.attributes["w:h"]
        );
        for reference in &section.children {
            let Some(id) = reference.attribute("r:id") else {
                continue;
            };
            let part = self.parts.xml(&format!("word/{}", self.targets[id]));
            let kind = part.name.replace("w:hdr", "head").replace("w:ftr", "foot");
            let _ = writeln!(out, "---- {kind}: {}", self.paragraph(&part.children[0]));
        }
        out.push('\n');
    }
}

fn run(run: &Element) -> String {
    let mut text = String::new();
    for child in &run.children {
        match child.name.as_str() {
            "w:t" => text.push_str(&child.text),
            "w:br" => text.push_str(" ⏎ "),
            "w:tab" => text.push_str(" ⇥ "),
            _ => {}
        }
    }
    let has = |name: &str| run.find(&format!("w:rPr/{name}")).is_some();
    for (name, mark) in [("w:b", "**"), ("w:i", "*"), ("w:strike", "~~")] {
        if has(name) {
            text = format!("{mark}{text}{mark}");
        }
    }
    if run.val("w:rPr/w:rStyle") == Some("QPCodeText") {
        text = format!("`{text}`");
    }
    text
}

/// The languages of the runs of a paragraph.
pub(crate) fn languages(paragraph: &Element) -> Vec<String> {
    let mut langs: Vec<String> = Vec::new();
    paragraph.walk(&mut |element| {
        if element.name == "w:r" && element.find("w:t").is_some() {
            let lang = element.val("w:rPr/w:lang").unwrap_or("none").to_owned();
            if !langs.contains(&lang) {
                langs.push(lang);
            }
        }
    });
    langs
}
