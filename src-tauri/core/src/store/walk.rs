//! Which files a notebook's folder holds, each with its time and size.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::SystemTime;

use walkdir::WalkDir;

use super::ItemKind;

/// When a file was last written, and how many bytes it holds.
pub(super) type Stat = (SystemTime, u64);

/// How many threads ask for times and sizes: on a network drive each question takes a while.
const THREADS: usize = 4;

/// Fewer files than this are asked after one by one.
const FEW: usize = 500;

/// A file of the notebook, or a folder that cannot be looked into.
#[derive(Debug)]
pub(super) struct Found {
    /// Its path below the root.
    pub(super) path: PathBuf,
    /// What it should hold.
    pub(super) kind: ItemKind,
    /// Its time and size, `None` where they cannot be had; why a folder cannot be looked into.
    pub(super) stat: Result<Option<Stat>, String>,
}

/// Everything that is there, in the order of names.
///
/// # Errors
/// That of looking into the root itself.
pub(super) fn walk(root: &Path) -> io::Result<Vec<Found>> {
    fs::read_dir(root)?;
    let mut found = Vec::new();
    for kind in [ItemKind::Note, ItemKind::Policy] {
        for file in files_below(&root.join(kind.folder())) {
            let (path, stat) = match file {
                Ok(path) => (path, Ok(None)),
                Err((path, reason)) => (path, Err(reason)),
            };
            if let Ok(path) = path.strip_prefix(root) {
                let path = path.to_path_buf();
                found.push(Found { path, kind, stat });
            }
        }
    }
    let ask = |found: &mut [Found]| {
        for found in found.iter_mut().filter(|found| found.stat.is_ok()) {
            let metadata = fs::metadata(root.join(&found.path)).ok();
            found.stat = Ok(metadata.as_ref().and_then(stat));
        }
    };
    if found.len() < FEW {
        ask(&mut found);
    } else {
        let share = found.len().div_ceil(THREADS);
        thread::scope(|scope| {
            for share in found.chunks_mut(share) {
                scope.spawn(move || ask(share));
            }
        });
    }
    Ok(found)
}

/// A file's time and size.
pub(super) fn stat(metadata: &Metadata) -> Option<Stat> {
    Some((metadata.modified().ok()?, metadata.len()))
}

/// Whether a file is one of the notebook's: Markdown, and nothing hidden or temporary.
pub(super) fn is_item(relative: &Path) -> bool {
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
