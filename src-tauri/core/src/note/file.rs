//! stub
use super::Note;
use crate::problem::Problem;

/// A note's file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteFile(String);

/// What reading a note's file gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadNote {
    /// The note.
    pub note: Note,
    /// What was odd.
    pub problems: Vec<Problem>,
}
