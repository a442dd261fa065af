//! The command line's contract, tested as a contract: every command, its JSON, its exit codes, its
//! words in both languages, on real notebooks in temporary folders.

mod answers;
mod changes;
mod drafting;
mod memory;
mod narrowing;
mod policies;
mod qp;
mod query_language;
mod usage;
