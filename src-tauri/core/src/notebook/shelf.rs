//! The notebook's one index: opened when it is first needed, made anew when it turns out damaged.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDate, TimeDelta};

use crate::search::{Index, SearchError};
use crate::store::atomic_write;

/// How long an index that is too large to be read whole at every opening is trusted.
const TRUST: TimeDelta = TimeDelta::days(7);

/// Holds the day on which every file of the index was last read and found sound.
const VERIFIED: &str = "qp-verified";

/// The index, opened when it is first needed and made anew when it turns out to be damaged.
#[derive(Debug)]
pub(super) struct Shelf {
    dir: PathBuf,
    slot: Mutex<Option<Arc<Index>>>,
    /// How often the index was made anew because it was damaged.
    pub(super) renewals: AtomicU64,
}

impl Shelf {
    pub(super) fn new(dir: PathBuf) -> Self {
        Self {
            dir,
            slot: Mutex::default(),
            renewals: AtomicU64::default(),
        }
    }

    pub(super) fn index(&self) -> Result<Arc<Index>, SearchError> {
        let mut slot = self.slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = &*slot {
            return Ok(Arc::clone(index));
        }
        let (index, opened) = Index::open(&self.dir)?;
        tracing::debug!(?opened, "index opened");
        let index = Arc::new(index);
        *slot = Some(Arc::clone(&index));
        Ok(index)
    }

    /// Does something with the index; once more with a new one where it turns out to be damaged.
    pub(super) fn with<T>(
        &self,
        mut work: impl FnMut(&Index) -> Result<T, SearchError>,
    ) -> Result<T, SearchError> {
        let index = self.index()?;
        let era = index.era();
        match work(&index) {
            Err(SearchError::Damaged(what)) => {
                tracing::warn!(what, "the index is damaged and is made anew");
                self.renew(&index, era)?;
                work(&index)
            }
            done => done,
        }
    }

    fn renew(&self, index: &Index, era: u64) -> Result<(), SearchError> {
        index.renew(era)?;
        self.renewals.fetch_add(1, Ordering::AcqRel);
        Ok(())
    }

    /// Whether the index has not been read whole for a week.
    pub(super) fn is_to_be_verified(&self, today: NaiveDate) -> bool {
        let verified = fs::read_to_string(self.dir.join(VERIFIED)).ok();
        let verified: Option<NaiveDate> = verified.and_then(|day| day.parse().ok());
        verified.is_none_or(|day| day > today || today - day >= TRUST)
    }

    /// Reads the whole index and makes it anew where it is damaged. Takes as long as reading it.
    pub(super) fn verify(&self, today: NaiveDate) -> Result<(), SearchError> {
        let index = self.index()?;
        let era = index.era();
        match index.verify() {
            Ok(()) => {
                let kept = atomic_write(&self.dir.join(VERIFIED), today.to_string().as_bytes());
                if let Err(error) = kept {
                    tracing::debug!(%error, "the day of the verification was not kept");
                }
                Ok(())
            }
            Err(SearchError::Damaged(what)) => {
                tracing::warn!(what, "the index is damaged and is made anew");
                self.renew(&index, era)
            }
            Err(error) => Err(error),
        }
    }
}
