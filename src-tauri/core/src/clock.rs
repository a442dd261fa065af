//! Time as a thing that is handed in, so that tests choose it.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, Utc};

/// Tells what time it is.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;

    /// Today's date where the user is.
    fn today(&self) -> NaiveDate;

    /// The present moment as clocks show it where the user is.
    fn local(&self) -> DateTime<FixedOffset> {
        self.now().fixed_offset()
    }
}

/// The computer's own clock and time zone.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where time is read"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn today(&self) -> NaiveDate {
        self.now().with_timezone(&Local).date_naive()
    }

    fn local(&self) -> DateTime<FixedOffset> {
        self.now().with_timezone(&Local).fixed_offset()
    }
}

/// A clock that stands still, for tests and repeatable documents.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub DateTime<Utc>);

impl FixedClock {
    /// A clock that stands at noon UTC of `date`.
    pub fn on(date: NaiveDate) -> Self {
        Self(date.and_time(chrono::NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(12))
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }

    fn today(&self) -> NaiveDate {
        self.0.date_naive()
    }
}
