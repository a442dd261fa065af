//! Documents made elsewhere → notes and policies, without losing a word.
//!
//! Import never sees a disk: it takes bytes and gives a note or a policy with what was odd.

mod bullets;
mod chrome;
mod columns;
mod dates;
mod decode;
mod escape;
mod headings;
mod if_pressed;
mod labels;
mod language;
mod left_out;
mod lines;
mod markdown;
mod marks;
mod metadata;
mod note_page;
mod paragraphs;
mod pdf;
mod policy_text;
mod rich;
mod statute;
#[cfg(test)]
mod tests;
mod units;
mod web;

use chrono::NaiveDate;

use decode::Decoded;

use crate::lang::Bilingual;
use crate::note::{Reference, Side};
use crate::policy::Policy;
use crate::problem::Problem;
use crate::xml::XmlError;

/// What a document turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// One published or drafted note, one or both sides of it.
    Note(Box<ImportedNote>),
    /// A policy document.
    Policy(Box<ImportedPolicy>),
}

/// A note read from a document. What the document does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedNote {
    /// Its reference number, if it names one that is usable.
    pub reference: Option<Reference>,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// The organization: a code of the reference table, or the name as written.
    pub organization: String,
    /// The minister: a code of the reference table, or the title as written.
    pub minister: String,
    /// The sides that the document holds.
    pub sides: Bilingual<Option<Side>>,
    /// What was odd.
    pub problems: Vec<Problem>,
}

/// A policy read from a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportedPolicy {
    /// The policy; its slug is made from its title and may yet be changed where it is taken.
    pub policy: Policy,
    /// What was odd.
    pub problems: Vec<Problem>,
}

/// Reads the file called `name`: plain text, Markdown, a web page, the XML of a statute, or a PDF
/// file's text; in UTF-8, UTF-16, Windows-1252 or what a page says of itself.
///
/// Whether it is a note or a policy is told from its text.
///
/// # Errors
///
/// The file is of a kind that is not read, is not text, holds none, is damaged, or asks for more
/// memory or time than there is for one.
pub fn import_bytes(name: &str, bytes: &[u8]) -> Result<Imported, ImportError> {
    match decode::decode(name, bytes)? {
        Decoded::Text(text) => import(&text, decode::stem(name)),
        Decoded::Page(html) => web::read(&html, decode::stem(name)),
        Decoded::Xml(xml) => {
            if !statute::is_statute(&xml) {
                return Err(ImportError::UnknownKind("xml".to_owned()));
            }
            statute::read(&xml).map(|policy| Imported::Policy(Box::new(policy)))
        }
        Decoded::Pdf => import(&pdf::text(bytes)?, decode::stem(name)),
    }
}

/// Reads a text, such as one pasted from a published page.
///
/// # Errors
///
/// It is the source of a web page or XML, or holds no word.
pub fn import_text(text: &str) -> Result<Imported, ImportError> {
    decode::refuse_markup(text)?;
    import(text, "")
}

/// Reads a decoded text; `name` is a policy's title where the text has none.
fn import(text: &str, name: &str) -> Result<Imported, ImportError> {
    let text = decode::normalised(text);
    if !text.contains(char::is_alphanumeric) {
        return Err(ImportError::Empty);
    }
    Ok(if labels::is_note(&text) {
        Imported::Note(Box::new(note_page::read(&text)))
    } else {
        Imported::Policy(Box::new(policy_text::read(&text, name)))
    })
}

/// Why a document cannot be imported at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is of a kind that is not read (yet): the name's extension or what was found inside.
    #[error("cannot import this kind of file: {0}")]
    UnknownKind(String),
    /// It holds no text.
    #[error("the file holds no text")]
    Empty,
    /// It is text in no encoding that is known.
    #[error("the file is not text in a known encoding")]
    NotText,
    /// It says what kind it is, and is not well-formed: the kind.
    #[error("the {0} file is damaged")]
    Damaged(&'static str),
    /// It has a document type, with which a small file can claim to be an endless one.
    #[error("XML with a document type is not read")]
    DocumentType,
    /// Its parts stand in one another more deeply than any document's do.
    #[error("nested too deep")]
    TooDeep,
    /// It is larger, or would take more memory, than a document may.
    #[error("too large")]
    TooLarge,
    /// It opens only with a password.
    #[error("protected by a password")]
    Password,
    /// A PDF file of pictures, without a text.
    #[error("the PDF file has no text layer")]
    NoTextLayer,
    /// Reading it did not end in the time that a document may take.
    #[error("reading took too long")]
    TooSlow,
}

impl From<XmlError> for ImportError {
    fn from(error: XmlError) -> Self {
        match error {
            XmlError::DocumentType => Self::DocumentType,
            XmlError::TooDeep => Self::TooDeep,
            XmlError::NotWellFormed(_) => Self::Damaged("xml"),
        }
    }
}
