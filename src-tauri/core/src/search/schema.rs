//! The fields of the index, and how a note or a policy fills them.
//!
//! Long, and one file: a field declared here and filled elsewhere is soon filled wrongly.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{TantivyDocument, Term};

use super::HitKind;
use super::analysis::fold_text;
use super::tokens::{FieldTokenizer, marked_stem, text_in};
use crate::document;
use crate::lang::{Bilingual, Lang};
use crate::note::{Metadata, Note, Side, Status};
use crate::policy::{Excerpt, Policy};
use crate::registry;
use crate::section::Section;

/// The version of schema and analysis. Any change to either is a new version: an index of another
/// version is made anew.
pub(super) const VERSION: &str = "qp-search 6 tantivy 0.27";

/// The date of what has none, in days from the common era.
pub(super) const NO_DATE: i64 = 0;

/// What has no title is sorted behind all that have.
const UNTITLED: &str = "\u{10ffff}";

const COMPLETE: &str = "complete";
const INCOMPLETE: &str = "incomplete";

const EXACT: &str = "qp_exact";
const REFERENCE: &str = "qp_reference";
const TEXT: &str = "qp_text";

/// Which part of a side a word stands in, for its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The title, or an excerpt's heading.
    Title,
    /// The issue or question.
    Question,
    /// The response with its if-pressed blocks, or an excerpt's text.
    Response,
    /// Background and additional information.
    Rest,
}

impl Part {
    /// All parts, heaviest first.
    pub(super) const ALL: [Self; 4] = [Self::Title, Self::Question, Self::Response, Self::Rest];

    /// How much more a word counts here than in the background.
    pub(super) const fn weight(self) -> f32 {
        match self {
            Self::Title => 3.0,
            Self::Question => 2.0,
            Self::Response => 1.5,
            Self::Rest => 1.0,
        }
    }
}

/// The fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// `note/TBS-2026-QP-11-00012`, `policy/slug`: what is replaced and removed as one.
    pub(super) key: Field,
    /// The key with the excerpt's anchor: what is one hit.
    pub(super) item: Field,
    /// The item as a number, to see that two sides are one hit.
    pub(super) group: Field,
    /// The key and the stamp, for [`super::Index::stamps`].
    pub(super) entry: Field,
    /// `note` or `policy`.
    pub(super) kind: Field,
    /// `en` or `fr`; empty for a note without sides.
    pub(super) lang: Field,
    /// A note's state; empty for a policy.
    pub(super) status: Field,
    /// A note's organization as the note has it.
    pub(super) organization: Field,
    /// A note's minister as the note has it.
    pub(super) minister: Field,
    /// A note's marking.
    pub(super) marking: Field,
    /// Whether both languages say as much: `complete` or `incomplete`.
    pub(super) languages: Field,
    /// A note's tags as the note has them.
    pub(super) tag: Field,
    /// The date in days from the common era.
    pub(super) date: Field,
    /// The title as it is sorted.
    pub(super) sort_title: Field,
    /// The reference in its parts.
    pub(super) reference: Field,
    /// The organization as the note has it.
    pub(super) organization_words: Field,
    /// The organization's names in both languages.
    pub(super) organization_names: Field,
    /// The minister as the note has it, and the name of who held the office on the note's date.
    pub(super) minister_words: Field,
    /// The minister's title in both languages.
    pub(super) minister_titles: Field,
    /// The tags.
    pub(super) tag_words: Field,
    /// An excerpt's number, as [`number_key`] has it.
    pub(super) number: Field,
    /// The title of the policy that an excerpt belongs to.
    pub(super) context: Field,
    /// The words of each part, with places: folded, with accents, and stemmed.
    pub(super) parts: [Field; 4],
    /// A [`Stored`] as JSON.
    pub(super) stored: Field,
}

impl Fields {
    /// The field of a part's words.
    pub(super) const fn part(&self, part: Part) -> Field {
        self.parts[part as usize]
    }

    /// The term of a stem in a part.
    pub(super) fn stem(&self, part: Part, lang: Lang, stem: &str) -> Term {
        Term::from_field_text(self.part(part), &marked_stem(lang, stem))
    }
}

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let words = |tokenizer: &str, option: IndexRecordOption| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(option),
        )
    };
    let exact = words(EXACT, IndexRecordOption::WithFreqsAndPositions);
    let sorted = TextOptions::from(FAST);
    let text = words(TEXT, IndexRecordOption::WithFreqsAndPositions);
    let parts = ["title", "question", "response", "rest"];
    let parts = parts.map(|part| schema.add_text_field(part, text.clone()));
    let fields = Fields {
        key: schema.add_text_field("key", STRING),
        item: schema.add_text_field("item", STRING),
        group: schema.add_u64_field("group", FAST),
        entry: schema.add_text_field("entry", sorted.clone()),
        kind: schema.add_text_field("kind", STRING | FAST),
        lang: schema.add_text_field("lang", STRING | FAST),
        status: schema.add_text_field("status", STRING | FAST),
        organization: schema.add_text_field("organization", STRING | FAST),
        minister: schema.add_text_field("minister", STRING | FAST),
        marking: schema.add_text_field("marking", STRING | FAST),
        languages: schema.add_text_field("languages", STRING | FAST),
        tag: schema.add_text_field("tag", STRING | FAST),
        date: schema.add_i64_field("date", FAST | INDEXED),
        sort_title: schema.add_text_field("sort_title", sorted),
        reference: schema.add_text_field(
            "reference",
            words(REFERENCE, IndexRecordOption::WithFreqsAndPositions),
        ),
        organization_words: schema.add_text_field("organization_words", exact.clone()),
        organization_names: schema.add_text_field("organization_names", exact.clone()),
        minister_words: schema.add_text_field("minister_words", exact.clone()),
        minister_titles: schema.add_text_field("minister_titles", exact.clone()),
        tag_words: schema.add_text_field("tag_words", exact.clone()),
        number: schema.add_text_field(
            "number",
            words("raw", IndexRecordOption::WithFreqsAndPositions),
        ),
        context: schema.add_text_field("context", exact),
        parts,
        stored: schema.add_text_field("stored", STORED),
    };
    (schema.build(), fields)
}

/// The tokenizers that the schema names.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(EXACT, TextAnalyzer::from(FieldTokenizer::exact()));
    manager.register(REFERENCE, TextAnalyzer::from(FieldTokenizer::Reference));
    manager.register(TEXT, TextAnalyzer::from(FieldTokenizer::text()));
    manager
}

/// What a hit is shown from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stored {
    /// The hit's id.
    pub(super) id: String,
    /// Its kind.
    pub(super) kind: HitKind,
    /// The language of this side; `None` for a note without sides.
    pub(super) lang: Option<Lang>,
    /// Its title.
    pub(super) title: String,
    /// The languages it exists in.
    pub(super) langs: Vec<Lang>,
    /// A note's state.
    pub(super) status: Option<Status>,
    /// Its date.
    pub(super) date: Option<NaiveDate>,
    /// Its texts without marks, each with the name of its section, in the order of the page.
    pub(super) passages: Vec<(String, String)>,
}

/// The key of a note or a policy.
pub(super) fn key(kind: HitKind, id: &str) -> String {
    format!("{}/{id}", kind.key())
}

/// The term that stands for all documents of a note or a policy.
pub(super) fn key_term(fields: &Fields, kind: HitKind, id: &str) -> Term {
    Term::from_field_text(fields.key, &key(kind, id))
}

/// Kind, id and stamp as one value, and read back from it.
pub(super) fn entry(kind: HitKind, id: &str, stamp: &str) -> String {
    format!("{}\0{stamp}", key(kind, id))
}

/// See [`entry`].
pub(super) fn read_entry(entry: &str) -> Option<((HitKind, String), String)> {
    let (key, stamp) = entry.split_once('\0')?;
    let (kind, id) = key.split_once('/')?;
    Some(((HitKind::from_key(kind)?, id.to_owned()), stamp.to_owned()))
}

/// A date as the index has it.
pub(super) fn days(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// What all documents of one note or policy have in common.
struct Common<'a> {
    fields: &'a Fields,
    kind: HitKind,
    key: String,
    entry: String,
    date: Option<NaiveDate>,
    complete: bool,
}

impl Common<'_> {
    fn document(&self, stored: &Stored) -> TantivyDocument {
        let fields = self.fields;
        let item = key(self.kind, &stored.id);
        let mut document = TantivyDocument::default();
        document.add_text(fields.key, &self.key);
        document.add_u64(fields.group, group(&item));
        document.add_text(fields.item, item);
        document.add_text(fields.entry, &self.entry);
        document.add_text(fields.kind, self.kind.key());
        document.add_text(fields.lang, stored.lang.map_or("", Lang::code));
        document.add_text(
            fields.languages,
            if self.complete { COMPLETE } else { INCOMPLETE },
        );
        document.add_i64(fields.date, self.date.map_or(NO_DATE, days));
        let title = fold_text(&stored.title);
        document.add_text(
            fields.sort_title,
            if title.is_empty() { UNTITLED } else { &title },
        );
        document.add_text(
            fields.stored,
            serde_json::to_string(stored).unwrap_or_default(),
        );
        document
    }
}

/// A clause's number without its dots and brackets, which each language writes in its own way:
/// `74.c` for `74(c)` and for `74c)`. Empty where there is no digit in it.
pub(super) fn number_key<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut key = String::new();
    for part in parts {
        let mut last = None;
        for c in part.chars() {
            let kind = if c.is_ascii_digit() {
                Some(true)
            } else {
                c.is_alphanumeric().then_some(false)
            };
            if kind.is_some() {
                if kind != last && !key.is_empty() {
                    key.push('.');
                }
                key.extend(c.to_lowercase());
            }
            last = kind;
        }
    }
    if key.contains(|c: char| c.is_ascii_digit()) {
        key
    } else {
        String::new()
    }
}

/// A number that two items share only by an accident of one in 2⁶⁴.
fn group(item: &str) -> u64 {
    let hash = blake3::hash(item.as_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_le_bytes(bytes)
}

fn add_part(document: &mut TantivyDocument, fields: &Fields, lang: Lang, part: Part, text: &str) {
    if text.is_empty() {
        return;
    }
    document.add_text(fields.part(part), text_in(lang, text));
}

/// Who answers and for whom, in every wording that a person may type.
fn add_labels(document: &mut TantivyDocument, fields: &Fields, meta: &Metadata) {
    document.add_text(fields.organization_words, &meta.organization);
    let organization = registry::organization(&meta.organization);
    let organization = organization.or_else(|| registry::organization_named(&meta.organization));
    if let Some(organization) = organization {
        for (_, name) in organization.name.iter() {
            document.add_text(fields.organization_names, name);
        }
    }
    document.add_text(fields.minister_words, &meta.minister);
    let minister = registry::minister(&meta.minister);
    if let Some(minister) = minister.or_else(|| registry::minister_titled(&meta.minister)) {
        for (_, title) in minister.title.iter() {
            document.add_text(fields.minister_titles, title);
        }
        if let Some(term) = meta.date.and_then(|date| minister.in_office(date)) {
            // `Ali, Shafqat (Hon.)`: how a person is addressed tells nobody apart.
            let name = term.name.en.split('(').next().unwrap_or_default();
            document.add_text(fields.minister_words, name);
        }
    }
}

/// The languages that have a side.
fn langs<T>(sides: &Bilingual<Option<T>>) -> Vec<Lang> {
    let present = |lang: &Lang| sides[*lang].is_some();
    Lang::ALL.into_iter().filter(present).collect()
}

/// The documents of a note, one a side; both stand side by side in the index.
pub(super) fn note_documents(fields: &Fields, note: &Note, stamp: &str) -> Vec<TantivyDocument> {
    let id = note.reference.as_str();
    let common = Common {
        fields,
        kind: HitKind::Note,
        key: key(HitKind::Note, id),
        entry: entry(HitKind::Note, id, stamp),
        date: note.meta.date,
        complete: note.is_complete(),
    };
    let langs = langs(&note.sides);
    let document = |lang: Option<Lang>, side: &Side| {
        let passages = passages(side);
        let stored = Stored {
            id: id.to_owned(),
            kind: HitKind::Note,
            lang,
            title: side.title.clone(),
            langs: langs.clone(),
            status: Some(note.meta.status),
            date: note.meta.date,
            passages: passages
                .iter()
                .map(|(section, text)| (section.key().to_owned(), text.clone()))
                .collect(),
        };
        let mut document = common.document(&stored);
        let meta = &note.meta;
        document.add_text(fields.status, meta.status.key());
        document.add_text(fields.marking, meta.marking.key());
        document.add_text(fields.organization, &meta.organization);
        document.add_text(fields.minister, &meta.minister);
        add_labels(&mut document, fields, meta);
        for tag in &meta.tags {
            document.add_text(fields.tag_words, tag);
            document.add_text(fields.tag, tag);
        }
        document.add_text(fields.reference, id);
        if let Some(lang) = lang {
            add_part(&mut document, fields, lang, Part::Title, &side.title);
            for (section, text) in &passages {
                let part = match section {
                    Section::Title => Part::Title,
                    Section::Question => Part::Question,
                    Section::Response | Section::IfPressed => Part::Response,
                    Section::Background | Section::AdditionalInformation => Part::Rest,
                };
                add_part(&mut document, fields, lang, part, text);
            }
        }
        document
    };
    let mut documents: Vec<TantivyDocument> = note
        .sides
        .iter()
        .filter_map(|(lang, side)| Some(document(Some(lang), side.as_ref()?)))
        .collect();
    if documents.is_empty() {
        documents.push(document(None, &Side::default()));
    }
    documents
}

/// The text of some Markdown without its marks.
fn plain_text(markdown: &str) -> String {
    without_citations(document::parse(markdown).plain_text())
}

/// A text without its citations: the words of a policy's name are not words of the note.
fn without_citations(mut text: String) -> String {
    let mut from = 0;
    while let Some(at) = text[from..].find("[@").map(|at| from + at) {
        let Some(end) = text[at..].find(']').map(|end| at + end) else {
            break;
        };
        if text[at..end].contains(char::is_whitespace) {
            from = end;
        } else {
            let start = text[..at].trim_end_matches(' ').len();
            text.replace_range(start..=end, "");
            from = start;
        }
    }
    text
}

/// The texts of a side without marks; each if-pressed block is one, with its topic before it.
fn passages(side: &Side) -> Vec<(Section, String)> {
    let mut passages = vec![
        (Section::Question, plain_text(&side.question)),
        (Section::Response, plain_text(&side.response)),
    ];
    for block in &side.if_pressed {
        let text = plain_text(&block.text);
        let both = match (block.topic.is_empty(), text.is_empty()) {
            (true, _) => text,
            (false, true) => block.topic.clone(),
            (false, false) => format!("{}\n{text}", block.topic),
        };
        passages.push((Section::IfPressed, both));
    }
    passages.push((Section::Background, plain_text(&side.background)));
    passages.push((
        Section::AdditionalInformation,
        plain_text(&side.additional_information),
    ));
    passages.retain(|(_, text)| !text.is_empty());
    passages
}

/// The documents of a policy, one an excerpt and side; the sides of one anchor stand side by side.
pub(super) fn policy_documents(
    fields: &Fields,
    policy: &Policy,
    stamp: &str,
) -> Vec<TantivyDocument> {
    let date = policy.modified.or(policy.issued);
    let common = Common {
        fields,
        kind: HitKind::Policy,
        key: key(HitKind::Policy, &policy.slug),
        entry: entry(HitKind::Policy, &policy.slug, stamp),
        date,
        complete: policy.sides.iter().all(|(_, side)| side.is_some()),
    };
    let langs = langs(&policy.sides);
    let document = |lang: Lang, title: &str, excerpt: &Excerpt, titled: bool| {
        let heading = [excerpt.label.as_str(), excerpt.heading.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        let text = plain_text(&excerpt.text);
        let id = if excerpt.anchor.is_empty() {
            policy.slug.clone()
        } else {
            format!("{}#{}", policy.slug, excerpt.anchor)
        };
        let stored = Stored {
            id,
            kind: HitKind::Policy,
            lang: Some(lang),
            title: title.to_owned(),
            langs: langs.clone(),
            status: None,
            date,
            passages: vec![(heading.clone(), text.clone())],
        };
        let mut document = common.document(&stored);
        document.add_text(fields.context, title);
        let number = number_key([excerpt.label.as_str()]);
        if !number.is_empty() {
            document.add_text(fields.number, number);
        }
        if titled {
            add_part(&mut document, fields, lang, Part::Title, title);
        }
        add_part(&mut document, fields, lang, Part::Title, &heading);
        add_part(&mut document, fields, lang, Part::Response, &text);
        document
    };
    // A side's title is found at its first excerpt that has a text to show.
    let carrier = |excerpts: &[Excerpt]| {
        let shown = excerpts.iter().position(|excerpt| !excerpt.text.is_empty());
        shown.unwrap_or(0)
    };
    let mut documents = Vec::new();
    let sides = policy.sides.as_ref();
    let excerpts = |lang: Lang| {
        sides[lang]
            .as_ref()
            .map_or(&[][..], |side| side.excerpts.as_slice())
    };
    // Each English excerpt with its French counterpart, then the French ones left.
    let mut paired = vec![false; excerpts(Lang::Fr).len()];
    let french: std::collections::HashMap<&str, usize> = excerpts(Lang::Fr)
        .iter()
        .enumerate()
        .map(|(at, excerpt)| (excerpt.anchor.as_str(), at))
        .collect();
    let carriers = Bilingual::new(carrier(excerpts(Lang::En)), carrier(excerpts(Lang::Fr)));
    for (at, excerpt) in excerpts(Lang::En).iter().enumerate() {
        let title = policy.title_in(Lang::En);
        documents.push(document(Lang::En, title, excerpt, at == carriers.en));
        if let Some(&other) = french.get(excerpt.anchor.as_str())
            && !std::mem::replace(&mut paired[other], true)
        {
            let title = policy.title_in(Lang::Fr);
            let excerpt = &excerpts(Lang::Fr)[other];
            documents.push(document(Lang::Fr, title, excerpt, other == carriers.fr));
        }
    }
    for (at, excerpt) in excerpts(Lang::Fr).iter().enumerate() {
        if !paired[at] {
            let title = policy.title_in(Lang::Fr);
            documents.push(document(Lang::Fr, title, excerpt, at == carriers.fr));
        }
    }
    if documents.is_empty() {
        let langs = Lang::ALL.into_iter().filter(|lang| sides[*lang].is_some());
        for lang in langs {
            let title = policy.title_in(lang);
            documents.push(document(lang, title, &Excerpt::default(), true));
        }
    }
    if documents.is_empty() {
        documents.push(document(Lang::En, "", &Excerpt::default(), true));
    }
    documents
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_is_no_text() {
        for (text, plain) in [
            (
                "Each year [@guide#4.1], it is read.",
                "Each year, it is read.",
            ),
            ("[@a][@b#c]end", "end"),
            ("[@ not one] [@open", "[@ not one] [@open"),
            ("é [@x] é", "é é"),
        ] {
            assert_eq!(without_citations(text.to_owned()), plain);
        }
    }

    #[test]
    fn a_number_has_one_key_however_it_is_written() {
        for (number, key) in [
            ("74(c)", "74.c"),
            ("74c)", "74.c"),
            ("16(1)a)(ii)", "16.1.a.ii"),
            ("4.1.5", "4.1.5"),
            ("B.2.2", "b.2.2"),
            ("", ""),
            ("Annex", ""),
        ] {
            assert_eq!(number_key([number]), key);
        }
        assert_eq!(number_key(["74", "c"]), "74.c");
    }

    #[test]
    fn an_entry_is_read_back() {
        let entry = entry(HitKind::Policy, "a/b", "1\u{0}2");
        assert_eq!(
            read_entry(&entry),
            Some(((HitKind::Policy, "a/b".to_owned()), "1\u{0}2".to_owned()))
        );
        assert_eq!(read_entry("else"), None);
    }
}
