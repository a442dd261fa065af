//! The made-up corpus: notes and policies on many topics, and what each says about what.
//!
//! Every document is put together from the sentences of `topics.yaml` and `aspects.yaml`. While it
//! is written, it is recorded which aspect of which topic stands in which place: from that, and
//! never from what a search returns, the judgments follow (`judging`).

use chrono::{Datelike, NaiveDate};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::Status;
use serde::Deserialize;

use crate::page::{NotePage, PolicyPage, PolicySide};
use crate::wording::{Figures, capital, side};

/// A topic as `topics.yaml` has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    /// Its name in judgments.
    pub(crate) key: String,
    pub(crate) en: String,
    pub(crate) le: String,
    pub(crate) de: String,
    acronym: Option<(String, String)>,
    organization: String,
    minister: String,
    tag: String,
    facts: Vec<(String, String)>,
}

/// What can be said of any topic, as `aspects.yaml` has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Aspect {
    /// Its name in judgments.
    pub(crate) key: String,
    titles: Vec<(String, String)>,
    question: (String, String),
    response: Vec<(String, String)>,
    background: (String, String),
    pressed: (String, String),
    passing: (String, String),
    rule: (String, String),
}

/// Where a document speaks of something, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// The whole document is about it, and its title says so.
    Title,
    /// A clause of a policy is about it.
    Clause,
    /// It is asked about, but the title says something else.
    Question,
    /// An if-pressed block is about it.
    Pressed,
    /// The response has a sentence on it.
    Response,
    /// The background has a sentence on it.
    Passing,
}

/// What a document says: an aspect of a topic, or the topic as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) topic: String,
    /// An aspect's key, `fact-` and the number of one of the topic's facts, or the whole topic.
    pub(crate) aspect: Option<String>,
    pub(crate) place: Place,
}

/// What is known of a document that can be found.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// The id of its hit: a reference, or `slug#anchor`.
    pub(crate) id: String,
    /// A note's state; `None` for a policy's excerpt.
    pub(crate) status: Option<Status>,
    pub(crate) date: NaiveDate,
    pub(crate) organization: String,
    pub(crate) minister: String,
    pub(crate) said: Vec<Said>,
}

/// The corpus: files for a notebook, and what is known of each document.
pub(crate) struct Corpus {
    /// Path in the notebook and content.
    pub(crate) files: Vec<(String, String)>,
    pub(crate) known: Vec<Known>,
}

/// How one of a topic's notes is made.
struct Recipe {
    /// Which of the topic's aspects it is about; `None` for the topic as a whole.
    aspect: Option<usize>,
    /// Which wording the title has.
    wording: usize,
    year: i32,
    status: Status,
    langs: &'static [Lang],
    /// An aspect that an if-pressed block is about.
    pressed: Option<usize>,
    /// Whether the background mentions an aspect of the next topic.
    passing: bool,
    /// Whether the title is of no topic.
    hidden: bool,
}

const BOTH: &[Lang] = &Lang::ALL;

/// The notes of one topic. The first three are one answer in three years, the fourth and the fifth
/// one answer approved and being redrafted; two exist in one language only.
const RECIPES: [Recipe; 12] = [
    recipe(Some(0), 0, 2026, Status::Approved),
    recipe(Some(0), 0, 2025, Status::Approved),
    recipe(Some(0), 1, 2024, Status::Archived),
    recipe(Some(1), 1, 2026, Status::Approved),
    recipe(Some(1), 0, 2026, Status::Draft),
    Recipe {
        langs: &[Lang::Fr],
        ..recipe(Some(2), 0, 2026, Status::InTranslation)
    },
    Recipe {
        langs: &[Lang::En],
        ..recipe(Some(3), 0, 2026, Status::Draft)
    },
    Recipe {
        pressed: Some(0),
        ..recipe(Some(4), 1, 2026, Status::InReview)
    },
    Recipe {
        passing: true,
        ..recipe(Some(5), 0, 2025, Status::Approved)
    },
    recipe(None, 0, 2026, Status::Approved),
    Recipe {
        hidden: true,
        ..recipe(Some(6), 0, 2025, Status::Approved)
    },
    recipe(Some(7), 1, 2023, Status::Archived),
];

const fn recipe(aspect: Option<usize>, wording: usize, year: i32, status: Status) -> Recipe {
    Recipe {
        aspect,
        wording,
        year,
        status,
        langs: BOTH,
        pressed: None,
        passing: false,
        hidden: false,
    }
}

/// Writes the corpus.
pub(crate) fn write() -> anyhow::Result<Corpus> {
    let topics: Vec<Topic> = serde_saphyr::from_str(include_str!("topics.yaml"))?;
    let aspects: Vec<Aspect> = serde_saphyr::from_str(include_str!("aspects.yaml"))?;
    let mut corpus = Corpus {
        files: Vec::new(),
        known: Vec::new(),
    };
    let maker = Maker { topics, aspects };
    for at in 0..maker.topics.len() {
        for note in 0..RECIPES.len() {
            maker.note(&mut corpus, at, note);
        }
        if at % 2 == 0 {
            maker.policy(&mut corpus, at);
        }
    }
    Ok(corpus)
}

struct Maker {
    topics: Vec<Topic>,
    aspects: Vec<Aspect>,
}

impl Maker {
    /// The `which`th of the aspects of a topic: another choice for each topic.
    fn aspect(&self, topic: usize, which: usize) -> &Aspect {
        &self.aspects[(topic * 3 + which) % self.aspects.len()]
    }

    fn note(&self, corpus: &mut Corpus, at: usize, which: usize) {
        let (topic, recipe) = (&self.topics[at], &RECIPES[which]);
        let number = at * RECIPES.len() + which + 1;
        let figures = Figures { seed: number };
        let month = match recipe.status {
            // What is being written is newer than what was approved.
            Status::Draft | Status::InTranslation => 11,
            _ => 1 + u32::try_from(figures.of(6, 0, 10)).unwrap_or(0),
        };
        let day = 1 + u32::try_from(figures.of(7, 0, 28)).unwrap_or(0);
        let date = NaiveDate::from_ymd_opt(recipe.year, month, day).unwrap_or_default();
        let prefix = topic.organization.split('-').next().unwrap_or_default();
        let reference = format!(
            "{}-{}-QP-{:02}-{number:05}",
            prefix.to_uppercase(),
            date.year(),
            date.month()
        );
        let mut said = Vec::new();
        let mut tell = |topic: &Topic, aspect: Option<&Aspect>, place| {
            said.push(Said {
                topic: topic.key.clone(),
                aspect: aspect.map(|aspect| aspect.key.clone()),
                place,
            });
        };
        let main = recipe.aspect.map(|which| self.aspect(at, which));
        tell(
            topic,
            main,
            if recipe.hidden {
                Place::Question
            } else {
                Place::Title
            },
        );
        if main.is_none() {
            for which in 0..3 {
                tell(topic, Some(self.aspect(at, which)), Place::Response);
            }
        }
        if let Some(which) = recipe.pressed {
            tell(topic, Some(self.aspect(at, which)), Place::Pressed);
        }
        let next = (at + 1) % self.topics.len();
        if recipe.passing {
            tell(
                &self.topics[next],
                Some(self.aspect(next, 0)),
                Place::Passing,
            );
        }
        said.push(Said {
            topic: topic.key.clone(),
            aspect: Some(format!("fact-{}", recipe.wording)),
            place: Place::Passing,
        });
        let sides = Bilingual::new(Lang::En, Lang::Fr).map(|_, lang| {
            recipe
                .langs
                .contains(&lang)
                .then(|| self.side(at, recipe, &figures, lang))
        });
        let page = NotePage {
            reference: &reference,
            date,
            organization: &topic.organization,
            minister: &topic.minister,
            status: recipe.status,
            tags: &[&topic.tag],
            sides,
        };
        corpus
            .files
            .push((format!("qp/{}/{reference}.md", recipe.year), page.text()));
        corpus.known.push(Known {
            id: reference,
            status: Some(recipe.status),
            date,
            organization: topic.organization.clone(),
            minister: topic.minister.clone(),
            said,
        });
    }

    /// One language of a note: its title and its sections.
    fn side(&self, at: usize, recipe: &Recipe, figures: &Figures, lang: Lang) -> [String; 5] {
        let topic = &self.topics[at];
        let fill = |pair: &(String, String)| figures.filled(side(pair, lang), topic, lang);
        let bullets = |lines: Vec<String>| {
            let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
            lines.join("\n")
        };
        let name = match (lang, &topic.acronym) {
            (Lang::En, Some((acronym, _))) => format!("{} ({acronym})", topic.en),
            (Lang::En, None) => topic.en.clone(),
            (Lang::Fr, Some((_, acronym))) => format!("{} ({acronym})", topic.le),
            (Lang::Fr, None) => topic.le.clone(),
        };
        let Some(main) = recipe.aspect.map(|which| self.aspect(at, which)) else {
            let lines = (0..3).map(|which| fill(&self.aspect(at, which).response[1]));
            let (question, background) = match lang {
                Lang::En => (
                    format!("What is the government doing about {name}?"),
                    fill(&topic.facts[0]),
                ),
                Lang::Fr => (
                    format!("Que fait le gouvernement au sujet {} ?", topic.de),
                    format!("{} {}", capital(&format!("{name}.")), fill(&topic.facts[0])),
                ),
            };
            let title = capital(match lang {
                Lang::En => &topic.en,
                Lang::Fr => &topic.le,
            });
            return [
                title,
                question,
                bullets(lines.collect()),
                String::new(),
                background,
            ];
        };
        let title = if recipe.hidden {
            let title = [
                ("Priorities for the fall", "Priorités pour l’automne"),
                (
                    "Answer to a written question",
                    "Réponse à une question écrite",
                ),
                ("Remarks of the minister", "Observations du ministre"),
            ][at % 3];
            match lang {
                Lang::En => title.0.to_owned(),
                Lang::Fr => title.1.to_owned(),
            }
        } else {
            capital(&fill(&main.titles[recipe.wording]))
        };
        let mut background = vec![fill(&main.background), fill(&topic.facts[recipe.wording])];
        if recipe.passing {
            let next = (at + 1) % self.topics.len();
            let passing = &self.aspect(next, 0).passing;
            background.push(figures.filled(side(passing, lang), &self.topics[next], lang));
        }
        let pressed = recipe.pressed.map(|which| {
            let aspect = self.aspect(at, which);
            let label = match lang {
                Lang::En => "If pressed: ",
                Lang::Fr => "Si pressé : ",
            };
            let lines = aspect.response.iter().map(fill).collect();
            format!("### {label}{}\n\n{}", fill(&aspect.pressed), bullets(lines))
        });
        [
            title,
            fill(&main.question),
            bullets(main.response.iter().map(fill).collect()),
            pressed.unwrap_or_default(),
            background.join("\n\n"),
        ]
    }

    /// A directive on a topic: a clause on each of five aspects.
    fn policy(&self, corpus: &mut Corpus, at: usize) {
        let topic = &self.topics[at];
        let figures = Figures { seed: 9_000 + at };
        let langs: &[Lang] = match at % 8 {
            2 => &[Lang::Fr],
            4 => &[Lang::En],
            _ => BOTH,
        };
        let slug = format!("directive-{}", topic.key);
        let date = NaiveDate::from_ymd_opt(2025, 4, 1).unwrap_or_default();
        let chosen = [0, 2, 5, 8, 9].map(|which| self.aspect(at, which));
        let sides = Bilingual::new(Lang::En, Lang::Fr).map(|_, lang| {
            langs.contains(&lang).then(|| {
                let rules = chosen.iter().zip(1..).map(|(aspect, number)| {
                    let rule = figures.filled(side(&aspect.rule, lang), topic, lang);
                    format!("4.{number} {rule}")
                });
                let (title, heading) = match lang {
                    Lang::En => (format!("Directive on {}", topic.en), "4. Requirements"),
                    Lang::Fr => (format!("Directive au sujet {}", topic.de), "4. Exigences"),
                };
                PolicySide {
                    title,
                    heading,
                    clauses: rules.collect(),
                }
            })
        });
        let page = PolicyPage {
            issued: date,
            sides,
        };
        corpus
            .files
            .push((format!("policy/{slug}.md"), page.text()));
        for (number, aspect) in chosen.iter().enumerate() {
            corpus.known.push(Known {
                id: format!("{slug}#4.{}", number + 1),
                status: None,
                date,
                organization: String::new(),
                minister: String::new(),
                said: vec![Said {
                    topic: topic.key.clone(),
                    aspect: Some(aspect.key.clone()),
                    place: Place::Clause,
                }],
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_corpus_is_the_same_each_time_and_large_enough() {
        let (one, other) = (write().unwrap(), write().unwrap());
        assert_eq!(one.files, other.files);
        let ids: HashSet<&str> = one.known.iter().map(|known| known.id.as_str()).collect();
        assert_eq!(ids.len(), one.known.len(), "each document has its own id");
        assert!(one.files.len() >= 400, "{}", one.files.len());
    }
}
