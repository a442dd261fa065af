//! What lacks a translation in the notes that are being worked on: told of each note once a change,
//! and kept for the next opening.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Notebook;
use crate::cache;
use crate::error::Failure;
use crate::note::{ContentHash, Reference};
use crate::store::{AgreementStamp, ItemKind, ItemSummary, atomic_write};
use crate::translation::{Translation, TranslationState};

/// Any change of what a standing is told from is a new version.
const VERSION: &str = concat!("qp-standings 1 ", env!("CARGO_PKG_VERSION"));

/// How long before it is kept an agreement must have been quiet: as coarse as file systems tell time.
const COARSE: Duration = Duration::from_secs(2);

/// How the sides of a note stand to each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NoteTranslations {
    /// The note's line.
    pub item: ItemSummary,
    /// The sections that are not current.
    pub translations: Vec<Translation>,
}

/// What a standing was told from: the note's file, and what was recorded of its agreement.
type MadeOf = (Option<ContentHash>, Option<AgreementStamp>);

/// What is not current in notes, by reference.
type Standings = HashMap<Reference, (MadeOf, Vec<Translation>)>;

/// The standings that are known. It is a cache: losing it costs time alone.
#[derive(Debug)]
pub(super) struct KnownStandings {
    /// Where they are kept for the next opening.
    file: PathBuf,
    /// `None` until they are first asked for.
    known: Mutex<Option<Standings>>,
}

impl KnownStandings {
    pub(super) fn new(file: PathBuf) -> Self {
        Self {
            file,
            known: Mutex::default(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Standings>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, reference: &Reference, made_of: &MadeOf) -> Option<Vec<Translation>> {
        let mut known = self.lock();
        let (of, standing) = known
            .get_or_insert_with(|| read(&self.file))
            .get(reference)?;
        (of == made_of).then(|| standing.clone())
    }

    fn put(&self, reference: &Reference, made_of: MadeOf, standing: Vec<Translation>) {
        let told = (made_of, standing);
        let mut known = self.lock();
        known
            .get_or_insert_with(|| read(&self.file))
            .insert(reference.clone(), told);
    }

    /// What is known of a note holds no more. On some drives two records have one time.
    pub(super) fn forget(&self, reference: &Reference) {
        let mut known = self.lock();
        known
            .get_or_insert_with(|| read(&self.file))
            .remove(reference);
    }

    /// Keeps what is known for the next opening. A record written in the last moments is left out:
    /// a second one in the same moment would not show in its time.
    fn keep(&self, now: SystemTime) {
        let is_quiet = |(_, stamp): &MadeOf| {
            stamp.is_none_or(|(time, _)| time.checked_add(COARSE).is_some_and(|then| then < now))
        };
        let quiet: Option<Standings> = self.lock().as_ref().map(|known| {
            let quiet = known.iter().filter(|(_, (made_of, _))| is_quiet(made_of));
            let copied = quiet.map(|(reference, told)| (reference.clone(), told.clone()));
            copied.collect()
        });
        let Some(quiet) = quiet else { return };
        if let Err(error) = atomic_write(&self.file, &cache::sealed(VERSION, &quiet)) {
            tracing::debug!(%error, "what is known of the translations was not kept");
        }
    }
}

fn read(file: &Path) -> Standings {
    let kept = fs::read(file).ok();
    kept.and_then(|bytes| cache::opened(VERSION, &bytes))
        .unwrap_or_default()
}

impl Notebook {
    /// How the sides of every note that is being worked on stand to each other: of those that are
    /// neither approved nor archived, each with something that is not current, newest first.
    ///
    /// Only what is another than the last time is read, also after another opening.
    pub fn translations(&self) -> Result<Vec<NoteTranslations>, Failure> {
        let mut all = Vec::new();
        let mut is_news = false;
        for item in self.items() {
            let is_open = item.status.is_some_and(|status| !status.is_locked());
            if item.kind != ItemKind::Note || !item.readable || !is_open {
                continue;
            }
            let Ok(reference) = item.id.parse::<Reference>() else {
                continue;
            };
            let hash = self.store.hash(ItemKind::Note, reference.as_str());
            let made_of = (hash, self.store.agreement_stamp(&reference));
            let translations = if let Some(known) = self.standings.get(&reference, &made_of) {
                known
            } else {
                // A note may have gone, or be being written by another program: it lists no less.
                let Ok(mut translations) = self.translation(&reference) else {
                    continue;
                };
                translations.retain(|one| one.state != TranslationState::Current);
                self.standings
                    .put(&reference, made_of, translations.clone());
                is_news = true;
                translations
            };
            if !translations.is_empty() {
                all.push(NoteTranslations { item, translations });
            }
        }
        if is_news {
            self.standings.keep(self.clock.now().into());
        }
        all.sort_by(|a, b| (b.item.date, &b.item.id).cmp(&(a.item.date, &a.item.id)));
        Ok(all)
    }

    /// What a note lacks is to be told anew.
    pub(super) fn forget_translations(&self, reference: &Reference) {
        self.standings.forget(reference);
        self.lacks.forget();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::notebook::NewNote;
    use crate::notebook::tests::{Bench, save, text};
    use crate::section::Section;

    fn known(notebook: &Notebook, reference: &Reference) -> Option<Vec<Translation>> {
        let hash = notebook.store.hash(ItemKind::Note, reference.as_str());
        let made_of = (hash, notebook.store.agreement_stamp(reference));
        notebook.standings.get(reference, &made_of)
    }

    #[test]
    fn what_was_told_of_a_note_is_known_at_the_next_opening_until_the_note_is_another() {
        let bench = Bench::new();
        let notebook = bench.open();
        let view = notebook.create_note(&NewNote::default()).unwrap();
        let response = text(Lang::En, Section::Response, "", "- We spend 4 million.");
        let reference = view.note.reference.clone();
        notebook.save_note(&save(&view, vec![response])).unwrap();
        let told = notebook.translations().unwrap();
        assert_eq!(told[0].translations[0].behind, Some(Lang::Fr));

        let again = bench.open();
        assert_eq!(
            known(&again, &reference),
            Some(told[0].translations.clone())
        );
        assert_eq!(again.translations().unwrap(), told);

        let view = again.note(&reference).unwrap();
        let background = text(Lang::Fr, Section::Background, "", "Du contexte.");
        again.save_note(&save(&view, vec![background])).unwrap();
        assert_eq!(known(&again, &reference), None);
        assert_eq!(again.translations().unwrap()[0].translations.len(), 2);
    }

    #[test]
    fn an_agreement_of_this_moment_is_looked_at_again_and_an_older_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("standings");
        let reference: Reference = "TBS-2026-QP-11-00012".parse().unwrap();
        let written = SystemTime::UNIX_EPOCH + Duration::from_hours(24);
        let made_of = (None, Some((written, 100)));
        for (after, is_kept) in [(1, false), (2, false), (3, true)] {
            let standings = KnownStandings::new(file.clone());
            standings.put(&reference, made_of.clone(), Vec::new());
            standings.keep(written + Duration::from_secs(after));
            let again = KnownStandings::new(file.clone()).get(&reference, &made_of);
            assert_eq!(again.is_some(), is_kept, "{after} s later");
        }
    }
}
