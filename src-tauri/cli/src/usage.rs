//! What is said of arguments that make no sense: the parser's own words, or the same in French.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use qp_core::lang::Lang;

/// The message about arguments that could not be parsed, with a line end.
pub(crate) fn message(error: &clap::Error, lang: Lang) -> String {
    match lang {
        Lang::En => error.render().to_string(),
        Lang::Fr => french(error),
    }
}

fn french(error: &clap::Error) -> String {
    let of = |kind| context(error, kind);
    let (argument, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let mut text = match error.kind() {
        ErrorKind::MissingRequiredArgument => {
            format!("il manque un argument obligatoire\u{a0}: {argument}")
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "il manque une commande".to_owned()
        }
        ErrorKind::InvalidSubcommand => format!(
            "commande inconnue\u{a0}: «\u{a0}{}\u{a0}»",
            of(ContextKind::InvalidSubcommand)
        ),
        ErrorKind::UnknownArgument => format!("argument inattendu\u{a0}: «\u{a0}{argument}\u{a0}»"),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("il manque une valeur à {argument}")
        }
        ErrorKind::InvalidValue => format!(
            "«\u{a0}{value}\u{a0}» n’est pas une valeur de {argument} (valeurs permises\u{a0}: {})",
            of(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => {
            format!("«\u{a0}{value}\u{a0}» n’est pas une valeur de {argument}")
        }
        ErrorKind::ArgumentConflict => format!("{argument} ne peut pas être donné ainsi deux fois"),
        _ => format!("mauvaise utilisation\u{a0}: {argument} {value}"),
    };
    if let Some(cause) = std::error::Error::source(error) {
        text = format!("{text}\u{a0}: {cause}");
    }
    let suggestions = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .map(of)
    .join("");
    if !suggestions.is_empty() {
        text = format!("{text}\n\n  suggestion\u{a0}: {suggestions}");
    }
    format!("erreur\u{a0}: {text}\n\nPour en savoir plus, essayez «\u{a0}--help\u{a0}».\n")
}

/// What the parser knows about the error under that heading, as text; empty where nothing.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::parse;

    #[test]
    fn wrong_usage_is_told_in_french_with_what_is_wrong() {
        for (typed, told) in [
            ("qp", "il manque une commande"),
            ("qp serach", "commande inconnue\u{a0}: «\u{a0}serach\u{a0}»"),
            ("qp serach", "suggestion\u{a0}: search"),
            (
                "qp export A",
                "il manque un argument obligatoire\u{a0}: --output",
            ),
            (
                "qp list --colour",
                "argument inattendu\u{a0}: «\u{a0}--colour\u{a0}»",
            ),
            (
                "qp list --kind page",
                "«\u{a0}page\u{a0}» n’est pas une valeur de --kind",
            ),
            ("qp list --kind page", "note, policy"),
            ("qp list --kind", "il manque une valeur à --kind"),
            (
                "qp search a --from soon",
                "«\u{a0}soon\u{a0}» n’est pas une valeur de --from",
            ),
            (
                "qp search a --limit 0",
                "«\u{a0}0\u{a0}» n’est pas une valeur de --limit",
            ),
            (
                "qp search a --sort date --sort title",
                "ne peut pas être donné",
            ),
        ] {
            let error = parse(typed.split_whitespace().map(Into::into).collect()).expect_err(typed);
            let message = message(&error, Lang::Fr);
            assert!(message.contains(told), "{typed}: {message}");
        }
    }
}
