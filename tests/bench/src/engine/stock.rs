//! Tantivy alone: the limit. A schema that can answer the same questions, and nothing but what
//! tantivy brings: its tokenizers, queries, aggregations and snippets.
//!
//! Per language a title and a body, stemmed; both languages' titles and bodies once more unstemmed,
//! with places, for phrases, beginnings and slips. A note is one document, its two sides together,
//! so that what is counted are notes, as ours counts them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use qp_core::lang::{Bilingual, Lang};
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::aggregation::agg_result::{AggregationResult, AggregationResults, BucketResult};
use tantivy::aggregation::{AggContextParams, AggregationCollector};
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, DisjunctionMaxQuery, FuzzyTermQuery, Occur, PhraseQuery,
    Query, RangeQuery, TermQuery,
};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing,
    TextOptions, Value as _,
};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer,
    TokenizerManager,
};
use tantivy::{
    DocAddress, Index, IndexReader, IndexWriter, Order, ReloadPolicy, Searcher, TantivyDocument,
    Term,
};

use super::{Answer, Ask, Engine, Means, Want};
use crate::item::{Entry, Item, days};

/// As much as ours gives its writer.
pub(super) const WRITER_MEMORY: usize = 50_000_000;
/// How many hits are shown.
const SHOWN: usize = 10;
/// A word in the title counts as much more as with ours.
const TITLE_WEIGHT: f32 = 3.0;

const FACETS: [&str; 9] = [
    "kind",
    "status",
    "organization",
    "minister",
    "year",
    "month",
    "languages",
    "marking",
    "tag",
];

struct Fields {
    id: Field,
    /// In the order of [`FACETS`].
    facets: [Field; 9],
    date: Field,
    title: Bilingual<Field>,
    body: Bilingual<Field>,
    plain_title: Field,
    plain_body: Field,
}

pub(super) struct Stock {
    index: Index,
    reader: IndexReader,
    writer: Option<IndexWriter>,
    fields: Fields,
    plain: TextAnalyzer,
    stemmed: Bilingual<TextAnalyzer>,
    facets: Aggregations,
}

pub(super) fn plain() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .build()
}

pub(super) fn stemmed(lang: Lang) -> TextAnalyzer {
    let language = match lang {
        Lang::En => Language::English,
        Lang::Fr => Language::French,
    };
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(LowerCaser)
        .filter(Stemmer::new(language))
        .filter(AsciiFoldingFilter)
        .build()
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = |tokenizer: &str, option| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(option),
        )
    };
    let mut text = |name: &str, options: TextOptions| schema.add_text_field(name, options);
    let stems = |lang: Lang| words(lang.code(), IndexRecordOption::WithFreqs) | STORED;
    let places = words("plain", IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        id: text("id", STRING | STORED),
        facets: FACETS.map(|name| text(name, STRING | FAST)),
        title: Bilingual::new(
            text("title_en", stems(Lang::En)),
            text("title_fr", stems(Lang::Fr)),
        ),
        body: Bilingual::new(
            text("body_en", stems(Lang::En)),
            text("body_fr", stems(Lang::Fr)),
        ),
        plain_title: text("title", places.clone()),
        plain_body: text("body", places),
        date: schema.add_i64_field("date", FAST | INDEXED),
    };
    (schema.build(), fields)
}

impl Stock {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let (schema, fields) = schema();
        let mut index = if folder.join("meta.json").exists() {
            Index::open_in_dir(folder)?
        } else {
            fs::create_dir_all(folder)?;
            Index::create_in_dir(folder, schema)?
        };
        let tokenizers = TokenizerManager::default();
        tokenizers.register("plain", plain());
        let both = Bilingual::new(stemmed(Lang::En), stemmed(Lang::Fr));
        for (lang, analyzer) in both.iter() {
            tokenizers.register(lang.code(), analyzer.clone());
        }
        index.set_tokenizers(tokenizers);
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let facets = FACETS
            .into_iter()
            .map(|name| {
                let terms = serde_json::json!({ "terms": { "field": name, "size": 1000 } });
                (name.to_owned(), terms)
            })
            .collect::<serde_json::Map<_, _>>();
        Ok(Self {
            index,
            reader,
            writer: None,
            fields,
            plain: plain(),
            stemmed: both,
            facets: serde_json::from_value(facets.into())?,
        })
    }

    fn writer(&mut self) -> Result<&mut IndexWriter> {
        if self.writer.is_none() {
            let options = IndexWriterOptions::builder()
                .num_worker_threads(1)
                .num_merge_threads(1)
                .memory_budget_per_thread(WRITER_MEMORY)
                .build();
            self.writer = Some(self.index.writer_with_options(options)?);
        }
        self.writer.as_mut().context("the writer was just made")
    }

    fn document(&self, item: &Item) -> TantivyDocument {
        let fields = &self.fields;
        let mut document = TantivyDocument::default();
        document.add_text(fields.id, &item.id);
        let values = [
            item.kind,
            &item.status,
            &item.organization,
            &item.minister,
            &item.year,
            &item.month,
            item.languages,
            &item.marking,
        ];
        for (field, value) in fields.facets.into_iter().zip(values) {
            if !value.is_empty() {
                document.add_text(field, value);
            }
        }
        for tag in &item.tags {
            document.add_text(fields.facets[8], tag);
        }
        document.add_i64(fields.date, item.date);
        for lang in Lang::ALL {
            let (title, body) = (&item.title[lang], &item.body[lang]);
            if !title.is_empty() || !body.is_empty() {
                document.add_text(fields.title[lang], title);
                document.add_text(fields.body[lang], body);
                document.add_text(fields.plain_title, title);
                document.add_text(fields.plain_body, body);
            }
        }
        document
    }

    /// The one term that an analyzer makes of a word.
    fn term(analyzer: &TextAnalyzer, field: Field, word: &str) -> Term {
        let mut analyzer = analyzer.clone();
        let mut stream = analyzer.token_stream(word);
        let text = if stream.advance() {
            stream.token().text.as_str()
        } else {
            ""
        };
        Term::from_field_text(field, text)
    }

    /// A word wherever it may stand; the title weighs more.
    fn word(&self, word: &str) -> Vec<Box<dyn Query>> {
        let fields = &self.fields;
        let mut places: Vec<Box<dyn Query>> = Vec::new();
        let mut add = |term: Term, weight: f32| {
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            places.push(Box::new(BoostQuery::new(Box::new(query), weight)));
        };
        for lang in Lang::ALL {
            let analyzer = &self.stemmed[lang];
            add(Self::term(analyzer, fields.title[lang], word), TITLE_WEIGHT);
            add(Self::term(analyzer, fields.body[lang], word), 1.0);
        }
        add(
            Self::term(&self.plain, fields.plain_title, word),
            TITLE_WEIGHT,
        );
        add(Self::term(&self.plain, fields.plain_body, word), 1.0);
        places
    }

    /// The same in the two unstemmed fields.
    fn plainly(&self, make: impl Fn(Field) -> Box<dyn Query>) -> Vec<Box<dyn Query>> {
        let fields = &self.fields;
        let title = BoostQuery::new(make(fields.plain_title), TITLE_WEIGHT);
        vec![Box::new(title), make(fields.plain_body)]
    }

    fn query(&self, ask: &Ask) -> Box<dyn Query> {
        let (whole, open) = ask.words();
        let either = |places| -> Box<dyn Query> { Box::new(DisjunctionMaxQuery::new(places)) };
        let mut wanted: Vec<Box<dyn Query>> = match ask.means {
            Means::Phrase if whole.len() > 1 => vec![either(self.plainly(|field| {
                let terms = whole
                    .iter()
                    .map(|word| Self::term(&self.plain, field, word))
                    .collect();
                Box::new(PhraseQuery::new(terms))
            }))],
            Means::Slip => whole
                .iter()
                .map(|word| {
                    either(self.plainly(|field| {
                        let term = Self::term(&self.plain, field, word);
                        Box::new(FuzzyTermQuery::new(term, 1, true))
                    }))
                })
                .collect(),
            _ => whole.iter().map(|word| either(self.word(word))).collect(),
        };
        if let Some(beginning) = open {
            let mut places = self.word(beginning);
            places.extend(self.plainly(|field| {
                let term = Self::term(&self.plain, field, beginning);
                Box::new(FuzzyTermQuery::new_prefix(term, 0, true))
            }));
            wanted.push(either(places));
        }
        if let Some(filter) = &ask.filter {
            for (field, value) in [(1, &filter.status), (2, &filter.organization)] {
                let term = Term::from_field_text(self.fields.facets[field], value);
                wanted.push(Box::new(TermQuery::new(term, IndexRecordOption::Basic)));
            }
            let from = Term::from_field_i64(self.fields.date, days(filter.from));
            wanted.push(Box::new(RangeQuery::new(
                std::ops::Bound::Included(from),
                std::ops::Bound::Unbounded,
            )));
        }
        if wanted.is_empty() {
            return Box::new(AllQuery);
        }
        let wanted = wanted.into_iter().map(|query| (Occur::Must, query));
        Box::new(BooleanQuery::new(wanted.collect()))
    }

    /// Runs a query once, for the hits, the number and the facets as far as they are wanted.
    fn collect<C>(
        &self,
        searcher: &Searcher,
        query: &dyn Query,
        want: Want,
        top: C,
        address: fn(&<C::Fruit as IntoIterator>::Item) -> DocAddress,
    ) -> Result<(Vec<DocAddress>, u64, usize)>
    where
        C: Collector,
        C::Fruit: IntoIterator,
    {
        let facets = || {
            AggregationCollector::from_aggs(
                self.facets.clone(),
                AggContextParams::new(
                    tantivy::aggregation::AggregationLimitsGuard::default(),
                    self.index.tokenizers().clone(),
                ),
            )
        };
        let addresses = |fruit: C::Fruit| fruit.into_iter().map(|hit| address(&hit)).collect();
        Ok(match want {
            Want::Whole => {
                let (top, count, facets) = searcher.search(query, &(top, Count, facets()))?;
                (addresses(top), count as u64, values(&facets))
            }
            Want::Facets => {
                let (count, facets) = searcher.search(query, &(Count, facets()))?;
                (Vec::new(), count as u64, values(&facets))
            }
            Want::Hits => {
                let (top, count) = searcher.search(query, &(top, Count))?;
                (addresses(top), count as u64, 0)
            }
        })
    }
}

/// How many values the facets have together.
fn values(results: &AggregationResults) -> usize {
    let of = |result: &AggregationResult| match result {
        AggregationResult::BucketResult(BucketResult::Terms { buckets, .. }) => buckets.len(),
        _ => 0,
    };
    results.0.values().map(of).sum()
}

impl Engine for Stock {
    fn put(&mut self, entry: &Entry) -> Result<()> {
        for item in entry.items() {
            let document = self.document(&item);
            let key = Term::from_field_text(self.fields.id, &item.id);
            self.writer()?
                .run([UserOperation::Delete(key), UserOperation::Add(document)])?;
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        self.writer()?.commit()?;
        Ok(self.reader.reload()?)
    }

    fn answer(&mut self, ask: &Ask) -> Result<Option<Answer>> {
        let searcher = self.reader.searcher();
        let query = self.query(ask);
        let limit = TopDocs::with_limit(SHOWN);
        let (addresses, total, facet_values) = if ask.by_date {
            let newest = limit.order_by_fast_field::<i64>("date", Order::Desc);
            self.collect(&searcher, &query, ask.want, newest, |hit| hit.1)?
        } else {
            let best = limit.order_by_score();
            self.collect(&searcher, &query, ask.want, best, |hit| hit.1)?
        };
        let mut answer = Answer {
            total,
            facet_values,
            ..Answer::default()
        };
        // Without words there is nothing to mark, and the generators would look for it in vain.
        let fields = if ask.text.is_empty() {
            Vec::new()
        } else {
            vec![self.fields.body.en, self.fields.body.fr]
        };
        let generators = fields
            .into_iter()
            .map(|field| Ok((field, SnippetGenerator::create(&searcher, &query, field)?)))
            .collect::<Result<Vec<_>>>()?;
        for address in addresses {
            let document: TantivyDocument = searcher.doc(address)?;
            let id = document.get_first(self.fields.id);
            let id = id.and_then(|id| id.as_str().map(str::to_owned));
            answer.hits.push(id.unwrap_or_default());
            // The first language in which something is marked is the one that is shown.
            let marked = generators.iter().any(|(field, generator)| {
                let text = document.get_first(*field);
                let text = text.and_then(|text| text.as_str().map(str::to_owned));
                let snippet = generator.snippet(&text.unwrap_or_default());
                !snippet.highlighted().is_empty()
            });
            answer.marked += usize::from(marked);
        }
        Ok(Some(answer))
    }
}
