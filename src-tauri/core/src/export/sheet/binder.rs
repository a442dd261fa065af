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
    if sheets.columns() {
        let row = |line: Paragraph| vec![line];
        let side = |lang| cover_side(sheets, lang).into_iter().map(row).collect();
        return write_rows(sheet, Bilingual::new(side(Lang::En), side(Lang::Fr)));
    }
    for lang in &sheets.langs {
        let side = cover_side(sheets, *lang).into_iter();
        sheet.blocks.extend(side.map(Block::Paragraph));
    }
}

fn cover_side(sheets: &Sheets<'_>, lang: Lang) -> Vec<Paragraph> {
    let title = Spans::of(words::NOTES[lang], Look::default(), lang);
    let mut side = vec![Paragraph::new(Role::CoverTitle, lang, title)];
    for (text, look) in cover_lines(sheets, lang) {
        let spans = Spans::of(&text, look, lang);
        side.push(Paragraph::new(Role::CoverLine, lang, spans));
    }
    side
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
        Some(words::notes(sheets.count(), lang)),
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

/// Who holds a minister's title on a day.
fn minister_name(code_or_title: &str, day: NaiveDate, lang: Lang) -> Option<String> {
    let minister =
        registry::minister(code_or_title).or_else(|| registry::minister_titled(code_or_title))?;
    let term = minister.in_office(day)?;
    Some(words::person(term.name[lang]))
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
        let entries = |lang| entries(sheets, lang, None);
        return write_rows(sheet, Bilingual::new(entries(Lang::En), entries(Lang::Fr)));
    };
    let width = sheet.paper.text_width();
    let entries = entries(sheets, lang, Some(width)).into_iter().flatten();
    sheet.blocks.extend(entries.map(Block::Paragraph));
}

/// Writes rows of two columns.
fn write_rows(sheet: &mut Sheet, sides: Bilingual<Vec<Vec<Paragraph>>>) {
    let mut columns = Columns::default();
    let cell = |row: Vec<Paragraph>| row.into_iter().map(Block::Paragraph).collect();
    let count = sides.en.len().max(sides.fr.len());
    let (mut en, mut fr) = (sides.en.into_iter(), sides.fr.into_iter());
    for _ in 0..count {
        let (en, fr) = (en.next().unwrap_or_default(), fr.next().unwrap_or_default());
        columns.add(sheet, Bilingual::new(cell(en), cell(fr)));
    }
    columns.close(sheet);
}

/// The lines of the contents in rows, the heading first and a theme above its first note: as many
/// rows in either language, empty where the file does not have that side. References end at
/// `width`; without one they stand on a line of their own.
fn entries(sheets: &Sheets<'_>, lang: Lang, width: Option<i32>) -> Vec<Vec<Paragraph>> {
    let mut rows = vec![vec![heading(words::CONTENTS[lang], 1, lang)]];
    for (theme, group) in sheets.themes.iter().enumerate() {
        let mut row = Vec::new();
        if sheets.has_dividers() && sheets.has(group, lang) {
            row.push(theme_entry(theme, group, lang));
        }
        for note in &group.notes {
            row.extend(note_entry(sheets, *note, lang, width));
            rows.push(std::mem::take(&mut row));
        }
    }
    rows
}

fn theme_entry(theme: usize, group: &Theme<'_>, lang: Lang) -> Paragraph {
    let mut spans = Spans::new(lang);
    spans.place(&theme_name(group, lang), &divider_bookmark(theme));
    Paragraph {
        level: 1,
        ..Paragraph::new(Role::Entry, lang, spans.finish())
    }
}

/// The line of a note: its title, and its reference at the end, which the foot of its pages shows.
fn note_entry(
    sheets: &Sheets<'_>,
    note: usize,
    lang: Lang,
    width: Option<i32>,
) -> Option<Paragraph> {
    let number = sheets.place(note, lang)?;
    let note = sheets.notes[note];
    let title = note.sides[lang].as_ref().map(|side| side.title.trim());
    let mut spans = Spans::new(lang);
    let reference = clean(note.reference.as_str());
    let place = bookmark(number);
    match title {
        Some(title) if !title.is_empty() => {
            spans.place(title, &place);
            match width {
                Some(width) => {
                    if !share_a_line(title, &reference, width) {
                        spans.line_break();
                    }
                    spans.leader(width);
                }
                None => spans.line_break(),
            }
            spans.place(&reference, &place);
        }
        _ => spans.place(&reference, &place),
    }
    Some(Paragraph {
        level: 2,
        ..Paragraph::new(Role::Entry, lang, spans.finish())
    })
}

/// Whether title and reference have room on one line of that width: a reference that has not would
/// break at one of its hyphens.
fn share_a_line(title: &str, reference: &str, width: i32) -> bool {
    /// About how wide a character is in the text of the contents, in twentieths of a point.
    const CHARACTER: usize = 105;
    let length = title.chars().count() + reference.chars().count() + 3;
    length * CHARACTER <= usize::try_from(width).unwrap_or(0)
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

/// The name of a theme: its tag as words, `cyber-security` as `Cyber security`.
fn theme_name(theme: &Theme<'_>, lang: Lang) -> String {
    let Some(tag) = theme.tag else {
        return words::OTHER[lang].to_owned();
    };
    let parts: Vec<&str> = tag.split(['-', '_']).collect();
    let is_word = |part: &&str| part.chars().count() > 1 && part.chars().all(char::is_alphabetic);
    let name = if parts.iter().all(is_word) {
        parts.join(" ")
    } else {
        tag.to_owned()
    };
    let mut characters = name.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_leaves_its_reference_a_line_of_its_own() {
        let long = "Retards dans le traitement des demandes d’accès à l’information reçues";
        assert!(share_a_line("Short", "TBS-2026-QP-10-00033", 9_406));
        assert!(!share_a_line(long, "TBS-2026-QP-10-00033", 9_406));
    }

    #[test]
    fn a_theme_is_named_by_its_tag_as_words() {
        for (tag, name) in [
            ("cyber-security", "Cyber security"),
            ("équité_en_emploi", "Équité en emploi"),
            ("covid-19", "Covid-19"),
            ("e-mail", "E-mail"),
            ("TBS", "TBS"),
        ] {
            let theme = Theme {
                tag: Some(tag),
                notes: Vec::new(),
            };
            assert_eq!(theme_name(&theme, Lang::En), name);
        }
    }
}
