//! WebKitGTK's own WebDriver, which starts the program and speaks for it.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

use super::display::Display;
use super::process::Process;
use super::{PATIENCE, PAUSE, with_log};

/// A running driver. It has room for one session.
#[derive(Debug)]
pub(super) struct Driver {
    process: Process,
    address: SocketAddr,
}

impl Driver {
    /// Starts it. The program will have its environment: the display, and folders under `home`.
    pub(super) fn start(
        display: &Display,
        home: &Path,
        environment: &[(String, String)],
        log: &Path,
    ) -> Result<Self> {
        let address = free_address()?;
        let output = OpenOptions::new().create(true).append(true).open(log)?;
        let complaints = output.try_clone()?;
        let folders = [
            ("HOME", home.to_owned()),
            ("XDG_DATA_HOME", home.join("data")),
            ("XDG_CONFIG_HOME", home.join("config")),
            ("XDG_CACHE_HOME", home.join("cache")),
            ("XDG_RUNTIME_DIR", home.join("run")),
        ];
        for (_, folder) in &folders {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let process = Process::start("WebKitWebDriver", |command| {
            command
                .arg(format!("--port={}", address.port()))
                .arg(format!("--host={}", address.ip()))
                .envs(folders)
                .env("DISPLAY", display.name())
                .env("GDK_BACKEND", "x11")
                .env("NO_AT_BRIDGE", "1")
                .env("TAURI_WEBVIEW_AUTOMATION", "true")
                .env_remove("WAYLAND_DISPLAY")
                .env_remove("DBUS_SESSION_BUS_ADDRESS")
                .env_remove("LC_ALL")
                .env_remove("LC_MESSAGES")
                .env("LANG", "C.UTF-8")
                .envs(environment.iter().map(|(name, value)| (name, value)))
                .stdin(Stdio::null())
                .stdout(output)
                .stderr(complaints);
        })?;
        let mut driver = Self { process, address };
        driver.wait_until_ready(log)?;
        Ok(driver)
    }

    /// Starts the program and opens the session with it.
    pub(super) async fn session(
        &self,
        program: &Path,
        arguments: &[OsString],
    ) -> Result<WebDriver> {
        let arguments: Vec<_> = arguments.iter().map(|a| a.to_string_lossy()).collect();
        let mut capabilities = Capabilities::new();
        capabilities.set(
            "webkitgtk:browserOptions",
            json!({ "binary": program, "args": arguments }),
        )?;
        WebDriver::builder(format!("http://{}", self.address), capabilities)
            .request_timeout(Duration::from_mins(1))
            .connect()
            .await
            .with_context(|| format!("cannot open a session with {}", program.display()))
    }

    /// Its process id, which is that of its group.
    pub(super) fn id(&self) -> u32 {
        self.process.id()
    }

    /// The names of the processes that the program consists of.
    pub(super) fn programs(&self) -> Vec<String> {
        self.process.companions()
    }

    fn wait_until_ready(&mut self, log: &Path) -> Result<()> {
        let begun = Instant::now();
        loop {
            // An answer that cannot be had yet is no error: the driver is still starting.
            if status(self.address).is_ok_and(|answer| answer.contains(r#""ready":true"#)) {
                return Ok(());
            }
            if self.process.has_ended() {
                bail!(with_log(
                    "WebKitWebDriver did not start; `cargo xtask test` installs what is missing",
                    log
                ));
            }
            if begun.elapsed() > PATIENCE {
                bail!(with_log("WebKitWebDriver does not get ready", log));
            }
            std::thread::sleep(PAUSE);
        }
    }
}

/// An address that nobody listens on at this moment.
fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
    Ok(listener.local_addr()?)
}

/// What the driver says of itself.
fn status(address: SocketAddr) -> Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    write!(
        stream,
        "GET /status HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
