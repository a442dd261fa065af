//! Claims about the whole index, on notes and policies written for them.

mod asking;
mod finding;
mod keeping;
mod wording;

use super::{Hit, HitKind, Index, SearchQuery, SearchResults};
use crate::lang::{Bilingual, Lang};
use crate::note::{IfPressed, Marking, Metadata, Note, Side, Status};
use crate::policy::{Excerpt, Policy, PolicySide};

/// A side with a title and a response.
pub(super) fn side(title: &str, response: &str) -> Side {
    Side {
        title: title.to_owned(),
        response: response.to_owned(),
        ..Side::default()
    }
}

/// A draft of the Secretariat with these sides.
pub(super) fn note(reference: &str, date: &str, en: Option<Side>, fr: Option<Side>) -> Note {
    Note {
        reference: reference.parse().unwrap(),
        meta: Metadata {
            date: Some(date.parse().unwrap()),
            organization: "tbs-sct".to_owned(),
            minister: "PTB".to_owned(),
            status: Status::Draft,
            marking: Marking::Unclassified,
            tags: Vec::new(),
            from: None,
        },
        sides: Bilingual::new(en, fr),
    }
}

pub(super) const ACCESS: &str = "TBS-2025-QP-06-00027";
pub(super) const CLOUD: &str = "TBS-2026-QP-02-00003";
pub(super) const FLEET: &str = "HC-2024-QP-00118";

/// Three notes and a policy.
pub(super) fn library() -> Index {
    let index = Index::in_memory().unwrap();
    fill(&index);
    index
}

/// Puts three notes and a policy into an index.
pub(super) fn fill(index: &Index) {
    let mut access = note(
        ACCESS,
        "2025-06-19",
        Some(Side {
            question: "Why do access requests take so long?".to_owned(),
            if_pressed: vec![IfPressed {
                topic: "Backlog at the archives".to_owned(),
                text: "- The backlog shrank by 12,500 files.".to_owned(),
            }],
            background: "The Act dates from 1983. The e-mail \u{1f600} pilot ended.".to_owned(),
            ..side(
                "Access to information delays",
                "- **Timely** access matters to Canadians.\n- Institutions publish their results.",
            )
        }),
        Some(Side {
            question: "Pourquoi les demandes d’accès prennent-elles tant de temps ?".to_owned(),
            background: "La loi date de 1983. On en parle aujourd’hui encore ; le porte-parole \
                         l'a dit. Les œuvres sont publiées."
                .to_owned(),
            ..side(
                "Retards de l’accès à l’information",
                "- Les Canadiennes et les Canadiens ont droit à l'accès rapide.\n\
                 - La sécurité des données est garantie.",
            )
        }),
    );
    access.meta.status = Status::Approved;
    access.meta.tags = vec!["transparency".to_owned()];
    let cloud = note(
        CLOUD,
        "2026-02-10",
        Some(side(
            "Cloud hosting costs",
            "The government reviews hosting contracts. Security of data comes first.",
        )),
        Some(side(
            "Coûts de l’hébergement en nuage",
            "Le gouvernement revoit les contrats d’hébergement.",
        )),
    );
    let mut fleet = note(
        FLEET,
        "2024-11-05",
        Some(side(
            "Electric vehicles",
            "Departments buy zero-emission vehicles where a charger is near.",
        )),
        None,
    );
    fleet.meta.organization = "hc-sc".to_owned();
    fleet.meta.minister = "MH".to_owned();
    fleet.meta.status = Status::Archived;
    for (note, stamp) in [(&access, "a1"), (&cloud, "c1"), (&fleet, "f1")] {
        index.put_note(note, stamp).unwrap();
    }
    index.put_policy(&policy(), "p1").unwrap();
    index.commit().unwrap();
}

pub(super) const SLUG: &str = "directive-on-requests";

pub(super) fn policy() -> Policy {
    let excerpt = |anchor: &str, label: &str, heading: &str, text: &str| Excerpt {
        anchor: anchor.to_owned(),
        label: label.to_owned(),
        heading: heading.to_owned(),
        level: 1,
        text: text.to_owned(),
    };
    Policy {
        slug: SLUG.to_owned(),
        source: None,
        issued: Some("2019-04-01".parse().unwrap()),
        modified: Some("2022-07-13".parse().unwrap()),
        sides: Bilingual::new(
            Some(PolicySide {
                title: "Directive on Requests".to_owned(),
                excerpts: vec![
                    excerpt("objective", "", "Objective", "Requests are handled fairly."),
                    excerpt(
                        "4.1.5",
                        "4.1.5",
                        "Responsibilities",
                        "Heads of institutions assist requesters without delay and keep records.",
                    ),
                ],
            }),
            Some(PolicySide {
                title: "Directive sur les demandes".to_owned(),
                excerpts: vec![
                    excerpt(
                        "objective",
                        "",
                        "Objectif",
                        "Les demandes sont traitées équitablement.",
                    ),
                    excerpt(
                        "4.1.5",
                        "4.1.5",
                        "Responsabilités",
                        "Les responsables aident les demandeurs sans tarder.",
                    ),
                ],
            }),
        ),
        ..Policy::default()
    }
}

pub(super) fn ask(index: &Index, text: &str) -> SearchResults {
    index
        .search(&SearchQuery {
            text: text.to_owned(),
            ..SearchQuery::default()
        })
        .unwrap()
}

pub(super) fn ids(results: &SearchResults) -> Vec<&str> {
    results.hits.iter().map(|hit| hit.id.as_str()).collect()
}

/// The ids found for a text.
pub(super) fn found(index: &Index, text: &str) -> Vec<String> {
    ask(index, text)
        .hits
        .into_iter()
        .map(|hit| hit.id)
        .collect()
}

pub(super) fn marked(hit: &Hit) -> Vec<String> {
    let units: Vec<u16> = hit.snippet.encode_utf16().collect();
    hit.highlights
        .iter()
        .map(|[start, end]| String::from_utf16(&units[*start as usize..*end as usize]).unwrap())
        .collect()
}

#[test]
fn the_index_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Index>();
    assert_eq!(HitKind::ALL.map(HitKind::key), ["note", "policy"]);
    assert_eq!(Lang::ALL.len(), 2);
}
