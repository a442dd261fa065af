//! `qp cite`: what notes cite, held against what it says now.

use std::io::{self, Write};

use clap::Subcommand;
use qp_core::difference::{Piece, Standing};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::Reference;
use qp_core::notebook::{Notebook, StaleCitation, Staleness};
use qp_core::policy::Citation;
use serde::Serialize;

use crate::commands::{Ending, Stop, Terminal, note_id, note_ids};
use crate::language::say;

/// What is done about citations.
#[derive(Debug, Subcommand)]
pub(crate) enum Citing {
    #[command(about = say(
        "List what notes cite that has changed since, is gone or was never there",
        "Lister ce que citent les notes et qui a changé depuis, n’est plus là ou ne l’a jamais été",
    ))]
    List {
        #[arg(value_name = "REF", help = say(
            "The notes; otherwise all of which a source has changed or is gone",
            "Les notes; sinon toutes celles dont une source a changé ou n’est plus là",
        ))]
        references: Vec<String>,
    },

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

/// A note and its citations that no longer stand.
#[derive(Serialize)]
struct Listed {
    id: String,
    citations: Vec<Cited>,
}

/// A citation that no longer stands: what it is called, and what its clause said and says.
#[derive(Serialize)]
struct Cited {
    citation: String,
    state: Staleness,
    title: Bilingual<Option<String>>,
    label: Bilingual<Option<String>>,
    was: Bilingual<Option<String>>,
    now: Bilingual<Option<String>>,
    /// The clauses that say by now what this one said, the closest first.
    instead: Vec<String>,
}

impl From<StaleCitation> for Cited {
    fn from(stale: StaleCitation) -> Self {
        let side = |without: Standing| {
            let texts = stale.texts.clone();
            texts.map(|_, pieces| {
                let text = joined(&pieces?, without);
                Some(text).filter(|text| !text.is_empty())
            })
        };
        let was = side(Standing::Added);
        let proposed = stale.proposals.iter();
        Self {
            was: was.map(|lang, was| was.filter(|_| stale.is_recorded[lang])),
            now: side(Standing::Removed),
            instead: proposed
                .map(|proposal| proposal.citation.to_string())
                .collect(),
            citation: stale.written,
            state: stale.staleness,
            title: stale.title,
            label: stale.label,
        }
    }
}

fn joined(pieces: &[Piece], without: Standing) -> String {
    let kept = pieces.iter().filter(|piece| piece.standing != without);
    kept.map(|piece| piece.text.as_str()).collect()
}

pub(crate) fn run(
    notebook: &Notebook,
    what: &Citing,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    match what {
        Citing::List { references } => list(notebook, references, terminal),
        Citing::Confirm {
            reference,
            citation,
        } => confirm(notebook, reference, citation.as_ref(), terminal),
    }
}

fn list(
    notebook: &Notebook,
    typed: &[String],
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let references: Vec<Reference> = if typed.is_empty() {
        let behind = notebook.behind().into_iter();
        behind.map(|note| note.reference).collect()
    } else {
        note_ids(notebook, typed)?
    };
    let notes = notebook.stale_notes(references)?.into_iter();
    let value: Vec<Listed> = notes
        .map(|(reference, stale)| Listed {
            id: reference.to_string(),
            citations: stale.into_iter().map(Cited::from).collect(),
        })
        .collect();
    terminal.answer(&value, |out, lang| {
        for note in &value {
            for cited in &note.citations {
                tell(out, &note.id, cited, lang)?;
            }
        }
        Ok(())
    })?;
    Ok(if value.iter().all(|note| note.citations.is_empty()) {
        Ending::Done
    } else {
        Ending::Problems
    })
}

fn tell(out: &mut dyn Write, id: &str, cited: &Cited, lang: Lang) -> io::Result<()> {
    let state = state(cited.state, lang);
    writeln!(out, "{id}  {}  {state}", cited.citation)?;
    for side in Lang::ALL {
        let (was, now) = (&cited.was[side], &cited.now[side]);
        // What a language says for the first time is no change.
        if was.is_none() || was == now {
            continue;
        }
        for (mark, text) in [('-', was), ('+', now)] {
            for line in text.iter().flat_map(|text| text.lines()) {
                writeln!(out, "  {side} {mark} {line}")?;
            }
        }
    }
    for citation in &cited.instead {
        writeln!(out, "  → {citation}")?;
    }
    Ok(())
}

fn state(staleness: Staleness, lang: Lang) -> &'static str {
    let [en, fr] = match staleness {
        Staleness::Changed => ["changed", "a changé"],
        Staleness::Gone => ["gone", "n’est plus là"],
        Staleness::Broken => ["leads nowhere", "ne mène nulle part"],
    };
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
    }
}

fn confirm(
    notebook: &Notebook,
    reference: &str,
    citation: Option<&Citation>,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let reference = note_id(notebook, reference)?;
    let confirmed = notebook.confirm_citations(&reference, citation)?;
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
