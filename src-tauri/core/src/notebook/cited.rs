//! Whether the clauses that notes cite still say what they said when they were cited.

use super::Notebook;
use super::said::plain;
use crate::document::{self, Block, Document, Inline};
use crate::error::Failure;
use crate::lang::{Bilingual, Lang};
use crate::note::{Note, NoteFile, Reference};
use crate::policy::{Citation, Excerpt, Policy};
use crate::store::{CitedTexts, StoreError};

/// What a clause says in each language that has it, in Markdown.
pub(super) type Says = Bilingual<Option<String>>;

/// A policy whose text is replaced, or is gone.
pub(super) struct Replaced {
    pub(super) before: Policy,
    pub(super) after: Option<Policy>,
}

impl Replaced {
    /// What a clause said, where it says something else now.
    fn said(&self, citation: &Citation) -> Option<Says> {
        let anchor = Some(&citation.anchor).filter(|anchor| !anchor.is_empty())?;
        let was = said(&self.before, anchor)?;
        let now = self.after.as_ref().and_then(|after| said(after, anchor));
        is_behind(&was, &now.unwrap_or_default()).then_some(was)
    }
}

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
            let mut is_news = false;
            for citation in wanted {
                if only.is_some_and(|only| *only != citation) {
                    continue;
                }
                let Some(now) = self.said_now(&citation) else {
                    continue;
                };
                let was = recorded.insert(citation.clone(), now.clone());
                is_news |= was.as_ref() != Some(&now);
                if was.is_some_and(|was| is_behind(&was, &now)) {
                    confirmed.push(citation);
                }
            }
            is_news
        })?;
        self.forget_behind(reference);
        self.lacks.forget();
        Ok(confirmed)
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
                if let Some(now) = self.said_now(&citation) {
                    changed |= record(recorded, citation, now);
                }
            }
            changed
        });
        self.forget_behind(reference);
        tell(recorded);
    }

    /// Before the text of policies is replaced, or once another program has done so: records what
    /// changed clauses said for the notes that cite them and of which nothing is recorded, whatever
    /// program wrote them. With `anew` the notes are read for it: one may have changed this moment.
    pub(super) fn remember_cited(&self, policies: &[Replaced], anew: bool) {
        if policies.is_empty() {
            return;
        }
        let says = |citation: Citation| {
            let mut replaced = policies.iter();
            let replaced = replaced.find(|one| one.before.slug == citation.slug)?;
            let says = replaced.said(&citation)?;
            Some((citation, says))
        };
        for item in self.store.items() {
            let Some(reference) = item.id.parse::<Reference>().ok().filter(|_| item.readable)
            else {
                continue;
            };
            let cites = if anew {
                self.cited_on_disk(&reference)
            } else {
                item.cites
            };
            let says: Vec<(Citation, Says)> = cites.into_iter().filter_map(says).collect();
            if says.is_empty() {
                continue;
            }
            let recorded = self.store.set_cited(&reference, |recorded| {
                let mut changed = false;
                for (citation, says) in says {
                    changed |= record(recorded, citation, says);
                }
                changed
            });
            self.forget_behind(&reference);
            tell(recorded);
        }
    }

    /// What a note cites at this moment.
    fn cited_on_disk(&self, reference: &Reference) -> Vec<Citation> {
        let text = self.store.note_text(reference).ok();
        let read = text
            .filter(|text| text.contains("[@"))
            .and_then(|text| NoteFile::new(text).read().ok());
        read.map(|read| citations(&read.note)).unwrap_or_default()
    }

    /// What a citation's clause says now, in each language in which it is there.
    pub(super) fn said_now(&self, citation: &Citation) -> Option<Says> {
        let read = self.store.policy(&citation.slug).ok()?;
        said(&read.policy, &citation.anchor)
    }
}

/// Records what a clause says, where nothing is recorded of it; of what says the same, also the
/// language that the policy has come to have since. Says whether that is news.
fn record(recorded: &mut CitedTexts, citation: Citation, says: Says) -> bool {
    let Some(known) = recorded.get_mut(&citation) else {
        recorded.insert(citation, says);
        return true;
    };
    let is_more = Lang::ALL
        .into_iter()
        .any(|lang| known[lang].is_none() && says[lang].is_some());
    if !is_more || is_behind(known, &says) {
        return false;
    }
    *known = says;
    true
}

/// Whether a clause has other words than were recorded, in a language that was. What a language says
/// for the first time is no change.
fn is_behind(was: &Says, now: &Says) -> bool {
    was.iter().any(|(lang, was)| {
        let was = was.as_deref().map(plain);
        was.is_some() && was != now[lang].as_deref().map(plain)
    })
}

fn tell(recorded: Result<(), StoreError>) {
    if let Err(error) = recorded {
        tracing::warn!(%error, "what a note cites was not recorded");
    }
}

/// The clauses that a note cites, each once. A policy cited as a whole is none.
pub(super) fn citations(note: &Note) -> Vec<Citation> {
    let mut found = document::cited_in(note);
    found.retain(|citation| !citation.anchor.is_empty());
    found
}

/// What an excerpt says in each language, its heading first; `None` where there is none.
pub(super) fn said(policy: &Policy, anchor: &str) -> Option<Says> {
    let says = policy.excerpt(anchor).map(|_, excerpt| excerpt.map(words));
    (says.en.is_some() || says.fr.is_some()).then_some(says)
}

/// What an excerpt says, its heading first, in Markdown.
pub(super) fn words(excerpt: &Excerpt) -> String {
    if excerpt.heading.is_empty() {
        return excerpt.text.clone();
    }
    let heading = vec![Inline::Text(excerpt.heading.clone())];
    let mut blocks = vec![Block::Paragraph(heading)];
    blocks.extend(document::parse(&excerpt.text).blocks);
    crate::note::body_text(&Document { blocks }.to_markdown())
}

#[cfg(test)]
mod tests;
