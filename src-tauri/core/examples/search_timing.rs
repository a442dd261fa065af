//! Times the search index over made-up notes: `cargo run --release --example search_timing [notes]`.
//!
//! Nothing is asserted, the figures are for looking at.

mod made_up;

use std::time::{Duration, Instant};

use qp_core::note::{Metadata, Note};
use qp_core::search::{Index, SearchQuery, SortBy};

use made_up::{Maker, at, memory};

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = match std::env::args().nth(1) {
        Some(count) => count.parse()?,
        None => 10_000,
    };
    let mut maker = Maker::new()?;
    let folder = tempfile::tempdir()?;
    let (index, opened) = Index::open(folder.path())?;
    println!("{count} notes; {opened:?}");

    let started = Instant::now();
    for number in 0..count {
        let note = maker.note(number)?;
        index.put_note(&note, &number.to_string())?;
    }
    index.commit()?;
    println!(
        "made and indexed in {:.1} s",
        started.elapsed().as_secs_f64()
    );
    println!("{}", memory());
    index.settle()?;
    let size: u64 = std::fs::read_dir(folder.path())?
        .filter_map(|entry| entry.ok()?.metadata().ok())
        .map(|meta| meta.len())
        .sum();
    println!("on disk {} MB", size >> 20);

    let started = Instant::now();
    let stamps = index.stamps()?.len();
    println!("{stamps} stamps in {:.1} ms", millis(started.elapsed()));

    ask(&index, maker.rare())?;
    save(&index, &mut maker)?;
    drop(index);
    for _ in 0..3 {
        let started = Instant::now();
        let (_, opened) = Index::open(folder.path())?;
        println!("{opened:?} again in {:.1} ms", millis(started.elapsed()));
    }
    println!("{}", memory());
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

/// Times how long a saved note takes to be found, one save after the other and each with a word of
/// its own.
fn save(index: &Index, maker: &mut Maker) -> Result<(), Box<dyn std::error::Error>> {
    let mut note = Note {
        reference: "NEW-2026-QP-1".parse()?,
        meta: Metadata::default(),
        sides: qp_core::lang::Bilingual::default(),
    };
    let mut times = Vec::new();
    for number in 0..300 {
        let mut side = maker.side();
        side.background.push_str(&format!(" zebra{number}"));
        note.sides.en = Some(side);
        let started = Instant::now();
        index.put_note(&note, &number.to_string())?;
        index.commit()?;
        let found = index.search(&SearchQuery {
            text: format!("\"zebra{number}\""),
            ..SearchQuery::default()
        })?;
        times.push(started.elapsed());
        if found.total != 1 {
            return Err("a saved note was not found".into());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    times.sort_unstable();
    let told = |share| at(&times, share).map_or(0.0, millis);
    println!(
        "one note saved and found: p50 {:.1} ms, p90 {:.1}, p99 {:.1}, most {:.1}",
        told(0.5),
        told(0.9),
        told(0.99),
        told(1.0)
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
