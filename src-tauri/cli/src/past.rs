//! The commands about states: who approved what, what a note was before, what the next sitting needs.

use chrono::{DateTime, Local, NaiveDate, Utc};
use qp_core::checks::Rates;
use qp_core::difference::Standing;
use qp_core::history::Origin;
use qp_core::lang::Lang;
use qp_core::note::{Reference, Status};
use qp_core::notebook::{Comparison, Notebook, PastState, Place, Saved};
use serde::Serialize;

use crate::commands::{Ending, Stop, Terminal, note_ids};
use crate::{messages, print};

/// A note and the state it is in now.
#[derive(Serialize)]
struct Put<'a> {
    id: &'a Reference,
    status: Status,
}

pub(crate) fn status(
    notebook: &Notebook,
    typed: &[String],
    state: Status,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let references = note_ids(notebook, typed)?;
    for reference in &references {
        refused(&notebook.set_status(reference, state)?)?;
    }
    let put: Vec<Put<'_>> = references
        .iter()
        .map(|id| Put { id, status: state })
        .collect();
    terminal.answer(&put, |out, _| {
        for Put { id, status } in &put {
            writeln!(out, "{id}  {status}")?;
        }
        Ok(())
    })?;
    Ok(Ending::Done)
}

pub(crate) fn states(
    notebook: &Notebook,
    reference: &Reference,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let states = notebook.past(reference)?;
    terminal.answer(&states, |out, lang| {
        for state in &states {
            let by = match (state.origin, lang) {
                (Origin::Here, _) => "",
                (Origin::Elsewhere, Lang::En) => "  (from outside)",
                (Origin::Elsewhere, Lang::Fr) => "  (de l’extérieur)",
            };
            writeln!(
                out,
                "{}  {}{by}  {}",
                state.id,
                local(state.at),
                changed(state)
            )?;
        }
        Ok(())
    })?;
    Ok(if states.is_empty() {
        Ending::Problems
    } else {
        Ending::Done
    })
}

pub(crate) fn compare(
    notebook: &Notebook,
    reference: &Reference,
    id: &str,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let compared: Comparison = notebook.compare(reference, id)?;
    terminal.answer(&compared, |out, _| {
        for difference in &compared.differences {
            writeln!(out, "## {}\n", typed(difference.place))?;
            for piece in &difference.pieces {
                match piece.standing {
                    Standing::Same => write!(out, "{}", piece.text)?,
                    Standing::Removed => write!(out, "[-{}-]", piece.text)?,
                    Standing::Added => write!(out, "{{+{}+}}", piece.text)?,
                }
            }
            writeln!(out, "\n")?;
        }
        Ok(())
    })?;
    Ok(Ending::Done)
}

pub(crate) fn restore(
    notebook: &Notebook,
    reference: &Reference,
    id: &str,
    places: &[Place],
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let saved = notebook.bring_back(reference, id, places)?;
    refused(&saved)?;
    let put = Put {
        id: reference,
        status: saved.view.note.meta.status,
    };
    terminal.answer(&put, |out, _| writeln!(out, "{reference}"))?;
    Ok(Ending::Done)
}

pub(crate) fn today(
    notebook: &Notebook,
    day: Option<NaiveDate>,
    rates: Rates,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let sitting = notebook.sitting(day, rates)?;
    terminal.answer(&sitting, |out, lang| {
        writeln!(out, "{}", sitting.day)?;
        for note in &sitting.notes {
            let (item, status) = (&note.item, note.item.status.unwrap_or_default());
            let title = print::title(item, lang);
            writeln!(out, "{}  {}  {title}", item.id, status)?;
            for problem in &note.lacks {
                writeln!(out, "    {}", messages::of_problem(problem, lang))?;
            }
        }
        Ok(())
    })?;
    let is_ready = sitting.notes.iter().all(|note| note.lacks.is_empty());
    Ok(if is_ready && !sitting.notes.is_empty() {
        Ending::Done
    } else {
        Ending::Problems
    })
}

/// A save that left something out has failed for whoever asked for it.
fn refused(saved: &Saved) -> Result<(), Stop> {
    match saved.failures.first() {
        Some(failure) => Err(failure.clone().into()),
        None => Ok(()),
    }
}

fn local(at: DateTime<Utc>) -> String {
    at.with_timezone(&Local)
        .format("%Y-%m-%d %H:%M:%S")
        .to_string()
}

fn changed(state: &PastState) -> String {
    let places: Vec<String> = state.changed.iter().copied().map(typed).collect();
    places.join(" ")
}

/// A section as it is typed: `en.response`.
fn typed(place: Place) -> String {
    format!("{}.{}", place.lang.code(), place.section.key())
}
