//! What is known of the files in a notebook, and how it follows them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::{ItemKind, ItemSummary, StoreError};
use crate::note::{ContentHash, NoteFile, ReadNote, Reference, content_hash};
use crate::policy::{PolicyFile, ReadPolicy};
use crate::problem::{Problem, ProblemCode};

/// An item that was found new or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    /// What it is.
    pub kind: ItemKind,
    /// Its reference or slug.
    pub id: String,
    /// The fingerprint of its file.
    pub hash: ContentHash,
    /// What its file holds.
    pub content: Content,
}

/// What an item's file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A note.
    Note(Box<ReadNote>),
    /// A policy.
    Policy(Box<ReadPolicy>),
}

/// What a look at the folder shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// An item is new or has changed.
    Present(Box<Scanned>),
    /// A file that cannot be read is new or has changed; it is listed under its path.
    Unreadable {
        /// What it should be.
        kind: ItemKind,
        /// Its path in the notebook.
        id: String,
    },
    /// An item, or a file that could not be read, is gone.
    Gone {
        /// What it was.
        kind: ItemKind,
        /// Its reference, slug or path.
        id: String,
    },
}

/// What is known of one file.
#[derive(Debug)]
struct Known {
    kind: ItemKind,
    /// `None` where the bytes could not be had.
    hash: Option<ContentHash>,
    stat: Option<(SystemTime, u64)>,
    summary: ItemSummary,
}

/// Every file of the notebook by its path below the root.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    files: BTreeMap<PathBuf, Known>,
    by_id: HashMap<(ItemKind, String), PathBuf>,
}

impl Catalogue {
    pub(super) fn summaries(&self) -> Vec<ItemSummary> {
        let mut all: Vec<ItemSummary> = self
            .files
            .values()
            .map(|known| known.summary.clone())
            .collect();
        all.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
        all
    }

    pub(super) fn hashes(&self) -> Vec<(ItemKind, String, ContentHash)> {
        self.by_id
            .iter()
            .filter_map(|((kind, id), path)| {
                Some((*kind, id.clone(), self.files.get(path)?.hash.clone()?))
            })
            .collect()
    }

    pub(super) fn path(&self, kind: ItemKind, id: &str) -> Option<PathBuf> {
        self.by_id.get(&(kind, id.to_owned())).cloned()
    }

    /// Whether the file at `path` is known to hold another item than `id`.
    pub(super) fn holds_another(&self, root: &Path, path: &Path, id: &str) -> bool {
        let known = path
            .strip_prefix(root)
            .ok()
            .and_then(|relative| self.files.get(relative));
        known.is_some_and(|known| known.summary.readable && known.summary.id != id)
    }

    pub(super) fn references(&self) -> Vec<Reference> {
        let notes = self
            .by_id
            .keys()
            .filter(|(kind, _)| *kind == ItemKind::Note);
        notes.filter_map(|(_, id)| id.parse().ok()).collect()
    }

    /// Looks at every file whose time or size has changed.
    pub(super) fn look_over(
        &mut self,
        root: &Path,
        seen: &mut dyn FnMut(Seen),
    ) -> Result<(), StoreError> {
        fs::read_dir(root).map_err(StoreError::read(root))?;
        let mut present = BTreeSet::new();
        for kind in [ItemKind::Note, ItemKind::Policy] {
            for found in files_below(&root.join(kind.folder())) {
                let path = match found {
                    Ok(path) => path,
                    Err((path, reason)) => {
                        if let Ok(relative) = path.strip_prefix(root) {
                            // What cannot be looked into now is not gone.
                            let below = self
                                .files
                                .keys()
                                .filter(|known| known.starts_with(relative));
                            present.extend(below.cloned());
                            present.insert(relative.to_path_buf());
                            self.unreadable(relative, kind, &reason, seen);
                        }
                        continue;
                    }
                };
                let Ok(relative) = path.strip_prefix(root) else {
                    continue;
                };
                present.insert(relative.to_path_buf());
                let unchanged = self.files.get(relative).is_some_and(|known| {
                    known.stat.is_some()
                        && known.stat == fs::metadata(&path).ok().as_ref().and_then(stat)
                });
                if !unchanged {
                    self.examine(root, relative, kind, seen);
                }
            }
        }
        let gone: Vec<PathBuf> = self
            .files
            .keys()
            .filter(|path| !present.contains(*path))
            .cloned()
            .collect();
        for path in gone {
            self.forget(root, &path, seen);
        }
        Ok(())
    }

    /// Looks at some files and folders, whatever their time and size say.
    pub(super) fn look_at(
        &mut self,
        root: &Path,
        paths: &[PathBuf],
        seen: &mut dyn FnMut(Seen),
    ) -> Result<(), StoreError> {
        for path in paths {
            let Ok(relative) = path.strip_prefix(root) else {
                continue;
            };
            let Some(kind) = kind_of(relative) else {
                continue;
            };
            if path.is_dir() {
                return self.look_over(root, seen);
            } else if path.is_file() {
                if is_item(relative) {
                    self.examine(root, relative, kind, seen);
                }
            } else {
                let below: Vec<PathBuf> = self
                    .files
                    .keys()
                    .filter(|known| known.starts_with(relative))
                    .cloned()
                    .collect();
                for path in below {
                    self.forget(root, &path, seen);
                }
            }
        }
        Ok(())
    }

    pub(super) fn wrote_note(
        &mut self,
        root: &Path,
        path: &Path,
        read: &ReadNote,
        hash: ContentHash,
    ) {
        let summary = ItemSummary::of_note(&read.note, read.problems.clone());
        self.wrote(root, path, ItemKind::Note, summary, hash);
    }

    pub(super) fn wrote_policy(
        &mut self,
        root: &Path,
        path: &Path,
        read: &ReadPolicy,
        hash: ContentHash,
    ) {
        let summary = ItemSummary::of_policy(&read.policy, read.problems.clone());
        self.wrote(root, path, ItemKind::Policy, summary, hash);
    }

    fn wrote(
        &mut self,
        root: &Path,
        path: &Path,
        kind: ItemKind,
        summary: ItemSummary,
        hash: ContentHash,
    ) {
        let relative = path.strip_prefix(root).unwrap_or(path).to_path_buf();
        let stat = fs::metadata(path).ok().as_ref().and_then(stat);
        self.by_id
            .insert((kind, summary.id.clone()), relative.clone());
        self.files.insert(
            relative,
            Known {
                kind,
                hash: Some(hash),
                stat,
                summary,
            },
        );
    }

    /// Reads one file and takes note of what it is now.
    fn examine(
        &mut self,
        root: &Path,
        relative: &Path,
        kind: ItemKind,
        seen: &mut dyn FnMut(Seen),
    ) {
        let path = root.join(relative);
        let shown = shown(relative);
        let stat = fs::metadata(&path).ok().as_ref().and_then(stat);
        let (hash, read) = match fs::read(&path) {
            Ok(bytes) => (Some(content_hash(&bytes)), content(kind, relative, bytes)),
            Err(error) => {
                let problem = Problem::new(ProblemCode::Unreadable)
                    .with("path", &shown)
                    .with("reason", error);
                (None, Err(problem))
            }
        };
        if let Some(known) = self.files.get_mut(relative)
            && known.hash.is_some()
            && known.hash == hash
        {
            known.stat = stat;
            return;
        }
        let before = self.files.remove(relative).map(|known| known.summary.id);
        let (summary, content) = match read {
            Ok((summary, content)) => match self.by_id.get(&(kind, summary.id.clone())) {
                Some(other) if other != relative => {
                    let problem = Problem::new(ProblemCode::DuplicateId)
                        .with("id", &summary.id)
                        .with("path", self::shown(other));
                    (ItemSummary::of_unreadable(kind, shown, problem), None)
                }
                _ => (summary, Some(content)),
            },
            Err(problem) => (ItemSummary::of_unreadable(kind, shown, problem), None),
        };
        let id = summary.id.clone();
        self.files.insert(
            relative.to_path_buf(),
            Known {
                kind,
                hash: hash.clone(),
                stat,
                summary,
            },
        );
        if let Some(before) = before.filter(|before| *before != id) {
            self.release(root, kind, before, relative, seen);
        }
        match (content, hash) {
            (Some(content), Some(hash)) => {
                self.by_id
                    .insert((kind, id.clone()), relative.to_path_buf());
                seen(Seen::Present(Box::new(Scanned {
                    kind,
                    id,
                    hash,
                    content,
                })));
            }
            _ => seen(Seen::Unreadable { kind, id }),
        }
    }

    /// Lists a folder, or a link to nowhere, that cannot be looked into.
    fn unreadable(
        &mut self,
        relative: &Path,
        kind: ItemKind,
        reason: &str,
        seen: &mut dyn FnMut(Seen),
    ) {
        if self.files.contains_key(relative) {
            return;
        }
        let id = shown(relative);
        let problem = Problem::new(ProblemCode::Unreadable)
            .with("path", &id)
            .with("reason", reason);
        let summary = ItemSummary::of_unreadable(kind, id.clone(), problem);
        self.files.insert(
            relative.to_path_buf(),
            Known {
                kind,
                hash: None,
                stat: None,
                summary,
            },
        );
        seen(Seen::Unreadable { kind, id });
    }

    fn forget(&mut self, root: &Path, relative: &Path, seen: &mut dyn FnMut(Seen)) {
        if let Some(known) = self.files.remove(relative) {
            self.release(root, known.kind, known.summary.id, relative, seen);
        }
    }

    /// An id is no longer at that path: another file that claimed it may have it now.
    fn release(
        &mut self,
        root: &Path,
        kind: ItemKind,
        id: String,
        at: &Path,
        seen: &mut dyn FnMut(Seen),
    ) {
        let key = (kind, id);
        if self.by_id.get(&key).is_some_and(|path| path == at) {
            self.by_id.remove(&key);
        }
        seen(Seen::Gone {
            kind,
            id: key.1.clone(),
        });
        let claims = |known: &Known| {
            known.summary.problems.iter().any(|problem| {
                problem.code == ProblemCode::DuplicateId && problem.params.get("id") == Some(&key.1)
            })
        };
        let claimant = self
            .files
            .iter()
            .find(|(_, known)| known.kind == kind && claims(known));
        if let Some(path) = claimant.map(|(path, _)| path.clone()) {
            if let Some(known) = self.files.get_mut(&path) {
                known.hash = None;
            }
            self.examine(root, &path, kind, seen);
        }
    }
}

/// What a file holds, with its line in the list; or why it cannot be read.
fn content(
    kind: ItemKind,
    relative: &Path,
    bytes: Vec<u8>,
) -> Result<(ItemSummary, Content), Problem> {
    let shown = shown(relative);
    let text = String::from_utf8(bytes)
        .map_err(|_| Problem::new(ProblemCode::NotUtf8).with("path", &shown))?;
    let with_path = |problem: Problem| problem.with("path", &shown);
    match kind {
        ItemKind::Note => {
            let read = NoteFile::new(text).read().map_err(with_path)?;
            let summary = ItemSummary::of_note(&read.note, read.problems.clone());
            Ok((summary, Content::Note(Box::new(read))))
        }
        ItemKind::Policy => {
            let slug = relative
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            let read = PolicyFile::new(text)
                .read(&slug.unwrap_or_default())
                .map_err(with_path)?;
            let summary = ItemSummary::of_policy(&read.policy, read.problems.clone());
            Ok((summary, Content::Policy(Box::new(read))))
        }
    }
}

fn stat(metadata: &Metadata) -> Option<(SystemTime, u64)> {
    Some((metadata.modified().ok()?, metadata.len()))
}

/// A path below the root as it is shown: with `/` on every system.
fn shown(relative: &Path) -> String {
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn kind_of(relative: &Path) -> Option<ItemKind> {
    let first = relative.iter().next()?;
    [ItemKind::Note, ItemKind::Policy]
        .into_iter()
        .find(|kind| first == kind.folder())
}

/// Whether a file is one of the notebook's: Markdown, and nothing hidden or temporary.
fn is_item(relative: &Path) -> bool {
    let hidden = relative
        .iter()
        .any(|part| part.to_string_lossy().starts_with('.'));
    let markdown = relative
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
    markdown && !hidden
}

/// The items below a folder, and the folders that cannot be looked into with the reason.
fn files_below(folder: &Path) -> impl Iterator<Item = Result<PathBuf, (PathBuf, String)>> {
    let missing = !folder.exists();
    WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        })
        .filter_map(move |entry| match entry {
            Ok(entry) => {
                let is_item = entry.file_type().is_file() && is_item(Path::new(entry.file_name()));
                is_item.then(|| Ok(entry.into_path()))
            }
            Err(_) if missing => None,
            Err(error) => {
                let path = error.path()?.to_path_buf();
                Some(Err((path, error.to_string())))
            }
        })
}
