//! The façade that joins store and search: what the terminal and the window call.

mod views;

pub use views::{ImportOutcome, NewNote, NoteView, PolicyView, SaveNote, Saved};
