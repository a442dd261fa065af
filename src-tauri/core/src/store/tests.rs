//! The store on real temporary folders.
//!
//! Long, and one file: every case stands on the same folder and the same few ways to write into it.

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::time::Duration;

use super::*;
use crate::lang::{Bilingual, Lang};
use crate::note::{Metadata, Side, Status};
use crate::problem::ProblemCode;
use crate::section::Section;

struct Bench {
    folder: tempfile::TempDir,
    root: PathBuf,
    store: Store,
}

fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("notebook");
    Store::init(&root).unwrap();
    let store = Store::open(&root, &folder.path().join("state/lock")).unwrap();
    let root = store.root().to_path_buf();
    Bench {
        folder,
        root,
        store,
    }
}

fn note(reference: &str) -> Note {
    Note {
        reference: reference.parse().unwrap(),
        meta: Metadata {
            date: Some(day()),
            ..Metadata::default()
        },
        sides: Bilingual::new(
            Some(Side {
                title: reference.into(),
                ..Side::default()
            }),
            None,
        ),
    }
}

fn signature() -> Signature {
    Signature {
        who: "Marie Tremblay".to_owned(),
        at: "2026-11-27T09:12:34-05:00".parse().unwrap(),
    }
}

fn status(was: Status, now: Status) -> Change {
    let meta = |status| Metadata {
        date: Some(day()),
        status,
        ..Metadata::default()
    };
    Change::Metadata {
        was: meta(was),
        now: meta(now),
    }
}

#[test]
fn an_approved_note_changes_in_nothing_but_its_state_until_it_is_reopened() {
    let Bench { store, root, .. } = &bench();
    let first = store.create_note(&note("A"), day()).unwrap();
    let reference = &first.read.note.reference;
    let save =
        |hash: &ContentHash, changes: &[Change]| store.save(reference, hash, changes, &signature());
    let approve = status(Status::Draft, Status::Approved);
    let both = [approve, change("Un", "")];
    let approved = save(&first.hash, &both).unwrap().stored;
    assert_eq!(
        approved.read.states[0].to_string(),
        "approved 2026-11-27T09:12:34-05:00 Marie Tremblay"
    );
    let file = fs::read_dir(root.join("qp/2026"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let bytes = fs::read(&file).unwrap();
    let tagged = Change::Metadata {
        was: approved.read.note.meta.clone(),
        now: Metadata {
            tags: vec!["x".to_owned()],
            from: None,
            status: Status::Archived,
            ..approved.read.note.meta.clone()
        },
    };
    for refused in [change("Deux", "Un"), tagged] {
        for hash in [&approved.hash, &first.hash] {
            let error = save(hash, std::slice::from_ref(&refused)).unwrap_err();
            assert!(matches!(error, StoreError::Locked { .. }), "{error}");
        }
    }
    assert_eq!(fs::read(&file).unwrap(), bytes);
    // What says nothing new is no change.
    save(&approved.hash, &[change("Un", "Un")]).unwrap();
    let reopen = status(Status::Approved, Status::InReview);
    let open = save(&approved.hash, &[reopen, change("Deux", "Un")])
        .unwrap()
        .stored;
    assert_eq!(open.read.states.len(), 2);
    assert_eq!(open.read.note.meta.status, Status::InReview);
}

fn day() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

fn put(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    atomic_write(path, bytes.as_ref()).unwrap();
}

fn change(now: &str, was: &str) -> Change {
    Change::Text {
        lang: Lang::Fr,
        section: Section::Question,
        was: was.into(),
        now: now.into(),
    }
}

fn seen(store: &Store) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    store
        .scan(&mut |seen| {
            all.insert(match seen {
                Seen::Present { id, .. } => format!("+{id}"),
                Seen::Unreadable { id, .. } => format!("?{id}"),
                Seen::Gone { id, .. } => format!("-{id}"),
            });
        })
        .unwrap();
    all
}

fn set<const N: usize>(items: [&str; N]) -> BTreeSet<String> {
    items.into_iter().map(str::to_owned).collect()
}

#[test]
fn a_folder_without_notes_or_policies_is_no_notebook() {
    let folder = tempfile::tempdir().unwrap();
    let error = Store::open(folder.path(), &folder.path().join("lock")).unwrap_err();
    assert!(matches!(error, StoreError::NotANotebook(_)));
}

#[test]
fn files_that_cannot_be_read_are_listed_with_their_problem() {
    let Bench { root, store, .. } = &bench();
    put(&root.join("qp/2026/a.md"), "---\nreference: A\n---\n");
    put(&root.join("qp/b.md"), "no front matter");
    put(&root.join("qp/c.md"), [0xff, 0xfe, 0x00]);
    put(&root.join("qp/copy.md"), "---\nreference: A\n---\n");
    put(
        &root.join("policy/p.md"),
        "---\ntitle: P\nlang: en\n---\n## 1. One\n",
    );
    put(&root.join("qp/.hidden.md"), "x");
    put(&root.join("qp/picture.png"), "x");
    assert_eq!(
        seen(store),
        set(["+A", "?qp/b.md", "?qp/c.md", "?qp/copy.md", "+p"])
    );
    let items = store.items();
    let codes: Vec<(String, Option<ProblemCode>)> = items
        .iter()
        .map(|item| (item.id.clone(), item.problems.first().map(|p| p.code)))
        .collect();
    assert_eq!(
        codes,
        [
            ("A".to_owned(), None),
            ("qp/b.md".to_owned(), Some(ProblemCode::NoFrontMatter)),
            ("qp/c.md".to_owned(), Some(ProblemCode::NotUtf8)),
            ("qp/copy.md".to_owned(), Some(ProblemCode::DuplicateId)),
            ("p".to_owned(), None),
        ]
    );
}

#[test]
fn a_second_look_tells_only_what_changed() {
    let Bench { root, store, .. } = &bench();
    let (a, b) = (root.join("qp/a.md"), root.join("qp/b.md"));
    put(&a, "---\nreference: A\n---\n");
    put(&b, "---\nreference: A\n---\n\n");
    seen(store);
    assert_eq!(seen(store), set([]));
    put(&a, "---\nreference: RENAMED\n---\n");
    assert_eq!(seen(store), set(["-A", "-qp/b.md", "+A", "+RENAMED"]));
    fs::remove_file(&b).unwrap();
    assert_eq!(seen(store), set(["-A"]));
}

#[test]
fn a_created_note_is_found_and_never_replaces_another() {
    let Bench { root, store, .. } = &bench();
    let stored = store
        .create_note(&note("TBS-2026-QP-11-00001"), day())
        .unwrap();
    assert!(root.join("qp/2026/TBS-2026-QP-11-00001.md").is_file());
    assert_eq!(store.note(&stored.read.note.reference).unwrap(), stored);
    for reference in ["TBS-2026-QP-11-00001", "TBS/1"] {
        put(&root.join("qp/2026/TBS_1.md"), "not yet read");
        let error = store.create_note(&note(reference), day()).unwrap_err();
        assert!(matches!(error, StoreError::AlreadyExists(_)), "{error}");
    }
    put(
        &root.join("qp/2026/TBS-2026-QP-11-00002.md"),
        "somebody else's",
    );
    let next = store.create_numbered(&note("X"), day()).unwrap();
    assert_eq!(next.read.note.reference.as_str(), "TBS-2026-QP-11-00003");
    assert_eq!(
        fs::read_to_string(root.join("qp/2026/TBS-2026-QP-11-00002.md")).unwrap(),
        "somebody else's"
    );
}

#[test]
fn save_merges_and_keeps_both_versions_when_the_disk_changed() {
    let Bench { store, .. } = &bench();
    let first = store.create_note(&note("A"), day()).unwrap();
    let reference = first.read.note.reference.clone();
    let SavedNote {
        stored: second,
        conflicts,
        ..
    } = store
        .save(&reference, &first.hash, &[change("Un", "")], &signature())
        .unwrap();
    assert!(conflicts.is_empty());
    assert_ne!(second.hash, first.hash);
    let SavedNote {
        stored: third,
        conflicts,
        ..
    } = store
        .save(&reference, &first.hash, &[change("Deux", "")], &signature())
        .unwrap();
    assert_eq!((third, conflicts.len()), (second.clone(), 1));
    let SavedNote {
        stored: again,
        conflicts,
        ..
    } = store
        .save(
            &reference,
            &second.hash,
            &[change("Un", "Un")],
            &signature(),
        )
        .unwrap();
    assert_eq!((again, conflicts.len()), (second, 0));
}

#[test]
fn a_failed_save_keeps_the_old_file() {
    let Bench { root, store, .. } = &bench();
    let first = store.create_note(&note("A"), day()).unwrap();
    let path = root.join("qp/2026/A.md");
    put(&path, [0xff]);
    let error = store
        .save(
            &first.read.note.reference,
            &first.hash,
            &[change("Un", "")],
            &signature(),
        )
        .unwrap_err();
    assert!(matches!(error, StoreError::NotReadable(_)), "{error}");
    assert_eq!(fs::read(&path).unwrap(), [0xff]);
    fs::remove_file(&path).unwrap();
    let error = store
        .save(
            &first.read.note.reference,
            &first.hash,
            &[change("Un", "")],
            &signature(),
        )
        .unwrap_err();
    assert!(matches!(error, StoreError::NotFound(_)), "{error}");
}

#[test]
fn a_moved_note_is_still_found() {
    let Bench { root, store, .. } = &bench();
    let first = store.create_note(&note("A"), day()).unwrap();
    fs::create_dir_all(root.join("qp/other")).unwrap();
    fs::rename(root.join("qp/2026/A.md"), root.join("qp/other/renamed.md")).unwrap();
    assert_eq!(store.note(&first.read.note.reference).unwrap(), first);
}

#[test]
fn a_policy_whose_slug_is_taken_gets_a_number() {
    let Bench { store, .. } = &bench();
    let policy = Policy {
        slug: "guide".into(),
        ..Policy::default()
    };
    assert_eq!(store.create_policy(&policy).unwrap().0, "guide");
    assert_eq!(store.create_policy(&policy).unwrap().0, "guide-2");
    assert!(store.policy("guide-2").is_ok());
}

#[test]
fn the_watch_tells_of_changes_outside_and_not_of_our_own() {
    let Bench { root, store, .. } = &bench();
    let first = store.create_note(&note("A"), day()).unwrap();
    let (tell, told) = mpsc::channel();
    let _watch = store.watch(move |paths| tell.send(paths).unwrap()).unwrap();
    store
        .save(
            &first.read.note.reference,
            &first.hash,
            &[change("Un", "")],
            &signature(),
        )
        .unwrap();
    put(&root.join("qp/2026/B.md"), "---\nreference: B\n---\n");
    let mut found = Vec::new();
    while !found.contains(&"B".to_owned()) {
        let paths = told.recv_timeout(Duration::from_secs(20)).unwrap();
        store
            .look_at(&paths, &mut |seen| {
                if let Seen::Present { id, .. } = seen {
                    found.push(id);
                }
            })
            .unwrap();
    }
    assert_eq!(found, ["B"]);
}

#[test]
fn what_a_killed_program_left_is_swept_and_nothing_else() {
    let Bench { root, store, .. } = &bench();
    let left = ["qp/.qp-tmp-x", "translated/.qp-tmp-y"].map(|path| root.join(path));
    let note = root.join("qp/a.md");
    fs::create_dir_all(root.join("translated")).unwrap();
    put(&note, "---\nreference: A\n---\n");
    for left in &left {
        put(left, "half");
        let written = fs::metadata(left).unwrap().modified().unwrap();
        store.sweep(written);
        assert!(left.exists());
        store.sweep(written + Duration::from_secs(1));
        assert!(!left.exists() && note.exists());
    }
}

#[test]
fn two_references_that_make_one_file_name_get_two_files() {
    let Bench { root, store, .. } = &bench();
    store.create_note(&note("X/1"), day()).unwrap();
    store.create_note(&note("X_1"), day()).unwrap();
    assert!(root.join("qp/2026/X_1.md").is_file() && root.join("qp/2026/X_1-2.md").is_file());
    assert_eq!(
        store
            .note(&"X_1".parse().unwrap())
            .unwrap()
            .read
            .note
            .reference
            .as_str(),
        "X_1"
    );
}

#[test]
fn what_is_seen_while_a_note_is_looked_for_is_told_later() {
    let Bench { root, store, .. } = &bench();
    seen(store);
    put(&root.join("qp/b.md"), "---\nreference: B\n---\n");
    assert!(store.note(&"MISSING".parse().unwrap()).is_err());
    assert_eq!(seen(store), set(["+B"]));
}

#[test]
fn a_save_needs_no_folder_that_somebody_has_cleared() {
    let Bench { folder, store, .. } = &bench();
    let first = store.create_note(&note("A"), day()).unwrap();
    fs::remove_dir_all(folder.path().join("state")).unwrap();
    store
        .save(
            &first.read.note.reference,
            &first.hash,
            &[change("Un", "")],
            &signature(),
        )
        .unwrap();
}

#[cfg(unix)]
#[test]
fn notes_behind_a_link_that_leads_nowhere_for_now_are_not_gone() {
    let Bench {
        folder,
        root,
        store,
    } = &bench();
    let (elsewhere, away) = (folder.path().join("elsewhere"), folder.path().join("away"));
    put(&elsewhere.join("a.md"), "---\nreference: A\n---\n");
    std::os::unix::fs::symlink(&elsewhere, root.join("qp/2025")).unwrap();
    assert_eq!(seen(store), set(["+A"]));
    fs::rename(&elsewhere, &away).unwrap();
    assert_eq!(seen(store), set(["?qp/2025"]));
    assert_eq!(store.items().len(), 2);
    fs::rename(&away, &elsewhere).unwrap();
    assert_eq!(seen(store), set(["-qp/2025"]));
    assert_eq!(store.items().len(), 1);
}

#[test]
fn another_program_that_holds_the_lock_does_not_hold_up_a_save_for_ever() {
    let Bench { folder, store, .. } = &bench();
    let first = store.create_note(&note("A"), day()).unwrap();
    let other = File::options()
        .append(true)
        .open(folder.path().join("state/lock"))
        .unwrap();
    other.lock().unwrap();
    let failed = store.save(
        &first.read.note.reference,
        &first.hash,
        &[change("Un", "")],
        &signature(),
    );
    assert!(
        matches!(failed, Err(StoreError::Write { .. })),
        "{failed:?}"
    );
    other.unlock().unwrap();
    assert!(
        store
            .save(
                &first.read.note.reference,
                &first.hash,
                &[change("Un", "")],
                &signature()
            )
            .is_ok()
    );
}

/// A store on the same folder, as the next program opens it.
fn again(bench: &Bench) -> Store {
    Store::open(&bench.root, &bench.folder.path().join("state/lock")).unwrap()
}

fn citing_note(reference: &str) -> String {
    format!(
        "---\nreference: {reference}\ntags: [spending]\n---\n# English\n\n## Background\n\nAs told [@guide#4.1].\n"
    )
}

/// Two dozen notes, known to a store and kept in the file that is given, as if long ago.
fn remembered(bench: &Bench) -> PathBuf {
    for number in 0..24 {
        let path = bench.root.join(format!("qp/{number}.md"));
        put(&path, citing_note(&format!("N-{number}")));
        age(&path, 3600);
    }
    let cache = bench.folder.path().join("state/catalogue");
    seen(&bench.store);
    bench.store.remember(&cache).unwrap();
    cache
}

fn age(path: &Path, seconds: u64) {
    let file = File::options().write(true).open(path).unwrap();
    let now = fs::metadata(path).unwrap().modified().unwrap();
    file.set_modified(now - Duration::from_secs(seconds))
        .unwrap();
}

#[test]
fn the_next_opening_knows_the_list_and_reads_only_what_differs() {
    let bench = bench();
    let cache = remembered(&bench);
    let store = again(&bench);
    store.recall(&cache);
    assert!(!store.is_scanned());
    assert_eq!(store.items(), bench.store.items());
    assert_eq!(store.items()[0].tags, ["spending"]);
    assert_eq!(store.items()[0].cites[0].anchor, "4.1");
    assert_eq!(
        store.hash(ItemKind::Note, "N-7"),
        bench.store.hash(ItemKind::Note, "N-7")
    );
    // A file of another content but the same time and size is taken to be the same: not read.
    let unread = bench.root.join("qp/3.md");
    let written = fs::metadata(&unread).unwrap().modified().unwrap();
    put(&unread, citing_note("M-3"));
    let file = File::options().write(true).open(&unread).unwrap();
    file.set_modified(written).unwrap();
    put(
        &bench.root.join("qp/7.md"),
        "---\nreference: CHANGED\n---\n",
    );
    fs::remove_file(bench.root.join("qp/9.md")).unwrap();
    assert_eq!(seen(&store), set(["+CHANGED", "-N-7", "-N-9"]));
    assert!(store.is_scanned());
    assert_eq!(store.count(), 23);
}

#[test]
fn a_file_written_just_before_the_list_was_kept_is_read_again() {
    let bench = bench();
    let cache = remembered(&bench);
    let path = bench.root.join("qp/3.md");
    put(&path, "---\nreference: N-3\n---\n");
    for number in 30..60 {
        put(&bench.root.join(format!("qp/{number}.md")), "not a note");
    }
    seen(&bench.store);
    bench.store.remember(&cache).unwrap();
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    put(&path, citing_note("M-3"));
    let file = File::options().write(true).open(&path).unwrap();
    file.set_modified(written).unwrap();
    let store = again(&bench);
    store.recall(&cache);
    assert_eq!(seen(&store), set(["+M-3", "-N-3"]));
}

#[test]
fn a_damaged_list_is_as_good_as_none() {
    let bench = bench();
    let cache = remembered(&bench);
    let whole = fs::read(&cache).unwrap();
    for at in (0..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x04;
        put(&cache, &bytes);
        let store = again(&bench);
        store.recall(&cache);
        assert_eq!(store.items(), [], "{at}");
    }
    for bytes in [&whole[..whole.len() / 2], b"", b"\n[]"] {
        put(&cache, bytes);
        let store = again(&bench);
        store.recall(&cache);
        assert_eq!(store.items(), []);
        assert_eq!(seen(&store).len(), 24);
    }
}

#[test]
fn what_is_asked_of_some_ids_is_what_the_list_says_of_them() {
    let bench = bench();
    remembered(&bench);
    put(&bench.root.join("qp/broken.md"), [0xff, 0xfe, 0x00]);
    fs::remove_file(bench.store.path(ItemKind::Note, "N-2").unwrap()).unwrap();
    seen(&bench.store);
    let ids = ["qp/broken.md", "N-1", "N-2", "nobody"].map(str::to_owned);
    let of_ids = bench.store.items_of(&ids);
    assert_eq!(of_ids.len(), 2, "{of_ids:?}");
    let whole = bench.store.items();
    assert!(of_ids.iter().all(|item| whole.contains(item)));
}

#[test]
fn of_two_files_with_one_id_the_other_is_told_when_the_first_is_gone_while_nobody_looked() {
    let bench = bench();
    put(&bench.root.join("qp/copy.md"), "---\nreference: N-1\n---\n");
    age(&bench.root.join("qp/copy.md"), 3600);
    let cache = remembered(&bench);
    let path = bench.store.path(ItemKind::Note, "N-1").unwrap();
    fs::remove_file(path).unwrap();
    let store = again(&bench);
    store.recall(&cache);
    assert_eq!(store.count(), 24);
    seen(&store);
    assert_eq!(store.count(), 24);
    assert!(store.note(&"N-1".parse().unwrap()).is_ok());
}

#[test]
fn before_the_folder_was_looked_over_a_note_is_found_and_no_number_is_given_twice() {
    let bench = bench();
    let taken = bench.store.create_numbered(&note("X"), day()).unwrap();
    let elsewhere = bench.root.join("qp/elsewhere.md");
    fs::rename(
        bench
            .store
            .path(ItemKind::Note, taken.read.note.reference.as_str())
            .unwrap(),
        &elsewhere,
    )
    .unwrap();
    bench.store.create_note(&note("B"), day()).unwrap();
    let store = again(&bench);
    assert!(store.note(&"B".parse().unwrap()).is_ok());
    assert!(!store.is_scanned(), "one file was enough");
    let next = store.create_numbered(&note("X"), day()).unwrap();
    assert_ne!(next.read.note.reference, taken.read.note.reference);
    assert!(store.policy("../qp/elsewhere").is_err());
}

#[test]
fn notes_are_saved_while_the_folder_is_looked_over() {
    let bench = bench();
    for number in 0..400 {
        let path = bench.root.join(format!("qp/{number:03}.md"));
        put(&path, format!("---\nreference: N-{number}\n---\n"));
    }
    let first = bench.store.create_note(&note("A"), day()).unwrap();
    let mut told = 0;
    let mut base = first.hash;
    let mut was = String::new();
    let store = again(&bench);
    store
        .scan(&mut |_| {
            told += 1;
        })
        .unwrap();
    assert_eq!(told, 401);
    // A look from another thread and saves side by side lose neither.
    std::thread::scope(|scope| {
        let looking = scope.spawn(|| {
            for _ in 0..20 {
                store.scan(&mut |_| {}).unwrap();
            }
        });
        let mut number = 0;
        while !looking.is_finished() {
            number += 1;
            let now = format!("Non {number}");
            let saved = store
                .save(
                    &"A".parse().unwrap(),
                    &base,
                    &[change(&now, &was)],
                    &signature(),
                )
                .unwrap();
            assert!(saved.conflicts.is_empty());
            (base, was) = (saved.stored.hash, now);
        }
        assert!(number > 1);
    });
    assert_eq!(store.count(), 401);
    assert_eq!(store.hash(ItemKind::Note, "A"), Some(base));
}
