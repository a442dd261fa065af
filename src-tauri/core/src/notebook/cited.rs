//! Whether the clauses that notes cite still say what they said when they were cited.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::Notebook;
use super::said::{Clauses, plain};
use super::staleness::staleness;
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

/// What was recorded of clauses that notes cite no longer: an undo, or a line cut in one place and
/// pasted in another, cites them again. Kept as long as the notebook is open.
#[derive(Debug, Default)]
pub(super) struct Dropped(Mutex<HashMap<Reference, CitedTexts>>);

impl Dropped {
    fn of<T>(&self, reference: &Reference, with: impl FnOnce(&mut CitedTexts) -> T) -> T {
        let mut dropped = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        with(dropped.entry(reference.clone()).or_default())
    }
}

impl Notebook {
    /// Settles that the note may go on citing what it cites, as the clauses are now: all of them, or
    /// one. Gives the citations that were behind and are no longer. What is gone, in a language in
    /// which it was cited, is not settled by this.
    ///
    /// # Errors
    ///
    /// The note is not there, or the record of what it cites cannot be written.
    pub fn confirm_citations(
        &self,
        reference: &Reference,
        only: Option<&Citation>,
    ) -> Result<Vec<Citation>, Failure> {
        self.confirm_as_said(reference, only, &Clauses::of(self))
    }

    /// As [`Self::confirm_citations`], as `clauses` say.
    pub(super) fn confirm_as_said(
        &self,
        reference: &Reference,
        only: Option<&Citation>,
        clauses: &Clauses<'_>,
    ) -> Result<Vec<Citation>, Failure> {
        let note = self.store.note(reference)?.read.note;
        let mut wanted = citations(&note);
        wanted.retain(|citation| only.is_none_or(|only| only == citation));
        // Read before anybody has to wait.
        wanted.retain(|citation| clauses.said(citation).is_some());
        let is_behind = |recorded: &CitedTexts, citation: &Citation| {
            recorded.contains_key(citation)
                && staleness(&note, recorded, citation, clauses).is_some()
        };
        let mut confirmed = Vec::new();
        self.store.set_cited(reference, |recorded| {
            let mut is_news = false;
            for citation in wanted {
                let Some(said) = clauses.said(&citation) else {
                    continue;
                };
                let was_behind = is_behind(recorded, &citation);
                let known = recorded.entry(citation.clone()).or_default();
                let renewed = (said.says.as_ref())
                    .map(|lang, now| now.clone().or_else(|| known[lang].clone()));
                is_news |= *known != renewed;
                *known = renewed;
                if was_behind && !is_behind(recorded, &citation) {
                    confirmed.push(citation);
                }
            }
            is_news
        })?;
        self.forget_behind(reference);
        self.lacks.forget();
        Ok(confirmed)
    }

    /// Records what is cited for the first time, and forgets what is no longer. What is cited again
    /// is held against what was recorded of it before. A record that cannot be written costs the
    /// record, never the save.
    pub(super) fn record_cited(&self, note: &Note) {
        let wanted = citations(note);
        let reference = &note.reference;
        if wanted.is_empty() && self.store.cited_stamp(reference).is_none() {
            return;
        }
        // Read before anybody has to wait, and no policy of whose clauses all is known.
        let known = self.store.cited(reference);
        let is_known = |citation: &Citation| {
            let known = known.get(citation);
            known.is_some_and(|known| known.iter().all(|(_, said)| said.is_some()))
        };
        let clauses = Clauses::of(self);
        let says: Vec<(Citation, Says)> = (wanted.iter())
            .filter(|citation| !is_known(citation))
            .filter_map(|citation| Some((citation.clone(), clauses.said(citation)?.says.clone())))
            .collect();
        let recorded = self.dropped.of(reference, |dropped| {
            self.store.set_cited(reference, |recorded| {
                let before = recorded.clone();
                for citation in &wanted {
                    if let Some(said) = dropped.remove(citation) {
                        recorded.entry(citation.clone()).or_insert(said);
                    }
                }
                let gone = recorded.extract_if(.., |citation, _| !wanted.contains(citation));
                dropped.extend(gone);
                for (citation, says) in says {
                    record(recorded, citation, says);
                }
                *recorded != before
            })
        });
        self.forget_behind(reference);
        tell(recorded);
    }

    /// Records for a new note what was recorded of the clauses that it cites for the note that it
    /// was begun from: nothing else, not what was recorded for a note of its number that is gone.
    pub(super) fn begin_cited(&self, new: &Note, from: Option<&Reference>) {
        let reference = &new.reference;
        self.dropped.of(reference, CitedTexts::clear);
        let mut inherited = from.map(|from| self.store.cited(from)).unwrap_or_default();
        let cited = citations(new);
        inherited.retain(|citation, _| cited.contains(citation));
        if inherited.is_empty() && self.store.cited_stamp(reference).is_none() {
            return;
        }
        let recorded = self.store.set_cited(reference, |recorded| {
            let is_news = *recorded != inherited;
            *recorded = inherited;
            is_news
        });
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
