//! The two languages of one policy laid side by side: what has no number in common is paired by
//! its place between what has.

use std::collections::{HashMap, HashSet};

use super::anchor::by_themselves;
use super::{Excerpt, PolicySide, named};

/// A side whose headings without a number have the anchors of their counterparts in the other
/// language: between two numbers that both sides have, as many headings of the same levels in the
/// same order are the same headings.
pub fn paired(side: PolicySide, other: &PolicySide) -> PolicySide {
    let mut excerpts = side.excerpts;
    for (at, anchor) in pairs(&excerpts, other) {
        excerpts[at].anchor = anchor;
    }
    PolicySide {
        title: side.title,
        excerpts: named(excerpts),
    }
}

/// As [`paired`], of a side as its file has it: an anchor that the file gives a heading stays.
pub(super) fn paired_in_file(side: PolicySide, other: &PolicySide) -> PolicySide {
    let mut excerpts = side.excerpts;
    let own = by_themselves(&excerpts);
    for (at, anchor) in pairs(&excerpts, other) {
        if excerpts[at].anchor == own[at] {
            excerpts[at].anchor = anchor;
        }
    }
    PolicySide {
        title: side.title,
        excerpts: named(excerpts),
    }
}

/// Which excerpts of a side are headings of the other one, and the anchors that they have there.
fn pairs(excerpts: &[Excerpt], other: &PolicySide) -> Vec<(usize, String)> {
    let other_at: HashMap<&str, usize> = other
        .excerpts
        .iter()
        .enumerate()
        .map(|(at, excerpt)| (excerpt.anchor.as_str(), at))
        .collect();
    let own: HashSet<String> = excerpts.iter().map(|e| e.anchor.clone()).collect();
    let mut pairs: Vec<(usize, String)> = Vec::new();
    let mut pair = |from: (usize, usize), to: (usize, usize)| {
        let alone = |excerpt: &Excerpt| excerpt.level > 0 && excerpt.label.is_empty();
        let ours: Vec<usize> = (from.0..to.0)
            .filter(|at| {
                alone(&excerpts[*at]) && !other_at.contains_key(excerpts[*at].anchor.as_str())
            })
            .collect();
        let theirs: Vec<usize> = (from.1..to.1)
            .filter(|at| {
                let theirs = &other.excerpts[*at];
                alone(theirs) && !own.contains(&theirs.anchor)
            })
            .collect();
        let level = |at: &usize| excerpts[*at].level;
        let their_level = |at: &usize| other.excerpts[*at].level;
        if ours.iter().map(level).eq(theirs.iter().map(their_level)) {
            let anchors = theirs.iter().map(|at| other.excerpts[*at].anchor.clone());
            pairs.extend(ours.into_iter().zip(anchors));
        }
    };
    // Numbers that both have divide the sides, as long as they come in the same order.
    let mut last = (0, 0);
    for (at, excerpt) in excerpts.iter().enumerate() {
        let theirs = other_at.get(excerpt.anchor.as_str()).copied();
        if let Some(theirs) = theirs.filter(|theirs| *theirs >= last.1)
            && !is_definition(excerpt)
        {
            pair(last, (at, theirs));
            last = (at + 1, theirs + 1);
        }
    }
    pair(last, (excerpts.len(), other.excerpts.len()));
    pairs
}

/// Whether an excerpt is headed without a number: each language has its own alphabet.
fn is_definition(excerpt: &Excerpt) -> bool {
    excerpt.label.is_empty() && super::anchor::numbered_part(&excerpt.heading).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyFile;

    fn side(body: &str) -> PolicySide {
        let file = PolicyFile::new(format!("---\ntitle: T\nlang: en\n---\n{body}"));
        file.read("t").unwrap().policy.sides.en.unwrap()
    }

    fn anchors(side: &PolicySide) -> Vec<&str> {
        side.excerpts.iter().map(|e| e.anchor.as_str()).collect()
    }

    #[test]
    fn headings_between_the_same_numbers_are_the_same_headings() {
        let english = side(
            "## Purpose\n\n### 1. Name\n\n1(1) x\n\n## Fees\n\n## Rates\n\n### 2. Fee\n\n## Appendix A: Terms\n\n### box\n\n### can\n",
        );
        let french = side(
            "## Objet\n\n### 1. Nom\n\n1(1) x\n\n## Frais\n\n## Taux\n\n### 2. Droit\n\n## Annexe A : Termes\n\n### boîte {#annex-a-box}\n\n### cruche\n",
        );
        let paired = paired(french.clone(), &english);
        assert_eq!(anchors(&paired), anchors(&english));
        assert_eq!(paired.excerpts[3].heading, "Frais");
    }

    #[test]
    fn headings_that_one_side_lacks_are_left_apart() {
        let english = side("## Purpose\n\n4.1 x\n\n## Fees\n\n4.2 y\n\n## End\n");
        let french = side("## Objet\n\n4.1 x\n\n4.2 y\n\n## Fin\n");
        let paired = paired(french, &english);
        assert_eq!(anchors(&paired), ["purpose", "4.1", "4.2", "end"]);
    }
}
