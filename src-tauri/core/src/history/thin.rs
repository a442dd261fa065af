//! Which states are let go, so that what is kept stays bounded.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};

use super::{History, State, states_in};

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// Every state that is younger.
    pub every: TimeDelta,
    /// Of those younger than this the last of every ten minutes; of those younger than a week, of
    /// every hour; of the others, of every day.
    pub often: TimeDelta,
    /// Nothing that is older.
    pub longest: TimeDelta,
    /// No more of one note, in bytes; the oldest go first.
    pub note: u64,
    /// No more in all, in bytes; the oldest go first.
    pub all: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            every: TimeDelta::hours(12),
            often: TimeDelta::days(3),
            longest: TimeDelta::days(30),
            note: 32 << 20,
            all: 512 << 20,
        }
    }
}

impl Bounds {
    /// How far apart the states of that age are kept; `None` where none is.
    fn apart(&self, age: TimeDelta) -> Option<TimeDelta> {
        if age > self.longest {
            None
        } else if age <= self.every {
            Some(TimeDelta::zero())
        } else if age <= self.often {
            Some(TimeDelta::minutes(10))
        } else if age <= TimeDelta::days(7) {
            Some(TimeDelta::hours(1))
        } else {
            Some(TimeDelta::days(1))
        }
    }

    /// Those of `states` (newest first, with their sizes) that are let go.
    pub(super) fn let_go(&self, states: &[(State, u64)], now: DateTime<Utc>) -> Vec<String> {
        let mut gone = Vec::new();
        let mut slot = None;
        let mut bytes = 0;
        for (index, (state, size)) in states.iter().enumerate() {
            let kept = match self.apart(now - state.at) {
                None => false,
                Some(apart) if apart.is_zero() => true,
                Some(apart) => {
                    let this = Some((apart, state.at.timestamp() / apart.num_seconds()));
                    std::mem::replace(&mut slot, this) != this
                }
            };
            bytes += if kept { *size } else { 0 };
            // The newest one is kept whatever its size, unless it is too old.
            if !kept || (bytes > self.note && index > 0) {
                gone.push(state.id.clone());
            }
        }
        gone
    }
}

impl History {
    /// Lets go of what all folders hold beyond the bounds.
    pub(super) fn thin_all(&self, bounds: &Bounds, now: DateTime<Utc>) {
        let mut kept: Vec<(State, u64, PathBuf)> = Vec::new();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let folder = entry.path();
            thin(&folder, bounds, now);
            let left = sized(&folder);
            if left.is_empty() {
                // Only an empty folder can be removed that way.
                let _ = fs::remove_dir(&folder);
            }
            kept.extend(
                left.into_iter()
                    .map(|(state, size)| (state, size, folder.clone())),
            );
        }
        kept.sort_by_key(|(state, ..)| std::cmp::Reverse(state.at));
        let mut bytes = 0;
        for (state, size, folder) in kept {
            bytes += size;
            if bytes > bounds.all {
                let _ = fs::remove_file(folder.join(format!("{}.md", state.id)));
            }
        }
    }
}

/// Lets go of what a note's folder holds beyond the bounds.
pub(super) fn thin(folder: &Path, bounds: &Bounds, now: DateTime<Utc>) {
    for id in bounds.let_go(&sized(folder), now) {
        // A file that cannot be removed does no harm.
        let _ = fs::remove_file(folder.join(format!("{id}.md")));
    }
}

fn sized(folder: &Path) -> Vec<(State, u64)> {
    let size = |state: &State| fs::metadata(folder.join(format!("{}.md", state.id)));
    states_in(folder)
        .into_iter()
        .map(|state| {
            let bytes = size(&state).map(|file| file.len()).unwrap_or_default();
            (state, bytes)
        })
        .collect()
}
