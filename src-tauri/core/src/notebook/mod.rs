//! The façade that joins store and search: what the terminal and the window call.

mod views;

pub use views::{
    Change, Conflict, ConflictText, ImportOutcome, ItemKind, ItemSummary, NewNote, NoteView,
    PolicyView, SaveNote, Saved,
};
