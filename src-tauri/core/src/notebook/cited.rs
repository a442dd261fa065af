//! Whether the clauses that notes cite still say what they said when they were cited.

use super::Notebook;
use crate::checks::Stale;
use crate::document::{self, Block, Document, Inline};
use crate::error::Failure;
use crate::lang::{Bilingual, Lang};
use crate::note::{Note, NoteFile, Reference};
use crate::policy::{Citation, Excerpt, Policy};
use crate::store::{CitedTexts, ItemKind, StoreError};

impl Notebook {
    /// Settles that the note may go on citing what it cites, as the clauses are now: all of them, or
    /// one. Gives the citations that were behind. Clauses that are gone are not settled by this.
    ///
    /// # Errors
    ///
    /// The note is not there, or the record of what it cites cannot be written.
    pub fn confirm_citations(
        &self,
        reference: &Reference,
        only: Option<&Citation>,
    ) -> Result<Vec<Citation>, Failure> {
        let note = self.store.note(reference)?.read.note;
        let mut confirmed = Vec::new();
        let wanted = citations(&note);
        self.store.set_cited(reference, |recorded| {
            for citation in wanted {
                if only.is_some_and(|only| *only != citation) {
                    continue;
                }
                let Some(now) = self.said_now(&citation) else {
                    continue;
                };
                let was = recorded.insert(citation.clone(), now.clone());
                if was.is_some_and(|was| was != now) {
                    confirmed.push(citation);
                }
            }
            !confirmed.is_empty()
        })?;
        self.forget_behind(reference);
        Ok(confirmed)
    }

    /// What a citation's clause said when it was cited and says now, where that is not the same.
    pub(super) fn stale(
        &self,
        recorded: &CitedTexts,
        citation: &Citation,
        lang: Lang,
    ) -> Option<Stale> {
        let was = recorded.get(citation)?;
        let now = self.said_now(citation).unwrap_or_default();
        // The words of the note's language, or of the only one there is.
        let shown = [lang, lang.other()]
            .into_iter()
            .find(|lang| was[*lang].is_some())?;
        let was = plain(was[shown].as_deref()?);
        let now = now[shown].as_deref().map(plain);
        (now.as_ref() != Some(&was)).then_some(Stale { was, now })
    }

    /// Records what is cited for the first time, and forgets what is no longer. A record that cannot
    /// be written costs the record, never the save.
    pub(super) fn record_cited(&self, note: &Note) {
        let wanted = citations(note);
        let reference = &note.reference;
        if wanted.is_empty() && self.store.cited_stamp(reference).is_none() {
            return;
        }
        let recorded = self.store.set_cited(reference, |recorded| {
            let before = recorded.len();
            recorded.retain(|citation, _| wanted.contains(citation));
            let mut changed = recorded.len() != before;
            for citation in wanted {
                if !recorded.contains_key(&citation)
                    && let Some(now) = self.said_now(&citation)
                {
                    recorded.insert(citation, now);
                    changed = true;
                }
            }
            changed
        });
        self.forget_behind(reference);
        tell(recorded);
    }

    /// Before a policy's text is replaced: records what it says for the notes that cite it and of
    /// which nothing is recorded, whatever program wrote them.
    pub(super) fn remember_cited(&self, policy: &Policy) {
        let mark = format!("[@{}#", policy.slug);
        for item in self.store.items() {
            let Ok(reference) = item.id.parse::<Reference>() else {
                continue;
            };
            if item.kind != ItemKind::Note {
                continue;
            }
            let Ok(text) = self.store.note_text(&reference) else {
                continue;
            };
            if !text.contains(&mark) {
                continue;
            }
            let Ok(read) = NoteFile::new(text).read() else {
                continue;
            };
            let recorded = self.store.set_cited(&reference, |recorded| {
                let mut changed = false;
                for citation in citations(&read.note) {
                    if citation.slug == policy.slug
                        && !recorded.contains_key(&citation)
                        && let Some(says) = said(policy, &citation.anchor)
                    {
                        recorded.insert(citation, says);
                        changed = true;
                    }
                }
                changed
            });
            tell(recorded);
        }
    }

    fn said_now(&self, citation: &Citation) -> Option<Bilingual<Option<String>>> {
        let read = self.store.policy(&citation.slug).ok()?;
        said(&read.policy, &citation.anchor)
    }
}

fn tell(recorded: Result<(), StoreError>) {
    if let Err(error) = recorded {
        tracing::warn!(%error, "what a note cites was not recorded");
    }
}

/// The clauses that a note cites, each once. A policy cited as a whole is none.
fn citations(note: &Note) -> Vec<Citation> {
    let mut found = document::cited_in(note);
    found.retain(|citation| !citation.anchor.is_empty());
    found
}

/// What an excerpt says in each language, its heading first; `None` where there is none.
fn said(policy: &Policy, anchor: &str) -> Option<Bilingual<Option<String>>> {
    let says = policy
        .sides
        .as_ref()
        .map(|_, side| side.as_ref()?.excerpt(anchor).map(words));
    (says.en.is_some() || says.fr.is_some()).then_some(says)
}

fn words(excerpt: &Excerpt) -> String {
    if excerpt.heading.is_empty() {
        return excerpt.text.clone();
    }
    let heading = vec![Inline::Text(excerpt.heading.clone())];
    let mut blocks = vec![Block::Paragraph(heading)];
    blocks.extend(document::parse(&excerpt.text).blocks);
    crate::note::body_text(&Document { blocks }.to_markdown())
}

/// The words without marks, in one line.
fn plain(markdown: &str) -> String {
    let text = document::parse(markdown).plain_text();
    text.split('\n')
        .filter(|line| !line.trim().is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
