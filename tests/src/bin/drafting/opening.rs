//! How long it takes until the window can be used.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use qp_tests::window::{Options, Window};
use serde::Serialize;
use serde_json::json;

use crate::Arguments;
use crate::processes::{Spent, Watch};

/// One opening, in milliseconds, from the start of the program until the list is painted.
#[derive(Debug, Serialize)]
pub(crate) struct Opening {
    /// By the clock.
    pub(crate) clock: f64,
    /// Processor time, by process.
    pub(crate) spent: Spent,
    /// How many items the list had: a notebook that was never seen is listed as it is read.
    pub(crate) listed: usize,
}

impl Opening {
    /// The processor time of all processes.
    pub(crate) fn together(&self) -> f64 {
        self.spent.values().sum()
    }
}

/// Opens the window with what a home folder holds of it.
pub(crate) async fn open(arguments: &Arguments, home: &Path) -> Result<(Window, Opening)> {
    let mut options = Options::default()
        .home(home)
        .variable("LANG", "en_CA.UTF-8");
    if let Some(program) = &arguments.program {
        options = options.program(program);
    }
    let watch = Watch::begin();
    let window = Window::open(&arguments.notebook, options).await?;
    let told = window
        .run(
            "const [ready] = performance.getEntriesByName('ready');
             const row = document.querySelector('[role=option]');
             return [performance.timeOrigin + ready.startTime, row?.ariaSetSize ?? null];",
            vec![],
        )
        .await?;
    let (ready, listed): (f64, String) =
        serde_json::from_value(told).context("the window does not say when it was ready")?;
    let look = watch.at(ready)?;
    window.resize(1280, 800).await?;
    window.wait_for("innerWidth === 1280").await?;
    let began = look
        .began
        .context("the program is not among the processes")?;
    let opening = Opening {
        clock: ready - began,
        spent: look.spent,
        listed: listed.parse()?,
    };
    Ok((window, opening))
}

/// How long the frames took while the list ran from its top to its bottom.
pub(crate) async fn scroll(window: &Window, frames: usize) -> Result<Vec<f64>> {
    window
        .run(include_str!("scroll.js"), vec![json!(frames)])
        .await?;
    let done = "return window.scrolling.done ? window.scrolling : null;";
    let seen = loop {
        let seen = window.run(done, vec![]).await?;
        if !seen.is_null() {
            break seen;
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    };
    ensure!(
        seen.get("last") == Some(&json!(true)),
        "the list does not end with its last item"
    );
    let times = seen.get("frames").cloned().unwrap_or_default();
    Ok(serde_json::from_value(times)?)
}
