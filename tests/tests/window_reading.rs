//! In the real window: a long policy is gone through by its outline and by a search in its text, says
//! which notes cite a clause, and stands beside what it said before.
#![cfg(target_os = "linux")]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use qp_tests::window::{Key, Options, Window};

const NOTE: &str = "TBS-2026-QP-03-00201";

/// How many sections the Act has; each has a heading and two clauses.
const SECTIONS: usize = 120;

/// A temporary notebook of an Act in both languages, its earlier text, and a note that cites it.
struct Desk {
    _folder: tempfile::TempDir,
    notebook: PathBuf,
}

fn act(days: usize) -> String {
    let mut text = String::from(
        "---\ntitle:\n  en: Umbrella Lending Act\n  fr: Loi sur le prêt de parapluies\nkind: act\n\
         instrument: U-7\nmodified: 2026-03-01\nlang: [en, fr]\n---\n",
    );
    let sides = [
        (
            "English",
            "Lending",
            "Umbrellas are lent to whoever asks, in the order in which they ask",
            "days",
            "(a)",
            "(c)",
        ),
        (
            "Français",
            "Prêt",
            "Les parapluies sont prêtés à quiconque en fait la demande, dans l’ordre des demandes",
            "jours",
            "a)",
            "c)",
        ),
    ];
    for (name, heading, sentence, unit, a, c) in sides {
        let _ = write!(text, "\n# {name}\n");
        for section in 1..=SECTIONS {
            let days = if section == 74 { days } else { 90 };
            let long = format!("{sentence}. ").repeat(section % 4 + 1);
            let _ = write!(
                text,
                "\n## {section}. {heading} {section}\n\n{section}{a} {long}\n\n{section}{c} {days} {unit}.\n"
            );
        }
    }
    text.push_str("\n119.1 Un mât sert de séchoir.\n");
    text
}

impl Desk {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let notebook = folder.path().join("notebook");
        let note = format!(
            "---\nreference: {NOTE}\ndate: 2026-03-02\norganization: tbs-sct\nminister: PTB\n\
             status: draft\nmarking: Unclassified\ntitle:\n  en: Umbrellas\n  fr: Parapluies\n\
             tags: []\n---\n\n# English\n\n## Suggested Response\n\n\
             - Umbrellas come back. [@umbrella-lending-act#74c)]\n\n\
             # Français\n\n## Réponse suggérée\n\n- Les parapluies reviennent.\n"
        );
        for (path, text) in [
            (format!("qp/2026/{NOTE}.md"), note),
            ("policy/umbrella-lending-act.md".to_owned(), act(60)),
            (
                "earlier/umbrella-lending-act/2026-02-01.md".to_owned(),
                act(30),
            ),
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
}

async fn open_act(window: &Window) -> Result<()> {
    let row = "[...document.querySelectorAll('[role=option]')].find((row) => row.textContent.includes('umbrella'))";
    window.wait_for(row).await?;
    window
        .run(&format!("{row}.click(); return null;"), vec![])
        .await?;
    window
        .wait_for("document.querySelector('main [role=treeitem]')")
        .await
}

/// How far the clause with the focus stands under the top of the page, in pixels.
const PLACE: &str = "document.activeElement.getBoundingClientRect().top
    - document.querySelector('main article').getBoundingClientRect().top";

/// Whether the current match lies in the part of the window that is seen.
const IN_SIGHT: &str = "(() => {
    const match = document.querySelector('main mark.match-current')?.getBoundingClientRect();
    const seen = document.querySelector('main article').getBoundingClientRect();
    return match !== undefined && match.top >= seen.top && match.bottom <= seen.bottom;
  })()";

#[tokio::test]
async fn a_clause_is_gone_to_by_its_number_and_stays_in_place_while_the_rest_is_drawn() -> Result<()>
{
    let desk = Desk::new()?;
    let window = Window::open(&desk.notebook, Options::default()).await?;
    open_act(&window).await?;
    window.press(&[Key::Control], "j").await?;
    window.type_keys("al. 74c)").await?;
    window
        .wait_for("document.querySelectorAll('main [role=treeitem]').length === 2")
        .await?;
    window.type_keys(Key::Enter).await?;
    window
        .wait_for("document.activeElement.dataset.anchor === '74(c)'")
        .await?;
    let place = window.run(&format!("return {PLACE};"), vec![]).await?;
    let place = place.as_f64().context("a number of pixels")?;
    assert!((0.0..200.0).contains(&place), "{place}");

    // Every line is there in the end, and the clause has not moved meanwhile.
    let lines = SECTIONS * 3 + 1;
    window
        .wait_for(&format!(
            "document.querySelectorAll('main .row[data-anchor]').length === {lines}"
        ))
        .await?;
    window
        .wait_for(&format!("Math.abs({PLACE} - {place}) < 3"))
        .await?;
    window
        .wait_for(
            "document.querySelector('main [aria-current=location]').textContent.includes('74(c)')",
        )
        .await?;
    // The note that cites it writes the clause as French does.
    window
        .wait_for("document.activeElement.querySelector('.cited')?.textContent.includes('1 note')")
        .await?;
    assert_eq!(window.axe().await?, []);
    window
        .run(
            "document.activeElement.querySelector('.cited').click(); return null;",
            vec![],
        )
        .await?;
    window
        .run(
            "document.querySelector('main .notes button').click(); return null;",
            vec![],
        )
        .await?;
    window
        .wait_for("document.activeElement.getAttribute('aria-label') === 'Suggested Response'")
        .await?;
    window.close().await
}

/// Whether the clause that only French has is drawn.
const DRAWN: &str = "[...document.querySelectorAll('main .row[data-anchor]')]
    .some((row) => row.textContent.includes('Un mât sert'))";

/// From now on, what the page wants to do in the time that is left waits: the rest of a policy is not
/// drawn until `GO_ON`.
const HOLD: &str = "const own = window.setTimeout;
    window.held = [];
    window.setTimeout = (run, pause, ...rest) =>
      pause === undefined ? (window.held.push(run), 0) : own(run, pause, ...rest);
    window.goOn = () => {
      window.setTimeout = own;
      for (const run of window.held.splice(0)) run();
    };
    return null;";
const GO_ON: &str = "window.goOn(); return null;";

#[tokio::test]
async fn words_are_found_in_clauses_that_are_not_drawn_yet() -> Result<()> {
    let desk = Desk::new()?;
    let window = Window::open(&desk.notebook, Options::default()).await?;
    window.resize(1000, 600).await?;
    let row = "[...document.querySelectorAll('[role=option]')].find((row) => row.textContent.includes('umbrella'))";
    window.wait_for(row).await?;
    window.run(HOLD, vec![]).await?;
    window
        .run(&format!("{row}.click(); return null;"), vec![])
        .await?;
    window
        .wait_for("document.querySelector('main .row[data-anchor]')")
        .await?;
    window.press(&[Key::Control], "f").await?;
    window
        .wait_for("document.activeElement.matches('main input')")
        .await?;
    let drawn = window.run(&format!("return {DRAWN};"), vec![]).await?;
    assert_eq!(
        drawn.as_bool(),
        Some(false),
        "the search has nothing to draw"
    );
    window.type_keys("un mat sert").await?;
    window.wait_for(IN_SIGHT).await?;
    let found = window
        .run(
            "return document.querySelector('main mark.match-current').textContent;",
            vec![],
        )
        .await?;
    assert_eq!(found.as_str(), Some("Un mât sert"));
    // It was the search that drew it: what lies between is drawn later, and moves nothing.
    let lines = SECTIONS * 3 + 1;
    let count = "document.querySelectorAll('main .row[data-anchor]').length";
    let few = window.run(&format!("return {count};"), vec![]).await?;
    let few = few.as_u64().context("a number of lines")?;
    assert!(few < 100, "{few} of {lines} lines are drawn");
    window.run(GO_ON, vec![]).await?;
    window.wait_for(&format!("{count} === {lines}")).await?;
    window.wait_for(IN_SIGHT).await?;
    window.type_keys(Key::Escape).await?;
    window
        .wait_for("!document.querySelector('main mark.match')")
        .await?;
    window.close().await
}

#[tokio::test]
async fn an_earlier_text_stands_beside_the_one_of_now_with_what_has_changed() -> Result<()> {
    let desk = Desk::new()?;
    let window = Window::open(&desk.notebook, Options::default()).await?;
    open_act(&window).await?;
    window
        .find("button", "1 earlier text")
        .await?
        .click()
        .await?;
    window
        .wait_for("document.querySelectorAll('main .earlier .clause').length === 2")
        .await?;
    let words = window
        .run(
            "return [...document.querySelectorAll('main .earlier :is(del, ins)')].map((one) =>
               [...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(''));",
            vec![],
        )
        .await?;
    assert_eq!(words, serde_json::json!(["30", "60", "30", "60"]));
    assert_eq!(window.axe().await?, []);
    window
        .find("button", "Go to 74(c) in the text")
        .await?
        .click()
        .await?;
    window
        .wait_for("document.activeElement.dataset.anchor === '74(c)'")
        .await?;
    window.close().await
}
