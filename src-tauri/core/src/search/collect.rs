//! Walks over all that matches: counts it, divides it into facets, narrows it, keeps the best.
//!
//! The sides of one note lie side by side in the index (they are written in one batch, and merges
//! keep the order), and matches come in the order of the index: so two sides are seen to be one
//! hit by looking at the match before.
//!
//! Narrowing happens here and not in the query: the counts of a facet leave its own narrowing
//! aside, so a hit that only one facet would leave out still counts for that facet.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::StrColumn;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use super::query::{Facet, FacetCount, Narrowing, SortBy};
use super::schema::NO_DATE;
use super::values::{SINGLE, Values};
use crate::lang::{Bilingual, Lang};

/// Where the tags stand behind the facets of [`SINGLE`], and the languages behind them.
const TAG: usize = SINGLE.len();
const LANG: usize = TAG + 1;
/// Scores that differ by less, as a part of the score, are alike.
const ALIKE: f32 = 1e-4;

/// How to collect.
pub(super) struct Collecting<'a> {
    /// The values of each segment.
    pub(super) values: &'a [Arc<Values>],
    /// The hits to leave out, by segment: whether the hit that starts at a document is one.
    pub(super) without: &'a [Vec<bool>],
    /// The hits that are listed already, likewise: they are counted and not kept.
    pub(super) listed: &'a [Vec<bool>],
    /// What the facets may be.
    pub(super) narrow: &'a Narrowing,
    /// The only language in which something may match.
    pub(super) lang: Option<Lang>,
    /// The language preferred where both match alike.
    pub(super) reader: Option<Lang>,
    /// The first and the last day, in days from the common era.
    pub(super) days: (Option<i64>, Option<i64>),
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

impl Collected {
    /// The same best, and behind them those of another that counted all of these and more; keeps
    /// so many.
    pub(super) fn before(mut self, mut more: Self, keep: usize) -> Self {
        self.best.append(&mut more.best);
        self.best.truncate(keep);
        Self {
            best: self.best,
            ..more
        }
    }

    /// Brings the best into their order and keeps so many.
    pub(super) fn sort(&mut self, sort: SortBy, keep: usize) {
        self.best.sort_by(|a, b| {
            compare(
                sort,
                (b.score, b.date, &b.title),
                (a.score, a.date, &a.title),
            )
            .then_with(|| a.doc.cmp(&b.doc))
        });
        self.best.truncate(keep);
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

/// A hit whose other side may still come.
struct Pending {
    head: DocId,
    /// The best side of those that may match, with its score.
    best: Option<(DocId, Score)>,
    langs: Bilingual<bool>,
}

/// Collects in one segment.
pub(super) struct Segment {
    sort: SortBy,
    keep: usize,
    scored: bool,
    ordinal: SegmentOrdinal,
    values: Arc<Values>,
    without: Vec<bool>,
    listed: Vec<bool>,
    days: Option<(i64, i64)>,
    reader: Option<Lang>,
    titles: Option<StrColumn>,
    /// Which values each facet of [`SINGLE`] and the tags may have, by number.
    allowed: [Option<Vec<bool>>; LANG],
    langs: Option<Bilingual<bool>>,
    narrowed: bool,
    counts: [Vec<u64>; LANG],
    lang_counts: Bilingual<u64>,
    pending: Option<Pending>,
    total: usize,
    best: BinaryHeap<Reverse<Ranked>>,
}

/// What one segment gives.
pub(super) struct SegmentFruit {
    total: usize,
    best: Vec<Candidate>,
    facets: [FxHashMap<String, u64>; LANG],
    langs: Bilingual<u64>,
}

fn count(counts: &mut [u64], number: u16) {
    if let Some(count) = counts.get_mut(usize::from(number)) {
        *count += 1;
    }
}

impl Segment {
    /// The facets that would leave a hit out, a bit each.
    fn left_out_by(&self, hit: &Pending) -> u16 {
        let has = |allowed: &[bool], number: u16| {
            allowed.get(usize::from(number)).copied().unwrap_or(false)
        };
        let mut by = 0;
        let row = self.values.row(hit.head);
        for (at, (number, allowed)) in row.iter().zip(&self.allowed).enumerate() {
            if allowed
                .as_ref()
                .is_some_and(|allowed| !has(allowed, *number))
            {
                by |= 1 << at;
            }
        }
        if let Some(allowed) = &self.allowed[TAG] {
            let tags = self.values.tags(hit.head);
            if !tags.iter().any(|tag| has(allowed, *tag)) {
                by |= 1 << TAG;
            }
        }
        if hit.best.is_none() {
            by |= 1 << LANG;
        }
        by
    }

    /// Counts a hit in the facets of which there is a bit.
    fn count(&mut self, hit: &Pending, facets: u16) {
        let row = self.values.row(hit.head);
        for (at, (number, counts)) in row.iter().zip(&mut self.counts).enumerate() {
            if facets >> at & 1 == 1 {
                count(counts, *number);
            }
        }
        if facets >> TAG & 1 == 1 {
            for tag in self.values.tags(hit.head) {
                count(&mut self.counts[TAG], *tag);
            }
        }
        if facets >> LANG & 1 == 1 {
            for lang in Lang::ALL {
                self.lang_counts[lang] += u64::from(hit.langs[lang]);
            }
        }
    }

    fn settle(&mut self) {
        let Some(hit) = self.pending.take() else {
            return;
        };
        let date = self.values.date(hit.head);
        if let Some((from, to)) = self.days
            && (date == NO_DATE || date < from || date > to)
        {
            return;
        }
        let by = if self.narrowed {
            self.left_out_by(&hit)
        } else {
            0
        };
        if by != 0 {
            if by.is_power_of_two() {
                self.count(&hit, by);
            }
            return;
        }
        self.total += 1;
        self.count(&hit, u16::MAX);
        let is_listed = self.listed.get(hit.head as usize).copied();
        if let Some((doc, score)) = hit.best
            && self.keep > 0
            && !is_listed.unwrap_or(false)
        {
            self.rank(doc, score, date);
        }
    }

    /// Keeps a side if it is among the best.
    fn rank(&mut self, doc: DocId, score: Score, date: i64) {
        let score = if self.scored {
            score * self.values.standing(doc)
        } else {
            0.0
        };
        let mut ranked = Ranked {
            sort: self.sort,
            score,
            date,
            title: 0,
            doc,
        };
        if self.best.len() == self.keep {
            // The title is looked up only where it may matter.
            let loses = self
                .best
                .peek()
                .is_some_and(|Reverse(worst)| match self.sort {
                    SortBy::Relevance => (score, date) < (worst.score, worst.date),
                    SortBy::Date => (date, score) < (worst.date, worst.score),
                    SortBy::Title => false,
                });
            if loses {
                return;
            }
        }
        let title = (self.titles.as_ref()).and_then(|titles| titles.ords().first(doc));
        ranked.title = title.unwrap_or(u64::MAX);
        if self.best.len() < self.keep {
            self.best.push(Reverse(ranked));
        } else if let Some(mut worst) = self.best.peek_mut()
            && ranked > worst.0
        {
            *worst = Reverse(ranked);
        }
    }
}

impl Pending {
    /// Adds a side that matches.
    fn add(&mut self, doc: DocId, score: Score, lang: Option<Lang>, segment: (bool, Option<Lang>)) {
        let (allowed, reader) = segment;
        if let Some(lang) = lang {
            self.langs[lang] = true;
        }
        if !allowed {
            return;
        }
        let better = self.best.is_none_or(|(_, best)| {
            let alike = (score - best).abs() <= ALIKE * best.abs();
            if alike {
                reader.is_some() && lang == reader
            } else {
                score > best
            }
        });
        if better {
            self.best = Some((doc, score));
        }
    }
}

impl SegmentCollector for Segment {
    type Fruit = SegmentFruit;

    fn collect(&mut self, doc: DocId, score: Score) {
        let head = self.values.head(doc);
        if self.without.get(head as usize).copied().unwrap_or(false) {
            return;
        }
        if self.pending.as_ref().is_none_or(|hit| hit.head != head) {
            self.settle();
        }
        let lang = self.values.lang(doc);
        let allowed = self
            .langs
            .is_none_or(|langs| lang.is_some_and(|lang| langs[lang]));
        let reader = self.reader;
        self.pending
            .get_or_insert(Pending {
                head,
                best: None,
                langs: Bilingual::default(),
            })
            .add(doc, score, lang, (allowed, reader));
    }

    fn harvest(mut self) -> SegmentFruit {
        self.settle();
        let ordinal = self.ordinal;
        let ranked: Vec<Ranked> = (self.best.into_sorted_vec().into_iter())
            .map(|Reverse(ranked)| ranked)
            .collect();
        let same = |a: &Ranked, b: Option<&Ranked>| {
            b.is_some_and(|b| a.score.total_cmp(&b.score).is_eq() && a.date == b.date)
        };
        let best = ranked
            .iter()
            .enumerate()
            .map(|(at, now)| {
                // By relevance, many are kept to be looked at again: their titles matter only
                // between equals.
                let before = at.checked_sub(1).and_then(|at| ranked.get(at));
                let matters = self.sort != SortBy::Relevance
                    || same(now, before)
                    || same(now, ranked.get(at + 1));
                let mut title = String::new();
                if let Some(titles) = self.titles.as_ref().filter(|_| matters) {
                    // A title that cannot be read is sorted first; the hit stays.
                    let _ = titles.ord_to_str(now.title, &mut title);
                }
                Candidate {
                    doc: DocAddress::new(ordinal, now.doc),
                    score: now.score,
                    date: now.date,
                    title,
                }
            })
            .collect();
        let mut at = 0;
        let facets = self.counts.map(|counts| {
            let names = self.values.names(at);
            at += 1;
            let counts = names.iter().zip(counts);
            counts
                .filter(|(name, count)| *count > 0 && !name.is_empty())
                .map(|(name, count)| (name.clone(), count))
                .collect()
        });
        SegmentFruit {
            total: self.total,
            best,
            facets,
            langs: self.lang_counts,
        }
    }
}

impl Collecting<'_> {
    fn order(&self) -> SortBy {
        match self.sort {
            SortBy::Relevance if !self.scored => SortBy::Date,
            sort => sort,
        }
    }

    fn wanted(&self, facet: Facet) -> Option<&[String]> {
        let values = self.narrow.get(&facet)?;
        (!values.is_empty()).then_some(values)
    }

    /// The languages that may match, where not all may.
    fn langs(&self) -> Option<Bilingual<bool>> {
        let values = self.wanted(Facet::Lang);
        if values.is_none() && self.lang.is_none() {
            return None;
        }
        Some(Bilingual::new((), ()).map(|lang, ()| {
            self.lang.is_none_or(|only| only == lang)
                && values.is_none_or(|values| values.iter().any(|value| value == lang.code()))
        }))
    }
}

impl Collector for Collecting<'_> {
    type Fruit = Collected;
    type Child = Segment;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<Segment> {
        let values = match self.values.get(ordinal as usize) {
            Some(values) => Arc::clone(values),
            None => return Err(tantivy::TantivyError::InternalError("no values".to_owned())),
        };
        let facet = |at: usize| SINGLE.get(at).copied().unwrap_or(Facet::Tag);
        let allowed: [Option<Vec<bool>>; LANG] = std::array::from_fn(|at| {
            let wanted = self.wanted(facet(at))?;
            let names = values.names(at).iter();
            Some(names.map(|name| wanted.contains(name)).collect())
        });
        let langs = self.langs();
        let (from, to) = self.days;
        Ok(Segment {
            sort: self.order(),
            keep: self.keep,
            scored: self.scored,
            ordinal,
            without: self
                .without
                .get(ordinal as usize)
                .cloned()
                .unwrap_or_default(),
            listed: (self.listed.get(ordinal as usize))
                .cloned()
                .unwrap_or_default(),
            days: (from.is_some() || to.is_some())
                .then(|| (from.unwrap_or(i64::MIN), to.unwrap_or(i64::MAX))),
            reader: self.reader,
            titles: reader.fast_fields().str("sort_title")?,
            narrowed: langs.is_some() || allowed.iter().any(Option::is_some),
            allowed,
            langs,
            counts: std::array::from_fn(|at| vec![0; values.names(at).len()]),
            lang_counts: Bilingual::default(),
            values,
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
        let mut facets: [FxHashMap<String, u64>; LANG] = Default::default();
        let mut langs = Bilingual::new(0, 0);
        for segment in segments {
            collected.total += segment.total;
            collected.best.extend(segment.best);
            for (sums, values) in facets.iter_mut().zip(segment.facets) {
                for (value, count) in values {
                    *sums.entry(value).or_insert(0) += count;
                }
            }
            for lang in Lang::ALL {
                langs[lang] += segment.langs[lang];
            }
        }
        collected.sort(self.order(), self.keep);
        let langs: FxHashMap<String, u64> = langs
            .iter()
            .filter(|(_, count)| **count > 0)
            .map(|(lang, count)| (lang.code().to_owned(), *count))
            .collect();
        let names = SINGLE.into_iter().chain([Facet::Tag, Facet::Lang]);
        collected.facets = names
            .zip(facets.into_iter().chain([langs]))
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

/// Collects the hits that match with any side, by segment: a note is left out whole, whichever
/// side has the word.
pub(super) struct Heads<'a> {
    /// The values of each segment.
    pub(super) values: &'a [Arc<Values>],
}

/// Collects hits in one segment.
pub(super) struct SegmentHeads {
    ordinal: SegmentOrdinal,
    values: Arc<Values>,
    heads: Vec<bool>,
}

impl SegmentCollector for SegmentHeads {
    type Fruit = (SegmentOrdinal, Vec<bool>);

    fn collect(&mut self, doc: DocId, _: Score) {
        if let Some(head) = self.heads.get_mut(self.values.head(doc) as usize) {
            *head = true;
        }
    }

    fn harvest(self) -> Self::Fruit {
        (self.ordinal, self.heads)
    }
}

impl Collector for Heads<'_> {
    type Fruit = Vec<Vec<bool>>;
    type Child = SegmentHeads;

    fn for_segment(
        &self,
        ordinal: SegmentOrdinal,
        _: &SegmentReader,
    ) -> tantivy::Result<SegmentHeads> {
        match self.values.get(ordinal as usize) {
            Some(values) => Ok(SegmentHeads {
                ordinal,
                heads: vec![false; values.len()],
                values: Arc::clone(values),
            }),
            None => Err(tantivy::TantivyError::InternalError("no values".to_owned())),
        }
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(
        &self,
        mut segments: Vec<(SegmentOrdinal, Vec<bool>)>,
    ) -> tantivy::Result<Vec<Vec<bool>>> {
        segments.sort_by_key(|(ordinal, _)| *ordinal);
        Ok(segments.into_iter().map(|(_, heads)| heads).collect())
    }
}
