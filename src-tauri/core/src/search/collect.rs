//! Walks over all that matches: counts it, divides it into facets, keeps the best.
//!
//! The sides of one note lie side by side in the index (they are written in one batch, and merges
//! keep the order), and matches come in the order of the index: so two sides are seen to be one
//! hit by looking at the match before.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::query::{Facet, FacetCount, SortBy};
use super::schema::NO_DATE;

/// The facets that are a field's values.
const FACETS: [Facet; 7] = [
    Facet::Kind,
    Facet::Status,
    Facet::Organization,
    Facet::Minister,
    Facet::Languages,
    Facet::Marking,
    Facet::Tag,
];

/// Each year newer is worth this much of a score.
const YEARLY: f32 = 0.01;
/// The year from which they count, in days from the common era (2000-01-01).
const EPOCH: i64 = 730_120;
/// What a score is worth in each state: approved over draft, archived last.
const STATES: [(&str, f32); 2] = [("approved", 1.05), ("archived", 0.8)];

/// How to collect.
pub(super) struct Collecting {
    /// The groups to leave out.
    pub(super) without: Arc<HashSet<u64>>,
    /// The order.
    pub(super) sort: SortBy,
    /// How many of the best to keep.
    pub(super) keep: usize,
    /// Whether there are scores.
    pub(super) scored: bool,
}

/// What was collected.
#[derive(Default)]
pub(super) struct Collected {
    /// How many notes and excerpts match.
    pub(super) total: usize,
    /// The best, in order.
    pub(super) best: Vec<Candidate>,
    /// How they divide.
    pub(super) facets: BTreeMap<Facet, Vec<FacetCount>>,
}

/// A note or excerpt that matches, by its best side.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The side.
    pub(super) doc: DocAddress,
    /// Its score.
    pub(super) score: Score,
    date: i64,
    title: String,
}

/// The better of two is the greater.
fn compare<T: Ord>(sort: SortBy, a: (Score, i64, &T), b: (Score, i64, &T)) -> Ordering {
    let score = || a.0.total_cmp(&b.0);
    let date = || a.1.cmp(&b.1);
    let title = || b.2.cmp(a.2);
    match sort {
        SortBy::Relevance => score().then_with(date).then_with(title),
        SortBy::Date => date().then_with(score).then_with(title),
        SortBy::Title => title().then_with(date).then_with(score),
    }
}

/// A candidate within its segment.
struct Ranked {
    sort: SortBy,
    score: Score,
    date: i64,
    title: u64,
    doc: DocId,
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        compare(
            self.sort,
            (self.score, self.date, &self.title),
            (other.score, other.date, &other.title),
        )
        .then_with(|| other.doc.cmp(&self.doc))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ranked {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ranked {}

/// The values of a field in one segment, and how many matches have each.
struct Counts {
    column: Option<StrColumn>,
    counts: Vec<u64>,
}

impl Counts {
    fn new(reader: &SegmentReader, field: &str) -> tantivy::Result<Self> {
        let column = reader.fast_fields().str(field)?;
        let counts = vec![0; column.as_ref().map_or(0, |column| column.num_terms())];
        Ok(Self { column, counts })
    }

    fn ord(&self, doc: DocId) -> Option<u64> {
        self.column.as_ref()?.ords().first(doc)
    }

    fn count(&mut self, doc: DocId) {
        let Some(column) = &self.column else { return };
        for ord in column.ords().values_for_doc(doc) {
            if let Some(count) = usize::try_from(ord)
                .ok()
                .and_then(|ord| self.counts.get_mut(ord))
            {
                *count += 1;
            }
        }
    }

    fn into_values(self) -> HashMap<String, u64> {
        let mut values = HashMap::new();
        let Some(column) = self.column else {
            return values;
        };
        for (ord, count) in self.counts.into_iter().enumerate() {
            let mut value = String::new();
            if count > 0
                && column
                    .ord_to_str(ord as u64, &mut value)
                    .is_ok_and(|known| known && !value.is_empty())
            {
                values.insert(value, count);
            }
        }
        values
    }
}

/// A hit whose other side may still come.
struct Pending {
    group: u64,
    doc: DocId,
    best: DocId,
    score: Score,
}

/// Collects in one segment.
pub(super) struct Segment {
    sort: SortBy,
    keep: usize,
    scored: bool,
    ordinal: SegmentOrdinal,
    groups: Column<u64>,
    without: Arc<HashSet<u64>>,
    dates: Column<i64>,
    titles: Option<StrColumn>,
    facets: [Counts; 7],
    langs: Counts,
    /// By year and month.
    months: HashMap<(i32, u32), u64>,
    states: Vec<f32>,
    pending: Option<Pending>,
    total: usize,
    best: BinaryHeap<Reverse<Ranked>>,
}

/// What one segment gives.
pub(super) struct SegmentFruit {
    total: usize,
    best: Vec<Candidate>,
    facets: BTreeMap<Facet, HashMap<String, u64>>,
}

impl Segment {
    fn settle(&mut self) {
        let Some(hit) = self.pending.take() else {
            return;
        };
        self.total += 1;
        for counts in &mut self.facets {
            counts.count(hit.doc);
        }
        let date = self.dates.first(hit.doc).unwrap_or(NO_DATE);
        if let Some(month) = month(date) {
            *self.months.entry(month).or_insert(0) += 1;
        }
        if self.keep == 0 {
            return;
        }
        let score = if self.scored {
            hit.score * self.standing(hit.doc, date)
        } else {
            0.0
        };
        let sort = match self.sort {
            SortBy::Relevance if !self.scored => SortBy::Date,
            sort => sort,
        };
        let mut ranked = Ranked {
            sort,
            score,
            date,
            title: 0,
            doc: hit.best,
        };
        if self.best.len() == self.keep {
            // The title is looked up only where it may matter.
            let worst = self
                .best
                .peek()
                .map(|Reverse(worst)| (worst.score, worst.date));
            let loses = worst.is_some_and(|(worst_score, worst_date)| match sort {
                SortBy::Relevance => score < worst_score,
                SortBy::Date => date < worst_date,
                SortBy::Title => false,
            });
            if loses {
                return;
            }
        }
        let title = (self.titles.as_ref()).and_then(|titles| titles.ords().first(hit.best));
        ranked.title = title.unwrap_or(u64::MAX);
        if self.best.len() < self.keep {
            self.best.push(Reverse(ranked));
        } else if let Some(mut worst) = self.best.peek_mut()
            && ranked > worst.0
        {
            *worst = Reverse(ranked);
        }
    }

    /// What a hit's age and state make of its score: enough to decide between equals.
    fn standing(&self, doc: DocId, date: i64) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a factor needs few digits")]
        let years = if date == NO_DATE {
            20.0
        } else {
            ((date - EPOCH) as f32 / 365.25).clamp(0.0, 100.0)
        };
        let state = self.facets[1]
            .ord(doc)
            .and_then(|ord| self.states.get(usize::try_from(ord).ok()?))
            .copied();
        (1.0 + YEARLY * years) * state.unwrap_or(1.0)
    }
}

/// The year and month of a date as the index has it.
fn month(days: i64) -> Option<(i32, u32)> {
    if days == NO_DATE {
        return None;
    }
    let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(days).ok()?)?;
    Some((date.year(), date.month()))
}

impl SegmentCollector for Segment {
    type Fruit = SegmentFruit;

    fn collect(&mut self, doc: DocId, score: Score) {
        let group = self.groups.first(doc).unwrap_or(u64::from(doc));
        if !self.without.is_empty() && self.without.contains(&group) {
            return;
        }
        self.langs.count(doc);
        if let Some(hit) = &mut self.pending
            && hit.group == group
        {
            if score > hit.score {
                hit.best = doc;
                hit.score = score;
            }
            return;
        }
        self.settle();
        self.pending = Some(Pending {
            group,
            doc,
            best: doc,
            score,
        });
    }

    fn harvest(mut self) -> SegmentFruit {
        self.settle();
        let titles = self.titles;
        let ordinal = self.ordinal;
        let best = self
            .best
            .into_iter()
            .map(|Reverse(ranked)| {
                let mut title = String::new();
                if let Some(titles) = &titles {
                    // A title that cannot be read is sorted first; the hit stays.
                    let _ = titles.ord_to_str(ranked.title, &mut title);
                }
                Candidate {
                    doc: DocAddress::new(ordinal, ranked.doc),
                    score: ranked.score,
                    date: ranked.date,
                    title,
                }
            })
            .collect();
        let mut facets = BTreeMap::new();
        for (facet, counts) in FACETS.into_iter().zip(self.facets) {
            facets.insert(facet, counts.into_values());
        }
        facets.insert(Facet::Lang, self.langs.into_values());
        let mut years: HashMap<String, u64> = HashMap::new();
        let mut months = HashMap::new();
        for ((year, month), count) in self.months {
            *years.entry(year.to_string()).or_insert(0) += count;
            months.insert(format!("{year:04}-{month:02}"), count);
        }
        facets.insert(Facet::Year, years);
        facets.insert(Facet::Month, months);
        SegmentFruit {
            total: self.total,
            best,
            facets,
        }
    }
}

impl Collector for Collecting {
    type Fruit = Collected;
    type Child = Segment;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<Segment> {
        let fast = reader.fast_fields();
        let counts = FACETS.map(|facet| Counts::new(reader, facet.key()));
        let [
            kind,
            status,
            organization,
            minister,
            languages,
            marking,
            tag,
        ] = counts;
        let status = status?;
        let mut factors = vec![1.0; status.counts.len()];
        if let Some(column) = &status.column {
            for (ord, factor) in factors.iter_mut().enumerate() {
                let mut state = String::new();
                column.ord_to_str(ord as u64, &mut state)?;
                if let Some((_, known)) = STATES.iter().find(|(name, _)| *name == state) {
                    *factor = *known;
                }
            }
        }
        Ok(Segment {
            sort: self.sort,
            keep: self.keep,
            scored: self.scored,
            ordinal,
            groups: fast.u64("group")?,
            without: Arc::clone(&self.without),
            dates: fast.i64("date")?,
            titles: fast.str("sort_title")?,
            facets: [
                kind?,
                status,
                organization?,
                minister?,
                languages?,
                marking?,
                tag?,
            ],
            langs: Counts::new(reader, Facet::Lang.key())?,
            months: HashMap::new(),
            states: factors,
            pending: None,
            total: 0,
            best: BinaryHeap::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored
    }

    fn merge_fruits(&self, segments: Vec<SegmentFruit>) -> tantivy::Result<Collected> {
        let mut collected = Collected::default();
        let mut facets: BTreeMap<Facet, HashMap<String, u64>> = BTreeMap::new();
        for segment in segments {
            collected.total += segment.total;
            collected.best.extend(segment.best);
            for (facet, values) in segment.facets {
                let sums = facets.entry(facet).or_default();
                for (value, count) in values {
                    *sums.entry(value).or_insert(0) += count;
                }
            }
        }
        let sort = match self.sort {
            SortBy::Relevance if !self.scored => SortBy::Date,
            sort => sort,
        };
        collected.best.sort_by(|a, b| {
            compare(
                sort,
                (b.score, b.date, &b.title),
                (a.score, a.date, &a.title),
            )
            .then_with(|| a.doc.cmp(&b.doc))
        });
        collected.best.truncate(self.keep);
        collected.facets = facets
            .into_iter()
            .map(|(facet, values)| {
                let mut counts: Vec<FacetCount> = values
                    .into_iter()
                    .map(|(value, count)| FacetCount { value, count })
                    .collect();
                if matches!(facet, Facet::Year | Facet::Month) {
                    counts.sort_by(|a, b| b.value.cmp(&a.value));
                } else {
                    counts.sort_by(|a, b| b.count.cmp(&a.count).then(a.value.cmp(&b.value)));
                }
                (facet, counts)
            })
            .collect();
        Ok(collected)
    }
}

/// Collects the groups of all that matches: a note is left out whole, whichever side has the word.
pub(super) struct Groups;

/// Collects groups in one segment.
pub(super) struct SegmentGroups {
    column: Column<u64>,
    groups: HashSet<u64>,
}

impl SegmentCollector for SegmentGroups {
    type Fruit = HashSet<u64>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.groups.extend(self.column.first(doc));
    }

    fn harvest(self) -> HashSet<u64> {
        self.groups
    }
}

impl Collector for Groups {
    type Fruit = HashSet<u64>;
    type Child = SegmentGroups;

    fn for_segment(
        &self,
        _: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<SegmentGroups> {
        Ok(SegmentGroups {
            column: reader.fast_fields().u64("group")?,
            groups: HashSet::new(),
        })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, segments: Vec<HashSet<u64>>) -> tantivy::Result<HashSet<u64>> {
        Ok(segments.into_iter().flatten().collect())
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
}
