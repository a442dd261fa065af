//! What else the words of a query may be found by: their synonyms, and their translations.

use std::collections::HashMap;

use super::analysis::{Word, WordKind};
use super::dictionary::Dictionary;
use super::parse::{Clause, Ending, Parsed, What};
use super::stems::{Analyzer, is_stop};
use super::synonyms::{Synonyms, Term};
use crate::lang::Lang;

/// A synonym counts this much of what was typed.
const SYNONYM: f32 = 0.9;
/// A translation likewise, before its own likelihood.
const TRANSLATION: f32 = 0.8;

/// Another way to say what was typed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Meaning {
    /// What was typed, as it was typed.
    pub(super) typed: String,
    /// In which texts it is looked for.
    pub(super) lang: Lang,
    /// Its telling words by their stems, each with its place from the first.
    pub(super) stems: Vec<(usize, String)>,
    /// How much it counts of what was typed.
    pub(super) weight: f32,
    /// Whether it is a translation: looked for behind what was typed.
    pub(super) across: bool,
}

/// The meanings of a query's clauses, by the number of the group and of the clause in it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Meanings {
    of: HashMap<(usize, usize), Vec<Meaning>>,
}

/// A word of the query that synonyms and translations are looked up for.
struct Typed<'a> {
    place: (usize, usize),
    clause: &'a Clause,
    word: &'a Word,
    raw: &'a str,
    /// Whether it is the first and the last telling word of its clause.
    first: bool,
    last: bool,
    /// Whether an elided article stands before it.
    elided: bool,
}

impl Meanings {
    /// The meanings of a query. What is quoted or left out is meant as it is typed.
    pub(super) fn new(
        text: &str,
        parsed: &Parsed,
        analyzer: &Analyzer,
        synonyms: &Synonyms,
        dictionary: &Dictionary,
    ) -> Self {
        let mut meanings = Self::default();
        for run in runs(text, parsed) {
            meanings.add_synonyms(text, &run, analyzer, synonyms);
            for clause in run.chunk_by(|a, b| a.place == b.place) {
                meanings.add_translations(text, clause, analyzer, dictionary);
            }
        }
        meanings
    }

    /// What a clause may be found by, with translations or without.
    pub(super) fn of(&self, place: (usize, usize), across: bool) -> impl Iterator<Item = &Meaning> {
        let all = self.of.get(&place).map_or(&[][..], Vec::as_slice);
        all.iter().filter(move |meaning| across || !meaning.across)
    }

    /// Whether a clause may be found by something else.
    pub(super) fn has(&self, place: (usize, usize)) -> bool {
        self.of.contains_key(&place)
    }

    /// Whether anything may be found by a translation.
    pub(super) fn cross(&self) -> bool {
        let mut all = self.of.values().flatten();
        all.any(|meaning| meaning.across)
    }

    fn add(&mut self, place: (usize, usize), meaning: Meaning) {
        let known = self.of.entry(place).or_default();
        let same = known
            .iter_mut()
            .find(|known| known.lang == meaning.lang && known.stems == meaning.stems);
        match same {
            Some(same) => {
                same.weight = same.weight.max(meaning.weight);
                same.across &= meaning.across;
            }
            None => known.push(meaning),
        }
    }

    fn add_synonyms(
        &mut self,
        text: &str,
        run: &[Typed<'_>],
        analyzer: &Analyzer,
        synonyms: &Synonyms,
    ) {
        let words: Vec<&Word> = run.iter().map(|typed| typed.word).collect();
        let raw: Vec<&str> = run.iter().map(|typed| typed.raw).collect();
        for (at, start) in run.iter().enumerate().filter(|(_, typed)| typed.first) {
            for found in synonyms.starting(&words[at..], &raw[at..]) {
                let covered = &run[at..at + found.length];
                let Some(end) = covered.last().filter(|typed| typed.last) else {
                    continue;
                };
                // The verb of `j’ai` is no acronym.
                if start.elided && found.lang == Some(Lang::En) {
                    continue;
                }
                let typed = text.get(start.clause.source.start..end.clause.source.end);
                let is_telling = |typed: &&Typed<'_>| found.length == 1 || !is_everyday(typed.word);
                let telling = covered.iter().filter(is_telling);
                let count = telling.clone().count().max(1);
                for (term, lang) in found.others.iter().copied().flat_map(in_langs) {
                    let stems = stems(analyzer, term, lang);
                    // What shares the stem of the word typed is found by that, and is no synonym.
                    let own = analyzer.stems(lang, start.word);
                    let is_itself =
                        |stem: &str| found.length == 1 && own.iter().any(|own| own == stem);
                    if stems.is_empty()
                        || matches!(stems.as_slice(), [(_, stem)] if is_itself(stem))
                    {
                        continue;
                    }
                    #[expect(clippy::cast_precision_loss, reason = "words of a term")]
                    let weight = SYNONYM / (count * stems.len()) as f32;
                    for typed_word in telling.clone() {
                        self.add(
                            typed_word.place,
                            Meaning {
                                typed: typed.unwrap_or_default().to_owned(),
                                lang,
                                stems: stems.clone(),
                                weight,
                                across: found.lang.is_some() && term.lang != found.lang,
                            },
                        );
                    }
                }
            }
        }
    }

    /// Adds the translations of a clause: of words written as one, what each of them may stand for
    /// (`brise-glace`: of both, `icebreaker`).
    fn add_translations(
        &mut self,
        text: &str,
        clause: &[Typed<'_>],
        analyzer: &Analyzer,
        dictionary: &Dictionary,
    ) {
        let Some((first, rest)) = clause.split_first() else {
            return;
        };
        let raw = match rest {
            [] => first.raw,
            _ => text.get(first.clause.source.clone()).unwrap_or_default(),
        };
        for lang in Lang::ALL {
            let mut shared = translations(first, lang, analyzer, dictionary);
            for word in rest {
                let own = translations(word, lang, analyzer, dictionary);
                shared.retain(|(stem, _)| own.iter().any(|(other, _)| other == stem));
            }
            for (stem, likelihood) in shared {
                self.add(
                    first.place,
                    Meaning {
                        typed: raw.to_owned(),
                        lang,
                        stems: vec![(0, stem)],
                        weight: TRANSLATION * likelihood.sqrt(),
                        across: true,
                    },
                );
            }
        }
    }
}

/// What a word may stand for in `lang`, unless that is what the word itself is there.
fn translations(
    typed: &Typed<'_>,
    lang: Lang,
    analyzer: &Analyzer,
    dictionary: &Dictionary,
) -> Vec<(String, f32)> {
    let from = lang.other();
    if is_stop(from, typed.word.folded()) {
        return Vec::new();
    }
    let itself = analyzer.stems(lang, typed.word);
    let mut found = Vec::new();
    for stem in analyzer.stems(from, typed.word).iter() {
        let translations = dictionary.translations(from, stem).iter();
        found.extend(
            translations
                .filter(|found| itself.iter().all(|own| own != found.stem))
                .map(|found| (found.stem.clone(), found.likelihood)),
        );
    }
    found
}

fn is_everyday(word: &Word) -> bool {
    Lang::ALL.iter().any(|lang| is_stop(*lang, word.folded()))
}

/// A term in each language that it is of.
fn in_langs(term: &Term) -> Vec<(&Term, Lang)> {
    let langs = term
        .lang
        .map_or_else(|| Lang::ALL.to_vec(), |lang| vec![lang]);
    langs.into_iter().map(|lang| (term, lang)).collect()
}

/// The stems of a term's telling words, each with its place.
fn stems(analyzer: &Analyzer, term: &Term, lang: Lang) -> Vec<(usize, String)> {
    let telling = term
        .words
        .iter()
        .filter(|word| !is_stop(lang, word.folded()));
    let mut stems: Vec<(usize, String)> = telling
        .map(|word| (word.position, analyzer.stems(lang, word).first().to_owned()))
        .collect();
    let first = stems.first().map_or(0, |(place, _)| *place);
    for (place, _) in &mut stems {
        *place -= first;
    }
    stems
}

/// The words typed one after the other, as far as they are meant in any form.
fn runs<'a>(text: &'a str, parsed: &'a Parsed) -> Vec<Vec<Typed<'a>>> {
    let mut runs: Vec<Vec<Typed<'a>>> = vec![Vec::new()];
    for (group, clauses) in parsed.groups.iter().enumerate() {
        if clauses.len() > 1 {
            runs.push(Vec::new());
        }
        for (number, clause) in clauses.iter().enumerate() {
            let typed = typed(text, (group, number), clause);
            match runs.last_mut() {
                Some(run) if !typed.is_empty() && clauses.len() == 1 => run.extend(typed),
                _ => runs.extend([typed, Vec::new()]),
            }
        }
    }
    runs
}

/// The plain words of a clause; none where it is to be taken literally.
fn typed<'a>(text: &'a str, place: (usize, usize), clause: &'a Clause) -> Vec<Typed<'a>> {
    let What::Words(words, ending) = &clause.what else {
        return Vec::new();
    };
    if clause.negated || *ending == Ending::Star {
        return Vec::new();
    }
    let source = text.get(clause.source.clone()).unwrap_or_default();
    let count = words
        .iter()
        .filter(|word| word.kind == WordKind::Plain)
        .count();
    let mut elided = false;
    let mut found = Vec::with_capacity(count);
    for word in words {
        match word.kind {
            WordKind::Particle => elided = true,
            WordKind::Joined => {}
            WordKind::Plain => {
                found.push(Typed {
                    place,
                    clause,
                    word,
                    raw: source.get(word.start..word.end).unwrap_or(source),
                    first: found.is_empty(),
                    last: found.len() + 1 == count,
                    elided,
                });
                elided = false;
            }
        }
    }
    found
}
