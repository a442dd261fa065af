//! The commands about the translation memory: find in it, hand it out, take others in.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use qp_core::difference::{Piece, Standing};
use qp_core::error::Failure;
use qp_core::lang::Lang;
use qp_core::memory::{MemoryMatch, PairOrigin};
use qp_core::notebook::{MemoryImported, Notebook};
use qp_core::section::Section;
use serde::Serialize;

use crate::arguments::MemoryWork;
use crate::commands::{Ending, Stop, Terminal, found, passage, read};
use crate::messages;

/// How many matches there are at most for one passage, unless told.
const DEFAULT_LIMIT: usize = 5;

pub(crate) fn run(
    notebook: &Notebook,
    work: MemoryWork,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    match work {
        MemoryWork::Find { text, from, limit } => {
            let limit = limit.map_or(DEFAULT_LIMIT, |limit| limit as usize);
            find(notebook, &passage(text)?, from, limit, terminal)
        }
        MemoryWork::Export { output, all } => export(notebook, &output, all, terminal),
        MemoryWork::Import { paths } => import(notebook, &paths, terminal),
    }
}

fn find(
    notebook: &Notebook,
    text: &str,
    from: Option<Lang>,
    limit: usize,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let langs = from.map_or(Lang::ALL.to_vec(), |lang| vec![lang]);
    let matches: Vec<MemoryMatch> = langs
        .into_iter()
        .flat_map(|lang| notebook.memory_matches(text, lang, limit).matches)
        .collect();
    terminal.answer(&matches, |out, lang| {
        for found in &matches {
            print(out, found, lang)?;
        }
        Ok(())
    })?;
    Ok(found(!matches.is_empty()))
}

/// A match on a few lines: how much is the same and where it was said, what was said with what
/// differs, and its translation.
fn print(out: &mut dyn Write, found: &MemoryMatch, lang: Lang) -> io::Result<()> {
    let percent = match lang {
        Lang::En => format!("{:>3}%", found.percent),
        Lang::Fr => format!("{:>3}\u{a0}%", found.percent),
    };
    let origin = found
        .origins
        .first()
        .map(|origin| origin_words(origin, lang));
    let others = match (found.uses, lang) {
        (0 | 1, _) => String::new(),
        (uses, Lang::En) => format!("  and {} more", uses - 1),
        (uses, Lang::Fr) => format!("  et {} de plus", uses - 1),
    };
    writeln!(out, "{percent}  {}{others}", origin.unwrap_or_default())?;
    let line = |text: &str| text.replace('\n', " ");
    writeln!(out, "    {}", line(&difference(&found.difference)))?;
    let target = found.suggestion.as_ref().unwrap_or(&found.target);
    writeln!(out, "    {}", line(&target.markdown))?;
    if found.suggestion.is_some() {
        let label = match lang {
            Lang::En => "figures changed in:",
            Lang::Fr => "chiffres changés dans\u{a0}:",
        };
        writeln!(out, "    {label} {}", line(&found.target.markdown))?;
    }
    Ok(())
}

fn origin_words(origin: &PairOrigin, lang: Lang) -> String {
    let date = origin.date.map(|date| date.to_string());
    let section = origin
        .section
        .map(|section: Section| section.heading(lang).to_owned());
    [origin.file.clone(), origin.reference.clone(), date, section]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("  ")
}

fn difference(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece.standing {
        Standing::Same => piece.text.clone(),
        Standing::Removed => format!("[-{}-]", piece.text),
        Standing::Added => format!("{{+{}+}}", piece.text),
    };
    pieces.iter().map(piece).collect()
}

/// The file written, and how many pairs are in it.
#[derive(Serialize)]
struct Exported<'a> {
    path: &'a Path,
    pairs: usize,
}

fn export(
    notebook: &Notebook,
    output: &Path,
    all: bool,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let export = notebook.export_memory(all);
    let replaced = output.exists();
    notebook.write_export(output, &export.bytes)?;
    if replaced {
        terminal.remark(&messages::replaced(output, terminal.lang))?;
    }
    let exported = Exported {
        path: output,
        pairs: export.pairs,
    };
    terminal.answer(&exported, |out, lang| {
        let pairs = messages::pairs(export.pairs, lang);
        writeln!(out, "{}: {pairs}", output.display())
    })?;
    Ok(found(export.pairs > 0))
}

/// What became of one file.
#[derive(Serialize)]
struct Taken<'a> {
    path: &'a Path,
    #[serde(flatten)]
    imported: MemoryImported,
    problems: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    code: String,
    message: String,
}

fn import(
    notebook: &Notebook,
    paths: &[PathBuf],
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let mut taken = Vec::new();
    let mut failures: Vec<Failure> = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let outcome = read(path).and_then(|bytes| notebook.import_memory(&name, &bytes));
        let mut problems = Vec::new();
        let imported = outcome.unwrap_or_else(|failure| {
            problems.push(Told {
                code: failure.code.key(),
                message: messages::of_failure(&failure, terminal.lang),
            });
            failures.push(failure);
            MemoryImported {
                name: None,
                pairs: 0,
                left_out: 0,
                other_languages: 0,
            }
        });
        taken.push(Taken {
            path,
            imported,
            problems,
        });
    }
    terminal.answer(&taken, |out, lang| {
        for Taken {
            path,
            imported,
            problems,
        } in &taken
        {
            if problems.is_empty() {
                let told = messages::memory_imported(imported, lang);
                writeln!(out, "{}: {told}", path.display())?;
            }
        }
        Ok(())
    })?;
    for failure in &failures {
        terminal.complain(failure)?;
    }
    Ok(found(taken.iter().all(|taken| taken.imported.pairs > 0)))
}
