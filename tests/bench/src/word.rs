//! How long writing many notes to Word takes, as whole processes: ours beside pandoc, which is given
//! the same text.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use qp_core::note::Note;
use qp_core::section::Section;
use serde::Serialize;

use crate::corpus::{Corpus, SEED, ensure};
use crate::machine::{Machine, processor_time, version_of};
use crate::stats::percentile;

/// How often the memory of a process is looked at.
const PAUSE: Duration = Duration::from_millis(2);

/// What is measured.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How many bilingual notes.
    pub notes: usize,
    /// How often each way is measured; the median counts.
    pub rounds: usize,
    /// The program `qp`.
    pub qp: PathBuf,
    /// The folder for the notebook and the files.
    pub folder: PathBuf,
}

/// What one way took.
#[derive(Debug, Serialize)]
pub struct Lap {
    /// The way.
    pub name: String,
    /// Processor time in milliseconds: the median. Zero where the system does not tell.
    pub processor: f64,
    /// Time on the clock in milliseconds: the median.
    pub clock: f64,
    /// The most memory it held in any round, in bytes; zero where the system does not tell.
    pub memory: u64,
    /// The size of the Word file, in bytes.
    pub file: u64,
}

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Results {
    /// Where.
    pub machine: Machine,
    /// How many notes, each in two languages.
    pub notes: usize,
    /// How often each way was measured.
    pub rounds: usize,
    /// One a way.
    pub laps: Vec<Lap>,
}

/// Writes the notes to Word in every way.
///
/// # Errors
/// Where the notebook cannot be written, or a program fails.
pub fn measure(plan: &Plan) -> Result<Results> {
    let corpus = Corpus::new(SEED);
    fs::create_dir_all(&plan.folder)?;
    let notebook = ensure(&corpus, &plan.folder, plan.notes)?;
    let notes: Vec<Note> = (0..plan.notes).map(|number| corpus.note(number)).collect();
    let text = plan.folder.join(format!("word-{}.md", plan.notes));
    File::create(&text)?.write_all(markdown_of(&notes).as_bytes())?;

    let output = plan.folder.join(format!("word-{}.docx", plan.notes));
    let mut ways: Vec<(String, Command)> = Vec::new();
    for (name, layout, more) in [
        ("ours, one after the other", "sequential", &[][..]),
        ("ours, by theme", "sequential", &["--by-theme"][..]),
        ("ours, side by side", "side-by-side", &[][..]),
    ] {
        let mut export = Command::new(&plan.qp);
        export.arg("export");
        export.args(notes.iter().map(|note| note.reference.as_str()));
        export.args(["--layout", layout]).args(more);
        export.arg("--notebook").arg(&notebook.folder);
        // Nothing of this user's is looked at or changed.
        for place in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            export.env(place, plan.folder.join("home"));
        }
        ways.push((name.to_owned(), export));
    }
    if let Some(version) = version_of("pandoc") {
        let mut pandoc = Command::new("pandoc");
        pandoc.args(["--from", "gfm", "--to", "docx"]).arg(&text);
        ways.push((format!("pandoc {version}"), pandoc));
    }
    let mut laps = Vec::with_capacity(ways.len());
    let mut times: Vec<Vec<Once>> = ways.iter().map(|_| Vec::new()).collect();
    for (_, way) in &mut ways {
        way.arg("--output").arg(&output);
    }
    // In turn, so that a busy moment of the machine meets all of them.
    for _ in 0..plan.rounds.max(1) {
        for ((_, way), times) in ways.iter_mut().zip(&mut times) {
            times.push(once(way, &output)?);
        }
    }
    for ((name, _), times) in ways.into_iter().zip(times) {
        let median = |of: &dyn Fn(&Once) -> f64| {
            let mut values: Vec<f64> = times.iter().map(of).collect();
            values.sort_unstable_by(f64::total_cmp);
            percentile(&values, 50).unwrap_or_default()
        };
        laps.push(Lap {
            name,
            processor: median(&|once| once.processor),
            clock: median(&|once| once.clock),
            memory: times.iter().map(|once| once.memory).max().unwrap_or(0),
            file: times.last().map_or(0, |once| once.file),
        });
    }
    Ok(Results {
        machine: Machine::this(),
        notes: plan.notes,
        rounds: plan.rounds,
        laps,
    })
}

/// What one process took.
struct Once {
    processor: f64,
    clock: f64,
    memory: u64,
    file: u64,
}

/// Runs a process to its end.
fn once(way: &mut Command, output: &Path) -> Result<Once> {
    match fs::remove_file(output) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let before = processor_time();
    let begun = Instant::now();
    let mut child = way
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| way.get_program().display().to_string())?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    let ended = loop {
        if let Some(ended) = child.try_wait()? {
            break ended;
        }
        memory = memory.max(most_held(&status));
        thread::sleep(PAUSE);
    };
    let clock = begun.elapsed().as_secs_f64() * 1e3;
    if !ended.success() {
        bail!("{} failed", way.get_program().display());
    }
    let took = processor_time()
        .zip(before)
        .map(|(now, before)| now - before);
    Ok(Once {
        processor: took.unwrap_or_default(),
        clock,
        memory,
        file: fs::metadata(output)?.len(),
    })
}

/// The most memory that a process has held so far, in bytes.
fn most_held(status: &str) -> u64 {
    let status = fs::read_to_string(status).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kibibytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    kibibytes.unwrap_or(0) << 10
}

/// The notes as one Markdown text: both sides, their sections under headings.
fn markdown_of(notes: &[Note]) -> String {
    let mut text = String::new();
    for note in notes {
        for (lang, side) in note.sides.iter() {
            let Some(side) = side else { continue };
            let _ = writeln!(text, "# {}\n\n{}\n", side.title, note.reference);
            for section in Section::BODY {
                let body = side.text(section).unwrap_or_default();
                let _ = writeln!(text, "## {}\n\n{body}\n", section.heading(lang));
                if section == Section::Response {
                    for block in &side.if_pressed {
                        let _ = writeln!(text, "### {}\n\n{}\n", block.topic, block.text);
                    }
                }
            }
        }
    }
    text
}

/// The results as a table.
pub fn markdown(results: &Results) -> String {
    let mut text = String::new();
    let machine = &results.machine;
    let _ = writeln!(
        text,
        "# {} bilingual notes to Word\n\nWhole processes, median of {}. {}, {} threads, {}; load {}.\n",
        results.notes,
        results.rounds,
        machine.processor,
        machine.cores,
        machine.system,
        machine.load,
    );
    text.push_str("| | processor, s | clock, s | memory, MB | file, kB |\n|---|---|---|---|---|\n");
    for lap in &results.laps {
        let _ = writeln!(
            text,
            "| {} | {:.2} | {:.2} | {} | {} |",
            lap.name,
            lap.processor / 1e3,
            lap.clock / 1e3,
            lap.memory / 1_000_000,
            lap.file / 1_000,
        );
    }
    text
}
