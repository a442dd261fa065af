//! The heads and feet of pages: the security marking is taken from them.

use std::sync::LazyLock;

use regex::Regex;

use super::part;
use super::runs::{look_through, text_in};
use crate::import::{ImportError, chrome};
use crate::lang::Lang;
use crate::note::Marking;

/// Every marking in either language, as a word of its own.
static MARKINGS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let labels: Vec<String> = Marking::ALL
        .iter()
        .rev()
        .flat_map(|marking| Lang::ALL.map(|lang| regex::escape(marking.label(lang))))
        .map(|label| label.replace(' ', r"\s+"))
        .collect();
    let all = labels.join("|");
    Regex::new(&format!(
        r"(?i)(?:^|[^\p{{L}}\p{{N}}])({all})(?:$|[^\p{{L}}\p{{N}}])"
    ))
    .ok()
});

/// The highest marking that a text names.
fn highest(text: &str) -> Option<Marking> {
    let mut found = None;
    let mut rest = text;
    while let Some(label) = MARKINGS.as_ref()?.captures(rest)?.get(1) {
        let words: Vec<&str> = label.as_str().split_whitespace().collect();
        found = found.max(words.join(" ").parse().ok());
        rest = &rest[label.end()..];
        if MARKINGS.as_ref()?.captures(rest).is_none() {
            break;
        }
    }
    found
}

/// The marking that a line is, in one language or both: `Protected B / Protégé B`.
pub(super) fn marking_of(line: &str) -> Option<Marking> {
    let marking = highest(line)?;
    let rest = MARKINGS.as_ref()?.replace_all(line, " ").into_owned();
    let rest = MARKINGS.as_ref()?.replace_all(&rest, " ").into_owned();
    (!rest.contains(char::is_alphanumeric)).then_some(marking)
}

/// What a head or foot of a page holds.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) marking: Option<Marking>,
    /// Its lines that are neither a marking nor a page's number.
    pub(super) lines: Vec<String>,
}

impl Head {
    pub(super) fn read(text: &str) -> Result<Self, ImportError> {
        let mut head = Self::default();
        part::read(text, 1, &mut |element| {
            look_through(&element, &mut |element| {
                if element.name == "mc:Fallback" {
                    return false;
                }
                let inner = element.name == "w:p";
                if inner {
                    let line = text_in(element);
                    let line = line.trim();
                    head.marking = head.marking.max(highest(line));
                    let told = marking_of(line).is_some()
                        || chrome::is_print_mark(line)
                        || !line.contains(char::is_alphabetic);
                    if !told {
                        head.lines.push(line.to_owned());
                    }
                }
                !inner
            });
            Ok(())
        })?;
        Ok(head)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_marking_of_a_head_counts_and_a_name_is_none() {
        for (text, marking) in [
            ("PROTECTED B / PROTÉGÉ B", Some(Marking::ProtectedB)),
            ("Unclassified | Non classifié", Some(Marking::Unclassified)),
            (
                "Treasury Board – Top  Secret (draft)",
                Some(Marking::TopSecret),
            ),
            ("SECRET SECRET", Some(Marking::Secret)),
            ("Confidentiel", Some(Marking::Confidential)),
            ("Treasury Board Secretariat", None),
            ("Secrétariat du Conseil du Trésor", None),
        ] {
            assert_eq!(highest(text), marking, "{text}");
        }
        assert_eq!(
            marking_of("Protected A / Protégé A"),
            Some(Marking::ProtectedA)
        );
        assert_eq!(marking_of("A Secret of the trade"), None);
    }
}
