//! What many measured times come down to.

use serde::Serialize;

/// Milliseconds, by nearest rank.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Spread {
    /// How many were measured.
    pub count: usize,
    /// Half of them are no longer.
    pub p50: f64,
    /// 95 of a hundred are no longer.
    pub p95: f64,
    /// 99 of a hundred are no longer.
    pub p99: f64,
    /// The longest.
    pub max: f64,
}

impl Spread {
    /// The spread of some times; zeros where there are none.
    pub fn of(times: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = times.into_iter().collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let at = |percent: usize| {
            let rank = (sorted.len() * percent).div_ceil(100).max(1);
            sorted.get(rank - 1).copied().unwrap_or_default()
        };
        Self {
            count: sorted.len(),
            p50: at(50),
            p95: at(95),
            p99: at(99),
            max: at(100),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_made_of_times_that_were_measured() {
        let spread = Spread::of((1..=200).rev().map(f64::from));
        assert_eq!(
            (spread.count, spread.p50, spread.p95, spread.p99, spread.max),
            (200, 100.0, 190.0, 198.0, 200.0)
        );
        let one = Spread::of([7.0]);
        assert_eq!((one.count, one.p50, one.max), (1, 7.0, 7.0));
        assert_eq!(Spread::of([]), Spread::default());
    }
}
