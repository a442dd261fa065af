//! Documents made elsewhere → notes and policies, without losing a word.
//!
//! Import never sees a disk: it takes bytes and gives a note or a policy with what was odd.

use chrono::NaiveDate;

use crate::lang::Bilingual;
use crate::note::{Reference, Side};
use crate::policy::Policy;
use crate::problem::Problem;

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
}

/// Stand-in until import joins.
pub fn import_bytes(name: &str, _: &[u8]) -> Result<Imported, ImportError> {
    Err(ImportError::UnknownKind(name.to_owned()))
}
