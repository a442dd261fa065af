//! What an operation that failed tells its caller: a code and parameters, never a sentence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why an operation failed. In JSON in kebab case: `not-found`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// No note, policy or excerpt has that id. Params: `id`.
    NotFound,
    /// The folder is not a notebook. Params: `path`.
    NotANotebook,
    /// A file of that name or id is there already. Params: `id`.
    AlreadyExists,
    /// The notebook's file cannot be read as a note, so it is not written to. Params: `id`.
    NotReadable,
    /// The file cannot be understood. Params: `path`, `reason`.
    BadFile,
    /// The file is no translation memory that can be read. Params: `path`, `line`, `reason`.
    NotTmx,
    /// That kind of file cannot be imported. Params: `path`.
    UnknownFileKind,
    /// Reading from the disk failed. Params: `path`, `reason`.
    ReadFailed,
    /// Writing to the disk failed; the old file is untouched. Params: `path`, `reason`.
    WriteFailed,
    /// The disk is full; the old file is untouched. Params: `path`.
    DiskFull,
    /// Writing is not allowed there; the old file is untouched. Params: `path`.
    NotAllowed,
    /// The front matter could not be changed without touching what is not ours. Params: `field`.
    FrontMatterNotEditable,
    /// The reference number is not usable. Params: `reference`.
    BadReference,
    /// The note is approved or archived, so that only its state may change until it is reopened.
    /// Params: `id`, `status`.
    Locked,
    /// A clause says something else than what was shown of it, or is gone. Params: `citation`.
    ClauseChanged,
    /// The search index failed. Params: `reason`.
    IndexFailed,
    /// No note was named, or none has the side asked for.
    NothingToExport,
    /// Nothing is missing or behind in that language. Params: `lang`.
    NothingToTranslate,
    /// The Word file could not be made. Params: `reason`.
    ExportFailed,
    /// The export was stopped by whoever asked for it.
    Cancelled,
    /// The Word template is not where it was, or cannot be read. Params: `name`.
    TemplateGone,
    /// The Word template could not be used. Params: `reason`.
    BadTemplate,
    /// The name of a saved search is empty or longer than `limit` characters. Params: `name`,
    /// `limit`.
    BadName,
    /// There are as many saved searches as can be kept. Params: `limit`.
    TooMany,
    /// Something that should not happen did. Params: `reason`.
    Internal,
}

impl ErrorCode {
    /// The code in JSON: `not-found`.
    pub fn key(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(key)) => key,
            _ => unreachable!("a unit variant serializes to a string"),
        }
    }
}

/// A failed operation, as it crosses to the window and to the command line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// Why.
    pub code: ErrorCode,
    /// What the sentence about it names; see each code.
    pub params: BTreeMap<String, String>,
}

impl Failure {
    /// A failure without parameters.
    pub const fn new(code: ErrorCode) -> Self {
        Self {
            code,
            params: BTreeMap::new(),
        }
    }

    /// The same failure, with a parameter for its sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?}", self.code, self.params)
    }
}

impl std::error::Error for Failure {}
