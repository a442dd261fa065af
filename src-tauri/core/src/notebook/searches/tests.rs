//! Saved and recent searches in real folders.

use std::sync::Arc;

use super::*;
use crate::clock::FixedClock;
use crate::notebook::Location;
use crate::search::Facet;

struct Bench {
    _folder: tempfile::TempDir,
    location: Location,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notebook");
        Notebook::init(&path).unwrap();
        let [cache, data] = ["cache", "data"].map(|name| folder.path().join(name));
        Self {
            location: Location::within(&path, &cache, &data),
            _folder: folder,
        }
    }

    fn open(&self) -> Notebook {
        let clock = FixedClock::on("2026-11-22".parse().unwrap());
        Notebook::open(self.location.clone(), Arc::new(clock)).unwrap()
    }

    fn file(&self) -> PathBuf {
        self.location.data.join("searches.json")
    }

    fn damage(&self, text: &str) {
        std::fs::create_dir_all(&self.location.data).unwrap();
        atomic_write(&self.file(), text.as_bytes()).unwrap();
    }
}

fn words(text: &str) -> SearchTerms {
    SearchTerms {
        text: text.into(),
        ..SearchTerms::default()
    }
}

fn names(searches: &Searches) -> Vec<&str> {
    searches.saved.iter().map(|saved| &*saved.name).collect()
}

#[test]
fn what_is_saved_and_remembered_is_there_after_the_next_start_and_not_in_the_notebook() {
    let bench = Bench::new();
    let mut terms = words("l’accès");
    terms.narrow.insert(
        Facet::Status,
        vec!["draft".into(), "approved".into(), "draft".into()],
    );
    terms.from = Some("2026-01-01".parse().unwrap());
    terms.sort = SortBy::Date;
    let notebook = bench.open();
    notebook
        .save_search("  Accès,  cette année ", terms.clone(), false)
        .unwrap();
    notebook.remember_search(words("pay")).unwrap();
    drop(notebook);
    let found = bench.open().searches().unwrap();
    assert_eq!(names(&found), ["Accès, cette année"]);
    assert_eq!(found.saved[0].terms, terms.tidy());
    assert_eq!(found.recent, [words("pay")]);
    let folders = ["", "qp", "policy"].map(|name| bench.location.folder.join(name));
    for folder in folders {
        for entry in std::fs::read_dir(folder).unwrap() {
            assert!(entry.unwrap().path().is_dir());
        }
    }
}

#[test]
fn a_name_is_taken_in_any_case_until_it_is_to_be_replaced() {
    let bench = Bench::new();
    let notebook = bench.open();
    notebook.save_search("Été", words("a"), false).unwrap();
    let again = notebook.save_search("ÉTÉ", words("b"), false);
    assert_eq!(again.unwrap_err().code, ErrorCode::AlreadyExists);
    let replaced = notebook.save_search("ÉTÉ", words("b"), true).unwrap();
    assert_eq!(names(&replaced), ["ÉTÉ"]);
    assert_eq!(replaced.saved[0].terms, words("b"));
}

#[test]
fn a_name_has_one_to_eighty_characters_that_can_be_seen() {
    let bench = Bench::new();
    let notebook = bench.open();
    for name in ["", " \t ", "a\u{7}b", &"é".repeat(81)] {
        let refused = notebook.save_search(name, words("a"), false);
        assert_eq!(refused.unwrap_err().code, ErrorCode::BadName, "{name:?}");
    }
    notebook
        .save_search(&"é".repeat(80), words("a"), false)
        .unwrap();
}

#[test]
fn a_renamed_search_keeps_its_terms_and_takes_no_other_ones_name() {
    let bench = Bench::new();
    let notebook = bench.open();
    notebook.save_search("one", words("1"), false).unwrap();
    notebook.save_search("two", words("2"), false).unwrap();
    let clash = notebook.rename_search("one", "TWO");
    assert_eq!(clash.unwrap_err().code, ErrorCode::AlreadyExists);
    let gone = notebook.rename_search("three", "four");
    assert_eq!(gone.unwrap_err().code, ErrorCode::NotFound);
    let recased = notebook.rename_search("one", "One").unwrap();
    assert_eq!(names(&recased), ["One", "two"]);
    let renamed = notebook.rename_search("One", "zebra").unwrap();
    assert_eq!(names(&renamed), ["two", "zebra"]);
    assert_eq!(renamed.saved[1].terms, words("1"));
    let removed = notebook.remove_search("TWO").unwrap();
    assert_eq!(names(&removed), ["zebra"]);
}

#[test]
fn the_last_twenty_searches_are_remembered_each_once_the_newest_first() {
    let bench = Bench::new();
    let notebook = bench.open();
    for number in 0..25 {
        notebook
            .remember_search(words(&format!("search {number}")))
            .unwrap();
    }
    notebook.remember_search(words("  ")).unwrap();
    let found = notebook.remember_search(words(" search  10 ")).unwrap();
    assert_eq!(found.recent.len(), RECENT);
    assert_eq!(found.recent[0], words("search 10"));
    assert_eq!(found.recent[1], words("search 24"));
    let times = found
        .recent
        .iter()
        .filter(|recent| recent.text == "search 10");
    assert_eq!(times.count(), 1);
    notebook.save_search("kept", words("k"), false).unwrap();
    let cleared = notebook.clear_recent_searches().unwrap();
    assert!(cleared.recent.is_empty());
    assert_eq!(names(&cleared), ["kept"]);
}

#[test]
fn the_hundred_and_first_is_refused_and_nothing_is_pushed_out() {
    let bench = Bench::new();
    let notebook = bench.open();
    for number in 0..SAVED {
        notebook
            .save_search(&format!("s{number}"), words("a"), false)
            .unwrap();
    }
    let refused = notebook.save_search("more", words("a"), false);
    assert_eq!(refused.unwrap_err().code, ErrorCode::TooMany);
    notebook.save_search("s7", words("b"), true).unwrap();
    assert_eq!(notebook.searches().unwrap().saved.len(), SAVED);
}

#[test]
fn a_damaged_file_is_set_aside_and_the_next_search_is_kept() {
    let bench = Bench::new();
    let notebook = bench.open();
    for (number, broken) in ["{\"saved\": [", "[1, 2]", "\u{0}"].into_iter().enumerate() {
        bench.damage(broken);
        assert_eq!(notebook.searches().unwrap(), Searches::default());
        let aside = format!("searches.damaged-{}.json", number + 1);
        let kept = std::fs::read_to_string(bench.location.data.join(aside)).unwrap();
        assert_eq!(kept, broken);
    }
    notebook.remember_search(words("after")).unwrap();
    assert_eq!(bench.open().searches().unwrap().recent, [words("after")]);
}

#[test]
fn one_entry_that_cannot_be_read_takes_no_other_one_with_it() {
    let bench = Bench::new();
    bench.damage(
        r#"{"saved": [{"name": "good", "terms": {"text": "a"}},
                      {"name": "later", "terms": {"narrow": {"colour": ["red"]}}}],
            "recent": [{"text": "b"}, 7]}"#,
    );
    let found = bench.open().searches().unwrap();
    assert_eq!(names(&found), ["good"]);
    assert_eq!(found.recent, [words("b")]);
    let aside = bench.location.data.join("searches.damaged-1.json");
    assert!(std::fs::read_to_string(aside).unwrap().contains("colour"));
    assert_eq!(bench.open().searches().unwrap(), found);
}

#[cfg(unix)]
#[test]
fn only_this_user_can_read_the_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = Bench::new();
    let notebook = bench.open();
    notebook.remember_search(words("a")).unwrap();
    notebook.remember_search(words("b")).unwrap();
    let mode = std::fs::metadata(bench.file())
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0);
}

#[test]
fn two_windows_on_one_notebook_lose_nothing_of_each_other() {
    let bench = Bench::new();
    let [one, two] = [bench.open(), bench.open()];
    std::thread::scope(|scope| {
        for (notebook, mark) in [(&one, "a"), (&two, "b")] {
            scope.spawn(move || {
                for number in 0..20 {
                    notebook
                        .save_search(&format!("{mark}{number}"), words("x"), false)
                        .unwrap();
                }
            });
        }
    });
    assert_eq!(one.searches().unwrap().saved.len(), 40);
}
