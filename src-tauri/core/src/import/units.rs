//! Excerpts while a document with a structure of its own is read.

use super::rich::markdown;
use crate::document::Block;
use crate::policy::{Excerpt, named};

/// An excerpt without its text, what it says, and what its heading is in English where that names
/// it in both languages, as a defined term does.
#[derive(Debug, Default)]
pub(super) struct Unit {
    pub(super) excerpt: Excerpt,
    pub(super) english: Option<String>,
    pub(super) blocks: Vec<Block>,
}

/// The excerpts with their texts and anchors.
pub(super) fn excerpts(mut units: Vec<Unit>) -> Vec<Excerpt> {
    for unit in &mut units {
        unit.excerpt.text = markdown(std::mem::take(&mut unit.blocks));
    }
    let shadows = units
        .iter()
        .map(|unit| Excerpt {
            heading: unit
                .english
                .clone()
                .unwrap_or_else(|| unit.excerpt.heading.clone()),
            ..unit.excerpt.clone()
        })
        .collect();
    let shadows = named(shadows);
    let mut excerpts: Vec<Excerpt> = units.into_iter().map(|unit| unit.excerpt).collect();
    for (excerpt, shadow) in excerpts.iter_mut().zip(shadows) {
        excerpt.anchor = shadow.anchor;
    }
    named(excerpts)
}
