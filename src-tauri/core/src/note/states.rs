//! The record of a note's states: which, when and by whom, one line each in the front matter.

use std::fmt;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Status;
use super::outline::one_line;

/// One line of the record: `approved 2026-11-27T09:12:00-05:00 Marie Tremblay`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StateChange {
    /// The state that the note was put in.
    pub status: Status,
    /// When, to the second, with the time zone of whoever did it: RFC 3339.
    #[ts(type = "string")]
    pub at: DateTime<FixedOffset>,
    /// By whom; may be empty.
    pub who: String,
}

impl StateChange {
    /// A line of the record; `at` is cut to the second and `who` to one line.
    pub fn new(status: Status, at: DateTime<FixedOffset>, who: &str) -> Self {
        let at = DateTime::from_timestamp(at.timestamp(), 0)
            .map_or(at, |whole| whole.with_timezone(at.offset()));
        let who = one_line(who);
        Self { status, at, who }
    }

    /// The line that `text` is, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.trim().splitn(3, char::is_whitespace);
        let status = words.next()?.parse().ok()?;
        let at = DateTime::parse_from_rfc3339(words.next()?).ok()?;
        Some(Self::new(status, at, words.next().unwrap_or_default()))
    }
}

impl fmt::Display for StateChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Secs, false);
        write!(f, "{} {at}", self.status)?;
        if !self.who.is_empty() {
            write!(f, " {}", self.who)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::NoteFile;

    fn change(text: &str) -> StateChange {
        StateChange::parse(text).unwrap()
    }

    #[test]
    fn a_line_of_the_record_reads_back_as_it_was_written() {
        for text in [
            "approved 2026-11-27T09:12:00-05:00 Marie Tremblay",
            "in-review 2026-11-27T09:12:00+00:00",
        ] {
            assert_eq!(change(text).to_string(), text);
        }
        for wrong in [
            "",
            "approved",
            "approved today Marie",
            "new 2026-11-27T09:12:00Z x",
        ] {
            assert_eq!(StateChange::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_new_line_leaves_every_other_byte_of_the_file() {
        let first = change("in-review 2026-11-26T16:00:00-05:00 Ann O’Neil: “acting”");
        let second = change("approved 2026-11-27T09:12:00-05:00 Marie Tremblay");
        let body = "---\r\n\r\n# English\r\n\r\n## Background\r\n\r\nWords.\r\n";
        let head = "---\r\nreference: A # ours\r\nowner:   me\r\n";
        let file = NoteFile::new(format!("{head}{body}"));
        let once = file.with_state(&first).unwrap();
        let twice = once.with_state(&second).unwrap();
        assert!(twice.text().starts_with(head) && twice.text().ends_with(body));
        assert_eq!(
            twice.text().replace(&format!("  - {second}\r\n"), ""),
            once.text()
        );
        assert_eq!(twice.read().unwrap().states, [first, second]);
    }

    #[test]
    fn what_another_program_keeps_under_that_name_is_not_touched() {
        let file = NoteFile::new("---\nreference: A\nstates: {qc: 1}\n---\n".to_owned());
        let added = file.with_state(&change("approved 2026-11-27T09:12:00Z"));
        assert!(added.is_err());
        let ours = "---\nreference: A\nstates:\n- draft of Tuesday # theirs\n\n# end\n---\n";
        let file = NoteFile::new(ours.to_owned());
        let added = file
            .with_state(&change("approved 2026-11-27T09:12:00Z"))
            .unwrap();
        assert!(
            added
                .text()
                .contains("- draft of Tuesday # theirs\n- approved 2026")
        );
        assert_eq!(added.read().unwrap().states.len(), 1);
    }
}
