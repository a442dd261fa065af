//! A published note's page as text → a note with its fields.

use std::collections::BTreeMap;

use super::dates::parse_date;
use super::drafts::Drafts;
use super::labels::{Field, Label, label, undecorated};
use super::left_out::LeftOut;
use super::lines::{Layout, Line, lines};
use super::markdown::markdown;
use super::metadata;
use super::paragraphs::{Kind, Para, Reading, paragraphs};
use super::{ImportedNote, chrome, escape, if_pressed, language};
use crate::lang::{Bilingual, Lang};
use crate::note::Side;
use crate::problem::{Problem, ProblemCode};
use crate::registry::folded;
use crate::section::Section;

/// Reads the page of a note, in one language or both.
pub(super) fn read(text: &str) -> ImportedNote {
    let mut page = Page::default();
    for line in lines(text) {
        page.line(line);
    }
    page.finish(escape::is_markdown(text))
}

#[derive(Debug, Default)]
struct Page<'a> {
    drafts: Drafts<Line<'a>>,
    /// Lines that no field claims.
    strays: Vec<(Option<Lang>, Line<'a>)>,
    left_out: LeftOut,
    /// Whether the last line announced the date on which the page was modified.
    modified: bool,
}

impl<'a> Page<'a> {
    fn line(&mut self, line: Line<'a>) {
        if line.is_blank() {
            self.blank(line);
            return;
        }
        if let Some(label) = label(line.text)
            && let Some(lang) = self.drafts.accepts(&label)
        {
            self.begin(lang, &label);
            return;
        }
        if self.is_left_out(&line) {
            self.modified = chrome::is_modification(line.text);
            self.left_out.add(line.text);
            return;
        }
        self.modified = false;
        match self.drafts.at {
            Some((lang, Field::Section(section))) => {
                if let Some(lines) = self.drafts.sides[lang].sections.get_mut(&section) {
                    lines.push(line);
                }
            }
            Some((lang, field)) => {
                if !self.drafts.sides[lang]
                    .values
                    .go_on(field, undecorated(line.text))
                {
                    self.strays.push((Some(lang), line));
                }
            }
            None => self.strays.push((None, line)),
        }
    }

    fn blank(&mut self, line: Line<'a>) {
        match self.drafts.at {
            Some((lang, Field::Section(section))) => {
                if let Some(lines) = self.drafts.sides[lang].sections.get_mut(&section) {
                    lines.push(line);
                }
            }
            Some((lang, field)) if self.drafts.sides[lang].values.has(field) => {
                self.drafts.sides[lang].values.close(field);
            }
            _ => {}
        }
    }

    /// Whether a line is none of the note's: its address or the site's words above it, a printer's
    /// marks, the date on which the page was modified.
    fn is_left_out(&self, line: &Line<'_>) -> bool {
        let in_section = matches!(self.drafts.at, Some((_, Field::Section(_))));
        chrome::is_print_mark(line.text)
            || (!in_section && chrome::is_address(line.text))
            || (self.drafts.at.is_none() && chrome::is_site_head(line.text))
            || chrome::is_modification(line.text)
            || (self.modified && parse_date(line.text).is_some())
    }

    fn begin(&mut self, lang: Lang, label: &Label<'a>) {
        self.drafts.begin(lang, label.field);
        if label.value.is_empty() {
            return;
        }
        let draft = &mut self.drafts.sides[lang];
        match label.field {
            Field::Section(section) => draft.sections.entry(section).or_default().push(Line {
                text: label.value,
                indent: 0,
                len: label.value.chars().count(),
                page_start: false,
            }),
            field => {
                draft.values.go_on(field, label.value);
            }
        }
    }

    fn finish(mut self, in_markdown: bool) -> ImportedNote {
        let mut note = ImportedNote::default();
        self.place_strays(&mut note.problems);
        let values = Bilingual::new(
            std::mem::take(&mut self.drafts.sides.en.values),
            std::mem::take(&mut self.drafts.sides.fr.values),
        );
        for lang in Lang::ALL {
            let draft = std::mem::take(&mut self.drafts.sides[lang]);
            let title = values[lang].text(Field::Title);
            if draft.sections.is_empty() && title.is_empty() && values[lang].is_empty() {
                continue;
            }
            let side = side(title, &draft.sections, in_markdown);
            check_language(&side, lang, &mut note.problems);
            note.sides[lang] = Some(side);
        }
        metadata::take(&values, &mut note);
        note.problems.extend(self.left_out.problems());
        note
    }

    /// Lines that no field claims: the first may be the title, the others go to additional
    /// information, with a report.
    fn place_strays(&mut self, problems: &mut Vec<Problem>) {
        let started = Lang::ALL
            .into_iter()
            .find(|lang| self.drafts.sides[*lang].is_started())
            .unwrap_or(Lang::En);
        let mut strays: Bilingual<Vec<Line<'a>>> = Bilingual::default();
        for (lang, line) in std::mem::take(&mut self.strays) {
            let first = lang.is_none();
            let lang = lang.unwrap_or(started);
            let above = first
                && strays[lang].is_empty()
                && !self.drafts.sides[lang].values.has(Field::Title);
            if above && line.len <= 300 {
                let title = label(line.text).map_or_else(|| undecorated(line.text), |l| l.value);
                if !title.is_empty() {
                    self.drafts.sides[lang].values.go_on(Field::Title, title);
                    self.drafts.sides[lang].values.close(Field::Title);
                    continue;
                }
            }
            strays[lang].push(line);
        }
        for lang in Lang::ALL {
            let found = std::mem::take(&mut strays[lang]);
            if found.is_empty() {
                continue;
            }
            let text: Vec<&str> = found.iter().map(|line| line.text).collect();
            problems.push(
                Problem::new(ProblemCode::MovedToAdditionalInformation)
                    .in_side(lang)
                    .in_section(Section::AdditionalInformation)
                    .with("text", text.join("\n")),
            );
            let lines = self.drafts.sides[lang]
                .sections
                .entry(Section::AdditionalInformation)
                .or_default();
            if is_none(lines) {
                lines.clear();
            }
            lines.push(super::lines::BLANK);
            lines.extend(found);
        }
    }
}

fn side(title: String, sections: &BTreeMap<Section, Vec<Line<'_>>>, in_markdown: bool) -> Side {
    let body = |section: Section| -> Vec<Para> {
        let Some(lines) = sections.get(&section) else {
            return Vec::new();
        };
        if is_dash(lines) || (section == Section::AdditionalInformation && is_none(lines)) {
            return Vec::new();
        }
        let layout = Layout::of(lines);
        let starts: &dyn Fn(&str) -> bool = match section {
            Section::Response => &if_pressed::starts,
            _ => &|_| false,
        };
        let reading = Reading {
            clauses: false,
            starts,
        };
        let mut paras = super::columns::rejoined(paragraphs(lines, &layout, reading)).paras;
        for para in &mut paras {
            // A side's sections have headings of level 2 and 3 in the note's file.
            if let Kind::Heading(level) = &mut para.kind {
                *level = (*level).max(4);
            }
        }
        paras
    };
    let text = |section: Section| markdown(&body(section), in_markdown);
    let (response, if_pressed) = if_pressed::split(body(Section::Response), in_markdown);
    Side {
        title,
        question: text(Section::Question),
        response,
        if_pressed,
        background: text(Section::Background),
        additional_information: text(Section::AdditionalInformation),
    }
}

/// The text of lines that hold one line, folded to its bare words.
fn only_line<'l>(lines: &[Line<'l>]) -> Option<&'l str> {
    let mut texts = lines.iter().filter(|line| !line.is_blank());
    let first = texts.next()?.text;
    texts.next().is_none().then_some(first)
}

/// Whether a section is empty as the dataset writes it.
fn is_dash(lines: &[Line<'_>]) -> bool {
    only_line(lines).is_some_and(|text| matches!(text, "-" | "–" | "—"))
}

/// Whether additional information is empty as the page writes it.
fn is_none(lines: &[Line<'_>]) -> bool {
    only_line(lines)
        .is_some_and(|text| matches!(folded(text).as_str(), "none" | "aucun" | "aucune"))
}

/// Reports a side whose text is in the other language than its labels.
pub(super) fn check_language(side: &Side, lang: Lang, problems: &mut Vec<Problem>) {
    let text = [
        side.title.as_str(),
        &side.question,
        &side.response,
        &side.background,
    ]
    .join("\n");
    let detected = language::detect(&text);
    if detected.certain && detected.lang != lang {
        problems.push(
            Problem::new(ProblemCode::LanguageUncertain)
                .in_side(lang)
                .with("lang", lang),
        );
    }
}
