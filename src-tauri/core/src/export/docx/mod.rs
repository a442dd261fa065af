//! Notes → a Word file in the TBS format.
//!
//! The notes' text becomes docx-rs's blocks (`sequential`, `side_by_side`, `content`); docx-rs
//! builds the document and numbering parts; a pass over them (`pass`, `order`) puts in what docx-rs
//! does not write and the schema's order; `look` gives styles and theme, `page` headers and
//! footers, and `package` zips it all. The same notes give the same bytes.

mod content;
mod draft;
mod links;
mod look;
mod numbering;
mod order;
mod package;
mod page;
mod parts;
mod pass;
mod sequential;
mod side_by_side;
mod sources;
mod spans;
mod styles;
mod tables;
mod text;
mod words;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};
use docx_rs::{Docx, XMLDocx};

use self::draft::Draft;
use self::look::Look;
use self::package::{Package, Properties};
use super::{Citations, Layout, SidesWanted};
use crate::lang::{Bilingual, Lang};
use crate::note::{Marking, Note};
use crate::xml::{self, Element};

/// How the Word file is made.
#[derive(Debug, Clone, Default)]
pub struct DocxOptions {
    /// Which sides.
    pub sides: SidesWanted,
    /// How two sides stand.
    pub layout: Layout,
    /// A department's own Word file that lends its styles and theme, as bytes.
    pub template: Option<Vec<u8>>,
}

/// Why no Word file could be made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// There is nothing to export: no note, or none has the side asked for.
    #[error("nothing to export")]
    Nothing,
    /// The template is not a Word file that can be used.
    #[error("the template cannot be used: {0}")]
    Template(String),
    /// The parts could not be put together.
    #[error("the Word file could not be made: {0}")]
    Build(String),
}

/// Writes notes as one Word file, in the order given, each side from a new page.
///
/// A side that a note does not have is left out; a note that has only one of two sides asked for
/// side by side stands alone on its pages. `created` is the date in the file's properties.
///
/// # Errors
///
/// [`DocxError::Nothing`] where no note has a side asked for, [`DocxError::Template`] where the
/// template cannot be used.
pub fn write(
    notes: &[&Note],
    options: &DocxOptions,
    citations: &dyn Citations,
    created: DateTime<Utc>,
) -> Result<Vec<u8>, DocxError> {
    let mut draft = Draft::default();
    for note in notes {
        add(&mut draft, note, options, citations);
    }
    let lang = match options.sides {
        SidesWanted::Fr => Lang::Fr,
        SidesWanted::En => Lang::En,
        SidesWanted::Both => draft.dress.first().map_or(Lang::En, |dress| dress.lang),
    };
    if draft.blocks.is_empty() {
        return Err(DocxError::Nothing);
    }
    let look = match &options.template {
        Some(template) => Look::from_template(template, lang)?,
        None => Look::own(lang)?,
    };
    let properties = properties(notes, options.sides, lang, created);
    assemble(draft, &look, &properties)
}

fn add(draft: &mut Draft, note: &Note, options: &DocxOptions, citations: &dyn Citations) {
    let wanted = |lang| match options.sides {
        SidesWanted::En => lang == Lang::En,
        SidesWanted::Fr => lang == Lang::Fr,
        SidesWanted::Both => true,
    };
    if let (SidesWanted::Both, Layout::SideBySide, Some(en), Some(fr)) = (
        options.sides,
        options.layout,
        &note.sides.en,
        &note.sides.fr,
    ) {
        side_by_side::add(draft, note, Bilingual::new(en, fr), citations);
        return;
    }
    for (lang, side) in note.sides.iter() {
        if let Some(side) = side.as_ref().filter(|_| wanted(lang)) {
            sequential::add(draft, note, side, lang, citations);
        }
    }
}

/// What the file says about itself. A file with several notes carries their highest marking.
fn properties(
    notes: &[&Note],
    sides: SidesWanted,
    lang: Lang,
    created: DateTime<Utc>,
) -> Properties {
    let langs: &[Lang] = match sides {
        SidesWanted::En => &[Lang::En],
        SidesWanted::Fr => &[Lang::Fr],
        SidesWanted::Both => &Lang::ALL,
    };
    let in_langs = |word: &dyn Fn(Lang) -> Option<String>| {
        let mut words: Vec<String> = langs.iter().filter_map(|lang| word(*lang)).collect();
        words.dedup();
        text::clean(&words.join(" / "))
    };
    let title = in_langs(&|lang| match notes {
        [note] => {
            let side = note.sides[lang].as_ref()?;
            Some(words::title(&side.title, lang))
        }
        _ => Some(words::NOTES[lang].to_owned()),
    });
    let highest = notes.iter().map(|note| note.meta.marking).max();
    let marking = highest.unwrap_or(Marking::Unclassified);
    let references: Vec<&str> = notes.iter().map(|note| note.reference.as_str()).collect();
    Properties {
        title,
        subject: text::clean(&references.join(", ")),
        category: in_langs(&|lang| Some(marking.label(lang).to_owned())),
        language: lang.tag().to_owned(),
        created,
    }
}

/// Builds the parts and puts them together.
fn assemble(draft: Draft, look: &Look, properties: &Properties) -> Result<Vec<u8>, DocxError> {
    let failed = |error: xml::XmlError| DocxError::Build(error.to_string());
    let mut package = Package::default();
    let mut known = HashMap::new();
    let mut related = |package: &mut Package, mut part: Element, kind: &str| {
        pass::finish(&mut part, look);
        let part = part.into_part();
        let count = known.len() + 1;
        known
            .entry(part.clone())
            .or_insert_with(|| package.add_related(&format!("{kind}{count}.xml"), kind, part))
            .clone()
    };
    let sections: Vec<Element> = draft
        .pages
        .iter()
        .map(|page| {
            let header = related(&mut package, page.header(), "header");
            let footer = related(&mut package, page.footer(), "footer");
            page.section(&header, &footer)
        })
        .collect();

    let built = build(draft.blocks, draft.lists)?;
    package.add_document(
        pass::document(&built.document, &draft.dress, &sections, look).map_err(failed)?,
    );
    let numbering = pass::numbering(&built.numberings).map_err(failed)?;
    package.add_related("numbering.xml", "numbering", numbering.into_part());
    package.add_related("styles.xml", "styles", look.styles.clone().into_part());
    let settings = package::settings(&properties.language);
    package.add_related("settings.xml", "settings", settings.into_part());
    package.add_related("fontTable.xml", "fontTable", look.fonts.clone().into_part());
    package.add_related("theme/theme1.xml", "theme", look.theme.clone().into_part());
    for (id, address) in draft.links.iter() {
        package.add_link(id, address);
    }
    package
        .into_bytes(properties)
        .map_err(|error| DocxError::Build(error.to_string()))
}

/// Lets docx-rs build its parts. It panics on things that do not occur here; should one slip
/// through, the export fails and the program goes on.
fn build(
    blocks: Vec<docx_rs::DocumentChild>,
    lists: numbering::Lists,
) -> Result<XMLDocx, DocxError> {
    let mut docx = Docx::new().numberings(lists.into_numberings());
    docx.document.children = blocks;
    catch_unwind(AssertUnwindSafe(|| docx.build()))
        .map_err(|_| DocxError::Build("docx-rs panicked".to_owned()))
}
