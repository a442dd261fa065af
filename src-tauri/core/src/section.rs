//! The parts of a note's side, and the exact words that head them.
//!
//! Source: the published portal's pages and the dataset schema version 3 (2025-01-10) of the
//! Question Period notes that the Access to Information Act, section 74, has departments publish.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::lang::{Bilingual, Lang};

/// A part of one side of a note, in the order in which it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// The note's title.
    Title,
    /// The issue or question that the note answers.
    Question,
    /// What the minister is advised to say.
    Response,
    /// What is kept back until the question is pressed; part of the response.
    IfPressed,
    /// What the minister should know.
    Background,
    /// Anything else.
    AdditionalInformation,
}

impl Section {
    /// The four sections that a note's file heads with a second-level heading, in order.
    pub const BODY: [Self; 4] = [
        Self::Question,
        Self::Response,
        Self::Background,
        Self::AdditionalInformation,
    ];

    /// The name in JSON, on the command line and in the index: `additional_information`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Question => "question",
            Self::Response => "response",
            Self::IfPressed => "if_pressed",
            Self::Background => "background",
            Self::AdditionalInformation => "additional_information",
        }
    }

    /// The words that head this section, without a colon: in the note's file and, with the
    /// language's colon, on the published page and in Word.
    pub const fn heading(self, lang: Lang) -> &'static str {
        let both = match self {
            Self::Title => Bilingual::new("Title", "Titre"),
            Self::Question => Bilingual::new("Issue/Question", "Enjeu ou question"),
            Self::Response => Bilingual::new("Suggested Response", "Réponse suggérée"),
            Self::IfPressed => Bilingual::new("If pressed", "Si pressé"),
            Self::Background => Bilingual::new("Background", "Contexte"),
            Self::AdditionalInformation => {
                Bilingual::new("Additional Information", "Renseignements supplémentaires")
            }
        };
        match lang {
            Lang::En => both.en,
            Lang::Fr => both.fr,
        }
    }
}

/// A label with its language's colon: `Background:`, `Contexte :` (no-break space U+00A0).
pub fn with_colon(label: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{label}:"),
        Lang::Fr => format!("{label}\u{a0}:"),
    }
}
