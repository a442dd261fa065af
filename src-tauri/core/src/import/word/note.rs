//! A Word document's blocks → a note: labels wherever they stand, each side's text.

use super::blocks::Reading;
use super::columns::{self, Columns};
use super::label::{cell_label, is_cell_label, label_level, label_of};
use super::model::{Item, Paragraph, Role, Table, text_of};
use super::side;
use crate::import::drafts::Drafts;
use crate::import::labels::{Field, Label};
use crate::import::left_out::LeftOut;
use crate::import::{ImportedNote, if_pressed, language, metadata, note_page};
use crate::lang::{Bilingual, Lang};
use crate::note::Marking;
use crate::problem::{Problem, ProblemCode};
use crate::section::Section;

/// A longer text is no title, in characters.
const TITLE_CHARS: usize = 300;

/// Reads the blocks of one note, in one language or both.
pub(super) fn read(items: &[Item], reading: Reading<'_>) -> ImportedNote {
    let mut page = Page {
        reading,
        drafts: Drafts::default(),
        resume: Bilingual::default(),
        strays: Vec::new(),
        headings: label_level(items),
        within: None,
        both: false,
        beside: false,
        outside: false,
        marking: None,
        pending: None,
        left_out: LeftOut::default(),
    };
    for item in items {
        page.item(item);
    }
    page.flush();
    page.finish()
}

struct Page<'d> {
    reading: Reading<'d>,
    drafts: Drafts<Item>,
    /// Where each side's text goes on in its column.
    resume: Bilingual<Option<Field>>,
    /// Blocks that no field claims.
    strays: Vec<(Option<Lang>, Item)>,
    /// The level of headings that are labels, where labels are headings.
    headings: Option<u8>,
    /// The language of the column that is being read.
    within: Option<Lang>,
    /// Whether the last label was one in both languages.
    both: bool,
    /// Whether the two sides stand beside each other.
    beside: bool,
    /// Whether a heading above those of labels has ended the note.
    outside: bool,
    marking: Option<Marking>,
    /// The heading of our own list of sources, until it is known to be one.
    pending: Option<Paragraph>,
    left_out: LeftOut,
}

impl Page<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Paragraph(paragraph) => self.paragraph(paragraph),
            Item::Table(table) => self.table(table),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        if paragraph.is_blank() && paragraph.role != Role::Rule && paragraph.number.is_none() {
            return;
        }
        if self.is_sources(paragraph) {
            return;
        }
        let raw = text_of(&paragraph.spans);
        let heading = paragraph.heading.is_some() || paragraph.is_bold();
        if let Some((label, length)) = label_of(&raw, heading)
            && self.may_be(paragraph, &label)
        {
            let lang = self.within.or(label.lang);
            if let Some(lang) = self.drafts.accepts(&Label {
                lang,
                ..label.clone()
            }) {
                self.begin(lang, &label, paragraph, length);
                return;
            }
        }
        if self.ends_note(paragraph) {
            self.outside = true;
            self.left_out.add(raw.trim());
            return;
        }
        let lang = self.language(&Item::Paragraph(paragraph.clone()));
        self.content(lang, Item::Paragraph(paragraph.clone()));
    }

    /// Whether a paragraph that reads like a label can be one where it stands.
    fn may_be(&self, paragraph: &Paragraph, label: &Label<'_>) -> bool {
        let structural = matches!(label.field, Field::Section(_) | Field::Side | Field::Title);
        if let (Some(level), true) = (self.headings, structural) {
            // A title may have a style of its own, or come before all headings.
            let first = !self.reading.own
                && self
                    .drafts
                    .sides
                    .iter()
                    .all(|(_, side)| side.sections.is_empty());
            return paragraph.heading.is_some_and(|own| own <= level)
                || (label.field == Field::Title && (paragraph.role == Role::Title || first));
        }
        let listed = paragraph.number.is_some() && paragraph.heading.is_none();
        match label.field {
            Field::Section(_) | Field::Title => !listed || paragraph.is_bold(),
            Field::Side => paragraph.heading.is_some() || paragraph.is_bold(),
            _ => true,
        }
    }

    fn begin(&mut self, lang: Lang, label: &Label<'_>, paragraph: &Paragraph, length: usize) {
        self.outside = false;
        self.drafts.begin(lang, label.field);
        // A label in both languages, or in none, begins the other side's field too.
        self.both = false;
        if label.lang.is_none() && matches!(label.field, Field::Section(_)) && self.within.is_none()
        {
            self.both = true;
            let at = self.drafts.at;
            self.drafts.begin(lang.other(), label.field);
            self.drafts.at = at;
            self.resume[lang.other()] = Some(label.field);
        }
        let rest = Paragraph {
            heading: None,
            number: None,
            ..paragraph.without_start(length)
        };
        if rest.is_blank() {
            return;
        }
        self.content(None, Item::Paragraph(rest));
    }

    /// Puts a block where the text of a side belongs now.
    fn content(&mut self, lang: Option<Lang>, item: Item) {
        let at = match lang {
            Some(lang) if self.drafts.at.is_some_and(|(at, _)| at != lang) => self.resume[lang]
                .map(|field| (lang, field))
                .or(self.drafts.at),
            _ => self.drafts.at,
        };
        if self.outside {
            self.left_out.add(&item.text());
            return;
        }
        match at {
            Some((lang, Field::Section(section))) => {
                self.drafts.sides[lang]
                    .sections
                    .entry(section)
                    .or_default()
                    .push(item);
            }
            Some((lang, field)) => {
                let text = item.text().replace('\n', " ");
                let values = &mut self.drafts.sides[lang].values;
                let nothing = field != Field::Title && matches!(text.trim(), "-" | "–" | "—");
                let is_value = matches!(item, Item::Paragraph(_))
                    && !text.trim().is_empty()
                    && (nothing || values.go_on(field, text.trim()));
                if is_value {
                    values.close(field);
                } else if !item.is_blank() {
                    self.strays.push((Some(lang), item));
                }
            }
            None if item.is_blank() => {}
            None => self.strays.push((None, item)),
        }
    }

    /// The side that a block between labels is of: its column's, or where the sides stand beside
    /// each other the one that its words are in.
    fn language(&self, item: &Item) -> Option<Lang> {
        if self.within.is_some() {
            return self.within;
        }
        if !self.beside && !self.both {
            return None;
        }
        let [en, fr] = item.languages();
        let told = match (en, fr) {
            (0, 0) => None,
            (en, fr) => Some(if fr > en { Lang::Fr } else { Lang::En }),
        };
        let detected = language::detect(&item.text());
        if self.reading.own {
            return told;
        }
        if detected.certain {
            Some(detected.lang)
        } else {
            told
        }
    }

    fn table(&mut self, table: &Table) {
        if table.cells().all(super::model::Cell::is_blank) {
            return;
        }
        self.flush();
        let is_data = self.reading.own && table.style == "qp table";
        if let Some(columns) =
            columns::of(table, self.both, self.beside || self.reading.own).filter(|_| !is_data)
        {
            self.beside = true;
            self.sides(table, columns);
        } else if !is_data && self.is_layout(table) {
            for row in &table.rows {
                self.row(row);
            }
        } else {
            let item = Item::Table(table.clone());
            let lang = self.language(&item);
            self.content(lang, item);
        }
    }

    /// The rows of a table whose columns are the two sides.
    fn sides(&mut self, table: &Table, columns: Columns) {
        for row in table.rows.iter().skip(usize::from(columns.named)) {
            let cells = columns::placed(row);
            let at = |column: usize| cells.iter().find(|(from, _)| *from == column);
            let whole = at(columns.en).is_none() || at(columns.fr).is_none();
            if whole {
                for (_, cell) in &cells {
                    for item in &cell.items {
                        self.item(item);
                    }
                }
                continue;
            }
            let label = columns.label.and_then(at).map(|(_, cell)| &cell.items);
            for (lang, column) in [(Lang::En, columns.en), (Lang::Fr, columns.fr)] {
                self.enter(lang);
                let own = at(column).map(|(_, cell)| &cell.items);
                for item in label.into_iter().chain(own).flatten() {
                    self.item(item);
                }
                self.leave(lang);
            }
            let known = [Some(columns.en), Some(columns.fr), columns.label];
            for (column, cell) in &cells {
                if !known.contains(&Some(*column)) {
                    for item in &cell.items {
                        self.item(item);
                    }
                }
            }
        }
    }

    fn enter(&mut self, lang: Lang) {
        self.within = Some(lang);
        let elsewhere = self.drafts.at.is_none_or(|(at, _)| at != lang);
        if elsewhere {
            self.drafts.at = self.resume[lang].map(|field| (lang, field));
        }
    }

    fn leave(&mut self, lang: Lang) {
        self.flush();
        self.within = None;
        self.resume[lang] = self
            .drafts
            .at
            .filter(|(at, _)| *at == lang)
            .map(|(_, field)| field);
    }

    /// Whether a table only puts labels and texts beside each other: one of its cells starts with a
    /// label, or it is a frame around text.
    fn is_layout(&self, table: &Table) -> bool {
        if self.reading.own && table.style == "qp metadata" {
            return true;
        }
        let frame = table.rows.iter().all(|row| row.cells.len() <= 1);
        let in_response = matches!(self.drafts.at, Some((_, Field::Section(Section::Response))));
        frame
            || table.cells().any(|cell| {
                let first = cell.items.iter().find(|item| !item.is_blank());
                let Some(Item::Paragraph(paragraph)) = first else {
                    return false;
                };
                let raw = text_of(&cell_label(paragraph).spans);
                let is_label = label_of(&raw, true).is_some_and(|(label, _)| {
                    self.may_be(paragraph, &label) && self.drafts.accepts(&label).is_some()
                });
                is_label
                    || (in_response && !self.reading.own && if_pressed::head(&raw, false).is_some())
            })
    }

    /// A row of labels and texts. A left cell alone in its row may be a label without a colon.
    fn row(&mut self, row: &super::model::Row) {
        let texts: Vec<String> = row.cells.iter().map(super::model::Cell::text).collect();
        let filled: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
        let in_section = matches!(self.drafts.at, Some((_, Field::Section(_))));
        if let [name, value] = filled[..]
            && !in_section
            && !is_cell_label(name)
            && !value.contains('\n')
        {
            // A line of a form that a note has no place for.
            let name = name.trim_end_matches([':', ' ', '\u{a0}']);
            let line = Paragraph::of(&format!("{name}: {value}"));
            self.strays.push((self.within, Item::Paragraph(line)));
            return;
        }
        for cell in &row.cells {
            for item in &cell.items {
                match item {
                    Item::Paragraph(paragraph) if is_cell_label(&paragraph.text()) => {
                        self.paragraph(&cell_label(paragraph));
                    }
                    item => self.item(item),
                }
            }
        }
    }

    /// Whether a heading stands above those of the labels, as a binder's divider does.
    fn ends_note(&self, paragraph: &Paragraph) -> bool {
        let started = Lang::ALL
            .into_iter()
            .any(|lang| !self.drafts.sides[lang].sections.is_empty());
        match (self.headings, paragraph.heading) {
            (Some(labels), Some(own)) => self.reading.own && started && own < labels,
            _ => false,
        }
    }

    /// Takes our own list of sources, whose citations stand in the text again.
    fn is_sources(&mut self, paragraph: &Paragraph) -> bool {
        if self.reading.sources.is_empty() {
            return false;
        }
        if paragraph.role == Role::Source {
            self.pending = None;
            return true;
        }
        self.flush();
        if paragraph.heading.is_some() && paragraph.text() == "Sources" {
            self.pending = Some(paragraph.clone());
            return true;
        }
        false
    }

    /// Gives back what was not the heading of a list of sources.
    fn flush(&mut self) {
        if let Some(paragraph) = self.pending.take() {
            let lang = self.within;
            self.content(lang, Item::Paragraph(paragraph));
        }
    }

    fn finish(mut self) -> ImportedNote {
        let mut note = ImportedNote::default();
        self.place_strays(&mut note.problems);
        let base = self.headings;
        let mut values = Bilingual::default();
        for lang in Lang::ALL {
            let draft = std::mem::take(&mut self.drafts.sides[lang]);
            let title = draft.values.text(Field::Title);
            let empty = draft.sections.is_empty() && title.is_empty() && draft.values.is_empty();
            values[lang] = draft.values;
            if empty {
                continue;
            }
            let side = side::side(title, &draft.sections, self.reading, base, lang);
            note_page::check_language(&side, lang, &mut note.problems);
            note.sides[lang] = Some(side);
        }
        metadata::take(&values, &mut note);
        note.marking = self.marking;
        note.problems.extend(self.left_out.problems());
        note
    }

    /// Blocks that no field claims: one may be the title or the marking, the others go to
    /// additional information, with a report.
    fn place_strays(&mut self, problems: &mut Vec<Problem>) {
        let started = Lang::ALL
            .into_iter()
            .find(|lang| self.drafts.sides[*lang].is_started())
            .unwrap_or(Lang::En);
        let mut strays = std::mem::take(&mut self.strays);
        strays.retain(|(lang, item)| {
            let marking = super::head::marking_of(&item.text()).filter(|_| lang.is_none());
            self.marking = self.marking.max(marking);
            marking.is_none()
        });
        if !self.drafts.sides[started].values.has(Field::Title) {
            let fits = |item: &Item, strict: bool| match item {
                Item::Paragraph(paragraph) => {
                    let stands_out = paragraph.role == Role::Title || paragraph.heading.is_some();
                    (stands_out || !strict)
                        && paragraph.text().chars().count() <= TITLE_CHARS
                        && !paragraph.is_blank()
                }
                Item::Table(_) => false,
            };
            let at = [true, false].into_iter().find_map(|strict| {
                strays
                    .iter()
                    .position(|(lang, item)| lang.is_none() && fits(item, strict))
            });
            if let Some(at) = at {
                let (_, title) = strays.remove(at);
                let text = title.text().replace('\n', " ");
                self.drafts.sides[started]
                    .values
                    .go_on(Field::Title, text.trim());
            }
        }
        for lang in Lang::ALL {
            let own: Vec<Item> = strays
                .iter()
                .filter(|(of, item)| of.unwrap_or(started) == lang && !item.is_blank())
                .map(|(_, item)| item.clone())
                .collect();
            if own.is_empty() {
                continue;
            }
            let text: Vec<String> = own.iter().map(Item::text).collect();
            problems.push(
                Problem::new(ProblemCode::MovedToAdditionalInformation)
                    .in_side(lang)
                    .in_section(Section::AdditionalInformation)
                    .with("text", text.join("\n")),
            );
            let items = self.drafts.sides[lang]
                .sections
                .entry(Section::AdditionalInformation)
                .or_default();
            if side::is_none(items) {
                items.clear();
            }
            items.extend(own);
        }
    }
}
