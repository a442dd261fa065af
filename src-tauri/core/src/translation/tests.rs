use super::*;
use crate::difference::Standing;
use crate::note::Status;

#[allow(
    clippy::unnecessary_wraps,
    reason = "a note has a side or none: all tests give it one"
)]
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
        .map(|section| section.target.as_deref().unwrap())
        .collect();
    assert_eq!(
        back,
        [FR.replace('4', "5").as_str(), "Coûts\n\n- Un et deux."]
    );
    assert!(!sent.sections[0].is_left(FR));
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

/// What goes out of a response and comes back, once `change` was made to the file.
fn back(now: &Note, agreement: Option<&Note>, change: impl Fn(&str) -> String) -> SentSection {
    let file = write_xliff(&[(now, agreement)], Lang::Fr).unwrap();
    let [sent] = read_xliff(change(&file).as_bytes())
        .unwrap()
        .try_into()
        .unwrap();
    let mut sections = sent.sections.into_iter();
    sections
        .find(|section| section.spot == Spot::of(Section::Response))
        .unwrap()
}

/// The trans-units of a file.
fn units(file: &str) -> Vec<String> {
    let mut parts = file.split("<trans-unit ").skip(1);
    let unit = |part: &str| part.split_once("</trans-unit>").unwrap().0.to_owned();
    let units: Vec<String> = parts
        .by_ref()
        .map(|part| format!("<trans-unit {}</trans-unit>", unit(part)))
        .collect();
    units
}

#[test]
fn a_section_of_which_a_line_has_not_come_back_stays_out() {
    let here = note(side(EN, &[]), side(FR, &[]));
    for missing in 0..2 {
        let sent = back(&here, None, |file| file.replace(&units(file)[missing], ""));
        assert_eq!(sent.target, None, "without line {missing}");
    }
    assert_eq!(back(&here, None, str::to_owned).target.as_deref(), Some(FR));
}

#[test]
fn lines_come_back_in_their_order_and_section_whatever_a_tool_made_of_the_file() {
    let here = note(
        side(EN, &[("Costs", "10. Ten.")]),
        side(FR, &[("Coûts", "10. Dix.")]),
    );
    let file = write_xliff(&[(&here, None)], Lang::Fr).unwrap();
    let mut all = units(&file);
    all.reverse();
    let head = file.split_once("<body>").unwrap().0;
    let flat = format!(
        "{head}<body><group id=\"g1\"><group>{}</group></group></body></file></xliff>",
        all.concat()
    );
    let prefixed = flat
        .replace("</", "</x:")
        .replace("<x:xliff", "<xliff")
        .replace("xmlns=", "xmlns:x=");
    let prefixed = [
        "xliff",
        "file",
        "header",
        "tool ",
        "body",
        "group",
        "trans-unit",
        "source",
        "target",
        "ph",
    ]
    .iter()
    .fold(prefixed, |text, name| {
        text.replace(&format!("<{name}"), &format!("<x:{name}"))
    });
    let windows = format!("\u{feff}{}", flat.replace('\n', "\r\n"));
    let wide: Vec<u8> = windows.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [
        flat.as_bytes(),
        prefixed.as_bytes(),
        windows.as_bytes(),
        &wide,
    ] {
        let [sent] = read_xliff(bytes).unwrap().try_into().unwrap();
        let mut texts: Vec<_> = sent
            .sections
            .iter()
            .map(|section| (section.spot.block, section.target.as_deref().unwrap()))
            .collect();
        texts.sort_unstable();
        assert_eq!(texts, [(None, FR), (Some(0), "Coûts\n\n10. Dix.")]);
        assert!(
            sent.sections
                .iter()
                .all(|section| section.is_unchanged(&text(&here, section.spot, Lang::Fr)))
        );
    }
}

#[test]
fn spaces_that_a_tool_puts_in_or_takes_are_no_part_of_the_text() {
    let nested = "- One\n  - Two\n\nThree";
    let here = note(side(nested, &[]), side("- Un\n  - Deux\n\nTrois", &[]));
    let spaced = |file: &str| {
        let pretty = file
            .replace("<source>", "<source>\n        ")
            .replace("\">Un", "\">\n        Un\n    ")
            .replace("Deux<", " Deux <");
        // As a tool does that does not know `xml:space`.
        pretty
            .replace("\n  - </ph>", " - </ph>")
            .replace("\n\n</ph>", " </ph>")
    };
    let sent = back(&here, None, spaced);
    assert_eq!(sent.target.as_deref(), Some("- Un\n- Deux\n\nTrois"));
    let fitted = sent.fitted(nested);
    assert_eq!(fitted.source, nested);
    assert_eq!(fitted.target.as_deref(), Some("- Un\n  - Deux\n\nTrois"));
}

#[test]
fn signs_that_a_tool_has_moved_into_the_words_are_no_words() {
    let here = note(side("- One", &[]), side("- Un", &[]));
    for target in [
        "Un<ph id=\"1\">- </ph>",
        "<mrk mtype=\"seg\" mid=\"1\"><ph id=\"1\">- </ph>Un</mrk>",
        "<x id=\"1\"/>Un",
        "<mrk mtype=\"x-sdl-deleted\">Deux</mrk>U<mrk mtype=\"x-sdl-added\">n</mrk>",
    ] {
        let sent = back(&here, None, |file| {
            file.replace("<ph id=\"1\">- </ph>Un", target)
        });
        assert_eq!(sent.target.as_deref(), Some("- Un"), "{target}");
    }
}

#[test]
fn a_new_line_is_not_sent_with_the_translation_of_another() {
    let agreed = agree(&note(side(EN, &[]), side(FR, &[])), None, None);
    let now = note(side(&format!("- New.\n{EN}"), &[]), side(FR, &[]));
    let sent = back(&now, Some(&agreed), str::to_owned);
    assert_eq!(sent.target, None, "nobody has translated the new line");
}

#[test]
fn a_line_that_is_left_as_it_was_is_told_whatever_its_tool_marks() {
    let agreed = agree(&note(side(EN, &[]), side(FR, &[])), None, None);
    let now = note(
        side("- We spend 5.\n- No dollar counts.", &[]),
        side(FR, &[]),
    );
    let untouched = back(&now, Some(&agreed), str::to_owned);
    assert!(untouched.is_left(FR) && !untouched.is_worked_on(FR));
    let begun = back(&now, Some(&agreed), |file| {
        file.replace("Nous dépensons 4", "Nous dépensons 5")
    });
    assert!(begun.is_left(FR) && begun.is_worked_on(FR));
    let done = back(&now, Some(&agreed), |file| {
        file.replace("Nous dépensons 4", "Nous dépensons 5")
            .replace("Chaque", "Aucun")
    });
    assert!(!done.is_left(FR), "its marks are those that were sent");
}

#[test]
fn what_lost_its_fingerprint_replaces_nothing() {
    let here = note(side(EN, &[]), side(FR, &[]));
    let sent = back(&here, None, |file| file.replace("extradata=", "x-other="));
    assert!(!sent.is_unchanged(FR));
    assert!(sent.is_unchanged("\n\n"), "there is nothing to lose");
}

#[test]
fn a_block_that_moved_and_changed_is_found_by_its_topic() {
    let sent = note(side(EN, &[("Costs", "One."), ("", "Two.")]), None);
    let file = write_xliff(&[(&sent, None)], Lang::Fr).unwrap();
    let [sent] = read_xliff(file.as_bytes()).unwrap().try_into().unwrap();
    let [_, costs, unnamed] = sent.sections.as_slice() else {
        panic!("a response and two blocks: {sent:?}");
    };
    let number = |blocks: &[(&str, &str)], section| {
        spot_of(&note(side(EN, blocks), None), section, Lang::En).map(|spot| spot.block.unwrap())
    };
    assert_eq!(
        number(&[("New", "New."), ("Costs", "Other.")], costs),
        Some(1)
    );
    assert_eq!(
        number(&[("New", "New.")], costs),
        None,
        "it is another block"
    );
    assert_eq!(
        number(&[("Costs", "One."), ("", "Other.")], unnamed),
        Some(1)
    );
    let twice = [("", "Two."), ("", "Two.")];
    assert_eq!(number(&twice, unnamed), Some(1));
}

#[test]
fn a_block_put_before_others_takes_no_agreement_of_theirs() {
    let blocks = |en, fr| note(side(EN, en), side(FR, fr));
    let agreed = agree(
        &blocks(&[("Costs", "One.")], &[("Coûts", "Un.")]),
        None,
        None,
    );
    let now = blocks(
        &[("New", "New."), ("Costs", "Two.")],
        &[("Nouveau", "Nouveau."), ("Coûts", "Deux.")],
    );
    let found: Vec<_> = translations(&now, Some(&agreed))
        .into_iter()
        .filter(|one| one.spot.block.is_some())
        .map(|one| one.state)
        .collect();
    assert_eq!(
        found,
        [TranslationState::Unconfirmed, TranslationState::ToConfirm]
    );
}

#[test]
fn a_block_that_is_empty_for_a_while_keeps_what_was_agreed() {
    let both = note(side(EN, &[("A", "One.")]), side(FR, &[("A", "Un.")]));
    let agreed = agree(&both, None, None);
    let emptied = note(side(EN, &[("A", "One.")]), side(FR, &[]));
    let agreed = agree(
        &emptied,
        Some(&agreed),
        Some(&[Spot::of(Section::Response)]),
    );
    let found = translations(&both, Some(&agreed));
    assert!(
        found
            .iter()
            .all(|one| one.state == TranslationState::Current)
    );
}
