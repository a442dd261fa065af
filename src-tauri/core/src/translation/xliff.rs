//! What one side of a note lacks, as an XLIFF 1.2 file for a translator's own tool, and the result
//! read back.
//!
//! Source: OASIS, "XLIFF Version 1.2", 1 February 2008. One `file` a note, one `group` a section or
//! if-pressed block, one `trans-unit` a line. The signs that make a line a bullet stand in `ph`, so
//! that a tool keeps them; all else is the line's Markdown.

use std::fmt::Write as _;

use super::segments::{Segment, segments};
use super::{Spot, Translation, TranslationState, with_agreed};
use crate::difference::Standing;
use crate::lang::{Bilingual, Lang};
use crate::note::{Note, Reference, content_hash};
use crate::section::Section;
use crate::xml::{self, Element, Node};

/// How much of a fingerprint a group holds.
const FINGERPRINT: usize = 16;
/// What a group's `extradata` begins with: the fingerprint of the side that is to be written.
const WAS: &str = "qp-was:";
/// How the state of a unit begins that nobody has translated yet.
const UNDONE: [&str; 2] = ["needs-", "new"];

/// Why a file cannot be taken back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadXliff {
    /// It is not XML, or not text.
    #[error("{0}")]
    NotXml(String),
    /// It is not XLIFF 1.2, or holds no note of ours.
    #[error("no note in XLIFF 1.2")]
    NotOurs,
}

/// A note's translation as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The note.
    pub reference: Reference,
    /// The language that was translated into.
    pub into: Lang,
    /// The sections, in the order of the file.
    pub sections: Vec<SentSection>,
}

/// A section's translation as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentSection {
    /// Which, when it was sent.
    pub spot: Spot,
    /// What was translated, as it was sent.
    pub source: String,
    /// The translation; `None` where a line has none.
    pub target: Option<String>,
    /// Whether every line is marked as translated.
    pub is_done: bool,
    /// The beginning of the fingerprint of what the other side said when this was sent.
    was: Option<String>,
}

impl SentSection {
    /// Whether the other side still says what it said when this was sent. Where a tool has lost
    /// what tells so, it is taken to.
    pub fn is_unchanged(&self, target: &str) -> bool {
        self.was.as_ref().is_none_or(|was| *was == mark(target))
    }
}

/// The file for a translator into `into`: of each note the sections of which that side is missing,
/// behind, or to be confirmed. `None` where there is no such section.
pub fn write(notes: &[(&Note, Option<&Note>)], into: Lang) -> Option<String> {
    let mut root = Element::new("xliff")
        .with("version", "1.2")
        .with("xmlns", "urn:oasis:names:tc:xliff:document:1.2");
    for (note, agreement) in notes {
        if let Some(file) = file(note, *agreement, into) {
            root = root.child(file);
        }
    }
    root.elements().next()?;
    let mut text = String::from(xml::DECLARATION);
    root.write(&mut text);
    Some(text)
}

fn file(note: &Note, agreement: Option<&Note>, into: Lang) -> Option<Element> {
    let wanted: Vec<Translation> = super::translations(note, agreement)
        .into_iter()
        .filter(|translation| match translation.state {
            TranslationState::Missing | TranslationState::Behind => {
                translation.behind == Some(into)
            }
            TranslationState::ToConfirm | TranslationState::Unconfirmed => true,
            TranslationState::Current => false,
        })
        .collect();
    let mut body = Element::new("body");
    for (spot, now, agreed) in with_agreed(note, agreement) {
        let Some(translation) = wanted.iter().find(|wanted| wanted.spot == spot) else {
            continue;
        };
        body = body.child(group(&now, agreed.as_ref(), translation, into));
    }
    body.elements().next()?;
    let tool = Element::new("tool")
        .with("tool-id", "qp-notes")
        .with("tool-name", "QP Notes / Notes PDQ")
        .with("tool-version", env!("CARGO_PKG_VERSION"));
    let file = Element::new("file")
        .with("original", note.reference.as_str())
        .with("source-language", into.other().tag())
        .with("target-language", into.tag())
        .with("datatype", "plaintext")
        .child(Element::new("header").child(tool))
        .child(body);
    Some(file)
}

fn group(
    now: &Bilingual<String>,
    agreed: Option<&Bilingual<String>>,
    translation: &Translation,
    into: Lang,
) -> Element {
    let from = into.other();
    let name = name(translation.spot);
    let mut group = Element::new("group")
        .with("id", &name)
        .with("resname", translation.spot.section.heading(from))
        .with("extradata", &format!("{WAS}{}", mark(&now[into])));
    let changes = &translation.changes[from];
    if !changes.is_empty() {
        let told = changes.iter().fold(String::new(), |mut told, piece| {
            let _ = match piece.standing {
                Standing::Same => write!(told, "{}", piece.text),
                Standing::Removed => write!(told, "[-{}-]", piece.text),
                Standing::Added => write!(told, "{{+{}+}}", piece.text),
            };
            told
        });
        group = group.child(Element::new("note").text(&clean(&told)));
    }
    let source = segments(&now[from]);
    let target = segments(&now[into]);
    let before = agreed.map(|agreed| segments(&agreed[from]));
    // Line by line the other side is this one's translation where it has as many lines as this
    // one had.
    let lines = before.as_ref().map_or(source.len(), Vec::len);
    let aligned = (target.len() == lines).then_some(&target);
    for (number, piece) in source.iter().enumerate() {
        let kept = before
            .as_ref()
            .and_then(|before| before.iter().position(|was| was.text == piece.text));
        let (old, state) = match (aligned, kept) {
            (Some(target), Some(kept)) => (target.get(kept), "translated"),
            (Some(target), None) => (target.get(number), "needs-review-translation"),
            (None, _) => (None, "needs-translation"),
        };
        let mut to = Element::new("target").with("state", state);
        if let Some(old) = old {
            to = to.text(&clean(&old.text));
        }
        let (head, text) = (&piece.signs, &piece.text);
        let mut from = Element::new("source");
        if !head.is_empty() {
            from = from.child(Element::new("ph").with("id", "1").text(head));
            let sign = Element::new("ph").with("id", "1").text(head);
            to.children.insert(0, Node::Element(sign));
        }
        let unit = Element::new("trans-unit")
            .with("id", &format!("{name}:{number}"))
            .with("xml:space", "preserve")
            .child(from.text(&clean(text)))
            .child(to);
        group = group.child(unit);
    }
    group
}

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
    let reference = file.attribute("original")?.parse().ok()?;
    let into = Lang::from_code(file.attribute("target-language")?)?;
    let body = file.elements().find(|element| local(element) == "body")?;
    let groups = body.elements().filter(|element| local(element) == "group");
    Some(Sent {
        reference,
        into,
        sections: groups.filter_map(section).collect(),
    })
}

fn section(group: &Element) -> Option<SentSection> {
    let spot = spot(group.attribute("id")?)?;
    let was = group
        .attribute("extradata")
        .and_then(|extra| extra.strip_prefix(WAS))
        .map(str::to_owned);
    let (mut source, mut target) = (String::new(), Some(String::new()));
    let mut is_done = true;
    for unit in group
        .elements()
        .filter(|element| local(element) == "trans-unit")
    {
        let part = |name: &str| unit.elements().find(|element| local(element) == name);
        let from = Segment::of(part("source")?);
        let to = part("target");
        let state = to
            .and_then(|to| to.attribute("state"))
            .unwrap_or("translated");
        let is_undone = UNDONE.iter().any(|undone| state.starts_with(undone));
        let to = to.map(Segment::of).unwrap_or_default();
        // Signs are not translated: those that were sent stand, whatever a tool made of them.
        match &mut target {
            Some(target) if !to.text.trim().is_empty() || from.text.is_empty() => {
                target.push_str(&from.signs);
                target.push_str(&to.text);
            }
            _ => target = None,
        }
        is_done &= !is_undone;
        source.push_str(&from.signs);
        source.push_str(&from.text);
    }
    Some(SentSection {
        spot,
        source,
        target,
        is_done,
        was,
    })
}

impl Segment {
    /// The piece that an element holds: its first `ph` is the signs, all other text the text.
    fn of(element: &Element) -> Self {
        let mut piece = Self::default();
        piece.take(element);
        piece
    }

    fn take(&mut self, element: &Element) {
        for node in &element.children {
            match node {
                Node::Text(text) => self.text.push_str(text),
                Node::Element(element)
                    if local(element) == "ph" && self.signs.is_empty() && self.text.is_empty() =>
                {
                    self.signs = text_of(element);
                }
                // Whatever a tool has put around words.
                Node::Element(element) => self.take(element),
            }
        }
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

/// Text without the characters that XML forbids.
fn clean(text: &str) -> String {
    let stays = |sign: &char| match sign {
        '\n' | '\t' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        sign => !sign.is_control(),
    };
    text.chars().filter(stays).collect()
}

/// An element's name without its prefix.
fn local(element: &Element) -> &str {
    let name = element.name.as_str();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn mark(text: &str) -> String {
    let hash = content_hash(text.as_bytes());
    hash.as_str().chars().take(FINGERPRINT).collect()
}

/// How a group is named: `response`, `if_pressed.1`.
fn name(spot: Spot) -> String {
    match spot.block {
        Some(block) => format!("{}.{block}", spot.section.key()),
        None => spot.section.key().to_owned(),
    }
}

fn spot(name: &str) -> Option<Spot> {
    let (section, block) = match name.split_once('.') {
        Some((section, block)) => (section, Some(block.parse().ok()?)),
        None => (name, None),
    };
    let section: Section = serde_json::from_value(serde_json::Value::from(section)).ok()?;
    ((section == Section::IfPressed) == block.is_some()).then_some(Spot { section, block })
}
