//! A made-up notebook of any size: bilingual notes and policies that read like real ones to a
//! search engine, the same ones on every computer.
//!
//! Each concept of the vocabulary has a word in both languages, so the two sides of a note say the
//! same. What a note talks about comes from a theme that it shares with others and from words of
//! its own that it repeats, as real texts do; without either, two words would never meet more
//! often than by chance.

mod compose;
pub(crate) mod dice;
mod folder;
pub(crate) mod measure;
mod sentence;
mod vocabulary;
mod words;

use qp_core::note::Note;
use qp_core::policy::Policy;

pub use folder::{Notebook, ensure};
pub use measure::{Measure, measure, words};

use compose::{TOPICS, Topic};
use dice::Weighted;
use sentence::Grammar;
use vocabulary::Vocabulary;
use words::HOUSES;

/// How many notes there are for each policy.
const NOTES_A_POLICY: usize = 100;

/// The seed of the notebook that is measured.
pub const SEED: u64 = 20_261_122;

/// Where notes and policies come from.
#[derive(Debug)]
pub struct Corpus {
    seed: u64,
    vocabulary: Vocabulary,
    grammar: Grammar,
    topics: Vec<Topic>,
    topic: Weighted,
    house: Weighted,
}

impl Corpus {
    /// The texts of a seed.
    pub fn new(seed: u64) -> Self {
        let vocabulary = Vocabulary::new(seed);
        let topics = (0..TOPICS)
            .map(|number| Topic::new(&vocabulary, seed, number))
            .collect();
        Self {
            seed,
            vocabulary,
            grammar: Grammar::new(),
            topics,
            topic: Weighted::new((0..TOPICS as u64).map(|rank| (1 << 20) / (rank + 20))),
            house: Weighted::new(HOUSES.iter().map(|(_, _, _, weight)| *weight)),
        }
    }

    /// The note of a number: always the same, however many there are.
    pub fn note(&self, number: usize) -> Note {
        compose::note(self, number)
    }

    /// The policy of a number.
    pub fn policy(&self, number: usize) -> Policy {
        compose::policy(self, number)
    }
}

/// How many policies go with so many notes.
pub const fn policies(notes: usize) -> usize {
    notes / NOTES_A_POLICY + 1
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use qp_core::note::NoteFile;
    use qp_core::policy::PolicyFile;

    use super::*;

    static CORPUS: LazyLock<Corpus> = LazyLock::new(|| Corpus::new(SEED));

    #[test]
    fn the_first_notes_and_policies_are_the_same_for_ever() {
        let mut hasher = blake3::Hasher::new();
        for number in 0..20 {
            hasher.update(NoteFile::of(&CORPUS.note(number)).text().as_bytes());
            hasher.update(PolicyFile::of(&CORPUS.policy(number)).text().as_bytes());
        }
        insta::assert_snapshot!(hasher.finalize().to_hex().as_str());
    }

    #[test]
    fn a_note_does_not_depend_on_those_before_it() {
        let again = Corpus::new(SEED);
        let _ = again.note(3);
        assert_eq!(again.note(77), CORPUS.note(77));
        assert_ne!(Corpus::new(SEED + 1).note(77), CORPUS.note(77));
    }

    #[test]
    fn every_note_is_read_back_as_it_was_made_without_a_problem() {
        for number in 0..60 {
            let note = CORPUS.note(number);
            let read = NoteFile::new(NoteFile::of(&note).text().to_owned())
                .read()
                .expect("a note's own file is a note");
            assert_eq!(read.problems, []);
            assert_eq!(read.note, note);
        }
    }

    #[test]
    fn every_policy_is_read_back_as_it_was_made_without_a_problem() {
        for number in 0..10 {
            let policy = CORPUS.policy(number);
            let read = PolicyFile::new(PolicyFile::of(&policy).text().to_owned())
                .read(&policy.slug)
                .expect("a policy's own file is a policy");
            assert_eq!(read.problems, []);
            assert_eq!(read.policy, policy);
        }
    }

    #[test]
    fn a_note_is_as_long_as_a_real_one() {
        let notes: Vec<Note> = (0..200).map(|number| CORPUS.note(number)).collect();
        let mut lengths: Vec<usize> = notes
            .iter()
            .flat_map(|note| note.sides.iter().filter_map(|(_, side)| side.as_ref()))
            .map(measure::side_words)
            .collect();
        lengths.sort_unstable();
        let (least, median, most) = (
            lengths[0],
            lengths[lengths.len() / 2],
            lengths[lengths.len() - 1],
        );
        assert!((550..850).contains(&median), "{median}");
        assert!(least > 250, "{least}");
        assert!(most < 2_500, "{most}");
        for side in notes
            .iter()
            .flat_map(|note| [&note.sides.en, &note.sides.fr])
        {
            let Some(side) = side else { continue };
            assert!((3..=6).contains(&side.response.matches("- ").count()));
            assert!((2..=4).contains(&side.if_pressed.len()));
        }
        let bilingual = notes
            .iter()
            .filter(|note| note.sides.en.is_some() && note.sides.fr.is_some());
        assert!((170..200).contains(&bilingual.count()));
    }

    #[test]
    fn both_languages_elide_accent_and_write_numbers_their_own_way() {
        let texts: String = (0..60)
            .map(|number| NoteFile::of(&CORPUS.note(number)).text().to_owned())
            .collect();
        for expected in [
            "l’accès",
            "d’",
            "qu’",
            "l'",
            "é",
            "ê",
            "ô",
            "\u{a0}%",
            "% ",
            "AIPRP",
            "ATIP",
            " million",
            "millions de dollars",
            "[@directive-",
            "Canada’s",
        ] {
            assert!(texts.contains(expected), "{expected:?} is nowhere");
        }
    }
}
