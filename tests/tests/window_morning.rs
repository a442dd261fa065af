//! A morning's work in the real window: a past note is copied, a bullet of it changed, the other
//! language seen to be behind and brought up to date out of the translation memory, a block added,
//! a response that runs over made shorter, the note approved and found under Today.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use qp_tests::window::{Key, Options, Window};
use serde_json::json;

const PAST: &str = "TBS-2026-QP-05-00101";

fn note(reference: &str, title: [&str; 2], response: [&str; 2]) -> String {
    let [title_en, title_fr] = title;
    let [en, fr] = response;
    format!(
        "---\nreference: {reference}\ndate: 2026-05-05\norganization: tbs-sct\nminister: PTB\n\
         status: approved\nmarking: Unclassified\ntitle:\n  en: {title_en}\n  fr: {title_fr}\n---\n\n\
         # English\n\n## Issue/Question\n\nHow safe are the ferries?\n\n## Suggested Response\n\n{en}\n\n\
         ## Background\n\nThe harbour has two ferries.\n\n\
         # Français\n\n## Enjeu ou question\n\nLes traversiers sont-ils sûrs?\n\n## Réponse suggérée\n\n{fr}\n\n\
         ## Contexte\n\nLe port a deux traversiers.\n"
    )
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Result<Self> {
        let desk = Self {
            folder: tempfile::tempdir()?,
        };
        let year = desk.notebook().join("qp/2026");
        fs::create_dir_all(&year)?;
        fs::create_dir_all(desk.notebook().join("policy"))?;
        let notes = [
            (
                PAST,
                ["Ferry safety", "Sécurité des traversiers"],
                [
                    "- The ferries carry 4 crews.\n- Safety comes first.",
                    "- Les traversiers ont 4 équipages.\n- La sécurité passe avant tout.",
                ],
            ),
            (
                "TBS-2026-QP-05-00102",
                ["Harbour inspections", "Inspections du port"],
                [
                    "- Every crossing is inspected each spring.",
                    "- Chaque traversée est inspectée au printemps.",
                ],
            ),
        ];
        for (reference, title, response) in notes {
            let file = year.join(format!("{reference}.md"));
            qp_core::store::atomic_write(&file, note(reference, title, response).as_bytes())?;
        }
        Ok(desk)
    }

    fn notebook(&self) -> PathBuf {
        self.folder.path().join("notebook")
    }

    /// The file of the note that is neither of the two.
    fn new_note(&self) -> Result<String> {
        let files = fs::read_dir(self.notebook().join("qp/2026"))?;
        let others = fs::read_dir(self.notebook().join("qp"))?
            .flatten()
            .filter(|year| year.file_name() != "2026")
            .flat_map(|year| fs::read_dir(year.path()).into_iter().flatten());
        let path = files
            .chain(others)
            .flatten()
            .map(|file| file.path())
            .find(|path| !path.to_string_lossy().contains("QP-05-0010"))
            .context("there is no new note")?;
        Ok(fs::read_to_string(path)?)
    }
}

async fn click(window: &Window, role: &str, name: &str) -> Result<()> {
    let element = window.find(role, name).await?;
    element.click().await.with_context(|| name.to_owned())
}

/// Puts the cursor at the end of a text.
async fn write_at_the_end_of(window: &Window, name: &str) -> Result<()> {
    click(window, "textbox", name).await?;
    window.press(&[Key::Control], Key::End).await
}

/// Does a command of the palette.
async fn command(window: &Window, name: &str) -> Result<()> {
    window.press(&[Key::Control, Key::Shift], "p").await?;
    window.find("combobox", "Type what you want to do").await?;
    window.type_keys(name).await?;
    window
        .wait_for(&format!(
            "document.querySelector('dialog [role=option][aria-selected=true]')?.textContent.includes({})",
            json!(name)
        ))
        .await?;
    window.type_keys(Key::Enter).await
}

async fn picture(window: &Window, name: &str) -> Result<()> {
    if let Ok(folder) = std::env::var("QP_PICTURES") {
        let file = PathBuf::from(folder).join(format!("{name}.png"));
        window.screenshot(&file).await?;
    }
    Ok(())
}

/// A past note is copied and a bullet added: French is behind, and shows what changed.
async fn begin_from_a_past_note(window: &Window) -> Result<()> {
    // What was said last spring is found, and a note begins from it.
    window.press(&[Key::Control], "k").await?;
    window.type_keys("ferry safety").await?;
    window
        .wait_for(&format!(
            "[...document.querySelectorAll('[role=option]')].some((row) => row.textContent.includes({}))",
            json!(PAST)
        ))
        .await?;
    window.type_keys(Key::Enter).await?;
    click(window, "button", "Copy…").await?;
    click(window, "button", "Create with everything").await?;
    window.find("button", &format!("From {PAST}")).await?;
    window.press(&[Key::Control], "k").await?;
    window.type_keys(Key::Escape).await?;

    // One bullet is new: French is behind, and shows what changed.
    write_at_the_end_of(window, "Suggested Response").await?;
    window.type_keys(Key::Enter).await?;
    window
        .type_keys("Every crossing is inspected each spring.")
        .await?;
    click(window, "button", "Réponse suggérée, French: Behind").await?;
    window
        .wait_for(
            "document.querySelector('.since ins')?.textContent.includes('inspected each spring')",
        )
        .await?;
    picture(window, "behind").await?;
    Ok(())
}

/// One key puts in what the memory has, and both languages agree.
async fn bring_french_up_to_date(window: &Window) -> Result<()> {
    // The memory knows that bullet: one key puts its translation in.
    window.press(&[Key::Control, Key::Shift], "u").await?;
    write_at_the_end_of(window, "Réponse suggérée").await?;
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.querySelector('aside .matches')?.textContent.includes('inspectée au printemps')")
        .await?;
    window
        .press(&[Key::Control, Key::Shift], Key::Enter)
        .await?;
    window
        .wait_for(
            "document.querySelector('[aria-label=\"Réponse suggérée\"] li:last-child').textContent.trim()
               === 'Chaque traversée est inspectée au printemps.'",
        )
        .await?;
    picture(window, "memory").await?;
    // A title is translated by the same key, and goes where it belongs.
    click(window, "textbox", "Titre").await?;
    window.press(&[Key::Control], "a").await?;
    window.type_keys(Key::Delete).await?;
    window
        .press(&[Key::Control, Key::Shift], Key::Enter)
        .await?;
    window
        .wait_for(
            "document.querySelector('[aria-label=\"Titre\"]').value === 'Sécurité des traversiers'",
        )
        .await?;
    let chip = "document.querySelector('.cell.second .chip')";
    window
        .wait_for(&format!("{chip}?.textContent.includes('To confirm')"))
        .await?;
    window
        .run(
            &format!(
                "if (!document.querySelector('.cell.second .since')) {chip}.click(); return null;"
            ),
            vec![],
        )
        .await?;
    window
        .wait_for("document.querySelector('.cell.second .since .button')")
        .await?;
    window
        .run(
            "document.querySelector('.cell.second .since .button').click(); return null;",
            vec![],
        )
        .await?;
    window.wait_for("!document.querySelector('.chip')").await?;
    Ok(())
}

/// What is said if pressed, in both languages.
async fn add_a_block(window: &Window) -> Result<()> {
    // What to add if pressed, in both languages.
    command(window, "Add an “if pressed” block").await?;
    window.find("textbox", "If pressed 1, topic").await?;
    for (name, text) in [
        ("If pressed 1, topic", "Costs"),
        ("If pressed 1", "Inspections cost nothing more."),
        ("Si pressé 1, sujet", "Coûts"),
        ("Si pressé 1", "Les inspections ne coûtent rien de plus."),
    ] {
        click(window, "textbox", name).await?;
        window.type_keys(text).await?;
    }
    Ok(())
}

/// A response that runs over says so, and Ctrl+Z makes it short again.
async fn run_over_and_mend(window: &Window) -> Result<()> {
    // The response runs over its 35 seconds, says so, and is made shorter.
    write_at_the_end_of(window, "Suggested Response").await?;
    window.type_keys(Key::Enter).await?;
    let long = "and so forth ".repeat(32);
    window.type_keys(long.as_str()).await?;
    let over = "[...document.querySelectorAll('.time.over')].length === 1";
    window.wait_for(over).await?;
    picture(window, "over").await?;
    // Ctrl+Z takes back what was typed, group by group, until the response can be said in time.
    let response = "document.querySelector('[aria-label=\"Suggested Response\"]').textContent";
    for _ in 0..40 {
        let text = window.run(&format!("return {response}"), vec![]).await?;
        if !text.to_string().contains("and so forth") {
            break;
        }
        window.press(&[Key::Control], "z").await?;
        window.wait_for(&format!("{response} !== {text}")).await?;
    }
    window.wait_for(&format!("!({over})")).await?;
    window
        .wait_for(
            "document.querySelector('[aria-label=\"Suggested Response\"]').textContent.includes('each spring')",
        )
        .await?;
    command(window, "Both languages of the note agree").await?;
    Ok(())
}

/// Approved, the note is locked and stands under Today.
async fn approve(window: &Window) -> Result<()> {
    // Approved: the text is locked, the file says who did it, and it is ready for its sitting.
    command(window, "State: approved").await?;
    window
        .wait_for("document.querySelector('.locked')?.textContent.includes('Approved')")
        .await?;
    picture(window, "approved").await?;
    window.press(&[Key::Control], "t").await?;
    window
        .wait_for("document.querySelector('dialog strong')?.textContent")
        .await?;
    let listed = "[...document.querySelectorAll('dialog li')].some((line) => line.textContent.includes('Ferry safety'))";
    if window.run(&format!("return {listed}"), vec![]).await? == json!(false) {
        // After Question Period the coming sitting is the next one: the day's own is the one before.
        click(window, "button", "The day before").await?;
    }
    window.wait_for(listed).await?;
    picture(window, "today").await?;
    window.type_keys(Key::Escape).await?;
    window.press(&[Key::Control, Key::Shift], "h").await?;
    window
        .wait_for("document.querySelectorAll('aside .state').length > 2")
        .await?;
    picture(window, "history").await?;
    Ok(())
}

#[tokio::test]
async fn a_note_is_ready_by_noon() -> Result<()> {
    let desk = Desk::new()?;
    let options = Options::default().variable("LANG", "en_CA.UTF-8");
    let window = Window::open(&desk.notebook(), options).await?;

    begin_from_a_past_note(&window).await?;
    bring_french_up_to_date(&window).await?;
    add_a_block(&window).await?;
    run_over_and_mend(&window).await?;
    approve(&window).await?;
    window.close().await?;

    let file = desk.new_note()?;
    for wanted in [
        "status: approved",
        &format!("from: {PAST}"),
        "- approved 20",
        "- Every crossing is inspected each spring.",
        "- Chaque traversée est inspectée au printemps.",
        "### If pressed: Costs",
        "### Si pressé\u{a0}: Coûts",
        "Les inspections ne coûtent rien de plus.",
    ] {
        ensure!(file.contains(wanted), "{wanted:?} is not in\n{file}");
    }
    Ok(())
}
