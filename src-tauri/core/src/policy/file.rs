//! A policy's file: front matter, then Markdown whose headings and clause numbers make excerpts.
//!
//! A policy in both languages has its two sides under `# English` and `# Français`, as a note has;
//! one in a single language names it in `lang` and has its text at once.

use super::anchor::{Naming, bare_number, name};
use super::join::paired_in_file;
use super::{Citation, Excerpt, Policy, PolicyKind, PolicySide, clause_number};
use crate::lang::{Bilingual, Lang};
use crate::note::{FrontMatter, body_text, scalar, side_name};
use crate::problem::{Problem, ProblemCode};

/// The keys of the front matter that a policy is made of.
const OWN_KEYS: [&str; 8] = [
    "title",
    "source",
    "kind",
    "instrument",
    "issued",
    "modified",
    "consolidated",
    "lang",
];

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
        if policy.kind != PolicyKind::default() {
            text.push_str(&format!("kind: {}\n", policy.kind.key()));
        }
        if !policy.instrument.is_empty() {
            text.push_str(&format!("instrument: {}\n", scalar(&policy.instrument)));
        }
        for (key, date) in [
            ("issued", policy.issued),
            ("modified", policy.modified),
            ("consolidated", policy.consolidated),
        ] {
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
            let mut naming = Naming::default();
            for excerpt in &side.excerpts {
                let derived = naming.derived(excerpt);
                let own = Some(excerpt.anchor.as_str())
                    .filter(|own| !own.is_empty() && *own != derived && excerpt.level > 0)
                    .filter(|own| naming.give(excerpt, own));
                if own.is_none() {
                    naming.give(excerpt, &derived);
                }
                text.push_str(&rendered(excerpt, own));
            }
        }
        Self(text)
    }

    /// The file of another text of the policy: what the front matter has beside a policy's own keys
    /// stays as it is.
    #[must_use]
    pub fn with(&self, policy: &Policy) -> Self {
        let written = Self::of(policy);
        let Some((front, _)) = split(self.0.trim_start_matches('\u{feff}')) else {
            return written;
        };
        let mut kept = String::new();
        let mut keeps = false;
        for line in front.split_inclusive('\n') {
            let key = line.split(':').next().unwrap_or_default().trim_end();
            if line.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '#') {
                keeps = !OWN_KEYS.contains(&key);
            }
            if keeps {
                kept.push_str(line);
            }
        }
        let with_kept = Self(written.0.replacen("---\n", &format!("---\n{kept}"), 1));
        // What cannot be read back the same is better left out.
        let same = |file: &Self| file.read(&policy.slug).ok().map(|read| read.policy);
        if same(&with_kept) == same(&written) {
            with_kept
        } else {
            written
        }
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
        let consolidated = date("consolidated");
        let kind = front.string("kind").filter(|kind| !kind.is_empty());
        let known = kind.as_deref().and_then(PolicyKind::from_key);
        if let (Some(kind), None) = (kind, known) {
            let odd = Problem::new(ProblemCode::BadValue).with("field", "kind");
            problems.push(odd.with("value", kind));
        }
        let mut sides = bodies(body, &front).map(|lang, body| {
            body.map(|body| PolicySide {
                title: front
                    .nested("title", lang.code())
                    .or_else(|| front.string("title"))
                    .unwrap_or_default(),
                excerpts: excerpts(&body),
            })
        });
        // Files that people wrote have no anchors of the other language in them.
        sides.fr = match (sides.fr.take(), &sides.en) {
            (Some(fr), Some(en)) => Some(paired_in_file(fr, en)),
            (fr, _) => fr,
        };
        let source = front.string("source");
        let policy = Policy {
            slug: slug.to_owned(),
            source,
            issued,
            modified,
            consolidated,
            kind: known.unwrap_or_default(),
            instrument: front.string("instrument").unwrap_or_default(),
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
    let (heading, anchor) = split_anchor(heading);
    let (label, heading) = clause_number(heading)
        .or_else(|| bare_number(heading).map(|number| (number, "")))
        .unwrap_or(("", heading));
    Excerpt {
        anchor: anchor.to_owned(),
        label: label.to_owned(),
        heading: heading.to_owned(),
        level,
        text: String::new(),
    }
}

/// A heading and the anchor written behind it: `Scope {#4-scope}`.
fn split_anchor(heading: &str) -> (&str, &str) {
    let parts = heading
        .strip_suffix('}')
        .and_then(|heading| heading.rsplit_once(" {#"));
    parts
        .filter(|(heading, anchor)| !heading.trim().is_empty() && Citation::is_plain(anchor))
        .filter(|(_, anchor)| !anchor.is_empty())
        .map_or((heading, ""), |(heading, anchor)| {
            (heading.trim_end(), anchor)
        })
}

/// A clause number in front of a paragraph, or alone on its line. `6. Text` is a list, not a
/// clause: a clause's number has an inner dot or brackets.
fn clause(line: &str) -> Option<(&str, &str)> {
    clause_number(line)
        .or_else(|| bare_number(line.trim_end()).map(|number| (number, "")))
        .filter(|(number, _)| number.contains(['.', ')']) && !line.starts_with(char::is_whitespace))
}

/// An excerpt as Markdown, with a blank line before, and the anchor that it does not have by itself.
fn rendered(excerpt: &Excerpt, anchor: Option<&str>) -> String {
    let number = match excerpt.label.as_str() {
        label if label.is_empty() || label.contains(['.', ')']) => label.to_owned(),
        label => format!("{label}."),
    };
    let space = if number.is_empty() { "" } else { " " };
    if excerpt.level == 0 {
        let break_ = if number.is_empty() || !starts_with_block(&excerpt.text) {
            space
        } else {
            "\n\n"
        };
        let text = format!("{number}{break_}{}", excerpt.text);
        return format!("\n{}\n", text.trim_end());
    }
    let text = if excerpt.text.is_empty() {
        String::new()
    } else {
        format!("\n{}\n", excerpt.text)
    };
    let marks = "#".repeat(usize::from(excerpt.level.min(5)) + 1);
    let heading = format!("{number}{space}{}", excerpt.heading);
    let anchor = anchor.map_or(String::new(), |anchor| format!(" {{#{anchor}}}"));
    format!("\n{marks} {}{anchor}\n{text}", heading.trim_end())
}

/// Whether a text starts with a list, a table, a quotation or code: it cannot stand in a line
/// behind a number.
fn starts_with_block(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let item = digits > 0 && text[digits..].starts_with([')', '.']);
    item || ["- ", "* ", "+ ", "|", ">", "```", "#"]
        .iter()
        .any(|mark| text.starts_with(mark))
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

    #[test]
    fn headings_without_numbers_have_one_anchor_in_both_languages() {
        let text = "---\ntitle: T\nlang: [en, fr]\n---\n# English\n\n## Purpose\n\n### Details\n\n4.1 x\n\n## Fees\n\n## Rates\n\n# Français\n\n## Objet\n\n### Détails\n\n4.1 x\n\n## Frais {#couts}\n\n## Taux\n";
        let file = PolicyFile::new(text.to_owned());
        let policy = file.read("t").unwrap().policy;
        let anchors = |policy: &Policy, lang: Lang| -> Vec<String> {
            let side = policy.sides[lang].as_ref().unwrap();
            side.excerpts.iter().map(|e| e.anchor.clone()).collect()
        };
        let english = ["purpose", "purpose-details", "4.1", "fees", "rates"];
        assert_eq!(anchors(&policy, Lang::En), english);
        // What the file itself names keeps that name.
        let french = ["purpose", "purpose-details", "4.1", "couts", "rates"];
        assert_eq!(anchors(&policy, Lang::Fr), french);
        assert_eq!(file.text(), text);
        let again = PolicyFile::of(&policy).read("t").unwrap().policy;
        assert_eq!(again, policy);
        // What was cited by the French heading before is the same clause, in both languages.
        for (asked, en, fr) in [
            ("objet", Some("Purpose"), Some("Objet")),
            ("objet-details", Some("Details"), Some("Détails")),
            ("taux", Some("Rates"), Some("Taux")),
            ("couts", None, Some("Frais")),
            ("autre", None, None),
        ] {
            let found = policy.excerpt(asked);
            let heading = |lang| found[lang].map(|one| one.heading.as_str());
            assert_eq!((heading(Lang::En), heading(Lang::Fr)), (en, fr), "{asked}");
        }
        assert_eq!(policy.anchor_now("objet"), Some("purpose"));
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
