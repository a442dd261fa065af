//! Figures out of many measured times.

use serde::{Deserialize, Serialize};

/// What many times come down to, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// How many were measured.
    pub count: usize,
    /// Half of them are below.
    pub p50: f64,
    /// 95 of a hundred are below.
    pub p95: f64,
    /// 99 of a hundred are below; the slowest where there are fewer than a hundred.
    pub p99: f64,
    /// The slowest.
    pub max: f64,
}

impl Spread {
    /// The spread of some times; `None` where there are none.
    pub fn of(times: &[f64]) -> Option<Self> {
        let mut sorted = times.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        Some(Self {
            count: sorted.len(),
            p50: percentile(&sorted, 50)?,
            p95: percentile(&sorted, 95)?,
            p99: percentile(&sorted, 99)?,
            max: *sorted.last()?,
        })
    }
}

/// The smallest of the sorted values that at least `percent` of a hundred do not exceed (nearest
/// rank); `None` where there are none.
pub fn percentile(sorted: &[f64], percent: usize) -> Option<f64> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

/// The middle one of some values, the lower of two; `None` where there are none.
pub fn median(values: &[f64]) -> Option<f64> {
    Spread::of(values).map(|spread| spread.p50)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_value_that_was_measured() {
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        for (percent, value) in [(1, 1.0), (50, 50.0), (99, 99.0), (100, 100.0)] {
            assert_eq!(percentile(&hundred, percent), Some(value));
        }
        assert_eq!(percentile(&[7.0], 50), Some(7.0));
        assert_eq!(percentile(&[1.0, 2.0, 3.0], 99), Some(3.0));
        assert_eq!(percentile(&[], 50), None);
    }

    #[test]
    fn the_order_in_which_times_were_measured_does_not_matter() {
        let spread = Spread::of(&[3.0, 1.0, 2.0, 10.0]).expect("there are some");
        assert_eq!(
            (spread.count, spread.p50, spread.p99, spread.max),
            (4, 2.0, 10.0, 10.0)
        );
        assert_eq!(Spread::of(&[]), None);
        assert_eq!(median(&[5.0, 1.0, 4.0]), Some(4.0));
    }
}
