//! The search index over notes and policy excerpts.
//!
//! Notes go in whole, policies as one document an excerpt; both languages of one id lie in one
//! index and each side is a document of its own. The index knows nothing of the disk's notebook:
//! [`crate::notebook`] feeds it.

mod query;

pub use query::{FacetCount, Hit, HitKind, SearchQuery, SearchResults, SortBy};
