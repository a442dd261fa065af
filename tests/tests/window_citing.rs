//! Citing in the real window, by keyboard alone: a clause is found while one writes, cited on one side
//! and quoted on the other, stands in the text as a label that opens, and lies in the file as Markdown.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use qp_tests::window::{Key, Options, Window};
use serde_json::json;

const REFERENCE: &str = "TBS-2026-QP-11-00002";

const NOTE: &str = "---\nreference: TBS-2026-QP-11-00002\ndate: 2026-11-03\norganization: tbs-sct\n\
     minister: PTB\nstatus: draft\nmarking: Unclassified\ntitle:\n  en: Umbrellas\n  fr: Parapluies\n---\n\n\
     # English\n\n## Issue/Question\n\nWho lends?\n\n## Suggested Response\n\n- Umbrellas are lent\n\n\
     ## Background\n\nRain.\n\n\
     # Français\n\n## Enjeu ou question\n\nQui prête?\n\n## Réponse suggérée\n\n- La loi est claire\n\n\
     ## Contexte\n\nPluie.\n";

const ACT: &str = "---\ntitle:\n  en: Umbrella Act\n  fr: Loi sur les parapluies\nkind: act\n\
     source: https://laws-lois.justice.gc.ca/eng/acts/U-1/\nlang: [en, fr]\n---\n\
     # English\n\n## Lending\n\n### 74. Duty\n\nThe keeper shall keep a list.\n\n\
     74(c) Every umbrella is lent within a day.\n\n\
     # Français\n\n## Prêt\n\n### 74. Obligation\n\nLe gardien tient une liste.\n\n\
     74c) Tout parapluie est prêté dans la journée.\n";

const ENGLISH: &str = "- Umbrellas are lent [@umbrella-act#74(c)]";
const FRENCH: &str = "- La loi est claire «\u{a0}Tout parapluie est prêté dans la journée.\u{a0}» [@umbrella-act#74(c)]";

struct Desk {
    _folder: tempfile::TempDir,
    notebook: PathBuf,
}

impl Desk {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let notebook = folder.path().join("notebook");
        fs::create_dir_all(notebook.join("qp/2026"))?;
        fs::create_dir_all(notebook.join("policy"))?;
        for (path, text) in [
            (format!("qp/2026/{REFERENCE}.md"), NOTE),
            ("policy/umbrella-act.md".to_owned(), ACT),
        ] {
            qp_core::store::atomic_write(&notebook.join(path), text.as_bytes())?;
        }
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

async fn picture(window: &Window, name: &str) -> Result<()> {
    if let Ok(folder) = std::env::var("QP_PICTURES") {
        let file = PathBuf::from(folder).join(format!("{name}.png"));
        window.screenshot(&file).await?;
    }
    Ok(())
}

/// Puts the cursor at the end of a text.
async fn write_at_the_end_of(window: &Window, name: &str) -> Result<()> {
    window.find("textbox", name).await?.click().await?;
    window.press(&[Key::Control], Key::End).await
}

/// Calls for a clause, types words, and waits until this one is chosen.
async fn look_for(window: &Window, words: &str, box_name: &str, clause: &str) -> Result<()> {
    window.press(&[Key::Control, Key::Shift], "c").await?;
    window
        .wait_for("document.activeElement?.matches('[data-citing] [role=combobox]')")
        .await?;
    assert_eq!(window.focused().await?.1, box_name);
    window.type_keys(words).await?;
    window
        .wait_for(&format!(
            "document.querySelector('[data-citing] [role=option][aria-selected=true] .name')?.textContent === {} \
             && document.querySelector('[data-citing] .group').textContent.match(/^(Found|Trouvées)$/)",
            json!(clause)
        ))
        .await
}

async fn told(window: &Window, field: &str, label: &str) -> Result<()> {
    window
        .wait_for(&format!(
            "document.activeElement?.getAttribute('aria-label') === {} && \
             document.activeElement.querySelector('.qp-citation')?.textContent === {}",
            json!(field),
            json!(label)
        ))
        .await
}

/// Begun in the text with its sign, a citation is offered clauses beneath the cursor.
async fn begin_in_the_text(window: &Window) -> Result<()> {
    write_at_the_end_of(window, "Background").await?;
    window.type_keys(" [@keeper list").await?;
    window
        .wait_for(
            "document.querySelector('.offers [aria-selected=true] .name')?.textContent === 's.\u{a0}74'",
        )
        .await?;
    picture(window, "inline").await?;
    let found: Vec<String> = (window.axe().await?.iter())
        .map(ToString::to_string)
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    window.type_keys(Key::Enter).await?;
    told(window, "Background", "s.\u{a0}74, Umbrella Act").await
}

/// The label before the cursor is opened by keyboard, left, opened again and followed to its policy and back.
async fn open_the_label(window: &Window) -> Result<()> {
    // The arrow selects the label, Enter opens it, Escape goes back.
    window.type_keys(Key::Left).await?;
    window
        .wait_for("document.activeElement.querySelector('.qp-citation.ProseMirror-selectednode')")
        .await?;
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.querySelector('[role=dialog] .words')?.textContent.includes('dans la journée')")
        .await?;
    picture(window, "preview").await?;
    let found: Vec<String> = window
        .axe()
        .await?
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    window.type_keys(Key::Escape).await?;
    window
        .wait_for("!document.querySelector('[role=dialog]')")
        .await?;
    assert_eq!(window.focused().await?.1, "Réponse suggérée");

    // Opened again, the policy is read at the clause, and a way leads back to the place.
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.activeElement?.closest('[role=dialog]')")
        .await?;
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.querySelector('main h1')?.textContent.includes('Umbrella Act')")
        .await?;
    let back = format!("Back to {REFERENCE}");
    let back = window.find("button", &back).await?;
    window
        .run("arguments[0].focus(); return null;", vec![back.to_json()?])
        .await?;
    window.type_keys(Key::Enter).await?;
    told(
        window,
        "Réponse suggérée",
        "al.\u{a0}74c), Loi sur les parapluies",
    )
    .await
}

#[tokio::test]
async fn a_clause_is_cited_quoted_and_opened_by_keyboard_alone() -> Result<()> {
    let desk = Desk::new()?;
    let options = Options::default().variable("LANG", "en_CA.UTF-8");
    let window = Window::open(&desk.notebook, options).await?;
    window.press(&[Key::Control], "k").await?;
    window.type_keys("umbrellas").await?;
    window
        .wait_for("document.querySelector('[role=option] mark')")
        .await?;
    window.type_keys(Key::Enter).await?;

    // On the English side the citation, found by French words and by its number as French writes it.
    write_at_the_end_of(&window, "Suggested Response").await?;
    look_for(
        &window,
        "parapluie 74c)",
        "Find a clause to cite",
        "s.\u{a0}74(c)",
    )
    .await?;
    picture(&window, "finding").await?;
    window.type_keys(Key::Enter).await?;
    told(&window, "Suggested Response", "s.\u{a0}74(c), Umbrella Act").await?;

    // The cursor is behind it: what is typed goes on there, and one undo after it takes the citation out.
    window.type_keys(" now").await?;
    window
        .wait_for("document.activeElement.textContent.includes('Umbrella Act now')")
        .await?;
    window.press(&[Key::Control], "z").await?;
    window.press(&[Key::Control], "z").await?;
    window
        .wait_for("!document.activeElement.querySelector('.qp-citation')")
        .await?;
    assert_eq!(window.focused().await?.1, "Suggested Response");
    window.press(&[Key::Control], "y").await?;
    told(&window, "Suggested Response", "s.\u{a0}74(c), Umbrella Act").await?;

    // On the French side the quotation, in French.
    write_at_the_end_of(&window, "Réponse suggérée").await?;
    look_for(&window, "74c)", "Find a clause to cite", "al.\u{a0}74c)").await?;
    window.press(&[Key::Shift], Key::Enter).await?;
    told(
        &window,
        "Réponse suggérée",
        "al.\u{a0}74c), Loi sur les parapluies",
    )
    .await?;

    open_the_label(&window).await?;
    begin_in_the_text(&window).await?;
    window.press(&[Key::Control], "s").await?;
    window.close().await?;
    let file = desk.file()?;
    assert!(file.contains("\nRain. [@umbrella-act#74]\n"), "{file}");
    assert!(file.contains(&format!("{ENGLISH}\n")), "{file}");
    assert!(file.contains(&format!("{FRENCH}\n")), "{file}");
    Ok(())
}

#[tokio::test]
async fn a_part_of_a_clause_is_quoted_by_keyboard_and_its_label_opens_with_a_click() -> Result<()> {
    let desk = Desk::new()?;
    let options = Options::default().variable("LANG", "fr_CA.UTF-8");
    let window = Window::open(&desk.notebook, options).await?;
    window
        .wait_for("document.querySelector('[role=option]')")
        .await?;
    window
        .run(
            &format!(
                "[...document.querySelectorAll('[role=option]')]
                   .find((row) => row.textContent.includes({})).click(); return null;",
                json!(REFERENCE)
            ),
            vec![],
        )
        .await?;
    write_at_the_end_of(&window, "Background").await?;
    let box_name = "Trouver une disposition à citer";
    look_for(&window, "74(c)", box_name, "s.\u{a0}74(c)").await?;

    // Tab leads to the words of the clause; the first two are selected.
    window.type_keys(Key::Tab).await?;
    assert!(
        window
            .focused()
            .await?
            .1
            .starts_with("Texte de s.\u{a0}74(c)")
    );
    window.press(&[Key::Control], Key::Home).await?;
    for _ in 0..2 {
        window
            .press(&[Key::Control, Key::Shift], Key::Right)
            .await?;
    }
    window
        .wait_for("[...document.querySelectorAll('[data-citing] button')].some((one) => one.textContent.includes('Citer la sélection'))")
        .await?;
    window.press(&[Key::Shift], Key::Enter).await?;
    told(&window, "Background", "s.\u{a0}74(c), Umbrella Act").await?;

    let label = "document.activeElement.querySelector('.qp-citation')";
    let chip = window
        .session()
        .find(thirtyfour::By::Css("[aria-label=Background] .qp-citation"))
        .await?;
    window.wait_for(label).await?;
    chip.click().await?;
    window
        .wait_for("document.activeElement?.closest('[role=dialog]')?.textContent.includes('within a day')")
        .await?;
    picture(&window, "clicked").await?;
    window.type_keys(Key::Escape).await?;
    window
        .wait_for("!document.querySelector('[role=dialog]')")
        .await?;
    assert_eq!(window.focused().await?.1, "Background");
    window.press(&[Key::Control], "s").await?;
    window.close().await?;
    let file = desk.file()?;
    let quoted = "\nRain. “Every umbrella” [@umbrella-act#74(c)]\n";
    assert!(file.contains(quoted), "{file}");
    Ok(())
}
