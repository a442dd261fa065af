//! Policy documents: what search finds as excerpts and a note cites.

mod file;
mod model;

pub use file::{PolicyFile, ReadPolicy};
pub use model::{Citation, Excerpt, Policy, PolicySide, anchor_of, clause_number, slug_of};
