//! ripgrep over the notebook's files: whole processes, with as many threads as it likes. It finds
//! files and counts them; it ranks nothing, folds no accents, has no facets.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Answer, Ask, Engine, Means, Want};
use crate::item::Entry;

/// How many paths a second process is given at once.
const BATCH: usize = 4_000;

pub(super) struct Ripgrep {
    notebook: PathBuf,
}

impl Ripgrep {
    pub(super) fn new(notebook: &Path) -> Self {
        Self {
            notebook: notebook.to_owned(),
        }
    }

    /// The files among those given that have a match.
    fn files(pattern: &str, within: &[PathBuf]) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for batch in within.chunks(BATCH) {
            let output = Command::new("rg")
                .args(["--no-config", "-i", "-l", "--null", "-e", pattern, "--"])
                .args(batch)
                .output()
                .context("rg does not start")?;
            // 1 says that nothing was found.
            if !matches!(output.status.code(), Some(0 | 1)) {
                bail!("rg failed: {}", String::from_utf8_lossy(&output.stderr));
            }
            let paths = output.stdout.split(|byte| *byte == 0);
            found.extend(
                paths
                    .filter(|path| !path.is_empty())
                    .map(|path| PathBuf::from(String::from_utf8_lossy(path).into_owned())),
            );
        }
        Ok(found)
    }
}

impl Engine for Ripgrep {
    fn put(&mut self, _: &Entry) -> Result<()> {
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        Ok(())
    }

    fn answer(&mut self, ask: &Ask) -> Result<Option<Answer>> {
        let (whole, open) = ask.words();
        let impossible = ask.filter.is_some()
            || ask.want == Want::Facets
            || ask.means == Means::Slip
            || ask.text.is_empty();
        if impossible {
            return Ok(None);
        }
        let mut patterns: Vec<String> = if ask.means == Means::Phrase {
            vec![whole.join(r"\W+")]
        } else {
            whole.iter().map(|word| format!(r"\b{word}\b")).collect()
        };
        patterns.extend(open.map(|word| format!(r"\b{word}")));
        let mut files = vec![self.notebook.clone()];
        for pattern in &patterns {
            files = Self::files(pattern, &files)?;
        }
        Ok(Some(Answer {
            total: files.len() as u64,
            hits: files
                .iter()
                .take(10)
                .filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned()))
                .collect(),
            ..Answer::default()
        }))
    }
}
