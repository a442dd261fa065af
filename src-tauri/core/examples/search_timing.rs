//! Times the search index over made-up notes: `cargo run --release --example search_timing [notes]`.
//!
//! The words are made of syllables and as unevenly frequent as those of a language; nothing is
//! asserted, the figures are for looking at.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use qp_core::lang::Bilingual;
use qp_core::note::{IfPressed, Marking, Metadata, Note, Side, Status};
use qp_core::search::{Index, SearchQuery, SortBy};

/// A small deterministic source of numbers (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % sides
    }

    /// A rank: the low ones far more often, as words are (about one over the rank).
    fn rank(&mut self, ranks: usize) -> usize {
        let mut span = ranks;
        while span > 8 && self.roll(4) > 0 {
            span /= 2;
        }
        self.roll(span)
    }
}

fn vocabulary(dice: &mut Dice, syllables: &[&str], ends: &[&str], common: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = common.iter().map(|word| (*word).to_owned()).collect();
    while words.len() < 20_000 {
        let mut word = String::new();
        for _ in 0..=1 + dice.roll(2) {
            word.push_str(syllables[dice.roll(syllables.len())]);
        }
        word.push_str(ends[dice.roll(ends.len())]);
        words.push(word);
    }
    words
}

fn text(dice: &mut Dice, words: &[String], length: usize) -> String {
    let mut text = String::new();
    for at in 0..length {
        let _ = write!(text, "{}", words[dice.rank(words.len())]);
        text.push_str(if at % 17 == 16 { ".\n\n- " } else { " " });
    }
    text
}

fn side(dice: &mut Dice, words: &[String]) -> Side {
    Side {
        title: text(dice, words, 6),
        question: text(dice, words, 20),
        response: text(dice, words, 120),
        if_pressed: vec![IfPressed {
            topic: text(dice, words, 4),
            text: text(dice, words, 60),
        }],
        background: text(dice, words, 450),
        additional_information: text(dice, words, 60),
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = match std::env::args().nth(1) {
        Some(count) => count.parse()?,
        None => 10_000,
    };
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let en = vocabulary(
        &mut dice,
        &[
            "pro", "gov", "min", "ta", "re", "con", "ser", "vi", "por", "sta", "len", "dor", "mi",
        ],
        &["ing", "tion", "ed", "s", "ment", "er", "al", ""],
        &[
            "the",
            "of",
            "to",
            "and",
            "access",
            "government",
            "information",
            "service",
            "digital",
        ],
    );
    let fr = vocabulary(
        &mut dice,
        &[
            "pré", "gou", "mi", "ta", "ré", "con", "sé", "vi", "por", "sté", "len", "dor", "né",
        ],
        &["tion", "é", "ées", "s", "ment", "eur", "ale", "e"],
        &[
            "de",
            "la",
            "l’accès",
            "à",
            "l’information",
            "gouvernement",
            "numérique",
            "services",
        ],
    );
    let first = NaiveDate::from_ymd_opt(2016, 1, 4).ok_or("no such day")?;
    let folder = tempfile::tempdir()?;
    let (index, opened) = Index::open(folder.path())?;
    println!("{count} notes; {opened:?}");

    let started = Instant::now();
    for number in 0..count {
        let date = first + Days::new(dice.roll(3_900) as u64);
        let note = Note {
            reference: format!("TBS-{}-QP-{number:05}", date.format("%Y")).parse()?,
            meta: Metadata {
                date: Some(date),
                organization: ["tbs-sct", "hc-sc", "esdc-edsc"][dice.roll(3)].to_owned(),
                minister: ["PTB", "MH", "MESD"][dice.roll(3)].to_owned(),
                status: Status::ALL[dice.roll(Status::ALL.len())],
                marking: Marking::Unclassified,
                tags: Vec::new(),
            },
            sides: Bilingual::new(Some(side(&mut dice, &en)), Some(side(&mut dice, &fr))),
        };
        index.put_note(&note, &number.to_string())?;
    }
    index.commit()?;
    println!(
        "made and indexed in {:.1} s",
        started.elapsed().as_secs_f64()
    );
    let size: u64 = std::fs::read_dir(folder.path())?
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .map(|meta| meta.len())
        .sum();
    println!("on disk {} MB", size >> 20);

    let started = Instant::now();
    let stamps = index.stamps()?.len();
    println!("{stamps} stamps in {:.1} ms", millis(started.elapsed()));

    let rare = en.get(9_000).map_or("", String::as_str);
    ask(&index, rare)?;
    let note = Note {
        reference: "NEW-2026-QP-1".parse()?,
        meta: Metadata::default(),
        sides: Bilingual::new(Some(side(&mut dice, &en)), None),
    };
    save(&index, &note)?;
    drop(index);
    let started = Instant::now();
    let (_, opened) = Index::open(folder.path())?;
    println!("{opened:?} again in {:.1} ms", millis(started.elapsed()));
    Ok(())
}

/// Times queries of each kind.
fn ask(index: &Index, rare: &str) -> Result<(), Box<dyn std::error::Error>> {
    let cases: Vec<(&str, String)> = vec![
        ("everything", String::new()),
        ("common word", "government ".to_owned()),
        ("made-up word", format!("{rare} ")),
        ("two words", "access information ".to_owned()),
        (
            "three words, French",
            "l'accès gouvernement numérique ".to_owned(),
        ),
        ("phrase", "\"digital government\"".to_owned()),
        ("one letter", "g".to_owned()),
        ("two letters", "go".to_owned()),
        ("four letters", "gove".to_owned()),
        ("word and start", "access inf".to_owned()),
        ("minus", "government -access".to_owned()),
        ("slip", "govrenment ".to_owned()),
        ("reference", "TBS-2019-QP-00".to_owned()),
    ];
    println!(
        "{:<22}{:>9}{:>9}{:>9}{:>9}",
        "whole answer", "hits", "p50 ms", "p90 ms", "max ms"
    );
    for (name, text) in cases {
        time(
            index,
            name,
            &SearchQuery {
                text,
                ..SearchQuery::default()
            },
        )?;
    }
    time(
        index,
        "common, newest first",
        &SearchQuery {
            text: "government ".to_owned(),
            sort: SortBy::Date,
            ..SearchQuery::default()
        },
    )?;

    let some = index.search(&SearchQuery::default())?;
    if let Some(hit) = some.hits.first() {
        let started = Instant::now();
        let close = index.similar(&hit.id, None, 10)?;
        println!(
            "similar: {} in {:.1} ms",
            close.total,
            millis(started.elapsed())
        );
    }
    Ok(())
}

/// Times how long a saved note takes to be found.
fn save(index: &Index, note: &Note) -> Result<(), Box<dyn std::error::Error>> {
    let mut times = Vec::new();
    for number in 0..9 {
        let started = Instant::now();
        index.put_note(note, &number.to_string())?;
        index.commit()?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    println!(
        "one note saved and found: {:.1} ms (median)",
        millis(times[times.len() / 2])
    );
    Ok(())
}

fn time(index: &Index, name: &str, query: &SearchQuery) -> Result<(), Box<dyn std::error::Error>> {
    let mut times = Vec::new();
    let mut hits = 0;
    for _ in 0..31 {
        let started = Instant::now();
        hits = index.search(query)?.total;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    println!(
        "{name:<22}{hits:>9}{:>9.2}{:>9.2}{:>9.2}",
        millis(times[15]),
        millis(times[28]),
        millis(times[30]),
    );
    Ok(())
}
