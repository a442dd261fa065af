//! One racer in a process of its own: built once, or asked line by line over its standard input.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};
use serde::{Deserialize, Serialize};

use crate::corpus::Corpus;
use crate::engine::{self, Answer, Ask, Means, Racer, Want};
use crate::item::{Entry, feed, newcomer};
use crate::machine::{Memory, Watcher, processor_time, size};

/// Where a racer's notebook and index lie.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The notebook.
    pub notebook: &'a Path,
    /// The folder that holds the index of this racer.
    pub index: &'a Path,
}

/// What a rebuild took.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Built {
    /// From the first file read to everything findable.
    pub seconds: f64,
    /// The processor time of it, in seconds.
    pub processor: Option<f64>,
    /// How many files were read.
    pub files: usize,
    /// The most memory; zeros for Recoll, whose process is another.
    pub memory: Memory,
    /// The index on the disk, in bytes.
    pub size: u64,
}

/// Builds the index of a racer from the notebook's files in this process.
///
/// # Errors
/// Where a file cannot be read or the index not be written.
pub fn build(racer: Racer, place: Place<'_>) -> Result<Built> {
    let watcher = Watcher::start();
    let begun = Instant::now();
    let mut engine = engine::open(racer, place.index, place.notebook)?;
    let files = if racer == Racer::Recoll {
        0
    } else {
        feed(place.notebook, |entry| engine.put(&entry))?
    };
    engine.finish()?;
    let seconds = begun.elapsed().as_secs_f64();
    let processor = processor_time().map(|millis| millis / 1000.0);
    drop(engine);
    // What Recoll takes is not this process's.
    let memory = if racer == Racer::Recoll {
        Memory::default()
    } else {
        watcher.peak()
    };
    Ok(Built {
        seconds,
        processor,
        files,
        memory,
        size: size(place.index),
    })
}

/// How long reading and parsing every file takes alone, in seconds.
///
/// # Errors
/// Where a file cannot be read.
pub fn read_only(notebook: &Path) -> Result<f64> {
    let begun = Instant::now();
    feed(notebook, |_| Ok(()))?;
    Ok(begun.elapsed().as_secs_f64())
}

/// What a racer is told.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Request {
    /// Answer this.
    Ask(Ask),
    /// Save a note with this word, and find it.
    Save(String),
}

/// What a racer replies.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reply {
    /// How long it took, in milliseconds.
    pub millis: f64,
    /// The processor time of it, in milliseconds.
    pub processor: Option<f64>,
    /// The answer; `None` where it has no such thing.
    pub answer: Option<Answer>,
    /// The memory after it.
    pub memory: Memory,
}

/// A moment, to measure from.
struct Start(Instant, Option<f64>);

impl Start {
    fn now() -> Self {
        // The clock that counts is read last, and first when it is stopped.
        let processor = processor_time();
        Self(Instant::now(), processor)
    }

    /// Time and processor time since then, in milliseconds.
    fn taken(&self) -> (f64, Option<f64>) {
        let millis = self.0.elapsed().as_secs_f64() * 1000.0;
        let processor = processor_time();
        let processor = processor.zip(self.1).map(|(now, then)| now - then);
        (millis, processor)
    }
}

/// Opens the index of a racer and replies to each line of `requests`; the first line said is how
/// long opening took.
///
/// # Errors
/// Where the racer fails, or a request makes no sense.
pub fn serve(
    racer: Racer,
    place: Place<'_>,
    corpus: impl Fn() -> Corpus,
    requests: impl BufRead,
    mut replies: impl Write,
) -> Result<()> {
    let start = Start::now();
    let mut engine = engine::open(racer, place.index, place.notebook)?;
    let mut say = |(millis, processor): (f64, Option<f64>), answer: Option<Answer>| -> Result<()> {
        let reply = Reply {
            millis,
            processor,
            answer,
            memory: Memory::now(),
        };
        serde_json::to_writer(&mut replies, &reply)?;
        replies.write_all(b"\n")?;
        Ok(replies.flush()?)
    };
    say(start.taken(), None)?;
    let mut note = None;
    for line in requests.lines() {
        match serde_json::from_str(&line?)? {
            Request::Ask(ask) => {
                let start = Start::now();
                let answer = engine.answer(&ask)?;
                say(start.taken(), answer)?;
            }
            Request::Save(word) => {
                let note = note.get_or_insert_with(|| corpus().note(7));
                let note = newcomer(note.clone(), &word)?;
                let id = note.reference.to_string();
                let entry = Entry::Note(Box::new(note), word.clone());
                let ask = Ask {
                    want: Want::Hits,
                    ..Ask::new(Means::Words, word)
                };
                let start = Start::now();
                engine.put(&entry)?;
                engine.commit()?;
                let answer = engine.answer(&ask)?;
                let taken = start.taken();
                let found = answer.as_ref();
                if !found.is_some_and(|answer| answer.hits.contains(&id)) {
                    bail!("{} does not find what was saved: {found:?}", racer.name());
                }
                say(taken, answer)?;
            }
        }
    }
    Ok(())
}

/// A racer in a process of its own, seen from outside. It ends when it is dropped.
#[derive(Debug)]
pub struct Remote {
    /// Who it is.
    pub racer: Racer,
    /// How long opening took, in milliseconds.
    pub opened: f64,
    /// The most memory seen.
    pub memory: Memory,
    process: Child,
    requests: Option<ChildStdin>,
    replies: BufReader<ChildStdout>,
}

impl Remote {
    /// Starts it.
    ///
    /// # Errors
    /// Where this program cannot be started again, or the racer not be opened.
    pub fn start(racer: Racer, place: Place<'_>) -> Result<Self> {
        let mut process = itself("serve", racer, place)?
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("{} does not start", racer.name()))?;
        let requests = process.stdin.take();
        let replies = process.stdout.take().context("it has an output")?;
        let mut remote = Self {
            racer,
            opened: 0.0,
            memory: Memory::default(),
            process,
            requests,
            replies: BufReader::new(replies),
        };
        remote.opened = remote.reply()?.millis;
        Ok(remote)
    }

    /// Tells it something and waits for the reply.
    ///
    /// # Errors
    /// Where it failed; its own output says why.
    pub fn tell(&mut self, request: &Request) -> Result<Reply> {
        let requests = self.requests.as_mut().context("it has an input")?;
        serde_json::to_writer(&mut *requests, request)?;
        requests.write_all(b"\n")?;
        requests.flush()?;
        self.reply()
            .with_context(|| format!("{}: {request:?}", self.racer.name()))
    }

    fn reply(&mut self) -> Result<Reply> {
        let mut line = String::new();
        if self.replies.read_line(&mut line)? == 0 {
            return Err(anyhow!("{} has ended", self.racer.name()));
        }
        let reply: Reply = serde_json::from_str(&line)?;
        self.memory.anonymous = self.memory.anonymous.max(reply.memory.anonymous);
        self.memory.resident = self.memory.resident.max(reply.memory.resident);
        Ok(reply)
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        // Without input it ends by itself.
        self.requests = None;
        let _ = self.process.wait();
    }
}

/// Builds the index of a racer in a process of its own.
///
/// # Errors
/// As [`build`].
pub fn build_apart(racer: Racer, place: Place<'_>) -> Result<Built> {
    let output = itself("build", racer, place)?
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        bail!("{} could not be built", racer.name());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// This program once more, with another task.
fn itself(task: &str, racer: Racer, place: Place<'_>) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .args([task, "--racer", racer.key(), "--index"])
        .arg(place.index)
        .arg("--notebook")
        .arg(place.notebook);
    Ok(command)
}
