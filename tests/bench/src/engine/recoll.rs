//! Recoll over the notebook's files, as its two programs do it: `recollindex` and `recollq`.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Answer, Ask, Engine, Means, Want};
use crate::item::Entry;

pub(super) struct Recoll {
    folder: PathBuf,
}

impl Recoll {
    pub(super) fn open(folder: &Path, notebook: &Path) -> Result<Self> {
        if !folder.join("recoll.conf").exists() {
            fs::create_dir_all(folder)?;
            let configuration = format!(
                "topdirs = {}\nindexstemminglanguages = english french\n\
                 maxTermExpand = 1000000\nmaxXapianClauses = 1000000\n",
                notebook.display()
            );
            File::create(folder.join("recoll.conf"))?.write_all(configuration.as_bytes())?;
            File::create(folder.join("mimemap"))?.write_all(b".md = text/plain\n")?;
        }
        Ok(Self {
            folder: folder.to_owned(),
        })
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<String> {
        let output = Command::new(program)
            .arg("-c")
            .arg(&self.folder)
            .args(arguments)
            .env("LANG", "C.UTF-8")
            .output()
            .with_context(|| format!("{program} does not start"))?;
        if !output.status.success() {
            bail!("{program}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

impl Engine for Recoll {
    fn put(&mut self, _: &Entry) -> Result<()> {
        // It reads the files itself, when told to.
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        self.run("recollindex", &[]).map(|_| ())
    }

    fn answer(&mut self, ask: &Ask) -> Result<Option<Answer>> {
        let (whole, open) = ask.words();
        let impossible = ask.filter.is_some()
            || ask.want == Want::Facets
            || ask.means == Means::Slip
            || ask.text.is_empty();
        if impossible {
            return Ok(None);
        }
        let mut text = whole.join(" ");
        if ask.means == Means::Phrase {
            text = format!("\"{text}\"");
        }
        if let Some(word) = open {
            text = format!("{text} {word}*");
        }
        // Ten results with their abstracts.
        let printed = self.run("recollq", &["-n", "10", "-A", text.trim()])?;
        let total = printed
            .lines()
            .find_map(|line| {
                line.strip_suffix(')')
                    .unwrap_or(line)
                    .split_once(" results")
            })
            .and_then(|(before, _)| before.split_whitespace().last()?.parse().ok())
            .unwrap_or(0);
        Ok(Some(Answer {
            total,
            hits: printed
                .lines()
                .filter(|line| line.contains("[file://"))
                .map(|line| {
                    let name = line.rsplit('/').nth(1).unwrap_or_default();
                    name.split(']').next().unwrap_or_default().to_owned()
                })
                .collect(),
            ..Answer::default()
        }))
    }
}
