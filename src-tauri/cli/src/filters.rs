//! What narrows a list or a search: values of one option any, of several options each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use clap::Args;
use qp_core::lang::Lang;
use qp_core::note::{Marking, Status};
use qp_core::registry::{self, Called};
use qp_core::search::{Facet, HitKind, SearchQuery};
use qp_core::store::{ItemKind, ItemSummary};
use serde::Deserialize;

use crate::arguments::{KINDS, LANGS, STATUSES, date, marking, month, word, year};
use crate::language::say;

/// The options, as typed.
#[derive(Debug, Default, Args)]
pub(crate) struct Filters {
    #[arg(long, value_name = say("KIND", "SORTE"), hide_possible_values = true,
        value_parser = word::<HitKind>(KINDS), help = say(
        "Only that kind: note or policy",
        "Seulement cette sorte\u{a0}: note ou policy (politique)",
    ))]
    pub(crate) kind: Vec<HitKind>,

    #[arg(long, value_name = say("LANG", "LANGUE"), hide_possible_values = true,
        value_parser = word::<Lang>(LANGS), help = say(
        "Only what has text in that language: en or fr",
        "Seulement ce qui a du texte dans cette langue\u{a0}: en ou fr",
    ))]
    pub(crate) lang: Vec<Lang>,

    #[arg(long, value_name = say("STATUS", "ÉTAT"), hide_possible_values = true,
        value_parser = word::<Status>(STATUSES), help = say(
        "Only notes in that state: draft, in-review, in-translation, approved or archived",
        "Seulement les notes dans cet état\u{a0}: draft, in-review, in-translation, approved ou archived",
    ))]
    pub(crate) status: Vec<Status>,

    #[arg(long, value_name = say("NAME", "NOM"), help = say(
        "Only notes of that organization: its code, such as tbs-sct, or its name or words of it",
        "Seulement les notes de cette organisation\u{a0}: son code, par exemple tbs-sct, ou son nom ou des mots de celui-ci",
    ))]
    pub(crate) organization: Vec<String>,

    #[arg(long, value_name = say("NAME", "NOM"), help = say(
        "Only notes of that minister: the code, such as PTB, the title, or who holds it",
        "Seulement les notes de ce ministre\u{a0}: le code, par exemple PTB, le titre ou son titulaire",
    ))]
    pub(crate) minister: Vec<String>,

    #[arg(long, value_name = say("MARKING", "COTE"), value_parser = marking, help = say(
        "Only notes with that marking, such as \"Protected A\"",
        "Seulement les notes qui portent cette cote, par exemple «\u{a0}Protégé A\u{a0}»",
    ))]
    pub(crate) marking: Vec<Marking>,

    #[arg(long, value_name = say("TAG", "MOT-CLÉ"), help = say(
        "Only notes with that tag",
        "Seulement les notes qui ont ce mot-clé",
    ))]
    pub(crate) tag: Vec<String>,

    #[arg(long, value_name = say("YEAR", "ANNÉE"), value_parser = year, help = say(
        "Only what is dated in that year (YYYY)",
        "Seulement ce qui date de cette année (AAAA)",
    ))]
    pub(crate) year: Vec<String>,

    #[arg(long, value_name = say("MONTH", "MOIS"), value_parser = month, help = say(
        "Only what is dated in that month (YYYY-MM)",
        "Seulement ce qui date de ce mois (AAAA-MM)",
    ))]
    pub(crate) month: Vec<String>,

    #[arg(long, value_name = "COMPLETE", hide_possible_values = true,
        value_parser = word::<Languages>(&["complete", "incomplete"]), help = say(
        "Only what says as much in both languages (complete), or does not (incomplete)",
        "Seulement ce qui en dit autant dans les deux langues (complete), ou non (incomplete)",
    ))]
    pub(crate) languages: Vec<Languages>,

    #[arg(long, value_name = "DATE", value_parser = date, help = say(
        "Only what is dated that day or later (YYYY-MM-DD)",
        "Seulement ce qui date de ce jour ou d’après (AAAA-MM-JJ)",
    ))]
    pub(crate) from: Option<NaiveDate>,

    #[arg(long, value_name = "DATE", value_parser = date, help = say(
        "Only what is dated that day or earlier (YYYY-MM-DD)",
        "Seulement ce qui date de ce jour ou d’avant (AAAA-MM-JJ)",
    ))]
    pub(crate) to: Option<NaiveDate>,
}

/// Whether both languages of something say as much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Languages {
    /// They do.
    Complete,
    /// They do not, or one is missing.
    Incomplete,
}

impl Languages {
    const fn of(complete: bool) -> Self {
        if complete {
            Self::Complete
        } else {
            Self::Incomplete
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Incomplete => "incomplete",
        }
    }
}

/// What is to be said of a name that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Remark {
    /// Nothing is called so.
    Unknown {
        /// The option: `--minister`.
        option: &'static str,
        /// What was typed.
        typed: String,
    },
    /// Several are called so; any will do.
    Several {
        /// What was typed.
        typed: String,
        /// What is called so, as the notes have it.
        values: Vec<String>,
    },
}

impl Filters {
    /// Replaces names by what the notes of a notebook have in their place, and tells what could not
    /// be understood. What nothing is called stays as it is, so that nothing is found by it.
    pub(crate) fn understand(&mut self, items: &[ItemSummary]) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let notes = || {
            items
                .iter()
                .filter(|item| item.kind == ItemKind::Note && item.readable)
        };
        let organizations: BTreeSet<&str> =
            notes().map(|item| item.organization.as_str()).collect();
        let mut ministers: BTreeMap<&str, BTreeSet<NaiveDate>> = BTreeMap::new();
        for item in notes() {
            ministers
                .entry(&item.minister)
                .or_default()
                .extend(item.date);
        }
        let tags: BTreeSet<&str> = notes()
            .flat_map(|item| &item.tags)
            .map(String::as_str)
            .collect();
        replace(
            &mut self.organization,
            "--organization",
            &mut remarks,
            |typed| {
                let called = |value: &&str| registry::organization_called(value, typed);
                let known =
                    registry::organization(typed).or_else(|| registry::organization_named(typed));
                Meant::among(
                    organizations.iter().copied(),
                    called,
                    known.map(|known| known.code),
                )
            },
        );
        replace(&mut self.minister, "--minister", &mut remarks, |typed| {
            let called = |value: &&str| {
                let dates = ministers.get(value).into_iter().flatten().copied();
                registry::minister_called(value, dates, typed)
            };
            let known = registry::minister(typed).or_else(|| registry::minister_titled(typed));
            Meant::among(
                ministers.keys().copied(),
                called,
                known.map(|known| known.code),
            )
        });
        replace(&mut self.tag, "--tag", &mut remarks, |typed| {
            let called = |value: &&str| registry::same_name(value, typed).then_some(Called::Whole);
            Meant::among(tags.iter().copied(), called, None)
        });
        remarks
    }

    /// Narrows a search.
    pub(crate) fn narrow(self, query: &mut SearchQuery) {
        let keys = |keys: Vec<&'static str>| keys.into_iter().map(str::to_owned).collect();
        let values: [(Facet, Vec<String>); 9] = [
            (
                Facet::Kind,
                keys(self.kind.iter().map(|kind| kind.key()).collect()),
            ),
            (
                Facet::Status,
                keys(self.status.iter().map(|status| status.key()).collect()),
            ),
            (Facet::Organization, self.organization),
            (Facet::Minister, self.minister),
            (
                Facet::Marking,
                keys(self.marking.iter().map(|marking| marking.key()).collect()),
            ),
            (Facet::Tag, self.tag),
            (Facet::Year, self.year),
            (Facet::Month, self.month),
            (
                Facet::Languages,
                keys(self.languages.iter().map(|one| one.key()).collect()),
            ),
        ];
        for (facet, values) in values {
            for value in values {
                query.narrow_to(facet, value);
            }
        }
        // Whoever takes either language takes everything.
        query.lang = match self.lang.split_first() {
            Some((first, rest)) if rest.iter().all(|lang| lang == first) => Some(*first),
            _ => None,
        };
        query.from = self.from;
        query.to = self.to;
    }

    /// Whether an item of the list is wanted.
    pub(crate) fn take(&self, item: &ItemSummary) -> bool {
        let kind = match item.kind {
            ItemKind::Note => HitKind::Note,
            ItemKind::Policy => HitKind::Policy,
        };
        let dated = |starts: &[String]| {
            any(starts, |start| {
                item.date
                    .is_some_and(|date| date.to_string().starts_with(start.as_str()))
            })
        };
        any(&self.kind, |wanted| *wanted == kind)
            && any(&self.lang, |lang| item.title[*lang].is_some())
            && any(&self.status, |wanted| item.status == Some(*wanted))
            && any(&self.organization, |wanted| *wanted == item.organization)
            && any(&self.minister, |wanted| *wanted == item.minister)
            && any(&self.marking, |wanted| item.marking == Some(*wanted))
            && any(&self.tag, |wanted| item.tags.contains(wanted))
            && any(&self.languages, |wanted| {
                item.readable && *wanted == Languages::of(item.complete)
            })
            && dated(&self.year)
            && dated(&self.month)
            && self
                .from
                .is_none_or(|from| item.date.is_some_and(|date| date >= from))
            && self
                .to
                .is_none_or(|to| item.date.is_some_and(|date| date <= to))
    }
}

/// Whether any of what is wanted will do; where nothing is named, everything does.
fn any<T>(wanted: &[T], is: impl Fn(&T) -> bool) -> bool {
    wanted.is_empty() || wanted.iter().any(is)
}

/// What a name may mean.
enum Meant {
    /// These values.
    Values(Vec<String>),
    /// Nothing of the notebook, though it exists.
    Elsewhere(String),
    /// Nothing at all.
    Nothing,
}

impl Meant {
    /// What is called so among `values`: wholly, else partly.
    fn among<'a>(
        values: impl Iterator<Item = &'a str>,
        called: impl Fn(&&str) -> Option<Called>,
        known: Option<&str>,
    ) -> Self {
        let found: Vec<(Called, &str)> = values
            .filter_map(|value| Some((called(&value)?, value)))
            .collect();
        let Some(best) = found.iter().map(|(called, _)| *called).min() else {
            return known.map_or(Self::Nothing, |code| Self::Elsewhere(code.to_owned()));
        };
        let values = found.iter().filter(|(called, _)| *called == best);
        Self::Values(values.map(|(_, value)| (*value).to_owned()).collect())
    }
}

fn replace(
    typed: &mut Vec<String>,
    option: &'static str,
    remarks: &mut Vec<Remark>,
    meant: impl Fn(&str) -> Meant,
) {
    let names = std::mem::take(typed);
    for name in names {
        match meant(&name) {
            Meant::Values(values) => {
                if values.len() > 1 {
                    remarks.push(Remark::Several {
                        typed: name,
                        values: values.clone(),
                    });
                }
                typed.extend(values);
            }
            Meant::Elsewhere(code) => typed.push(code),
            Meant::Nothing => {
                remarks.push(Remark::Unknown {
                    option,
                    typed: name.clone(),
                });
                typed.push(name);
            }
        }
    }
}
