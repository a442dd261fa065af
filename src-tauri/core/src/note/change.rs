//! A change to a note: decided on texts alone, before anything is written.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::file::normal_block;
use super::outline::one_line;
use super::{FrontMatterError, IfPressed, Metadata, Note, NoteFile, body_text};
use crate::lang::Lang;
use crate::section::Section;

/// A change to one part of a note: what it was when the change began, and what it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Change {
    /// The text of the title or of one of the four sections (not of the if-pressed blocks).
    Text {
        /// The side.
        lang: Lang,
        /// The section.
        section: Section,
        /// Its text when the change began; empty where the side did not exist.
        was: String,
        /// Its text now.
        now: String,
    },
    /// The if-pressed blocks of a side.
    IfPressed {
        /// The side.
        lang: Lang,
        /// The blocks when the change began.
        was: Vec<IfPressed>,
        /// The blocks now.
        now: Vec<IfPressed>,
    },
    /// The metadata; only the fields that differ are written.
    Metadata {
        /// The metadata when the change began.
        was: Metadata,
        /// The metadata now.
        now: Metadata,
    },
}

/// The same part changed in two places. `ours` was not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Conflict {
    /// The side; `null` for metadata.
    pub lang: Option<Lang>,
    /// The section; `null` for metadata.
    pub section: Option<Section>,
    /// The two states.
    pub texts: ConflictText,
}

/// The two states of a part that is in conflict. `theirs` is what the file holds after the save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum ConflictText {
    /// Two texts.
    Text {
        /// What this save wanted.
        ours: String,
        /// What is on disk.
        theirs: String,
    },
    /// Two lists of if-pressed blocks.
    IfPressed {
        /// What this save wanted.
        ours: Vec<IfPressed>,
        /// What is on disk.
        theirs: Vec<IfPressed>,
    },
    /// Two states of the metadata.
    Metadata {
        /// What this save wanted.
        ours: Metadata,
        /// What is on disk.
        theirs: Metadata,
    },
}

/// Whether the changes were made on the very file they are applied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Yes: every change applies.
    Same,
    /// No, another program wrote it since: a change applies where its part is still as it was.
    Other,
}

/// What became of some changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The file with every change that could be made.
    pub file: NoteFile,
    /// The changes that were not, because their part had been changed meanwhile.
    pub conflicts: Vec<Conflict>,
    /// The changes that were not, because the front matter does not let them.
    pub failures: Vec<FrontMatterError>,
}

/// Applies changes to a file; `note` is what the file reads as. One that cannot be made keeps none
/// of the others out.
pub fn apply(file: &NoteFile, note: &Note, changes: &[Change], base: Base) -> Applied {
    let mut applied = Applied {
        file: file.clone(),
        conflicts: Vec::new(),
        failures: Vec::new(),
    };
    for change in changes {
        match change {
            Change::Text {
                lang,
                section,
                was,
                now,
            } => {
                applied.text(note, base, (*lang, *section), was, now);
            }
            Change::IfPressed { lang, was, now } => applied.if_pressed(note, base, *lang, was, now),
            Change::Metadata { was, now } => applied.metadata(note, base, was, now),
        }
    }
    applied
}

impl Applied {
    fn text(
        &mut self,
        note: &Note,
        base: Base,
        (lang, section): (Lang, Section),
        was: &str,
        now: &str,
    ) {
        let theirs = note.sides[lang]
            .as_ref()
            .and_then(|side| side.text(section));
        let theirs = theirs.unwrap_or_default();
        let normal = |text: &str| match section {
            Section::Title => one_line(text),
            _ => body_text(text),
        };
        let (was, ours) = (normal(was), normal(now));
        if base == Base::Other && theirs != was && theirs != ours {
            let texts = ConflictText::Text {
                ours,
                theirs: theirs.to_owned(),
            };
            self.conflicts.push(Conflict {
                lang: Some(lang),
                section: Some(section),
                texts,
            });
        } else if section == Section::Title {
            let titled = self.file.with_title(lang, &ours);
            self.take(titled);
        } else {
            self.file = self.file.with_text(lang, section, &ours);
        }
    }

    fn if_pressed(
        &mut self,
        note: &Note,
        base: Base,
        lang: Lang,
        was: &[IfPressed],
        now: &[IfPressed],
    ) {
        let side = note.sides[lang].as_ref();
        let theirs = side
            .map(|side| side.if_pressed.as_slice())
            .unwrap_or_default();
        let was: Vec<IfPressed> = was.iter().map(normal_block).collect();
        let ours: Vec<IfPressed> = now.iter().map(normal_block).collect();
        if base == Base::Other && theirs != was && theirs != ours {
            let texts = ConflictText::IfPressed {
                ours,
                theirs: theirs.to_vec(),
            };
            self.conflicts.push(Conflict {
                lang: Some(lang),
                section: Some(Section::IfPressed),
                texts,
            });
        } else {
            self.file = self.file.with_if_pressed(lang, &ours);
        }
    }

    fn metadata(&mut self, note: &Note, base: Base, was: &Metadata, now: &Metadata) {
        let (merged, clash) = merged(was, now, &note.meta, base);
        let changed = self.file.with_metadata(&note.meta, &merged);
        self.take(changed);
        if clash {
            let texts = ConflictText::Metadata {
                ours: now.clone(),
                theirs: merged,
            };
            self.conflicts.push(Conflict {
                lang: None,
                section: None,
                texts,
            });
        }
    }

    fn take(&mut self, changed: Result<NoteFile, FrontMatterError>) {
        match changed {
            Ok(file) => self.file = file,
            Err(error) => self.failures.push(error),
        }
    }
}

/// What is on disk with the fields replaced that this save changed and nobody else did; and
/// whether any field was changed by both.
fn merged(was: &Metadata, now: &Metadata, theirs: &Metadata, base: Base) -> (Metadata, bool) {
    let mut merged = theirs.clone();
    let mut clash = false;
    macro_rules! merge {
        ($($field:ident),+) => {$(
            if was.$field != now.$field {
                if base == Base::Other && theirs.$field != was.$field && theirs.$field != now.$field {
                    clash = true;
                } else {
                    merged.$field = now.$field.clone();
                }
            }
        )+};
    }
    merge!(date, organization, minister, status, marking, tags);
    (merged, clash)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Bilingual;
    use crate::note::{Side, Status};

    fn note(question: &str, background: &str) -> Note {
        let side = Side {
            question: question.into(),
            background: background.into(),
            ..Side::default()
        };
        Note {
            reference: "A".parse().unwrap(),
            meta: Metadata::default(),
            sides: Bilingual::new(Some(side), None),
        }
    }

    fn text(section: Section, was: &str, now: &str) -> Change {
        Change::Text {
            lang: Lang::En,
            section,
            was: was.into(),
            now: now.into(),
        }
    }

    fn apply_to(disk: &Note, changes: &[Change], base: Base) -> (Note, Vec<Conflict>) {
        let applied = apply(&NoteFile::of(disk), disk, changes, base);
        (applied.file.read().unwrap().note, applied.conflicts)
    }

    #[test]
    fn changes_of_different_sections_merge() {
        let disk = note("Why?", "changed outside");
        let changes = [text(Section::Question, "Why?", "Why now?")];
        let (merged, conflicts) = apply_to(&disk, &changes, Base::Other);
        assert_eq!(merged, note("Why now?", "changed outside"));
        assert!(conflicts.is_empty());
    }

    #[test]
    fn the_same_section_changed_twice_keeps_both_texts() {
        let disk = note("Why then?", "b");
        let changes = [
            text(Section::Question, "Why?", "Why now?"),
            text(Section::Background, "b", "c"),
        ];
        let (merged, conflicts) = apply_to(&disk, &changes, Base::Other);
        assert_eq!(merged, note("Why then?", "c"));
        let texts = ConflictText::Text {
            ours: "Why now?".into(),
            theirs: "Why then?".into(),
        };
        assert_eq!(
            conflicts,
            [Conflict {
                lang: Some(Lang::En),
                section: Some(Section::Question),
                texts
            }]
        );
    }

    #[test]
    fn the_same_change_made_twice_is_no_conflict() {
        let disk = note("Why now?", "");
        let changes = [text(Section::Question, "Why?", "Why now?")];
        assert_eq!(apply_to(&disk, &changes, Base::Other), (disk, vec![]));
    }

    #[test]
    fn a_change_that_cannot_be_made_keeps_no_other_out() {
        let text = "---\nreference: A\ntitle: &t {en: One, fr: Un}\nx: *t\n---\n\n# English\n";
        let file = NoteFile::new(text.to_owned());
        let disk = file.read().unwrap().note;
        let changes = [
            text_of_title("One", "Two"),
            self::text(Section::Background, "", "Words"),
        ];
        let applied = apply(&file, &disk, &changes, Base::Same);
        let side = applied.file.read().unwrap().note.sides.en.unwrap();
        assert_eq!(
            (side.title.as_str(), side.background.as_str()),
            ("One", "Words")
        );
        assert_eq!(applied.failures.len(), 1);
    }

    fn text_of_title(was: &str, now: &str) -> Change {
        text(Section::Title, was, now)
    }

    #[test]
    fn metadata_merges_field_by_field() {
        let mut disk = note("", "");
        disk.meta.status = Status::InReview;
        let was = Metadata::default();
        let ours = Metadata {
            minister: "PTB".into(),
            ..Metadata::default()
        };
        let change = Change::Metadata {
            was: was.clone(),
            now: ours,
        };
        let (merged, conflicts) = apply_to(&disk, &[change], Base::Other);
        assert_eq!(
            (merged.meta.minister.as_str(), merged.meta.status),
            ("PTB", Status::InReview)
        );
        assert!(conflicts.is_empty());
        let ours = Metadata {
            status: Status::Approved,
            ..Metadata::default()
        };
        let change = Change::Metadata { was, now: ours };
        let (merged, conflicts) = apply_to(&disk, &[change], Base::Other);
        assert_eq!((merged.meta.status, conflicts.len()), (Status::InReview, 1));
    }
}
