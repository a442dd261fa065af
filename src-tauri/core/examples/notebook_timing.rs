//! Times a notebook of made-up notes on disk: `cargo run --release --example notebook_timing [notes] [folder]`.
//!
//! Opening as the window and as the terminal do it, the index filled behind, a save and a change from
//! outside found meanwhile and afterwards. Nothing is asserted, the figures are for looking at.

mod made_up;

use std::error::Error;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use qp_core::clock::SystemClock;
use qp_core::lang::Lang;
use qp_core::note::{Change, NoteFile};
use qp_core::notebook::{Indexing, Location, NewNote, NoteView, Notebook, SaveNote};
use qp_core::search::SearchQuery;
use qp_core::section::Section;

use made_up::{Maker, at, memory, processor};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = match arguments.next() {
        Some(count) => count.parse()?,
        None => 10_000,
    };
    let owned = tempfile::tempdir()?;
    let folder = arguments
        .next()
        .map_or(owned.path().to_owned(), PathBuf::from);
    let notebook = folder.join("notebook");
    if !notebook.exists() {
        write(&notebook, count)?;
    }
    let notebook = std::fs::canonicalize(notebook)?;
    let state = folder.join("state");
    let location = Location::within(&notebook, &state, &state);

    println!("{count} notes, never seen before: {}", memory());
    window(&location)?;
    println!("again: {}", memory());
    window(&location)?;
    let started = Instant::now();
    let before = processor();
    let terminal = Notebook::open(location, Arc::new(SystemClock))?;
    let opened = started.elapsed();
    terminal.search(&word("government"))?;
    println!(
        "terminal: opened after {:.0} ms, answered after {:.0} ms with {:.0} ms of processor; {}",
        millis(opened),
        millis(started.elapsed()),
        processor() - before,
        memory()
    );
    Ok(())
}

fn write(notebook: &Path, count: usize) -> Result<(), Box<dyn Error>> {
    Notebook::init(notebook)?;
    let mut maker = Maker::new()?;
    for number in 0..count {
        let note = maker.note(number)?;
        let year = note
            .meta
            .date
            .map_or_else(String::new, |date| date.format("%Y").to_string());
        let folder = notebook.join("qp").join(year);
        std::fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{}.md", note.reference.file_stem()));
        std::fs::File::create(path)?.write_all(NoteFile::of(&note).text().as_bytes())?;
    }
    Ok(())
}

/// As the window opens a notebook and follows it.
fn window(location: &Location) -> Result<(), Box<dyn Error>> {
    let started = Instant::now();
    let since = move || millis(started.elapsed());
    let begun = processor();
    let notebook = Arc::new(Notebook::open_as_known(
        location.clone(),
        Arc::new(SystemClock),
    )?);
    println!(
        "  list of {} after {:.0} ms, {:.0} ms of processor",
        notebook.items().len(),
        since(),
        processor() - begun
    );
    let progress = Arc::new(Mutex::new((0, 0, 0)));
    let of_thread = Arc::clone(&progress);
    let indexing: Indexing = notebook.keep_indexed(move |done, total| {
        let mut progress = of_thread.lock().unwrap_or_else(PoisonError::into_inner);
        *progress = (done, total, progress.2 + 1);
    })?;
    let found = notebook.search(&word("government"))?.total;
    println!("  {found} hits after {:.0} ms", since());
    let looking = {
        let notebook = Arc::clone(&notebook);
        thread::spawn(move || {
            let looked = notebook.look(None).map(|_| since());
            looked.unwrap_or(f64::NAN)
        })
    };
    let watching = Arc::downgrade(&notebook);
    let _watch = notebook.watch(move |paths| {
        if let Some(notebook) = watching.upgrade() {
            let _ = notebook.look(Some(&paths));
        }
    });
    let mut view = notebook.create_note(&NewNote::default())?;
    let state = || *progress.lock().unwrap_or_else(PoisonError::into_inner);
    let ready = || {
        let (done, total, told) = state();
        told > 0 && done == total
    };
    let mut meanwhile = Vec::new();
    let mut number = 0;
    while !looking.is_finished() || !ready() {
        number += 1;
        meanwhile.push(save(&notebook, &mut view, number)?);
        thread::sleep(Duration::from_millis(100));
    }
    println!(
        "  looked over after {:.0} ms",
        looking.join().unwrap_or(f64::NAN)
    );
    println!("  current after {:.1} s; {}", since() / 1000.0, memory());
    tell("saved and found meanwhile", &mut meanwhile);
    let mut afterwards = Vec::new();
    let before = processor();
    for _ in 0..100 {
        number += 1;
        afterwards.push(save(&notebook, &mut view, number)?);
        thread::sleep(Duration::from_millis(50));
    }
    tell("saved and found afterwards", &mut afterwards);
    println!(
        "  each with {:.1} ms of processor, the save and the questions included",
        (processor() - before) / 100.0
    );
    let mut outside = Vec::new();
    for number in 0..5 {
        let path = location.folder.join(format!("qp/outside-{number}.md"));
        let name = format!("heron{number}{}", std::process::id());
        let text =
            format!("---\nreference: OUT-{number}\n---\n\n# English\n\n## Background\n\n{name}\n");
        std::fs::File::create(path)?.write_all(text.as_bytes())?;
        outside.push(until(&notebook, &name)?);
    }
    tell("written by another program and found", &mut outside);
    drop(notebook);
    let started = Instant::now();
    indexing.join();
    println!("  closed in {:.0} ms", millis(started.elapsed()));
    Ok(())
}

/// Saves a note with a new word and waits until it is found; how long that took from the moment on
/// at which the file was written.
fn save(
    notebook: &Notebook,
    view: &mut NoteView,
    number: usize,
) -> Result<Duration, Box<dyn Error>> {
    let name = format!("zebra{number}x{}", std::process::id());
    let was = view
        .note
        .sides
        .en
        .as_ref()
        .map(|side| side.background.clone());
    let save = SaveNote {
        reference: view.note.reference.clone(),
        base: view.hash.clone(),
        changes: vec![Change::Text {
            lang: Lang::En,
            section: Section::Background,
            was: was.unwrap_or_default(),
            now: name.clone(),
        }],
    };
    *view = notebook.save_note(&save)?.view;
    until(notebook, &name)
}

fn until(notebook: &Notebook, name: &str) -> Result<Duration, Box<dyn Error>> {
    let started = Instant::now();
    while notebook.search(&word(&format!("\"{name}\"")))?.total == 0 {
        thread::sleep(Duration::from_micros(200));
    }
    Ok(started.elapsed())
}

fn tell(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let told = |share| at(times, share).map_or(0.0, millis);
    println!(
        "  {what}: {} times, p50 {:.1} ms, p90 {:.1}, p99 {:.1}, most {:.1}",
        times.len(),
        told(0.5),
        told(0.9),
        told(0.99),
        told(1.0)
    );
}

fn word(text: &str) -> SearchQuery {
    SearchQuery {
        text: text.to_owned(),
        ..SearchQuery::default()
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
