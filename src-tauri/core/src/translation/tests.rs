use super::*;
use crate::difference::Standing;
use crate::note::Status;

fn side(response: &str, blocks: &[(&str, &str)]) -> Option<Side> {
    Some(Side {
        response: response.to_owned(),
        if_pressed: blocks
            .iter()
            .map(|(topic, text)| IfPressed {
                topic: (*topic).to_owned(),
                text: (*text).to_owned(),
            })
            .collect(),
        ..Side::default()
    })
}

fn note(en: Option<Side>, fr: Option<Side>) -> Note {
    Note {
        reference: "TBS-2026-QP-11-00012".parse().unwrap(),
        meta: Metadata::default(),
        sides: Bilingual::new(en, fr),
    }
}

fn states(note: &Note, agreement: Option<&Note>) -> Vec<(Section, TranslationState, Option<Lang>)> {
    translations(note, agreement)
        .into_iter()
        .map(|one| (one.spot.section, one.state, one.behind))
        .collect()
}

const EN: &str = "- We spend 4 million dollars.\n- Every dollar counts.";
const FR: &str = "- Nous dépensons 4 millions de dollars.\n- Chaque dollar compte.";

#[test]
fn a_side_without_text_is_missing_and_two_without_are_left_out() {
    let here = note(side(EN, &[]), None);
    assert_eq!(
        states(&here, None),
        [(Section::Response, TranslationState::Missing, Some(Lang::Fr))]
    );
}

#[test]
fn nobody_has_confirmed_a_draft_and_an_approved_note_agrees() {
    let mut here = note(side(EN, &[]), side(FR, &[]));
    assert_eq!(
        states(&here, None),
        [(Section::Response, TranslationState::Unconfirmed, None)]
    );
    here.meta.status = Status::Approved;
    assert_eq!(
        states(&here, None),
        [(Section::Response, TranslationState::Current, None)]
    );
}

#[test]
fn what_changed_on_one_side_puts_the_other_behind_with_the_words() {
    let agreed = agree(&note(side(EN, &[]), side(FR, &[])), None, None);
    let now = note(side(&EN.replace('4', "5"), &[]), side(FR, &[]));
    let [found] = translations(&now, Some(&agreed)).try_into().unwrap();
    assert_eq!(
        (found.state, found.behind),
        (TranslationState::Behind, Some(Lang::Fr))
    );
    let words = |standing| {
        let pieces = found.changes.en.iter();
        let of = pieces.filter(|piece| piece.standing == standing);
        of.map(|piece| piece.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(words(Standing::Removed), ["4"]);
    assert_eq!(words(Standing::Added), ["5"]);
    assert!(found.changes.fr.is_empty());

    let both = note(
        side(&EN.replace('4', "5"), &[]),
        side(&FR.replace('4', "5"), &[]),
    );
    assert_eq!(
        states(&both, Some(&agreed)),
        [(Section::Response, TranslationState::ToConfirm, None)]
    );
    let agreed = agree(&both, Some(&agreed), None);
    assert_eq!(
        states(&both, Some(&agreed)),
        [(Section::Response, TranslationState::Current, None)]
    );
}

#[test]
fn quotation_marks_and_spaces_change_nothing() {
    for (a, b, same) in [
        ("l'accès « libre »", "l’accès «\u{a0}libre\u{a0}»", true),
        ("\"one\"  two", "“one” two", true),
        ("one", "ones", false),
        ("- one\n- two", "- one - two", true),
    ] {
        assert_eq!(says_the_same(a, b), same, "{a} / {b}");
    }
}

#[test]
fn blocks_keep_their_agreement_wherever_they_move() {
    let agreed = agree(
        &note(
            side(EN, &[("A", "One."), ("B", "Two.")]),
            side(FR, &[("A", "Un."), ("B", "Deux.")]),
        ),
        None,
        None,
    );
    let moved = note(
        side(EN, &[("B", "Two."), ("A", "One more.")]),
        side(FR, &[("B", "Deux."), ("A", "Un.")]),
    );
    let found = translations(&moved, Some(&agreed));
    let blocks: Vec<_> = found
        .iter()
        .filter(|one| one.spot.block.is_some())
        .map(|one| (one.state, one.behind))
        .collect();
    assert_eq!(
        blocks,
        [
            (TranslationState::Current, None),
            (TranslationState::Behind, Some(Lang::Fr))
        ]
    );
}

#[test]
fn only_what_is_named_is_agreed() {
    let here = note(side(EN, &[("A", "One.")]), side(FR, &[("A", "Un.")]));
    let agreed = agree(&here, None, Some(&[Spot::block(0)]));
    assert_eq!(
        states(&here, Some(&agreed)),
        [
            (Section::Response, TranslationState::Unconfirmed, None),
            (Section::IfPressed, TranslationState::Current, None)
        ]
    );
}

#[test]
fn a_side_that_changes_after_the_other_was_written_tells_what_was_agreed() {
    let before = note(side(EN, &[]), side(FR, &[]));
    let after = note(side(&EN.replace('4', "5"), &[]), side(FR, &[]));
    let spot = Spot::of(Section::Response);
    let told = |last| agreed_before(&before, &after, None, |_| last);
    assert_eq!(told(None), [spot]);
    assert_eq!(told(Some(Lang::Fr)), [spot]);
    assert_eq!(told(Some(Lang::En)), [], "English is still being written");
    let agreed = agree(&before, None, None);
    assert_eq!(agreed_before(&before, &after, Some(&agreed), |_| None), []);
}

#[test]
fn what_is_sent_comes_back_as_the_section_that_it_was() {
    let agreed = agree(
        &note(
            side(EN, &[("Costs", "- One.")]),
            side(FR, &[("Coûts", "- Un.")]),
        ),
        None,
        None,
    );
    let now = note(
        side(&EN.replace('4', "5"), &[("Costs", "- One & <two>.")]),
        side(FR, &[("Coûts", "- Un.")]),
    );
    let text = write_xliff(&[(&now, Some(&agreed))], Lang::Fr).unwrap();
    assert_eq!(write_xliff(&[(&now, Some(&agreed))], Lang::En), None);
    // What a translator does in a tool: the changed lines, marked as done.
    let translated = text
        .replace(
            "state=\"needs-review-translation\"><ph id=\"1\">- </ph>Nous dépensons 4 millions",
            "state=\"translated\"><ph id=\"1\">- </ph>Nous dépensons <g id=\"2\">5</g> millions",
        )
        .replace(
            "state=\"needs-review-translation\"><ph id=\"1\">\n\n- </ph>Un.",
            "state=\"translated\">Un et <mrk mtype=\"term\">deux</mrk>.",
        );
    let [sent] = read_xliff(translated.as_bytes())
        .unwrap()
        .try_into()
        .unwrap();
    assert_eq!(sent.into, Lang::Fr);
    let back: Vec<_> = sent
        .sections
        .iter()
        .map(|section| (section.target.as_deref().unwrap(), section.is_done))
        .collect();
    assert_eq!(
        back,
        [
            (FR.replace('4', "5").as_str(), true),
            ("Coûts\n\n- Un et deux.", true)
        ]
    );
    assert_eq!(sent.sections[0].source, EN.replace('4', "5"));
    assert!(sent.sections[0].is_unchanged(FR));
    assert!(!sent.sections[0].is_unchanged("- Autre chose."));
}

#[test]
fn a_line_without_a_translation_keeps_its_section_out() {
    let here = note(side(EN, &[]), None);
    let text = write_xliff(&[(&here, None)], Lang::Fr).unwrap();
    let [sent] = read_xliff(text.as_bytes()).unwrap().try_into().unwrap();
    assert_eq!(sent.sections[0].target, None);
    assert!(!sent.sections[0].is_done);
}

#[test]
fn what_is_not_ours_is_refused() {
    for text in [
        "",
        "no",
        "<a/>",
        "<xliff version=\"1.2\"/>",
        "<xliff><file original=\"x y\"/></xliff>",
    ] {
        assert!(read_xliff(text.as_bytes()).is_err(), "{text}");
    }
    assert!(read_xliff(b"\xff\xfe<\x00").is_err());
}
