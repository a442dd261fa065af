//! The results as tables in Markdown.

use std::collections::BTreeMap;

use crate::engine::Racer;
use crate::machine::Memory;
use crate::race::{Keeping, Lap, Results};
use crate::stats::Spread;

/// The tables, with what a reader must know to judge them.
pub fn markdown(results: &Results) -> String {
    let mut text = format!("# Search over {} notes\n\n", grouped(results.notes));
    text.push_str(&answers(results));
    text.push_str(
        "\nMilliseconds, p50 / p99 over the questions, each the middle one of three; in brackets how \
         many times as long as ours, p50 and p99, over the questions that both answered. An answer \
         is ten hits with snippets, how many there are, and all facets, but where the case says \
         otherwise (ours always gives all of it). ripgrep and Recoll are whole processes and only \
         list files. All search on one thread, except ripgrep, which takes what it likes.\n\n",
    );
    text.push_str(&processor(results));
    text.push_str(
        "\nThe same in processor time, which does not grow while others keep the machine busy. What \
         ripgrep and Recoll take is counted in steps of ten milliseconds.\n\n",
    );
    text.push_str(&found(results));
    text.push_str(
        "\nHow many were found: the median, and the share of questions that found nothing.\n\n",
    );
    text.push_str(&keeping(results));
    text.push_str(&format!(
        "\nReading and parsing the files takes {:.1} s of each rebuild but Recoll's, on a thread of \
         its own. Memory is anonymous memory, in brackets with the files that are mapped.\n\n",
        results.read_only
    ));
    text.push_str(&setting(results));
    text
}

fn table(head: Vec<String>, rows: Vec<Vec<String>>) -> String {
    let mut text = format!("| {} |\n", head.join(" | "));
    text.push_str(&format!("|---{}|\n", "|--:".repeat(head.len() - 1)));
    for row in rows {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    text
}

fn head<'a>(racers: impl IntoIterator<Item = &'a Racer>) -> Vec<String> {
    let names = racers.into_iter().map(|racer| racer.name().to_owned());
    std::iter::once(String::new()).chain(names).collect()
}

fn by_case(results: &Results, cell: impl Fn(Racer, &Lap) -> String) -> String {
    let asked: Vec<Racer> = (results.racers.iter().copied())
        .filter(|racer| racer.answers())
        .collect();
    let row = |(name, laps): &(String, BTreeMap<Racer, Lap>)| {
        let cells = asked.iter().map(|racer| {
            laps.get(racer)
                .map_or("–".to_owned(), |lap| cell(*racer, lap))
        });
        std::iter::once(name.clone()).chain(cells).collect()
    };
    table(head(&asked), results.cases.iter().map(row).collect())
}

fn answers(results: &Results) -> String {
    by_case(results, |racer, lap| times(racer, lap.spread, lap.slower))
}

fn processor(results: &Results) -> String {
    by_case(results, |racer, lap| {
        times(racer, lap.processor_spread, lap.processor_slower)
    })
}

/// Times, with how many times as long as ours they are.
fn times(racer: Racer, spread: Option<Spread>, slower: Option<[f64; 2]>) -> String {
    let Some(spread) = spread else {
        return "–".to_owned();
    };
    let times = format!("{} / {}", figure(spread.p50), figure(spread.p99));
    match slower {
        Some([p50, p99]) if racer != Racer::Ours => {
            format!("{times} (×{} / ×{})", figure(p50), figure(p99))
        }
        _ => times,
    }
}

fn found(results: &Results) -> String {
    by_case(results, |_, lap| {
        lap.found.map_or("–".to_owned(), |found| {
            format!("{found:.0} ({:.0} %)", lap.in_vain * 100.0)
        })
    })
}

fn keeping(results: &Results) -> String {
    let row = |name: &str, cell: &dyn Fn(&Keeping) -> Option<String>| -> Vec<String> {
        let cells = results.racers.iter().map(|racer| {
            let keeping = results.keeping.get(racer);
            keeping.and_then(cell).unwrap_or_else(|| "–".to_owned())
        });
        std::iter::once(name.to_owned()).chain(cells).collect()
    };
    let opening = |times: Option<[f64; 2]>| {
        times.map(|[opened, answered]| format!("{} / {}", figure(opened), figure(answered)))
    };
    let memory = |memory: Memory| {
        (memory != Memory::default())
            .then(|| format!("{} ({})", memory.anonymous >> 20, memory.resident >> 20))
    };
    table(
        head(&results.racers),
        vec![
            row("open / first answer, warm, ms", &|keeping| {
                opening(keeping.warm)
            }),
            row("open / first answer, cold, ms", &|keeping| {
                opening(keeping.cold)
            }),
            row("save to found, p50 / p99, ms", &|keeping| {
                let spread = keeping.save?;
                Some(format!("{} / {}", figure(spread.p50), figure(spread.p99)))
            }),
            row("rebuild, s", &|keeping| {
                Some(figure(keeping.built.as_ref()?.seconds))
            }),
            row("rebuild, processor, s", &|keeping| {
                Some(figure(keeping.built.as_ref()?.processor?))
            }),
            row("rebuild, notes a second", &|keeping| {
                let built = keeping.built.as_ref()?;
                #[expect(clippy::cast_precision_loss, reason = "a figure for people")]
                let rate = results.notes as f64 / built.seconds;
                Some(format!("{rate:.0}"))
            }),
            row("rebuild, memory, MB", &|keeping| {
                memory(keeping.built.as_ref()?.memory)
            }),
            row("asked, memory, MB", &|keeping| {
                // The memory of whole processes is not this one's.
                keeping.save?;
                memory(keeping.asked)
            }),
            row("index, MB", &|keeping| {
                Some((keeping.built.as_ref()?.size >> 20).to_string())
            }),
        ],
    )
}

fn setting(results: &Results) -> String {
    let machine = &results.machine;
    let measure = &results.measure;
    let mut rows = vec![
        ["processor".to_owned(), machine.processor.clone()],
        ["cores".to_owned(), machine.cores.to_string()],
        ["memory".to_owned(), format!("{} GiB", machine.memory)],
        ["system".to_owned(), machine.system.clone()],
        ["load before".to_owned(), machine.load.clone()],
        [
            "length".to_owned(),
            format!(
                "half of the sides have up to {} words, one in ten more than {}",
                measure.median_words, measure.long_words
            ),
        ],
    ];
    for [notes, en, fr] in &measure.growth {
        rows.push([
            format!("word forms in {} notes", grouped(*notes)),
            format!("{} English, {} French", grouped(*en), grouped(*fr)),
        ]);
    }
    rows.push([
        "Heaps’ exponent".to_owned(),
        format!("{:.2}", measure.heaps),
    ]);
    rows.push([
        "the ten most frequent English forms".to_owned(),
        format!("{:.0} % of all words", measure.top_ten_share * 100.0),
    ]);
    for (name, version) in &machine.versions {
        rows.push([name.clone(), version.clone()]);
    }
    let head = ["the machine and the notes", ""].map(str::to_owned);
    table(head.into(), rows.into_iter().map(Vec::from).collect())
}

/// Three digits that say something.
fn figure(value: f64) -> String {
    match value {
        value if value >= 100.0 => format!("{value:.0}"),
        value if value >= 10.0 => format!("{value:.1}"),
        value => format!("{value:.2}"),
    }
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_three_digits_that_say_something() {
        for (value, text) in [
            (0.014, "0.01"),
            (1.234, "1.23"),
            (12.34, "12.3"),
            (1234.5, "1234"),
        ] {
            assert_eq!(figure(value), text);
        }
        assert_eq!(grouped(100_000), "100,000");
    }
}
