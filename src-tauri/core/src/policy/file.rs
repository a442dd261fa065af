//! A policy's file: front matter, then Markdown whose headings and clause numbers make excerpts.
//!
//! A policy in both languages has its two sides under `# English` and `# Français`, as a note has;
//! one in a single language names it in `lang` and has its text at once.

use std::collections::{BTreeSet, HashMap};

use super::{Excerpt, Policy, PolicySide, anchor_of, clause_number};
use crate::lang::{Bilingual, Lang};
use crate::note::{FrontMatter, body_text, scalar, side_name};
use crate::problem::{Problem, ProblemCode};

/// A policy's file as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFile(String);

/// What reading a policy's file gave: the policy, and what was odd about the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadPolicy {
    /// The policy.
    pub policy: Policy,
    /// What was odd.
    pub problems: Vec<Problem>,
}

impl PolicyFile {
    /// A file's text.
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The file of a policy.
    pub fn of(policy: &Policy) -> Self {
        let sides: Vec<(Lang, &PolicySide)> = policy
            .sides
            .iter()
            .filter_map(|(lang, side)| side.as_ref().map(|side| (lang, side)))
            .collect();
        let mut text = String::from("---\n");
        if let [(_, side)] = sides.as_slice() {
            text.push_str(&format!("title: {}\n", scalar(&side.title)));
        } else {
            text.push_str("title:\n");
            for (lang, side) in &sides {
                text.push_str(&format!("  {lang}: {}\n", scalar(&side.title)));
            }
        }
        if let Some(source) = &policy.source {
            text.push_str(&format!("source: {}\n", scalar(source)));
        }
        for (key, date) in [("issued", policy.issued), ("modified", policy.modified)] {
            if let Some(date) = date {
                text.push_str(&format!("{key}: {date}\n"));
            }
        }
        let langs: Vec<&str> = sides.iter().map(|(lang, _)| lang.code()).collect();
        match langs.as_slice() {
            [lang] => text.push_str(&format!("lang: {lang}\n---\n")),
            langs => text.push_str(&format!("lang: [{}]\n---\n", langs.join(", "))),
        }
        for (lang, side) in &sides {
            if sides.len() > 1 {
                text.push_str(&format!("\n# {}\n", side_name(*lang)));
            }
            for excerpt in &side.excerpts {
                text.push_str(&rendered(excerpt));
            }
        }
        Self(text)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The policy that the file holds, under this slug.
    ///
    /// # Errors
    ///
    /// The problem that keeps the file from being a policy: no front matter, or an invalid one.
    pub fn read(&self, slug: &str) -> Result<ReadPolicy, Problem> {
        let text = self.0.trim_start_matches('\u{feff}');
        let (front, body) = split(text).ok_or_else(|| Problem::new(ProblemCode::NoFrontMatter))?;
        let front = FrontMatter::parse(front)
            .map_err(|error| Problem::new(ProblemCode::BadFrontMatter).with("reason", error))?;
        let mut problems = Vec::new();
        let mut date = |key: &str| {
            let value = front.string(key).filter(|value| !value.trim().is_empty())?;
            let date = value.trim().parse().ok();
            if date.is_none() {
                problems.push(
                    Problem::new(ProblemCode::BadValue)
                        .with("field", key)
                        .with("value", value),
                );
            }
            date
        };
        let (issued, modified) = (date("issued"), date("modified"));
        let sides = bodies(body, &front).map(|lang, body| {
            body.map(|body| PolicySide {
                title: front
                    .nested("title", lang.code())
                    .or_else(|| front.string("title"))
                    .unwrap_or_default(),
                excerpts: excerpts(&body),
            })
        });
        let source = front.string("source");
        let policy = Policy {
            slug: slug.to_owned(),
            source,
            issued,
            modified,
            sides,
        };
        Ok(ReadPolicy { policy, problems })
    }
}

/// Front matter and body of a file.
fn split(text: &str) -> Option<(&str, &str)> {
    let mut lines = text.split_inclusive('\n');
    let start = lines.next().filter(|line| line.trim_end() == "---")?.len();
    let mut end = start;
    for line in lines {
        if line.trim_end() == "---" {
            return Some((&text[start..end], &text[end + line.len()..]));
        }
        end += line.len();
    }
    None
}

/// The body of each side.
fn bodies(body: &str, front: &FrontMatter) -> Bilingual<Option<String>> {
    let body = body_text(body);
    let mut sides: Bilingual<Option<String>> = Bilingual::default();
    let declared: Vec<Lang> = front
        .list("lang")
        .iter()
        .filter_map(|lang| Lang::from_code(lang))
        .collect();
    let mut current = declared.first().copied().unwrap_or(Lang::En);
    for line in body.split('\n') {
        let named = line.strip_prefix("# ").and_then(|name| {
            Lang::ALL
                .into_iter()
                .find(|lang| side_name(*lang) == name.trim())
        });
        if let Some(lang) = named.filter(|_| declared.len() != 1) {
            current = lang;
            sides[lang].get_or_insert_default();
        } else if !line.trim().is_empty() || sides[current].is_some() {
            let side = sides[current].get_or_insert_default();
            side.push_str(line);
            side.push('\n');
        }
    }
    for lang in declared {
        if front.nested("title", lang.code()).is_some() {
            sides[lang].get_or_insert_default();
        }
    }
    sides
}

/// The excerpts of a side's text: one a heading, one a numbered clause.
fn excerpts(body: &str) -> Vec<Excerpt> {
    let mut found: Vec<Excerpt> = vec![Excerpt::default()];
    let mut fenced = false;
    let mut starts_paragraph = true;
    for line in body.split('\n') {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        let heading = heading(line).filter(|_| !fenced);
        let clause = if fenced || !starts_paragraph {
            None
        } else {
            clause(line)
        };
        match (heading, clause) {
            (Some((level, heading)), _) => found.push(headed(level, heading)),
            (None, Some((label, rest))) => found.push(Excerpt {
                label: label.to_owned(),
                text: rest.to_owned(),
                ..Excerpt::default()
            }),
            (None, None) => {
                if let Some(last) = found.last_mut() {
                    last.text.push('\n');
                    last.text.push_str(line);
                }
            }
        }
        starts_paragraph = line.trim().is_empty() || heading.is_some();
    }
    for excerpt in &mut found {
        excerpt.text = body_text(&excerpt.text);
    }
    if found
        .first()
        .is_some_and(|preamble| preamble.text.is_empty())
    {
        found.remove(0);
    }
    name(&mut found);
    found
}

/// Level (1 for `##`, and for `#`) and text of a heading line.
fn heading(line: &str) -> Option<(u8, &str)> {
    let marks = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = line.get(marks..)?.strip_prefix(' ')?.trim();
    let level = u8::try_from(marks)
        .ok()
        .filter(|marks| (1..=6).contains(marks))?;
    (!text.is_empty()).then_some((level.saturating_sub(1).max(1), text))
}

fn headed(level: u8, heading: &str) -> Excerpt {
    let (label, heading) = clause_number(heading).unwrap_or(("", heading));
    Excerpt {
        label: label.to_owned(),
        heading: heading.to_owned(),
        level,
        ..Excerpt::default()
    }
}

/// A clause number in front of a paragraph. `6. Text` is a list, not a clause: a clause's number
/// has an inner dot.
fn clause(line: &str) -> Option<(&str, &str)> {
    clause_number(line)
        .filter(|(number, _)| number.contains('.') && !line.starts_with(char::is_whitespace))
}

/// Gives every excerpt its anchor.
fn name(excerpts: &mut [Excerpt]) {
    let mut path: Vec<(u8, String)> = Vec::new();
    let mut taken = BTreeSet::new();
    // The last number given to each anchor that came more than once.
    let mut numbers = HashMap::new();
    for excerpt in excerpts {
        if excerpt.level > 0 {
            path.retain(|(level, _)| *level < excerpt.level);
        }
        let parent = path.last().map_or("", |(_, anchor)| anchor.as_str());
        let own = anchor_of(&excerpt.heading);
        let base = match (excerpt.label.is_empty(), parent.is_empty(), own.is_empty()) {
            (false, _, _) => excerpt.label.clone(),
            (true, _, true) => "text".to_owned(),
            (true, true, false) => own,
            (true, false, false) => format!("{parent}-{own}"),
        };
        let number = numbers.entry(base.clone()).or_insert(1_usize);
        let mut anchor = base.clone();
        while !taken.insert(anchor.clone()) {
            *number += 1;
            anchor = format!("{base}-{number}");
        }
        if excerpt.level > 0 {
            path.push((excerpt.level, anchor.clone()));
        }
        excerpt.anchor = anchor;
    }
}

/// An excerpt as Markdown, with a blank line before.
fn rendered(excerpt: &Excerpt) -> String {
    let number = match excerpt.label.as_str() {
        "" => String::new(),
        label if label.contains('.') => format!("{label} "),
        label => format!("{label}. "),
    };
    let text = if excerpt.text.is_empty() {
        String::new()
    } else {
        format!("\n{}\n", excerpt.text)
    };
    if excerpt.level == 0 {
        format!("\n{number}{}\n", excerpt.text)
    } else {
        let marks = "#".repeat(usize::from(excerpt.level.min(5)) + 1);
        format!("\n{marks} {number}{}\n{text}", excerpt.heading)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SAMPLE: &str = "---\ntitle:\n  en: Guide\n  fr: Guide\nsource: Written here\nmodified: 2026-03-01\nlang: [en, fr]\n---\n\n# English\n\nPreamble.\n\n## 4. Requirements\n\n4.1 Heads must:\n\n- act\n- report\n\n4.1.5 More.\n\n### Scope\n\nText 4.9 in passing\n\n1. a list\n2. goes on\n\n# Français\n\n## Portée\n\n### Détails\n\nA.2.1 Texte\n\n### Détails\n";

    #[test]
    fn headings_and_clauses_become_excerpts_with_stable_anchors() {
        let policy = PolicyFile::new(SAMPLE.to_owned())
            .read("guide")
            .unwrap()
            .policy;
        let list = |lang: Lang| -> Vec<(String, String, u8, String)> {
            let side = policy.sides[lang].clone().unwrap();
            side.excerpts
                .into_iter()
                .map(|e| (e.anchor, e.heading, e.level, e.text))
                .collect()
        };
        let row = |a: &str, h: &str, l: u8, t: &str| (a.to_owned(), h.to_owned(), l, t.to_owned());
        assert_eq!(
            list(Lang::En),
            [
                row("text", "", 0, "Preamble."),
                row("4", "Requirements", 1, ""),
                row("4.1", "", 0, "Heads must:\n\n- act\n- report"),
                row("4.1.5", "", 0, "More."),
                row(
                    "4-scope",
                    "Scope",
                    2,
                    "Text 4.9 in passing\n\n1. a list\n2. goes on"
                ),
            ]
        );
        assert_eq!(
            list(Lang::Fr),
            [
                row("portee", "Portée", 1, ""),
                row("portee-details", "Détails", 2, ""),
                row("A.2.1", "", 0, "Texte"),
                row("portee-details-2", "Détails", 2, ""),
            ]
        );
    }

    #[test]
    fn a_policy_in_one_language_has_its_text_at_once() {
        let file = PolicyFile::new(
            "---\ntitle: Avis\nlang: fr\nissued: soon\n---\n## Un\n\n# English\n".to_owned(),
        );
        let read = file.read("avis").unwrap();
        assert_eq!(read.policy.sides.en, None);
        let french = read.policy.sides.fr.unwrap();
        assert_eq!((french.title.as_str(), french.excerpts.len()), ("Avis", 2));
        assert_eq!(read.problems[0].code, ProblemCode::BadValue);
    }

    #[test]
    fn a_written_policy_is_read_back_the_same() {
        let policy = PolicyFile::new(SAMPLE.to_owned())
            .read("guide")
            .unwrap()
            .policy;
        assert_eq!(
            PolicyFile::of(&policy).read("guide").unwrap().policy,
            policy
        );
    }

    proptest! {
        #[test]
        fn any_body_is_read_and_loses_no_word(body in "([#0-9. a-zA-Zé-]{0,12}\n){0,12}") {
            let file = PolicyFile::new(format!("---\ntitle: T\nlang: fr\n---\n{body}"));
            let words = |text: &str| -> Vec<String> {
                let mut words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
                words.sort();
                words
            };
            let side = file.read("t").unwrap().policy.sides.fr.unwrap_or_default();
            let out: Vec<String> = side.excerpts.iter().map(|e| format!("{} {} {}", e.label, e.heading, e.text)).collect();
            prop_assert_eq!(words(&out.join("\n")), words(&body));
        }
    }
}
