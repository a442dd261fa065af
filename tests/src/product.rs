//! The programs under test, as Cargo has just built them.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

/// The path of a program of this workspace (`qp`, `qp-notes`), which must have been built before.
///
/// A test in another crate cannot have Cargo build it, so `cargo xtask test` does.
pub fn program(name: &str) -> Result<PathBuf> {
    let path = build_folder()?.join(format!("{name}{}", env::consts::EXE_SUFFIX));
    if !path.is_file() {
        bail!(
            "{} is not built; run the tests with `cargo xtask test`, or build it first",
            path.display()
        );
    }
    Ok(path)
}

/// The top of the checkout.
pub fn root() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests)
}

/// The sample notebook.
pub fn sample_notebook() -> PathBuf {
    root().join("notes")
}

/// The folder in which Cargo put this very program's build (`<target>/debug`), whatever the target
/// folder is called: the programs lie there, tests and examples one folder deeper.
fn build_folder() -> Result<PathBuf> {
    let this = env::current_exe().context("cannot tell where this program lies")?;
    let folder = this.parent().context("this program lies in no folder")?;
    let is_deeper = folder
        .file_name()
        .is_some_and(|name| name == "deps" || name == "examples");
    Ok(if is_deeper {
        folder.parent().unwrap_or(folder).to_owned()
    } else {
        folder.to_owned()
    })
}
