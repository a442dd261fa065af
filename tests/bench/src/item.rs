//! What is indexed, as an engine sees it that knows nothing of notes: an id, labels, two titles and
//! two bodies.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;

use anyhow::{Context, Result, anyhow};
use chrono::{Datelike, NaiveDate};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::{Note, NoteFile, content_hash};
use qp_core::policy::{Policy, PolicyFile};

use crate::corpus::measure::texts;

/// A file of the notebook, read.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A note, with the fingerprint of its file.
    Note(Box<Note>, String),
    /// A policy, with the fingerprint of its file.
    Policy(Box<Policy>, String),
}

/// What is one hit: a note, or an excerpt of a policy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// The reference, or `slug#anchor`.
    pub id: String,
    /// `note` or `policy`.
    pub kind: &'static str,
    /// See [`qp_core::note::Metadata`]; empty for a policy, as the next three.
    pub status: String,
    /// The organization's code.
    pub organization: String,
    /// The minister's code.
    pub minister: String,
    /// The marking.
    pub marking: String,
    /// The tags.
    pub tags: Vec<String>,
    /// The year of the date.
    pub year: String,
    /// Year and month of the date.
    pub month: String,
    /// `complete` where there are both languages.
    pub languages: &'static str,
    /// The date in days from the common era.
    pub date: i64,
    /// The titles; empty where there is no such side.
    pub title: Bilingual<String>,
    /// Everything else, one section after the other.
    pub body: Bilingual<String>,
}

impl Item {
    /// What a note is to such an engine. Its Markdown goes in as it is: marks are no words.
    pub fn of_note(note: &Note) -> Self {
        let mut item = Self {
            id: note.reference.to_string(),
            kind: "note",
            status: note.meta.status.key().to_owned(),
            organization: note.meta.organization.clone(),
            minister: note.meta.minister.clone(),
            marking: note.meta.marking.key().to_owned(),
            tags: note.meta.tags.clone(),
            ..Self::dated(
                note.meta.date,
                note.sides.en.is_some() && note.sides.fr.is_some(),
            )
        };
        for (lang, side) in note.sides.iter() {
            let Some(side) = side else { continue };
            item.title[lang].clone_from(&side.title);
            let body: Vec<&str> = texts(side).skip(1).collect();
            item.body[lang] = body.join("\n\n");
        }
        item
    }

    /// What a policy is to such an engine: an item an excerpt.
    pub fn of_policy(policy: &Policy) -> Vec<Self> {
        let sides = policy.sides.as_ref();
        let complete = sides.en.is_some() && sides.fr.is_some();
        let mut items: Vec<Self> = Vec::new();
        for (lang, side) in policy.sides.iter() {
            let Some(side) = side else { continue };
            for excerpt in &side.excerpts {
                let id = format!("{}#{}", policy.slug, excerpt.anchor);
                let at = items
                    .iter()
                    .position(|item| item.id == id)
                    .unwrap_or_else(|| {
                        items.push(Self {
                            id,
                            kind: "policy",
                            ..Self::dated(policy.modified.or(policy.issued), complete)
                        });
                        items.len() - 1
                    });
                items[at].title[lang] = [&side.title, &excerpt.heading]
                    .map(String::as_str)
                    .join(" ");
                items[at].body[lang].clone_from(&excerpt.text);
            }
        }
        items
    }

    fn dated(date: Option<NaiveDate>, complete: bool) -> Self {
        Self {
            year: date.map_or_else(String::new, |date| date.year().to_string()),
            month: date.map_or_else(String::new, |date| date.format("%Y-%m").to_string()),
            date: date.map_or(0, days),
            languages: if complete { "complete" } else { "incomplete" },
            ..Self::default()
        }
    }
}

/// A date in days from the common era.
pub fn days(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

impl Entry {
    /// What the entry is to an engine that knows nothing of notes.
    pub fn items(&self) -> Vec<Item> {
        match self {
            Self::Note(note, _) => vec![Item::of_note(note)],
            Self::Policy(policy, _) => Item::of_policy(policy),
        }
    }
}

/// Reads every file of a notebook on a thread of its own, and hands each over in turn. Whoever
/// indexes gets the same, so that reading weighs alike on all.
///
/// # Errors
/// Where a file cannot be read or is no note or policy, and what `put` fails with.
pub fn feed(notebook: &Path, mut put: impl FnMut(Entry) -> Result<()>) -> Result<usize> {
    let (sender, receiver) = sync_channel(64);
    thread::scope(|scope| {
        let reader = scope.spawn(move || -> Result<()> {
            for path in files(notebook)? {
                // Who listens has failed: it says why.
                if sender.send(read(&path)?).is_err() {
                    break;
                }
            }
            Ok(())
        });
        let mut fed = 0;
        let mut put_all = || -> Result<()> {
            for entry in &receiver {
                put(entry)?;
                fed += 1;
            }
            Ok(())
        };
        let put = put_all();
        drop(receiver);
        let read = reader.join().map_err(|_| anyhow!("the reader panicked"))?;
        put.and(read)?;
        Ok(fed)
    })
}

/// Every note and policy of a notebook, in the order of their names.
fn files(notebook: &Path) -> Result<Vec<PathBuf>> {
    let list = |folder: &Path| -> Result<Vec<PathBuf>> {
        let mut paths = fs::read_dir(folder)
            .with_context(|| folder.display().to_string())?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    };
    let mut all = Vec::new();
    for year in list(&notebook.join("qp"))? {
        all.extend(list(&year)?);
    }
    all.extend(list(&notebook.join("policy"))?);
    Ok(all)
}

fn read(path: &Path) -> Result<Entry> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let stamp = content_hash(text.as_bytes()).to_string();
    let wrong = |problem| anyhow!("{}: {problem:?}", path.display());
    let is_policy = path
        .parent()
        .is_some_and(|folder| folder.ends_with("policy"));
    if is_policy {
        let slug = path.file_stem().unwrap_or_default().to_string_lossy();
        let read = PolicyFile::new(text).read(&slug).map_err(wrong)?;
        Ok(Entry::Policy(Box::new(read.policy), stamp))
    } else {
        let read = NoteFile::new(text).read().map_err(wrong)?;
        Ok(Entry::Note(Box::new(read.note), stamp))
    }
}

/// A note under a reference of its own with a word that nothing else has, to be saved and found.
pub fn newcomer(mut note: Note, word: &str) -> Result<Note> {
    note.reference = format!("NEW-2026-QP-{word}").parse()?;
    for lang in Lang::ALL {
        if let Some(side) = &mut note.sides[lang] {
            side.background.push_str(&format!("\n\n{word}."));
        }
    }
    Ok(note)
}
