//! What is found, in both languages.
//!
//! Long, and one file: every case asks the same library of documents.

use super::*;
use crate::policy::PolicyFile;

fn first(text: &str) -> Option<String> {
    found(&library(), text).into_iter().next()
}

#[test]
fn elided_words_are_found_with_either_apostrophe_and_with_none() {
    let index = library();
    for text in [
        "accès",
        "l'accès",
        "l’accès",
        "d’accès",
        "qu'accès",
        "L’ACCÈS À L’INFORMATION",
        "l'information",
        "aujourd'hui",
        "aujourd’hui",
        "aujourdhui",
    ] {
        let results = ask(&index, text);
        assert_eq!(results.hits[0].id, ACCESS, "{text:?}");
        assert_eq!(results.corrected, None, "{text:?}");
    }
}

#[test]
fn accents_may_be_left_out_or_typed_apart() {
    for text in [
        "securite",
        "SECURITE",
        "se\u{301}curite\u{301}",
        "securité des donnees",
    ] {
        let results = ask(&library(), text);
        assert_eq!(results.hits[0].id, ACCESS, "{text:?}");
        assert_eq!(results.hits[0].lang, Lang::Fr, "{text:?}");
        assert_eq!(results.corrected, None, "{text:?}");
    }
    assert_eq!(first("oeuvre").as_deref(), Some(ACCESS));
    assert_eq!(first("œuvres").as_deref(), Some(ACCESS));
    assert_eq!(
        first("equitablement").as_deref(),
        Some("directive-on-requests#objective")
    );
}

#[test]
fn plural_feminine_and_other_forms_are_found() {
    for (text, id) in [
        ("retard ", ACCESS),
        ("canadienne ", ACCESS),
        ("publié ", ACCESS),
        ("publiee ", ACCESS),
        ("coût ", CLOUD),
        ("cost ", CLOUD),
        ("vehicle ", FLEET),
        ("delay ", ACCESS),
        ("reviewing ", CLOUD),
    ] {
        let results = ask(&library(), text);
        assert_eq!(
            results.hits.first().map(|hit| hit.id.as_str()),
            Some(id),
            "{text:?}"
        );
        assert_eq!(results.corrected, None, "{text:?}");
    }
}

#[test]
fn a_reference_is_found_whole_in_part_and_without_its_hyphens() {
    let index = library();
    for text in [
        "TBS-2025-QP-06-00027",
        "tbs-2025-qp-06-00027",
        "tbs2025qp0600027",
        "TBS 2025 QP 06 00027",
        "00027",
        "2025-QP",
        "2025-qp-06",
        "2025qp",
        "QP0600027",
        "06-00027",
        "ref:00027",
        "réf:TBS-2025",
        "\"TBS-2025-QP-06-00027\"",
        "TBS-2025-QP-06-000",
        "#27",
        "27 ",
        "0027",
        "000027",
        "TBS-27",
        "tbs_2025_27",
        "ref:27",
    ] {
        let results = ask(&index, text);
        assert_eq!(
            results.hits.first().map(|hit| hit.id.as_str()),
            Some(ACCESS),
            "{text:?}"
        );
        assert_eq!(results.corrected, None, "{text:?}");
    }
    assert_eq!(found(&index, "ref:2024"), [FLEET]);
    assert_eq!(found(&index, "HC-2024"), [FLEET]);
}

#[test]
fn each_letter_typed_keeps_the_note_in_sight() {
    let index = library();
    for (text, id) in [
        ("l’hébergement en nuage", CLOUD),
        ("retards de l'information", ACCESS),
        ("zero-emission vehicles", FLEET),
    ] {
        for (end, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
            let typed = &text[..end];
            assert!(
                found(&index, typed).iter().any(|found| found == id),
                "{typed:?}"
            );
        }
    }
}

#[test]
fn two_letters_find_every_title_however_many_words_start_so() {
    let index = Index::in_memory().unwrap();
    for at in 0..120_u8 {
        let letters = [b'a' + at / 26, b'a' + at % 26].map(char::from);
        let title = format!("go{}{}", letters[0], letters[1]);
        let reference = format!("A-{at}");
        let note = note(&reference, "2026-01-01", Some(side(&title, "Text.")), None);
        index.put_note(&note, "").unwrap();
    }
    index.commit().unwrap();
    assert_eq!(ask(&index, "go").total, 120);
    assert_eq!(found(&index, "goab"), ["A-1"]);
}

#[test]
fn a_star_stands_for_the_rest_of_a_word() {
    let index = library();
    assert_eq!(found(&index, "héber* contrats"), [CLOUD]);
    assert_eq!(found(&index, "heber* "), [CLOUD]);
    assert!(ask(&index, "ébergem* ").corrected.is_some());
}

#[test]
fn hyphenated_words_are_found_whole_and_in_parts() {
    let index = library();
    for (text, id) in [
        ("porte-parole", ACCESS),
        ("porteparole ", ACCESS),
        ("parole ", ACCESS),
        ("email ", ACCESS),
        ("e-mail ", ACCESS),
        ("emission ", FLEET),
        ("12500", ACCESS),
        ("12,500 ", ACCESS),
        ("4.1.5", "directive-on-requests#4.1.5"),
    ] {
        let results = ask(&index, text);
        assert_eq!(
            results.hits.first().map(|hit| hit.id.as_str()),
            Some(id),
            "{text:?}"
        );
        assert_eq!(results.corrected, None, "{text:?}");
    }
}

#[test]
fn numbers_and_amounts_of_both_conventions_find_each_other() {
    let index = Index::in_memory().unwrap();
    let texts = [
        [
            "It cost 12,000 dollars.",
            "Cela coûte 12\u{a0}000 dollars.",
            "It cost 12000.",
        ],
        [
            "About 1.5 million.",
            "Environ 1,5 million.",
            "Some 1.5 of them.",
        ],
        ["It is $2.3M.", "C’est 2,3\u{a0}M$.", "It is 2.3 M."],
        [
            "In all 1,250,000.50.",
            "En tout 1\u{202f}250\u{202f}000,50.",
            "In all 1250000.50.",
        ],
        ["Up by 35%.", "En hausse de 35\u{a0}%.", "Up 35 percent."],
    ];
    for (at, same) in texts.iter().enumerate() {
        for (which, text) in same.iter().enumerate() {
            let reference = format!("N{at}-X{which}");
            let note = note(&reference, "2026-01-01", Some(side("Title", text)), None);
            index.put_note(&note, "").unwrap();
        }
    }
    index.commit().unwrap();
    for (at, forms) in [
        &["12,000", "12 000", "12\u{202f}000", "12000"][..],
        &["1.5", "1,5"],
        &["$2.3M", "2,3 M$", "2,3 M"],
        &["1,250,000.50", "1 250 000,50", "1250000.50"],
        &["35%", "35 %"],
    ]
    .into_iter()
    .enumerate()
    {
        for form in forms {
            let mut found = found(&index, form);
            found.sort();
            let expected: Vec<String> = (0..3).map(|which| format!("N{at}-X{which}")).collect();
            assert_eq!(found, expected, "{form:?}");
        }
    }
}

#[test]
fn aujourdhui_is_one_word_that_is_found_in_two() {
    let index = library();
    for text in [
        "aujourd'hui ",
        "aujourd hui ",
        "aujourdhui ",
        "\"aujourd’hui encore\"",
    ] {
        let results = ask(&index, text);
        assert_eq!(ids(&results), [ACCESS], "{text:?}");
        assert!(
            marked(&results.hits[0])[0].starts_with("aujourd"),
            "{text:?}"
        );
    }
}

#[test]
fn a_phrase_is_found_only_as_it_stands() {
    let index = library();
    assert_eq!(found(&index, "\"hosting contracts\""), [CLOUD]);
    assert_eq!(found(&index, "\"contracts hosting\""), Vec::<String>::new());
    assert_eq!(found(&index, "« l'accès à l'information »"), [ACCESS]);
    assert_eq!(found(&index, "\"contrats d’heberg"), [CLOUD]);
    assert_eq!(found(&index, "\"hosting contract\""), Vec::<String>::new());
}

#[test]
fn minus_or_and_ou_work() {
    let index = library();
    let mut both = found(&index, "vehicles OR hosting");
    both.sort();
    assert_eq!(both, [FLEET, CLOUD]);
    let mut both = found(&index, "nuage OU vehicles ");
    both.sort();
    assert_eq!(both, [FLEET, CLOUD]);
    assert_eq!(found(&index, "charger -zero"), Vec::<String>::new());
    // Only its French side speaks of it.
    assert_eq!(found(&index, "security -hosting"), [ACCESS]);
    assert_eq!(found(&index, "reviews OR charger -hosting"), [FLEET]);
    // Its French side has no such word, and is left out with the English one.
    assert_eq!(found(&index, "nuage -hosting"), Vec::<String>::new());
    let rest = found(&index, "-access -accès");
    assert!(rest.contains(&FLEET.to_owned()), "{rest:?}");
    assert_eq!(found(&index, "charger OR nuage -hébergement"), [FLEET]);
}

#[test]
fn fields_are_named_in_either_language() {
    let index = library();
    for text in [
        "minister:MH",
        "ministre:mh",
        "organization:hc-sc",
        "organisation:hc",
        "status:archived",
        "état:archivé",
        "title:electric",
        "titre:electric",
        "before:2025",
        "avant:2024-12 kind",
    ] {
        let results = ask(&index, text.trim_end_matches(" kind"));
        assert!(ids(&results).contains(&FLEET), "{text:?}");
        assert!(!ids(&results).contains(&CLOUD), "{text:?}");
    }
    for text in [
        "minister:health",
        "ministre:\"ministre de la Santé\"",
        "organization:health",
        "organisation:santé",
        "year:2024",
        "année:2024",
        "month:2024-11",
        "mois:2024-11",
        "-minister:ptb -kind:policy",
        "-lang:fr",
        "lang:en status:archived",
        "kind:note -organization:tbs",
        "sorte:note title:electric",
        "marking:unclassified charger",
        "cote:\"non classifié\" charger",
        // Who held the office on the day of the note.
        "minister:holland",
        "ministre:\"Mark Holland\"",
    ] {
        assert_eq!(found(&index, text), [FLEET], "{text:?}");
    }
    assert_eq!(found(&index, "tag:transparency"), [ACCESS]);
    assert_eq!(found(&index, "étiquette:transp"), [ACCESS]);
    assert_eq!(found(&index, "after:2026"), [CLOUD]);
    assert_eq!(
        found(&index, "après:2025-06 before:2025-07 minister:ptb"),
        [ACCESS]
    );
    assert_eq!(found(&index, "title:contracts "), Vec::<String>::new());
    assert_eq!(
        found(&index, "-status:archived minister:PTB after:2026"),
        [CLOUD]
    );
}

#[test]
fn a_slip_of_spelling_is_mended_and_said() {
    let index = library();
    for (typed, mended, id) in [
        ("vehicels ", "vehicles ", FLEET),
        ("hosing contracts", "hosting contracts", CLOUD),
        ("l'hebergemant", "l'hébergement", CLOUD),
        ("securrité des données", "sécurité des données", ACCESS),
    ] {
        let results = ask(&index, typed);
        assert_eq!(results.corrected.as_deref(), Some(mended), "{typed:?}");
        assert_eq!(results.hits[0].id, id, "{typed:?}");
        assert_eq!(ask(&index, mended).total, results.total, "{typed:?}");
    }
}

#[test]
fn in_a_sentence_the_telling_words_decide_not_how_many_there_are() {
    let index = Index::in_memory().unwrap();
    let chatty = "Can anybody confirm the story of the weekend before the minister speaks?";
    let telling = "The dredging of Halifax.";
    for number in 0..8 {
        let reference = format!("TC-2026-QP-01-{number:05}");
        let en = side("Weekend", chatty);
        let sides = (Some(en), None);
        index
            .put_note(&note(&reference, "2026-01-02", sides.0, sides.1), "1")
            .unwrap();
    }
    let answer = note(
        "TC-2026-QP-02-00001",
        "2026-01-02",
        Some(side("Dredging", telling)),
        None,
    );
    index.put_note(&answer, "1").unwrap();
    index.commit().unwrap();
    let results = ask(
        &index,
        "can the minister confirm the story of the Halifax dredging money",
    );
    assert_eq!(ids(&results)[0], "TC-2026-QP-02-00001");
    assert!(
        results.corrected.is_some(),
        "it is said that fewer words were enough"
    );
}

#[test]
fn where_nothing_has_all_words_fewer_do_and_it_is_said() {
    let index = library();
    let results = ask(&index, "hosting xyzzyq contracts");
    assert_eq!(results.corrected.as_deref(), Some("hosting contracts"));
    assert_eq!(ids(&results), [CLOUD]);
    let results = ask(&index, "hosting contracts charger");
    assert_eq!(
        results.corrected.as_deref(),
        Some("hosting OR contracts OR charger")
    );
    assert_eq!(results.hits[0].id, CLOUD);
    let results = ask(&index, "xyzzyq");
    assert_eq!((results.total, results.corrected), (0, None));
}

#[test]
fn the_title_counts_more_than_the_text() {
    let index = Index::in_memory().unwrap();
    for (reference, title, text) in [
        ("A-1", "Housing", "Budget budget."),
        ("A-2", "Budget", "Housing is built."),
        ("A-3", "Bridges", "The budget of the bridges."),
    ] {
        let note = note(reference, "2026-01-01", Some(side(title, text)), None);
        index.put_note(&note, "").unwrap();
    }
    index.commit().unwrap();
    assert_eq!(found(&index, "budget ")[0], "A-2");
}

#[test]
fn the_word_typed_comes_before_the_words_it_begins() {
    let index = Index::in_memory().unwrap();
    for (reference, title, text) in [
        ("A-1", "Accessibilité", "Des rampes."),
        (
            "A-2",
            "Demandes",
            "L’accès est un droit. L’accès est gratuit.",
        ),
        ("A-3", "Autres", "Un droit à l’accès."),
    ] {
        let note = note(reference, "2026-01-01", None, Some(side(title, text)));
        index.put_note(&note, "").unwrap();
    }
    index.commit().unwrap();
    for text in ["accès", "acces"] {
        assert_eq!(found(&index, text)[0], "A-2", "{text:?}");
    }
    assert_eq!(found(&index, "accessi"), ["A-1"]);
}

#[test]
fn of_equal_notes_the_approved_comes_first_and_the_archived_last() {
    let index = Index::in_memory().unwrap();
    for (reference, date, status) in [
        ("A-1", "2026-06-01", Status::Archived),
        ("A-2", "2025-01-01", Status::Draft),
        ("A-3", "2012-01-01", Status::Approved),
        ("A-4", "2004-01-01", Status::Draft),
    ] {
        let mut note = note(reference, date, Some(side("Salmon", "Rivers.")), None);
        note.meta.status = status;
        index.put_note(&note, "").unwrap();
    }
    index.commit().unwrap();
    assert_eq!(found(&index, "salmon "), ["A-3", "A-2", "A-4", "A-1"]);
}

#[test]
fn title_question_response_and_background_count_in_this_order() {
    let index = Index::in_memory().unwrap();
    let filler = "Rivers and lakes are looked after by many people in all seasons. ";
    let plain = || Side {
        question: filler.to_owned(),
        background: filler.repeat(3),
        ..side("Waters of the north", filler)
    };
    let word = "The salmon returns.";
    let put = |reference: &str, date: &str, change: &dyn Fn(&mut Side)| {
        let mut side = plain();
        change(&mut side);
        index
            .put_note(&note(reference, date, Some(side), None), "")
            .unwrap();
    };
    // The older stand where the word counts more.
    put("A-1", "2022-01-01", &|side| side.title.push_str(": salmon"));
    put("A-2", "2023-01-01", &|side| side.question.push_str(word));
    put("A-3", "2024-01-01", &|side| side.response.push_str(word));
    put("A-4", "2025-01-01", &|side| {
        side.background.push_str(&word.repeat(2));
    });
    put("A-5", "2026-01-01", &|_| ());
    index.commit().unwrap();
    for text in ["salmon ", "salm", "salmon returns"] {
        let found = found(&index, text);
        let order = if text.contains("returns") {
            &["A-2", "A-3", "A-4"][..]
        } else {
            &["A-1", "A-2", "A-3", "A-4"]
        };
        assert_eq!(found, order, "{text:?}");
    }
}

#[test]
fn the_accent_and_form_typed_come_first() {
    let index = Index::in_memory().unwrap();
    for (reference, text) in [
        ("A-1", "Les mesures de soutien et la pêche."),
        ("A-2", "Les mesures de soutien et la peche."),
        ("A-3", "Les mesures de soutien et les pêches."),
    ] {
        let note = note(reference, "2026-01-01", None, Some(side("Titre", text)));
        index.put_note(&note, "").unwrap();
    }
    index.commit().unwrap();
    assert_eq!(found(&index, "pêche ")[0], "A-1");
    assert_eq!(found(&index, "pêches ")[0], "A-3");
    assert_eq!(found(&index, "pêche ").len(), 3);
}

#[test]
fn the_form_typed_comes_before_its_relatives_however_often_they_stand_there() {
    let index = Index::in_memory().unwrap();
    for (reference, date, text) in [
        (
            "A-1",
            "2026-01-01",
            "A consultation on consultations was held by mail.",
        ),
        (
            "A-2",
            "2024-01-01",
            "The department relies on few consultants for its work.",
        ),
        (
            "A-3",
            "2025-01-01",
            "The department relies on one consultant for its work.",
        ),
    ] {
        let note = note(reference, date, Some(side("Title", text)), None);
        index.put_note(&note, "").unwrap();
    }
    index.commit().unwrap();
    assert_eq!(found(&index, "consultants "), ["A-2", "A-3", "A-1"]);
    assert_eq!(found(&index, "consultant "), ["A-3", "A-2", "A-1"]);
}

#[test]
fn a_verb_is_found_with_its_subject_behind_it() {
    let index = Index::in_memory().unwrap();
    let side = side("Titre", "Le gouvernement dépense davantage qu’en 2024.");
    let note = note("A-1", "2026-01-01", None, Some(side));
    index.put_note(&note, "").unwrap();
    index.commit().unwrap();
    for text in [
        "dépense-t-il davantage",
        "dépense-t-on",
        "dépensent‑ils",
        "qu’en dépense-t-elle",
    ] {
        assert_eq!(found(&index, text), ["A-1"], "{text:?}");
    }
}

#[test]
fn a_long_question_is_not_decided_by_one_stray_word() {
    let index = Index::in_memory().unwrap();
    let filler = "Other things are said of the weather, the roads and the harvest. ".repeat(6);
    for (reference, title, text) in [
        (
            "A-1",
            "Salmon hatcheries on the coast",
            "The department closed a salmon hatchery; the river lost its spawning salmon."
                .to_owned(),
        ),
        (
            "A-2",
            "The harvest",
            format!(
                "Colleague, closed. {filler} Hatchery. {filler} A river, salmon, spawning, article."
            ),
        ),
    ] {
        let note = note(reference, "2026-01-01", Some(side(title, &text)), None);
        index.put_note(&note, "").unwrap();
    }
    // What everybody writes of tells little.
    for number in 1..=12 {
        let text = format!("A colleague wrote an article. {filler}");
        let reference = format!("B-{number}");
        let note = note(&reference, "2026-01-01", Some(side("Roads", &text)), None);
        index.put_note(&note, "").unwrap();
    }
    index.commit().unwrap();
    let asked =
        "My colleague writes an article: why was the salmon hatchery closed on the spawning river?";
    let results = ask(&index, asked);
    assert_eq!(
        ids(&results),
        ["A-1", "A-2"],
        "what has little of it is left out"
    );
    // A short query means every word.
    assert_eq!(found(&index, "article salmon river "), ["A-2"]);
}

#[test]
fn close_words_come_before_scattered_and_new_before_old() {
    let index = Index::in_memory().unwrap();
    let filler = "many other things are said in between these two ".repeat(3);
    for (reference, date, text) in [
        ("A-1", "2026-01-01", format!("Tax {filler} credit.")),
        ("A-2", "2020-01-01", format!("A tax credit. {filler}")),
        ("B-1", "2019-01-01", "Salmon.".to_owned()),
        ("B-2", "2025-01-01", "Salmon.".to_owned()),
    ] {
        index
            .put_note(&note(reference, date, Some(side("Title", &text)), None), "")
            .unwrap();
    }
    index.commit().unwrap();
    assert_eq!(found(&index, "tax credit "), ["A-2", "A-1"]);
    assert_eq!(found(&index, "salmon "), ["B-2", "B-1"]);
}

#[test]
fn a_policy_is_found_by_its_title_and_its_clauses() {
    let index = library();
    let results = ask(&index, "directive on requests ");
    assert_eq!(results.hits[0].id, "directive-on-requests#objective");
    assert_eq!(results.hits[0].title, "Directive on Requests");
    let results = ask(&index, "demandeurs sans tarder");
    let hit = &results.hits[0];
    assert_eq!(hit.id, "directive-on-requests#4.1.5");
    assert_eq!(hit.kind, HitKind::Policy);
    assert_eq!(hit.title, "Directive sur les demandes");
    assert_eq!(hit.section, "4.1.5 Responsabilités");
    assert_eq!(hit.date, Some("2022-07-13".parse().unwrap()));
}

#[test]
fn the_title_of_a_policy_helps_its_excerpts_but_does_not_list_them_all() {
    let index = library();
    assert_eq!(
        found(&index, "directive"),
        ["directive-on-requests#objective"]
    );
    assert_eq!(
        found(&index, "directive "),
        ["directive-on-requests#objective"]
    );
    for text in [
        "directive records ",
        "directive on heads of institutions",
        "\"keep records\" direct",
    ] {
        assert_eq!(
            found(&index, text),
            ["directive-on-requests#4.1.5"],
            "{text:?}"
        );
        assert_eq!(ask(&index, text).corrected, None, "{text:?}");
    }
    assert_eq!(found(&index, "requests -directive"), [ACCESS]);
}

#[test]
fn a_minister_an_organization_and_a_tag_are_words_too() {
    let index = library();
    assert_eq!(found(&index, "MH"), [FLEET]);
    assert_eq!(found(&index, "hc-sc"), [FLEET]);
    assert_eq!(found(&index, "transparency "), [ACCESS]);
    assert_eq!(found(&index, "ptb nuage"), [CLOUD]);
}

#[test]
fn similar_finds_what_shares_words_and_never_itself() {
    let index = library();
    let close = note(
        "TBS-2026-QP-03-00004",
        "2026-03-01",
        Some(side(
            "Data centres",
            "Hosting contracts for data centres are reviewed.",
        )),
        None,
    );
    index.put_note(&close, "").unwrap();
    index.commit().unwrap();
    let results = index.similar(CLOUD, None, 5).unwrap();
    assert_eq!(results.hits[0].id, "TBS-2026-QP-03-00004");
    assert!(!marked(&results.hits[0]).is_empty());
    assert!(!ids(&results).contains(&CLOUD));
    for id in [SLUG, "directive-on-requests#4.1.5"] {
        let results = index.similar(id, None, 5).unwrap();
        assert!(!ids(&results).contains(&id), "{id}");
    }
    assert!(
        ids(&index
            .similar("directive-on-requests#4.1.5", None, 5)
            .unwrap())
        .contains(&ACCESS)
    );
    assert!(matches!(
        index.similar("no-such-thing", None, 5),
        Err(crate::search::SearchError::NotFound(id)) if id == "no-such-thing"
    ));
}

/// A made-up Act in both languages, and a guide whose table names one of its paragraphs.
fn statutes() -> Index {
    let index = library();
    let body = |bracket: &str, say: [&str; 3]| {
        format!(
            "## 74. {0}\n\n{1}\n\n74{bracket}b) {1}\n\n74{bracket}c) {2}\n\n74(1){bracket}c)(ii) {2}\n\n## 75. {0}\n\n{2}\n",
            say[0], say[1], say[2]
        )
    };
    let act = format!(
        "---\ntitle:\n  en: Umbrella Lending Act\n  fr: Loi sur le prêt de parapluies\nkind: act\nlang: [en, fr]\n---\n# English\n\n{}\n# Français\n\n{}",
        body(
            "(",
            ["Lists", "Libraries keep lists", "The lists are public"]
        ),
        body(
            "",
            [
                "Listes",
                "Les bibliothèques tiennent des listes",
                "Les listes sont publiques"
            ]
        ),
    );
    let guide = "---\ntitle: Guide to the Umbrella Lending Act\nlang: en\n---\n## Tables\n\nThe umbrella lending act asks for lists: 74(c) of them, and 74(c) again, 4.1 a year.\n\n4.1 Branches lend.\n\n4.1.5 Branches keep lists.\n\n## Appendix B: Days\n\nB.2.2 Days are counted.\n";
    for (slug, text) in [("act", act.as_str()), ("guide", guide)] {
        let policy = PolicyFile::new(text.to_owned()).read(slug).unwrap().policy;
        index.put_policy(&policy, slug).unwrap();
    }
    index.commit().unwrap();
    index
}

#[test]
fn a_clause_is_found_first_by_its_number_as_either_language_writes_it() {
    let index = statutes();
    for (text, id) in [
        ("74(c)", "act#74(c)"),
        ("74c)", "act#74(c)"),
        ("74(C) ", "act#74(c)"),
        ("74(1)(c)(ii)", "act#74(1)(c)(ii)"),
        ("74(1)c)(ii)", "act#74(1)(c)(ii)"),
        ("74", "act#74"),
        ("4.1", "guide#4.1"),
        ("b.2.2", "guide#B.2.2"),
    ] {
        assert_eq!(
            found(&index, text).first().map(String::as_str),
            Some(id),
            "{text}"
        );
    }
}

#[test]
fn a_clause_is_found_by_its_number_and_the_title_of_its_policy() {
    let index = statutes();
    for (text, id) in [
        ("umbrella lending act 74(c)", "act#74(c)"),
        ("loi sur le prêt 74c)", "act#74(c)"),
        ("prêt de parapluies 74(c)", "act#74(c)"),
        ("umbrella act 74", "act#74"),
        ("guide umbrella 4.1", "guide#4.1"),
        ("4.1.5 guide", "guide#4.1.5"),
    ] {
        assert_eq!(
            found(&index, text).first().map(String::as_str),
            Some(id),
            "{text}"
        );
    }
}
