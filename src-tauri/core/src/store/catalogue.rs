//! What is known of the files in a notebook, and how it follows them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use super::walk::{Found, Stat, is_item, stat};
use super::{ItemKind, ItemSummary};
use crate::note::{ContentHash, NoteFile, ReadNote, Reference, content_hash};
use crate::policy::{PolicyFile, ReadPolicy};
use crate::problem::{Problem, ProblemCode};

/// What a look at the folder shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// An item is new or has changed.
    Present {
        /// What it is.
        kind: ItemKind,
        /// Its reference or slug.
        id: String,
    },
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
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) kind: ItemKind,
    /// `None` where the bytes could not be had.
    pub(super) hash: Option<ContentHash>,
    /// `None` where the file must be read again whatever its time and size are.
    pub(super) stat: Option<Stat>,
    pub(super) summary: ItemSummary,
}

/// Every file of the notebook by its path below the root.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    files: BTreeMap<PathBuf, Known>,
    by_id: HashMap<(ItemKind, String), PathBuf>,
    /// The files that hold an id which another file has.
    claimants: BTreeSet<PathBuf>,
    /// How many files were read or forgotten since all of this was last kept on disk.
    news: usize,
}

impl Catalogue {
    /// What was known of files at the end of another time.
    pub(super) fn recalled(files: impl IntoIterator<Item = (PathBuf, Known)>) -> Self {
        let files: BTreeMap<PathBuf, Known> = files.into_iter().collect();
        let readable = files.iter().filter(|(_, known)| known.summary.readable);
        let by_id = readable
            .map(|(path, known)| ((known.kind, known.summary.id.clone()), path.clone()))
            .collect();
        let claimants = files
            .iter()
            .filter(|(_, known)| claimed(&known.summary).is_some())
            .map(|(path, _)| path.clone())
            .collect();
        Self {
            files,
            by_id,
            claimants,
            news: 0,
        }
    }

    /// Up to `count` files behind `last` in the order of their paths.
    pub(super) fn behind(&self, last: Option<&Path>, count: usize) -> Vec<(PathBuf, Known)> {
        let from = last.map_or(Bound::Unbounded, Bound::Excluded);
        let files = self.files.range::<Path, _>((from, Bound::Unbounded));
        let copied = files.map(|(path, known)| (path.clone(), known.clone()));
        copied.take(count).collect()
    }

    /// How many files there are, and how many were read or forgotten since all of this was last
    /// kept on disk.
    pub(super) fn news(&self) -> (usize, usize) {
        (self.files.len(), self.news)
    }

    /// All of this is being kept on disk.
    pub(super) const fn is_kept(&mut self) {
        self.news = 0;
    }

    /// How many items there are.
    pub(super) fn count(&self) -> usize {
        self.by_id.len()
    }

    /// The fingerprint of an item.
    pub(super) fn hash(&self, kind: ItemKind, id: &str) -> Option<ContentHash> {
        let path = self.by_id.get(&(kind, id.to_owned()))?;
        self.files.get(path)?.hash.clone()
    }

    /// The lines of the list whose ids are wanted, notes first, each kind by id.
    pub(super) fn summaries(&self, wanted: impl Fn(&str) -> bool) -> Vec<ItemSummary> {
        let mut all: Vec<ItemSummary> = (self.files.values())
            .filter(|known| wanted(&known.summary.id))
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

    /// Looks at those of some files, as they were found just now, whose time or size has changed.
    pub(super) fn take_in(&mut self, root: &Path, found: &[Found], seen: &mut dyn FnMut(Seen)) {
        for Found { path, kind, stat } in found {
            match stat {
                Ok(stat) => {
                    let known = self.files.get(path).and_then(|known| known.stat);
                    if known.is_none() || known != *stat {
                        self.examine(root, path, *kind, seen);
                    }
                }
                Err(reason) => self.unreadable(path, *kind, reason, seen),
            }
        }
    }

    /// Forgets what was not found and is not there. What lies below a folder that cannot be
    /// looked into now is not gone.
    pub(super) fn forget_missing(
        &mut self,
        root: &Path,
        found: &[Found],
        seen: &mut dyn FnMut(Seen),
    ) {
        let present: HashSet<&Path> = found.iter().map(|found| found.path.as_path()).collect();
        let closed: Vec<&Path> = found
            .iter()
            .filter(|found| found.stat.is_err())
            .map(|found| found.path.as_path())
            .collect();
        let is_gone = |path: &&PathBuf| {
            !present.contains(path.as_path())
                && !closed.iter().any(|folder| path.starts_with(folder))
                // It may have been written since.
                && !root.join(path).is_file()
        };
        let gone: Vec<PathBuf> = self.files.keys().filter(is_gone).cloned().collect();
        for path in gone {
            self.forget(root, &path, seen);
        }
    }

    /// Looks at some files, whatever their time and size say, and forgets what is not there. Tells
    /// whether one of them is a folder, which means looking over everything.
    pub(super) fn look_at(
        &mut self,
        root: &Path,
        paths: &[PathBuf],
        seen: &mut dyn FnMut(Seen),
    ) -> bool {
        let mut is_folder = false;
        for path in paths {
            let Ok(relative) = path.strip_prefix(root) else {
                continue;
            };
            let Some(kind) = kind_of(relative) else {
                continue;
            };
            if path.is_dir() {
                is_folder = true;
            } else if path.is_file() {
                if is_item(relative) {
                    self.examine(root, relative, kind, seen);
                }
            } else {
                let below: Vec<PathBuf> = self
                    .files
                    .range::<Path, _>((Bound::Included(relative), Bound::Unbounded))
                    .map(|(known, _)| known)
                    .take_while(|known| known.starts_with(relative))
                    .cloned()
                    .collect();
                for path in below {
                    self.forget(root, &path, seen);
                }
            }
        }
        is_folder
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
        self.news += 1;
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
        self.news += 1;
        let stat = fs::metadata(&path).ok().as_ref().and_then(stat);
        let (hash, read) = match fs::read(&path) {
            Ok(bytes) => (Some(content_hash(&bytes)), summary(kind, relative, bytes)),
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
        self.claimants.remove(relative);
        let summary = match read {
            Ok(summary) => match self.by_id.get(&(kind, summary.id.clone())) {
                Some(other) if other != relative => {
                    let problem = Problem::new(ProblemCode::DuplicateId)
                        .with("id", &summary.id)
                        .with("path", self::shown(other));
                    ItemSummary::of_unreadable(kind, shown, problem)
                }
                _ => summary,
            },
            Err(problem) => ItemSummary::of_unreadable(kind, shown, problem),
        };
        let is_readable = summary.readable;
        let id = summary.id.clone();
        if claimed(&summary).is_some() {
            self.claimants.insert(relative.to_path_buf());
        }
        self.files.insert(
            relative.to_path_buf(),
            Known {
                kind,
                hash,
                stat,
                summary,
            },
        );
        if let Some(before) = before.filter(|before| *before != id) {
            self.release(root, kind, before, relative, seen);
        }
        if is_readable {
            self.by_id
                .insert((kind, id.clone()), relative.to_path_buf());
            seen(Seen::Present { kind, id });
        } else {
            seen(Seen::Unreadable { kind, id });
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
            self.news += 1;
            self.claimants.remove(relative);
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
        let claimant = self.claimants.iter().find(|path| {
            let known = self.files.get(*path);
            known.is_some_and(|known| {
                known.kind == kind && claimed(&known.summary) == Some(key.1.as_str())
            })
        });
        if let Some(path) = claimant.cloned() {
            if let Some(known) = self.files.get_mut(&path) {
                known.hash = None;
            }
            self.examine(root, &path, kind, seen);
        }
    }
}

/// The id that a file holds although another file has it.
fn claimed(summary: &ItemSummary) -> Option<&str> {
    let mut problems = summary.problems.iter();
    let duplicate = problems.find(|problem| problem.code == ProblemCode::DuplicateId)?;
    duplicate.params.get("id").map(String::as_str)
}

/// The line of a file in the list; or why it cannot be read.
fn summary(kind: ItemKind, relative: &Path, bytes: Vec<u8>) -> Result<ItemSummary, Problem> {
    let shown = shown(relative);
    let text = String::from_utf8(bytes)
        .map_err(|_| Problem::new(ProblemCode::NotUtf8).with("path", &shown))?;
    let with_path = |problem: Problem| problem.with("path", &shown);
    match kind {
        ItemKind::Note => {
            let read = NoteFile::new(text).read().map_err(with_path)?;
            Ok(ItemSummary::of_note(&read.note, read.problems))
        }
        ItemKind::Policy => {
            let slug = relative
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            let read = PolicyFile::new(text)
                .read(&slug.unwrap_or_default())
                .map_err(with_path)?;
            Ok(ItemSummary::of_policy(&read.policy, read.problems))
        }
    }
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
