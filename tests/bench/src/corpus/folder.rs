//! The made-up notebook as a folder, written once and used again while it is complete.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};
use chrono::Datelike;
use qp_core::note::NoteFile;
use qp_core::policy::PolicyFile;

use super::{Corpus, policies};

/// A made-up notebook on the disk.
#[derive(Debug, Clone)]
pub struct Notebook {
    /// Its folder, which any program can open as a notebook.
    pub folder: PathBuf,
    /// How many notes it has.
    pub notes: usize,
    /// How long writing it took in seconds; `None` where it was there.
    pub written: Option<f64>,
}

/// The notebook of so many notes in a folder `notes-<number>` below `parent`: written, or left as
/// it is where a file beside it says that it is complete and made by the same generator.
///
/// # Errors
/// Where the folder cannot be written.
pub fn ensure(corpus: &Corpus, parent: &Path, notes: usize) -> Result<Notebook> {
    let folder = parent.join(format!("notes-{notes}"));
    let stamp_file = parent.join(format!("notes-{notes}.stamp"));
    let stamp = stamp(corpus, notes);
    let notebook = |written| Notebook {
        folder: folder.clone(),
        notes,
        written,
    };
    if fs::read_to_string(&stamp_file).is_ok_and(|found| found == stamp) && folder.is_dir() {
        return Ok(notebook(None));
    }
    let begun = Instant::now();
    match fs::remove_file(&stamp_file) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    for year in 2015..=2026 {
        fs::create_dir_all(folder.join("qp").join(year.to_string()))?;
    }
    fs::create_dir_all(folder.join("policy"))?;
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let writers: Vec<_> = (0..workers)
            .map(|worker| {
                let folder = &folder;
                scope.spawn(move || -> Result<()> {
                    for number in (worker..notes).step_by(workers) {
                        write_note(corpus, folder, number)?;
                    }
                    for number in (worker..policies(notes)).step_by(workers) {
                        write_policy(corpus, folder, number)?;
                    }
                    Ok(())
                })
            })
            .collect();
        for writer in writers {
            writer.join().map_err(|_| anyhow!("a writer panicked"))??;
        }
        anyhow::Ok(())
    })?;
    write(&stamp_file, &stamp)?;
    Ok(notebook(Some(begun.elapsed().as_secs_f64())))
}

/// What a complete notebook of this generator says of itself: how many notes, and the sum of some.
fn stamp(corpus: &Corpus, notes: usize) -> String {
    let mut hasher = blake3::Hasher::new();
    for number in 0..20 {
        hasher.update(NoteFile::of(&corpus.note(number)).text().as_bytes());
        hasher.update(PolicyFile::of(&corpus.policy(number)).text().as_bytes());
    }
    format!("{notes} {}\n", hasher.finalize().to_hex())
}

fn write_note(corpus: &Corpus, folder: &Path, number: usize) -> Result<()> {
    let note = corpus.note(number);
    let year = note.meta.date.map_or(2015, |date| date.year());
    let path = folder
        .join("qp")
        .join(year.to_string())
        .join(format!("{}.md", note.reference.file_stem()));
    write(&path, NoteFile::of(&note).text())
}

fn write_policy(corpus: &Corpus, folder: &Path, number: usize) -> Result<()> {
    let policy = corpus.policy(number);
    let path = folder.join("policy").join(format!("{}.md", policy.slug));
    write(&path, PolicyFile::of(&policy).text())
}

/// Writes without syncing: what is made up can be made up again.
fn write(path: &Path, text: &str) -> Result<()> {
    File::create(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::SEED;

    #[test]
    fn a_complete_notebook_is_used_again_and_an_incomplete_one_written_anew() {
        let corpus = Corpus::new(SEED);
        let parent = tempfile::tempdir().expect("a temporary folder");
        let first = ensure(&corpus, parent.path(), 30).expect("it can be written");
        assert!(first.written.is_some());
        let files = |folder: &Path| {
            let years = fs::read_dir(folder.join("qp")).expect("years");
            years
                .flat_map(|year| fs::read_dir(year.expect("a year").path()).expect("notes"))
                .count()
        };
        assert_eq!(files(&first.folder), 30);
        let again = ensure(&corpus, parent.path(), 30).expect("it is there");
        assert!(again.written.is_none());

        fs::remove_file(parent.path().join("notes-30.stamp")).expect("the stamp is there");
        fs::remove_dir_all(first.folder.join("qp")).expect("the notes are there");
        let anew = ensure(&corpus, parent.path(), 30).expect("it can be written");
        assert!(anew.written.is_some());
        assert_eq!(files(&anew.folder), 30);
    }
}
