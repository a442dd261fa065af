//! Of any note, in normal form or not, every word comes back.

use std::collections::BTreeSet;

use proptest::prelude::*;
use qp_core::lang::Bilingual;
use qp_core::note::{IfPressed, Metadata, Note, Side};

use crate::{export, import, ways};

/// Text of all kinds: Markdown, French, and what XML cannot hold.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-zA-Zéœ]{1,8}",
        1 => any::<String>(),
        3 => prop::sample::select(vec![
            " ", "\n", "\n\n", "\n- ", "\n  - ", "\n1. ", "\n> ", "\n# ", "\n#### ", "*", "**", "`",
            "\n```\n",  " [a](http://[) ", "[b](https://x.ca/é)", "[@x#1]", "[@a-guide#2]", "\nBackground:\n",
            "\n\n| a | b |\n|---|---|\n| c |\n", "<br>", "\u{0}", "\u{fffe}", "\u{b}", "&", "]]>", "\n## Contexte :\n",
            "\t", " :", "« ", "\n---\n", "99999. ", "\r\n", "\nIf pressed: ", "None", "\n# Sources\n", "\u{ad}",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..25).prop_map(|pieces| pieces.concat())
}

fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Text without the characters that XML forbids, which part or join words as the exporter does.
fn clean(text: &str) -> String {
    let separators = [
        '\t', '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    let text = text.replace(separators, " ");
    text.replace(
        |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}' | '\u{ad}'),
        "",
    )
}

/// All that a side says, as plain text with its citations.
fn said(side: &Side) -> String {
    let mut texts = vec![side.title.clone()];
    for block in &side.if_pressed {
        texts.push("If pressed, si pressé".to_owned());
        texts.push(block.topic.clone());
        texts.push(qp_core::document::parse(&block.text).plain_text());
    }
    for text in [
        &side.question,
        &side.response,
        &side.background,
        &side.additional_information,
    ] {
        texts.push(qp_core::document::parse(text).plain_text());
    }
    clean(&texts.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_word_of_any_note_comes_back(texts in prop::array::uniform6(any_text()), way in 0..5_usize) {
        let [title, question, response, topic, background, more] = texts;
        let side = Side {
            title,
            question,
            response: response.clone(),
            if_pressed: vec![IfPressed { topic, text: response }],
            background,
            additional_information: more,
        };
        let note = Note {
            reference: "X-1".parse().unwrap(),
            meta: Metadata::default(),
            sides: Bilingual::new(Some(side.clone()), Some(side.clone())),
        };
        let found = import(&export(&[note], &ways()[way])).remove(0);
        // A citation in what cannot be one, such as a title, stays as it was typed.
        let wanted = words(&said(&side));
        for (lang, found) in found.sides.iter() {
            let Some(found) = found else { continue };
            let back = words(&said(found));
            let lost: Vec<&String> = wanted.difference(&back).collect();
            prop_assert!(lost.is_empty(), "{lang}: {lost:?} of {side:?} in {found:?}");
        }
    }
}
