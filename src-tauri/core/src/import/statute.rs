//! Acts and regulations in the XML of the Justice Laws site → a policy whose excerpts are their
//! sections, subsections, paragraphs, definitions and schedules.
//!
//! What is repealed, not in force, or only tells a provision's history is left out and said so.

mod identity;
mod tables;

use quick_xml::events::Event;

use super::left_out::LeftOut;
use super::rich::{Look, Rich};
use super::units::{self, Unit};
use super::{ImportError, ImportedPolicy};
use crate::document::{Block, Inline};
use crate::lang::Lang;
use crate::policy::{Excerpt, Policy, PolicySide, slug_of};
use crate::problem::{Problem, ProblemCode};
use crate::xml::{self, Element, Node, XmlError};

/// The deepest heading of a statute that is kept apart: sections stand one level below theirs,
/// headed subsections two.
const DEEPEST_HEADING: u8 = 3;

/// The deepest heading of a policy's file.
const DEEPEST: u8 = 5;

/// Whether a text's root element is that of an Act or a regulation.
pub(super) fn is_statute(text: &str) -> bool {
    root(text).is_some_and(|(name, _)| matches!(name.as_str(), "Statute" | "Regulation"))
}

/// The name and the language of a text's root element.
fn root(text: &str) -> Option<(String, Option<Lang>)> {
    let mut reader = quick_xml::Reader::from_str(text.trim_start_matches('\u{feff}'));
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                let lang = start.try_get_attribute("xml:lang").ok().flatten();
                let lang = lang.and_then(|lang| Lang::from_code(&lang.value));
                return Some((start.name().as_ref().to_owned(), lang));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Reads an Act or a regulation.
///
/// # Errors
///
/// It is not well-formed, has a document type, is nested too deep, or holds no provision.
pub(super) fn read(text: &str) -> Result<ImportedPolicy, ImportError> {
    let (_, lang) = root(text).ok_or(ImportError::Empty)?;
    let mut problems = Vec::new();
    let lang = lang.unwrap_or_else(|| {
        let guessed = Lang::En;
        problems.push(
            Problem::new(ProblemCode::LanguageUncertain)
                .in_side(guessed)
                .with("lang", guessed),
        );
        guessed
    });
    let mut reading = Statute::new(lang);
    let mut identification = Element::new("Identification");
    // What stands below the root's parts is read piece by piece: some Acts are very long.
    let above = xml::read::<XmlError>(text, 2, &mut |element| {
        match element.name.as_str() {
            "LongTitle" | "ShortTitle" | "Title" | "BillHistory" | "Chapter"
            | "InstrumentNumber" => identification.children.push(Node::Element(element)),
            "ScheduleFormHeading" => reading.schedule(&element),
            "BillPiece" => reading.forget_schedule(),
            "RunningHead" | "Amendment" | "EnablingAuthority" | "RegistrationDate" => {}
            _ => reading.part_of_body(&element),
        }
        Ok(())
    })
    .map_err(refused)?;
    let root = above.first().ok_or(ImportError::Empty)?;
    let identity = identity::Identity::of(root, &identification, lang);
    let Statute {
        units,
        left_out,
        repealed,
        not_in_force,
        ..
    } = reading;
    if units.is_empty() {
        return Err(ImportError::Empty);
    }
    for (code, labels) in [
        (ProblemCode::RepealedLeftOut, repealed),
        (ProblemCode::NotInForceLeftOut, not_in_force),
    ] {
        if !labels.is_empty() {
            let problem = Problem::new(code).in_side(lang);
            problems.push(problem.with("labels", labels.join(", ")));
        }
    }
    problems.extend(left_out.problems());
    let title = identity.title;
    let mut policy = Policy {
        slug: slug_of(&title),
        source: identity.source,
        modified: identity.modified,
        consolidated: identity.consolidated,
        kind: identity.kind,
        instrument: identity.instrument,
        ..Policy::default()
    };
    policy.sides[lang] = Some(PolicySide {
        title,
        excerpts: units::excerpts(units),
    });
    Ok(ImportedPolicy { policy, problems })
}

fn refused(error: XmlError) -> ImportError {
    match error {
        XmlError::DocumentType => ImportError::DocumentType,
        XmlError::TooDeep => ImportError::TooDeep,
        XmlError::TooMany => ImportError::TooMany,
        XmlError::NotWellFormed(reason) => ImportError::Damaged(reason),
    }
}

/// An Act while it is read.
struct Statute {
    lang: Lang,
    units: Vec<Unit>,
    left_out: LeftOut,
    repealed: Vec<String>,
    not_in_force: Vec<String>,
    /// The level of the last heading.
    heading: u8,
    in_schedule: bool,
}

/// Where a provision stands: its number and the level of the headings below it.
#[derive(Clone, Copy)]
struct Place<'a> {
    number: &'a str,
    level: u8,
}

impl Statute {
    fn new(lang: Lang) -> Self {
        Self {
            lang,
            units: Vec::new(),
            left_out: LeftOut::default(),
            repealed: Vec::new(),
            not_in_force: Vec::new(),
            heading: 0,
            in_schedule: false,
        }
    }

    fn push(&mut self, excerpt: Excerpt) -> usize {
        self.units.push(Unit {
            excerpt,
            english: None,
            blocks: Vec::new(),
        });
        self.units.len() - 1
    }

    /// Adds blocks to an excerpt's text.
    fn add(&mut self, at: usize, blocks: Vec<Block>) {
        if let Some(unit) = self.units.get_mut(at) {
            unit.blocks.extend(blocks);
        }
    }

    /// A part of the body or of a schedule.
    fn part_of_body(&mut self, element: &Element) {
        match element.name.as_str() {
            "Heading" => self.heading(element),
            "Section" => self.section(element, self.heading + 1),
            "HistoricalNote" => self.history(element),
            "BilingualGroup" | "List" if self.in_schedule => self.list(element),
            "Label" => {}
            _ => self.loose(element),
        }
    }

    fn heading(&mut self, element: &Element) {
        if self.is_absent(element, "") {
            return;
        }
        let level = element
            .attribute("level")
            .and_then(|level| level.parse().ok());
        let highest = if self.in_schedule { 2 } else { 1 };
        let level: u8 = level.unwrap_or(1).clamp(highest, DEEPEST_HEADING);
        let text = |name: &str| element.find(name).map(|el| self.rich(el).plain());
        let parts: Vec<String> = [text("Label"), text("TitleText")]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        if parts.is_empty() {
            return;
        }
        self.heading = level;
        self.push(Excerpt {
            heading: parts.join(" — "),
            level,
            ..Excerpt::default()
        });
    }

    /// Text that belongs to no provision, such as a preamble: of the last heading, or of none.
    fn loose(&mut self, element: &Element) {
        let blocks = self.blocks(element);
        if blocks.is_empty() {
            return;
        }
        let at = match self.units.len().checked_sub(1) {
            Some(last) if self.in_schedule || self.units[last].excerpt.label.is_empty() => last,
            _ => self.push(Excerpt::default()),
        };
        self.add(at, blocks);
    }

    /// Whether a provision is repealed or not in force, which is noted.
    fn is_absent(&mut self, element: &Element, number: &str) -> bool {
        let label = || {
            if number.is_empty() {
                self.rich(element).plain().chars().take(60).collect()
            } else {
                number.to_owned()
            }
        };
        if element.attribute("in-force") == Some("no") {
            let label = label();
            self.not_in_force.push(label);
            return true;
        }
        let repealed = is_repealed(element);
        if repealed {
            let label = label();
            self.repealed.push(label);
        }
        repealed
    }

    fn section(&mut self, element: &Element, level: u8) {
        let number = self.label(element);
        if self.is_absent(element, &number) {
            return;
        }
        let level = level.min(DEEPEST - 1);
        let at = self.push(Excerpt {
            label: number.clone(),
            heading: self.marginal_note(element),
            level,
            ..Excerpt::default()
        });
        let place = Place {
            number: &number,
            level: level + 1,
        };
        self.provision(element, at, place);
    }

    /// A part of a section: one with a marginal note is headed by it.
    fn part(&mut self, element: &Element, above: Place<'_>) {
        let number = format!("{}{}", above.number, self.label(element));
        if self.is_absent(element, &number) {
            return;
        }
        let heading = self.marginal_note(element);
        let level = if heading.is_empty() { 0 } else { above.level };
        let at = self.push(Excerpt {
            label: number.clone(),
            heading,
            level,
            ..Excerpt::default()
        });
        let below = if level == 0 {
            above.level
        } else {
            (level + 1).min(DEEPEST)
        };
        let place = Place {
            number: &number,
            level: below,
        };
        self.provision(element, at, place);
    }

    /// What a provision says, and the provisions inside it.
    fn provision(&mut self, element: &Element, at: usize, place: Place<'_>) {
        let mut parted = false;
        for child in element.elements() {
            match child.name.as_str() {
                "Label" | "MarginalNote" => {}
                "HistoricalNote" => self.history(child),
                "Subsection" | "Paragraph" | "Subparagraph" | "Clause" | "Subclause"
                | "Subsubclause" => {
                    self.part(child, place);
                    parted = true;
                }
                "Definition" => {
                    self.definition(child, place);
                    parted = true;
                }
                name => {
                    let blocks = self.blocks(child);
                    // What goes on after the parts stands with what led to them.
                    if parted && name.starts_with("Continued") && !blocks.is_empty() {
                        let gap = Inline::Text("[…]".to_owned());
                        self.add(at, vec![Block::Paragraph(vec![gap])]);
                    }
                    self.add(at, blocks);
                }
            }
        }
    }

    fn definition(&mut self, element: &Element, place: Place<'_>) {
        if self.is_absent(element, place.number) {
            return;
        }
        let terms = |name: &str| {
            let mut found = Vec::new();
            terms(element, name, &mut found);
            found.into_iter().next()
        };
        let term = |lang: Lang| {
            let name = match lang {
                Lang::En => "DefinedTermEn",
                Lang::Fr => "DefinedTermFr",
            };
            terms(name).map(|term| self.rich(term).plain())
        };
        let own = term(self.lang).or_else(|| term(self.lang.other()));
        let english = term(Lang::En);
        let blocks = self.blocks(element);
        if let Some(heading) = own.filter(|own| !own.is_empty()) {
            let at = self.push(Excerpt {
                heading,
                level: place.level,
                ..Excerpt::default()
            });
            self.units[at].english = english;
        }
        self.add(self.units.len().saturating_sub(1), blocks);
    }

    fn schedule(&mut self, head: &Element) {
        let rich = |name: &str| {
            let found = head.find(name).map(|el| self.rich(el));
            found.filter(|rich| !rich.is_empty())
        };
        let heading: Vec<String> = [rich("Label"), rich("TitleText")]
            .iter()
            .flatten()
            .map(Rich::plain)
            .collect();
        let origin = rich("OriginatingRef");
        self.heading = 1;
        self.in_schedule = true;
        let at = self.push(Excerpt {
            heading: heading.join(" — "),
            level: 1,
            ..Excerpt::default()
        });
        let origin = origin.map(|origin| Block::Paragraph(origin.inlines()));
        self.add(at, origin.into_iter().collect());
    }

    /// Leaves a schedule out that holds no provision of this Act: related ones, and amendments
    /// that are not in force.
    fn forget_schedule(&mut self) {
        if let Some(unit) = self.units.pop_if(|unit| unit.excerpt.level == 1) {
            self.left_out.add(&unit.excerpt.heading);
        }
    }

    /// A list of a schedule, with its own title.
    fn list(&mut self, element: &Element) {
        if let Some(title) = element.find("TitleText") {
            let heading = self.rich(title).plain();
            self.push(Excerpt {
                heading,
                level: 2,
                ..Excerpt::default()
            });
        }
        self.loose(element);
    }

    fn history(&mut self, element: &Element) {
        let notes = element
            .elements()
            .filter(|note| note.name == "HistoricalNoteSubItem")
            .count();
        for _ in 0..notes {
            self.left_out.add(match self.lang {
                Lang::En => "Historical notes",
                Lang::Fr => "Notes historiques",
            });
        }
    }

    fn label(&self, element: &Element) -> String {
        let label = element.find("Label").map(|label| self.rich(label).plain());
        let label = label.unwrap_or_default();
        label.split_whitespace().collect()
    }

    fn marginal_note(&self, element: &Element) -> String {
        let note = element.find("MarginalNote");
        note.map(|note| self.rich(note).plain()).unwrap_or_default()
    }

    /// The text of an element in one paragraph.
    fn rich(&self, element: &Element) -> Rich {
        let mut rich = Rich::default();
        self.gather(element, Look::default(), &mut rich);
        rich
    }

    fn gather(&self, element: &Element, look: Look, rich: &mut Rich) {
        let mut look = look;
        match element.name.as_str() {
            "XRefExternal" => {
                let title = element.attribute("reference-type");
                look.emphasis |= matches!(title, Some("act" | "regulation"));
            }
            "Emphasis" => match element.attribute("style") {
                Some("bold") => look.strong = true,
                Some("italic") => look.emphasis = true,
                _ => {}
            },
            "DefinedTermEn" => self.term(Lang::En, &mut look),
            "DefinedTermFr" => self.term(Lang::Fr, &mut look),
            "Language" | "DefinitionRef" => look.emphasis |= element.name == "Language",
            "Footnote" | "HistoricalNote" => return,
            "LineBreak" | "LeaderRightJustified" | "Leader" => rich.push(" ", look, None),
            _ => {}
        }
        for node in &element.children {
            match node {
                Node::Text(text) => rich.push(text, look, None),
                Node::Element(child) => self.gather(child, look, rich),
            }
        }
    }

    /// The term that is defined stands out; its equivalent is in the other language.
    fn term(&self, lang: Lang, look: &mut Look) {
        if lang == self.lang {
            look.strong = true;
        } else {
            look.emphasis = true;
        }
    }
}

/// The elements of a name, in order.
fn terms<'a>(element: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    for child in element.elements() {
        if child.name == name {
            found.push(child);
        } else {
            terms(child, name, found);
        }
    }
}

/// Whether all that a provision says is that it is repealed.
fn is_repealed(element: &Element) -> bool {
    let mut repealed = false;
    for child in element.elements() {
        match child.name.as_str() {
            "Label" | "MarginalNote" | "HistoricalNote" => {}
            "Repealed" => repealed = true,
            "Text" | "TitleText" | "Reserved" => {
                let mut inside = child.children.iter().filter(|node| match node {
                    Node::Text(text) => !text.trim().is_empty(),
                    Node::Element(_) => true,
                });
                let only =
                    inside.all(|node| matches!(node, Node::Element(el) if el.name == "Repealed"));
                if !only || child.find("Repealed").is_none() {
                    return false;
                }
                repealed = true;
            }
            _ => return false,
        }
    }
    repealed
}
