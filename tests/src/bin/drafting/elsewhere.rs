//! Another program that writes into the notebook, as one does that brings a shared folder up to date.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Result, anyhow};

/// Five files a second.
const PAUSE: Duration = Duration::from_millis(200);

/// Puts a whole file in its place at once, as other programs do: it comes from beside the notebook.
pub(crate) fn put(notebook: &Path, file: &Path, text: &str) -> Result<()> {
    let mut new = notebook.to_owned();
    new.set_extension("other-program");
    File::create(&new)?.write_all(text.as_bytes())?;
    Ok(fs::rename(new, file)?)
}

/// Changes one note of the notebook after the other, until it is told to end.
#[derive(Debug)]
pub(crate) struct OtherProgram {
    ended: Arc<AtomicBool>,
    writing: JoinHandle<Result<usize>>,
}

impl OtherProgram {
    pub(crate) fn begin(notebook: &Path) -> Result<Self> {
        let mut files: Vec<PathBuf> = fs::read_dir(notebook.join("qp/2025"))?
            .flatten()
            .map(|entry| entry.path())
            .collect();
        files.sort();
        let ended = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&ended);
        let notebook = notebook.to_owned();
        let writing = thread::spawn(move || {
            let mut written = 0;
            for file in files.iter().cycle() {
                if told.load(Ordering::Relaxed) {
                    break;
                }
                let text = fs::read_to_string(file)?;
                put(&notebook, file, &format!("{text}\nRevised: {written}.\n"))?;
                written += 1;
                thread::sleep(PAUSE);
            }
            Ok(written)
        });
        Ok(Self { ended, writing })
    }

    /// Ends it; gives how many files it has written.
    pub(crate) fn end(self) -> Result<usize> {
        self.ended.store(true, Ordering::Relaxed);
        self.writing
            .join()
            .map_err(|_| anyhow!("the other program broke"))?
    }
}
