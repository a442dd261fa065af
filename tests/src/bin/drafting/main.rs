//! Drafts a note in the real window over a big notebook: times its opening, the scrolling of its
//! list, and each key until it is painted, while everything else goes on.

#[cfg(target_os = "linux")]
mod elsewhere;
#[cfg(target_os = "linux")]
mod opening;
#[cfg(target_os = "linux")]
mod processes;
#[cfg(target_os = "linux")]
mod report;
#[cfg(target_os = "linux")]
mod typing;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Times drafting in the window as a person sees it. Without `--program` it is the debug build,
/// which is many times slower. Notes of the notebook are changed.
#[derive(Parser)]
struct Arguments {
    /// The program
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// The notebook, in which notes will be changed
    #[arg(long, value_name = "DIR")]
    notebook: PathBuf,
    /// How many notes it has
    #[arg(long)]
    notes: usize,
    /// The home folder, whose cache holds the index
    #[arg(long, value_name = "DIR")]
    home: PathBuf,
    /// How often the window is opened
    #[arg(long, default_value_t = 5)]
    openings: usize,
    /// How many frames the list takes from its top to its bottom
    #[arg(long, default_value_t = 600)]
    frames: usize,
    /// What is known of the machine, as `qp-bench machine` prints it
    #[arg(long, value_name = "FILE")]
    machine: PathBuf,
    /// Where the tables are written, as Markdown; all that was seen goes beside them, as JSON
    #[arg(long, value_name = "FILE.md")]
    output: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match measure(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_os = "linux")]
fn measure(arguments: &Arguments) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let seen = runtime.block_on(draft(arguments))?;
    report::write(&seen, &arguments.output)
}

#[cfg(target_os = "linux")]
async fn draft(arguments: &Arguments) -> anyhow::Result<report::Seen> {
    use anyhow::Context as _;

    let machine = std::fs::read_to_string(&arguments.machine)
        .with_context(|| arguments.machine.display().to_string())?;
    let calm_desk = typing::note_to_type_in(&arguments.notebook, 1)?;
    let busy_desk = typing::note_to_type_in(&arguments.notebook, 2)?;

    let mut openings = Vec::new();
    let window = loop {
        let (window, opening) = opening::open(arguments, &arguments.home).await?;
        anyhow::ensure!(
            opening.listed >= arguments.notes,
            "{} items are listed, not {}",
            opening.listed,
            arguments.notes
        );
        openings.push(opening);
        if openings.len() >= arguments.openings {
            break window;
        }
        window.close().await?;
    };
    let scrolling = opening::scroll(&window, arguments.frames).await?;
    calm_desk.sit_down(&window).await?;
    let calm = calm_desk.type_all(&window).await?;
    window.close().await?;

    // A home without a cache: the index is filled from the first note on.
    let fresh = tempfile::tempdir()?;
    let (window, unindexed) = opening::open(arguments, fresh.path()).await?;
    let other = elsewhere::OtherProgram::begin(&arguments.notebook)?;
    busy_desk.sit_down(&window).await?;
    let mut busy = busy_desk.type_all(&window).await?;
    busy.rewritten = other.end()?;
    let webkit = window
        .run("return navigator.userAgent;", vec![])
        .await?
        .as_str()
        .unwrap_or_default()
        .to_owned();
    window.close().await?;
    Ok(report::Seen {
        notes: arguments.notes,
        openings,
        unindexed,
        scrolling,
        calm,
        busy,
        webkit,
        load_after: report::load(),
        machine: serde_json::from_str(&machine)?,
    })
}

#[cfg(not(target_os = "linux"))]
fn measure(_: &Arguments) -> anyhow::Result<()> {
    anyhow::bail!("only Linux has a virtual display")
}
