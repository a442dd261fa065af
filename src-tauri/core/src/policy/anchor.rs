//! What names an excerpt within its policy: clause numbers as documents print them, and anchors
//! that stay the same in both languages and across versions wherever the number does.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Excerpt;

/// The clause number a line starts with, and the rest of the line: `4.1.5 Text`, `A.2.2.1 Text`,
/// `6. Text`, `74(c) Text`, `16(1)a)(ii) Texte` give (`4.1.5`, `Text`), (`A.2.2.1`, `Text`),
/// (`6`, `Text`), (`74(c)`, `Text`), (`16(1)a)(ii)`, `Texte`).
pub fn clause_number(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let end = line.find(char::is_whitespace)?;
    let (number, rest) = (&line[..end], line[end..].trim_start());
    let number = bare_number(number)?;
    (!rest.is_empty()).then_some((number, rest))
}

/// The clause number that a text is, without its last dot: `4.1.5`, `6.`, `74(c)`.
pub(super) fn bare_number(text: &str) -> Option<&str> {
    let bare = text.strip_suffix('.').unwrap_or(text);
    let brackets = bare.find(|c: char| c != '.' && !c.is_ascii_digit());
    if let Some(at) = brackets.filter(|at| *at > 0)
        && is_chain(&bare[..at])
        && is_bracketed(&bare[at..])
    {
        return (bare.len() == text.len()).then_some(bare);
    }
    let (first, deep) = match bare.split_once('.') {
        Some((first, rest)) => (first, is_chain(rest).then_some(true)?),
        None => (bare, false),
    };
    let is_letter = first.len() == 1 && first.bytes().all(|b| b.is_ascii_uppercase());
    let dotted = deep || bare.len() < text.len();
    ((is_chain(first) && dotted) || (is_letter && deep)).then_some(bare)
}

/// Where the sign stands that makes the start of a paragraph a clause's number: the dot of `4.1`, the
/// bracket of `74(c)`. A backslash before it makes it none.
pub fn clause_sign(text: &str) -> Option<usize> {
    let first = text.split_whitespace().next()?;
    let number = bare_number(first).filter(|_| !text.starts_with(char::is_whitespace))?;
    number.find(['.', '(', ')'])
}

/// Whether a text is numbers of at most four digits with dots between them.
fn is_chain(text: &str) -> bool {
    let is_number = |part: &str| {
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())
    };
    text.split('.').all(is_number)
}

/// Whether a text is the parts below a section as statutes number them: `(1)(a)`, `(1)a)(ii)`.
fn is_bracketed(mut text: &str) -> bool {
    while !text.is_empty() {
        let (open, rest) = match text.strip_prefix('(') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let Some((part, after)) = rest.split_once(')') else {
            return false;
        };
        let first = part.chars().next();
        let starts = first.is_some_and(|c| c.is_ascii_alphabetic() || (open && c.is_ascii_digit()));
        let plain = part.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
        if !starts || !plain || part.len() > 8 {
            return false;
        }
        text = after;
    }
    true
}

/// The anchor of a clause number: English and French brackets are one. `74c)` gives `74(c)`.
pub fn anchor_of_number(number: &str) -> String {
    let mut anchor = String::with_capacity(number.len() + 2);
    // Where the part that a bracket may close starts, and whether it was opened.
    let mut part = 0;
    let mut open = false;
    for c in number.chars() {
        match c {
            '(' => {
                open = true;
                anchor.push(c);
            }
            ')' => {
                if !open {
                    anchor.insert(part, '(');
                }
                anchor.push(c);
                open = false;
                part = anchor.len();
            }
            c => {
                // `74c`: the number ends where the letter starts.
                if part == 0 && !open && c.is_ascii_alphabetic() && !anchor.is_empty() {
                    part = anchor.len();
                }
                anchor.push(c);
            }
        }
    }
    anchor
}

/// The anchor of a heading within its document: ASCII, lower case, words joined by `-`.
pub fn anchor_of(text: &str) -> String {
    let folded: String = text
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .replace('œ', "oe")
        .replace('æ', "ae");
    let mut anchor = String::new();
    for word in folded
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if anchor.len() + word.len() > 80 {
            break;
        }
        if !anchor.is_empty() {
            anchor.push('-');
        }
        anchor.push_str(word);
    }
    anchor
}

/// What a heading says of the part that it heads: `Appendix B: Tables`, `Annexe I`, `PART 2 — Fees`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NumberedPart<'a> {
    /// `annex` for what both languages call one or another kind of annex, or `part`.
    word: &'static str,
    /// The word as written, with its number: `Appendix B`.
    pub(super) label: &'a str,
    /// Its letter or number.
    pub(super) number: &'a str,
}

/// The part that a heading numbers, where it starts with the word for one.
pub(super) fn numbered_part(heading: &str) -> Option<NumberedPart<'_>> {
    let (word, rest) = heading.split_once([' ', '\u{a0}'])?;
    let word = match word.to_lowercase().as_str() {
        "appendix" | "annex" | "annexe" | "appendice" | "schedule" => "annex",
        "part" | "partie" => "part",
        _ => return None,
    };
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches('.');
    let roman = number.bytes().all(|b| b"IVXLC".contains(&b));
    let digits = number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let letter = number.len() == 1 && number.bytes().all(|b| b.is_ascii_uppercase());
    let after = rest[end..].trim_start();
    let ended = rest[..end].ends_with('.') || !after.starts_with(char::is_alphanumeric);
    let shaped = !number.is_empty() && number.len() <= 8 && (roman || digits || letter);
    let label = heading[..heading.len() - rest.len() + number.len()].trim();
    (shaped && ended).then_some(NumberedPart {
        word,
        label,
        number,
    })
}

/// Whether a heading is that of an annex.
pub(super) fn is_annex(heading: &str) -> bool {
    numbered_part(heading).is_some_and(|part| part.word == "annex")
}

/// A heading above an excerpt.
#[derive(Debug, Clone)]
struct Above {
    level: u8,
    anchor: String,
    annex: bool,
}

/// Gives the excerpts of a side their anchors, one after the other.
#[derive(Debug, Default)]
pub(super) struct Naming {
    path: Vec<Above>,
    taken: BTreeSet<String>,
    /// The last number given to each anchor that came more than once.
    numbers: HashMap<String, usize>,
    /// Whether names are those given before numbered parts had any.
    former: bool,
}

impl Naming {
    /// The names that excerpts had before numbered parts (`Appendix B`) were named by their number.
    fn former() -> Self {
        Self {
            former: true,
            ..Self::default()
        }
    }

    /// The anchor that the next excerpt gets by itself.
    pub(super) fn derived(&mut self, excerpt: &Excerpt) -> String {
        if excerpt.level > 0 {
            self.path.retain(|above| above.level < excerpt.level);
        }
        let base = self.base(excerpt);
        let mut number = self.numbers.get(&base).copied().unwrap_or(1);
        let mut anchor = base.clone();
        while self.taken.contains(&anchor) {
            number += 1;
            anchor = format!("{base}-{number}");
        }
        self.numbers.insert(base, number);
        anchor
    }

    fn base(&self, excerpt: &Excerpt) -> String {
        let parent = self.path.last().map_or("", |above| above.anchor.as_str());
        if !excerpt.label.is_empty() {
            if self.former {
                return excerpt.label.clone();
            }
            let number = anchor_of_number(&excerpt.label);
            let annex = self.path.iter().rfind(|above| above.annex);
            return match annex.filter(|_| number.starts_with(|c: char| c.is_ascii_digit())) {
                Some(annex) => format!("{}-{number}", annex.anchor),
                None => number,
            };
        }
        if let Some(part) = numbered_part(&excerpt.heading).filter(|_| !self.former) {
            let own = format!("{}-{}", part.word, part.number.to_lowercase());
            return if parent.is_empty() || part.word == "annex" {
                own
            } else {
                format!("{parent}-{own}")
            };
        }
        let own = anchor_of(&excerpt.heading);
        match (parent.is_empty(), own.is_empty()) {
            (_, true) => "text".to_owned(),
            (true, false) => own,
            (false, false) => format!("{parent}-{own}"),
        }
    }

    /// Notes the anchor that an excerpt has got. Tells whether it was still free.
    pub(super) fn give(&mut self, excerpt: &Excerpt, anchor: &str) -> bool {
        if !self.taken.insert(anchor.to_owned()) {
            return false;
        }
        if excerpt.level > 0 {
            self.path.push(Above {
                level: excerpt.level,
                anchor: anchor.to_owned(),
                annex: is_annex(&excerpt.heading),
            });
        }
        true
    }
}

/// Gives every excerpt its anchor; those that have one keep it if it is free.
pub(super) fn name(excerpts: &mut [Excerpt]) {
    let mut naming = Naming::default();
    for excerpt in excerpts {
        let derived = naming.derived(excerpt);
        let own = std::mem::take(&mut excerpt.anchor);
        excerpt.anchor = if !own.is_empty() && naming.give(excerpt, &own) {
            own
        } else {
            naming.give(excerpt, &derived);
            derived
        };
    }
}

/// The excerpts with their anchors: those that have one keep it if it is free.
pub(crate) fn named(mut excerpts: Vec<Excerpt>) -> Vec<Excerpt> {
    name(&mut excerpts);
    excerpts
}

/// The anchors that the excerpts would get where nothing but the headings above them is given.
pub(super) fn by_themselves(excerpts: &[Excerpt]) -> Vec<String> {
    let mut naming = Naming::default();
    let derived = excerpts.iter().map(|excerpt| {
        let derived = naming.derived(excerpt);
        if !naming.give(excerpt, &excerpt.anchor) {
            naming.give(excerpt, &derived);
        }
        derived
    });
    derived.collect()
}

/// Where the excerpt is that has this anchor in its own language, where its anchor is that of its
/// counterpart in the other one.
pub(super) fn in_own_language(excerpts: &[Excerpt], anchor: &str) -> Option<usize> {
    let mut naming = Naming::default();
    let own = excerpts.iter().position(|excerpt| {
        let name = naming.derived(excerpt);
        naming.give(excerpt, &name);
        name == anchor
    });
    // Below a heading that the file gives an anchor.
    own.or_else(|| by_themselves(excerpts).iter().position(|own| own == anchor))
}

/// Where the excerpt is that had this anchor before numbered parts were named by their number.
pub(super) fn formerly(excerpts: &[Excerpt], anchor: &str) -> Option<usize> {
    let mut naming = Naming::former();
    excerpts.iter().position(|excerpt| {
        let name = naming.derived(excerpt);
        naming.give(excerpt, &name);
        name == anchor
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clause_numbers_are_seen_as_policies_and_statutes_print_them() {
        for (line, number) in [
            ("4.1.5 Text", "4.1.5"),
            ("A.2.2.1 Text", "A.2.2.1"),
            ("6. Text", "6"),
            ("74(c) Text", "74(c)"),
            ("74c) Texte", "74c)"),
            ("16(1)a)(ii) Texte", "16(1)a)(ii)"),
            ("3.2(2) Text", "3.2(2)"),
            ("20(1)(b.1) Text", "20(1)(b.1)"),
        ] {
            assert_eq!(clause_number(line).map(|(number, _)| number), Some(number));
        }
        for line in [
            "6 Text",
            "6) Text",
            "A Text",
            "4.1.5",
            "74(c Text",
            "(c) Text",
            "c) Texte",
            "2026-01 x",
            "$4.5 x",
            "74(c). Text",
            "4..1 Text",
            "74() Text",
        ] {
            assert_eq!(clause_number(line), None, "{line}");
        }
    }

    #[test]
    fn both_languages_have_one_anchor() {
        for (english, french) in [
            ("74(c)", "74c)"),
            ("16(1)(a)(ii)", "16(1)a)(ii)"),
            ("20(1)(b.1)", "20(1)b.1)"),
            ("3.2(2)", "3.2(2)"),
            ("4.1.5", "4.1.5"),
        ] {
            assert_eq!(anchor_of_number(english), english);
            assert_eq!(anchor_of_number(french), english);
        }
    }

    #[test]
    fn a_numbered_part_is_told_from_a_sentence() {
        let label = |heading| numbered_part(heading).map(|part| part.label);
        assert_eq!(label("Appendix B: Tables"), Some("Appendix B"));
        assert_eq!(label("ANNEXE I — Institutions"), Some("ANNEXE I"));
        assert_eq!(label("Annexe B\u{a0}: Tableaux"), Some("Annexe B"));
        assert_eq!(label("PART 2. Fees"), Some("PART 2"));
        for heading in [
            "Part of the work",
            "Annex I wrote",
            "Schedule",
            "Party A: x",
            "Partie",
        ] {
            assert_eq!(label(heading), None, "{heading}");
        }
    }
}
