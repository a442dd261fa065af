//! Synonyms, the other language, and what is similar.

use std::sync::Arc;

use super::{ask, found, ids, marked, note, side};
use crate::lang::Bilingual;
use crate::lang::Lang;
use crate::note::Status;
use crate::policy::{Excerpt, Policy, PolicySide};
use crate::search::{Facet, HitKind, Index, SearchQuery, SortBy, Synonyms, Through};

const BOTH: &str = "TBS-2026-QP-01-00001";
const FRENCH: &str = "TBS-2026-QP-01-00002";
const ENGLISH: &str = "TBS-2026-QP-01-00003";
const LATER: &str = "TBS-2026-QP-03-00004";

/// A note in both languages, and three in one.
fn library() -> Index {
    let index = Index::in_memory().unwrap();
    let notes = [
        (
            BOTH,
            "2026-01-05",
            Some(side(
                "Housing on federal land",
                "More housing is built. Artificial intelligence helps.",
            )),
            Some(side(
                "Logement sur les terres fédérales",
                "L’intelligence artificielle aide.",
            )),
        ),
        (
            FRENCH,
            "2026-01-06",
            None,
            Some(side(
                "Logement des étudiants",
                "Les logements manquent près des écoles. L’IA n’y peut rien.",
            )),
        ),
        (
            ENGLISH,
            "2026-01-07",
            Some(side(
                "School meals",
                "Children eat at school. I see AI at work.",
            )),
            None,
        ),
        (
            LATER,
            "2026-03-01",
            None,
            Some(side("Retards", "Le logement attend.")),
        ),
    ];
    for (reference, date, en, fr) in notes {
        let mut note = note(reference, date, en, fr);
        note.meta.status = if reference == LATER {
            Status::Approved
        } else {
            Status::Draft
        };
        index.put_note(&note, "1").unwrap();
    }
    index.commit().unwrap();
    index
}

fn query(text: &str, change: impl Fn(&mut SearchQuery)) -> SearchQuery {
    let mut query = SearchQuery {
        text: text.to_owned(),
        ..SearchQuery::default()
    };
    change(&mut query);
    query
}

#[test]
fn an_acronym_finds_its_long_form_and_the_other_way_round() {
    let index = library();
    let results = ask(&index, "AI ");
    assert_eq!(&ids(&results)[..2], [ENGLISH, BOTH]);
    assert!(results.hits[..2].iter().all(|hit| hit.through.is_empty()));
    assert_eq!(marked(&results.hits[1]), ["Artificial", "intelligence"]);
    let long = ask(&index, "artificial intelligence ");
    assert_eq!(&ids(&long)[..2], [BOTH, ENGLISH]);
    assert_eq!(marked(&long.hits[1]), ["AI"]);
    // Each language has its own acronym: the French verb is none.
    let verb = note("A-1", "2026-01-01", None, Some(side("", "J’ai lu.")));
    index.put_note(&verb, "1").unwrap();
    index.commit().unwrap();
    assert!(!ids(&ask(&index, "artificial intelligence ")).contains(&"A-1"));
}

#[test]
fn what_is_quoted_or_left_out_is_meant_as_typed() {
    let index = library();
    assert_eq!(found(&index, "\"AI\" school"), [ENGLISH]);
    assert_eq!(found(&index, "\"artificial intelligence\" "), [BOTH]);
    let rest = found(&index, "-AI -ai");
    assert!(rest.contains(&BOTH.to_owned()), "{rest:?}");
}

#[test]
fn an_acronym_in_a_group_of_or_stands_for_its_long_form_too() {
    let index = library();
    let mut both = found(&index, "meals OR AI ");
    both.sort();
    assert_eq!(both[..2], [BOTH, FRENCH]);
    assert!(both.contains(&ENGLISH.to_owned()));
}

#[test]
fn terms_that_overlap_each_stand_for_theirs() {
    let index = library();
    let (synonyms, problems) =
        Synonyms::default().with("school meals = canteen\nmeals plan = menu");
    assert_eq!(problems, []);
    index.use_synonyms(Arc::new(synonyms));
    for (reference, text) in [
        ("A-1", "The canteen plan."),
        ("A-2", "A school menu."),
        ("A-3", "A menu."),
    ] {
        let note = note(reference, "2026-01-01", Some(side("", text)), None);
        index.put_note(&note, "1").unwrap();
    }
    index.commit().unwrap();
    let mut both = found(&index, "school meals plan ");
    both.sort();
    assert_eq!(both, ["A-1", "A-2"]);
}

#[test]
fn a_notebooks_own_terms_are_used_from_the_next_query_on() {
    let index = library();
    assert_eq!(found(&index, "dorms "), Vec::<String>::new());
    let (synonyms, _) = Synonyms::built_in().with("dorms = housing");
    index.use_synonyms(Arc::new(synonyms));
    assert_eq!(found(&index, "dorms ")[0], BOTH);
}

#[test]
fn what_only_the_other_language_says_comes_behind_and_tells_why() {
    let index = library();
    let results = ask(&index, "housing ");
    assert_eq!(results.corrected, None);
    assert_eq!(results.total, 3);
    assert_eq!(ids(&results)[0], BOTH);
    assert!(results.hits[0].through.is_empty());
    assert_eq!(results.hits[0].lang, Lang::En);
    for hit in &results.hits[1..] {
        assert_eq!(hit.through.len(), 1);
        assert_eq!(hit.through[0].typed, "housing");
        assert_eq!(hit.through[0].found.to_lowercase(), "logement");
        assert_eq!(hit.lang, Lang::Fr);
    }
    let french = results.hits.iter().find(|hit| hit.id == FRENCH).unwrap();
    assert_eq!(marked(french), ["logements"]);
    assert!(!french.title_highlights.is_empty());
    let langs = &results.facets[&Facet::Lang];
    // The French side of the first says it too.
    assert_eq!(
        langs.iter().map(|lang| lang.count).collect::<Vec<_>>(),
        [3, 1]
    );
    // And the other way round.
    let results = ask(&index, "enfant ");
    assert_eq!(ids(&results), [ENGLISH]);
    assert_eq!(
        results.hits[0].through,
        [Through {
            typed: "enfant".to_owned(),
            found: "Children".to_owned()
        }]
    );
}

#[test]
fn paging_goes_on_from_what_was_typed_to_what_was_translated() {
    let index = library();
    let all = ids(&ask(&index, "housing ")).join(" ");
    let mut paged = Vec::new();
    for offset in 0..4 {
        let page = index
            .search(&query("housing ", |query| {
                query.limit = 1;
                query.offset = offset;
            }))
            .unwrap();
        assert_eq!(page.total, 3);
        paged.extend(page.hits.into_iter().map(|hit| hit.id));
    }
    assert_eq!(paged.join(" "), all);
}

#[test]
fn by_date_both_are_one_list() {
    let index = library();
    let results = index
        .search(&query("housing ", |query| query.sort = SortBy::Date))
        .unwrap();
    assert_eq!(ids(&results), [LATER, FRENCH, BOTH]);
    let through = |at: usize| results.hits[at].through.len();
    assert_eq!([through(0), through(1), through(2)], [1, 1, 0]);
}

#[test]
fn narrowing_holds_for_what_is_translated() {
    let index = library();
    let results = index
        .search(&query("housing ", |query| {
            query.narrow_to(Facet::Status, "approved");
        }))
        .unwrap();
    assert_eq!(ids(&results), [LATER]);
    let states = &results.facets[&Facet::Status];
    assert_eq!(states.iter().map(|state| state.count).sum::<u64>(), 3);
    let french = index
        .search(&query("housing ", |query| query.lang = Some(Lang::Fr)))
        .unwrap();
    assert_eq!(french.total, 3);
    assert!(
        french
            .hits
            .iter()
            .all(|hit| hit.lang == Lang::Fr && hit.through.len() == 1)
    );
    let english = index
        .search(&query("housing ", |query| {
            query.narrow_to(Facet::Lang, "en");
        }))
        .unwrap();
    assert_eq!(ids(&english), [BOTH]);
}

#[test]
fn a_quoted_or_unwanted_word_is_not_translated() {
    let index = library();
    assert_eq!(found(&index, "\"housing\""), [BOTH]);
    assert!(found(&index, "attend -housing").contains(&LATER.to_owned()));
}

#[test]
fn a_slip_is_mended_only_where_no_translation_finds_anything() {
    let index = library();
    let results = ask(&index, "housng ");
    assert_eq!(results.corrected.as_deref(), Some("housing "));
    assert_eq!(ids(&results)[0], BOTH);
    assert_eq!(ask(&index, "student ").corrected, None);
}

#[test]
fn what_is_learned_is_used_when_it_was_told_to() {
    let index = library();
    let verbs = [
        ("turns", "tourne"),
        ("breaks", "casse"),
        ("rusts", "rouille"),
        ("waits", "attend"),
        ("sinks", "enfonce"),
        ("shines", "brille"),
    ];
    let nouns = [("plough", "charrue"), ("barn", "grange")];
    let pairs = nouns
        .into_iter()
        .flat_map(|noun| verbs.map(|verb| (noun, verb)));
    for (number, ((en, fr), (does, fait))) in pairs.enumerate() {
        let (en, fr) = (format!("The {en} {does}."), format!("La {fr} {fait}."));
        let reference = format!("B-{number}");
        let note = note(
            &reference,
            "2026-01-01",
            Some(side("", &en)),
            Some(side("", &fr)),
        );
        index.put_note(&note, "1").unwrap();
    }
    let alone = note(
        "C-1",
        "2026-01-01",
        None,
        Some(side("", "Une charrue neuve.")),
    );
    index.put_note(&alone, "1").unwrap();
    index.commit().unwrap();
    assert!(!found(&index, "plough ").contains(&"C-1".to_owned()));
    assert!(index.learn_words().unwrap());
    assert_eq!(
        found(&index, "plough ").last().map(String::as_str),
        Some("C-1")
    );
    assert!(!index.learn_words().unwrap(), "nothing has changed since");
}

#[test]
fn a_dictionary_outlives_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("index");
    {
        let (index, _) = Index::open(&dir).unwrap();
        super::fill(&index);
        assert!(index.learn_words().unwrap());
    }
    assert!(folder.path().join("index.dictionary").is_file());
    let (index, _) = Index::open(&dir).unwrap();
    assert!(!index.learn_words().unwrap());
}

/// The notes, and a French policy.
fn with_policy() -> Index {
    let index = library();
    let policy = Policy {
        slug: "logement".to_owned(),
        source: None,
        issued: None,
        modified: None,
        sides: Bilingual::new(
            None,
            Some(PolicySide {
                title: "Politique".to_owned(),
                excerpts: vec![Excerpt {
                    anchor: "1".to_owned(),
                    label: "1".to_owned(),
                    heading: "But".to_owned(),
                    level: 1,
                    text: "Le logement des étudiants est une priorité de l’école.".to_owned(),
                }],
            }),
        ),
        ..Policy::default()
    };
    index.put_policy(&policy, "1").unwrap();
    index.commit().unwrap();
    index
}

#[test]
fn a_passage_finds_what_is_like_it_in_both_languages_and_what_they_share() {
    let index = with_policy();
    let results = index
        .similar_to("Students have no housing near the school.", None, None, 10)
        .unwrap();
    let hit = results.hits.iter().find(|hit| hit.id == FRENCH).unwrap();
    assert_eq!(hit.lang, Lang::Fr);
    let mut shared = hit.shared.clone();
    shared.sort();
    assert_eq!(shared, ["logements", "écoles", "étudiants"]);
    assert!(ids(&results).contains(&BOTH) && ids(&results).contains(&"logement#1"));
    assert!(results.hits.iter().all(|hit| !hit.shared.is_empty()));
}

#[test]
fn what_is_similar_is_of_the_kind_asked_for_and_notes_come_first() {
    let index = with_policy();
    let like = |kind| index.similar(FRENCH, kind, 10).unwrap();
    let of = |results: &super::SearchResults| ids(results).join(" ");
    assert_eq!(of(&like(Some(HitKind::Policy))), "logement#1");
    assert!(!of(&like(Some(HitKind::Note))).contains('#'));
    assert!(of(&like(None)).contains('#'));
    assert!(!of(&like(None)).contains(FRENCH), "not itself");
    let like = index.similar("logement#1", None, 10).unwrap();
    assert_eq!(like.hits[0].id, FRENCH);
}

#[test]
fn a_passage_without_telling_words_is_like_nothing() {
    let index = library();
    for text in ["", "  ", "the of and", "12 34", "zzzz qqqq"] {
        assert_eq!(
            index.similar_to(text, None, None, 5).unwrap().total,
            0,
            "{text:?}"
        );
    }
}
