//! The sentences of the made-up corpus with their topics, figures and places put in.

use qp_core::lang::Lang;

use crate::corpus::Topic;

const PLACES: [&str; 12] = [
    "Moncton",
    "Rimouski",
    "Churchill",
    "Prince Rupert",
    "Gander",
    "Whitehorse",
    "Sault Ste. Marie",
    "Drummondville",
    "Medicine Hat",
    "Charlottetown",
    "Kenora",
    "Chibougamau",
];

/// The figures of one document, the same in both its languages.
pub(crate) struct Figures {
    /// Another one for each document.
    pub(crate) seed: usize,
}

impl Figures {
    /// A figure between `least` and `least + range`, another one for each `which`.
    pub(crate) fn of(&self, which: usize, least: usize, range: usize) -> usize {
        // A multiplication by a large odd number spreads neighbouring seeds.
        let mixed = (self.seed * 31 + which)
            .wrapping_mul(2_654_435_761)
            .wrapping_add(self.seed);
        least + (mixed >> 7) % range
    }

    /// A template with its figures and its topic put in.
    pub(crate) fn filled(&self, template: &str, topic: &Topic, lang: Lang) -> String {
        let number = self.of(1, 1_100, 8_700);
        let (millions, tenth) = (self.of(2, 11, 880), self.of(3, 1, 9));
        let percent = self.of(4, 3, 90);
        let (number, amount, percent) = match lang {
            Lang::En => (
                format!("{},{:03}", number / 1000, number % 1000),
                format!("${millions}.{tenth} million"),
                format!("{percent}%"),
            ),
            Lang::Fr => (
                format!("{}\u{a0}{:03}", number / 1000, number % 1000),
                format!("{millions},{tenth}\u{a0}millions de dollars"),
                format!("{percent}\u{a0}%"),
            ),
        };
        template
            .replace("{en}", &topic.en)
            .replace("{le}", &topic.le)
            .replace("{de}", &topic.de)
            .replace("{n}", &number)
            .replace("{amount}", &amount)
            .replace("{pct}", &percent)
            .replace("{place}", PLACES[self.of(5, 0, PLACES.len())])
    }
}

/// One language of a pair.
pub(crate) fn side(pair: &(String, String), lang: Lang) -> &str {
    match lang {
        Lang::En => &pair.0,
        Lang::Fr => &pair.1,
    }
}

/// The text with a capital at its start.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_the_same_in_both_languages_each_in_its_convention() {
        let topics: Vec<Topic> = serde_saphyr::from_str(include_str!("topics.yaml")).unwrap();
        let figures = Figures { seed: 7 };
        let written = |lang| figures.filled("{amount} {n} {pct}", &topics[0], lang);
        let digits =
            |text: String| -> String { text.chars().filter(char::is_ascii_digit).collect() };
        assert!(written(Lang::En).starts_with('$'));
        assert!(written(Lang::Fr).contains("\u{a0}millions de dollars"));
        assert_eq!(digits(written(Lang::En)), digits(written(Lang::Fr)));
    }
}
