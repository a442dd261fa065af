//! `cargo xtask run`: the window on a notebook, with what it takes to get there.

use std::env;
use std::path::{Path, absolute};
use std::process::Command;

use anyhow::{Result, bail};

use crate::command::{cargo, npm, shown, step};
use crate::project::Project;
use crate::setup;

/// Builds the program and opens its window; without a display, in a virtual one, leaving a picture.
pub(crate) fn run(project: &Project, notebook: Option<&Path>) -> Result<()> {
    let notebook = match notebook {
        Some(folder) => absolute(folder)?,
        None => project.sample_notebook(),
    };
    if !notebook.is_dir() {
        bail!("no such folder: {}", notebook.display());
    }
    setup::prepare(project)?;
    step(
        "building the interface",
        npm(project).args(["run", "build"]),
    )?;
    step(
        "building the program",
        cargo(project).args(["build", "--package", "qp-notes"]),
    )?;
    if has_display() {
        open(project, &notebook)
    } else {
        println!(
            "There is no display: the window opens in a virtual one, to leave a picture of itself."
        );
        picture(project, &notebook)
    }
}

fn has_display() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

fn open(project: &Project, notebook: &Path) -> Result<()> {
    let mut window = Command::new(project.program("qp-notes"));
    window.arg("--notebook").arg(notebook);
    println!("── {}", shown(&window));
    let status = window.status()?;
    if !status.success() {
        bail!("the window ended badly ({status}): {}", shown(&window));
    }
    Ok(())
}

fn picture(project: &Project, notebook: &Path) -> Result<()> {
    step(
        "building the virtual display's driver",
        cargo(project).args(["build", "--package", "qp-tests", "--bin", "picture"]),
    )?;
    let file = project.target.join("window.png");
    step(
        "opening the window",
        Command::new(project.program("picture"))
            .arg("--notebook")
            .arg(notebook)
            .arg("--output")
            .arg(&file),
    )
}
