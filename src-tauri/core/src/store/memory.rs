//! What was known of the files, kept for the next opening: then only what differs is read.
//!
//! It is a cache (`cache.rs`), one list in the postcard format: as JSON, a hundred thousand files took
//! half a second to read. A file written in the last moments before the cache is read again at the
//! next opening, since a second change in the same moment would not show in its time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use super::catalogue::Known;
use super::{ItemKind, ItemSummary};
use crate::cache;
use crate::note::ContentHash;
use crate::policy::Citation;

/// Any change of what is kept, or of what a summary is made from, is a new version.
const VERSION: &str = concat!("qp-catalogue 2 ", env!("CARGO_PKG_VERSION"));

/// How long before it was kept a file must have been quiet: as coarse as file systems tell time.
const COARSE: Duration = Duration::from_secs(2);

/// One file.
#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    /// When it was written: seconds and nanoseconds since 1970.
    time: (u64, u32),
    size: u64,
    kind: ItemKind,
    hash: ContentHash,
    summary: ItemSummary,
    /// Of the summary what does not cross to the window, and so is not in its own form.
    tags: Vec<String>,
    complete: bool,
    cites: Vec<Citation>,
}

/// What is kept of the files, from first to last. Files whose bytes could not be had are left out,
/// and those whose path is not Unicode.
pub(super) fn written(files: &[(PathBuf, Known)]) -> Vec<u8> {
    let lines: Vec<Line> = files.iter().filter_map(line).collect();
    cache::sealed(VERSION, &lines)
}

fn line((path, known): &(PathBuf, Known)) -> Option<Line> {
    let (time, size) = known.stat?;
    let time = time.duration_since(UNIX_EPOCH).ok()?;
    let summary = known.summary.clone();
    Some(Line {
        path: path.to_str()?.to_owned(),
        time: (time.as_secs(), time.subsec_nanos()),
        size,
        kind: known.kind,
        hash: known.hash.clone()?,
        tags: summary.tags.clone(),
        complete: summary.complete,
        cites: summary.cites.clone(),
        summary,
    })
}

/// What was kept in a file; nothing where there is none or it is not sound.
pub(super) fn read(file: &Path) -> Vec<(PathBuf, Known)> {
    let sound = || {
        let bytes = fs::read(file).ok()?;
        let kept = fs::metadata(file).ok()?.modified().ok()?;
        let lines: Vec<Line> = cache::opened(VERSION, &bytes)?;
        Some(lines.into_iter().map(|line| known(line, kept)).collect())
    };
    sound().unwrap_or_default()
}

fn known(line: Line, kept: SystemTime) -> (PathBuf, Known) {
    let (seconds, nanoseconds) = line.time;
    let time = UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds));
    let quiet = time.filter(|time| time.checked_add(COARSE).is_some_and(|then| then < kept));
    let known = Known {
        kind: line.kind,
        hash: Some(line.hash),
        stat: quiet.map(|time| (time, line.size)),
        summary: ItemSummary {
            tags: line.tags,
            complete: line.complete,
            cites: line.cites,
            ..line.summary
        },
    };
    (PathBuf::from(line.path), known)
}
