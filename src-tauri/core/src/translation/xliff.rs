//! What one side of a note lacks, as an XLIFF 1.2 file for a translator's own tool, and the result
//! read back.
//!
//! Source: OASIS, "XLIFF Version 1.2", 1 February 2008. One `file` a note, one `group` a section or
//! if-pressed block, one `trans-unit` a line. The signs that make a line a bullet stand in `ph`, so
//! that a tool keeps them; all else is the line's Markdown.

mod reading;

pub use reading::read;

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::segments::{Segment, segments};
use super::{Spot, Translation, TranslationState, with_agreed};
use crate::difference::Standing;
use crate::lang::{Bilingual, Lang};
use crate::note::{Note, Reference, content_hash};
use crate::xml::{self, Element, Node};

/// How much of a fingerprint a group holds.
const FINGERPRINT: usize = 16;
/// What stands in the `extradata` of a unit: the fingerprint of the side that is to be written, and
/// of how many units the section is made.
const WAS: &str = "qp-was:";
const OF: &str = "qp-of:";

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
    /// The translation; `None` where a line has none, or has not come back.
    pub target: Option<String>,
    lines: Vec<Line>,
    is_whole: bool,
    /// The beginning of the fingerprint of what the other side said when this was sent.
    was: Option<String>,
}

/// A line of a section as it came back.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    source: Segment,
    target: Option<String>,
    /// Whether it is marked as not translated yet.
    is_undone: bool,
}

impl SentSection {
    fn new(spot: Spot, lines: Vec<Line>, is_whole: bool, was: Option<String>) -> Self {
        let together = |text: &dyn Fn(&Line) -> Option<String>| {
            let pieces = lines.iter().map(|line| {
                let signs = line.source.signs.as_str();
                text(line).map(|text| format!("{signs}{text}"))
            });
            pieces.collect::<Option<String>>()
        };
        Self {
            spot,
            source: together(&|line| Some(line.source.text.clone())).unwrap_or_default(),
            target: together(&|line| line.target.clone()).filter(|_| is_whole),
            lines,
            is_whole,
            was,
        }
    }

    /// The section with the signs of what was translated as it stands in the note, where that still
    /// has the same lines: some tools change the spaces in signs.
    #[must_use]
    pub fn fitted(self, source: &str) -> Self {
        let stands = segments(source);
        let same = |(line, stands): (&Line, &Segment)| line.source.text == stands.text.trim();
        if !self.is_whole || self.lines.len() != stands.len() {
            return self;
        }
        if !self.lines.iter().zip(&stands).all(same) {
            return self;
        }
        let fit = |(line, source)| Line { source, ..line };
        let lines = self.lines.into_iter().zip(stands).map(fit).collect();
        Self::new(self.spot, lines, true, self.was)
    }

    /// Whether the other side still says what it said when this was sent. Where a tool has lost what
    /// tells so, only a side that is empty is known to.
    pub fn is_unchanged(&self, target: &str) -> bool {
        target.trim().is_empty() || self.was.as_ref().is_some_and(|was| *was == mark(target))
    }

    /// Whether a line is still as it stands on the other side, and marked as not translated yet. Not
    /// every tool takes the mark from what was translated, so a line that is another now is done.
    pub fn is_left(&self, target: &str) -> bool {
        let stands = segments(target);
        self.lines
            .iter()
            .any(|line| line.is_undone && line.stands_in(&stands))
    }

    /// Whether a line is not as it stands on the other side.
    pub fn is_worked_on(&self, target: &str) -> bool {
        let stands = segments(target);
        self.lines.iter().any(|line| !line.stands_in(&stands))
    }
}

impl Line {
    fn stands_in(&self, target: &[Segment]) -> bool {
        let text = self.target.as_deref().unwrap_or_default();
        text.is_empty() || target.iter().any(|stands| stands.text.trim() == text)
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
        .with("resname", translation.spot.section.heading(from));
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
    let extra = format!("{WAS}{} {OF}{}", mark(&now[into]), source.len());
    let before = agreed.map(|agreed| segments(&agreed[from]));
    // Line by line the other side is this one's translation where it has as many lines as this
    // one had.
    let lines = before.as_ref().map_or(source.len(), Vec::len);
    let aligned = (target.len() == lines).then_some(&target);
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (number, was) in before.iter().flatten().enumerate() {
        places.entry(&was.text).or_insert(number);
    }
    let said: HashSet<&str> = source.iter().map(|piece| piece.text.as_str()).collect();
    // What stands at a line's number is its translation unless that is another line's.
    let takes_the_place = |number: usize| match &before {
        Some(before) => before
            .get(number)
            .is_some_and(|was| !said.contains(was.text.as_str())),
        None => true,
    };
    for (number, piece) in source.iter().enumerate() {
        let kept = places.get(piece.text.as_str()).copied();
        let (old, state) = match (aligned, kept) {
            (Some(target), Some(kept)) => (target.get(kept), "translated"),
            (Some(target), None) if takes_the_place(number) => {
                (target.get(number), "needs-review-translation")
            }
            _ => (None, "needs-translation"),
        };
        let mut to = Element::new("target").with("state", state);
        if let Some(old) = old {
            to = to.text(&clean(&old.text));
        }
        let (head, text) = (&piece.signs, &piece.text);
        let mut from = Element::new("source");
        if !head.is_empty() {
            from = from.child(Element::new("ph").with("id", "1").text(&clean(head)));
            let sign = Element::new("ph").with("id", "1").text(&clean(head));
            to.children.insert(0, Node::Element(sign));
        }
        let unit = Element::new("trans-unit")
            .with("id", &format!("{name}:{number}"))
            .with("xml:space", "preserve")
            .with("extradata", &extra)
            .child(from.text(&clean(text)))
            .child(to);
        group = group.child(unit);
    }
    group
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
