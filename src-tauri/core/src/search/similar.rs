//! What is closest to a note, a policy, an excerpt or a passage: what shares its telling words, in
//! either language.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use tantivy::collector::DocSetCollector;
use tantivy::query::{BooleanQuery, Occur, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Term};

use super::across::Attempt;
use super::analysis::{WordKind, words};
use super::ask::{Asking, plain_query};
use super::build::Builder;
use super::plan::{Boxed, Plan, term_query};
use super::query::{Facet, HitKind, SearchQuery, SearchResults, SortBy};
use super::schema::{Part, Stored, key};
use super::scoring::WordsQuery;
use super::stems::{Analyzer, is_stop};
use crate::lang::{Bilingual, Lang};
use crate::section::Section;

/// How many telling words of each language are looked for.
const MOST_WORDS: usize = 25;
/// A whole policy is known by this many of its excerpts.
const MOST_SIDES: usize = 60;
/// A note counts this much more than an excerpt that is as like.
const NOTE: f32 = 1.3;
/// A translated word counts this much of one that stands there.
const TRANSLATED: f32 = 0.6;
/// So many times more are looked at than are shown, for their kind to be weighed.
const WIDER: usize = 4;
/// At most so many words are named that a hit has in common.
const MOST_SHARED: usize = 8;

/// The words that tell most about a text, of each language by stem, with how much; the most
/// telling first.
pub(super) struct Telling {
    words: Bilingual<Vec<(String, f32)>>,
}

impl Asking<'_> {
    /// The closest to a note's reference, a policy's slug, or an excerpt's `slug#anchor`; `None`
    /// where there is no such thing.
    pub(super) fn similar(
        &self,
        id: &str,
        kind: Option<HitKind>,
        limit: usize,
    ) -> tantivy::Result<Option<SearchResults>> {
        let asked = of_kind(kind, limit);
        for (field, value) in [
            (self.fields.key, key(HitKind::Note, id)),
            (self.fields.key, key(HitKind::Policy, id)),
            (self.fields.item, key(HitKind::Policy, id)),
        ] {
            let sides = self.sides(field, &value)?;
            if sides.is_empty() {
                continue;
            }
            let telling = self.telling(&sides, true)?;
            let plan = likeness(self.builder(None)?, &telling, Some((field, &value)))?;
            return self.likened(&asked, plan, telling).map(Some);
        }
        Ok(None)
    }

    /// The closest to a passage in `lang`, or in whichever language it reads like.
    pub(super) fn similar_to(
        &self,
        text: &str,
        lang: Option<Lang>,
        kind: Option<HitKind>,
        limit: usize,
    ) -> tantivy::Result<SearchResults> {
        let asked = of_kind(kind, limit);
        let langs = lang.map_or_else(|| likely_langs(text), |lang| vec![lang]);
        let sides: Vec<Stored> = langs.into_iter().map(|lang| passage(text, lang)).collect();
        let telling = self.telling(&sides, false)?;
        let plan = likeness(self.builder(None)?, &telling, None)?;
        self.likened(&asked, plan, telling)
    }

    /// What is like these words: notes before excerpts that are as like, for they are what is
    /// drafted from.
    fn likened(
        &self,
        asked: &SearchQuery,
        plan: Plan,
        telling: Telling,
    ) -> tantivy::Result<SearchResults> {
        let wider = plain_query(super::ask::limit(asked).saturating_mul(WIDER));
        let wider = SearchQuery {
            narrow: asked.narrow.clone(),
            ..wider
        };
        let mut collected = self.collect(&wider, &plan, &[])?;
        let values = self.memory.of(self.searcher)?;
        for candidate in &mut collected.best {
            let values = values.get(candidate.doc.segment_ord as usize);
            let kind = values.and_then(|values| values.kind(candidate.doc.doc_id));
            if kind == Some(HitKind::Note) {
                candidate.score *= NOTE;
            }
        }
        collected.sort(SortBy::Relevance, super::ask::limit(asked));
        let found = Attempt {
            plan,
            collected,
            across: None,
            telling: Some(telling),
        };
        self.results(asked, found, None)
    }

    fn sides(&self, field: Field, value: &str) -> tantivy::Result<Vec<Stored>> {
        let query = TermQuery::new(
            Term::from_field_text(field, value),
            IndexRecordOption::Basic,
        );
        let found = self.searcher.search(&query, &DocSetCollector)?;
        let mut docs: Vec<DocAddress> = found.into_iter().collect();
        docs.sort_unstable();
        docs.into_iter()
            .take(MOST_SIDES)
            .map(|doc| self.stored(doc))
            .collect()
    }

    /// The stems that tell most about some texts. What is in one language only is looked for in
    /// the other by its translations. Of a text that is indexed itself, a word of its own tells
    /// nothing of others.
    fn telling(&self, sides: &[Stored], indexed: bool) -> tantivy::Result<Telling> {
        let mut counts: Bilingual<HashMap<String, f32>> = Bilingual::default();
        for side in sides {
            let Some(lang) = side.lang else {
                continue;
            };
            let title = (Part::Title, side.title.as_str());
            let passages = side
                .passages
                .iter()
                .map(|(section, text)| (part_of(section), text.as_str()));
            for (part, text) in std::iter::once(title).chain(passages) {
                for word in words(text) {
                    let telling = word.kind == WordKind::Plain
                        && !is_stop(lang, word.folded())
                        && word.form.chars().count() > 1
                        && !word.form.chars().all(char::is_numeric);
                    if telling {
                        let stems = self.analyzer.stems(lang, &word);
                        *counts[lang].entry(stems.first().to_owned()).or_insert(0.0) +=
                            part.weight();
                    }
                }
            }
        }
        let mut words = Bilingual::default();
        for lang in Lang::ALL {
            let least = if indexed { 2 } else { 1 };
            words[lang] = if counts[lang].is_empty() {
                let translated = self.translated(lang, &counts[lang.other()]);
                let mut weighed = self.weighed(lang, &translated, 1)?;
                for (_, weight) in &mut weighed {
                    *weight *= TRANSLATED;
                }
                weighed
            } else {
                self.weighed(lang, &counts[lang], least)?
            };
        }
        Ok(Telling { words })
    }

    /// The words of the other language in this one, each with its count by likelihood.
    fn translated(&self, lang: Lang, counts: &HashMap<String, f32>) -> HashMap<String, f32> {
        let mut translated = HashMap::new();
        for (stem, count) in counts {
            for translation in self.dictionary.translations(lang.other(), stem) {
                *translated.entry(translation.stem.clone()).or_insert(0.0) +=
                    count * translation.likelihood;
            }
        }
        translated
    }

    /// The words that tell most, the best being 1: often said here and seldom elsewhere.
    fn weighed(
        &self,
        lang: Lang,
        counts: &HashMap<String, f32>,
        least: u64,
    ) -> tantivy::Result<Vec<(String, f32)>> {
        let side = Term::from_field_text(self.fields.lang, lang.code());
        let all = self.searcher.doc_freq(&side)?;
        let mut weighed = Vec::with_capacity(counts.len());
        for (stem, count) in counts {
            let (mut frequency, mut places) = (0, 0);
            for part in Part::ALL {
                let term = self.fields.stem(part, lang, stem);
                let found = self.searcher.doc_freq(&term)?;
                frequency = found.max(frequency);
                places += found;
            }
            // What every fourth text says tells nothing.
            let common = all > 20 && frequency * 4 > all;
            if places >= least && !common {
                #[expect(clippy::cast_precision_loss, reason = "a weight needs few digits")]
                let rarity = (1.0 + all as f32 / frequency as f32).ln();
                weighed.push((stem.clone(), count / (count + 2.0) * rarity));
            }
        }
        weighed.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        weighed.truncate(MOST_WORDS);
        let most = weighed.first().map_or(1.0, |(_, weight)| *weight);
        for (_, weight) in &mut weighed {
            *weight /= most;
        }
        Ok(weighed)
    }
}

impl Telling {
    /// What a hit has of these words, as it is written there, the most telling first.
    pub(super) fn shared(&self, analyzer: &Analyzer, stored: &Stored) -> Vec<String> {
        let Some(lang) = stored.lang else {
            return Vec::new();
        };
        let wanted: HashMap<&str, usize> = (self.words[lang].iter().enumerate())
            .map(|(rank, (stem, _))| (stem.as_str(), rank))
            .collect();
        let mut found: BTreeMap<usize, String> = BTreeMap::new();
        let passages = stored.passages.iter().map(|(_, text)| text.as_str());
        for text in std::iter::once(stored.title.as_str()).chain(passages) {
            for word in words(text) {
                let stems = analyzer.stems(lang, &word);
                let Some(rank) = wanted
                    .get(stems.first())
                    .filter(|_| word.kind == WordKind::Plain)
                else {
                    continue;
                };
                let form = &text[word.start..word.end];
                let known = found.entry(*rank).or_insert_with(|| form.to_owned());
                // Not as the beginning of a sentence has it.
                if known.starts_with(char::is_uppercase) && !form.starts_with(char::is_uppercase) {
                    form.clone_into(known);
                }
            }
        }
        found.into_values().take(MOST_SHARED).collect()
    }
}

fn of_kind(kind: Option<HitKind>, limit: usize) -> SearchQuery {
    let mut asked = plain_query(limit);
    if let Some(kind) = kind {
        asked.narrow_to(Facet::Kind, kind.key());
    }
    asked
}

/// A text as if it were indexed: all of it response.
fn passage(text: &str, lang: Lang) -> Stored {
    Stored {
        id: String::new(),
        kind: HitKind::Note,
        lang: Some(lang),
        title: String::new(),
        langs: vec![lang],
        status: None,
        date: None,
        passages: vec![(Section::Response.key().to_owned(), text.to_owned())],
    }
}

/// The language that more of the text's little words are of; both where that does not tell.
fn likely_langs(text: &str) -> Vec<Lang> {
    let words = words(text);
    let little = Bilingual::new((), ()).map(|lang, ()| {
        let stops = words.iter().filter(|word| is_stop(lang, word.folded()));
        stops.count()
    });
    match little.en.cmp(&little.fr) {
        Ordering::Greater => vec![Lang::En],
        Ordering::Less => vec![Lang::Fr],
        Ordering::Equal => Lang::ALL.to_vec(),
    }
}

fn part_of(section: &str) -> Part {
    let is = |wanted: Section| section == wanted.key();
    if is(Section::Question) {
        Part::Question
    } else if is(Section::Background) || is(Section::AdditionalInformation) {
        Part::Rest
    } else {
        Part::Response
    }
}

/// The query of a text's telling words: in each language some of them are wanted.
fn likeness(
    mut builder: Builder<'_>,
    telling: &Telling,
    itself: Option<(Field, &str)>,
) -> tantivy::Result<Plan> {
    let mut sides: Vec<Boxed> = Vec::new();
    for (lang, stems) in telling.words.iter() {
        let mut clauses = Vec::new();
        for (stem, weight) in stems {
            if let Some(found) = builder.stem(lang, stem, *weight)? {
                clauses.push(found);
                builder.matcher.add_stem(lang, stem);
            }
        }
        if !clauses.is_empty() {
            let least = (clauses.len() / 5).clamp(1, 4);
            sides.push(Box::new(WordsQuery::some(clauses, least)));
        }
    }
    let mut clauses: Vec<(Occur, Boxed)> =
        vec![(Occur::Must, Box::new(BooleanQuery::union(sides)))];
    let itself = itself.map(|(field, value)| term_query(Term::from_field_text(field, value)));
    clauses.extend(itself.map(|query| (Occur::MustNot, query)));
    Ok(Plan {
        query: Box::new(BooleanQuery::new(clauses)),
        close: Vec::new(),
        without: None,
        matcher: builder.matcher,
        scored: true,
        wanted: Vec::new(),
    })
}
