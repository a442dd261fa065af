//! How fast search is: a made-up notebook of any size, and a race against other ways to search.
//!
//! `corpus` makes the notebook, `questions` draws what is asked of it, `engine` holds those who
//! answer, `serve` runs each in a process of its own, `race` has them run in turn and `report`
//! tells. `memory` does the same for the translation memory, and `word` for the export, on their own.

pub mod corpus;
pub mod engine;
pub mod item;
pub mod machine;
pub mod memory;
pub mod questions;
pub mod race;
pub mod report;
pub mod serve;
pub mod stats;
pub mod word;
