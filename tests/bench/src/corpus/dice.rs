//! Numbers that look drawn and are the same on every computer, for ever.

/// A source of numbers (SplitMix64): the same seed gives the same numbers. Whole numbers only,
/// because functions such as the logarithm differ from one computer to the next.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The source for a seed and a place in its plan: a note's numbers do not depend on how many
    /// notes come before it.
    pub(crate) fn new(seed: u64, place: u64) -> Self {
        let mut dice = Self(seed ^ place.wrapping_mul(0xd134_2543_de82_ef95));
        dice.0 = dice.next();
        dice
    }

    /// The next number.
    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `sides`; 0 where there are none.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        let wide = u128::from(self.next()) * (sides as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included, those in the middle somewhat more often.
    pub(crate) fn between(&mut self, low: usize, high: usize) -> usize {
        let span = high.saturating_sub(low) + 1;
        low + usize::midpoint(self.roll(span), self.roll(span))
    }

    /// Whether one of `percent` in a hundred comes up.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.roll(list.len())]
    }
}

/// A choice by weight.
#[derive(Debug, Clone)]
pub(crate) struct Weighted {
    /// The sum of the weights up to and with each place.
    sums: Vec<u64>,
    /// For the upper bits of a number, the first place that it can mean.
    guide: Vec<u32>,
}

/// How many upper bits of a number the guide looks at.
const GUIDE_BITS: u32 = 12;

impl Weighted {
    /// The places `0..weights.len()`, each as often as its weight says.
    pub(crate) fn new(weights: impl IntoIterator<Item = u64>) -> Self {
        let mut sum = 0_u64;
        let sums: Vec<u64> = weights
            .into_iter()
            .map(|weight| {
                sum += weight;
                sum
            })
            .collect();
        let guide = (0..1_u64 << GUIDE_BITS)
            .map(|slot| {
                let least = scaled(slot << (64 - GUIDE_BITS), sum);
                u32::try_from(sums.partition_point(|sum| *sum <= least)).unwrap_or(u32::MAX)
            })
            .collect();
        Self { sums, guide }
    }

    /// Frequencies of words as languages have them: about one over the rank for the first
    /// `knee` ranks, and falling twice as steeply behind, where the words of one field of life
    /// and the names stand.
    pub(crate) fn of_ranks(ranks: u64, knee: u64) -> Self {
        let scale = 1_u64 << 40;
        Self::new((0..ranks).map(|rank| {
            let first = scale / (rank + 3);
            if rank < knee {
                first
            } else {
                (first / (rank + 3)) * knee
            }
        }))
    }

    /// A place.
    pub(crate) fn roll(&self, dice: &mut Dice) -> usize {
        let Some(&total) = self.sums.last() else {
            return 0;
        };
        let number = dice.next();
        let wanted = scaled(number, total);
        let slot = usize::try_from(number >> (64 - GUIDE_BITS)).unwrap_or(0);
        let from = self.guide[slot] as usize;
        let to = self.guide.get(slot + 1).map_or(self.sums.len(), |to| {
            (*to as usize + 1).min(self.sums.len())
        });
        from + self.sums[from..to].partition_point(|sum| *sum <= wanted)
    }
}

/// A number of 64 bits as a share of `total`.
fn scaled(number: u64, total: u64) -> u64 {
    u64::try_from((u128::from(number) * u128::from(total)) >> 64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_a_seed_never_change() {
        let mut dice = Dice::new(1, 2);
        let numbers: Vec<usize> = (0..8).map(|_| dice.roll(1000)).collect();
        insta::assert_json_snapshot!(numbers);
    }

    #[test]
    fn a_weight_says_how_often_a_place_comes_up() {
        let weighted = Weighted::new([1, 0, 7, 2]);
        let mut dice = Dice::new(3, 0);
        let mut times = [0_usize; 4];
        for _ in 0..10_000 {
            times[weighted.roll(&mut dice)] += 1;
        }
        for (seen, expected) in times.into_iter().zip([1_000, 0, 7_000, 2_000]) {
            assert!(seen.abs_diff(expected) < 200, "{times:?}");
        }
        assert_eq!(times[1], 0);
    }

    #[test]
    fn a_word_of_twice_the_rank_is_half_as_frequent_and_behind_the_knee_a_quarter() {
        let weighted = Weighted::of_ranks(4_000, 1_000);
        let weight = |rank: usize| weighted.sums[rank] - weighted.sums[rank - 1];
        assert!(weight(197).abs_diff(2 * weight(397)) < weight(397) / 50);
        assert!(weight(1_497).abs_diff(4 * weight(2_997)) < weight(2_997) / 20);
    }

    #[test]
    fn both_ends_of_a_range_come_up_and_nothing_beyond() {
        let mut dice = Dice::new(5, 5);
        let rolled: Vec<usize> = (0..500).map(|_| dice.between(3, 6)).collect();
        assert_eq!(rolled.iter().min(), Some(&3));
        assert_eq!(rolled.iter().max(), Some(&6));
        assert_eq!(dice.roll(0), 0);
    }
}
