//! A complete note, and what is found when a part of it is taken away or spoilt.

use super::*;
use crate::lang::Bilingual;
use crate::note::{IfPressed, Metadata};

fn side(lang: Lang) -> Side {
    let (topic, text) = match lang {
        Lang::En => ("costs", "- They fell by 4%."),
        Lang::Fr => ("coûts", "- Ils ont diminué de 4\u{a0}%."),
    };
    Side {
        title: "Title".to_owned(),
        question: match lang {
            Lang::En => "What is being done?".to_owned(),
            Lang::Fr => "Que fait-on\u{a0}?".to_owned(),
        },
        response: "- One answer.\n- Another one [@guide#4.1].".to_owned(),
        if_pressed: vec![IfPressed {
            topic: topic.to_owned(),
            text: text.to_owned(),
        }],
        background: "It began in 2019 [@guide].\n\n| a | b |\n| --- | --- |\n| 1 | 2 |".to_owned(),
        additional_information: String::new(),
    }
}

fn complete() -> Note {
    Note {
        reference: "TBS-2026-QP-11-00001".parse().unwrap(),
        meta: Metadata {
            date: Some("2026-11-20".parse().unwrap()),
            ..Metadata::default()
        },
        sides: Bilingual::new(Some(side(Lang::En)), Some(side(Lang::Fr))),
    }
}

/// Knows the whole policy `guide` and its clause 4.1.
fn known(citation: &Citation) -> bool {
    citation.slug == "guide" && ["", "4.1"].contains(&citation.anchor.as_str())
}

/// Clause 9.9 of the guide was there once, and its clause 8.1 said something else.
fn stale(citation: &Citation, _: Lang) -> Option<Stale> {
    let now = match citation.anchor.as_str() {
        "9.9" => None,
        "8.1" => Some("now".to_owned()),
        _ => return None,
    };
    let was = "was".to_owned();
    (citation.slug == "guide").then_some(Stale { was, now })
}

fn checking() -> Checking<'static> {
    Checking {
        today: "2026-11-27".parse().unwrap(),
        rates: Rates::USUAL,
        known: &known,
        stale: &stale,
    }
}

/// What is found, a line each: `fr background empty-section name=value …`.
fn found(note: &Note) -> Vec<String> {
    check(note, &[], &checking())
        .into_iter()
        .map(|problem| {
            let lang = problem.lang.map_or("-", Lang::code);
            let section = problem.section.map_or("-", Section::key);
            let params = problem
                .params
                .iter()
                .map(|(name, value)| format!(" {name}={value}"));
            let code = problem.code.key();
            format!("{lang} {section} {code}{}", params.collect::<String>())
        })
        .collect()
}

/// What is found after `spoil` was done to the French side of a complete note, apart from that the
/// sides do not say the same any more.
fn found_after(spoil: impl FnOnce(&mut Side)) -> Vec<String> {
    let mut note = complete();
    spoil(note.sides.fr.as_mut().unwrap());
    let mut found = found(&note);
    found.retain(|line| !line.contains(" figures-differ ") && !line.ends_with(" one-sided"));
    found
}

#[test]
fn a_complete_note_lacks_nothing() {
    assert_eq!(found(&complete()), Vec::<String>::new());
}

#[test]
fn a_missing_side_is_one_problem_and_not_one_for_each_section() {
    let mut note = complete();
    note.sides.fr = None;
    assert_eq!(found(&note), ["fr - missing-side"]);
    note.sides.en = None;
    assert_eq!(found(&note), ["en - missing-side", "fr - missing-side"]);
}

#[test]
fn a_note_without_a_date_lacks_it() {
    let mut note = complete();
    note.meta.date = None;
    assert_eq!(found(&note), ["- - missing-date"]);
}

#[test]
fn an_empty_section_is_one_that_shows_no_word() {
    for empty in ["", "-", "- \n- ", "* * *", "\u{a0}", "…"] {
        assert_eq!(
            found_after(|side| {
                side.question = empty.to_owned();
                side.response = empty.to_owned();
                side.background = empty.to_owned();
                side.additional_information = empty.to_owned();
            }),
            [
                "fr question empty-section",
                "fr response empty-section",
                "fr background empty-section",
            ],
            "{empty:?}"
        );
    }
}

#[test]
fn a_withheld_section_and_one_that_only_cites_are_not_empty() {
    for text in ["[redacted]", "[@guide#4.1]", "1", "`x`", "> cité"] {
        let problems = found_after(|side| side.background = text.to_owned());
        assert_eq!(problems, Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn a_title_without_a_word_is_missing() {
    assert_eq!(
        found_after(|side| side.title = " – ".to_owned()),
        ["fr title missing-title"]
    );
}

#[test]
fn if_pressed_blocks_are_counted_on_both_sides_and_each_needs_topic_and_text() {
    let block = |topic: &str, text: &str| IfPressed {
        topic: topic.to_owned(),
        text: text.to_owned(),
    };
    assert_eq!(
        found_after(|side| {
            side.if_pressed.push(block("", "- Oui."));
            side.if_pressed.push(block("délais", "- "));
            side.if_pressed.push(block(" ", ""));
        }),
        [
            "- if_pressed unequal-if-pressed en=1 fr=4",
            "fr if_pressed missing-topic number=2",
            "fr if_pressed missing-topic number=4",
            "fr if_pressed empty-section",
        ]
    );
    // Where a side is missing there is nothing to compare with.
    let mut note = complete();
    note.sides.en = None;
    assert_eq!(found(&note), ["en - missing-side"]);
}

#[test]
fn placeholders_are_found_in_every_part_once_each() {
    assert_eq!(
        found_after(|side| {
            side.title = "Dépenses de XX".to_owned();
            side.question = "**TBC**".to_owned();
            side.response = "- XX et encore XX\n- […]".to_owned();
            side.if_pressed[0].topic = "à confirmer".to_owned();
            side.if_pressed[0].text = "- TBD".to_owned();
            side.background = "| Année | Coût |\n| --- | --- |\n| 2025 | à venir |".to_owned();
            side.additional_information = "[Rapport XX](https://canada.ca/x)".to_owned();
        }),
        [
            "fr title placeholder text=XX",
            "fr question placeholder text=TBC",
            "fr response placeholder text=XX",
            "fr response placeholder text=[…]",
            "fr if_pressed placeholder text=à confirmer",
            "fr if_pressed placeholder text=TBD",
            "fr background placeholder text=à venir",
            "fr additional_information placeholder text=XX",
        ]
    );
}

#[test]
fn addresses_and_citations_hold_no_placeholder() {
    for text in [
        "[Rapport](https://canada.ca/XX/TBD)",
        "Voir https://canada.ca/XX/TBC.",
        "Voir <https://canada.ca/XX>",
    ] {
        let problems = found_after(|side| side.background = text.to_owned());
        assert_eq!(problems, Vec::<String>::new(), "{text:?}");
    }
    assert_eq!(
        found_after(|side| side.background = "Voir [@XX#TBD].".to_owned()),
        ["fr background broken-citation citation=[@XX#TBD]"]
    );
}

#[test]
fn citations_that_name_nothing_are_found_wherever_they_stand() {
    assert_eq!(
        found_after(|side| {
            side.question = "Pourquoi [@guide#9] ?".to_owned();
            side.response = "- **Oui [@other#4.1]**\n  - non [@other#4.1]".to_owned();
            side.if_pressed[0].text = "- Bref [@guide#4.1.1]".to_owned();
            side.background = "| a |\n| --- |\n| [@autre] |".to_owned();
            side.additional_information = "Voir [@guide # 4.1] et [@guide#4.1]".to_owned();
        }),
        [
            "fr question broken-citation citation=[@guide#9]",
            "fr response broken-citation citation=[@other#4.1]",
            "fr if_pressed broken-citation citation=[@guide#4.1.1]",
            "fr background broken-citation citation=[@autre]",
            "fr additional_information broken-citation citation=[@guide # 4.1]",
        ]
    );
}

#[test]
fn a_response_that_takes_more_than_35_seconds_is_too_long() {
    for (lang, limit) in [(Lang::En, 105), (Lang::Fr, 116)] {
        assert_eq!(Rates::USUAL.limit(lang), limit);
        let with_words = |count: usize| {
            let mut note = complete();
            let side = note.sides[lang].as_mut().unwrap();
            side.response = format!("- {}mot [@guide#4.1]", "mot ".repeat(count - 1));
            found(&note)
        };
        assert_eq!(with_words(limit), Vec::<String>::new());
        assert_eq!(
            with_words(limit + 1),
            [format!(
                "{lang} response long-response limit={limit} words={}",
                limit + 1
            )]
        );
    }
}

#[test]
fn if_pressed_blocks_do_not_make_the_response_longer() {
    let problems = found_after(|side| side.if_pressed[0].text = "mot ".repeat(400));
    assert_eq!(problems, Vec::<String>::new());
}

proptest::proptest! {
    #[test]
    fn any_text_is_checked_and_what_is_quoted_of_it_stands_in_it(
        text in "[-*|#> \n\u{a0}XxTBCDàvenircof:…\\.\\[\\]@(){}é0-9]{0,60}"
    ) {
        let mut note = complete();
        let side = note.sides.en.as_mut().unwrap();
        side.title.clone_from(&text);
        for section in Section::BODY {
            if let Some(part) = side.text_mut(section) {
                part.clone_from(&text);
            }
        }
        side.if_pressed[0].text.clone_from(&text);
        for problem in check(&note, &[], &checking()) {
            if problem.section == Some(Section::Title) && problem.code == ProblemCode::Placeholder {
                proptest::prop_assert!(text.contains(&problem.params["text"]));
            }
        }
    }
}

#[test]
fn figures_are_compared_section_by_section() {
    let mut note = complete();
    let fr = note.sides.fr.as_mut().unwrap();
    fr.background = fr.background.replace("2019", "2018");
    fr.if_pressed[0].text = "- Ils ont diminué de 5\u{a0}%.".to_owned();
    assert_eq!(
        found(&note),
        [
            "- if_pressed figures-differ en=4% fr=5\u{a0}%",
            "- background figures-differ en=2019 fr=2018",
        ]
    );
    // What one side does not say at all is another problem.
    note.sides.fr.as_mut().unwrap().background = String::new();
    note.sides.fr.as_mut().unwrap().if_pressed[0].text = "- 4\u{a0}% de moins.".to_owned();
    assert_eq!(found(&note), ["fr background empty-section"]);
}

#[test]
fn an_optional_section_in_one_language_alone_is_told_in_the_other() {
    let mut note = complete();
    note.sides.en.as_mut().unwrap().additional_information = "None".to_owned();
    assert_eq!(found(&note), ["fr additional_information one-sided"]);
}

#[test]
fn a_date_to_come_and_a_day_without_the_minister_are_told() {
    let mut note = complete();
    note.meta.minister = "PTB".to_owned();
    assert_eq!(found(&note), Vec::<String>::new());
    note.meta.date = Some("2026-11-28".parse().unwrap());
    assert_eq!(found(&note), ["- - future-date date=2026-11-28"]);
    note.meta.date = Some("1850-01-01".parse().unwrap());
    assert_eq!(
        found(&note),
        ["- - nobody-in-office date=1850-01-01 minister=PTB"]
    );
}

#[test]
fn a_note_of_the_secretariat_has_a_reference_of_its_pattern() {
    let mut note = complete();
    for (organization, reference, odd) in [
        ("tbs-sct", "TBS-2026-QP-11-00001", false),
        ("tbs-sct", "TBS-2021-QP-00011", false),
        ("tbs-sct", "TBS-2026-QP-13-00001", true),
        ("tbs-sct", "TBS-2026-QP-11-0001", true),
        ("tbs-sct", "HC-2025-QP-00001", true),
        ("hc-sc", "HC-2025-QP-00001", false),
        ("", "Sen2024June04", false),
    ] {
        note.meta.organization = organization.to_owned();
        note.reference = reference.parse().unwrap();
        let expected = odd.then(|| format!("- - odd-reference reference={reference}"));
        assert_eq!(found(&note), Vec::from_iter(expected), "{reference}");
    }
}

#[test]
fn a_slip_of_typing_tells_how_it_is_mended() {
    let mut note = complete();
    let fr = note.sides.fr.as_mut().unwrap();
    fr.response = "- l'accès  ici".to_owned();
    fr.if_pressed[0].text = "- Voici: 4\u{a0}%".to_owned();
    let problems = check(&note, &[], &checking());
    let mends: Vec<(ProblemCode, Option<usize>, &str)> = problems
        .iter()
        .filter_map(|problem| {
            let mend = problem.mend.as_ref()?;
            Some((problem.code, mend.block, mend.now.as_str()))
        })
        .collect();
    assert_eq!(
        mends,
        [
            (ProblemCode::DoubleSpace, None, "- l'accès ici"),
            (ProblemCode::StraightQuotes, None, "- l’accès  ici"),
            (
                ProblemCode::FrenchSpacing,
                Some(0),
                "- Voici\u{a0}: 4\u{a0}%"
            ),
        ]
    );
}

#[test]
fn who_speaks_slower_has_fewer_words() {
    let slow = Rates {
        en: 120,
        fr: 10_000,
    };
    assert_eq!((slow.limit(Lang::En), slow.limit(Lang::Fr)), (70, 175));
    let mut note = complete();
    note.sides.en.as_mut().unwrap().response = "word ".repeat(71);
    let checking = Checking {
        rates: slow,
        ..checking()
    };
    let problems = check(&note, &[], &checking);
    assert_eq!(problems[0].code, ProblemCode::LongResponse);
    assert_eq!(problems[0].params["limit"], "70");
}
