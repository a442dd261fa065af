//! The language in which the terminal is spoken to: English or French.

use std::env;
use std::ffi::OsString;
use std::sync::OnceLock;

use qp_core::lang::{Bilingual, Lang};

/// Chosen once, before anything is said; the help texts are built in it.
static CHOSEN: OnceLock<Lang> = OnceLock::new();

/// Chooses the language: `--ui-lang`, else the locale's, else English.
pub(crate) fn choose(arguments: &[OsString]) -> Lang {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| env::var(name).unwrap_or_default());
    *CHOSEN.get_or_init(|| asked_for(arguments).unwrap_or_else(|| of_locale(&locale)))
}

/// The chosen language.
pub(crate) fn chosen() -> Lang {
    CHOSEN.get().copied().unwrap_or(Lang::En)
}

/// The text in the chosen language.
pub(crate) fn say(en: &'static str, fr: &'static str) -> &'static str {
    Bilingual::new(en, fr)[chosen()]
}

/// What `--ui-lang` says, looked for before the arguments are parsed: the parser's own words are in
/// that language too. A value that is not a language is left to the parser to refuse.
fn asked_for(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments
        .iter()
        .map(|word| word.to_string_lossy())
        .take_while(|word| word != "--");
    while let Some(word) = words.next() {
        if word == "--ui-lang" {
            return words.next().and_then(|value| Lang::from_code(&value));
        }
        if let Some(value) = word.strip_prefix("--ui-lang=") {
            return Lang::from_code(value);
        }
    }
    None
}

/// The language of the first locale variable that is set, as POSIX has it.
fn of_locale(values: &[String]) -> Lang {
    values
        .iter()
        .find(|value| !value.is_empty())
        .and_then(|value| Lang::from_code(value))
        .unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_names_the_language_in_both_its_shapes() {
        for (words, lang) in [
            (&["qp", "list"][..], None),
            (&["qp", "--ui-lang", "fr", "list"], Some(Lang::Fr)),
            (&["qp", "list", "--ui-lang=en"], Some(Lang::En)),
            (&["qp", "search", "--", "--ui-lang=fr"], None),
            (&["qp", "--ui-lang"], None),
            (&["qp", "--ui-lang", "de"], None),
        ] {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            assert_eq!(asked_for(&words), lang, "{words:?}");
        }
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        for (values, lang) in [
            (["", "", ""], Lang::En),
            (["fr_CA.UTF-8", "en_CA.UTF-8", "en_CA.UTF-8"], Lang::Fr),
            (["", "", "fr_FR"], Lang::Fr),
            (["C", "", "fr_CA.UTF-8"], Lang::En),
            (["", "de_DE.UTF-8", "fr_CA.UTF-8"], Lang::En),
        ] {
            assert_eq!(of_locale(&values.map(str::to_owned)), lang, "{values:?}");
        }
    }
}
