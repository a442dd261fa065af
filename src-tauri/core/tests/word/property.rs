//! Any text in any section makes a sound file that holds every word.

use std::collections::BTreeSet;

use proptest::prelude::*;
use qp_core::export::{Layout, SidesWanted};
use qp_core::note::IfPressed;

use crate::outline::{self, Parts};
use crate::samples::note;
use crate::{accessibility, options, write};

/// Text of all kinds: Markdown, French, and what XML cannot hold.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-zA-Zéœ]{1,8}",
        1 => any::<String>(),
        3 => prop::sample::select(vec![
            " ", "\n", "\n\n", "\n- ", "\n  - ", "\n1. ", "\n> ", "\n# ", "\n#### ", "*", "**", "`",
            "\n```\n",  " [a](http://[) ", "[b](https://x.ca/é)", "[@x#1]", "[@guide-on-plain-language]",
            "\n\n| a | b |\n|---|---|\n| c |\n", "<br>", "\u{0}", "\u{fffe}", "\u{b}", "&", "]]>",
            "\t", " :", "« ", "\n---\n", "99999. ", "\r\n",
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_text_makes_a_sound_file_that_holds_every_word(
        texts in prop::array::uniform6(any_text()),
        side_by_side in any::<bool>(),
    ) {
        let mut note = note("X-1");
        for side in [&mut note.sides.en, &mut note.sides.fr] {
            let side = side.as_mut().unwrap();
            let [title, question, response, topic, background, more] = texts.clone();
            side.title = title;
            side.question = question;
            side.if_pressed = vec![IfPressed { topic, text: response.clone() }];
            side.response = response;
            side.background = background;
            side.additional_information = more;
        }
        let layout = if side_by_side { Layout::SideBySide } else { Layout::Sequential };
        let file = write(&[&note], &options(SidesWanted::Both, layout)).unwrap();
        let parts = Parts::of(&file);
        for (name, part) in &parts.0 {
            prop_assert_eq!(outline::parse(part).name.is_empty(), false, "{}", name);
        }
        let document = parts.xml("word/document.xml");
        let printed = words(&outline::text(&document));

        for (lang, side) in note.sides.iter() {
            let side = side.as_ref().unwrap();
            let texts = [&side.question, &side.response, &side.background, &side.additional_information];
            let mut all = words(&clean(&side.title));
            all.extend(words(&clean(&side.if_pressed[0].topic)));
            for text in texts {
                let document = qp_core::document::parse(text);
                let cited: Vec<String> = document.citations().iter().map(ToString::to_string).collect();
                let plain = cited.iter().fold(document.plain_text(), |text, cited| text.replace(cited, " "));
                all.extend(words(&clean(&plain)));
            }
            for word in all {
                prop_assert!(printed.contains(&word), "{lang}: {word:?} of {side:?}");
            }
        }

        // A list's items stand together and no two lists share a numbering instance.
        let numbering = parts.xml("word/numbering.xml");
        let defined: Vec<String> = numbering.all("w:num").iter().map(|num| num.attributes["w:numId"].clone()).collect();
        prop_assert_eq!(defined.len(), defined.iter().collect::<BTreeSet<_>>().len());
        for id in document.all("w:numId") {
            prop_assert!(defined.contains(&id.attributes["w:val"]));
        }

        // Every run that has text says its language, every link leads somewhere.
        let (targets, marks) = (parts.targets(), document.all("w:bookmarkStart"));
        for paragraph in document.all("w:p") {
            prop_assert!(!outline::languages(paragraph).contains(&"none".to_owned()));
        }
        for link in document.all("w:hyperlink") {
            if let Some(id) = link.attribute("r:id") {
                prop_assert!(targets.contains_key(id));
            } else {
                let anchor = &link.attributes["w:anchor"];
                let found = marks.iter().filter(|mark| mark.attributes["w:name"] == *anchor);
                prop_assert_eq!(found.count(), 1);
            }
        }

        // What the file lacks for a screen reader is what its writer typed.
        let typed = |finding: &String| {
            finding.starts_with("a typed bullet") || finding.starts_with("a link that")
        };
        let ours: Vec<String> = accessibility::findings(&file)
            .into_iter()
            .filter(|finding| !typed(finding))
            .collect();
        prop_assert!(ours.is_empty(), "{ours:?}");
    }
}

/// Text without the characters that XML forbids, which part or join words as the exporter does.
fn clean(text: &str) -> String {
    let separators = [
        '\t', '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ];
    let text = text.replace(separators, " ");
    text.replace(
        |c: char| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'),
        "",
    )
}
