//! The words of a segment that start alike, the commonest of them remembered.
//!
//! Two letters begin ten thousand words of a large notebook, of which a few dozen are read. To walk
//! over all of them takes longer than anything else in an answer, and gives the same as long as the
//! segment lives.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::index::SegmentId;
use tantivy::postings::TermInfo;
use tantivy::query::Bm25StatisticsProvider as _;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, Term};

use super::schema::{Fields, Part};

/// A walk over fewer words is not worth remembering.
const LONG_WALK: usize = 500;
/// Segments of fewer documents have no long walks.
const LARGE_SEGMENT: u32 = 2_000;
/// Of the words that start alike, the rarest of a segment are left out of its texts (never of
/// titles and labels) once the commoner ones stand in this many times as many documents as there
/// are: by the length of the start, in bytes. A text has one of the commoner ones anyway, and to
/// read thousands would take longer than the next letter.
const MOST: [u64; 5] = [1, 1, 1, 2, 4];
/// However few documents an index has, so many are read of it before anything is left out: at some
/// nanoseconds each nobody waits for them.
const ALWAYS_READ: u64 = 100_000;

/// The words of a segment that start alike.
#[derive(Debug, Clone, Default)]
pub(super) struct Begun {
    /// In how many documents they stand, each counted for itself, those left out too.
    pub(super) frequency: u64,
    /// Where they stand.
    pub(super) words: Arc<[TermInfo]>,
}

/// What was walked over, by segment.
#[derive(Debug, Default)]
pub(super) struct Beginnings {
    known: Mutex<FxHashMap<SegmentId, Walked>>,
}

/// What was walked over in a segment.
#[derive(Debug, Default)]
struct Walked {
    terms: FxHashMap<Term, Begun>,
    /// Whether everything was that [`Beginnings::prepare`] walks over.
    prepared: bool,
}

impl Beginnings {
    fn known(&self) -> MutexGuard<'_, FxHashMap<SegmentId, Walked>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The words of a segment that start as `term` does: the commonest where the index has `all`
    /// documents, or really every one.
    pub(super) fn of(
        &self,
        reader: &SegmentReader,
        term: &Term,
        all: u64,
        complete: bool,
    ) -> tantivy::Result<Begun> {
        if complete {
            return Ok(begun(every(reader, term)?, u64::MAX));
        }
        let segment = reader.segment_id();
        let known = self.known();
        if let Some(begun) = known
            .get(&segment)
            .and_then(|walked| walked.terms.get(term))
        {
            return Ok(begun.clone());
        }
        drop(known);
        let words = every(reader, term)?;
        let is_long = words.len() > LONG_WALK;
        let begun = begun(words, most(term, reader.max_doc(), all));
        if is_long {
            let mut known = self.known();
            let walked = known.entry(segment).or_default();
            walked.terms.insert(term.clone(), begun.clone());
        }
        Ok(begun)
    }

    /// Forgets the segments that are asked no more.
    pub(super) fn keep_only(&self, readers: &[SegmentReader]) {
        self.known().retain(|segment, _| {
            let mut ids = readers.iter().map(SegmentReader::segment_id);
            ids.any(|id| id == *segment)
        });
    }

    /// Walks over what any two letters begin in the texts, so that nobody who types has to wait for
    /// it. Takes a second of processor time for 100,000 notes.
    pub(super) fn prepare(&self, searcher: &Searcher, fields: &Fields) -> tantivy::Result<()> {
        let all = searcher.total_num_docs()?;
        for reader in searcher.segment_readers() {
            let segment = reader.segment_id();
            let is_prepared = self
                .known()
                .get(&segment)
                .is_some_and(|known| known.prepared);
            if is_prepared || reader.max_doc() < LARGE_SEGMENT {
                continue;
            }
            for part in Part::ALL.into_iter().filter(|part| *part != Part::Title) {
                for start in two_letters() {
                    let term = Term::from_field_text(fields.part(part), &start);
                    self.of(reader, &term, all, false)?;
                }
            }
            self.known().entry(segment).or_default().prepared = true;
        }
        Ok(())
    }
}

fn two_letters() -> impl Iterator<Item = String> {
    let second = |first: char| ('a'..='z').map(move |second| String::from_iter([first, second]));
    ('a'..='z').flat_map(second)
}

/// The first text after all that start with `prefix`: `None` where there is none.
pub(super) fn prefix_end(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.pop() {
        if last < u8::MAX {
            end.push(last + 1);
            return Some(end);
        }
    }
    None
}

/// All words of a field that start with a text.
fn every(reader: &SegmentReader, term: &Term) -> tantivy::Result<Vec<TermInfo>> {
    let field: Field = term.field();
    let index = reader.inverted_index(field)?;
    let prefix = term.serialized_value_bytes();
    let mut range = index.terms().range().ge(prefix);
    if let Some(end) = prefix_end(prefix) {
        range = range.lt(end);
    }
    let mut stream = range.without_keys().into_stream()?;
    let mut words = Vec::new();
    while stream.advance() {
        words.push(stream.value().clone());
    }
    Ok(words)
}

/// How many documents of a segment are read, at most, for the words of a text that start so, where
/// the index has `all` documents.
fn most(term: &Term, segment: u32, all: u64) -> u64 {
    let length = term.serialized_value_bytes().len();
    let times = MOST[length.min(MOST.len() - 1)];
    let most = (times * all).max(ALWAYS_READ);
    (most * u64::from(segment)).div_ceil(all.max(1))
}

/// Leaves out the rarest words where all of them together stand in more than `most` documents.
fn begun(mut words: Vec<TermInfo>, most: u64) -> Begun {
    let each = words.iter().map(|word| u64::from(word.doc_freq));
    let frequency = each.sum();
    if frequency > most {
        words.sort_unstable_by_key(|word| std::cmp::Reverse(word.doc_freq));
        let mut read = 0;
        let enough = words.iter().position(|word| {
            read += u64::from(word.doc_freq);
            read >= most
        });
        words.truncate(enough.map_or(words.len(), |last| last + 1));
        // Read in the order in which they lie on disk.
        words.sort_unstable_by_key(|word| word.postings_range.start);
    }
    Begun {
        frequency,
        words: words.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_prefix_is_after_all_its_words() {
        assert_eq!(prefix_end(b"ab"), Some(b"ac".to_vec()));
        let end = prefix_end("é".as_bytes()).unwrap();
        assert!("é\u{10ffff}".as_bytes() < end.as_slice());
        assert_eq!(prefix_end(b""), None);
    }

    #[test]
    fn of_words_begun_the_commonest_are_read_until_it_is_enough() {
        let word = |doc_freq, start| TermInfo {
            doc_freq,
            postings_range: start..start + 1,
            positions_range: 0..0,
        };
        let kept = |most| {
            let all = vec![word(1, 0), word(50, 10), word(3, 20), word(60, 30)];
            let begun = begun(all, most);
            assert_eq!(begun.frequency, 114, "what is left out counts");
            let kept: Vec<u32> = begun.words.iter().map(|word| word.doc_freq).collect();
            kept
        };
        assert_eq!(kept(114), [1, 50, 3, 60], "not more than enough");
        assert_eq!(kept(111), [50, 3, 60]);
        assert_eq!(kept(61), [50, 60]);
        assert_eq!(kept(0), [60]);
    }

    #[test]
    fn a_small_index_leaves_nothing_out_and_a_segment_has_its_share() {
        let term = |start: &str| Term::from_field_text(Field::from_field_id(0), start);
        assert_eq!(most(&term("a"), 10, 10), ALWAYS_READ);
        assert_eq!(most(&term("ab"), 100_000, 200_000), 100_000);
        assert_eq!(most(&term("abcdef"), 100_000, 200_000), 400_000);
        assert_eq!(most(&term("ab"), 0, 0), 0);
    }
}
