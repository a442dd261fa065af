//! In the real window: notes on their way to Word and to an e-mail. Notes are chosen, put in order, seen as
//! they will be printed and exported; a response is copied with its formatting.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use qp_tests::product;
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

    /// Adds as many notes more, each of its own title.
    fn add(&self, count: usize) -> Result<()> {
        for number in 0..count {
            let reference = format!("TBS-2026-QP-10-{number:05}");
            let text = note(&reference, ["Also this", "Ceci aussi"], 1);
            let file = self.notebook().join(format!("qp/2026/{reference}.md"));
            qp_core::store::atomic_write(&file, text.as_bytes())?;
        }
        Ok(())
    }

    /// The names of the exported files.
    fn exported(&self) -> Result<Vec<String>> {
        let files = fs::read_dir(self.exports())?;
        let mut names: Vec<String> = files
            .flatten()
            .map(|file| file.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        Ok(names)
    }

    /// The text of an exported file's document, without its marks, and how its paragraphs are styled.
    fn document(&self, name: &str) -> Result<String> {
        let file = fs::File::open(self.exports().join(name))?;
        let mut archive = zip::ZipArchive::new(file)?;
        let mut xml = String::new();
        archive
            .by_name("word/document.xml")?
            .read_to_string(&mut xml)?;
        Ok(xml)
    }

    async fn open(&self) -> Result<Window> {
        self.open_with(Options::default()).await
    }

    async fn open_with(&self, options: Options) -> Result<Window> {
        let exports = self.exports();
        let options = options
            .variable("LANG", "en_CA.UTF-8")
            .variable("QP_NOTES_EXPORT_FOLDER", &exports.to_string_lossy());
        Window::open(&self.notebook(), options).await
    }

    /// A home folder whose settings have that file as the look of exports.
    fn home_with_template(&self, template: &Path) -> Result<PathBuf> {
        let home = self.folder.path().join("home");
        let config = home.join("config/qp-notes");
        fs::create_dir_all(&config)?;
        let settings = json!({"template": template, "export": {"template": true}});
        let file = config.join("settings.json");
        qp_core::store::atomic_write(&file, settings.to_string().as_bytes())?;
        Ok(home)
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
    for (const [name, content] of arguments[0]) {
      const bytes = typeof content === 'string' ? content : new Uint8Array(content);
      data.items.add(new File([bytes], name));
    }
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

/// What is on the page of the preview, with its line ends as spaces.
const PAGE: &str = "document.querySelector('dialog .page')?.innerText.replace(/\\s+/g, ' ')";

/// Waits until the page of the preview says something.
async fn page_says(window: &Window, text: &str) -> Result<()> {
    window
        .wait_for(&format!("{PAGE}.includes({})", json!(text)))
        .await
}

async fn press_in_list(window: &Window, references: &[&str]) -> Result<()> {
    for reference in references {
        let row = format!("document.querySelector('[role=option][data-id=\"{reference}\"]')");
        window.wait_for(&row).await?;
        window
            .run(
                &format!(
                    "{row}.dispatchEvent(new MouseEvent('click', {{ ctrlKey: true, bubbles: true }})); return null;"
                ),
                vec![],
            )
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn one_note_is_seen_side_by_side_and_exported_as_it_was_seen() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    open_note(&window, FERRIES).await?;
    // What was typed a moment ago is on the page.
    click(&window, "textbox", "Background").await?;
    window.press(&[Key::Control], Key::End).await?;
    window.type_keys(" It is new.").await?;
    window.press(&[Key::Control], "e").await?;
    page_says(&window, "The guide is in force. It is new.").await?;
    assert_eq!(
        window.focused().await?,
        ("button".to_owned(), "Export…".to_owned())
    );
    click(&window, "radio", "Side by side, in two columns").await?;
    window
        .wait_for("document.querySelector('dialog .page table.sides')")
        .await?;
    picture(&window, "side-by-side").await?;
    for (what, expression) in [
        (
            "both languages in a row",
            "page.querySelector('.sides tr:nth-child(2)').innerText.includes('Ferry safety')",
        ),
        (
            "the column names",
            "[...page.querySelectorAll('.sides > tbody > tr:first-child > th')].map((cell) => cell.innerText.trim()).join() === 'English,Français'",
        ),
        (
            "a wide page",
            "page.offsetWidth > 1.2 * parseFloat(getComputedStyle(page).minHeight)",
        ),
        (
            "French headings in French",
            "[...page.querySelectorAll('[lang=fr-CA]:is(h3, h4, h5, h6)')].some((one) => one.innerText.includes('Réponse suggérée'))",
        ),
        (
            "bullets in lists",
            "page.querySelectorAll('.sides ul > li').length === 10",
        ),
        (
            "the source, numbered",
            "page.innerText.includes('[1]') && page.innerText.includes('Guide to Crossings')",
        ),
        (
            "the marking in both languages",
            "page.querySelector('.head').innerText.trim() === 'Unclassified / Non classifié'",
        ),
        (
            "black on white",
            "getComputedStyle(page).backgroundColor === 'rgb(255, 255, 255)'",
        ),
    ] {
        let seen = format!("((page) => {expression})(document.querySelector('dialog .page'))");
        ensure!(
            value(&window, &seen).await? == json!(true),
            "{what} is not on the page: {}",
            value(&window, "document.querySelector('dialog .page').innerHTML").await?
        );
    }
    let seen = value(&window, PAGE).await?;
    window.find("button", "Export…").await?.click().await?;
    window.find("button", "Open it").await?;
    picture(&window, "exported").await?;
    assert_eq!(desk.exported()?, [format!("{FERRIES}.docx")]);
    // Every word on the page is in the file, in the same order, and there is none besides.
    let xml = desk.document(&format!("{FERRIES}.docx"))?;
    let written: Vec<String> = words_of(&xml);
    let seen = seen.as_str().unwrap_or_default();
    let shown: Vec<&str> = seen
        .split_whitespace()
        .filter(|word| !["•", "◦", "o", "[1]", "–", "▪"].contains(word))
        .collect();
    let head = ["Unclassified", "/", "Non", "classifié"];
    let foot = [FERRIES, "Page", "…", "of", "…", "/", "Page", "…", "de", "…"];
    let body = shown
        .strip_prefix(&head[..])
        .and_then(|rest| rest.strip_suffix(&foot[..]))
        .with_context(|| format!("no head or foot: {shown:?}"))?;
    assert_eq!(body, written);
    window.close().await
}

/// The words of a Word file's document, paragraph by paragraph.
fn words_of(xml: &str) -> Vec<String> {
    let xml = xml.replace("<w:br", "<w:t> </w:t><w:br");
    let mut text = String::new();
    for paragraph in xml.split("</w:p>") {
        for piece in paragraph.split("<w:t").skip(1) {
            // Not `w:tab`, `w:tbl` and their like.
            if !piece.starts_with(['>', ' ']) {
                continue;
            }
            let inner = piece.split_once('>').map_or("", |(_, rest)| rest);
            text.push_str(inner.split("</w:t>").next().unwrap_or_default());
        }
        text.push(' ');
    }
    let text = text.replace("&amp;", "&").replace("&lt;", "<");
    text.split_whitespace()
        .filter(|word| *word != "[1]")
        .map(ToOwned::to_owned)
        .collect()
}

#[tokio::test]
async fn three_selected_notes_are_put_in_another_order_and_become_a_binder() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    press_in_list(&window, &[FERRIES, BRIDGES, TRAINS]).await?;
    window
        .wait_for("document.querySelector('.selection')?.innerText.includes('3 notes selected')")
        .await?;
    picture(&window, "selected").await?;
    click(&window, "button", "Make a binder…").await?;
    page_says(&window, "3 notes").await?;
    // The last one goes to the top with the keyboard.
    window
        .run(
            "document.querySelector('dialog [aria-label=\"Move up: Late trains\"]').focus(); return null;",
            vec![],
        )
        .await?;
    for _ in 0..2 {
        window.press(&[Key::Alt], Key::Up).await?;
    }
    let order =
        "[...document.querySelectorAll('dialog ol .title')].map((one) => one.innerText).join()";
    window
        .wait_for(&format!(
            "{order} === 'Late trains,Ferry safety,Bridge tolls'"
        ))
        .await?;
    assert_eq!(window.focused().await?.1, "Move down: Late trains");
    click(&window, "button", "Leave out: Ferry safety").await?;
    click(&window, "textbox", "Day of the sitting").await?;
    window.type_keys("2026-11-30").await?;
    page_says(&window, "Monday, November 30, 2026").await?;
    page_says(&window, "2 notes").await?;
    picture(&window, "binder").await?;
    click(&window, "button", "Next part").await?;
    page_says(&window, "Contents").await?;
    picture(&window, "contents").await?;
    click(&window, "button", "Export…").await?;
    window.find("button", "Open it").await?;
    assert_eq!(desk.exported()?, ["QP-2026-11-30.docx"]);
    let text = words_of(&desk.document("QP-2026-11-30.docx")?).join(" ");
    let place = |title: &str| text.find(&format!("Question Period Note: {title}"));
    ensure!(place("Late trains").is_some() && place("Late trains") < place("Bridge tolls"));
    ensure!(
        place("Ferry safety").is_none(),
        "the note that was left out is in {text}"
    );
    ensure!(text.contains("Monday, November 30, 2026"));
    window.close().await
}

#[tokio::test]
async fn a_long_binder_says_how_far_it_is_and_stopped_it_leaves_no_file() -> Result<()> {
    let desk = Desk::new()?;
    desk.add(240)?;
    let window = desk.open().await?;
    window
        .run(
            "document.querySelector('[role=listbox][tabindex=\"0\"]').focus(); return null;",
            vec![],
        )
        .await?;
    window
        .wait_for("document.querySelector('[role=listbox][tabindex=\"0\"]').ariaLabel && document.querySelector('.count').innerText.includes('244')")
        .await?;
    window.press(&[Key::Control], "a").await?;
    window
        .wait_for("document.querySelector('.selection')?.innerText.includes('243 notes selected')")
        .await?;
    window.press(&[Key::Control, Key::Shift], "e").await?;
    page_says(&window, "243 notes").await?;
    window.find("button", "Export…").await?.click().await?;
    window
        .wait_for(
            "/Part \\d+ of 48\\d/.test(document.querySelector('dialog .progress')?.innerText)",
        )
        .await?;
    picture(&window, "progress").await?;
    assert_eq!(
        window.focused().await?,
        ("button".to_owned(), "Stop".to_owned())
    );
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.querySelector('dialog').innerText.includes('no file was written')")
        .await?;
    assert_eq!(desk.exported()?, [] as [String; 0]);
    window.close().await
}

#[tokio::test]
async fn a_word_file_made_here_comes_back_where_it_is_dropped() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    open_note(&window, FERRIES).await?;
    window.press(&[Key::Control], "e").await?;
    click(&window, "button", "Export…").await?;
    window.find("button", "Open it").await?;
    let name = format!("{FERRIES}.docx");
    let bytes = fs::read(desk.exports().join(&name))?;
    click(&window, "button", "Done").await?;
    window.close().await?;

    // In a notebook that does not have the note.
    let elsewhere = Desk::new()?;
    let file = elsewhere.notebook().join(format!("qp/2026/{FERRIES}.md"));
    let before = fs::read_to_string(&file)?;
    fs::remove_file(&file)?;
    let window = elsewhere.open().await?;
    window.run(DROP, vec![json!([[name, bytes]])]).await?;
    click(&window, "button", &format!("Open {FERRIES}")).await?;
    window
        .wait_for("document.querySelectorAll('[role=textbox]').length > 8")
        .await?;
    // A new file has the headings of its empty sections, too.
    let text = |file: &str| {
        let sides = file.split("# English").nth(1)?;
        let sides = sides.replace("\n## Additional Information\n", "");
        let sides = sides.replace("\n## Renseignements supplémentaires\n", "");
        Some(sides)
    };
    assert_eq!(text(&fs::read_to_string(&file)?), text(&before));
    window.close().await
}

#[tokio::test]
async fn a_template_lends_its_look_and_one_that_is_gone_leaves_the_programs_own() -> Result<()> {
    let desk = Desk::new()?;
    let template = desk.folder.path().join("Ministère.docx");
    let ours = product::root().join("src-tauri/core/src/export/docx/look/template.docx");
    fs::copy(ours, &template)?;
    let home = desk.home_with_template(&template)?;
    let window = desk.open_with(Options::default().home(&home)).await?;
    open_note(&window, FERRIES).await?;
    window.press(&[Key::Control], "e").await?;
    page_says(&window, "Ferry safety").await?;
    let radio = window.find("radio", "The look of Ministère.docx").await?;
    ensure!(radio.is_selected().await?);
    // Where it lies stays on the other side.
    let page = value(&window, "document.documentElement.innerHTML").await?;
    ensure!(
        !page
            .to_string()
            .contains(&*desk.folder.path().to_string_lossy())
    );
    click(&window, "button", "Export…").await?;
    window.find("button", "Open it").await?;
    click(&window, "button", "Done").await?;

    fs::remove_file(&template)?;
    window.press(&[Key::Control], "e").await?;
    window
        .wait_for("document.querySelector('dialog [role=alert]')?.innerText.includes('Ministère.docx is not where it was')")
        .await?;
    picture(&window, "template-gone").await?;
    click(&window, "button", "Export with the program’s own look").await?;
    page_says(&window, "Ferry safety").await?;
    click(&window, "button", "Export…").await?;
    window.find("button", "Open it").await?;
    assert_eq!(
        desk.exported()?,
        [format!("{FERRIES}-2.docx"), format!("{FERRIES}.docx")]
    );
    window.close().await
}
