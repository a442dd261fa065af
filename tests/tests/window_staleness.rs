//! Staleness in the real window: a policy is imported and cited, a changed copy replaces it; the list
//! and the note say so, old and new are shown, one citation is confirmed, one is mended, and nothing
//! is marked any more.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use qp_tests::product;
use qp_tests::window::{Key, Options, Window};
use serde_json::{Value, json};

const ACT: &str = "umbrella-lending-act";

/// A temporary notebook without anything in it.
struct Desk {
    folder: tempfile::TempDir,
    notebook: PathBuf,
}

impl Desk {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let notebook = folder.path().join("notebook");
        for sub in ["qp", "policy"] {
            fs::create_dir_all(notebook.join(sub))?;
        }
        Ok(Self { folder, notebook })
    }

    async fn open(&self, theme: &str) -> Result<Window> {
        let home = self.folder.path().join("home");
        let config = home.join("config/qp-notes");
        fs::create_dir_all(&config)?;
        let choices = json!({ "ui_lang": "en", "theme": theme, "notebook": null });
        let choices = choices.to_string();
        qp_core::store::atomic_write(&config.join("settings.json"), choices.as_bytes())?;
        Window::open(&self.notebook, Options::default().home(&home)).await
    }

    /// The text of the only note.
    fn note(&self) -> Result<String> {
        let notes = walk(&self.notebook.join("qp"))?;
        let [note] = notes.as_slice() else {
            anyhow::bail!("one note, not {notes:?}");
        };
        Ok(fs::read_to_string(note)?)
    }
}

fn walk(folder: &std::path::Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(walk(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn act() -> Result<String> {
    let file = product::root().join("tests/fixtures/policies/umbrella-act.en.xml");
    Ok(fs::read_to_string(file)?)
}

/// A later text of the Act: 7(c) has another term, and what was 7(a) is 7(d) by now.
fn amended() -> Result<String> {
    let moved =
        "<Paragraph><Label>(d)</Label><Text>the number that it lends; and</Text></Paragraph>";
    let paragraph = "the number that came back.</Text></Paragraph>";
    Ok(act()?
        .replace(
            "the number that it lends; and",
            "the hours in which it is open;",
        )
        .replace("30 days", "60 days")
        .replace(paragraph, &format!("{paragraph}{moved}"))
        .replace("2026-03-01", "2026-09-01"))
}

/// Pastes a text into the import dialog, and waits until that tells what became of it.
async fn import(window: &Window, text: &str) -> Result<()> {
    window.press(&[Key::Control], "o").await?;
    window.find("textbox", "Text to import").await?;
    let script = "const field = document.querySelector('dialog textarea');
        field.focus();
        field.setRangeText(arguments[0]);
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        return null;";
    window.run(script, vec![json!(text)]).await?;
    click(window, "button", "Import the text").await?;
    window
        .wait_for("document.querySelector('dialog .sum')")
        .await
}

async fn click(window: &Window, role: &str, name: &str) -> Result<()> {
    let found = window.find(role, name).await;
    found?.click().await.with_context(|| name.to_owned())
}

async fn close_dialog(window: &Window) -> Result<()> {
    window.type_keys(Key::Escape).await?;
    window
        .wait_for("!document.querySelector('dialog[open]')")
        .await
}

async fn shown(window: &Window, text: &str) -> Result<()> {
    let said = serde_json::to_string(text)?;
    let condition = format!("document.body.textContent.includes({said})");
    window.wait_for(&condition).await
}

/// Puts the focus on a button that has this text or name, and presses Enter.
async fn enter(window: &Window, name: &str) -> Result<()> {
    let said = serde_json::to_string(name)?;
    let button = format!(
        "[...document.querySelectorAll('dialog[open] button')].find((button) =>
           button.textContent.trim() === {said} || button.getAttribute('aria-label') === {said})"
    );
    window.wait_for(&button).await?;
    window
        .run(&format!("({button}).focus(); return null;"), vec![])
        .await?;
    window.type_keys(Key::Enter).await
}

/// A picture, where a person wants to see what the test sees.
async fn picture(window: &Window, name: &str) -> Result<()> {
    if let Ok(folder) = std::env::var("QP_PICTURES") {
        let file = PathBuf::from(folder).join(format!("{name}.png"));
        window.screenshot(&file).await?;
    }
    Ok(())
}

/// Nothing on the screen is inaccessible.
async fn is_accessible(window: &Window) -> Result<()> {
    let violations = window.axe().await?;
    let told: Vec<String> = violations.iter().map(ToString::to_string).collect();
    anyhow::ensure!(told.is_empty(), "{}", told.join("\n"));
    Ok(())
}

/// The texts that a selector finds.
async fn texts(window: &Window, selector: &str) -> Result<Vec<String>> {
    let script = "return [...document.querySelectorAll(arguments[0])].map((part) => part.textContent.trim());";
    let Value::Array(found) = window.run(script, vec![json!(selector)]).await? else {
        anyhow::bail!("no list");
    };
    let texts = found.iter().filter_map(Value::as_str);
    Ok(texts.map(str::to_owned).collect())
}

/// Imports the Act and writes a note that quotes 7(c) and cites 7(a).
async fn cite(desk: &Desk, window: &Window) -> Result<()> {
    import(window, &act()?).await?;
    close_dialog(window).await?;
    window.press(&[Key::Control], "n").await?;
    window
        .wait_for("document.activeElement.closest('[data-section=title]')")
        .await?;
    window.type_keys("Umbrellas").await?;
    click(window, "textbox", "Background").await?;
    let text = format!(
        "It says “within 30 days after each wet day” [@{ACT}#7(c)], with the number [@{ACT}#7(a)]."
    );
    window.type_keys(text.as_str()).await?;
    window.press(&[Key::Control], "s").await?;
    let saved = async {
        while !desk.note().is_ok_and(|note| note.contains("7(a)].")) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(20), saved)
        .await
        .with_context(|| format!("not saved: {:?}", desk.note()))?;
    let stale = texts(window, "main .stale, [role=option] .stale").await?;
    anyhow::ensure!(stale.is_empty(), "{stale:?}");
    Ok(())
}

#[tokio::test]
async fn a_changed_policy_is_seen_compared_confirmed_and_mended() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open("light").await?;
    cite(&desk, &window).await?;

    import(&window, &amended()?).await?;
    shown(&window, "1 note cites clauses that have changed.").await?;
    picture(&window, "1-import").await?;
    is_accessible(&window).await?;
    close_dialog(&window).await?;

    // The list marks it, and the note says so.
    window
        .wait_for("document.querySelector('[role=option] .stale')")
        .await?;
    shown(&window, "2 clauses that this note cites have changed.").await?;
    picture(&window, "2-note").await?;
    is_accessible(&window).await?;

    // Old and new, side by side, the differences marked.
    click(&window, "button", "Compare…").await?;
    shown(&window, "Citation 1 of 2").await?;
    assert_eq!(
        texts(&window, "dialog del").await?.len(),
        2,
        "the clause, and the quotation"
    );
    let was = texts(&window, "dialog section .text").await?;
    assert!(was[0].contains("30") && was[1].contains("60"), "{was:?}");
    picture(&window, "3-compare").await?;
    is_accessible(&window).await?;

    // One is mended by its new words, then confirmed; by keyboard, and the next one has the focus.
    enter(&window, "Put in the new words").await?;
    shown(&window, "The new words are in the note.").await?;
    enter(&window, "Still right").await?;
    shown(&window, "Citation 1 of 1").await?;
    window
        .wait_for("document.activeElement.tagName === 'H3' && document.activeElement.textContent.includes('7(a)')")
        .await?;
    picture(&window, "4-moved").await?;

    // The other is mended by citing what says it by now.
    let (_, proposed) = window.focused().await?;
    assert!(proposed.contains("7(a)"), "{proposed}");
    enter(
        &window,
        "Cite this instead: Umbrella Lending Act, s.\u{a0}7(d)",
    )
    .await?;
    shown(&window, "Nothing is left").await?;
    picture(&window, "5-done").await?;
    close_dialog(&window).await?;

    window.wait_for("!document.querySelector('.stale')").await?;
    let note = desk.note()?;
    assert!(
        note.contains(&format!(
            "“within 60 days after each wet day” [@{ACT}#7(c)], with the number [@{ACT}#7(d)]."
        )),
        "{note}"
    );
    window.close().await
}

#[tokio::test]
async fn a_policy_edited_by_hand_marks_the_note_while_the_window_is_open() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open("contrast-dark").await?;
    cite(&desk, &window).await?;
    let [file] = walk(&desk.notebook.join("policy"))?
        .try_into()
        .map_err(|files| anyhow::anyhow!("one policy, not {files:?}"))?;
    let text = fs::read_to_string(&file)?.replace("30 days", "90 days");
    qp_core::store::atomic_write(&file, text.as_bytes())?;
    window
        .wait_for("document.querySelector('[role=option] .stale')")
        .await?;
    shown(&window, "1 clause that this note cites has changed.").await?;

    // The command lists the note.
    window.press(&[Key::Control, Key::Shift], "p").await?;
    window.type_keys("sources have changed").await?;
    window
        .wait_for("document.querySelector('dialog[open] [role=option]')")
        .await?;
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.querySelector('dialog[open] ol li')")
        .await?;
    is_accessible(&window).await?;
    close_dialog(&window).await?;

    fs::remove_file(&file)?;
    shown(&window, "2 clauses that this note cites have changed.").await?;
    click(&window, "button", "Compare…").await?;
    shown(&window, "The clause is no longer there.").await?;
    // What it said is still shown, and what it was called.
    shown(&window, "within 30 days after each wet day").await?;
    is_accessible(&window).await?;
    let heading = texts(&window, "dialog h3").await?;
    assert!(heading[0].contains("Umbrella Lending Act"), "{heading:?}");
    window.close().await
}
