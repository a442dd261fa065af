//! Pages and bytes made by chance: no word is lost, nothing panics, nothing takes long.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::import::import_bytes;

/// One generated line of a section, and the words of it that are content.
#[derive(Debug, Clone)]
struct Piece {
    line: String,
    content: String,
}

fn words(max: usize) -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-z]{3,9}",
        "[A-Z][a-zé]{2,8}",
        Just("[redacted]".to_owned()),
        Just("d’œuvre".to_owned()),
        Just("\u{ab}\u{a0}mot\u{a0}\u{bb}".to_owned()),
        Just("10\u{202f}000".to_owned()),
        Just("*x*".to_owned()),
        Just("R&D".to_owned()),
    ];
    proptest::collection::vec(word, 1..=max).prop_map(|words| words.join(" "))
}

/// A line of text with a bullet or none, ending as a sentence or not.
fn line() -> impl Strategy<Value = Piece> {
    let sign = prop_oneof![
        Just(""),
        Just("• "),
        Just("•"),
        Just("· "),
        Just("* "),
        Just("- "),
        Just("– "),
        Just("  - "),
    ];
    let end = prop_oneof![Just("."), Just(";"), Just(" :"), Just("")];
    (sign, words(14), end).prop_map(|(sign, words, end)| Piece {
        line: format!("{sign}{words}{end}"),
        content: words,
    })
}

fn pressed() -> impl Strategy<Value = Piece> {
    let head = prop_oneof![
        Just(("If pressed: ", "")),
        Just(("Si pressé\u{a0}: ", "")),
        Just(("IF PRESSED – ", "")),
        Just(("If pressed (", ")")),
        Just(("Q1 : If pressed on ", "")),
        Just(("SI L’ON INSISTE : ", "")),
    ];
    (head, words(4)).prop_map(|((before, after), words)| Piece {
        line: format!("{before}{words}{after}"),
        content: words,
    })
}

/// A section's lines, with blank lines here and there.
fn body(pressing: bool) -> impl Strategy<Value = Vec<Piece>> {
    let blank = Just(Piece {
        line: String::new(),
        content: String::new(),
    });
    let piece = prop_oneof![
        6 => line().boxed(),
        2 => blank.boxed(),
        u32::from(pressing) => pressed().boxed(),
    ];
    proptest::collection::vec(piece, 0..9)
}

/// A label of a section in one of its spellings.
fn spelt(label: &'static str) -> impl Strategy<Value = String> {
    (0..6_usize).prop_map(move |shape| match shape {
        0 => format!("{label}:"),
        1 => format!("{label}\u{a0}:"),
        2 => format!("**{label}\u{202f}:**"),
        3 => format!("## {label}"),
        4 => format!("- {} :", label.to_uppercase()),
        _ => format!("{label} : "),
    })
}

/// A whole page in one language: its text and its content.
fn page() -> impl Strategy<Value = (String, String)> {
    let labels: [[&'static str; 4]; 2] = [
        [
            "Issue/Question",
            "Suggested Response",
            "Background",
            "Additional Information",
        ],
        [
            "Enjeu ou question",
            "Réponse suggérée",
            "Contexte",
            "Renseignements supplémentaires",
        ],
    ];
    (0..2_usize, any::<bool>(), words(8)).prop_flat_map(move |(lang, blank, title)| {
        let [question, response, background, additional] = labels[lang];
        (
            (spelt(question), body(false)),
            (spelt(response), body(true)),
            (spelt(background), body(false)),
            (spelt(additional), body(false)),
        )
            .prop_map(move |(one, two, three, four)| {
                let head = if lang == 0 {
                    "Question Period Note: "
                } else {
                    "Note pour la période des questions : "
                };
                let mut text = format!("{head}{title}\n");
                let mut content = format!("{title}\n");
                for (label, body) in [one, two, three, four] {
                    text.push_str(&label);
                    text.push_str(if blank { "\n\n" } else { "\n" });
                    for piece in body {
                        text.push_str(&piece.line);
                        text.push('\n');
                        content.push_str(&piece.content);
                        content.push('\n');
                    }
                }
                (text, content)
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_page_of_any_mix_of_shapes_loses_no_word((text, content) in page()) {
        let imported = import_text(&text).unwrap();
        prop_assert!(matches!(imported, Imported::Note(_)), "{text}");
        let lost = lost(&content, &imported, "");
        prop_assert!(lost.is_empty(), "{lost:?}\n{text}\n{imported:#?}");
    }

    #[test]
    fn a_document_of_any_lines_loses_no_word(
        lines in proptest::collection::vec(
            prop_oneof![
                4 => line().prop_map(|piece| piece.line).boxed(),
                2 => words(5).boxed(),
                1 => (1..30_u8, words(9)).prop_map(|(n, words)| format!("{n}. {words}.")).boxed(),
                1 => (1..9_u8, 1..9_u8, words(9)).prop_map(|(a, b, words)| format!("{a}.{b} {words}")).boxed(),
                1 => Just("3/4/25, 9:05 AM".to_owned()).boxed(),
                1 => Just("\u{c}Page 2 of 3".to_owned()).boxed(),
                1 => Just("https://example.org/a/b".to_owned()).boxed(),
                1 => Just("On this page".to_owned()).boxed(),
                3 => Just(String::new()).boxed(),
            ],
            1..40,
        )
    ) {
        let text = lines.join("\n");
        prop_assume!(text.contains(char::is_alphanumeric));
        let imported = import_text(&text).unwrap();
        let lost = lost(&text, &imported, "");
        prop_assert!(lost.is_empty(), "{lost:?}\n{text}\n{imported:#?}");
    }

    #[test]
    fn any_text_is_imported_or_refused(text in "(?s).{0,300}") {
        let _ = import_text(&text);
    }

    #[test]
    fn any_bytes_are_imported_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = import_bytes("x.txt", &bytes);
    }

    #[test]
    fn any_lines_of_marks_are_imported_or_refused(
        text in r"([-•*o#|>`~=_\[\](): \t0-9.A-Za-zé\f]{0,12}\n){0,30}"
    ) {
        if let Ok(imported) = import_text(&text) {
            let _ = given(&imported);
        }
    }
}

/// Many times what a debug build on a slow machine needs.
const LIMIT: Duration = Duration::from_mins(1);

#[test]
fn megabytes_are_read_within_seconds() {
    let mut mixed = String::new();
    for n in 0..5_000 {
        let _ = write!(
            mixed,
            "The departments review the forms that they use every year, and remove\nthose that \
             nobody needs any more, as the plan says\n\n• an item;\no another (see 4.1)\n\n\
             {}.{} Clause of the\n\n",
            n / 100,
            n % 100
        );
    }
    let one_line = "word *and [ ".repeat(60_000);
    let opened = "if pressed ".repeat(100_000);
    let answered = format!(
        "Suggested Response:\nBackground:\n{}",
        "a\n\n".repeat(100_000)
    );
    for text in [mixed, one_line, opened, answered] {
        let start = Instant::now();
        import_text(&text).unwrap();
        println!("{} bytes in {:?}", text.len(), start.elapsed());
        assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
    }
}
