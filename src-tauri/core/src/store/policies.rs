//! The policies last read: what is asked of one clause after another parses a whole Act once.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};

use lru::LruCache;

use super::{ItemKind, Store, StoreError, read_text};
use crate::note::{ContentHash, content_hash};
use crate::policy::{PolicyFile, ReadPolicy};

/// As many are kept. A long Act with both languages takes a few megabytes.
const KEPT: NonZeroUsize = NonZeroUsize::new(16).unwrap();

/// Policies by slug, with the fingerprint of the text that each was read from.
#[derive(Debug)]
pub(super) struct LastPolicies(Mutex<LruCache<String, (ContentHash, Arc<ReadPolicy>)>>);

impl Default for LastPolicies {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(KEPT)))
    }
}

impl Store {
    /// Whether it is worth asking for a policy: [`Store::policy`] looks over the whole folder for one
    /// that is not there.
    pub fn may_have_policy(&self, slug: &str) -> bool {
        let is_likely = || {
            let likely = self.likely(ItemKind::Policy, slug);
            likely.iter().any(|path| path.is_file())
        };
        !self.is_scanned() || self.path(ItemKind::Policy, slug).is_some() || is_likely()
    }

    /// A policy, as it is on disk at this moment.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] where there is none, [`StoreError::NotReadable`] where its file is
    /// not one of a policy, or that of reading.
    pub fn policy(&self, slug: &str) -> Result<Arc<ReadPolicy>, StoreError> {
        let path = self.existing(ItemKind::Policy, slug)?;
        let text = read_text(&path)?;
        let hash = content_hash(text.as_bytes());
        let last = || {
            self.policies
                .0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some((of, read)) = last().get(slug)
            && *of == hash
        {
            return Ok(Arc::clone(read));
        }
        let read = PolicyFile::new(text)
            .read(slug)
            .map_err(|_| StoreError::NotReadable(path))?;
        let read = Arc::new(read);
        last().put(slug.to_owned(), (hash, Arc::clone(&read)));
        Ok(read)
    }
}
