//! What citations lead to, in the words of each language: what the window shows in their place.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Notebook;
use super::said::Clauses;
use crate::lang::{Bilingual, Lang};
use crate::note::Reference;
use crate::policy::{Citation, Policy};

/// After so many days a note counts half for what is usually cited.
const HALF_LIFE: f64 = 120.0;
/// What a note counts that has no date.
const UNDATED: f64 = 0.25;

/// A clause, or a whole policy, as a text in one language cites it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Clause {
    /// The language of the words: the one asked for, or the only one that the policy has the clause in.
    pub lang: Lang,
    /// What it is called where it is cited (`s. 74(c)`, `al. 74c)`); empty for a whole policy.
    pub label: String,
    /// The policy's title.
    pub title: String,
    /// The clause's heading without its number; empty where it has none.
    pub heading: String,
    /// The clause's own text in Markdown; empty for a whole policy.
    pub text: String,
    /// The web address of the policy's page, where it has one.
    pub address: Option<String>,
}

/// What a citation leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CitedClause {
    /// The citation.
    pub citation: Citation,
    /// What it leads to for a text in each language; `null` in both where it leads nowhere.
    pub clause: Bilingual<Option<Clause>>,
    /// Whether the notebook has the policy: if so, a citation that leads nowhere names a clause that
    /// the policy does not have.
    pub has_policy: bool,
}

impl Notebook {
    /// What citations lead to, in their order. Each policy is read once.
    pub fn describe(&self, citations: &[Citation]) -> Vec<CitedClause> {
        let clauses = Clauses::of(self);
        let mut described = Vec::with_capacity(citations.len());
        for citation in citations {
            let policy = clauses.policy(&citation.slug);
            let clause = |lang| clause(&policy.as_ref()?.policy, &citation.anchor, lang);
            described.push(CitedClause {
                citation: citation.clone(),
                clause: Bilingual::new(clause(Lang::En), clause(Lang::Fr)),
                has_policy: policy.is_some(),
            });
        }
        described
    }

    /// What the notes cite most and last, first what is most likely cited again: each note counts
    /// for as much as it is new, by its date. What the note `except` cites is no reason, nor is it
    /// left out.
    pub fn usual_citations(&self, except: Option<&Reference>, limit: usize) -> Vec<Citation> {
        let today = self.clock.today();
        let mut weights: HashMap<Citation, f64> = HashMap::new();
        for item in self.items() {
            if except.is_some_and(|except| except.as_str() == item.id) {
                continue;
            }
            let weight = item.date.map_or(UNDATED, |date| {
                let days = (today - date).num_days().clamp(0, 36_500);
                0.5_f64.powf(f64::from(i32::try_from(days).unwrap_or(i32::MAX)) / HALF_LIFE)
            });
            for citation in item.cites {
                *weights.entry(citation).or_default() += weight;
            }
        }
        let mut usual: Vec<(Citation, f64)> = weights.into_iter().collect();
        usual.sort_by(|(a, x), (b, y)| y.total_cmp(x).then_with(|| a.cmp(b)));
        usual.truncate(limit);
        usual.into_iter().map(|(citation, _)| citation).collect()
    }
}

fn clause(policy: &Policy, anchor: &str, lang: Lang) -> Option<Clause> {
    let (found, label) = policy.cited_as(anchor, lang)?;
    let side = policy.sides[found].as_ref()?;
    let excerpt = policy.excerpt(anchor)[found];
    let text = |part: fn(&crate::policy::Excerpt) -> &String| {
        excerpt.map(part).cloned().unwrap_or_default()
    };
    Some(Clause {
        lang: found,
        label,
        title: side.title.clone(),
        heading: text(|excerpt| &excerpt.heading),
        text: text(|excerpt| &excerpt.text),
        address: policy.page_in(lang),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notebook::tests::Bench;
    use crate::store::atomic_write;

    const ACT: &str = "---\ntitle:\n  en: Umbrella Act\n  fr: Loi sur les parapluies\nkind: act\n\
         source: https://laws-lois.justice.gc.ca/eng/acts/U-1/\nlang: [en, fr]\n---\n# English\n\n\
         ### 7. Lending\n\n7(a) Every *umbrella* is lent.\n\n## Colours\n\nBlack.\n\n\
         # Français\n\n### 7. Prêt\n\n7a) Tout parapluie est prêté.\n";

    fn notebook() -> (Bench, Notebook) {
        let bench = Bench::new();
        let notebook = bench.open();
        let file = notebook.folder().join("policy/umbrella-act.md");
        atomic_write(&file, ACT.as_bytes()).unwrap();
        notebook.look(None).unwrap();
        (bench, notebook)
    }

    fn described(text: &str) -> CitedClause {
        let (_bench, notebook) = notebook();
        notebook.describe(&[text.parse().unwrap()]).remove(0)
    }

    #[test]
    fn a_citation_is_told_in_the_words_of_each_language() {
        // As either language writes the clause.
        for anchor in ["7(a)", "7a)"] {
            let CitedClause { clause, .. } = described(&format!("[@umbrella-act#{anchor}]"));
            let (en, fr) = (clause.en.unwrap(), clause.fr.unwrap());
            assert_eq!((en.lang, en.label.as_str()), (Lang::En, "s.\u{a0}7(a)"));
            assert_eq!((fr.lang, fr.label.as_str()), (Lang::Fr, "al.\u{a0}7a)"));
            assert_eq!(en.text, "Every *umbrella* is lent.");
            assert_eq!(fr.text, "Tout parapluie est prêté.");
            assert_eq!(fr.title, "Loi sur les parapluies");
            let address = "https://laws-lois.justice.gc.ca/fra/lois/U-1/";
            assert_eq!(fr.address.as_deref(), Some(address));
        }
    }

    #[test]
    fn what_one_language_alone_has_is_told_in_that_language() {
        let french = described("[@umbrella-act#colours]").clause.fr.unwrap();
        assert_eq!(french.lang, Lang::En);
        assert_eq!(
            (french.label.as_str(), french.heading.as_str()),
            ("Colours", "Colours")
        );
        assert_eq!(
            (french.title.as_str(), french.text.as_str()),
            ("Umbrella Act", "Black.")
        );
    }

    #[test]
    fn a_whole_policy_is_told_by_its_title() {
        let english = described("[@umbrella-act]").clause.en.unwrap();
        assert_eq!(english.title, "Umbrella Act");
        assert_eq!((english.label.as_str(), english.text.as_str()), ("", ""));
    }

    #[test]
    fn a_citation_that_leads_nowhere_tells_whether_its_policy_is_there() {
        for (citation, has_policy) in [("[@umbrella-act#8]", true), ("[@parasol-act#8]", false)] {
            let told = described(citation);
            assert_eq!(told.clause, Bilingual::new(None, None), "{citation}");
            assert_eq!(told.has_policy, has_policy, "{citation}");
        }
    }

    #[test]
    fn citations_are_told_in_their_order() {
        let (_bench, notebook) = notebook();
        let asked: Vec<Citation> = [
            "umbrella-act#7(a)",
            "x#1",
            "umbrella-act",
            "umbrella-act#7(a)",
        ]
        .map(|text| text.parse().unwrap())
        .into();
        let told: Vec<Citation> = notebook
            .describe(&asked)
            .into_iter()
            .map(|told| told.citation)
            .collect();
        assert_eq!(told, asked);
    }

    #[test]
    fn what_is_cited_last_and_most_comes_first() {
        let (_bench, notebook) = notebook();
        let note = |number: u8, date: &str, cites: &str| {
            let reference = format!("TBS-2026-QP-11-0000{number}");
            let text = format!(
                "---\nreference: {reference}\ndate: {date}\norganization: tbs-sct\nminister: PTB\nstatus: draft\n\
                 marking: Unclassified\ntitle:\n  en: T\n---\n\n# English\n\n## Background\n\n{cites}\n"
            );
            let file = notebook.folder().join(format!("qp/2026/{reference}.md"));
            atomic_write(&file, text.as_bytes()).unwrap();
        };
        // The bench's day is 2026-11-22.
        std::fs::create_dir_all(notebook.folder().join("qp/2026")).unwrap();
        note(1, "2026-11-20", "[@umbrella-act#7(a)]");
        note(2, "2026-11-19", "[@umbrella-act#colours] [@umbrella-act]");
        note(3, "2026-11-18", "[@umbrella-act#colours]");
        note(4, "2025-11-18", "[@old#1] [@umbrella-act]");
        note(5, "2025-11-18", "[@old#1]");
        notebook.look(None).unwrap();
        let usual = |except: Option<&str>, limit| {
            let except = except.map(|except| except.parse().unwrap());
            let usual = notebook.usual_citations(except.as_ref(), limit);
            let told: Vec<String> = usual.iter().map(ToString::to_string).collect();
            told.join(" ")
        };
        let colours = "[@umbrella-act#colours]";
        assert_eq!(
            usual(None, 9),
            format!("{colours} [@umbrella-act] [@umbrella-act#7(a)] [@old#1]")
        );
        assert_eq!(usual(None, 1), colours);
        let others = usual(Some("TBS-2026-QP-11-00002"), 2);
        assert_eq!(others, format!("[@umbrella-act#7(a)] {colours}"));
    }
}
