//! Watching a notebook's folder for what other programs do to it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};

use super::StoreError;
use super::atomic::TEMPORARY_PREFIX;

/// How long a file must have been quiet before a change is told.
const QUIET: Duration = Duration::from_millis(300);

/// Watches as long as it lives.
#[derive(Debug)]
pub struct Watch {
    _debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

impl Watch {
    /// Calls `changed`, on a thread of its own, with the paths that may have changed; with the
    /// root alone where the system has lost count.
    pub(super) fn new(
        root: &Path,
        changed: impl Fn(Vec<PathBuf>) + Send + 'static,
    ) -> Result<Self, StoreError> {
        let failed = |source| StoreError::Watch {
            path: root.to_path_buf(),
            source,
        };
        let whole = ["qp", "policy"].map(|folder| root.join(folder)).to_vec();
        let handler = move |result: DebounceEventResult| match result {
            Ok(events) => {
                if events.iter().any(|event| event.need_rescan()) {
                    return changed(whole.clone());
                }
                let mut paths: Vec<PathBuf> = events
                    .into_iter()
                    .filter(|event| !event.kind.is_access())
                    .flat_map(|event| event.event.paths)
                    .filter(|path| !is_temporary(path))
                    .collect();
                paths.sort();
                paths.dedup();
                if !paths.is_empty() {
                    changed(paths);
                }
            }
            Err(errors) => {
                for error in errors {
                    tracing::warn!(kind = ?error.kind, "watching the notebook failed; looking it over");
                }
                changed(whole.clone());
            }
        };
        let mut debouncer = new_debouncer(QUIET, None, handler).map_err(failed)?;
        debouncer
            .watch(root, RecursiveMode::Recursive)
            .map_err(failed)?;
        Ok(Self {
            _debouncer: debouncer,
        })
    }
}

fn is_temporary(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(TEMPORARY_PREFIX))
}
