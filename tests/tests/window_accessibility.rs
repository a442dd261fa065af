//! Every view of the real window in both languages, light, dark and high contrast: axe-core finds nothing wrong.
#![cfg(target_os = "linux")]

use anyhow::{Context as _, Result};
use qp_tests::product;
use qp_tests::window::{Key, Options, Window};

/// A view: its name, and what opens it from the window as it starts.
const VIEWS: [(&str, &str); 22] = [
    ("welcome", "document.activeElement.blur()"),
    ("note", "rowOf('TBS-2026-QP-11-00044').click()"),
    ("policy", "openPolicy()"),
    ("search", "type('accès')"),
    ("no result", "type('zzzzqqqq xxxxjjjj')"),
    ("filters", "narrow()"),
    (
        "saving a search",
        "type('accès'); when('[role=option] mark', () => click('.below button'))",
    ),
    ("search help", "click('.below button:last-of-type')"),
    ("import", "press('o')"),
    ("shortcuts", "press('F1')"),
    ("palette", "press('P', true)"),
    ("kept searches", "remember()"),
    ("today", "press('t')"),
    ("translations", "press('T', true)"),
    ("beginning from a note", "press('N', true)"),
    ("an export", "inNote(() => press('e'))"),
    ("selected notes", "select()"),
    (
        "a binder",
        "select(); when('.selection .primary', (button) => button.click())",
    ),
    ("history", "inNote(() => press('H', true))"),
    (
        "citing",
        "rowOf('TBS-2026-QP-11-00041').click();
         when(() => document.querySelector('[data-section=background] .qp-clause'), () => press('C', true))",
    ),
    (
        "a cited clause",
        "rowOf('TBS-2026-QP-11-00044').click();
         when('[data-section=background] .qp-citation[role=button]', (chip) => chip.dispatchEvent(
           new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })))",
    ),
    (
        "reuse",
        "inNote(() => { press('U', true); document.querySelector('[data-section=response] [role=textbox]').focus(); })",
    ),
];

const HELPERS: &str = "
    const when = (what, go) => {
      const found = typeof what === 'string' ? document.querySelector(what) : what();
      if (found) go(found); else requestAnimationFrame(() => when(what, go));
    };
    const click = (what) => when(what, (found) => found.click());
    const rowOf = (text) =>
      [...document.querySelectorAll('[role=option]')].find((row) => row.textContent.includes(text));
    const select = () => {
      for (const end of ['00044', '00041', '00046']) {
        rowOf(`TBS-2026-QP-11-${end}`).dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true }));
      }
    };
    const inNote = (go) => {
      rowOf('TBS-2026-QP-11-00044').click();
      when('[data-section=response] [role=textbox]', go);
    };
    const openPolicy = () => {
      const policies = /^(Policies|Politiques)/;
      [...document.querySelectorAll('button, label')].find((one) => policies.test(one.textContent.trim())).click();
      const isShown = () => rowOf('2026') && !rowOf('TBS-2026-QP') && rowOf('2026');
      when(isShown, (row) => row.click());
    };
    const type = (text) => {
      const field = document.querySelector('input[type=search], [role=searchbox], [role=combobox]');
      field.focus();
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    const narrow = () => {
      click('.filter');
      when('.filters input[type=checkbox]', () => {
        [...document.querySelectorAll('.filters input[type=checkbox]')].slice(0, 2).forEach((box) => box.click());
      });
    };
    const remember = () => {
      const invoke = window.__TAURI_INTERNALS__.invoke;
      const terms = { text: 'accès', narrow: { status: ['draft'] } };
      document.activeElement.blur();
      invoke('save_search', { name: 'Accès', terms, replace: true })
        .then(() => invoke('remember_search', { terms }))
        .then(() => location.reload());
    };
    const press = (key, shiftKey = false) => document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, shiftKey, ctrlKey: key.length === 1, bubbles: true, cancelable: true }));
";

/// What says that the window's contents are painted and can be used.
const READY: &str = r#"document.querySelector('[data-ready="true"]')"#;

/// Each view begins as the window does. What is ready now is not what will be.
const ANEW: &str = r#"
    document.querySelector('[data-ready="true"]').removeAttribute('data-ready');
    location.reload();
    return null;
"#;

/// Loaded anew, the box offers what was kept.
const KEPT: &str = "document.querySelector('[data-ready=\"true\"]')
    && (document.querySelector('[role=combobox]').focus(),
        document.querySelectorAll('[role=search] [role=option]').length > 3)";

async fn check_views(lang: &str, theme: &str) -> Result<()> {
    let home = tempfile::tempdir()?;
    let config = home.path().join("config/qp-notes");
    std::fs::create_dir_all(&config)?;
    let choices = format!(r#"{{"ui_lang":"{lang}","theme":"{theme}","notebook":null}}"#);
    qp_core::store::atomic_write(&config.join("settings.json"), choices.as_bytes())?;
    let options = Options::default().home(home.path());
    let window = Window::open(&product::sample_notebook(), options).await?;
    let mut found = Vec::new();
    for (view, open) in VIEWS {
        window.run(ANEW, vec![]).await.context(view)?;
        window.wait_for(READY).await.context(view)?;
        window
            .run(&format!("{HELPERS} {open}; return null;"), vec![])
            .await
            .context(view)?;
        let shown = match view {
            "welcome" => "true",
            "note" => "document.querySelectorAll('[role=textbox]').length > 8",
            "policy" => "document.querySelectorAll('main h3, main h2').length > 5",
            "search" => "document.querySelector('[role=option] mark')",
            "no result" => "!document.querySelector('[role=option]')",
            "filters" => {
                "document.querySelectorAll('.filters :checked[type=checkbox]').length === 2"
            }
            "kept searches" => KEPT,
            "beginning from a note" => "document.querySelector('dialog[open] td input')",
            "selected notes" => "document.querySelector('.selection')",
            "an export" | "a binder" => "document.querySelector('dialog .page p')",
            "history" => "document.querySelector('aside section')",
            "reuse" => "document.querySelector('aside details [role=group] li')",
            "citing" => "document.querySelectorAll('[data-citing] [role=option]').length > 3",
            "a cited clause" => {
                "document.querySelector('.preview .words')?.textContent.length > 20"
            }
            "saving a search" => "document.querySelector('dialog[open] input:not([type=search])')",
            _ => "document.querySelector('dialog[open]')",
        };
        window.wait_for(shown).await.context(view)?;
        assert_eq!(
            window
                .run("return document.documentElement.lang.slice(0, 2)", vec![])
                .await?,
            lang
        );
        for violation in window.axe().await? {
            found.push(format!("{view}, {lang}, {theme}: {violation}"));
        }
    }
    window.close().await?;
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

#[tokio::test]
async fn english_light() -> Result<()> {
    check_views("en", "light").await
}

#[tokio::test]
async fn english_dark() -> Result<()> {
    check_views("en", "dark").await
}

#[tokio::test]
async fn french_light() -> Result<()> {
    check_views("fr", "light").await
}

#[tokio::test]
async fn french_dark() -> Result<()> {
    check_views("fr", "dark").await
}

#[tokio::test]
async fn english_white_on_black() -> Result<()> {
    check_views("en", "contrast-dark").await
}

#[tokio::test]
async fn french_black_on_white() -> Result<()> {
    check_views("fr", "contrast-light").await
}

#[tokio::test]
async fn text_at_200_percent_fits_a_window_of_1000_by_600() -> Result<()> {
    let window = Window::open(&product::sample_notebook(), Options::default()).await?;
    window.resize(1000, 600).await?;
    window
        .run(
            &format!("{HELPERS} inNote(() => {{}}); return null;"),
            vec![],
        )
        .await?;
    window.find("textbox", "Suggested Response").await?;
    for _ in 0..5 {
        window.press(&[Key::Control], "=").await?;
    }
    // The text grows, once; the page is as wide as before, and nothing of it lies outside.
    window
        .wait_for("getComputedStyle(document.documentElement).fontSize === '32px'")
        .await?;
    window.wait_for("innerWidth === 1000").await?;
    window
        .wait_for(
            "[...document.querySelectorAll('button, [role=textbox], h2, p')]
               .filter((one) => one.offsetParent && !one.closest('.visually-hidden, [hidden]'))
               .every((one) => one.getBoundingClientRect().left < 1000)",
        )
        .await?;
    let found: Vec<String> = window
        .axe()
        .await?
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
    window.close().await
}

#[tokio::test]
async fn the_whole_window_is_reached_with_the_tab_key_and_none_of_it_is_a_trap() -> Result<()> {
    let window = Window::open(&product::sample_notebook(), Options::default()).await?;
    window
        .run(
            &format!("{HELPERS} rowOf('TBS-2026-QP-11-00041').click(); return null;"),
            vec![],
        )
        .await?;
    window.find("textbox", "Contexte").await?;
    window.press(&[Key::Control], "k").await?;
    let start = window.focused().await?;
    let mut seen = Vec::new();
    for _ in 0..200 {
        window.type_keys(Key::Tab).await?;
        let focused = window.focused().await?;
        if focused == start {
            break;
        }
        seen.push(focused);
    }
    assert_eq!(
        window.focused().await?,
        start,
        "the focus never comes round: {seen:?}"
    );
    for name in [
        "Titre",
        "Issue/Question",
        "Réponse suggérée",
        "Renseignements supplémentaires",
    ] {
        assert!(
            seen.iter().any(|(_, label)| label == name),
            "{name} is not reached: {seen:?}"
        );
    }
    Ok(())
}
