//! The two languages of one policy as lines to read: what is the same excerpt stands side by side.

use std::collections::HashMap;

use super::{Excerpt, Policy};
use crate::lang::{Bilingual, Lang};

impl Policy {
    /// The lines of the policy in the order of the side in `lead`: each says which excerpt of each
    /// side stands in it, counted from 0. Every excerpt stands in one line. What the other side
    /// alone has comes behind what it follows there; definitions follow the alphabet of `lead`.
    pub fn rows(&self, lead: Lang) -> Vec<Bilingual<Option<usize>>> {
        let lead = if self.sides[lead].is_some() {
            lead
        } else {
            lead.other()
        };
        let Some(leading) = &self.sides[lead] else {
            return Vec::new();
        };
        let other = self.sides[lead.other()].as_ref();
        let excerpts = other.map_or(&[][..], |side| &side.excerpts);
        let lines = side_by_side(&anchors(&leading.excerpts), &anchors(excerpts));
        let row = |(first, second)| match lead {
            Lang::En => Bilingual::new(first, second),
            Lang::Fr => Bilingual::new(second, first),
        };
        lines.into_iter().map(row).collect()
    }

    /// The anchor that the excerpt has now which an anchor names, in either language; see
    /// [`super::PolicySide::excerpt`] for what is understood.
    pub fn anchor_now(&self, anchor: &str) -> Option<&str> {
        let sides = self.sides.iter().filter_map(|(_, side)| side.as_ref());
        let mut found = sides.filter_map(|side| side.excerpt(anchor));
        found.next().map(|excerpt| excerpt.anchor.as_str())
    }
}

/// The anchors of some excerpts, in their order.
pub(crate) fn anchors(excerpts: &[Excerpt]) -> Vec<&str> {
    excerpts.iter().map(|one| one.anchor.as_str()).collect()
}

/// Two lists of names as lines, in the order of the first: the places of equal names stand together,
/// and what the second alone has comes behind what it follows there.
pub(crate) fn side_by_side(first: &[&str], second: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
    let at: HashMap<&str, usize> = first.iter().copied().zip(0..).collect();
    let mut partners = vec![None; first.len()];
    // What follows each place of the first list; before all of them, what follows none.
    let mut following = vec![Vec::new(); first.len() + 1];
    let mut last = 0;
    for (place, name) in second.iter().enumerate() {
        match at.get(name) {
            Some(there) if partners[*there].is_none() => {
                partners[*there] = Some(place);
                last = there + 1;
            }
            _ => following[last].push(place),
        }
    }
    let mut lines = Vec::with_capacity(first.len().max(second.len()));
    for (slot, alone) in following.into_iter().enumerate() {
        if let Some(place) = slot.checked_sub(1) {
            lines.push((Some(place), partners[place]));
        }
        lines.extend(alone.into_iter().map(|place| (None, Some(place))));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyFile;
    use proptest::prelude::*;

    fn policy(body: &str) -> Policy {
        let text = format!("---\ntitle:\n  en: T\n  fr: T\nlang: [en, fr]\n---\n{body}");
        PolicyFile::new(text).read("t").unwrap().policy
    }

    fn shown(policy: &Policy, lead: Lang) -> Vec<String> {
        let name = |lang: Lang, place: Option<usize>| {
            let side = policy.sides[lang].as_ref();
            place.map_or("-".to_owned(), |place| {
                let excerpt = &side.unwrap().excerpts[place];
                format!("{}{}", excerpt.label, excerpt.heading)
            })
        };
        let rows = policy.rows(lead).into_iter();
        rows.map(|row| format!("{} | {}", name(Lang::En, row.en), name(Lang::Fr, row.fr)))
            .collect()
    }

    #[test]
    fn clauses_and_headings_stand_beside_their_counterparts() {
        let policy = policy(
            "# English\n\n## Purpose\n\n4.1 x\n\n## Only here\n\n74(c) y\n\n# Français\n\n## Objet\n\n4.1 x\n\n4.2 ici\n\n74c) y\n",
        );
        assert_eq!(
            shown(&policy, Lang::En),
            [
                "Purpose | Objet",
                "4.1 | 4.1",
                "- | 4.2",
                "Only here | -",
                "74(c) | 74c)"
            ]
        );
    }

    #[test]
    fn definitions_follow_the_alphabet_of_the_language_that_leads() {
        let policy = policy(
            "# English\n\n## 3. Definitions\n\n### box\n\n### can\n\n# Français\n\n## 3. Définitions\n\n### boîte {#3-can}\n\n### caisse {#3-box}\n",
        );
        assert_eq!(
            shown(&policy, Lang::En)[1..],
            ["box | caisse", "can | boîte"]
        );
        assert_eq!(
            shown(&policy, Lang::Fr)[1..],
            ["can | boîte", "box | caisse"]
        );
    }

    #[test]
    fn a_policy_in_one_language_has_its_lines_whichever_leads() {
        let mut policy = policy("# English\n\n## Purpose\n\n4.1 x\n\n# Français\n");
        policy.sides.fr = None;
        let expected = ["Purpose | -", "4.1 | -"];
        assert_eq!(shown(&policy, Lang::Fr), expected);
        assert_eq!(shown(&policy, Lang::En), expected);
        assert_eq!(Policy::default().rows(Lang::En), []);
    }

    #[test]
    fn an_anchor_of_either_language_or_of_before_leads_to_the_one_of_now() {
        let policy = policy(
            "# English\n\n## Appendix B: Tables\n\n74(c) x\n\n# Français\n\n## Annexe B : Tableaux\n\n74c) x\n\n75a) y\n",
        );
        for (asked, now) in [
            ("74(c)", Some("annex-b-74(c)")),
            ("74c)", Some("annex-b-74(c)")),
            ("appendix-b-tables", Some("annex-b")),
            ("annex-b", Some("annex-b")),
            ("76", None),
        ] {
            assert_eq!(policy.anchor_now(asked), now, "{asked}");
        }
    }

    proptest! {
        #[test]
        fn every_excerpt_stands_in_one_line(
            first in "([a-f]){0,8}", second in "([a-f]){0,8}"
        ) {
            let first: Vec<&str> = first.split_terminator("").skip(1).collect();
            let second: Vec<&str> = second.split_terminator("").skip(1).collect();
            let lines = side_by_side(&first, &second);
            let mut left: Vec<usize> = lines.iter().filter_map(|(left, _)| *left).collect();
            left.sort_unstable();
            prop_assert_eq!(left, (0..first.len()).collect::<Vec<_>>());
            let mut right: Vec<usize> = lines.iter().filter_map(|(_, right)| *right).collect();
            right.sort_unstable();
            prop_assert_eq!(right, (0..second.len()).collect::<Vec<_>>());
            for (left, right) in lines {
                if let (Some(left), Some(right)) = (left, right) {
                    prop_assert_eq!(first[left], second[right]);
                }
            }
        }
    }
}
