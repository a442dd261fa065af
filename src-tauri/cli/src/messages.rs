//! The sentence for every code that the core can answer with, in English and French.
//!
//! `{name}` stands for the parameter of that name. A code without a sentence does not compile.
//! Long, and one file: it is a catalogue, and both languages of a sentence stand together.

use std::collections::BTreeMap;
use std::path::Path;

use qp_core::error::{ErrorCode, Failure};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::Reference;
use qp_core::notebook::{ImportSummary, MemoryImported};
use qp_core::problem::{Problem, ProblemCode};

use crate::filters::Remark;

/// The sentence about a failed operation.
pub(crate) fn of_failure(failure: &Failure, lang: Lang) -> String {
    filled(failure_text(failure.code)[lang], &failure.params)
}

/// The sentence about a problem.
pub(crate) fn of_problem(problem: &Problem, lang: Lang) -> String {
    let params = &problem.params;
    if problem.code == ProblemCode::NotTaken
        && let Some(code) = params.get("error").and_then(|key| error_code(key))
    {
        // A problem that is a failed operation is told as that failure.
        return filled(failure_text(code)[lang], params);
    }
    filled(problem_text(problem.code)[lang], params)
}

/// The sentence about a name that was typed to narrow by.
pub(crate) fn of_remark(remark: &Remark, lang: Lang) -> String {
    match (remark, lang) {
        (Remark::Unknown { option, typed }, Lang::En) => {
            format!("{option}: “{typed}” is unknown; nothing here is called so.")
        }
        (Remark::Unknown { option, typed }, Lang::Fr) => format!(
            "{option}\u{a0}: «\u{a0}{typed}\u{a0}» est inconnu; rien ne s’appelle ainsi ici."
        ),
        (Remark::Several { typed, values }, Lang::En) => {
            format!("“{typed}” was taken for any of: {}", values.join(", "))
        }
        (Remark::Several { typed, values }, Lang::Fr) => format!(
            "«\u{a0}{typed}\u{a0}» a été pris pour l’un ou l’autre de\u{a0}: {}",
            values.join(", ")
        ),
    }
}

/// The sentence before the ids that a typed one may be.
pub(crate) fn several(typed: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("“{typed}” may be any of these; type more of the one you mean:"),
        Lang::Fr => format!(
            "«\u{a0}{typed}\u{a0}» peut être l’un de ceux-ci; précisez celui que vous voulez\u{a0}:"
        ),
    }
}

/// The sentence about a note that was named twice for one binder.
pub(crate) fn named_twice(reference: &Reference, lang: Lang) -> String {
    match lang {
        Lang::En => format!("“{reference}” was named twice; it is exported once."),
        Lang::Fr => {
            format!("«\u{a0}{reference}\u{a0}» a été nommé deux fois; il est exporté une fois.")
        }
    }
}

/// How far a work is, in hundredths.
pub(crate) fn so_far(percent: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("qp: {percent}%"),
        Lang::Fr => format!("qp: {percent}\u{a0}%"),
    }
}

/// The sentence about a file that was there before.
pub(crate) fn replaced(path: &Path, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "{} was there already and has been replaced.",
            path.display()
        ),
        Lang::Fr => format!("{} existait déjà et a été remplacé.", path.display()),
    }
}

/// What an import of several files came to.
pub(crate) fn imported(summary: ImportSummary, lang: Lang) -> String {
    let ImportSummary {
        notes,
        policies,
        unchanged,
        failed,
    } = summary;
    match lang {
        Lang::En => format!(
            "Notes: {notes}. Policies: {policies}. There already: {unchanged}. Not imported: {failed}."
        ),
        Lang::Fr => format!(
            "Notes\u{a0}: {notes}. Politiques\u{a0}: {policies}. Déjà là\u{a0}: {unchanged}. Non importés\u{a0}: {failed}."
        ),
    }
}

/// A number of pairs of the translation memory.
pub(crate) fn pairs(count: usize, lang: Lang) -> String {
    match (lang, count) {
        (Lang::En, 1) => "1 pair".to_owned(),
        (Lang::En, _) => format!("{count} pairs"),
        (Lang::Fr, 0 | 1) => format!("{count} paire"),
        (Lang::Fr, _) => format!("{count} paires"),
    }
}

/// What became of a translation memory that was imported.
pub(crate) fn memory_imported(imported: &MemoryImported, lang: Lang) -> String {
    let mut told = vec![pairs(imported.pairs, lang)];
    told.push(match (&imported.name, lang) {
        (Some(name), Lang::En) => format!("kept as memory/{name}"),
        (Some(name), Lang::Fr) => format!("fichier conservé\u{a0}: memory/{name}"),
        (None, Lang::En) => "nothing was kept".to_owned(),
        (None, Lang::Fr) => "rien n’a été conservé".to_owned(),
    });
    let counts = [
        (
            imported.left_out,
            "left out, in one language or the same in both:",
            "laissé de côté, dans une seule langue ou identique dans les deux\u{a0}:",
        ),
        (
            imported.other_languages,
            "in other languages:",
            "dans d’autres langues\u{a0}:",
        ),
    ];
    for (count, en, fr) in counts.into_iter().filter(|(count, ..)| *count > 0) {
        let label = match lang {
            Lang::En => en,
            Lang::Fr => fr,
        };
        told.push(format!("{label} {count}"));
    }
    told.join("; ")
}

fn error_code(key: &str) -> Option<ErrorCode> {
    serde_json::from_value(serde_json::Value::String(key.to_owned())).ok()
}

/// Whether a problem means that something was not done or cannot be used as it is; the others only
/// say what was done on the way.
pub(crate) fn is_serious(code: ProblemCode) -> bool {
    use ProblemCode as P;
    match code {
        P::MovedToAdditionalInformation
        | P::LeftOut
        | P::ReferenceAssigned
        | P::BadDate
        | P::UnknownOrganization
        | P::UnknownMinister
        | P::MinisterNotInOffice
        | P::AlreadyImported
        | P::RepealedLeftOut
        | P::NotInForceLeftOut
        | P::LanguageJoined
        | P::PolicyReplaced
        | P::OlderThanOurs
        | P::TrackedChangesAccepted
        | P::CommentsLeftOut
        | P::FootnotesInText
        | P::PicturesLeftOut
        | P::AddressesLeftOut
        | P::LanguageUncertain
        | P::MetadataDiffers
        | P::BadSynonyms => false,
        P::Unreadable
        | P::NotUtf8
        | P::NoFrontMatter
        | P::BadFrontMatter
        | P::NoReference
        | P::DuplicateId
        | P::BadValue
        | P::UnplacedText
        | P::DuplicateSection
        | P::SideExists
        | P::CannotImport
        | P::DocumentType
        | P::NestedTooDeep
        | P::TooManyParts
        | P::TooManyFiles
        | P::NoTextLayer
        | P::TooSlow
        | P::CitationChanged
        | P::CitationVanished
        | P::DamagedFile
        | P::FileTooLarge
        | P::PasswordNeeded
        | P::NoText
        | P::NeitherNoteNorPolicy
        | P::NotTaken
        | P::MissingSide
        | P::MissingTitle
        | P::EmptySection
        | P::MissingDate
        | P::UnequalIfPressed
        | P::MissingTopic
        | P::Placeholder
        | P::BrokenCitation
        | P::LongResponse
        | P::OneSided
        | P::FutureDate
        | P::OddReference
        | P::NobodyInOffice
        | P::FiguresDiffer
        | P::DoubleSpace
        | P::HardBreak
        | P::StraightQuotes
        | P::FrenchSpacing
        | P::TranslationBehind
        | P::BadReference => true,
    }
}

#[expect(clippy::too_many_lines, reason = "a table: one entry a code")]
fn failure_text(code: ErrorCode) -> Bilingual<&'static str> {
    use ErrorCode as E;
    let (en, fr) = match code {
        E::NotFound => (
            "There is no note, policy or excerpt “{id}” here.",
            "Il n’y a ici ni note, ni politique, ni extrait «\u{a0}{id}\u{a0}».",
        ),
        E::NotANotebook => (
            "{path} is not a notebook; `qp init` makes one.",
            "{path} n’est pas un carnet; `qp init` en crée un.",
        ),
        E::AlreadyExists => (
            "“{id}” exists already; nothing was overwritten.",
            "«\u{a0}{id}\u{a0}» existe déjà; rien n’a été remplacé.",
        ),
        E::NotReadable => (
            "“{id}” cannot be read as a note, so it is left as it is.",
            "«\u{a0}{id}\u{a0}» ne se lit pas comme une note et reste donc tel quel.",
        ),
        E::BadFile => (
            "{path} cannot be understood: {reason}",
            "{path} est incompréhensible\u{a0}: {reason}",
        ),
        E::NotTmx => (
            "{path} is not a translation memory (TMX) that can be read; line {line}: {reason}",
            "{path} n’est pas une mémoire de traduction (TMX) lisible; ligne\u{a0}{line}\u{a0}: {reason}",
        ),
        E::UnknownFileKind => (
            "{path} is of a kind that cannot be imported.",
            "{path} est d’un type qui ne s’importe pas.",
        ),
        E::ReadFailed => (
            "{path} could not be read: {reason}",
            "{path} n’a pas pu être lu\u{a0}: {reason}",
        ),
        E::WriteFailed => (
            "{path} could not be written, the old file is untouched: {reason}",
            "{path} n’a pas pu être écrit, l’ancien fichier est intact\u{a0}: {reason}",
        ),
        E::DiskFull => (
            "The disk is full: {path} was not written, the old file is untouched.",
            "Le disque est plein\u{a0}: {path} n’a pas été écrit, l’ancien fichier est intact.",
        ),
        E::NotAllowed => (
            "Writing to {path} is not allowed; the old file is untouched.",
            "L’écriture dans {path} n’est pas permise; l’ancien fichier est intact.",
        ),
        E::FrontMatterNotEditable => (
            "The field “{field}” cannot be changed without touching the rest of the file’s front matter.",
            "Le champ «\u{a0}{field}\u{a0}» ne peut pas être changé sans toucher au reste de l’en-tête du fichier.",
        ),
        E::BadReference => (
            "“{reference}” cannot be a reference number: it may hold no comma and no space.",
            "«\u{a0}{reference}\u{a0}» ne peut pas être un numéro de référence\u{a0}: ni virgule ni espace.",
        ),
        E::Locked => (
            "{id} is {status}, and so locked. Reopen it first: `qp status {id} draft`.",
            "{id} est verrouillée (état\u{a0}: {status}). Rouvrez-la d’abord\u{a0}: `qp status {id} draft`.",
        ),
        E::ClauseChanged => (
            "{citation} has changed since it was shown; nothing was confirmed.",
            "{citation} a changé depuis son affichage; rien n’a été confirmé.",
        ),
        E::IndexFailed => (
            "The search index failed: {reason}. `qp reindex` rebuilds it.",
            "L’index de recherche a échoué\u{a0}: {reason}. `qp reindex` le reconstruit.",
        ),
        E::NothingToExport => (
            "There is nothing to export: no note has the language asked for.",
            "Il n’y a rien à exporter\u{a0}: aucune note n’a la langue demandée.",
        ),
        E::NothingToTranslate => (
            "There is nothing to translate: nothing is missing or behind in that language.",
            "Il n’y a rien à traduire\u{a0}: rien ne manque ni n’est en retard dans cette langue.",
        ),
        E::ExportFailed => (
            "The Word file could not be made: {reason}",
            "Le fichier Word n’a pas pu être produit\u{a0}: {reason}",
        ),
        E::Cancelled => ("The export was stopped.", "L’exportation a été arrêtée."),
        E::TemplateGone => (
            "The Word template {name} is not where it was, or cannot be read.",
            "Le modèle Word {name} n’est plus à sa place ou ne se lit pas.",
        ),
        E::BadTemplate => (
            "The Word template cannot be used: {reason}",
            "Le modèle Word est inutilisable\u{a0}: {reason}",
        ),
        E::BadName => (
            "“{name}” cannot be the name of a search: it takes 1 to {limit} characters.",
            "«\u{a0}{name}\u{a0}» ne peut pas nommer une recherche\u{a0}: il faut de 1 à {limit} caractères.",
        ),
        E::TooMany => (
            "{limit} searches are saved already; remove one first.",
            "{limit} recherches sont déjà enregistrées; retirez-en une d’abord.",
        ),
        E::Internal => (
            "Something went wrong that should not: {reason}",
            "Une erreur inattendue s’est produite\u{a0}: {reason}",
        ),
    };
    Bilingual::new(en, fr)
}

#[expect(clippy::too_many_lines, reason = "a table: one entry a code")]
fn problem_text(code: ProblemCode) -> Bilingual<&'static str> {
    use ProblemCode as P;
    let (en, fr) = match code {
        P::Unreadable => (
            "{path} could not be read: {reason}",
            "{path} n’a pas pu être lu\u{a0}: {reason}",
        ),
        P::NotUtf8 => (
            "{path} is not UTF-8 text.",
            "{path} n’est pas du texte en UTF-8.",
        ),
        P::NoFrontMatter => (
            "{path} does not start with front matter between two lines of `---`.",
            "{path} ne commence pas par un en-tête entre deux lignes `---`.",
        ),
        P::BadFrontMatter => (
            "The front matter is not valid YAML: {reason}",
            "L’en-tête n’est pas du YAML valide\u{a0}: {reason}",
        ),
        P::NoReference => (
            "The front matter has no usable reference number.",
            "L’en-tête n’a pas de numéro de référence utilisable.",
        ),
        P::DuplicateId => (
            "“{id}” is in another file too: {path}",
            "«\u{a0}{id}\u{a0}» se trouve aussi dans un autre fichier\u{a0}: {path}",
        ),
        P::BadValue => (
            "“{value}” is not an allowed value of “{field}”.",
            "«\u{a0}{value}\u{a0}» n’est pas une valeur permise de «\u{a0}{field}\u{a0}».",
        ),
        P::UnplacedText => (
            "Text stands outside every section: {words} words.",
            "Du texte se trouve hors de toute section\u{a0}: {words} mots.",
        ),
        P::DuplicateSection => (
            "The heading “{heading}” appears twice.",
            "Le titre «\u{a0}{heading}\u{a0}» apparaît deux fois.",
        ),
        P::BadSynonyms => (
            "Line {line} names no terms that stand for each other, and is left out: {text}",
            "La ligne {line} ne nomme pas de termes équivalents et n’est pas prise en compte\u{a0}: {text}",
        ),
        P::MovedToAdditionalInformation => (
            "What fitted no field went to additional information: {text}",
            "Ce qui n’entrait dans aucun champ est allé aux renseignements supplémentaires\u{a0}: {text}",
        ),
        P::LeftOut => (
            "Left out on purpose: {text}",
            "Omis volontairement\u{a0}: {text}",
        ),
        P::ReferenceAssigned => (
            "The source has no reference number; it was given {reference}.",
            "La source n’a pas de numéro de référence; {reference} lui a été attribué.",
        ),
        P::BadDate => (
            "The date “{value}” could not be read.",
            "La date «\u{a0}{value}\u{a0}» n’a pas pu être lue.",
        ),
        P::UnknownOrganization => (
            "The organization “{value}” is not known; its name was kept.",
            "L’organisation «\u{a0}{value}\u{a0}» est inconnue; son nom a été gardé.",
        ),
        P::UnknownMinister => (
            "The minister’s title “{value}” is not known; it was kept.",
            "Le titre de ministre «\u{a0}{value}\u{a0}» est inconnu; il a été gardé.",
        ),
        P::MinisterNotInOffice => (
            "“{value}” was not in office on the note’s date.",
            "«\u{a0}{value}\u{a0}» n’était pas en fonction à la date de la note.",
        ),
        P::SideExists => (
            "{reference} already says something else in this language; nothing was overwritten.",
            "{reference} dit déjà autre chose dans cette langue; rien n’a été remplacé.",
        ),
        P::AlreadyImported => (
            "“{id}” is there already, word for word; nothing was changed.",
            "«\u{a0}{id}\u{a0}» y est déjà, mot pour mot; rien n’a été changé.",
        ),
        P::LanguageUncertain => (
            "The language of the text is not certain; it was taken as “{lang}”.",
            "La langue du texte n’est pas certaine; «\u{a0}{lang}\u{a0}» a été retenu.",
        ),
        P::RepealedLeftOut => (
            "Left out because repealed: {labels}",
            "Omis, car abrogés\u{a0}: {labels}",
        ),
        P::NotInForceLeftOut => (
            "Left out because not in force: {labels}",
            "Omis, car pas en vigueur\u{a0}: {labels}",
        ),
        P::LanguageJoined => (
            "This language was joined to the other in “{id}”.",
            "Cette langue a été jointe à l’autre dans «\u{a0}{id}\u{a0}».",
        ),
        P::PolicyReplaced => (
            "A newer text replaced that of “{id}”: {changed} excerpts changed, {added} added, {removed} removed. The earlier text is kept.",
            "Un texte plus récent a remplacé celui de «\u{a0}{id}\u{a0}»\u{a0}: extraits modifiés\u{a0}: {changed}, ajoutés\u{a0}: {added}, retirés\u{a0}: {removed}. Le texte antérieur est conservé.",
        ),
        P::OlderThanOurs => (
            "“{id}” has a newer text, of {modified}; nothing was changed.",
            "«\u{a0}{id}\u{a0}» a un texte plus récent, du {modified}; rien n’a été changé.",
        ),
        P::DocumentType => (
            "The file is XML with a document type, which is not read.",
            "Le fichier est en XML avec un type de document, ce qui n’est pas lu.",
        ),
        P::NestedTooDeep => (
            "The parts of the file are nested too deeply to be a document.",
            "Les parties du fichier sont trop profondément imbriquées pour former un document.",
        ),
        P::TooManyFiles => (
            "The folder holds more than {limit} files: nothing was imported.",
            "Le dossier contient plus de {limit} fichiers\u{a0}: rien n’a été importé.",
        ),
        P::TooManyParts => (
            "The file has too many parts to be a document.",
            "Le fichier a trop de parties pour être un document.",
        ),
        P::NoTextLayer => (
            "The PDF file holds pictures of pages and no text. Text recognition can add it.",
            "Le fichier PDF contient des images de pages, sans texte. La reconnaissance de texte peut l’ajouter.",
        ),
        P::TooSlow => (
            "The file could not be read in a minute.",
            "Le fichier n’a pas pu être lu en une minute.",
        ),
        P::CitationChanged => (
            "The clause of {citation} has changed since it was cited.\n  It said: {was}\n  It says: {now}",
            "La disposition de {citation} a changé depuis qu’elle a été citée.\n  Elle disait\u{a0}: {was}\n  Elle dit\u{a0}: {now}",
        ),
        P::CitationVanished => (
            "The clause of {citation} is no longer in its policy.\n  It said: {was}",
            "La disposition de {citation} n’est plus dans sa politique.\n  Elle disait\u{a0}: {was}",
        ),
        P::CannotImport => (
            "This kind of file cannot be imported: {kind}",
            "Ce type de fichier ne s’importe pas\u{a0}: {kind}",
        ),
        P::DamagedFile => (
            "The file is damaged or is not what its name says: {reason}",
            "Le fichier est endommagé ou n’est pas ce que dit son nom\u{a0}: {reason}",
        ),
        P::FileTooLarge => (
            "The file is too large: more than {limit} MB.",
            "Le fichier est trop volumineux\u{a0}: plus de {limit}\u{a0}Mo.",
        ),
        P::PasswordNeeded => (
            "The file is locked with a password. Save it without one, then import it.",
            "Le fichier est protégé par un mot de passe. Enregistrez-le sans mot de passe, puis importez-le.",
        ),
        P::TrackedChangesAccepted => (
            "Tracked changes were taken as accepted: {insertions} insertions, {deletions} deletions. Deleted: {text}",
            "Les modifications suivies ont été considérées comme acceptées\u{a0}: insertions\u{a0}: {insertions}; suppressions\u{a0}: {deletions}. Texte supprimé\u{a0}: {text}",
        ),
        P::CommentsLeftOut => (
            "Comments were left out ({count}): {text}",
            "Des commentaires ont été omis ({count})\u{a0}: {text}",
        ),
        P::FootnotesInText => (
            "Footnotes stand in the text, in parentheses: {count}",
            "Des notes de bas de page figurent dans le texte, entre parenthèses\u{a0}: {count}",
        ),
        P::PicturesLeftOut => (
            "Pictures or objects were left out ({count}): {text}",
            "Des images ou des objets ont été omis ({count})\u{a0}: {text}",
        ),
        P::AddressesLeftOut => (
            "Links to files or programs lost their address, not their words ({count}): {text}",
            "Des liens vers des fichiers ou des programmes ont perdu leur adresse, mais pas leur texte ({count})\u{a0}: {text}",
        ),
        P::NoText => (
            "The file holds no text.",
            "Le fichier ne contient pas de texte.",
        ),
        P::NeitherNoteNorPolicy => (
            "The text is neither a published note nor a policy: nothing was imported.",
            "Le texte n’est ni une note publiée ni une politique\u{a0}: rien n’a été importé.",
        ),
        P::NotTaken => (
            "It could not be written to the notebook: {error}",
            "L’écriture dans le carnet a échoué\u{a0}: {error}",
        ),
        P::MetadataDiffers => (
            "“{field}” differs from the note’s and was not taken: {value}",
            "«\u{a0}{field}\u{a0}» diffère de celui de la note et n’a pas été repris\u{a0}: {value}",
        ),
        P::MissingSide => (
            "This language is missing altogether.",
            "Cette langue manque entièrement.",
        ),
        P::MissingTitle => ("The title is empty.", "Le titre est vide."),
        P::EmptySection => ("This section is empty.", "Cette section est vide."),
        P::MissingDate => ("The note has no date.", "La note n’a pas de date."),
        P::UnequalIfPressed => (
            "The languages do not have the same number of “if pressed” blocks: {en} in English, {fr} in French.",
            "Les langues n’ont pas le même nombre de blocs «\u{a0}si pressé\u{a0}»\u{a0}: {en} en anglais, {fr} en français.",
        ),
        P::MissingTopic => (
            "“If pressed” block {number} has no topic.",
            "Le bloc «\u{a0}si pressé\u{a0}» {number} n’a pas de sujet.",
        ),
        P::Placeholder => (
            "A placeholder is left: {text}",
            "Il reste un texte à remplacer\u{a0}: {text}",
        ),
        P::BrokenCitation => (
            "The citation {citation} leads to no policy of the notebook.",
            "La citation {citation} ne mène à aucune politique du carnet.",
        ),
        P::LongResponse => (
            "The response has {words} words; 35 seconds allow {limit}.",
            "La réponse compte {words} mots; 35 secondes en permettent {limit}.",
        ),
        P::OneSided => (
            "Only the other language has this section.",
            "Seule l’autre langue a cette section.",
        ),
        P::FutureDate => (
            "The date {date} is still to come.",
            "La date {date} est encore à venir.",
        ),
        P::OddReference => (
            "The reference number {reference} does not read TBS-year-QP-month-five digits.",
            "Le numéro de référence {reference} n’a pas la forme TBS-année-QP-mois-cinq chiffres.",
        ),
        P::NobodyInOffice => (
            "Nobody held the office of the minister {minister} on {date}.",
            "Personne n’occupait la charge du ministre {minister} le {date}.",
        ),
        P::FiguresDiffer => (
            "The languages have different figures: {en} in English, {fr} in French.",
            "Les langues n’ont pas les mêmes chiffres\u{a0}: {en} en anglais, {fr} en français.",
        ),
        P::TranslationBehind => (
            "This side is behind: the other language changed since both last agreed.",
            "Cette version est en retard\u{a0}: l’autre a changé depuis leur dernier accord.",
        ),
        P::DoubleSpace => (
            "Words are two or more spaces apart, in {places} place(s): “{text}”",
            "Des mots sont séparés par deux espaces ou plus, à {places} endroit(s)\u{a0}: «\u{a0}{text}\u{a0}»",
        ),
        P::HardBreak => (
            "A line is broken in mid-sentence, in {places} place(s): “{text}”",
            "Une ligne est coupée au milieu d’une phrase, à {places} endroit(s)\u{a0}: «\u{a0}{text}\u{a0}»",
        ),
        P::StraightQuotes => (
            "Quotation marks or apostrophes are straight, in {places} place(s): “{text}”",
            "Des guillemets ou des apostrophes sont droits, à {places} endroit(s)\u{a0}: «\u{a0}{text}\u{a0}»",
        ),
        P::FrenchSpacing => (
            "A no-break space is missing, in {places} place(s): “{text}”",
            "Une espace insécable manque, à {places} endroit(s)\u{a0}: «\u{a0}{text}\u{a0}»",
        ),
        P::BadReference => (
            "The reference number “{reference}” holds a character that is not allowed.",
            "Le numéro de référence «\u{a0}{reference}\u{a0}» contient un caractère interdit.",
        ),
    };
    Bilingual::new(en, fr)
}

/// The text with each `{name}` replaced by the parameter of that name. A parameter's own braces are
/// left alone; one that is missing shows as `?`.
fn filled(text: &str, params: &BTreeMap<String, String>) -> String {
    let mut sentence = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        sentence.push_str(before);
        sentence.push_str(params.get(name).map_or("?", String::as_str));
        rest = after;
    }
    sentence.push_str(rest);
    sentence
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::de::DeserializeOwned;
    use ts_rs::TS;

    use super::*;

    /// Every value of a code, taken from the type that is generated for the window.
    fn all<T: TS + DeserializeOwned>() -> Vec<T> {
        let union = T::inline(&ts_rs::Config::default());
        let codes: Vec<T> = union
            .split('|')
            .map(|code| serde_json::from_str(code.trim()).expect("a code in quotes"))
            .collect();
        assert!(codes.len() > 10, "{union}");
        codes
    }

    fn names(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name)
            .collect()
    }

    #[test]
    fn both_languages_of_every_sentence_name_the_same_things() {
        let problems = all::<ProblemCode>().into_iter().map(problem_text);
        let failures = all::<ErrorCode>().into_iter().map(failure_text);
        for Bilingual { en, fr } in problems.chain(failures) {
            assert_eq!(names(en), names(fr), "{en} / {fr}");
            assert_ne!(en, fr);
        }
    }

    #[test]
    fn french_sentences_have_no_break_spaces_and_french_marks() {
        let problems = all::<ProblemCode>().into_iter().map(problem_text);
        let failures = all::<ErrorCode>().into_iter().map(failure_text);
        for Bilingual { fr, .. } in problems.chain(failures) {
            for wrong in [" :", "« ", " »", "“", "'", " ;"] {
                assert!(!fr.contains(wrong), "{wrong:?} in {fr}");
            }
        }
    }

    #[test]
    fn parameters_are_put_in_as_they_are() {
        let failure = Failure::new(ErrorCode::BadFile)
            .with("path", "a{b}.md")
            .with("reason", "{path}");
        assert_eq!(
            of_failure(&failure, Lang::En),
            "a{b}.md cannot be understood: {path}"
        );
        assert_eq!(
            of_failure(&Failure::new(ErrorCode::NotFound), Lang::Fr),
            "Il n’y a ici ni note, ni politique, ni extrait «\u{a0}?\u{a0}»."
        );
    }
}
