//! What can be typed: the commands, their options, and their help in both languages. Long, and one
//! file: it is read as one list.

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};
use qp_core::checks::Rates;
use qp_core::lang::Lang;
use qp_core::note::{Marking, Status};
use qp_core::notebook::Place;
use qp_core::search::{HitKind, SortBy};
use serde::de::DeserializeOwned;

use crate::citing::Citing;
use crate::exporting::Exporting;
use crate::filters::Filters;
use crate::language::{self, say};
use crate::translating::Translating;

/// What every command has stands below what it alone has.
const LAST: usize = 1000;

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
    #[arg(long, global = true, display_order = LAST, value_name = say("DIR", "DOSSIER"), help = say(
        "The notebook; otherwise the variable QP_NOTEBOOK, or the current folder",
        "Le carnet; sinon la variable QP_NOTEBOOK, ou le dossier courant",
    ))]
    pub(crate) notebook: Option<PathBuf>,

    #[arg(long, global = true, display_order = LAST, help = say(
        "Write one JSON value to standard output",
        "Écrire une seule valeur JSON à la sortie standard",
    ))]
    pub(crate) json: bool,

    #[arg(long, global = true, display_order = LAST, value_name = say("LANG", "LANGUE"),
        value_parser = word::<Lang>(LANGS), hide_possible_values = true, help = say(
        "The language of messages and help, en or fr; otherwise the locale's",
        "La langue des messages et de l’aide, en ou fr; sinon celle de l’environnement",
    ))]
    pub(crate) ui_lang: Option<Lang>,

    #[arg(long, short, global = true, display_order = LAST, action = ArgAction::Help, help = say(
        "Print this help",
        "Afficher cette aide",
    ))]
    help: Option<bool>,

    #[arg(long, short = 'V', display_order = LAST, action = ArgAction::Version, help = say(
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
            "The files to import, and folders with all that is below them",
            "Les fichiers à importer, et des dossiers avec tout ce qui s’y trouve",
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
            "A note's reference number or part of it, a policy's name, or an excerpt: name#anchor",
            "Le numéro de référence d’une note ou une partie de celui-ci, le nom d’une politique, ou un extrait\u{a0}: nom#ancre",
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

        #[arg(long, value_name = say("LANG", "LANGUE"), hide_possible_values = true,
            value_parser = word::<Lang>(LANGS), help = say(
            "Show each hit in that language where it has it, not in the one that matched: en or fr",
            "Afficher chaque résultat dans cette langue s’il l’a, et non dans celle où il a été trouvé\u{a0}: en ou fr",
        ))]
        show_in: Option<Lang>,

        #[arg(long, help = say(
            "Tell how the hits divide, by each option that narrows them",
            "Dire comment les résultats se répartissent, selon chaque option qui les restreint",
        ))]
        facets: bool,
    },

    #[command(about = say(
        "Find what is closest to a note, an excerpt or a text",
        "Trouver ce qui ressemble le plus à une note, à un extrait ou à un texte",
    ))]
    Similar {
        #[arg(value_name = "ID", help = say(
            "A note's reference number or part of it, or an excerpt: name#anchor",
            "Le numéro de référence d’une note ou une partie de celui-ci, ou un extrait\u{a0}: nom#ancre",
        ), required_unless_present = "text")]
        id: Option<String>,

        #[arg(long, value_name = say("TEXT", "TEXTE"), conflicts_with = "id", help = say(
            "A passage in either language instead; - reads it from standard input",
            "Plutôt un passage dans l’une des langues; - le lit de l’entrée standard",
        ))]
        text: Option<String>,

        #[arg(long, value_name = say("KIND", "SORTE"), hide_possible_values = true,
            value_parser = word::<HitKind>(KINDS), help = say(
            "Only that kind: note or policy",
            "Seulement cette sorte\u{a0}: note ou policy (politique)",
        ))]
        kind: Option<HitKind>,

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

        #[arg(long, value_name = "EN,FR", default_value = "180,200", value_parser = rates, help = say(
            "How many words a minute are said, in English and in French",
            "Combien de mots se disent à la minute, en anglais et en français",
        ), hide_default_value = true)]
        rates: Rates,
    },

    #[command(about = say(
        "Export notes to a Word file; several make a binder",
        "Exporter des notes vers un fichier Word; plusieurs forment un recueil",
    ))]
    Export(Exporting),

    #[command(about = say(
        "Put notes in a state; approved and archived ones are locked until they are put in another",
        "Mettre des notes dans un état; approuvées ou archivées, elles sont verrouillées jusqu’à ce qu’elles en changent",
    ))]
    Status {
        #[arg(required = true, value_name = "REF", help = say(
            "The notes",
            "Les notes",
        ))]
        references: Vec<String>,

        #[arg(value_name = say("STATE", "ÉTAT"), hide_possible_values = true,
            value_parser = word::<Status>(STATUSES), help = say(
            "The state: draft, in-review, in-translation, approved or archived",
            "L’état\u{a0}: draft (ébauche), in-review (en révision), in-translation (en traduction), approved (approuvée) ou archived (archivée)",
        ))]
        state: Status,
    },

    #[command(about = say(
        "Show the states a note has been in, compare one with the note, or bring it back",
        "Afficher les états antérieurs d’une note, en comparer un avec la note, ou le rétablir",
    ))]
    History {
        #[arg(value_name = "REF", help = say(
            "A note's reference number or part of it",
            "Le numéro de référence d’une note ou une partie de celui-ci",
        ))]
        reference: String,

        #[arg(long, value_name = say("STATE", "ÉTAT"), help = say(
            "Compare that state with the note, word by word",
            "Comparer cet état avec la note, mot par mot",
        ))]
        at: Option<String>,

        #[arg(long, value_name = say("STATE", "ÉTAT"), conflicts_with = "at", help = say(
            "Bring the text of that state back; what it replaces is kept",
            "Rétablir le texte de cet état; ce qu’il remplace est conservé",
        ))]
        restore: Option<String>,

        #[arg(long, value_name = say("SECTION", "SECTION"), requires = "restore", value_parser = place, help = say(
            "Bring back only that section, such as en.response; may be given several times",
            "Rétablir seulement cette section, par exemple fr.response; peut être répété",
        ))]
        section: Vec<Place>,
    },

    #[command(about = say(
        "List the notes for the coming sitting, and what each lacks",
        "Lister les notes de la prochaine séance, et ce qui manque à chacune",
    ))]
    Today {
        #[arg(long, value_name = "DATE", value_parser = date, help = say(
            "The day of the sitting (YYYY-MM-DD); otherwise the coming one",
            "Le jour de la séance (AAAA-MM-JJ); sinon la prochaine",
        ))]
        day: Option<NaiveDate>,

        #[arg(long, value_name = "EN,FR", default_value = "180,200", value_parser = rates, help = say(
            "How many words a minute are said, in English and in French",
            "Combien de mots se disent à la minute, en anglais et en français",
        ), hide_default_value = true)]
        rates: Rates,
    },

    #[command(about = say(
        "Tell what is missing or behind in either language, and send it to a translator and back",
        "Dire ce qui manque ou est en retard dans une langue, l’envoyer en traduction et le reprendre",
    ))]
    Translation {
        #[command(subcommand)]
        what: Translating,
    },

    #[command(about = say(
        "Settle what notes cite of policies that have changed",
        "Régler ce que citent les notes de politiques qui ont changé",
    ))]
    Cite {
        #[command(subcommand)]
        what: Citing,
    },

    #[command(about = say(
        "Find how passages were translated before, and exchange them with other tools",
        "Trouver comment des passages ont été traduits, et les échanger avec d’autres outils",
    ))]
    Memory {
        #[command(subcommand)]
        work: MemoryWork,
    },

    #[command(about = say(
        "Rebuild the search index from the files",
        "Reconstruire l’index de recherche à partir des fichiers",
    ))]
    Reindex,
}

/// What is done with the translation memory.
#[derive(Debug, Subcommand)]
pub(crate) enum MemoryWork {
    #[command(about = say(
        "Find a passage and those close to it in approved notes, with their translation",
        "Trouver un passage et ceux qui s’en approchent dans les notes approuvées, avec leur traduction",
    ))]
    Find {
        #[arg(value_name = say("TEXT", "TEXTE"), help = say(
            "The passage; - reads it from standard input",
            "Le passage; - le lit de l’entrée standard",
        ))]
        text: String,

        #[arg(long, value_name = say("LANG", "LANGUE"), hide_possible_values = true,
            value_parser = word::<Lang>(LANGS), help = say(
            "The language of the passage, en or fr; otherwise either",
            "La langue du passage, en ou fr; sinon l’une ou l’autre",
        ))]
        from: Option<Lang>,

        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help = say(
            "At most N matches for the passage, or for each of its sentences [default: 5]",
            "Au plus N correspondances pour le passage, ou pour chacune de ses phrases [par défaut\u{a0}: 5]",
        ))]
        limit: Option<u32>,
    },

    #[command(about = say(
        "Write the pairs of approved notes to a TMX file",
        "Écrire les paires des notes approuvées dans un fichier TMX",
    ))]
    Export {
        #[arg(long, short, value_name = say("FILE.tmx", "FICHIER.tmx"), help = say(
            "The TMX file to write",
            "Le fichier TMX à écrire",
        ))]
        output: PathBuf,

        #[arg(long, help = say(
            "Add the pairs of imported TMX files",
            "Ajouter les paires des fichiers TMX importés",
        ))]
        all: bool,
    },

    #[command(about = say(
        "Take TMX files of other tools into the notebook",
        "Ajouter au carnet des fichiers TMX d’autres outils",
    ))]
    Import {
        #[arg(required = true, value_name = say("FILE.tmx", "FICHIER.tmx"), help = say(
            "The files to import",
            "Les fichiers à importer",
        ))]
        paths: Vec<PathBuf>,
    },
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
    let templated = |command: clap::Command| {
        let inner = command.mut_subcommands(|inner| {
            inner
                .help_template(template)
                .subcommand_help_heading(say("Commands", "Commandes"))
        });
        inner
            .help_template(template)
            .subcommand_help_heading(say("Commands", "Commandes"))
            .subcommand_value_name(say("COMMAND", "COMMANDE"))
            .disable_help_subcommand(true)
    };
    Arguments::command()
        .help_template(template)
        .mut_subcommands(templated)
}

pub(crate) const KINDS: &[&str] = &["note", "policy"];
pub(crate) const LANGS: &[&str] = &["en", "fr"];
pub(crate) const STATUSES: &[&str] = &[
    "draft",
    "in-review",
    "in-translation",
    "approved",
    "archived",
];

/// Takes one of `words`, as JSON writes the value.
pub(crate) fn word<T>(words: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(words)
        .try_map(|word| serde_json::from_value::<T>(serde_json::Value::String(word)))
}

/// A section as it is typed: `en.response`.
fn place(text: &str) -> Result<Place, &'static str> {
    let wrong = say(
        "a section is written like en.response or fr.if_pressed",
        "une section s’écrit comme en.response ou fr.if_pressed",
    );
    let (lang, section) = text.split_once('.').ok_or(wrong)?;
    let lang = Lang::ALL.into_iter().find(|known| known.code() == lang);
    let section = serde_json::from_value(serde_json::Value::from(section));
    Ok(Place {
        lang: lang.ok_or(wrong)?,
        section: section.map_err(|_| wrong)?,
    })
}

/// Two rates in words a minute, as they are typed: `170,190`.
fn rates(text: &str) -> Result<Rates, String> {
    let (least, most) = Rates::BOUNDS;
    let rate = |text: &str| {
        let rate = text.trim().parse().ok();
        rate.filter(|rate| (least..=most).contains(rate))
    };
    let both = text.split_once(',').and_then(|(en, fr)| {
        let (en, fr) = (rate(en)?, rate(fr)?);
        Some(Rates { en, fr })
    });
    both.ok_or_else(|| {
        let wanted = say(
            "two rates, such as 170,190, each from",
            "deux débits, par exemple 170,190, chacun de",
        );
        format!("{wanted} {least} {} {most}", say("to", "à"))
    })
}

pub(crate) fn date(text: &str) -> Result<NaiveDate, &'static str> {
    text.parse()
        .map_err(|_| say("a date is YYYY-MM-DD", "une date s’écrit AAAA-MM-JJ"))
}

pub(crate) fn year(text: &str) -> Result<String, &'static str> {
    begins_a_date(text, 4, "-01-01").ok_or(say("a year is YYYY", "une année s’écrit AAAA"))
}

pub(crate) fn month(text: &str) -> Result<String, &'static str> {
    begins_a_date(text, 7, "-01").ok_or(say("a month is YYYY-MM", "un mois s’écrit AAAA-MM"))
}

/// The text, if it has that many characters and is a date with the rest added.
fn begins_a_date(text: &str, length: usize, rest: &str) -> Option<String> {
    let is_one = text.len() == length && format!("{text}{rest}").parse::<NaiveDate>().is_ok();
    is_one.then(|| text.to_owned())
}

pub(crate) fn marking(text: &str) -> Result<Marking, String> {
    text.parse().map_err(|_| {
        let lang = language::chosen();
        let labels: Vec<&str> = Marking::ALL.iter().map(|one| one.label(lang)).collect();
        format!(
            "{} {}",
            say("one of:", "l’une de\u{a0}:"),
            labels.join(", ")
        )
    })
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
    fn a_year_and_a_month_are_whole_and_real() {
        for (typed, taken) in [
            ("--year 2026", true),
            ("--year 26", false),
            ("--year 2026-01", false),
            ("--month 2026-12", true),
            ("--month 2026-13", false),
            ("--month 2026", false),
            ("--month 2026-1x", false),
            ("--marking protégé-a", false),
        ] {
            let typed = format!("qp list {typed}");
            assert_eq!(parse(words(&typed)).is_ok(), taken, "{typed}");
        }
    }

    #[test]
    fn rates_are_two_that_somebody_speaks_at() {
        for (typed, taken) in [
            ("170,190", true),
            ("60, 300", true),
            ("170", false),
            ("170,1900", false),
            ("fast,slow", false),
        ] {
            assert_eq!(rates(typed).is_ok(), taken, "{typed}");
        }
        let Command::Check { rates, .. } = parse(words("qp check")).unwrap().command else {
            panic!("not a check");
        };
        assert_eq!(rates, Rates::USUAL, "what nobody chose");
    }

    #[test]
    fn the_words_of_the_contract_are_understood() {
        let typed = "qp --notebook n --json search impôt --kind policy --lang fr --status approved \
                     --status draft --organization tbs-sct --minister PTB --marking secret \
                     --tag a --year 2026 --month 2026-06 --languages complete \
                     --from 2026-01-01 --to 2026-12-31 --sort date --limit 5 --offset 10 \
                     --show-in fr --facets";
        let arguments = parse(words(typed)).expect("the contract's own words");
        assert!(arguments.json);
        let Command::Search {
            query,
            filters,
            sort,
            limit,
            offset,
            show_in,
            facets,
        } = arguments.command
        else {
            panic!("not a search");
        };
        assert_eq!((query.as_str(), limit, offset), ("impôt", Some(5), 10));
        assert_eq!((show_in, facets), (Some(Lang::Fr), true));
        assert_eq!((filters.kind, sort), (vec![HitKind::Policy], SortBy::Date));
        assert_eq!(filters.status, [Status::Approved, Status::Draft]);
        assert_eq!(filters.marking, [Marking::Secret]);
        assert_eq!(filters.from, NaiveDate::from_ymd_opt(2026, 1, 1));

        let typed = "qp export A-1 A-2 --output b.docx --lang both --layout side-by-side \
                     --first fr --date 2026-11-30 --minister PTB --by-theme --template t.docx \
                     --notebook n --json";
        parse(words(typed)).expect("the contract's own words");
    }
}
