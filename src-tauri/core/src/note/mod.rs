//! The bilingual QP note: its model, its reference number and its file format.

mod change;
mod file;
mod front_matter;
mod model;
mod outline;
mod reference;
mod states;
mod text;

pub use change::{Applied, Base, Change, Conflict, ConflictText, apply};
pub(crate) use file::side_name;
pub use file::{NoteFile, ReadNote};
pub(crate) use front_matter::scalar;
pub use front_matter::{FrontMatter, FrontMatterError};
pub use model::{IfPressed, Marking, Metadata, Note, Side, Status, UnknownValue};
pub(crate) use reference::safe_stem;
pub use reference::{InvalidReference, Reference};
pub use states::StateChange;
pub use text::{ContentHash, body_text, content_hash};
