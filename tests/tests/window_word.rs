//! In the real window: notes on their way to Word and to an e-mail. Notes are chosen, put in order, seen as
//! they will be printed and exported; a response is copied with its formatting.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use qp_tests::window::{Key, Options, Window};
use serde_json::{Value, json};

const FERRIES: &str = "TBS-2026-QP-11-00101";
const BRIDGES: &str = "TBS-2026-QP-11-00102";
const TRAINS: &str = "TBS-2026-QP-11-00103";

const POLICY: &str = "---
title:
  en: Guide to Crossings
  fr: Guide des traversées
source: https://example.gc.ca/crossings
issued: 2025-01-01
lang: [en, fr]
---

# English

## 1. Safety

1.1 Every crossing is inspected.

# Français

## 1. Sécurité

1.1 Chaque traversée est inspectée.
";

fn note(reference: &str, title: [&str; 2], day: u8) -> String {
    let [en, fr] = title;
    format!(
        "---\nreference: {reference}\ndate: 2026-11-{day:02}\norganization: tbs-sct\nminister: PTB\n\
         status: draft\nmarking: Unclassified\ntitle:\n  en: {en}\n  fr: {fr}\ntags: [transport]\n---\n\n\
         # English\n\n## Issue/Question\n\nHow safe are they?\n\n## Suggested Response\n\n\
         - Every crossing is **inspected** twice a year. [@guide-crossings#1.1]\n\
         - The rules cover:\n  - boats, and\n  - crews.\n\n\
         ### If pressed: Costs\n\n- Inspections cost $3.4 million.\n\n\
         ## Background\n\nThe guide is in force.\n\n\
         # Français\n\n## Enjeu ou question\n\nSont-ils sûrs?\n\n## Réponse suggérée\n\n\
         - Chaque traversée est **inspectée** deux fois par an. [@guide-crossings#1.1]\n\
         - Les règles visent\u{a0}:\n  - les bateaux;\n  - les équipages.\n\n\
         ### Si pressé\u{a0}: Coûts\n\n- Les inspections coûtent 3,4 millions $.\n\n\
         ## Contexte\n\nLe guide est en vigueur.\n"
    )
}

/// A temporary notebook of three notes and a policy, and a folder for what is exported.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let desk = Self { folder };
        let files = [
            (
                FERRIES,
                note(FERRIES, ["Ferry safety", "Sécurité des traversiers"], 20),
            ),
            (
                BRIDGES,
                note(BRIDGES, ["Bridge tolls", "Péages des ponts"], 19),
            ),
            (
                TRAINS,
                note(TRAINS, ["Late trains", "Trains en retard"], 18),
            ),
        ];
        for (reference, text) in files {
            let file = desk.notebook().join(format!("qp/2026/{reference}.md"));
            fs::create_dir_all(file.parent().context("a folder")?)?;
            qp_core::store::atomic_write(&file, text.as_bytes())?;
        }
        fs::create_dir_all(desk.notebook().join("policy"))?;
        fs::create_dir_all(desk.exports())?;
        let policy = desk.notebook().join("policy/guide-crossings.md");
        qp_core::store::atomic_write(&policy, POLICY.as_bytes())?;
        Ok(desk)
    }

    fn notebook(&self) -> PathBuf {
        self.folder.path().join("notebook")
    }

    fn exports(&self) -> PathBuf {
        self.folder.path().join("exports")
    }

    async fn open(&self) -> Result<Window> {
        let exports = self.exports();
        let options = Options::default()
            .variable("LANG", "en_CA.UTF-8")
            .variable("QP_NOTES_EXPORT_FOLDER", &exports.to_string_lossy());
        Window::open(&self.notebook(), options).await
    }
}

async fn click(window: &Window, role: &str, name: &str) -> Result<()> {
    let element = window.find(role, name).await?;
    element.click().await.with_context(|| name.to_owned())
}

async fn value(window: &Window, expression: &str) -> Result<Value> {
    window.run(&format!("return {expression};"), vec![]).await
}

async fn picture(window: &Window, name: &str) -> Result<()> {
    if let Ok(folder) = std::env::var("QP_PICTURES") {
        let file = PathBuf::from(folder).join(format!("{name}.png"));
        window.screenshot(&file).await?;
    }
    Ok(())
}

/// Opens a note of the list.
async fn open_note(window: &Window, reference: &str) -> Result<()> {
    let row = format!("document.querySelector('[data-id=\"{reference}\"]')");
    window.wait_for(&row).await?;
    window
        .run(&format!("{row}.click(); return null;"), vec![])
        .await?;
    window
        .wait_for("document.querySelectorAll('[role=textbox]').length > 8")
        .await
}

/// A place to paste into, as an e-mail is one: it keeps what the clipboard offers.
const MAIL: &str = "
    const mail = document.createElement('div');
    mail.id = 'mail';
    mail.contentEditable = 'true';
    mail.addEventListener('paste', (event) => {
      mail.dataset.plain = event.clipboardData.getData('text/plain');
    });
    document.querySelector('main').prepend(mail);
    mail.focus();
    return null;
";

#[tokio::test]
async fn one_key_copies_the_response_of_the_side_in_use_with_its_formatting() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    open_note(&window, FERRIES).await?;

    click(&window, "textbox", "Réponse suggérée").await?;
    window.press(&[Key::Control, Key::Shift], "y").await?;
    window
        .wait_for("document.querySelector('.toasts')?.textContent.includes('The French response is copied')")
        .await?;
    window.run(MAIL, vec![]).await?;
    window.press(&[Key::Control], "v").await?;
    window
        .wait_for("document.querySelector('#mail').dataset.plain !== undefined")
        .await?;
    let plain = value(&window, "document.querySelector('#mail').dataset.plain").await?;
    assert_eq!(
        plain,
        json!(
            "• Chaque traversée est inspectée deux fois par an. (Guide des traversées, 1.1)\n\
             • Les règles visent\u{a0}:\n  • les bateaux;\n  • les équipages.\n\n\
             Si pressé\u{a0}: Coûts\n• Les inspections coûtent 3,4 millions\u{a0}$."
        )
    );
    // What another program is given, and what is pasted, is what was written, and nothing else.
    let html = window.clipboard("text/html")?;
    let clean = concat!(
        r#"<ul lang="fr-CA"><li lang="fr-CA">Chaque traversée est <strong>inspectée</strong> deux fois par an. "#,
        r#"(<a href="https://example.gc.ca/crossings">Guide des traversées</a>, 1.1)</li>"#,
        r#"<li lang="fr-CA">Les règles visent&nbsp;:<ul lang="fr-CA"><li lang="fr-CA">les bateaux;</li>"#,
        r#"<li lang="fr-CA">les équipages.</li></ul></li></ul>"#,
        r#"<p lang="fr-CA"><strong>Si pressé&nbsp;: Coûts</strong></p>"#,
        r#"<ul lang="fr-CA"><li lang="fr-CA">Les inspections coûtent 3,4 millions&nbsp;$.</li></ul>"#,
    );
    assert_eq!(html, format!(r#"<meta charset="utf-8">{clean}"#));
    let pasted = value(&window, "document.querySelector('#mail').innerHTML").await?;
    assert_eq!(pasted, json!(clean));

    // Ctrl+C copies what is selected, as ever.
    click(&window, "textbox", "Background").await?;
    window.press(&[Key::Control], "a").await?;
    window.press(&[Key::Control], "c").await?;
    window
        .run("document.querySelector('#mail').replaceChildren(); document.querySelector('#mail').focus(); return null;", vec![])
        .await?;
    window.press(&[Key::Control], "v").await?;
    window
        .wait_for(
            "document.querySelector('#mail').dataset.plain.trim() === 'The guide is in force.'",
        )
        .await?;
    picture(&window, "copied").await?;
    window.close().await
}

/// What the web view tells when files are dropped on the window: it gives them to the page as their
/// contents, without their paths.
const DROP: &str = "
    const data = new DataTransfer();
    for (const [name, text] of arguments[0]) data.items.add(new File([text], name));
    for (const kind of ['dragenter', 'dragover', 'drop']) {
      document.querySelector('main').dispatchEvent(
        new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
    return null;
";

#[tokio::test]
async fn files_dropped_on_the_window_are_imported_and_each_is_told_of() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    let page = "Question Period Note: Snow removal\nReference number:\nTBS-2026-QP-11-00201\n\
                Date received:\nNov 20, 2026\nSuggested Response:\n• Roads are cleared by six.\n";
    let files = json!([["note déneigement.txt", page], ["photo.png", "\u{0}\u{1}"]]);
    window.run(DROP, vec![files]).await?;
    window
        .wait_for("document.querySelectorAll('dialog .line').length === 2")
        .await?;
    picture(&window, "dropped").await?;
    let told = value(&window, "document.querySelector('dialog').innerText").await?;
    let told = told.as_str().unwrap_or_default();
    for wanted in [
        "note déneigement.txt",
        "TBS-2026-QP-11-00201",
        "photo.png",
        "Not imported",
    ] {
        ensure!(told.contains(wanted), "{wanted:?} is not in {told}");
    }
    let file = desk.notebook().join("qp/2026/TBS-2026-QP-11-00201.md");
    ensure!(fs::read_to_string(file)?.contains("- Roads are cleared by six."));
    window.close().await
}
