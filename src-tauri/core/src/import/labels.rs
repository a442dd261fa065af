//! The labels of a published note's page, in every variant that people paste.
//!
//! Source: the pages of the open government portal. The space before a colon may be of any kind or
//! missing, apostrophes straight or curly, case any; a label may be a list's item, a heading, bold.

use super::bullets::marker;
use crate::lang::Lang;
use crate::registry::folded;
use crate::section::Section;

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// The note's title.
    Title,
    /// Nothing: it heads the block of metadata.
    About,
    /// The reference number.
    Reference,
    /// The date.
    Date,
    /// The organization.
    Organization,
    /// The minister's name.
    MinisterName,
    /// The minister's title.
    MinisterTitle,
    /// A section of the note.
    Section(Section),
    /// A whole side: the heading `English` or `Français`.
    Side,
}

/// A label at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label<'a> {
    /// What it announces.
    pub(super) field: Field,
    /// Its language, where the words tell.
    pub(super) lang: Option<Lang>,
    /// What stands after it on the same line; may be empty.
    pub(super) value: &'a str,
    /// Whether a colon or a heading's mark shows that it is a label.
    pub(super) marked: bool,
}

const EN: Option<Lang> = Some(Lang::En);
const FR: Option<Lang> = Some(Lang::Fr);

/// A field, its language, its folded wordings, and those that are common words and need a colon.
type Wording = (
    Field,
    Option<Lang>,
    &'static [&'static str],
    &'static [&'static str],
);

const WORDINGS: &[Wording] = &[
    (Field::Title, EN, &["question period note", "qp note"], &[]),
    (
        Field::Title,
        FR,
        &[
            "note pour la periode des questions",
            "note pour la periode de questions",
            "note de la periode des questions",
            "note de la periode de questions",
        ],
        &[],
    ),
    (Field::About, None, &["about", "a propos"], &[]),
    (
        Field::Reference,
        EN,
        &["reference number", "reference no"],
        &["reference"],
    ),
    (
        Field::Reference,
        FR,
        &["numero de reference"],
        &["n de reference", "no de reference"],
    ),
    (Field::Date, EN, &["date received"], &["date"]),
    (Field::Date, FR, &["date fournie", "date de reception"], &[]),
    (Field::Organization, EN, &[], &["organization"]),
    (Field::Organization, FR, &[], &["organisation"]),
    (
        Field::MinisterName,
        EN,
        &[
            "name of minister",
            "minister s name",
            "name of the minister",
        ],
        &[],
    ),
    (
        Field::MinisterName,
        FR,
        &["nom du ministre", "nom de la ministre"],
        &[],
    ),
    (
        Field::MinisterTitle,
        EN,
        &[
            "title of minister",
            "minister s title",
            "title of the minister",
        ],
        &[],
    ),
    (
        Field::MinisterTitle,
        FR,
        &["titre du ministre", "titre de la ministre"],
        &[],
    ),
    (
        Field::Section(Section::Question),
        EN,
        &["issue question", "issue or question"],
        &[],
    ),
    (
        Field::Section(Section::Question),
        FR,
        &["enjeu ou question", "enjeu question"],
        &[],
    ),
    (
        Field::Section(Section::Response),
        EN,
        &["suggested response", "suggested responses"],
        &[],
    ),
    (
        Field::Section(Section::Response),
        FR,
        &["reponse suggeree", "reponses suggerees"],
        &[],
    ),
    (
        Field::Section(Section::Background),
        EN,
        &["background"],
        &[],
    ),
    (Field::Section(Section::Background), FR, &["contexte"], &[]),
    (
        Field::Section(Section::AdditionalInformation),
        EN,
        &["additional information"],
        &[],
    ),
    (
        Field::Section(Section::AdditionalInformation),
        FR,
        &[
            "renseignements supplementaires",
            "information supplementaire",
            "informations supplementaires",
        ],
        &[],
    ),
    (Field::Side, EN, &["english"], &[]),
    (Field::Side, FR, &["francais"], &[]),
];

/// No label is longer, in bytes, with its marks.
const LONGEST: usize = 80;

/// The label that a line starts with.
pub(super) fn label(line: &str) -> Option<Label<'_>> {
    let bare = undecorated(line);
    let heading = line.trim_start().starts_with(['#', '*', '_']) && bare != line.trim();
    let mut label = named(bare, heading)?;
    if label.field == Field::Side && !line.trim_start().starts_with('#') {
        return None;
    }
    label.value = unbolded(
        label
            .value
            .trim_matches(|c: char| c == '|' || c.is_whitespace()),
    );
    Some(label)
}

/// The label that a text without marks starts with; `heading` says that it stands out as one.
pub(super) fn named(text: &str, heading: bool) -> Option<Label<'_>> {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let colon = text[..end].find([':', '\t']);
    let (name, value) = match colon {
        Some(at) => (&text[..at], text[at + 1..].trim()),
        None if text.len() <= LONGEST => (text, ""),
        None => return None,
    };
    let marked = colon.is_some() || heading;
    let name = folded(name);
    let (field, lang) = WORDINGS
        .iter()
        .find(|(_, _, wordings, common)| {
            wordings.contains(&name.as_str())
                || (colon.is_some() && common.contains(&name.as_str()))
        })
        .map(|(field, lang, _, _)| (*field, *lang))?;
    let is_about = field == Field::About;
    (!is_about || value.is_empty()).then_some(Label {
        field,
        lang,
        value,
        marked,
    })
}

/// A line without the bullet, heading mark, bold or table bars around it.
pub(super) fn undecorated(line: &str) -> &str {
    let line = line.trim().trim_matches('|').trim();
    let line = match marker(line) {
        Some(bullet) if !bullet.rest.is_empty() => bullet.rest,
        _ => line,
    };
    let line = line.trim_start_matches('#').trim_start();
    unbolded(line)
}

/// A text without bold marks that start it, end it, or both.
fn unbolded(text: &str) -> &str {
    let mut text = text.trim();
    for mark in ["**", "__"] {
        let count = text.matches(mark).count();
        if let Some(rest) = text.strip_prefix(mark) {
            // `**Label:** value`, or the whole of it in bold, or the end of a bold label.
            text = if count == 2 {
                rest.strip_suffix(mark).unwrap_or(rest)
            } else if count % 2 == 1 {
                rest
            } else {
                text
            };
        } else if count == 1 {
            text = text.strip_suffix(mark).unwrap_or(text);
        }
        text = text.trim();
    }
    text
}

/// Whether `text` holds a published or drafted note and not a policy: it has the response's label
/// and another section's or the title's, or several lines of metadata.
pub(super) fn is_note(text: &str) -> bool {
    let mut fields: Vec<Field> = text
        .lines()
        .filter_map(label)
        .filter(|label| label.marked)
        .map(|label| label.field)
        .collect();
    fields.sort_unstable();
    fields.dedup();
    let metadata = fields
        .iter()
        .filter(|field| {
            matches!(
                field,
                Field::Reference
                    | Field::Date
                    | Field::Organization
                    | Field::MinisterName
                    | Field::MinisterTitle
            )
        })
        .count();
    let sections = fields
        .iter()
        .filter(|field| matches!(field, Field::Section(_)))
        .count();
    let has = |field| fields.contains(&field);
    let answers = has(Field::Section(Section::Response));
    (answers && (sections >= 2 || metadata >= 1 || has(Field::Title)))
        || (has(Field::Title) && sections + metadata >= 1)
        || (has(Field::Reference) && metadata >= 2 && sections >= 1)
        || metadata >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_of_a_label_is_known() {
        let reference = Field::Reference;
        for (line, field, lang, value) in [
            ("Reference number:", reference, EN, ""),
            ("- Reference number: X-1", reference, EN, "X-1"),
            ("• **Reference Number:** X-1", reference, EN, "X-1"),
            ("**Reference number**: X-1", reference, EN, "X-1"),
            ("**Reference number: X-1**", reference, EN, "X-1"),
            ("| Reference number: | X-1 |", reference, EN, "X-1"),
            ("NUMÉRO DE RÉFÉRENCE\u{202f}: X-1", reference, FR, "X-1"),
            ("Numéro de référence\u{a0}:", reference, FR, ""),
            ("Numéro de référence:", reference, FR, ""),
            (
                "## Issue/Question",
                Field::Section(Section::Question),
                EN,
                "",
            ),
            (
                "Enjeu ou question :",
                Field::Section(Section::Question),
                FR,
                "",
            ),
            ("Contexte", Field::Section(Section::Background), FR, ""),
            ("À propos", Field::About, None, ""),
            ("# Français", Field::Side, FR, ""),
            ("Question Period Note: A: B", Field::Title, EN, "A: B"),
        ] {
            let found = label(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!(
                (found.field, found.lang, found.value),
                (field, lang, value),
                "{line}"
            );
        }
    }

    #[test]
    fn a_sentence_with_a_labels_words_is_no_label() {
        for line in [
            "The background: nothing",
            "Organization",
            "Background information is available",
            "About us",
            "English",
            "",
            ":",
        ] {
            assert_eq!(label(line), None, "{line}");
        }
    }

    #[test]
    fn a_policy_with_a_background_is_no_note() {
        assert!(!is_note(
            "Notice\n\n5. Contexte\n\nBackground:\ntext\n\nContexte :\n"
        ));
        assert!(is_note("Enjeu ou question :\nx\nRéponse suggérée :\ny"));
        assert!(is_note(
            "Reference number:\nX\nDate received:\nx\nBackground:\nx"
        ));
    }
}
