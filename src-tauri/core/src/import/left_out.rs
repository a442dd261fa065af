//! Words of a source that are left out on purpose, kept for the report.

use crate::problem::{Problem, ProblemCode};

/// What was left out: each text once, with how often it stood there.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    texts: Vec<(String, usize)>,
    known: std::collections::HashMap<String, usize>,
}

impl LeftOut {
    /// Notes a text; one without words is not worth a report.
    pub(super) fn add(&mut self, text: &str) {
        if !text.contains(char::is_alphanumeric) {
            return;
        }
        if let Some(at) = self.known.get(text) {
            if let Some((_, times)) = self.texts.get_mut(*at) {
                *times += 1;
            }
        } else {
            self.known.insert(text.to_owned(), self.texts.len());
            self.texts.push((text.to_owned(), 1));
        }
    }

    /// The report: `times` is given where a text stood there more than once.
    pub(super) fn problems(self) -> impl Iterator<Item = Problem> {
        self.texts.into_iter().map(|(text, times)| {
            let problem = Problem::new(ProblemCode::LeftOut).with("text", text);
            if times > 1 {
                problem.with("times", times)
            } else {
                problem
            }
        })
    }
}
