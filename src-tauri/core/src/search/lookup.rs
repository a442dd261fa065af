//! How a word, words written as one, a phrase or a named field is looked for.
//!
//! A word is looked for in every field, and its best field counts (a dis-max); its rarity is that
//! of the word, not of the word in one field, so that a French word in an English title gains
//! nothing by being rare there.

use tantivy::Term;
use tantivy::query::{EmptyQuery, PhrasePrefixQuery, PhraseQuery};
use tantivy::schema::Field;

use super::analysis::{Word, WordKind, reference_parts};
use super::build::Builder;
use super::parse::{Ending, FieldName};
use super::plan::{Boxed, best, boost, every, term_query};
use super::prefix::PrefixQuery;
use super::schema::Part;

/// The form as typed counts this much more than its stem.
const EXACT: f32 = 1.15;
/// A word only begun counts this much of a whole one: in a title less than a whole one in the
/// response.
const BEGUN: f32 = 0.45;
/// A found reference, tag, minister or organization, or policy that an excerpt belongs to.
const REFERENCE: f32 = 2.5;
const TAG: f32 = 1.5;
const LABEL: f32 = 0.8;
const CONTEXT: f32 = 0.4;

impl Builder<'_> {
    /// Adds each term that exists, and gives all of them the rarity of the most common.
    pub(super) fn terms(&mut self, terms: Vec<(Term, f32)>) -> tantivy::Result<Vec<Boxed>> {
        let mut found = Vec::with_capacity(terms.len());
        for (term, weight) in terms {
            let frequency = self.searcher.doc_freq(&term)?;
            if frequency > 0 {
                found.push((term, weight, frequency));
            }
        }
        let most = found.iter().map(|(.., frequency)| *frequency).max();
        Ok(found
            .into_iter()
            .map(|(term, weight, _)| {
                let frequency = self.frequencies.entry(term.clone()).or_insert(0);
                *frequency = (*frequency).max(most.unwrap_or(0));
                boost(term_query(term), weight)
            })
            .collect())
    }

    /// The terms of a word's stems in some parts, and of its forms in the exact fields.
    fn text_terms(&self, word: &Word, parts: &[Part]) -> Vec<(Term, f32)> {
        let mut terms = Vec::new();
        for lang in &self.langs {
            for stem in self.analyzer.stems(*lang, word).iter() {
                terms.extend(parts.iter().map(|part| {
                    let field = self.fields.stems[*lang][*part as usize];
                    (Term::from_field_text(field, stem), part.weight())
                }));
            }
        }
        let mut exact = vec![(self.fields.title, Part::Title.weight())];
        if parts.contains(&Part::Rest) {
            exact.push((self.fields.body, Part::Rest.weight()));
        }
        for (field, weight) in exact {
            let forms = std::iter::once((word.folded(), EXACT))
                .chain(word.accented().map(|form| (form, EXACT * EXACT)));
            terms.extend(
                forms.map(|(form, factor)| (Term::from_field_text(field, form), weight * factor)),
            );
        }
        terms
    }

    /// The words of a field that start so, no rarer than what `common` documents have.
    fn prefix(
        &self,
        field: Field,
        text: &str,
        weight: f32,
        common: u64,
    ) -> tantivy::Result<Option<Boxed>> {
        let query = PrefixQuery {
            field,
            prefix: text.to_owned(),
            common,
        };
        let found = query.doc_freq(self.searcher.segment_readers())? > 0;
        Ok(found.then(|| boost(Box::new(query), weight)))
    }

    /// A word in every field.
    pub(super) fn word(&mut self, word: &Word, ending: Ending) -> tantivy::Result<Boxed> {
        let fields = *self.fields;
        let terms = self.text_terms(word, &Part::ALL);
        let mut alternatives = self.terms(terms)?;
        for (field, weight) in self.labels() {
            let term = Term::from_field_text(field, word.folded());
            alternatives.extend(self.terms(vec![(term, weight)])?);
        }
        alternatives.extend(self.reference(&[word])?);
        let term = Term::from_field_text(fields.context, word.folded());
        let mut context = self.terms(vec![(term, CONTEXT)])?;
        self.matcher.add_word(word, &self.langs);
        if ending != Ending::Whole {
            let folded = word.folded();
            let mut begun = vec![(fields.title, Part::Title.weight() * BEGUN)];
            if ending == Ending::Star || folded.chars().count() > 1 {
                begun.push((fields.body, BEGUN));
                begun.extend(self.labels().map(|(field, weight)| (field, weight * BEGUN)));
                context.extend(self.prefix(fields.context, folded, CONTEXT * BEGUN, 0)?);
            }
            let body = PrefixQuery {
                field: fields.body,
                prefix: folded.to_owned(),
                common: 0,
            };
            let common = body.doc_freq(self.searcher.segment_readers())?;
            for (field, weight) in begun {
                alternatives.extend(self.prefix(field, folded, weight, common)?);
            }
            if alternatives.is_empty() {
                alternatives.extend(self.prefix(fields.body, folded, BEGUN, common)?);
            }
            self.matcher.add_prefix(folded);
        }
        // A policy's title finds its excerpts only beside a word of their own: alone it would find
        // all of them.
        if !alternatives.is_empty() {
            let own = alternatives.iter().map(|query| query.box_clone());
            self.own.push(best(own.collect()));
        }
        self.borrows |= !context.is_empty();
        alternatives.extend(context);
        Ok(best(alternatives))
    }

    /// What a note is labelled with, besides its text.
    fn labels(&self) -> [(Field, f32); 3] {
        [
            (self.fields.tag_words, TAG),
            (self.fields.minister_words, LABEL),
            (self.fields.organization_words, LABEL),
        ]
    }

    /// A part of a reference number, with or without its hyphens.
    fn reference(&self, words: &[&Word]) -> tantivy::Result<Option<Boxed>> {
        let text: String = words.iter().map(|word| word.folded()).collect();
        let joined = reference_parts(&text).concat();
        let field = self.fields.reference;
        if joined.chars().count() >= 3 {
            return self.prefix(field, &joined, REFERENCE, 0);
        }
        let term = Term::from_field_text(field, &joined);
        let found = self.searcher.doc_freq(&term)? > 0;
        Ok(found.then(|| boost(term_query(term), REFERENCE)))
    }

    /// Words written as one: side by side, joined, or, if they are words of their own, anywhere.
    pub(super) fn compound(&mut self, words: &[Word], ending: Ending) -> tantivy::Result<Boxed> {
        let open = ending != Ending::Whole;
        let (joined, parts): (Vec<&Word>, Vec<&Word>) =
            words.iter().partition(|word| word.kind == WordKind::Joined);
        let mut alternatives = vec![boost(self.adjacent(&parts, open), EXACT)];
        for word in joined {
            alternatives.push(self.word(word, ending)?);
        }
        alternatives.extend(self.reference(&parts)?);
        let plain: Vec<&Word> = parts
            .into_iter()
            .filter(|word| word.kind == WordKind::Plain)
            .collect();
        let are_words = plain.iter().all(|word| {
            word.form.chars().count() > 1 && word.form.chars().any(char::is_alphabetic)
        });
        if are_words {
            let mut all = Vec::new();
            for (at, word) in plain.iter().enumerate() {
                let last = at + 1 == plain.len();
                if !self.is_stop(word) || (last && all.is_empty()) {
                    all.push(self.word(word, if last { ending } else { Ending::Whole })?);
                }
            }
            alternatives.push(boost(every(all), BEGUN));
        }
        Ok(best(alternatives))
    }

    /// Words in this order and form.
    pub(super) fn phrase(&mut self, words: &[Word], open: bool) -> Boxed {
        let words: Vec<&Word> = words.iter().collect();
        let has_digits = words
            .iter()
            .any(|word| word.form.bytes().any(|b| b.is_ascii_digit()));
        let mut alternatives = vec![self.adjacent(&words, open)];
        if has_digits && let Ok(reference) = self.reference(&words) {
            alternatives.extend(reference);
        }
        best(alternatives)
    }

    /// Words side by side in a text field, folded; with the accents as typed it counts more.
    fn adjacent(&mut self, words: &[&Word], open: bool) -> Boxed {
        let fields = self.fields;
        let mut alternatives = Vec::new();
        let accented = words.iter().any(|word| word.accented().is_some());
        for (field, weight) in [
            (fields.title, Part::Title.weight()),
            (fields.body, Part::Rest.weight()),
            (fields.tag_words, TAG),
        ] {
            let phrase = |form: &dyn Fn(&Word) -> String| -> Option<Boxed> {
                let terms: Vec<(usize, Term)> = words
                    .iter()
                    .map(|word| (word.position, Term::from_field_text(field, &form(word))))
                    .collect();
                let query: Boxed = match (terms.as_slice(), open) {
                    ([], _) => return None,
                    ([(_, term)], false) => term_query(term.clone()),
                    ([_], true) => Box::new(PrefixQuery {
                        field,
                        prefix: form(words.first()?),
                        common: 0,
                    }),
                    (_, false) => Box::new(PhraseQuery::new_with_offset(terms)),
                    (_, true) => Box::new(PhrasePrefixQuery::new_with_offset(terms)),
                };
                Some(query)
            };
            let folded = phrase(&|word| word.folded().to_owned());
            alternatives.extend(folded.map(|query| boost(query, weight)));
            if accented {
                let typed = phrase(&|word| word.form.clone());
                alternatives.extend(typed.map(|query| boost(query, weight * EXACT)));
            }
        }
        self.matcher.add_phrase(words, open);
        best(alternatives)
    }

    /// Words in one field.
    pub(super) fn named(&mut self, name: FieldName, words: &[Word]) -> tantivy::Result<Boxed> {
        let fields = *self.fields;
        let parts: Vec<&Word> = words
            .iter()
            .filter(|word| word.kind != WordKind::Joined)
            .collect();
        if name == FieldName::Reference {
            let found = self.reference(&parts)?;
            return Ok(found.unwrap_or_else(|| Box::new(EmptyQuery)));
        }
        let mut all = Vec::new();
        for word in parts.iter().filter(|word| word.kind == WordKind::Plain) {
            let (field, terms) = match name {
                FieldName::Title => (fields.title, self.text_terms(word, &[Part::Title])),
                FieldName::Minister => (fields.minister_words, Vec::new()),
                FieldName::Organization => (fields.organization_words, Vec::new()),
                FieldName::Tag | FieldName::Reference => (fields.tag_words, Vec::new()),
            };
            if parts.len() > 1 && self.is_stop(word) {
                continue;
            }
            if name == FieldName::Title {
                self.matcher.add_word(word, &self.langs);
            }
            let mut alternatives = self.terms(terms)?;
            alternatives.extend(self.prefix(field, word.folded(), BEGUN, 0)?);
            all.push(best(alternatives));
        }
        Ok(if all.is_empty() {
            Box::new(EmptyQuery)
        } else {
            every(all)
        })
    }

    /// Whether a word, or with `Typing` one that starts so, is anywhere in the index.
    pub(super) fn is_known(&mut self, word: &Word, ending: Ending) -> tantivy::Result<bool> {
        let fields = *self.fields;
        let mut terms = self.text_terms(word, &Part::ALL);
        let labels = self.labels().map(|(field, _)| field);
        for field in labels.into_iter().chain([fields.context]) {
            terms.push((Term::from_field_text(field, word.folded()), 1.0));
        }
        if !self.terms(terms)?.is_empty() || self.reference(&[word])?.is_some() {
            return Ok(true);
        }
        if ending == Ending::Whole {
            return Ok(false);
        }
        let texts = [fields.title, fields.body, fields.context];
        for field in labels.into_iter().chain(texts) {
            if self.prefix(field, word.folded(), 1.0, 0)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
