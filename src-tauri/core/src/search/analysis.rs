//! How a text becomes the words that are indexed, looked for and marked.
//!
//! One way for notes, queries and snippets, so that they always agree: split at everything that
//! is no letter or digit, bring each word to NFKC and lower case, then keep it as it is, fold it
//! (no accents), or stem it and fold it. An elided article (`l’accès`) is a word of its own and
//! marked as a particle; hyphenated words, digit groups and dotted acronyms exist in parts and
//! joined.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer words are no words (a picture in a link, a key): they are left out, in bytes.
const LONGEST_WORD: usize = 120;
/// A chain of more hyphenated parts is not joined.
const LONGEST_CHAIN: usize = 8;

/// What a word is in its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    /// A word.
    Plain,
    /// An elided article or a clipped verb: the `l` of `l’accès`, the `s` of `minister’s`.
    Particle,
    /// Several words joined: `porteparole` for `porte-parole`, `12000` for `12,000`.
    Joined,
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Where it starts, in bytes.
    pub(super) start: usize,
    /// Where it ends, in bytes.
    pub(super) end: usize,
    /// Its place among the words; a joined word has the place of its first part.
    pub(super) position: usize,
    /// What it is.
    pub(super) kind: WordKind,
    /// NFKC, lower case, ligatures apart.
    pub(super) form: String,
    /// The form without accents, where it differs.
    pub(super) folded: Option<String>,
}

impl Word {
    pub(super) fn new(text: &str, (start, end): (usize, usize), position: usize) -> Self {
        let form = form_of(&text[start..end]);
        let folded = fold_form(&form);
        Self {
            start,
            end,
            position,
            kind: WordKind::Plain,
            form,
            folded,
        }
    }

    /// The form without accents.
    pub(super) fn folded(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.form)
    }

    /// The form where it has accents.
    pub(super) fn accented(&self) -> Option<&str> {
        self.folded.as_ref().map(|_| self.form.as_str())
    }

    /// The same word with further letters of another at its end.
    fn absorb(&mut self, other: &Self) {
        if self.folded.is_some() || other.folded.is_some() {
            let folded = format!("{}{}", self.folded(), other.folded());
            self.folded = Some(folded);
        }
        self.form.push_str(&other.form);
        self.end = other.end;
    }
}

/// Whether this is one of the marks written as an apostrophe.
pub(super) const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | '\u{2bc}' | '\u{2032}' | '\u{ff07}' | '`' | '´'
    )
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Characters inside a word that are not seen: soft hyphen, zero-width marks.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

fn starts_word(c: char) -> bool {
    c.is_alphanumeric() && !is_apostrophe(c)
}

fn continues_word(c: char) -> bool {
    starts_word(c) || is_combining_mark(c) || is_invisible(c)
}

/// A letter or digit of ASCII, or a letter of Latin-1 that is one letter without its accent too.
const fn is_plain_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, 'À'..='ÿ') && !matches!(c, 'Æ' | 'æ' | '×' | '÷')
}

/// NFKC, lower case, `œ` and `æ` apart.
fn form_of(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.to_ascii_lowercase();
    }
    // French: these letters are in NFKC as they are.
    if raw.chars().all(is_plain_letter) {
        return raw.chars().flat_map(char::to_lowercase).collect();
    }
    let mut form = String::with_capacity(raw.len());
    for c in raw
        .nfkc()
        .filter(|c| !is_invisible(*c))
        .flat_map(char::to_lowercase)
    {
        match c {
            'œ' => form.push_str("oe"),
            'æ' => form.push_str("ae"),
            c => form.push(c),
        }
    }
    form
}

/// A form without accents, or `None` where it has none.
pub(super) fn fold_form(form: &str) -> Option<String> {
    if form.is_ascii() {
        return None;
    }
    let mut folded = String::with_capacity(form.len());
    if form.chars().all(is_plain_letter) {
        for c in form.chars() {
            match c {
                'à'..='å' => folded.push('a'),
                'ç' => folded.push('c'),
                'è'..='ë' => folded.push('e'),
                'ì'..='ï' => folded.push('i'),
                'ñ' => folded.push('n'),
                'ò'..='ö' | 'ø' => folded.push('o'),
                'ù'..='ü' => folded.push('u'),
                'ý' | 'ÿ' => folded.push('y'),
                'ß' => folded.push_str("ss"),
                c => folded.push(c),
            }
        }
        return (folded != form).then_some(folded);
    }
    for c in form.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            c => folded.extend(c.to_lowercase()),
        }
    }
    (folded != form).then_some(folded)
}

/// A text folded word by word and joined with spaces: what titles are sorted by, and how names
/// are compared.
pub(super) fn fold_text(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in words(text) {
        if word.kind == WordKind::Joined {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word.folded());
    }
    folded
}

/// Where the words of a text lie, in bytes.
fn spans(text: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::with_capacity(text.len() / 6);
    let mut open: Option<usize> = None;
    for (at, c) in text.char_indices() {
        match open {
            None if starts_word(c) => open = Some(at),
            Some(start) if !continues_word(c) => {
                spans.push((start, at));
                open = None;
            }
            _ => {}
        }
    }
    if let Some(start) = open {
        spans.push((start, text.len()));
    }
    spans
}

/// The words of a text, in order; a joined word comes before its parts.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut plain: Vec<Word> = Vec::new();
    for span in spans(text) {
        let mut word = Word::new(text, span, 0);
        if let Some(last) = plain.last_mut() {
            let between = &text[last.end..word.start];
            if is_one(between, is_apostrophe) {
                if last.form == "aujourd" && word.form == "hui" {
                    last.absorb(&word);
                    continue;
                }
                if ELIDED.contains(&last.folded()) {
                    last.kind = WordKind::Particle;
                } else if CLIPPED.contains(&word.folded()) {
                    word.kind = WordKind::Particle;
                }
            }
        }
        plain.push(word);
    }
    for (position, word) in plain.iter_mut().enumerate() {
        word.position = position;
    }
    let mut joined = Vec::new();
    let mut at = 0;
    while at < plain.len() {
        let length = chain_length(text, &plain[at..]).max(1);
        if length > 1 && length <= LONGEST_CHAIN {
            let mut word = plain[at].clone();
            word.kind = WordKind::Joined;
            for part in &plain[at + 1..at + length] {
                word.absorb(part);
            }
            joined.push(word);
        }
        at += length;
    }
    if !joined.is_empty() {
        // Stable, so that a joined word stays before its first part.
        joined.append(&mut plain);
        joined.sort_by_key(|word| word.position);
        plain = joined;
    }
    plain.retain(|word| word.form.len() <= LONGEST_WORD && !word.folded().is_empty());
    plain
}

fn is_one(text: &str, is: impl Fn(char) -> bool) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is) && chars.next().is_none()
}

/// How many of the first words are written as one: `porte-parole`, `12 000`, `A.I.`.
fn chain_length(text: &str, words: &[Word]) -> usize {
    let Some(first) = words.first() else {
        return 0;
    };
    let digits = |word: &Word| word.form.bytes().all(|b| b.is_ascii_digit());
    let letter = |word: &Word| word.form.chars().count() == 1 && !digits(word);
    let run = |linked: &dyn Fn(&str, &Word) -> bool| {
        1 + words
            .windows(2)
            .take_while(|pair| linked(&text[pair[0].end..pair[1].start], &pair[1]))
            .count()
    };
    if digits(first) && first.form.len() <= 3 {
        let groups = run(&|between, next| {
            is_one(between, |c| {
                matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
            }) && digits(next)
                && next.form.len() == 3
        });
        if groups > 1 {
            return groups;
        }
    }
    if letter(first) {
        let dotted = run(&|between, next| between == "." && letter(next));
        if dotted > 1 {
            return dotted;
        }
    }
    run(&|between, _| is_one(between, is_hyphen))
}

/// What stands before an apostrophe in French and is no word of its own.
const ELIDED: [&str; 13] = [
    "l", "d", "j", "m", "n", "s", "t", "c", "qu", "lorsqu", "puisqu", "jusqu", "quoiqu",
];
/// What stands after an apostrophe in English and is no word of its own.
const CLIPPED: [&str; 7] = ["s", "t", "d", "m", "ll", "re", "ve"];

/// The parts of a reference number, folded: letters and digits apart, so that `DEC2022` is found
/// by `2022`.
pub(super) fn reference_parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in words(text) {
        if word.kind == WordKind::Joined {
            continue;
        }
        let mut part = String::new();
        for c in word.folded().chars() {
            let turns = part
                .chars()
                .next_back()
                .is_some_and(|last| last.is_numeric() != c.is_numeric());
            if turns {
                parts.push(std::mem::take(&mut part));
            }
            part.push(c);
        }
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn forms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.form).collect()
    }

    fn plain(text: &str) -> Vec<String> {
        words(text)
            .into_iter()
            .filter(|word| word.kind == WordKind::Plain)
            .map(|word| word.folded().to_owned())
            .collect()
    }

    #[test]
    fn an_elided_article_is_apart_with_either_apostrophe() {
        for text in ["l'accès", "l’accès", "L\u{2bc}Accès"] {
            let words = words(text);
            assert_eq!(words.len(), 2, "{text:?}");
            assert_eq!(words[0].kind, WordKind::Particle);
            assert_eq!(words[1].folded(), "acces");
        }
        assert_eq!(
            plain("lorsqu’il qu'elle d’intérêt"),
            ["il", "elle", "interet"]
        );
        assert_eq!(plain("the minister’s"), ["the", "minister"]);
    }

    #[test]
    fn aujourd_hui_is_one_word() {
        for text in ["aujourd'hui", "aujourd’hui", "Aujourd’hui"] {
            assert_eq!(forms(text), ["aujourdhui"], "{text:?}");
        }
    }

    #[test]
    fn accents_ligatures_and_composition_make_no_difference_when_folded() {
        assert_eq!(plain("cœur COEUR"), ["coeur", "coeur"]);
        assert_eq!(plain("e\u{301}tude étude"), ["etude", "etude"]);
        assert_eq!(plain("of\u{fb01}ciel"), ["officiel"]);
        assert_eq!(plain("infor\u{ad}mation"), ["information"]);
        assert_eq!(plain("a\u{a0}b\u{202f}:"), ["a", "b"]);
    }

    #[test]
    fn hyphenated_words_numbers_and_acronyms_exist_in_parts_and_joined() {
        assert_eq!(forms("porte-parole"), ["porteparole", "porte", "parole"]);
        assert_eq!(forms("e\u{2011}mail"), ["email", "e", "mail"]);
        assert_eq!(forms("12,000"), ["12000", "12", "000"]);
        assert_eq!(
            forms("1\u{202f}250\u{a0}000 $"),
            ["1250000", "1", "250", "000"]
        );
        assert_eq!(forms("2025 100"), ["2025", "100"]);
        assert_eq!(forms("A.I. act"), ["ai", "a", "i", "act"]);
    }

    #[test]
    fn the_short_way_for_french_letters_gives_what_the_long_way_gives() {
        for c in (0..0x250_u32).filter_map(char::from_u32) {
            if !is_plain_letter(c) {
                continue;
            }
            let raw = c.to_string();
            let form: String = raw.nfkc().flat_map(char::to_lowercase).collect();
            assert_eq!(form_of(&raw), form);
            // A letter beside it that only the long way knows.
            let (short, long) = (fold_form(&form), fold_form(&format!("{form}ŵ")));
            let short = short.unwrap_or(form);
            assert_eq!(Some(format!("{short}w")), long);
        }
    }

    #[test]
    fn a_reference_has_its_parts() {
        assert_eq!(
            reference_parts("TBS-2025-QP-06-00027"),
            ["tbs", "2025", "qp", "06", "00027"]
        );
        assert_eq!(
            reference_parts("FCSD_DEC2022_022"),
            ["fcsd", "dec", "2022", "022"]
        );
        assert_eq!(
            reference_parts("Sen2024June04"),
            ["sen", "2024", "june", "04"]
        );
    }

    proptest! {
        #[test]
        fn words_lie_in_order_on_character_bounds(text in "\\PC*|[a-zé'’ .,0-9🙂\u{301}-]{0,60}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(text.get(word.start..word.end).is_some());
                prop_assert!(word.start < word.end);
                prop_assert!(word.position >= last);
                prop_assert!(!word.folded().is_empty());
                last = word.position;
            }
        }
    }
}
