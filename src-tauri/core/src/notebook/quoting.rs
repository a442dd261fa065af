//! What a text has of a clause's old words, with the new ones in their place.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::difference::{self, Piece};
use crate::document::{self, Block, Document, Inline};

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
/// what the clause said and says without marks. `None` where the text quotes nothing that changed,
/// and where the marks of the text would not stay what they are.
pub(super) fn mended(note: &str, was: &str, now: &str) -> Option<Mended> {
    let (quoted, result) = replaced(note, was, now, escaped)?;
    // What a reader sees is the same but for the words that are replaced.
    let plain = document::parse(note).plain_text();
    let (_, expected) = replaced(&plain, was, now, in_one_line)?;
    if document::parse(&result).plain_text() != expected {
        return None;
    }
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

/// Where a text quotes old words, and the whole of it with the new ones, each as `written` has it.
fn replaced(
    note: &str,
    was: &str,
    now: &str,
    written: impl Fn(&str) -> String,
) -> Option<(Range<usize>, String)> {
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
        if !note[place.clone()].chars().all(is_prose) {
            return None;
        }
        let put = if put.is_empty() { put } else { written(&put) };
        result.replace_range(place, &put);
    }
    let quoted = text[run.text].at.start..text[run.text + run.length - 1].at.end;
    Some((quoted, result))
}

/// Whether a character is of words, blanks or punctuation that Markdown has no use for.
fn is_prose(c: char) -> bool {
    let is_blank = c.is_whitespace() && !matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    c.is_alphanumeric()
        || is_blank
        || is_combining_mark(c)
        || "\u{ad}.,;:!?'’‘\"“”«»()-‐‑–—…/%$°§".contains(c)
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
    let line = in_one_line(text);
    let core = line.trim();
    let lead = line.len() - line.trim_start().len();
    let tail = lead + core.len();
    let paragraph = Block::Paragraph(vec![Inline::Text(core.to_owned())]);
    let markdown = Document {
        blocks: vec![paragraph],
    };
    let (before, after) = (&line[..lead], &line[tail..]);
    format!("{before}{}{after}", markdown.to_markdown().trim_end())
}

/// A piece of plain text without line ends.
fn in_one_line(text: &str) -> String {
    text.replace('\n', " ")
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

    #[test]
    fn words_are_not_replaced_across_marks_or_line_ends() {
        let now = "Every umbrella is lent for two weeks, then given back dry.";
        for note in [
            "Every umbrella is lent for 30 **days** and is returned dry.",
            "Every umbrella is lent for **30** days and is returned dry.",
            "Every umbrella is lent for 30 days\n\n- and is returned dry.",
            "Every umbrella is lent for 30 days\nand is returned dry.",
            "Every umbrella is lent for 30 [days](https://a.example) and is returned dry.",
        ] {
            assert_eq!(text(note, now), None, "{note}");
        }
        // Marks around what is replaced, and line ends beside it, are no hindrance.
        assert_eq!(
            text(
                "- **Every** umbrella\n  is lent for 30 days and is returned *dry*.",
                now
            )
            .as_deref(),
            Some("- **Every** umbrella\n  is lent for two weeks, then given back *dry*.")
        );
    }

    #[test]
    fn words_of_a_clause_of_more_lines_come_in_one() {
        let now = "Every umbrella is lent\nonly to members\nfor 30 days and is returned dry.";
        assert_eq!(
            text("Every umbrella is lent for 30 days.", now).as_deref(),
            Some("Every umbrella is lent only to members for 30 days.")
        );
    }

    /// Whatever is no word and no blank.
    fn marks(text: &str) -> String {
        let is_mark = |c: &char| !c.is_alphanumeric() && *c != ' ';
        text.chars().filter(is_mark).collect()
    }

    proptest! {
        #[test]
        fn a_mended_text_has_its_marks_and_what_stands_around_the_quotation(
            quoted in proptest::collection::vec(("[a-d]{1,2}", 0_usize..12), 4..12),
            at in any::<proptest::sample::Index>(),
            put in "([e-g]{1,2}( [e-g]){0,2})?",
            (before, after) in ("(é [*]{2}x[*]{2} )?(y\n\n- )?", "(, z)?(\n- [*]w[*])?"),
        ) {
            const BETWEEN: [&str; 5] = [" **", "** ", "\n", "\n\n- ", "\n\n"];
            let words: Vec<&str> = quoted.iter().map(|(word, _)| word.as_str()).collect();
            let mut note = before.clone();
            for (number, (word, between)) in quoted.iter().enumerate() {
                if number > 0 {
                    note.push_str(BETWEEN.get(*between).unwrap_or(&" "));
                }
                note.push_str(word);
            }
            note.push_str(&after);
            let mut changed = words.clone();
            changed[at.index(words.len())] = &put;
            let (was, now) = (words.join(" "), changed.join(" "));
            if let Some(mended) = mended(&note, &was, &now) {
                let of = |standing| -> String {
                    let pieces = mended.pieces.iter();
                    let pieces = pieces.filter(|piece| piece.standing != standing);
                    pieces.map(|piece| piece.text.as_str()).collect()
                };
                let (old, new) = (of(Standing::Added), of(Standing::Removed));
                let is_there = note.match_indices(&old).any(|(start, _)| {
                    let (prefix, suffix) = (&note[..start], &note[start + old.len()..]);
                    mended.text == format!("{prefix}{new}{suffix}")
                });
                prop_assert!(is_there, "{note:?} {:?}", mended.text);
                prop_assert!(mended.text.starts_with(&before) && mended.text.ends_with(&after));
                prop_assert_eq!(marks(&mended.text), marks(&note));
                prop_assert_ne!(mended.text, note);
            } else if words.join(" ") == note && !put.is_empty() {
                prop_assert!(false, "words without marks are mended: {note:?} {now:?}");
            }
        }
    }
}
