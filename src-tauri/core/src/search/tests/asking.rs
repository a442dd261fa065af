//! The shape of an answer: filters, order, counts, snippets; and that any text has one.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::search::analysis::words;
use crate::search::{Facet, SortBy};

fn query(change: impl FnOnce(&mut SearchQuery)) -> SearchResults {
    let mut query = SearchQuery::default();
    change(&mut query);
    library().search(&query).unwrap()
}

fn facet(results: &SearchResults, facet: Facet) -> Vec<(String, u64)> {
    results.facets[&facet]
        .iter()
        .map(|count| (count.value.clone(), count.count))
        .collect()
}

#[test]
fn an_empty_query_finds_everything_newest_first() {
    for text in ["", "  ", "\u{a0}"] {
        let results = ask(&library(), text);
        assert_eq!(results.total, 5, "{text:?}");
        assert_eq!(ids(&results)[..2], [CLOUD, ACCESS], "{text:?}");
        assert_eq!(results.corrected, None);
    }
}

#[test]
fn a_text_without_a_letter_or_digit_finds_nothing() {
    for text in ["\"", "-", "*", "🙂", "\"(", "« »", "--", "\u{7}", "؟"] {
        let results = ask(&library(), text);
        assert_eq!((results.total, results.hits.len()), (0, 0), "{text:?}");
        assert_eq!(results.corrected, None);
        assert!(results.facets.values().all(Vec::is_empty));
    }
    // A field without its value does not narrow yet.
    for text in ["minister:", "ministre: "] {
        assert_eq!(ask(&library(), text).total, 5, "{text:?}");
    }
}

#[test]
fn both_sides_of_a_note_are_one_hit() {
    let results = ask(&library(), "information");
    assert_eq!(ids(&results), [ACCESS]);
    assert_eq!(results.total, 1);
    assert_eq!(
        facet(&results, Facet::Lang),
        [("en".to_owned(), 1), ("fr".to_owned(), 1)]
    );
    assert_eq!(facet(&results, Facet::Kind), [("note".to_owned(), 1)]);
}

#[test]
fn each_filter_narrows() {
    type Change = fn(&mut SearchQuery);
    let cases: [(Change, &[&str]); 8] = [
        (
            |q| q.narrow_to(Facet::Kind, "policy"),
            &[
                "directive-on-requests#4.1.5",
                "directive-on-requests#objective",
            ],
        ),
        (|q| q.narrow_to(Facet::Status, "archived"), &[FLEET]),
        (|q| q.narrow_to(Facet::Organization, "hc-sc"), &[FLEET]),
        (|q| q.narrow_to(Facet::Minister, "PTB"), &[ACCESS, CLOUD]),
        (|q| q.from = Some("2026-02-10".parse().unwrap()), &[CLOUD]),
        (
            |q| {
                q.to = Some("2025-06-19".parse().unwrap());
                q.narrow_to(Facet::Kind, "note");
            },
            &[FLEET, ACCESS],
        ),
        (
            |q| {
                q.lang = Some(Lang::Fr);
                q.narrow_to(Facet::Kind, "note");
            },
            &[ACCESS, CLOUD],
        ),
        (
            |q| {
                q.lang = Some(Lang::En);
                q.text = "government ".to_owned();
            },
            &[CLOUD],
        ),
    ];
    for (at, (change, expected)) in cases.into_iter().enumerate() {
        let results = query(change);
        let mut found = ids(&results);
        found.sort_unstable();
        assert_eq!(found, expected, "case {at}");
        assert_eq!(results.total, expected.len(), "case {at}");
    }
}

fn pairs(results: &SearchResults, name: Facet) -> Vec<String> {
    let counts = facet(results, name).into_iter();
    counts
        .map(|(value, count)| format!("{value}={count}"))
        .collect()
}

#[test]
fn the_counts_of_a_facet_leave_its_own_narrowing_aside_and_follow_that_of_the_others() {
    let results = query(|q| q.narrow_to(Facet::Status, "draft"));
    assert_eq!(ids(&results), [CLOUD]);
    assert_eq!(results.total, 1);
    assert_eq!(
        pairs(&results, Facet::Status),
        ["approved=1", "archived=1", "draft=1"]
    );
    assert_eq!(pairs(&results, Facet::Minister), ["PTB=1"]);
    assert_eq!(pairs(&results, Facet::Year), ["2026=1"]);

    let results = query(|q| {
        q.narrow_to(Facet::Status, "draft");
        q.narrow_to(Facet::Status, "archived");
        q.narrow_to(Facet::Minister, "MH");
    });
    assert_eq!(ids(&results), [FLEET]);
    assert_eq!(pairs(&results, Facet::Status), ["archived=1"]);
    assert_eq!(pairs(&results, Facet::Minister), ["MH=1", "PTB=1"]);
    assert_eq!(pairs(&results, Facet::Organization), ["hc-sc=1"]);

    let nothing = query(|q| {
        q.narrow_to(Facet::Status, "archived");
        q.narrow_to(Facet::Minister, "PTB");
    });
    assert_eq!((nothing.total, nothing.hits.len()), (0, 0));
    assert_eq!(pairs(&nothing, Facet::Status), ["approved=1", "draft=1"]);
    assert_eq!(pairs(&nothing, Facet::Minister), ["MH=1"]);
    assert_eq!(pairs(&nothing, Facet::Tag), Vec::<String>::new());
    assert_eq!(query(|q| q.narrow_to(Facet::Status, "burnt")).total, 0);
}

#[test]
fn years_months_tags_and_languages_narrow_too() {
    let results = query(|q| q.narrow_to(Facet::Year, "2025"));
    assert_eq!(ids(&results), [ACCESS]);
    assert_eq!(
        pairs(&results, Facet::Year),
        ["2026=1", "2025=1", "2024=1", "2022=2"]
    );
    assert_eq!(pairs(&results, Facet::Month), ["2025-06=1"]);
    let results = query(|q| {
        q.narrow_to(Facet::Month, "2026-02");
        q.narrow_to(Facet::Month, "2024-11");
    });
    assert_eq!(ids(&results), [CLOUD, FLEET]);
    assert_eq!(
        ids(&query(|q| q.narrow_to(Facet::Tag, "transparency"))),
        [ACCESS]
    );
    let incomplete = query(|q| q.narrow_to(Facet::Languages, "incomplete"));
    assert_eq!(ids(&incomplete), [ACCESS, FLEET]);
    assert_eq!(
        pairs(&incomplete, Facet::Languages),
        ["complete=3", "incomplete=2"]
    );
    assert_eq!(
        query(|q| q.narrow_to(Facet::Marking, "Unclassified")).total,
        3
    );

    for change in [(|q| q.lang = Some(Lang::Fr)) as fn(&mut SearchQuery), |q| {
        q.narrow_to(Facet::Lang, "fr");
    }] {
        let results = query(|q| {
            q.text = "gouvernement OR vehicles OR information".to_owned();
            change(q);
        });
        let mut found = ids(&results);
        found.sort_unstable();
        assert_eq!(found, [ACCESS, CLOUD]);
        assert!(results.hits.iter().all(|hit| hit.lang == Lang::Fr));
        // In English, one of them says it only by translation.
        assert_eq!(pairs(&results, Facet::Lang), ["en=3", "fr=2"]);
    }
}

#[test]
fn what_matches_alike_in_both_languages_is_shown_in_the_readers() {
    for (text, reader, shown) in [
        (ACCESS, Lang::Fr, Lang::Fr),
        (ACCESS, Lang::En, Lang::En),
        ("tag:transparency", Lang::Fr, Lang::Fr),
        ("minister:PTB", Lang::Fr, Lang::Fr),
        ("", Lang::Fr, Lang::Fr),
        // What one side says alone is shown there.
        ("timely", Lang::Fr, Lang::En),
        ("canadiennes", Lang::En, Lang::Fr),
    ] {
        let results = query(|q| {
            q.text = text.to_owned();
            q.reader = Some(reader);
        });
        let hit = results.hits.iter().find(|hit| hit.id == ACCESS).unwrap();
        assert_eq!(hit.lang, shown, "{text:?} for {reader}");
    }
}

#[test]
fn a_hit_is_shown_in_the_readers_language_on_request() {
    let shown = |text: &str, reader: Lang| {
        let results = query(|q| {
            q.text = text.to_owned();
            q.reader = Some(reader);
            q.in_reader_language = true;
        });
        assert_eq!(results.total, 1, "{text:?}");
        results.hits.into_iter().next().unwrap()
    };
    let hit = shown("timely", Lang::Fr);
    assert_eq!((hit.id.as_str(), hit.lang), (ACCESS, Lang::Fr));
    assert_eq!(hit.title, "Retards de l’accès à l’information");
    assert_eq!(hit.section, "question");
    assert!(hit.snippet.starts_with("Pourquoi"), "{}", hit.snippet);
    assert!(hit.highlights.is_empty());
    // Marked where the other side has the word too.
    assert_eq!(
        marked(&shown("timely information", Lang::Fr)),
        Vec::<String>::new()
    );
    assert_eq!(
        shown("timely information", Lang::Fr).title_highlights.len(),
        1
    );
    // It has no other side.
    assert_eq!(shown("charger", Lang::Fr).lang, Lang::En);
    assert_eq!(
        shown("sans tarder", Lang::En).section,
        "4.1.5 Responsibilities"
    );
}

#[test]
fn hits_can_be_sorted_by_date_and_title() {
    let by_date = query(|q| q.sort = SortBy::Date);
    assert_eq!(ids(&by_date)[..3], [CLOUD, ACCESS, FLEET]);
    let by_title = query(|q| {
        q.sort = SortBy::Title;
        q.narrow_to(Facet::Kind, "note");
        q.lang = Some(Lang::Fr);
    });
    assert_eq!(ids(&by_title), [CLOUD, ACCESS]);
    let with_words = query(|q| {
        q.sort = SortBy::Date;
        q.text = "security OR access ".to_owned();
        q.narrow_to(Facet::Kind, "note");
    });
    assert_eq!(ids(&with_words), [CLOUD, ACCESS]);
}

#[test]
fn a_page_of_hits_is_cut_out_but_all_are_counted() {
    let all = query(|_| ());
    let page = query(|q| {
        q.offset = 1;
        q.limit = 2;
    });
    assert_eq!(page.hits, all.hits[1..3]);
    assert_eq!(page.total, all.total);
    assert_eq!(page.facets, all.facets);
    assert_eq!(query(|q| q.offset = usize::MAX).hits, []);
}

#[test]
fn facets_count_notes_and_excerpts_not_sides() {
    let results = query(|q| q.limit = 1);
    let pairs = |name: Facet| {
        facet(&results, name)
            .into_iter()
            .map(|(value, count)| format!("{value}={count}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(pairs(Facet::Kind), ["note=3", "policy=2"]);
    assert_eq!(
        pairs(Facet::Status),
        ["approved=1", "archived=1", "draft=1"]
    );
    assert_eq!(pairs(Facet::Organization), ["tbs-sct=2", "hc-sc=1"]);
    assert_eq!(pairs(Facet::Minister), ["PTB=2", "MH=1"]);
    assert_eq!(pairs(Facet::Lang), ["en=5", "fr=4"]);
    assert_eq!(pairs(Facet::Year), ["2026=1", "2025=1", "2024=1", "2022=2"]);
}

#[test]
fn the_snippet_names_its_section_and_marks_the_words() {
    let index = library();
    for (text, section, marks) in [
        ("timely", "response", vec!["Timely"]),
        (
            "backlog archive ",
            "if_pressed",
            vec!["Backlog", "archives", "backlog"],
        ),
        ("why requests", "question", vec!["Why", "requests"]),
        ("pilot", "background", vec!["pilot"]),
        ("donnees", "response", vec!["données"]),
        ("l'accès rapide", "response", vec!["accès", "rapide"]),
        ("porte-parole", "background", vec!["porte-parole"]),
        ("institut", "response", vec!["Institutions"]),
        ("\"the archives\"", "if_pressed", vec!["the", "archives"]),
        ("archivse", "if_pressed", vec!["archives"]),
    ] {
        let results = ask(&index, text);
        let hit = results.hits.iter().find(|hit| hit.id == ACCESS).unwrap();
        assert_eq!(hit.section, section, "{text:?}");
        assert_eq!(marked(hit), marks, "{text:?}");
        assert!(
            !hit.snippet.contains("**") && !hit.snippet.contains('\n'),
            "{text:?}"
        );
    }
}

#[test]
fn highlights_count_utf16_units() {
    let results = ask(&library(), "pilot");
    let hit = &results.hits[0];
    let before = &hit.snippet[..hit.snippet.find("pilot").unwrap()];
    assert!(before.contains('\u{1f600}'));
    let start = u32::try_from(before.encode_utf16().count()).unwrap();
    assert_eq!(hit.highlights, [[start, start + 5]]);
}

#[test]
fn a_note_without_sides_is_found_by_its_reference() {
    let index = library();
    index
        .put_note(&note("NEW-2026-1", "2026-05-05", None, None), "n")
        .unwrap();
    index.commit().unwrap();
    let results = ask(&index, "NEW-2026");
    assert_eq!(ids(&results), ["NEW-2026-1"]);
    assert_eq!(results.hits[0].title, "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(
        texts in proptest::collection::vec(
            "\\PC{0,40}|[ -a\"«»*:ORU'’œéà🙂\u{a0}]{0,40}|(ref|after|minister|état|\"|-|OR |OU |acc|hébergement|x\\* |:| ){0,12}",
            8,
        ),
    ) {
        static LIBRARY: LazyLock<Index> = LazyLock::new(library);
        let index = &*LIBRARY;
        for text in texts {
            let results = index.search(&SearchQuery { text: text.clone(), ..SearchQuery::default() });
            prop_assert!(results.is_ok(), "{text:?}: {results:?}");
            for hit in results.unwrap_or_default().hits {
                let units: Vec<u16> = hit.snippet.encode_utf16().collect();
                let mut last = 0;
                for [start, end] in &hit.highlights {
                    prop_assert!(last <= *start && start < end && (*end as usize) <= units.len(), "{text:?}");
                    last = *end;
                    let shown = String::from_utf16(&units[*start as usize..*end as usize]);
                    prop_assert!(shown.is_ok_and(|shown| !words(&shown).is_empty()), "{text:?}");
                }
            }
        }
    }
}
