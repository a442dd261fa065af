//! What the figures are compared to: tantivy's own query parser over title and body.
//!
//! Each side of a document is one entry with a title and a body, analysed with tantivy's stock
//! tokenizer, lower-casing and stemmer of its language. What is typed is parsed leniently; the
//! better side counts.

use qp_core::lang::{Bilingual, Lang};
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Index, IndexReader, TantivyDocument};

/// An entry: id, language, title, all the rest.
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) lang: Lang,
    pub(crate) title: String,
    pub(crate) body: String,
}

/// The stock search.
pub(crate) struct Baseline {
    reader: IndexReader,
    parser: QueryParser,
    id: Field,
}

impl Baseline {
    /// Indexes the entries in memory.
    pub(crate) fn over(entries: &[Entry]) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let id = schema.add_text_field("id", STRING | STORED);
        let fields = Bilingual::new(Lang::En, Lang::Fr).map(|_, lang| {
            ["title", "body"].map(|name| {
                let indexing = TextFieldIndexing::default()
                    .set_tokenizer(lang.code())
                    .set_index_option(IndexRecordOption::WithFreqsAndPositions);
                let options = TextOptions::default().set_indexing_options(indexing);
                schema.add_text_field(&format!("{name}_{lang}"), options)
            })
        });
        let index = Index::create_in_ram(schema.build());
        for (lang, language) in [(Lang::En, Language::English), (Lang::Fr, Language::French)] {
            let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
                .filter(LowerCaser)
                .filter(Stemmer::new(language))
                .build();
            index.tokenizers().register(lang.code(), analyzer);
        }
        let mut writer = index.writer_with_num_threads(1, 15_000_000)?;
        for entry in entries {
            let mut document = TantivyDocument::default();
            document.add_text(id, &entry.id);
            let [title, body] = fields[entry.lang];
            document.add_text(title, &entry.title);
            document.add_text(body, &entry.body);
            writer.add_document(document)?;
        }
        writer.commit()?;
        let searched = fields.iter().flat_map(|(_, fields)| *fields).collect();
        Ok(Self {
            reader: index.reader()?,
            parser: QueryParser::for_index(&index, searched),
            id,
        })
    }

    /// The ids of the best, each once.
    pub(crate) fn search(&self, text: &str, limit: usize) -> tantivy::Result<Vec<String>> {
        let (query, _) = self.parser.parse_query_lenient(text);
        let searcher = self.reader.searcher();
        let best = TopDocs::with_limit(limit * 2).order_by_score();
        let mut ids: Vec<String> = Vec::new();
        for (_, address) in searcher.search(&query, &best)? {
            let document: TantivyDocument = searcher.doc(address)?;
            let id = document.get_first(self.id).and_then(|id| id.as_str());
            if let Some(id) = id.filter(|id| !ids.iter().any(|known| known == id)) {
                ids.push(id.to_owned());
            }
        }
        ids.truncate(limit);
        Ok(ids)
    }
}
