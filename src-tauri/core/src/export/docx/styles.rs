//! The styles a document names: the ids they have in the built-in look (`look/styles.xml`).

use docx_rs::Paragraph;

/// Headings of the six levels.
pub(super) const HEADINGS: [&str; 6] = [
    "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6",
];
/// A list's item.
pub(super) const LIST: &str = "ListParagraph";
/// What is read aloud.
pub(super) const RESPONSE: &str = "QPResponse";
/// A list's item that is read aloud.
pub(super) const RESPONSE_LIST: &str = "QPResponseList";
pub(super) const QUOTE: &str = "Quote";
pub(super) const CODE: &str = "QPCode";
pub(super) const RULE: &str = "QPRule";
pub(super) const TABLE_TEXT: &str = "QPTableText";
/// A line of the list of sources.
pub(super) const SOURCE: &str = "QPSource";
/// The little space between two tables.
pub(super) const SPACER: &str = "QPSpacer";
/// The security marking at the head of a page.
pub(super) const MARKING: &str = "QPMarking";
pub(super) const FOOTER: &str = "Footer";
/// Character styles.
pub(super) const LINK: &str = "Hyperlink";
pub(super) const CODE_TEXT: &str = "QPCodeText";
pub(super) const SOURCE_MARK: &str = "QPSourceMark";
/// Table styles.
pub(super) const METADATA_TABLE: &str = "QPMetadata";
pub(super) const DATA_TABLE: &str = "QPTable";
pub(super) const SIDES_TABLE: &str = "QPSides";

/// The style of a heading of `level`, 1 and up; the sixth for all deeper ones.
pub(super) fn heading(level: usize) -> &'static str {
    HEADINGS[level.clamp(1, HEADINGS.len()) - 1]
}

/// Whether a paragraph is a heading.
pub(super) fn is_heading(paragraph: &Paragraph) -> bool {
    let style = paragraph.property.style.as_ref();
    style.is_some_and(|style| HEADINGS.contains(&style.val.as_str()))
}
