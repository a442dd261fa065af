//! How fast the translation memory answers, beside a plain scan and SQLite's full-text search, and
//! whether it finds what the scan finds.

use std::time::Instant;

use anyhow::Result;
use qp_core::lang::Lang;
use qp_core::memory::{Contributor, LEAST, Memory, PairOrigin, pairs};
use serde::Serialize;

use crate::corpus::dice::Dice;
use crate::corpus::{Corpus, SEED};
use crate::machine::{self, Machine};
use crate::stats::Spread;

/// How many matches a question wants.
const LIMIT: usize = 5;
/// Of so many questions one is asked of the plain scan, which takes its time.
const SCANNED: usize = 5;

/// What is measured.
#[derive(Debug, Clone)]
pub struct Plan {
    /// How many pairs the memory has, at least.
    pub pairs: usize,
    /// How many questions of each kind are asked.
    pub questions: usize,
}

/// How a question came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A passage of the memory as it is.
    Known,
    /// A passage of the memory with some words left out, put in or replaced.
    Changed,
    /// A passage of a note that is not in the memory.
    New,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Known, Self::Changed, Self::New];

    const fn name(self) -> &'static str {
        match self {
            Self::Known => "known passage",
            Self::Changed => "changed passage",
            Self::New => "new passage",
        }
    }
}

/// What one kind of question came to.
#[derive(Debug, Serialize)]
pub struct Lap {
    /// How the questions came about.
    pub kind: Kind,
    /// Ours, in milliseconds of processor time.
    pub ours: Option<Spread>,
    /// The plain scan.
    pub scan: Option<Spread>,
    /// SQLite's full-text search, its first hits put in order by the words that differ.
    pub fts5: Option<Spread>,
    /// The share of questions for which ours has a match.
    pub matched: f64,
    /// Of the scanned questions that have a match: the share for which ours is as close as any.
    pub ours_closest: f64,
    /// The same of SQLite's.
    pub fts5_closest: Option<f64>,
}

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Results {
    /// Where.
    pub machine: Machine,
    /// How many different pairs the memory has.
    pub pairs: usize,
    /// How many notes they come from.
    pub notes: usize,
    /// How long aligning a note took, in milliseconds.
    pub aligned: Option<Spread>,
    /// How long taking a note's pairs in took, in milliseconds.
    pub taken_in: Option<Spread>,
    /// How much memory all of it takes, in bytes.
    pub memory: u64,
    /// One a kind of question.
    pub laps: Vec<Lap>,
}

/// Makes the memory and asks it.
///
/// # Errors
/// Where SQLite fails.
pub fn measure(plan: &Plan) -> Result<Results> {
    let corpus = Corpus::new(SEED);
    let before = machine::Memory::now();
    let mut memory = Memory::default();
    let (mut aligned, mut taken_in) = (Vec::new(), Vec::new());
    let mut notes = 0;
    while memory.len() < plan.pairs {
        let note = corpus.note(notes);
        notes += 1;
        let (pairs, millis) = timed(|| pairs(&note));
        aligned.push(millis);
        let origin = |section| PairOrigin {
            reference: Some(note.reference.to_string()),
            section,
            date: note.meta.date,
            file: None,
        };
        let pairs = pairs.into_iter().map(|pair| {
            let origin = origin(pair.section);
            (pair, origin)
        });
        let by = Contributor::Note(note.reference.to_string());
        let ((), millis) = timed(|| memory.put(&by, pairs));
        taken_in.push(millis);
    }
    let taken = machine::Memory::now()
        .anonymous
        .saturating_sub(before.anonymous);
    let sources: Vec<String> = memory.units().map(|unit| unit.texts.en.text).collect();
    let rivals = Rivals::new(&sources)?;
    let laps = Kind::ALL
        .into_iter()
        .map(|kind| {
            let questions = questions(&corpus, kind, plan.questions, notes, &sources);
            lap(kind, &questions, &memory, &rivals)
        })
        .collect::<Result<Vec<Lap>>>()?;
    Ok(Results {
        machine: Machine::this(),
        pairs: memory.len(),
        notes,
        aligned: Spread::of(&aligned),
        taken_in: Spread::of(&taken_in),
        memory: taken,
        laps,
    })
}

/// What some work gives, and the processor time it takes in milliseconds, which does not grow while
/// others keep the machine busy; by the clock where the system does not tell.
fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let begun = (machine::processor_time(), Instant::now());
    let done = work();
    let clock = begun.1.elapsed().as_secs_f64() * 1e3;
    let processor = machine::processor_time()
        .zip(begun.0)
        .map(|(end, begun)| end - begun);
    (done, processor.unwrap_or(clock))
}

/// What is asked: the same every time.
fn questions(
    corpus: &Corpus,
    kind: Kind,
    count: usize,
    notes: usize,
    sources: &[String],
) -> Vec<String> {
    let mut dice = Dice::new(SEED, kind as u64 + 0x4d45_4d00);
    let mut asked = Vec::new();
    let mut next = notes;
    while asked.len() < count {
        match kind {
            Kind::Known => asked.push(sources[dice.roll(sources.len())].clone()),
            Kind::Changed => {
                let text = changed(&sources[dice.roll(sources.len())], &mut dice);
                asked.push(text);
            }
            Kind::New => {
                let pairs = pairs(&corpus.note(next));
                let texts = pairs.into_iter().map(|pair| pair.texts.en.text);
                asked.extend(texts.step_by(7));
                next += 1;
            }
        }
    }
    asked.truncate(count);
    asked
}

/// A text with about one word in eight left out, put in twice or replaced.
fn changed(text: &str, dice: &mut Dice) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match dice.roll(24) {
            0 => {}
            1 => words.extend([word.to_owned(), word.to_owned()]),
            2 => words.push(format!("x{word}")),
            _ => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

fn lap(kind: Kind, questions: &[String], memory: &Memory, rivals: &Rivals) -> Result<Lap> {
    let (mut ours, mut scan, mut fts5) = (Vec::new(), Vec::new(), Vec::new());
    let (mut matched, mut judged, mut closest, mut fts5_closest) = (0, 0, 0, 0);
    for (number, question) in questions.iter().enumerate() {
        let (found, millis) = timed(|| memory.lookup(question, Lang::En, LIMIT));
        ours.push(millis);
        // A question of several sentences is answered for each of them as well: the whole counts.
        let whole = found.iter().filter(|found| found.asked == *question);
        let best = whole.map(|found| usize::from(found.percent)).max();
        matched += usize::from(!found.is_empty());
        let asked = words(question);
        let fts = rivals.fts5(&asked)?;
        fts5.extend(fts.as_ref().map(|(_, millis)| *millis));
        if number % SCANNED == 0 {
            let (scanned, millis) = timed(|| rivals.scan(&asked));
            scan.push(millis);
            if let Some(scanned) = scanned {
                judged += 1;
                closest += usize::from(best.is_some_and(|best| best >= scanned.min(99)));
                let fts = fts.and_then(|(best, _)| best);
                fts5_closest += usize::from(fts.is_some_and(|best| best >= scanned));
            }
        }
    }
    let is_asked = !fts5.is_empty();
    Ok(Lap {
        kind,
        ours: Spread::of(&ours),
        scan: Spread::of(&scan),
        fts5: Spread::of(&fts5),
        matched: share(matched, questions.len()),
        ours_closest: share(closest, judged),
        fts5_closest: is_asked.then(|| share(fts5_closest, judged)),
    })
}

#[expect(clippy::cast_precision_loss, reason = "a figure for people to look at")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 1.0;
    }
    part as f64 / whole as f64
}

/// The words of a text, as anyone would take them: lower case, parted by whatever is no letter and
/// no figure, citations left out.
fn words(text: &str) -> Vec<String> {
    let mut uncited = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[@") {
        uncited.push_str(before);
        rest = after.split_once(']').map_or("", |(_, rest)| rest);
    }
    uncited.push_str(rest);
    let words = uncited.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// How much two texts have in common, in percent, by the words that must be changed; a figure for a
/// figure counts half.
fn percent(a: &[String], b: &[String]) -> usize {
    let longer = a.len().max(b.len());
    if a.len().min(b.len()) * 100 < longer * LEAST {
        return 0;
    }
    let is_figure = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let mut row: Vec<usize> = (0..=b.len()).map(|index| index * 2).collect();
    for (line, word) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (line + 1) * 2;
        for (index, other) in b.iter().enumerate() {
            let replaced = match word == other {
                true => 0,
                false if is_figure(word) && is_figure(other) => 1,
                false => 2,
            };
            let cheapest = (diagonal + replaced)
                .min(row[index] + 2)
                .min(row[index + 1] + 2);
            diagonal = std::mem::replace(&mut row[index + 1], cheapest);
        }
    }
    (2 * longer - row[b.len()].min(2 * longer)) * 100 / (2 * longer).max(1)
}

/// The other ways to find a close passage.
struct Rivals {
    words: Vec<Vec<String>>,
    #[cfg(feature = "rivals")]
    sqlite: rusqlite::Connection,
}

impl Rivals {
    #[cfg_attr(
        not(feature = "rivals"),
        expect(clippy::unnecessary_wraps, reason = "as with SQLite")
    )]
    fn new(sources: &[String]) -> Result<Self> {
        let words: Vec<Vec<String>> = sources.iter().map(|source| words(source)).collect();
        #[cfg(feature = "rivals")]
        let sqlite = {
            let mut sqlite = rusqlite::Connection::open_in_memory()?;
            sqlite.execute_batch(
                "CREATE VIRTUAL TABLE source USING fts5 (
                     text, content='', tokenize=\"unicode61 remove_diacritics 0\");",
            )?;
            let all = sqlite.transaction()?;
            for (number, words) in words.iter().enumerate() {
                let id = i64::try_from(number)?;
                all.prepare_cached("INSERT INTO source (rowid, text) VALUES (?1, ?2)")?
                    .execute(rusqlite::params![id, words.join(" ")])?;
            }
            all.execute("INSERT INTO source (source) VALUES ('optimize')", [])?;
            all.commit()?;
            sqlite
        };
        Ok(Self {
            words,
            #[cfg(feature = "rivals")]
            sqlite,
        })
    }

    /// How close the closest passage is, found by looking at all of them.
    fn scan(&self, asked: &[String]) -> Option<usize> {
        let all = self.words.iter().map(|source| percent(asked, source));
        all.max().filter(|percent| *percent >= LEAST)
    }

    /// The same of what SQLite ranks first, with the time it took.
    #[cfg(feature = "rivals")]
    fn fts5(&self, asked: &[String]) -> Result<Option<(Option<usize>, f64)>> {
        let (best, millis) = timed(|| self.ranked(asked));
        Ok(Some((best?, millis)))
    }

    /// How close the closest of the twenty is that SQLite ranks first.
    #[cfg(feature = "rivals")]
    fn ranked(&self, asked: &[String]) -> Result<Option<usize>> {
        let query: Vec<String> = asked.iter().map(|word| format!("\"{word}\"")).collect();
        let mut statement = self.sqlite.prepare_cached(
            "SELECT rowid FROM source WHERE source MATCH ?1 ORDER BY rank LIMIT 20",
        )?;
        let found = statement.query_map([query.join(" OR ")], |row| row.get::<_, i64>(0))?;
        let mut best = None;
        for id in found {
            let source = self.words.get(usize::try_from(id?)?);
            let percent = source.map(|source| percent(asked, source));
            best = best.max(percent.filter(|percent| *percent >= LEAST));
        }
        Ok(best)
    }

    #[cfg(not(feature = "rivals"))]
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "as with SQLite"
    )]
    const fn fts5(&self, _: &[String]) -> Result<Option<(Option<usize>, f64)>> {
        Ok(None)
    }
}

/// The results as a table in Markdown.
pub fn markdown(results: &Results) -> String {
    let spread = |spread: Option<Spread>| {
        spread.map_or("–".to_owned(), |spread| {
            format!("{:.2} / {:.2}", spread.p50, spread.p99)
        })
    };
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let mut text = format!(
        "# Translation memory of {} pairs\n\n\
         | | ours | scan | FTS5 | with a match | ours closest | FTS5 closest |\n\
         |---|--:|--:|--:|--:|--:|--:|\n",
        results.pairs
    );
    for lap in &results.laps {
        text.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} | {} |\n",
            lap.kind.name(),
            spread(lap.ours),
            spread(lap.scan),
            spread(lap.fts5),
            percent(lap.matched),
            percent(lap.ours_closest),
            lap.fts5_closest.map_or("–".to_owned(), percent),
        ));
    }
    text.push_str(&format!(
        "\nMilliseconds of processor time, p50 / p99; an answer is the {LIMIT} closest pairs with what \
         differs. The scan compares each passage word by word; FTS5 has its twenty best compared. \
         Closest: as close as the closest that the scan finds.\n\n\
         {} notes; aligning one takes {} ms, taking its pairs in {} ms; all of it takes {} MB. {}, \
         {} cores, load {}.\n",
        results.notes,
        spread(results.aligned),
        spread(results.taken_in),
        results.memory >> 20,
        results.machine.processor,
        results.machine.cores,
        results.machine.load,
    ));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_memory_finds_what_a_scan_of_all_finds() {
        let plan = Plan {
            pairs: 400,
            questions: 20,
        };
        let results = measure(&plan).expect("it is measured");
        assert!(results.pairs >= 400);
        for lap in &results.laps {
            assert!((lap.ours_closest - 1.0).abs() < f64::EPSILON, "{lap:?}");
        }
        let matched: Vec<f64> = results.laps.iter().map(|lap| lap.matched).collect();
        assert!(
            (matched[0] - 1.0).abs() < f64::EPSILON && matched[1] > 0.8,
            "{matched:?}"
        );
        let text = markdown(&results);
        assert!(text.contains("| known passage | "), "{text}");
    }

    #[test]
    fn what_two_texts_have_in_common_is_counted_by_words() {
        let percent = |a: &str, b: &str| percent(&words(a), &words(b));
        assert_eq!(percent("one two three four", "One two, three four."), 100);
        assert_eq!(percent("one two three four", "one two three five"), 75);
        assert_eq!(percent("one two three 4", "one two three 5"), 87);
        assert_eq!(percent("one [@a#b] two", "one two"), 100);
        assert_eq!(percent("one two", "three"), 0);
    }
}
