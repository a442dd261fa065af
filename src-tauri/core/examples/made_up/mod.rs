//! Made-up bilingual notes: words of syllables, as unevenly frequent as those of a language.

#![allow(dead_code, reason = "each example uses a part of it")]

use std::error::Error;
use std::fmt::Write as _;

use chrono::{Days, NaiveDate};
use qp_core::lang::Bilingual;
use qp_core::note::{IfPressed, Marking, Metadata, Note, Side, Status};

/// A small deterministic source of numbers (xorshift).
struct Dice(u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % sides
    }

    /// A rank: the low ones far more often, as words are (about one over the rank).
    fn rank(&mut self, ranks: usize) -> usize {
        let mut span = ranks;
        while span > 8 && self.roll(4) > 0 {
            span /= 2;
        }
        self.roll(span)
    }
}

fn vocabulary(dice: &mut Dice, syllables: &[&str], ends: &[&str], common: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = common.iter().map(|word| (*word).to_owned()).collect();
    while words.len() < 20_000 {
        let mut word = String::new();
        for _ in 0..=1 + dice.roll(2) {
            word.push_str(syllables[dice.roll(syllables.len())]);
        }
        word.push_str(ends[dice.roll(ends.len())]);
        words.push(word);
    }
    words
}

fn text(dice: &mut Dice, words: &[String], length: usize) -> String {
    let mut text = String::new();
    for at in 0..length {
        let _ = write!(text, "{}", words[dice.rank(words.len())]);
        text.push_str(if at % 17 == 16 { ".\n\n- " } else { " " });
    }
    text
}

fn side(dice: &mut Dice, words: &[String]) -> Side {
    Side {
        title: text(dice, words, 6),
        question: text(dice, words, 20),
        response: text(dice, words, 120),
        if_pressed: vec![IfPressed {
            topic: text(dice, words, 4),
            text: text(dice, words, 60),
        }],
        background: text(dice, words, 450),
        additional_information: text(dice, words, 60),
    }
}

const EN_SYLLABLES: [&str; 13] = [
    "pro", "gov", "min", "ta", "re", "con", "ser", "vi", "por", "sta", "len", "dor", "mi",
];
const EN_COMMON: [&str; 9] = [
    "the",
    "of",
    "to",
    "and",
    "access",
    "government",
    "information",
    "service",
    "digital",
];
const FR_SYLLABLES: [&str; 13] = [
    "pré", "gou", "mi", "ta", "ré", "con", "sé", "vi", "por", "sté", "len", "dor", "né",
];
const FR_COMMON: [&str; 8] = [
    "de",
    "la",
    "l’accès",
    "à",
    "l’information",
    "gouvernement",
    "numérique",
    "services",
];

/// Makes notes, the same ones each time.
pub(crate) struct Maker {
    dice: Dice,
    words: Bilingual<Vec<String>>,
    first: NaiveDate,
}

impl Maker {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
        let en = vocabulary(
            &mut dice,
            &EN_SYLLABLES,
            &["ing", "tion", "ed", "s", "ment", "er", "al", ""],
            &EN_COMMON,
        );
        let fr = vocabulary(
            &mut dice,
            &FR_SYLLABLES,
            &["tion", "é", "ées", "s", "ment", "eur", "ale", "e"],
            &FR_COMMON,
        );
        Ok(Self {
            dice,
            words: Bilingual::new(en, fr),
            first: NaiveDate::from_ymd_opt(2016, 1, 4).ok_or("no such day")?,
        })
    }

    /// An English word that few notes have.
    pub(crate) fn rare(&self) -> &str {
        self.words.en.get(9_000).map_or("", String::as_str)
    }

    /// A side in English.
    pub(crate) fn side(&mut self) -> Side {
        side(&mut self.dice, &self.words.en)
    }

    /// A note of both sides.
    pub(crate) fn note(&mut self, number: usize) -> Result<Note, Box<dyn Error>> {
        let dice = &mut self.dice;
        let date = self.first + Days::new(dice.roll(3_900) as u64);
        Ok(Note {
            reference: format!("TBS-{}-QP-{number:05}", date.format("%Y")).parse()?,
            meta: Metadata {
                date: Some(date),
                organization: ["tbs-sct", "hc-sc", "esdc-edsc"][dice.roll(3)].to_owned(),
                minister: ["PTB", "MH", "MESD"][dice.roll(3)].to_owned(),
                status: Status::ALL[dice.roll(Status::ALL.len())],
                marking: Marking::Unclassified,
                tags: Vec::new(),
                from: None,
            },
            sides: Bilingual::new(
                Some(side(dice, &self.words.en)),
                Some(side(dice, &self.words.fr)),
            ),
        })
    }
}

/// The most memory this process has had, in MB, where the system tells: all of it, and without the
/// pages of files.
pub(crate) fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kilobytes: u64 = line.trim_end_matches("kB").trim().parse().ok()?;
        Some(kilobytes >> 10)
    };
    match (value("VmHWM:"), value("RssAnon:")) {
        (Some(most), Some(anonymous)) => {
            format!("most memory {most} MB with pages of files; anonymous now {anonymous} MB")
        }
        _ => "the system does not tell the memory".to_owned(),
    }
}

/// How much processor time this process has used, in milliseconds, on Linux; it says more than the
/// clock where others use the machine too.
pub(crate) fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    // Fields 14 and 15 of the whole line, in hundredths of a second.
    let ticks = |at: usize| -> f64 { fields.get(at).and_then(|t| t.parse().ok()).unwrap_or(0.0) };
    (ticks(11) + ticks(12)) * 10.0
}

/// The value at `share` of the way from the least to the most.
pub(crate) fn at<T: Copy>(sorted: &[T], share: f64) -> Option<T> {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few hundred values"
    )]
    let place = ((sorted.len().max(1) - 1) as f64 * share).round() as usize;
    sorted.get(place).copied()
}
