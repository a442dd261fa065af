//! What a binder has besides its notes: the cover, the table of contents, the dividers of themes.

use chrono::NaiveDate;

use super::plan::{Sheets, Theme};
use super::sequential::heading;
use super::side_by_side::Columns;
use super::spans::Spans;
use super::text::clean;
use super::{Block, Look, Paragraph, Role, Sheet, words};
use crate::lang::{Bilingual, Lang};
use crate::note::Note;
use crate::registry;

/// The name of the bookmark at a note's title.
pub(super) fn bookmark(number: usize) -> String {
    format!("note_{number}")
}

/// The name of the bookmark at a theme's divider.
fn divider_bookmark(theme: usize) -> String {
    format!("theme_{}", theme + 1)
}

/// The first page: title, day, minister, organization and marking, in each language of the file.
pub(super) fn cover(sheet: &mut Sheet, sheets: &Sheets<'_>) {
    for lang in &sheets.langs {
        let title = Spans::of(words::NOTES[*lang], Look::default(), *lang);
        let title = Paragraph::new(Role::CoverTitle, *lang, title);
        sheet.blocks.push(Block::Paragraph(title));
        for (text, look) in cover_lines(sheets, *lang) {
            let spans = Spans::of(&text, look, *lang);
            let line = Paragraph::new(Role::CoverLine, *lang, spans);
            sheet.blocks.push(Block::Paragraph(line));
        }
    }
}

fn cover_lines(sheets: &Sheets<'_>, lang: Lang) -> Vec<(String, Look)> {
    let binder = sheets.binder();
    let day = binder.and_then(|binder| binder.date);
    let minister = binder
        .and_then(|binder| binder.minister.as_deref())
        .or_else(|| common(sheets.notes, |note| &note.meta.minister));
    let last = sheets.notes.iter().filter_map(|note| note.meta.date).max();
    let name = minister.and_then(|code| minister_name(code, day.or(last)?, lang));
    let title = minister.map(|code| registry::minister_title(code, lang));
    let organization = common(sheets.notes, |note| &note.meta.organization)
        .map(|code| registry::organization_name(code, lang));
    let day = day.map(|day| words::long_date(day, lang));
    let marking = sheets.marking().label(lang).to_owned();
    let plain = [
        day,
        name,
        title,
        organization,
        Some(words::notes(sheets.notes.len(), lang)),
    ];
    let plain = plain
        .into_iter()
        .flatten()
        .map(|text| (text, Look::default()));
    plain
        .chain([(marking, Look::BOLD)])
        .filter(|(text, _)| !text.trim().is_empty())
        .collect()
}

/// Who holds a minister's title on a day, as it is published.
fn minister_name(code_or_title: &str, day: NaiveDate, lang: Lang) -> Option<String> {
    let minister =
        registry::minister(code_or_title).or_else(|| registry::minister_titled(code_or_title))?;
    let term = minister.in_office(day)?;
    Some(term.name[lang].to_owned())
}

/// What all notes say in a field; `None` where they differ or say nothing.
fn common<'a>(notes: &'a [&'a Note], field: impl Fn(&'a Note) -> &'a String) -> Option<&'a str> {
    let mut values = notes.iter().map(|note| field(note).as_str());
    let first = values.next()?;
    (!first.trim().is_empty() && values.all(|value| value == first)).then_some(first)
}

/// The table of contents in a language, or in both side by side. Each line leads to its note; page
/// numbers are not known before Word lays the pages out.
pub(super) fn contents(sheet: &mut Sheet, sheets: &Sheets<'_>, lang: Option<Lang>) {
    let Some(lang) = lang else {
        let entries = Bilingual::new(entries(sheets, Lang::En), entries(sheets, Lang::Fr));
        let mut columns = Columns::default();
        for (en, fr) in entries.en.into_iter().zip(entries.fr) {
            let cell = |entry: Option<Paragraph>| entry.map(Block::Paragraph).into_iter().collect();
            columns.add(sheet, Bilingual::new(cell(en), cell(fr)));
        }
        columns.close(sheet);
        return;
    };
    let entries = entries(sheets, lang).into_iter().flatten();
    sheet.blocks.extend(entries.map(Block::Paragraph));
}

/// The lines of the contents, the heading first: as many in either language, `None` where the file
/// does not have that side.
fn entries(sheets: &Sheets<'_>, lang: Lang) -> Vec<Option<Paragraph>> {
    let mut entries = vec![Some(heading(words::CONTENTS[lang], 1, lang))];
    for (theme, group) in sheets.themes.iter().enumerate() {
        if sheets.has_dividers() {
            let name = sheets
                .has(group, lang)
                .then(|| theme_entry(theme, group, lang));
            entries.push(name);
        }
        let notes = group.notes.iter();
        entries.extend(notes.map(|note| note_entry(sheets, *note, lang)));
    }
    entries
}

fn theme_entry(theme: usize, group: &Theme<'_>, lang: Lang) -> Paragraph {
    let mut spans = Spans::new(lang);
    spans.place(&theme_name(group, lang), &divider_bookmark(theme));
    Paragraph {
        level: 1,
        ..Paragraph::new(Role::Entry, lang, spans.finish())
    }
}

/// The line of a note: its title, then its reference.
fn note_entry(sheets: &Sheets<'_>, note: usize, lang: Lang) -> Option<Paragraph> {
    let number = sheets.place(note, lang)?;
    let note = sheets.notes[note];
    let title = note.sides[lang].as_ref().map(|side| side.title.trim());
    let mut spans = Spans::new(lang);
    let reference = clean(note.reference.as_str());
    let text = match title {
        Some(title) if !title.is_empty() => format!("{reference}\u{2003}{title}"),
        _ => reference,
    };
    spans.place(&text, &bookmark(number));
    Some(Paragraph {
        level: if sheets.has_dividers() { 2 } else { 1 },
        ..Paragraph::new(Role::Entry, lang, spans.finish())
    })
}

/// The page before the notes of a theme. A tag is a word of the notes' own, the same in both
/// languages.
pub(super) fn divider(sheet: &mut Sheet, sheets: &Sheets<'_>, theme: usize) {
    let group = &sheets.themes[theme];
    let names = sheets
        .langs
        .iter()
        .map(|lang| (*lang, theme_name(group, *lang)));
    let mut names: Vec<(Lang, String)> = names.collect();
    names.dedup_by(|one, other| one.1 == other.1);
    for (index, (lang, name)) in names.into_iter().enumerate() {
        let spans = Spans::of(&name, Look::default(), lang);
        let bookmark = (index == 0).then(|| divider_bookmark(theme));
        sheet.blocks.push(Block::Paragraph(Paragraph {
            level: 1,
            bookmark,
            ..Paragraph::new(Role::Divider, lang, spans)
        }));
    }
}

fn theme_name(theme: &Theme<'_>, lang: Lang) -> String {
    theme.tag.unwrap_or(words::OTHER[lang]).to_owned()
}
