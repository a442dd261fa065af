//! Taking what import has read into the notebook, without overwriting anything.

mod files;
mod policy;

pub use files::{ImportProgress, ImportSummary};

use std::path::Path;

use super::{ImportOutcome, Notebook};
use crate::document;
use crate::error::Failure;
use crate::import::{
    ImportError, Imported, ImportedNote, ImportedPolicy, UNPACKED_LIMIT_MB, import_bytes,
};
use crate::lang::{Bilingual, Lang};
use crate::note::{Change, IfPressed, Marking, Metadata, Note, NoteFile, Reference, Side, Status};
use crate::policy::PolicyFile;
use crate::problem::{Problem, ProblemCode};
use crate::section::Section;
use crate::store::{ItemKind, StoredNote};

/// No file is read that is larger, in megabytes.
const FILE_LIMIT_MB: u64 = 256;

/// What became of one document.
struct Taken {
    kind: ItemKind,
    id: String,
    problems: Vec<Problem>,
}

impl Notebook {
    /// Imports pasted text.
    pub fn import_text(&self, text: &str) -> ImportOutcome {
        let taken = self.take_bytes("", text.as_bytes()).and_then(|taken| {
            let mut taken = taken.into_iter();
            taken
                .next()
                .unwrap_or_else(|| Err(Problem::new(ProblemCode::NoText)))
        });
        outcome(String::new(), 0, taken)
    }

    /// Imports a file of which the name and the contents are known, but not where it lies.
    pub fn import_bytes(&self, name: &str, bytes: &[u8]) -> Vec<ImportOutcome> {
        outcomes(name, self.take_bytes(name, bytes))
    }

    /// Imports a file that lies at `path`.
    fn import_file(&self, path: &Path) -> Vec<ImportOutcome> {
        let shown = path.display().to_string();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let taken = read(path).and_then(|bytes| self.take_bytes(&name.unwrap_or_default(), &bytes));
        outcomes(&shown, taken)
    }

    /// What became of each note or policy that a file holds.
    fn take_bytes(&self, name: &str, bytes: &[u8]) -> Result<Vec<Result<Taken, Problem>>, Problem> {
        if let Some(taken) = self.take_own_format(name, bytes) {
            return Ok(vec![taken]);
        }
        let imported = import_bytes(name, bytes).map_err(|error| refused(error, name))?;
        let taken = imported.into_iter().map(|imported| match imported {
            Imported::Note(note) => self.take_note(*note),
            Imported::Policy(policy) => self.take_policy(*policy),
        });
        Ok(taken.collect())
    }

    /// A file in the notebook's own format is taken as it is. `None` for any other.
    fn take_own_format(&self, name: &str, bytes: &[u8]) -> Option<Result<Taken, Problem>> {
        let text = std::str::from_utf8(bytes).ok()?;
        if !text.trim_start_matches('\u{feff}').starts_with("---") {
            return None;
        }
        if let Ok(read) = NoteFile::new(text.to_owned()).read() {
            let imported = ImportedNote {
                reference: Some(read.note.reference.clone()),
                date: read.note.meta.date,
                organization: read.note.meta.organization.clone(),
                minister: read.note.meta.minister.clone(),
                sides: read.note.sides.clone(),
                problems: read.problems,
                ..ImportedNote::default()
            };
            return Some(self.take_note_as(imported, &read.note.meta));
        }
        let slug = Path::new(name).file_stem()?.to_string_lossy().into_owned();
        let read = PolicyFile::new(text.to_owned()).read(&slug).ok()?;
        if read.policy.sides.iter().all(|(_, side)| side.is_none())
            || read.policy.title_in(Lang::En).is_empty()
        {
            return None;
        }
        Some(self.take_policy(ImportedPolicy {
            policy: read.policy,
            problems: read.problems,
        }))
    }

    /// A note from elsewhere. One that was published has been in use, so it counts as approved, if
    /// its document says nothing else.
    fn take_note(&self, imported: ImportedNote) -> Result<Taken, Problem> {
        let published = imported.reference.is_some();
        let meta = Metadata {
            date: imported.date,
            organization: imported.organization.clone(),
            minister: imported.minister.clone(),
            status: imported.status.unwrap_or(if published {
                Status::Approved
            } else {
                Status::Draft
            }),
            marking: imported.marking.unwrap_or(Marking::Unclassified),
            tags: imported.tags.clone(),
            from: None,
        };
        self.take_note_as(imported, &meta)
    }

    fn take_note_as(&self, imported: ImportedNote, meta: &Metadata) -> Result<Taken, Problem> {
        let today = self.clock.today();
        let mut problems = imported.problems;
        let Some(reference) = imported.reference else {
            let note = Note {
                reference: Reference::tbs(today, 0),
                meta: meta.clone(),
                sides: imported.sides,
            };
            let date = meta.date.unwrap_or(today);
            let stored = self.store.create_numbered(&note, date).map_err(failed)?;
            self.tell_note(&stored);
            let id = stored.read.note.reference.to_string();
            problems.push(Problem::new(ProblemCode::ReferenceAssigned).with("reference", &id));
            return Ok(Taken {
                kind: ItemKind::Note,
                id,
                problems,
            });
        };
        let id = reference.to_string();
        match self.store.note(&reference) {
            Ok(present) => self.join(&present, &imported.sides, meta, &mut problems)?,
            Err(crate::store::StoreError::NotFound(_)) => {
                let note = Note {
                    reference,
                    meta: meta.clone(),
                    sides: imported.sides,
                };
                let stored = self.store.create_note(&note, today).map_err(failed)?;
                self.tell_note(&stored);
            }
            Err(error) => return Err(failed(error)),
        }
        Ok(Taken {
            kind: ItemKind::Note,
            id,
            problems,
        })
    }

    /// Adds the sides that the note in the notebook does not have yet.
    fn join(
        &self,
        present: &StoredNote,
        sides: &Bilingual<Option<Side>>,
        meta: &Metadata,
        problems: &mut Vec<Problem>,
    ) -> Result<(), Problem> {
        let note = &present.read.note;
        let mut changes = Vec::new();
        for (lang, side) in sides.iter() {
            let Some(side) = side else { continue };
            match &note.sides[lang] {
                Some(own) if says_the_same(own, side) => {
                    problems.push(
                        Problem::new(ProblemCode::AlreadyImported)
                            .in_side(lang)
                            .with("id", &note.reference),
                    );
                }
                Some(own) if *own != Side::default() => {
                    problems.push(
                        Problem::new(ProblemCode::SideExists)
                            .in_side(lang)
                            .with("reference", &note.reference),
                    );
                }
                _ => changes.extend(all_of(lang, side)),
            }
        }
        let filled = filled(&note.meta, meta, problems);
        if filled != note.meta && !changes.is_empty() {
            changes.push(Change::Metadata {
                was: note.meta.clone(),
                now: filled,
            });
        }
        if !changes.is_empty() {
            let saved = self
                .store
                .complete(&note.reference, &present.hash, &changes, &self.signature())
                .map_err(failed)?;
            problems.extend(saved.failures.into_iter().map(failed));
            self.keep_states(&note.reference, saved.texts);
            self.tell_note(&saved.stored);
        }
        Ok(())
    }
}

/// Why a document cannot be imported, as a problem.
fn refused(error: ImportError, name: &str) -> Problem {
    let too_large = |limit: u64| Problem::new(ProblemCode::FileTooLarge).with("limit", limit);
    match error {
        ImportError::UnknownKind(kind) => {
            Problem::new(ProblemCode::CannotImport).with("kind", kind)
        }
        ImportError::Empty => Problem::new(ProblemCode::NoText),
        ImportError::NotText => Problem::new(ProblemCode::NotUtf8).with("path", name),
        ImportError::Damaged(reason) => {
            Problem::new(ProblemCode::DamagedFile).with("reason", reason)
        }
        ImportError::TooLarge => too_large(UNPACKED_LIMIT_MB),
        ImportError::Unpacked(limit) => too_large(limit),
        ImportError::PasswordNeeded => Problem::new(ProblemCode::PasswordNeeded),
        ImportError::TooMany => Problem::new(ProblemCode::TooManyParts),
        ImportError::DocumentType => Problem::new(ProblemCode::DocumentType),
        ImportError::TooDeep => Problem::new(ProblemCode::NestedTooDeep),
        ImportError::NoTextLayer => Problem::new(ProblemCode::NoTextLayer),
        ImportError::TooSlow => Problem::new(ProblemCode::TooSlow),
    }
}

/// A file's bytes.
fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    let unreadable = |error: std::io::Error| {
        Problem::new(ProblemCode::Unreadable)
            .with("path", path.display())
            .with("reason", error)
    };
    let length = std::fs::metadata(path).map_err(unreadable)?.len();
    if length > FILE_LIMIT_MB << 20 {
        return Err(Problem::new(ProblemCode::FileTooLarge).with("limit", FILE_LIMIT_MB));
    }
    std::fs::read(path).map_err(unreadable)
}

/// What became of a file: one outcome for each document in it, or one for the whole.
fn outcomes(path: &str, taken: Result<Vec<Result<Taken, Problem>>, Problem>) -> Vec<ImportOutcome> {
    taken
        .unwrap_or_else(|problem| vec![Err(problem)])
        .into_iter()
        .enumerate()
        .map(|(part, taken)| outcome(path.to_owned(), part, taken))
        .collect()
}

fn outcome(path: String, part: usize, taken: Result<Taken, Problem>) -> ImportOutcome {
    match taken {
        Ok(Taken { kind, id, problems }) => ImportOutcome {
            path,
            part,
            kind: Some(kind),
            id: Some(id),
            problems,
        },
        Err(problem) => ImportOutcome {
            path,
            part,
            kind: None,
            id: None,
            problems: vec![problem],
        },
    }
}

/// Whether two sides say the same, written in another way: as a text does that went through Word.
fn says_the_same(own: &Side, other: &Side) -> bool {
    let plain = |text: &str| {
        let written = document::parse(text).to_markdown();
        written.replace(['\u{a0}', '\u{202f}'], " ")
    };
    let bare = |side: &Side| Side {
        title: plain(&side.title),
        question: plain(&side.question),
        response: plain(&side.response),
        if_pressed: side
            .if_pressed
            .iter()
            .map(|block| IfPressed {
                topic: plain(&block.topic),
                text: plain(&block.text),
            })
            .collect(),
        background: plain(&side.background),
        // `None` and `aucun` are what an empty one shows.
        additional_information: match plain(&side.additional_information) {
            text if matches!(text.as_str(), "None" | "aucun" | "Aucun") => String::new(),
            text => text,
        },
    };
    own == other || bare(own) == bare(other)
}

/// Changes that write a whole side where none is.
fn all_of(lang: Lang, side: &Side) -> Vec<Change> {
    let mut changes: Vec<Change> = [Section::Title]
        .into_iter()
        .chain(Section::BODY)
        .filter_map(|section| {
            let now = side.text(section)?.to_owned();
            Some(Change::Text {
                lang,
                section,
                was: String::new(),
                now,
            })
        })
        .collect();
    changes.push(Change::IfPressed {
        lang,
        was: Vec::new(),
        now: side.if_pressed.clone(),
    });
    changes
}

/// The note's metadata with what it lacks taken from the other page; what differs is reported.
fn filled(own: &Metadata, other: &Metadata, problems: &mut Vec<Problem>) -> Metadata {
    let mut filled = own.clone();
    let mut differs = |field: &str, value: String| {
        problems.push(
            Problem::new(ProblemCode::MetadataDiffers)
                .with("field", field)
                .with("value", value),
        );
    };
    match (own.date, other.date) {
        (None, date) => filled.date = date,
        (Some(own), Some(date)) if own != date => differs("date", date.to_string()),
        _ => {}
    }
    for (field, own, other, slot) in [
        (
            "organization",
            &own.organization,
            &other.organization,
            &mut filled.organization,
        ),
        (
            "minister",
            &own.minister,
            &other.minister,
            &mut filled.minister,
        ),
    ] {
        if own.is_empty() {
            slot.clone_from(other);
        } else if !other.is_empty() && own != other {
            differs(field, other.clone());
        }
    }
    filled
}

/// A failure of the store as the problem of one import.
fn failed(error: crate::store::StoreError) -> Problem {
    let failure = Failure::from(error);
    let mut problem = Problem::new(ProblemCode::NotTaken).with("error", failure.code.key());
    problem.params.extend(failure.params);
    problem
}

#[cfg(test)]
mod tests;
