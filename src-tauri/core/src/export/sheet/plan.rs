//! Which sheets an export has, known without reading the notes' text, so that any one of them can be
//! made alone.

use super::{Paper, Phrase, Sheet, SheetKind, binder, sequential, side_by_side};
use crate::export::{Binder, Citations, ExportOptions, Layout, SidesWanted};
use crate::lang::{Bilingual, Lang};
use crate::note::{Marking, Note};

use super::text::clean;

/// A sheet that is still to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Planned {
    Cover,
    /// The contents in a language, or in both side by side.
    Contents(Option<Lang>),
    /// The divider of a theme.
    Divider(usize),
    /// A side of a note, or both side by side.
    Note {
        note: usize,
        lang: Option<Lang>,
    },
}

/// Notes that stand together in a binder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Theme<'a> {
    /// The tag; `None` for notes without tags.
    pub(super) tag: Option<&'a str>,
    /// The notes, by index.
    pub(super) notes: Vec<usize>,
}

/// The sheets of an export, in order.
pub(in crate::export) struct Sheets<'a> {
    pub(super) notes: &'a [&'a Note],
    pub(super) options: &'a ExportOptions,
    /// The languages of the file, in order.
    pub(in crate::export) langs: Vec<Lang>,
    /// The paper: ours, or that of a template.
    pub(in crate::export) paper: Paper,
    citations: &'a dyn Citations,
    /// The notes in the order of the file; one theme without a tag where they are not grouped.
    pub(super) themes: Vec<Theme<'a>>,
    planned: Vec<Planned>,
}

impl<'a> Sheets<'a> {
    /// The sheets of these notes; none where no note has a side that is wanted.
    pub(in crate::export) fn new(
        notes: &'a [&'a Note],
        options: &'a ExportOptions,
        citations: &'a dyn Citations,
    ) -> Self {
        let order = match options.layout {
            Layout::Sequential => [options.first, options.first.other()],
            Layout::SideBySide => Lang::ALL,
        };
        let has = |lang: Lang| notes.iter().any(|note| note.sides[lang].is_some());
        let langs: Vec<Lang> = order
            .into_iter()
            .filter(|lang| options.sides.includes(*lang) && has(*lang))
            .collect();
        let by_theme = options
            .binder
            .as_ref()
            .is_some_and(|binder| binder.by_theme);
        let mut sheets = Self {
            notes,
            options,
            langs,
            paper: Paper::LETTER,
            citations,
            themes: themes(notes, by_theme),
            planned: Vec::new(),
        };
        sheets.plan();
        sheets
    }

    fn plan(&mut self) {
        let mut planned = Vec::new();
        if self.langs.is_empty() {
            return;
        }
        if self.options.binder.is_some() {
            planned.push(Planned::Cover);
            if self.columns() {
                planned.push(Planned::Contents(None));
            } else {
                planned.extend(self.langs.iter().map(|lang| Planned::Contents(Some(*lang))));
            }
        }
        for (theme, group) in self.themes.iter().enumerate() {
            let printed = group.notes.iter().flat_map(|note| self.sides(*note));
            let mut printed = printed.peekable();
            if self.has_dividers() && printed.peek().is_some() {
                planned.push(Planned::Divider(theme));
            }
            planned.extend(printed);
        }
        self.planned = planned;
    }

    /// The sheets of a note.
    fn sides(&self, note: usize) -> Vec<Planned> {
        let sides = &self.notes[note].sides;
        if self.columns() && sides.en.is_some() && sides.fr.is_some() {
            return vec![Planned::Note { note, lang: None }];
        }
        let langs = self.langs.iter().filter(|lang| sides[**lang].is_some());
        langs
            .map(|lang| Planned::Note {
                note,
                lang: Some(*lang),
            })
            .collect()
    }

    /// How many notes have a side in the file.
    pub(super) fn count(&self) -> usize {
        let printed = |note: &&&Note| {
            let mut langs = self.langs.iter();
            langs.any(|lang| note.sides[*lang].is_some())
        };
        self.notes.iter().filter(printed).count()
    }

    /// Whether the themes are set apart.
    pub(super) fn has_dividers(&self) -> bool {
        self.themes.iter().any(|theme| theme.tag.is_some())
    }

    /// Whether both languages stand side by side.
    pub(super) fn columns(&self) -> bool {
        self.options.layout == Layout::SideBySide
            && self.options.sides == SidesWanted::Both
            && self.langs.len() == 2
    }

    pub(super) fn binder(&self) -> Option<&Binder> {
        self.options.binder.as_ref()
    }

    /// The highest marking among the notes.
    pub(in crate::export) fn marking(&self) -> Marking {
        let marking = self.notes.iter().map(|note| note.meta.marking).max();
        marking.unwrap_or(Marking::Unclassified)
    }

    /// The language of the file: that of its first sheet.
    pub(in crate::export) fn lang(&self) -> Lang {
        let first = self.planned.first().map(|planned| self.langs_of(*planned));
        first
            .and_then(|langs| langs.first().copied())
            .unwrap_or(self.options.first)
    }

    pub(in crate::export) fn len(&self) -> usize {
        self.planned.len()
    }

    fn langs_of(&self, planned: Planned) -> Vec<Lang> {
        match planned {
            Planned::Cover | Planned::Divider(_) => self.langs.clone(),
            Planned::Contents(Some(lang))
            | Planned::Note {
                lang: Some(lang), ..
            } => vec![lang],
            Planned::Contents(None) | Planned::Note { lang: None, .. } => Lang::ALL.to_vec(),
        }
    }

    /// The number of the sheet with a side of a note, and so of that side; `None` where the file
    /// does not have it.
    pub(super) fn place(&self, note: usize, lang: Lang) -> Option<usize> {
        let holds = |planned: &Planned| match *planned {
            Planned::Note {
                note: one,
                lang: side,
            } => one == note && side.is_none_or(|side| side == lang),
            _ => false,
        };
        let at = self.planned.iter().position(holds)?;
        Some(side_number(at, lang))
    }

    /// Whether the file has a note of a theme in that language.
    pub(super) fn has(&self, theme: &Theme<'_>, lang: Lang) -> bool {
        let mut notes = theme.notes.iter();
        notes.any(|note| self.place(*note, lang).is_some())
    }

    /// Makes a sheet; `None` behind the last one.
    pub(in crate::export) fn sheet(&self, at: usize) -> Option<Sheet> {
        let planned = *self.planned.get(at)?;
        let langs = self.langs_of(planned);
        let (kind, note) = match planned {
            Planned::Cover => (SheetKind::Cover, None),
            Planned::Contents(_) => (SheetKind::Contents, None),
            Planned::Divider(_) => (SheetKind::Divider, None),
            Planned::Note { note, .. } => (SheetKind::Note, Some(self.notes[note])),
        };
        let marking = note.map_or_else(|| self.marking(), |note| note.meta.marking);
        let wide = match planned {
            Planned::Note { lang, .. } => lang.is_none(),
            _ => self.columns(),
        };
        let mut sheet = Sheet {
            kind,
            reference: note.map_or_else(String::new, |note| clean(note.reference.as_str())),
            marking: marked(marking, &langs),
            langs,
            paper: if wide { self.paper.wide() } else { self.paper },
            numbered: kind != SheetKind::Cover,
            blocks: Vec::new(),
            lists: Vec::new(),
            cited: Vec::new(),
        };
        match planned {
            Planned::Cover => binder::cover(&mut sheet, self),
            Planned::Contents(lang) => binder::contents(&mut sheet, self, lang),
            Planned::Divider(theme) => binder::divider(&mut sheet, self, theme),
            Planned::Note { note, lang } => self.write(&mut sheet, at, self.notes[note], lang),
        }
        Some(sheet)
    }

    fn write(&self, sheet: &mut Sheet, at: usize, note: &Note, lang: Option<Lang>) {
        let numbers = Bilingual::new(side_number(at, Lang::En), side_number(at, Lang::Fr));
        // Without a binder nothing leads to a note.
        let bookmarks = numbers.map(|_, number| self.binder().map(|_| binder::bookmark(number)));
        match (lang, &note.sides.en, &note.sides.fr) {
            (None, Some(en), Some(fr)) => {
                let sides = Bilingual::new(en, fr);
                side_by_side::write(sheet, note, sides, numbers, bookmarks, self.citations);
            }
            (Some(lang), _, _) => {
                if let Some(side) = &note.sides[lang] {
                    let bookmark = bookmarks[lang].clone();
                    let side = (lang, side);
                    sequential::write(sheet, note, side, numbers[lang], bookmark, self.citations);
                }
            }
            (None, _, _) => {}
        }
    }
}

/// A number for a side on a sheet, unique in the file.
fn side_number(sheet: usize, lang: Lang) -> usize {
    2 * sheet + 1 + lang as usize
}

/// A marking in each language that has another word for it.
fn marked(marking: Marking, langs: &[Lang]) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    for lang in langs {
        let text = marking.label(*lang);
        if phrases.iter().all(|phrase| phrase.text != text) {
            let text = text.to_owned();
            phrases.push(Phrase { lang: *lang, text });
        }
    }
    phrases
}

/// The notes in groups by their first tag, in the order in which the tags appear; those without
/// tags come last.
fn themes<'a>(notes: &'a [&'a Note], by_theme: bool) -> Vec<Theme<'a>> {
    let mut themes: Vec<Theme<'a>> = Vec::new();
    let mut others = Vec::new();
    for (index, note) in notes.iter().enumerate() {
        let mut tags = note.meta.tags.iter().map(|tag| tag.trim());
        let tag = tags.find(|tag| by_theme && !tag.is_empty());
        match (tag, themes.iter_mut().find(|theme| theme.tag == tag)) {
            (None, _) => others.push(index),
            (Some(_), Some(theme)) => theme.notes.push(index),
            (Some(_), None) => themes.push(Theme {
                tag,
                notes: vec![index],
            }),
        }
    }
    if !others.is_empty() {
        themes.push(Theme {
            tag: None,
            notes: others,
        });
    }
    themes
}
