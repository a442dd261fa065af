//! How a word, words written as one, a phrase or a named field is looked for.
//!
//! A word is looked for in every field, and its best field counts; its rarity is that of the word,
//! not of the word in one field, so that a French word in an English title gains nothing by being
//! rare there.

use tantivy::Term;
use tantivy::query::{EmptyQuery, PhrasePrefixQuery, PhraseQuery};
use tantivy::schema::Field;

use super::analysis::{Word, WordKind, reference_parts};
use super::build::Builder;
use super::meanings::Meaning;
use super::parse::{Ending, FieldName};
use super::plan::{Boxed, best, boost, every};
use super::schema::{Part, number_key};
use super::scoring::{Found, Look, Place, Wanted, WordsQuery};
use crate::lang::Lang;

/// The form as typed counts this much more than its plural or singular.
const EXACT: f32 = 1.3;
/// What shares no more than the stem counts this much of it: `consultation` for `consultants`.
const RELATIVE: f32 = 0.4;
/// A word only begun counts this much of a whole one: in a title less than a whole one in the
/// response.
const BEGUN: f32 = 0.45;
/// A found reference, tag, minister or organization, or policy that an excerpt belongs to.
const REFERENCE: f32 = 2.5;
/// A clause found by its number: nothing else is meant by `74(c)`, though much may be by `74`.
const NUMBER: f32 = 14.0;
const BARE_NUMBER: f32 = 6.0;
const TAG: f32 = 1.5;
const LABEL: f32 = 0.8;
const CONTEXT: f32 = 0.4;
/// The same where a clause's number is asked for beside it: the policy is what else is meant.
const NUMBERED_CONTEXT: f32 = 3.0;

/// The plural of a folded word, or its singular; with what only might be one, which is then nowhere.
fn numbers(folded: &str) -> Vec<String> {
    const ENDS: [(&str, &str); 10] = [
        ("ies", "y"),
        ("aux", "al"),
        ("eaux", "eau"),
        ("eux", "eu"),
        ("ses", "s"),
        ("xes", "x"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("s", ""),
        ("es", "e"),
    ];
    let mut forms: Vec<String> = Vec::new();
    if folded.ends_with("ss") {
        return vec![format!("{folded}es")];
    }
    for (plural, singular) in ENDS {
        if let Some(start) = folded.strip_suffix(plural) {
            forms.push(format!("{start}{singular}"));
        }
    }
    if forms.is_empty() {
        for (plural, singular) in ENDS {
            if let Some(start) = folded.strip_suffix(singular) {
                forms.push(format!("{start}{plural}"));
            }
        }
    }
    forms.retain(|form| form.len() > 2 && form != folded);
    forms.sort_unstable();
    forms.dedup();
    forms
}

fn look(field: Field, text: &str, weight: f32, place: Place) -> Look {
    Look {
        term: Term::from_field_text(field, text),
        begun: false,
        complete: false,
        weight,
        place,
    }
}

fn look_begun(field: Field, text: &str, weight: f32, place: Place) -> Look {
    Look {
        begun: true,
        ..look(field, text, weight, place)
    }
}

impl<'a> Builder<'a> {
    /// Looks a word up in some places; `None` where it is in none.
    fn found(&self, looks: &[Look]) -> tantivy::Result<Option<Wanted>> {
        let found = Found::new(self.searcher, self.all, looks, self.beginnings)?;
        Ok(found.map(Wanted::Word))
    }

    /// A stem of a language in every part of a text; `None` where it is in none.
    pub(super) fn stem(
        &self,
        lang: Lang,
        stem: &str,
        weight: f32,
    ) -> tantivy::Result<Option<Wanted>> {
        self.found(&self.stem_looks(lang, stem, weight))
    }

    fn stem_looks(&self, lang: Lang, stem: &str, weight: f32) -> [Look; Part::ALL.len()] {
        Part::ALL.map(|part| Look {
            term: self.fields.stem(part, lang, stem),
            begun: false,
            complete: false,
            weight: part.weight() * weight,
            place: Place::Text,
        })
    }

    /// The stems of a word in some parts, and its forms.
    fn text_looks(&self, word: &Word, parts: &[Part]) -> Vec<Look> {
        let mut looks = Vec::new();
        let particle = word.kind == WordKind::Particle;
        for lang in self.langs.iter().filter(|_| !particle) {
            for stem in self.analyzer.stems(*lang, word).iter() {
                looks.extend(parts.iter().map(|part| Look {
                    term: self.fields.stem(*part, *lang, stem),
                    begun: false,
                    complete: false,
                    weight: part.weight() * RELATIVE,
                    place: Place::Text,
                }));
            }
        }
        let others = if particle {
            Vec::new()
        } else {
            numbers(word.folded())
        };
        for (part, form) in parts
            .iter()
            .flat_map(|part| others.iter().map(move |form| (part, form)))
        {
            looks.push(look(
                self.fields.part(*part),
                form,
                part.weight(),
                Place::Text,
            ));
        }
        for part in parts {
            let field = self.fields.part(*part);
            let weight = part.weight() * EXACT;
            looks.push(look(field, word.folded(), weight, Place::Text));
            let accented = word.accented();
            looks.extend(accented.map(|form| look(field, form, weight * EXACT, Place::Text)));
        }
        looks
    }

    /// The words of a text that start so.
    fn begun_looks(&self, folded: &str, parts: &[Part]) -> Vec<Look> {
        let begun = parts.iter().map(|part| {
            let weight = part.weight() * BEGUN;
            Look {
                complete: *part == Part::Title,
                ..look_begun(self.fields.part(*part), folded, weight, Place::Text)
            }
        });
        begun.collect()
    }

    /// Where a word is looked for, `begun` where it may go on; with the policies that excerpts
    /// belong to if they may help.
    fn looks(&self, word: &Word, ending: Ending, borrows: bool) -> Vec<Look> {
        let context = self.fields.context;
        let folded = word.folded();
        let mut looks = self.text_looks(word, &Part::ALL);
        for (field, weight) in self.labels() {
            looks.push(look(field, folded, weight, Place::Label));
        }
        looks.extend(self.reference(&[word]));
        looks.extend(self.number(&[word]));
        let in_context = if self.numbered {
            NUMBERED_CONTEXT
        } else {
            CONTEXT
        };
        if borrows {
            looks.push(look(context, folded, in_context, Place::Borrowed));
        }
        if ending == Ending::Whole {
            return looks;
        }
        if ending == Ending::Star || folded.chars().count() > 1 {
            looks.extend(self.begun_looks(folded, &Part::ALL));
            for (field, weight) in self.labels() {
                looks.push(look_begun(field, folded, weight * BEGUN, Place::Label));
            }
            if borrows {
                let weight = in_context * BEGUN;
                looks.push(look_begun(context, folded, weight, Place::Borrowed));
            }
        } else {
            looks.extend(self.begun_looks(folded, &[Part::Title]));
        }
        looks
    }

    /// What else a clause may be found by.
    fn meanings_of(&self, place: (usize, usize)) -> Vec<&'a Meaning> {
        let meanings = self
            .meanings
            .map(|(meanings, across)| meanings.of(place, across));
        meanings.into_iter().flatten().collect()
    }

    /// Whether a clause may be found by something else.
    pub(super) fn has_meaning(&self, place: (usize, usize)) -> bool {
        !self.meanings_of(place).is_empty()
    }

    /// A word, or what else it may be found by; `None` where nothing of it is in any field.
    pub(super) fn word_or(
        &mut self,
        word: &Word,
        ending: Ending,
        borrows: bool,
        place: (usize, usize),
    ) -> tantivy::Result<Option<Wanted>> {
        let mut also = Vec::new();
        let mut phrases = Vec::new();
        for meaning in self.meanings_of(place) {
            match meaning.stems.as_slice() {
                [(_, stem)] => {
                    also.extend(self.stem_looks(meaning.lang, stem, meaning.weight));
                    self.matcher.add_stem(meaning.lang, stem);
                }
                _ => phrases.push(self.stem_phrase(meaning)),
            }
        }
        let found = self.word_with(word, ending, borrows, also)?;
        if phrases.is_empty() {
            return Ok(found);
        }
        // Beside a clause's number the words may be those of its policy's title.
        phrases.extend(found.map(|found| -> Boxed {
            let found = WordsQuery::all(vec![found]);
            Box::new(if self.numbered {
                found.or_borrowed()
            } else {
                found
            })
        }));
        Ok(Some(Wanted::Query(best(phrases))))
    }

    /// What else a clause may be found by, each as a query of its own.
    pub(super) fn meant(&mut self, place: (usize, usize)) -> tantivy::Result<Vec<Boxed>> {
        let mut meant = Vec::new();
        for meaning in self.meanings_of(place) {
            if let [(_, stem)] = meaning.stems.as_slice() {
                let found = self.stem(meaning.lang, stem, meaning.weight)?;
                meant.extend(found.map(|found| every(vec![found])));
                self.matcher.add_stem(meaning.lang, stem);
            } else {
                meant.push(self.stem_phrase(meaning));
            }
        }
        Ok(meant)
    }

    /// Words in this order in any form.
    fn stem_phrase(&mut self, meaning: &Meaning) -> Boxed {
        self.matcher.add_stem_phrase(meaning.lang, &meaning.stems);
        let phrases = Part::ALL.map(|part| {
            let term = |(place, stem): &(usize, String)| {
                (*place, self.fields.stem(part, meaning.lang, stem))
            };
            let terms = meaning.stems.iter().map(term).collect();
            let weight = part.weight() * meaning.weight;
            boost(
                Box::new(PhraseQuery::new_with_offset(terms)) as Boxed,
                weight,
            )
        });
        best(phrases.into())
    }

    /// A word in every field; `None` where it is in none.
    pub(super) fn word(
        &mut self,
        word: &Word,
        ending: Ending,
        borrows: bool,
    ) -> tantivy::Result<Option<Wanted>> {
        self.word_with(word, ending, borrows, Vec::new())
    }

    /// A word in every field, or anything else that is looked for in its place.
    fn word_with(
        &mut self,
        word: &Word,
        ending: Ending,
        borrows: bool,
        also: Vec<Look>,
    ) -> tantivy::Result<Option<Wanted>> {
        self.matcher.add_word(word, &self.langs);
        if ending != Ending::Whole {
            self.matcher.add_prefix(word.folded());
        }
        let mut looks = self.looks(word, ending, borrows);
        looks.extend(also);
        let found = self.found(&looks)?;
        if found.is_none() && ending == Ending::Typing {
            // A letter that begins no title.
            return self.found(&self.begun_looks(word.folded(), &Part::ALL));
        }
        Ok(found)
    }

    /// Whether a word, or with `Typing` one that starts so, is anywhere in the index.
    pub(super) fn is_known(&self, word: &Word, ending: Ending) -> tantivy::Result<bool> {
        let found = self.found(&self.looks(word, ending, true))?;
        Ok(found.is_some())
    }

    /// What a note is labelled with, besides its text.
    fn labels(&self) -> [(Field, f32); 3] {
        [
            (self.fields.tag_words, TAG),
            (self.fields.minister_words, LABEL),
            (self.fields.organization_words, LABEL),
        ]
    }

    /// A part of a reference number, with or without its hyphens and leading zeros.
    fn reference(&self, words: &[&Word]) -> Vec<Look> {
        let text: String = words.iter().map(|word| word.folded()).collect();
        let joined = reference_parts(&text).concat();
        let field = self.fields.reference;
        let mut looks = Vec::new();
        if joined.chars().count() >= 3 {
            looks.push(look_begun(field, &joined, REFERENCE, Place::Label));
        } else {
            looks.push(look(field, &joined, REFERENCE, Place::Label));
        }
        let bare = joined.trim_start_matches('0');
        let is_number = joined.bytes().all(|byte| byte.is_ascii_digit());
        if bare != joined && is_number && !bare.is_empty() {
            looks.push(look(field, bare, REFERENCE, Place::Label));
        }
        looks
    }

    /// An excerpt by its whole number.
    fn number(&self, words: &[&Word]) -> Option<Look> {
        let key = number_key(words.iter().map(|word| word.folded()));
        let weight = if key.contains('.') {
            NUMBER
        } else {
            BARE_NUMBER
        };
        let field = self.fields.number;
        (!key.is_empty()).then(|| look(field, &key, weight, Place::Label))
    }

    /// All the parts of a reference number, wherever in it: `TBS-44`.
    fn reference_parts(&self, words: &[&Word]) -> tantivy::Result<Option<Boxed>> {
        let text: Vec<&str> = words.iter().map(|word| word.folded()).collect();
        let parts = reference_parts(&text.join(" "));
        let is_number = |part: &String| part.bytes().all(|byte| byte.is_ascii_digit());
        if parts.len() < 2 || !parts.iter().any(is_number) || parts.iter().all(is_number) {
            return Ok(None);
        }
        let mut all = Vec::with_capacity(parts.len());
        for part in &parts {
            let bare = part.trim_start_matches('0');
            let looks = [part.as_str(), bare]
                .map(|part| look(self.fields.reference, part, 1.0, Place::Label));
            let Some(found) = self.found(&looks)? else {
                return Ok(None);
            };
            all.push(found);
        }
        Ok(Some(every(all)))
    }

    /// Words written as one: side by side, joined, or, if they are words of their own, anywhere.
    pub(super) fn compound(&mut self, words: &[Word], ending: Ending) -> tantivy::Result<Boxed> {
        let open = ending != Ending::Whole;
        let (joined, parts): (Vec<&Word>, Vec<&Word>) =
            words.iter().partition(|word| word.kind == WordKind::Joined);
        let mut alternatives = vec![boost(self.adjacent(&parts, open), EXACT)];
        for word in joined {
            let found = self.word(word, ending, false)?;
            alternatives.extend(found.map(|found| every(vec![found])));
        }
        let reference = self.found(&self.reference(&parts))?;
        alternatives.extend(reference.map(|found| every(vec![found])));
        let number: Vec<Look> = self.number(&parts).into_iter().collect();
        let number = self.found(&number)?;
        alternatives.extend(number.map(|found| every(vec![found])));
        alternatives.extend(self.reference_parts(&parts)?);
        let plain: Vec<&Word> = parts
            .into_iter()
            .filter(|word| word.kind == WordKind::Plain)
            .collect();
        let are_words = plain.iter().all(|word| {
            word.form.chars().count() > 1 && word.form.chars().any(char::is_alphabetic)
        });
        if are_words {
            let mut all = Vec::new();
            let mut missing = false;
            for (at, word) in plain.iter().enumerate() {
                let last = at + 1 == plain.len();
                if !self.is_stop(word) || (last && all.is_empty()) {
                    let ending = if last { ending } else { Ending::Whole };
                    let found = self.word(word, ending, false)?;
                    missing |= found.is_none();
                    all.extend(found);
                }
            }
            if !missing {
                alternatives.push(boost(every(all), BEGUN));
            }
        }
        Ok(best(alternatives))
    }

    /// Words in this order and form.
    pub(super) fn phrase(&mut self, words: &[Word], open: bool) -> tantivy::Result<Boxed> {
        let words: Vec<&Word> = words.iter().collect();
        let has_digits = words
            .iter()
            .any(|word| word.form.bytes().any(|b| b.is_ascii_digit()));
        let mut alternatives = vec![self.adjacent(&words, open)];
        if has_digits {
            let reference = self.found(&self.reference(&words))?;
            alternatives.extend(reference.map(|found| every(vec![found])));
        }
        Ok(best(alternatives))
    }

    /// Words side by side in a text, folded; with the accents as typed it counts more.
    fn adjacent(&mut self, words: &[&Word], open: bool) -> Boxed {
        self.matcher.add_phrase(words, open);
        if let ([word], false) = (words, open) {
            let looks: Vec<Look> = Part::ALL
                .map(|part| (self.fields.part(part), part.weight()))
                .into_iter()
                .chain([(self.fields.tag_words, TAG)])
                .flat_map(|(field, weight)| {
                    let folded = look(field, word.folded(), weight, Place::Text);
                    let typed = |form| look(field, form, weight * EXACT, Place::Text);
                    std::iter::once(folded).chain(word.accented().map(typed))
                })
                .collect();
            let found = self.found(&looks).ok().flatten();
            return found.map_or_else(|| Box::new(EmptyQuery) as Boxed, |word| every(vec![word]));
        }
        if let ([word], true) = (words, open) {
            let looks = self.begun_looks(word.folded(), &Part::ALL);
            let found = self.found(&looks).ok().flatten();
            return found.map_or_else(|| Box::new(EmptyQuery) as Boxed, |word| every(vec![word]));
        }
        let accented = words.iter().any(|word| word.accented().is_some());
        let fields = Part::ALL
            .map(|part| (self.fields.part(part), part.weight()))
            .into_iter()
            .chain([(self.fields.tag_words, TAG)]);
        let mut alternatives = Vec::new();
        for (field, weight) in fields {
            let phrase = |form: &dyn Fn(&Word) -> String| -> Option<Boxed> {
                let terms: Vec<(usize, Term)> = words
                    .iter()
                    .map(|word| (word.position, Term::from_field_text(field, &form(word))))
                    .collect();
                match (terms.as_slice(), open) {
                    ([], _) => None,
                    (_, false) => Some(Box::new(PhraseQuery::new_with_offset(terms))),
                    (_, true) => Some(Box::new(PhrasePrefixQuery::new_with_offset(terms))),
                }
            };
            let folded = phrase(&|word| word.folded().to_owned());
            alternatives.extend(folded.map(|query| boost(query, weight)));
            if accented {
                let typed = phrase(&|word| word.form.clone());
                alternatives.extend(typed.map(|query| boost(query, weight * EXACT)));
            }
        }
        best(alternatives)
    }

    /// Words in one field.
    pub(super) fn named(&mut self, name: FieldName, words: &[Word]) -> tantivy::Result<Boxed> {
        let fields = *self.fields;
        let parts: Vec<&Word> = words
            .iter()
            .filter(|word| word.kind != WordKind::Joined)
            .collect();
        let nothing = || -> Boxed { Box::new(EmptyQuery) };
        if name == FieldName::Reference {
            let found = self.found(&self.reference(&parts))?;
            let mut alternatives: Vec<Boxed> = Vec::new();
            alternatives.extend(found.map(|found| every(vec![found])));
            alternatives.extend(self.reference_parts(&parts)?);
            return Ok(best(alternatives));
        }
        let mut all = Vec::new();
        for word in parts.iter().filter(|word| word.kind == WordKind::Plain) {
            if parts.len() > 1 && self.is_stop(word) {
                continue;
            }
            let in_fields = match name {
                FieldName::Title => vec![fields.part(Part::Title)],
                FieldName::Minister => vec![fields.minister_words, fields.minister_titles],
                FieldName::Organization => {
                    vec![fields.organization_words, fields.organization_names]
                }
                FieldName::Tag | FieldName::Reference => vec![fields.tag_words],
            };
            let mut looks = Vec::new();
            if name == FieldName::Title {
                self.matcher.add_word(word, &self.langs);
                looks = self.text_looks(word, &[Part::Title]);
            }
            looks.extend(
                (in_fields.into_iter())
                    .map(|field| look_begun(field, word.folded(), BEGUN, Place::Label)),
            );
            match self.found(&looks)? {
                Some(found) => all.push(found),
                None => return Ok(nothing()),
            }
        }
        Ok(if all.is_empty() {
            nothing()
        } else {
            every(all)
        })
    }
}
