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
    /// The word that a span holds.
    pub(super) fn of(text: &str, span: &Span) -> Self {
        let form = form_in(text, span);
        let folded = fold_form(&form);
        Self {
            start: span.start,
            end: span.end,
            position: span.position,
            kind: span.kind,
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

/// Where a word lies in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// Where it starts, in bytes.
    pub(super) start: usize,
    /// Where it ends, in bytes.
    pub(super) end: usize,
    /// Its place among the words; a joined word has the place of its first part.
    pub(super) position: usize,
    /// What it is.
    pub(super) kind: WordKind,
}

impl Span {
    fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }
}

/// Finds where the words of a text lie, in order; a joined word comes before its parts.
pub(super) fn scan(text: &str, spans: &mut Vec<Span>) {
    spans.clear();
    scan_plain(text, spans);
    clip(text, spans);
    join(text, spans);
}

/// The runs of letters and digits.
fn scan_plain(text: &str, spans: &mut Vec<Span>) {
    let bytes = text.as_bytes();
    let mut push = |start: usize, end: usize| {
        let split = suffix_of_amount(&bytes[start..end]).map_or(end, |digits| start + digits);
        for (start, end) in [(start, split), (split, end)] {
            if start < end {
                spans.push(Span {
                    start,
                    end,
                    position: spans.len(),
                    kind: WordKind::Plain,
                });
            }
        }
    };
    let mut open: Option<usize> = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (length, starts, continues) = if byte.is_ascii() {
            let is = byte.is_ascii_alphanumeric();
            (1, is, is)
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            let starts = matches!(c, 'à'..='ö' | 'À'..='Ö') || starts_word(c);
            (c.len_utf8(), starts, starts || continues_word(c))
        };
        match open {
            None if starts => open = Some(at),
            Some(start) if !continues => {
                push(start, at);
                open = None;
            }
            _ => {}
        }
        at += length;
    }
    if let Some(start) = open {
        push(start, bytes.len());
    }
}

/// How many digits stand before the letter of an amount: `2.3M` and `2,3 M$` have the same words.
fn suffix_of_amount(word: &[u8]) -> Option<usize> {
    let (last, digits) = word.split_last()?;
    let is_amount = matches!(last, b'M' | b'm' | b'B' | b'b' | b'K' | b'k')
        && !digits.is_empty()
        && digits.iter().all(u8::is_ascii_digit);
    is_amount.then_some(digits.len())
}

/// Finds the particles.
fn clip(text: &str, spans: &mut [Span]) {
    for at in 1..spans.len() {
        let (last, word) = (spans[at - 1], spans[at]);
        if word.start - last.end > 3 || !is_one(&text[last.end..word.start], is_apostrophe) {
            continue;
        }
        let is_in = |list: &[&str], span: Span| {
            let raw = span.of(text);
            list.iter().any(|known| known.eq_ignore_ascii_case(raw))
        };
        if is_in(&ELIDED, last) {
            spans[at - 1].kind = WordKind::Particle;
        } else if is_in(&CLIPPED, word) {
            spans[at].kind = WordKind::Particle;
        }
    }
}

/// Puts each joined word before its parts.
fn join(text: &str, spans: &mut Vec<Span>) {
    let mut joined: Vec<Span> = Vec::new();
    let mut at = 0;
    while at < spans.len() {
        let length = chain_length(text, &spans[at..]).max(1);
        if length > 1 && length <= LONGEST_CHAIN {
            joined.push(Span {
                end: spans[at + length - 1].end,
                kind: WordKind::Joined,
                ..spans[at]
            });
        }
        at += length;
    }
    if !joined.is_empty() {
        // Stable, so that a joined word stays before its first part.
        joined.append(spans);
        joined.sort_by_key(|span| span.position);
        std::mem::swap(spans, &mut joined);
    }
    spans.retain(|span| span.end - span.start <= LONGEST_WORD);
}

/// The form of what a span holds.
pub(super) fn form_in(text: &str, span: &Span) -> String {
    let raw = span.of(text);
    if span.kind != WordKind::Joined {
        return form_of(raw);
    }
    let mut parts = Vec::new();
    scan_plain(raw, &mut parts);
    let mut form = String::with_capacity(raw.len());
    let decimal = parts
        .len()
        .checked_sub(2)
        .is_some_and(|before| is_decimal(raw, parts[before], parts[before + 1]));
    for (at, part) in parts.iter().enumerate() {
        if decimal && at + 1 == parts.len() {
            form.push('.');
        }
        form.push_str(&form_of(part.of(raw)));
    }
    form
}

/// The words of a text, in order; a joined word comes before its parts.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut spans = Vec::with_capacity(text.len() / 6);
    scan(text, &mut spans);
    let words = spans.iter().map(|span| Word::of(text, span));
    words.filter(|word| !word.folded().is_empty()).collect()
}

fn is_one(text: &str, is: impl Fn(char) -> bool) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is) && chars.next().is_none()
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether two spans are the whole and the fraction of one number: `1.5`, `1,5`.
fn is_decimal(text: &str, whole: Span, fraction: Span) -> bool {
    let between = &text[whole.end..fraction.start];
    let grouped = between == "," && fraction.end - fraction.start == 3;
    matches!(between, "." | ",")
        && !grouped
        && is_digits(whole.of(text))
        && is_digits(fraction.of(text))
}

/// How many of the first words are written as one: `porte-parole`, `12 000`, `1,5`, `A.I.`.
fn chain_length(text: &str, spans: &[Span]) -> usize {
    let [first, second, ..] = spans else {
        return spans.len();
    };
    if second.start - first.end > 3 {
        return 1;
    }
    let between = &text[first.end..second.start];
    if between == " " && !text.as_bytes()[first.start].is_ascii_digit() {
        return 1;
    }
    let run = |linked: &dyn Fn(&str, &Span) -> bool| {
        1 + spans
            .windows(2)
            .take_while(|pair| linked(&text[pair[0].end..pair[1].start], &pair[1]))
            .count()
    };
    if is_digits(first.of(text)) {
        let mut length = 1;
        if first.end - first.start <= 3 {
            length = run(&|between, next| {
                is_one(between, is_group_mark)
                    && next.end - next.start == 3
                    && is_digits(next.of(text))
            });
        }
        if let [.., whole, fraction] = &spans[..spans.len().min(length + 1)]
            && spans.len() > length
            && is_decimal(text, *whole, *fraction)
            && !spans.get(length + 1).is_some_and(|next| {
                text[fraction.end..next.start] == *"." && is_digits(next.of(text))
            })
            && !text[..first.start].ends_with('.')
        {
            length += 1;
        }
        if length > 1 {
            return length;
        }
    }
    let is_letter = |span: &Span| {
        let raw = span.of(text);
        is_one(raw, char::is_alphabetic)
    };
    if is_letter(first) {
        let dotted = run(&|between, next| between == "." && is_letter(next));
        if dotted > 1 {
            return dotted;
        }
    }
    if is_one(between, is_apostrophe)
        && first.of(text).eq_ignore_ascii_case("aujourd")
        && second.of(text).eq_ignore_ascii_case("hui")
    {
        return 2;
    }
    run(&|between, _| is_one(between, is_hyphen))
}

/// What stands between the thousands of a number.
pub(super) const fn is_group_mark(c: char) -> bool {
    matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
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
    fn aujourd_hui_is_one_word_and_found_in_parts() {
        for text in ["aujourd'hui", "aujourd’hui", "Aujourd’hui"] {
            assert_eq!(forms(text), ["aujourdhui", "aujourd", "hui"], "{text:?}");
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
        for text in ["1,250,000.50", "1 250 000,50"] {
            assert_eq!(forms(text), ["1250000.50", "1", "250", "000", "50"]);
        }
        for text in ["2.3M", "2,3 M$"] {
            assert_eq!(forms(text), ["2.3", "2", "3", "m"]);
        }
        assert_eq!(forms("4.1.5"), ["4", "1", "5"]);
        assert_eq!(forms("5G, COP28"), ["5g", "cop28"]);
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
