//! stub
/// stub
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter;
/// stub
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("stub")]
pub struct FrontMatterError;
