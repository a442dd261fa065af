//! The real documents that development is checked against, where they are at hand: the folder
//! that `QP_SEEDS` names.

use std::path::PathBuf;

use super::*;
use crate::import::import_bytes;
use crate::policy::PolicyFile;

fn seeds() -> Vec<(String, Vec<u8>)> {
    let Some(folder) = std::env::var_os("QP_SEEDS").map(PathBuf::from) else {
        println!("skipped: QP_SEEDS names no folder of real documents");
        return Vec::new();
    };
    let mut found: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| {
            (
                path.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read(path).unwrap(),
            )
        })
        .collect();
    found.sort();
    found
}

/// Shows what each document becomes, to be read beside its source.
#[test]
#[ignore = "prints; for reading"]
fn show() {
    for (name, bytes) in seeds() {
        println!("\n######## {name}");
        match only(import_bytes(&name, &bytes)) {
            Imported::Note(note) => println!("{note:#?}"),
            Imported::Policy(policy) => {
                println!("{}", PolicyFile::of(&policy.policy).text());
                for excerpt in policy
                    .policy
                    .sides
                    .iter()
                    .filter_map(|(_, side)| side.as_ref())
                    .flat_map(|side| &side.excerpts)
                {
                    println!(
                        "{} | {} | {} | {}",
                        excerpt.anchor, excerpt.label, excerpt.level, excerpt.heading
                    );
                }
                for problem in policy.problems {
                    println!("{:?} {:?}", problem.code, problem.params);
                }
            }
        }
    }
}

/// What of each document stands in fields as something else than its words, by the document's
/// number: labels, names that became codes, the signs of inner bullets.
fn consumed(name: &str, text: &str) -> String {
    let inner = text
        .lines()
        .filter(|line| line.trim_start().starts_with("o "))
        .map(|_| "o ")
        .collect::<String>();
    let fields = match name.get(..3) {
        Some("000") => format!(
            "{LABELS_FR} 19 juin 2025 Secrétariat du Conseil du Trésor du Canada Ali, Shafqat \
             (L’hon.) Président du Conseil du Trésor Si pressé aucun"
        ),
        Some("002") => "Date de modification 2024-07-11".to_owned(),
        Some("004") => "Date de modification 2025-02-26".to_owned(),
        _ => String::new(),
    };
    inner + &fields
}

#[test]
fn real_documents_lose_no_word() {
    for (name, bytes) in seeds() {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let imported = only(import_bytes(&name, &bytes));
        let lost = lost(&text, &imported, &consumed(&name, &text));
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

/// A preamble and four numbered parts, each with its headed parts.
const PARTS_003: usize = 1 + (1 + 4) + (1 + 5) + (1 + 5) + (1 + 3);
/// A preamble, a heading above all, and four themes, each with its headed parts.
const PARTS_004: usize = 1 + 1 + (1 + 4) + (1 + 4) + (1 + 5) + (1 + 3);

#[test]
fn real_documents_have_the_parts_that_a_reader_sees() {
    for (name, bytes) in seeds() {
        let imported = only(import_bytes(&name, &bytes));
        let (lang, parts) = match &imported {
            Imported::Note(note) => {
                let side = note.sides.fr.as_ref().unwrap();
                assert_eq!(note.problems, []);
                assert!(note.reference.is_some() && note.date.is_some());
                assert_eq!(
                    (note.organization.as_str(), note.minister.as_str()),
                    ("tbs-sct", "PTB")
                );
                assert_eq!(side.if_pressed[0].text.matches("\n- ").count(), 2);
                (note.sides.en.is_none(), side.if_pressed.len())
            }
            Imported::Policy(policy) => {
                let side = policy.policy.sides.fr.as_ref().unwrap();
                (policy.policy.sides.en.is_none(), side.excerpts.len())
            }
        };
        assert!(lang, "{name} is French only");
        let expected = match name.get(..3) {
            Some("000") => 1,
            Some("001") => 8 + 1 + 11,
            Some("002") => 1 + 4,
            Some("003") => PARTS_003,
            Some("004") => PARTS_004,
            _ => continue,
        };
        assert_eq!(parts, expected, "{name}");
    }
}
