//! Types queries letter by letter into the search box of the real window, and times each key from
//! its event to the painted results.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Times searching in the window as a person sees it. Without `--program` it is the debug build,
/// which is many times slower.
#[derive(Parser)]
struct Arguments {
    /// The program
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// The notebook to search
    #[arg(long, value_name = "DIR")]
    notebook: PathBuf,
    /// The home folder, whose cache holds the index
    #[arg(long, value_name = "DIR")]
    home: PathBuf,
    /// What to type: a query a line
    #[arg(long, value_name = "FILE")]
    queries: PathBuf,
    /// Where the times are written, as JSON
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
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
    use std::fs::{File, read_to_string};
    use std::io::Write as _;
    use std::time::Duration;

    use anyhow::{Context, Result, bail};
    use qp_tests::spread::Spread;
    use qp_tests::window::{Key, Options, Window};
    use serde::{Deserialize, Serialize};
    use serde_json::{Value, json};

    use super::Arguments;

    /// Between two keys, as long as a person takes who types fast.
    const BETWEEN_KEYS: Duration = Duration::from_millis(80);
    /// How often the window may be looked at until a key's results are painted.
    const LOOKS: usize = 1_000;

    /// Watches the page: when the key went down, when the question for the text left, when its
    /// answer was there, when what came of it was painted.
    const WATCH: &str = "
        const times = (window.keystrokes = { done: [], latest: null });
        const box = document.querySelector('input[role=combobox]');
        document.addEventListener('keydown', (event) => {
          if (event.target === box) times.down = performance.now();
        }, true);
        document.addEventListener('input', (event) => {
          if (event.target === box) times.latest = { text: box.value, key: times.down };
        }, true);
        const painted = () => new Promise((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame(resolve)));
        const original = window.fetch;
        window.fetch = async (...call) => {
          const [address, options] = call;
          const asks = String(address).endsWith('/search');
          const asked = asks ? JSON.parse(options.body).query.text : null;
          const sent = performance.now();
          const response = await original(...call);
          const key = times.latest;
          if (!asks || !key || key.text !== asked) return response;
          const json = response.json.bind(response);
          response.json = async () => {
            const answer = await json();
            const answered = performance.now();
            // The page takes it in before the timer fires; two frames later it is seen.
            setTimeout(async () => {
              const rows = document.querySelectorAll('[role=option]').length;
              await painted();
              times.done.push({ text: asked, total: answer.total, rows, key: key.key, sent,
                answered, painted: performance.now() });
            });
            return answer;
          };
          return response;
        };
        return null;";

    /// One key, in milliseconds of the page's clock.
    #[derive(Debug, Deserialize)]
    struct Seen {
        text: String,
        total: u64,
        rows: u64,
        key: f64,
        sent: f64,
        answered: f64,
        painted: f64,
    }

    /// What a key took, in milliseconds.
    #[derive(Debug, Serialize)]
    struct Keystroke {
        /// What stood in the box.
        text: String,
        /// How many were found.
        total: u64,
        /// How many rows were shown.
        rows: u64,
        /// From the key to the painted results.
        key_to_painted: f64,
        /// The same without what the window waits before it asks.
        asked_to_painted: f64,
        /// From the question to the answer, both ways between the page and the program.
        asked_to_answered: f64,
    }

    /// A column of the table: its name, and a keystroke's time in it.
    type Column = (&'static str, fn(&Keystroke) -> f64);

    pub(super) fn measure(arguments: &Arguments) -> Result<()> {
        let queries = read_to_string(&arguments.queries)
            .with_context(|| arguments.queries.display().to_string())?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let keys = runtime.block_on(type_all(arguments, &queries))?;
        let columns: [Column; 3] = [
            ("key to painted", |key| key.key_to_painted),
            ("asked to painted", |key| key.asked_to_painted),
            ("asked to answered", |key| key.asked_to_answered),
        ];
        println!("{} keystrokes, milliseconds", keys.len());
        println!("| | p50 | p95 | p99 | slowest |\n|---|--:|--:|--:|--:|");
        let mut spreads = serde_json::Map::new();
        for (name, of) in columns {
            let spread = Spread::of(keys.iter().map(of));
            let Spread {
                p50, p95, p99, max, ..
            } = spread;
            println!("| {name} | {p50:.1} | {p95:.1} | {p99:.1} | {max:.1} |");
            spreads.insert(name.replace(' ', "_"), serde_json::to_value(spread)?);
        }
        let results = json!({ "spreads": spreads, "keystrokes": keys });
        let text = serde_json::to_string_pretty(&results)?;
        File::create(&arguments.output)?.write_all(text.as_bytes())?;
        Ok(())
    }

    async fn type_all(arguments: &Arguments, queries: &str) -> Result<Vec<Keystroke>> {
        let mut options = Options::default().home(&arguments.home);
        if let Some(program) = &arguments.program {
            options = options.program(program);
        }
        let window = Window::open(&arguments.notebook, options).await?;
        window.resize(1280, 800).await?;
        window
            .wait_for("document.querySelector('input[role=combobox]')")
            .await?;
        window.run(WATCH, vec![]).await?;
        let mut keys = Vec::new();
        for query in queries.lines().filter(|query| !query.trim().is_empty()) {
            window.press(&[Key::Control], "k").await?;
            window.type_keys(Key::Backspace).await?;
            let mut typed = String::new();
            for letter in query.chars() {
                typed.push(letter);
                window.type_keys(letter.to_string().as_str()).await?;
                if typed.trim().is_empty() {
                    continue;
                }
                keys.push(painted(&window, &typed).await?);
                tokio::time::sleep(BETWEEN_KEYS).await;
            }
        }
        window.close().await?;
        Ok(keys)
    }

    /// Waits until the results for a text are painted.
    async fn painted(window: &Window, text: &str) -> Result<Keystroke> {
        const TAKE: &str =
            "return window.keystrokes.done.find((key) => key.text === arguments[0]) ?? null;";
        for _ in 0..LOOKS {
            let seen = window.run(TAKE, vec![json!(text)]).await?;
            if seen == Value::Null {
                tokio::time::sleep(Duration::from_millis(10)).await;
                continue;
            }
            let seen: Seen = serde_json::from_value(seen)?;
            window
                .run("window.keystrokes.done.length = 0; return null;", vec![])
                .await?;
            if seen.total > 0 && seen.rows == 0 {
                bail!("{text:?}: {} found, no row shown", seen.total);
            }
            return Ok(Keystroke {
                key_to_painted: seen.painted - seen.key,
                asked_to_painted: seen.painted - seen.sent,
                asked_to_answered: seen.answered - seen.sent,
                text: seen.text,
                total: seen.total,
                rows: seen.rows,
            });
        }
        bail!("no results were painted for {text:?}")
    }
}

#[cfg(not(target_os = "linux"))]
mod measure {
    pub(super) fn measure(_: &super::Arguments) -> anyhow::Result<()> {
        anyhow::bail!("only Linux has a virtual display")
    }
}
