//! What the program's processes take of the processor, looked at while they run.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, anyhow};

/// How often it is looked: as fine as the system counts.
const PAUSE: Duration = Duration::from_millis(10);
/// A hundred ticks a second is what every Linux tells programs; in milliseconds.
const TICK: f64 = 10.0;
/// What is started to measure, and is no part of the program.
const OURS: [&str; 4] = ["drafting", "setpriv", "Xvfb", "WebKitWebDriver"];

/// Processor time in milliseconds, by the name of the process.
pub(crate) type Spent = BTreeMap<String, f64>;

/// The program's processes at one moment.
#[derive(Debug, Clone)]
pub(crate) struct Look {
    /// When, in milliseconds of the wall's clock, which is the page's, too.
    pub(crate) at: f64,
    /// What each has taken since it began.
    pub(crate) spent: Spent,
    /// When the program itself began.
    pub(crate) began: Option<f64>,
}

impl Look {
    /// Looks at everything that this process has started, and that has been started by it.
    pub(crate) fn now() -> Result<Self> {
        let at = now()?;
        let uptime = fs::read_to_string("/proc/uptime")?;
        let uptime: f64 = uptime.split(' ').next().unwrap_or_default().parse()?;
        let booted = at - uptime * 1e3;
        let all: Vec<Process> = fs::read_dir("/proc")?
            .flatten()
            .filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok())
            .filter_map(|stat| Process::read(&stat))
            .collect();
        let mut family = vec![std::process::id()];
        let mut spent = Spent::new();
        let mut began = None;
        let mut next = 0;
        while let Some(&parent) = family.get(next) {
            for process in all.iter().filter(|process| process.parent == parent) {
                family.push(process.id);
                if OURS.contains(&process.name.as_str()) {
                    continue;
                }
                *spent.entry(process.name.clone()).or_default() += process.ticks * TICK;
                if process.name == "qp-notes" {
                    began = Some(booted + process.began * TICK);
                }
            }
            next += 1;
        }
        Ok(Self { at, spent, began })
    }

    /// What was taken between an earlier look and this one.
    pub(crate) fn since(&self, earlier: &Self) -> Spent {
        let of = |(name, time): (&String, &f64)| {
            let before = earlier.spent.get(name).copied().unwrap_or_default();
            (name.clone(), time - before)
        };
        self.spent.iter().map(of).collect()
    }
}

/// A line of `/proc/<id>/stat`.
#[derive(Debug)]
struct Process {
    id: u32,
    name: String,
    parent: u32,
    /// In user and system mode, of all its threads.
    ticks: f64,
    /// Since the system was started.
    began: f64,
}

impl Process {
    fn read(stat: &str) -> Option<Self> {
        // The name may hold anything, parentheses too.
        let (head, tail) = stat.rsplit_once(") ")?;
        let (id, name) = head.split_once(" (")?;
        let fields: Vec<&str> = tail.split(' ').collect();
        let number = |at: usize| fields.get(at)?.parse::<f64>().ok();
        Some(Self {
            id: id.parse().ok()?,
            name: name.to_owned(),
            parent: fields.get(1)?.parse().ok()?,
            ticks: number(11)? + number(12)?,
            began: number(19)?,
        })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a measure: the page tells its times by the same clock"
)]
fn now() -> Result<f64> {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?;
    Ok(now.as_secs_f64() * 1e3)
}

/// Looks again and again until it is asked for what it saw.
#[derive(Debug)]
pub(crate) struct Watch {
    ended: Arc<AtomicBool>,
    looking: JoinHandle<Result<Vec<Look>>>,
}

impl Watch {
    pub(crate) fn begin() -> Self {
        let ended = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&ended);
        let looking = thread::spawn(move || {
            let mut looks = Vec::new();
            while !told.load(Ordering::Relaxed) {
                looks.push(Look::now()?);
                thread::sleep(PAUSE);
            }
            looks.push(Look::now()?);
            Ok(looks)
        });
        Self { ended, looking }
    }

    /// The first look at that moment or after it.
    pub(crate) fn at(self, moment: f64) -> Result<Look> {
        self.ended.store(true, Ordering::Relaxed);
        let looks = self
            .looking
            .join()
            .map_err(|_| anyhow!("looking at the processes broke"))??;
        looks
            .into_iter()
            .find(|look| look.at >= moment)
            .context("nobody looked so late")
    }
}
