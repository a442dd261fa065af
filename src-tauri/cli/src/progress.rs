//! How far a long work is, told to whoever watches the terminal.

use std::io::Write;

use qp_core::lang::Lang;

use crate::messages;

/// How far a work was the last time that the terminal was told.
#[derive(Debug)]
pub(crate) struct Told {
    /// From how many parts on a work is long.
    long: usize,
    percent: Option<usize>,
}

impl Told {
    /// Of works of so many parts or more it is told how far they are.
    pub(crate) const fn from(long: usize) -> Self {
        Self {
            long,
            percent: None,
        }
    }

    /// Writes how far the work is, where that is news. Nothing fails because nobody can watch it.
    pub(crate) fn tell(&mut self, out: &mut dyn Write, done: usize, total: usize, lang: Lang) {
        if let Some(line) = self.line(done, total, lang) {
            let _ = write!(out, "{line}").and_then(|()| out.flush());
        }
    }

    /// The line that takes the place of the last one, where it differs; nothing for a short work.
    fn line(&mut self, done: usize, total: usize, lang: Lang) -> Option<String> {
        let percent = (total >= self.long).then(|| done * 100 / total)?;
        if self.percent == Some(percent) {
            return None;
        }
        self.percent = Some(percent);
        let end = if done == total { "\n" } else { "" };
        Some(format!("\r{}{end}", messages::so_far(percent, lang)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_work_tells_each_percent_once_and_ends_its_line() {
        let mut told = Told::from(100);
        let lines: Vec<String> = (1..=250)
            .filter_map(|done| told.line(done, 250, Lang::Fr))
            .collect();
        assert_eq!(lines.len(), 101);
        assert_eq!(lines[1], "\rqp: 1\u{a0}%");
        assert_eq!(lines[100], "\rqp: 100\u{a0}%\n");
    }

    #[test]
    fn a_short_work_tells_nothing() {
        let mut told = Told::from(100);
        assert!((1..=20).all(|done| told.line(done, 20, Lang::En).is_none()));
    }
}
