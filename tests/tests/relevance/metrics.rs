//! How good an answer is: nDCG@10, success@1 and the reciprocal rank of the first perfect hit.

use crate::judging::Grades;

/// How many of the first hits count.
pub(crate) const DEPTH: usize = 10;

/// How good one answer is, or several on average.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Score {
    /// The gain of the first ten hits, each discounted by its rank, over that of the best order.
    pub(crate) ndcg: f64,
    /// 1 where no document is better than the first hit.
    pub(crate) first: f64,
    /// One over the rank of the first hit than which no document is better; 0 where there is none.
    pub(crate) rank: f64,
}

impl Score {
    /// The score of hits in their order.
    pub(crate) fn of(hits: &[String], grades: &Grades) -> Self {
        let best = grades.values().max().copied().unwrap_or(0);
        let mut ideal: Vec<u8> = grades.values().copied().collect();
        ideal.sort_unstable_by_key(|grade| std::cmp::Reverse(*grade));
        let found: Vec<u8> = hits
            .iter()
            .map(|id| grades.get(id).copied().unwrap_or(0))
            .collect();
        let rank = found
            .iter()
            .take(DEPTH)
            .zip(1_u32..)
            .find(|(grade, _)| **grade == best && best > 0)
            .map(|(_, rank)| f64::from(rank));
        let ideal = gain(&ideal);
        Self {
            ndcg: if ideal > 0.0 {
                gain(&found) / ideal
            } else {
                0.0
            },
            first: f64::from(u8::from(rank == Some(1.0))),
            rank: rank.map_or(0.0, f64::recip),
        }
    }

    /// The average; nothing where there is none.
    pub(crate) fn mean(scores: &[Self]) -> Self {
        let count = u32::try_from(scores.len()).unwrap_or(u32::MAX).max(1);
        let mean = |part: fn(&Self) -> f64| scores.iter().map(part).sum::<f64>() / f64::from(count);
        Self {
            ndcg: mean(|score| score.ndcg),
            first: mean(|score| score.first),
            rank: mean(|score| score.rank),
        }
    }
}

/// The discounted gain of the first ten: 2^grade − 1 over log₂(rank + 1).
fn gain(grades: &[u8]) -> f64 {
    grades
        .iter()
        .take(DEPTH)
        .zip(1_u32..)
        .fold(0.0, |sum, (grade, rank)| {
            sum + (f64::from(*grade).exp2() - 1.0) / f64::from(rank + 1).log2()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(hits: &[&str]) -> Score {
        let grades = [("a", 3), ("b", 2), ("c", 1)];
        let grades = grades.map(|(id, grade)| (id.to_owned(), grade)).into();
        let hits: Vec<String> = hits.iter().map(|id| (*id).to_owned()).collect();
        Score::of(&hits, &grades)
    }

    #[test]
    fn the_best_order_is_one_and_nothing_is_zero() {
        let best = score(&["a", "b", "c", "x"]);
        assert!((best.ndcg - 1.0).abs() < 1e-9);
        assert_eq!((best.first, best.rank), (1.0, 1.0));
        assert_eq!(score(&["x", "y"]), Score::default());
        assert_eq!(score(&[]), Score::default());
    }

    #[test]
    fn a_worse_order_is_worth_what_the_formula_says() {
        // 3 / log2(2) + 7 / log2(3) over 7 / log2(2) + 3 / log2(3) + 1 / log2(4).
        let swapped = score(&["b", "a"]);
        let ideal = 7.0 + 3.0 / 3_f64.log2() + 0.5;
        assert!((swapped.ndcg - (3.0 + 7.0 / 3_f64.log2()) / ideal).abs() < 1e-9);
        assert_eq!((swapped.first, swapped.rank), (0.0, 0.5));
    }

    #[test]
    fn what_comes_after_the_tenth_hit_does_not_count() {
        let mut hits = vec!["x"; DEPTH];
        hits.push("a");
        assert_eq!(score(&hits), Score::default());
    }
}
