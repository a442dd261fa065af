//! The harness itself, tried on a page of our own in WebKit's small browser: that it sees, types and
//! finds what is there, fails where it must, and leaves no process behind.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use qp_tests::product;
use qp_tests::window::{Key, Options, Window};

/// A browser around the same WebKit that the window has; part of WebKitGTK's own package.
const BROWSER: &str = "webkit2gtk-4.1/MiniBrowser";

async fn page() -> Window {
    let browser = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/libexec",
        "/usr/lib64",
    ]
    .into_iter()
    .map(|folder| Path::new(folder).join(BROWSER))
    .find(|path| path.is_file())
    .expect("WebKitGTK's MiniBrowser is installed");
    let window = Window::start(
        Options::default()
            .program(&browser)
            .argument("--automation")
            .ready_when("true"),
    )
    .await
    .expect("the browser opens");
    let page = product::root().join("tests/fixtures/window/page.html");
    window
        .session()
        .goto(format!("file://{}", page.display()))
        .await
        .expect("the page loads");
    window
        .wait_for(r#"document.querySelector('[data-ready="true"]') !== null"#)
        .await
        .expect("the page gets ready");
    window
}

#[tokio::test]
async fn what_is_typed_arrives_in_both_languages() {
    let window = page().await;
    let french = "L’été, « déjà » : œuvre, ça coûte 5 $ – n’est-ce pas ? À bientôt.";
    let title = window.find("textbox", "Title").await.expect("the field");
    title.click().await.expect("a click");
    window
        .type_keys("Budget: 50% [draft]")
        .await
        .expect("typing");
    let typed = window.run("return document.getElementById('title').value", vec![]);
    assert_eq!(typed.await.expect("a value"), "Budget: 50% [draft]");

    window.type_keys(Key::Tab).await.expect("tabbing");
    assert_eq!(
        window.focused().await.expect("a focus"),
        ("textbox".to_owned(), "Background".to_owned())
    );
    window.type_keys(french).await.expect("typing");
    let typed = window.run("return document.getElementById('text').textContent", vec![]);
    assert_eq!(typed.await.expect("a value"), french);
}

#[tokio::test]
async fn a_shortcut_is_pressed_with_its_modifier() {
    let window = page().await;
    window.press(&[Key::Control], "s").await.expect("pressing");
    window
        .wait_for("document.getElementById('count').textContent === 'saved'")
        .await
        .expect("the shortcut arrives");
}

#[tokio::test]
async fn an_element_is_found_by_role_and_name_only_if_it_is_visible_and_alone() {
    let window = page().await;
    let button = window.find("button", "Grow").await.expect("the button");
    button.click().await.expect("a click");
    window
        .wait_for("document.getElementById('count').textContent === '1'")
        .await
        .expect("the click is answered");
    let names: Vec<String> = window
        .find_all("button")
        .await
        .expect("buttons")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["Grow", "Twice", "Twice"]);
    let error = window.find("button", "Twice").await.expect_err("two");
    assert!(error.to_string().starts_with("2 elements"), "{error}");
}

#[tokio::test]
async fn a_screenshot_shows_the_change_just_made() {
    let window = page().await;
    let folder = tempfile::tempdir().expect("a folder");
    let (before, after) = (
        folder.path().join("before.png"),
        folder.path().join("after.png"),
    );
    window.screenshot(&before).await.expect("a picture");
    window
        .run("document.body.style.background = 'rgb(0, 100, 0)'", vec![])
        .await
        .expect("a change");
    window.screenshot(&after).await.expect("a picture");
    let (before, after) = (
        fs::read(before).expect("png"),
        fs::read(after).expect("png"),
    );
    assert!(before.starts_with(b"\x89PNG"));
    assert_ne!(before, after, "the picture is of the frame before");
}

#[tokio::test]
async fn axe_finds_every_planted_violation_and_nothing_else() {
    let window = page().await;
    let found = window.axe().await.expect("axe runs");
    let ids: BTreeSet<&str> = found
        .iter()
        .map(|violation| violation.id.as_str())
        .collect();
    assert_eq!(
        ids,
        BTreeSet::from(["color-contrast", "image-alt"]),
        "{found:#?}"
    );
}

#[tokio::test]
async fn a_dropped_window_leaves_no_process_behind() {
    let window = page().await;
    let group = window.group();
    assert!(
        Window::living_in_group(group).len() > 1,
        "the driver and the browser share a group"
    );
    drop(window);
    let begun = Instant::now();
    while !Window::living_in_group(group).is_empty() {
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{:?}",
            Window::living_in_group(group)
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn closing_the_window_ends_the_program_by_itself() {
    let window = page().await;
    window.close().await.expect("the browser ends");
}
