//! A sentence in both languages: the same concepts and figures in the same order, each language
//! with its own small words, elisions and ways to write a number.

use qp_core::lang::{Bilingual, Lang};

use super::dice::{Dice, Weighted};
use super::vocabulary::Vocabulary;
use super::words::{LINKS, OPENINGS};

const MONTHS: [(&str, &str); 12] = [
    ("January", "janvier"),
    ("February", "février"),
    ("March", "mars"),
    ("April", "avril"),
    ("May", "mai"),
    ("June", "juin"),
    ("July", "juillet"),
    ("August", "août"),
    ("September", "septembre"),
    ("October", "octobre"),
    ("November", "novembre"),
    ("December", "décembre"),
];

/// What sentences are made with, the same for all notes.
#[derive(Debug)]
pub(super) struct Grammar {
    links: Weighted,
}

impl Grammar {
    pub(super) fn new() -> Self {
        Self {
            links: Weighted::new(LINKS.iter().map(|(_, _, weight)| *weight)),
        }
    }

    /// A sentence with so many concepts, which `concept` chooses; with its full stop.
    pub(super) fn sentence(
        &self,
        dice: &mut Dice,
        vocabulary: &Vocabulary,
        apostrophe: char,
        concepts: usize,
        mut concept: impl FnMut(&mut Dice) -> usize,
    ) -> Bilingual<String> {
        let (en, fr) = dice.pick(OPENINGS);
        let mut sentence = Bilingual::new(en.to_owned(), fr.to_owned());
        for at in 0..concepts {
            let (en, fr, _) = if at == 0 {
                LINKS[0]
            } else {
                LINKS[self.links.roll(dice)]
            };
            let word = if dice.chance(5) {
                figure(dice)
            } else {
                let concept = concept(dice);
                let form = Vocabulary::form(dice);
                let mut word = Bilingual::new(
                    vocabulary.word(concept, form, Lang::En),
                    vocabulary.word(concept, form, Lang::Fr),
                );
                if dice.chance(2) && !word.en.ends_with('s') {
                    word.en.push_str("’s");
                }
                word
            };
            join(&mut sentence.en, en, &word.en);
            join_elided(&mut sentence.fr, fr, &word.fr);
            if at + 3 < concepts && dice.chance(7) {
                sentence.en.push(',');
                sentence.fr.push(',');
            }
        }
        sentence.map(|_, mut text| {
            text.push('.');
            if apostrophe == '’' {
                text
            } else {
                text.replace('’', &apostrophe.to_string())
            }
        })
    }
}

fn join(text: &mut String, link: &str, word: &str) {
    for part in [link, word] {
        if !part.is_empty() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(part);
        }
    }
}

/// Joins with the elision that French wants before a vowel.
fn join_elided(text: &mut String, link: &str, word: &str) {
    if !word.starts_with(is_vowel) {
        return join(text, link, word);
    }
    for (whole, short) in [
        ("de la", "de l’"),
        ("du", "de l’"),
        ("le", "l’"),
        ("la", "l’"),
        ("de", "d’"),
        ("que", "qu’"),
    ] {
        if let Some(before) = link.strip_suffix(whole)
            && (before.is_empty() || before.ends_with(' '))
        {
            join(text, before.trim_end(), &format!("{short}{word}"));
            return;
        }
    }
    join(text, link, word);
}

fn is_vowel(letter: char) -> bool {
    "aeiouéèêàâîôûAEIOUÉÈÊÀÂÎÔÛ".contains(letter)
}

/// An amount, a share, a number, a year or a date, as each language writes it.
fn figure(dice: &mut Dice) -> Bilingual<String> {
    match dice.roll(6) {
        0 => {
            let (whole, tenth) = (dice.between(1, 95), 1 + dice.roll(9));
            let fr = if whole > 1 { "millions" } else { "million" };
            Bilingual::new(
                format!("${whole}.{tenth} million"),
                format!("{whole},{tenth} {fr} de dollars"),
            )
        }
        1 => {
            let span = dice.between(9_000, 900_000);
            let number = 1_000 + dice.roll(span);
            Bilingual::new(grouped(number, ","), grouped(number, "\u{a0}"))
        }
        2 => {
            let share = dice.between(1, 98);
            Bilingual::new(format!("{share}%"), format!("{share}\u{a0}%"))
        }
        3 => {
            let dollars = (1 + dice.roll(4_000)) * 2_500;
            Bilingual::new(
                format!("${}", grouped(dollars, ",")),
                format!("{}\u{a0}$", grouped(dollars, "\u{a0}")),
            )
        }
        4 => {
            let year = (2_010 + dice.roll(20)).to_string();
            Bilingual::new(year.clone(), year)
        }
        _ => {
            let (day, year) = (1 + dice.roll(28), 2_014 + dice.roll(13));
            let (en, fr) = dice.pick(&MONTHS);
            Bilingual::new(format!("{en} {day}, {year}"), format!("{day} {fr} {year}"))
        }
    }
}

fn grouped(number: usize, between: &str) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(between);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(link: &str, word: &str) -> String {
        let mut text = String::from("Dit");
        join_elided(&mut text, link, word);
        text
    }

    #[test]
    fn french_elides_before_a_vowel_only() {
        for (link, word, text) in [
            ("de la", "équité", "Dit de l’équité"),
            ("que le", "accès", "Dit que l’accès"),
            ("à la", "école", "Dit à l’école"),
            ("que", "il", "Dit qu’il"),
            ("entre", "amis", "Dit entre amis"),
            ("de la", "paye", "Dit de la paye"),
            ("", "été", "Dit été"),
        ] {
            assert_eq!(joined(link, word), text);
        }
    }

    #[test]
    fn digits_are_grouped_by_three() {
        assert_eq!(grouped(1_250_000, ","), "1,250,000");
        assert_eq!(grouped(12_000, "\u{a0}"), "12\u{a0}000");
        assert_eq!(grouped(999, ","), "999");
    }
}
