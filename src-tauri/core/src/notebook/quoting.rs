//! What a text has of a clause's old words, with the new ones in their place.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

use crate::difference::{self, Piece};
use crate::document::{Block, Document, Inline};

/// So many words one after the other that are a clause's are quoted from it.
const QUOTED: usize = 4;

/// Texts whose numbers of words make a larger product are not compared.
const LARGEST: usize = 8_000_000;

/// A text with new words in the place of old ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mended {
    /// What is replaced and by what, with the words around it that were quoted.
    pub(super) pieces: Vec<Piece>,
    /// The whole text.
    pub(super) text: String,
}

/// A word as it is compared, and where it stands.
struct Word {
    folded: String,
    at: Range<usize>,
}

/// The words of a text, as they are compared: without regard to case and the make of apostrophes.
pub(super) fn words(text: &str) -> Vec<String> {
    found(text).into_iter().map(|word| word.folded).collect()
}

fn found(text: &str) -> Vec<Word> {
    let words = text.unicode_word_indices();
    words
        .map(|(start, word)| Word {
            folded: word.to_lowercase().replace('’', "'"),
            at: start..start + word.len(),
        })
        .collect()
}

/// The longest run of a clause's old words in a note's text that the clause does not say any more,
/// with the new words in the place of those that have changed. `note` is Markdown, `was` and `now`
/// what the clause said and says without marks. `None` where the text quotes nothing that changed.
pub(super) fn mended(note: &str, was: &str, now: &str) -> Option<Mended> {
    let (text, old, new) = (found(note), found(was), found(now));
    if text.len().saturating_mul(old.len()) > LARGEST || old.is_empty() || new.is_empty() {
        return None;
    }
    let folded =
        |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.folded.clone()).collect() };
    let ops = capture_diff_slices(Algorithm::Patience, &folded(&old), &folded(&new));
    let changes: Vec<(Range<usize>, Range<usize>)> = ops
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| (op.old_range(), op.new_range()))
        .collect();
    let run = longest(&text, &old, &changes)?;
    let within: Vec<_> = changes
        .iter()
        .filter(|change| run.holds(&change.0))
        .collect();
    let mut result = note.to_owned();
    for (from, to) in within.into_iter().rev() {
        let (place, put) = run.replacement(from, to, &text, (now, &new));
        let put = if put.is_empty() { put } else { escaped(&put) };
        result.replace_range(place, &put);
    }
    let quoted = text[run.text].at.start..text[run.text + run.length - 1].at.end;
    let tail = note.len() - quoted.end;
    let pieces = difference::words(
        &note[quoted.clone()],
        &result[quoted.start..result.len() - tail],
    );
    Some(Mended {
        pieces,
        text: result,
    })
}

/// A run of words that a text and a clause have both.
#[derive(Clone, Copy)]
struct Run {
    /// Its first word in the text.
    text: usize,
    /// Its first word in the clause.
    clause: usize,
    length: usize,
}

impl Run {
    /// Whether some words of the clause are in it; a place between two words only with both.
    fn holds(&self, words: &Range<usize>) -> bool {
        let end = self.clause + self.length;
        if words.is_empty() {
            return words.start > self.clause && words.start < end;
        }
        words.start >= self.clause && words.end <= end
    }

    /// Which part of the note's text is replaced by what, where the clause has `to` for `from`.
    fn replacement(
        &self,
        from: &Range<usize>,
        to: &Range<usize>,
        text: &[Word],
        (now, new): (&str, &[Word]),
    ) -> (Range<usize>, String) {
        let in_text = |word: usize| &text[self.text + word - self.clause].at;
        if from.is_empty() {
            // Behind the word before, with what parts the two.
            let place = in_text(from.start - 1).end;
            let put = &now[new[to.start - 1].at.end..new[to.end - 1].at.end];
            return (place..place, put.to_owned());
        }
        let (first, last) = (in_text(from.start), in_text(from.end - 1));
        if !to.is_empty() {
            let put = &now[new[to.start].at.start..new[to.end - 1].at.end];
            return (first.start..last.end, put.to_owned());
        }
        // Gone with the space on one of its sides.
        let place = if from.end < self.clause + self.length {
            first.start..in_text(from.end).start
        } else if from.start > self.clause {
            in_text(from.start - 1).end..last.end
        } else {
            first.start..last.end
        };
        (place, String::new())
    }
}

/// The longest run of words that both have and of which something has changed.
fn longest(
    text: &[Word],
    clause: &[Word],
    changes: &[(Range<usize>, Range<usize>)],
) -> Option<Run> {
    let mut best: Option<Run> = None;
    // How many words before each of the clause's are the same as before the text's.
    let mut above = vec![0_usize; clause.len() + 1];
    for (at, word) in text.iter().enumerate() {
        let mut row = vec![0_usize; clause.len() + 1];
        for (number, other) in clause.iter().enumerate() {
            if word.folded != other.folded {
                continue;
            }
            let length = above[number] + 1;
            row[number + 1] = length;
            let run = Run {
                text: at + 1 - length,
                clause: number + 1 - length,
                length,
            };
            let is_longer = best.is_none_or(|best| length > best.length);
            if length >= QUOTED && is_longer && changes.iter().any(|(from, _)| run.holds(from)) {
                best = Some(run);
            }
        }
        above = row;
    }
    best
}

/// A piece of plain text as Markdown has it, with the blanks around it.
fn escaped(text: &str) -> String {
    let core = text.trim();
    let lead = text.len() - text.trim_start().len();
    let tail = text.trim_start().len() - core.len();
    let line = core.replace('\n', " ");
    let paragraph = Block::Paragraph(vec![Inline::Text(line)]);
    let written = Document {
        blocks: vec![paragraph],
    };
    let (before, after) = (&text[..lead], &text[text.len() - tail..]);
    format!("{before}{}{after}", written.to_markdown().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::difference::Standing;
    use proptest::prelude::*;

    const WAS: &str = "Every umbrella is lent for 30 days and is returned dry.";

    fn text(note: &str, now: &str) -> Option<String> {
        mended(note, WAS, now).map(|mended| mended.text)
    }

    #[test]
    fn changed_words_of_a_quotation_are_replaced_and_the_rest_stays_as_it_was() {
        let now = "Every umbrella is lent for 60 days and is returned dry.";
        for (note, expected) in [
            (
                "- “**Every** umbrella is lent for 30 days” [@r#4]. In 30 days.",
                Some("- “**Every** umbrella is lent for 60 days” [@r#4]. In 30 days."),
            ),
            (
                "We say: lent for 30 days [@r#4].",
                Some("We say: lent for 60 days [@r#4]."),
            ),
            // Three words are nobody's quotation, and what did not change stays.
            ("for 30 days [@r#4]", None),
            ("Every umbrella is lent for a week [@r#4].", None),
            ("", None),
        ] {
            assert_eq!(text(note, now).as_deref(), expected, "{note}");
        }
    }

    #[test]
    fn words_that_were_added_or_left_out_are_put_in_or_taken_out() {
        let note = "“umbrella is lent for 30 days and is returned dry” [@r#4]";
        for (now, expected) in [
            (
                "Every umbrella is lent for 30 days and is returned clean, *whole* and dry.",
                "“umbrella is lent for 30 days and is returned clean, \\*whole\\* and dry” [@r#4]",
            ),
            (
                "Every umbrella is lent for 30 days and returned dry.",
                "“umbrella is lent for 30 days and returned dry” [@r#4]",
            ),
            (
                "Every umbrella is lent for 30 days.",
                "“umbrella is lent for 30 days” [@r#4]",
            ),
        ] {
            assert_eq!(text(note, now).as_deref(), Some(expected), "{now}");
        }
    }

    #[test]
    fn what_is_shown_is_the_quotation_alone() {
        let note = "Before. “umbrella is lent for 30 days” [@r#4]. After.";
        let pieces = mended(note, WAS, "Every umbrella is lent for 60 days.")
            .unwrap()
            .pieces;
        let told: Vec<(Standing, &str)> = pieces
            .iter()
            .map(|piece| (piece.standing, piece.text.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (Standing::Same, "umbrella is lent for "),
                (Standing::Removed, "30"),
                (Standing::Added, "60"),
                (Standing::Same, " days"),
            ]
        );
    }

    #[test]
    fn a_french_quotation_keeps_its_own_apostrophes() {
        let was = "L'emprunteur rend le parapluie dans les trente jours de l'emprunt.";
        let now = "L'emprunteur rend le parapluie dans les soixante jours de l'emprunt.";
        let note = "« L’emprunteur rend le parapluie dans les trente jours de l’emprunt » [@r#4]";
        assert_eq!(
            mended(note, was, now).unwrap().text,
            "« L’emprunteur rend le parapluie dans les soixante jours de l’emprunt » [@r#4]"
        );
    }

    proptest! {
        #[test]
        fn any_texts_are_mended_without_touching_what_is_not_quoted(
            note in "([a-d]{1,2}|[*\\[\\]é’]){0,30}( ([a-d]{1,2}|é’x)){0,30}",
            was in "[a-d]{1,2}( [a-d]{1,2}){0,20}",
            now in "[a-d]{1,2}( [a-d]{1,2}){0,20}",
        ) {
            if let Some(mended) = mended(&note, &was, &now) {
                let old: String = mended.pieces.iter()
                    .filter(|piece| piece.standing != Standing::Added)
                    .map(|piece| piece.text.as_str()).collect();
                prop_assert!(note.contains(&old));
                prop_assert_ne!(mended.text, note);
            }
        }
    }
}
