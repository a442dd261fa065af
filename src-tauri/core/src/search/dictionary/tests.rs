//! Claims about what is learned.

use super::*;
use crate::search::Index;
use crate::search::analysis::words;
use std::collections::{HashMap, HashSet};

fn first(
    docs: &[(String, HashSet<String>)],
    queries: &[(String, String)],
    analyzer: &Analyzer,
    dictionary: Option<&Dictionary>,
) -> (f64, f64) {
    let mut df: HashMap<&str, f32> = HashMap::new();
    for (_, d) in docs {
        for w in d {
            *df.entry(w).or_insert(0.0) += 1.0;
        }
    }
    let n = docs.len() as f32;
    let (mut firsts, mut mrr) = (0.0, 0.0);
    for (id, text) in queries {
        let ws = words(text);
        let mut scores: Vec<(f32, &str)> = docs
            .iter()
            .map(|(did, d)| {
                let mut score = 0.0;
                for w in &ws {
                    let mut best: f32 = 0.0;
                    let gain = |s: &str, p: f32| {
                        if d.contains(s) {
                            p * (1.0 + n / df[s]).ln()
                        } else {
                            0.0
                        }
                    };
                    for s in analyzer.stems(Lang::Fr, w).iter() {
                        best = best.max(gain(s, 1.0));
                    }
                    if crate::search::stems::is_stop(Lang::En, w.folded()) {
                        continue;
                    }
                    if let Some(dictionary) = dictionary {
                        for t in
                            dictionary.translations(Lang::En, analyzer.stems(Lang::En, w).first())
                        {
                            best = best.max(gain(&t.stem, t.likelihood.sqrt()));
                        }
                    }
                    score += best;
                }
                (score / (20.0 + d.len() as f32).sqrt(), did.as_str())
            })
            .collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        let rank = scores.iter().position(|(s, d)| d == id && *s > 0.0);
        if let Some(rank) = rank {
            mrr += 1.0 / (rank + 1) as f64;
            if rank == 0 {
                firsts += 1.0;
            }
        }
    }
    (
        100.0 * firsts / queries.len() as f64,
        mrr / queries.len() as f64,
    )
}

#[test]
#[ignore]
fn trial() {
    let dir = std::env::var("QP_TRIAL").unwrap();
    let (index, _) = Index::open(Path::new(&dir)).unwrap();
    let analyzer = Analyzer::new();
    let started = std::time::Instant::now();
    let dictionary = index.trial_learn();
    println!(
        "items {} en {} fr {} in {:?}",
        dictionary.items,
        dictionary.words.en.len(),
        dictionary.words.fr.len(),
        started.elapsed()
    );
    let glossary = Dictionary::of_glossary(&analyzer);
    if let Ok(all) = std::env::var("QP_QUERIES") {
        let all: Vec<(String, String, Vec<String>, String, Vec<String>)> =
            serde_json::from_slice(&std::fs::read(all).unwrap()).unwrap();
        for half in [0, 1] {
            let part: Vec<_> = all
                .iter()
                .enumerate()
                .filter(|(at, _)| at % 2 == half)
                .map(|(_, x)| x)
                .collect();
            let docs: Vec<(String, HashSet<String>)> = part
                .iter()
                .map(|(id, _, _, note, lines)| {
                    let text = format!("{note}\n{}", lines.join("\n"));
                    (
                        id.clone(),
                        words(&text)
                            .iter()
                            .flat_map(|w| {
                                analyzer
                                    .stems(Lang::Fr, w)
                                    .iter()
                                    .map(str::to_owned)
                                    .collect::<Vec<_>>()
                            })
                            .collect(),
                    )
                })
                .collect();
            let titles: Vec<(String, String)> = part
                .iter()
                .map(|(id, note, ..)| (id.clone(), note.clone()))
                .collect();
            let texts: Vec<(String, String)> = part
                .iter()
                .map(|(id, _, lines, ..)| {
                    (
                        id.clone(),
                        lines
                            .join(" ")
                            .split_whitespace()
                            .take(25)
                            .collect::<Vec<_>>()
                            .join(" "),
                    )
                })
                .collect();
            for (name, queries) in [("titles", &titles), ("25 words", &texts)] {
                println!(
                    "half {half} {name}: none {:.0?} glossary {:.0?} learned {:.2?}",
                    first(&docs, queries, &analyzer, None),
                    first(&docs, queries, &analyzer, Some(&glossary)),
                    first(&docs, queries, &analyzer, Some(&dictionary))
                );
            }
        }
    }
    for lang in Lang::ALL {
        let mut words: Vec<_> = dictionary.words[lang].iter().collect();
        words.sort_by(|a, b| a.0.cmp(b.0));
        for (stem, translations) in words {
            if glossary.words[lang].contains_key(stem) {
                continue;
            }
            let list: Vec<String> = translations
                .iter()
                .map(|t| format!("{} {:.2}", t.form, t.likelihood))
                .collect();
            println!("{lang} {stem}: {}", list.join(", "));
        }
    }
}
