//! One try at answering a query: what matches as typed, and behind it what matches by translation.
//!
//! The translated words are looked for only where little matches as typed, so that the common
//! query costs nothing more. Everything is then counted once more with them; listed by relevance,
//! what matches as typed keeps its order and comes first, the rest follows. By date or title all of
//! it is one list.

use std::sync::Arc;

use tantivy::DocAddress;
use tantivy::query::{BooleanQuery, EmptyQuery, Occur, Query};

use super::analysis::{Word, WordKind, words};
use super::ask::Asking;
use super::collect::{Collected, Heads};
use super::meanings::{Meaning, Meanings};
use super::parse::Parsed;
use super::plan::{Plan, Wants, term_query};
use super::query::{Facet, SearchQuery, SortBy, Through};
use super::schema::Stored;
use super::similar::Telling;
use super::values::Values;
use crate::lang::Lang;

/// Where so many match as typed, nobody misses what a translation would find.
const ENOUGH: usize = 1_000;

/// What a try found.
pub(super) struct Attempt {
    /// How what was typed is looked for.
    pub(super) plan: Plan,
    /// What was found.
    pub(super) collected: Collected,
    /// What was found by translation, where that was tried.
    pub(super) across: Option<Across>,
    /// What it was to be like, where that was asked.
    pub(super) telling: Option<Telling>,
}

/// How words are looked for in the other language.
pub(super) struct Across {
    /// The query with its translations.
    pub(super) plan: Plan,
    meanings: Meanings,
    parsed: Parsed,
    values: Vec<Arc<Values>>,
    /// The hits that match as typed, by segment.
    typed: Vec<Vec<bool>>,
}

impl Across {
    /// Whether a hit matches only by translation.
    pub(super) fn found(&self, doc: DocAddress) -> bool {
        let head = self
            .values
            .get(doc.segment_ord as usize)
            .map(|values| values.head(doc.doc_id));
        let typed = self.typed.get(doc.segment_ord as usize);
        let is_typed = head
            .zip(typed)
            .and_then(|(head, typed)| typed.get(head as usize));
        !is_typed.copied().unwrap_or(false)
    }

    /// Which words of a hit stand for which that were typed.
    pub(super) fn through(&self, asking: &Asking<'_>, stored: &Stored) -> Vec<Through> {
        let Some(lang) = stored.lang else {
            return Vec::new();
        };
        let text = Text::new(asking, lang, stored);
        let mut through: Vec<Through> = Vec::new();
        for (place, clause) in self.parsed.clauses() {
            let typed = clause.plain_words();
            if typed.is_empty() || text.has(asking, &typed) {
                continue;
            }
            let meant = |across: bool| -> Option<(&Meaning, String)> {
                self.meanings
                    .of(place, true)
                    .filter(|meaning| meaning.across == across && meaning.lang == lang)
                    .find_map(|meaning| Some((meaning, text.find(&meaning.stems)?)))
            };
            if meant(false).is_some() {
                continue;
            }
            if let Some((meaning, found)) = meant(true) {
                let known = |known: &Through| known.typed == meaning.typed || known.found == found;
                if !through.iter().any(known) {
                    through.push(Through {
                        typed: meaning.typed.clone(),
                        found,
                    });
                }
            }
        }
        through
    }
}

/// The words of one side of a hit with their stems.
struct Text<'a> {
    words: Vec<(&'a str, Word, Vec<String>)>,
}

impl<'a> Text<'a> {
    fn new(asking: &Asking<'_>, lang: Lang, stored: &'a Stored) -> Self {
        let passages = stored.passages.iter().flat_map(|(_, text)| [text.as_str()]);
        let mut found = Vec::new();
        for text in std::iter::once(stored.title.as_str()).chain(passages) {
            for word in words(text) {
                if word.kind != WordKind::Joined {
                    let stems = asking.analyzer.stems(lang, &word);
                    let stems = stems.iter().map(str::to_owned).collect();
                    found.push((text, word, stems));
                }
            }
        }
        Self { words: found }
    }

    /// Whether it has all of these words in some form.
    fn has(&self, asking: &Asking<'_>, typed: &[&Word]) -> bool {
        typed.iter().all(|typed| {
            let stems = Lang::ALL.map(|lang| asking.analyzer.stems(lang, typed));
            self.words.iter().any(|(_, word, own)| {
                word.folded() == typed.folded()
                    || stems
                        .iter()
                        .flat_map(|stems| stems.iter())
                        .any(|stem| own.iter().any(|own| own == stem))
            })
        })
    }

    /// The first place where these stems stand in theirs, as it is written.
    fn find(&self, stems: &[(usize, String)]) -> Option<String> {
        let last = stems.last()?.0;
        (0..self.words.len().checked_sub(last)?).find_map(|at| {
            let (text, first, _) = &self.words[at];
            let (same, end, _) = &self.words[at + last];
            let stand = stems.iter().all(|(place, stem)| {
                let (_, _, own) = &self.words[at + place];
                own.iter().any(|own| own == stem)
            });
            (stand && std::ptr::eq(*text, *same)).then(|| text[first.start..end.end].to_owned())
        })
    }
}

impl Asking<'_> {
    /// What else the words of a query may be found by.
    pub(super) fn meanings(&self, text: &str, parsed: &Parsed) -> Meanings {
        Meanings::new(text, parsed, self.analyzer, self.synonyms, self.dictionary)
    }

    /// Tries a query as it is typed, then with translations.
    pub(super) fn attempt(
        &self,
        asked: &SearchQuery,
        text: &str,
        parsed: &Parsed,
        wants: Wants,
    ) -> tantivy::Result<Attempt> {
        let meanings = self.meanings(text, parsed);
        let builder = self.builder(asked.lang)?.meaning(&meanings, false);
        let mut plan = builder.plan(parsed, wants)?;
        if parsed.says_nothing {
            plan.query = Box::new(EmptyQuery);
        }
        let mut collected = self.collect(asked, &plan, &[])?;
        let mut across = None;
        if collected.total < ENOUGH && meanings.cross() {
            let builder = self.builder(asked.lang)?.meaning(&meanings, true);
            let wider = Across {
                plan: builder.plan(parsed, wants)?,
                meanings,
                parsed: parsed.clone(),
                values: self.memory.of(self.searcher)?,
                typed: self.heads(asked, &plan)?,
            };
            let in_one = asked.sort != SortBy::Relevance;
            let listed = if in_one { &[][..] } else { &wider.typed };
            let more = self.collect(asked, &wider.plan, listed)?;
            collected = if in_one {
                more
            } else {
                let keep = asked.offset.saturating_add(super::ask::limit(asked));
                collected.before(more, keep)
            };
            across = Some(wider);
        }
        Ok(Attempt {
            plan,
            collected,
            across,
            telling: None,
        })
    }

    /// What matches a plan in the languages asked for, whatever else narrows.
    fn heads(&self, asked: &SearchQuery, plan: &Plan) -> tantivy::Result<Vec<Vec<bool>>> {
        let values = self.memory.of(self.searcher)?;
        let heads = Heads { values: &values };
        let narrowed = asked
            .narrow
            .get(&Facet::Lang)
            .filter(|langs| !langs.is_empty());
        if asked.lang.is_none() && narrowed.is_none() {
            return self.searcher.search(&plan.query, &heads);
        }
        let allowed = Lang::ALL.into_iter().filter(|lang| {
            asked.lang.is_none_or(|only| only == *lang)
                && narrowed.is_none_or(|langs| langs.iter().any(|code| code == lang.code()))
        });
        let sides: Vec<Box<dyn Query>> = allowed
            .map(|lang| {
                let term = tantivy::Term::from_field_text(self.fields.lang, lang.code());
                term_query(term)
            })
            .collect();
        let query = BooleanQuery::new(vec![
            (Occur::Must, plan.query.box_clone()),
            (Occur::Must, Box::new(BooleanQuery::union(sides))),
        ]);
        self.searcher.search(&query, &heads)
    }
}
