//! What a document holds beside its text, and what is told of it.

use std::collections::BTreeSet;

use crate::problem::{Problem, ProblemCode};

use crate::import::left_out::LeftOut;

/// What was met while reading.
#[derive(Debug, Default)]
pub(super) struct Report {
    /// Stretches of text that were put in under tracking.
    pub(super) insertions: usize,
    /// Stretches of text that were taken out under tracking.
    pub(super) deletions: usize,
    /// The words that were taken out.
    pub(super) deleted: Vec<String>,
    /// The comments' texts.
    pub(super) comments: Vec<String>,
    /// How many footnotes and endnotes stand in the text now.
    pub(super) notes: usize,
    /// Pictures, charts and embedded objects.
    pub(super) pictures: usize,
    /// What their authors wrote about them.
    pub(super) descriptions: Vec<String>,
    /// Where links lead that are of no use in a note: files, macros.
    pub(super) addresses: BTreeSet<String>,
    /// Lines of a table of contents.
    pub(super) contents: Vec<String>,
    /// Hidden text, heads and feet of pages.
    pub(super) left_out: LeftOut,
}

impl Report {
    /// The problems to tell, in order of weight.
    pub(super) fn problems(mut self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.insertions + self.deletions > 0 {
            let problem = Problem::new(ProblemCode::TrackedChangesAccepted)
                .with("insertions", self.insertions)
                .with("deletions", self.deletions);
            problems.push(with_text(problem, &self.deleted));
        }
        if !self.comments.is_empty() {
            let problem =
                Problem::new(ProblemCode::CommentsLeftOut).with("count", self.comments.len());
            problems.push(with_text(problem, &self.comments));
        }
        if self.notes > 0 {
            problems.push(Problem::new(ProblemCode::FootnotesInText).with("count", self.notes));
        }
        if self.pictures > 0 {
            let problem = Problem::new(ProblemCode::PicturesLeftOut).with("count", self.pictures);
            problems.push(with_text(problem, &self.descriptions));
        }
        if !self.addresses.is_empty() {
            let addresses: Vec<String> = self.addresses.into_iter().collect();
            let problem =
                Problem::new(ProblemCode::AddressesLeftOut).with("count", addresses.len());
            problems.push(with_text(problem, &addresses));
        }
        self.left_out.add(&self.contents.join("\n"));
        problems.extend(self.left_out.problems());
        problems
    }
}

/// The problem with the words it is about, where there are any.
fn with_text(problem: Problem, texts: &[String]) -> Problem {
    let texts: Vec<&str> = texts
        .iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    problem.with("text", texts.join("\n"))
}
