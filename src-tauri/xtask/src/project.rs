//! Where the project and what is built from it lie.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout and its target folder.
#[derive(Debug)]
pub(crate) struct Project {
    /// The folder that holds the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the developer has put it.
    pub(crate) target: PathBuf,
}

impl Project {
    /// Finds both: the root from where this program's source lies, the target folder from where
    /// Cargo put this program (`<target>/debug/xtask`), which respects every way of setting it.
    pub(crate) fn locate() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .context("xtask does not lie in src-tauri/xtask")?
            .to_owned();
        let program = env::current_exe().context("cannot tell where this program lies")?;
        let target = program
            .ancestors()
            .nth(2)
            .context("xtask was not started by cargo")?
            .to_owned();
        Ok(Self { root, target })
    }

    /// The interface's folder.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// The sample notebook.
    pub(crate) fn sample_notebook(&self) -> PathBuf {
        self.root.join("notes")
    }

    /// A program of the debug build.
    pub(crate) fn program(&self, name: &str) -> PathBuf {
        self.built("debug", name)
    }

    /// A program of the release build.
    pub(crate) fn release_program(&self, name: &str) -> PathBuf {
        self.built("release", name)
    }

    fn built(&self, profile: &str, name: &str) -> PathBuf {
        self.target
            .join(profile)
            .join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }
}
