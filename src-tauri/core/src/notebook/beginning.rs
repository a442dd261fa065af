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
    /// and what agreed in both languages there agrees here until one of them is changed.
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
        self.hand_down_agreement(&earlier, &stored.read.note.reference);
        self.tell_note(&stored);
        Ok(self.view(stored))
    }

    /// Records for a copy what agrees in the note that it was begun from. The copy is there
    /// already: where the record cannot be written, its sides are unconfirmed.
    fn hand_down_agreement(&self, earlier: &Note, copy: &Reference) {
        let recorded = self.store.agreement(&earlier.reference);
        let current: Vec<_> = translation::translations(earlier, recorded.as_ref())
            .into_iter()
            .filter(|one| one.state == TranslationState::Current)
            .map(|one| one.spot)
            .collect();
        if recorded.is_none() && current.is_empty() {
            return;
        }
        let agreed = translation::agree(earlier, recorded.as_ref(), Some(&current));
        let made = self.store.set_agreement(copy, |_| Note {
            reference: copy.clone(),
            ..agreed
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
