//! `cargo xtask test`: every check and test, in the order in which they fail soonest.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::command::{answer, cargo, npm, shown, step};
use crate::project::Project;
use crate::setup;

/// Runs everything; the first that fails ends it, with its command shown.
pub(crate) fn test(project: &Project) -> Result<()> {
    let begun = Instant::now();
    setup::rust_tools()?;
    setup::prepare(project)?;
    let word_files = project.target.join("tmp").join("word");
    if word_files.is_dir() {
        // Only what this run writes is to be looked at.
        fs::remove_dir_all(&word_files)
            .with_context(|| format!("cannot empty {}", word_files.display()))?;
    }
    for (what, mut command) in checks(project) {
        step(what, &mut command)?;
    }
    validate_word_files(project, &word_files)?;
    println!(
        "Everything passed, in {:.0} s.",
        begun.elapsed().as_secs_f32()
    );
    Ok(())
}

/// The checks in order. The interface comes before whatever compiles the window, which embeds it.
///
/// What compiles to run takes the whole workspace with its tests, so that Cargo chooses one set
/// of features and Tauri is compiled once; the programs that the tests start are built before them.
/// This program is left out of that: Windows does not let a running one be replaced.
fn checks(project: &Project) -> Vec<(&'static str, Command)> {
    let cargo = |arguments: &[&str]| {
        let mut command = cargo(project);
        command.args(arguments);
        command
    };
    let npm = |script: &str| {
        let mut command = npm(project);
        command.args(["run", "--silent", script]);
        command
    };
    let mut doc = cargo(&[
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
    ]);
    doc.env("RUSTDOCFLAGS", "-Dwarnings");
    let tests: &[&str] = if answer(&mut cargo(&["nextest", "--version"])).is_some() {
        &["nextest", "run", "--workspace"]
    } else {
        &["test", "--workspace", "--tests"]
    };
    vec![
        ("Rust formatting", cargo(&["fmt", "--all", "--check"])),
        ("interface: build", npm("build")),
        ("interface: types", npm("check")),
        ("interface: lint", npm("lint")),
        ("interface: tests", npm("test")),
        (
            "Rust lints",
            cargo(&["clippy", "--workspace", "--all-targets", "--", "-Dwarnings"]),
        ),
        ("Rust docs", doc),
        (
            "building the programs under test",
            cargo(&[
                "build",
                "--workspace",
                "--exclude",
                "xtask",
                "--all-targets",
            ]),
        ),
        ("Rust tests", cargo(tests)),
        ("Rust doc tests", cargo(&["test", "--workspace", "--doc"])),
    ]
}

/// Puts the Word files that the tests wrote through Microsoft's own validator.
fn validate_word_files(project: &Project, folder: &Path) -> Result<()> {
    if !folder.is_dir() {
        println!(
            "── Word files: skipped, no test wrote any into {}",
            folder.display()
        );
        return Ok(());
    }
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot list {}", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|kind| kind == "docx"));
    files.sort();
    println!("── Word files: {}", files.len());
    let begun = Instant::now();
    let validator = setup::word_validator(project)?;
    for file in &files {
        let mut command = Command::new(&validator);
        command.arg(file);
        let output = command
            .output()
            .with_context(|| format!("cannot start `{}`", shown(&command)))?;
        if !output.status.success() {
            println!("{}", String::from_utf8_lossy(&output.stdout));
            eprintln!("{}", String::from_utf8_lossy(&output.stderr));
            bail!("Word files failed: {}", shown(&command));
        }
    }
    println!("   Word files: {:.1} s", begun.elapsed().as_secs_f32());
    Ok(())
}
