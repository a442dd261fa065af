//! An XLIFF file as a translator's tool gave it back: with prefixes, with units in another order, in
//! other groups or not there, with marks around words and spaces where there were none.

use super::{BadXliff, Line, OF, Sent, SentSection, WAS};
use crate::lang::Lang;
use crate::section::Section;
use crate::translation::Spot;
use crate::translation::segments::Segment;
use crate::xml::{self, Element, Node};

/// How the state of a unit begins that nobody has translated yet.
const UNDONE: [&str; 2] = ["needs-", "new"];

/// What came back.
///
/// # Errors
///
/// [`BadXliff`] where nothing in the file can be taken for a translation of a note.
pub fn read(bytes: &[u8]) -> Result<Vec<Sent>, BadXliff> {
    let (text, _, has_errors) = encoding_rs::UTF_8.decode(bytes);
    if has_errors {
        return Err(BadXliff::NotXml("not UTF-8 or UTF-16".to_owned()));
    }
    let root = xml::parse(&text).map_err(|error| BadXliff::NotXml(error.to_string()))?;
    if local(&root) != "xliff" {
        return Err(BadXliff::NotOurs);
    }
    let sent: Vec<Sent> = root
        .elements()
        .filter(|element| local(element) == "file")
        .filter_map(sent)
        .collect();
    if sent.is_empty() {
        return Err(BadXliff::NotOurs);
    }
    Ok(sent)
}

fn sent(file: &Element) -> Option<Sent> {
    let lang = |name: &str| Lang::from_code(file.attribute(name)?);
    let reference = file.attribute("original")?.trim().parse().ok()?;
    let into = lang("target-language").or_else(|| Some(lang("source-language")?.other()))?;
    let mut sections: Vec<Back> = Vec::new();
    for body in file.elements().filter(|element| local(element) == "body") {
        take_units(body, None, None, &mut sections);
    }
    Some(Sent {
        reference,
        into,
        sections: sections.into_iter().map(Back::section).collect(),
    })
}

/// The units of a section as they stand in a file.
struct Back {
    spot: Spot,
    /// With their numbers, where tools have kept them.
    lines: Vec<(Option<usize>, Line)>,
    extra: Option<String>,
}

impl Back {
    /// The section, in its own order whatever that of the file.
    fn section(mut self) -> SentSection {
        // Of a unit that is there twice the one that was translated stands.
        self.lines.sort_by_key(|(number, line)| {
            let is_second = number.is_some() && line.target.is_none();
            (*number, is_second)
        });
        self.lines.dedup_by(|(a, _), (b, _)| a.is_some() && a == b);
        let told = |name: &str| {
            let mut words = self.extra.as_deref()?.split_whitespace();
            words.find_map(|word| word.strip_prefix(name))
        };
        let many = self.lines.len();
        let is_counted = told(OF).is_none_or(|of| of == many.to_string());
        let mut numbers = self.lines.iter().enumerate();
        let has_no_gap = numbers.all(|(at, (number, _))| number.is_none_or(|number| number == at));
        let was = told(WAS).map(str::to_owned);
        let mut lines: Vec<Line> = self.lines.into_iter().map(|(_, line)| line).collect();
        for line in lines.iter_mut().skip(1) {
            line.source.begin_line();
        }
        SentSection::new(self.spot, lines, is_counted && has_no_gap, was)
    }
}

/// Takes the units in an element and the groups below it, which tools nest, merge and take apart.
fn take_units(
    element: &Element,
    spot_of_group: Option<Spot>,
    extra_of_group: Option<&str>,
    sections: &mut Vec<Back>,
) {
    for child in element.elements() {
        let id = child.attribute("id").unwrap_or_default();
        let extra = child.attribute("extradata").or(extra_of_group);
        match local(child) {
            "group" => take_units(child, spot(id).or(spot_of_group), extra, sections),
            "trans-unit" => {
                let (name, number) = match id.rsplit_once(':') {
                    Some((name, number)) => (name, number.parse().ok()),
                    None => (id, None),
                };
                let named = spot(name);
                let number = number.filter(|_| named.is_some());
                let (Some(spot), Some(line)) = (named.or(spot_of_group), line(child)) else {
                    continue;
                };
                let at = sections.iter().position(|back| back.spot == spot);
                let at = at.unwrap_or_else(|| {
                    sections.push(Back {
                        spot,
                        lines: Vec::new(),
                        extra: None,
                    });
                    sections.len() - 1
                });
                sections[at].lines.push((number, line));
                if sections[at].extra.is_none() {
                    sections[at].extra = extra.map(str::to_owned);
                }
            }
            _ => {}
        }
    }
}

fn line(unit: &Element) -> Option<Line> {
    let part = |name: &str| unit.elements().find(|element| local(element) == name);
    let source = part("source")?;
    let signs = signs_of(source).unwrap_or_default();
    let text = words(source, &signs);
    let target = part("target");
    let state = target.and_then(|target| target.attribute("state"));
    let is_undone = UNDONE
        .iter()
        .any(|undone| state.is_some_and(|state| state.starts_with(undone)));
    // Signs are not translated: those that were sent stand, whatever a tool made of them.
    let target = target
        .map(|target| words(target, &signs))
        .filter(|words| !words.is_empty());
    Some(Line {
        target: target.or_else(|| text.is_empty().then(String::new)),
        is_undone: is_undone && !text.is_empty(),
        source: Segment { signs, text },
    })
}

/// The signs that a source begins with.
fn signs_of(element: &Element) -> Option<String> {
    for node in &element.children {
        match node {
            Node::Text(text) if text.trim().is_empty() => {}
            Node::Text(_) => return None,
            Node::Element(element) if local(element) == "ph" => return Some(text_of(element)),
            Node::Element(element) => match signs_of(element) {
                None if text_of(element).trim().is_empty() => {}
                found => return found,
            },
        }
    }
    None
}

/// What an element says on one line, without the signs, whatever a tool has put around words.
fn words(element: &Element, signs: &str) -> String {
    fn take(element: &Element, signs: &str, found: &mut String) {
        for node in &element.children {
            match node {
                Node::Text(text) => found.push_str(text),
                Node::Element(element) => {
                    let is_signs =
                        local(element) == "ph" && text_of(element).trim() == signs.trim();
                    let kind = element.attribute("mtype").unwrap_or_default();
                    // Trados marks what a reviser has struck out.
                    let is_struck = local(element) == "mrk" && kind.ends_with("deleted");
                    if !is_signs && !is_struck {
                        take(element, signs, found);
                    }
                }
            }
        }
    }
    let mut found = String::new();
    take(element, signs, &mut found);
    let lines = found.split(['\n', '\r']).map(|line| {
        let is_space = |sign: char| sign == ' ' || sign == '\t';
        line.trim_matches(is_space)
    });
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

impl Segment {
    /// Gives the signs before a line that is not the first the end of line that a tool took.
    fn begin_line(&mut self) {
        if self.signs.contains('\n') || self.text.is_empty() {
            return;
        }
        let signs = self.signs.trim_start();
        self.signs = match signs {
            "" => "\n\n".to_owned(),
            _ if signs.ends_with(char::is_whitespace) => format!("\n{signs}"),
            _ => format!("\n{signs} "),
        };
    }
}

fn text_of(element: &Element) -> String {
    let children = element.children.iter();
    children
        .map(|node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) => text_of(element),
        })
        .collect()
}

/// An element's name without its prefix.
fn local(element: &Element) -> &str {
    let name = element.name.as_str();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What [`super::name`] named.
fn spot(name: &str) -> Option<Spot> {
    let (section, block) = match name.split_once('.') {
        Some((section, block)) => (section, Some(block.parse().ok()?)),
        None => (name, None),
    };
    let section: Section = serde_json::from_value(serde_json::Value::from(section)).ok()?;
    ((section == Section::IfPressed) == block.is_some()).then_some(Spot { section, block })
}
