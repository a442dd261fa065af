//! The texts of a policy that newer ones have replaced: which there are, and what each said.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Notebook;
use crate::difference::{self, Piece};
use crate::document;
use crate::error::{ErrorCode, Failure};
use crate::lang::{Bilingual, Lang};
use crate::policy::{Excerpt, Policy, PolicySide, anchors, side_by_side};

/// A text of a policy that a newer one has replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReplacedText {
    /// What to name it by.
    pub name: String,
    /// When the newer text took its place in this notebook; `None` where its file does not say.
    pub until: Option<NaiveDate>,
    /// When it was issued or took effect.
    pub issued: Option<NaiveDate>,
    /// When it was last modified.
    pub modified: Option<NaiveDate>,
    /// Up to which day its publisher had kept it current.
    pub consolidated: Option<NaiveDate>,
    /// How many clauses say something else now, in either language.
    pub changed: usize,
    /// How many have come since.
    pub added: usize,
    /// How many are gone.
    pub removed: usize,
}

/// What became of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ClauseStanding {
    /// It says something else now, in one language at least.
    Changed,
    /// It has come since.
    Added,
    /// It is gone.
    Removed,
}

/// A clause that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClauseChange {
    /// Its anchor.
    pub anchor: String,
    /// What became of it.
    pub standing: ClauseStanding,
    /// Its number and heading as they are now, or as they were, in each language that has it.
    pub name: Bilingual<Option<String>>,
    /// The words of both texts, in each language in which they differ.
    pub pieces: Bilingual<Option<Vec<Piece>>>,
}

/// A text that was replaced, held against the one of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TextComparison {
    /// The text that was replaced.
    pub text: ReplacedText,
    /// The clauses that are not what they were, in the order of the text of now; those that are
    /// gone come behind what they followed.
    pub clauses: Vec<ClauseChange>,
    /// How many clauses say the same.
    pub same: usize,
}

impl Notebook {
    /// The texts of a policy that newer ones have replaced, the newest first.
    ///
    /// # Errors
    ///
    /// The policy is not there.
    pub fn replaced_texts(&self, slug: &str) -> Result<Vec<ReplacedText>, Failure> {
        let read = self.store.policy(slug)?;
        let now = &read.policy;
        let earlier = self.store.earlier_policies(slug).into_iter();
        let told = earlier.map(|(name, then)| told(name, &then, &changes(&then, now).0));
        Ok(told.collect())
    }

    /// A text of a policy that a newer one has replaced, held against the one of now.
    ///
    /// # Errors
    ///
    /// The policy is not there, or [`ErrorCode::NotFound`] where no such text is kept.
    pub fn compare_replaced(&self, slug: &str, name: &str) -> Result<TextComparison, Failure> {
        let read = self.store.policy(slug)?;
        let now = &read.policy;
        let earlier = self.store.earlier_policies(slug).into_iter();
        let found = earlier.into_iter().find(|(known, _)| known == name);
        let Some((name, then)) = found else {
            return Err(Failure::new(ErrorCode::NotFound).with("id", format!("{slug}, {name}")));
        };
        let (clauses, same) = changes(&then, now);
        Ok(TextComparison {
            text: told(name, &then, &clauses),
            clauses: clauses.into_iter().map(Change::with_words).collect(),
            same,
        })
    }
}

fn told(name: String, then: &Policy, clauses: &[Change<'_>]) -> ReplacedText {
    let count = |standing| {
        let is_so = |change: &&Change<'_>| change.standing() == standing;
        clauses.iter().filter(is_so).count()
    };
    ReplacedText {
        // `2026-11-28-2` is the second that was replaced on that day.
        until: name.get(..10).and_then(|day| day.parse().ok()),
        name,
        issued: then.issued,
        modified: then.modified,
        consolidated: then.consolidated,
        changed: count(ClauseStanding::Changed),
        added: count(ClauseStanding::Added),
        removed: count(ClauseStanding::Removed),
    }
}

/// A clause that is not what it was, as both texts have it in each language.
struct Change<'a> {
    anchor: &'a str,
    then: Bilingual<Option<&'a Excerpt>>,
    now: Bilingual<Option<&'a Excerpt>>,
}

impl Change<'_> {
    fn standing(&self) -> ClauseStanding {
        let is_in = |text: &Bilingual<Option<&Excerpt>>| text.en.is_some() || text.fr.is_some();
        match (is_in(&self.then), is_in(&self.now)) {
            (false, _) => ClauseStanding::Added,
            (true, false) => ClauseStanding::Removed,
            (true, true) => ClauseStanding::Changed,
        }
    }

    /// What both texts say in a language: with the heading, where that is another one.
    fn words(&self, lang: Lang) -> (String, String) {
        let (then, now) = (self.then[lang], self.now[lang]);
        match (then, now) {
            (Some(then), Some(now)) if then.heading == now.heading => (text(then), text(now)),
            _ => (said(then), said(now)),
        }
    }

    fn with_words(self) -> ClauseChange {
        let pieces = Bilingual::new(Lang::En, Lang::Fr).map(|lang, _| {
            let (then, now) = self.words(lang);
            (then != now).then(|| difference::words(&then, &now))
        });
        let name = Bilingual::new(Lang::En, Lang::Fr).map(|lang, _| {
            let excerpt = self.now[lang].or(self.then[lang])?;
            let name = format!("{} {}", excerpt.label, excerpt.heading);
            Some(name.trim().to_owned())
        });
        ClauseChange {
            anchor: self.anchor.to_owned(),
            standing: self.standing(),
            name,
            pieces,
        }
    }
}

/// What a clause says, its heading first, without marks. Its number is its name, not what it says.
fn said(excerpt: Option<&Excerpt>) -> String {
    let Some(excerpt) = excerpt else {
        return String::new();
    };
    format!("{}\n{}", excerpt.heading, text(excerpt))
        .trim()
        .to_owned()
}

fn text(excerpt: &Excerpt) -> String {
    document::parse(&excerpt.text)
        .plain_text()
        .trim()
        .to_owned()
}

/// The clauses that differ, and how many do not. A language that only one of the texts has is no
/// difference: it joined the policy, or left it, as a whole.
fn changes<'a>(then: &'a Policy, now: &'a Policy) -> (Vec<Change<'a>>, usize) {
    let in_both: Vec<(Lang, &PolicySide, &PolicySide)> = Lang::ALL
        .into_iter()
        .filter_map(|lang| Some((lang, then.sides[lang].as_ref()?, now.sides[lang].as_ref()?)))
        .collect();
    let mut found: Vec<Change<'a>> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for (lang, then, now) in in_both {
        let lines = side_by_side(&anchors(&now.excerpts), &anchors(&then.excerpts));
        for (now_at, then_at) in lines {
            let now = now_at.and_then(|place| now.excerpts.get(place));
            let then = then_at.and_then(|place| then.excerpts.get(place));
            let Some(anchor) = now.or(then).map(|one| one.anchor.as_str()) else {
                continue;
            };
            let place = *at.entry(anchor).or_insert_with(|| {
                found.push(Change {
                    anchor,
                    then: Bilingual::default(),
                    now: Bilingual::default(),
                });
                found.len() - 1
            });
            found[place].then[lang] = then;
            found[place].now[lang] = now;
        }
    }
    let all: HashSet<&str> = at.keys().copied().collect();
    found.retain(|change| {
        let differs = |lang: Lang| {
            let (then, now) = (change.then[lang], change.now[lang]);
            // Most clauses are the same to the letter.
            let same = match (then, now) {
                (Some(then), Some(now)) => {
                    then.text == now.text && then.heading == now.heading
                        || said(Some(then)) == said(Some(now))
                }
                (None, None) => true,
                _ => false,
            };
            !same
        };
        Lang::ALL.into_iter().any(differs)
    });
    let same = all.len() - found.len();
    (found, same)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::difference::Standing;
    use crate::notebook::tests::Bench;
    use crate::store::atomic_write;

    const NOW: &str = "---\ntitle:\n  en: Lending\n  fr: Prêt\nmodified: 2026-10-01\nlang: [en, fr]\n---\n\n# English\n\n## 7. Lending\n\n7(a) Within 60 days.\n\n7(b) With a **receipt**.\n\n7(d) In the rain.\n\n# Français\n\n## 7. Prêt\n\n7a) Dans les 60 jours.\n\n7b) Avec un reçu.\n\n7d) Sous la pluie.\n";
    const THEN: &str = "---\ntitle:\n  en: Lending\n  fr: Prêt\nmodified: 2025-01-01\nlang: [en, fr]\n---\n\n# English\n\n## 7. Lending\n\n7(a) Within 30 days.\n\n7(b) With a receipt.\n\n7(c) Never abroad.\n\n7(d) In the rain.\n\n# Français\n\n## 7. Prêt\n\n7a) Dans les 60 jours.\n\n7b) Avec un reçu.\n\n7c) Jamais à l’étranger.\n\n7d) Sous la pluie.\n";
    /// Before there was French.
    const FIRST: &str = "---\ntitle: Lending\nlang: en\n---\n\n## 7. Lending\n\n7(a) Within 60 days.\n\n7(b) With a receipt.\n";

    fn bench() -> Bench {
        let bench = Bench::new();
        let folder = bench.open().folder().to_path_buf();
        for (path, text) in [
            ("policy/lending.md", NOW),
            ("earlier/lending/2026-10-02.md", THEN),
            ("earlier/lending/2025-01-05-2.md", FIRST),
        ] {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            atomic_write(&path, text.as_bytes()).unwrap();
        }
        bench
    }

    #[test]
    fn the_texts_that_were_replaced_are_told_with_what_became_of_their_clauses() {
        let bench = bench();
        let texts = bench.open().replaced_texts("lending").unwrap();
        let told: Vec<_> = texts
            .iter()
            .map(|text| {
                (
                    text.until.unwrap().to_string(),
                    text.changed,
                    text.added,
                    text.removed,
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                ("2026-10-02".to_owned(), 1, 0, 1),
                // A language that has joined since is not what has come.
                ("2025-01-05".to_owned(), 0, 1, 0),
            ]
        );
        assert_eq!(texts[0].modified, "2025-01-01".parse().ok());
        assert!(bench.open().replaced_texts("lent").is_err());
    }

    #[test]
    fn a_replaced_text_is_held_against_the_one_of_now_clause_by_clause() {
        let bench = bench();
        let notebook = bench.open();
        let compared = notebook.compare_replaced("lending", "2026-10-02").unwrap();
        let seen: Vec<_> = compared
            .clauses
            .iter()
            .map(|change| (change.anchor.as_str(), change.standing))
            .collect();
        assert_eq!(
            seen,
            [
                ("7(a)", ClauseStanding::Changed),
                ("7(c)", ClauseStanding::Removed)
            ]
        );
        // Heading, receipt and rain.
        assert_eq!(compared.same, 3);
        let days = &compared.clauses[0];
        assert_eq!(days.pieces.fr, None, "the French says the same");
        let english = days.pieces.en.as_ref().unwrap();
        let only = |standing| {
            let pieces = english.iter().filter(|piece| piece.standing == standing);
            pieces.map(|piece| piece.text.as_str()).collect::<String>()
        };
        assert_eq!(
            (only(Standing::Removed), only(Standing::Added)),
            ("30".to_owned(), "60".to_owned())
        );
        let gone = &compared.clauses[1];
        assert_eq!(gone.name.fr.as_deref(), Some("7c)"));
        for name in ["2026-10-03", "../lending/2026-10-02", ""] {
            let failure = notebook.compare_replaced("lending", name).unwrap_err();
            assert_eq!(failure.code, ErrorCode::NotFound, "{name}");
        }
    }
}
