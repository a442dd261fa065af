//! Replacing a policy's text, and the earlier texts of policies: `earlier/<slug>/<date>.md` in the
//! notebook, each the whole file as it was on the day on which a newer one took its place.

use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::{ItemKind, Store, StoreError, atomic_create, atomic_write, read_text};
use crate::note::{ContentHash, content_hash};
use crate::policy::{Policy, PolicyFile, ReadPolicy};

/// The folder in the notebook.
const FOLDER: &str = "earlier";

impl Store {
    /// The text of a policy's file.
    ///
    /// # Errors
    ///
    /// It is not there, or cannot be read.
    pub fn policy_text(&self, slug: &str) -> Result<String, StoreError> {
        read_text(&self.existing(ItemKind::Policy, slug)?)
    }

    /// Writes a policy in the place of one that was read before, whose file is kept under the date
    /// in `keep`. What the front matter has beside a policy's own keys stays.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotReadable`] where the file is another one by now, or that of writing. The
    /// file is as it was then.
    pub fn replace_policy(
        &self,
        before: &Policy,
        after: &Policy,
        keep: Option<NaiveDate>,
    ) -> Result<(ReadPolicy, ContentHash), StoreError> {
        let path = self.existing(ItemKind::Policy, &before.slug)?;
        let _writing = self.write_lock()?;
        let text = read_text(&path)?;
        let not_readable = |_| StoreError::NotReadable(path.clone());
        let present = PolicyFile::new(text.clone())
            .read(&before.slug)
            .map_err(not_readable)?;
        if present.policy != *before {
            return Err(StoreError::NotReadable(path));
        }
        let file = PolicyFile::new(text.clone()).with(after);
        let read = file.read(&before.slug).map_err(not_readable)?;
        if let Some(date) = keep {
            self.keep_earlier(&before.slug, date, &text)?;
        }
        let bytes = file.text().as_bytes();
        let mut catalogue = self.catalogue();
        atomic_write(&path, bytes).map_err(StoreError::write(&path))?;
        let hash = content_hash(bytes);
        catalogue.wrote_policy(&self.root, &path, &read, hash.clone());
        Ok((read, hash))
    }

    /// Keeps a policy's text. Nothing that was kept before is overwritten.
    fn keep_earlier(&self, slug: &str, date: NaiveDate, text: &str) -> Result<(), StoreError> {
        let folder = self.root.join(FOLDER).join(slug);
        fs::create_dir_all(&folder).map_err(StoreError::write(&folder))?;
        let mut number = 1;
        loop {
            let name = match number {
                1 => format!("{date}.md"),
                number => format!("{date}-{number}.md"),
            };
            let path = folder.join(name);
            match atomic_create(&path, text.as_bytes()) {
                Ok(()) => return Ok(()),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(StoreError::write(&path)(error)),
            }
        }
    }

    /// The earlier texts of a policy, the newest first: the name of each, and the policy.
    pub fn earlier_policies(&self, slug: &str) -> Vec<(String, Policy)> {
        let folder = self.root.join(FOLDER).join(slug);
        let files = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = files
            .map(|file| file.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        paths.sort_by_key(|path| std::cmp::Reverse(order(path)));
        let read = |path: PathBuf| {
            let name = path.file_stem()?.to_string_lossy().into_owned();
            let file = PolicyFile::new(read_text(&path).ok()?);
            Some((name, file.read(slug).ok()?.policy))
        };
        paths.into_iter().filter_map(read).collect()
    }
}

/// The date and the number in a name: `2026-11-28-10` comes after `2026-11-28-9`.
fn order(path: &std::path::Path) -> (String, usize) {
    let stem = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let (date, number) = match stem.char_indices().nth(10) {
        Some((at, '-')) => (&stem[..at], stem[at + 1..].parse().unwrap_or(0)),
        _ => (stem.as_str(), 1),
    };
    (date.to_owned(), number)
}
