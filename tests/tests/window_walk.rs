//! One real note walks through the whole product in the real window: imported from a page, written
//! in both languages, found by what was typed, exported to Word, and the Word file opened.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use qp_tests::product;
use qp_tests::window::{Key, Options, Window};
use serde_json::{Value, json};

const REFERENCE: &str = "TBS-2026-QP-04-00314";

/// A temporary notebook, a home and a folder for exports.
struct Desk {
    _folder: tempfile::TempDir,
    notebook: PathBuf,
    exports: PathBuf,
    home: PathBuf,
}

impl Desk {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let [notebook, exports, home] =
            ["notebook", "exports", "home"].map(|name| folder.path().join(name));
        for folder in [
            &notebook.join("qp"),
            &notebook.join("policy"),
            &exports,
            &home,
        ] {
            fs::create_dir_all(folder)?;
        }
        Ok(Self {
            _folder: folder,
            notebook,
            exports,
            home,
        })
    }

    async fn open(&self) -> Result<Window> {
        let options = Options::default()
            .home(&self.home)
            .variable("LANG", "C.UTF-8")
            .variable("QP_NOTES_EXPORT_FOLDER", &self.exports.to_string_lossy());
        Window::open(&self.notebook, options).await
    }

    fn note(&self) -> Result<String> {
        let path = self
            .notebook
            .join("qp/2026")
            .join(format!("{REFERENCE}.md"));
        fs::read_to_string(&path).with_context(|| path.display().to_string())
    }

    /// Waits until the note's file holds a text, when there is no window any more to ask.
    async fn wait_for_saved(&self, text: &str) -> Result<()> {
        let saved = async {
            while !self.note().is_ok_and(|note| note.contains(text)) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), saved)
            .await
            .with_context(|| format!("{text:?} was not saved: {:?}", self.note()))
    }
}

/// Pastes a text into the import dialog.
async fn import(window: &Window, text: &str) -> Result<()> {
    window.press(&[Key::Control], "o").await?;
    window.find("textbox", "Text to import").await?;
    window
        .run(
            "const field = document.querySelector('dialog textarea');
             field.focus();
             field.setRangeText(arguments[0]);
             field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
            vec![json!(text)],
        )
        .await?;
    window
        .find("button", "Import the text")
        .await?
        .click()
        .await?;
    Ok(())
}

async fn click(window: &Window, role: &str, name: &str) -> Result<()> {
    window
        .find(role, name)
        .await?
        .click()
        .await
        .with_context(|| name.to_owned())
}

/// The text of a Word file's main part.
fn word_text(path: &Path) -> Result<String> {
    let mut part = String::new();
    zip::ZipArchive::new(fs::File::open(path)?)?
        .by_name("word/document.xml")?
        .read_to_string(&mut part)?;
    let mut reader = quick_xml::Reader::from_str(&part);
    let mut text = String::new();
    loop {
        match reader.read_event()? {
            quick_xml::events::Event::Text(words) => text.push_str(&words),
            quick_xml::events::Event::End(end) if end.name().as_ref() == "w:p" => text.push('\n'),
            quick_xml::events::Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_note_walks_from_a_page_to_a_word_file() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;

    let page = fs::read_to_string(product::root().join("tests/fixtures/pages/telework.en.txt"))?;
    import(&window, &page).await?;
    click(&window, "button", &format!("Open {REFERENCE}")).await?;
    // What was published is approved, and locked.
    click(&window, "button", "Reopen").await?;
    // What says so lies over the foot of the note for a moment.
    window.wait_for("!document.querySelector('.toast')").await?;
    let response = window.find("textbox", "Suggested Response").await?;
    assert!(
        response
            .text()
            .await?
            .contains("94% of it was where the records say")
    );
    assert!(desk.note()?.contains("### If pressed: chairs bought twice"));

    click(&window, "button", "Create the French side").await?;
    click(&window, "textbox", "Titre").await?;
    window.type_keys("Matériel prêté au personnel").await?;
    click(&window, "textbox", "Réponse suggérée").await?;
    window
        .type_keys("- Chaque ministère tient l’inventaire")
        .await?;
    window.type_keys(Key::Enter).await?;
    window.type_keys("Le reste est à l’étude").await?;
    click(&window, "textbox", "Background").await?;
    window.press(&[Key::Control], Key::End).await?;
    window.type_keys(" Zebra stickers help.").await?;
    desk.wait_for_saved("Zebra stickers help.").await?;
    desk.wait_for_saved("à l’étude").await?;
    let note = desk.note()?;
    assert!(
        note.contains("- Chaque ministère tient l’inventaire\n- Le reste est à l’étude"),
        "{note}"
    );
    assert!(note.contains("fr: Matériel prêté au personnel"), "{note}");

    for words in ["inventaire", "l'inventaire", "zebra", "00314"] {
        window.press(&[Key::Control], "k").await?;
        window.press(&[Key::Control], "a").await?;
        window.type_keys(words).await?;
        window
            .wait_for(&format!(
                "[...document.querySelectorAll('[role=option]')].some((row) => row.textContent.includes('{REFERENCE}'))
                 && document.querySelectorAll('[role=option]').length === 1"
            ))
            .await
            .with_context(|| words.to_owned())?;
    }
    window.type_keys(Key::Escape).await?;

    window.press(&[Key::Control], "e").await?;
    click(&window, "button", "Export…").await?;
    window
        .wait_for(&format!(
            "document.body.textContent.includes('Saved as {REFERENCE}.docx')"
        ))
        .await?;
    let text = word_text(&desk.exports.join(format!("{REFERENCE}.docx")))?;
    for words in [
        "Question Period Note: Equipment for employees who work away from the office",
        "If pressed: chairs bought twice",
        "Zebra stickers help.",
        "Note pour la période des questions\u{a0}: Matériel prêté au personnel",
        "Chaque ministère tient l’inventaire",
    ] {
        assert!(text.contains(words), "{words:?} is not in {text}");
    }
    window.close().await
}

#[tokio::test]
async fn if_pressed_blocks_are_added_named_moved_and_removed_by_keyboard() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    let page = fs::read_to_string(product::root().join("tests/fixtures/pages/telework.en.txt"))?;
    import(&window, &page).await?;
    click(&window, "button", &format!("Open {REFERENCE}")).await?;
    // What was published is approved, and locked.
    click(&window, "button", "Reopen").await?;
    click(&window, "button", "Add an “if pressed” block").await?;
    click(&window, "textbox", "If pressed 2, topic").await?;
    window.type_keys("desks").await?;
    click(&window, "textbox", "If pressed 2").await?;
    window.type_keys("- Typed and moved at once").await?;
    // The editor has not reported its last letters yet: they must move along with their block.
    window.press(&[Key::Alt], Key::Up).await?;
    desk.wait_for_saved("- Typed and moved at once").await?;
    let note = desk.note()?;
    let at = |text: &str| {
        note.find(text)
            .with_context(|| format!("{text:?} is not in {note}"))
    };
    assert!(
        at("### If pressed: desks")? < at("- Typed and moved at once")?,
        "{note}"
    );
    assert!(
        at("- Typed and moved at once")? < at("### If pressed: chairs bought twice")?,
        "{note}"
    );
    assert!(
        note.contains("- Two departments paid twice for the same 61 chairs."),
        "{note}"
    );
    click(&window, "button", "Remove block 1").await?;
    click(&window, "button", "Undo").await?;
    window.find("textbox", "If pressed 2, topic").await?;
    click(&window, "button", "Remove block 2").await?;
    window.close().await?;
    let note = desk.note()?;
    assert!(
        !note.contains("chairs bought twice") && note.contains("desks"),
        "{note}"
    );
    Ok(())
}

#[tokio::test]
async fn what_was_typed_last_is_on_disk_when_the_window_closes() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    let page = fs::read_to_string(product::root().join("tests/fixtures/pages/telework.en.txt"))?;
    import(&window, &page).await?;
    click(&window, "button", &format!("Open {REFERENCE}")).await?;
    // What was published is approved, and locked.
    click(&window, "button", "Reopen").await?;
    click(&window, "textbox", "Issue/Question").await?;
    window.press(&[Key::Control], Key::End).await?;
    window.type_keys(" LAST WORDS").await?;
    window.close().await?;
    assert!(desk.note()?.contains("LAST WORDS"), "{}", desk.note()?);
    Ok(())
}

#[tokio::test]
async fn a_change_from_outside_is_shown_and_found() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    let text = "---\nreference: A-1\ntitle:\n  en: Before\n---\n\n# English\n\n## Background\n\nQuagga\n\n\
                # Français\n\n## Contexte\n\nCouagga\n";
    fs::create_dir_all(desk.notebook.join("qp/2026"))?;
    let path = desk.notebook.join("qp/2026/a.md");
    qp_core::store::atomic_write(&path, text.as_bytes())?;
    let row = |title: &str| {
        format!(
            "[...document.querySelectorAll('[role=option]')].some((row) => row.textContent.includes('{title}'))"
        )
    };
    window.wait_for(&row("Before")).await?;
    window
        .run(
            "document.querySelector('[role=option]').click(); return null;",
            vec![],
        )
        .await?;
    window.find("textbox", "Background").await?;
    qp_core::store::atomic_write(&path, text.replace("Quagga", "Okapi").as_bytes())?;
    window
        .wait_for("[...document.querySelectorAll('[role=textbox]')].some((field) => field.textContent.includes('Okapi'))")
        .await?;
    // Both agreed on something else before, as another program tells.
    let agreed = desk.notebook.join("translated");
    fs::create_dir_all(&agreed)?;
    qp_core::store::atomic_write(&agreed.join("A-1.md"), text.as_bytes())?;
    window
        .find("button", "Contexte, French: Behind")
        .await
        .context("the agreement from outside is not shown")?;
    window.press(&[Key::Control], "k").await?;
    window.type_keys("okapi").await?;
    window
        .wait_for("document.querySelector('[role=option] mark')?.textContent === 'Okapi'")
        .await?;
    window.close().await
}

#[tokio::test]
async fn enter_on_an_excerpt_brings_the_focus_to_it_and_moves_nothing_else() -> Result<()> {
    let window = Window::open(&product::sample_notebook(), Options::default()).await?;
    window.press(&[Key::Control], "k").await?;
    window.type_keys("extension coordinator").await?;
    window
        .wait_for("document.querySelector('[role=option]')?.dataset.id?.endsWith('#4.3.1')")
        .await?;
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.activeElement.dataset.anchor === '4.3.1'")
        .await?;
    let scrolled = window
        .run("return document.scrollingElement.scrollTop;", vec![])
        .await?;
    assert_eq!(scrolled, Value::from(0));
    window.close().await
}

#[tokio::test]
async fn the_web_view_can_do_nothing_but_our_commands() -> Result<()> {
    let window = Window::open(&product::sample_notebook(), Options::default()).await?;
    let tried = window
        .session()
        .execute_async(
            "const done = arguments[0];
             const outcome = (promise) => promise.then(() => 'allowed', () => 'denied');
             const invoke = window.__TAURI_INTERNALS__.invoke;
             Promise.all([
               outcome(invoke('plugin:window|set_title', { label: 'main', value: 'x' })),
               outcome(invoke('plugin:dialog|open', { options: {} })),
               outcome(invoke('plugin:opener|open_url', { url: 'file:///etc/passwd' })),
               outcome(invoke('open_link', { url: 'file:///etc/passwd' })),
               outcome(fetch('http://127.0.0.1:9/')),
               outcome(new Promise((resolve, reject) => { try { resolve(eval('1')); } catch (e) { reject(e); } })),
               outcome(invoke('list_items')),
             ]).then(done);",
            Vec::new(),
        )
        .await?;
    assert_eq!(
        *tried.json(),
        json!([
            "denied", "denied", "denied", "denied", "denied", "denied", "allowed"
        ])
    );
    assert_eq!(
        window.run("return location.protocol", vec![]).await?,
        Value::from("tauri:")
    );
    window.close().await
}

#[tokio::test]
async fn without_a_graphics_card_the_page_is_not_drawn_as_if_there_were_one() -> Result<()> {
    let nodes = fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    if (nodes.map(|node| node.file_name()))
        .any(|name| name.to_string_lossy().starts_with("renderD"))
    {
        eprintln!("there is a graphics card: nothing to see");
        return Ok(());
    }
    let window = Desk::new()?.open().await?;
    // What is typed is painted, and the painter's threads have begun by then if there are any.
    window.press(&[Key::Control], "k").await?;
    window.type_keys("x").await?;
    window
        .wait_for("document.activeElement?.value === 'x'")
        .await?;
    let frames = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))));";
    window.run(frames, vec![]).await?;
    let threads = window.threads();
    assert!(threads.iter().any(|name| name == "WebKitWebProces"));
    let painters: Vec<_> = (threads.iter().filter(|name| name.starts_with("Skia"))).collect();
    assert!(painters.is_empty(), "{painters:?}");
    Ok(())
}
