//! Opens a long policy in the real window, scrolls through it, and times what a person sees of it.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Times the reading of a policy. Without `--program` it is the debug build, whose answers are many
/// times slower; what the window makes of an answer is the same.
#[derive(Parser)]
struct Arguments {
    /// The program
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// The notebook that the policy is in
    #[arg(long, value_name = "DIR")]
    notebook: PathBuf,
    /// The policy: a text in its line of the list
    #[arg(long, value_name = "TEXT")]
    open: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match measure::measure(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_os = "linux")]
mod measure {
    use anyhow::Result;
    use qp_tests::spread::Spread;
    use qp_tests::window::{Key, Options, Window};
    use serde::Deserialize;
    use serde_json::json;

    use super::Arguments;

    /// Clicks the row and watches: when the question left, when its answer was there, when the
    /// first of the text was painted, and every frame of the four seconds after the click.
    const OPEN: &str = "
        const seen = (window.reading = { frames: [], finished: false });
        const original = window.fetch;
        window.fetch = async (...call) => {
          const response = await original(...call);
          if (!String(call[0]).endsWith('/get_policy')) return response;
          const json = response.json.bind(response);
          response.json = async () => {
            const answer = await json();
            seen.answered = performance.now();
            return answer;
          };
          return response;
        };
        const row = [...document.querySelectorAll('[role=option]')].find((one) =>
          one.textContent.includes(arguments[0]));
        seen.clicked = performance.now();
        let last = seen.clicked;
        const frame = () => {
          const now = performance.now();
          seen.frames.push([last - seen.clicked, now - last]);
          last = now;
          if (seen.shown && !seen.painted) seen.painted = now;
          if (!seen.shown && document.querySelector('main article [data-anchor] p')) seen.shown = now;
          if (now - seen.clicked < 4000 || !seen.painted) requestAnimationFrame(frame);
          else {
            seen.elements = document.querySelectorAll('main *').length;
            seen.finished = true;
          }
        };
        requestAnimationFrame(frame);
        row.click();
        return null;";

    /// Scrolls a page at each frame, from the top to the end, and notes how long each took.
    const SCROLL: &str = "
        const seen = (window.scrolling = { frames: [], finished: false });
        let part = document.querySelector('main article [data-anchor]');
        while (part.scrollHeight <= part.clientHeight || getComputedStyle(part).overflowY === 'visible')
          part = part.parentElement;
        part.scrollTop = 0;
        let last = performance.now();
        const frame = () => {
          const now = performance.now();
          seen.frames.push(now - last);
          last = now;
          const before = part.scrollTop;
          part.scrollTop += part.clientHeight * 0.8;
          if (part.scrollTop > before + 1) requestAnimationFrame(frame);
          else seen.finished = true;
        };
        requestAnimationFrame(frame);
        return null;";

    /// Looks for a word letter by letter, and notes how long each letter took until it was painted.
    const FIND: &str = "
        const seen = (window.finding = { letters: [], finished: false });
        const painted = () => new Promise((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const box = document.querySelector('main .matches input');
        (async () => {
          for (const letter of arguments[0]) {
            const began = performance.now();
            box.value += letter;
            box.dispatchEvent(new InputEvent('input', { bubbles: true }));
            await painted();
            seen.letters.push(performance.now() - began);
          }
          seen.finished = true;
        })();
        return null;";

    /// What the page has seen of an opening, in milliseconds of its clock.
    #[derive(Debug, Deserialize)]
    struct Opening {
        clicked: f64,
        answered: f64,
        painted: f64,
        /// Each frame: when it began after the click, and how long it took.
        frames: Vec<(f64, f64)>,
        elements: u64,
    }

    #[derive(Debug, Deserialize)]
    struct Finding {
        letters: Vec<f64>,
    }

    #[derive(Debug, Deserialize)]
    struct Scrolling {
        frames: Vec<f64>,
    }

    /// What is looked for in the text.
    const WORD: &str = "information";

    /// A frame that is longer than this is seen as a halt.
    const HALT: f64 = 50.0;

    pub(super) fn measure(arguments: &Arguments) -> Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(read(arguments))
    }

    async fn read(arguments: &Arguments) -> Result<()> {
        let mut options = Options::default();
        if let Some(program) = &arguments.program {
            options = options.program(program);
        }
        let window = Window::open(&arguments.notebook, options).await?;
        window.resize(1280, 800).await?;
        let name = json!(arguments.open);
        let row = format!(
            "[...document.querySelectorAll('[role=option]')].find((row) => row.textContent.includes({name}))"
        );
        window.wait_for(&row).await?;
        window.run(OPEN, vec![name]).await?;
        window.wait_for("window.reading.finished").await?;
        let opening: Opening =
            serde_json::from_value(window.run("return window.reading;", vec![]).await?)?;
        let halts = opening.frames.iter().filter(|(_, took)| *took > HALT);
        let quiet = halts.map(|(at, took)| at + took).fold(0.0, f64::max);
        let longest = opening.frames.iter().map(|(_, took)| *took);
        println!(
            "opened: answer after {:.0} ms, painted {:.0} ms after that; last frame over {HALT:.0} ms ends at {quiet:.0} ms, the longest took {:.0} ms; {} elements",
            opening.answered - opening.clicked,
            opening.painted - opening.answered,
            longest.fold(0.0, f64::max),
            opening.elements,
        );
        window.run(SCROLL, vec![]).await?;
        window.wait_for("window.scrolling.finished").await?;
        let scrolling: Scrolling =
            serde_json::from_value(window.run("return window.scrolling;", vec![]).await?)?;
        let spread = Spread::of(scrolling.frames.iter().copied());
        println!(
            "scrolled in {} frames: p50 {:.0} ms, p95 {:.0} ms, slowest {:.0} ms",
            scrolling.frames.len(),
            spread.p50,
            spread.p95,
            spread.max
        );
        window.press(&[Key::Control], "f").await?;
        window
            .wait_for("document.querySelector('main .matches input')")
            .await?;
        window.run(FIND, vec![json!(WORD)]).await?;
        window.wait_for("window.finding.finished").await?;
        let finding: Finding =
            serde_json::from_value(window.run("return window.finding;", vec![]).await?)?;
        let letters: Vec<String> = finding
            .letters
            .iter()
            .map(|took| format!("{took:.0}"))
            .collect();
        println!(
            "found {WORD:?}, each letter painted after ms: {}",
            letters.join(", ")
        );
        window.close().await
    }
}

#[cfg(not(target_os = "linux"))]
mod measure {
    pub(super) fn measure(_: &super::Arguments) -> anyhow::Result<()> {
        anyhow::bail!("only Linux has a virtual display")
    }
}
