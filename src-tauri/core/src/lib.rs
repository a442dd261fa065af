//! Everything of QP Notes that is not a window or a terminal.
//!
//! The floors, from the ground up (`ARCHITECTURE.md` has the picture): `lang`, `clock`, `section`,
//! `problem`, `error` → [`note`], [`policy`], [`registry`] → [`document`] → [`mod@import`],
//! [`export`], [`checks`], [`translation`]; [`store`] and [`search`] stand beside each other and never meet;
//! [`notebook`] joins them. Nothing here talks to a user: texts leave as codes with parameters.

mod behind;
mod cache;
pub mod checks;
pub mod clock;
pub mod difference;
pub mod document;
pub mod error;
pub mod export;
pub mod history;
pub mod import;
pub mod lang;
pub mod memory;
pub mod note;
pub mod notebook;
pub mod policy;
pub mod problem;
pub mod registry;
pub mod search;
pub mod section;
pub mod store;
pub mod translation;
mod xml;
