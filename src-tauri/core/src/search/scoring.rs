//! Finds and scores words in all their fields at once.
//!
//! A word stands in several fields, in several forms, or is only begun and stands for a thousand
//! others. All its postings of a segment are read block by block into one array of scores: that is
//! several times faster than a tree of tantivy's unions with one cursor a field and form, and it
//! scores a word half typed as if it were one word. Long, and one file: what is read, what it is worth
//! and in which order are one loop.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyError, Term};

use super::beginnings::Beginnings;

/// The usual constants of BM25, as tantivy has them.
const K1: Score = 1.2;
const B: Score = 0.75;
/// How much each field but the best adds.
pub(super) const TIE: Score = 0.1;
/// Of what most of a long question will do for, how much more it counts to have all of it.
const COVERAGE: Score = 2.0;
/// Looking a document up costs as much as reading so many.
const SEEK: usize = 12;

/// Where a word is looked for, and how much it counts there.
#[derive(Debug, Clone)]
pub(super) struct Look {
    /// The field and the word, or how it starts.
    pub(super) term: Term,
    /// Whether every word that starts so is meant.
    pub(super) begun: bool,
    /// Whether really every one, however many there are.
    pub(super) complete: bool,
    /// Its weight.
    pub(super) weight: Score,
    /// What it is to the document.
    pub(super) place: Place,
}

/// What a field is to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Its text: a word is as rare as it is in all of them.
    Text,
    /// A label of it, in which a word is as rare as it is there.
    Label,
    /// Something it borrows: found there alone, it is not found.
    Borrowed,
}

/// A word and where it stands in one state of the index.
#[derive(Debug)]
pub(super) struct Found {
    looks: Vec<Looked>,
    /// By segment, each with the number of its look; those of one look stand together.
    segments: FxHashMap<SegmentId, Vec<(usize, TermInfo)>>,
    /// In how many documents it may be, at most.
    reach: u64,
    /// How much it tells: its rarity.
    telling: Score,
}

/// A [`Look`] with what scores are made from.
#[derive(Debug)]
struct Looked {
    field: Field,
    begun: bool,
    borrowed: bool,
    weight: Score,
    /// The average length of the field.
    average: Score,
}

fn idf(found: u64, all: u64) -> Score {
    let (found, all) = (ratio(found.min(all), 1), ratio(all, 1));
    (1.0 + (all - found + 0.5) / (found + 0.5)).ln()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a score needs no more than 24 bits"
)]
fn ratio(above: u64, below: u64) -> Score {
    above as Score / below as Score
}

impl Found {
    /// Looks a word up; `None` where it is nowhere.
    pub(super) fn new(
        searcher: &Searcher,
        all: u64,
        looks: &[Look],
        beginnings: &Beginnings,
    ) -> tantivy::Result<Option<Self>> {
        let mut segments: FxHashMap<SegmentId, Vec<(usize, TermInfo)>> = FxHashMap::default();
        let mut frequencies = vec![0_u64; looks.len()];
        for reader in searcher.segment_readers() {
            let mut postings = Vec::new();
            for (at, look) in looks.iter().enumerate() {
                let field = look.term.field();
                let (frequency, words) = if look.begun {
                    let complete = look.complete || look.place != Place::Text;
                    let begun = beginnings.of(reader, &look.term, all, complete)?;
                    (begun.frequency, begun.words)
                } else {
                    let info = reader.inverted_index(field)?.get_term_info(&look.term)?;
                    let frequency = info.as_ref().map_or(0, |info| u64::from(info.doc_freq));
                    (frequency, info.into_iter().collect())
                };
                frequencies[at] += frequency.min(u64::from(reader.max_doc()));
                postings.extend(words.iter().map(|info| (at, info.clone())));
            }
            segments.insert(reader.segment_id(), postings);
        }
        if frequencies.iter().all(|frequency| *frequency == 0) {
            return Ok(None);
        }
        let most = |is_begun: bool| {
            let texts = looks.iter().zip(&frequencies);
            texts
                .filter(|(look, _)| look.place == Place::Text && look.begun == is_begun)
                .map(|(_, frequency)| *frequency)
                .max()
                .unwrap_or(0)
        };
        let (whole, begun) = (most(false), most(true));
        let widest = frequencies.iter().copied().max().unwrap_or(0);
        let told_by = if whole > 0 { whole } else { widest };
        let mut looked = Vec::with_capacity(looks.len());
        for (look, frequency) in looks.iter().zip(&frequencies) {
            let common = match (look.place, look.begun) {
                (Place::Text, false) => whole,
                (_, true) => begun.max(*frequency),
                _ => *frequency,
            };
            let field = look.term.field();
            let tokens = searcher.total_num_tokens(field)?;
            looked.push(Looked {
                field,
                begun: look.begun,
                borrowed: look.place == Place::Borrowed,
                weight: look.weight * idf(common, all) * (1.0 + K1),
                average: ratio(tokens, all.max(1)).max(1.0),
            });
        }
        Ok(Some(Self {
            looks: looked,
            segments,
            reach: frequencies.iter().sum(),
            telling: idf(told_by, all),
        }))
    }
}

/// A set of documents of one segment.
struct Bits {
    words: Vec<u64>,
}

impl Bits {
    fn new(max_doc: u32) -> Self {
        Self {
            words: vec![0; (max_doc as usize).div_ceil(64)],
        }
    }

    fn insert(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word |= 1 << (doc % 64);
        }
    }

    fn clear(&mut self) {
        self.words.fill(0);
    }

    fn has(&self, doc: DocId) -> bool {
        let word = self.words.get(doc as usize / 64);
        word.is_some_and(|word| word >> (doc % 64) & 1 == 1)
    }

    fn count(&self) -> usize {
        let ones = self.words.iter().map(|word| word.count_ones() as usize);
        ones.sum()
    }

    fn and(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    fn or(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// The first document from `from` on.
    fn next(&self, from: DocId) -> Option<DocId> {
        let mut at = from as usize / 64;
        let mut word = self.words.get(at)? & (u64::MAX << (from % 64));
        while word == 0 {
            at += 1;
            word = *self.words.get(at)?;
        }
        DocId::try_from(at * 64 + word.trailing_zeros() as usize).ok()
    }

    fn iter(&self) -> impl Iterator<Item = DocId> + '_ {
        let mut from = Some(0);
        std::iter::from_fn(move || {
            let doc = self.next(from?)?;
            from = doc.checked_add(1);
            Some(doc)
        })
    }
}

/// What matches in one segment, with scores.
struct Matches {
    any: Bits,
    /// What matches otherwise than in something borrowed.
    own: Bits,
    scores: Vec<Score>,
}

impl Matches {
    fn new(max_doc: u32) -> Self {
        Self {
            any: Bits::new(max_doc),
            own: Bits::new(max_doc),
            scores: vec![0.0; max_doc as usize],
        }
    }
}

/// The documents to look at: all, or some of which there are so many.
#[derive(Clone, Copy)]
struct Within<'a>(Option<(&'a Bits, usize)>);

impl Within<'_> {
    fn has(&self, doc: DocId) -> bool {
        self.0.is_none_or(|(bits, _)| bits.has(doc))
    }
}

/// Calls `with` for each document of some postings with how often the word is in it.
fn read(postings: &mut BlockSegmentPostings, within: Within<'_>, mut with: impl FnMut(DocId, u32)) {
    if let Some((bits, count)) = within.0
        && count * SEEK < postings.doc_freq() as usize
    {
        let mut next = bits.next(0);
        while let Some(doc) = next {
            let at = postings.seek(doc);
            match postings.docs().get(at) {
                Some(found) if *found == doc => {
                    with(doc, postings.freq(at));
                    next = bits.next(doc + 1);
                }
                Some(found) if *found < TERMINATED => next = bits.next(*found),
                _ => return,
            }
        }
        return;
    }
    while !postings.docs().is_empty() {
        for (doc, count) in postings.docs().iter().zip(postings.freqs()) {
            if within.has(*doc) {
                with(*doc, *count);
            }
        }
        postings.advance();
    }
}

/// The part of a score that is due to how often a word is in a field, and how long the field is.
struct Saturation {
    lengths: FieldNormReader,
    norms: Box<[Score; 256]>,
}

impl Saturation {
    fn new(reader: &SegmentReader, field: Field, average: Score) -> tantivy::Result<Self> {
        let mut norms = Box::new([0.0; 256]);
        for (id, norm) in (0..=u8::MAX).zip(norms.iter_mut()) {
            let length = ratio(u64::from(FieldNormReader::id_to_fieldnorm(id)), 1);
            *norm = K1 * (1.0 - B + B * length / average);
        }
        Ok(Self {
            lengths: reader.get_fieldnorms_reader(field)?,
            norms,
        })
    }

    fn of(&self, doc: DocId, count: u32) -> Score {
        let norm = self.norms[usize::from(self.lengths.fieldnorm_id(doc))];
        let count = ratio(u64::from(count), 1);
        count / (count + norm)
    }
}

/// Adds up the scores of one thing wanted: the best counts, the others a little. Used again for the
/// next, since the arrays are large.
struct Sums {
    /// The best and the sum of each document; nothing where `any` has it not.
    best: Vec<[Score; 2]>,
    any: Bits,
    own: Bits,
}

impl Sums {
    fn new(max_doc: u32) -> Self {
        Self {
            best: vec![[0.0; 2]; max_doc as usize],
            any: Bits::new(max_doc),
            own: Bits::new(max_doc),
        }
    }

    fn add(&mut self, doc: DocId, score: Score) {
        self.any.insert(doc);
        if let Some([best, sum]) = self.best.get_mut(doc as usize) {
            *best = best.max(score);
            *sum += score;
        }
    }

    /// Gives each document with its score to `with`, and forgets all.
    fn empty(&mut self, mut with: impl FnMut(DocId, Score)) {
        for doc in self.any.iter() {
            if let Some(entry) = self.best.get_mut(doc as usize) {
                let [best, sum] = std::mem::take(entry);
                with(doc, best + TIE * (sum - best));
            }
        }
        self.any.clear();
        self.own.clear();
    }
}

impl Found {
    /// Adds up where the word stands in a segment.
    fn add_to(
        &self,
        sums: &mut Sums,
        reader: &SegmentReader,
        within: Within<'_>,
    ) -> tantivy::Result<()> {
        let mut counts: Vec<u16> = Vec::new();
        let mut touched = Bits::new(reader.max_doc());
        let borrows = self.looks.iter().any(|look| look.borrowed);
        let postings = self.segments.get(&reader.segment_id());
        let postings = postings.map_or(&[][..], Vec::as_slice);
        for alike in postings.chunk_by(|(one, _), (other, _)| one == other) {
            let [(at, first), more @ ..] = alike else {
                continue;
            };
            let Some(look) = self.looks.get(*at) else {
                continue;
            };
            let index = reader.inverted_index(look.field)?;
            let saturation = Saturation::new(reader, look.field, look.average)?;
            let mut postings =
                index.read_block_postings_from_terminfo(first, IndexRecordOption::WithFreqs)?;
            let own = borrows && !look.borrowed;
            if !look.begun {
                read(&mut postings, within, |doc, count| {
                    sums.add(doc, look.weight * saturation.of(doc, count));
                    if own {
                        sums.own.insert(doc);
                    }
                });
                continue;
            }
            counts.resize(reader.max_doc() as usize, 0);
            let mut more = more.iter();
            loop {
                read(&mut postings, within, |doc, count| {
                    touched.insert(doc);
                    if let Some(sum) = counts.get_mut(doc as usize) {
                        *sum = sum.saturating_add(u16::try_from(count).unwrap_or(u16::MAX));
                    }
                });
                let Some((_, next)) = more.next() else { break };
                index.reset_block_postings_from_terminfo(next, &mut postings)?;
            }
            for doc in touched.iter() {
                let count = std::mem::take(&mut counts[doc as usize]);
                sums.add(doc, look.weight * saturation.of(doc, u32::from(count)));
            }
            if own {
                sums.own.or(&touched);
            }
            touched.clear();
        }
        if !borrows {
            sums.own.or(&sums.any);
        }
        Ok(())
    }
}

/// Something that is looked for.
#[derive(Debug)]
pub(super) enum Wanted {
    /// A word.
    Word(Found),
    /// What any other query finds.
    Query(Box<dyn Query>),
    /// What another query finds, without a score; it is no text of the document's own.
    Filter(Box<dyn Query>),
}

/// What is enough of what is wanted.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Least {
    /// So many of it.
    Count(usize),
    /// So much of what it tells, up to 1.
    Share(Score),
}

/// Finds what has enough of what is wanted; the scores are added up.
#[derive(Debug, Clone)]
pub(super) struct WordsQuery {
    wanted: Arc<Vec<Wanted>>,
    /// What adds to the score where it is there.
    welcome: Arc<Vec<Wanted>>,
    least: Least,
    /// Whether something must be found otherwise than in what is borrowed.
    own: bool,
}

impl WordsQuery {
    /// Finds what has all of this.
    pub(super) fn all(wanted: Vec<Wanted>) -> Self {
        let least = wanted.len();
        Self::some(wanted, least)
    }

    /// Finds what has at least so many of these. Of words one must be found otherwise than in what
    /// is borrowed.
    pub(super) fn some(wanted: Vec<Wanted>, least: usize) -> Self {
        Self::enough(wanted, Least::Count(least))
    }

    /// Finds what has most of what these tell, up to 1, and the more of it the better: rare words
    /// tell more than common ones. Else as [`Self::some`].
    pub(super) fn most(wanted: Vec<Wanted>, share: Score) -> Self {
        Self::enough(wanted, Least::Share(share))
    }

    fn enough(mut wanted: Vec<Wanted>, least: Least) -> Self {
        wanted.sort_by_key(|wanted| match wanted {
            Wanted::Word(found) => found.reach,
            Wanted::Query(_) | Wanted::Filter(_) => u64::MAX,
        });
        let own = wanted
            .iter()
            .any(|wanted| matches!(wanted, Wanted::Word(_)));
        Self {
            wanted: Arc::new(wanted),
            welcome: Arc::default(),
            least,
            own,
        }
    }

    /// How much each thing wanted tells; what is no single word, as much as the others on average.
    fn telling(&self) -> Vec<Score> {
        let known = |wanted: &Wanted| match wanted {
            Wanted::Word(found) => Some(found.telling),
            Wanted::Query(_) | Wanted::Filter(_) => None,
        };
        let words: Vec<Score> = self.wanted.iter().filter_map(known).collect();
        let average = match words.len() {
            0 => 1.0,
            count => words.iter().sum::<Score>() / ratio(count as u64, 1),
        };
        let tells = |wanted| known(wanted).unwrap_or(average);
        self.wanted.iter().map(tells).collect()
    }

    /// Finds what is found in something borrowed alone, too.
    pub(super) fn or_borrowed(mut self) -> Self {
        self.own = false;
        self
    }

    /// Adds to the score of what has these, too.
    pub(super) fn with_welcome(mut self, welcome: Vec<Wanted>) -> Self {
        self.welcome = Arc::new(welcome);
        self
    }
}

impl Query for WordsQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let weights = |wanted: &[Wanted]| -> tantivy::Result<Vec<Option<Box<dyn Weight>>>> {
            let weight = |wanted: &Wanted| match wanted {
                Wanted::Word(_) => Ok(None),
                Wanted::Query(query) => query.weight(scoring).map(Some),
                Wanted::Filter(query) => {
                    let searcher = scoring.searcher();
                    let silent = searcher.map_or(scoring, EnableScoring::disabled_from_searcher);
                    query.weight(silent).map(Some)
                }
            };
            wanted.iter().map(weight).collect()
        };
        Ok(Box::new(WordsWeight {
            wanted: weights(&self.wanted)?,
            welcome: weights(&self.welcome)?,
            query: self.clone(),
        }))
    }
}

struct WordsWeight {
    query: WordsQuery,
    wanted: Vec<Option<Box<dyn Weight>>>,
    welcome: Vec<Option<Box<dyn Weight>>>,
}

/// Adds up what one thing wanted matches in a segment.
fn add_to(
    sums: &mut Sums,
    wanted: &Wanted,
    weight: Option<&dyn Weight>,
    reader: &SegmentReader,
    within: Within<'_>,
) -> tantivy::Result<()> {
    if let Wanted::Word(found) = wanted {
        return found.add_to(sums, reader, within);
    }
    let Some(weight) = weight else {
        return Ok(());
    };
    let silent = matches!(wanted, Wanted::Filter(_));
    let mut scorer = weight.scorer(reader, 1.0)?;
    let seeks = (within.0).filter(|(_, count)| count * SEEK < scorer.size_hint() as usize);
    let mut doc = scorer.doc();
    while doc < reader.max_doc() {
        if let Some((bits, _)) = seeks {
            let Some(next) = bits.next(doc) else { break };
            if next > doc {
                doc = scorer.seek(next);
                continue;
            }
        }
        if within.has(doc) {
            sums.add(doc, if silent { 0.0 } else { scorer.score() });
            if !silent {
                sums.own.insert(doc);
            }
        }
        doc = scorer.advance();
    }
    Ok(())
}

impl WordsWeight {
    fn matches(&self, reader: &SegmentReader) -> tantivy::Result<Matches> {
        let max_doc = reader.max_doc();
        let mut sums = Sums::new(max_doc);
        let mut total = match self.query.least {
            Least::Count(least) if least >= self.query.wanted.len() => {
                self.all(reader, &mut sums)?
            }
            Least::Count(least) => self.some(reader, &mut sums, least)?,
            Least::Share(share) => self.most(reader, &mut sums, share)?,
        };
        if self.query.own {
            total.any.and(&total.own);
        }
        let count = total.any.count();
        for (welcome, weight) in self.query.welcome.iter().zip(&self.welcome) {
            let within = Within(Some((&total.any, count)));
            add_to(&mut sums, welcome, weight.as_deref(), reader, within)?;
            sums.empty(|doc, score| total.scores[doc as usize] += score);
        }
        Ok(total)
    }

    fn wanted(&self) -> impl Iterator<Item = (&Wanted, Option<&dyn Weight>)> {
        let weights = self.wanted.iter().map(Option::as_deref);
        self.query.wanted.iter().zip(weights)
    }

    /// What has all that is wanted.
    fn all(&self, reader: &SegmentReader, sums: &mut Sums) -> tantivy::Result<Matches> {
        let mut total = Matches::new(reader.max_doc());
        for (at, (wanted, weight)) in self.wanted().enumerate() {
            let count = total.any.count();
            if at == 0 {
                add_to(sums, wanted, weight, reader, Within(None))?;
                total.any.or(&sums.any);
            } else if count == 0 {
                break;
            } else {
                let within = Within(Some((&total.any, count)));
                add_to(sums, wanted, weight, reader, within)?;
                total.any.and(&sums.any);
            }
            total.own.or(&sums.own);
            sums.empty(|doc, score| total.scores[doc as usize] += score);
        }
        Ok(total)
    }

    /// What has at least so many of what is wanted.
    fn some(
        &self,
        reader: &SegmentReader,
        sums: &mut Sums,
        least: usize,
    ) -> tantivy::Result<Matches> {
        let max_doc = reader.max_doc();
        let mut total = Matches::new(max_doc);
        let mut counts = vec![0_u8; max_doc as usize];
        for (wanted, weight) in self.wanted() {
            add_to(sums, wanted, weight, reader, Within(None))?;
            total.own.or(&sums.own);
            sums.empty(|doc, score| {
                let at = doc as usize;
                counts[at] = counts[at].saturating_add(1);
                total.scores[at] += score;
                if usize::from(counts[at]) >= least {
                    total.any.insert(doc);
                }
            });
        }
        Ok(total)
    }

    /// What has such a share of what is wanted, each counted by what it tells.
    fn most(
        &self,
        reader: &SegmentReader,
        sums: &mut Sums,
        share: Score,
    ) -> tantivy::Result<Matches> {
        let mut total = Matches::new(reader.max_doc());
        let telling = self.query.telling();
        let all: Score = telling.iter().sum();
        let least = all * share;
        let mut told = vec![0.0; reader.max_doc() as usize];
        let mut touched = Bits::new(reader.max_doc());
        let mut left = all;
        for ((wanted, weight), tells) in self.wanted().zip(telling) {
            // What has none of the words before cannot come to enough any more.
            let count = touched.count();
            let within = Within((left < least).then_some((&touched, count)));
            add_to(sums, wanted, weight, reader, within)?;
            left -= tells;
            total.own.or(&sums.own);
            touched.or(&sums.any);
            sums.empty(|doc, score| {
                let at = doc as usize;
                told[at] += tells;
                total.scores[at] += score;
                if told[at] >= least {
                    total.any.insert(doc);
                }
            });
        }
        for doc in total.any.iter() {
            let at = doc as usize;
            total.scores[at] *= (told[at] / all).powf(COVERAGE);
        }
        Ok(total)
    }
}

impl Weight for WordsWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let matches = self.matches(reader)?;
        Ok(Box::new(WordsScorer {
            doc: matches.any.next(0).unwrap_or(TERMINATED),
            matches,
            boost,
        }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() <= doc && scorer.seek(doc) == doc {
            Ok(Explanation::new("words", scorer.score()))
        } else {
            Err(TantivyError::InvalidArgument("no match".to_owned()))
        }
    }
}

struct WordsScorer {
    matches: Matches,
    doc: DocId,
    boost: Score,
}

impl DocSet for WordsScorer {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.matches.any.next(self.doc + 1).unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.matches.any.next(target).unwrap_or(TERMINATED);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.matches.any.count()).unwrap_or(u32::MAX)
    }
}

impl Scorer for WordsScorer {
    fn score(&mut self) -> Score {
        let score = self.matches.scores.get(self.doc as usize);
        score.copied().unwrap_or(0.0) * self.boost
    }
}

/// Finds some documents, without a score.
#[derive(Debug, Clone)]
pub(super) struct TheseQuery {
    /// The documents of each segment in order.
    pub(super) docs: Arc<FxHashMap<SegmentId, Vec<DocId>>>,
}

impl Query for TheseQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for TheseQuery {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let docs = self.docs.get(&reader.segment_id());
        Ok(Box::new(TheseScorer {
            docs: docs.cloned().unwrap_or_default(),
            at: 0,
        }))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("these", 0.0))
    }
}

struct TheseScorer {
    docs: Vec<DocId>,
    at: usize,
}

impl DocSet for TheseScorer {
    fn advance(&mut self) -> DocId {
        self.at = (self.at + 1).min(self.docs.len());
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.docs.get(self.at).copied().unwrap_or(TERMINATED)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.docs.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for TheseScorer {
    fn score(&mut self) -> Score {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_documents_gives_them_in_order() {
        let mut bits = Bits::new(200);
        for doc in [0, 63, 64, 199] {
            bits.insert(doc);
        }
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 199]);
        assert_eq!(
            (bits.count(), bits.next(65), bits.next(200)),
            (4, Some(199), None)
        );
        assert!(bits.has(64) && !bits.has(65) && !bits.has(9_999));
    }
}
