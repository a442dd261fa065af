//! Opens the window on a notebook in a virtual display, waits until it is painted, saves a picture.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

/// Saves a picture of the window, for whom there is no display.
#[derive(Parser)]
struct Arguments {
    /// The notebook to open
    #[arg(long, value_name = "DIR")]
    notebook: PathBuf,
    /// The picture to write
    #[arg(long, value_name = "FILE.png")]
    output: PathBuf,
    /// The item to open: a text in its line of the list
    #[arg(long, value_name = "TEXT")]
    open: Option<String>,
    /// What to type into the search box
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// The text to put the cursor in, by its accessible name
    #[arg(long, value_name = "NAME")]
    focus: Option<String>,
    /// Keys to press, such as Ctrl+Shift+U; may be given several times
    #[arg(long, value_name = "KEYS")]
    press: Vec<String>,
    /// The button to click after that, by its accessible name; may be given several times
    #[arg(long, value_name = "NAME")]
    click: Vec<String>,
    /// What the picture waits for: a CSS selector
    #[arg(long, value_name = "SELECTOR")]
    wait: Option<String>,
    /// The language of the interface
    #[arg(long, default_value = "en")]
    lang: String,
    /// light, dark, contrast-light or contrast-dark
    #[arg(long, default_value = "light")]
    theme: String,
    /// The size of the window's contents
    #[arg(long, default_value = "1280x800")]
    size: String,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match picture(&arguments) {
        Ok(()) => {
            println!("The window is painted: {}", arguments.output.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(target_os = "linux")]
fn picture(arguments: &Arguments) -> anyhow::Result<()> {
    use anyhow::Context as _;
    use qp_tests::window::{Key, Options, Window};
    use serde_json::json;

    let size = arguments
        .size
        .split_once('x')
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    let (width, height) = size.context("a size reads like 1280x800")?;
    let home = tempfile::tempdir()?;
    let config = home.path().join("config").join("qp-notes");
    std::fs::create_dir_all(&config)?;
    let choices = json!({ "ui_lang": arguments.lang, "theme": arguments.theme, "notebook": null });
    // Nobody else sees this file yet.
    std::fs::File::create(config.join("settings.json")).and_then(|mut file| {
        std::io::Write::write_all(&mut file, choices.to_string().as_bytes())
    })?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let options = Options::default().home(home.path());
        let window = Window::open(&arguments.notebook, options).await?;
        window.resize(width, height).await?;
        if let Some(text) = &arguments.open {
            let row = "[...document.querySelectorAll('[role=option]')].find((row) => row.textContent.includes";
            let text = json!(text);
            window.wait_for(&format!("{row}({text}))")).await?;
            window.run(&format!("{row}({text})).click(); return null;"), vec![]).await?;
            window.wait_for("document.querySelector('main article')").await?;
        }
        if let Some(words) = &arguments.search {
            window.press(&[Key::Control], "k").await?;
            window.type_keys(words.as_str()).await?;
            window.wait_for("document.querySelector('[role=option] mark')").await?;
        }
        for keys in &arguments.press {
            let (modifiers, key) = chord(keys);
            window.press(&modifiers, key).await?;
        }
        for name in &arguments.click {
            window.find("button", name).await?.click().await?;
        }
        if let Some(name) = &arguments.focus {
            window.find("textbox", name).await?.click().await?;
        }
        if let Some(selector) = &arguments.wait {
            let shown = format!("document.querySelector({})", json!(selector));
            window.wait_for(&shown).await?;
        }
        window.screenshot(&arguments.output).await?;
        window.close().await
    })
}

/// Keys as they are written, `Ctrl+Shift+U`: those that are held, and the one that is struck.
#[cfg(target_os = "linux")]
fn chord(keys: &str) -> (Vec<qp_tests::window::Key>, String) {
    use qp_tests::window::Key;

    let (held, struck) = keys.rsplit_once('+').unwrap_or(("", keys));
    let modifiers = held
        .split('+')
        .filter_map(|name| match name {
            "Ctrl" => Some(Key::Control),
            "Shift" => Some(Key::Shift),
            "Alt" => Some(Key::Alt),
            _ => None,
        })
        .collect();
    (modifiers, struck.to_lowercase())
}

#[cfg(not(target_os = "linux"))]
fn picture(_: &Arguments) -> anyhow::Result<()> {
    anyhow::bail!("only Linux has a virtual display")
}
