//! How the two sides of notes stand to each other: told, confirmed, sent to a translator, taken back.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{NoteView, Notebook, SaveNote};
use crate::error::{ErrorCode, Failure};
use crate::lang::Lang;
use crate::note::{Change, Note, NoteFile, Reference, Side};
use crate::section::Section;
use crate::store::SavedTexts;
use crate::translation::{self, SentSection, Spot, Translation};

/// Which side of a section was written last, by note; of a note nothing where none of it was written
/// since the notebook was opened.
#[derive(Debug, Default)]
pub(super) struct LastWritten(Mutex<HashMap<Reference, HashMap<Spot, Lang>>>);

/// In so many of a note's earlier states it is looked for which side was written last.
const RECALLED: usize = 40;

/// What became of a section that came back from a translator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Taking {
    /// Its translation is in the note.
    Taken,
    /// Its translation is in the note, but a line is as it was and still marked as to be
    /// translated: whether both sides agree is left to be said.
    Partly,
    /// A line of it is not translated yet: the note's text stays.
    Unfinished,
    /// The note's text was changed after it was sent, and stays.
    ChangedSince,
    /// The note has no such if-pressed block any more.
    Gone,
}

/// A section that came back from a translator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakenSection {
    /// Which, in the note as it is now, or as it was where it is gone.
    pub spot: Spot,
    /// What became of it.
    pub taking: Taking,
}

/// What came back of one note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakenTranslation {
    /// The note.
    pub reference: Reference,
    /// The language that was translated into.
    pub lang: Lang,
    /// Its sections, in the order of the file.
    pub sections: Vec<TakenSection>,
    /// Why none of it could be taken: the note is not there, or is approved.
    pub failure: Option<Failure>,
}

impl Notebook {
    /// How the sides of a note stand to each other, section by section.
    pub fn translation(&self, reference: &Reference) -> Result<Vec<Translation>, Failure> {
        let note = self.store.note(reference)?.read.note;
        let agreement = self.store.agreement(reference);
        Ok(translation::translations(&note, agreement.as_ref()))
    }

    /// Records that both sides of a note agree: in the sections named, or in all. A section that
    /// has a text on one side alone does not.
    pub fn mark_translated(
        &self,
        reference: &Reference,
        spots: Option<&[Spot]>,
    ) -> Result<NoteView, Failure> {
        let stored = self.store.note(reference)?;
        self.store.set_agreement(reference, |recorded| {
            translation::agree(&stored.read.note, recorded, spots)
        })?;
        self.forget_translations(reference);
        Ok(self.view(stored))
    }

    /// What a translator into `into` is to do in some notes, as an XLIFF file.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NothingToTranslate`] where that side lacks nothing.
    pub fn send_translation(
        &self,
        references: &[Reference],
        into: Lang,
    ) -> Result<Vec<u8>, Failure> {
        let notes = references
            .iter()
            .map(|reference| {
                let note = self.store.note(reference)?.read.note;
                Ok((note, self.store.agreement(reference)))
            })
            .collect::<Result<Vec<(Note, Option<Note>)>, Failure>>()?;
        let notes: Vec<_> = notes
            .iter()
            .map(|(note, agreement)| (note, agreement.as_ref()))
            .collect();
        translation::write_xliff(&notes, into)
            .map(String::into_bytes)
            .ok_or_else(|| Failure::new(ErrorCode::NothingToTranslate).with("lang", into))
    }

    /// Puts what a translator has done into the notes. A text that was changed after it was sent is
    /// never replaced; what is replaced stays among the note's earlier states.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::BadFile`] where the file is not one of ours.
    pub fn take_translation(&self, bytes: &[u8]) -> Result<Vec<TakenTranslation>, Failure> {
        let sent = translation::read_xliff(bytes).map_err(|error| {
            Failure::new(ErrorCode::BadFile)
                .with("path", "")
                .with("reason", error)
        })?;
        Ok(sent
            .into_iter()
            .map(|sent| {
                let taken = self.take_sections(&sent.reference, sent.into, &sent.sections);
                let (sections, failure) = match taken {
                    Ok(sections) => (sections, None),
                    Err(failure) => (Vec::new(), Some(failure)),
                };
                TakenTranslation {
                    reference: sent.reference,
                    lang: sent.into,
                    sections,
                    failure,
                }
            })
            .collect())
    }

    fn take_sections(
        &self,
        reference: &Reference,
        into: Lang,
        sent: &[SentSection],
    ) -> Result<Vec<TakenSection>, Failure> {
        let stored = self.store.note(reference)?;
        let before = stored.read.note;
        let mut after = before.clone();
        let from = into.other();
        let mut told = Vec::new();
        let mut taken = Vec::new();
        for section in sent {
            let Some(spot) = translation::spot_of(&before, section, from) else {
                told.push((section.spot, Taking::Gone));
                continue;
            };
            let section = section
                .clone()
                .fitted(&translation::text(&before, spot, from));
            let is = translation::text(&before, spot, into);
            let is_left = section.is_left(&is);
            let taking = match section.target {
                None => Taking::Unfinished,
                Some(ref target) if *target != is && !section.is_unchanged(&is) => {
                    Taking::ChangedSince
                }
                Some(_) if is_left && !section.is_worked_on(&is) => Taking::Unfinished,
                Some(target) => {
                    translation::set_text(&mut after, spot, into, &target);
                    taken.push((spot, section.source, target));
                    if is_left {
                        Taking::Partly
                    } else {
                        Taking::Taken
                    }
                }
            };
            told.push((spot, taking));
        }
        if !taken.is_empty() {
            // What comes from a translator tells nothing of what was agreed before it.
            for (spot, ..) in &taken {
                self.wrote(reference, *spot, into);
            }
            let saved = self.save_note(&SaveNote {
                reference: reference.clone(),
                base: stored.hash,
                changes: changes(&before, &after, into),
            })?;
            if let Some(failure) = saved.failures.into_iter().next() {
                return Err(failure);
            }
            // Changed by another program in this very moment.
            let refused = |spot: Spot| {
                let mut conflicts = saved.conflicts.iter();
                conflicts.any(|conflict| conflict.section == Some(spot.section))
            };
            for (spot, taking) in &mut told {
                if refused(*spot) && matches!(taking, Taking::Taken | Taking::Partly) {
                    *taking = Taking::ChangedSince;
                }
            }
            // What the translator read agrees with what the translator wrote, whatever the note
            // says by now.
            let mut as_sent = saved.view.note;
            let agreed = |spot: Spot| told.contains(&(spot, Taking::Taken));
            let mut spots = Vec::new();
            for (spot, source, target) in taken {
                if agreed(spot) {
                    translation::set_text(&mut as_sent, spot, from, &source);
                    translation::set_text(&mut as_sent, spot, into, &target);
                    spots.push(spot);
                }
            }
            self.store.set_agreement(reference, |recorded| {
                translation::agree(&as_sent, recorded, Some(&spots))
            })?;
            self.forget_translations(reference);
        }
        Ok(told
            .into_iter()
            .map(|(spot, taking)| TakenSection { spot, taking })
            .collect())
    }

    /// Remembers which side of a section was written last.
    fn wrote(&self, reference: &Reference, spot: Spot, lang: Lang) {
        let mut last = self.last_written();
        last.entry(reference.clone())
            .or_default()
            .insert(spot, lang);
    }

    fn last_written(&self) -> MutexGuard<'_, HashMap<Reference, HashMap<Spot, Lang>>> {
        self.last_written
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Which side of each section was written last before the notebook was opened, as far as the
    /// note's earlier states tell.
    fn recall_written(&self, now: &Note) -> HashMap<Spot, Lang> {
        let mut known: HashMap<Spot, Option<Lang>> = HashMap::new();
        let states = self.history.states(&now.reference);
        let mut later = now.clone();
        for state in states.into_iter().take(RECALLED) {
            let text = self.history.text(&now.reference, &state.id);
            let Some(earlier) = text.and_then(|text| NoteFile::new(text).read().ok()) else {
                continue;
            };
            let mut step: HashMap<Spot, Option<Lang>> = HashMap::new();
            for (spot, lang) in translation::written(&earlier.note, &later) {
                // Where both were written it is not known which was the last.
                let last = step.entry(spot).or_insert(Some(lang));
                *last = last.filter(|last| *last == lang);
            }
            for (spot, lang) in step {
                known.entry(spot).or_insert(lang);
            }
            later = earlier.note;
        }
        let is_known = |(spot, lang): (Spot, Option<Lang>)| Some((spot, lang?));
        known.into_iter().filter_map(is_known).collect()
    }

    /// Records what a save tells about where the sides of a note agreed before it; see
    /// [`translation::agreed_before`]. A save never fails for it.
    pub(super) fn infer_agreement(&self, after: &Note, texts: Option<&SavedTexts>) {
        let before = texts.and_then(|texts| NoteFile::new(texts.before.clone()).read().ok());
        let Some(before) = before.map(|read| read.note) else {
            return;
        };
        let reference = &after.reference;
        let recorded = self.store.agreement(reference);
        if !self.last_written().contains_key(reference) {
            let recalled = self.recall_written(&before);
            self.last_written()
                .entry(reference.clone())
                .or_insert(recalled);
        }
        let mut last = self.last_written();
        let last_here = last.entry(reference.clone()).or_default();
        let spots = translation::agreed_before(&before, after, recorded.as_ref(), |spot| {
            last_here.get(&spot).copied()
        });
        last_here.extend(translation::written(&before, after));
        drop(last);
        if spots.is_empty() {
            return;
        }
        let made = self.store.set_agreement(reference, |recorded| {
            translation::agree(&before, recorded, Some(&spots))
        });
        if let Err(error) = made {
            tracing::warn!(code = ?Failure::from(error).code, "what a note agreed on was not recorded");
        }
    }
}

/// The changes that make one side of a note that of another.
fn changes(before: &Note, after: &Note, lang: Lang) -> Vec<Change> {
    let side = |note: &Note| note.sides[lang].clone().unwrap_or_default();
    let (was, now) = (side(before), side(after));
    let text = |side: &Side, section| side.text(section).map(str::to_owned);
    let sections = [Section::Title].into_iter().chain(Section::BODY);
    let texts = sections.filter_map(|section| {
        let (was, now) = (text(&was, section)?, text(&now, section)?);
        (was != now).then_some(Change::Text {
            lang,
            section,
            was,
            now,
        })
    });
    let mut changes: Vec<Change> = texts.collect();
    if was.if_pressed != now.if_pressed {
        changes.push(Change::IfPressed {
            lang,
            was: was.if_pressed,
            now: now.if_pressed,
        });
    }
    changes
}

#[cfg(test)]
mod tests;
