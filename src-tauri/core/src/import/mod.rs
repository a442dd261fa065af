//! Documents made elsewhere → notes and policies, without losing a word.
//!
//! Import never sees a disk: it takes bytes and gives a note or a policy with what was odd.

mod bullets;
mod chrome;
mod columns;
mod dates;
mod decode;
mod drafts;
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
mod word;

use chrono::NaiveDate;

use decode::Content;

use crate::lang::Bilingual;
use crate::note::{Marking, Reference, Side, Status};
use crate::policy::Policy;
use crate::problem::Problem;

/// How much a file may hold when unpacked, in megabytes.
pub const UNPACKED_LIMIT_MB: u64 = 64;

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
    /// Its state, where the document is one in which a note is written or says so.
    pub status: Option<Status>,
    /// The security marking on its pages.
    pub marking: Option<Marking>,
    /// Its themes.
    pub tags: Vec<String>,
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

/// Reads the file called `name`: a Word file, a web page, the XML of a statute, a PDF file's text, or
/// plain text or Markdown, in UTF-8, UTF-16, Windows-1252 or what a page says of itself.
///
/// Whether it is a note or a policy is told from its text. A Word file may be a binder and hold
/// several notes; any other file holds one note or policy.
///
/// # Errors
///
/// The file is of a kind that is not read, is damaged or locked with a password, holds no text, or
/// asks for more memory or time than there is for a document.
pub fn import_bytes(name: &str, bytes: &[u8]) -> Result<Vec<Imported>, ImportError> {
    let stem = decode::stem(name);
    let imported = match decode::decode(name, bytes)? {
        Content::Word(kind) => return word::read(bytes, &kind, stem),
        Content::Text(text) => import(&text, stem)?,
        Content::Page(html) => web::read(&html, stem)?,
        Content::Xml(xml) if statute::is_statute(&xml) => {
            Imported::Policy(Box::new(statute::read(&xml)?))
        }
        Content::Xml(_) => return Err(ImportError::UnknownKind("xml".to_owned())),
        Content::Pdf => import(&pdf::text(bytes)?, stem)?,
    };
    Ok(vec![imported])
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
    /// It is cut short or not made as its kind of file is: what is wrong, in English.
    #[error("the file is damaged: {0}")]
    Damaged(String),
    /// It would unpack to more than can be a document.
    #[error("the file is too large when unpacked")]
    TooLarge,
    /// Its packed parts would take more: so many megabytes are the limit.
    #[error("the file would unpack to more than {0} MB")]
    Unpacked(u64),
    /// It has more parts than a document may.
    #[error("the file has too many parts")]
    TooMany,
    /// It has a document type, with which a small file can claim to be an endless one.
    #[error("XML with a document type is not read")]
    DocumentType,
    /// Its parts stand in one another more deeply than any document's do.
    #[error("nested too deep")]
    TooDeep,
    /// A PDF file of pictures, without a text.
    #[error("the PDF file has no text layer")]
    NoTextLayer,
    /// Reading it did not end in the time that a document may take.
    #[error("reading took too long")]
    TooSlow,
    /// It opens only with a password.
    #[error("the file is locked with a password")]
    PasswordNeeded,
}
