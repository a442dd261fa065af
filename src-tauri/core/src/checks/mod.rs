//! What a note still lacks before it can be used.
//!
//! Checks never judge a note's words, only what can be told from its text: what is missing, what
//! was left to be filled in, what points nowhere and what takes too long to say.

mod placeholder;
#[cfg(test)]
mod sample;
mod shown;
#[cfg(test)]
mod tests;

use crate::document;
use crate::lang::Lang;
use crate::note::{Note, Side};
use crate::policy::Citation;
use crate::problem::{Problem, ProblemCode};
use crate::section::Section;

use shown::Shown;

/// How long a minister may speak in answer to an oral question, in seconds.
///
/// Source: House of Commons Procedure and Practice, third edition, 2017, chapter 11.
pub const ANSWER_SECONDS: usize = 35;

/// How many words a minute a practised speaker says in the House, as [`response_limit`] counts
/// words: our choice, at the brisk end of what is still clear, so that only a response that nobody
/// could finish is called too long.
///
/// English is ordinarily spoken at about 150 words a minute and read briskly at 180. French needs
/// more and shorter words for the same meaning, and says them faster: 7.18 syllables a second
/// against 6.19 (Pellegrino, Coupé and Marsico, "A cross-language perspective on speech
/// information rate", *Language* 87(3), 2011), which makes 208 of 180; rounded down to 200.
pub const fn words_a_minute(lang: Lang) -> usize {
    match lang {
        Lang::En => 180,
        Lang::Fr => 200,
    }
}

/// The most words a suggested response may have, without its if-pressed blocks and citations, to
/// be said in [`ANSWER_SECONDS`]: 105 in English, 116 in French.
pub const fn response_limit(lang: Lang) -> usize {
    ANSWER_SECONDS * words_a_minute(lang) / 60
}

/// The sections without which a side is of no use. The dataset's schema lets the question be
/// empty; a minister does not.
const REQUIRED: [Section; 3] = [Section::Question, Section::Response, Section::Background];

/// What `note` still lacks: first what concerns the whole note, then each side's lacks, English
/// first, in the order of the sections. `known` tells whether the notebook has what is cited.
pub fn check(note: &Note, known: &dyn Fn(&Citation) -> bool) -> Vec<Problem> {
    let mut problems = Vec::new();
    if note.meta.date.is_none() {
        problems.push(Problem::new(ProblemCode::MissingDate));
    }
    if let (Some(en), Some(fr)) = (&note.sides.en, &note.sides.fr)
        && en.if_pressed.len() != fr.if_pressed.len()
    {
        problems.push(
            Problem::new(ProblemCode::UnequalIfPressed)
                .in_section(Section::IfPressed)
                .with("en", en.if_pressed.len())
                .with("fr", fr.if_pressed.len()),
        );
    }
    for (lang, side) in note.sides.iter() {
        let found = match side {
            Some(side) => check_side(side, lang, known),
            None => vec![Problem::new(ProblemCode::MissingSide)],
        };
        problems.extend(found.into_iter().map(|problem| problem.in_side(lang)));
    }
    problems
}

fn check_side(side: &Side, lang: Lang, known: &dyn Fn(&Citation) -> bool) -> Vec<Problem> {
    let mut problems = check_title(&side.title);
    for section in Section::BODY {
        let text = side.text(section).unwrap_or_default();
        problems.extend(check_section(section, text, lang, known));
        if section == Section::Response {
            problems.extend(check_if_pressed(side, known));
        }
    }
    problems
}

fn check_title(title: &str) -> Vec<Problem> {
    if !shown::has_words(title) {
        return vec![Problem::new(ProblemCode::MissingTitle).in_section(Section::Title)];
    }
    placeholders(Section::Title, [title])
}

fn check_section(
    section: Section,
    text: &str,
    lang: Lang,
    known: &dyn Fn(&Citation) -> bool,
) -> Vec<Problem> {
    let document = document::parse(text);
    let plain = document.plain_text();
    if !shown::has_words(&plain) {
        let lacking = REQUIRED.contains(&section);
        return lacking
            .then(|| Problem::new(ProblemCode::EmptySection).in_section(section))
            .into_iter()
            .collect();
    }
    let shown = Shown::of(&plain);
    let mut problems = placeholders(section, shown.lines());
    problems.extend(broken_citations(
        section,
        &document.citations(),
        &shown,
        known,
    ));
    if section == Section::Response {
        let (words, limit) = (shown.words(), response_limit(lang));
        if words > limit {
            problems.push(
                Problem::new(ProblemCode::LongResponse)
                    .in_section(section)
                    .with("words", words)
                    .with("limit", limit),
            );
        }
    }
    problems
}

/// What the if-pressed blocks of a side lack. Their text may be any length: it is said after
/// another question.
fn check_if_pressed(side: &Side, known: &dyn Fn(&Citation) -> bool) -> Vec<Problem> {
    let section = Section::IfPressed;
    let mut problems = Vec::new();
    let mut without_text = false;
    for (index, block) in side.if_pressed.iter().enumerate() {
        if !shown::has_words(&block.topic) {
            problems.push(
                Problem::new(ProblemCode::MissingTopic)
                    .in_section(section)
                    .with("number", index + 1),
            );
        }
        let document = document::parse(&block.text);
        let plain = document.plain_text();
        without_text |= !shown::has_words(&plain);
        let shown = Shown::of(&plain);
        let lines = std::iter::once(block.topic.as_str()).chain(shown.lines());
        problems.extend(placeholders(section, lines));
        problems.extend(broken_citations(
            section,
            &document.citations(),
            &shown,
            known,
        ));
    }
    if without_text {
        problems.push(Problem::new(ProblemCode::EmptySection).in_section(section));
    }
    problems
}

/// One problem for each placeholder that differs from those before it.
fn placeholders<'a>(section: Section, lines: impl IntoIterator<Item = &'a str>) -> Vec<Problem> {
    let mut found: Vec<&str> = Vec::new();
    for text in lines.into_iter().flat_map(placeholder::in_line) {
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
        .into_iter()
        .map(|text| {
            Problem::new(ProblemCode::Placeholder)
                .in_section(section)
                .with("text", text)
        })
        .collect()
}

/// One problem for each citation that names nothing, and for each that is misspelt.
fn broken_citations(
    section: Section,
    cited: &[Citation],
    shown: &Shown,
    known: &dyn Fn(&Citation) -> bool,
) -> Vec<Problem> {
    let mut broken: Vec<String> = cited
        .iter()
        .filter(|citation| !known(citation))
        .map(ToString::to_string)
        .chain(shown.misspelt_citations())
        .collect();
    let mut seen = std::collections::BTreeSet::new();
    broken.retain(|citation| seen.insert(citation.clone()));
    broken
        .into_iter()
        .map(|citation| {
            Problem::new(ProblemCode::BrokenCitation)
                .in_section(section)
                .with("citation", citation)
        })
        .collect()
}
