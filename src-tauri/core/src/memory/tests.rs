use proptest::prelude::*;

use super::words::{is_figure, key, words};
use super::*;
use crate::difference::Standing;
use crate::lang::Lang;

fn origin(reference: &str, date: &str) -> PairOrigin {
    PairOrigin {
        reference: Some(reference.to_owned()),
        section: Some(Section::Response),
        date: date.parse().ok(),
        file: None,
    }
}

fn pair(en: &str, fr: &str) -> Pair {
    Pair {
        texts: Bilingual::new(Passage::of_markdown(en), Passage::of_markdown(fr)),
        section: Some(Section::Response),
        kind: PairKind::Block,
    }
}

fn put(memory: &mut Memory, reference: &str, date: &str, pairs: &[(&str, &str)]) {
    let pairs: Vec<(Pair, PairOrigin)> = pairs
        .iter()
        .map(|(en, fr)| (pair(en, fr), origin(reference, date)))
        .collect();
    memory.put(&Contributor::Note(reference.to_owned()), pairs);
}

fn targets(memory: &Memory, text: &str, from: Lang) -> Vec<(u8, String)> {
    memory
        .lookup(text, from, 10)
        .into_iter()
        .map(|found| (found.percent, found.target.text))
        .collect()
}

#[test]
fn the_same_passage_comes_first_then_the_closest() {
    let mut memory = Memory::default();
    put(
        &mut memory,
        "A",
        "2026-01-01",
        &[
            (
                "The government takes privacy very seriously today.",
                "close",
            ),
            ("The government takes privacy seriously.", "same"),
            ("The government takes no position.", "far"),
            ("Nothing of the kind was said.", "other"),
        ],
    );
    assert_eq!(
        targets(
            &memory,
            "the government takes  **privacy** seriously",
            Lang::En
        ),
        [
            (100, "same".to_owned()),
            (71, "close".to_owned()),
            (60, "far".to_owned())
        ]
    );
    assert_eq!(targets(&memory, "same", Lang::Fr).len(), 1);
    assert_eq!(targets(&memory, "", Lang::Fr), []);
}

#[test]
fn the_words_that_differ_are_told_and_figures_put_right() {
    let mut memory = Memory::default();
    let pairs = [(
        "We spent $4 million in 2024.",
        "Nous avons dépensé 4 millions de dollars en 2024.",
    )];
    put(&mut memory, "A", "2026-01-01", &pairs);
    let found = memory.lookup("We spent $5 million in 2024.", Lang::En, 5);
    let [found] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(found.percent, 91);
    let differing: Vec<(Standing, &str)> = found
        .difference
        .iter()
        .filter(|piece| piece.standing != Standing::Same)
        .map(|piece| (piece.standing, piece.text.as_str()))
        .collect();
    assert_eq!(
        differing,
        [(Standing::Removed, "4"), (Standing::Added, "5")]
    );
    let suggestion = found
        .suggestion
        .as_ref()
        .map(|passage| passage.text.as_str());
    assert_eq!(
        suggestion,
        Some("Nous avons dépensé 5 millions de dollars en 2024.")
    );
}

#[test]
fn a_pair_is_kept_once_with_all_who_brought_it_newest_first() {
    let mut memory = Memory::default();
    let pairs = [("It is safe.", "C’est sûr.")];
    put(&mut memory, "A", "2026-01-01", &pairs);
    put(
        &mut memory,
        "C",
        "2026-03-01",
        &[("it is  safe", "C'est sûr")],
    );
    put(&mut memory, "B", "2026-02-01", &pairs);
    assert_eq!(memory.len(), 2);
    let found = memory.lookup("It is safe", Lang::En, 5);
    let [found] = found.as_slice() else {
        panic!("{found:?}")
    };
    let references: Vec<&str> = found
        .origins
        .iter()
        .filter_map(|origin| origin.reference.as_deref())
        .collect();
    assert_eq!((references, found.uses), (vec!["C", "B", "A"], 3));
    assert_eq!(found.target.text, "C'est sûr");

    memory.remove(&Contributor::Note("C".to_owned()));
    memory.remove(&Contributor::Note("A".to_owned()));
    let found = memory.lookup("It is safe", Lang::En, 5);
    assert_eq!(
        (found[0].uses, found[0].target.text.as_str()),
        (1, "C’est sûr.")
    );
    memory.remove(&Contributor::Note("B".to_owned()));
    assert!(memory.is_empty() && memory.lookup("It is safe", Lang::En, 5).is_empty());
}

#[test]
fn what_a_note_no_longer_says_is_forgotten() {
    let mut memory = Memory::default();
    for round in 0..1_200 {
        let en = format!("Number {round} is said once.");
        let fr = format!("Le numéro {round} est dit une fois.");
        put(
            &mut memory,
            "A",
            "2026-01-01",
            &[(&en, &fr), ("It stays here.", "Il reste ici.")],
        );
    }
    assert_eq!(memory.len(), 2);
    assert!(
        memory.units.len() < 1_200,
        "the idle ones are removed in the end"
    );
    let found = targets(&memory, "Number 1199 is said once.", Lang::En);
    assert_eq!(
        found,
        [(100, "Le numéro 1199 est dit une fois.".to_owned())]
    );
    assert_eq!(targets(&memory, "It stays here.", Lang::En).len(), 1);
}

#[test]
fn sentences_of_an_unknown_passage_are_asked_for_one_by_one() {
    let mut memory = Memory::default();
    let pairs = [
        ("It began in May.", "Il a commencé en mai."),
        ("It ended in June.", "Il a pris fin en juin."),
    ];
    put(&mut memory, "A", "2026-01-01", &pairs);
    let found = memory.lookup("It began in May. Nobody knew of it before.", Lang::En, 5);
    let told: Vec<(&str, bool)> = found
        .iter()
        .map(|found| (found.asked.as_str(), found.exact))
        .collect();
    assert_eq!(told, [("It began in May.", true)]);
}

#[test]
fn each_block_of_a_text_is_asked_for_and_a_book_is_no_question() {
    let mut memory = Memory::default();
    let pairs = [("It began in May.", "Il a commencé en mai.")];
    put(&mut memory, "A", "2026-01-01", &pairs);
    let found = memory.lookup("- Nothing here\n- It began in May.", Lang::En, 5);
    assert_eq!(found.len(), 1);
    let book = "It began in May.\n\n".repeat(1_000);
    assert_eq!(memory.lookup(&book, Lang::En, 5).len(), 101);
}

/// How much two texts have in common, counted without any index.
fn by_hand(a: &str, b: &str) -> usize {
    let (a, b) = (words(a), words(b));
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let replaced = |a: &String, b: &String| match (a == b, is_figure(a) && is_figure(b)) {
                (true, _) => 0,
                (_, true) => 1,
                _ => 2,
            };
            rows[i][j] = match (i, j) {
                (0, j) => 2 * j,
                (i, 0) => 2 * i,
                (i, j) => (rows[i - 1][j] + 2)
                    .min(rows[i][j - 1] + 2)
                    .min(rows[i - 1][j - 1] + replaced(&a[i - 1], &b[j - 1])),
            };
        }
    }
    let longer = 2 * a.len().max(b.len()).max(1);
    (longer - rows[a.len()][b.len()]) * 100 / longer
}

proptest! {
    #[test]
    fn nothing_that_is_close_is_missed(
        kept in proptest::collection::vec("([a-e]|[1-3]{1,2}| |, ){1,16}", 1..20),
        asked in "([a-e]|[1-3]{1,2}| ){1,16}",
    ) {
        let mut memory = Memory::default();
        let source = |text: &str| format!("x {} y", text.split_whitespace().collect::<Vec<_>>().join(" "));
        for (index, text) in kept.iter().enumerate() {
            put(&mut memory, &index.to_string(), "2026-01-01", &[(&source(text), &format!("T{index}"))]);
        }
        let asked = source(&asked);
        let found = memory.lookup(&asked, Lang::En, 100);
        for (index, text) in kept.iter().enumerate() {
            let percent = by_hand(&asked, &source(text));
            let target = format!("T{index}");
            let told = found.iter().find(|found| found.target.text == target).map(|found| found.percent);
            let is_same = key(&asked) == key(&source(text));
            let expected = if is_same {
                Some(100)
            } else {
                (percent >= LEAST).then(|| u8::try_from(percent.min(99)).unwrap())
            };
            prop_assert_eq!(told, expected, "{:?} {:?}", asked, text);
        }
    }
}
