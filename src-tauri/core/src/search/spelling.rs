//! What a person may have meant by a word that is nowhere in the index.

use std::collections::HashMap;

use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::analysis::{Word, words};
use super::parse::Ending;
use super::schema::{Fields, Part};

/// The word of the index that is closest to this one and most common; with its accents where it
/// mostly has them.
pub(super) fn nearest(
    searcher: &Searcher,
    fields: &Fields,
    word: &Word,
    ending: Ending,
) -> tantivy::Result<Option<String>> {
    let folded = word.folded();
    let furthest = match folded.chars().count() {
        0..=3 => return Ok(None),
        4..=7 => 1,
        _ => 2,
    };
    if folded.chars().any(char::is_numeric) {
        return Ok(None);
    }
    let term = Term::from_field_text(fields.part(Part::Rest), folded);
    for distance in 1..=furthest {
        let whole = FuzzyTermQuery::new(term.clone(), distance, true);
        if let Some(found) = commonest(searcher, fields, &whole, folded)? {
            return accented(searcher, fields, found).map(Some);
        }
        if ending != Ending::Whole {
            let begun = FuzzyTermQuery::new_prefix(term.clone(), distance, true);
            if let Some(found) = commonest(searcher, fields, &begun, folded)? {
                return accented(searcher, fields, found).map(Some);
            }
        }
    }
    Ok(None)
}

/// The words of the index that a fuzzy query matches, with the number of texts they are in.
fn vocabulary(
    searcher: &Searcher,
    fields: &Fields,
    query: &FuzzyTermQuery,
) -> tantivy::Result<HashMap<String, u64>> {
    let mut found = HashMap::new();
    let mut add = |field: Field, automaton: DfaWrapper| -> tantivy::Result<()> {
        for reader in searcher.segment_readers() {
            let index = reader.inverted_index(field)?;
            let mut stream = index.terms().search(&automaton).into_stream()?;
            while stream.advance() {
                if let Ok(term) = std::str::from_utf8(stream.key()) {
                    *found.entry(term.to_owned()).or_insert(0) +=
                        u64::from(stream.value().doc_freq);
                }
            }
        }
        Ok(())
    };
    for field in fields.parts {
        add(field, query.automaton()?)?;
    }
    Ok(found)
}

fn commonest(
    searcher: &Searcher,
    fields: &Fields,
    query: &FuzzyTermQuery,
    folded: &str,
) -> tantivy::Result<Option<String>> {
    let first = folded.chars().next();
    let found = vocabulary(searcher, fields, query)?;
    Ok(found
        .into_iter()
        .filter(|(term, _)| term.chars().all(char::is_alphabetic))
        .max_by_key(|(term, count)| {
            let starts_same = term.chars().next() == first;
            (starts_same, *count, std::cmp::Reverse(term.clone()))
        })
        .map(|(term, _)| term))
}

/// The form with accents of a folded word, if most of its texts have it.
fn accented(searcher: &Searcher, fields: &Fields, folded: String) -> tantivy::Result<String> {
    let near = FuzzyTermQuery::new(
        Term::from_field_text(fields.part(Part::Rest), &folded),
        2,
        true,
    );
    let found = vocabulary(searcher, fields, &near)?;
    let all = found.get(&folded).copied().unwrap_or(0);
    Ok(found
        .into_iter()
        .filter(|(term, count)| {
            *term != folded
                && count * 2 > all
                && words(term)
                    .first()
                    .is_some_and(|word| word.folded() == folded)
        })
        .max_by_key(|(_, count)| *count)
        .map_or(folded, |(term, _)| term))
}
