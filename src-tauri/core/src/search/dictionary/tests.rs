//! Claims about what is learned.

use std::fs;

use super::*;
use crate::search::Index;
use crate::search::analysis::words;
use crate::search::tests::{note, side};

/// Twelve notes, each of one short bullet on two of these words: English, French.
const WORDS: [(&str, &str); 6] = [
    ("harbour", "port"),
    ("lighthouse", "phare"),
    ("ferry", "traversier"),
    ("dredging", "dragage"),
    ("anchor", "ancre"),
    ("captain", "capitaine"),
];

fn notes() -> Index {
    let index = Index::in_memory().unwrap();
    let mut number = 0;
    for (at, (en, fr)) in WORDS.into_iter().enumerate() {
        for (other_en, other_fr) in WORDS.into_iter().skip(at + 1) {
            number += 1;
            let reference = format!("TC-2026-QP-{number:05}");
            let en = side(
                "",
                &format!("- The {en} needs a {other_en}.\n- Number {number}."),
            );
            let fr = side(
                "",
                &format!("- Le {fr} exige un {other_fr}.\n- Numéro {number}."),
            );
            index
                .put_note(&note(&reference, "2026-01-02", Some(en), Some(fr)), "1")
                .unwrap();
        }
    }
    index.commit().unwrap();
    index
}

fn learned(index: &Index) -> Dictionary {
    index.asking(Dictionary::learn).unwrap()
}

fn forms<'a>(dictionary: &'a Dictionary, lang: Lang, word: &str) -> Vec<&'a str> {
    let analyzer = Analyzer::new();
    let word = &words(word)[0];
    let stems = analyzer.stems(lang, word);
    let found = dictionary.translations(lang, stems.first()).iter();
    found.map(|translation| translation.form.as_str()).collect()
}

#[test]
fn words_are_learned_in_both_directions_from_notes() {
    let dictionary = learned(&notes());
    for (en, fr) in WORDS {
        assert_eq!(forms(&dictionary, Lang::En, en), [fr]);
        assert_eq!(forms(&dictionary, Lang::Fr, fr), [en]);
    }
    assert_eq!(dictionary.items(), 15);
}

#[test]
fn what_was_seen_together_once_is_not_believed() {
    let index = Index::in_memory().unwrap();
    let en = side("", "- The walrus slept.");
    let fr = side("", "- La loutre dormait.");
    let note = note("TC-2026-QP-00001", "2026-01-02", Some(en), Some(fr));
    index.put_note(&note, "1").unwrap();
    index.commit().unwrap();
    assert!(forms(&learned(&index), Lang::En, "walrus").is_empty());
}

#[test]
fn in_a_notebook_of_a_few_notes_chance_is_no_evidence() {
    let index = Index::in_memory().unwrap();
    for number in 0..6 {
        let word = ["tower", "kiosk"][number % 2];
        let en = side("", &format!("The {word} of text number {number}."));
        let fr = side("", &format!("Le texte du sujet {number}, {word}."));
        let reference = format!("TC-2026-QP-{number:05}");
        index
            .put_note(&note(&reference, "2026-01-02", Some(en), Some(fr)), "1")
            .unwrap();
    }
    index.commit().unwrap();
    let dictionary = learned(&index);
    assert_eq!(forms(&dictionary, Lang::En, "number"), [""; 0]);
    assert!(!forms(&dictionary, Lang::En, "tower").contains(&"sujet"));
}

#[test]
fn what_is_copied_from_note_to_note_counts_once() {
    let index = Index::in_memory().unwrap();
    for number in 1..20 {
        let en = side("", "- The walrus slept.");
        let fr = side("", "- La loutre dormait.");
        let reference = format!("TC-2026-QP-{number:05}");
        let note = note(&reference, "2026-01-02", Some(en), Some(fr));
        index.put_note(&note, "1").unwrap();
    }
    index.commit().unwrap();
    assert!(forms(&learned(&index), Lang::En, "walrus").is_empty());
}

#[test]
fn the_glossary_is_known_from_the_start_and_stays() {
    for dictionary in [Dictionary::of_glossary(&Analyzer::new()), learned(&notes())] {
        for (lang, word, meant) in [
            (Lang::En, "housing", "logement"),
            (Lang::Fr, "sondages", "survey"),
            (Lang::Fr, "securite", "security"),
            (Lang::En, "budgets", "budget"),
        ] {
            let found = forms(&dictionary, lang, word);
            assert!(found.contains(&meant), "{word}: {found:?}");
        }
    }
}

#[test]
fn every_line_of_the_glossary_is_a_word_a_side() {
    let lines = GLOSSARY.lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for line in lines {
        let (en, fr) = line.split_once('=').unwrap();
        for side in std::iter::once(en).chain(fr.split(',')) {
            assert_eq!(words(side).len(), 1, "{line}");
        }
        count += 1;
    }
    assert!(count > 300);
}

#[test]
fn learning_the_same_notes_again_gives_the_same() {
    assert_eq!(learned(&notes()), learned(&notes()));
}

#[test]
fn a_dictionary_is_kept_and_a_damaged_one_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("index.dictionary");
    assert_eq!(Dictionary::load(&path), None);
    let dictionary = learned(&notes());
    dictionary.keep(&path).unwrap();
    assert_eq!(Dictionary::load(&path), Some(dictionary));
    let bytes = fs::read(&path).unwrap();
    for at in [0, 20, bytes.len() / 2, bytes.len() - 1] {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        fs::File::create(&path)
            .unwrap()
            .write_all(&damaged)
            .unwrap();
        assert_eq!(Dictionary::load(&path), None, "byte {at}");
    }
    fs::File::create(&path)
        .unwrap()
        .write_all(&bytes[..bytes.len() / 2])
        .unwrap();
    assert_eq!(Dictionary::load(&path), None);
}
