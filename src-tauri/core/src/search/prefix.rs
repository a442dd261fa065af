//! A query for every word that starts in some way, scored as if they were one word.
//!
//! Tantivy's own prefix and automaton queries give each match the same score; a word half typed
//! would then find its notes in no order at all.

use std::ops::Range;

use tantivy::postings::TermInfo;
use tantivy::query::{EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

/// The usual constants of BM25, as tantivy has them.
const K1: Score = 1.2;
const B: Score = 0.75;

/// Every word of a field that starts with some text.
#[derive(Debug, Clone)]
pub(super) struct PrefixQuery {
    /// The field.
    pub(super) field: Field,
    /// The start of the words.
    pub(super) prefix: String,
    /// They count as no rarer than what so many documents have, whatever this field says.
    pub(super) common: u64,
}

/// The first text after all that start with `prefix`: `None` where there is none.
fn prefix_end(prefix: &str) -> Option<Vec<u8>> {
    let mut end = prefix.as_bytes().to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}

impl PrefixQuery {
    fn terms(&self, reader: &SegmentReader) -> tantivy::Result<Vec<TermInfo>> {
        let index = reader.inverted_index(self.field)?;
        let mut range = index.terms().range().ge(self.prefix.as_bytes());
        if let Some(end) = prefix_end(&self.prefix) {
            range = range.lt(end);
        }
        let mut stream = range.without_keys().into_stream()?;
        let mut terms = Vec::new();
        while stream.advance() {
            terms.push(stream.value().clone());
        }
        Ok(terms)
    }

    /// How many documents at most have such a word.
    pub(super) fn doc_freq(&self, segments: &[SegmentReader]) -> tantivy::Result<u64> {
        let mut frequency = 0;
        for reader in segments {
            let terms = self.terms(reader)?;
            let sum: u64 = terms.iter().map(|term| u64::from(term.doc_freq)).sum();
            frequency += sum.min(u64::from(reader.max_doc()));
        }
        Ok(frequency)
    }
}

impl Query for PrefixQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let (idf, average_length) = match scoring {
            EnableScoring::Enabled {
                searcher,
                statistics_provider,
            } => {
                let all = statistics_provider.total_num_docs()?;
                let found = self.doc_freq(searcher.segment_readers())?;
                let found = found.max(self.common).min(all);
                let tokens = statistics_provider.total_num_tokens(self.field)?;
                (idf(found, all), ratio(tokens, all.max(1)).max(1.0))
            }
            EnableScoring::Disabled { .. } => (1.0, 1.0),
        };
        Ok(Box::new(PrefixWeight {
            query: self.clone(),
            idf,
            average_length,
        }))
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a score needs no more than 24 bits"
)]
fn ratio(above: u64, below: u64) -> Score {
    above as Score / below as Score
}

fn idf(found: u64, all: u64) -> Score {
    let (found, all) = (ratio(found, 1), ratio(all, 1));
    (1.0 + (all - found + 0.5) / (found + 0.5)).ln()
}

struct PrefixWeight {
    query: PrefixQuery,
    idf: Score,
    average_length: Score,
}

impl Weight for PrefixWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let terms = self.query.terms(reader)?;
        if terms.is_empty() {
            return Ok(Box::new(EmptyScorer));
        }
        let index = reader.inverted_index(self.query.field)?;
        let mut counts = vec![0_u16; reader.max_doc() as usize];
        let mut bounds: Range<usize> = counts.len()..0;
        let mut found = 0;
        for term in &terms {
            let mut postings =
                index.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?;
            while !postings.docs().is_empty() {
                for (doc, count) in postings.docs().iter().zip(postings.freqs()) {
                    let doc = *doc as usize;
                    bounds = bounds.start.min(doc)..bounds.end.max(doc + 1);
                    if let Some(sum) = counts.get_mut(doc) {
                        found += u32::from(*sum == 0);
                        *sum = sum.saturating_add(u16::try_from(*count).unwrap_or(u16::MAX));
                    }
                }
                postings.advance();
            }
        }
        let mut scorer = PrefixScorer {
            lengths: reader.get_fieldnorms_reader(self.query.field)?,
            doc: 0,
            end: doc_id(bounds.end.min(counts.len())),
            counts,
            found,
            factor: self.idf * boost * (1.0 + K1),
            average_length: self.average_length,
        };
        scorer.doc = scorer.next_from(doc_id(bounds.start));
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() <= doc && scorer.seek(doc) == doc {
            Ok(Explanation::new("prefix", scorer.score()))
        } else {
            Err(TantivyError::InvalidArgument("no match".to_owned()))
        }
    }
}

fn doc_id(at: usize) -> DocId {
    DocId::try_from(at).unwrap_or(TERMINATED)
}

struct PrefixScorer {
    counts: Vec<u16>,
    lengths: tantivy::fieldnorm::FieldNormReader,
    doc: DocId,
    end: DocId,
    found: u32,
    factor: Score,
    average_length: Score,
}

impl PrefixScorer {
    fn next_from(&self, from: DocId) -> DocId {
        let rest = self
            .counts
            .get(from as usize..self.end as usize)
            .unwrap_or_default();
        rest.iter()
            .position(|count| *count > 0)
            .map_or(TERMINATED, |ahead| from + doc_id(ahead))
    }
}

impl DocSet for PrefixScorer {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.next_from(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.next_from(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.found
    }
}

impl Scorer for PrefixScorer {
    fn score(&mut self) -> Score {
        let count = self.counts.get(self.doc as usize).copied().unwrap_or(0);
        let count = Score::from(count);
        let length = ratio(u64::from(self.lengths.fieldnorm(self.doc)), 1);
        let norm = K1 * (1.0 - B + B * length / self.average_length);
        self.factor * count / (count + norm)
    }
}

#[cfg(test)]
mod tests {
    use super::prefix_end;

    #[test]
    fn the_end_of_a_prefix_is_after_all_its_words() {
        assert_eq!(prefix_end("ab"), Some(b"ac".to_vec()));
        assert!("é\u{10ffff}".as_bytes() < prefix_end("é").unwrap().as_slice());
        assert_eq!(prefix_end(""), None);
    }
}
