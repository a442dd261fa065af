//! The command `import`: files and whole folders into the notebook.

use std::path::PathBuf;

use qp_core::notebook::{ImportProgress, ImportSummary, Notebook};

use crate::commands::{Ending, Stop, Terminal};
use crate::progress::Told;
use crate::{json, messages, print};

/// From how many files on the terminal shows how far an import is.
const LONG: usize = 5;

/// Imports files.
pub(crate) fn run(
    notebook: &Notebook,
    paths: &[PathBuf],
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let lang = terminal.lang;
    let mut shown = Told::from(LONG);
    let outcomes = notebook.import_all(paths, &mut |ImportProgress { done, of, .. }| {
        if terminal.shows_progress {
            shown.tell(terminal.complaints, done, of, lang);
        }
        true
    });
    let value = json::Imported::all(&outcomes, lang);
    terminal.answer(&value, |out, lang| {
        for outcome in &outcomes {
            if let (Some(kind), Some(id)) = (outcome.kind, &outcome.id) {
                writeln!(out, "{}: {} {id}", outcome.path, print::kind(kind, lang))?;
            }
        }
        if outcomes.len() > 1 {
            let summary = ImportSummary::of(&outcomes);
            writeln!(out, "{}", messages::imported(summary, lang))?;
        }
        Ok(())
    })?;
    let mut ending = Ending::Done;
    for outcome in &outcomes {
        let told = terminal.tell(&outcome.path, &outcome.problems)?;
        if told == Ending::Problems || outcome.id.is_none() {
            ending = Ending::Problems;
        }
    }
    Ok(ending)
}
