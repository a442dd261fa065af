//! Notes → a Word file in the TBS format.

use super::{Layout, SidesWanted};

/// How the Word file is made.
#[derive(Debug, Clone, Default)]
pub struct DocxOptions {
    /// Which sides.
    pub sides: SidesWanted,
    /// How two sides stand.
    pub layout: Layout,
    /// A department's own Word file that lends its styles and theme, as bytes.
    pub template: Option<Vec<u8>>,
}

/// Why no Word file could be made.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    /// There is nothing to export: no note, or none has the side asked for.
    #[error("nothing to export")]
    Nothing,
    /// The template is not a Word file that can be used.
    #[error("the template cannot be used: {0}")]
    Template(String),
    /// The parts could not be put together.
    #[error("the Word file could not be made: {0}")]
    Build(String),
}

/// Stand-in until export joins.
pub fn write(
    _: &[&crate::note::Note],
    _: &DocxOptions,
    _: &dyn super::Citations,
    _: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<u8>, DocxError> {
    Err(DocxError::Nothing)
}
