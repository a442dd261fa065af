//! What was seen, as tables in Markdown and as JSON.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use anyhow::Result;
use qp_tests::spread::Spread;
use serde::{Deserialize, Serialize};

use crate::opening::Opening;
use crate::typing::{Pressed, Typing};

/// Everything that was seen.
#[derive(Debug, Serialize)]
pub(crate) struct Seen {
    pub(crate) notes: usize,
    pub(crate) openings: Vec<Opening>,
    /// An opening in a home without an index.
    pub(crate) unindexed: Opening,
    pub(crate) scrolling: Vec<f64>,
    /// Typing while nothing else goes on than what typing brings about.
    pub(crate) calm: Typing,
    /// Typing while another program writes and the index is filled.
    pub(crate) busy: Typing,
    pub(crate) webkit: String,
    pub(crate) load_after: String,
    pub(crate) machine: Machine,
}

/// The machine, as `qp-bench machine` describes it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Machine {
    processor: String,
    cores: usize,
    memory: u64,
    system: String,
    load: String,
    versions: Vec<(String, String)>,
}

/// How busy the machine was in the last minute.
pub(crate) fn load() -> String {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or_default().to_owned()
}

/// Commands of the program, by what they mean to who types.
const ASKED: [(&str, &[&str]); 7] = [
    ("saves", &["save_note"]),
    ("checks", &["check_note"]),
    ("searches for what is similar", &["similar_to"]),
    ("searches for earlier responses", &["find_earlier"]),
    ("questions to the translation memory", &["find_memory"]),
    (
        "searches of the list, and their marks",
        &["search", "find_marks"],
    ),
    ("changes brought into the list", &["list_items"]),
];

/// Prints the tables and writes them, and all that was seen beside them.
pub(crate) fn write(seen: &Seen, output: &Path) -> Result<()> {
    let text = markdown(seen);
    println!("\n{text}");
    File::create(output)?.write_all(text.as_bytes())?;
    let json = serde_json::to_vec_pretty(seen)?;
    File::create(output.with_extension("json"))?.write_all(&json)?;
    println!("written to {}", output.display());
    Ok(())
}

fn markdown(seen: &Seen) -> String {
    let mut text = format!("# Drafting over {} notes\n\n", seen.notes);
    text.push_str(&opening(seen));
    text.push_str(
        "\nMilliseconds from the start of the program until the list is painted and can be used; \
         processor time in steps of ten, which does not grow while others keep the machine busy. \
         Files and programs were in memory.\n\n",
    );
    text.push_str(&frames(seen));
    text.push_str(
        "\nMilliseconds between two frames: 17 is all that a screen shows. The list runs from its \
         top to its bottom as if its bar was drawn.\n\n",
    );
    text.push_str(&keys(seen));
    text.push_str(
        "\nMilliseconds from a key to the frame after the one that shows it, so 17 to 33 where \
         nothing waits, typed into a Suggested Response with Checks, Reuse and Similar beside it and \
         a search marked in it. The index is filled from the first note on, and another program \
         changes five notes a second.\n\n",
    );
    text.push_str(&meanwhile(seen));
    text.push_str(
        "\nWhat ran between the first key and the last. The window is drawn without a graphics card, \
         on the same processor as the program and the one who types.\n\n",
    );
    text.push_str(&machine(seen));
    text
}

fn opening(seen: &Seen) -> String {
    let mut text =
        String::from("| opening | median | longest | without an index |\n|---|--:|--:|--:|\n");
    let mut row = |name: &str, of: &dyn Fn(&Opening) -> f64| {
        let spread = Spread::of(seen.openings.iter().map(of));
        let without = of(&seen.unindexed);
        text.push_str(&format!(
            "| {name} | {:.0} | {:.0} | {without:.0} |\n",
            spread.p50, spread.max
        ));
    };
    let processes: BTreeSet<&String> = (seen.openings.iter())
        .chain([&seen.unindexed])
        .flat_map(|opening| opening.spent.keys())
        .collect();
    row("by the clock", &|opening| opening.clock);
    row("processor time", &Opening::together);
    for name in processes {
        row(&format!("of it {name}"), &|opening| {
            opening.spent.get(name).copied().unwrap_or_default()
        });
    }
    #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
    row("items listed", &|opening| opening.listed as f64);
    text
}

fn frames(seen: &Seen) -> String {
    let typing = |typing: &Typing| Spread::of(typing.frames.iter().map(|frame| frame.took));
    spreads(
        "frames",
        [
            ("scrolling", Spread::of(seen.scrolling.iter().copied())),
            ("typing", typing(&seen.calm)),
            ("typing while all of it runs", typing(&seen.busy)),
        ],
    )
}

fn keys(seen: &Seen) -> String {
    let of = |typing: &Typing, wanted: &dyn Fn(bool) -> bool| {
        let keys = typing.keys.iter();
        Spread::of(keys.filter(|key| wanted(key.indexing)).map(Pressed::took))
    };
    spreads(
        "keys to painted",
        [
            ("typing", of(&seen.calm, &|_| true)),
            ("typing while all of it runs", of(&seen.busy, &|_| true)),
            (
                "of it while the index was filled",
                of(&seen.busy, &|yes| yes),
            ),
        ],
    )
}

fn spreads(head: &str, rows: [(&str, Spread); 3]) -> String {
    let mut text =
        format!("| {head} | count | p50 | p95 | p99 | longest |\n|---|--:|--:|--:|--:|--:|\n");
    for (name, spread) in rows {
        let Spread {
            count,
            p50,
            p95,
            p99,
            max,
        } = spread;
        text.push_str(&format!(
            "| {name} | {count} | {p50:.0} | {p95:.0} | {p99:.0} | {max:.0} |\n"
        ));
    }
    text
}

fn meanwhile(seen: &Seen) -> String {
    let mut text =
        String::from("| meanwhile | typing | typing while all of it runs |\n|---|--:|--:|\n");
    let (calm, busy) = (seen.calm.asked(), seen.busy.asked());
    let mut row = |name: &str, calm: String, busy: String| {
        text.push_str(&format!("| {name} | {calm} | {busy} |\n"));
    };
    for (name, commands) in ASKED {
        let count = |asked: &std::collections::BTreeMap<&str, usize>| {
            let all = commands.iter().filter_map(|command| asked.get(command));
            all.sum::<usize>().to_string()
        };
        row(name, count(&calm), count(&busy));
    }
    let rewritten = |typing: &Typing| typing.rewritten.to_string();
    row(
        "notes changed by another program",
        rewritten(&seen.calm),
        rewritten(&seen.busy),
    );
    let names: BTreeSet<&String> = (seen.calm.spent.keys())
        .chain(seen.busy.spent.keys())
        .collect();
    for name in names {
        let seconds = |typing: &Typing| {
            let spent = typing.spent.get(name).copied().unwrap_or_default();
            format!("{:.1}", spent / 1e3)
        };
        row(
            &format!("processor time of {name}, s"),
            seconds(&seen.calm),
            seconds(&seen.busy),
        );
    }
    text
}

fn machine(seen: &Seen) -> String {
    let machine = &seen.machine;
    let mut text = String::from("| the machine | |\n|---|---|\n");
    let facts = [
        ("processor", machine.processor.clone()),
        ("cores", machine.cores.to_string()),
        ("memory", format!("{} GiB", machine.memory)),
        ("system", machine.system.clone()),
        ("load before", machine.load.clone()),
        ("load after", seen.load_after.clone()),
        ("browser", seen.webkit.clone()),
    ];
    let versions = machine
        .versions
        .iter()
        .map(|(name, version)| (name.as_str(), version.clone()));
    for (name, value) in facts.into_iter().chain(versions) {
        text.push_str(&format!("| {name} | {value} |\n"));
    }
    text
}
