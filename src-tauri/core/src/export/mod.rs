//! Notes → bytes of another format. Export never sees a disk.

pub mod docx;
mod sheet;

use std::ops::ControlFlow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::lang::Lang;
use crate::policy::Citation;

pub use sheet::{
    Block, ExportPreview, Item, Link, Look, Paper, Paragraph, Phrase, Role, Row, Run, Sheet,
    SheetKind, Span, Table, TableKind,
};

/// Which sides go into the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum SidesWanted {
    /// English only.
    En,
    /// French only.
    Fr,
    /// Both.
    #[default]
    Both,
}

impl SidesWanted {
    /// Whether the side in `lang` is wanted.
    pub fn includes(self, lang: Lang) -> bool {
        match self {
            Self::En => lang == Lang::En,
            Self::Fr => lang == Lang::Fr,
            Self::Both => true,
        }
    }
}

/// How two sides stand in one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// One after the other, each from a new page: the accessible default.
    #[default]
    Sequential,
    /// In two columns.
    SideBySide,
}

/// What stands before the notes of a binder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Binder {
    /// The day it is for, on its cover.
    pub date: Option<NaiveDate>,
    /// The minister it is for: a code of the reference tables, or a title. Where there is none, the
    /// one whom all the notes name.
    pub minister: Option<String>,
    /// Whether the notes stand by their first tag, each theme behind a divider.
    pub by_theme: bool,
}

/// What an export is made of, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOptions {
    /// Which sides.
    pub sides: SidesWanted,
    /// How two sides stand.
    pub layout: Layout,
    /// The side that comes first where one stands after the other.
    pub first: Lang,
    /// The cover, the contents and the order of a binder; `None` for the notes alone.
    pub binder: Option<Binder>,
    /// A department's own Word file that lends its look, as bytes.
    pub template: Option<Vec<u8>>,
}

impl Default for ExportOptions {
    fn default() -> Self {
        Self {
            sides: SidesWanted::default(),
            layout: Layout::default(),
            first: Lang::En,
            binder: None,
            template: None,
        }
    }
}

/// Is told how many sheets of how many are done, and says whether to go on.
pub type Progress<'a> = dyn Fn(usize, usize) -> ControlFlow<()> + 'a;

/// Tells an exporter what a citation points to. The notebook implements it.
pub trait Citations {
    /// The cited policy and excerpt in `lang` (or in the other language where that is missing).
    fn resolve(&self, citation: &Citation, lang: Lang) -> Option<CitedExcerpt>;
}

/// What a citation points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedExcerpt {
    /// The policy's title.
    pub title: String,
    /// The excerpt's clause number or heading; empty for the whole policy.
    pub label: String,
    /// The policy's address, where its source is one.
    pub url: Option<String>,
}
