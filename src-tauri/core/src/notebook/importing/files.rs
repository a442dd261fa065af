//! Importing several files and whole folders at once, with progress.

use std::path::{Path, PathBuf};

use serde::Serialize;
use walkdir::WalkDir;

use super::super::{ImportOutcome, Notebook};
use crate::problem::{Problem, ProblemCode};
use crate::store::ItemKind;

/// Files that computers leave in folders and nobody means to import.
const NOBODYS: [&str; 3] = ["thumbs.db", "desktop.ini", ".ds_store"];

/// The most files of one import: a wrong folder is noticed before it is read.
const MOST_FILES: usize = 10_000;

/// How far an import of several files has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportProgress<'a> {
    /// How many files are done.
    pub done: usize,
    /// How many there are in all.
    pub of: usize,
    /// The file that is read next; `None` at the end.
    pub file: Option<&'a Path>,
}

/// What an import of several files came to, in numbers of outcomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ImportSummary {
    /// Notes made, or completed by another language.
    pub notes: usize,
    /// Policies made, completed or replaced.
    pub policies: usize,
    /// Notes and policies that were there already, word for word, or in a newer text.
    pub unchanged: usize,
    /// Files that could not be read or taken.
    pub failed: usize,
}

impl ImportSummary {
    /// The numbers of some outcomes.
    pub fn of(outcomes: &[ImportOutcome]) -> Self {
        let mut summary = Self::default();
        for outcome in outcomes {
            let unchanged = outcome.problems.iter().any(|problem| {
                matches!(
                    problem.code,
                    ProblemCode::AlreadyImported | ProblemCode::OlderThanOurs
                )
            });
            let joined = outcome.problems.iter().any(|problem| {
                matches!(
                    problem.code,
                    ProblemCode::LanguageJoined | ProblemCode::PolicyReplaced
                )
            });
            match outcome.kind {
                None => summary.failed += 1,
                Some(_) if unchanged && !joined => summary.unchanged += 1,
                Some(ItemKind::Note) => summary.notes += 1,
                Some(ItemKind::Policy) => summary.policies += 1,
            }
        }
        summary
    }
}

impl Notebook {
    /// Imports files and all files below folders, each on its own: one that fails does not keep the
    /// others out. Files of one folder come in the order of their names.
    ///
    /// A file gives one outcome; a binder, a Word file with several notes, one for each of them.
    pub fn import(&self, paths: &[PathBuf]) -> Vec<ImportOutcome> {
        self.import_all(paths, &mut |_| true)
    }

    /// As [`Self::import`], telling before each file how far it has come. It stops where `progress`
    /// says `false`; what is taken by then stays.
    pub fn import_all(
        &self,
        paths: &[PathBuf],
        progress: &mut dyn FnMut(ImportProgress<'_>) -> bool,
    ) -> Vec<ImportOutcome> {
        let mut outcomes = Vec::new();
        let mut files = Vec::new();
        for path in paths {
            if path.is_dir() {
                files.extend(below(path));
            } else {
                files.push(Ok(path.clone()));
            }
        }
        let of = files.len();
        for (done, file) in files.iter().enumerate() {
            let path = match file {
                Ok(path) => path,
                Err(outcome) => {
                    outcomes.push(outcome.clone());
                    continue;
                }
            };
            let file = Some(path.as_path());
            if !progress(ImportProgress { done, of, file }) {
                return outcomes;
            }
            outcomes.extend(self.import_file(path));
        }
        progress(ImportProgress {
            done: of,
            of,
            file: None,
        });
        outcomes
    }
}

/// The files below a folder; what cannot be looked into is an outcome at once.
fn below(folder: &Path) -> Vec<Result<PathBuf, ImportOutcome>> {
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let nobodys = |name: &std::ffi::OsStr| {
        let name = name.to_string_lossy().to_lowercase();
        // `~$note.docx`: Word's own mark that a file is open.
        NOBODYS.contains(&name.as_str()) || name.starts_with("~$")
    };
    let refused = |path: &Path, problem: Problem| ImportOutcome {
        path: path.display().to_string(),
        part: 0,
        kind: None,
        id: None,
        problems: vec![problem],
    };
    let mut files = Vec::new();
    let walk = WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name()));
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() && !nobodys(entry.file_name()) => {
                files.push(Ok(entry.into_path()));
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                let problem = Problem::new(ProblemCode::Unreadable)
                    .with("path", path.display())
                    .with("reason", &error);
                files.push(Err(refused(&path, problem)));
            }
        }
        if files.len() > MOST_FILES {
            let problem = Problem::new(ProblemCode::TooManyFiles).with("limit", MOST_FILES);
            return vec![Err(refused(folder, problem))];
        }
    }
    files
}
