//! Names as they are compared: without case, accents, punctuation and spacing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a name in lower case and without accents, joined by one space. Apostrophes,
/// dashes, dots and every kind of space only part words.
pub(crate) fn folded(name: &str) -> String {
    let plain: String = name
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .replace('œ', "oe")
        .replace('æ', "ae");
    let words: Vec<&str> = plain
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// Whether two names are the same but for case, accents, punctuation and spacing.
pub fn same_name(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// Words that go with a person's name and say nothing about who it is.
const HONORIFICS: [&str; 16] = [
    "hon",
    "honourable",
    "honorable",
    "right",
    "the",
    "l",
    "le",
    "la",
    "tres",
    "rt",
    "c",
    "p",
    "pc",
    "cp",
    "mp",
    "depute",
];

/// Whether two names are of one person: the same words in any order, honorifics apart, so that
/// `Ali, Shafqat (Hon.)` is `L’honorable Shafqat Ali`.
pub(crate) fn same_person(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let name = folded(name);
        let mut words: Vec<String> = name
            .split(' ')
            .filter(|word| !HONORIFICS.contains(word))
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words
    };
    words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_case_accents_and_spacing() {
        assert_eq!(
            folded("  Secrétariat du\u{a0}Conseil\u{202f}du Trésor "),
            folded("SECRETARIAT DU CONSEIL DU TRESOR")
        );
        assert_eq!(folded("l’Œuvre"), folded("l'oeuvre"));
    }

    #[test]
    fn a_person_is_known_in_either_order_and_with_either_honorific() {
        assert!(same_person("Ali, Shafqat (Hon.)", "Ali, Shafqat (L’hon.)"));
        assert!(same_person(
            "The Honourable Shafqat Ali",
            "Ali, Shafqat (Hon.)"
        ));
        assert!(same_person(
            "Carney, Mark (Right Hon.)",
            "Carney, Mark (Le très hon.)"
        ));
        assert!(!same_person("Ali, Shafqat (Hon.)", "Anand, Anita (Hon.)"));
    }
}
