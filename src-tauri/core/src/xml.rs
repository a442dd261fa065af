//! A small tree of XML elements: what the parts of a Word file and exchanged translations are read into.

use std::fmt::Write as _;

use quick_xml::escape::{partial_escape, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// The deepest nesting read. Word's own files stay far below it.
const MAX_DEPTH: usize = 200;

/// The most elements and attributes of one tree: some 100 MB in memory.
const MAX_NODES: usize = 500_000;

/// The most attributes of an element. Word's roots, which name every namespace, have some forty.
const MAX_ATTRIBUTES: usize = 200;

/// Why a text is not XML that can be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum XmlError {
    #[error("not well-formed XML: {0}")]
    NotWellFormed(String),
    #[error("XML with a document type is not read")]
    DocumentType,
    #[error("XML nested too deep")]
    TooDeep,
    #[error("XML with too many elements in one")]
    TooMany,
}

/// An element with its prefix, as written: `w:p`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            ..Self::default()
        }
    }

    /// `<name w:val="value"/>`, the commonest element of a Word file.
    pub(crate) fn val(name: &str, value: &str) -> Self {
        Self::new(name).with("w:val", value)
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    #[must_use]
    pub(crate) fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    #[must_use]
    pub(crate) fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned()));
        self
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let (_, value) = self.attributes.iter().find(|(key, _)| key == name)?;
        Some(value)
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(crate) fn elements_mut(&mut self) -> impl Iterator<Item = &mut Self> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The first child of that name; a new one, put first, where there is none.
    pub(crate) fn find_or_insert(&mut self, name: &str) -> &mut Self {
        let is_it = |node: &Node| matches!(node, Node::Element(element) if element.name == name);
        let at = self.children.iter().position(is_it).unwrap_or_else(|| {
            self.children.insert(0, Node::Element(Self::new(name)));
            0
        });
        match &mut self.children[at] {
            Node::Element(element) => element,
            Node::Text(_) => unreachable!("the position is that of an element"),
        }
    }

    /// Puts `child` in the place of the children of its name.
    pub(crate) fn replace(&mut self, child: Self) {
        self.remove(&[&child.name]);
        self.children.push(Node::Element(child));
    }

    pub(crate) fn remove(&mut self, names: &[&str]) {
        self.children.retain(
            |node| !matches!(node, Node::Element(element) if names.contains(&element.name.as_str())),
        );
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.children.is_empty() && self.attributes.is_empty()
    }

    pub(crate) fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(&self.name);
        for (name, value) in &self.attributes {
            let value = partial_escape(value.as_str()).replace('"', "&quot;");
            let _ = write!(out, " {name}=\"{value}\"");
        }
        if self.children.is_empty() {
            out.push_str("/>");
            return;
        }
        out.push('>');
        for node in &self.children {
            match node {
                Node::Element(element) => element.write(out),
                Node::Text(text) => out.push_str(&partial_escape(text.as_str())),
            }
        }
        let _ = write!(out, "</{}>", self.name);
    }

    /// The element as a part of a package.
    pub(crate) fn into_part(self) -> Vec<u8> {
        let mut out = String::from(DECLARATION);
        self.write(&mut out);
        out.into_bytes()
    }
}

/// What every part starts with.
pub(crate) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The root element of an XML text.
pub(crate) fn parse(text: &str) -> Result<Element, XmlError> {
    let mut root = None;
    read(text, 0, &mut |element| {
        root = Some(element);
        Ok(())
    })?;
    root.ok_or_else(|| XmlError::NotWellFormed("no element".to_owned()))
}

/// Hands the elements `depth` levels below the root to `take`, one after the other, so that a long
/// document need not be in memory as one tree. Gives the elements above them, without children.
pub(crate) fn read<E: From<XmlError>>(
    text: &str,
    depth: usize,
    take: &mut impl FnMut(Element) -> Result<(), E>,
) -> Result<Vec<Element>, E> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut above = Vec::new();
    let mut level = 0;
    let mut nodes = 0;
    let mut open: Vec<Element> = Vec::new();
    let malformed = |error: &dyn std::fmt::Display| XmlError::NotWellFormed(error.to_string());
    loop {
        let event = reader.read_event().map_err(|error| malformed(&error))?;
        let mut closed = None;
        match event {
            Event::Start(start) => {
                let element = element(&start)?;
                nodes += 1 + element.attributes.len();
                if level < depth {
                    above.push(element);
                } else {
                    open.push(element);
                }
                level += 1;
                if level > MAX_DEPTH {
                    return Err(XmlError::TooDeep.into());
                }
            }
            Event::Empty(start) => {
                let element = element(&start)?;
                nodes += 1 + element.attributes.len();
                if level >= depth {
                    closed = Some(element);
                }
            }
            Event::End(_) => {
                level = level.saturating_sub(1);
                closed = open.pop();
            }
            Event::Text(text) => {
                let text = text.xml10_content();
                add_text(&mut open, &text);
            }
            Event::CData(data) => add_text(&mut open, &data.xml10_content()),
            Event::GeneralRef(reference) => {
                let reference = format!("&{};", reference.into_inner());
                let text = unescape(&reference).map_err(|error| malformed(&error))?;
                add_text(&mut open, &text);
            }
            Event::DocType(_) => return Err(XmlError::DocumentType.into()),
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) => {}
            Event::Eof if level > 0 => return Err(malformed(&"cut short").into()),
            Event::Eof => return Ok(above),
        }
        if nodes > MAX_NODES {
            return Err(XmlError::TooMany.into());
        }
        if let Some(element) = closed {
            if let Some(parent) = open.last_mut() {
                parent.children.push(Node::Element(element));
            } else {
                nodes = above.len();
                take(element)?;
            }
        }
    }
}

fn add_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else {
        return;
    };
    if let Some(Node::Text(before)) = parent.children.last_mut() {
        before.push_str(text);
    } else {
        parent.children.push(Node::Text(text.to_owned()));
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, XmlError> {
    let malformed = |error: &dyn std::fmt::Display| XmlError::NotWellFormed(error.to_string());
    let mut element = Element::new(start.name().as_ref());
    for attribute in start.attributes() {
        if element.attributes.len() == MAX_ATTRIBUTES {
            return Err(XmlError::TooMany);
        }
        let attribute = attribute.map_err(|error| malformed(&error))?;
        let value = unescape(&attribute.value).map_err(|error| malformed(&error))?;
        element
            .attributes
            .push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(element)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_written_as_it_was_read() {
        let text = "<a x=\"1 &amp; &quot;2&quot;\"><b/>t &lt; u &amp; v<c> </c></a>";
        let mut out = String::new();
        parse(text).unwrap().write(&mut out);
        assert_eq!(out, text);
    }

    #[test]
    fn what_is_not_plain_xml_is_refused() {
        let deep = "<a>".repeat(1_000) + &"</a>".repeat(1_000);
        let wide = format!("<a>{}</a>", "<b/>".repeat(MAX_NODES + 1));
        let names =
            (0..=MAX_ATTRIBUTES).fold(String::new(), |names, n| names + &format!(" a{n}=''"));
        let long = format!("<a{names}/>");
        for text in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "<a x=1/>",
            "<a>&unknown;</a>",
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
            &deep,
            &wide,
            &long,
        ] {
            assert!(parse(text).is_err(), "{text:.60}");
        }
    }

    #[test]
    fn a_long_document_is_read_block_by_block() {
        let mut names = Vec::new();
        let above = read::<XmlError>("<d k=\"v\"><b><p>1</p><t/></b></d>", 2, &mut |element| {
            names.push(element.name);
            Ok(())
        })
        .unwrap();
        assert_eq!(names, ["p", "t"]);
        assert_eq!(above[0].attribute("k"), Some("v"));
    }
}
