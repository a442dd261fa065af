//! How long a key takes until what it typed is painted, while everything else goes on.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use qp_tests::window::{Key, Window};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::time::{Instant, sleep, sleep_until};

use crate::processes::{Look, Spent};

/// Between two keys, as long as a person takes who types fast.
const BETWEEN_KEYS: Duration = Duration::from_millis(80);
/// After every fourth word: what looks for something in a pause of typing begins, and the next keys
/// come while it does.
const THOUGHT: Duration = Duration::from_millis(350);
/// How long a text may take to the disk, many times what is promised.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is typed: on in a passage and two new ones, with what the checks have something to say about.
const TEXT: &str = " The government is reviewing how public servants use the new rules, and XX \
offices have already begun.\nSafety comes first: departments publish what they buy, what it costs \
and who answers for it.\nParliament will see the report on 12 May, with the figures of all 27 \
departments and agencies that were asked.";

/// What is searched for meanwhile, and so marked in what is typed.
const SEARCHED: &str = "government";

/// Everything that was seen while somebody typed.
#[derive(Debug, Serialize)]
pub(crate) struct Typing {
    /// Every key.
    pub(crate) keys: Vec<Pressed>,
    /// The times between frames from the first key to the last, in milliseconds.
    pub(crate) frames: Vec<Frame>,
    /// What was asked of the program.
    pub(crate) calls: Vec<Call>,
    /// Processor time.
    pub(crate) spent: Spent,
    /// How many files another program wrote.
    pub(crate) rewritten: usize,
}

/// A key, in milliseconds of the page's clock.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Pressed {
    down: f64,
    painted: f64,
    /// Whether the index was being filled.
    pub(crate) indexing: bool,
}

impl Pressed {
    /// From the key to the painted letter.
    pub(crate) fn took(&self) -> f64 {
        self.painted - self.down
    }
}

/// From one frame to the next.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Frame {
    began: f64,
    pub(crate) took: f64,
}

/// A question to the program.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Call {
    command: String,
    sent: f64,
    answered: Option<f64>,
}

impl Typing {
    /// How often each command was asked for.
    pub(crate) fn asked(&self) -> BTreeMap<&str, usize> {
        let mut asked = BTreeMap::new();
        for call in &self.calls {
            *asked.entry(call.command.as_str()).or_default() += 1;
        }
        asked
    }
}

/// What the page has seen since it was told to watch.
#[derive(Deserialize)]
struct Seen {
    keys: Vec<Pressed>,
    frames: Vec<Frame>,
    calls: Vec<Call>,
}

/// A note to type in: a copy of a draft of the notebook, listed first.
pub(crate) fn note_to_type_in(notebook: &Path, number: usize) -> Result<Desk> {
    let reference = format!("TBS-2026-QP-12-9000{number}");
    let folder = notebook.join("qp/2026");
    let draft = |path: PathBuf| {
        let text = fs::read_to_string(path).ok()?;
        (text.contains("\nstatus: draft\n") && text.contains("\n# Français\n")).then_some(text)
    };
    let mut files: Vec<PathBuf> = (fs::read_dir(&folder)?.flatten())
        .map(|entry| entry.path())
        .collect();
    files.sort();
    let text = files.into_iter().find_map(draft).context("no draft")?;
    let lines = text.lines().map(|line| match line.split_once(": ") {
        Some(("reference", _)) => format!("reference: {reference}\n"),
        Some(("date", _)) => "date: 2026-12-31\n".to_owned(),
        _ => format!("{line}\n"),
    });
    let file = folder.join(format!("{reference}.md"));
    crate::elsewhere::put(notebook, &file, &lines.collect::<String>())?;
    Ok(Desk { reference, file })
}

/// Where it is typed.
#[derive(Debug)]
pub(crate) struct Desk {
    reference: String,
    file: PathBuf,
}

impl Desk {
    /// Opens the note with all that helps while one writes, a search marked in it, and the cursor
    /// in the first passage of its response, which has its like on the other side.
    pub(crate) async fn sit_down(&self, window: &Window) -> Result<()> {
        let row = format!("document.querySelector('[data-id=\"{}\"]')", self.reference);
        window.wait_for(&row).await?;
        window
            .run(&format!("{row}.click(); return null;"), vec![])
            .await?;
        window.find("textbox", "Suggested Response").await?;
        for panel in ["Checks", "Similar"] {
            let click = "[...document.querySelectorAll('.tools button')]
                .find((button) => button.textContent.includes(arguments[0])).click(); return null;";
            window.run(click, vec![json!(panel)]).await?;
        }
        window.press(&[Key::Control, Key::Shift], "u").await?;
        let panels = "document.querySelectorAll('aside > section').length === 3";
        window.wait_for(panels).await?;
        window.press(&[Key::Control], "k").await?;
        window.type_keys(SEARCHED).await?;
        window
            .find("textbox", "Suggested Response")
            .await?
            .click()
            .await?;
        window.press(&[Key::Control], Key::Home).await?;
        window.type_keys(Key::End).await
    }

    /// Types, and waits until all of it is painted and on the disk.
    pub(crate) async fn type_all(&self, window: &Window) -> Result<Typing> {
        window.run(include_str!("typing.js"), vec![]).await?;
        let before = Look::now()?;
        let mut next = Instant::now();
        let mut words = 0;
        for letter in TEXT.chars() {
            sleep_until(next).await;
            next = Instant::now() + BETWEEN_KEYS;
            match letter {
                '\n' => window.type_keys(Key::Enter).await?,
                letter => window.type_keys(letter.to_string().as_str()).await?,
            }
            if letter == ' ' {
                words += 1;
                if words % 4 == 0 {
                    next += THOUGHT;
                }
            }
        }
        let painted = format!("window.drafting.keys.length === {}", TEXT.chars().count());
        window.wait_for(&painted).await?;
        let spent = Look::now()?.since(&before);
        let seen = window.run("return window.drafting;", vec![]).await?;
        let Seen {
            keys,
            frames,
            calls,
        } = serde_json::from_value(seen)?;
        let (Some(first), Some(last)) = (keys.first(), keys.last()) else {
            anyhow::bail!("nothing was typed");
        };
        let during = first.down..=last.painted;
        let typing = Typing {
            frames: (frames.into_iter())
                .filter(|frame| during.contains(&frame.began))
                .collect(),
            calls: (calls.into_iter())
                .filter(|call| during.contains(&call.sent))
                .collect(),
            spent,
            rewritten: 0,
            keys,
        };
        self.is_on_the_disk().await?;
        Ok(typing)
    }

    async fn is_on_the_disk(&self) -> Result<()> {
        let begun = Instant::now();
        loop {
            let text = fs::read_to_string(&self.file)?;
            let missing = TEXT.lines().find(|line| !text.contains(line));
            match missing {
                None => return Ok(()),
                Some(line) => ensure!(
                    begun.elapsed() < PATIENCE,
                    "{line:?} is not in {}",
                    self.file.display()
                ),
            }
            sleep(Duration::from_millis(50)).await;
        }
    }
}
