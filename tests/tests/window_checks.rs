//! Checks in the real window: what is told while one writes is mended with one click, lies mended
//! on the disk, and a response that runs over its 35 seconds says so until it is shorter or spoken
//! faster.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use qp_tests::window::{Key, Options, Window};

const REFERENCE: &str = "TBS-2026-QP-11-00002";

/// A note whose French has slips of the hand, and whose English says another figure.
fn note() -> String {
    let words = |word: &str, count: usize| vec![word; count].join(" ");
    format!(
        "---\nreference: {REFERENCE}\ndate: 2026-11-03\norganization: tbs-sct\nminister: PTB\n\
         status: draft\nmarking: Unclassified\ntitle:\n  en: Ferry crossings\n  fr: Traversées\n---\n\n\
         # English\n\n## Issue/Question\n\nHow many?\n\n## Suggested Response\n\n- {}\n\n\
         ## Background\n\nIn 2025, 1,240 crossings.\n\n\
         # Français\n\n## Enjeu ou question\n\nVoici: combien?\n\n## Réponse suggérée\n\n- L'horaire  est connu.\n\n\
         ## Contexte\n\nEn 2025, 1 420 traversées.\n",
        words("crossing", 106)
    )
}

struct Desk {
    _folder: tempfile::TempDir,
    notebook: PathBuf,
}

impl Desk {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let notebook = folder.path().join("notebook");
        let year = notebook.join("qp/2026");
        fs::create_dir_all(&year)?;
        fs::create_dir_all(notebook.join("policy"))?;
        let file = year.join(format!("{REFERENCE}.md"));
        qp_core::store::atomic_write(&file, note().as_bytes())?;
        Ok(Self {
            _folder: folder,
            notebook,
        })
    }

    fn file(&self) -> Result<String> {
        let path = format!("qp/2026/{REFERENCE}.md");
        Ok(fs::read_to_string(self.notebook.join(path))?)
    }
}

/// Waits until the panel of the checks tells a text.
async fn told(window: &Window, text: &str) -> Result<()> {
    let said = serde_json::to_string(text)?;
    window
        .wait_for(&format!(
            "[...document.querySelectorAll('.panel li')].some((line) => line.textContent.includes({said}))"
        ))
        .await
}

#[tokio::test]
async fn slips_are_mended_with_a_click_and_a_response_that_runs_over_says_so() -> Result<()> {
    let desk = Desk::new()?;
    let options = Options::default().variable("LANG", "en_CA.UTF-8");
    let window = Window::open(&desk.notebook, options).await?;
    window
        .run(
            "document.querySelector('[role=option]').click(); return null;",
            vec![],
        )
        .await?;
    // The button's name goes on with how many there are.
    let button = "[...document.querySelectorAll('button')]
        .find((button) => button.textContent.trim().startsWith('Checks'))";
    window.wait_for(button).await?;
    window
        .run(&format!("({button}).click(); return null;"), vec![])
        .await?;

    told(&window, "1,240 in English, 1 420 in French").await?;
    told(&window, "106 words; 35 seconds allow about 105").await?;
    told(&window, "Voici:").await?;

    // One click a slip, by keyboard: each is a button with the problem in its name.
    for slip in ["“L'horaire  est”", "“L'horaire”", "“Voici:”"] {
        told(&window, slip).await?;
        let said = serde_json::to_string(slip)?;
        window
            .run(
                &format!(
                    "[...document.querySelectorAll('.panel li')]
                       .find((line) => line.textContent.includes({said}))
                       .querySelector('button[aria-label^=Mend]').focus();
                     return null;"
                ),
                vec![],
            )
            .await?;
        window.type_keys(Key::Enter).await?;
        window
            .wait_for(&format!(
                "![...document.querySelectorAll('.panel li')].some((line) => line.textContent.includes({said}))"
            ))
            .await?;
    }
    let mended = desk.file()?;
    assert!(mended.contains("- L’horaire est connu."), "{mended}");
    assert!(mended.contains("Voici\u{a0}: combien?"), "{mended}");
    assert!(mended.contains("1 420"), "figures are for a person to mend");

    // Spoken a little faster, the response is short enough; the checks know at once.
    let time = "[...document.querySelectorAll('button')]
        .find((button) => button.textContent.includes('106 words · 36 s'))";
    window
        .wait_for(&format!("{time}.textContent.includes('Longer than')"))
        .await?;
    window
        .run(&format!("{time}.click(); return null;"), vec![])
        .await?;
    let field = "document.querySelector('dialog[open] input[type=number]')";
    window.wait_for(field).await?;
    window
        .run(&format!("{field}.select(); return null;"), vec![])
        .await?;
    window.type_keys("190").await?;
    window.type_keys(Key::Tab).await?;
    window.find("button", "Done").await?.click().await?;
    window
        .wait_for("document.body.textContent.includes('106 words · 34 s')")
        .await?;
    window
        .wait_for(
            "![...document.querySelectorAll('.panel li')].some((line) => line.textContent.includes('106 words'))",
        )
        .await?;
    if let Ok(file) = std::env::var("QP_PICTURE") {
        window.screenshot(file.as_ref()).await?;
    }
    window.close().await?;
    Ok(())
}
