//! The judged queries: what each should find, from `queries.yaml` and the corpus's own record.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use chrono::NaiveDate;
use qp_core::lang::Lang;
use qp_core::note::Status;
use serde::Deserialize;

use crate::corpus::{Known, Place};

/// Grades by id: 3 the answer, 2 good, 1 related; what is not named is 0.
pub(crate) type Grades = BTreeMap<String, u8>;

/// A query as `queries.yaml` has it; its header says what the fields mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Judged {
    /// What is typed.
    pub(crate) q: String,
    /// What the query tries.
    pub(crate) class: String,
    /// The language of who asks.
    pub(crate) asks: Lang,
    #[serde(default)]
    grades: BTreeMap<u8, Vec<String>>,
    #[serde(default)]
    over: Over,
    about: Option<String>,
    #[serde(default)]
    only: Only,
    #[expect(dead_code, reason = "for who reads the file")]
    why: Option<String>,
}

/// Over which notebook a query is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Over {
    /// The sample notebook.
    #[default]
    Notes,
    /// The made-up corpus.
    Made,
}

/// What is not so is not what was asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Only {
    status: Option<Status>,
    organization: Option<String>,
    minister: Option<String>,
    before: Option<NaiveDate>,
}

impl Only {
    fn takes(&self, known: &Known) -> bool {
        let same = |wanted: &Option<String>, value: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == value)
        };
        self.status
            .is_none_or(|status| known.status == Some(status))
            && same(&self.organization, &known.organization)
            && same(&self.minister, &known.minister)
            && self.before.is_none_or(|before| known.date < before)
    }
}

/// Reads the judged queries.
pub(crate) fn read() -> Result<Vec<Judged>> {
    Ok(serde_saphyr::from_str(include_str!("queries.yaml"))?)
}

impl Judged {
    /// The notebook over which it is judged.
    pub(crate) fn over(&self) -> Over {
        if self.about.is_some() {
            Over::Made
        } else {
            self.over
        }
    }

    /// The grades of the documents in `ids`, which are all that its notebook has.
    pub(crate) fn grades(&self, ids: &[String], known: &[Known]) -> Result<Grades> {
        let mut grades = match &self.about {
            Some(about) => self.made(about, known),
            None => Grades::new(),
        };
        for (grade, patterns) in self.grades.iter().rev() {
            for pattern in patterns {
                let mut named = ids.iter().filter(|id| matches(pattern, id)).peekable();
                ensure!(named.peek().is_some(), "{}: {pattern} is nothing", self.q);
                for id in named {
                    grades.entry(id.clone()).or_insert(*grade);
                }
            }
        }
        grades.retain(|_, grade| *grade > 0);
        let best = grades.values().max().copied();
        let best = best.with_context(|| format!("{}: nothing is judged good", self.q))?;
        if !(2..=3).contains(&best) {
            bail!("{}: the best grade is {best}", self.q);
        }
        Ok(grades)
    }

    /// The grades that follow from what the generator put where.
    fn made(&self, about: &str, known: &[Known]) -> Grades {
        let (topic, aspect) = match about.split_once('/') {
            Some((topic, aspect)) => (topic, Some(aspect)),
            None => (about, None),
        };
        let wanted: Vec<&Known> = known
            .iter()
            .filter(|known| self.only.takes(known))
            .collect();
        wanted
            .iter()
            .map(|known| {
                let archived = known.status == Some(Status::Archived) && self.only.status.is_none();
                let grade = grade(known, archived, topic, aspect, &wanted);
                (known.id.clone(), grade)
            })
            .collect()
    }
}

fn matches(pattern: &str, id: &str) -> bool {
    let full = if pattern.starts_with(|c: char| c.is_ascii_digit()) {
        format!("TBS-2026-QP-{pattern}")
    } else {
        pattern.to_owned()
    };
    match full.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => id == full,
    }
}

/// The place in which a document speaks of what is asked for, the most telling one.
fn place(known: &Known, topic: &str, aspect: Option<&str>) -> Option<Place> {
    known
        .said
        .iter()
        .filter(|said| said.topic == topic && said.aspect.as_deref() == aspect)
        .map(|said| said.place)
        .min()
}

/// How good a document is for who asks about a topic, or about an aspect of it.
///
/// | the document | about an aspect | about a topic |
/// |---|---|---|
/// | its title is that; nothing approved on the same is newer | 3 | 3 |
/// | its title is that; something approved is newer, or it is a draft beside it | 2 | 2 |
/// | its title is that; archived | 1 (2 where there is nothing else) | 1 |
/// | a clause of a policy, a question or an if-pressed block is that | 2 | |
/// | its response or background has a sentence on it | 1 | 0 |
/// | it is on another aspect of the topic | 0 | 2; archived or a clause: 1 |
///
/// Who asks for an aspect wants all the words typed: what is on the topic and says nothing of the
/// aspect is not what was asked for.
///
/// A fact that stands in several notes (`topic/fact-0`) is answered by any of them: 3, archived 1.
/// `archived` is false for who asks for what is archived.
fn grade(known: &Known, archived: bool, topic: &str, aspect: Option<&str>, all: &[&Known]) -> u8 {
    let found = place(known, topic, aspect);
    if aspect.is_some_and(|aspect| aspect.starts_with("fact-")) {
        return match found {
            Some(_) if archived => 1,
            Some(_) => 3,
            None => 0,
        };
    }
    let titled = |other: &&&Known| place(other, topic, aspect) == Some(Place::Title);
    match found {
        Some(Place::Title) => {
            let others = || {
                all.iter()
                    .filter(titled)
                    .filter(|other| other.id != known.id)
            };
            let alone = others().next().is_none();
            let approved = |other: &&Known| other.status == Some(Status::Approved);
            let surpassed = others()
                .any(|other| approved(other) && (other.date > known.date || !approved(&known)));
            match (archived, alone, surpassed) {
                (true, false, _) => 1,
                (true, true, _) | (false, _, true) => 2,
                (false, _, false) => 3,
            }
        }
        Some(Place::Clause | Place::Question | Place::Pressed) => 2,
        Some(Place::Response | Place::Passing) => 1,
        None => {
            let on_topic = known
                .said
                .iter()
                .filter(|said| said.topic == topic)
                .map(|said| said.place)
                .min();
            match (on_topic, aspect) {
                (Some(Place::Title), None) if !archived => 2,
                (Some(Place::Title | Place::Question | Place::Clause), None) => 1,
                _ => 0,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus;

    fn graded(about: &str) -> Vec<(String, u8)> {
        let corpus = corpus::write().unwrap();
        let judged = Judged {
            q: about.to_owned(),
            class: String::new(),
            asks: Lang::En,
            grades: BTreeMap::new(),
            over: Over::Made,
            about: Some(about.to_owned()),
            only: Only::default(),
            why: None,
        };
        let mut graded: Vec<(String, u8)> = judged
            .made(about, &corpus.known)
            .into_iter()
            .filter(|(_, grade)| *grade > 1)
            .collect();
        graded.sort_by_key(|(_, grade)| std::cmp::Reverse(*grade));
        graded
    }

    #[test]
    fn the_newest_approved_note_on_an_aspect_is_the_answer_and_its_earlier_forms_are_good() {
        let graded = graded("icebreakers/cost");
        let numbers: Vec<(&str, u8)> = graded
            .iter()
            .map(|(id, grade)| (id.rsplit('-').next().unwrap_or_default(), *grade))
            .collect();
        // The note of this year; that of the last; the one with an if-pressed block; the clause.
        assert_eq!(numbers[0], ("00001", 3));
        assert_eq!(numbers.iter().filter(|(_, grade)| *grade == 3).count(), 1);
        assert!(numbers.contains(&("00002", 2)) && numbers.contains(&("00008", 2)));
        assert!(numbers.contains(&("icebreakers#4.1", 2)));
    }

    #[test]
    fn a_draft_gives_way_to_what_is_approved_but_stands_where_it_is_alone() {
        let delays = graded("icebreakers/delays");
        assert!(
            delays[0].0.ends_with("00004") && delays[0].1 == 3,
            "{delays:?}"
        );
        assert!(
            delays
                .iter()
                .any(|(id, grade)| id.ends_with("00005") && *grade == 2)
        );
        let safety = graded("icebreakers/safety");
        assert!(
            safety[0].0.ends_with("00007") && safety[0].1 == 3,
            "{safety:?}"
        );
    }

    #[test]
    fn the_set_is_large_and_no_query_is_judged_twice() {
        let judged = read().unwrap();
        let mut queries: Vec<(&str, Over)> = judged
            .iter()
            .map(|judged| (judged.q.as_str(), judged.over()))
            .collect();
        let count = queries.len();
        assert!(count >= 90, "{count}");
        queries.sort_by_key(|(q, over)| (*q, *over as u8));
        queries.dedup();
        assert_eq!(queries.len(), count);
    }
}
