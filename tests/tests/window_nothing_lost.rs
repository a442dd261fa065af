//! Nothing typed in the real window is ever lost: the program is killed at random moments while
//! somebody types, and the disk that holds the notebook is filled.
#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use qp_tests::window::{Key, Options, Window};

const REFERENCE: &str = "TBS-2026-QP-11-00002";

/// What was typed this long before the program is killed is on disk.
const PROMISE: Duration = Duration::from_secs(2);

/// What the window says while the disk is full: why nothing is saved, and where the text is safe.
const TOLD: &str =
    "/full.*recovery folder/s.test(document.querySelector('.save.failed')?.textContent)";

/// How often the program is killed where nobody says (`QP_KILLS`).
const KILLS: u64 = 4;

fn note() -> String {
    format!(
        "---\nreference: {REFERENCE}\ndate: 2026-11-03\norganization: tbs-sct\nminister: PTB\n\
         status: draft\nmarking: Unclassified\ntitle:\n  en: Ferry crossings\n---\n\n\
         # English\n\n## Issue/Question\n\n## Suggested Response\n\n## Background\n"
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
        fs::create_dir_all(desk.home())?;
        fs::create_dir_all(desk.notebook())?;
        Ok(desk)
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    fn notebook(&self) -> PathBuf {
        self.folder.path().join("notebook")
    }

    fn write_note(&self) -> Result<()> {
        fs::create_dir_all(self.notebook().join("policy"))?;
        fs::create_dir_all(self.file().parent().context("a folder")?)?;
        Ok(qp_core::store::atomic_write(
            &self.file(),
            note().as_bytes(),
        )?)
    }

    fn file(&self) -> PathBuf {
        self.notebook()
            .join("qp/2026")
            .join(format!("{REFERENCE}.md"))
    }

    async fn open(&self) -> Result<Window> {
        let options = Options::default()
            .home(&self.home())
            .variable("LANG", "en_CA.UTF-8");
        let window = Window::open(&self.notebook(), options).await?;
        let row = "document.querySelector('[role=option]')";
        window.wait_for(row).await?;
        window
            .run(&format!("{row}.click(); return null;"), vec![])
            .await?;
        window
            .find("textbox", "Suggested Response")
            .await?
            .click()
            .await?;
        Ok(window)
    }
}

/// The next number of a row that looks random (xorshift).
fn next(random: &mut u64) -> u64 {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    *random
}

#[tokio::test]
async fn what_was_typed_two_seconds_before_a_kill_is_on_disk() -> Result<()> {
    let kills = match std::env::var("QP_KILLS") {
        Ok(kills) => kills.parse()?,
        Err(_) => KILLS,
    };
    let mut random = 0x2026_1128;
    let mut proven = 0;
    for kill in 0..kills {
        let desk = Desk::new()?;
        desk.write_note()?;
        let window = desk.open().await?;
        let mut typed: Vec<(Instant, String)> = Vec::new();
        let moment = Duration::from_millis(1_500 + next(&mut random) % 4_000);
        let typing = async {
            for number in 0.. {
                let word = format!("w{number}x ");
                window.type_keys(word.as_str()).await?;
                typed.push((Instant::now(), word));
            }
            anyhow::Ok(())
        };
        // Whatever the window and the one who types are doing at that moment.
        if let Ok(ended) = tokio::time::timeout(moment, typing).await {
            ended?;
        }
        let killed = Instant::now();
        drop(window);
        let text = fs::read_to_string(desk.file())?;
        for (at, word) in &typed {
            if killed.duration_since(*at) >= PROMISE {
                proven += 1;
                ensure!(
                    text.contains(word.trim_end()),
                    "kill {kill} after {moment:?}: {word:?}, typed {:?} before, is not in\n{text}",
                    killed.duration_since(*at)
                );
            }
        }
        qp_core::note::NoteFile::new(text)
            .read()
            .map_err(|problem| anyhow::anyhow!("kill {kill}: the file is broken: {problem:?}"))?;
    }
    ensure!(
        proven > 0,
        "no kill came two seconds after a word: nothing was tried"
    );
    Ok(())
}

/// A small disk, mounted on a folder until it is dropped.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where this user may not mount anything.
    fn on(folder: &Path) -> Result<Option<Self>> {
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
            .arg(folder)
            .output()
            .context("mount")?;
        Ok(mounted.status.success().then(|| Self(folder.to_path_buf())))
    }

    /// Writes until there is no room for a single byte more.
    fn fill(&self) -> Result<()> {
        let mut file = File::create(self.0.join("in the way"))?;
        for size in [4096, 1] {
            while file.write_all(&vec![b'x'; size]).is_ok() {}
        }
        Ok(())
    }

    fn make_room(&self) -> Result<()> {
        Ok(fs::remove_file(self.0.join("in the way"))?)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

#[tokio::test]
async fn on_a_full_disk_the_text_stays_in_the_window_and_is_offered_after_a_crash() -> Result<()> {
    let desk = Desk::new()?;
    let Some(disk) = SmallDisk::on(&desk.notebook())? else {
        eprintln!("skipped: only root may mount a small disk");
        return Ok(());
    };
    desk.write_note()?;
    let before = fs::read_to_string(desk.file())?;
    let window = desk.open().await?;
    disk.fill()?;
    window.type_keys("The ferry is full").await?;
    // It says so, and why, and that the text is safe.
    window.wait_for(TOLD).await?;
    window
        .wait_for(
            "document.querySelector('[aria-label=\"Suggested Response\"]').textContent.includes('The ferry is full')",
        )
        .await?;
    ensure!(
        fs::read_to_string(desk.file())? == before,
        "the file that was there is untouched"
    );
    if let Ok(file) = std::env::var("QP_PICTURE") {
        window.screenshot(file.as_ref()).await?;
    }
    // The program dies over it; the disk has room again; the next start offers the text.
    drop(window);
    disk.make_room()?;
    let window = desk.open().await?;
    window
        .find("button", "Put it into the note")
        .await?
        .click()
        .await?;
    let saved = async {
        while !fs::read_to_string(desk.file())?.contains("The ferry is full") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(Duration::from_secs(20), saved)
        .await
        .context("the text that was kept is not in the note")??;

    // Once there is room, a window that stayed open saves by itself.
    disk.fill()?;
    window
        .find("textbox", "Suggested Response")
        .await?
        .click()
        .await?;
    window.press(&[Key::Control], Key::End).await?;
    window.type_keys(" and waits").await?;
    window.wait_for(TOLD).await?;
    disk.make_room()?;
    let saved = async {
        while !fs::read_to_string(desk.file())?.contains("and waits") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        anyhow::Ok(())
    };
    tokio::time::timeout(Duration::from_secs(30), saved)
        .await
        .context("what was typed on the full disk is not saved once there is room")??;
    window.close().await?;
    Ok(())
}
