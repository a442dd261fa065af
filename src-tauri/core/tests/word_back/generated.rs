//! Notes in normal form come back field for field.

use std::path::Path;

use chrono::NaiveDate;
use proptest::prelude::*;
use qp_core::document::{Align, Block, Document, Inline, parse};
use qp_core::export::{Binder, ExportOptions};
use qp_core::import::ImportedNote;
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::{IfPressed, Marking, Metadata, Note, NoteFile, Side, Status, body_text};

use crate::{export, import, shown, ways};

/// Words with signs that mean something in Markdown or to the importer, as text.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zA-Zéèœ]{1,8}",
        1 => prop::sample::select(vec![
            "2019.", "1.", "4.1.5", "-", "•", "#", "*", "**", "_a_", "`", "[x]", "[^1]:", "<b>", "&amp;", "&",
            "R&D", "|", "\\", "~~", "https://www.canada.ca/a_b.html", "If", "pressed", "Background:", "a\u{2011}b",
            "«\u{a0}mot\u{a0}»", "fin\u{a0}:", "12\u{a0}%", "1\u{a0}240\u{a0}$", "(", "l’avis", "None", "1)", ">",
            "+", "[@", "—", "\"", "'", "...", "Note:", "3,5", "A.", "^", "=", "---",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(word, 1..7).prop_map(|words| words.join(" "))
}

fn plain() -> impl Strategy<Value = Vec<Inline>> {
    text().prop_map(|text| vec![Inline::Text(text)])
}

fn citation() -> impl Strategy<Value = Inline> {
    let named = prop::sample::select(vec!["[@a-guide#4.1.5]", "[@a-guide]", "[@other#scope]"]);
    named.prop_map(|text| Inline::Citation(text.parse().unwrap()))
}

fn inlines() -> impl Strategy<Value = Vec<Inline>> {
    let marked = (plain(), 0..4_u8).prop_map(|(content, kind)| match kind {
        0 => Inline::Strong(content),
        1 => Inline::Emphasis(content),
        2 => Inline::Strikethrough(content),
        _ => Inline::Strong(vec![Inline::Emphasis(content)]),
    });
    let code = "[a-z`*|& ]{0,5}[a-z]".prop_map(Inline::Code);
    let link = plain().prop_map(|content| Inline::Link {
        url: "https://www.canada.ca/en/jobs.html?a=b&c=1".to_owned(),
        content,
    });
    let piece = prop_oneof![
        6 => text().prop_map(Inline::Text),
        2 => marked,
        1 => code,
        1 => link,
        1 => citation(),
    ];
    let space = prop_oneof![
        5 => Just(Some(Inline::Text(" ".to_owned()))),
        1 => Just(Some(Inline::HardBreak)),
        1 => Just(None),
    ];
    prop::collection::vec((piece, space), 1..4).prop_map(|pieces| {
        let inlines = pieces
            .into_iter()
            .flat_map(|(piece, space)| [Some(piece), space]);
        inlines.flatten().collect()
    })
}

fn paragraph() -> impl Strategy<Value = Block> {
    inlines().prop_map(Block::Paragraph)
}

fn start() -> impl Strategy<Value = Option<u64>> {
    prop_oneof![Just(None), Just(Some(1)), (0..5_000_u64).prop_map(Some)]
}

fn code() -> impl Strategy<Value = Block> {
    prop::collection::vec("[ a-z`]{0,6}[a-z]", 1..4).prop_map(|lines| Block::Code(lines.join("\n")))
}

fn list(depth: u32, quoted: bool) -> BoxedStrategy<Block> {
    let more = if depth == 0 {
        Just(Vec::new()).boxed()
    } else {
        let quote = paragraph().prop_map(move |text| {
            if quoted {
                text
            } else {
                Block::Quote(vec![text])
            }
        });
        let block = prop_oneof![
            3 => list(depth - 1, quoted),
            1 => paragraph(),
            1 => code(),
            1 => quote,
        ];
        prop::collection::vec(block, 0..2).boxed()
    };
    let item = (paragraph(), more).prop_map(|(first, more)| {
        let mut item = vec![first];
        item.extend(more);
        item
    });
    (start(), prop::collection::vec(item, 1..3))
        .prop_map(|(start, items)| Block::List { start, items })
        .boxed()
}

fn table() -> impl Strategy<Value = Block> {
    (1..4_usize).prop_flat_map(|width| {
        let row = |cell: BoxedStrategy<Vec<Inline>>| prop::collection::vec(cell, width);
        let align = prop::sample::select(vec![
            None,
            Some(Align::Left),
            Some(Align::Center),
            Some(Align::Right),
        ]);
        (
            prop::collection::vec(align, width),
            row(plain().boxed()),
            prop::collection::vec(row(inlines().boxed()), 0..3),
        )
            .prop_map(|(align, head, rows)| Block::Table { align, head, rows })
    })
}

fn quote() -> impl Strategy<Value = Block> {
    let more = prop_oneof![3 => paragraph().boxed(), 1 => list(1, true)];
    (paragraph(), prop::collection::vec(more, 0..2)).prop_map(|(first, more)| {
        let mut blocks = vec![first];
        blocks.extend(more);
        Block::Quote(blocks)
    })
}

/// A section's text.
fn section() -> impl Strategy<Value = String> {
    let block = prop_oneof![
        4 => paragraph(),
        3 => list(3, false),
        1 => table(),
        1 => quote(),
        1 => code(),
        1 => Just(Block::Rule),
        1 => (1..4_u8, plain()).prop_map(|(level, content)| Block::Heading { level, content }),
    ];
    prop::collection::vec(block, 0..5).prop_map(|mut blocks| {
        let mut above = 3;
        for block in &mut blocks {
            if let Block::Heading { level, .. } = block {
                above = (above + 1).min(*level + 3);
                *level = above;
            }
        }
        blocks
            .dedup_by(|next, before| matches!((next, before), (Block::Quote(_), Block::Quote(_))));
        // What an empty section shows.
        let text = parse(&Document { blocks }.to_markdown()).to_markdown();
        let text = body_text(&text);
        let nothing = ["None", "-", "—", "- -", "\\-"].contains(&text.as_str());
        if nothing { String::new() } else { text }
    })
}

fn topic() -> impl Strategy<Value = String> {
    "[a-zé]{1,8}( [a-zé]{1,8}){0,4}\\??"
}

fn side() -> impl Strategy<Value = Side> {
    (
        text(),
        section(),
        section(),
        prop::collection::vec((topic(), section()), 0..3),
        section(),
        section(),
    )
        .prop_map(
            |(title, question, response, blocks, background, more)| Side {
                title,
                question,
                response,
                if_pressed: blocks
                    .into_iter()
                    .map(|(topic, text)| IfPressed { topic, text })
                    .collect(),
                background,
                additional_information: more,
            },
        )
}

fn note(reference: &'static str) -> impl Strategy<Value = Note> {
    let meta = (
        prop::option::of(0..3_000_i64),
        prop::sample::select(Marking::ALL),
        prop::sample::select(Status::ALL),
        prop::collection::vec("[a-zé,]{1,8}( [a-z]{1,5})?", 0..3),
    );
    (meta, side(), side()).prop_map(move |((day, marking, status, tags), en, fr)| Note {
        reference: reference.parse().unwrap(),
        meta: Metadata {
            date: day.map(|day| {
                NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + chrono::Duration::days(day)
            }),
            organization: "tbs-sct".to_owned(),
            minister: "PTB".to_owned(),
            status,
            marking,
            tags,
            from: None,
        },
        sides: Bilingual::new(Some(en), Some(fr)),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_note_exported_in_any_way_comes_back_field_for_field(note in note("TBS-2026-QP-11-00012")) {
        for way in ways() {
            let mut found = import(&export(std::slice::from_ref(&note), &way));
            prop_assert_eq!(found.len(), 1);
            let mut found = found.remove(0);
            found.problems.clear();
            prop_assert_eq!(found, shown(&note, &way, true), "{:?}", way);
        }
    }

    #[test]
    fn the_notes_of_a_binder_come_back_each_for_itself(
        notes in (note("A-1"), note("B-2"), note("C-3")),
        by_theme in any::<bool>(),
        way in prop::sample::select(ways()),
    ) {
        let notes = [notes.0, notes.1, notes.2];
        let way = ExportOptions { binder: Some(Binder { by_theme, ..Binder::default() }), ..way };
        let mut found = import(&export(&notes, &way));
        for note in &mut found {
            note.problems.clear();
        }
        found.sort_by_key(|note| note.reference.clone());
        let wanted: Vec<_> = notes.iter().map(|note| shown(note, &way, false)).collect();
        prop_assert_eq!(found, wanted);
    }
}

#[test]
fn a_side_that_is_missing_stays_missing() {
    let mut note = samples();
    note.sides[Lang::Fr] = None;
    for way in &ways()[2..] {
        let found = import(&export(std::slice::from_ref(&note), way)).remove(0);
        assert_eq!(found, shown(&note, way, true));
    }
}

/// A text as Word brings it back: in normal form, with the no-break spaces of French as plain ones.
fn normal(text: &str) -> String {
    body_text(&parse(text).to_markdown()).replace('\u{a0}', " ")
}

fn normal_side(side: &Side) -> Side {
    Side {
        title: side.title.replace('\u{a0}', " "),
        question: normal(&side.question),
        response: normal(&side.response),
        if_pressed: side
            .if_pressed
            .iter()
            .map(|block| IfPressed {
                topic: block.topic.replace('\u{a0}', " "),
                text: normal(&block.text),
            })
            .collect(),
        background: normal(&side.background),
        additional_information: normal(&side.additional_information),
    }
}

#[test]
fn the_notes_of_the_sample_notebook_come_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../notes/qp/2026");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let note = NoteFile::new(text).read().unwrap().note;
        for way in ways() {
            let shown = shown(&note, &way, true);
            if shown.sides.iter().all(|(_, side)| side.is_none()) {
                continue;
            }
            let mut found = import(&export(std::slice::from_ref(&note), &way)).remove(0);
            found.problems.clear();
            let sides = |note: &ImportedNote| {
                Lang::ALL.map(|lang| note.sides[lang].as_ref().map(normal_side))
            };
            assert_eq!(sides(&found), sides(&shown), "{} {way:?}", note.reference);
            let sides = shown.sides.clone();
            assert_eq!(ImportedNote { sides, ..found }, shown, "{}", note.reference);
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

/// A note whose own words are in the language of their side, so that nothing is told about them.
fn samples() -> Note {
    let side = Side {
        title: "Access delays at the department this year".to_owned(),
        question: "Why do people still wait for an answer to their requests?".to_owned(),
        response: "- We answer more requests than ever before [@a-guide#4.1.5].".to_owned(),
        if_pressed: vec![IfPressed {
            topic: "fees".to_owned(),
            text: "- The fee is five dollars.".to_owned(),
        }],
        background: "The act was amended in 2019.".to_owned(),
        additional_information: String::new(),
    };
    Note {
        reference: "TBS-2026-QP-11-00012".parse().unwrap(),
        meta: Metadata {
            date: NaiveDate::from_ymd_opt(2025, 12, 10),
            organization: "tbs-sct".to_owned(),
            minister: "PTB".to_owned(),
            status: Status::Approved,
            marking: Marking::ProtectedB,
            tags: vec!["access".to_owned(), "fees and delays".to_owned()],
            from: None,
        },
        sides: Bilingual::new(Some(side), None),
    }
}
