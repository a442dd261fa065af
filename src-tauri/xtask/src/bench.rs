//! `cargo xtask bench`: how fast search and the window are, and how good search is.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Subcommand;

use crate::command::{cargo, npm, step};
use crate::project::Project;
use crate::setup;

/// What is measured.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Races search against other ways to search, over a made-up notebook, in a release build;
    /// `--help` tells what can be chosen
    #[command(disable_help_flag = true)]
    Search {
        /// For the race itself: `--notes 100000`, `--rivals tantivy,fts5`, `--with recoll`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        choices: Vec<OsString>,
    },
    /// Asks a translation memory of made-up notes beside a plain scan and SQLite, in a release
    /// build; `--help` tells what can be chosen
    #[command(disable_help_flag = true)]
    Memory {
        /// For the bench itself: `--pairs 200000`, `--questions 100`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        choices: Vec<OsString>,
    },
    /// Writes 500 made-up bilingual notes to Word beside pandoc, as whole processes, in a release
    /// build; `--help` tells what can be chosen
    #[command(disable_help_flag = true)]
    Word {
        /// For the bench itself: `--notes 500`, `--rounds 5`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        choices: Vec<OsString>,
    },
    /// Types into the real window over a made-up notebook, and times each key until its results
    /// are painted
    Window {
        /// How many notes: 1000, 10000, 100000
        #[arg(long, default_value_t = 10_000)]
        notes: usize,
        /// About how many texts are typed, of some fifteen letters each
        #[arg(long, default_value_t = 15)]
        texts: usize,
    },
    /// Drafts a note in the real window over a made-up notebook: times its opening, the scrolling of
    /// its list, and each key until it is painted while saves, checks, searches and another program
    /// go on
    Drafting {
        /// How many notes: 1000, 10000, 100000
        #[arg(long, default_value_t = 10_000)]
        notes: usize,
    },
    /// Judges what search finds first, by queries whose answers are known
    Relevance,
}

/// Measures.
pub(crate) fn bench(project: &Project, what: &Bench) -> Result<()> {
    match what {
        Bench::Search { choices } => {
            build_race(project)?;
            step("racing", race(project, "search").args(choices))
        }
        Bench::Memory { choices } => {
            build_race(project)?;
            step("asking", race(project, "memory").args(choices))
        }
        Bench::Word { choices } => {
            step(
                "building",
                cargo(project).args([
                    "build",
                    "--release",
                    "--package",
                    "qp-bench",
                    "--package",
                    "qp-cli",
                ]),
            )?;
            let mut word = race(project, "word");
            word.arg("--qp").arg(project.release_program("qp"));
            step("writing", word.args(choices))
        }
        Bench::Window { notes, texts } => window(project, *notes, *texts),
        Bench::Drafting { notes } => drafting(project, *notes),
        Bench::Relevance => step(
            "judging",
            cargo(project).args([
                "test",
                "--package",
                "qp-tests",
                "--test",
                "relevance",
                "--",
                "--nocapture",
            ]),
        ),
    }
}

/// The window of a release build, over an index that is there before it opens.
fn window(project: &Project, notes: usize, texts: usize) -> Result<()> {
    build_window(project, "keystrokes")?;
    let notes = notes.to_string();
    step(
        "writing the notebook",
        race(project, "corpus").args(["--notes", &notes]),
    )?;
    let folder = project.target.join("bench");
    let notebook = folder.join(format!("notes-{notes}"));
    let home = folder.join(format!("home-{notes}"));
    step("indexing it", &mut index(project, &notebook, &home))?;
    let queries = folder.join(format!("typed-{notes}.txt"));
    let mut typed = Command::new(project.release_program("qp-bench"));
    typed.args(["typed", "--notes", &notes, "--texts", &texts.to_string()]);
    print_to(&queries, "drawing what is typed", &mut typed)?;
    step(
        "typing",
        Command::new(project.program("keystrokes"))
            .arg("--program")
            .arg(project.release_program("qp-notes"))
            .arg("--notebook")
            .arg(&notebook)
            .arg("--home")
            .arg(&home)
            .arg("--queries")
            .arg(&queries)
            .arg("--output")
            .arg(folder.join(format!("window-{notes}.json"))),
    )
}

/// The window of a release build over a notebook of its own, which is written anew: notes of it are
/// changed.
fn drafting(project: &Project, notes: usize) -> Result<()> {
    build_window(project, "drafting")?;
    let bench = project.target.join("bench");
    let folder = bench.join("drafting");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    let name = notes.to_string();
    step(
        "writing the notebook",
        Command::new(project.release_program("qp-bench"))
            .args(["corpus", "--notes", &name, "--folder"])
            .arg(&folder),
    )?;
    let notebook = folder.join(format!("notes-{notes}"));
    let home = folder.join("home");
    step("indexing it", &mut index(project, &notebook, &home))?;
    // Files of the last two seconds are read again at the next opening: now they are older.
    step(
        "looking at its files once more",
        &mut index(project, &notebook, &home),
    )?;
    let machine = folder.join("machine.json");
    print_to(
        &machine,
        "looking at the machine",
        Command::new(project.release_program("qp-bench")).arg("machine"),
    )?;
    step(
        "drafting",
        Command::new(project.program("drafting"))
            .arg("--program")
            .arg(project.release_program("qp-notes"))
            .arg("--notebook")
            .arg(&notebook)
            .args(["--notes", &name])
            .arg("--home")
            .arg(&home)
            .arg("--machine")
            .arg(&machine)
            .arg("--output")
            .arg(bench.join(format!("drafting-{notes}.md"))),
    )
}

/// Builds the release's programs and one that drives its window.
fn build_window(project: &Project, driver: &str) -> Result<()> {
    setup::prepare(project)?;
    step(
        "building the interface",
        npm(project).args(["run", "build"]),
    )?;
    build_race(project)?;
    step(
        "building the programs",
        cargo(project).args([
            "build",
            "--release",
            "--package",
            "qp-notes",
            "--package",
            "qp-cli",
        ]),
    )?;
    step(
        "building the virtual display's driver",
        cargo(project).args(["build", "--package", "qp-tests", "--bin", driver]),
    )
}

/// Runs a command whose output becomes a file.
fn print_to(file: &Path, what: &str, command: &mut Command) -> Result<()> {
    let output = fs::File::create(file).with_context(|| file.display().to_string())?;
    step(what, command.stdout(output))
}

/// Brings the notebook's index in that home up to date: any search does, by waiting for it.
fn index(project: &Project, notebook: &Path, home: &Path) -> Command {
    let mut search = Command::new(project.release_program("qp"));
    search
        .arg("--notebook")
        .arg(notebook)
        .args(["search", "government", "--limit", "1"])
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"));
    search
}

fn build_race(project: &Project) -> Result<()> {
    step(
        "building the race",
        cargo(project).args([
            "build",
            "--release",
            "--package",
            "qp-bench",
            "--features",
            "rivals",
        ]),
    )
}

/// The race's program, told to use the target folder's `bench`.
fn race(project: &Project, task: &str) -> Command {
    let mut race = Command::new(project.release_program("qp-bench"));
    race.arg(task)
        .arg("--folder")
        .arg(project.target.join("bench"));
    race
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Arguments {
        #[command(subcommand)]
        what: Bench,
    }

    #[test]
    fn what_is_chosen_for_the_race_reaches_it_as_it_was_typed() {
        let typed = ["search", "--notes", "100000", "--with", "recoll", "--help"];
        let parsed = Arguments::try_parse_from(["bench"].into_iter().chain(typed));
        match parsed.map(|arguments| arguments.what) {
            Ok(Bench::Search { choices }) => assert_eq!(choices, typed[1..]),
            other => panic!("{:?}", other.err()),
        }
    }

    #[test]
    fn the_window_is_timed_over_as_many_notes_as_wanted() {
        let parsed = Arguments::try_parse_from(["bench", "window", "--notes", "100000"]);
        match parsed.map(|arguments| arguments.what) {
            Ok(Bench::Window { notes, texts }) => assert_eq!((notes, texts), (100_000, 15)),
            other => panic!("{:?}", other.err()),
        }
        let parsed = Arguments::try_parse_from(["bench", "drafting"]);
        match parsed.map(|arguments| arguments.what) {
            Ok(Bench::Drafting { notes }) => assert_eq!(notes, 10_000),
            other => panic!("{:?}", other.err()),
        }
    }
}
