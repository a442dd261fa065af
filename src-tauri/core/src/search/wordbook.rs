//! What an index knows of words beyond those typed: the synonyms, and the dictionary with its file.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use super::ask::Asking;
use super::dictionary::Dictionary;
use super::stems::Analyzer;
use super::synonyms::Synonyms;
use super::{Index, SearchError};

/// The dictionary is learned again when this part of its items has changed, but no fewer and no
/// more than so many.
const PART: usize = 10;
const LEAST: usize = 1;
const MOST: usize = 2_000;

/// Synonyms and dictionary of one index.
pub(super) struct Wordbook {
    /// Where the dictionary is kept; `None` for an index in memory.
    path: Option<PathBuf>,
    synonyms: RwLock<Arc<Synonyms>>,
    /// `None` until it is first needed.
    dictionary: RwLock<Option<Arc<Dictionary>>>,
    /// How many items were put since it was learned.
    changed: AtomicUsize,
}

impl Wordbook {
    /// The wordbook of the index in `dir`: its dictionary lies beside it.
    pub(super) fn new(dir: Option<&Path>) -> Self {
        Self {
            path: dir.map(|dir| dir.with_extension("dictionary")),
            synonyms: RwLock::new(Arc::new(Synonyms::built_in())),
            dictionary: RwLock::default(),
            changed: AtomicUsize::new(0),
        }
    }

    /// The synonyms.
    pub(super) fn synonyms(&self) -> Arc<Synonyms> {
        Arc::clone(&self.synonyms.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes other synonyms.
    pub(super) fn use_synonyms(&self, synonyms: Arc<Synonyms>) {
        *self
            .synonyms
            .write()
            .unwrap_or_else(PoisonError::into_inner) = synonyms;
    }

    /// The dictionary: the one learned last, or the glossary.
    pub(super) fn dictionary(&self, analyzer: &Analyzer) -> Arc<Dictionary> {
        let slot = self
            .dictionary
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(dictionary) = &*slot {
            return Arc::clone(dictionary);
        }
        drop(slot);
        let kept = self.path.as_deref().and_then(Dictionary::load);
        let dictionary = Arc::new(kept.unwrap_or_else(|| Dictionary::of_glossary(analyzer)));
        self.replace(Some(Arc::clone(&dictionary)));
        dictionary
    }

    fn replace(&self, dictionary: Option<Arc<Dictionary>>) {
        let mut slot = self
            .dictionary
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *slot = dictionary;
    }

    /// Lets go of the dictionary: the next to need it reads what another process may have kept.
    pub(super) fn forget(&self) {
        if self.path.is_some() {
            self.replace(None);
        }
    }

    /// Takes note that an item was put.
    pub(super) fn count_change(&self) {
        self.changed.fetch_add(1, Ordering::Relaxed);
    }

    /// Learns the dictionary if enough has changed since it was learned; tells whether it was.
    pub(super) fn learn(&self, index: &Asking<'_>) -> tantivy::Result<bool> {
        let changed = self.changed.load(Ordering::Relaxed);
        let is_kept = self.path.as_deref().is_some_and(Path::exists);
        if changed == 0 && (is_kept || self.path.is_none()) {
            return Ok(false);
        }
        let before = self.dictionary(index.analyzer).items();
        let changed = changed.max(Dictionary::items_of(index)?.abs_diff(before));
        if changed < (before / PART).clamp(LEAST, MOST) {
            return Ok(false);
        }
        let dictionary = Dictionary::learn(index)?;
        self.changed.store(0, Ordering::Relaxed);
        if let Some(path) = &self.path
            && let Err(error) = dictionary.keep(path)
        {
            tracing::warn!(%error, "the dictionary is not kept");
        }
        self.replace(Some(Arc::new(dictionary)));
        Ok(true)
    }
}

impl Index {
    /// Looks for these synonyms too, from the next query on.
    pub fn use_synonyms(&self, synonyms: Arc<Synonyms>) {
        self.wordbook.use_synonyms(synonyms);
    }

    /// Learns from the bilingual notes and policies which word of one language stands for which of
    /// the other, if a tenth of them has changed since that was done last. Takes seconds where
    /// they are many; queries go on meanwhile and use what was learned before. What was learned is
    /// kept beside the index.
    ///
    /// # Errors
    /// As [`Index::search`].
    pub fn learn_words(&self) -> Result<bool, SearchError> {
        if self.is_writable() {
            self.asking(|asking| self.wordbook.learn(asking))
        } else {
            self.wordbook.forget();
            Ok(false)
        }
    }
}
