//! A policy's file: front matter, then Markdown whose headings and clause numbers make excerpts.

use super::Policy;
use crate::problem::Problem;

/// A policy's file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFile(String);

/// What reading a policy's file gave: the policy, and what was wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadPolicy {
    /// The policy.
    pub policy: Policy,
    /// What was odd about the file, none of it lost.
    pub problems: Vec<Problem>,
}
