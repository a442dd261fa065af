//! A note's file: read into a note, written from one, and changed in one place at a time.
//!
//! The file's text is the truth. A change replaces the bytes of the part it is about and leaves
//! all others, so that a byte-order mark, line ends, spacing and everything this program does not
//! know stay as their author had them.

use chrono::NaiveDate;

use super::front_matter::{FrontMatter, FrontMatterError, scalar};
use super::outline::{
    Outline, Part, SideOutline, escaped, if_pressed_topic, one_line, outline, topic_line, unescaped,
};
use super::{IfPressed, Marking, Metadata, Note, Reference, Side, StateChange, body_text};
use crate::lang::{Bilingual, Lang};
use crate::problem::{Problem, ProblemCode};
use crate::section::{Section, with_colon};

/// The key of the front matter that records the states a note was put in.
const STATES: &str = "states";

/// A note's file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteFile {
    text: String,
    outline: Outline,
}

/// What reading a note's file gave: the note, and what was odd about the file, none of it lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadNote {
    /// The note.
    pub note: Note,
    /// What was odd.
    pub problems: Vec<Problem>,
    /// Which states it was put in, by whom and when, oldest first, as far as the file says so.
    pub states: Vec<StateChange>,
}

impl NoteFile {
    /// A file's text, understood as far as it can be.
    pub fn new(text: String) -> Self {
        let outline = outline(&text);
        Self { text, outline }
    }

    /// The file of a new note: each side that it has with all headings, whether they hold text or not.
    pub fn of(note: &Note) -> Self {
        let meta = &note.meta;
        let mut text = format!("---\nreference: {}\n", scalar(note.reference.as_str()));
        if let Some(date) = meta.date {
            text.push_str(&format!("date: {date}\n"));
        }
        for (key, value) in [
            ("organization", meta.organization.as_str()),
            ("minister", meta.minister.as_str()),
            ("status", meta.status.key()),
            ("marking", meta.marking.key()),
        ] {
            if !value.is_empty() {
                text.push_str(&format!("{key}: {}\n", scalar(value)));
            }
        }
        text.push_str("---\n");
        for (lang, side) in note.sides.iter() {
            if side.is_none() {
                continue;
            }
            text.push_str(&format!("\n# {}\n", side_name(lang)));
            for section in Section::BODY {
                text.push_str(&format!("\n## {}\n", section.heading(lang)));
            }
        }
        let mut file = Self::new(text);
        for (lang, side) in note.sides.iter() {
            let Some(side) = side else { continue };
            file = file.with_title(lang, &side.title).unwrap_or(file);
            for section in Section::BODY {
                file = file.with_text(lang, section, side.text(section).unwrap_or_default());
            }
            file = file.with_if_pressed(lang, &side.if_pressed);
        }
        let rest = Metadata {
            tags: meta.tags.clone(),
            from: meta.from.clone(),
            ..Metadata::default()
        };
        file.with_metadata(&Metadata::default(), &rest)
            .unwrap_or(file)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The note that the file holds.
    ///
    /// # Errors
    ///
    /// The problem that keeps the file from being a note: it has no front matter, the front matter
    /// is not valid, or it names no usable reference.
    pub fn read(&self) -> Result<ReadNote, Problem> {
        let front = self.front_matter()?;
        let mut problems = Vec::new();
        let reference = front
            .string("reference")
            .ok_or_else(|| Problem::new(ProblemCode::NoReference))?;
        let reference: Reference = reference
            .parse()
            .map_err(|_| Problem::new(ProblemCode::BadReference).with("reference", &reference))?;
        let meta = metadata(&front, &mut problems);
        problems.extend(self.outline.problems.iter().cloned());
        let sides = Bilingual::new(self.side(Lang::En, &front), self.side(Lang::Fr, &front));
        Ok(ReadNote {
            note: Note {
                reference,
                meta,
                sides,
            },
            problems,
            states: front
                .list(STATES)
                .iter()
                .filter_map(|line| StateChange::parse(line))
                .collect(),
        })
    }

    /// The file with one more line in its record of states; the lines before it keep their bytes.
    pub fn with_state(&self, change: &StateChange) -> Result<Self, FrontMatterError> {
        let front = self.editable_front_matter()?;
        Ok(self.with_front_matter(&front.with_item(STATES, &change.to_string())?))
    }

    /// The file with the text of one of the four sections replaced.
    #[must_use]
    pub fn with_text(&self, lang: Lang, section: Section, text: &str) -> Self {
        if self.section_text(lang, section).unwrap_or_default() == body_text(text) {
            return self.clone();
        }
        let (file, side) = self.with_side(lang);
        match side.section(section) {
            Some(part) => file.with_content(part, text),
            None => file
                .with_section(&side, lang, section)
                .with_text(lang, section, text),
        }
    }

    /// The file with the if-pressed blocks of a side replaced; blocks that stay keep their bytes.
    #[must_use]
    pub fn with_if_pressed(&self, lang: Lang, blocks: &[IfPressed]) -> Self {
        let present = self.if_pressed(lang);
        let wanted: Vec<IfPressed> = blocks.iter().map(normal_block).collect();
        if present == wanted {
            return self.clone();
        }
        let (file, side) = self.with_side(lang);
        let Some(response) = side.section(Section::Response) else {
            return file
                .with_section(&side, lang, Section::Response)
                .with_if_pressed(lang, blocks);
        };
        let eol = file.eol();
        let mut old: Vec<Option<(&IfPressed, &Part)>> =
            present.iter().zip(&side.blocks).map(Some).collect();
        let mut region = String::new();
        for block in &wanted {
            let kept = old
                .iter_mut()
                .find(|slot| slot.is_some_and(|(text, _)| text == block));
            match kept.and_then(Option::take) {
                Some((_, part)) => {
                    region.push_str(&file.text[part.heading.start..part.content.end]);
                }
                None => region.push_str(&file.rendered_block(lang, block)),
            }
            end_line(&mut region, eol);
            end_with_blank_line(&mut region, eol);
        }
        let start = response.content.end;
        let end = side.blocks.last().map_or(start, |block| block.content.end);
        let mut before = file.text[..start].to_owned();
        end_line(&mut before, eol);
        if !region.is_empty() {
            end_with_blank_line(&mut before, eol);
        }
        Self::new([&before, &region, &file.text[end..]].concat())
    }

    /// The file with a side's title replaced.
    pub fn with_title(&self, lang: Lang, title: &str) -> Result<Self, FrontMatterError> {
        let title = one_line(title);
        let front = self.editable_front_matter()?;
        if self.title(lang, &front) == title {
            return Ok(self.clone());
        }
        if front.string("title").is_none() {
            return Ok(self.with_front_matter(&front.with_nested("title", lang.code(), &title)?));
        }
        // One title for all stands there: it is written out for each side that it counted for.
        let other = self.title(lang.other(), &front);
        let both = match lang {
            Lang::En => [("en", title.as_str()), ("fr", other.as_str())],
            Lang::Fr => [("en", other.as_str()), ("fr", title.as_str())],
        };
        let entries: Vec<_> = both
            .into_iter()
            .filter(|(_, title)| !title.is_empty())
            .collect();
        Ok(self.with_front_matter(&front.with_mapping("title", &entries)?))
    }

    /// The file with those metadata fields replaced in which `now` differs from `was`.
    pub fn with_metadata(&self, was: &Metadata, now: &Metadata) -> Result<Self, FrontMatterError> {
        let mut front = self.editable_front_matter()?;
        let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let from = |meta: &Metadata| {
            meta.from
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default()
        };
        for (key, was, now) in [
            ("date", date(was.date), date(now.date)),
            (
                "organization",
                was.organization.clone(),
                one_line(&now.organization),
            ),
            ("minister", was.minister.clone(), one_line(&now.minister)),
            (
                "status",
                was.status.key().to_owned(),
                now.status.key().to_owned(),
            ),
            (
                "marking",
                was.marking.key().to_owned(),
                now.marking.key().to_owned(),
            ),
            ("from", from(was), from(now)),
        ] {
            if was != now {
                front = front.with_string(key, &now)?;
            }
        }
        if was.tags != now.tags {
            front = front.with_list("tags", &now.tags)?;
        }
        Ok(self.with_front_matter(&front))
    }

    fn front_matter(&self) -> Result<FrontMatter, Problem> {
        let range = self.outline.front_matter.clone();
        let text = &self.text[range.ok_or_else(|| Problem::new(ProblemCode::NoFrontMatter))?];
        FrontMatter::parse(text)
            .map_err(|error| Problem::new(ProblemCode::BadFrontMatter).with("reason", error))
    }

    fn editable_front_matter(&self) -> Result<FrontMatter, FrontMatterError> {
        let range = self.outline.front_matter.clone();
        range.map_or_else(
            || Err(FrontMatterError::Invalid("missing".to_owned())),
            |range| FrontMatter::parse(&self.text[range]),
        )
    }

    fn with_front_matter(&self, front: &FrontMatter) -> Self {
        let Some(range) = &self.outline.front_matter else {
            return self.clone();
        };
        let mut text = front.text().to_owned();
        end_line(&mut text, self.eol());
        Self::new([&self.text[..range.start], &text, &self.text[range.end..]].concat())
    }

    /// A side's title. One title for all counts for the sides that have a heading.
    fn title(&self, lang: Lang, front: &FrontMatter) -> String {
        let sides = &self.outline.sides;
        let counts = sides[lang].is_some() || (sides.fr.is_none() && lang == Lang::En);
        front
            .nested("title", lang.code())
            .or_else(|| front.string("title").filter(|_| counts))
            .map(|title| one_line(&title))
            .unwrap_or_default()
    }

    /// A side exists where its heading stands or it has a title.
    fn side(&self, lang: Lang, front: &FrontMatter) -> Option<Side> {
        let text = |section| self.section_text(lang, section).unwrap_or_default();
        let side = Side {
            title: self.title(lang, front),
            question: text(Section::Question),
            response: text(Section::Response),
            if_pressed: self.if_pressed(lang),
            background: text(Section::Background),
            additional_information: text(Section::AdditionalInformation),
        };
        (self.outline.sides[lang].is_some() || !side.title.is_empty()).then_some(side)
    }

    fn section_text(&self, lang: Lang, section: Section) -> Option<String> {
        let part = self.outline.sides[lang].as_ref()?.section(section)?;
        Some(self.content_text(part))
    }

    fn content_text(&self, part: &Part) -> String {
        body_text(&unescaped(&self.text[part.content.clone()]))
    }

    fn if_pressed(&self, lang: Lang) -> Vec<IfPressed> {
        let blocks = self.outline.sides[lang]
            .as_ref()
            .map(|side| side.blocks.as_slice());
        blocks
            .unwrap_or_default()
            .iter()
            .map(|part| IfPressed {
                topic: if_pressed_topic(self.text[part.heading.clone()].trim_end())
                    .unwrap_or_default()
                    .to_owned(),
                text: self.content_text(part),
            })
            .collect()
    }

    /// The file with that side's heading in place, and the side.
    fn with_side(&self, lang: Lang) -> (Self, SideOutline) {
        if let Some(side) = &self.outline.sides[lang] {
            return (self.clone(), side.clone());
        }
        let eol = self.eol();
        let at = match (lang, &self.outline.sides.fr) {
            (Lang::En, Some(french)) => french.all.start,
            _ => self.text.len(),
        };
        let mut before = self.text[..at].to_owned();
        end_line(&mut before, eol);
        end_with_blank_line(&mut before, eol);
        let after = &self.text[at..];
        let gap = if after.is_empty() { "" } else { eol };
        let file = Self::new([&before, "# ", side_name(lang), eol, gap, after].concat());
        let side = file.outline.sides[lang].clone().unwrap_or_default();
        (file, side)
    }

    /// The file with that section's heading put where it belongs in the side.
    fn with_section(&self, side: &SideOutline, lang: Lang, section: Section) -> Self {
        let eol = self.eol();
        let following = side.sections.iter().find(|(present, _)| *present > section);
        let at = following.map_or(side.all.end, |(_, part)| part.heading.start);
        let mut before = self.text[..at].to_owned();
        end_line(&mut before, eol);
        end_with_blank_line(&mut before, eol);
        let after = &self.text[at..];
        let gap = if after.is_empty() { "" } else { eol };
        Self::new([&before, "## ", section.heading(lang), eol, gap, after].concat())
    }

    /// The file with the text below a heading replaced, blank lines around it kept.
    fn with_content(&self, part: &Part, text: &str) -> Self {
        let eol = self.eol();
        let range = part.content.clone();
        let old = &self.text[range.clone()];
        let new = escaped(&body_text(text), eol);
        let body = text_lines(old);
        let content = match (body, new.is_empty()) {
            (Some(body), false) => [&old[..body.start], &new, &old[body.end..]].concat(),
            (_, true) if range.end == self.text.len() => String::new(),
            (_, true) => eol.to_owned(),
            (None, false) if range.end == self.text.len() => [eol, &new, eol].concat(),
            (None, false) => [eol, &new, eol, eol].concat(),
        };
        let mut before = self.text[..range.start].to_owned();
        end_line(&mut before, eol);
        Self::new([&before, &content, &self.text[range.end..]].concat())
    }

    fn rendered_block(&self, lang: Lang, block: &IfPressed) -> String {
        let eol = self.eol();
        let label = Section::IfPressed.heading(lang);
        let heading = if block.topic.is_empty() {
            label.to_owned()
        } else {
            format!("{} {}", with_colon(label, lang), block.topic)
        };
        let text = escaped(&block.text, eol);
        if text.is_empty() {
            format!("### {heading}{eol}")
        } else {
            format!("### {heading}{eol}{eol}{text}{eol}")
        }
    }

    fn eol(&self) -> &'static str {
        if self.text.contains("\r\n") {
            "\r\n"
        } else {
            "\n"
        }
    }
}

/// A block as the file gives it back.
pub(super) fn normal_block(block: &IfPressed) -> IfPressed {
    IfPressed {
        topic: topic_line(&block.topic),
        text: body_text(&block.text),
    }
}

/// The heading of a side.
pub(crate) const fn side_name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Fr => "Français",
    }
}

fn end_line(text: &mut String, eol: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(eol);
    }
}

fn end_with_blank_line(text: &mut String, eol: &str) {
    let last = text.split_inclusive('\n').next_back();
    if last.is_some_and(|line| !line.trim().is_empty()) {
        text.push_str(eol);
    }
}

/// From the start of the first line that is not blank to the end of the last, its line end aside.
fn text_lines(text: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    let mut found: Option<std::ops::Range<usize>> = None;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            let start = found.as_ref().map_or(at, |range| range.start);
            found = Some(start..at + line.trim_end_matches(['\r', '\n']).len());
        }
        at += line.len();
    }
    found
}

fn metadata(front: &FrontMatter, problems: &mut Vec<Problem>) -> Metadata {
    let mut meta = Metadata {
        organization: front.string("organization").unwrap_or_default(),
        minister: front.string("minister").unwrap_or_default(),
        tags: front.list("tags"),
        from: front.string("from").and_then(|from| from.parse().ok()),
        ..Metadata::default()
    };
    let mut bad = |field: &str, value: &str| {
        problems.push(
            Problem::new(ProblemCode::BadValue)
                .with("field", field)
                .with("value", value),
        );
    };
    if let Some(date) = front.string("date").filter(|date| !date.is_empty()) {
        match date.trim().parse() {
            Ok(date) => meta.date = Some(date),
            Err(_) => bad("date", &date),
        }
    }
    if let Some(status) = front.string("status") {
        match status.parse() {
            Ok(status) => meta.status = status,
            Err(_) => bad("status", &status),
        }
    }
    if let Some(marking) = front.string("marking") {
        meta.marking = marking.parse().unwrap_or_else(|_| {
            bad("marking", &marking);
            // What is marked in a way that is not understood must not leave as "Unclassified".
            Marking::TopSecret
        });
    }
    meta
}

#[cfg(test)]
mod tests;
