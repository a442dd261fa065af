//! `cargo xtask bench`: how fast search is, and how good.

use std::ffi::OsString;
use std::process::Command;

use anyhow::Result;
use clap::Subcommand;

use crate::command::{cargo, step};
use crate::project::Project;

/// What is measured.
#[derive(Debug, Subcommand)]
pub(crate) enum Bench {
    /// Races search against other ways to search, over a made-up notebook, in a release build
    Search {
        /// How many notes: 1000, 10000, 100000
        #[arg(long, default_value_t = 1_000)]
        notes: usize,
        /// For the race itself: `-- --help` lists what there is
        #[arg(last = true)]
        more: Vec<OsString>,
    },
    /// Judges what search finds first, by queries whose answers are known
    Relevance,
}

/// Measures.
pub(crate) fn bench(project: &Project, what: &Bench) -> Result<()> {
    match what {
        Bench::Search { notes, more } => {
            build_race(project)?;
            let mut race = race(project, "search");
            race.arg("--notes").arg(notes.to_string()).args(more);
            step("racing", &mut race)
        }
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
