//! Notes → a Word file in the TBS format.
//!
//! `encode` turns one sheet after the other into docx-rs's blocks; docx-rs builds them and the
//! numbering part; a pass over its output (`pass`, `order`) puts in what docx-rs does not write and
//! the schema's order; `look` gives styles and theme, `page` headers and footers, and `package` zips
//! it all. The same notes give the same bytes.

mod art;
mod encode;
mod links;
mod look;
mod numbering;
mod order;
mod package;
mod page;
mod paper;
mod pass;
mod styles;
mod template;

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};
use docx_rs::{DocumentChild, Docx, Numberings, XMLDocx};

use self::art::Art;
use self::encode::Encoder;
use self::look::Look;
use self::numbering::Lists;
use self::package::{Package, Properties};
use super::sheet::{ExportPreview, Sheets, clean, words};
use super::{Citations, ExportOptions, Progress};
use crate::error::{ErrorCode, Failure};
use crate::lang::Lang;
use crate::note::Note;
use crate::xml::{self, Element};

/// What stands between the tags of a note in the file's keywords.
pub(crate) const TAG_SEPARATOR: &str = "; ";

/// Why no Word file could be made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// There is nothing to export: no note, or none has the side asked for.
    #[error("nothing to export")]
    Nothing,
    /// The template is not a Word file that can be used.
    #[error("the template cannot be used: {0}")]
    Template(String),
    /// Whoever asked for it wants it no more.
    #[error("cancelled")]
    Cancelled,
    /// The parts could not be put together.
    #[error("the Word file could not be made: {0}")]
    Build(String),
}

impl From<DocxError> for Failure {
    fn from(error: DocxError) -> Self {
        match error {
            DocxError::Template(reason) => Self::new(ErrorCode::BadTemplate).with("reason", reason),
            DocxError::Nothing => Self::new(ErrorCode::NothingToExport),
            DocxError::Cancelled => Self::new(ErrorCode::Cancelled),
            DocxError::Build(reason) => Self::new(ErrorCode::ExportFailed).with("reason", reason),
        }
    }
}

/// Writes notes as one Word file, in the order given, each side from a new page.
///
/// A side that a note does not have is left out; a note that has only one of two sides asked for
/// side by side stands alone on its pages. `created` is the date in the file's properties;
/// `progress` is told after each sheet.
///
/// # Errors
///
/// [`DocxError::Nothing`] where no note has a side asked for, [`DocxError::Template`] where the
/// template cannot be used, [`DocxError::Cancelled`] where `progress` says to stop.
pub fn write(
    notes: &[&Note],
    options: &ExportOptions,
    citations: &dyn Citations,
    created: DateTime<Utc>,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, DocxError> {
    let mut sheets = Sheets::new(notes, options, citations);
    if sheets.len() == 0 {
        return Err(DocxError::Nothing);
    }
    let look = match &options.template {
        Some(template) => Look::from_template(template, sheets.lang())?,
        None => Look::own(sheets.lang())?,
    };
    sheets.paper = look.paper;
    let properties = properties(notes, &sheets, created);
    assemble(&sheets, &look, &properties, progress)
}

/// One sheet of what [`write()`] makes of the notes, and how many there are.
///
/// # Errors
///
/// Those of [`write()`].
pub fn preview(
    notes: &[&Note],
    options: &ExportOptions,
    citations: &dyn Citations,
    sheet: usize,
) -> Result<ExportPreview, DocxError> {
    let mut sheets = Sheets::new(notes, options, citations);
    if let Some(template) = &options.template {
        sheets.paper = look::paper_of(template)?;
    }
    let last = sheets.len().checked_sub(1).ok_or(DocxError::Nothing)?;
    let sheet = sheets.sheet(sheet.min(last)).ok_or(DocxError::Nothing)?;
    Ok(ExportPreview {
        sheets: sheets.len(),
        sheet,
    })
}

/// What the file says about itself. A file with several notes carries their highest marking.
fn properties(notes: &[&Note], sheets: &Sheets<'_>, created: DateTime<Utc>) -> Properties {
    let in_langs = |word: &dyn Fn(Lang) -> Option<String>| {
        let langs = sheets.langs.iter();
        let mut words: Vec<String> = langs.filter_map(|lang| word(*lang)).collect();
        words.dedup();
        clean(&words.join(" / "))
    };
    let title = in_langs(&|lang| match notes {
        [note] => {
            let side = note.sides[lang].as_ref()?;
            Some(words::title(&side.title, lang))
        }
        _ => Some(words::NOTES[lang].to_owned()),
    });
    let references: Vec<&str> = notes.iter().map(|note| note.reference.as_str()).collect();
    Properties {
        title,
        subject: clean(&references.join(", ")),
        category: in_langs(&|lang| Some(sheets.marking().label(lang).to_owned())),
        keywords: match notes {
            [note] => clean(&note.meta.tags.join(TAG_SEPARATOR)),
            _ => String::new(),
        },
        status: match notes {
            [note] => Some(note.meta.status.key()),
            _ => None,
        },
        language: sheets.lang().tag().to_owned(),
        created,
    }
}

/// Makes one sheet after the other and puts the parts together.
fn assemble(
    sheets: &Sheets<'_>,
    look: &Look,
    properties: &Properties,
    progress: &Progress<'_>,
) -> Result<Vec<u8>, DocxError> {
    let failed = |error: xml::XmlError| DocxError::Build(error.to_string());
    let mut package = Package::default();
    let mut known = HashMap::new();
    let mut related = |package: &mut Package, part: Element, kind: &str, art: Option<&Art>| {
        let part = part.into_part();
        let count = known.len() + 1;
        let add = || {
            let file = format!("{kind}{count}.xml");
            package.add_relationships_of(&file, art.map_or(&[][..], |art| &art.relationships));
            package.add_related(&file, kind, part.clone())
        };
        known.entry(part.clone()).or_insert_with(add).clone()
    };
    let mut encoder = Encoder::default();
    let mut cited = Vec::new();
    let mut lists = Lists::default();
    let mut body = String::new();
    let count = sheets.len();
    for (at, sheet) in (0..count).filter_map(|at| Some((at, sheets.sheet(at)?))) {
        let header = page::header(&sheet, look);
        let header = related(&mut package, header, "header", look.header.as_ref());
        let footer = page::footer(&sheet, look)
            .map(|footer| related(&mut package, footer, "footer", look.footer.as_ref()));
        let section = page::section(&sheet, &header, footer.as_deref());
        let first_list = lists.add(&sheet.lists);
        let (blocks, dress) = encoder.sheet(&sheet, first_list);
        let built = build(blocks, Numberings::new())?;
        cited.extend(sheet.cited);
        let last = at + 1 == count;
        pass::sheet(&built.document, &dress, &section, last, look, &mut body).map_err(failed)?;
        if progress(at + 1, count) == ControlFlow::Break(()) {
            return Err(DocxError::Cancelled);
        }
    }
    package.add_document(pass::document(&body));
    let numbering =
        pass::numbering(&build(Vec::new(), lists.into_numberings())?.numberings).map_err(failed)?;
    package.add_related("numbering.xml", "numbering", numbering.into_part());
    package.add_related("styles.xml", "styles", look.styles.clone().into_part());
    let settings = package::settings(&properties.language, &cited);
    package.add_related("settings.xml", "settings", settings.into_part());
    package.add_related("fontTable.xml", "fontTable", look.fonts.clone().into_part());
    package.add_related("theme/theme1.xml", "theme", look.theme.clone().into_part());
    for picture in &look.pictures {
        package.add_picture(picture);
    }
    for (id, address) in encoder.links.iter() {
        package.add_link(id, address);
    }
    package
        .into_bytes(properties)
        .map_err(|error| DocxError::Build(error.to_string()))
}

/// Lets docx-rs build its parts. It panics on things that do not occur here; should one slip
/// through, the export fails and the program goes on.
fn build(blocks: Vec<DocumentChild>, lists: Numberings) -> Result<XMLDocx, DocxError> {
    let mut docx = Docx::new().numberings(lists);
    docx.document.children = blocks;
    catch_unwind(AssertUnwindSafe(|| docx.build()))
        .map_err(|_| DocxError::Build("docx-rs panicked".to_owned()))
}
