//! States are kept in order, once, privately, and within bounds.

use std::sync::Arc;

use chrono::TimeDelta;

use super::*;
use crate::clock::FixedClock;

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn reference() -> Reference {
    "TBS-2026-QP-11-00041".parse().unwrap()
}

fn texts(history: &History) -> Vec<String> {
    let read = |state: State| history.text(&reference(), &state.id).unwrap();
    history.states(&reference()).into_iter().map(read).collect()
}

#[test]
fn states_come_newest_first_and_the_same_text_twice_in_a_row_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let history = History::new(&folder.path().join("history"));
    assert!(!history.has(&reference()));
    let now = moment("2026-11-27T14:00:00Z");
    for text in ["one", "two", "two", "one"] {
        history.keep(&reference(), text, now, Origin::Here).unwrap();
    }
    assert_eq!(texts(&history), ["one", "two", "one"]);
    let other: Reference = "TBS-2026-QP-11-00042".parse().unwrap();
    assert_eq!(history.states(&other), []);
    assert_eq!(history.text(&reference(), "../../secret"), None);
}

#[test]
fn a_state_whose_bytes_were_spoilt_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let history = History::new(folder.path());
    let now = moment("2026-11-27T14:00:00Z");
    history
        .keep(&reference(), "right", now, Origin::Elsewhere)
        .unwrap();
    let id = history.states(&reference())[0].id.clone();
    let file = history.of(&reference()).join(format!("{id}.md"));
    crate::store::atomic_write(&file, b"wrong").unwrap();
    assert_eq!(history.text(&reference(), &id), None);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_what_is_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let history = History::new(&folder.path().join("history"));
    let now = moment("2026-11-27T14:00:00Z");
    history
        .keep(&reference(), "one", now, Origin::Here)
        .unwrap();
    let of = history.of(&reference());
    for entry in [of.clone(), folder.path().join("history")]
        .into_iter()
        .chain(fs::read_dir(of).unwrap().map(|entry| entry.unwrap().path()))
    {
        let mode = fs::metadata(&entry).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", entry.display());
    }
}

#[test]
fn older_states_are_thinned_and_the_oldest_let_go() {
    let now = moment("2026-11-27T14:00:00Z");
    let at = |minutes: i64| {
        let at = now - TimeDelta::minutes(minutes);
        let id = minutes.to_string();
        let state = State {
            id,
            at,
            origin: Origin::Here,
            fingerprint: String::new(),
        };
        (state, 100)
    };
    let day = 24 * 60;
    let states = [
        0,
        1,
        2,
        day,
        day + 1,
        day + 2,
        day + 12,
        5 * day,
        5 * day + 1,
        5 * day + 2,
        20 * day,
        20 * day + 120,
        31 * day,
    ];
    let states: Vec<_> = states.into_iter().map(at).collect();
    let gone = Bounds::default().let_go(&states, now);
    let expected =
        [day + 2, 5 * day + 2, 20 * day + 120, 31 * day].map(|minutes| minutes.to_string());
    // Of the ten minutes before 14:00, of the hour and of the day the last one is kept.
    assert_eq!(gone, expected);
    let small = Bounds {
        note: 250,
        ..Bounds::default()
    };
    assert_eq!(small.let_go(&states[..4], now), ["2", &day.to_string()]);
}

#[test]
fn what_the_recorder_was_told_is_kept_when_it_is_dropped() {
    let folder = tempfile::tempdir().unwrap();
    let history = History::new(folder.path());
    let now = moment("2026-11-27T14:00:00Z");
    let old = moment("2026-09-01T14:00:00Z");
    history
        .keep(&reference(), "long ago", old, Origin::Here)
        .unwrap();
    let clock = Arc::new(FixedClock(now));
    let recorder = Recorder::new(history.clone(), Bounds::default(), clock);
    for number in 0..100 {
        recorder.keep(&reference(), number.to_string(), now, Origin::Here);
    }
    assert!(recorder.flush(std::time::Duration::from_secs(30)));
    recorder.keep(&reference(), "last".to_owned(), now, Origin::Here);
    drop(recorder);
    let texts = texts(&history);
    assert_eq!(
        (texts[0].as_str(), texts[1].as_str(), texts.len()),
        ("last", "99", 101)
    );
}

#[test]
fn all_notes_together_stay_within_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let history = History::new(folder.path());
    let now = moment("2026-11-27T14:00:00Z");
    for number in 0..10 {
        let other: Reference = format!("A-{number}").parse().unwrap();
        let at = now - TimeDelta::minutes(number);
        history.keep(&other, "12345678", at, Origin::Here).unwrap();
    }
    history.thin_all(
        &Bounds {
            all: 40,
            ..Bounds::default()
        },
        now,
    );
    let left = |number: usize| {
        history
            .states(&format!("A-{number}").parse().unwrap())
            .len()
    };
    assert_eq!(
        (0..10).map(left).collect::<Vec<_>>(),
        [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]
    );
}

/// A clock that stands still until it is let go: who asks it waits.
struct HeldClock(std::sync::Mutex<std::sync::mpsc::Receiver<()>>);

impl crate::clock::Clock for HeldClock {
    fn now(&self) -> DateTime<Utc> {
        let _ = self.0.lock().unwrap().recv();
        moment("2026-11-27T14:00:00Z")
    }

    fn today(&self) -> chrono::NaiveDate {
        self.now().date_naive()
    }
}

#[test]
fn a_note_has_states_from_the_moment_that_one_was_told_however_slow_the_disk_is() {
    let folder = tempfile::tempdir().unwrap();
    let history = History::new(&folder.path().join("history"));
    let (let_go, held) = std::sync::mpsc::channel::<()>();
    let clock = Arc::new(HeldClock(std::sync::Mutex::new(held)));
    let recorder = Recorder::new(history.clone(), Bounds::default(), clock);
    let now = moment("2026-11-27T14:00:00Z");
    let other: Reference = "TBS-2026-QP-11-00042".parse().unwrap();
    // The first that is written asks the clock, so that the second waits.
    recorder.keep(&other, "one".to_owned(), now, Origin::Here);
    assert!(!recorder.has(&reference()));
    recorder.keep(&reference(), "one".to_owned(), now, Origin::Here);
    assert!(!history.has(&reference()));
    assert!(recorder.has(&reference()));
    drop(let_go);
    drop(recorder);
    assert!(history.has(&reference()));
    let later = Recorder::new(history, Bounds::default(), Arc::new(FixedClock(now)));
    assert!(later.has(&reference()), "what was kept before");
}
