//! Other programs, run in the open: each with its line, its own output, its time.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::project::Project;

/// Cargo, the same that started this program, at the workspace's root.
pub(crate) fn cargo(project: &Project) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(&project.root);
    // What `cargo run` sets for this program is not meant for the crates it builds now.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// npm in the interface's folder.
pub(crate) fn npm(project: &Project) -> Command {
    // On Windows npm is a script, which is only found by its whole name.
    let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    npm.current_dir(project.ui());
    npm
}

/// Announces `what`, runs the command with its output in view, and says how long it took.
///
/// A command that cannot be started or ends badly is shown as it can be typed again.
pub(crate) fn step(what: &str, command: &mut Command) -> Result<()> {
    println!("── {what}");
    io::stdout().flush()?;
    let begun = Instant::now();
    let shown = shown(command);
    let status = command
        .status()
        .with_context(|| format!("{what}: cannot start `{shown}`"))?;
    if !status.success() {
        bail!("{what} failed ({status}): {shown}");
    }
    println!("   {what}: {:.1} s", begun.elapsed().as_secs_f32());
    Ok(())
}

/// What the command prints, trimmed; `None` where it cannot be started or ends badly.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as one would type it, with the folder it runs in and the variables it is given.
pub(crate) fn shown(command: &Command) -> String {
    let mut words = Vec::new();
    if let Some(folder) = command.get_current_dir() {
        words.push(format!("cd {} &&", quoted(&folder.to_string_lossy())));
    }
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            words.push(format!(
                "{}={}",
                name.to_string_lossy(),
                quoted(&value.to_string_lossy())
            ));
        }
    }
    words.push(quoted(&command.get_program().to_string_lossy()));
    words.extend(
        command
            .get_args()
            .map(|word| quoted(&word.to_string_lossy())),
    );
    words.join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_=./:,+@\\".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_it_can_be_typed_again() {
        let mut command = Command::new("cargo");
        command
            .args(["doc", "--open", "it's here", ""])
            .env("RUSTDOCFLAGS", "-D warnings")
            .env_remove("HOME");
        assert_eq!(
            shown(&command),
            r"RUSTDOCFLAGS='-D warnings' cargo doc --open 'it'\''s here' ''"
        );
    }

    #[test]
    fn a_step_that_ends_badly_names_its_command() {
        let mut command = Command::new(env!("CARGO"));
        command.arg("no-such-command").stderr(Stdio::null());
        let error = step("nonsense", &mut command).expect_err("cargo has no such command");
        assert!(error.to_string().contains("no-such-command"), "{error}");
    }

    #[test]
    fn a_program_that_is_not_there_has_no_answer() {
        assert_eq!(answer(&mut Command::new("no-such-program-anywhere")), None);
    }
}
