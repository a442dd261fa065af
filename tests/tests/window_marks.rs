//! In the real window: what a search found is marked in the open note and policy, one key steps
//! through it, and what is like a passage is found; the files stay as they are.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use qp_tests::window::{Key, Options, Window};
use serde_json::{Value, json};

const LIBRARIES: &str = "TBS-2026-QP-03-00101";
const READING: &str = "TBS-2026-QP-03-00102";

/// A temporary notebook of two notes and a policy, the first long enough to scroll.
struct Desk {
    _folder: tempfile::TempDir,
    notebook: PathBuf,
}

impl Desk {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let notebook = folder.path().join("notebook");
        let filler = |text: &str| format!("{text}\n\n").repeat(12);
        let libraries = format!(
            "---\nreference: {LIBRARIES}\ndate: 2026-03-02\norganization: tbs-sct\nminister: PTB\n\
             status: draft\nmarking: Unclassified\ntitle:\n  en: Libraries in the North\n  \
             fr: Les bibliothèques du Nord\ntags: []\n---\n\n\
             # English\n\n## Issue/Question\n\nWhy do **libra**ries close? \u{1f600}\n\n\
             ## Suggested Response\n\n*  Every   library stays open.\n\n\n* __Readers__ borrow more.\n\n\
             ### If pressed: the library of Iqaluit\n\n- It moves.\n\n\
             ## Background\n\n{}A last library.\n\n## Additional Information\n\n\
             # Français\n\n## Enjeu ou question\n\nPourquoi ferme-t-on l’une de ces bibliothèques ?\n\n\
             ## Réponse suggérée\n\n- Chaque bibliothèque reste ouverte.\n\n\
             ### Si pressé : la bibliothèque d’Iqaluit\n\n- Elle déménage.\n\n\
             ## Contexte\n\n{}Une dernière bibliothèque.\n\n## Renseignements supplémentaires\n",
            filler("Shelves are counted each spring."),
            filler("On compte les rayons au printemps."),
        );
        let reading = format!(
            "---\nreference: {READING}\ndate: 2026-03-05\norganization: tbs-sct\nminister: PTB\n\
             status: draft\nmarking: Unclassified\ntitle:\n  en: Reading in winter\n  \
             fr: La lecture en hiver\ntags: []\n---\n\n\
             # English\n\n## Issue/Question\n\nDo readers borrow more in winter?\n\n\
             ## Suggested Response\n\n- Readers borrow more novels in winter.\n\n\
             # Français\n\n## Enjeu ou question\n\nEmprunte-t-on davantage en hiver ?\n\n\
             ## Réponse suggérée\n\n- On emprunte davantage de romans en hiver.\n"
        );
        let policy = "---\ntitle: Guide to Lending\nlang: en\nissued: 2025-01-01\n---\n\n\
                      ## 1 Libraries\n\n1.1 A library lends to every reader.\n\n\
                      1.2 Novels are lent for three weeks.\n";
        for (path, text) in [
            (format!("qp/2026/{LIBRARIES}.md"), libraries.as_str()),
            (format!("qp/2026/{READING}.md"), reading.as_str()),
            ("policy/guide-lending.md".to_owned(), policy),
        ] {
            let path = notebook.join(path);
            fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
            qp_core::store::atomic_write(&path, text.as_bytes())?;
        }
        Ok(Self {
            _folder: folder,
            notebook,
        })
    }

    fn bytes(&self) -> Result<Vec<u8>> {
        Ok(fs::read(
            self.notebook.join(format!("qp/2026/{LIBRARIES}.md")),
        )?)
    }
}

/// Searches, and opens what is found with Enter.
async fn search_and_open(window: &Window, query: &str) -> Result<()> {
    window.press(&[Key::Control], "k").await?;
    window.type_keys(query).await?;
    window
        .wait_for("document.querySelector('[role=option] mark')")
        .await?;
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.querySelector('main mark.match-current')")
        .await
}

/// What is marked in the open note or policy: the field's or cell's language and the text.
async fn marked(window: &Window) -> Result<Vec<(String, String)>> {
    let found = window
        .run(
            "return [...document.querySelectorAll('main mark.match')].map((mark) =>
               [mark.closest('[lang]').lang.slice(0, 2), mark.textContent]);",
            vec![],
        )
        .await?;
    Ok(serde_json::from_value(found)?)
}

/// What was said of the last step.
async fn told(window: &Window) -> Result<String> {
    let told = window
        .run(
            "return document.querySelector('main article > [role=status]').textContent;",
            vec![],
        )
        .await?;
    Ok(told.as_str().unwrap_or_default().to_owned())
}

/// Whether the current match lies in the part of the window that is seen.
const IN_SIGHT: &str = "(() => {
    const { top, bottom } = document.querySelector('main mark.match-current').getBoundingClientRect();
    const seen = document.querySelector('main').getBoundingClientRect();
    return top >= seen.top && bottom <= seen.bottom;
  })()";

#[tokio::test]
async fn what_was_found_is_marked_in_both_languages_and_stepped_through_without_a_change_to_the_file()
-> Result<()> {
    let desk = Desk::new()?;
    let before = desk.bytes()?;
    let window = Window::open(&desk.notebook, Options::default()).await?;
    search_and_open(&window, "library OR bibliotheque").await?;

    let all = marked(&window).await?;
    for wanted in [
        ("en", "Libraries"),
        ("en", "libra"),
        ("en", "library"),
        ("fr", "bibliothèques"),
        ("fr", "bibliothèque"),
    ] {
        let is_wanted = |(lang, text): &(String, String)| (lang.as_str(), text.as_str()) == wanted;
        assert!(all.iter().any(is_wanted), "{wanted:?} in {all:?}");
    }

    // Once round: every match is told in its turn, and each is in sight.
    let bar = "document.querySelector('main [role=group] p').textContent";
    let count = window.run(&format!("return {bar};"), vec![]).await?;
    let count: usize = count
        .as_str()
        .and_then(|text| text.split(' ').nth(2)?.parse().ok())
        .with_context(|| count.to_string())?;
    assert_eq!(count, 10, "{all:?}");
    let mut steps = Vec::new();
    for _ in 0..count {
        let last = told(&window).await?;
        window.type_keys(Key::F3).await?;
        window
            .wait_for(&format!(
                "document.querySelector('main article > [role=status]').textContent !== {}",
                json!(last)
            ))
            .await?;
        window.wait_for(IN_SIGHT).await?;
        steps.push(told(&window).await?);
    }
    for place in [
        "Title, English",
        "Title, French",
        "Issue/Question, English",
        "If pressed 1, French",
        "Background, English",
        "Background, French",
    ] {
        assert!(
            steps.iter().any(|step| step.ends_with(place)),
            "{place} in {steps:?}"
        );
    }
    steps.sort();
    steps.dedup();
    assert_eq!(steps.len(), count, "{steps:?}");

    // Shift+F3 goes back, and a caret in a text stays where it is.
    window.find("textbox", "Background").await?.click().await?;
    let focus = window.focused().await?;
    let last = told(&window).await?;
    window.press(&[Key::Shift], Key::F3).await?;
    window
        .wait_for(&format!(
            "document.querySelector('main article > [role=status]').textContent !== {}",
            json!(last)
        ))
        .await?;
    assert_eq!(window.focused().await?, focus);

    window.press(&[Key::Control], "s").await?;
    window
        .find("button", "Stop marking matches")
        .await?
        .click()
        .await?;
    window
        .wait_for("!document.querySelector('main mark.match')")
        .await?;
    window.close().await?;
    assert_eq!(
        String::from_utf8(desk.bytes()?)?,
        String::from_utf8(before)?,
        "marks are not text"
    );
    Ok(())
}

#[tokio::test]
async fn marks_stay_with_their_words_while_one_types_and_only_the_typed_text_is_saved() -> Result<()>
{
    let desk = Desk::new()?;
    let before = String::from_utf8(desk.bytes()?)?;
    let window = Window::open(&desk.notebook, Options::default()).await?;
    search_and_open(&window, "library").await?;
    window
        .find("textbox", "Issue/Question")
        .await?
        .click()
        .await?;
    window.press(&[Key::Control], Key::Home).await?;
    window.type_keys("One library: ").await?;
    // Found anew once typing pauses.
    window
        .wait_for(
            "document.querySelector('[aria-label=\"Issue/Question\"]').querySelectorAll('mark').length >= 3",
        )
        .await?;
    window.press(&[Key::Control], "s").await?;
    window.close().await?;
    let expected = before.replace("Why do **libra**ries", "One library: Why do **libra**ries");
    assert_eq!(String::from_utf8(desk.bytes()?)?, expected);
    Ok(())
}

#[tokio::test]
async fn a_step_shows_the_other_side_in_a_narrow_window() -> Result<()> {
    let desk = Desk::new()?;
    let window = Window::open(&desk.notebook, Options::default()).await?;
    window.resize(560, 700).await?;
    search_and_open(&window, "library OR bibliotheque").await?;
    window
        .wait_for("document.querySelectorAll('[role=tab]').length === 2")
        .await?;
    let tab = "document.querySelector('[role=tab][aria-selected=true]').textContent.trim()";
    let mut seen = Vec::new();
    for _ in 0..10 {
        window.type_keys(Key::F3).await?;
        window.wait_for(IN_SIGHT).await?;
        let shown = window.run(&format!("return {tab};"), vec![]).await?;
        if seen.last() != Some(&shown) {
            seen.push(shown);
        }
    }
    for side in ["English", "Français"] {
        assert!(seen.contains(&Value::from(side)), "{seen:?}");
    }
    assert!(seen.len() <= 3, "the sides take turns: {seen:?}");
    window.close().await
}

#[tokio::test]
async fn a_policy_is_marked_and_what_is_like_a_selected_passage_is_found_by_its_key() -> Result<()>
{
    let desk = Desk::new()?;
    let window = Window::open(&desk.notebook, Options::default()).await?;
    search_and_open(&window, "lends").await?;
    let all = marked(&window).await?;
    assert!(
        all.contains(&("en".to_owned(), "lends".to_owned())),
        "{all:?}"
    );

    window
        .run(
            "const text = [...document.querySelectorAll('main .cell p')]
               .find((one) => one.textContent.includes('Novels'));
             getSelection().selectAllChildren(text);",
            vec![],
        )
        .await?;
    window.press(&[Key::Control, Key::Shift], "f").await?;
    window
        .wait_for("document.querySelector('aside blockquote')?.textContent.includes('Novels')")
        .await?;
    let hit = format!(
        "[...document.querySelectorAll('aside .hit')].some((hit) => hit.textContent.includes('{READING}'))"
    );
    window.wait_for(&hit).await?;
    assert_eq!(
        window.focused().await?,
        ("heading".to_owned(), "Similar".to_owned())
    );
    assert_eq!(window.axe().await?, []);

    // Opened with the keyboard, the focus is in the note, and the panel is about the note.
    window
        .run(
            &format!(
                "[...document.querySelectorAll('aside .hit')]
                   .find((hit) => hit.textContent.includes('{READING}')).focus();"
            ),
            vec![],
        )
        .await?;
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.querySelector('main [role=textbox]')")
        .await?;
    window
        .wait_for(&format!(
            "document.querySelector('aside .about').textContent.includes('{READING}')"
        ))
        .await?;
    assert_eq!(window.focused().await?.0, "heading");
    window.close().await
}
