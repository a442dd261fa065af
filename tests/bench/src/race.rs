//! The race: every racer built, opened and asked the same, in turn, on one machine.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::corpus::{self, Corpus, Measure, SEED};
use crate::engine::{Ask, Means, Racer};
use crate::machine::{Machine, Memory, forget};
use crate::questions::{Case, questions};
use crate::serve::{Built, Place, Remote, Request, build_apart, read_only};
use crate::stats::{Spread, median};

/// Each question is asked so often; what counts is the middle time, which a moment in which the
/// machine does something else does not change.
const ROUNDS: usize = 3;
/// How often a racer is opened, warm and cold.
const OPENINGS: usize = 9;
/// How many notes are saved and found.
const SAVES: usize = 30;

/// What is to be raced.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How many notes.
    pub notes: usize,
    /// Who; ours first.
    pub racers: Vec<Racer>,
    /// About how many questions a case.
    pub questions: usize,
    /// A racer that has spent so many seconds on a case is asked no more in it.
    pub patience: f64,
    /// Where notebooks, indexes and results go.
    pub folder: PathBuf,
    /// Whether an index that is there is used as it is; rebuilds are not measured then.
    pub reuse: bool,
}

/// What a racer did with the questions of a case.
#[derive(Debug, Clone, Serialize)]
pub struct Lap {
    /// The time of each question; `None` where it was not asked or has no answer.
    pub millis: Vec<Option<f64>>,
    /// Over those that were answered.
    pub spread: Option<Spread>,
    /// How many times slower than ours, over the questions that both answered: the ratio of the
    /// medians, and that of the 99th percentiles.
    pub slower: Option<[f64; 2]>,
    /// The processor time of each question, as `millis`.
    pub processor: Vec<Option<f64>>,
    /// The spread of that.
    pub processor_spread: Option<Spread>,
    /// As `slower`, of processor time.
    pub processor_slower: Option<[f64; 2]>,
    /// How many were found in the middle.
    pub found: Option<f64>,
    /// The share of questions that found nothing.
    pub in_vain: f64,
}

/// How a racer does the rest.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Keeping {
    /// The rebuild.
    pub built: Option<Built>,
    /// Opening and first answer, with its files in the system's memory.
    pub warm: Option<[f64; 2]>,
    /// The same with its files on the disk only.
    pub cold: Option<[f64; 2]>,
    /// From saving a note to finding it.
    pub save: Option<Spread>,
    /// The most memory while it answered.
    pub asked: Memory,
}

/// All that was measured.
#[derive(Debug, Serialize)]
pub struct Results {
    /// Where.
    pub machine: Machine,
    /// How many notes.
    pub notes: usize,
    /// What they are like.
    pub measure: Measure,
    /// Reading and parsing alone, in seconds: a part of every rebuild but Recoll's.
    pub read_only: f64,
    /// Who raced.
    pub racers: Vec<Racer>,
    /// The cases in order, each with the laps of all.
    pub cases: Vec<(String, BTreeMap<Racer, Lap>)>,
    /// Everything else.
    pub keeping: BTreeMap<Racer, Keeping>,
    /// How long it all took, in seconds.
    pub seconds: f64,
}

/// Races.
///
/// # Errors
/// Where a racer fails.
pub fn race(plan: &Plan) -> Result<Results> {
    let begun = Instant::now();
    let machine = Machine::this();
    let corpus = Corpus::new(SEED);
    fs::create_dir_all(&plan.folder)?;
    let notebook = corpus::ensure(&corpus, &plan.folder, plan.notes)?;
    match notebook.written {
        Some(seconds) => println!("{} notes written in {seconds:.1} s", plan.notes),
        None => println!("{} notes are there", plan.notes),
    }
    let racers = present(&plan.racers);
    let read_only = read_only(&notebook.folder)?;
    println!("reading and parsing alone: {read_only:.1} s");
    let index = |racer: Racer| {
        plan.folder
            .join(format!("index-{}-{}", racer.key(), plan.notes))
    };
    let places: BTreeMap<Racer, PathBuf> =
        racers.iter().map(|racer| (*racer, index(*racer))).collect();
    let place = |racer: Racer| Place {
        notebook: &notebook.folder,
        index: &places[&racer],
    };
    let mut keeping: BTreeMap<Racer, Keeping> = BTreeMap::new();
    for &racer in racers.iter().filter(|racer| racer.has_index()) {
        let built = rebuild(racer, place(racer), plan.reuse)?;
        keeping.entry(racer).or_default().built = built;
    }
    for &racer in racers.iter().filter(|racer| racer.has_index()) {
        let entry = keeping.entry(racer).or_default();
        if racer.stays() {
            entry.warm = openings(place(racer), racer, false)?;
            entry.cold = openings(place(racer), racer, true)?;
        }
    }
    let mut remotes = racers
        .iter()
        .filter(|racer| racer.answers())
        .map(|racer| Remote::start(*racer, place(*racer)))
        .collect::<Result<Vec<_>>>()?;
    let mut cases = Vec::new();
    for case in questions(&corpus, plan.notes, plan.questions) {
        let laps = laps(&case, &mut remotes, plan.patience)?;
        println!("{}", line(case.name, &racers, &laps));
        cases.push((case.name.to_owned(), laps));
    }
    for remote in &mut remotes {
        let entry = keeping.entry(remote.racer).or_default();
        entry.asked = remote.memory;
        if remote.racer.stays() {
            entry.save = saves(remote)?;
        }
    }
    drop(remotes);
    Ok(Results {
        machine,
        notes: plan.notes,
        measure: corpus::measure(&corpus, plan.notes.min(10_000)),
        read_only,
        racers,
        cases,
        keeping,
        seconds: begun.elapsed().as_secs_f64(),
    })
}

/// Those who can race here; the others are named.
fn present(racers: &[Racer]) -> Vec<Racer> {
    racers
        .iter()
        .copied()
        .filter(|racer| {
            let absent = racer.absent();
            if let Some(why) = &absent {
                println!("{} does not race: {why}", racer.name());
            }
            absent.is_none()
        })
        .collect()
}

fn rebuild(racer: Racer, place: Place<'_>, reuse: bool) -> Result<Option<Built>> {
    if reuse && place.index.is_dir() {
        return Ok(None);
    }
    if place.index.exists() {
        fs::remove_dir_all(place.index).with_context(|| place.index.display().to_string())?;
    }
    fs::create_dir_all(place.index)?;
    let built = build_apart(racer, place)?;
    println!(
        "{}: built in {:.1} s, {} MB on the disk, {} MB of memory",
        racer.name(),
        built.seconds,
        built.size >> 20,
        built.memory.anonymous >> 20
    );
    Ok(Some(built))
}

/// Opens a racer again and again, each time in a new process: the middle time of opening, and of
/// opening with a first answer.
fn openings(place: Place<'_>, racer: Racer, cold: bool) -> Result<Option<[f64; 2]>> {
    let mut times: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..OPENINGS {
        if cold && !forget(place.index) {
            return Ok(None);
        }
        let mut remote = Remote::start(racer, place)?;
        let first = Request::Ask(Ask::new(Means::Words, "government"));
        let answered = remote.tell(&first)?.millis;
        times[0].push(remote.opened);
        times[1].push(remote.opened + answered);
    }
    Ok(median(&times[0]).zip(median(&times[1])).map(Into::into))
}

/// Asks every racer every question of a case in turn, so that whatever else the machine does
/// strikes all alike.
fn laps(case: &Case, remotes: &mut [Remote], patience: f64) -> Result<BTreeMap<Racer, Lap>> {
    struct Asked {
        times: Vec<Vec<f64>>,
        processor: Vec<Vec<f64>>,
        found: Vec<Option<u64>>,
        spent: f64,
        silent: bool,
    }
    let mut asked: Vec<Asked> = remotes
        .iter()
        .map(|_| Asked {
            times: vec![Vec::new(); case.asks.len()],
            processor: vec![Vec::new(); case.asks.len()],
            found: vec![None; case.asks.len()],
            spent: 0.0,
            silent: false,
        })
        .collect();
    for round in 0..ROUNDS {
        for (number, ask) in case.asks.iter().enumerate() {
            for turn in 0..remotes.len() {
                // Another one begins each time.
                let at = (turn + number + round) % remotes.len();
                let asked = &mut asked[at];
                if asked.silent || asked.spent > patience {
                    continue;
                }
                let reply = remotes[at].tell(&Request::Ask(ask.clone()))?;
                let Some(answer) = reply.answer else {
                    asked.silent = true;
                    continue;
                };
                asked.spent += reply.millis / 1000.0;
                asked.times[number].push(reply.millis);
                asked.processor[number].extend(reply.processor);
                asked.found[number] = Some(answer.total);
            }
        }
    }
    let middle = |times: &[Vec<f64>]| times.iter().map(|times| median(times)).collect();
    let wall: Vec<Vec<Option<f64>>> = asked.iter().map(|asked| middle(&asked.times)).collect();
    let processor: Vec<Vec<Option<f64>>> =
        asked.iter().map(|asked| middle(&asked.processor)).collect();
    let spread = |times: &[Option<f64>]| {
        let times: Vec<f64> = times.iter().flatten().copied().collect();
        Spread::of(&times)
    };
    let ours = remotes
        .iter()
        .position(|remote| remote.racer == Racer::Ours);
    let lap = |at: usize, asked: &Asked| {
        let found: Vec<f64> = asked.found.iter().flatten().map(|n| count(*n)).collect();
        let vain = found.iter().filter(|found| **found == 0.0).count();
        Lap {
            spread: spread(&wall[at]),
            slower: ours.and_then(|ours| slower(&wall[at], &wall[ours])),
            millis: wall[at].clone(),
            processor_spread: spread(&processor[at]),
            processor_slower: ours.and_then(|ours| slower(&processor[at], &processor[ours])),
            processor: processor[at].clone(),
            found: median(&found),
            in_vain: count(vain as u64) / count(found.len().max(1) as u64),
        }
    };
    Ok(asked
        .iter()
        .enumerate()
        .map(|(at, asked)| (remotes[at].racer, lap(at, asked)))
        .collect())
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people to look at")]
fn count(number: u64) -> f64 {
    number as f64
}

/// The ratio to ours over the questions that both answered.
fn slower(theirs: &[Option<f64>], ours: &[Option<f64>]) -> Option<[f64; 2]> {
    let both: (Vec<f64>, Vec<f64>) = theirs
        .iter()
        .zip(ours)
        .filter_map(|(theirs, ours)| theirs.zip(*ours))
        .unzip();
    let (theirs, ours) = (Spread::of(&both.0)?, Spread::of(&both.1)?);
    Some([theirs.p50 / ours.p50, theirs.p99 / ours.p99])
}

fn saves(remote: &mut Remote) -> Result<Option<Spread>> {
    let mut times = Vec::new();
    for number in 0..SAVES {
        // Letters only, so that every tokenizer takes it as one word.
        let letter = |n: usize| char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
        let word = format!("zqx{}{}zqx", letter(number), letter(number / 26));
        times.push(remote.tell(&Request::Save(word))?.millis);
    }
    Ok(Spread::of(&times))
}

/// A case as a line on the screen, while it runs.
fn line(name: &str, racers: &[Racer], laps: &BTreeMap<Racer, Lap>) -> String {
    let mut line = format!("{name:<24}");
    for (racer, lap) in racers
        .iter()
        .filter_map(|racer| Some((racer, laps.get(racer)?)))
    {
        let shown = |spread: Option<Spread>| {
            spread.map_or("–".to_owned(), |spread| {
                format!("{:.2}/{:.2}", spread.p50, spread.p99)
            })
        };
        let time = format!("{} ({})", shown(lap.spread), shown(lap.processor_spread));
        line.push_str(&format!("  {}: {time}", racer.name()));
    }
    line
}

/// Where the results of so many notes are written.
pub fn results_file(folder: &Path, notes: usize, extension: &str) -> PathBuf {
    folder.join(format!("search-{notes}.{extension}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_counts_only_what_both_answered() {
        let ours = [Some(1.0), Some(2.0), Some(100.0), None];
        let theirs = [Some(10.0), Some(20.0), None, Some(9.0)];
        assert_eq!(slower(&theirs, &ours), Some([10.0, 10.0]));
        assert_eq!(slower(&[None], &ours), None);
    }
}
