//! What was said before on what is being written: whole parts of earlier notes, piece by piece, with
//! the words that are not in what is written.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unicode_segmentation::UnicodeSegmentation as _;

use super::Notebook;
use crate::difference::{self, Piece, Standing};
use crate::error::Failure;
use crate::lang::Lang;
use crate::note::{Note, Reference, Side, Status};
use crate::search::HitKind;
use crate::section::Section;
use crate::translation::Spot;

/// How many earlier notes are told.
const NOTES: usize = 5;
/// With so many passages at most a text is compared: each word counts for every passage it is in, so
/// ten bullets of fifty words are all compared.
const COMPARED: usize = 500;
/// So much of the words of two pieces must be the same for the words that differ to be told.
const ALIKE: f64 = 0.3;

/// A part of an earlier note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarlierPart {
    /// Which part.
    pub spot: Spot,
    /// The topic of an if-pressed block; empty for any other part.
    pub topic: String,
    /// Its bullets and paragraphs, in order.
    pub passages: Vec<EarlierPassage>,
}

/// A bullet, with those below it, or a paragraph of an earlier note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarlierPassage {
    /// Its Markdown.
    pub text: String,
    /// The same, with what is not in the passage being written that is most like it marked as
    /// added; all of it is the same where nothing is like it.
    pub pieces: Vec<Piece>,
    /// Whether what is being written says the same already.
    pub is_there: bool,
}

/// An earlier note that says something on what is being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EarlierNote {
    /// The note.
    pub reference: Reference,
    /// Its title in the language being written.
    pub title: String,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// The state it is in.
    pub status: Status,
    /// The parts that can be taken over: the section being written; for a response or an if-pressed
    /// block both the response and every block.
    pub parts: Vec<EarlierPart>,
}

impl Notebook {
    /// The earlier notes closest to what is being written in a section of a side of a note, each
    /// with the parts of that side that can be taken over. A text without telling words is like
    /// nothing.
    pub fn earlier(
        &self,
        reference: &Reference,
        lang: Lang,
        section: Section,
        text: &str,
    ) -> Result<Vec<EarlierNote>, Failure> {
        let own = reference.as_str();
        let found = self.similar_to(text, Some(lang), Some(HitKind::Note), NOTES + 1)?;
        let written = Written::new(text);
        let mut earlier = Vec::new();
        for hit in found.hits.into_iter().filter(|hit| hit.id != own) {
            let Ok(reference) = hit.id.parse::<Reference>() else {
                continue;
            };
            // The index may know a note that has gone meanwhile.
            let Ok(stored) = self.store.note(&reference) else {
                continue;
            };
            let note = stored.read.note;
            let Some(side) = &note.sides[lang] else {
                continue;
            };
            let parts = parts(side, section, &written);
            if !parts.is_empty() {
                earlier.push(told(&note, side, parts));
            }
        }
        earlier.truncate(NOTES);
        Ok(earlier)
    }
}

fn told(note: &Note, side: &Side, parts: Vec<EarlierPart>) -> EarlierNote {
    EarlierNote {
        reference: note.reference.clone(),
        title: side.title.clone(),
        date: note.meta.date,
        status: note.meta.status,
        parts,
    }
}

fn parts(side: &Side, section: Section, written: &Written) -> Vec<EarlierPart> {
    let part = |section, block, topic: &str, text: &str| EarlierPart {
        spot: Spot { section, block },
        topic: topic.to_owned(),
        passages: passages(text)
            .into_iter()
            .map(|text| passage(text, written))
            .collect(),
    };
    let mut parts = Vec::new();
    if matches!(section, Section::Response | Section::IfPressed) {
        parts.push(part(Section::Response, None, "", &side.response));
        for (number, block) in side.if_pressed.iter().enumerate() {
            let section = Section::IfPressed;
            parts.push(part(section, Some(number), &block.topic, &block.text));
        }
    } else if let Some(text) = side.text(section) {
        parts.push(part(section, None, "", text));
    }
    parts.retain(|part| !part.passages.is_empty());
    parts
}

fn passage(text: String, written: &Written) -> EarlierPassage {
    let nearest = written.nearest(&text);
    let pieces = match nearest {
        Some(nearest) => {
            let mut pieces = difference::words(nearest, &text);
            pieces.retain(|piece| piece.standing != Standing::Removed);
            pieces
        }
        None => vec![Piece {
            standing: Standing::Same,
            text: text.clone(),
        }],
    };
    EarlierPassage {
        is_there: nearest.is_some_and(|nearest| crate::translation::says_the_same(nearest, &text)),
        text,
        pieces,
    }
}

/// The bullets, each with those below it, and the paragraphs of a section, in order.
fn passages(markdown: &str) -> Vec<String> {
    let mut passages: Vec<String> = Vec::new();
    let mut is_new = true;
    for line in markdown.lines() {
        if line.trim().is_empty() {
            is_new = true;
            continue;
        }
        let is_nested = line.starts_with([' ', '\t']);
        let begins_item = begins_item(line);
        match passages.last_mut() {
            Some(last) if is_nested || !(is_new || begins_item) => {
                last.push('\n');
                last.push_str(line);
            }
            _ => passages.push(line.to_owned()),
        }
        is_new = false;
    }
    passages
}

/// Whether a line begins a bullet or a numbered item, perhaps one that is still empty.
fn begins_item(line: &str) -> bool {
    let is_cut_off = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t']);
    let bullet = line.strip_prefix(['-', '*', '+']);
    let digits = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let numbered = digits
        .strip_prefix(['.', ')'])
        .filter(|_| digits.len() < line.len());
    bullet.or(numbered).is_some_and(is_cut_off)
}

fn words(text: &str) -> HashSet<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

/// What is being written, passage by passage. Each word knows its passages: a text is held against
/// those alone that it shares a word with, and of very many against those that share a rare one.
struct Written {
    passages: Vec<String>,
    /// The number of each word.
    words: HashMap<String, usize>,
    /// The different words of each passage, by number.
    sets: Vec<Vec<usize>>,
    /// The passages that each word is in.
    having: Vec<Vec<usize>>,
}

impl Written {
    fn new(text: &str) -> Self {
        let mut written = Self {
            passages: passages(text),
            words: HashMap::new(),
            sets: Vec::new(),
            having: Vec::new(),
        };
        for (number, passage) in written.passages.iter().enumerate() {
            let mut set = Vec::new();
            for word in words(passage) {
                let next = written.words.len();
                let word = *written.words.entry(word).or_insert(next);
                if word == next {
                    written.having.push(Vec::new());
                }
                written.having[word].push(number);
                set.push(word);
            }
            set.sort_unstable();
            written.sets.push(set);
        }
        written
    }

    /// The passage that shares most of its words with a text, where that is enough to be told; of
    /// several the last one.
    fn nearest(&self, text: &str) -> Option<&String> {
        let own = words(text);
        let mut known: Vec<usize> = own
            .iter()
            .filter_map(|word| self.words.get(word).copied())
            .collect();
        // Where there are too many, the words that tell least are left out.
        known.sort_unstable_by_key(|word| self.having[*word].len());
        let places = known.iter().flat_map(|word| &self.having[*word]);
        let mut compared: Vec<usize> = places.take(COMPARED).copied().collect();
        compared.sort_unstable();
        compared.dedup();
        known.sort_unstable();
        let alike = compared.into_iter().map(|number| {
            let set = &self.sets[number];
            (dice(shared(&known, set), own.len() + set.len()), number)
        });
        let (_, number) = alike
            .filter(|(alike, _)| *alike >= ALIKE)
            .max_by(|(a, _), (b, _)| a.total_cmp(b))?;
        self.passages.get(number)
    }
}

/// How many numbers two ascending lists have in common.
fn shared(a: &[usize], b: &[usize]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0;
    while let (Some(one), Some(other)) = (a.peek(), b.peek()) {
        match one.cmp(other) {
            Ordering::Less => a.next(),
            Ordering::Greater => b.next(),
            Ordering::Equal => {
                shared += 1;
                a.next();
                b.next()
            }
        };
    }
    shared
}

/// How much of two sets of words is the same, from 0 to 1 (the Dice coefficient): of so many that
/// they share, and so many that they have together.
#[allow(clippy::cast_precision_loss, reason = "no passage has 2^53 words")]
fn dice(shared: usize, together: usize) -> f64 {
    if together == 0 {
        return 0.0;
    }
    2.0 * shared as f64 / together as f64
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::note::{Change, IfPressed};
    use crate::notebook::NewNote;
    use crate::notebook::tests::{Bench, save, text};

    #[test]
    fn bullets_keep_what_is_below_them_and_paragraphs_stand_alone() {
        let cut = passages("Intro\nmore.\n\n- One\n  - nested\n- Two\n\nEnd.\n1. First\n2. Second");
        assert_eq!(
            cut,
            [
                "Intro\nmore.",
                "- One\n  - nested",
                "- Two",
                "End.",
                "1. First",
                "2. Second"
            ]
        );
        let empty = passages("- One\n-\n10.\n**bold**\n3.5 million\n-5 degrees");
        let told = ["- One", "-", "10.\n**bold**\n3.5 million\n-5 degrees"];
        assert_eq!(empty, told, "an empty bullet is one, too");
    }

    #[test]
    fn what_was_said_before_is_told_with_the_words_that_differ() {
        let bench = Bench::new();
        let notebook = bench.open();
        let earlier = notebook.create_note(&NewNote::default()).unwrap();
        let response = "- The harbour ferry sails each day at 8.\n- Tickets are free.";
        let blocks = vec![IfPressed {
            topic: "Costs".to_owned(),
            text: "- The ferry costs 4 million.".to_owned(),
        }];
        let changes = vec![
            text(Lang::En, Section::Response, "", response),
            Change::IfPressed {
                lang: Lang::En,
                was: Vec::new(),
                now: blocks,
            },
        ];
        notebook.save_note(&save(&earlier, changes)).unwrap();
        let new = notebook.create_note(&NewNote::default()).unwrap();
        let writing = "- The harbour ferry sails each day at 9.\n- Tickets are free.";
        let reference = &new.note.reference;
        let told = notebook
            .earlier(reference, Lang::En, Section::Response, writing)
            .unwrap();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].reference, earlier.note.reference);
        let [said, block] = told[0].parts.as_slice() else {
            panic!("a response and a block: {told:?}");
        };
        assert_eq!(block.topic, "Costs");
        let differing: Vec<&str> = said.passages[0]
            .pieces
            .iter()
            .filter(|piece| piece.standing == Standing::Added)
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(differing, ["8"]);
        assert!(!said.passages[0].is_there);
        assert!(said.passages[1].is_there);
        let background = notebook
            .earlier(reference, Lang::En, Section::Background, writing)
            .unwrap();
        assert_eq!(background, [], "nothing was said there");
        let french = notebook
            .earlier(reference, Lang::Fr, Section::Response, "xyzzy")
            .unwrap();
        assert_eq!(french, []);
    }

    #[test]
    fn the_nearest_passage_is_the_one_that_a_comparison_with_each_finds() {
        let words_of = [
            "ferry", "harbour", "cost", "the", "of", "crew", "winter", "4", "report",
        ];
        let line = |seed: usize| {
            let chosen = (0..3 + seed % 5).map(|at| words_of[(seed * (at + 3) + at * at) % 9]);
            chosen.collect::<Vec<_>>().join(" ")
        };
        let lines: Vec<String> = (0..40).map(line).collect();
        let written = Written::new(&lines.join("\n\n"));
        for text in (40..160).map(line) {
            let own = words(&text);
            let each = lines.iter().map(|line| {
                let other = words(line);
                let shared = own.intersection(&other).count();
                (dice(shared, own.len() + other.len()), line)
            });
            let nearest = each
                .filter(|(alike, _)| *alike >= ALIKE)
                .max_by(|(a, _), (b, _)| a.total_cmp(b));
            assert_eq!(
                written.nearest(&text),
                nearest.map(|(_, line)| line),
                "{text}"
            );
        }
    }

    #[test]
    fn in_a_megabyte_what_is_there_is_found_and_nothing_is_compared_with_all_of_it() {
        let line = |n: usize| {
            format!(
                "- The cost of item {n} in the year {} is {}.",
                n % 40,
                n * 7
            )
        };
        let text: Vec<String> = (0..25_000).map(line).collect();
        let written = Written::new(&text.join("\n"));
        for n in (0..25_000).step_by(25) {
            assert_eq!(written.nearest(&line(n)), Some(&line(n)));
        }
        // Only words that are everywhere: still no more than is bounded.
        let begun = Instant::now();
        for _ in 0..1000 {
            written.nearest("- The cost of the item is in the year.");
        }
        assert!(
            begun.elapsed() < Duration::from_secs(10),
            "{:?}",
            begun.elapsed()
        );
    }
}
