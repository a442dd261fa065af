//! A new note: empty, or begun from an earlier one.

use super::{NewNote, NoteView, Notebook, Place};
use crate::error::Failure;
use crate::lang::Bilingual;
use crate::note::{Marking, Metadata, Note, Reference, Side, Status};
use crate::section::Section;
use crate::translation::{self, TranslationState};

impl Notebook {
    /// A new note under the next free reference number, dated today: empty, or with the text of an
    /// earlier note, which it names. What was approved or archived there starts again as a draft,
    /// what agreed in both languages there agrees here until one of them is changed, and what it
    /// cites is held against what was recorded there.
    pub fn create_note(&self, new: &NewNote) -> Result<NoteView, Failure> {
        let today = self.clock.today();
        let Some(from) = &new.from else {
            let empty = Note {
                reference: Reference::tbs(today, 0),
                meta: Metadata {
                    date: Some(today),
                    organization: "tbs-sct".to_owned(),
                    minister: "PTB".to_owned(),
                    marking: Marking::Unclassified,
                    ..Metadata::default()
                },
                sides: Bilingual::new(Some(Side::default()), Some(Side::default())),
            };
            let stored = self.store.create_numbered(&empty, today)?;
            self.begin_agreement(&stored.read.note, None);
            self.begin_cited(&stored.read.note, None);
            self.tell_note(&stored);
            return Ok(self.view(stored));
        };
        let earlier = self.store.note(from)?.read.note;
        let draft = Note {
            meta: Metadata {
                date: Some(today),
                status: Status::Draft,
                from: Some(from.clone()),
                ..earlier.meta.clone()
            },
            sides: match &new.places {
                Some(places) => picked(&earlier, places),
                None => earlier.sides.clone(),
            },
            reference: earlier.reference.clone(),
        };
        let stored = self.store.create_numbered(&draft, today)?;
        self.begin_agreement(&stored.read.note, self.agreed_in(&earlier).as_ref());
        self.begin_cited(&stored.read.note, Some(from));
        self.tell_note(&stored);
        Ok(self.view(stored))
    }

    /// What agrees in a note, recorded or because it is approved.
    fn agreed_in(&self, note: &Note) -> Option<Note> {
        let recorded = self.store.agreement(&note.reference);
        let current: Vec<_> = translation::translations(note, recorded.as_ref())
            .into_iter()
            .filter(|one| one.state == TranslationState::Current)
            .map(|one| one.spot)
            .collect();
        if recorded.is_none() && current.is_empty() {
            return None;
        }
        Some(translation::agree(note, recorded.as_ref(), Some(&current)))
    }

    /// Records for a new note what agrees in it from the note that it was begun from: nothing else,
    /// not what was recorded for a note of its number that is gone. The note is there already: where
    /// the record cannot be written, its sides are unconfirmed.
    fn begin_agreement(&self, new: &Note, agreed: Option<&Note>) {
        let reference = &new.reference;
        if agreed.is_none() && self.store.agreement(reference).is_none() {
            return;
        }
        let made = self.store.set_agreement(reference, |_| match agreed {
            Some(agreed) => translation::inherited(new, agreed),
            None => translation::agree(new, None, Some(&[])),
        });
        if let Err(error) = made {
            tracing::warn!(code = ?Failure::from(error).code, "what a copy agrees on was not recorded");
        }
    }
}

/// Both sides with the text of some sections.
fn picked(note: &Note, places: &[Place]) -> Bilingual<Option<Side>> {
    note.sides.as_ref().map(|lang, side| {
        let mut made = Side::default();
        let Some(side) = side else { return Some(made) };
        for place in places.iter().filter(|place| place.lang == lang) {
            match (made.text_mut(place.section), side.text(place.section)) {
                (Some(to), Some(text)) => text.clone_into(to),
                _ if place.section == Section::IfPressed => {
                    made.if_pressed.clone_from(&side.if_pressed);
                }
                _ => {}
            }
        }
        Some(made)
    })
}
