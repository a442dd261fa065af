//! What is kept, replaced and removed, by whom, and what damage does.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use super::*;
use crate::search::{Opened, Reason, SearchError};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// What is done to a file.
type Harm = fn(&Path);

/// A folder with the library in it, closed.
fn kept() -> tempfile::TempDir {
    static KEPT: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
        let dir = folder();
        let (index, opened) = Index::open(dir.path()).unwrap();
        assert_eq!(opened, Opened::Rebuilt(Reason::Missing));
        fill(&index);
        dir
    });
    copied(KEPT.path())
}

/// A copy of a folder at one moment: as long as the list of segments stays, so do its files.
fn copied(dir: &Path) -> tempfile::TempDir {
    loop {
        let copy = folder();
        let list = fs::read(dir.join("meta.json")).unwrap();
        let entries = fs::read_dir(dir).unwrap();
        let copied = entries.map(|entry| entry.unwrap()).try_for_each(|entry| {
            fs::copy(entry.path(), copy.path().join(entry.file_name())).map(|_| ())
        });
        let is_of_one_moment = fs::read(dir.join("meta.json")).unwrap() == list;
        match copied {
            Ok(()) if is_of_one_moment => return copy,
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => panic!("{error}"),
            _ => {}
        }
    }
}

fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_str().unwrap().ends_with(extension))
        .collect();
    files.sort();
    files
}

fn overwrite(path: &Path, bytes: &[u8]) {
    use std::io::Write;
    fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

/// Changes one byte in the middle, in place: the file may be open.
fn flip(path: &Path) {
    use std::io::{Seek, SeekFrom, Write};
    let bytes = fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    let mut file = fs::File::options().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(middle as u64)).unwrap();
    file.write_all(&[bytes[middle] ^ 0x15]).unwrap();
}

#[test]
fn what_was_committed_is_there_at_the_next_opening() {
    let dir = kept();
    let (index, opened) = Index::open(dir.path()).unwrap();
    assert_eq!(opened, Opened::Ready);
    assert_eq!(found(&index, "charger"), [FLEET]);
    assert!(index.verify().is_ok());
}

#[test]
fn a_put_note_is_found_after_the_commit_and_replaces_the_old() {
    let index = library();
    let changed = note(FLEET, "2026-01-01", Some(side("Buses", "Trolleys.")), None);
    index.put_note(&changed, "f2").unwrap();
    assert_eq!(found(&index, "charger"), [FLEET]);
    index.commit().unwrap();
    assert_eq!(found(&index, "trolleys"), [FLEET]);
    assert_eq!(ask(&index, "charger").total, 0);
    assert_eq!(ask(&index, "").total, 5);
    let stamps = index.stamps().unwrap();
    assert_eq!(stamps[&(HitKind::Note, FLEET.to_owned())], "f2");
    assert_eq!(stamps.len(), 4);
}

#[test]
fn stamps_tell_notes_from_policies_of_the_same_id() {
    let index = Index::in_memory().unwrap();
    index
        .put_note(&note(SLUG, "2026-01-01", None, None), "note")
        .unwrap();
    index.put_policy(&policy(), "policy").unwrap();
    let empty = Policy {
        slug: "empty".to_owned(),
        ..Policy::default()
    };
    index.put_policy(&empty, "e").unwrap();
    index.commit().unwrap();
    let stamps = index.stamps().unwrap();
    assert_eq!(stamps[&(HitKind::Note, SLUG.to_owned())], "note");
    assert_eq!(stamps[&(HitKind::Policy, SLUG.to_owned())], "policy");
    assert_eq!(stamps[&(HitKind::Policy, "empty".to_owned())], "e");
    index.remove(HitKind::Note, SLUG).unwrap();
    index.commit().unwrap();
    assert_eq!(index.stamps().unwrap().len(), 2);
}

#[test]
fn remove_takes_all_documents_of_an_id() {
    let index = library();
    index.remove(HitKind::Policy, SLUG).unwrap();
    index.remove(HitKind::Note, "never-there").unwrap();
    index.commit().unwrap();
    assert_eq!(ask(&index, "").total, 3);
    assert_eq!(ask(&index, "tarder").total, 0);
}

#[test]
fn clear_leaves_nothing_not_even_what_was_just_put() {
    let index = library();
    index
        .put_note(&note("X-1", "2026-01-01", None, None), "x")
        .unwrap();
    index.clear().unwrap();
    index
        .put_note(&note("X-2", "2026-01-01", None, None), "x")
        .unwrap();
    index.commit().unwrap();
    assert_eq!(found(&index, ""), ["X-2"]);
}

#[test]
fn a_second_opener_reads_and_follows_what_the_first_brings_to_disk() {
    let dir = kept();
    let (first, _) = Index::open(dir.path()).unwrap();
    let (second, opened) = Index::open(dir.path()).unwrap();
    assert_eq!(opened, Opened::Ready);
    assert!(first.is_writable() && !second.is_writable());
    let new = note("X-1", "2026-01-01", Some(side("Tulips", "")), None);
    assert!(matches!(
        second.put_note(&new, "x"),
        Err(SearchError::ReadOnly)
    ));
    first.put_note(&new, "x").unwrap();
    first.commit().unwrap();
    assert_eq!(found(&first, "tulips"), ["X-1"]);
    first.settle().unwrap();
    assert_eq!(found(&second, "tulips"), ["X-1"]);
    first.remove(HitKind::Note, "X-1").unwrap();
    first.commit().unwrap();
    first.settle().unwrap();
    assert_eq!(ask(&second, "tulips").total, 0);
}

#[test]
fn a_commit_is_on_disk_a_moment_later_without_anybody_asking() {
    let dir = kept();
    let (first, _) = Index::open(dir.path()).unwrap();
    let (second, _) = Index::open(dir.path()).unwrap();
    let new = note("X-1", "2026-01-01", Some(side("Tulips", "")), None);
    first.put_note(&new, "x").unwrap();
    first.commit().unwrap();
    let started = Instant::now();
    while ask(&second, "tulips").total == 0 {
        assert!(started.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// A program that is killed leaves the folder as it is: what a copy of it at any moment shows.
#[test]
fn whatever_the_moment_the_folder_holds_a_whole_commit() {
    let dir = kept();
    let (index, _) = Index::open(dir.path()).unwrap();
    let mut newest = 0;
    for number in 1..=24 {
        let title = format!("Tulip {number}");
        let new = note("X-1", "2026-01-01", Some(side(&title, "Tulips.")), None);
        index.put_note(&new, &number.to_string()).unwrap();
        index.commit().unwrap();
        if number % 5 == 0 {
            index.settle().unwrap();
            newest = number;
        }
        // As a kill would leave it.
        let copy = copied(dir.path());
        let (left, opened) = Index::open(copy.path()).unwrap();
        assert_eq!(opened, Opened::Ready, "{number}");
        left.verify().unwrap();
        assert_eq!(found(&left, "charger"), [FLEET], "{number}");
        let stamps = left.stamps().unwrap();
        let stamp = stamps.get(&(HitKind::Note, "X-1".to_owned()));
        let on_disk: u32 = stamp.map_or(0, |stamp| stamp.parse().unwrap());
        assert!(
            newest <= on_disk && on_disk <= number,
            "{number}: {on_disk}"
        );
        assert_eq!(ask(&left, "").total, 5 + usize::from(on_disk > 0));
        // It goes on from there, over the files that the kill left.
        left.put_note(&new, "again").unwrap();
        left.commit().unwrap();
        assert_eq!(found(&left, "tulips"), ["X-1"], "{number}");
        left.settle().unwrap();
    }
}

#[test]
fn what_a_killed_program_left_over_is_removed_by_the_next_that_writes() {
    let dir = kept();
    let orphan = dir
        .path()
        .join(format!("{}.idx", "0123456789abcdef".repeat(2)));
    overwrite(&orphan, b"half a file");
    let (_reader, _writer) = {
        let (writer, _) = Index::open(dir.path()).unwrap();
        assert!(!orphan.exists());
        overwrite(&orphan, b"of another, which still writes");
        let (reader, _) = Index::open(dir.path()).unwrap();
        assert!(orphan.exists());
        (reader, writer)
    };
}

#[test]
fn an_index_whose_folder_is_taken_away_answers_and_is_made_anew() {
    let dir = kept();
    let (index, _) = Index::open(dir.path()).unwrap();
    fs::remove_dir_all(dir.path()).unwrap();
    assert_eq!(found(&index, "charger"), [FLEET]);
    let era = index.era();
    let new = note("X-1", "2026-01-01", Some(side("Tulips", "")), None);
    let put = index.put_note(&new, "x").and_then(|()| index.commit());
    assert!(matches!(put, Err(SearchError::Damaged(_))), "{put:?}");
    index.renew(era).unwrap();
    assert_eq!((index.era(), index.is_persistent()), (era + 1, true));
    fill(&index);
    drop(index);
    let (index, opened) = Index::open(dir.path()).unwrap();
    assert_eq!(opened, Opened::Ready);
    assert_eq!(found(&index, "charger"), [FLEET]);
}

#[test]
fn an_index_is_made_anew_once_however_many_notice_the_damage() {
    let dir = kept();
    let (index, _) = Index::open(dir.path()).unwrap();
    let era = index.era();
    flip(&files(dir.path(), ".store").remove(0));
    assert!(index.verify().is_err());
    index.renew(era).unwrap();
    fill(&index);
    index.renew(era).unwrap();
    assert_eq!(found(&index, "charger"), [FLEET]);
    assert_eq!(index.era(), era + 1);
}

#[test]
fn an_index_goes_on_in_memory_when_its_folder_takes_no_more() {
    let dir = kept();
    let (index, _) = Index::open(dir.path()).unwrap();
    index.retreat(index.era()).unwrap();
    assert!(!index.is_persistent() && index.is_writable());
    assert_eq!(ask(&index, "").total, 0);
    fill(&index);
    assert_eq!(found(&index, "charger"), [FLEET]);
}

#[test]
fn the_second_opener_may_write_when_the_first_has_ended() {
    let dir = kept();
    let (first, _) = Index::open(dir.path()).unwrap();
    let (second, _) = Index::open(dir.path()).unwrap();
    let new = note("X-1", "2026-01-01", Some(side("Tulips", "")), None);
    first.put_note(&new, "x").unwrap();
    first.commit().unwrap();
    drop(first);
    let era = second.era();
    assert!(second.is_writable());
    assert_ne!(second.era(), era);
    let newer = note("X-2", "2026-01-01", Some(side("Tulips too", "")), None);
    second.put_note(&newer, "x").unwrap();
    second.commit().unwrap();
    assert_eq!(ask(&second, "tulips").total, 2);
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let dir = kept();
    overwrite(&dir.path().join("qp-version"), b"qp-search 0");
    let (index, opened) = Index::open(dir.path()).unwrap();
    assert_eq!(opened, Opened::Rebuilt(Reason::OtherVersion));
    assert_eq!(ask(&index, "").total, 0);
    fill(&index);
    assert_eq!(found(&index, "charger"), [FLEET]);
    drop(index);
    fs::remove_file(dir.path().join("qp-version")).unwrap();
    let (_, opened) = Index::open(dir.path()).unwrap();
    assert_eq!(opened, Opened::Rebuilt(Reason::OtherVersion));
}

#[test]
fn any_damaged_file_is_noticed_and_the_index_made_anew() {
    let extensions = [
        "meta.json",
        ".idx",
        ".term",
        ".pos",
        ".store",
        ".fast",
        ".fieldnorm",
    ];
    let harms: [(&str, Harm); 4] = [
        ("flipped", flip),
        ("halved", |path| {
            let bytes = fs::read(path).unwrap();
            overwrite(path, &bytes[..bytes.len() / 2]);
        }),
        ("emptied", |path| overwrite(path, b"")),
        ("deleted", |path| fs::remove_file(path).unwrap()),
    ];
    for extension in extensions {
        for (name, harm) in harms {
            let dir = kept();
            fs::create_dir(dir.path().join("kept")).unwrap();
            overwrite(&dir.path().join("not-ours.txt"), b"mine");
            let path = files(dir.path(), extension).remove(0);
            harm(&path);
            let (index, opened) = Index::open(dir.path()).unwrap();
            // JSON may lose a letter and mean the same: then the index must still be whole.
            if extension.contains("json") && opened == Opened::Ready {
                assert_eq!(found(&index, "charger"), [FLEET], "{extension} {name}");
                assert_eq!(ask(&index, "").total, 5, "{extension} {name}");
                continue;
            }
            assert!(
                matches!(opened, Opened::Rebuilt(Reason::Damaged(_))),
                "{extension} {name}: {opened:?}"
            );
            assert_eq!(ask(&index, "").total, 0, "{extension} {name}");
            if name == "flipped" {
                fill(&index);
                assert_eq!(found(&index, "charger"), [FLEET], "{extension} {name}");
            }
            assert!(index.is_persistent() && index.is_writable());
            assert!(dir.path().join("not-ours.txt").exists());
            assert!(dir.path().join("kept").exists());
        }
    }
}

#[test]
fn a_flipped_letter_anywhere_in_the_list_of_segments_never_gives_a_wrong_answer() {
    let dir = kept();
    let path = dir.path().join("meta.json");
    let whole = fs::read(&path).unwrap();
    for at in (0..whole.len()).step_by(61) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x01;
        let copy = copied(dir.path());
        overwrite(&copy.path().join("meta.json"), &bytes);
        let (index, opened) = Index::open(copy.path()).unwrap();
        if opened == Opened::Ready {
            assert_eq!(found(&index, "charger"), [FLEET], "{at}");
            assert_eq!(ask(&index, "").total, 5, "{at}");
        } else {
            assert_eq!(ask(&index, "").total, 0, "{at}: {opened:?}");
        }
    }
}

#[test]
fn damage_noticed_later_makes_the_next_opening_start_anew() {
    let dir = kept();
    let (index, _) = Index::open(dir.path()).unwrap();
    let path = files(dir.path(), ".idx").remove(0);
    let mut bytes = fs::read(&path).unwrap();
    bytes[10] ^= 0xff;
    overwrite(&path, &bytes);
    assert!(matches!(index.verify(), Err(SearchError::Damaged(_))));
    drop(index);
    let (index, opened) = Index::open(dir.path()).unwrap();
    assert!(matches!(opened, Opened::Rebuilt(_)));
    fill(&index);
    assert_eq!(found(&index, "charger"), [FLEET]);
}

#[test]
fn a_folder_that_cannot_be_used_is_replaced_by_memory() {
    let dir = folder();
    let file = dir.path().join("a-file");
    overwrite(&file, b"");
    for path in [file.clone(), file.join("below")] {
        let (index, opened) = Index::open(&path).unwrap();
        assert!(
            matches!(opened, Opened::Rebuilt(Reason::InMemory(_))),
            "{opened:?}"
        );
        assert!(!index.is_persistent() && index.is_writable());
        fill(&index);
        assert_eq!(found(&index, "charger"), [FLEET]);
    }
}

#[test]
fn a_damaged_index_that_another_process_holds_is_not_touched() {
    let dir = kept();
    let (_first, _) = Index::open(dir.path()).unwrap();
    overwrite(&dir.path().join("meta.json"), b"{}");
    let (second, opened) = Index::open(dir.path()).unwrap();
    assert!(
        matches!(opened, Opened::Rebuilt(Reason::InMemory(_))),
        "{opened:?}"
    );
    fill(&second);
    assert_eq!(found(&second, "charger"), [FLEET]);
    assert_eq!(fs::read(dir.path().join("meta.json")).unwrap(), b"{}");
}

#[test]
fn searches_go_on_while_another_thread_writes() {
    let index = library();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for number in 0..20 {
                let reference = format!("W-{number}");
                let note = note(
                    &reference,
                    "2026-01-01",
                    Some(side("Weather", "Rain.")),
                    None,
                );
                index.put_note(&note, "w").unwrap();
                index.commit().unwrap();
            }
        });
        while !writer.is_finished() {
            assert_eq!(found(&index, "charger"), [FLEET]);
        }
    });
    assert_eq!(ask(&index, "weather").total, 20);
}
