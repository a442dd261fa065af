//! Import as a whole: every shape of a page and of a document, and no word of any is lost.

use std::collections::BTreeMap;

use super::{ImportError, Imported, ImportedNote, ImportedPolicy, import_text};
use crate::problem::Problem;
use crate::registry;

mod generated;
mod notes;
mod official;
mod policies;
mod seeds;
mod statutes;

/// How often each word stands in a text; case counts.
type Words = BTreeMap<String, isize>;

fn count(words: &mut Words, text: &str, by: isize) {
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *words.entry(word.to_owned()).or_default() += by;
    }
}

/// What an import gave, as one text: every field, and what the problems report.
fn given(imported: &Imported) -> String {
    let mut out: Vec<String> = Vec::new();
    let problems = match imported {
        Imported::Note(note) => {
            let ImportedNote {
                reference,
                date: _,
                status: _,
                marking: _,
                tags: _,
                organization,
                minister,
                sides,
                problems,
            } = note.as_ref();
            out.extend(reference.iter().map(ToString::to_string));
            // A name that the tables know stands as a code, which is no word of the source.
            if registry::organization(organization).is_none() {
                out.push(organization.clone());
            }
            if registry::minister(minister).is_none() {
                out.push(minister.clone());
            }
            for (_, side) in sides.iter() {
                let Some(side) = side else { continue };
                out.push(side.title.clone());
                out.push(side.question.clone());
                out.push(side.response.clone());
                for block in &side.if_pressed {
                    out.push(block.topic.clone());
                    out.push(block.text.clone());
                }
                out.push(side.background.clone());
                out.push(side.additional_information.clone());
            }
            problems
        }
        Imported::Policy(policy) => {
            let ImportedPolicy { policy, problems } = policy.as_ref();
            for (_, side) in policy.sides.iter() {
                let Some(side) = side else { continue };
                out.push(side.title.clone());
                for excerpt in &side.excerpts {
                    out.push(excerpt.label.clone());
                    out.push(excerpt.heading.clone());
                    out.push(excerpt.text.clone());
                }
            }
            problems
        }
    };
    out.extend(problems.iter().flat_map(reported));
    out.join("\n")
}

/// The words of the source that a problem reports. What went to additional information stands
/// there; a language and a differing value's field are not words of the source.
fn reported(problem: &Problem) -> Vec<String> {
    use crate::problem::ProblemCode as Code;
    let times: usize = problem
        .params
        .get("times")
        .map_or(1, |times| times.parse().unwrap());
    let name = match problem.code {
        Code::LeftOut => "text",
        Code::MovedToAdditionalInformation
        | Code::LanguageUncertain
        | Code::UnknownOrganization
        | Code::UnknownMinister => return Vec::new(),
        Code::BadReference => "reference",
        _ => "value",
    };
    vec![problem.params.get(name).cloned().unwrap_or_default(); times]
}

/// The words that stand in the source and not in what was given (more than 0), or the other way
/// round (less than 0). `consumed` are the labels, names and marks that fields stand for.
fn lost(source: &str, imported: &Imported, consumed: &str) -> Words {
    let mut words = Words::new();
    count(&mut words, source, 1);
    count(&mut words, &given(imported), -1);
    count(&mut words, consumed, -1);
    words.retain(|_, times| *times != 0);
    words
}

/// The labels of a published note in French, as the page has them.
const LABELS_FR: &str = "Note pour la période des questions About Numéro de référence Date fournie \
    Organisation Nom du ministre Titre du ministre Enjeu ou question Réponse suggérée Contexte \
    Renseignements supplémentaires";

/// What a file that holds one thing holds.
fn only(found: Result<Vec<Imported>, ImportError>) -> Imported {
    let mut found = found.unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn note(text: &str) -> ImportedNote {
    match import_text(text).unwrap() {
        Imported::Note(note) => *note,
        Imported::Policy(policy) => panic!("read as a policy: {policy:#?}"),
    }
}

fn policy(text: &str) -> ImportedPolicy {
    match import_text(text).unwrap() {
        Imported::Policy(policy) => *policy,
        Imported::Note(note) => panic!("read as a note: {note:#?}"),
    }
}
