//! Tantivy alone with the fields of ours: the limit of a rebuild.
//!
//! What makes ours take longer to build than [`super::stock`] is partly that it keeps more: a side is
//! a document of its own, its four parts are fields of their own, and stems have places. This one
//! keeps as much with nothing but tantivy's own tokenizers, one field a kind of word. It answers no
//! question.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::{Note, Side};
use tantivy::indexer::{IndexWriterOptions, UserOperation};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;
use tantivy::{Index, IndexWriter, TantivyDocument, Term};

use super::stock::{WRITER_MEMORY, plain, stemmed};
use super::{Answer, Ask, Engine};
use crate::item::{Entry, Item};

/// How many parts a side has: title, question, response, rest.
const PARTS: usize = 4;

struct Fields {
    id: Field,
    labels: Field,
    sorted: Field,
    date: Field,
    words: [Field; PARTS],
    stems: Bilingual<[Field; PARTS]>,
    stored: Field,
}

pub(super) struct Alike {
    writer: IndexWriter,
    fields: Fields,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let placed = |tokenizer: &str| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        )
    };
    let mut parts = |kind: &str| {
        [0; PARTS]
            .map({
                let mut part = 0;
                move |_| {
                    part += 1;
                    format!("{kind}_{part}")
                }
            })
            .map(|name| schema.add_text_field(&name, placed(kind)))
    };
    let words = parts("plain");
    let stems = Bilingual::new(parts(Lang::En.code()), parts(Lang::Fr.code()));
    let fields = Fields {
        words,
        stems,
        id: schema.add_text_field("id", STRING),
        labels: schema.add_text_field("labels", STRING | FAST),
        sorted: schema.add_text_field("sorted", FAST),
        date: schema.add_i64_field("date", FAST),
        stored: schema.add_text_field("stored", STORED),
    };
    (schema.build(), fields)
}

/// The texts of a side, by part.
fn parts(side: &Side) -> [String; PARTS] {
    let blocks = side.if_pressed.iter();
    let blocks = blocks.flat_map(|block| [block.topic.as_str(), block.text.as_str()]);
    let response = std::iter::once(side.response.as_str()).chain(blocks);
    [
        side.title.clone(),
        side.question.clone(),
        response.collect::<Vec<_>>().join("\n\n"),
        [side.background.as_str(), &side.additional_information].join("\n\n"),
    ]
}

impl Alike {
    pub(super) fn open(folder: &Path) -> Result<Self> {
        let (schema, fields) = schema();
        fs::create_dir_all(folder)?;
        let mut index = Index::create_in_dir(folder, schema)?;
        let tokenizers = TokenizerManager::default();
        tokenizers.register("plain", plain());
        for lang in Lang::ALL {
            tokenizers.register(lang.code(), stemmed(lang));
        }
        index.set_tokenizers(tokenizers);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(WRITER_MEMORY)
            .build();
        let writer = index.writer_with_options(options)?;
        Ok(Self { writer, fields })
    }

    fn document(&self, item: &Item, lang: Lang, parts: &[String; PARTS]) -> TantivyDocument {
        let fields = &self.fields;
        let mut document = TantivyDocument::default();
        document.add_text(fields.id, &item.id);
        let labels = [
            item.kind,
            &item.status,
            &item.organization,
            &item.minister,
            &item.year,
            &item.month,
            item.languages,
            &item.marking,
        ];
        let tags = item.tags.iter().map(String::as_str);
        for label in labels.into_iter().chain(tags) {
            document.add_text(fields.labels, label);
        }
        document.add_text(fields.sorted, &parts[0]);
        document.add_i64(fields.date, item.date);
        let both = fields.words.iter().zip(&fields.stems[lang]);
        for (text, (words, stems)) in parts.iter().zip(both) {
            document.add_text(*words, text);
            document.add_text(*stems, text);
        }
        document.add_text(fields.stored, parts.join("\n"));
        document
    }

    fn note(&self, note: &Note) -> Vec<TantivyDocument> {
        let item = Item::of_note(note);
        let sides = note.sides.iter();
        let sides = sides.filter_map(|(lang, side)| Some((lang, side.as_ref()?)));
        sides
            .map(|(lang, side)| self.document(&item, lang, &parts(side)))
            .collect()
    }

    fn excerpt(&self, item: &Item) -> Vec<TantivyDocument> {
        let sides = Lang::ALL.into_iter();
        let sides = sides.filter(|lang| !item.body[*lang].is_empty());
        sides
            .map(|lang| {
                let [title, body] = [&item.title[lang], &item.body[lang]].map(String::clone);
                self.document(item, lang, &[title, String::new(), body, String::new()])
            })
            .collect()
    }
}

impl Engine for Alike {
    fn put(&mut self, entry: &Entry) -> Result<()> {
        let documents = match entry {
            Entry::Note(note, _) => vec![(note.reference.to_string(), self.note(note))],
            Entry::Policy(..) => {
                let items = entry.items().into_iter();
                items
                    .map(|item| (item.id.clone(), self.excerpt(&item)))
                    .collect()
            }
        };
        for (id, documents) in documents {
            let mut operations = vec![UserOperation::Delete(Term::from_field_text(
                self.fields.id,
                &id,
            ))];
            operations.extend(documents.into_iter().map(UserOperation::Add));
            self.writer.run(operations)?;
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        self.writer.commit().context("tantivy commits")?;
        Ok(())
    }

    fn answer(&mut self, _: &Ask) -> Result<Option<Answer>> {
        Ok(None)
    }
}
