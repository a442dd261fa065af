//! What a note still lacks before it can be used.
//!
//! Checks never judge a note's words, only what can be told from its text: what is missing, what
//! was left to be filled in, what points nowhere and what takes too long to say.

mod figures;
mod placeholder;
#[cfg(test)]
mod sample;
mod shown;
#[cfg(test)]
mod tests;
mod typing;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document;
use crate::lang::Lang;
use crate::note::{Note, Side};
use crate::policy::Citation;
use crate::problem::{Mend, Problem, ProblemCode};
use crate::registry;
use crate::section::Section;
use crate::translation::{Translation, TranslationState};

use figures::Figures;
use shown::Shown;
use typing::Slip;

/// What in a plain text was meant to be a citation and cannot be read as one, as written.
pub(crate) fn misspelt_citations(plain: &str) -> Vec<String> {
    Shown::of(plain).misspelt_citations().collect()
}

/// How long a minister may speak in answer to an oral question, in seconds.
///
/// Source: House of Commons Procedure and Practice, third edition, 2017, chapter 11.
pub const ANSWER_SECONDS: usize = 35;

/// How many words a minute are said, in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Rates {
    /// In English.
    pub en: u32,
    /// In French.
    pub fr: u32,
}

impl Rates {
    /// The slowest and the fastest rate that anybody speaks at, in words a minute.
    pub const BOUNDS: (u32, u32) = (60, 300);

    /// How many words a minute a practised speaker says in the House, as [`Rates::limit`] counts
    /// words: our choice, at the brisk end of what is still clear, so that only a response that
    /// nobody could finish is called too long.
    ///
    /// English is ordinarily spoken at about 150 words a minute and read briskly at 180. French
    /// needs more and shorter words for the same meaning, and says them faster: 7.18 syllables a
    /// second against 6.19 (Pellegrino, Coupé and Marsico, "A cross-language perspective on speech
    /// information rate", *Language* 87(3), 2011), which makes 208 of 180; rounded down to 200.
    pub const USUAL: Self = Self { en: 180, fr: 200 };

    /// The rate of a language, within [`Rates::BOUNDS`].
    pub fn of(self, lang: Lang) -> usize {
        let rate = match lang {
            Lang::En => self.en,
            Lang::Fr => self.fr,
        };
        rate.clamp(Self::BOUNDS.0, Self::BOUNDS.1) as usize
    }

    /// The most words that can be said in [`ANSWER_SECONDS`], citations aside: usually 105 in
    /// English, 116 in French.
    pub fn limit(self, lang: Lang) -> usize {
        ANSWER_SECONDS * self.of(lang) / 60
    }
}

impl Default for Rates {
    fn default() -> Self {
        Self::USUAL
    }
}

/// What a note is held against.
#[derive(Clone, Copy)]
pub struct Checking<'a> {
    /// The day on which it is checked.
    pub today: NaiveDate,
    /// How fast it will be said.
    pub rates: Rates,
    /// Tells whether the notebook has what is cited.
    pub known: &'a dyn Fn(&Citation) -> bool,
    /// Tells what a clause said when the note cited it in that language, where it says something
    /// else now.
    pub stale: &'a dyn Fn(&Citation, Lang) -> Option<Stale>,
}

/// A clause that has changed since it was cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// What it said.
    pub was: String,
    /// What it says; `None` where it is no longer in its policy.
    pub now: Option<String>,
}

impl std::fmt::Debug for Checking<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Checking")
            .field("today", &self.today)
            .field("rates", &self.rates)
            .finish_non_exhaustive()
    }
}

/// The sections without which a side is of no use. The dataset's schema lets the question be
/// empty; a minister does not.
const REQUIRED: [Section; 3] = [Section::Question, Section::Response, Section::Background];

/// What `note` still lacks: first what concerns the whole note, then each side's lacks, English
/// first, in the order of the sections.
///
/// `translations` is how its sides stand to each other: see [`crate::translation::translations`].
pub fn check(note: &Note, translations: &[Translation], checking: &Checking<'_>) -> Vec<Problem> {
    let mut problems = check_metadata(note, checking.today);
    problems.extend(translations.iter().filter_map(behind));
    if let (Some(en), Some(fr)) = (&note.sides.en, &note.sides.fr) {
        problems.extend(check_blocks(en, fr));
        problems.extend(check_figures(en, fr));
    }
    for (lang, side) in note.sides.iter() {
        let found = match side {
            Some(side) => {
                let other = note.sides[lang.other()].as_ref();
                check_side(side, other, lang, checking)
            }
            None => vec![Problem::new(ProblemCode::MissingSide)],
        };
        problems.extend(found.into_iter().map(|problem| problem.in_side(lang)));
    }
    problems
}

/// A side that is behind. That one is missing is told by what it lacks.
fn behind(translation: &Translation) -> Option<Problem> {
    if translation.state != TranslationState::Behind {
        return None;
    }
    let mut problem = Problem::new(ProblemCode::TranslationBehind)
        .in_side(translation.behind?)
        .in_section(translation.spot.section);
    if let Some(block) = translation.spot.block {
        problem = problem.with("number", block + 1);
    }
    Some(problem)
}

/// The organization whose reference numbers have a pattern that is known.
const SECRETARIAT: &str = "tbs-sct";

fn check_metadata(note: &Note, today: NaiveDate) -> Vec<Problem> {
    let meta = &note.meta;
    let mut problems = Vec::new();
    if meta.organization == SECRETARIAT && !note.reference.is_tbs() {
        let odd = Problem::new(ProblemCode::OddReference);
        problems.push(odd.with("reference", &note.reference));
    }
    let Some(date) = meta.date else {
        problems.push(Problem::new(ProblemCode::MissingDate));
        return problems;
    };
    if date > today {
        problems.push(Problem::new(ProblemCode::FutureDate).with("date", date));
    } else if let Some(minister) = registry::minister(&meta.minister)
        && minister.in_office(date).is_none()
    {
        let nobody = Problem::new(ProblemCode::NobodyInOffice);
        problems.push(nobody.with("minister", minister.code).with("date", date));
    }
    problems
}

fn check_blocks(en: &Side, fr: &Side) -> Option<Problem> {
    (en.if_pressed.len() != fr.if_pressed.len()).then(|| {
        Problem::new(ProblemCode::UnequalIfPressed)
            .in_section(Section::IfPressed)
            .with("en", en.if_pressed.len())
            .with("fr", fr.if_pressed.len())
    })
}

/// The figures that one side has and the other has not, by section. Where the other says nothing
/// that is another problem.
fn check_figures(en: &Side, fr: &Side) -> Vec<Problem> {
    let text = |side: &Side, section: Section| match section {
        Section::Title => side.title.clone(),
        Section::IfPressed => {
            let blocks = side.if_pressed.iter();
            let texts = blocks.flat_map(|block| [block.topic.as_str(), block.text.as_str()]);
            texts.collect::<Vec<_>>().join("\n\n")
        }
        section => side.text(section).unwrap_or_default().to_owned(),
    };
    let sections = [Section::Title, Section::IfPressed].into_iter();
    let mut problems = Vec::new();
    for section in sections.chain(Section::BODY) {
        let seen =
            |side| Shown::of(&document::parse(&text(side, section)).plain_text()).into_text();
        let (en, fr) = (seen(en), seen(fr));
        if !shown::has_words(&en) || !shown::has_words(&fr) {
            continue;
        }
        let (en, fr) = (Figures::of(&en, Lang::En), Figures::of(&fr, Lang::Fr));
        let (only_en, only_fr) = (en.without(&fr), fr.without(&en));
        if only_en.is_empty() && only_fr.is_empty() {
            continue;
        }
        let list = |figures: Vec<&str>| match figures.as_slice() {
            [] => "–".to_owned(),
            figures => figures.join("; "),
        };
        problems.push(
            Problem::new(ProblemCode::FiguresDiffer)
                .in_section(section)
                .with("en", list(only_en))
                .with("fr", list(only_fr)),
        );
    }
    problems.sort_by_key(|problem| problem.section);
    problems
}

fn check_side(
    side: &Side,
    other: Option<&Side>,
    lang: Lang,
    checking: &Checking<'_>,
) -> Vec<Problem> {
    let mut problems = check_title(&side.title, lang);
    for section in Section::BODY {
        let text = side.text(section).unwrap_or_default();
        let elsewhere = other
            .and_then(|other| other.text(section))
            .unwrap_or_default();
        problems.extend(check_section(section, text, elsewhere, lang, checking));
        if section == Section::Response {
            problems.extend(check_if_pressed(side, lang, checking));
        }
    }
    problems
}

fn check_title(title: &str, lang: Lang) -> Vec<Problem> {
    if !shown::has_words(title) {
        return vec![Problem::new(ProblemCode::MissingTitle).in_section(Section::Title)];
    }
    let mut problems = placeholders(Section::Title, [title]);
    problems.extend(slips(Section::Title, None, title, lang));
    problems
}

fn check_section(
    section: Section,
    text: &str,
    elsewhere: &str,
    lang: Lang,
    checking: &Checking<'_>,
) -> Vec<Problem> {
    let document = document::parse(text);
    let plain = document.plain_text();
    if !shown::has_words(&plain) {
        let code = if REQUIRED.contains(&section) {
            ProblemCode::EmptySection
        } else if shown::has_words(elsewhere) {
            ProblemCode::OneSided
        } else {
            return Vec::new();
        };
        return vec![Problem::new(code).in_section(section)];
    }
    let shown = Shown::of(&plain);
    let mut problems = placeholders(section, shown.lines());
    let cited = document.citations();
    problems.extend(check_citations(section, lang, &cited, &shown, checking));
    problems.extend(slips(section, None, text, lang));
    if section == Section::Response {
        let (words, limit) = (shown.words(), checking.rates.limit(lang));
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
fn check_if_pressed(side: &Side, lang: Lang, checking: &Checking<'_>) -> Vec<Problem> {
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
        let cited = document.citations();
        problems.extend(check_citations(section, lang, &cited, &shown, checking));
        problems.extend(slips(section, Some(index), &block.text, lang));
    }
    if without_text {
        problems.push(Problem::new(ProblemCode::EmptySection).in_section(section));
    }
    problems
}

/// One problem for each kind of slip in the typing of a section, or of an if-pressed block.
fn slips(section: Section, block: Option<usize>, text: &str, lang: Lang) -> Vec<Problem> {
    let problem = |slip: Slip| {
        Problem::new(slip.code)
            .in_section(section)
            .with("places", slip.places)
            .with("text", slip.text)
            .mended_by(Mend {
                block,
                was: text.to_owned(),
                now: slip.mended,
            })
    };
    typing::slips(text, lang).into_iter().map(problem).collect()
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

/// One problem for each citation that names nothing, is misspelt, or whose clause says something
/// else than when it was cited.
fn check_citations(
    section: Section,
    lang: Lang,
    cited: &[Citation],
    shown: &Shown,
    checking: &Checking<'_>,
) -> Vec<Problem> {
    let mut seen = std::collections::BTreeSet::new();
    let misspelt = shown.misspelt_citations().map(|citation| (citation, None));
    cited
        .iter()
        .map(|citation| (citation.to_string(), Some(citation)))
        .chain(misspelt)
        .filter(|(written, _)| seen.insert(written.clone()))
        .filter_map(|(written, citation)| {
            let stale = citation.and_then(|citation| (checking.stale)(citation, lang));
            let problem = match stale {
                Some(Stale {
                    was,
                    now: Some(now),
                }) => Problem::new(ProblemCode::CitationChanged)
                    .with("was", was)
                    .with("now", now),
                Some(Stale { was, now: None }) => {
                    Problem::new(ProblemCode::CitationVanished).with("was", was)
                }
                None if citation.is_some_and(|citation| (checking.known)(citation)) => {
                    return None;
                }
                None => Problem::new(ProblemCode::BrokenCitation),
            };
            Some(problem.in_section(section).with("citation", written))
        })
        .collect()
}
