//! What crosses from the notebook to whoever shows it, and back.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Place;
use crate::error::Failure;
use crate::lang::Bilingual;
use crate::note::{Change, Conflict, ContentHash, Note, Reference, StateChange};
use crate::policy::Policy;
use crate::problem::Problem;
use crate::store::ItemKind;
use crate::translation::Translation;

/// A note opened for reading and drafting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteView {
    /// The note.
    pub note: Note,
    /// The fingerprint of the file it was read from: the base of the next save.
    pub hash: ContentHash,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
    /// The states it was put in, by whom and when, oldest first.
    pub states: Vec<StateChange>,
    /// How its two sides stand to each other, section by section.
    pub translations: Vec<Translation>,
}

/// A policy opened for reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PolicyView {
    /// The policy.
    pub policy: Policy,
    /// Its lines in the order of each language, as [`Policy::rows`] has them.
    pub rows: Bilingual<Vec<Bilingual<Option<usize>>>>,
    /// The address of its page in each language, or where else it is from.
    pub sources: Bilingual<Option<String>>,
    /// The excerpt that was asked for, as it is called now; `None` where none was, or it is gone.
    pub anchor: Option<String>,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
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
    /// Why some changes could not be written although the others were.
    pub failures: Vec<Failure>,
}

/// How a new note starts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct NewNote {
    /// The note whose text, organization, minister and tags it takes over; empty otherwise.
    pub from: Option<Reference>,
    /// The sections whose text it takes over; all where this is `null`.
    #[ts(optional = nullable)]
    pub places: Option<Vec<Place>>,
}

/// What importing one file did, or one of the notes in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportOutcome {
    /// The file's path as it was given, or empty for pasted text.
    pub path: String,
    /// Which note of the file this is, from 0: a binder holds several.
    pub part: usize,
    /// What it became; `null` where it could not be imported.
    pub kind: Option<ItemKind>,
    /// The note or policy it became or joined; `null` where it could not be imported.
    pub id: Option<String>,
    /// What was odd, or why it could not be imported.
    pub problems: Vec<Problem>,
}

/// An item that another program has changed, added or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ItemChange {
    /// What it is.
    pub kind: ItemKind,
    /// Its reference or slug; its path where it cannot be read.
    pub id: String,
}
