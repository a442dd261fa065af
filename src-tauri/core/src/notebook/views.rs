//! What crosses from the notebook to whoever shows it, and back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::lang::{Bilingual, Lang};
use crate::note::{ContentHash, IfPressed, Marking, Metadata, Note, Reference, Status};
use crate::policy::Policy;
use crate::problem::Problem;
use crate::section::Section;

/// What an item of the notebook is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// A note.
    Note,
    /// A policy.
    Policy,
}

/// One line of the notebook's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemSummary {
    /// The note's reference or the policy's slug; for a file that cannot be read, its path in the
    /// notebook with `/`.
    pub id: String,
    /// What it is.
    pub kind: ItemKind,
    /// The title in each language, `null` where that side is missing.
    pub title: Bilingual<Option<String>>,
    /// The note's date, or the policy's (modified, else issued).
    pub date: Option<NaiveDate>,
    /// The note's state; `null` for a policy and a file that cannot be read.
    pub status: Option<Status>,
    /// The note's organization code or name; empty for a policy.
    pub organization: String,
    /// The note's minister code or title; empty for a policy.
    pub minister: String,
    /// The note's marking; `null` for a policy and a file that cannot be read.
    pub marking: Option<Marking>,
    /// Whether the file could be read as a note or policy. What cannot be read is not opened.
    pub readable: bool,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
}

/// A note opened for reading and drafting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteView {
    /// The note.
    pub note: Note,
    /// The fingerprint of the file it was read from: the base of the next save.
    pub hash: ContentHash,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
}

/// A policy opened for reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PolicyView {
    /// The policy.
    pub policy: Policy,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
}

/// A change to one part of a note: what it was when the change began, and what it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Change {
    /// The text of the title or of one of the four sections (not of the if-pressed blocks).
    Text {
        /// The side.
        lang: Lang,
        /// The section.
        section: Section,
        /// Its text when the change began; empty where the side did not exist.
        was: String,
        /// Its text now.
        now: String,
    },
    /// The if-pressed blocks of a side.
    IfPressed {
        /// The side.
        lang: Lang,
        /// The blocks when the change began.
        was: Vec<IfPressed>,
        /// The blocks now.
        now: Vec<IfPressed>,
    },
    /// The metadata; only the fields that differ are written.
    Metadata {
        /// The metadata when the change began.
        was: Metadata,
        /// The metadata now.
        now: Metadata,
    },
}

/// A request to save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveNote {
    /// Which note.
    pub reference: Reference,
    /// The fingerprint of the file on which the changes are based.
    pub base: ContentHash,
    /// The changes, at most one a part.
    pub changes: Vec<Change>,
}

/// What a save did. Everything that could be written was; what another program had changed in the
/// same place meanwhile was left as that program wrote it, and is in `conflicts` with both texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Saved {
    /// The note as it is on disk now, with its new fingerprint.
    pub view: NoteView,
    /// Where both this save and another program changed the same part.
    pub conflicts: Vec<Conflict>,
}

/// The same part changed in two places. `ours` was not written; it is kept in the recovery folder
/// until somebody decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Conflict {
    /// The side; `null` for metadata.
    pub lang: Option<Lang>,
    /// The section; `null` for metadata.
    pub section: Option<Section>,
    /// The two states.
    pub texts: ConflictText,
}

/// The two states of a part that is in conflict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum ConflictText {
    /// Two texts.
    Text {
        /// What this save wanted.
        ours: String,
        /// What is on disk.
        theirs: String,
    },
    /// Two lists of if-pressed blocks.
    IfPressed {
        /// What this save wanted.
        ours: Vec<IfPressed>,
        /// What is on disk.
        theirs: Vec<IfPressed>,
    },
    /// Two states of the metadata.
    Metadata {
        /// What this save wanted.
        ours: Metadata,
        /// What is on disk.
        theirs: Metadata,
    },
}

/// How a new note starts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NewNote {
    /// The note whose text, organization, minister and tags it takes over; empty otherwise.
    pub from: Option<Reference>,
}

/// What importing one file did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportOutcome {
    /// The file's path as it was given, or empty for pasted text.
    pub path: String,
    /// What it became; `null` where it could not be imported.
    pub kind: Option<ItemKind>,
    /// The note or policy it became or joined; `null` where it could not be imported.
    pub id: Option<String>,
    /// What was odd, or why it could not be imported.
    pub problems: Vec<Problem>,
}
