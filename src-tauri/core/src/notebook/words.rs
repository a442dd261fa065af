//! The notebook's own synonyms, and when its dictionary is learned.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::Notebook;
use super::shelf::Shelf;
use crate::behind;
use crate::problem::{Problem, ProblemCode};
use crate::search::{Index, SYNONYMS_FILE, SearchError, Synonyms};

/// More of the file is not read, in bytes.
const LARGEST_FILE: u64 = 4 << 20;

/// Whether a dictionary is being learned: one at a time, of whatever notebook.
static LEARNING: AtomicBool = AtomicBool::new(false);

/// The synonyms of a notebook: ours, and those of the file at its root.
#[derive(Debug)]
pub(super) struct OwnSynonyms {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Time and size of the file that was read; `None` where there was none.
    read: Option<(SystemTime, u64)>,
    /// `None` until it is first needed.
    synonyms: Option<Arc<Synonyms>>,
    problems: Vec<Problem>,
}

impl OwnSynonyms {
    pub(super) fn new(root: &Path) -> Self {
        Self {
            path: root.join(SYNONYMS_FILE),
            state: Mutex::default(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The synonyms as they were read last.
    fn known(&self) -> Arc<Synonyms> {
        let known = self.state().synonyms.clone();
        known.unwrap_or_else(|| self.look())
    }

    /// Reads the file if it has changed since it was read.
    pub(super) fn look(&self) -> Arc<Synonyms> {
        let now = fs::metadata(&self.path)
            .ok()
            .and_then(|data| Some((data.modified().ok()?, data.len())));
        let mut state = self.state();
        if let Some(synonyms) = &state.synonyms
            && state.read == now
        {
            return Arc::clone(synonyms);
        }
        let (synonyms, problems) = match self.text() {
            Ok(text) => Synonyms::built_in().with(&text),
            Err(problem) => (Synonyms::built_in(), problem.into_iter().collect()),
        };
        if !problems.is_empty() {
            tracing::warn!(
                count = problems.len(),
                "lines of the synonyms are not understood"
            );
        }
        let synonyms = Arc::new(synonyms);
        *state = State {
            read: now,
            synonyms: Some(Arc::clone(&synonyms)),
            problems,
        };
        synonyms
    }

    /// The text of the file, or what is wrong with it; nothing is wrong where there is none.
    fn text(&self) -> Result<String, Option<Problem>> {
        let of_file = |code| Problem::new(code).with("path", SYNONYMS_FILE);
        let mut bytes = Vec::new();
        let read =
            File::open(&self.path).and_then(|file| file.take(LARGEST_FILE).read_to_end(&mut bytes));
        match read {
            Ok(_) => String::from_utf8(bytes).map_err(|_| Some(of_file(ProblemCode::NotUtf8))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(None),
            Err(error) => Err(Some(of_file(ProblemCode::Unreadable).with("reason", error))),
        }
    }
}

impl Notebook {
    /// Hands the synonyms to the index. The file is looked at where nobody watches the folder.
    pub(super) fn bring_synonyms(&self, index: &Index, is_watched: bool) {
        let synonyms = if is_watched {
            self.synonyms.known()
        } else {
            self.synonyms.look()
        };
        index.use_synonyms(synonyms);
    }

    /// What is wrong with the notebook's own synonyms: lines that are left out.
    pub fn synonym_problems(&self) -> Vec<Problem> {
        self.synonyms.look();
        self.synonyms.state().problems.clone()
    }
}

/// Learns the dictionary if that is due. It is worth no failure: queries go on with what is known.
pub(super) fn learn(index: &Index) {
    match index.learn_words() {
        Ok(true) => tracing::debug!("the dictionary was learned"),
        Ok(false) => {}
        Err(error) => log(&error),
    }
}

/// Prepares for questions and learns, on a thread of its own: neither queries nor saves wait for it.
pub(super) fn learn_behind(shelf: &Arc<Shelf>) {
    if LEARNING.swap(true, Ordering::AcqRel) {
        return;
    }
    let shelf = Arc::clone(shelf);
    let work = move || {
        match shelf.index() {
            Ok(index) => {
                if let Err(error) = index.prepare() {
                    tracing::debug!(%error, "the index is not prepared for questions");
                }
                learn(&index);
            }
            Err(error) => log(&error),
        }
        LEARNING.store(false, Ordering::Release);
    };
    if let Err(error) = behind::spawn("learning", work) {
        LEARNING.store(false, Ordering::Release);
        tracing::debug!(%error, "the dictionary was not learned");
    }
}

fn log(error: &SearchError) {
    tracing::debug!(%error, "the dictionary was not learned");
}
