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

/// Any change of what is kept, or of what a summary is made from, is a new version.
const VERSION: &str = concat!("qp-catalogue 1 ", env!("CARGO_PKG_VERSION"));

/// How long before it was kept a file must have been quiet: as coarse as file systems tell time.
const COARSE: Duration = Duration::from_secs(2);

/// One file: its path, time (seconds and nanoseconds since 1970), size, fingerprint and line.
#[derive(Serialize, Deserialize)]
struct Line(String, u64, u32, u64, ItemKind, ContentHash, ItemSummary);

/// What is kept of the files, from first to last. Files whose bytes could not be had are left out,
/// and those whose path is not Unicode.
pub(super) fn written(files: &[(PathBuf, Known)]) -> Vec<u8> {
    let lines: Vec<Line> = files.iter().filter_map(line).collect();
    cache::sealed(VERSION, &lines)
}

fn line((path, known): &(PathBuf, Known)) -> Option<Line> {
    let (time, size) = known.stat?;
    let time = time.duration_since(UNIX_EPOCH).ok()?;
    Some(Line(
        path.to_str()?.to_owned(),
        time.as_secs(),
        time.subsec_nanos(),
        size,
        known.kind,
        known.hash.clone()?,
        known.summary.clone(),
    ))
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
    let Line(path, seconds, nanoseconds, size, kind, hash, summary) = line;
    let time = UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds));
    let quiet = time.filter(|time| time.checked_add(COARSE).is_some_and(|then| then < kept));
    let known = Known {
        kind,
        hash: Some(hash),
        stat: quiet.map(|time| (time, size)),
        summary,
    };
    (PathBuf::from(path), known)
}
