//! The translation memories that were taken into the notebook: `memory/<name>.tmx`.

use std::fs;
use std::path::PathBuf;

use super::walk::{self, Stat};
use super::{Store, StoreError, create};
use crate::note::safe_stem;

/// Where they lie, below the notebook's folder.
pub(super) const FOLDER: &str = "memory";

const EXTENSION: &str = "tmx";

/// A translation memory in the notebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TmxFile {
    /// Its name with the extension.
    pub name: String,
    /// When it was last written, and how many bytes it holds; `None` where that cannot be had.
    pub stat: Option<Stat>,
}

impl Store {
    /// The translation memories that are there, by name. Nothing hidden or temporary counts.
    pub fn tmx_files(&self) -> Vec<TmxFile> {
        let entries = fs::read_dir(self.root.join(FOLDER)).into_iter().flatten();
        let mut files: Vec<TmxFile> = entries
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                let metadata = fs::metadata(entry.path()).ok()?;
                let (stem, extension) = name.rsplit_once('.')?;
                let is_ours = extension.eq_ignore_ascii_case(EXTENSION)
                    && !stem.is_empty()
                    && !stem.starts_with('.')
                    && metadata.is_file();
                is_ours.then(|| TmxFile {
                    stat: walk::stat(&metadata),
                    name,
                })
            })
            .collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        files
    }

    /// The path of a translation memory.
    pub fn tmx_path(&self, name: &str) -> PathBuf {
        self.root.join(FOLDER).join(name)
    }

    /// The bytes of a translation memory.
    pub fn tmx(&self, name: &str) -> Result<Vec<u8>, StoreError> {
        let path = self.tmx_path(name);
        fs::read(&path).map_err(StoreError::read(&path))
    }

    /// Keeps a translation memory under `name`, or under that with a number where it is taken;
    /// gives the name. Nothing is ever replaced, and the very same bytes are not kept twice.
    pub fn create_tmx(&self, name: &str, bytes: &[u8]) -> Result<String, StoreError> {
        let _writing = self.write_lock()?;
        let folder = self.root.join(FOLDER);
        fs::create_dir_all(&folder).map_err(StoreError::write(&folder))?;
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let is_same = |file: &TmxFile| {
            let as_long = file.stat.is_some_and(|(_, size)| size == length);
            as_long && self.tmx(&file.name).is_ok_and(|kept| kept == bytes)
        };
        if let Some(same) = self.tmx_files().into_iter().find(is_same) {
            return Ok(same.name);
        }
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let stem = match file.rsplit_once('.') {
            Some((stem, extension)) if extension.eq_ignore_ascii_case(EXTENSION) => stem,
            _ => file,
        };
        let stem = match safe_stem(stem.trim()) {
            stem if stem.is_empty() => FOLDER.to_owned(),
            stem => stem,
        };
        let mut number = 1;
        loop {
            let name = match number {
                1 => format!("{stem}.{EXTENSION}"),
                _ => format!("{stem}-{number}.{EXTENSION}"),
            };
            match create(&folder.join(&name), bytes, || {
                StoreError::AlreadyExists(name.clone())
            }) {
                Ok(()) => return Ok(name),
                Err(StoreError::AlreadyExists(_)) => number += 1,
                Err(error) => return Err(error),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(folder: &tempfile::TempDir) -> Store {
        let root = folder.path().join("notebook");
        Store::init(&root).unwrap();
        Store::open(&root, &folder.path().join("lock")).unwrap()
    }

    fn names(store: &Store) -> Vec<String> {
        store
            .tmx_files()
            .into_iter()
            .map(|file| file.name)
            .collect()
    }

    #[test]
    fn a_memory_is_kept_under_a_name_of_its_own_and_replaces_none() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        assert_eq!(
            store.create_tmx("C:\\x\\Our team.TMX", b"one").unwrap(),
            "Our_team.tmx"
        );
        assert_eq!(
            store.create_tmx("../Our team.tmx", b"two").unwrap(),
            "Our_team-2.tmx"
        );
        assert_eq!(
            store.create_tmx("again.tmx", b"two").unwrap(),
            "Our_team-2.tmx"
        );
        assert_eq!(store.create_tmx("", b"three").unwrap(), "memory.tmx");
        assert_eq!(
            names(&store),
            ["Our_team-2.tmx", "Our_team.tmx", "memory.tmx"]
        );
        assert_eq!(store.tmx("Our_team.tmx").unwrap(), b"one");
    }

    #[test]
    fn what_is_no_memory_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder);
        assert_eq!(names(&store), [""; 0]);
        store.create_tmx("a", b"one").unwrap();
        let root = store.tmx_path("");
        for name in [".hidden.tmx", ".tmx", "notes.txt"] {
            super::super::atomic_create(&root.join(name), b"x").unwrap();
        }
        fs::create_dir(root.join("folder.tmx")).unwrap();
        assert_eq!(names(&store), ["a.tmx"]);
    }
}
