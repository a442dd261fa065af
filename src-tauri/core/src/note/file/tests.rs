//! A note's file: read, written and changed.

use proptest::prelude::*;

use super::*;
use crate::note::Status;

const SAMPLE: &str = "---\nreference: TBS-2026-QP-11-00012 # mine\nstatus: draft\nx-note: [kept]\ntitle:\n  en: Social media\n  fr: Médias sociaux\n---\nstray words\n\n# English\n\n## Issue/Question\n\nWhy?\n\n## Suggested Response\n- One\n  - Two\n\n\n### If pressed: TikTok\n\n- Three\n### IF PRESSED\n- Four\n\n## Background\n\n# Français\n\n## Enjeu ou question\nPourquoi?\n## Réponse suggérée\n\n- Un\n";

fn side_of(file: &NoteFile, lang: Lang) -> Side {
    file.read().unwrap().note.sides[lang].clone().unwrap()
}

#[test]
fn a_file_is_read_into_its_parts() {
    let read = NoteFile::new(SAMPLE.to_owned()).read().unwrap();
    let english = read.note.sides.en.as_ref().unwrap();
    assert_eq!(english.response, "- One\n  - Two");
    let block = |topic: &str, text: &str| IfPressed {
        topic: topic.into(),
        text: text.into(),
    };
    assert_eq!(
        english.if_pressed,
        [block("TikTok", "- Three"), block("", "- Four")]
    );
    assert_eq!(english.background, "");
    assert_eq!(read.note.sides.fr.as_ref().unwrap().question, "Pourquoi?");
    assert_eq!(
        read.problems,
        [Problem::new(ProblemCode::UnplacedText).with("words", 2)]
    );
}

#[test]
fn a_change_leaves_every_other_byte() {
    let file = NoteFile::new(SAMPLE.to_owned());
    for (changed, expected) in [
        (
            file.with_text(Lang::En, Section::Response, "- 1"),
            SAMPLE.replace("- One\n  - Two", "- 1"),
        ),
        (
            file.with_text(Lang::En, Section::Background, "Text"),
            SAMPLE.replace("## Background\n\n#", "## Background\n\nText\n\n#"),
        ),
        (
            file.with_text(Lang::Fr, Section::Response, ""),
            SAMPLE.replace("\n- Un\n", ""),
        ),
        (
            file.with_text(Lang::Fr, Section::Background, "Texte"),
            format!("{SAMPLE}\n## Contexte\n\nTexte\n"),
        ),
        (
            file.with_title(Lang::Fr, "Neuf").unwrap(),
            SAMPLE.replace("fr: Médias sociaux", "fr: Neuf"),
        ),
        (
            file.with_if_pressed(
                Lang::En,
                &[IfPressed {
                    topic: "TikTok".into(),
                    text: "- Three".into(),
                }],
            ),
            SAMPLE.replace("### IF PRESSED\n- Four\n\n", "\n"),
        ),
    ] {
        assert_eq!(changed.text(), expected);
    }
}

#[test]
fn saving_what_is_there_already_changes_nothing() {
    for text in [
        SAMPLE.to_owned(),
        SAMPLE.replace('\n', "\r\n"),
        format!("\u{feff}{SAMPLE}"),
    ] {
        let file = NoteFile::new(text.clone());
        let note = file.read().unwrap().note;
        let mut same = file.with_metadata(&note.meta, &note.meta).unwrap();
        for (lang, side) in note.sides.iter() {
            let side = side.as_ref().unwrap();
            same = same.with_title(lang, &side.title).unwrap();
            for section in Section::BODY {
                same = same.with_text(lang, section, side.text(section).unwrap());
            }
            same = same.with_if_pressed(lang, &side.if_pressed);
        }
        assert_eq!(same.text(), text);
    }
}

#[test]
fn a_missing_side_is_made_in_its_place() {
    let text = SAMPLE.replace("# English", "# Notes in English");
    let file = NoteFile::new(text).with_text(Lang::En, Section::Background, "Text");
    assert!(file.text().find("# English").unwrap() < file.text().find("# Français").unwrap());
    assert_eq!(side_of(&file, Lang::En).background, "Text");
    assert_eq!(side_of(&file, Lang::Fr).response, "- Un");
}

#[test]
fn a_marking_that_is_not_understood_is_taken_for_the_highest() {
    for (written, marking, problems) in [
        ("Protégé B", Marking::ProtectedB, 1),
        ("protected b", Marking::ProtectedB, 1),
        ("Eyes only", Marking::TopSecret, 2),
    ] {
        let text = SAMPLE.replace("status: draft", &format!("marking: {written}"));
        let read = NoteFile::new(text).read().unwrap();
        assert_eq!(
            (read.note.meta.marking, read.problems.len()),
            (marking, problems),
            "{written}"
        );
    }
}

#[test]
fn what_is_no_note_says_why() {
    for (text, code) in [
        ("", ProblemCode::NoFrontMatter),
        ("# English\n", ProblemCode::NoFrontMatter),
        ("---\nreference: A\n", ProblemCode::NoFrontMatter),
        ("---\na: [\n---\n", ProblemCode::BadFrontMatter),
        ("---\ntitle: x\n---\n", ProblemCode::NoReference),
        ("---\nreference: \"a,b\"\n---\n", ProblemCode::BadReference),
    ] {
        assert_eq!(
            NoteFile::new(text.to_owned()).read().unwrap_err().code,
            code,
            "{text:?}"
        );
    }
}

/// Text with a good chance of looking like structure.
fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "\\PC{0,20}",
        any::<String>(),
        Just("# English".to_owned()),
        Just("\\\\## Background".to_owned()),
        Just("## Contexte :".to_owned()),
        Just("### Si pressé : x".to_owned()),
        Just("---".to_owned()),
        Just("- a\n\n  - b\r\n".to_owned()),
    ];
    proptest::collection::vec(line, 0..6).prop_map(|lines| lines.join("\n"))
}

fn any_side() -> impl Strategy<Value = Side> {
    let blocks = proptest::collection::vec(("\\PC{0,12}", any_text()), 0..3);
    (
        any::<String>(),
        any_text(),
        any_text(),
        blocks,
        any_text(),
        any_text(),
    )
        .prop_map(
            |(title, question, response, blocks, background, additional)| Side {
                title: one_line(&title),
                question: body_text(&question),
                response: body_text(&response),
                if_pressed: blocks
                    .into_iter()
                    .map(|(topic, text)| normal_block(&IfPressed { topic, text }))
                    .collect(),
                background: body_text(&background),
                additional_information: body_text(&additional),
            },
        )
}

proptest! {
    #[test]
    fn any_text_in_any_section_comes_back_the_same(en in any_side(), fr in proptest::option::of(any_side()), tags in proptest::collection::vec("\\PC{0,8}", 0..3)) {
        let note = Note {
            reference: "TBS-2026-QP-11-00012".parse().unwrap(),
            meta: Metadata { status: Status::InReview, marking: Marking::ProtectedA, tags, ..Metadata::default() },
            sides: Bilingual::new(Some(en), fr),
        };
        let file = NoteFile::of(&note);
        prop_assert_eq!(file.read().unwrap(), ReadNote { note, problems: Vec::new(), states: Vec::new() });
    }

    #[test]
    fn a_change_of_one_part_changes_only_that_part(text in any_text(), topic in "\\PC{0,9}", crlf: bool, at in 0usize..4, english: bool) {
        let sample = if crlf { SAMPLE.replace('\n', "\r\n") } else { SAMPLE.to_owned() };
        let lang = if english { Lang::En } else { Lang::Fr };
        let section = Section::BODY[at];
        let file = NoteFile::new(sample);
        let mut expected = file.read().unwrap();
        *expected.note.sides[lang].as_mut().unwrap().text_mut(section).unwrap() = body_text(&text);
        let changed = file.with_text(lang, section, &text);
        prop_assert_eq!(changed.read().unwrap(), expected.clone());
        let block = normal_block(&IfPressed { topic, text });
        expected.note.sides[lang].as_mut().unwrap().if_pressed.insert(0, block);
        let blocks = expected.note.sides[lang].clone().unwrap().if_pressed;
        prop_assert_eq!(changed.with_if_pressed(lang, &blocks).read().unwrap(), expected);
    }

    #[test]
    fn any_file_is_read_without_a_panic(text in any::<String>(), head in any::<bool>()) {
        let text = if head { format!("---\nreference: A\n---\n{text}") } else { text };
        let file = NoteFile::new(text);
        let _ = file.read();
        let changed = file.with_text(Lang::Fr, Section::Question, "x");
        prop_assert!(changed.text().len() > file.text().len());
    }
}

#[test]
fn one_title_for_all_is_kept_when_a_side_gets_its_own() {
    let text = "---\nreference: A\ntitle: Words # mine\n---\n\n# English\n\n## Background\n\nx\n";
    let file = NoteFile::new(text.to_owned());
    assert_eq!(side_of(&file, Lang::En).title, "Words");
    let changed = file.with_title(Lang::Fr, "Mots").unwrap();
    assert_eq!(side_of(&changed, Lang::En).title, "Words");
    assert_eq!(side_of(&changed, Lang::Fr).title, "Mots");
    let both = NoteFile::new(format!("{text}\n# Français\n"));
    assert_eq!(side_of(&both, Lang::Fr).title, "Words");
    let changed = both.with_title(Lang::En, "Other").unwrap();
    assert_eq!(
        (
            side_of(&changed, Lang::En).title,
            side_of(&changed, Lang::Fr).title
        ),
        ("Other".to_owned(), "Words".to_owned())
    );
}
