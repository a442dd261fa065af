//! What the clauses of the notebook's policies say at this moment: each policy is read once a
//! question, however many notes it is about.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::Notebook;
use super::cited::{self, Says};
use super::quoting;
use crate::checks::Stale;
use crate::document;
use crate::lang::{Bilingual, Lang};
use crate::note::{ContentHash, content_hash};
use crate::policy::{Citation, Policy, ReadPolicy};
use crate::store::CitedTexts;

/// What a clause says now: in Markdown, and its words in one line.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) says: Says,
    plain: Bilingual<Option<String>>,
}

impl Said {
    /// The fingerprint of its words in both languages.
    pub(super) fn hash(&self) -> ContentHash {
        let words = self.plain.iter();
        let words = words.map(|(lang, said)| format!("{lang} {}", said.as_deref().unwrap_or("\0")));
        content_hash(words.collect::<Vec<_>>().join("\n").as_bytes())
    }
}

/// A clause by its anchor, with its words in the order of the alphabet.
pub(super) struct Clause {
    pub(super) anchor: String,
    pub(super) words: Bilingual<Vec<String>>,
}

/// The clauses of a notebook's policies, as far as they were asked for.
pub(super) struct Clauses<'a> {
    notebook: &'a Notebook,
    policies: RefCell<HashMap<String, Option<Arc<ReadPolicy>>>>,
    said: RefCell<HashMap<Citation, Option<Rc<Said>>>>,
    words: RefCell<HashMap<String, Rc<Vec<Clause>>>>,
}

impl<'a> Clauses<'a> {
    pub(super) fn of(notebook: &'a Notebook) -> Self {
        Self {
            notebook,
            policies: RefCell::default(),
            said: RefCell::default(),
            words: RefCell::default(),
        }
    }

    /// A policy, where the notebook has it.
    pub(super) fn policy(&self, slug: &str) -> Option<Arc<ReadPolicy>> {
        if let Some(known) = self.policies.borrow().get(slug) {
            return known.clone();
        }
        let store = &self.notebook.store;
        let read = store.may_have_policy(slug).then(|| store.policy(slug).ok());
        let read = read.flatten();
        let mut policies = self.policies.borrow_mut();
        policies.insert(slug.to_owned(), read.clone());
        read
    }

    /// Whether a citation names a policy of the notebook, and an excerpt of it if it names one.
    pub(super) fn knows(&self, citation: &Citation) -> bool {
        self.policy(&citation.slug).is_some_and(|read| {
            let mut sides = read
                .policy
                .sides
                .iter()
                .filter_map(|(_, side)| side.as_ref());
            citation.anchor.is_empty() || sides.any(|side| side.excerpt(&citation.anchor).is_some())
        })
    }

    /// What a citation's clause says now, where it is there.
    pub(super) fn said(&self, citation: &Citation) -> Option<Rc<Said>> {
        if let Some(known) = self.said.borrow().get(citation) {
            return known.clone();
        }
        let says = self
            .policy(&citation.slug)
            .and_then(|read| cited::said(&read.policy, &citation.anchor));
        let said = says.map(|says| {
            let plain = says.as_ref().map(|_, said| said.as_deref().map(plain));
            Rc::new(Said { says, plain })
        });
        let mut known = self.said.borrow_mut();
        known.insert(citation.clone(), said.clone());
        said
    }

    /// What a citation's clause said when it was cited and says now, where that is not the same.
    pub(super) fn stale(
        &self,
        recorded: &CitedTexts,
        citation: &Citation,
        lang: Lang,
    ) -> Option<Stale> {
        let was = recorded.get(citation)?;
        // The words of the note's language, or of the only one there is.
        let shown = [lang, lang.other()]
            .into_iter()
            .find(|lang| was[*lang].is_some())?;
        let was = plain(was[shown].as_deref()?);
        let said = self.said(citation);
        let now = said.and_then(|said| said.plain[shown].clone());
        (now.as_ref() != Some(&was)).then_some(Stale { was, now })
    }

    /// Whether any clause says something else than was recorded, in whatever language.
    pub(super) fn any_behind(&self, recorded: &CitedTexts) -> bool {
        recorded.keys().any(|citation| {
            let in_lang = |lang| self.stale(recorded, citation, lang).is_some();
            Lang::ALL.into_iter().any(in_lang)
        })
    }

    /// Every clause of a policy with its words.
    pub(super) fn words(&self, slug: &str) -> Rc<Vec<Clause>> {
        if let Some(known) = self.words.borrow().get(slug) {
            return Rc::clone(known);
        }
        let read = self.policy(slug);
        let clauses = read.map(|read| clauses(&read.policy)).unwrap_or_default();
        let clauses = Rc::new(clauses);
        let mut known = self.words.borrow_mut();
        known.insert(slug.to_owned(), Rc::clone(&clauses));
        clauses
    }
}

/// The clauses of both sides, each once. Goes through each side once: policies are long.
fn clauses(policy: &Policy) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (lang, side) in policy.sides.iter() {
        let excerpts = side.iter().flat_map(|side| &side.excerpts);
        for excerpt in excerpts {
            let place = *places.entry(&excerpt.anchor).or_insert_with(|| {
                clauses.push(Clause {
                    anchor: excerpt.anchor.clone(),
                    words: Bilingual::default(),
                });
                clauses.len() - 1
            });
            clauses[place].words[lang] = bag(Some(&cited::words(excerpt)));
        }
    }
    clauses
}

/// The words of a text in Markdown, in the order of the alphabet.
pub(super) fn bag(said: Option<&str>) -> Vec<String> {
    let plain = said.map(|said| document::parse(said).plain_text());
    let mut words = quoting::words(&plain.unwrap_or_default());
    words.sort_unstable();
    words
}

/// The words without marks, in one line.
pub(super) fn plain(markdown: &str) -> String {
    let text = document::parse(markdown).plain_text();
    text.split('\n')
        .filter(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyFile;

    #[test]
    fn the_clauses_of_both_sides_are_told_each_once_with_the_words_of_its_languages() {
        let text = "---\ntitle: T\nlang: [en, fr]\n---\n# English\n\n## Purpose\n\n4.1 One word\n\n4.2 Here\n\n# Français\n\n4.1 Un mot\n\n4.3 Ici\n";
        let policy = PolicyFile::new(text.to_owned()).read("t").unwrap().policy;
        let told: Vec<(String, String, String)> = clauses(&policy)
            .into_iter()
            .map(|clause| {
                let Bilingual { en, fr } = clause.words.map(|_, words| words.join(" "));
                (clause.anchor, en, fr)
            })
            .collect();
        let row = |a: &str, en: &str, fr: &str| (a.to_owned(), en.to_owned(), fr.to_owned());
        assert_eq!(
            told,
            [
                row("purpose", "purpose", ""),
                row("4.1", "one word", "mot un"),
                row("4.2", "here", ""),
                row("4.3", "", "ici"),
            ]
        );
        for (anchor, en, fr) in told {
            let said = cited::said(&policy, &anchor).unwrap();
            let words = said.map(|_, said| bag(said.as_deref()).join(" "));
            assert_eq!((words.en, words.fr), (en, fr), "{anchor}");
        }
    }
}
