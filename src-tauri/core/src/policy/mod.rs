//! Policy documents: what search finds as excerpts and a note cites.

mod anchor;
mod cite;
mod file;
mod join;
mod model;
mod rows;

pub(crate) use anchor::named;
pub use anchor::{anchor_of, anchor_of_number, clause_number, clause_sign};
pub use file::{PolicyFile, ReadPolicy};
pub use join::paired;
pub use model::{Citation, Excerpt, Policy, PolicyKind, PolicySide, slug_of};
pub(crate) use rows::{anchors, side_by_side};
