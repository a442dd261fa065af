//! The commands about translation: what is behind, that it is done, out to a translator and back.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use qp_core::lang::Lang;
use qp_core::notebook::{Notebook, TakenTranslation, Taking};
use qp_core::translation::{Spot, Translation, TranslationState};
use serde::Serialize;

use crate::arguments::{LANGS, word};
use crate::commands::{Ending, Stop, Terminal, note_id, note_ids, read};
use crate::language::say;
use crate::{json, messages};

/// What is to be done about translation.
#[derive(Debug, Subcommand)]
pub(crate) enum Translating {
    #[command(about = say(
        "List the sections that one language lacks or that are behind",
        "Lister les sections qui manquent à une langue ou qui y sont en retard",
    ))]
    List {
        #[arg(value_name = "REF", help = say(
            "The notes; otherwise all that are neither approved nor archived",
            "Les notes; sinon toutes celles qui ne sont ni approuvées ni archivées",
        ))]
        references: Vec<String>,
    },

    #[command(about = say(
        "Say that both languages of a note agree",
        "Déclarer que les deux langues d’une note concordent",
    ))]
    Done {
        #[arg(value_name = "REF", help = say("The note", "La note"))]
        reference: String,

        #[arg(long, value_name = "SECTION", value_parser = spot, help = say(
            "Only that section, such as response or if_pressed.1; may be given several times",
            "Seulement cette section, par exemple response ou if_pressed.1; peut être répété",
        ))]
        section: Vec<Spot>,
    },

    #[command(about = say(
        "Write what a translator is to do into an XLIFF file",
        "Écrire ce qui est à traduire dans un fichier XLIFF",
    ))]
    Send {
        #[arg(required = true, value_name = "REF", help = say("The notes", "Les notes"))]
        references: Vec<String>,

        #[arg(long, value_name = say("LANG", "LANGUE"), hide_possible_values = true,
            value_parser = word::<Lang>(LANGS), help = say(
            "The language to translate into: en or fr",
            "La langue d’arrivée\u{a0}: en ou fr",
        ))]
        into: Lang,

        #[arg(long, short, value_name = say("FILE.xlf", "FICHIER.xlf"), help = say(
            "The file to write",
            "Le fichier à écrire",
        ))]
        output: PathBuf,
    },

    #[command(about = say(
        "Put what a translator has done in an XLIFF file into the notes",
        "Reprendre dans les notes ce qui a été traduit dans un fichier XLIFF",
    ))]
    Take {
        #[arg(value_name = say("FILE.xlf", "FICHIER.xlf"), help = say(
            "The file that came back",
            "Le fichier revenu de la traduction",
        ))]
        file: PathBuf,
    },
}

/// A note and what is not current in it.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    translations: &'a [Translation],
}

pub(crate) fn run(
    notebook: &Notebook,
    what: &Translating,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    match what {
        Translating::List { references } => list(notebook, references, terminal),
        Translating::Done { reference, section } => done(notebook, reference, section, terminal),
        Translating::Send {
            references,
            into,
            output,
        } => send(notebook, references, *into, output, terminal),
        Translating::Take { file } => take(notebook, file, terminal),
    }
}

fn list(
    notebook: &Notebook,
    typed: &[String],
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let found: Vec<(String, Vec<Translation>)> = if typed.is_empty() {
        let all = notebook.translations()?.into_iter();
        all.map(|note| (note.item.id, note.translations)).collect()
    } else {
        let mut found = Vec::new();
        for reference in note_ids(notebook, typed)? {
            let mut translations = notebook.translation(&reference)?;
            translations.retain(|one| one.state != TranslationState::Current);
            found.push((reference.to_string(), translations));
        }
        found
    };
    let value: Vec<Listed<'_>> = found
        .iter()
        .map(|(id, translations)| Listed { id, translations })
        .collect();
    terminal.answer(&value, |out, lang| {
        for (id, translations) in &found {
            for one in translations {
                let state = state(one, lang);
                writeln!(out, "{id}  {}  {state}", named(one.spot))?;
            }
        }
        Ok(())
    })?;
    let is_current = found
        .iter()
        .all(|(_, translations)| translations.is_empty());
    Ok(if is_current {
        Ending::Done
    } else {
        Ending::Problems
    })
}

fn done(
    notebook: &Notebook,
    typed: &str,
    spots: &[Spot],
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let reference = note_id(notebook, typed)?;
    let named = Some(spots).filter(|spots| !spots.is_empty());
    let mut view = notebook.mark_translated(&reference, named)?;
    view.translations
        .retain(|one| one.state != TranslationState::Current);
    let left = Listed {
        id: reference.as_str(),
        translations: &view.translations,
    };
    terminal.answer(&left, |out, _| writeln!(out, "{reference}"))?;
    Ok(Ending::Done)
}

fn send(
    notebook: &Notebook,
    typed: &[String],
    into: Lang,
    output: &Path,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let references = note_ids(notebook, typed)?;
    let bytes = notebook.send_translation(&references, into)?;
    let replaced = output.exists();
    notebook.write_export(output, &bytes)?;
    if replaced {
        terminal.remark(&messages::replaced(output, terminal.lang))?;
    }
    let sent = json::Exported {
        path: output,
        notes: references.len(),
    };
    terminal.answer(&sent, |out, _| writeln!(out, "{}", output.display()))?;
    Ok(Ending::Done)
}

fn take(notebook: &Notebook, file: &Path, terminal: &mut Terminal<'_>) -> Result<Ending, Stop> {
    let taken = notebook.take_translation(&read(file)?)?;
    terminal.answer(&taken, |out, lang| {
        for note in &taken {
            for section in &note.sections {
                let (id, spot) = (&note.reference, named(section.spot));
                let told = taking(section.taking, lang);
                writeln!(out, "{id}  {}.{spot}  {told}", note.lang)?;
            }
        }
        Ok(())
    })?;
    let mut is_whole = true;
    for TakenTranslation {
        failure, sections, ..
    } in &taken
    {
        if let Some(failure) = failure {
            terminal.complain(failure)?;
        }
        is_whole &= failure.is_none();
        is_whole &= sections.iter().all(|one| one.taking == Taking::Taken);
    }
    Ok(if is_whole {
        Ending::Done
    } else {
        Ending::Problems
    })
}

fn state(one: &Translation, lang: Lang) -> &'static str {
    let [en, fr] = match (one.state, one.behind) {
        (TranslationState::Missing, Some(Lang::En)) => ["English is missing", "l’anglais manque"],
        (TranslationState::Missing, _) => ["French is missing", "le français manque"],
        (TranslationState::Behind, Some(Lang::En)) => {
            ["English is behind", "l’anglais est en retard"]
        }
        (TranslationState::Behind, _) => ["French is behind", "le français est en retard"],
        (TranslationState::ToConfirm, _) => [
            "both changed: to be confirmed",
            "les deux ont changé\u{a0}: à confirmer",
        ],
        (TranslationState::Unconfirmed, _) => ["never confirmed", "jamais confirmé"],
        (TranslationState::Current, _) => ["current", "à jour"],
    };
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
    }
}

fn taking(taking: Taking, lang: Lang) -> &'static str {
    let [en, fr] = match taking {
        Taking::Taken => ["taken", "repris"],
        Taking::Partly => [
            "taken, but not all of it is marked as translated: to be confirmed",
            "repris, mais tout n’y est pas marqué comme traduit\u{a0}: à confirmer",
        ],
        Taking::Unfinished => ["not translated yet, left", "pas encore traduit, laissé"],
        Taking::ChangedSince => [
            "changed here since it was sent, left",
            "modifié ici depuis l’envoi, laissé",
        ],
        Taking::Gone => ["no longer in the note", "n’est plus dans la note"],
    };
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// A section as it is typed: `response`, and `if_pressed.1` for the first block.
fn named(spot: Spot) -> String {
    match spot.block {
        Some(block) => format!("{}.{}", spot.section.key(), block + 1),
        None => spot.section.key().to_owned(),
    }
}

fn spot(text: &str) -> Result<Spot, &'static str> {
    let wrong = say(
        "a section is written like response or if_pressed.1",
        "une section s’écrit comme response ou if_pressed.1",
    );
    let (section, block) = match text.split_once('.') {
        Some((section, block)) => {
            let number: usize = block.parse().map_err(|_| wrong)?;
            (section, Some(number.checked_sub(1).ok_or(wrong)?))
        }
        None => (text, None),
    };
    serde_json::from_value(serde_json::Value::from(section))
        .map(|section| Spot { section, block })
        .map_err(|_| wrong)
}
