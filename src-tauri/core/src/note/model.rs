//! The note as the rest of the program knows it.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Reference;
use crate::lang::{Bilingual, Lang};
use crate::section::Section;

/// One bilingual QP note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Note {
    /// The reference number: the note's identity.
    pub reference: Reference,
    /// What the front matter says besides.
    pub meta: Metadata,
    /// The two sides; `None` where a side does not exist yet.
    pub sides: Bilingual<Option<Side>>,
}

impl Note {
    /// Whether each part that has a text in one language has one in the other too.
    pub fn is_complete(&self) -> bool {
        let parts = |side: &Side| {
            let has = |text: &String| !text.trim().is_empty();
            (
                has(&side.title),
                has(&side.question),
                has(&side.response),
                side.if_pressed.len(),
                side.if_pressed.iter().all(|block| has(&block.text)),
                has(&side.background),
                has(&side.additional_information),
            )
        };
        match (&self.sides.en, &self.sides.fr) {
            (Some(en), Some(fr)) => parts(en) == parts(fr),
            _ => false,
        }
    }

    /// The title in `lang`, or in the other language, or nothing.
    pub fn title_in(&self, lang: Lang) -> &str {
        [lang, lang.other()]
            .into_iter()
            .filter_map(|lang| self.sides[lang].as_ref())
            .map(|side| side.title.as_str())
            .find(|title| !title.is_empty())
            .unwrap_or_default()
    }
}

/// The front matter of a note, besides its reference and titles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Metadata {
    /// The date on which the question was received.
    pub date: Option<NaiveDate>,
    /// The organization: a code of [`crate::registry`] (`tbs-sct`), or a name it does not know.
    pub organization: String,
    /// The minister who answers: a code of [`crate::registry`] (`PTB`), or a title it does not know.
    pub minister: String,
    /// Where the note is in its life.
    pub status: Status,
    /// The security marking, printed at the top right of every page.
    pub marking: Marking,
    /// Free themes.
    pub tags: Vec<String>,
    /// The earlier note that this one was begun from.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub from: Option<Reference>,
}

/// A note's text in one language. All text is Markdown with `\n` line ends and without blank
/// lines around it ([`super::body_text`] brings any text into that form).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Side {
    /// The title: one line, plain text.
    pub title: String,
    /// The issue or question.
    pub question: String,
    /// The suggested response, up to the first if-pressed block.
    pub response: String,
    /// The if-pressed blocks, in order.
    pub if_pressed: Vec<IfPressed>,
    /// The background.
    pub background: String,
    /// Additional information.
    pub additional_information: String,
}

impl Side {
    /// The text of a section that is one text.
    ///
    /// `None` for [`Section::IfPressed`], which is a list of blocks.
    pub fn text(&self, section: Section) -> Option<&str> {
        match section {
            Section::Title => Some(&self.title),
            Section::Question => Some(&self.question),
            Section::Response => Some(&self.response),
            Section::IfPressed => None,
            Section::Background => Some(&self.background),
            Section::AdditionalInformation => Some(&self.additional_information),
        }
    }

    /// The text of a section that is one text, to change it; `None` as in [`Side::text`].
    pub fn text_mut(&mut self, section: Section) -> Option<&mut String> {
        match section {
            Section::Title => Some(&mut self.title),
            Section::Question => Some(&mut self.question),
            Section::Response => Some(&mut self.response),
            Section::IfPressed => None,
            Section::Background => Some(&mut self.background),
            Section::AdditionalInformation => Some(&mut self.additional_information),
        }
    }
}

/// What the minister adds when pressed on a topic.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct IfPressed {
    /// The topic: one line, plain text; may be empty.
    pub topic: String,
    /// The lines, in Markdown.
    pub text: String,
}

/// A value of a closed list that is not in the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an allowed value: {0:?}")]
pub struct UnknownValue(pub String);

macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $key)] $variant,)+
        }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The value as the front matter and JSON write it.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }
        }

        impl FromStr for $name {
            type Err = UnknownValue;

            fn from_str(text: &str) -> Result<Self, UnknownValue> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.is_written(text.trim()))
                    .ok_or_else(|| UnknownValue(text.to_owned()))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.key())
            }
        }
    };
}

closed_list! {
    /// Where a note is in its life.
    Status {
        /// Being written.
        #[default]
        Draft = "draft",
        /// Being read by those who approve it.
        InReview = "in-review",
        /// Being translated.
        InTranslation = "in-translation",
        /// Ready for use.
        Approved = "approved",
        /// No longer in use.
        Archived = "archived",
    }
}

closed_list! {
    /// A security marking. The order is the order of sensitivity.
    Marking {
        /// No injury is expected from disclosure.
        #[default]
        Unclassified = "Unclassified",
        /// Injury outside the national interest.
        ProtectedA = "Protected A",
        /// Serious injury outside the national interest.
        ProtectedB = "Protected B",
        /// Extremely grave injury outside the national interest.
        ProtectedC = "Protected C",
        /// Injury to the national interest.
        Confidential = "Confidential",
        /// Serious injury to the national interest.
        Secret = "Secret",
        /// Exceptionally grave injury to the national interest.
        TopSecret = "Top Secret",
    }
}

impl Status {
    /// Whether the text of a note in this state stays as it is until the note is reopened.
    pub const fn is_locked(self) -> bool {
        matches!(self, Self::Approved | Self::Archived)
    }

    /// Whether `text` means this value.
    fn is_written(self, text: &str) -> bool {
        self.key().eq_ignore_ascii_case(text)
    }
}

impl Marking {
    /// Whether `text` means this value, in either language and any case.
    fn is_written(self, text: &str) -> bool {
        let wanted = text.to_lowercase();
        Lang::ALL
            .into_iter()
            .any(|lang| self.label(lang).to_lowercase() == wanted)
    }

    /// The marking as it is printed in `lang`, capitalised as the Treasury Board's standard has it.
    pub const fn label(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::En, marking) => marking.key(),
            (Lang::Fr, Self::Unclassified) => "Non classifié",
            (Lang::Fr, Self::ProtectedA) => "Protégé A",
            (Lang::Fr, Self::ProtectedB) => "Protégé B",
            (Lang::Fr, Self::ProtectedC) => "Protégé C",
            (Lang::Fr, Self::Confidential) => "Confidentiel",
            (Lang::Fr, Self::Secret) => "Secret",
            (Lang::Fr, Self::TopSecret) => "Très secret",
        }
    }
}
