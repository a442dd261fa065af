//! What every document is counted, narrowed and sorted by, in plain arrays.
//!
//! Tantivy's columns are compact and a little slow to read one by one; an answer reads ten of them
//! for each of perhaps 200,000 documents. So each segment's are unpacked once, some 35 bytes a
//! document.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;
use tantivy::columnar::StrColumn;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use super::beginnings::Beginnings;
use super::query::{Facet, HitKind};
use super::schema::NO_DATE;
use crate::lang::Lang;

/// The facets of which a document has one value at most.
pub(super) const SINGLE: [Facet; 8] = [
    Facet::Kind,
    Facet::Status,
    Facet::Organization,
    Facet::Minister,
    Facet::Year,
    Facet::Month,
    Facet::Languages,
    Facet::Marking,
];

/// The number of no value.
pub(super) const NONE: u16 = u16::MAX;

/// Each year newer is worth this much of a score, up to so many years: less in all than to be
/// approved is worth, so that of equals a newer draft does not pass an approved note.
const YEARLY: f32 = 0.0025;
const MOST_YEARS: f32 = 38.0;
/// The year from which they count, in days from the common era (2000-01-01).
const EPOCH: i64 = 730_120;
/// What a score is worth in each state: approved over draft, and archived last, however new.
const STATES: [(&str, f32); 2] = [("approved", 1.10), ("archived", 0.75)];

/// The values of one segment.
pub(super) struct Values {
    /// The first document of what is one hit; the sides of one note stand side by side.
    heads: Vec<DocId>,
    /// Dates in days from the common era.
    dates: Vec<i32>,
    /// What the score is multiplied by.
    standing: Vec<f32>,
    /// The language of the side.
    langs: Vec<Option<Lang>>,
    /// The number of the value of each facet of [`SINGLE`].
    rows: Vec<[u16; 8]>,
    /// The values of each facet of [`SINGLE`] by number.
    names: [Vec<String>; 8],
    /// The numbers of the tags of each document, one behind the other, and where each starts.
    tags: Vec<u16>,
    tag_starts: Vec<u32>,
    /// The tags by number.
    tag_names: Vec<String>,
}

fn number(at: u64) -> u16 {
    // A field of more values than that is no facet.
    u16::try_from(at).unwrap_or(NONE)
}

fn names(column: Option<&StrColumn>) -> tantivy::Result<Vec<String>> {
    let Some(column) = column else {
        return Ok(Vec::new());
    };
    let mut names = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        names.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(names)
}

/// What a document's age and state make of its score: enough to decide between equals.
fn standing(days: i64, state: Option<&str>) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a factor needs few digits")]
    let years = if days == NO_DATE {
        20.0
    } else {
        ((days - EPOCH) as f32 / 365.25).clamp(0.0, MOST_YEARS)
    };
    let factor = STATES.iter().find(|(name, _)| Some(*name) == state);
    (1.0 + YEARLY * years) * factor.map_or(1.0, |(_, factor)| *factor)
}

/// The year and month of a date as the index has it.
fn month(days: i64) -> Option<(i32, u32)> {
    if days == NO_DATE {
        return None;
    }
    let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)?;
    Some((date.year(), date.month()))
}

/// Numbers the texts it is shown.
#[derive(Default)]
struct Numbers<K> {
    known: FxHashMap<K, u16>,
    names: Vec<String>,
}

impl<K: std::hash::Hash + Eq> Numbers<K> {
    fn of(&mut self, key: K, name: impl FnOnce() -> String) -> u16 {
        *self.known.entry(key).or_insert_with(|| {
            self.names.push(name());
            number(self.names.len() as u64 - 1)
        })
    }
}

impl Values {
    fn read(reader: &SegmentReader) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let max_doc = reader.max_doc();
        let size = max_doc as usize;
        let mut values = Self {
            heads: Vec::with_capacity(size),
            dates: Vec::with_capacity(size),
            standing: Vec::with_capacity(size),
            langs: vec![None; size],
            rows: vec![[NONE; 8]; size],
            names: Default::default(),
            tags: Vec::new(),
            tag_starts: Vec::with_capacity(size + 1),
            tag_names: Vec::new(),
        };
        for (at, facet) in SINGLE.into_iter().enumerate() {
            if matches!(facet, Facet::Year | Facet::Month) {
                continue;
            }
            let column = fast.str(facet.key())?;
            values.names[at] = names(column.as_ref())?;
            let Some(column) = column else { continue };
            for (doc, row) in (0..max_doc).zip(&mut values.rows) {
                row[at] = column.ords().first(doc).map_or(NONE, number);
            }
        }
        if let Some(column) = fast.str(Facet::Lang.key())? {
            let langs: Vec<Option<Lang>> = names(Some(&column))?
                .iter()
                .map(|name| Lang::from_code(name))
                .collect();
            for (doc, lang) in (0..max_doc).zip(&mut values.langs) {
                let ord = column.ords().first(doc).map(number);
                *lang = ord.and_then(|ord| langs.get(usize::from(ord)).copied().flatten());
            }
        }
        let tags = fast.str(Facet::Tag.key())?;
        values.tag_names = names(tags.as_ref())?;
        let (groups, dates) = (fast.u64("group")?, fast.i64("date")?);
        let mut years = Numbers::default();
        let mut months = Numbers::default();
        let mut last = None;
        for doc in 0..max_doc {
            let at = doc as usize;
            let group = groups.first(doc);
            let head = match last {
                Some((head, last)) if last == group => head,
                _ => doc,
            };
            last = Some((head, group));
            values.heads.push(head);
            let days = dates.first(doc).unwrap_or(NO_DATE);
            values.dates.push(i32::try_from(days).unwrap_or(0));
            if let Some((year, month)) = month(days) {
                values.rows[at][4] = years.of(year, || year.to_string());
                values.rows[at][5] = months.of((year, month), || format!("{year:04}-{month:02}"));
            }
            let state = values.names[1].get(usize::from(values.rows[at][1]));
            values
                .standing
                .push(standing(days, state.map(String::as_str)));
            values
                .tag_starts
                .push(u32::try_from(values.tags.len()).unwrap_or(0));
            if let Some(tags) = &tags {
                values
                    .tags
                    .extend(tags.ords().values_for_doc(doc).map(number));
            }
        }
        values
            .tag_starts
            .push(u32::try_from(values.tags.len()).unwrap_or(0));
        values.names[4] = years.names;
        values.names[5] = months.names;
        Ok(values)
    }

    /// How many documents there are.
    pub(super) fn len(&self) -> usize {
        self.heads.len()
    }

    /// The first document of the hit that this one belongs to.
    pub(super) fn head(&self, doc: DocId) -> DocId {
        self.heads.get(doc as usize).copied().unwrap_or(doc)
    }

    /// The documents of the hit that this one belongs to, the removed too.
    pub(super) fn sides(&self, doc: DocId) -> impl Iterator<Item = DocId> + '_ {
        let head = self.head(doc);
        let sides = self.heads.iter().skip(head as usize);
        (head..)
            .zip(sides.take_while(move |other| **other == head))
            .map(|(doc, _)| doc)
    }

    /// Its date in days from the common era.
    pub(super) fn date(&self, doc: DocId) -> i64 {
        self.dates
            .get(doc as usize)
            .map_or(NO_DATE, |days| i64::from(*days))
    }

    /// What its score is multiplied by.
    pub(super) fn standing(&self, doc: DocId) -> f32 {
        self.standing.get(doc as usize).copied().unwrap_or(1.0)
    }

    /// The language of the side.
    pub(super) fn lang(&self, doc: DocId) -> Option<Lang> {
        self.langs.get(doc as usize).copied().flatten()
    }

    /// Whether it is of a note or of a policy.
    pub(super) fn kind(&self, doc: DocId) -> Option<HitKind> {
        let [kind, ..] = self.row(doc);
        HitKind::from_key(self.names[0].get(usize::from(kind))?)
    }

    /// The numbers of its values of each facet of [`SINGLE`].
    pub(super) fn row(&self, doc: DocId) -> [u16; 8] {
        self.rows.get(doc as usize).copied().unwrap_or([NONE; 8])
    }

    /// The numbers of its tags.
    pub(super) fn tags(&self, doc: DocId) -> &[u16] {
        let bounds = self.tag_starts.get(doc as usize..doc as usize + 2);
        let tags = match bounds {
            Some(&[start, end]) => self.tags.get(start as usize..end as usize),
            _ => None,
        };
        tags.unwrap_or(&[])
    }

    /// The values of a facet by number: of [`SINGLE`] by its place, behind them the tags.
    pub(super) fn names(&self, at: usize) -> &[String] {
        self.names.get(at).unwrap_or(&self.tag_names)
    }
}

/// What is remembered of the segments that are asked.
#[derive(Default)]
pub(super) struct Memory {
    /// The words of the segments that start alike.
    pub(super) beginnings: Beginnings,
    segments: Mutex<FxHashMap<SegmentId, Arc<Values>>>,
}

impl Memory {
    /// The values of all segments, by number.
    pub(super) fn of(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<Values>>> {
        let mut known = self.segments.lock().unwrap_or_else(PoisonError::into_inner);
        let readers = searcher.segment_readers();
        let mut all = Vec::with_capacity(readers.len());
        for reader in readers {
            let id = reader.segment_id();
            let values = match known.get(&id) {
                Some(values) => Arc::clone(values),
                None => Arc::new(Values::read(reader)?),
            };
            all.push(values);
        }
        // What was merged away is forgotten.
        self.beginnings.keep_only(readers);
        let ids = readers.iter().map(SegmentReader::segment_id);
        *known = ids.zip(all.iter().map(Arc::clone)).collect();
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_is_the_first_day_of_2000() {
        let first: NaiveDate = "2000-01-01".parse().unwrap();
        assert_eq!(super::super::schema::days(first), EPOCH);
        assert_eq!(month(EPOCH), Some((2000, 1)));
        assert_eq!(month(NO_DATE), None);
    }

    #[test]
    fn newer_and_approved_stands_higher_and_archived_lowest() {
        let draft = standing(EPOCH + 9_000, Some("draft"));
        assert!(standing(EPOCH + 9_400, Some("draft")) > draft);
        assert!(standing(EPOCH + 9_000, Some("approved")) > draft);
        assert!(
            standing(EPOCH + 9_000, Some("approved")) > standing(EPOCH + 13_800, Some("draft"))
        );
        assert!(standing(EPOCH + 9_400, Some("archived")) < standing(EPOCH, Some("draft")));
        assert!(standing(NO_DATE, None) > 0.0);
    }
}
