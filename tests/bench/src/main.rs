//! `qp-bench`: writes the made-up notebook and races search over it. Started by `cargo xtask bench`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use qp_bench::corpus::{self, Corpus, SEED};

/// Measures search over a made-up notebook.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Writes the notebook, if it is not there yet, and prints its folder
    Corpus {
        /// How many notes
        #[arg(long, default_value_t = 1_000)]
        notes: usize,
        /// The folder that holds the notebooks
        #[arg(long, value_name = "DIR")]
        folder: PathBuf,
        /// Prints lengths and vocabulary as well
        #[arg(long)]
        measure: bool,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    match task {
        Task::Corpus {
            notes,
            folder,
            measure,
        } => {
            let corpus = Corpus::new(SEED);
            std::fs::create_dir_all(&folder)?;
            let notebook = corpus::ensure(&corpus, &folder, notes)?;
            println!("{}", notebook.folder.display());
            if let Some(seconds) = notebook.written {
                eprintln!("written in {seconds:.1} s");
            }
            if measure {
                let measure = corpus::measure(&corpus, notes);
                println!("{}", serde_json::to_string_pretty(&measure)?);
            }
            Ok(())
        }
    }
}
