//! Marks that an author leaves where something is still to be filled in.

use std::sync::LazyLock;

use regex::Regex;

/// Marks that are never words: `XX`, `20XX`, `XX,XXX` as one, `TBC`, `TBD`, `[…]`.
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        \[ \s* (?: … | \.{3} ) \s* \]
        | \b \d* x{2,} (?: [.,\u{a0}\u{202f}-] x{2,} )* \b
        | \b tb[cd] \b",
    )
    .unwrap()
});

/// Words that are a placeholder only where they stand for something: see [`stands_alone`].
#[expect(clippy::unwrap_used, reason = "the pattern is a constant")]
static PHRASE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)\b[àa]\s(confirmer|venir)\b").unwrap());

/// The placeholders in one line of text, in order, as written.
pub(super) fn in_line(line: &str) -> Vec<&str> {
    let mut found: Vec<regex::Match<'_>> = MARK.find_iter(line).collect();
    for phrase in PHRASE.captures_iter(line) {
        if let (Some(whole), Some(verb)) = (phrase.get(0), phrase.get(1)) {
            let coming = verb.as_str().eq_ignore_ascii_case("venir");
            if stands_alone(&line[..whole.start()], &line[whole.end()..], coming) {
                found.push(whole);
            }
        }
    }
    found.sort_by_key(regex::Match::start);
    found.iter().map(regex::Match::as_str).collect()
}

/// Whether the words between `before` and `after` stand for something that is to be filled in.
///
/// *À confirmer* does unless a word follows (`tend à confirmer que`). *À venir* also ends ordinary
/// sentences (`dans les mois à venir`): it does only where nothing but a mark comes before.
fn stands_alone(before: &str, after: &str, coming: bool) -> bool {
    let ended = !after.trim_start().starts_with(char::is_alphanumeric);
    let opened = match before.trim_end().chars().next_back() {
        None => true,
        Some(last) => matches!(last, ':' | '(' | '[' | '–' | '—' | '-' | '=' | '/'),
    };
    ended && (opened || !coming)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_be_filled_in_is_found() {
        for (line, expect) in [
            ("XX employees", vec!["XX"]),
            ("XXX and xx", vec!["XXX", "xx"]),
            ("about XX,XXX requests", vec!["XX,XXX"]),
            (
                "environ XX\u{a0}XXX demandes, XX\u{a0}%",
                vec!["XX\u{a0}XXX", "XX"],
            ),
            ("$XX million", vec!["XX"]),
            ("in 20XX", vec!["20XX"]),
            ("on 2026-XX-XX", vec!["XX-XX"]),
            ("date TBC; cost (TBD)", vec!["TBC", "TBD"]),
            ("the rest […] follows [...]", vec!["[…]", "[...]"]),
            ("Le nombre est à confirmer.", vec!["à confirmer"]),
            ("12\u{a0}000 (À CONFIRMER)", vec!["À CONFIRMER"]),
            ("Date\u{a0}: à venir", vec!["à venir"]),
            ("[à venir]", vec!["à venir"]),
            ("À venir.", vec!["À venir"]),
        ] {
            assert_eq!(in_line(line), expect, "{line:?}");
        }
    }

    #[test]
    fn ordinary_words_are_no_placeholder() {
        for line in [
            "",
            "[redacted] [Redacted] [ * ]",
            "au XXe siècle, la taille XXL",
            "X, formerly Twitter",
            "Exxon, 2xx4",
            "et ainsi de suite… jusqu’à la fin...",
            "au cours des mois à venir.",
            "les années à venir, nous",
            "Les données tendent à confirmer que le délai diminue",
            "amené à venir témoigner",
            "the TBDs' list",
        ] {
            assert_eq!(in_line(line), Vec::<&str>::new(), "{line:?}");
        }
    }
}
