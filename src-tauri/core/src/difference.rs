//! What differs between two texts, word by word.

use serde::{Deserialize, Serialize};
use similar::{Algorithm, ChangeTag, TextDiff};
use std::time::Duration;
use ts_rs::TS;

/// A comparison that takes longer goes on less finely, so that no text keeps a person waiting.
const PATIENCE: Duration = Duration::from_millis(200);

/// In which of two texts a piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// In both.
    Same,
    /// In the older one only.
    Removed,
    /// In the newer one only.
    Added,
}

/// A run of words that stand in one or both of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Piece {
    /// Where it stands.
    pub standing: Standing,
    /// The text, with the spaces and signs in it.
    pub text: String,
}

/// What `old` and `new` are made of, in order: the pieces that are not [`Standing::Added`] put
/// together are `old`, those not [`Standing::Removed`] are `new`. Neighbours differ in standing.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .timeout(PATIENCE)
        .diff_unicode_words(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |standing, text: &str| match pieces.last_mut() {
        Some(last) if last.standing == standing => last.text.push_str(text),
        _ => pieces.push(Piece {
            standing,
            text: text.to_owned(),
        }),
    };
    for change in diff.iter_all_changes() {
        let standing = match change.tag() {
            ChangeTag::Equal => Standing::Same,
            ChangeTag::Delete => Standing::Removed,
            ChangeTag::Insert => Standing::Added,
        };
        push(standing, change.value());
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_changed_word_is_told_apart_from_its_neighbours() {
        let told: Vec<(Standing, String)> =
            words("- 4 millions de dollars", "- 5 millions de dollars")
                .into_iter()
                .map(|piece| (piece.standing, piece.text))
                .collect();
        assert_eq!(
            told,
            [
                (Standing::Same, "- ".to_owned()),
                (Standing::Removed, "4".to_owned()),
                (Standing::Added, "5".to_owned()),
                (Standing::Same, " millions de dollars".to_owned()),
            ]
        );
    }

    proptest! {
        #[test]
        fn both_texts_can_be_put_together_again(old in "[a-cé’ \n]{0,40}", new in "[a-cé’ \n]{0,40}") {
            let pieces = words(&old, &new);
            let without = |standing| -> String {
                pieces.iter().filter(|piece| piece.standing != standing)
                    .map(|piece| piece.text.as_str()).collect()
            };
            prop_assert_eq!(without(Standing::Added), old);
            prop_assert_eq!(without(Standing::Removed), new);
        }
    }
}
