//! What a hand leaves in a text that no reader wants: spaces twice, lines broken in mid-sentence,
//! quotation marks and spaces that are not the language's own.
//!
//! Each is found and mended in the Markdown itself. Code, addresses and citations are left alone.
//!
//! The no-break spaces of French are those of `tbs-format`: before `: ; ? ! »` and after `«`. Where a
//! plain space stands the Word export puts them in, so that is no finding; a missing one is.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::lang::Lang;
use crate::problem::ProblemCode;

const NO_BREAK: char = '\u{a0}';

/// What is never touched: code, addresses, citations, the target of a link.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static APART: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r#"(?x) `+[^`]*`+ | \[@[^\[\]\n]*\] | \]\([^)\n]*\) | <[^>\n]*> | (?:https?://|www\.|mailto:)[^\s<>"«»“”|)]+
        | ^\ *(?:```|~~~)(?s:.*?)(?:^\ *(?:```|~~~)|\z)"#,
    )
    .unwrap()
});

/// Two and more spaces between words of one line.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static DOUBLE_SPACE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"([^\s|]) {2,}([^\s|])").unwrap());

/// A break that Markdown keeps (two spaces or a backslash) before a line that goes on in small letters.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static HARD_BREAK: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"([\p{L}\p{N},])(?: {2,}|\\)\r?\n[ \t]*(\p{Ll})").unwrap());

/// French signs without their space.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static FRENCH_SIGN: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"([\p{L}\p{N})»])([:;?!»]+)(\s|$)|(«)([\p{L}\p{N}])").unwrap());

/// A straight quotation mark, and what stands before and behind it.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static STRAIGHT_PAIR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(^|[\s(\[—–-])"([^"\n]+)"($|[\s.,;:?!)\]—–-])"#).unwrap());

/// A straight apostrophe in a word.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static STRAIGHT_APOSTROPHE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\p{L})'(\p{L})").unwrap());

/// What is wrong with the typing of a text, and the text with it mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    pub(super) code: ProblemCode,
    /// In how many places.
    pub(super) places: usize,
    /// As it stands in the first of them.
    pub(super) text: String,
    /// The whole text, mended.
    pub(super) mended: String,
}

/// Finds one kind of slip, and mends it.
type Mending = fn(&str, Lang) -> Mended;

/// What is looked for, in the order in which it is told.
const KINDS: [(ProblemCode, Mending); 4] = [
    (ProblemCode::DoubleSpace, double_spaces),
    (ProblemCode::HardBreak, hard_breaks),
    (ProblemCode::StraightQuotes, straight_quotes),
    (ProblemCode::FrenchSpacing, french_spacing),
];

/// What is wrong with the typing of a Markdown text.
pub(super) fn slips(text: &str, lang: Lang) -> Vec<Slip> {
    let slip = |(code, mend): (ProblemCode, Mending)| {
        let mended = mend(text, lang);
        Some(Slip {
            code,
            places: mended.places,
            text: mended.first?,
            mended: mended.text,
        })
    };
    KINDS.into_iter().filter_map(slip).collect()
}

#[derive(Default)]
struct Mended {
    text: String,
    places: usize,
    first: Option<String>,
}

impl Mended {
    /// Replaces what a pattern finds outside of code, addresses and citations. `with` gives `None`
    /// where it is right as it is.
    fn replace(
        text: &str,
        pattern: &Regex,
        with: impl Fn(&Captures<'_>) -> Option<String>,
    ) -> Self {
        let mut mended = Self::default();
        let apart: Vec<std::ops::Range<usize>> =
            APART.find_iter(text).map(|found| found.range()).collect();
        let mut from = 0;
        let mut at = 0;
        while let Some(found) = pattern.captures_at(text, at) {
            let Some(whole) = found.get(0) else { break };
            let is_apart = apart
                .iter()
                .any(|range| range.start < whole.end() && whole.start() < range.end);
            let replaced = if is_apart { None } else { with(&found) };
            if let Some(replaced) = replaced {
                mended.text.push_str(&text[from..whole.start()]);
                mended.text.push_str(&replaced);
                mended.places += 1;
                mended
                    .first
                    .get_or_insert_with(|| whole.as_str().trim().to_owned());
                from = whole.end();
            }
            // The last letter of one find may be the first of the next.
            let next = whole.end() - whole.as_str().chars().next_back().map_or(0, char::len_utf8);
            at = if next > whole.start() {
                next
            } else {
                whole.end()
            };
            if let Some(end) = (at < from).then_some(from) {
                at = end;
            }
            if whole.as_str().is_empty() {
                break;
            }
        }
        mended.text.push_str(&text[from..]);
        mended
    }
}

fn group<'a>(found: &Captures<'a>, number: usize) -> &'a str {
    found.get(number).map_or("", |part| part.as_str())
}

fn double_spaces(text: &str, _: Lang) -> Mended {
    // The spaces that align the columns of a table are its own.
    Mended::replace(text, &DOUBLE_SPACE, |found| {
        let start = found.get(0)?.start();
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let is_table = text[line..].trim_start().starts_with('|');
        (!is_table).then(|| format!("{} {}", group(found, 1), group(found, 2)))
    })
}

fn hard_breaks(text: &str, _: Lang) -> Mended {
    Mended::replace(text, &HARD_BREAK, |found| {
        Some(format!("{} {}", group(found, 1), group(found, 2)))
    })
}

fn straight_quotes(text: &str, lang: Lang) -> Mended {
    let (open, close) = match lang {
        Lang::En => ("“".to_owned(), "”".to_owned()),
        Lang::Fr => (format!("«{NO_BREAK}"), format!("{NO_BREAK}»")),
    };
    let quotes = Mended::replace(text, &STRAIGHT_PAIR, |found| {
        let inner = group(found, 2).trim();
        Some(format!(
            "{}{open}{inner}{close}{}",
            group(found, 1),
            group(found, 3)
        ))
    });
    let apostrophes = Mended::replace(&quotes.text, &STRAIGHT_APOSTROPHE, |found| {
        Some(format!("{}’{}", group(found, 1), group(found, 2)))
    });
    Mended {
        text: apostrophes.text,
        places: quotes.places + apostrophes.places,
        first: quotes.first.or(apostrophes.first),
    }
}

fn french_spacing(text: &str, lang: Lang) -> Mended {
    if lang != Lang::Fr {
        return Mended::default();
    }
    Mended::replace(text, &FRENCH_SIGN, |found| {
        if let (Some(open), Some(letter)) = (found.get(4), found.get(5)) {
            return Some(format!("{}{NO_BREAK}{}", open.as_str(), letter.as_str()));
        }
        // `14:30`, `a:` of a list of letters and the colon of a table's rule are something else.
        let before = group(found, 1);
        Some(format!(
            "{before}{NO_BREAK}{}{}",
            group(found, 2),
            group(found, 3)
        ))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str, lang: Lang) -> Vec<(ProblemCode, usize, String)> {
        let slips = slips(text, lang).into_iter();
        slips
            .map(|slip| (slip.code, slip.places, slip.mended))
            .collect()
    }

    #[test]
    fn each_slip_is_found_counted_and_mended() {
        use ProblemCode::{DoubleSpace, FrenchSpacing, HardBreak, StraightQuotes};
        for (lang, text, code, places, mended) in [
            (
                Lang::En,
                "one  two   three",
                DoubleSpace,
                2,
                "one two three",
            ),
            (
                Lang::En,
                "a sentence that\\\ngoes on",
                HardBreak,
                1,
                "a sentence that goes on",
            ),
            (
                Lang::En,
                "a sentence, that  \n  goes on",
                HardBreak,
                1,
                "a sentence, that goes on",
            ),
            (
                Lang::En,
                "the \"new\" plan",
                StraightQuotes,
                1,
                "the “new” plan",
            ),
            (
                Lang::En,
                "it's Canada's",
                StraightQuotes,
                2,
                "it’s Canada’s",
            ),
            (
                Lang::Fr,
                "le \"nouveau\" plan",
                StraightQuotes,
                1,
                "le «\u{a0}nouveau\u{a0}» plan",
            ),
            (
                Lang::Fr,
                "l'accès d'ici",
                StraightQuotes,
                2,
                "l’accès d’ici",
            ),
            (
                Lang::Fr,
                "Pourquoi? Voici: oui!",
                FrenchSpacing,
                3,
                "Pourquoi\u{a0}? Voici\u{a0}: oui\u{a0}!",
            ),
            (
                Lang::Fr,
                "le «plan» ici",
                FrenchSpacing,
                2,
                "le «\u{a0}plan\u{a0}» ici",
            ),
        ] {
            assert_eq!(
                found(text, lang),
                [(code, places, mended.to_owned())],
                "{text:?}"
            );
        }
    }

    #[test]
    fn good_texts_code_addresses_and_citations_are_left_alone() {
        for (lang, text) in [
            (Lang::En, "Pourquoi? Voici: \u{201c}oui\u{201d}"),
            (Lang::En, "| a  | b  |\n| -- | -- |\n| 1  | 2  |"),
            (Lang::En, "- one\n  - two\n    goes on"),
            (Lang::En, "One sentence.  \nAnother one."),
            (Lang::En, "`a  \"b\"` and it ends [@guide#4.1?  x]"),
            (Lang::En, "a 6\" pipe"),
            (
                Lang::Fr,
                "voir https://canada.ca/fr?x=l'un et [ici](https://canada.ca/l'un?a:b)",
            ),
            (Lang::Fr, "Pourquoi\u{a0}? Voici : «\u{202f}oui\u{a0}»"),
            (Lang::Fr, "à 14:30, 2:1"),
            (Lang::Fr, "```\nl'un: \"deux\"\n```"),
        ] {
            assert_eq!(found(text, lang), [], "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_mended_has_no_slip_of_that_kind_any_more(
            text in "\\PC*|([a-zé«»\"'?!:;`\\[\\]()@| \\\\\n]{0,4}){0,12}"
        ) {
            for lang in Lang::ALL {
                for slip in slips(&text, lang) {
                    let again = slips(&slip.mended, lang);
                    let rest = again.iter().find(|other| other.code == slip.code);
                    prop_assert!(
                        rest.is_none_or(|rest| rest.places < slip.places + 1),
                        "{text:?} → {:?} → {:?}", slip.mended, rest
                    );
                }
            }
        }
    }
}
