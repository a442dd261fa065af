//! Which passages of a text say the same in the other language.
//!
//! Lines are paired in order where both sides have as many of them, else by their lengths (after
//! Gale and Church 1993: what is long in one language is long in the other); paired lines of
//! several sentences are paired by sentence in the same way. What does not fit is left out: a
//! wrong pair teaches wrong words.

use unicode_segmentation::UnicodeSegmentation;

/// A text says as much in the other language: at most this many times as many letters, beyond
/// [`SLACK`].
const RATIO: (usize, usize) = (11, 5);
/// Short texts differ by more, in letters.
const SLACK: usize = 25;
/// French takes this many letters for one of English.
const FRENCH: f64 = 1.15;
/// A line that has more sentences in one language is paired whole, unless it is longer, in bytes.
const LONG: usize = 400;
/// What has more lines is not paired by length: it is no section of a note.
const MOST_UNITS: usize = 150;
/// What it costs to leave a line without a counterpart, and more for each letter, and to pair one
/// with two, in the units of [`cost`].
const ALONE: (f64, f64) = (0.5, 0.0125);
const TWO: f64 = 0.8;

/// Adds the pairs of two texts that say the same, in English and in French.
pub(super) fn pair<'a>(en: &'a str, fr: &'a str, found: &mut Vec<(&'a str, &'a str)>) {
    let (en_lines, fr_lines) = (lines(en), lines(fr));
    for (en, fr) in aligned(&en_lines, &fr_lines) {
        let (en_sentences, fr_sentences) = (sentences(en), sentences(fr));
        let as_many = en_sentences.len() == fr_sentences.len();
        if as_many || en.len().max(fr.len()) > LONG {
            found.extend(aligned(&en_sentences, &fr_sentences));
        } else {
            found.push((en, fr));
        }
    }
}

fn lines(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

fn sentences(text: &str) -> Vec<&str> {
    let sentences = text.unicode_sentences().map(str::trim);
    sentences.filter(|one| !one.is_empty()).collect()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// Whether one may be the other's translation, by their lengths.
fn is_plausible(en: usize, fr: usize) -> bool {
    let (short, long) = (en.min(fr), en.max(fr));
    short > 0 && long <= short * RATIO.0 / RATIO.1 + SLACK
}

/// What it costs to take texts of these lengths for the same: 0 where they fit, 1 where one is
/// about twice as long as it should be.
#[expect(clippy::cast_precision_loss, reason = "letters of a line")]
fn cost(en: usize, fr: usize) -> f64 {
    let (en, fr) = (en as f64 * FRENCH + 12.0, fr as f64 + 12.0);
    (en / fr).log2().abs()
}

/// What it costs to leave a text without a counterpart.
#[expect(clippy::cast_precision_loss, reason = "letters of a line")]
fn alone(length: usize) -> f64 {
    ALONE.0 + ALONE.1 * length as f64
}

/// The pairs of two lists of texts: all in order where they are as many and fit; else those of
/// the cheapest way through both.
fn aligned<'a>(en: &[&'a str], fr: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let en_lengths: Vec<usize> = en.iter().map(|text| length(text)).collect();
    let fr_lengths: Vec<usize> = fr.iter().map(|text| length(text)).collect();
    let fits = |(en, fr): (&usize, &usize)| is_plausible(*en, *fr);
    if en.len() == fr.len() && en_lengths.iter().zip(&fr_lengths).all(fits) {
        return en.iter().copied().zip(fr.iter().copied()).collect();
    }
    let all = |lengths: &[usize]| lengths.iter().sum::<usize>();
    if en.len().max(fr.len()) > MOST_UNITS || !is_plausible(all(&en_lengths), all(&fr_lengths)) {
        return Vec::new();
    }
    cheapest(&en_lengths, &fr_lengths)
        .into_iter()
        .filter(|(e, f)| is_plausible(en_lengths[*e], fr_lengths[*f]))
        .map(|(e, f)| (en[e], fr[f]))
        .collect()
}

/// The one-to-one pairs on the cheapest way through two lists of lengths; a step takes one or two
/// of a list, or one of one list alone. What is two in one language teaches little: it is passed.
fn cheapest(en: &[usize], fr: &[usize]) -> Vec<(usize, usize)> {
    const STEPS: [(usize, usize); 5] = [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2)];
    let width = fr.len() + 1;
    let mut best = vec![(f64::INFINITY, 0_usize); (en.len() + 1) * width];
    best[0].0 = 0.0;
    for e in 0..=en.len() {
        for f in 0..=fr.len() {
            let here = best[e * width + f].0;
            for (step, (by_e, by_f)) in STEPS.into_iter().enumerate() {
                let (next_e, next_f) = (e + by_e, f + by_f);
                if next_e > en.len() || next_f > fr.len() {
                    continue;
                }
                let taken = |list: &[usize], from: usize, to: usize| -> usize {
                    list[from..to].iter().sum()
                };
                let price = match (by_e, by_f) {
                    (0, _) => alone(fr[f]),
                    (_, 0) => alone(en[e]),
                    (1, 1) => cost(en[e], fr[f]),
                    _ => TWO + cost(taken(en, e, next_e), taken(fr, f, next_f)),
                };
                let next = &mut best[next_e * width + next_f];
                if here + price < next.0 {
                    *next = (here + price, step);
                }
            }
        }
    }
    let (mut e, mut f) = (en.len(), fr.len());
    let mut pairs = Vec::new();
    while e > 0 || f > 0 {
        let (by_e, by_f) = STEPS[best[e * width + f].1];
        (e, f) = (e - by_e, f - by_f);
        if (by_e, by_f) == (1, 1) {
            pairs.push((e, f));
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn paired<'a>(en: &'a str, fr: &'a str) -> Vec<(&'a str, &'a str)> {
        let mut found = Vec::new();
        pair(en, fr, &mut found);
        found
    }

    #[test]
    fn lines_of_equal_number_are_paired_in_order() {
        assert_eq!(
            paired(
                "Ships are built.\n\nHouses stand.",
                "Des navires.\nDes maisons."
            ),
            [
                ("Ships are built.", "Des navires."),
                ("Houses stand.", "Des maisons.")
            ]
        );
    }

    #[test]
    fn a_line_that_is_only_in_one_language_is_left_out() {
        let en = "The department reviews its contracts every year and reports to Parliament.\n\
                  The second measure is short.\n\
                  Employees who work in the regions keep their offices, their desks and their hours.";
        let fr = "Le ministère examine ses contrats chaque année et en rend compte au Parlement.\n\
                  Le personnel qui travaille dans les régions garde ses bureaux et ses heures de travail.";
        let pairs = paired(en, fr);
        assert_eq!(pairs.len(), 2);
        assert!(pairs[0].0.starts_with("The department") && pairs[0].1.starts_with("Le minis"));
        assert!(pairs[1].0.starts_with("Employees") && pairs[1].1.starts_with("Le personnel"));
    }

    #[test]
    fn paragraphs_are_paired_by_sentence() {
        let pairs = paired(
            "It began in May. It ended in June.",
            "Il a commencé en mai. Il a pris fin en juin.",
        );
        assert_eq!(
            pairs,
            [
                ("It began in May.", "Il a commencé en mai."),
                ("It ended in June.", "Il a pris fin en juin.")
            ]
        );
    }

    #[test]
    fn texts_of_very_different_length_are_not_paired() {
        let long = "A long paragraph that goes on. ".repeat(20);
        assert_eq!(paired(&long, "Un mot."), []);
        assert_eq!(paired("", "Un mot."), []);
    }

    proptest! {
        #[test]
        fn pairs_are_parts_of_their_texts_in_order(
            en in "([a-z]{1,9}[ .\n]){0,40}",
            fr in "([a-zé]{1,9}[ .\n]){0,40}",
        ) {
            let (mut at_en, mut at_fr) = (0, 0);
            for (one, other) in paired(&en, &fr) {
                let (start_en, start_fr) = (
                    one.as_ptr() as usize - en.as_ptr() as usize,
                    other.as_ptr() as usize - fr.as_ptr() as usize,
                );
                prop_assert!(at_en <= start_en && at_fr <= start_fr);
                at_en = start_en + one.len();
                at_fr = start_fr + other.len();
            }
        }
    }
}
