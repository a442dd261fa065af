//! The states a note has been in: kept at each save, looked at, compared, brought back.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Notebook, SaveNote, Saved};
use crate::difference::{self, Piece};
use crate::error::{ErrorCode, Failure};
use crate::history::Origin;
use crate::lang::Lang;
use crate::note::{Change, IfPressed, Note, NoteFile, Reference, Side};
use crate::section::Section;
use crate::store::SavedTexts;

/// Of so many states of a note, the newest, it is told what changed in them.
const TOLD: usize = 500;

/// A section of a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Place {
    /// The side.
    pub lang: Lang,
    /// The section.
    pub section: Section,
}

/// A state that a note has been in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PastState {
    /// What to name it by.
    pub id: String,
    /// When it was saved, or seen where another program saved it: RFC 3339, in UTC.
    #[ts(type = "string")]
    pub at: DateTime<Utc>,
    /// Whether this program saved it.
    pub origin: Origin,
    /// The sections in which it differs from the state before it.
    pub changed: Vec<Place>,
    /// Whether its metadata differ from those of the state before it.
    pub metadata: bool,
}

/// A section that was another in an earlier state, word by word: what is removed is no longer there,
/// what is added has come since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Difference {
    /// Which section.
    pub place: Place,
    /// The words of both.
    pub pieces: Vec<Piece>,
}

/// An earlier state beside what the note is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// The note as it was.
    pub then: Note,
    /// The sections that differ from what the note is now.
    pub differences: Vec<Difference>,
    /// Whether the metadata differ. They are not brought back.
    pub metadata: bool,
}

impl Notebook {
    /// The states a note has been in, as far as they are kept, newest first; the newest one is
    /// usually what it is now.
    pub fn past(&self, reference: &Reference) -> Result<Vec<PastState>, Failure> {
        self.store.note(reference)?;
        self.recorder.flush(Duration::from_secs(2));
        let states = self.history.states(reference);
        let note = |id: &str| -> Option<Note> {
            let text = self.history.text(reference, id)?;
            Some(NoteFile::new(text).read().ok()?.note)
        };
        let mut past = Vec::with_capacity(states.len());
        let mut later: Option<Note> = states.first().and_then(|state| note(&state.id));
        for (index, state) in states.iter().enumerate() {
            let before = states.get(index + 1).filter(|_| index < TOLD);
            let earlier = before.and_then(|before| note(&before.id));
            let (changed, metadata) = match (&earlier, &later) {
                (Some(earlier), Some(later)) => {
                    (changed(earlier, later), earlier.meta != later.meta)
                }
                _ => (Vec::new(), false),
            };
            past.push(PastState {
                id: state.id.clone(),
                at: state.at,
                origin: state.origin,
                changed,
                metadata,
            });
            later = earlier;
        }
        Ok(past)
    }

    /// A state of a note.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotFound`] where it is not kept or cannot be read any more.
    pub fn past_note(&self, reference: &Reference, id: &str) -> Result<Note, Failure> {
        self.recorder.flush(Duration::from_secs(2));
        let text = self.history.text(reference, id);
        text.and_then(|text| NoteFile::new(text).read().ok())
            .map(|read| read.note)
            .ok_or_else(|| Failure::new(ErrorCode::NotFound).with("id", id))
    }

    /// A state of a note, compared with what is on disk now.
    pub fn compare(&self, reference: &Reference, id: &str) -> Result<Comparison, Failure> {
        let then = self.past_note(reference, id)?;
        let now = self.store.note(reference)?.read.note;
        let differences = changed(&then, &now)
            .into_iter()
            .map(|place| Difference {
                place,
                pieces: difference::words(&text(&then, place), &text(&now, place)),
            })
            .collect();
        Ok(Comparison {
            metadata: then.meta != now.meta,
            differences,
            then,
        })
    }

    /// Brings back the text of an earlier state: of the sections in `places`, or of all where
    /// there are none. An ordinary save: what it replaces is kept, and an approved note refuses it.
    pub fn bring_back(
        &self,
        reference: &Reference,
        id: &str,
        places: &[Place],
    ) -> Result<Saved, Failure> {
        let then = self.past_note(reference, id)?;
        let stored = self.store.note(reference)?;
        let now = &stored.read.note;
        let wanted = |place: &Place| places.is_empty() || places.contains(place);
        let changes = changed(&then, now)
            .into_iter()
            .filter(wanted)
            .map(|place| change(now, &then, place))
            .collect();
        self.save_note(&SaveNote {
            reference: reference.clone(),
            base: stored.hash,
            changes,
        })
    }

    /// Waits until every state that was saved is kept, a moment at most. For the end of a program.
    pub fn settle(&self) {
        if !self.recorder.flush(Duration::from_secs(3)) {
            tracing::warn!("the last states of notes were not kept in time");
        }
    }

    /// Keeps what a save replaced and what it made.
    pub(super) fn keep_states(&self, reference: &Reference, texts: Option<SavedTexts>) {
        let Some(SavedTexts {
            before,
            written,
            after,
        }) = texts
        else {
            return;
        };
        let now = self.clock.now();
        let written = written.map_or(now, DateTime::<Utc>::from);
        self.recorder
            .keep(reference, before, written.min(now), Origin::Elsewhere);
        self.recorder.keep(reference, after, now, Origin::Here);
    }

    /// Keeps what another program has made of a note of which states are kept.
    pub(super) fn keep_from_elsewhere(&self, id: &str) {
        let Ok(reference) = id.parse::<Reference>() else {
            return;
        };
        if !self.recorder.has(&reference) {
            return;
        }
        if let Ok(text) = self.store.note_text(&reference) {
            self.recorder
                .keep(&reference, text, self.clock.now(), Origin::Elsewhere);
        }
    }
}

/// Every section of both sides.
fn places() -> impl Iterator<Item = Place> {
    Lang::ALL.into_iter().flat_map(|lang| {
        let sections = [Section::Title].into_iter().chain(Section::BODY);
        let all = sections.flat_map(|section| match section {
            Section::Response => vec![Section::Response, Section::IfPressed],
            other => vec![other],
        });
        all.map(move |section| Place { lang, section })
    })
}

/// The sections in which two states of a note differ.
fn changed(a: &Note, b: &Note) -> Vec<Place> {
    places()
        .filter(|place| text(a, *place) != text(b, *place))
        .collect()
}

/// A section as one text; of if-pressed blocks, each topic on a line of its own before its text.
fn text(note: &Note, place: Place) -> String {
    let Some(side) = &note.sides[place.lang] else {
        return String::new();
    };
    match side.text(place.section) {
        Some(text) => text.to_owned(),
        None => side
            .if_pressed
            .iter()
            .map(|IfPressed { topic, text }| format!("{topic}\n\n{text}"))
            .collect::<Vec<_>>()
            .join("\n\n"),
    }
}

/// The change that makes a section of `now` what it was `then`.
fn change(now: &Note, then: &Note, Place { lang, section }: Place) -> Change {
    let side = |note: &Note| note.sides[lang].clone().unwrap_or_default();
    let (now, then) = (side(now), side(then));
    let text = |side: &Side| side.text(section).unwrap_or_default().to_owned();
    match section {
        Section::IfPressed => Change::IfPressed {
            lang,
            was: now.if_pressed,
            now: then.if_pressed,
        },
        _ => Change::Text {
            lang,
            section,
            was: text(&now),
            now: text(&then),
        },
    }
}
