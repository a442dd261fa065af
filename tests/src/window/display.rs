//! A private X server, on a display number that it finds itself.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use super::process::Process;

/// A running X server without a screen.
#[derive(Debug)]
pub(super) struct Display {
    _server: Process,
    name: String,
}

impl Display {
    /// Starts the server; its complaints go to the end of `log`.
    pub(super) fn start(log: &Path) -> Result<Self> {
        let complaints = OpenOptions::new().create(true).append(true).open(log)?;
        let mut server = Process::start("Xvfb", |command| {
            command
                .args(["-displayfd", "1"])
                .args(["-screen", "0", "1280x800x24"])
                .args(["-nolisten", "tcp"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(complaints);
        })?;
        let output = server.child().stdout.take().context("Xvfb has no output")?;
        let mut number = String::new();
        BufReader::new(output)
            .read_line(&mut number)
            .context("Xvfb does not say its display")?;
        if number.trim().is_empty() {
            bail!("Xvfb did not start; `cargo xtask test` installs what is missing");
        }
        Ok(Self {
            _server: server,
            name: format!(":{}", number.trim()),
        })
    }

    /// Its name for the variable `DISPLAY`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}
