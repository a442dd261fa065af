//! The table that is printed: by class, by language, and the queries that go wrong.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::judging::Judged;
use crate::metrics::Score;

/// A query and what it came to.
pub(crate) struct Row {
    pub(crate) judged: Judged,
    pub(crate) corpus: &'static str,
    /// Our hits, each with its grade.
    pub(crate) hits: Vec<(u8, String)>,
    pub(crate) ours: Score,
    pub(crate) stock: Score,
}

/// The table of all queries.
pub(crate) fn of(rows: &[Row]) -> String {
    let mut text = format!(
        "{:<24} {:>7}   {:>7} {:>9} {:>6}   {:>7} {:>9} {:>6}\n",
        "", "queries", "nDCG@10", "success@1", "MRR", "stock", "success@1", "MRR"
    );
    let mut groups: BTreeMap<(usize, String), Vec<&Row>> = BTreeMap::new();
    for row in rows {
        for group in [
            (0, "all".to_owned()),
            (1, format!("over {}", row.corpus)),
            (2, format!("asked in {}", row.judged.asks)),
            (3, row.judged.class.clone()),
        ] {
            groups.entry(group).or_default().push(row);
        }
    }
    for ((_, name), rows) in &groups {
        let mean = |part: fn(&Row) -> Score| {
            Score::mean(&rows.iter().map(|row| part(row)).collect::<Vec<_>>())
        };
        let (ours, stock) = (mean(|row| row.ours), mean(|row| row.stock));
        let _ = writeln!(
            text,
            "{name:<24} {:>7}   {:>7.3} {:>9.3} {:>6.3}   {:>7.3} {:>9.3} {:>6.3}",
            rows.len(),
            ours.ndcg,
            ours.first,
            ours.rank,
            stock.ndcg,
            stock.first,
            stock.rank
        );
    }
    text += "\nQueries whose first hit is not the best there is, or whose nDCG@10 is below 0.7; \
             with the grades of their first five hits:\n";
    let mut weak: Vec<&Row> = rows
        .iter()
        .filter(|row| row.ours.first < 1.0 || row.ours.ndcg < 0.7)
        .collect();
    weak.sort_by(|one, other| one.ours.ndcg.total_cmp(&other.ours.ndcg));
    for row in weak {
        let hits: Vec<String> = row
            .hits
            .iter()
            .take(5)
            .map(|(grade, id)| format!("{grade}:{id}"))
            .collect();
        let _ = writeln!(
            text,
            "{:.3}  {:<10} {}: {}\n       {}",
            row.ours.ndcg,
            row.judged.class,
            row.corpus,
            row.judged.q,
            hits.join("  ")
        );
    }
    text
}
