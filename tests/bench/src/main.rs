//! `qp-bench`: writes the made-up notebook and races search over it. Started by `cargo xtask bench`.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use qp_bench::corpus::{self, Corpus, SEED};
use qp_bench::engine::Racer;
use qp_bench::machine::Machine;
use qp_bench::questions::typed;
use qp_bench::race::{Plan, race, results_file};
use qp_bench::report::markdown;
use qp_bench::serve::{Place, build, serve};
use qp_bench::{memory, word};

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
    /// Prints texts to type letter by letter, one a line
    Typed {
        /// How many notes the notebook has
        #[arg(long, default_value_t = 1_000)]
        notes: usize,
        /// About how many texts
        #[arg(long, default_value_t = 15)]
        texts: usize,
    },
    /// Prints what a reader must know of this machine to compare, as JSON
    Machine,
    /// Races search over the notebook, prints the tables and writes them beside the notebook
    Search {
        /// How many notes
        #[arg(long, default_value_t = 1_000)]
        notes: usize,
        /// The folder for notebooks, indexes and results
        #[arg(long, value_name = "DIR")]
        folder: PathBuf,
        /// Who races, beside ours
        #[arg(long, value_delimiter = ',', default_values = ["tantivy", "alike", "fts5", "ripgrep"])]
        rivals: Vec<Racer>,
        /// Who races as well
        #[arg(long, value_delimiter = ',')]
        with: Vec<Racer>,
        /// About how many questions a case
        #[arg(long, default_value_t = 100)]
        questions: usize,
        /// After so many seconds a racer is asked no more in a case
        #[arg(long, default_value_t = 15.0)]
        patience: f64,
        /// Uses the indexes that are there
        #[arg(long)]
        reuse: bool,
    },
    /// Asks the translation memory beside a plain scan and SQLite, and prints the table
    Memory {
        /// How many pairs
        #[arg(long, default_value_t = 50_000)]
        pairs: usize,
        /// The folder for the results
        #[arg(long, value_name = "DIR")]
        folder: PathBuf,
        /// How many questions of each kind
        #[arg(long, default_value_t = 500)]
        questions: usize,
    },
    /// Writes the notes to Word beside pandoc, and prints the table
    Word {
        /// How many bilingual notes
        #[arg(long, default_value_t = 500)]
        notes: usize,
        /// How often each way is measured
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        /// The program `qp`
        #[arg(long, value_name = "FILE")]
        qp: PathBuf,
        /// The folder for the notebook and the results
        #[arg(long, value_name = "DIR")]
        folder: PathBuf,
    },
    /// Builds the index of one racer and prints what it took
    #[command(hide = true)]
    Build(One),
    /// Answers for one racer, line by line
    #[command(hide = true)]
    Serve(One),
}

#[derive(Args)]
struct One {
    #[arg(long)]
    racer: Racer,
    #[arg(long)]
    index: PathBuf,
    #[arg(long)]
    notebook: PathBuf,
}

impl One {
    fn place(&self) -> Place<'_> {
        Place {
            notebook: &self.notebook,
            index: &self.index,
        }
    }
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
        Task::Typed { notes, texts } => {
            for text in typed(&Corpus::new(SEED), notes, texts) {
                println!("{text}");
            }
            Ok(())
        }
        Task::Machine => {
            println!("{}", serde_json::to_string_pretty(&Machine::this())?);
            Ok(())
        }
        Task::Search {
            notes,
            folder,
            rivals,
            with,
            questions,
            patience,
            reuse,
        } => {
            let mut racers = vec![Racer::Ours];
            for racer in rivals.into_iter().chain(with) {
                if !racers.contains(&racer) {
                    racers.push(racer);
                }
            }
            let results = race(&Plan {
                notes,
                racers,
                questions,
                patience,
                folder: folder.clone(),
                reuse,
            })?;
            let text = markdown(&results);
            println!("\n{text}");
            let file = results_file(&folder, notes, "md");
            write(&file, text.as_bytes())?;
            let json = serde_json::to_vec_pretty(&results)?;
            write(&results_file(&folder, notes, "json"), &json)?;
            println!("{:.0} s; written to {}", results.seconds, file.display());
            Ok(())
        }
        Task::Memory {
            pairs,
            folder,
            questions,
        } => {
            let results = memory::measure(&memory::Plan { pairs, questions })?;
            let text = memory::markdown(&results);
            println!("\n{text}");
            std::fs::create_dir_all(&folder)?;
            write(&folder.join(format!("memory-{pairs}.md")), text.as_bytes())?;
            let json = serde_json::to_vec_pretty(&results)?;
            write(&folder.join(format!("memory-{pairs}.json")), &json)
        }
        Task::Word {
            notes,
            rounds,
            qp,
            folder,
        } => write_to_word(&word::Plan {
            notes,
            rounds,
            qp,
            folder,
        }),
        Task::Build(one) => {
            let built = build(one.racer, one.place())?;
            println!("{}", serde_json::to_string(&built)?);
            Ok(())
        }
        Task::Serve(one) => serve(
            one.racer,
            one.place(),
            || Corpus::new(SEED),
            io::stdin().lock(),
            io::stdout().lock(),
        ),
    }
}

fn write_to_word(plan: &word::Plan) -> Result<()> {
    let results = word::measure(plan)?;
    let text = word::markdown(&results);
    println!("\n{text}");
    let file = |ending: &str| {
        let name = format!("word-{}-results.{ending}", plan.notes);
        plan.folder.join(name)
    };
    write(&file("md"), text.as_bytes())?;
    write(&file("json"), &serde_json::to_vec_pretty(&results)?)
}

/// Writes a result, which is measured again if it is lost.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    Ok(File::create(path)?.write_all(bytes)?)
}
