//! The search index over notes and policy excerpts.
//!
//! Notes go in whole, policies as one document an excerpt; both languages of one id lie in one
//! index and each side is a document of its own. The index knows nothing of the disk's notebook:
//! [`crate::notebook`] feeds it.
//!
//! `ask` takes a query through `parse`, `build` (with `lookup`, into a `plan`), `scoring`, `collect`
//! and `snippet`; what little matches is followed by what matches `across`
//! languages, by the `meanings` that a `wordbook` of `synonyms` and a learned `dictionary` gives;
//! where nothing matches, it tries again with `spelling`. `analysis` makes words of
//! every text, on both sides of the index (`stems`, `tokens`); `schema` says what is kept; `index`
//! writes, through a `queue`, in a `place`; `folder` keeps the files sound and `directory` has commits
//! last.

mod across;
mod analysis;
mod ask;
mod beginnings;
mod build;
mod collect;
mod dictionary;
mod directory;
mod folder;
mod index;
mod lookup;
mod marks;
mod matcher;
mod meanings;
mod parse;
mod place;
mod plan;
mod query;
mod queue;
mod schema;
mod scoring;
mod similar;
mod snippet;
mod spelling;
mod stems;
mod synonyms;
#[cfg(test)]
mod tests;
mod tokens;
mod values;
mod wordbook;

pub use folder::{Opened, Reason};
pub use index::Index;
pub use marks::Marks;
pub use query::{
    Facet, FacetCount, Hit, HitKind, Narrowing, SearchQuery, SearchResults, SortBy, Through,
};
pub use synonyms::{SYNONYMS_FILE, Synonyms};

use crate::error::{ErrorCode, Failure};

/// Why the index could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Nothing indexed has that id.
    #[error("nothing indexed has the id {0:?}")]
    NotFound(String),
    /// Another process writes the index.
    #[error("another process writes the index")]
    ReadOnly,
    /// Its files are damaged; opening it again makes it anew.
    #[error("the index is damaged: {0}")]
    Damaged(String),
    /// It failed in another way, such as for want of room.
    #[error("the index failed: {0}")]
    Index(#[from] tantivy::TantivyError),
}

impl From<SearchError> for Failure {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::NotFound(id) => Self::new(ErrorCode::NotFound).with("id", id),
            error => Self::new(ErrorCode::IndexFailed).with("reason", error),
        }
    }
}
