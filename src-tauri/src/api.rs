//! What crosses between the window's two halves besides the notebook's own types.

use qp_core::checks::Rates;
use qp_core::error::Failure;
use qp_core::export::{Binder, Layout, SidesWanted};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::{Change, Reference};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The colours of the window, or as the system has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// High contrast, black on white.
    ContrastLight,
    /// High contrast, white on black.
    ContrastDark,
}

/// What the user chose for the window, kept in the user's configuration folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub(crate) struct Settings {
    /// The interface's language.
    pub(crate) ui_lang: Lang,
    /// The colours of the window.
    pub(crate) theme: Theme,
    /// The size of the text, in hundredths of the usual one.
    pub(crate) text_size: u16,
    /// How fast responses are spoken.
    pub(crate) rates: Rates,
    /// How notes were exported the last time.
    pub(crate) export: ExportChoices,
    /// Which languages of a policy are shown.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub(crate) reading: Option<SidesWanted>,
}

/// How notes are exported, as it was chosen the last time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub(crate) struct ExportChoices {
    /// Which sides.
    pub(crate) sides: SidesWanted,
    /// How two sides stand.
    pub(crate) layout: Layout,
    /// The side that comes first where one stands after the other.
    pub(crate) first: Lang,
    /// Whether a binder's notes stand by their themes.
    pub(crate) by_theme: bool,
    /// The minister on a binder's cover: a code; `null` for whom all its notes name.
    pub(crate) minister: Option<String>,
    /// Whether the department's own look is used.
    pub(crate) template: bool,
}

impl Default for ExportChoices {
    fn default() -> Self {
        Self {
            sides: SidesWanted::default(),
            layout: Layout::default(),
            first: Lang::En,
            by_theme: false,
            minister: None,
            template: false,
        }
    }
}

/// What the interface needs to know when it starts, and after another notebook is opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub(crate) struct Session {
    /// The notebook folder's name.
    pub(crate) notebook: String,
    /// The user's choices.
    pub(crate) settings: Settings,
    /// Text that could not be written to its note in an earlier session, or is in conflict.
    pub(crate) recovered: Vec<Recovered>,
    /// The name of the Word file that lends exports the department's own look, if there is one.
    pub(crate) template: Option<String>,
    /// The program's version.
    pub(crate) version: String,
    /// Why no notebook is open, if none is.
    pub(crate) failure: Option<Failure>,
}

/// Changes kept in the recovery folder because they could not be written to their note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub(crate) struct Recovered {
    /// What to name when discarding it.
    pub(crate) id: String,
    /// The note they belong to.
    pub(crate) reference: Reference,
    /// When they were kept, in RFC 3339.
    pub(crate) at: String,
    /// The changes.
    pub(crate) changes: Vec<Change>,
}

/// What to export to Word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub(crate) struct ExportRequest {
    /// The notes, in order.
    pub(crate) references: Vec<Reference>,
    /// Which sides.
    pub(crate) sides: SidesWanted,
    /// How two sides stand.
    pub(crate) layout: Layout,
    /// The side that comes first where one stands after the other.
    pub(crate) first: Lang,
    /// The cover, the contents and the order of a binder; `null` for the notes alone.
    pub(crate) binder: Option<Binder>,
    /// Whether the department's own look is used.
    pub(crate) template: bool,
}

/// A finished export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub(crate) struct Exported {
    /// The file's name, without its folder.
    pub(crate) file_name: String,
    /// How many notes it holds.
    pub(crate) notes: usize,
}

/// What the notebook tells the interface of its own accord.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum NotebookEvent {
    /// Notes or policies were changed, added or removed by another program.
    ItemsChanged {
        /// Their ids.
        ids: Vec<String>,
    },
    /// A Word file is being made.
    ExportProgress {
        /// Sheets made.
        done: usize,
        /// Sheets to make.
        total: usize,
    },
    /// Files are being imported.
    ImportProgress {
        /// Files done.
        done: usize,
        /// Files in all.
        total: usize,
        /// The name of the file that is read next; empty at the end.
        name: String,
    },
    /// The index is being filled, or is ready again (`done == total`).
    IndexProgress {
        /// Documents indexed.
        done: usize,
        /// Documents to index.
        total: usize,
    },
}

/// A code of the reference tables with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub(crate) struct RegistryEntry {
    /// The code: `tbs-sct`, `PTB`.
    pub(crate) code: String,
    /// Its name or title.
    pub(crate) name: Bilingual<String>,
    /// Who holds the office today; `null` for an organization and for an office nobody holds.
    pub(crate) holder: Option<Bilingual<String>>,
}

/// The reference tables from which organization and minister are chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub(crate) struct Registry {
    /// Organizations, by code.
    pub(crate) organizations: Vec<RegistryEntry>,
    /// Ministers' titles, by code.
    pub(crate) ministers: Vec<RegistryEntry>,
}
