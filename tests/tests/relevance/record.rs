//! The committed record (`record.tsv`): the score of every query, and of all together.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result};
use qp_tests::product;

use crate::metrics::Score;

/// The name under which all queries together are recorded.
const ALL: &str = "all";

/// How much less than the record is taken for no loss.
pub(crate) const TOLERANCE: f64 = 0.005;

/// Scores by what was asked (`corpus: query`), and all together.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Record {
    pub(crate) all: Score,
    pub(crate) queries: BTreeMap<String, Score>,
}

fn path() -> PathBuf {
    product::root().join("tests/tests/relevance/record.tsv")
}

impl Record {
    /// Reads the committed record.
    pub(crate) fn read() -> Result<Self> {
        let text = std::fs::read_to_string(path())?;
        Self::parse(&text).context("record.tsv cannot be read; UPDATE_RELEVANCE=1 renews it")
    }

    fn parse(text: &str) -> Option<Self> {
        let mut record = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let (mut number, name) = {
                let numbers: Vec<f64> = cells
                    .by_ref()
                    .take(3)
                    .map(|cell| cell.parse().ok())
                    .collect::<Option<_>>()?;
                (numbers.into_iter(), cells.next()?)
            };
            let score = Score {
                ndcg: number.next()?,
                first: number.next()?,
                rank: number.next()?,
            };
            if name == ALL {
                record.all = score;
            } else {
                record.queries.insert(name.to_owned(), score);
            }
        }
        Some(record)
    }

    fn text(&self) -> String {
        let mut text = "# nDCG@10, success@1, reciprocal rank, query. Renewed by UPDATE_RELEVANCE=1 (see main.rs).\n".to_owned();
        let queries = self
            .queries
            .iter()
            .map(|(name, score)| (name.as_str(), score));
        for (name, score) in [(ALL, &self.all)].into_iter().chain(queries) {
            let Score { ndcg, first, rank } = score;
            let _ = writeln!(text, "{ndcg:.4}\t{first:.4}\t{rank:.4}\t{name}");
        }
        text
    }

    /// Writes the record in place of the old one.
    pub(crate) fn write(&self) -> Result<()> {
        let path = path();
        let new = path.with_extension("new");
        std::io::Write::write_all(&mut std::fs::File::create(&new)?, self.text().as_bytes())?;
        Ok(std::fs::rename(new, path)?)
    }

    /// Why this is worse than `before`, if it is: all together, with the queries that lost.
    pub(crate) fn losses(&self, before: &Self) -> Option<String> {
        let lost = |now: f64, then: f64| now < then - TOLERANCE;
        if !lost(self.all.ndcg, before.all.ndcg) && !lost(self.all.first, before.all.first) {
            return None;
        }
        let mut text = format!(
            "relevance fell: nDCG@10 {:.4} → {:.4}, success@1 {:.4} → {:.4}\n",
            before.all.ndcg, self.all.ndcg, before.all.first, self.all.first
        );
        for (name, then) in &before.queries {
            let Some(now) = self.queries.get(name) else {
                continue;
            };
            if lost(now.ndcg, then.ndcg) || lost(now.first, then.first) {
                let _ = writeln!(
                    text,
                    "  {:.3} → {:.3}  first {} → {}  {name}",
                    then.ndcg, now.ndcg, then.first, now.first
                );
            }
        }
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(ndcg: f64, first: f64) -> Record {
        let score = Score {
            ndcg,
            first,
            rank: 0.5,
        };
        Record {
            all: score,
            queries: [("notes: a".to_owned(), score)].into(),
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let record = record(0.8123, 0.5);
        assert_eq!(Record::parse(&record.text()), Some(record));
        assert_eq!(Record::parse("x\ty"), None);
    }

    #[test]
    fn a_loss_of_more_than_the_tolerance_is_told_with_its_queries() {
        let before = record(0.8, 0.5);
        assert_eq!(record(0.796, 0.496).losses(&before), None);
        assert_eq!(record(0.9, 0.6).losses(&before), None);
        for worse in [record(0.794, 0.5), record(0.9, 0.494)] {
            let told = worse.losses(&before).unwrap_or_default();
            assert!(told.contains("notes: a"), "{told}");
        }
    }
}
