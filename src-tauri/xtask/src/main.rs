//! Set-up, run, test and bench: the commands that a developer types, on every system alike.

mod bench;
mod command;
mod project;
mod run;
mod setup;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::project::Project;

/// Sets up what is missing, then runs or tests QP Notes.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds the program and opens its window on a notebook
    Run {
        /// The notebook to open; the sample notebook `notes/` otherwise
        #[arg(long, value_name = "DIR")]
        notebook: Option<PathBuf>,
    },
    /// Runs every check and test, and stops at the first that fails
    Test,
    /// Measures how fast search is, and how good
    Bench {
        #[command(subcommand)]
        what: bench::Bench,
    },
}

fn main() -> ExitCode {
    let project = match Project::locate() {
        Ok(project) => project,
        Err(error) => return failed(&error),
    };
    let done = match Arguments::parse().task {
        Task::Run { notebook } => run::run(&project, notebook.as_deref()),
        Task::Test => test::test(&project),
        Task::Bench { what } => bench::bench(&project, &what),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("error: {error:#}");
    ExitCode::FAILURE
}
