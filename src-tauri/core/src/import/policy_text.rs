//! A policy document as plain text → a policy with excerpts.

use super::columns::{Rejoined, listed, rejoined};
use super::headings::{Part, parts};
use super::left_out::LeftOut;
use super::lines::{Layout, lines};
use super::markdown::markdown;
use super::paragraphs::{Reading, paragraphs};
use super::{ImportedPolicy, chrome, escape, language};
use crate::lang::Lang;
use crate::policy::{Excerpt, Policy, PolicyFile, PolicySide, slug_of};
use crate::problem::{Problem, ProblemCode};

/// Reads a policy document; `name` is its title where the text has none.
pub(super) fn read(text: &str, name: &str) -> ImportedPolicy {
    let in_markdown = escape::is_markdown(text);
    let mut left_out = LeftOut::default();
    let cleaned = chrome::cleaned(lines(text), &mut left_out);
    let layout = Layout::of(&cleaned.lines);
    let reading = Reading {
        clauses: true,
        starts: &|_| false,
    };
    let Rejoined { paras, columns } = rejoined(paragraphs(&cleaned.lines, &layout, reading));
    let found = parts(listed(paras), columns, &mut left_out);
    let excerpts: Vec<Excerpt> = found
        .parts
        .into_iter()
        .map(|part| excerpt(part, in_markdown))
        .collect();
    let title = found.title.unwrap_or_else(|| name.to_owned());
    let mut problems = Vec::new();
    let lang = language_of(&title, &excerpts, &mut problems);
    problems.extend(left_out.problems());
    let mut policy = Policy {
        slug: slug_of(&title),
        modified: cleaned.modified,
        ..Policy::default()
    };
    policy.sides[lang] = Some(PolicySide { title, excerpts });
    ImportedPolicy {
        policy: anchored(policy),
        problems,
    }
}

fn excerpt(part: Part, in_markdown: bool) -> Excerpt {
    Excerpt {
        anchor: String::new(),
        label: part.label,
        heading: part.heading,
        level: part.level,
        text: markdown(&part.paras, in_markdown),
    }
}

/// The policy with the excerpts and anchors that it will have when its file is read back.
pub(super) fn anchored(policy: Policy) -> Policy {
    match PolicyFile::of(&policy).read(&policy.slug) {
        // A file without text has no side to hold a title.
        Ok(read) if read.policy.sides.iter().any(|(_, side)| side.is_some()) => Policy {
            sides: read.policy.sides,
            ..policy
        },
        _ => policy,
    }
}

pub(super) fn language_of(title: &str, excerpts: &[Excerpt], problems: &mut Vec<Problem>) -> Lang {
    let mut text = title.to_owned();
    for excerpt in excerpts {
        for part in [&excerpt.heading, &excerpt.text] {
            text.push('\n');
            text.push_str(part);
        }
    }
    let detected = language::detect(&text);
    if !detected.certain {
        problems.push(
            Problem::new(ProblemCode::LanguageUncertain)
                .in_side(detected.lang)
                .with("lang", detected.lang),
        );
    }
    detected.lang
}
