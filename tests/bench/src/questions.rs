//! What all racers are asked: drawn from the notebook's own words, always the same ones.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use qp_core::lang::Lang;
use qp_core::note::Note;

use crate::corpus::dice::Dice;
use crate::corpus::measure::texts;
use crate::corpus::{Corpus, SEED, words};
use crate::engine::{Ask, Filter, Means, Want};

/// From so many notes words are drawn and their frequency is judged.
const SAMPLE: usize = 1_500;

/// How frequent a word is.
#[derive(Debug, Clone, Copy)]
enum Band {
    /// In at most three of a thousand sides, or in one.
    Rare,
    /// In one to six of a hundred sides, but in two at least.
    Middling,
    /// In one of five sides to seven of ten.
    Common,
}

impl Band {
    /// Whether a word that stands in `times` of `all` sides is in it.
    fn holds(self, times: usize, all: usize) -> bool {
        match self {
            Self::Rare => times * 1000 <= 3 * all || times == 1,
            Self::Middling => times >= 2 && times * 100 >= all && times * 100 < (6 * all).max(400),
            Self::Common => times * 5 >= all && times * 10 < 7 * all,
        }
    }
}

/// Questions of one kind.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name in a table.
    pub name: &'static str,
    /// What is asked.
    pub asks: Vec<Ask>,
}

/// A word of the sample.
#[derive(Debug, Clone)]
struct Word {
    text: String,
    /// In how many sides it stands.
    times: usize,
    /// The numbers of one side of the sample that has it.
    side: usize,
}

/// A part of the notebook, looked at closely.
struct Sample {
    notes: Vec<Note>,
    sides: Vec<(usize, Lang)>,
    /// By language, in the order of the alphabet.
    words: [Vec<Word>; 2],
    /// How many sides each language has.
    all: [usize; 2],
    forms: HashSet<String>,
}

impl Sample {
    fn take(corpus: &Corpus, notes: usize) -> Self {
        let count = notes.min(SAMPLE);
        let notes: Vec<Note> = (0..count)
            .map(|at| corpus.note(at * notes / count.max(1)))
            .collect();
        let mut sides = Vec::new();
        let mut seen: [HashMap<String, (usize, usize)>; 2] = Default::default();
        let mut all = [0_usize; 2];
        for (number, note) in notes.iter().enumerate() {
            for (lang, side) in note.sides.iter() {
                let Some(side) = side else { continue };
                let forms: HashSet<String> =
                    texts(side).flat_map(words).map(str::to_lowercase).collect();
                for form in forms {
                    seen[lang as usize]
                        .entry(form)
                        .or_insert((0, sides.len()))
                        .0 += 1;
                }
                all[lang as usize] += 1;
                sides.push((number, lang));
            }
        }
        let forms = seen.iter().flat_map(|seen| seen.keys().cloned()).collect();
        let words = seen.map(|seen| {
            let sorted: BTreeMap<String, (usize, usize)> = seen.into_iter().collect();
            sorted
                .into_iter()
                .filter(|(text, _)| {
                    text.chars().count() > 4 && text.chars().all(char::is_alphabetic)
                })
                .map(|(text, (times, side))| Word { text, times, side })
                .collect()
        });
        Self {
            notes,
            sides,
            words,
            all,
            forms,
        }
    }

    /// Different words of a band, both languages in turn.
    fn draw(&self, dice: &mut Dice, number: usize, band: Band) -> Vec<Word> {
        let bands = Lang::ALL.map(|lang| {
            let all = self.all[lang as usize];
            let within = |word: &&Word| band.holds(word.times, all);
            let words = self.words[lang as usize].iter();
            words.filter(within).collect::<Vec<_>>()
        });
        let mut drawn: Vec<Word> = Vec::new();
        let mut taken = HashSet::new();
        for turn in 0..number * 4 {
            let band = &bands[turn % 2];
            if drawn.len() < number && !band.is_empty() {
                let word = dice.pick(band);
                if taken.insert(word.text.clone()) {
                    drawn.push(word.clone());
                }
            }
        }
        drawn
    }

    /// Some words that stand one after the other without anything but spaces between.
    fn run_of_words(&self, dice: &mut Dice, number: usize) -> Option<String> {
        let (note, lang) = dice.pick(&self.sides);
        let side = self.notes[note].sides[lang].as_ref()?;
        let tokens: Vec<&str> = side.background.split_whitespace().collect();
        let first = dice.roll(tokens.len().checked_sub(number)?);
        let run = &tokens[first..first + number];
        let (last, before) = run.split_last()?;
        let open = |token: &&str| token.ends_with(char::is_alphanumeric);
        let last = last.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let content = run.iter().filter(|word| word.chars().count() > 4).count();
        (before.iter().all(open) && content * 2 >= number && !last.is_empty())
            .then(|| [before, &[last]].concat().join(" "))
    }

    /// Two words of one sentence.
    fn two_words(&self, dice: &mut Dice) -> Option<String> {
        let (note, lang) = dice.pick(&self.sides);
        let side = self.notes[note].sides[lang].as_ref()?;
        let sentences: Vec<&str> = side.response.split(". ").collect();
        let content: Vec<&str> = words(dice.pick(&sentences))
            .filter(|word| word.chars().count() > 4 && word.chars().all(char::is_alphabetic))
            .collect();
        let (first, second) = (dice.roll(content.len()), dice.roll(content.len()));
        let (first, second) = (content.get(first)?, content.get(second)?);
        (first != second).then(|| format!("{first} {second}"))
    }

    /// What a person might type: some words of a text, two words, a word.
    fn typed(&self, dice: &mut Dice, words: &[Word], number: usize) -> Vec<String> {
        let third = number / 3 + 1;
        let mut texts = collect(third, || self.run_of_words(dice, 3));
        texts.extend(collect(third, || self.two_words(dice)));
        texts.extend(words.iter().take(third).map(|word| word.text.clone()));
        texts
    }

    fn filter_of(&self, word: &Word) -> Filter {
        let meta = &self.notes[self.sides[word.side].0].meta;
        Filter {
            status: meta.status.key().to_owned(),
            organization: meta.organization.clone(),
            from: NaiveDate::from_ymd_opt(2018, 1, 1).unwrap_or_default(),
        }
    }

    /// A word with one slip that makes it one that is nowhere.
    fn slipped(&self, dice: &mut Dice, word: &str) -> Option<String> {
        let mut letters: Vec<char> = word.chars().collect();
        let at = 1 + dice.roll(letters.len().checked_sub(3)?);
        match dice.roll(3) {
            0 => letters.swap(at, at + 1),
            1 => {
                letters.remove(at);
            }
            _ => letters[at] = if letters[at] == 'x' { 'z' } else { 'x' },
        }
        let slipped: String = letters.into_iter().collect();
        (!self.forms.contains(&slipped)).then_some(slipped)
    }
}

/// Draws until there are so many, or nothing new comes up any more.
fn collect(number: usize, mut draw: impl FnMut() -> Option<String>) -> Vec<String> {
    let mut drawn = Vec::new();
    for _ in 0..number * 20 {
        if drawn.len() == number {
            break;
        }
        if let Some(text) = draw().filter(|text| !drawn.contains(text)) {
            drawn.push(text);
        }
    }
    drawn
}

/// About `number` texts to be typed letter by letter.
pub fn typed(corpus: &Corpus, notes: usize, number: usize) -> Vec<String> {
    let sample = Sample::take(corpus, notes);
    let dice = &mut Dice::new(SEED, 0x7_1ded);
    let words = sample.draw(dice, number, Band::Middling);
    sample.typed(dice, &words, number)
}

/// What is asked of a notebook of so many notes: about `number` questions a case.
pub fn questions(corpus: &Corpus, notes: usize, number: usize) -> Vec<Case> {
    let sample = Sample::take(corpus, notes);
    let dice = &mut Dice::new(SEED, 0x0051_a5ec);
    let asks = |means: Means, texts: Vec<String>| -> Vec<Ask> {
        texts
            .into_iter()
            .map(|text| Ask::new(means, text))
            .collect()
    };
    let texts = |words: &[Word]| words.iter().map(|word| word.text.clone()).collect();
    let rare = sample.draw(dice, number, Band::Rare);
    let middle = sample.draw(dice, number, Band::Middling);
    let common = sample.draw(dice, number, Band::Common);
    let pairs = collect(number, || sample.two_words(dice));
    let phrases = collect(number, || {
        let length = 2 + dice.roll(2);
        sample.run_of_words(dice, length)
    });
    let slips = collect(number, || {
        let word = dice.pick(&[&rare[..], &middle[..]]);
        let word = word.get(dice.roll(word.len()))?;
        sample.slipped(dice, &word.text)
    });
    let typed = sample.typed(dice, &middle, number / 4);
    let filtered = [&middle[..], &common[..]]
        .concat()
        .into_iter()
        .step_by(2)
        .map(|word| Ask {
            filter: Some(sample.filter_of(&word)),
            by_date: true,
            ..Ask::new(Means::Words, word.text)
        });
    let wanting = |want: Want| {
        let drawn = [&common[..], &middle[..]].concat().into_iter().step_by(2);
        drawn.map(move |word| Ask {
            want,
            ..Ask::new(Means::Words, word.text)
        })
    };
    let everything = Ask::new(Means::Words, "");
    let case = |name, asks| Case { name, asks };
    vec![
        case("term, rare", asks(Means::Words, texts(&rare))),
        case("term, middling", asks(Means::Words, texts(&middle))),
        case("term, common", asks(Means::Words, texts(&common))),
        case("two terms", asks(Means::Words, pairs)),
        case("exact phrase", asks(Means::Phrase, phrases)),
        case(
            "a keystroke",
            typed.iter().flat_map(|text| keystrokes(text)).collect(),
        ),
        case("one slip", asks(Means::Slip, slips)),
        case("narrowed, newest first", filtered.collect()),
        case("everything", vec![everything; 5]),
        case("facets only", wanting(Want::Facets).collect()),
        case("hits only", wanting(Want::Hits).collect()),
    ]
}

/// A question for each letter that is typed of a text.
pub fn keystrokes(text: &str) -> Vec<Ask> {
    let ends = text
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    ends.map(|end| Ask::new(Means::Typed, &text[..end]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_typed_is_a_question() {
        let texts: Vec<String> = keystrokes("l’été a")
            .into_iter()
            .map(|ask| ask.text)
            .collect();
        assert_eq!(
            texts,
            ["l", "l’", "l’é", "l’ét", "l’été", "l’été ", "l’été a"]
        );
        let ask = Ask::new(Means::Typed, "l’été a");
        assert_eq!(ask.words(), (vec!["l", "été"], Some("a")));
        let ask = Ask::new(Means::Typed, "l’été ");
        assert_eq!(ask.words(), (vec!["l", "été"], None));
    }

    #[test]
    fn every_case_has_as_many_different_questions_as_wanted_and_always_the_same() {
        let corpus = Corpus::new(SEED);
        let cases = questions(&corpus, 150, 20);
        let again = questions(&corpus, 150, 20);
        for (case, again) in cases.iter().zip(&again) {
            assert_eq!(case.asks, again.asks, "{}", case.name);
            if case.name != "everything" {
                let texts: HashSet<&str> = case.asks.iter().map(|ask| ask.text.as_str()).collect();
                assert!(texts.len() >= 20, "{}: {}", case.name, texts.len());
            }
        }
    }

    #[test]
    fn a_band_is_wide_enough_for_a_small_notebook() {
        for (times, all, bands) in [
            (1, 50, [true, false, false]),
            (3, 50, [false, true, false]),
            (3, 1000, [true, false, false]),
            (10, 1000, [false, true, false]),
            (200, 1000, [false, false, true]),
            (900, 1000, [false, false, false]),
        ] {
            let held =
                [Band::Rare, Band::Middling, Band::Common].map(|band| band.holds(times, all));
            assert_eq!(held, bands, "{times} of {all}");
        }
    }

    #[test]
    fn a_slip_makes_a_word_that_is_nowhere() {
        let corpus = Corpus::new(SEED);
        let cases = questions(&corpus, 100, 10);
        let slips = cases.iter().find(|case| case.name == "one slip");
        let notes: Vec<Note> = (0..100).map(|number| corpus.note(number)).collect();
        for ask in &slips.expect("there is such a case").asks {
            let there = notes
                .iter()
                .flat_map(|note| [&note.sides.en, &note.sides.fr])
                .flatten()
                .flat_map(texts)
                .flat_map(words)
                .any(|word| word.to_lowercase() == ask.text);
            assert!(!there, "{} is a word", ask.text);
        }
    }
}
