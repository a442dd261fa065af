//! The words of a text as tantivy takes them, for each kind of field.
//!
//! A word is analysed once: what is made of it is kept in a lexicon that all fields of a writer
//! share, and a text costs one look-up a word.

use std::sync::{Arc, Mutex, MutexGuard};

use rustc_hash::FxHashMap;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::analysis::{Span, Word, WordKind, reference_parts, scan};
use super::stems::{Stems, is_stop};
use crate::lang::{Bilingual, Lang};

/// How many words a lexicon remembers: some 15 MB.
const LEXICON: usize = 100_000;
/// How many of those it keeps when it is full, the most used ones: of the words of a large notebook
/// most stand in it once, and to learn the others anew each time costs a fifth of the indexing.
const KEPT: usize = LEXICON / 2;

/// What stands before a stem in the index, by its language: no word starts so.
const MARK: Bilingual<char> = Bilingual::new('\u{1}', '\u{2}');

/// A stem as the index has it.
pub(super) fn marked_stem(lang: Lang, stem: &str) -> String {
    let mut marked = String::with_capacity(stem.len() + 1);
    marked.push(MARK[lang]);
    marked.push_str(stem);
    marked
}

/// A text with its language, as a field of [`FieldTokenizer::Text`] takes it.
pub(super) fn text_in(lang: Lang, text: &str) -> String {
    marked_stem(lang, text)
}

/// Which of its words a field holds.
#[derive(Clone)]
pub(super) enum FieldTokenizer {
    /// Every word folded; at the same place with its accents, and its stems in the language that
    /// the text starts with ([`text_in`]).
    Text(Lexicon),
    /// Every word folded, and with its accents at the same place.
    Exact(Lexicon),
    /// The parts of a reference number, and each part joined with all that follow it.
    Reference,
}

impl FieldTokenizer {
    /// The tokenizer for texts.
    pub(super) fn text() -> Self {
        Self::Text(Lexicon::default())
    }

    /// The tokenizer for labels.
    pub(super) fn exact() -> Self {
        Self::Exact(Lexicon::default())
    }
}

/// What is made of each word, remembered; clones share the memory.
#[derive(Clone, Default)]
pub(super) struct Lexicon {
    known: Arc<Mutex<Known>>,
}

#[derive(Default)]
struct Known {
    numbers: FxHashMap<Box<str>, usize>,
    entries: Vec<Entry>,
    spans: Vec<Span>,
}

impl Known {
    /// The number of the entry of what a span holds.
    fn number(&mut self, text: &str, span: &Span) -> usize {
        let raw = &text[span.start..span.end];
        if let Some(number) = self.numbers.get(raw) {
            return *number;
        }
        self.entries.push(Entry::new(text, span));
        let number = self.entries.len() - 1;
        self.numbers.insert(raw.into(), number);
        number
    }

    /// Forgets the words least used where there are more than `most`; `kept` of them stay, and have
    /// to prove themselves again.
    fn forget(&mut self, most: usize, kept: usize) {
        if self.entries.len() <= most {
            return;
        }
        let mut uses: Vec<u32> = self.entries.iter().map(|entry| entry.uses).collect();
        let (_, least, _) = uses.select_nth_unstable_by(kept, |a, b| b.cmp(a));
        let least = *least;
        let mut numbers = std::mem::take(&mut self.numbers);
        let mut entries = Vec::with_capacity(most);
        numbers.retain(|_, number| {
            let entry = &mut self.entries[*number];
            let stays = entry.uses > least;
            if stays {
                *number = entries.len();
                entry.uses = 0;
                entries.push(std::mem::take(entry));
            }
            stays
        });
        self.numbers = numbers;
        self.entries = entries;
    }
}

/// What is made of a word.
#[derive(Default)]
struct Entry {
    /// How often it was met since the lexicon was last full.
    uses: u32,
    folded: Box<str>,
    accented: Option<Box<str>>,
    /// Its stems with their marks; nothing for a stop word, `None` where not looked up yet.
    stems: Bilingual<Option<Box<[Box<str>]>>>,
}

impl Entry {
    fn new(text: &str, span: &Span) -> Self {
        let word = Word::of(text, span);
        Self {
            uses: 0,
            folded: word.folded().into(),
            accented: word.accented().map(Into::into),
            stems: Bilingual::default(),
        }
    }
}

/// The stems of a word with their marks.
fn stems(lang: Lang, text: &str, span: &Span) -> Box<[Box<str>]> {
    let word = Word::of(text, span);
    if word.kind == WordKind::Particle || is_stop(lang, word.folded()) {
        return Box::default();
    }
    let stems = Stems::of(lang, &word);
    let marked = stems.iter().map(|stem| marked_stem(lang, stem).into());
    marked.collect()
}

impl Lexicon {
    fn stream<'a>(&'a self, text: &'a str, lang: Option<Lang>) -> WordTokens<'a> {
        // Who finds it taken, or left by a panic, starts with an empty one.
        let mut known = match self.known.try_lock() {
            Ok(known) => Memory::Shared(known),
            Err(_) => Memory::Own(Known::default()),
        };
        let memory = known.get();
        scan(text, &mut memory.spans);
        memory.forget(LEXICON, KEPT);
        WordTokens {
            text,
            lang,
            memory: known,
            at: 0,
            number: 0,
            form: 0,
            token: Token::default(),
        }
    }
}

enum Memory<'a> {
    Shared(MutexGuard<'a, Known>),
    Own(Known),
}

impl Memory<'_> {
    fn get(&mut self) -> &mut Known {
        match self {
            Self::Shared(known) => known,
            Self::Own(known) => known,
        }
    }
}

impl Tokenizer for FieldTokenizer {
    type TokenStream<'a> = Tokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens<'a> {
        match self {
            Self::Text(lexicon) => {
                let lang = text
                    .chars()
                    .next()
                    .and_then(|first| Lang::ALL.into_iter().find(|lang| MARK[*lang] == first));
                Tokens::Words(lexicon.stream(text, lang))
            }
            Self::Exact(lexicon) => Tokens::Words(lexicon.stream(text, None)),
            Self::Reference => Tokens::Few(FewTokens {
                all: reference_tokens(text),
                next: 0,
                empty: Token::default(),
            }),
        }
    }
}

/// The tokens of one text.
pub(super) enum Tokens<'a> {
    /// Of words.
    Words(WordTokens<'a>),
    /// Of a reference.
    Few(FewTokens),
}

impl TokenStream for Tokens<'_> {
    fn advance(&mut self) -> bool {
        match self {
            Self::Words(tokens) => tokens.advance(),
            Self::Few(tokens) => tokens.advance(),
        }
    }

    fn token(&self) -> &Token {
        match self {
            Self::Words(tokens) => &tokens.token,
            Self::Few(tokens) => tokens.token(),
        }
    }

    fn token_mut(&mut self) -> &mut Token {
        match self {
            Self::Words(tokens) => &mut tokens.token,
            Self::Few(tokens) => tokens.token_mut(),
        }
    }

    fn process(&mut self, sink: &mut dyn FnMut(&Token)) {
        match self {
            Self::Words(tokens) => {
                while tokens.advance() {
                    sink(&tokens.token);
                }
            }
            Self::Few(tokens) => tokens.all.iter().for_each(sink),
        }
    }
}

/// The tokens of words, made one by one in one buffer.
pub(super) struct WordTokens<'a> {
    text: &'a str,
    lang: Option<Lang>,
    memory: Memory<'a>,
    /// The word, the number of its entry, and which of its forms comes next.
    at: usize,
    number: usize,
    form: usize,
    token: Token,
}

impl WordTokens<'_> {
    fn advance(&mut self) -> bool {
        let known = self.memory.get();
        while let Some(&span) = known.spans.get(self.at) {
            if self.form == 0 {
                self.number = known.number(self.text, &span);
            }
            let Some(entry) = known.entries.get_mut(self.number) else {
                return false;
            };
            let form = self.form;
            if form == 0 {
                entry.uses = entry.uses.saturating_add(1);
            }
            self.form += 1;
            let text = match form {
                0 => Some(&entry.folded),
                1 if entry.accented.is_some() => entry.accented.as_ref(),
                1 => continue,
                _ => match self.lang {
                    // The same letters may be a word here and a particle there.
                    Some(lang) if span.kind != WordKind::Particle => entry.stems[lang]
                        .get_or_insert_with(|| stems(lang, self.text, &span))
                        .get(form - 2),
                    _ => None,
                },
            };
            let Some(text) = text.filter(|text| !text.is_empty()) else {
                self.form = 0;
                self.at += 1;
                continue;
            };
            self.token.text.clear();
            self.token.text.push_str(text);
            self.token.offset_from = span.start;
            self.token.offset_to = span.end;
            self.token.position = span.position;
            return true;
        }
        false
    }
}

/// Few tokens, made at once.
pub(super) struct FewTokens {
    all: Vec<Token>,
    next: usize,
    empty: Token,
}

impl FewTokens {
    fn advance(&mut self) -> bool {
        self.next = (self.next + 1).min(self.all.len() + 1);
        self.next <= self.all.len()
    }

    fn token(&self) -> &Token {
        self.all
            .get(self.next.wrapping_sub(1))
            .unwrap_or(&self.empty)
    }

    fn token_mut(&mut self) -> &mut Token {
        self.all
            .get_mut(self.next.wrapping_sub(1))
            .unwrap_or(&mut self.empty)
    }
}

/// A reference's parts, each alone, without its leading zeros, and joined with all that follow.
fn reference_tokens(text: &str) -> Vec<Token> {
    let parts = reference_parts(text);
    let mut tokens = Vec::new();
    for (position, part) in parts.iter().enumerate() {
        let mut push = |text: String| {
            tokens.push(Token {
                position,
                text,
                ..Token::default()
            });
        };
        push(part.clone());
        let bare = part.trim_start_matches('0');
        if bare != part && !bare.is_empty() {
            push(bare.to_owned());
        }
        if position + 1 < parts.len() {
            push(parts[position..].concat());
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(tokenizer: &mut FieldTokenizer, text: &str) -> Vec<(usize, String)> {
        let mut tokens = Vec::new();
        let mut stream = tokenizer.token_stream(text);
        stream.process(&mut |token| tokens.push((token.position, token.text.clone())));
        tokens
    }

    fn at(tokens: &[(usize, &str)]) -> Vec<(usize, String)> {
        let owned = tokens.iter().map(|(at, text)| (*at, (*text).to_owned()));
        owned.collect()
    }

    #[test]
    fn a_text_has_each_word_folded_accented_and_stemmed_in_its_language() {
        let mut tokenizer = FieldTokenizer::text();
        for _ in 0..2 {
            assert_eq!(
                tokens(&mut tokenizer, &text_in(Lang::Fr, "L’accès des co-auteurs")),
                at(&[
                    (0, "l"),
                    (1, "acces"),
                    (1, "accès"),
                    (1, "\u{2}acces"),
                    (1, "\u{2}acce"),
                    (2, "des"),
                    (3, "coauteurs"),
                    (3, "\u{2}coauteur"),
                    (3, "co"),
                    (3, "\u{2}co"),
                    (4, "auteurs"),
                    (4, "\u{2}auteur"),
                ])
            );
            assert_eq!(
                tokens(&mut tokenizer, &text_in(Lang::En, "the requests")),
                at(&[(0, "the"), (1, "requests"), (1, "\u{1}request")])
            );
        }
        let mut exact = FieldTokenizer::exact();
        assert_eq!(
            tokens(&mut exact, "Équité"),
            at(&[(0, "equite"), (0, "équité")])
        );
    }

    #[test]
    fn a_full_lexicon_keeps_the_words_most_used_and_says_the_same_of_all() {
        let text = text_in(Lang::En, "requests requests delays delays tower");
        let mut tokenizer = FieldTokenizer::text();
        let before = tokens(&mut tokenizer, &text);
        let FieldTokenizer::Text(lexicon) = &tokenizer else {
            unreachable!("it is one for texts");
        };
        let mut known = lexicon.known.lock().unwrap();
        known.forget(3, 2);
        assert_eq!(known.entries.len(), 3, "three are not too many");
        known.forget(2, 2);
        let mut words: Vec<&str> = known.numbers.keys().map(|word| &**word).collect();
        words.sort_unstable();
        assert_eq!(words, ["delays", "requests"]);
        drop(known);
        assert_eq!(tokens(&mut tokenizer, &text), before);
    }

    #[test]
    fn a_reference_is_there_in_parts_joined_and_without_leading_zeros() {
        assert_eq!(
            tokens(&mut FieldTokenizer::Reference, "QP-06-00027"),
            at(&[
                (0, "qp"),
                (0, "qp0600027"),
                (1, "06"),
                (1, "6"),
                (1, "0600027"),
                (2, "00027"),
                (2, "27"),
            ])
        );
    }
}
