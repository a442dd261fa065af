//! What a note cites.

use super::parse;
use crate::note::{Note, Side};
use crate::policy::Citation;
use crate::section::Section;

/// The policies and clauses that a note cites in either language, each once, in the order of their
/// names.
pub fn cited_in(note: &Note) -> Vec<Citation> {
    let sides = note.sides.iter();
    let mut found: Vec<Citation> = sides
        .filter_map(|(_, side)| side.as_ref())
        .flat_map(cited_in_side)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The policies and clauses that one side of a note cites, each once, in the order of their names.
pub fn cited_in_side(side: &Side) -> Vec<Citation> {
    let sections = Section::BODY
        .into_iter()
        .filter_map(|section| side.text(section));
    let blocks = side.if_pressed.iter().map(|block| block.text.as_str());
    let mut found: Vec<Citation> = sections
        .chain(blocks)
        .filter(|text| text.contains("[@"))
        .flat_map(|text| parse(text).citations())
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}
