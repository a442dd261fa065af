//! Whether the clauses that notes cite still say what they said when they were cited.

use super::Notebook;
use crate::checks::Stale;
use crate::document::{self, Block, Document, Inline};
use crate::error::Failure;
use crate::lang::{Bilingual, Lang};
use crate::note::{Note, NoteFile, Reference};
use crate::policy::{Citation, Excerpt, Policy};
use crate::section::Section;
use crate::store::{CitedTexts, ItemKind, StoreError};

/// What a clause says in each language that has it, in Markdown.
pub(super) type Says = Bilingual<Option<String>>;

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
        self.lacks.forget();
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
                if let Some(now) = self.said_now(&citation) {
                    changed |= record(recorded, citation, now);
                }
            }
            changed
        });
        tell(recorded);
    }

    /// Before the text of policies is replaced, or once another program has done so: records what
    /// they said for the notes that cite them and of which nothing is recorded, whatever program
    /// wrote them.
    pub(super) fn remember_cited(&self, policies: &[Policy]) {
        let marks: Vec<(&Policy, String)> = policies
            .iter()
            .map(|policy| (policy, format!("[@{}#", policy.slug)))
            .collect();
        if marks.is_empty() {
            return;
        }
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
            if !marks.iter().any(|(_, mark)| text.contains(mark)) {
                continue;
            }
            let Ok(read) = NoteFile::new(text).read() else {
                continue;
            };
            let recorded = self.store.set_cited(&reference, |recorded| {
                let mut changed = false;
                for citation in citations(&read.note) {
                    let of = marks
                        .iter()
                        .find(|(policy, _)| policy.slug == citation.slug);
                    if let Some(says) = of.and_then(|(policy, _)| said(policy, &citation.anchor)) {
                        changed |= record(recorded, citation, says);
                    }
                }
                changed
            });
            tell(recorded);
        }
    }

    /// What a citation's clause says now, in each language in which it is there.
    pub(super) fn said_now(&self, citation: &Citation) -> Option<Says> {
        let policy = self.store.policy(&citation.slug).ok()?.policy;
        said(&policy, &citation.anchor)
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
    let mut found = Vec::new();
    for (_, side) in note.sides.iter() {
        let Some(side) = side else { continue };
        let sections = Section::BODY
            .into_iter()
            .filter_map(|section| side.text(section));
        let blocks = side.if_pressed.iter().map(|block| block.text.as_str());
        for text in sections.chain(blocks).filter(|text| text.contains("[@")) {
            found.extend(document::parse(text).citations());
        }
    }
    found.retain(|citation| !citation.anchor.is_empty());
    found.sort_unstable();
    found.dedup();
    found
}

/// What an excerpt says in each language, its heading first; `None` where there is none.
pub(super) fn said(policy: &Policy, anchor: &str) -> Option<Says> {
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

#[cfg(test)]
mod tests;
