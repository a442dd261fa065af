//! What an id as a person types it stands for: a whole one, a part of one, in any case.

use super::Notebook;
use crate::registry::folded;
use crate::store::{ItemKind, ItemSummary};

/// Fewer letters and figures than these, found in the midst of a word, stand for too much.
const LEAST: usize = 3;

impl Notebook {
    /// The notes and policies that an id may stand for, as `items` has them: one where it is plain,
    /// several where it is not, none where nothing is called so. Only of one kind, if one is named.
    ///
    /// What is exactly so comes before what differs in case, accents and hyphens, that before what
    /// has the id's parts side by side (`00044`, `44`, `2026-qp`, `social-media`), and that before
    /// what has its letters and figures anywhere. What cannot be read is not among them.
    pub fn find_item(&self, typed: &str, kind: Option<ItemKind>) -> Vec<ItemSummary> {
        let typed = Typed::new(typed);
        let mut found: Vec<(Closeness, ItemSummary)> = self
            .items()
            .into_iter()
            .filter(|item| item.readable && kind.is_none_or(|kind| item.kind == kind))
            .filter_map(|item| Some((typed.closeness(&item.id)?, item)))
            .collect();
        let best = found.iter().map(|(closeness, _)| *closeness).min();
        found.retain(|(closeness, _)| Some(*closeness) == best);
        // A note and a policy of one name: the note is meant.
        if best == Some(Closeness::Exact) {
            found.truncate(1);
        }
        found.into_iter().map(|(_, item)| item).collect()
    }
}

/// How close an id is to what was typed, the closest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    Exact,
    Alike,
    Parts,
    Within,
}

/// What was typed, ready to be compared.
struct Typed<'a> {
    text: &'a str,
    parts: Vec<String>,
    joined: String,
}

impl<'a> Typed<'a> {
    fn new(text: &'a str) -> Self {
        let text = text.trim();
        let parts = parts(text);
        Self {
            text,
            joined: parts.concat(),
            parts,
        }
    }

    fn closeness(&self, id: &str) -> Option<Closeness> {
        if self.parts.is_empty() {
            return None;
        }
        if id == self.text {
            return Some(Closeness::Exact);
        }
        let other = parts(id);
        let joined = other.concat();
        let side_by_side = |window: &[String]| {
            let mut pairs = window.iter().zip(&self.parts);
            pairs.all(|(one, typed)| same_part(one, typed))
        };
        if joined == self.joined {
            Some(Closeness::Alike)
        } else if other.windows(self.parts.len()).any(side_by_side) {
            Some(Closeness::Parts)
        } else if self.joined.len() >= LEAST && joined.contains(&self.joined) {
            Some(Closeness::Within)
        } else {
            None
        }
    }
}

/// The letters and figures of an id between its hyphens, in lower case and without accents.
fn parts(id: &str) -> Vec<String> {
    let folded = folded(id);
    folded.split_whitespace().map(str::to_owned).collect()
}

/// Whether two parts are the same; of numbers, whatever zeros they begin with.
fn same_part(one: &str, other: &str) -> bool {
    let number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    one == other
        || (number(one)
            && number(other)
            && one.trim_start_matches('0') == other.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const IDS: [&str; 5] = [
        "TBS-2026-QP-11-00012",
        "TBS-2025-QP-06-00012",
        "FCSD_DEC2022_022",
        "guide-réseaux-sociaux",
        "guide-réseaux-sociaux-annexe",
    ];

    fn found(typed: &str) -> Vec<&'static str> {
        let typed = Typed::new(typed);
        let all: Vec<_> = IDS
            .into_iter()
            .filter_map(|id| Some((typed.closeness(id)?, id)))
            .collect();
        let best = all.iter().map(|(closeness, _)| *closeness).min();
        all.into_iter()
            .filter(|(closeness, _)| Some(*closeness) == best)
            .map(|(_, id)| id)
            .collect()
    }

    #[test]
    fn an_id_is_known_by_its_parts_in_any_case_and_without_its_hyphens() {
        for (typed, ids) in [
            ("TBS-2026-QP-11-00012", &IDS[..1]),
            (" tbs-2026-qp-11-00012 ", &IDS[..1]),
            ("tbs2026qp1100012", &IDS[..1]),
            ("2025-QP", &IDS[1..2]),
            ("00012", &IDS[..2]),
            ("12", &IDS[..2]),
            ("11-12", &IDS[..1]),
            ("022", &IDS[2..3]),
            ("dec2022", &IDS[2..3]),
            ("guide-reseaux-sociaux", &IDS[3..4]),
            ("reseaux", &IDS[3..]),
            ("QP1100012", &IDS[..1]),
            ("annex", &IDS[4..]),
        ] {
            assert_eq!(found(typed), ids, "{typed:?}");
        }
    }

    #[test]
    fn what_is_nowhere_or_too_short_is_nothing() {
        for typed in ["", "-", "99999", "a, b", "01", "x"] {
            assert_eq!(found(typed), [""; 0], "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn every_id_is_found_by_itself(id in "[A-Za-z0-9é][A-Za-z0-9_é-]{0,30}") {
            prop_assert_eq!(Typed::new(&id).closeness(&id), Some(Closeness::Exact));
            let lower = id.to_lowercase();
            prop_assert!(Typed::new(&lower).closeness(&id) <= Some(Closeness::Alike));
        }
    }
}
