//! A Word document's blocks → a policy with excerpts, by its headings and numbers.

use super::blocks::Reading;
use super::file::Properties;
use super::model::{Item, Mark, Paragraph, Role, text_of};
use crate::document::{Block, Document, Inline};
use crate::import::left_out::LeftOut;
use crate::import::{ImportedPolicy, chrome, dates, policy_text};
use crate::note::body_text;
use crate::policy::{Excerpt, Policy, PolicySide, clause_number, slug_of};

/// A bold line of more words is no heading.
const HEADING_WORDS: usize = 22;
/// The deepest heading.
const DEEPEST: u8 = 5;

/// Reads the blocks of a policy; `name` is its title where it has none.
pub(super) fn read(
    items: &[Item],
    properties: &Properties,
    reading: Reading<'_>,
    name: &str,
) -> ImportedPolicy {
    let mut left_out = LeftOut::default();
    let mut items: Vec<Item> = items.to_vec();
    let modified = take_modified(&mut items, &mut left_out);
    let title = take_title(&mut items);
    let parts = parts(&items);
    if parts.is_none() {
        // Nothing stands out: what can be told from the words alone is told there.
        let mut lines: Vec<String> = title.iter().cloned().collect();
        lines.extend(items.iter().map(Item::text));
        let text = crate::import::decode::normalised(&lines.join("\n\n"));
        return policy_text::read(&text, name);
    }
    let reading = Reading {
        labels: true,
        ..reading
    };
    let excerpts: Vec<Excerpt> = parts
        .unwrap_or_default()
        .into_iter()
        .map(|part| part.excerpt(reading))
        .collect();
    let given = Some(properties.title.trim()).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| given.unwrap_or(name).to_owned());
    let mut problems = Vec::new();
    let lang = policy_text::language_of(&title, &excerpts, &mut problems);
    problems.extend(left_out.problems());
    let mut policy = Policy {
        slug: slug_of(&title),
        modified,
        ..Policy::default()
    };
    policy.sides[lang] = Some(PolicySide { title, excerpts });
    ImportedPolicy {
        policy: policy_text::anchored(policy),
        problems,
    }
}

/// A part of the document while its blocks are gathered.
#[derive(Default)]
struct Part {
    label: String,
    heading: String,
    level: u8,
    items: Vec<Item>,
}

impl Part {
    fn excerpt(self, reading: Reading<'_>) -> Excerpt {
        let mut blocks = reading.blocks(&self.items, &|level| level);
        // Headings of an excerpt's text would be excerpts of their own.
        for block in &mut blocks {
            if let Block::Heading { content, .. } = block {
                let content = std::mem::take(content);
                *block = Block::Paragraph(vec![Inline::Strong(content)]);
            }
        }
        Excerpt {
            anchor: String::new(),
            label: self.label,
            heading: self.heading,
            level: self.level,
            text: body_text(&Document { blocks }.to_markdown()),
        }
    }
}

/// The level of the heading that a paragraph is, in a document with headings or with bold lines.
fn heading(paragraph: &Paragraph, bold: bool) -> Option<u8> {
    if let Some(level) = paragraph.heading {
        return Some(level);
    }
    let text = paragraph.text();
    let short = text.split_whitespace().count() <= HEADING_WORDS
        && !text.ends_with(['.', ';', ',', ':'])
        && !text.contains('\n');
    let is_line = bold && paragraph.is_bold() && short && paragraph.number.is_none();
    is_line.then_some(1)
}

/// The parts of a document; `None` where it has neither headings nor clauses.
fn parts(items: &[Item]) -> Option<Vec<Part>> {
    let paragraphs = || {
        items.iter().filter_map(|item| match item {
            Item::Paragraph(paragraph) if !paragraph.is_blank() => Some(paragraph),
            _ => None,
        })
    };
    let bold = !paragraphs().any(|paragraph| paragraph.heading.is_some());
    let top = paragraphs()
        .filter_map(|paragraph| heading(paragraph, bold))
        .min();
    let clauses = paragraphs().any(|paragraph| clause(paragraph).is_some());
    if top.is_none() && !clauses {
        return None;
    }
    let top = top.unwrap_or(1);
    let mut found = vec![Part::default()];
    for item in items {
        if let Item::Paragraph(paragraph) = item
            && !paragraph.is_blank()
        {
            let level = heading(paragraph, bold);
            if let Some(level) = level {
                let (label, heading) = labelled(paragraph);
                found.push(Part {
                    label,
                    heading,
                    level: (level - top + 1).min(DEEPEST),
                    items: Vec::new(),
                });
                continue;
            }
            if let Some((label, text)) = clause(paragraph) {
                found.push(Part {
                    label,
                    items: vec![Item::Paragraph(text)],
                    ..Part::default()
                });
                continue;
            }
        }
        if let Some(last) = found.last_mut() {
            last.items.push(item.clone());
        }
    }
    if found
        .first()
        .is_some_and(|first| first.items.iter().all(Item::is_blank))
    {
        found.remove(0);
    }
    Some(found)
}

/// A printed number as a clause's label: `4.1.5.` → `4.1.5`.
fn bare(label: &str) -> &str {
    label
        .trim()
        .trim_end_matches(['.', ')'])
        .trim_start_matches('(')
}

/// A heading's number, printed or typed, and its words.
fn labelled(paragraph: &Paragraph) -> (String, String) {
    let text = paragraph.text().replace(['\n', '\t'], " ");
    if let Some(number) = &paragraph.number
        && let Mark::Counted { label, .. } = &number.mark
    {
        let with = format!("{} x", label.trim());
        return match clause_number(&with) {
            Some((label, _)) => (label.to_owned(), text),
            // `Appendix A` is no clause number but part of the heading.
            None if bare(label).chars().all(|c| c.is_ascii_digit()) && !label.trim().is_empty() => {
                (bare(label).to_owned(), text)
            }
            None => (String::new(), format!("{} {text}", label.trim())),
        };
    }
    match clause_number(&text) {
        Some((label, words)) => {
            let words = words.trim_end_matches(|c: char| c == ':' || c.is_whitespace());
            (label.to_owned(), words.to_owned())
        }
        None => (String::new(), text),
    }
}

/// The number of a clause that has no heading, printed or typed, and its text.
fn clause(paragraph: &Paragraph) -> Option<(String, Paragraph)> {
    if paragraph.heading.is_some() || !matches!(paragraph.role, Role::Text) {
        return None;
    }
    if let Some(number) = &paragraph.number {
        let Mark::Counted { label, .. } = &number.mark else {
            return None;
        };
        let with = format!("{} x", label.trim());
        let (label, _) = clause_number(&with).filter(|(label, _)| label.contains('.'))?;
        let text = Paragraph {
            number: None,
            ..paragraph.clone()
        };
        return Some((label.to_owned(), text));
    }
    let raw = text_of(&paragraph.spans);
    let (label, rest) = clause_number(&raw).filter(|(label, _)| label.contains('.'))?;
    Some((
        label.to_owned(),
        paragraph.without_start(raw.len() - rest.len()),
    ))
}

/// Takes the title: a paragraph that is one by its style, else the only heading of the highest
/// level before all others.
fn take_title(items: &mut Vec<Item>) -> Option<String> {
    let styled = items.iter().position(
        |item| matches!(item, Item::Paragraph(paragraph) if paragraph.role == Role::Title && !paragraph.is_blank()),
    );
    let at = styled.or_else(|| {
        let levels: Vec<(usize, u8)> = items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| match item {
                Item::Paragraph(paragraph) => Some((at, paragraph.heading?)),
                Item::Table(_) => None,
            })
            .collect();
        let (at, level) = *levels.first()?;
        let others = levels.iter().skip(1);
        let alone = levels.len() > 1 && others.clone().all(|(_, other)| *other > level);
        let numbered =
            matches!(&items[at], Item::Paragraph(paragraph) if paragraph.number.is_some());
        (alone && !numbered).then_some(at)
    })?;
    let text = items.remove(at).text().replace('\n', " ");
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Takes the line that says when the policy was last modified.
fn take_modified(items: &mut Vec<Item>, left_out: &mut LeftOut) -> Option<chrono::NaiveDate> {
    let at = items.iter().position(|item| {
        matches!(item, Item::Paragraph(paragraph) if chrome::is_modification(&paragraph.text()))
    })?;
    let text = items[at].text();
    let (_, value) = text.split_once(':')?;
    let date = dates::parse_date(value.trim())?;
    left_out.add(&text);
    items.remove(at);
    Some(date)
}
