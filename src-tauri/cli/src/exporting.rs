//! The command `export`: notes to a Word file, several as a binder.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use qp_core::error::Failure;
use qp_core::export::{Binder, ExportOptions, Layout, SidesWanted};
use qp_core::lang::Lang;
use qp_core::note::Reference;
use qp_core::notebook::Notebook;

use crate::arguments::{LANGS, date, word};
use crate::commands::{Ending, Stop, Terminal, note_ids, read};
use crate::language::say;
use crate::progress::Told;
use crate::{json, messages};

/// From how many sheets on the terminal shows how far an export is.
const LONG: usize = 100;

/// What is to be exported, and how.
#[derive(Debug, Args)]
pub(crate) struct Exporting {
    #[arg(required = true, value_name = "REF", help = say(
        "The notes to export, in that order",
        "Les notes à exporter, dans cet ordre",
    ))]
    references: Vec<String>,

    #[arg(long, short, value_name = say("FILE.docx", "FICHIER.docx"), help = say(
        "The Word file to write",
        "Le fichier Word à écrire",
    ))]
    output: PathBuf,

    #[arg(long, value_name = say("SIDES", "CÔTÉS"), default_value = "both",
        hide_default_value = true, hide_possible_values = true,
        value_parser = word::<SidesWanted>(&["en", "fr", "both"]), help = say(
        "The languages: en, fr or both (the default)",
        "Les langues\u{a0}: en, fr ou both (les deux, par défaut)",
    ))]
    lang: SidesWanted,

    #[arg(long, value_name = say("LAYOUT", "DISPOSITION"), default_value = "sequential",
        hide_default_value = true, hide_possible_values = true,
        value_parser = word::<Layout>(&["sequential", "side-by-side"]), help = say(
        "How both languages stand: sequential (the default) or side-by-side",
        "La disposition des deux langues\u{a0}: sequential (à la suite, par défaut) ou side-by-side (côte à côte)",
    ))]
    layout: Layout,

    #[arg(long, value_name = say("LANG", "LANGUE"), default_value = "en",
        hide_default_value = true, hide_possible_values = true,
        value_parser = word::<Lang>(LANGS), help = say(
        "The language that comes first where they follow one another: en (the default) or fr",
        "La langue qui vient d’abord quand elles se suivent\u{a0}: en (par défaut) ou fr",
    ))]
    first: Lang,

    #[arg(long, value_name = "DATE", value_parser = date, help = say(
        "The day the binder is for, printed on its cover",
        "Le jour auquel le recueil est destiné, imprimé sur sa couverture",
    ))]
    date: Option<NaiveDate>,

    #[arg(long, value_name = say("MINISTER", "MINISTRE"), help = say(
        "The minister on the binder’s cover: a code or a title; otherwise the one of its notes",
        "Le ministre sur la couverture du recueil\u{a0}: un code ou un titre; sinon celui de ses notes",
    ))]
    minister: Option<String>,

    #[arg(long, help = say(
        "Group the binder’s notes by their first tag, each group behind a divider",
        "Grouper les notes du recueil selon leur premier mot-clé, derrière un intercalaire",
    ))]
    by_theme: bool,

    #[arg(long, value_name = say("FILE.docx", "FICHIER.docx"), help = say(
        "A Word file that lends its look: styles, page set-up, header and footer",
        "Un fichier Word qui prête son aspect\u{a0}: styles, mise en page, en-tête et pied de page",
    ))]
    template: Option<PathBuf>,
}

impl Exporting {
    /// The options for so many notes. Several make a binder; one does where its cover was asked for.
    fn options(&self, notes: usize) -> Result<ExportOptions, Failure> {
        let asked = self.date.is_some() || self.minister.is_some() || self.by_theme;
        let binder = (notes > 1 || asked).then(|| Binder {
            date: self.date,
            minister: self.minister.clone(),
            by_theme: self.by_theme,
        });
        Ok(ExportOptions {
            sides: self.lang,
            layout: self.layout,
            first: self.first,
            binder,
            template: self.template.as_deref().map(read).transpose()?,
        })
    }
}

/// Exports notes.
pub(crate) fn run(
    notebook: &Notebook,
    wanted: &Exporting,
    terminal: &mut Terminal<'_>,
) -> Result<Ending, Stop> {
    let mut references: Vec<Reference> = Vec::new();
    for reference in note_ids(notebook, &wanted.references)? {
        if references.contains(&reference) {
            terminal.remark(&messages::named_twice(&reference, terminal.lang))?;
        } else {
            references.push(reference);
        }
    }
    let options = wanted.options(references.len())?;
    let told = RefCell::new(Told::from(LONG));
    let bytes = {
        let (lang, shown) = (terminal.lang, terminal.shows_progress);
        let complaints = RefCell::new(&mut *terminal.complaints);
        let exported = notebook.export(&references, &options, &|done, total| {
            if shown {
                let mut complaints = complaints.borrow_mut();
                told.borrow_mut().tell(&mut **complaints, done, total, lang);
            }
            ControlFlow::Continue(())
        });
        exported?
    };
    let output = wanted.output.as_path();
    let replaced = output.exists();
    notebook.write_export(output, &bytes)?;
    if replaced {
        terminal.remark(&messages::replaced(output, terminal.lang))?;
    }
    let exported = json::Exported {
        path: output,
        notes: references.len(),
    };
    terminal.answer(&exported, |out, _| writeln!(out, "{}", output.display()))?;
    Ok(Ending::Done)
}
