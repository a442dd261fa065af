//! A saved web page → a note or a policy: its main content as text and structure, nothing of its
//! markup, scripts or styles.

mod instrument;
mod limits;
mod main_content;
mod page;
mod table;
#[cfg(test)]
mod tests;

use dom_query::Document;

use super::left_out::LeftOut;
use super::units::{self, Unit};
use super::{ImportError, Imported, ImportedPolicy, labels, language, note_page};
use crate::lang::Lang;
use crate::policy::{Policy, PolicyKind, PolicySide, clause_number, slug_of};
use crate::problem::{Problem, ProblemCode};

use page::Page;

/// Reads the source of a page; `name` is a policy's title where the page has none.
///
/// # Errors
///
/// It is larger or nested more deeply than a page may be, or holds no text.
pub(super) fn read(html: &str, name: &str) -> Result<Imported, ImportError> {
    limits::check(html)?;
    let document = Document::from(html);
    let told = instrument::Told::of(html, &document);
    let mut left_out = LeftOut::default();
    let content = main_content::of(html, document, &mut left_out);
    let declared = content.lang;
    let mut page = Page::new(declared, &mut left_out);
    page.walk(&content.root());
    let (title, units) = page.finish();
    let title = title
        .or(content.title)
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| name.to_owned());
    if !units.iter().any(has_words) && !title.contains(char::is_alphanumeric) {
        return Err(ImportError::Empty);
    }
    let text = as_text(&title, &units);
    if labels::is_note(&text) {
        let mut note = note_page::read(&text);
        note.problems.extend(left_out.problems());
        return Ok(Imported::Note(Box::new(note)));
    }
    if !units.iter().any(has_words) {
        return Err(ImportError::Empty);
    }
    let mut problems = Vec::new();
    let lang = language_of(&text, declared, &mut problems);
    problems.extend(left_out.problems());
    let mut policy = Policy {
        slug: slug_of(&title),
        source: told.source,
        issued: issued(&units),
        modified: told.modified,
        kind: if told.is_instrument {
            PolicyKind::Instrument
        } else {
            PolicyKind::Document
        },
        instrument: told.instrument,
        ..Policy::default()
    };
    policy.sides[lang] = Some(PolicySide {
        title,
        excerpts: units::excerpts(units),
    });
    let policy = ImportedPolicy { policy, problems };
    Ok(Imported::Policy(Box::new(policy)))
}

fn has_words(unit: &Unit) -> bool {
    !unit.blocks.is_empty() || unit.excerpt.heading.contains(char::is_alphanumeric)
}

/// The page as Markdown: what tells a note from a policy, and its language.
fn as_text(title: &str, units: &[Unit]) -> String {
    let mut text = format!("# {title}\n\n");
    for unit in units {
        let level = unit.excerpt.level;
        let heading = [unit.excerpt.label.as_str(), unit.excerpt.heading.as_str()];
        let heading = heading.join(" ");
        if !heading.trim().is_empty() {
            let marks = "#".repeat(usize::from(level) + 1);
            let marks = if level == 0 { "" } else { &marks };
            text.push_str(&format!("{marks} {}\n\n", heading.trim()));
        }
        text.push_str(&super::rich::markdown(unit.blocks.clone()));
        text.push_str("\n\n");
    }
    text
}

/// The language: what the words say, or the page where they do not say it clearly.
fn language_of(text: &str, declared: Option<Lang>, problems: &mut Vec<Problem>) -> Lang {
    let detected = language::detect(text);
    if detected.certain {
        return detected.lang;
    }
    declared.unwrap_or_else(|| {
        problems.push(
            Problem::new(ProblemCode::LanguageUncertain)
                .in_side(detected.lang)
                .with("lang", detected.lang),
        );
        detected.lang
    })
}

/// When an instrument takes effect: the first clause of the first section says so.
fn issued(units: &[Unit]) -> Option<chrono::NaiveDate> {
    let first = units.iter().find(|unit| unit.excerpt.label == "1.1")?;
    let text = super::rich::markdown(first.blocks.clone());
    let text = text.trim_end_matches('.');
    [
        "takes effect on ",
        "took effect on ",
        "entre en vigueur le ",
        "est entrée en vigueur le ",
    ]
    .iter()
    .find_map(|lead| {
        let date = &text[text.find(lead)? + lead.len()..];
        let words: Vec<&str> = date.split_whitespace().take(3).collect();
        super::dates::parse_date(words.join(" ").trim_end_matches(['.', ',', ';']))
    })
}

/// A clause number in front of a paragraph, where what follows starts as a sentence does.
fn clause_of(text: &str) -> Option<&str> {
    let (number, rest) = clause_number(text)?;
    let starts = rest.chars().find(|c| c.is_alphanumeric())?;
    (number.contains(['.', ')']) && starts.is_uppercase()).then_some(number)
}
