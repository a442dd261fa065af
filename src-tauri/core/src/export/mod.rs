//! Notes → bytes of another format. Export never sees a disk.

pub mod docx;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::policy::Citation;

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

/// Tells an exporter what a citation points to. The notebook implements it.
pub trait Citations {
    /// The cited policy and excerpt in `lang` (or in the other language where that is missing).
    fn resolve(&self, citation: &Citation, lang: crate::lang::Lang) -> Option<CitedExcerpt>;
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
