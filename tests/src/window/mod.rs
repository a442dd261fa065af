//! The real window, driven from outside through WebKit's own driver in a display of its own.
//!
//! Everything that is started dies with its [`Window`], and with the test should that be killed.
//! Never set `WEBKIT_DISABLE_DMABUF_RENDERER` or `WEBKIT_DISABLE_COMPOSITING_MODE` here: with
//! either, a screenshot hangs for ever.

mod accessibility;
mod display;
mod driver;
mod find;
mod process;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use tempfile::TempDir;
pub use thirtyfour::{Key, WebElement};
use thirtyfour::{TypingData, WebDriver};

pub use accessibility::Violation;

use crate::product;
use display::Display;
use driver::Driver;

/// How long a condition may take to come true. Far more than any needs on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often a condition is looked at.
const PAUSE: Duration = Duration::from_millis(25);

/// What says that the window's contents are painted and can be used.
const READY: &str = r#"document.querySelector('[data-ready="true"]') !== null"#;

/// How the window is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// The program; the one under test otherwise.
    program: Option<PathBuf>,
    /// Its arguments.
    arguments: Vec<OsString>,
    /// Variables of its environment, beside those that the harness sets.
    environment: Vec<(String, String)>,
    /// The home folder; a temporary one otherwise.
    home: Option<PathBuf>,
    /// The JavaScript condition that says that it can be used.
    ready: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            program: None,
            arguments: Vec::new(),
            environment: Vec::new(),
            home: None,
            ready: READY.to_owned(),
        }
    }
}

impl Options {
    /// Opens another program than the one under test.
    pub fn program(mut self, path: &Path) -> Self {
        self.program = Some(path.to_owned());
        self
    }

    /// Adds an argument.
    pub fn argument(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Adds a variable to the environment.
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Uses (and keeps) that home folder: settings, caches and recovered texts lie there. So a
    /// test can close the window and open it again.
    pub fn home(mut self, folder: &Path) -> Self {
        self.home = Some(folder.to_owned());
        self
    }

    /// Takes the window as ready when that JavaScript expression is true.
    pub fn ready_when(mut self, condition: &str) -> Self {
        condition.clone_into(&mut self.ready);
        self
    }
}

/// An open window.
#[derive(Debug)]
pub struct Window {
    session: WebDriver,
    // Ended in this order: the driver with the program, then the display.
    driver: Driver,
    display: Display,
    log: PathBuf,
    _temporary: TempDir,
}

impl Window {
    /// Opens the window of the program under test on a notebook, and waits until it can be used.
    pub async fn open(notebook: &Path, options: Options) -> Result<Self> {
        let options = Options {
            arguments: [OsString::from("--notebook"), notebook.into()]
                .into_iter()
                .chain(options.arguments)
                .collect(),
            ..options
        };
        Self::start(options).await
    }

    /// Opens a program's window with nothing but the options' arguments.
    pub async fn start(options: Options) -> Result<Self> {
        let program = match &options.program {
            Some(path) => path.clone(),
            None => product::program("qp-notes")?,
        };
        let temporary = tempfile::tempdir().context("cannot make a temporary folder")?;
        let home = match &options.home {
            Some(home) => home.clone(),
            None => temporary.path().join("home"),
        };
        let log = temporary.path().join("log");
        let display = Display::start(&log)?;
        let driver = Driver::start(&display, &home, &options.environment, &log)?;
        let session = driver
            .session(&program, &options.arguments)
            .await
            .with_context(|| with_log("the window did not open", &log))?;
        let window = Self {
            session,
            driver,
            display,
            log,
            _temporary: temporary,
        };
        window.wait_for(&options.ready).await?;
        Ok(window)
    }

    /// Closes the window as a user does, with its cross, and waits until the program has ended by
    /// itself. (Dropping a window kills the program.)
    pub async fn close(self) -> Result<()> {
        if self.display.ask_to_close()? == 0 {
            bail!(with_log("no window is there to be closed", &self.log));
        }
        if until(async || Ok(self.driver.programs().is_empty())).await? {
            Ok(())
        } else {
            let living = self.driver.programs();
            bail!(with_log(
                &format!("the program does not end when its window is closed: {living:?}"),
                &self.log
            ))
        }
    }

    /// The session with the driver, for what this harness does not offer.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// What the driver, the display and the program wrote so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// The process group of the driver and the program.
    pub fn group(&self) -> u32 {
        self.driver.id()
    }

    /// The names of the living processes of a group.
    pub fn living_in_group(group: u32) -> Vec<String> {
        process::living_in_group(group)
            .into_iter()
            .map(|(_, name)| name)
            .collect()
    }

    /// The names of the threads of every process that the program consists of.
    pub fn threads(&self) -> Vec<String> {
        let programs = process::living_in_group(self.driver.id());
        let tasks = programs
            .iter()
            .filter_map(|(id, _)| fs::read_dir(format!("/proc/{id}/task")).ok());
        tasks
            .flatten()
            .flatten()
            // One may end while it is looked at.
            .filter_map(|task| fs::read_to_string(task.path().join("comm")).ok())
            .map(|name| name.trim_end().to_owned())
            .collect()
    }

    /// Runs JavaScript as the body of a function with `arguments`, and gives what it returns.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let result = self
            .session
            .execute(script, arguments)
            .await
            .with_context(|| format!("this script failed: {script}"))?;
        Ok(result.json().clone())
    }

    /// Waits until a JavaScript expression is true. One that throws, or that nobody answers because
    /// the page is just being loaded, is not true yet.
    pub async fn wait_for(&self, condition: &str) -> Result<()> {
        let script = format!("return Boolean({condition});");
        let mut last_error = None;
        let came_true = until(async || {
            let answer = self.run(&script, Vec::new()).await;
            let is_true = matches!(answer, Ok(Value::Bool(true)));
            last_error = answer.err();
            Ok(is_true)
        });
        if came_true.await? {
            return Ok(());
        }
        let error = last_error.map_or_else(String::new, |error| format!(" ({error:#})"));
        bail!(with_log(
            &format!("this did not come true within {PATIENCE:?}: {condition}{error}"),
            &self.log
        ))
    }

    /// Types a text, or presses a [`Key`], on the keyboard: into whatever has the focus.
    pub async fn type_keys(&self, keys: impl Into<TypingData>) -> Result<()> {
        self.session
            .action_chain()
            .send_keys(keys)
            .perform()
            .await
            .context("typing failed")
    }

    /// Presses one key while modifiers are held: `press(&[Key::Control], "s")`.
    pub async fn press(&self, modifiers: &[Key], key: impl Into<TypingData>) -> Result<()> {
        let mut chain = self.session.action_chain();
        for modifier in modifiers {
            chain = chain.key_down(modifier.clone());
        }
        chain = chain.send_keys(key);
        for modifier in modifiers.iter().rev() {
            chain = chain.key_up(modifier.clone());
        }
        chain.perform().await.context("pressing keys failed")
    }

    /// Gives the window's contents that many CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.session
            .set_window_rect(0, 0, width, height)
            .await
            .context("the window did not take its size")
    }

    /// What the clipboard holds as that kind of text (`text/html`, `UTF8_STRING`), as another
    /// program is given it.
    pub fn clipboard(&self, kind: &str) -> Result<String> {
        self.display.clipboard(kind)
    }

    /// Saves a picture of what is in the window now, as PNG.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        // The driver takes the frame painted last: without two frames of patience, often the one
        // from before the change that is to be seen. Where the window is drawn without a
        // compositor, the driver waits for the next drawing: something too faint to be seen is
        // drawn again and again meanwhile.
        let drawing = "const done = arguments[0];
            const dot = document.createElement('div');
            dot.style = 'position:fixed;top:0;left:0;width:1px;height:1px;pointer-events:none';
            document.documentElement.append(dot);
            let faint = false;
            const drawing = setInterval(() => {
              faint = !faint;
              dot.style.background = `rgb(128 128 128 / ${faint ? 0.004 : 0.008})`;
            }, 20);
            window.endDrawing = () => (clearInterval(drawing), dot.remove());
            document.fonts.ready.then(() =>
              requestAnimationFrame(() => requestAnimationFrame(() => done())));";
        self.session
            .execute_async(drawing, Vec::new())
            .await
            .context("the window does not paint")?;
        let png = self
            .session
            .screenshot_as_png()
            .await
            .context("no screenshot could be taken")?;
        self.run("window.endDrawing(); return null;", Vec::new())
            .await?;
        save(file, &png).with_context(|| format!("cannot write {}", file.display()))
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // The driver is about to be ended with its session: nothing to say goodbye to.
        let _ = self.session.clone().leak();
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a picture for people; nothing reads it while it is written"
)]
fn save(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    fs::write(file, bytes)
}

/// Looks again and again until `condition` holds; false where it has not within [`PATIENCE`].
async fn until(mut condition: impl AsyncFnMut() -> Result<bool>) -> Result<bool> {
    let begun = Instant::now();
    loop {
        if condition().await? {
            return Ok(true);
        }
        if begun.elapsed() > PATIENCE {
            return Ok(false);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// A message with the last lines that the programs wrote.
fn with_log(message: &str, log: &Path) -> String {
    let log = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    let last = &lines[lines.len().saturating_sub(30)..];
    format!(
        "{message}\nwhat the programs wrote last:\n{}",
        last.join("\n")
    )
}
