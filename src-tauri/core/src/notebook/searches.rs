//! The searches that are saved under a name, and the last ones made: of this user, on this computer.
//!
//! They lie in one JSON file in the user's data folder, never in the notebook, and are read anew
//! each time: another program may have changed them. What of the file cannot be read is set aside
//! beside it, not lost.

use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::Notebook;
use crate::error::{ErrorCode, Failure};
use crate::search::{Narrowing, SortBy};
use crate::store::{StoreError, atomic_create_private, atomic_write, locked};

/// How many searches can be saved.
pub const SAVED: usize = 100;

/// How many of the last searches are remembered.
pub const RECENT: usize = 20;

/// How many characters the name of a saved search may have.
pub const NAME_LENGTH: usize = 80;

/// What is searched for, apart from who asks and how much of the answer is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SearchTerms {
    /// What the user typed.
    pub text: String,
    /// What each facet may be.
    pub narrow: Narrowing,
    /// Only what is dated on this day or later.
    pub from: Option<NaiveDate>,
    /// Only what is dated on this day or earlier.
    pub to: Option<NaiveDate>,
    /// The order.
    pub sort: SortBy,
    /// Whether hits are shown in the reader's language wherever they have that side.
    pub in_reader_language: bool,
}

impl SearchTerms {
    /// The same in one form, so that equal searches are equal.
    fn tidy(mut self) -> Self {
        self.text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        for values in self.narrow.values_mut() {
            values.sort();
            values.dedup();
        }
        self.narrow.retain(|_, values| !values.is_empty());
        self
    }

    fn asks_nothing(&self) -> bool {
        self.text.is_empty() && self.narrow.is_empty() && self.from.is_none() && self.to.is_none()
    }
}

/// A search with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedSearch {
    /// Its name, which no other saved search has, whatever the case.
    pub name: String,
    /// What it searches for.
    pub terms: SearchTerms,
}

/// The saved searches in the order of their names, and the last ones made, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Searches {
    /// Those with a name.
    pub saved: Vec<SavedSearch>,
    /// The last ones made.
    pub recent: Vec<SearchTerms>,
}

impl Notebook {
    /// The saved and the recent searches.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::ReadFailed`] or one of those of writing where the disk does not let us.
    pub fn searches(&self) -> Result<Searches, Failure> {
        self.drawer.change(|_| Ok(()))
    }

    /// Saves a search under a name; gives the searches as they are then.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::BadName`], [`ErrorCode::AlreadyExists`] where another search has that name and
    /// is not to be replaced, [`ErrorCode::TooMany`], or one of the disk's.
    pub fn save_search(
        &self,
        name: &str,
        terms: SearchTerms,
        replace: bool,
    ) -> Result<Searches, Failure> {
        let name = usable(name)?;
        self.drawer.change(|searches| {
            let terms = terms.tidy();
            let full = searches.saved.len() >= SAVED;
            match searches.saved.iter_mut().find(|saved| saved.is(&name)) {
                Some(_) if !replace => return Err(taken(&name)),
                Some(present) => *present = SavedSearch { name, terms },
                None if full => {
                    return Err(Failure::new(ErrorCode::TooMany).with("limit", SAVED));
                }
                None => searches.saved.push(SavedSearch { name, terms }),
            }
            Ok(())
        })
    }

    /// Gives a saved search another name; gives the searches as they are then.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotFound`], [`ErrorCode::BadName`], [`ErrorCode::AlreadyExists`], or one of the
    /// disk's.
    pub fn rename_search(&self, name: &str, new_name: &str) -> Result<Searches, Failure> {
        let new_name = usable(new_name)?;
        self.drawer.change(|searches| {
            let at = searches.position(name)?;
            let others = searches.saved.iter().enumerate();
            if others
                .into_iter()
                .any(|(other, saved)| other != at && saved.is(&new_name))
            {
                return Err(taken(&new_name));
            }
            if let Some(saved) = searches.saved.get_mut(at) {
                saved.name = new_name;
            }
            Ok(())
        })
    }

    /// Removes a saved search; gives the searches as they are then.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::NotFound`], or one of the disk's.
    pub fn remove_search(&self, name: &str) -> Result<Searches, Failure> {
        self.drawer.change(|searches| {
            let at = searches.position(name)?;
            searches.saved.remove(at);
            Ok(())
        })
    }

    /// Remembers a search as the last one made; the same one made before moves to the front.
    ///
    /// # Errors
    ///
    /// One of the disk's.
    pub fn remember_search(&self, terms: SearchTerms) -> Result<Searches, Failure> {
        self.drawer.change(|searches| {
            let terms = terms.tidy();
            if !terms.asks_nothing() {
                searches.recent.retain(|recent| *recent != terms);
                searches.recent.insert(0, terms);
            }
            Ok(())
        })
    }

    /// Forgets the recent searches; the saved ones stay.
    ///
    /// # Errors
    ///
    /// One of the disk's.
    pub fn clear_recent_searches(&self) -> Result<Searches, Failure> {
        self.drawer.change(|searches| {
            searches.recent.clear();
            Ok(())
        })
    }
}

impl SavedSearch {
    fn is(&self, name: &str) -> bool {
        self.name.to_lowercase() == name.to_lowercase()
    }
}

impl Searches {
    fn position(&self, name: &str) -> Result<usize, Failure> {
        self.saved
            .iter()
            .position(|saved| saved.is(name))
            .ok_or_else(|| Failure::new(ErrorCode::NotFound).with("id", name))
    }

    /// Within the limits, and in order.
    fn arrange(&mut self) {
        self.saved.sort_by_key(|saved| saved.name.to_lowercase());
        self.saved.truncate(SAVED);
        self.recent.truncate(RECENT);
    }
}

/// The name as it is kept: its spaces single, none around it.
fn usable(name: &str) -> Result<String, Failure> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let length = name.chars().count();
    let plain = !name.chars().any(char::is_control);
    if plain && (1..=NAME_LENGTH).contains(&length) {
        Ok(name)
    } else {
        Err(Failure::new(ErrorCode::BadName)
            .with("name", name)
            .with("limit", NAME_LENGTH))
    }
}

fn taken(name: &str) -> Failure {
    Failure::new(ErrorCode::AlreadyExists).with("id", name)
}

/// The file of the searches.
#[derive(Debug)]
pub(super) struct Drawer {
    file: PathBuf,
}

impl Drawer {
    pub(super) const fn new(file: PathBuf) -> Self {
        Self { file }
    }

    /// Reads the searches, lets `work` change them, and writes what it changed.
    fn change(
        &self,
        work: impl FnOnce(&mut Searches) -> Result<(), Failure>,
    ) -> Result<Searches, Failure> {
        let lock = self.file.with_extension("lock");
        let _held = locked(&lock).map_err(StoreError::write(&lock))?;
        let (mut searches, damaged) = self.read()?;
        let before = searches.clone();
        work(&mut searches)?;
        searches.arrange();
        if damaged {
            self.set_aside().map_err(StoreError::write(&self.file))?;
        }
        if damaged || searches != before {
            self.write(&searches)
                .map_err(StoreError::write(&self.file))?;
        }
        Ok(searches)
    }

    /// What can be read of the file, and whether something cannot.
    fn read(&self) -> Result<(Searches, bool), Failure> {
        let bytes = match std::fs::read(&self.file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok((Searches::default(), false));
            }
            Err(error) => return Err(StoreError::read(&self.file)(error).into()),
        };
        let Ok(Value::Object(mut fields)) = serde_json::from_slice(&bytes) else {
            return Ok((Searches::default(), true));
        };
        let mut damaged = false;
        let searches = Searches {
            saved: entries(fields.remove("saved"), &mut damaged),
            recent: entries(fields.remove("recent"), &mut damaged),
        };
        Ok((searches, damaged))
    }

    fn write(&self, searches: &Searches) -> io::Result<()> {
        let bytes = serde_json::to_vec_pretty(searches).map_err(io::Error::other)?;
        // What somebody searched for is nobody else's: the file begins as theirs alone, and keeps
        // its permissions when it is replaced.
        match atomic_create_private(&self.file, &bytes) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                atomic_write(&self.file, &bytes)
            }
            written => written,
        }
    }

    /// Puts the file that cannot be read beside itself under another name.
    fn set_aside(&self) -> io::Result<()> {
        tracing::warn!("a damaged file of searches is set aside");
        for number in 1_u32.. {
            let aside = self.file.with_extension(format!("damaged-{number}.json"));
            if !aside.try_exists()? {
                return std::fs::rename(&self.file, &aside);
            }
        }
        Ok(())
    }
}

/// The entries of a list that can be read; whether one cannot.
fn entries<T: DeserializeOwned>(list: Option<Value>, damaged: &mut bool) -> Vec<T> {
    let entries = match list {
        Some(Value::Array(entries)) => entries,
        None => Vec::new(),
        Some(_) => {
            *damaged = true;
            Vec::new()
        }
    };
    entries
        .into_iter()
        .filter_map(|entry| {
            serde_json::from_value(entry)
                .inspect_err(|_| *damaged = true)
                .ok()
        })
        .collect()
}

#[cfg(test)]
mod tests;
