//! The notes for the coming sitting of the House, and what each still lacks.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Timelike, Weekday};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Notebook;
use crate::checks::Rates;
use crate::error::Failure;
use crate::note::{ContentHash, Status};
use crate::problem::Problem;
use crate::store::{AgreementStamp, CitedStamp, ItemKind, ItemSummary};

/// From this hour on the day's Question Period is over: it begins at 2:15 p.m., on Fridays at
/// 11:15 a.m., and lasts 45 minutes (Standing Order 30(5) of the House of Commons).
const OVER: u32 = 15;

/// Notes of so many days before, not approved yet, are carried over.
const CARRIED: Days = Days::new(7);

/// The notes for one sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sitting {
    /// The day of the sitting.
    pub day: NaiveDate,
    /// Its notes by reference: those dated that day, then those carried over.
    pub notes: Vec<SittingNote>,
}

/// A note for a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SittingNote {
    /// The note's line.
    pub item: ItemSummary,
    /// Whether it is of one of the seven days before, and not approved yet.
    pub carried: bool,
    /// What it still lacks.
    pub lacks: Vec<Problem>,
}

/// What a check was made of: the file, what both sides agreed on, what it cites and what all policies
/// say, the day and the rates at which it is spoken.
type Checked = (
    ContentHash,
    Option<AgreementStamp>,
    Option<CitedStamp>,
    PoliciesStamp,
    NaiveDate,
    Rates,
);

/// The fingerprints of all policies, as one.
type PoliciesStamp = u64;

/// What notes lack, as long as all that a check is made of stays the same.
#[derive(Debug, Default)]
pub(super) struct Lacks(Mutex<HashMap<String, (Checked, Vec<Problem>)>>);

impl Lacks {
    /// Nothing is known any more: a policy changed, which a citation may name.
    pub(super) fn forget(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

impl Notebook {
    /// The notes for the sitting of `day`, or for the coming one: today's until its Question Period
    /// is over, else that of the next working day. The House's calendar is not known here. A note
    /// of a day on which the House does not sit, a weekend's, is for the sitting after it.
    ///
    /// Archived notes are left out. Only what is listed is checked, and only once a change.
    pub fn sitting(&self, day: Option<NaiveDate>, rates: Rates) -> Result<Sitting, Failure> {
        let day = day.unwrap_or_else(|| coming(self.clock.local()));
        let from = day.checked_sub_days(CARRIED).unwrap_or(day);
        let since = first_day_for(day);
        let mut notes = Vec::new();
        let policies = self.policies_stamp();
        for item in self.items() {
            let Some((date, status)) = item.date.zip(item.status) else {
                continue;
            };
            let carried = (from..since).contains(&date) && !status.is_locked();
            let is_listed = (since..=day).contains(&date) && status != Status::Archived;
            if item.kind == ItemKind::Note && item.readable && (is_listed || carried) {
                let lacks = self.lacking(&item.id, policies, rates)?;
                notes.push(SittingNote {
                    item,
                    carried,
                    lacks,
                });
            }
        }
        notes.sort_by(|a, b| (a.carried, &a.item.id).cmp(&(b.carried, &b.item.id)));
        Ok(Sitting { day, notes })
    }

    fn policies_stamp(&self) -> PoliciesStamp {
        let mut hasher = rustc_hash::FxHasher::default();
        for (kind, id, hash) in self.store.hashes() {
            if kind == ItemKind::Policy {
                (id, hash.as_str()).hash(&mut hasher);
            }
        }
        hasher.finish()
    }

    fn lacking(
        &self,
        id: &str,
        policies: PoliciesStamp,
        rates: Rates,
    ) -> Result<Vec<Problem>, Failure> {
        let Some(hash) = self.store.hash(ItemKind::Note, id) else {
            return Ok(Vec::new());
        };
        let Ok(reference) = id.parse() else {
            return Ok(Vec::new());
        };
        let agreement = self.store.agreement_stamp(&reference);
        let cited = self.store.cited_stamp(&reference);
        let today = self.clock.today();
        let checked: Checked = (hash, agreement, cited, policies, today, rates);
        let known = |lacks: &HashMap<String, (Checked, Vec<Problem>)>| {
            let (known, problems) = lacks.get(id)?;
            (*known == checked).then(|| problems.clone())
        };
        let lacks = || self.lacks.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(problems) = known(&lacks()) {
            return Ok(problems);
        }
        let problems = self.check(&reference, rates)?;
        lacks().insert(id.to_owned(), (checked, problems.clone()));
        Ok(problems)
    }
}

/// The first day whose notes are for the sitting of `day`: the one after the working day before it.
fn first_day_for(day: NaiveDate) -> NaiveDate {
    let free = |before: &NaiveDate| matches!(before.weekday(), Weekday::Sat | Weekday::Sun);
    let days = (1..3).map_while(|days| day.checked_sub_days(Days::new(days)).filter(free));
    days.last().unwrap_or(day)
}

/// The day of the coming sitting.
fn coming(now: DateTime<FixedOffset>) -> NaiveDate {
    let today = now.date_naive();
    let works = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let first = u64::from(now.hour() >= OVER);
    (first..first + 3)
        .filter_map(|days| today.checked_add_days(Days::new(days)))
        .find(works)
        .unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coming_sitting_is_today_until_three_then_the_next_working_day() {
        for (now, day) in [
            ("2026-11-26T08:00:00-05:00", "2026-11-26"),
            ("2026-11-26T15:00:00-05:00", "2026-11-27"),
            ("2026-11-27T15:30:00-05:00", "2026-11-30"),
            ("2026-11-28T09:00:00-05:00", "2026-11-30"),
            ("2026-11-29T21:00:00-05:00", "2026-11-30"),
        ] {
            assert_eq!(coming(now.parse().unwrap()), day.parse().unwrap(), "{now}");
        }
    }

    #[test]
    fn a_note_of_a_weekend_is_for_the_monday_after_it() {
        for (day, first) in [
            ("2026-11-30", "2026-11-28"),
            ("2026-12-01", "2026-12-01"),
            ("2026-11-27", "2026-11-27"),
            ("2026-11-29", "2026-11-28"),
        ] {
            assert_eq!(
                first_day_for(day.parse().unwrap()),
                first.parse().unwrap(),
                "{day}"
            );
        }
    }
}
