//! The command line `qp`: the same work as the window, without one.

mod arguments;
mod citing;
mod commands;
mod exporting;
mod filters;
mod importing;
mod json;
mod language;
mod memory;
mod messages;
mod past;
mod print;
mod progress;
mod translating;
mod usage;

use std::ffi::OsString;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use qp_core::error::{ErrorCode, Failure};
use tracing_subscriber::EnvFilter;

use crate::commands::{Ending, Stop, Terminal};

/// Exit codes of the contract.
const DONE: u8 = 0;
const PROBLEMS: u8 = 1;
const WRONG_USAGE: u8 = 2;

fn main() -> ExitCode {
    // Silent unless asked: `QP_LOG=debug qp …`.
    tracing_subscriber::fmt()
        .with_env_filter(
            EnvFilter::try_from_env("QP_LOG").unwrap_or_else(|_| EnvFilter::new("off")),
        )
        .with_writer(io::stderr)
        .init();
    let typed: Vec<OsString> = std::env::args_os().collect();
    let lang = language::choose(&typed);
    let arguments = match arguments::parse(typed) {
        Ok(arguments) => arguments,
        // The help or the version that was asked for is an answer, not an error.
        Err(help) if !help.use_stderr() => {
            let _ = help.print();
            return ExitCode::from(DONE);
        }
        Err(error) => {
            let _ = write!(io::stderr(), "{}", usage::message(&error, lang));
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let mut complaints = io::stderr().lock();
    let mut terminal = Terminal {
        out: &mut out,
        complaints: &mut complaints,
        shows_progress: io::stderr().is_terminal(),
        json: arguments.json,
        lang,
    };
    let ended = commands::run(arguments, &mut terminal).and_then(|ending| {
        terminal.out.flush()?;
        Ok(ending)
    });
    ExitCode::from(match ended {
        Ok(Ending::Done) => DONE,
        Ok(Ending::Problems) => PROBLEMS,
        // Whoever reads our output has read enough (`qp list | head -1`).
        Err(Stop::Output(error)) if error.kind() == ErrorKind::BrokenPipe => DONE,
        Err(Stop::Output(error)) => {
            let failure = Failure::new(ErrorCode::WriteFailed)
                .with("path", "stdout")
                .with("reason", error);
            let _ = terminal.complain(&failure);
            PROBLEMS
        }
        Err(Stop::Several(typed, candidates)) => {
            let _ = terminal.ask_which(&typed, &candidates);
            PROBLEMS
        }
        Err(Stop::Failed(failure)) => {
            let _ = terminal.complain(&failure);
            PROBLEMS
        }
    })
}
