//! The styles a document names: the ids they have in the built-in look (`look/styles.xml`).

use crate::export::sheet::{Paragraph, Role, TableKind};

/// Headings of the six levels.
pub(super) const HEADINGS: [&str; 6] = [
    "Heading1", "Heading2", "Heading3", "Heading4", "Heading5", "Heading6",
];
/// A list's item.
const LIST: &str = "ListParagraph";
/// What is read aloud.
const RESPONSE: &str = "QPResponse";
/// A list's item that is read aloud.
const RESPONSE_LIST: &str = "QPResponseList";
const QUOTE: &str = "Quote";
pub(super) const CODE: &str = "QPCode";
const RULE: &str = "QPRule";
const TABLE_TEXT: &str = "QPTableText";
/// A line of the list of sources.
const SOURCE: &str = "QPSource";
/// The title on a binder's cover, and the lines below it.
const COVER_TITLE: &str = "Title";
const COVER_LINE: &str = "QPCoverLine";
/// The name of a theme on its divider: it is a heading of the first level.
pub(super) const DIVIDER: &str = "QPDivider";
/// The lines of the table of contents, of two levels.
const ENTRIES: [&str; 2] = ["TOC1", "TOC2"];
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
const METADATA_TABLE: &str = "QPMetadata";
const DATA_TABLE: &str = "QPTable";
const SIDES_TABLE: &str = "QPSides";

/// The style of a paragraph; `None` for the base style.
pub(super) fn of(paragraph: &Paragraph) -> Option<&'static str> {
    let level = |styles: &'static [&'static str]| {
        let level = usize::from(paragraph.level).clamp(1, styles.len());
        styles[level - 1]
    };
    Some(match paragraph.role {
        Role::Heading => level(&HEADINGS),
        Role::Body => return None,
        Role::Response => RESPONSE,
        Role::Item => LIST,
        Role::ResponseItem => RESPONSE_LIST,
        Role::Quote => QUOTE,
        Role::Code => CODE,
        Role::Rule => RULE,
        Role::TableText => TABLE_TEXT,
        Role::Source => SOURCE,
        Role::CoverTitle => COVER_TITLE,
        Role::CoverLine => COVER_LINE,
        Role::Divider => DIVIDER,
        Role::Entry => level(&ENTRIES),
    })
}

/// Whether a style keeps its paragraph on the page of the next one.
pub(super) fn keeps_next(style: &str) -> bool {
    HEADINGS.contains(&style) || style == COVER_TITLE || style == ENTRIES[0]
}

/// The style of a table.
pub(super) fn of_table(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Data => DATA_TABLE,
        TableKind::Metadata => METADATA_TABLE,
        TableKind::Sides => SIDES_TABLE,
    }
}
