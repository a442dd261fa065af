//! Searching in the real window: as one types, narrowed, kept and found again.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use qp_tests::window::{Key, Options, Window};
use serde_json::{Value, json};

/// A note: its number, status, date, organization, English title and English background.
type Row = [&'static str; 6];

const NOTES: [Row; 6] = [
    [
        "00001",
        "approved",
        "2026-03-10",
        "tbs-sct",
        "Quagga counters",
        "The quagga returns.",
    ],
    [
        "00002",
        "approved",
        "2026-05-20",
        "tbs-sct",
        "Quagga fences",
        "Fences for a quagga.",
    ],
    [
        "00003",
        "draft",
        "2026-05-21",
        "tbs-sct",
        "Quagga budgets",
        "What a quagga costs.",
    ],
    [
        "00004",
        "approved",
        "2026-06-02",
        "hc-sc",
        "Quagga medicine",
        "A quagga is ill.",
    ],
    [
        "00005",
        "approved",
        "2025-05-20",
        "tbs-sct",
        "Quagga history",
        "The last quagga.",
    ],
    [
        "00006",
        "in-review",
        "2026-05-22",
        "tbs-sct",
        "Okapi quarters",
        "An okapi moves.",
    ],
];

/// A notebook, and a home that outlives a window.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let notes = folder.path().join("notebook/qp/2026");
        fs::create_dir_all(&notes)?;
        fs::create_dir_all(folder.path().join("notebook/policy"))?;
        for [number, status, date, organization, title, background] in NOTES {
            // The same animal in both languages: the other language finds nothing more.
            let animal = if title.starts_with("Quagga") {
                "quagga"
            } else {
                "okapi"
            };
            let text = format!(
                "---\nreference: TBS-2026-QP-01-{number}\ndate: {date}\norganization: {organization}\nminister: PTB\nstatus: {status}\nmarking: Unclassified\ntitle:\n  en: {title}\n  fr: Titre {number}, {animal}\n---\n\n# English\n\n## Background\n\n{background}\n\n# Français\n\n## Contexte\n\nTexte {number}, {animal}.\n"
            );
            qp_core::store::atomic_write(&notes.join(format!("{number}.md")), text.as_bytes())?;
        }
        Ok(Self { folder })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn open(&self) -> Result<Window> {
        let options = Options::default().home(&self.path("home"));
        let window = Window::open(&self.path("notebook"), options).await?;
        // Indexed, so that what is not found is not there.
        search(&window, "quagga").await?;
        window.wait_for(&shown(5)).await?;
        window.type_keys(Key::Escape).await?;
        Ok(window)
    }

    /// What the computer keeps of searches.
    fn kept(&self) -> Result<Value> {
        let data = self.path("home/data/qp-notes");
        for entry in fs::read_dir(&data).with_context(|| data.display().to_string())? {
            let file = entry?.path().join("searches.json");
            if file.exists() {
                return Ok(serde_json::from_slice(&fs::read(file)?)?);
            }
        }
        Ok(Value::Null)
    }
}

/// Types into the empty box.
async fn search(window: &Window, words: &str) -> Result<()> {
    window.press(&[Key::Control], "k").await?;
    window.press(&[Key::Control], "a").await?;
    window.type_keys(words).await
}

/// That so many results are shown.
fn shown(count: usize) -> String {
    format!(
        "document.querySelector('[role=listbox][aria-label=\"Search results\"]')
         && document.querySelectorAll('[role=option][data-id]').length === {count}"
    )
}

/// That these lines are offered under the box.
fn offered(lines: &[&str]) -> String {
    format!(
        "JSON.stringify([...document.querySelectorAll('[role=search] [role=option]')]
           .map((line) => line.textContent.trim()).slice(0, {})) === JSON.stringify({})",
        lines.len(),
        json!(lines)
    )
}

async fn click(window: &Window, role: &str, name: &str) -> Result<()> {
    let found = window.find(role, name).await?;
    found.click().await.with_context(|| name.to_owned())
}

async fn value_of(window: &Window, script: &str) -> Result<Value> {
    window.run(&format!("return {script};"), vec![]).await
}

const OPEN: &str = "document.querySelector('main h1, main [data-reference]')?.textContent";

#[tokio::test]
async fn a_narrowed_search_is_saved_and_found_after_a_restart_and_recent_ones_are_cleared()
-> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    search(&window, "quagga").await?;
    window.wait_for(&shown(5)).await?;

    click(&window, "button", "Filters").await?;
    click(&window, "checkbox", "Approved 4").await?;
    window.wait_for(&shown(4)).await?;
    click(
        &window,
        "checkbox",
        "Treasury Board of Canada Secretariat 3",
    )
    .await?;
    window.wait_for(&shown(3)).await?;
    click(&window, "textbox", "From").await?;
    window.type_keys("2026-02-30").await?;
    window.type_keys(Key::Tab).await?;
    window
        .wait_for("document.querySelector('[role=alert]:not(:empty)')?.textContent.startsWith('There is no such day')")
        .await?;
    window.wait_for(&shown(3)).await?;
    click(&window, "textbox", "From").await?;
    window.press(&[Key::Control], "a").await?;
    window.type_keys("2026-05").await?;
    window.type_keys(Key::Enter).await?;
    window.wait_for(&shown(1)).await?;
    window
        .wait_for("document.querySelector('[role=option][data-id]').dataset.id.endsWith('00002')")
        .await?;
    window.type_keys(Key::Escape).await?;
    assert_eq!(window.focused().await?.1, "Filters, 3 filters are on");

    click(&window, "button", "Save this search").await?;
    window.press(&[Key::Control], "a").await?;
    window.type_keys("Fences").await?;
    window.type_keys(Key::Enter).await?;
    window.wait_for("!document.querySelector('dialog')").await?;
    window.press(&[Key::Control], "k").await?;
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.querySelector('main article')")
        .await?;
    window.close().await?;
    assert_eq!(desk.kept()?["saved"][0]["name"], "Fences");
    assert_eq!(desk.kept()?["recent"][0]["text"], "quagga");

    let window = desk.open().await?;
    window.press(&[Key::Control], "k").await?;
    window.type_keys(Key::Escape).await?;
    window.press(&[Key::Control], "k").await?;
    let recent = "quagga · Approved · Treasury Board of Canada Secretariat · From May 1, 2026";
    window.wait_for(&offered(&["Fences", recent])).await?;
    window.type_keys(Key::Down).await?;
    window.type_keys(Key::Enter).await?;
    window.wait_for(&shown(1)).await?;
    let removal = "Remove Organization, Treasury Board of Canada Secretariat";
    window.find("button", removal).await?.click().await?;
    window.wait_for(&shown(2)).await?;

    window.press(&[Key::Control], "k").await?;
    window.type_keys(Key::Escape).await?;
    window.press(&[Key::Control], "k").await?;
    for _ in 0..3 {
        window.type_keys(Key::Down).await?;
    }
    let chosen = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).textContent.trim()";
    assert_eq!(value_of(&window, chosen).await?, "Clear recent searches");
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.body.textContent.includes('The recent searches are cleared.')")
        .await?;
    assert_eq!(desk.kept()?["recent"], json!([]));
    assert_eq!(desk.kept()?["saved"][0]["name"], "Fences");
    window.close().await?;
    let left: Vec<_> = fs::read_dir(desk.path("notebook"))?.collect();
    assert_eq!(left.len(), 2, "nothing of a search is in the notebook");
    Ok(())
}

#[tokio::test]
async fn what_the_keyboard_rests_on_is_shown_and_what_was_typed_is_saved_before() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    search(&window, "okapi").await?;
    window.type_keys(Key::Enter).await?;
    click(&window, "textbox", "Background").await?;
    window.press(&[Key::Control], Key::End).await?;
    window.type_keys(" Typed last.").await?;

    search(&window, "quagga").await?;
    window.wait_for(&shown(5)).await?;
    let first = value_of(
        &window,
        "document.querySelectorAll('[role=option][data-id]')[1].dataset.id",
    )
    .await?;
    window.type_keys(Key::Down).await?;
    window
        .wait_for(&format!("document.title.startsWith({first})"))
        .await?;
    let okapi = fs::read_to_string(desk.path("notebook/qp/2026/00006.md"))?;
    assert!(okapi.contains("An okapi moves. Typed last."), "{okapi}");
    assert_eq!(window.focused().await?.1, "Search notes and policies");
    let third = value_of(
        &window,
        "document.querySelectorAll('[role=option][data-id]')[2].dataset.id",
    )
    .await?;
    window.type_keys(Key::Down).await?;
    window
        .wait_for(&format!("document.title.startsWith({third})"))
        .await?;
    assert_eq!(window.focused().await?.1, "Search notes and policies");
    window.close().await
}

#[tokio::test]
async fn enter_right_after_the_last_letter_opens_what_was_typed_last() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    for (words, title) in [
        ("okapi", "Okapi quarters"),
        ("medicine", "Quagga medicine"),
        ("history", "Quagga history"),
    ] {
        window.press(&[Key::Control], "k").await?;
        window.press(&[Key::Control], "a").await?;
        // In one go: the letters and the key are there before the first answer is.
        window
            .session()
            .action_chain()
            .send_keys(words)
            .send_keys(Key::Enter)
            .perform()
            .await?;
        window
            .wait_for(&format!("{OPEN} === {}", json!(title)))
            .await?;
    }
    window.close().await
}
