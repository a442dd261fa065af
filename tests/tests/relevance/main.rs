//! How good search is: judged queries in both languages, a figure, and a committed record of it.
//!
//! The queries and their judgments are in `queries.yaml`; half of them are over the sample notebook
//! and half over a corpus that `corpus` writes. The test fails where nDCG@10 or success@1 falls by
//! more than [`record::TOLERANCE`] below the record (`record.tsv`) and tells which queries lost.
//! The table is printed with `cargo xtask bench relevance`. After a change for the better, or of the
//! queries, the record is renewed:
//!
//! ```sh
//! UPDATE_RELEVANCE=1 cargo nextest run --workspace --exclude xtask -E 'binary(relevance)'
//! ```

mod baseline;
mod corpus;
mod judging;
mod metrics;
mod page;
mod record;
mod table;
mod wording;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, anyhow};
use chrono::NaiveDate;
use qp_core::clock::FixedClock;
use qp_core::error::Failure;
use qp_core::lang::Lang;
use qp_core::notebook::{Location, Notebook};
use qp_core::search::SearchQuery;
use qp_core::store::ItemKind;
use qp_tests::product;
use tempfile::TempDir;

use crate::baseline::{Baseline, Entry};
use crate::corpus::Known;
use crate::judging::{Judged, Over};
use crate::metrics::{DEPTH, Score};
use crate::record::Record;
use crate::table::Row;

/// A notebook to be asked, and the stock search over the same.
struct Asked {
    notebook: Notebook,
    baseline: Baseline,
    ids: Vec<String>,
    known: Vec<Known>,
    _folder: TempDir,
}

fn failed(failure: Failure) -> anyhow::Error {
    anyhow!("{failure:?}")
}

impl Asked {
    /// The sample notebook, in a folder of its own.
    fn sample() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        copy(&product::sample_notebook(), &folder.path().join("notebook"))?;
        Self::open(folder, Vec::new())
    }

    /// A notebook of the made-up corpus.
    fn made() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let corpus = corpus::write()?;
        for (path, text) in &corpus.files {
            let path = folder.path().join("notebook").join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::File::create(&path)
                .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))?;
        }
        Self::open(folder, corpus.known)
    }

    fn open(folder: TempDir, known: Vec<Known>) -> Result<Self> {
        let root = fs::canonicalize(folder.path())?;
        let path = root.join("notebook");
        Notebook::init(&path).map_err(failed)?;
        let location = Location::within(&path, &root.join("cache"), &root.join("data"));
        // Today is a day after the newest note, whenever the test runs.
        let clock = FixedClock::on(NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default());
        let notebook = Notebook::open(location, Arc::new(clock)).map_err(failed)?;
        for item in notebook.items() {
            assert!(item.problems.is_empty(), "{}: {:?}", item.id, item.problems);
        }
        notebook.reindex().map_err(failed)?;
        let entries = entries(&notebook)?;
        let mut ids: Vec<String> = entries.iter().map(|entry| entry.id.clone()).collect();
        ids.dedup();
        for known in &known {
            assert!(
                ids.contains(&known.id),
                "{} is not in the notebook",
                known.id
            );
        }
        Ok(Self {
            baseline: Baseline::over(&entries)?,
            notebook,
            ids,
            known,
            _folder: folder,
        })
    }

    /// The ids of our hits.
    fn ours(&self, judged: &Judged) -> Result<Vec<String>> {
        let query = SearchQuery {
            text: judged.q.clone(),
            reader: Some(judged.asks),
            limit: DEPTH,
            ..SearchQuery::default()
        };
        let results = self.notebook.search(&query).map_err(failed)?;
        Ok(results.hits.into_iter().map(|hit| hit.id).collect())
    }
}

/// What the stock search indexes: a side of a note or of an excerpt, with all its text.
fn entries(notebook: &Notebook) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for item in notebook.items() {
        if item.kind == ItemKind::Note {
            let note = notebook.note(&item.id.parse()?).map_err(failed)?.note;
            for (lang, side) in note.sides.iter() {
                let Some(side) = side else { continue };
                let mut body = vec![
                    item.id.clone(),
                    side.question.clone(),
                    side.response.clone(),
                    side.background.clone(),
                    side.additional_information.clone(),
                ];
                for block in &side.if_pressed {
                    body.extend([block.topic.clone(), block.text.clone()]);
                }
                entries.push(entry(&item.id, lang, &side.title, &body));
            }
        } else {
            let policy = notebook.policy(&item.id).map_err(failed)?.policy;
            let mut excerpts = Vec::new();
            for (lang, side) in policy.sides.iter() {
                for excerpt in side.iter().flat_map(|side| &side.excerpts) {
                    let id = match excerpt.anchor.as_str() {
                        "" => item.id.clone(),
                        anchor => format!("{}#{anchor}", item.id),
                    };
                    let title = side.as_ref().map_or("", |side| &side.title);
                    let title = format!("{title} {}", excerpt.heading);
                    excerpts.push(entry(
                        &id,
                        lang,
                        &title,
                        std::slice::from_ref(&excerpt.text),
                    ));
                }
            }
            excerpts.sort_by(|one, other| one.id.cmp(&other.id));
            entries.append(&mut excerpts);
        }
    }
    Ok(entries)
}

fn entry(id: &str, lang: Lang, title: &str, body: &[String]) -> Entry {
    Entry {
        id: id.to_owned(),
        lang,
        title: title.to_owned(),
        body: body.join("\n"),
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for found in fs::read_dir(from)? {
        let path = found?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

#[test]
fn search_is_as_good_as_recorded() -> Result<()> {
    let (notes, made) = (Asked::sample()?, Asked::made()?);
    let mut rows = Vec::new();
    let mut record = Record::default();
    for judged in judging::read()? {
        let (asked, corpus) = match judged.over() {
            Over::Notes => (&notes, "notes"),
            Over::Made => (&made, "made"),
        };
        let grades = judged.grades(&asked.ids, &asked.known)?;
        let hits = asked.ours(&judged)?;
        let ours = Score::of(&hits, &grades);
        let stock = asked.baseline.search(&judged.q, DEPTH)?;
        record
            .queries
            .insert(format!("{corpus}: {}", judged.q), ours);
        rows.push(Row {
            stock: Score::of(&stock, &grades),
            corpus,
            hits: hits
                .into_iter()
                .map(|id| (grades.get(&id).copied().unwrap_or(0), id))
                .collect(),
            ours,
            judged,
        });
    }
    let all: Vec<Score> = rows.iter().map(|row| row.ours).collect();
    record.all = Score::mean(&all);
    println!("{}", table::of(&rows));
    if std::env::var_os("UPDATE_RELEVANCE").is_some() {
        return record.write();
    }
    match record.losses(&Record::read()?) {
        None => Ok(()),
        Some(told) => Err(anyhow!("{told}")),
    }
}
