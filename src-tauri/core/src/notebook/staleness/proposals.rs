//! Which clauses say by now what a cited one said.

use super::{Proposal, labels, lines, titles};
use crate::lang::{Bilingual, Lang};
use crate::notebook::cited::Says;
use crate::notebook::said::{Clauses, bag};
use crate::policy::Citation;

/// How much of its words a clause must share with what was cited to be proposed in its place, in
/// hundredths.
const ALIKE: u8 = 60;

/// So many clauses are proposed, the closest ones.
const PROPOSED: usize = 3;

/// Once so many clauses were looked at, no further policy is.
const LOOKED_AT: usize = 10_000;

/// Fewer words than these tell no clause from another.
const FEWEST_WORDS: usize = 3;

/// The clauses of some policies that say by now what a clause `was`, the closest first; none that
/// says less of it than the clause itself does `now`. Policies are looked at in their order, until
/// there were many clauses.
pub(super) fn proposals(
    cited: &Citation,
    was: &Says,
    now: &Says,
    slugs: &[String],
    clauses: &Clauses<'_>,
) -> Vec<Proposal> {
    let was: Bilingual<Vec<String>> = was.as_ref().map(|_, said| bag(said.as_deref()));
    if was.iter().all(|(_, words)| words.len() < FEWEST_WORDS) {
        return Vec::new();
    }
    let now = now.as_ref().map(|_, said| bag(said.as_deref()));
    let least = ALIKE.max(likeness(&was, &now).saturating_add(1));
    let mut found: Vec<(u8, Citation)> = Vec::new();
    let mut looked_at = 0;
    for slug in slugs {
        if looked_at >= LOOKED_AT {
            break;
        }
        looked_at += clauses.words(slug).len();
        for clause in clauses.words(slug).iter() {
            let likeness = likeness(&was, &clause.words);
            if likeness < least {
                continue;
            }
            let citation = Citation {
                slug: slug.clone(),
                anchor: clause.anchor.clone(),
            };
            if citation != *cited {
                found.push((likeness, citation));
            }
        }
    }
    found.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
    found.truncate(PROPOSED);
    let proposal = |(likeness, citation): (u8, Citation)| {
        let read = clauses.policy(&citation.slug)?;
        let said = clauses.said(&citation)?;
        Some(Proposal {
            title: titles(&read.policy),
            label: labels(&read.policy, &citation),
            text: said.says.as_ref().map(|_, said| lines(said.as_deref())),
            citation,
            likeness,
        })
    };
    found.into_iter().filter_map(proposal).collect()
}

/// How much of the words of both is the same, in hundredths, in the language in which more is.
fn likeness(a: &Bilingual<Vec<String>>, b: &Bilingual<Vec<String>>) -> u8 {
    Lang::ALL
        .into_iter()
        .map(|lang| shared(&a[lang], &b[lang]))
        .max()
        .unwrap_or(0)
}

fn shared(a: &[String], b: &[String]) -> u8 {
    if a.len() < FEWEST_WORDS || b.len() < FEWEST_WORDS {
        return 0;
    }
    let (mut at, mut same) = (0, 0);
    for word in a {
        while b.get(at).is_some_and(|other| other < word) {
            at += 1;
        }
        if b.get(at) == Some(word) {
            at += 1;
            same += 1;
        }
    }
    u8::try_from(200 * same / (a.len() + b.len())).unwrap_or(100)
}
