//! The words of a text as tantivy takes them, for each kind of field.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::analysis::{Word, WordKind, reference_parts, words};
use super::stems::{Analyzer, is_stop};
use crate::lang::Lang;

/// Which of its words a field holds.
#[derive(Clone)]
pub(super) enum FieldTokenizer {
    /// Every word folded, and with its accents at the same place.
    Exact,
    /// The stems of one language, without its stop words.
    Stemmed(Lang, Analyzer),
    /// The parts of a reference number, and each part joined with all that follow it.
    Reference,
}

impl Tokenizer for FieldTokenizer {
    type TokenStream<'a> = Tokens;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Tokens {
        let mut tokens = Vec::new();
        let token = |word: &Word, text: String| Token {
            offset_from: word.start,
            offset_to: word.end,
            position: word.position,
            text,
            position_length: 1,
        };
        match self {
            Self::Exact => {
                for mut word in words(text) {
                    let form = std::mem::take(&mut word.form);
                    if let Some(folded) = word.folded.take() {
                        tokens.push(token(&word, folded));
                    }
                    tokens.push(token(&word, form));
                }
            }
            Self::Stemmed(lang, analyzer) => {
                for word in words(text) {
                    if word.kind == WordKind::Particle || is_stop(*lang, word.folded()) {
                        continue;
                    }
                    let stems = analyzer.stems(*lang, &word);
                    tokens.extend(stems.iter().map(|stem| token(&word, stem.to_owned())));
                }
            }
            Self::Reference => {
                let parts = reference_parts(text);
                for (position, part) in parts.iter().enumerate() {
                    let word = Word::new(part, (0, part.len()), position);
                    tokens.push(token(&word, part.clone()));
                    if position + 1 < parts.len() {
                        tokens.push(token(&word, parts[position..].concat()));
                    }
                }
            }
        }
        Tokens {
            all: tokens,
            next: 0,
            empty: Token::default(),
        }
    }
}

/// The tokens of one text.
pub(super) struct Tokens {
    all: Vec<Token>,
    next: usize,
    empty: Token,
}

impl TokenStream for Tokens {
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
