//! What a person may have meant by a word that is nowhere in the index.

use std::collections::HashMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, TERMINATED, Term};

use super::analysis::{Word, fold_text, scan};
use super::ask::Asking;
use super::beginnings::prefix_end;
use super::parse::Ending;
use super::schema::{Fields, Part};

/// In how many texts of a segment it is looked up how a word is written.
const LOOKED_UP: usize = 3;

/// The word of the index that is closest to this one and most common; with its accents where it
/// mostly has them.
///
/// A first letter is seldom mistyped, and the words that start with it are soon looked through:
/// other words are looked at last, and only for one slip.
pub(super) fn nearest(
    asking: &Asking<'_>,
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
    let term = Term::from_field_text(asking.fields.part(Part::Rest), folded);
    let first = folded.chars().next().map(String::from).unwrap_or_default();
    let slips = (1..=furthest).map(|distance| (distance, first.as_str()));
    for (distance, first) in slips.chain([(1, "")]) {
        let whole = FuzzyTermQuery::new(term.clone(), distance, true);
        let begun = FuzzyTermQuery::new_prefix(term.clone(), distance, true);
        // Of a word only begun, what two slips away begins so is anything.
        let is_begun = ending != Ending::Whole && distance == 1;
        let queries = [Some(whole), is_begun.then_some(begun)];
        for query in queries.into_iter().flatten() {
            if let Some(found) = commonest(asking, &query, first)? {
                return accented(asking, found).map(Some);
            }
        }
    }
    Ok(None)
}

/// Of the words of the index that a fuzzy query matches and that start with `first`, the one that
/// is in most texts.
fn commonest(
    asking: &Asking<'_>,
    query: &FuzzyTermQuery,
    first: &str,
) -> tantivy::Result<Option<String>> {
    let Asking {
        searcher, fields, ..
    } = asking;
    let automaton = query.automaton()?;
    let mut found: HashMap<String, u64> = HashMap::new();
    for reader in searcher.segment_readers() {
        for field in fields.parts {
            let index = reader.inverted_index(field)?;
            let mut range = index.terms().search(&automaton).ge(first);
            if let Some(end) = prefix_end(first.as_bytes()) {
                range = range.lt(end);
            }
            let mut stream = range.into_stream()?;
            while stream.advance() {
                let Ok(term) = std::str::from_utf8(stream.key()) else {
                    continue;
                };
                if term.chars().all(char::is_alphabetic) {
                    let count = u64::from(stream.value().doc_freq);
                    *found.entry(term.to_owned()).or_insert(0) += count;
                }
            }
        }
    }
    Ok(found
        .into_iter()
        .max_by(|(a, most), (b, count)| most.cmp(count).then_with(|| b.cmp(a)))
        .map(|(term, _)| fold_text(&term)))
}

/// The form with accents of a folded word, if most of the texts looked at have it.
fn accented(asking: &Asking<'_>, folded: String) -> tantivy::Result<String> {
    let mut forms: HashMap<String, usize> = HashMap::new();
    for doc in texts_with(asking.searcher, asking.fields, &folded)? {
        let stored = asking.stored(doc)?;
        let passages = stored.passages.iter().map(|(_, text)| text);
        for text in std::iter::once(&stored.title).chain(passages) {
            let mut spans = Vec::new();
            scan(text, &mut spans);
            // The longest accents make a letter four bytes.
            let may_be = |length: usize| length >= folded.len() && length <= 4 * folded.len();
            for span in spans.iter().filter(|span| may_be(span.end - span.start)) {
                let word = Word::of(text, span);
                if word.folded() == folded {
                    *forms.entry(word.form).or_insert(0) += 1;
                }
            }
        }
    }
    let all: usize = forms.values().sum();
    let most = forms
        .into_iter()
        .max_by(|(a, most), (b, count)| most.cmp(count).then_with(|| b.cmp(a)));
    Ok(match most {
        Some((form, count)) if count * 2 > all => form,
        _ => folded,
    })
}

/// Some of the texts that have a word.
fn texts_with(
    searcher: &Searcher,
    fields: &Fields,
    folded: &str,
) -> tantivy::Result<Vec<DocAddress>> {
    let mut docs = Vec::new();
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        for part in Part::ALL {
            let term = Term::from_field_text(fields.part(part), folded);
            let index = reader.inverted_index(term.field())?;
            let Some(postings) = index.read_block_postings(&term, IndexRecordOption::Basic)? else {
                continue;
            };
            let some = postings.docs().iter().take_while(|doc| **doc < TERMINATED);
            docs.extend(
                some.take(LOOKED_UP)
                    .map(|doc| DocAddress::new(segment, *doc)),
            );
        }
    }
    docs.sort_unstable();
    docs.dedup();
    docs.truncate(4 * LOOKED_UP);
    Ok(docs)
}
