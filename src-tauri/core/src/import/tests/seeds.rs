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
        match import_bytes(&name, &bytes).unwrap() {
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
