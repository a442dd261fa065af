//! Which passages of a note's two sides say the same.
//!
//! Blocks are aligned with blocks, then the sentences of a pair with each other. What is long in
//! one language is long in the other (Gale and Church 1993), and translations share figures, names
//! and the beginnings of kindred words (Simard, Foster and Isabelle 1992). From both follows how
//! likely each way through the two texts is; kept is a pair that nine in ten ways hold, so that one
//! bullet too many on one side spoils no pair but its own.

use std::borrow::Cow;
use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use super::passage::{Leaf, Passage, Runs, Shape, leaves};
use super::sentences::sentences;
use super::words::{is_figure, key, words};
use super::{Pair, PairKind};
use crate::document::parse;
use crate::lang::Bilingual;
use crate::note::{Note, Side};
use crate::section::Section;

/// French takes so many letters for one of English.
const FRENCH: f64 = 1.15;
/// How far a translation's length strays, as variance: a part for each letter, and one besides.
const VARIANCE: (f64, f64) = (6.8, 36.0);
/// Lengths further off than so many standard deviations are no translation.
const FARTHEST: f64 = 4.0;
/// And those further off than so many are not even looked at.
const HOPELESS: f64 = 8.0;
/// How likely a way must be to hold a pair.
const SURE: f64 = 0.9;
/// Sections of more blocks than this, in one language times the other, are not aligned.
const MOST: usize = 40_000;
/// How likely a passage is of one certain length, whatever the other language says.
const ANY_LENGTH: f64 = 0.004;

/// How many passages of each language make one step, and how likely it is.
const STEPS: [((usize, usize), f64); 6] = [
    ((1, 1), 0.88),
    ((1, 0), 0.01),
    ((0, 1), 0.01),
    ((2, 1), 0.0445),
    ((1, 2), 0.0445),
    ((2, 2), 0.011),
];

/// The passages of a note that say the same in both languages, section by section: each block
/// before its sentences. A passage that reads the same in both is left out: it is not translated.
pub fn pairs(note: &Note) -> Vec<Pair> {
    let (Some(en), Some(fr)) = (&note.sides.en, &note.sides.fr) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for section in [Section::Title].into_iter().chain(Section::BODY) {
        let of = |side: &Side| -> Vec<Unit> {
            let text = side.text(section).unwrap_or_default();
            match section {
                Section::Title => line(text, Shape::Paragraph),
                _ => blocks(text),
            }
        };
        pair(&of(en), &of(fr), section, &mut found);
        if section == Section::Response {
            pair_if_pressed(en, fr, &mut found);
        }
    }
    found
}

/// If-pressed blocks belong together by their place where there are as many; else one text of all
/// of them is aligned with the other.
fn pair_if_pressed(en: &Side, fr: &Side, found: &mut Vec<Pair>) {
    let units = |side: &Side| -> Vec<Vec<Unit>> {
        let block = |block: &crate::note::IfPressed| {
            let mut units = line(&block.topic, Shape::Topic);
            units.extend(blocks(&block.text));
            units
        };
        side.if_pressed.iter().map(block).collect()
    };
    let (en, fr) = (units(en), units(fr));
    if en.len() == fr.len() {
        for (en, fr) in en.iter().zip(&fr) {
            pair(en, fr, Section::IfPressed, found);
        }
    } else {
        pair(&en.concat(), &fr.concat(), Section::IfPressed, found);
    }
}

/// A passage that is to find its counterpart.
#[derive(Debug, Clone)]
struct Unit {
    shape: Shape,
    runs: Runs,
    length: usize,
    /// Figures, and the first letters of longer words: their fingerprints in order, each once.
    signs: Vec<u64>,
}

impl Unit {
    fn new(shape: Shape, runs: Runs) -> Self {
        let text = runs.text();
        Self {
            shape,
            length: text.chars().count(),
            signs: signs(&text),
            runs,
        }
    }

    /// Passages taken together.
    fn joined(units: &[Self]) -> Option<Cow<'_, Self>> {
        match units {
            [] => None,
            [one] => Some(Cow::Borrowed(one)),
            [first, ..] => {
                let runs = Runs::joined(units.iter().map(|unit| &unit.runs));
                Some(Cow::Owned(Self::new(first.shape, runs)))
            }
        }
    }
}

fn signs(text: &str) -> Vec<u64> {
    let plain = |c: char| match c {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'à' | 'â' => 'a',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        c => c,
    };
    let sign = |word: String| {
        if is_figure(&word) {
            return Some(FxBuildHasher.hash_one(word));
        }
        let start: String = word.chars().map(plain).take(4).collect();
        (start.chars().count() == 4).then(|| FxBuildHasher.hash_one(start))
    };
    let mut signs: Vec<u64> = words(text).into_iter().filter_map(sign).collect();
    signs.sort_unstable();
    signs.dedup();
    signs
}

fn line(text: &str, shape: Shape) -> Vec<Unit> {
    let runs = Runs::plain(text.trim());
    let is_empty = runs.as_slice().is_empty();
    (!is_empty)
        .then(|| Unit::new(shape, runs))
        .into_iter()
        .collect()
}

fn blocks(markdown: &str) -> Vec<Unit> {
    let unit = |Leaf { shape, runs }| Unit::new(shape, runs);
    leaves(&parse(markdown).blocks)
        .into_iter()
        .map(unit)
        .collect()
}

/// Adds the pairs of a section.
fn pair(en: &[Unit], fr: &[Unit], section: Section, found: &mut Vec<Pair>) {
    for (en, fr) in aligned(en, fr) {
        add(&en, &fr, section, PairKind::Block, found);
        let (en_parts, fr_parts) = (parts(&en), parts(&fr));
        if en_parts.is_empty() && fr_parts.is_empty() {
            continue;
        }
        let or_whole = |parts: Vec<Unit>, whole: &Unit| {
            if parts.is_empty() {
                vec![whole.clone()]
            } else {
                parts
            }
        };
        let (en_parts, fr_parts) = (or_whole(en_parts, &en), or_whole(fr_parts, &fr));
        for (en_part, fr_part) in aligned(&en_parts, &fr_parts) {
            let is_whole = |part: &Unit, of: &Unit| part.length + 2 >= of.length;
            if !(is_whole(&en_part, &en) && is_whole(&fr_part, &fr)) {
                add(&en_part, &fr_part, section, PairKind::Sentence, found);
            }
        }
    }
}

/// The sentences of a passage; none where it is one.
fn parts(unit: &Unit) -> Vec<Unit> {
    let ranges = sentences(&unit.runs.text());
    if ranges.len() == 1 {
        return Vec::new();
    }
    let part = |range| Unit::new(Shape::Paragraph, unit.runs.slice(range));
    ranges.into_iter().map(part).collect()
}

fn add(en: &Unit, fr: &Unit, section: Section, kind: PairKind, found: &mut Vec<Pair>) {
    let texts = Bilingual::new(&en.runs, &fr.runs).map(|_, runs| runs.passage());
    if is_telling(&texts) {
        found.push(Pair {
            texts,
            section: Some(section),
            kind,
        });
    }
}

/// Whether two passages are worth keeping as each other's translation.
pub(super) fn is_telling(texts: &Bilingual<Passage>) -> bool {
    let says = |passage: &Passage| passage.text.chars().any(char::is_alphabetic);
    says(&texts.en) && says(&texts.fr) && key(&texts.en.text) != key(&texts.fr.text)
}

/// The pairs of two lists that can be relied on, in order.
fn aligned<'a>(en: &'a [Unit], fr: &'a [Unit]) -> Vec<(Cow<'a, Unit>, Cow<'a, Unit>)> {
    if en.is_empty() || fr.is_empty() || en.len() * fr.len() > MOST {
        return Vec::new();
    }
    let ways = Ways::through(en, fr);
    let mut found = Vec::new();
    for Step {
        from: (e, f), by, ..
    } in ways.sure()
    {
        let (en, fr) = (&en[e..e + by.0], &fr[f..f + by.1]);
        if let (Some(en), Some(fr)) = (Unit::joined(en), Unit::joined(fr))
            && off(en.length, fr.length).abs() <= FARTHEST
        {
            found.push((en, fr));
        }
    }
    found
}

/// How far a translation's length is off, in standard deviations.
#[expect(clippy::cast_precision_loss, reason = "letters of a passage")]
fn off(en: usize, fr: usize) -> f64 {
    (fr as f64 - en as f64 * FRENCH) / deviation(en)
}

#[expect(clippy::cast_precision_loss, reason = "letters of a passage")]
fn deviation(en: usize) -> f64 {
    (VARIANCE.0 * en as f64 + VARIANCE.1).sqrt()
}

/// All ways through two lists, weighed.
struct Ways<'a> {
    en: &'a [Unit],
    fr: &'a [Unit],
    /// For each place, the logarithm of the weight of all ways from the start to it.
    before: Vec<f64>,
    /// And from it to the end.
    after: Vec<f64>,
    steps: Vec<Step>,
}

/// A step of a way: how many passages of each language it takes from where.
#[derive(Debug, Clone, Copy)]
struct Step {
    from: (usize, usize),
    by: (usize, usize),
    /// The logarithm of how likely it is.
    weight: f64,
}

impl<'a> Ways<'a> {
    fn through(en: &'a [Unit], fr: &'a [Unit]) -> Self {
        let size = (en.len() + 1) * (fr.len() + 1);
        let mut ways = Self {
            en,
            fr,
            before: vec![f64::NEG_INFINITY; size],
            after: vec![f64::NEG_INFINITY; size],
            steps: Vec::with_capacity(size * STEPS.len()),
        };
        let last = ways.at(en.len(), fr.len());
        ways.before[0] = 0.0;
        ways.after[last] = 0.0;
        for e in 0..=en.len() {
            for f in 0..=fr.len() {
                for (by, prior) in STEPS {
                    if e + by.0 <= en.len() && f + by.1 <= fr.len() {
                        let from = (e, f);
                        let weight = prior.ln() + ways.weight(from, by);
                        let (start, end) = ways.ends(from, by);
                        ways.before[end] = both(ways.before[end], ways.before[start] + weight);
                        ways.steps.push(Step { from, by, weight });
                    }
                }
            }
        }
        for index in (0..ways.steps.len()).rev() {
            let Step { from, by, weight } = ways.steps[index];
            let (start, end) = ways.ends(from, by);
            ways.after[start] = both(ways.after[start], ways.after[end] + weight);
        }
        ways
    }

    /// The places where a step starts and ends.
    const fn ends(&self, (e, f): (usize, usize), by: (usize, usize)) -> (usize, usize) {
        (self.at(e, f), self.at(e + by.0, f + by.1))
    }

    const fn at(&self, e: usize, f: usize) -> usize {
        e * (self.fr.len() + 1) + f
    }

    /// How well the passages of a step fit each other, as a logarithm.
    #[expect(clippy::cast_precision_loss, reason = "letters and words of a passage")]
    fn weight(&self, (e, f): (usize, usize), (by_e, by_f): (usize, usize)) -> f64 {
        let (en, fr) = (&self.en[e..e + by_e], &self.fr[f..f + by_f]);
        let (Some(first), Some(other)) = (en.first(), fr.first()) else {
            return ANY_LENGTH.ln() * fr.len() as f64;
        };
        let length = |units: &[Unit]| units.iter().map(|unit| unit.length + 1).sum::<usize>() - 1;
        let (en_length, fr_length) = (length(en), length(fr));
        let distance = off(en_length, fr_length);
        if distance.abs() > HOPELESS {
            return f64::NEG_INFINITY;
        }
        let mut weight =
            -distance * distance / 2.0 - (deviation(en_length) * std::f64::consts::TAU.sqrt()).ln();
        if fr.len() > 1 {
            // Where among its letters the two part.
            weight -= (fr_length as f64).ln();
        }
        weight += kinship(en, fr);
        for unit in [en, fr]
            .into_iter()
            .filter(|units| units.len() > 1)
            .flatten()
        {
            weight -= match unit.shape {
                Shape::Paragraph => 0.0,
                Shape::Item => 0.5,
                Shape::Heading | Shape::Topic | Shape::Cell => 6.0,
            };
        }
        weight
            - match (first.shape, other.shape) {
                (shape, same) if shape == same => 0.0,
                (Shape::Paragraph | Shape::Item, Shape::Paragraph | Shape::Item) => 0.7,
                _ => 3.0,
            }
    }

    /// The steps that nearly all ways take and that pair something.
    fn sure(&self) -> impl Iterator<Item = Step> {
        let all = self.after[0];
        self.steps
            .iter()
            .copied()
            .filter(move |Step { from, by, weight }| {
                let (start, end) = self.ends(*from, *by);
                let pairs = by.0 > 0 && by.1 > 0 && *by != (2, 2);
                pairs && self.before[start] + weight + self.after[end] - all >= SURE.ln()
            })
    }
}

/// The logarithm of the sum of two weights.
fn both(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    if small == f64::NEG_INFINITY {
        return large;
    }
    large + (small - large).exp().ln_1p()
}

/// What figures and kindred words tell of two texts: more than nothing if they share many, less if
/// they share none.
#[expect(clippy::cast_precision_loss, reason = "words of a passage")]
fn kinship(en: &[Unit], fr: &[Unit]) -> f64 {
    let has = |units: &[Unit], sign: &u64| {
        let mut units = units.iter();
        units.any(|unit| unit.signs.binary_search(sign).is_ok())
    };
    // How many signs some texts have, each counted once, and how many of them the others have.
    let count = |units: &[Unit], others: &[Unit]| {
        let (mut all, mut common) = (0_u32, 0);
        for (index, unit) in units.iter().enumerate() {
            let new = unit.signs.iter().filter(|sign| !has(&units[..index], sign));
            for sign in new {
                all += 1;
                common += usize::from(has(others, sign));
            }
        }
        (all, common)
    };
    let ((en_signs, common), (fr_signs, _)) = (count(en, fr), count(fr, &[]));
    let mean = f64::from(en_signs + fr_signs) / 2.0;
    if mean == 0.0 {
        return 0.0;
    }
    let share = common as f64 / mean;
    (20.0 * (share - 0.1) * (mean / 6.0).min(1.0)).clamp(-1.5, 14.0)
}

#[cfg(test)]
mod tests;
