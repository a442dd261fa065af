//! Of any Word file every word comes in, or is told.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// Where a word goes: each gets a number of its own.
const WORD: &str = "\u{1}";

const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Quote\"><w:name w:val=\"Quote\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Code\"><w:name w:val=\"Source Code\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style>";

const LISTS: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"(%2)\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>";

/// Labels and other words that mean something; they are no words that must come in.
const LABELS: [&str; 20] = [
    "Background:",
    "Contexte :",
    "Suggested Response:",
    "Réponse suggérée",
    "Issue/Question:",
    "Enjeu ou question :",
    "Additional Information:",
    "English",
    "Français",
    "Question Period Note:",
    "Reference number:",
    "Date received:",
    "Organization:",
    "About",
    "If pressed:",
    "If pressed on",
    "Q1 :",
    "KEY MESSAGES",
    "Background / Contexte",
    "A1 :",
];

fn runs() -> impl Strategy<Value = String> {
    let t = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let word = t(&format!(" {WORD} "));
    let piece = prop_oneof![
        6 => Just(word.clone()),
        1 => Just(format!("<w:hyperlink r:id=\"link1\">{word}</w:hyperlink>")),
        1 => Just(format!("<w:ins w:id=\"1\">{word}</w:ins>")),
        1 => Just(format!("<w:del w:id=\"2\"><w:r><w:delText>{WORD}</w:delText></w:r></w:del>")),
        1 => Just(format!("<w:moveFrom w:id=\"3\">{}</w:moveFrom>", t("moved"))),
        1 => Just(format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{WORD}</w:t></w:r>")),
        1 => Just(format!("<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>{WORD}</w:t></w:r>")),
        1 => Just("<w:r><w:br/></w:r>".to_owned()),
        1 => Just("<w:r><w:tab/></w:r>".to_owned()),
        1 => Just(format!("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{word}")),
        1 => Just("<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>".to_owned()),
        1 => Just("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>".to_owned()),
        1 => Just("<w:r><w:footnoteReference w:id=\"1\"/></w:r>".to_owned()),
        1 => Just(format!("<m:oMath><m:r><m:t>{WORD}</m:t></m:r></m:oMath>")),
        1 => Just(format!("<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p>{word}</w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>")),
        1 => Just(format!("<w:sdt><w:sdtPr><w:x>no</w:x></w:sdtPr><w:sdtContent>{word}</w:sdtContent></w:sdt>")),
        2 => prop::sample::select(vec!["• ", "1. ", "o ", "4.1.5 ", "- ", "|", "# ", "**", "&lt;b&gt;", "[x]: "])
            .prop_map(t),
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

fn properties() -> impl Strategy<Value = String> {
    let one = |text: &str| text.to_owned();
    prop_oneof![
        6 => Just(String::new()),
        1 => (0..4_u8).prop_map(|level| format!("<w:outlineLvl w:val=\"{level}\"/>")),
        1 => prop::sample::select(vec!["Title", "Quote", "Code", "TOC1"])
            .prop_map(|style| format!("<w:pStyle w:val=\"{style}\"/>")),
        2 => (0..2_u8, 1..3_u8).prop_map(|(level, list)| format!(
            "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"
        )),
        1 => Just(one("<w:ind w:left=\"720\"/>")),
        1 => Just(one("<w:rPr><w:del w:id=\"9\"/></w:rPr>")),
    ]
}

fn block() -> impl Strategy<Value = String> {
    let paragraph = (properties(), runs())
        .prop_map(|(properties, runs)| format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"));
    let label = (prop::sample::select(LABELS.to_vec()), runs(), any::<bool>(), properties()).prop_map(
        |(label, runs, bold, properties)| {
            let bold = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
            format!("<w:p><w:pPr>{properties}</w:pPr><w:r>{bold}<w:t xml:space=\"preserve\">{label} </w:t></w:r>{runs}</w:p>")
        },
    );
    let leaf = prop_oneof![3 => paragraph, 1 => label];
    leaf.prop_recursive(3, 24, 4, |inner| {
        let blocks = || prop::collection::vec(inner.clone(), 0..3).prop_map(|blocks| blocks.concat());
        prop_oneof![
            2 => prop::collection::vec(prop::collection::vec(blocks(), 1..4), 1..4).prop_map(|rows| {
                let rows = rows.iter().map(|cells| {
                    let cells: Vec<String> = cells.iter().map(|cell| format!("<w:tc>{cell}</w:tc>")).collect();
                    format!("<w:tr>{}</w:tr>", cells.concat())
                });
                format!("<w:tbl>{}</w:tbl>", rows.collect::<Vec<_>>().concat())
            }),
            1 => blocks().prop_map(|inner| format!("<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>")),
            1 => blocks().prop_map(|inner| format!("<w:ins w:id=\"4\">{inner}</w:ins>")),
            1 => blocks().prop_map(|inner| format!("<w:tbl><w:tr><w:trPr><w:del w:id=\"5\"/></w:trPr><w:tc>{inner}</w:tc></w:tr></w:tbl>")),
        ]
    })
}

/// The text with a word of its own in each place, and those words.
fn numbered(body: &str) -> (String, BTreeSet<String>) {
    let mut out = String::new();
    let mut words = BTreeSet::new();
    for (at, part) in body.split(WORD).enumerate() {
        if at > 0 {
            let word = format!("zq{at}x");
            out.push_str(&word);
            words.insert(word);
        }
        out.push_str(part);
    }
    (out, words)
}

/// All that came in or was told.
fn given(found: &[Imported]) -> String {
    let mut texts: Vec<String> = Vec::new();
    let tell = |problems: &[Problem]| -> Vec<String> {
        problems
            .iter()
            .flat_map(|problem| problem.params.values().cloned())
            .collect()
    };
    for imported in found {
        match imported {
            Imported::Note(note) => {
                texts.extend(note.reference.as_ref().map(ToString::to_string));
                texts.extend([note.organization.clone(), note.minister.clone()]);
                for (_, side) in note.sides.iter() {
                    let Some(side) = side else { continue };
                    texts.extend(
                        side.if_pressed
                            .iter()
                            .flat_map(|block| [block.topic.clone(), block.text.clone()]),
                    );
                    texts.extend([
                        side.title.clone(),
                        side.question.clone(),
                        side.response.clone(),
                        side.background.clone(),
                        side.additional_information.clone(),
                    ]);
                }
                texts.extend(tell(&note.problems));
            }
            Imported::Policy(policy) => {
                for (_, side) in policy.policy.sides.iter() {
                    let Some(side) = side else { continue };
                    texts.push(side.title.clone());
                    for part in &side.excerpts {
                        texts.extend([part.label.clone(), part.heading.clone(), part.text.clone()]);
                    }
                }
                texts.extend(tell(&policy.problems));
            }
        }
    }
    texts.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_word_of_any_word_file_comes_in_or_is_told(
        blocks in prop::collection::vec(block(), 1..12),
        is_note in any::<bool>(),
    ) {
        let start = if is_note { h(2, "Suggested Response:") + &h(2, "Background:") } else { String::new() };
        let (body, words) = numbered(&(start + &blocks.concat()));
        let file = docx(&body)
            .with("styles", "w:styles", STYLES)
            .with("numbering", "w:numbering", LISTS)
            .with("footnotes", "w:footnotes", "<w:footnote w:id=\"1\"><w:p><w:r><w:t>noted</w:t></w:r></w:p></w:footnote>")
            .with_link("https://x.ca/a");
        let found = match import_bytes("note.docx", &file.bytes()) {
            Ok(found) => found,
            Err(error) => {
                prop_assert_eq!(error, ImportError::Empty);
                // Nothing is shown: at most what is hidden or was deleted.
                return Ok(());
            }
        };
        let given = given(&found);
        let lost: Vec<&String> = words.iter().filter(|word| !given.contains(*word)).collect();
        prop_assert!(lost.is_empty(), "{lost:?} of {body}\nin {found:#?}");
        let twice: Vec<&String> = words.iter().filter(|word| given.matches(*word).count() > 2).collect();
        prop_assert!(twice.is_empty(), "{twice:?} of {body}\nin {found:#?}");
    }
}
