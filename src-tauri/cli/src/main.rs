//! The command line `qp`: the same work as the window, without one.

mod arguments;
mod json;
mod language;
mod messages;
mod print;
mod usage;

fn main() {}
