//! TMX of any tool → pairs.

use chrono::NaiveDate;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::super::align::is_telling;
use super::super::passage::{Marks, Passage, Runs};
use super::super::{Pair, PairKind};
use super::{
    BOLD, CITATION, CODE, ITALIC, LINE_BREAK, LINK, REFERENCE, SECTION, STRUCK, Tmx, TmxError,
    TmxUnit, decode,
};
use crate::lang::{Bilingual, Lang};
use crate::policy::Citation;
use crate::section::Section;

/// The pairs of a file in UTF-8, UTF-16 or the encoding that it declares. A document type is passed
/// over and never fetched; of several passages of one language the Canadian one counts, else the
/// first.
///
/// # Errors
///
/// Where the file is no well-formed XML or no TMX: the line, and what is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Tmx, TmxError> {
    let text = decode::text(bytes)?;
    let mut reader = Reader::from_str(&text);
    let error = |at: u64, reason: String| {
        let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
        TmxError {
            line: text.as_bytes()[..at].split(|byte| *byte == b'\n').count(),
            reason,
        }
    };
    let mut file = File::default();
    let mut open: Vec<String> = Vec::new();
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(wrong) => return Err(error(reader.error_position(), wrong.to_string())),
        };
        let here = |reason: String| error(reader.buffer_position(), reason);
        match event {
            Event::Start(ref start) | Event::Empty(ref start) => {
                let name = local(start);
                if open.is_empty() && name != "tmx" {
                    return Err(here(format!("<{name}> instead of <tmx>")));
                }
                let attributes = attributes(start).map_err(here)?;
                file.start(&name, &attributes);
                if matches!(event, Event::Empty(_)) {
                    file.end(&name);
                } else {
                    open.push(name);
                }
            }
            Event::End(_) => {
                if let Some(name) = open.pop() {
                    file.end(&name);
                }
            }
            Event::Text(text) => file.text(&text.xml10_content()),
            Event::CData(data) => file.text(&data.xml10_content()),
            Event::GeneralRef(reference) => {
                let reference = format!("&{};", reference.into_inner());
                match unescape(&reference) {
                    Ok(text) => file.text(&text),
                    Err(wrong) => return Err(here(wrong.to_string())),
                }
            }
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {}
            Event::Eof => {
                return match open.last() {
                    Some(name) => Err(here(format!("the file ends within <{name}>"))),
                    None if file.is_tmx => Ok(file.found),
                    None => Err(here("no <tmx>".to_owned())),
                };
            }
        }
    }
}

/// The name of an element without a prefix, in lower case.
fn local(start: &BytesStart<'_>) -> String {
    let name = start.name();
    let name: &str = name.as_ref();
    name.rsplit(':').next().unwrap_or_default().to_lowercase()
}

/// The attributes of an element by their names as written.
fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, String> {
    start
        .attributes()
        .map(|attribute| {
            let attribute = attribute.map_err(|wrong| wrong.to_string())?;
            let name: &str = attribute.key.as_ref();
            let value = unescape(&attribute.value).map_err(|wrong| wrong.to_string())?;
            Ok((name.to_owned(), value.into_owned()))
        })
        .collect()
}

fn of<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(other, _)| other == name);
    found.map(|(_, value)| value.as_str())
}

/// What is read of a file so far.
#[derive(Debug, Default)]
struct File {
    is_tmx: bool,
    /// What the header says its units are.
    kind: Option<PairKind>,
    found: Tmx,
    unit: Option<OpenUnit>,
    /// The passage that is read.
    passage: Option<OpenPassage>,
    /// The type of the `prop` that is read, and its text.
    prop: Option<(String, String)>,
}

/// A `tu` that is read.
#[derive(Debug, Default)]
struct OpenUnit {
    kind: Option<PairKind>,
    date: Option<NaiveDate>,
    reference: Option<String>,
    section: Option<Section>,
    /// Each side, and whether it is Canadian.
    sides: Bilingual<Option<(bool, Runs)>>,
    /// The language of the `tuv` that is read: `None` within it where it is not ours.
    lang: Option<(Lang, bool)>,
}

impl File {
    fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        let kind = of(attributes, "segtype").map(|segtype| match segtype {
            "block" | "paragraph" => PairKind::Block,
            _ => PairKind::Sentence,
        });
        if let Some(passage) = &mut self.passage {
            passage.start(name, attributes);
            return;
        }
        match name {
            "tmx" => self.is_tmx = true,
            "header" => self.kind = kind,
            "tu" => {
                let moment =
                    of(attributes, "changedate").or_else(|| of(attributes, "creationdate"));
                self.unit = Some(OpenUnit {
                    kind: kind.or(self.kind),
                    date: moment.and_then(date),
                    ..OpenUnit::default()
                });
            }
            "tuv" => {
                let code = of(attributes, "xml:lang").or_else(|| of(attributes, "lang"));
                let code = code.unwrap_or_default().trim();
                let lang = Lang::from_code(code).map(|lang| {
                    let canadian = code.eq_ignore_ascii_case(lang.tag());
                    (lang, canadian)
                });
                if let Some(unit) = &mut self.unit {
                    unit.lang = lang;
                    self.found.other_languages += usize::from(lang.is_none());
                }
            }
            "seg" => {
                let is_ours = self.unit.as_ref().is_some_and(|unit| unit.lang.is_some());
                self.passage = is_ours.then(OpenPassage::default);
            }
            "prop" if self.unit.is_some() => {
                let name = of(attributes, "type").unwrap_or_default();
                self.prop = Some((name.to_owned(), String::new()));
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(passage) = &mut self.passage {
            passage.text(text);
        } else if let Some((_, value)) = &mut self.prop {
            value.push_str(text);
        }
    }

    fn end(&mut self, name: &str) {
        if name != "seg"
            && let Some(passage) = &mut self.passage
        {
            passage.end();
            return;
        }
        match name {
            "seg" => {
                if let (Some(passage), Some(unit)) = (self.passage.take(), &mut self.unit)
                    && let Some((lang, canadian)) = unit.lang
                {
                    let is_better = match &unit.sides[lang] {
                        Some((was_canadian, _)) => canadian && !was_canadian,
                        None => true,
                    };
                    if is_better {
                        unit.sides[lang] = Some((canadian, passage.finish()));
                    }
                }
            }
            "tuv" => {
                if let Some(unit) = &mut self.unit {
                    unit.lang = None;
                }
            }
            "prop" => {
                if let (Some((name, value)), Some(unit)) = (self.prop.take(), &mut self.unit) {
                    let value = value.trim();
                    match name.as_str() {
                        REFERENCE if unit.reference.is_none() && !value.is_empty() => {
                            unit.reference = Some(value.to_owned());
                        }
                        SECTION => unit.section = section(value),
                        _ => {}
                    }
                }
            }
            "tu" => {
                if let Some(unit) = self.unit.take() {
                    match unit.finish() {
                        Some(unit) => self.found.units.push(unit),
                        None => self.found.left_out += 1,
                    }
                }
            }
            _ => {}
        }
    }
}

impl OpenUnit {
    fn finish(self) -> Option<TmxUnit> {
        let side = |side: Option<(bool, Runs)>| Some(side?.1.passage());
        let texts: Bilingual<Passage> = Bilingual::new(side(self.sides.en)?, side(self.sides.fr)?);
        is_telling(&texts).then(|| TmxUnit {
            pair: Pair {
                texts,
                section: self.section,
                kind: self.kind.unwrap_or(PairKind::Sentence),
            },
            reference: self.reference,
            date: self.date,
        })
    }
}

/// The day of a moment: `20260131T094500Z`.
fn date(moment: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(moment.get(..8)?, "%Y%m%d").ok()
}

fn section(key: &str) -> Option<Section> {
    let sections = [Section::Title, Section::IfPressed]
        .into_iter()
        .chain(Section::BODY);
    sections.into_iter().find(|section| section.key() == key)
}

/// A `seg` that is read.
#[derive(Debug, Default)]
struct OpenPassage {
    runs: Runs,
    /// What is open: marks of `bpt` by their number, marks of `hi` by how deep it stands.
    open: Vec<(Opener, &'static str)>,
    depth: usize,
    /// The native code that is read, how deep it nests, and the element that holds it.
    code: Option<(NativeCode, usize)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Opener {
    Number(String),
    Highlight(usize),
}

/// An element that holds a native code of some tool.
#[derive(Debug, Default)]
struct NativeCode {
    element: String,
    number: String,
    name: String,
    text: String,
}

impl OpenPassage {
    fn start(&mut self, name: &str, attributes: &[(String, String)]) {
        if let Some((_, depth)) = &mut self.code {
            *depth += 1;
            return;
        }
        let kind = of(attributes, "type").unwrap_or_default();
        match name {
            "bpt" | "ept" | "ph" | "it" | "ut" => {
                let code = NativeCode {
                    element: name.to_owned(),
                    number: of(attributes, "i").unwrap_or_default().to_owned(),
                    name: kind.to_owned(),
                    text: String::new(),
                };
                self.code = Some((code, 0));
            }
            _ => {
                self.depth += 1;
                if let Some(mark) = mark(kind).filter(|mark| *mark != LINK) {
                    self.open.push((Opener::Highlight(self.depth), mark));
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((code, depth)) = &mut self.code {
            if *depth == 0 {
                code.text.push_str(text);
            }
            return;
        }
        let text: String = text
            .chars()
            .map(|c| if c.is_ascii_whitespace() { ' ' } else { c })
            .filter(|c| !c.is_control())
            .collect();
        self.push(&text);
    }

    fn push(&mut self, text: &str) {
        let marks = self.marks();
        self.runs.push(text, &marks);
    }

    fn marks(&self) -> Marks {
        let mut marks = Marks::default();
        for (opener, mark) in &self.open {
            match *mark {
                BOLD => marks.strong = true,
                ITALIC => marks.emphasis = true,
                STRUCK => marks.strikethrough = true,
                CODE => marks.code = true,
                // Where it leads is told at its end.
                _ => marks.link = Some(unknown_link(opener)),
            }
        }
        marks
    }

    fn end(&mut self) {
        match &mut self.code {
            Some((_, depth)) if *depth > 0 => *depth -= 1,
            Some(_) => {
                if let Some((code, _)) = self.code.take() {
                    self.take(code);
                }
            }
            None => {
                let depth = self.depth;
                self.open
                    .retain(|(opener, _)| *opener != Opener::Highlight(depth));
                self.depth = self.depth.saturating_sub(1);
            }
        }
    }

    /// Does what a native code says, if it is one of ours.
    fn take(&mut self, code: NativeCode) {
        let opener = Opener::Number(code.number);
        match code.element.as_str() {
            "bpt" => {
                let mark = mark(&code.name).filter(|mark| *mark != LINK || code.text == "[");
                self.open.extend(mark.map(|mark| (opener, mark)));
            }
            "ept" => {
                let place = self.open.iter().position(|(other, _)| *other == opener);
                if let Some((opener, LINK)) = place.map(|place| self.open.remove(place)) {
                    let url = code
                        .text
                        .strip_prefix("](")
                        .and_then(|url| url.strip_suffix(')'));
                    self.runs.relink(&unknown_link(&opener), url);
                }
            }
            "ph" if code.name == LINE_BREAK => self.push("\n"),
            "ph" if code.name == CITATION && code.text.parse::<Citation>().is_ok() => {
                let mut marks = self.marks();
                marks.citation = true;
                self.runs.push(&code.text, &marks);
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Runs {
        for (opener, mark) in std::mem::take(&mut self.open) {
            if mark == LINK {
                self.runs.relink(&unknown_link(&opener), None);
            }
        }
        self.runs.collapsed().trimmed()
    }
}

/// The mark that a type of an inline element means.
fn mark(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "bold" | "b" | "strong" => BOLD,
        "italic" | "italics" | "i" | "em" => ITALIC,
        LINK => LINK,
        STRUCK => STRUCK,
        CODE => CODE,
        _ => return None,
    })
}

/// Stands for the address of a link until it is known; no address holds such a character.
fn unknown_link(opener: &Opener) -> String {
    match opener {
        Opener::Number(number) => format!("\0{number}"),
        Opener::Highlight(depth) => format!("\0<{depth}"),
    }
}
