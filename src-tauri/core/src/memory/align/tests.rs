use proptest::prelude::*;

use super::*;
use crate::note::{IfPressed, Metadata};

fn note(en: Side, fr: Side) -> Note {
    Note {
        reference: "TBS-2026-QP-11-00001".parse().unwrap(),
        meta: Metadata::default(),
        sides: Bilingual::new(Some(en), Some(fr)),
    }
}

fn responses(en: &str, fr: &str) -> Vec<(PairKind, String, String)> {
    let side = |text: &str| Side {
        response: text.to_owned(),
        ..Side::default()
    };
    pairs(&note(side(en), side(fr)))
        .into_iter()
        .map(|pair| (pair.kind, pair.texts.en.text, pair.texts.fr.text))
        .collect()
}

fn starts(pairs: &[(PairKind, String, String)]) -> Vec<(&str, &str)> {
    let start = |text: &'_ str| text.split([' ', '.']).next().map_or(0, str::len);
    pairs
        .iter()
        .map(|(_, en, fr)| (&en[..start(en)], &fr[..start(fr)]))
        .collect()
}

const EN: &str = "- The department reviews its contracts every year and reports to Parliament.\n\
    - Public servants may use approved applications on their work devices.\n\
    - In 2024-25, 1,250 employees worked in the regions of Quebec and Ontario.";
const FR: &str = "- Le ministère examine ses contrats chaque année et en rend compte au Parlement.\n\
    - Les fonctionnaires peuvent utiliser les applications approuvées sur leurs appareils de travail.\n\
    - En 2024-2025, 1 250 employés travaillaient dans les régions du Québec et de l’Ontario.";

#[test]
fn bullets_of_equal_number_are_paired_in_order() {
    let found = responses(EN, FR);
    assert_eq!(
        starts(&found),
        [("The", "Le"), ("Public", "Les"), ("In", "En")]
    );
    assert!(found.iter().all(|(kind, ..)| *kind == PairKind::Block));
}

#[test]
fn a_bullet_of_one_side_alone_spoils_no_pair_but_its_own() {
    let more = format!("{EN}\n- Nothing else was said of it during the last session.");
    assert_eq!(
        starts(&responses(&more, FR)),
        [("The", "Le"), ("Public", "Les"), ("In", "En")]
    );
    let mut lines: Vec<&str> = EN.lines().collect();
    lines.remove(1);
    assert_eq!(
        starts(&responses(&lines.join("\n"), FR)),
        [("The", "Le"), ("In", "En")]
    );
}

#[test]
fn a_bullet_that_is_two_in_the_other_language_is_paired_with_both() {
    let en = "- The department reviews its contracts every year and reports to Parliament. \
        Public servants may use approved applications on their work devices.\n\
        - In 2024-25, 1,250 employees worked in the regions of Quebec and Ontario.";
    let found = responses(en, FR);
    let blocks: Vec<&(PairKind, String, String)> = found
        .iter()
        .filter(|(kind, ..)| *kind == PairKind::Block)
        .collect();
    assert_eq!(blocks.len(), 2);
    assert!(blocks[0].2.contains("contrats") && blocks[0].2.contains("fonctionnaires"));
    let sentences: Vec<_> = found
        .iter()
        .filter(|(kind, ..)| *kind == PairKind::Sentence)
        .cloned()
        .collect();
    assert_eq!(starts(&sentences), [("The", "Le"), ("Public", "Les")]);
}

#[test]
fn a_paragraph_is_paired_whole_and_by_sentence_with_its_marks() {
    let found = pairs(&note(
        Side {
            background: "It **began in May**. It *ended* in June 2025.".to_owned(),
            ..Side::default()
        },
        Side {
            background: "Il a **commencé en mai**. Il a *pris fin* en juin 2025.".to_owned(),
            ..Side::default()
        },
    ));
    let told: Vec<(PairKind, &str, &str)> = found
        .iter()
        .map(|pair| {
            (
                pair.kind,
                pair.texts.en.markdown.as_str(),
                pair.texts.fr.markdown.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                PairKind::Block,
                "It **began in May**. It *ended* in June 2025.",
                "Il a **commencé en mai**. Il a *pris fin* en juin 2025."
            ),
            (
                PairKind::Sentence,
                "It **began in May**.",
                "Il a **commencé en mai**."
            ),
            (
                PairKind::Sentence,
                "It *ended* in June 2025.",
                "Il a *pris fin* en juin 2025."
            ),
        ]
    );
    assert!(
        found
            .iter()
            .all(|pair| pair.section == Some(Section::Background))
    );
}

#[test]
fn titles_and_if_pressed_blocks_are_paired_by_their_place() {
    let block = |topic: &str, text: &str| IfPressed {
        topic: topic.to_owned(),
        text: text.to_owned(),
    };
    let found = pairs(&note(
        Side {
            title: "Advertising on social media".to_owned(),
            if_pressed: vec![
                block("Costs", "- We spent $3 million."),
                block("TikTok", "- It was removed from devices."),
            ],
            ..Side::default()
        },
        Side {
            title: "Publicité dans les médias sociaux".to_owned(),
            if_pressed: vec![
                block("Coûts", "- Nous avons dépensé 3 millions de dollars."),
                block("TikTok", "- Elle a été retirée des appareils."),
            ],
            ..Side::default()
        },
    ));
    let told: Vec<(Option<Section>, &str)> = found
        .iter()
        .map(|pair| (pair.section, pair.texts.fr.text.as_str()))
        .collect();
    let pressed = Some(Section::IfPressed);
    assert_eq!(
        told,
        [
            (Some(Section::Title), "Publicité dans les médias sociaux"),
            (pressed, "Coûts"),
            (pressed, "Nous avons dépensé 3 millions de dollars."),
            (pressed, "Elle a été retirée des appareils."),
        ]
    );
}

#[test]
fn what_is_not_translated_is_no_pair() {
    assert_eq!(responses("- The same words.", "- The same words."), []);
    let long = "A long paragraph that goes on and on. ".repeat(20);
    assert_eq!(responses(&long, "Un mot."), []);
    assert_eq!(responses("", "Un mot."), []);
}

proptest! {
    #[test]
    fn any_two_texts_can_be_aligned(
        en in "((- |# |> |)[A-Ca-z1-9]{1,9}[ .\n]{1,2}){0,30}",
        fr in "((- |# |> |)[A-Ca-zé1-9]{1,9}[ .\n]{1,2}){0,30}",
    ) {
        for (_, en_text, fr_text) in responses(&en, &fr) {
            prop_assert!(!en_text.is_empty() && !fr_text.is_empty());
        }
    }
}
