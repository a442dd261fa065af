//! What can be typed: the commands, their options, and their help in both languages.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use qp_core::export::{Layout, SidesWanted};
use qp_core::lang::Lang;
use qp_core::note::Status;
use qp_core::search::{HitKind, SortBy};
use serde::de::DeserializeOwned;

use crate::language::say;

/// Everything that was typed.
#[derive(Debug, Parser)]
#[command(
    name = "qp",
    version,
    about = say(
        "Drafts, searches and exports bilingual Question Period notes.",
        "Rédige, cherche et exporte des notes bilingues pour la période des questions.",
    ),
    after_help = say(
        "With --json, standard output is one JSON value. Problems go to standard error.\n\
         Exit status: 0 done, 1 problems or nothing found, 2 wrong usage.",
        "Avec --json, la sortie standard est une seule valeur JSON. Les problèmes vont à la sortie \
         d’erreur.\nCode de retour\u{a0}: 0 fait, 1 problèmes ou rien trouvé, 2 mauvaise utilisation.",
    ),
    subcommand_help_heading = say("Commands", "Commandes"),
    subcommand_value_name = say("COMMAND", "COMMANDE"),
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub(crate) struct Arguments {
    #[arg(long, global = true, value_name = say("DIR", "DOSSIER"), help = say(
        "The notebook; otherwise the variable QP_NOTEBOOK, or the current folder",
        "Le carnet; sinon la variable QP_NOTEBOOK, ou le dossier courant",
    ))]
    pub(crate) notebook: Option<PathBuf>,

    #[arg(long, global = true, help = say(
        "Write one JSON value to standard output",
        "Écrire une seule valeur JSON à la sortie standard",
    ))]
    pub(crate) json: bool,

    #[arg(long, global = true, value_name = say("LANG", "LANGUE"),
        value_parser = word::<Lang>(LANGS), hide_possible_values = true, help = say(
        "The language of messages and help, en or fr; otherwise the locale's",
        "La langue des messages et de l’aide, en ou fr; sinon celle de l’environnement",
    ))]
    pub(crate) ui_lang: Option<Lang>,

    #[arg(long, short, global = true, action = ArgAction::Help, help = say(
        "Print this help",
        "Afficher cette aide",
    ))]
    help: Option<bool>,

    #[arg(long, short = 'V', action = ArgAction::Version, help = say(
        "Print the version",
        "Afficher la version",
    ))]
    version: Option<bool>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(about = say("Make a notebook", "Créer un carnet"))]
    Init,

    #[command(about = say(
        "Import notes and policies; what each file is, is found out",
        "Importer des notes et des politiques; la nature de chaque fichier est reconnue",
    ))]
    Import {
        #[arg(required = true, value_name = say("PATH", "CHEMIN"), help = say(
            "The files to import",
            "Les fichiers à importer",
        ))]
        paths: Vec<PathBuf>,
    },

    #[command(about = say("List what is in the notebook", "Lister le contenu du carnet"))]
    List {
        #[command(flatten)]
        filters: Filters,
    },

    #[command(about = say(
        "Show a note, a policy or an excerpt",
        "Afficher une note, une politique ou un extrait",
    ))]
    Show {
        #[arg(value_name = "ID", help = say(
            "A note's reference number, a policy's name, or an excerpt: name#anchor",
            "Le numéro de référence d’une note, le nom d’une politique, ou un extrait\u{a0}: nom#ancre",
        ))]
        id: String,
    },

    #[command(about = say(
        "Make a new note with the next reference number",
        "Créer une note avec le numéro de référence suivant",
    ))]
    New {
        #[arg(long, value_name = "REF", help = say(
            "Start from the text of that note",
            "Partir du texte de cette note",
        ))]
        from: Option<String>,
    },

    #[command(about = say(
        "Search the notes and the policies, in both languages",
        "Chercher dans les notes et les politiques, dans les deux langues",
    ))]
    Search {
        #[arg(value_name = say("QUERY", "RECHERCHE"), help = say(
            "What to look for; any text will do, \"quotes\" keep words together",
            "Ce qu’il faut chercher; tout texte convient, les \"guillemets\" gardent les mots ensemble",
        ))]
        query: String,

        #[command(flatten)]
        filters: Filters,

        #[arg(long, value_name = say("ORDER", "ORDRE"), default_value = "relevance",
            hide_default_value = true, hide_possible_values = true,
            value_parser = word::<SortBy>(&["relevance", "date", "title"]), help = say(
            "The order: relevance (the default), date or title",
            "L’ordre\u{a0}: relevance (pertinence, par défaut), date ou title (titre)",
        ))]
        sort: SortBy,

        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help = say(
            "At most N hits [default: 20]",
            "Au plus N résultats [par défaut\u{a0}: 20]",
        ))]
        limit: Option<u32>,

        #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help = say(
            "Leave out the first N hits",
            "Sauter les N premiers résultats",
        ))]
        offset: u32,
    },

    #[command(about = say(
        "Find what is closest to a note or an excerpt",
        "Trouver ce qui ressemble le plus à une note ou à un extrait",
    ))]
    Similar {
        #[arg(value_name = "ID", help = say(
            "A note's reference number, or an excerpt: name#anchor",
            "Le numéro de référence d’une note, ou un extrait\u{a0}: nom#ancre",
        ))]
        id: String,

        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help = say(
            "At most N hits [default: 20]",
            "Au plus N résultats [par défaut\u{a0}: 20]",
        ))]
        limit: Option<u32>,
    },

    #[command(about = say(
        "Tell what notes still lack before they can be used",
        "Dire ce qui manque encore aux notes avant leur utilisation",
    ))]
    Check {
        #[arg(value_name = "REF", help = say(
            "The notes to check; all of them otherwise",
            "Les notes à vérifier; sinon toutes",
        ))]
        references: Vec<String>,
    },

    #[command(about = say(
        "Export notes to a Word file; several make a binder",
        "Exporter des notes vers un fichier Word; plusieurs forment un recueil",
    ))]
    Export {
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

        #[arg(long, value_name = say("FILE.docx", "FICHIER.docx"), help = say(
            "A Word file that lends its styles",
            "Un fichier Word qui prête ses styles",
        ))]
        template: Option<PathBuf>,
    },

    #[command(about = say(
        "Rebuild the search index from the files",
        "Reconstruire l’index de recherche à partir des fichiers",
    ))]
    Reindex,
}

/// Understands what was typed.
pub(crate) fn parse(typed: Vec<OsString>) -> Result<Arguments, clap::Error> {
    Arguments::from_arg_matches(&command().try_get_matches_from(typed)?)
}

/// The parser, with the help of every command in the chosen language.
fn command() -> clap::Command {
    let template = say(
        "{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}",
        "{about-with-newline}\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}",
    );
    Arguments::command()
        .help_template(template)
        .mut_subcommands(|command| command.help_template(template))
}

/// What narrows a list or a search.
#[derive(Debug, Default, Args)]
pub(crate) struct Filters {
    #[arg(long, value_name = say("KIND", "SORTE"), hide_possible_values = true,
        value_parser = word::<HitKind>(&["note", "policy"]), help = say(
        "Only that kind: note or policy",
        "Seulement cette sorte\u{a0}: note ou policy (politique)",
    ))]
    pub(crate) kind: Option<HitKind>,

    #[arg(long, value_name = say("LANG", "LANGUE"), hide_possible_values = true,
        value_parser = word::<Lang>(LANGS), help = say(
        "Only what has text in that language: en or fr",
        "Seulement ce qui a du texte dans cette langue\u{a0}: en ou fr",
    ))]
    pub(crate) lang: Option<Lang>,

    #[arg(long, value_name = say("STATUS", "ÉTAT"), hide_possible_values = true,
        value_parser = word::<Status>(STATUSES), help = say(
        "Only notes in that state: draft, in-review, in-translation, approved or archived",
        "Seulement les notes dans cet état\u{a0}: draft, in-review, in-translation, approved ou archived",
    ))]
    pub(crate) status: Option<Status>,

    #[arg(long, value_name = "CODE", help = say(
        "Only notes of that organization, such as tbs-sct",
        "Seulement les notes de cette organisation, par exemple tbs-sct",
    ))]
    pub(crate) organization: Option<String>,

    #[arg(long, value_name = "CODE", help = say(
        "Only notes of that minister, such as PTB",
        "Seulement les notes de ce ministre, par exemple PTB",
    ))]
    pub(crate) minister: Option<String>,

    #[arg(long, value_name = "DATE", value_parser = date, help = say(
        "Only what is dated that day or later (YYYY-MM-DD)",
        "Seulement ce qui date de ce jour ou d’après (AAAA-MM-JJ)",
    ))]
    pub(crate) from: Option<NaiveDate>,

    #[arg(long, value_name = "DATE", value_parser = date, help = say(
        "Only what is dated that day or earlier (YYYY-MM-DD)",
        "Seulement ce qui date de ce jour ou d’avant (AAAA-MM-JJ)",
    ))]
    pub(crate) to: Option<NaiveDate>,
}

const LANGS: &[&str] = &["en", "fr"];
const STATUSES: &[&str] = &[
    "draft",
    "in-review",
    "in-translation",
    "approved",
    "archived",
];

/// Takes one of `words`, as JSON writes the value.
fn word<T>(words: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(words)
        .try_map(|word| serde_json::from_value::<T>(serde_json::Value::String(word)))
}

fn date(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse()
        .map_err(|_| say("a date is YYYY-MM-DD", "une date s’écrit AAAA-MM-JJ"))
}

#[cfg(test)]
mod tests {
    use qp_core::note::Status;

    use super::*;

    fn words(typed: &str) -> Vec<OsString> {
        typed.split_whitespace().map(OsString::from).collect()
    }

    #[test]
    fn the_arguments_are_well_formed() {
        command().debug_assert();
    }

    #[test]
    fn every_command_and_option_has_a_help_text() {
        let command = command();
        for command in command.get_subcommands().chain([&command]) {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{argument}");
            }
        }
    }

    #[test]
    fn every_state_of_a_note_can_be_asked_for() {
        let keys: Vec<&str> = Status::ALL.iter().map(|status| status.key()).collect();
        assert_eq!(keys, STATUSES);
    }

    #[test]
    fn the_words_of_the_contract_are_understood() {
        let typed = "qp --notebook n --json search impôt --kind policy --lang fr --status approved \
                     --organization tbs-sct --minister PTB --from 2026-01-01 --to 2026-12-31 \
                     --sort date --limit 5 --offset 10";
        let arguments = parse(words(typed)).expect("the contract's own words");
        assert!(arguments.json);
        let Command::Search {
            query,
            filters,
            sort,
            limit,
            offset,
        } = arguments.command
        else {
            panic!("not a search");
        };
        assert_eq!((query.as_str(), limit, offset), ("impôt", Some(5), 10));
        assert_eq!((filters.kind, sort), (Some(HitKind::Policy), SortBy::Date));
        assert_eq!(filters.from, NaiveDate::from_ymd_opt(2026, 1, 1));

        let typed = "qp export A-1 A-2 --output b.docx --lang both --layout side-by-side \
                     --template t.docx --notebook n --json";
        parse(words(typed)).expect("the contract's own words");
    }
}
