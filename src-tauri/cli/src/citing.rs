//! `qp cite`: what notes cite, held against what it says now.

use clap::Subcommand;
use qp_core::notebook::Notebook;
use qp_core::policy::Citation;
use serde::Serialize;

use crate::commands::{Ending, Stop, Terminal, note_id};
use crate::language::say;

/// What is done about citations.
#[derive(Debug, Subcommand)]
pub(crate) enum Citing {
    #[command(about = say(
        "Settle that a note may go on citing what has changed since",
        "Confirmer qu’une note peut continuer de citer ce qui a changé depuis",
    ))]
    Confirm {
        #[arg(value_name = "REF", help = say(
            "The note",
            "La note",
        ))]
        reference: String,

        #[arg(value_name = "CITATION", help = say(
            "One citation, as policy#clause; otherwise all of the note’s",
            "Une seule citation, sous la forme politique#disposition; sinon toutes celles de la note",
        ))]
        citation: Option<Citation>,
    },
}

/// A note, and which of its citations were behind.
#[derive(Serialize)]
struct Confirmed {
    id: String,
    confirmed: Vec<String>,
}

pub(crate) fn run(
    notebook: &Notebook,
    what: &Citing,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let Citing::Confirm {
        reference,
        citation,
    } = what;
    let reference = note_id(notebook, reference)?;
    let confirmed = notebook.confirm_citations(&reference, citation.as_ref())?;
    let value = Confirmed {
        id: reference.to_string(),
        confirmed: confirmed.iter().map(ToString::to_string).collect(),
    };
    terminal.answer(&value, |out, _| {
        for citation in &value.confirmed {
            writeln!(out, "{}  {citation}", value.id)?;
        }
        Ok(())
    })?;
    Ok(if value.confirmed.is_empty() {
        Ending::Problems
    } else {
        Ending::Done
    })
}
