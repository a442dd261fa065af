//! The tree of a page's main content → excerpts: headings, clauses, definitions, and the blocks
//! below them. Long, and one file: what an element holds and what a line holds call each other.

use dom_query::NodeRef;

use super::{clause_of, table};
use crate::document::{Block, Inline};
use crate::import::left_out::LeftOut;
use crate::import::rich::{Look, Rich};
use crate::import::units::Unit;
use crate::lang::Lang;
use crate::policy::{Excerpt, clause_number};

/// Elements of which nothing is kept.
const SKIPPED: [&str; 26] = [
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math",
    "canvas", "audio", "video", "map", "input", "select", "textarea", "button", "nav", "link",
    "meta", "head", "title", "img", "picture", "dialog", "form",
];

/// Elements that stand within a line.
const INLINE: [&str; 35] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn",
    "em", "font", "i", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Whether an element is no part of the text: a script, a control, or what is not shown.
pub(super) fn is_skipped(node: &NodeRef<'_>) -> bool {
    let name = node.node_name().unwrap_or_default();
    SKIPPED.contains(&name.as_ref())
        || node.has_attr("hidden")
        || node.attr("aria-hidden").as_deref() == Some("true")
        || ["wb-inv", "wb-sl", "pagedetails", "gc-nttvs"]
            .iter()
            .any(|class| node.has_class(class))
}

/// What a page's excerpts are gathered in.
pub(super) struct Page<'l> {
    lang: Option<Lang>,
    title: Option<String>,
    units: Vec<Unit>,
    /// The excerpt that text belongs to now.
    at: usize,
    line: Rich,
    /// The clauses that are being read, the innermost last.
    open: Vec<usize>,
    /// The clause that has gone on after its clauses.
    gapped: Option<usize>,
    left_out: &'l mut LeftOut,
}

impl<'l> Page<'l> {
    /// A page that says it is in `lang`.
    pub(super) fn new(lang: Option<Lang>, left_out: &'l mut LeftOut) -> Self {
        Self {
            lang,
            title: None,
            units: vec![Unit::default()],
            at: 0,
            line: Rich::default(),
            open: Vec::new(),
            gapped: None,
            left_out,
        }
    }

    /// The title and the excerpts.
    pub(super) fn finish(mut self) -> (Option<String>, Vec<Unit>) {
        self.flush();
        let preamble = self.units.first();
        if preamble.is_some_and(|unit| unit.blocks.is_empty()) {
            self.units.remove(0);
        }
        (self.title, self.units)
    }

    /// Reads what an element holds.
    pub(super) fn walk(&mut self, node: &NodeRef<'_>) {
        for child in node.children() {
            if child.is_text() {
                self.line.push(&child.text(), Look::default(), None);
                continue;
            }
            if !child.is_element() {
                continue;
            }
            if is_skipped(&child) {
                self.skip(&child);
                continue;
            }
            let name = child.node_name().unwrap_or_default();
            if INLINE.contains(&name.as_ref()) && !holds_blocks(&child) {
                if name.as_ref() == "br" {
                    self.line.push(" ", Look::default(), None);
                } else {
                    inline(&child, Look::default(), None, &mut self.line);
                }
                continue;
            }
            self.flush();
            self.element(&child, name.as_ref());
            self.flush();
        }
    }

    fn element(&mut self, node: &NodeRef<'_>, name: &str) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(node, name),
            "summary" => {
                let level = (self.level() + 1).min(5);
                self.headed(level, &text_of(node), None);
            }
            "ul" | "ol" if !is_clauses(node) => {
                let list = list(node);
                self.add(list);
            }
            "li" if node.has_class("pol-cla") => self.clause(node),
            "table" => {
                let blocks = table::blocks(node);
                self.add(blocks);
            }
            "dl" => self.definitions(node),
            "blockquote" => {
                let quoted = blocks(node);
                if !quoted.is_empty() {
                    self.add(vec![Block::Quote(quoted)]);
                }
            }
            "pre" => {
                let code = node.text().trim_matches('\n').to_owned();
                if !code.trim().is_empty() {
                    self.add(vec![Block::Code(code)]);
                }
            }
            _ => self.walk(node),
        }
    }

    /// Notes what is left out of words that a reader sees.
    fn skip(&mut self, node: &NodeRef<'_>) {
        let name = node.node_name().unwrap_or_default();
        if matches!(name.as_ref(), "nav" | "button" | "form") {
            self.left_out.add(&text_of(node));
        }
    }

    /// The level of the heading that text stands under now.
    fn level(&self) -> u8 {
        let above = self.units[..=self.at].iter().rev();
        above
            .map(|unit| unit.excerpt.level)
            .find(|level| *level > 0)
            .unwrap_or(0)
    }

    fn heading(&mut self, node: &NodeRef<'_>, name: &str) {
        let text = text_of(node);
        if text.is_empty() {
            return;
        }
        let level = name.as_bytes()[1] - b'0';
        if level == 1 && self.title.is_none() {
            self.title = Some(text);
            return;
        }
        self.headed(level.saturating_sub(1).max(1), &text, None);
    }

    fn headed(&mut self, level: u8, text: &str, english: Option<String>) {
        if text.is_empty() {
            return;
        }
        let (label, heading) = clause_number(text).unwrap_or(("", text));
        self.push(Unit {
            excerpt: Excerpt {
                label: label.to_owned(),
                heading: heading.to_owned(),
                level,
                ..Excerpt::default()
            },
            english,
            blocks: Vec::new(),
        });
    }

    fn push(&mut self, unit: Unit) {
        self.units.push(unit);
        self.at = self.units.len() - 1;
    }

    fn add(&mut self, blocks: Vec<Block>) {
        let last = self.units.len() - 1;
        let Some(unit) = self.units.get_mut(self.at).filter(|_| !blocks.is_empty()) else {
            return;
        };
        // What goes on after the clauses inside a clause stands with what led to them.
        if self.open.last() == Some(&self.at) && self.at < last && self.gapped != Some(self.at) {
            let gap = Inline::Text("[…]".to_owned());
            unit.blocks.push(Block::Paragraph(vec![gap]));
            self.gapped = Some(self.at);
        }
        unit.blocks.extend(blocks);
    }

    /// Ends a paragraph. One that starts with a clause's number is a clause.
    fn flush(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return;
        }
        let plain = line.plain();
        if is_notice(&plain) {
            self.left_out.add(&plain);
            return;
        }
        if let Some(number) = clause_of(&plain) {
            line.skip(number.len());
            // `4.1. Text`
            if line.plain().starts_with(". ") {
                line.skip(1);
            }
            self.push(Unit {
                excerpt: Excerpt {
                    label: number.to_owned(),
                    ..Excerpt::default()
                },
                ..Unit::default()
            });
        }
        self.add(vec![Block::Paragraph(line.inlines())]);
    }

    /// A clause that is marked as one. What follows the clauses inside it is its own again.
    fn clause(&mut self, node: &NodeRef<'_>) {
        let printed = node
            .element_children()
            .into_iter()
            .find(|child| child.has_class("pol-cla-id"));
        let number = printed.as_ref().map_or_else(
            || {
                let id = node.id_attr().unwrap_or_default();
                id.strip_prefix("cla").unwrap_or_default().to_owned()
            },
            text_of,
        );
        let number = number.trim_end_matches('.').to_owned();
        let above = self.at;
        self.push(Unit {
            excerpt: Excerpt {
                label: number,
                ..Excerpt::default()
            },
            ..Unit::default()
        });
        let own = self.at;
        self.open.push(own);
        for child in node.children() {
            self.at = own;
            if !child.has_class("pol-cla-id") {
                self.one(&child);
            }
        }
        self.at = own;
        self.flush();
        self.open.pop();
        self.at = above;
    }

    /// Reads one node of a clause.
    fn one(&mut self, child: &NodeRef<'_>) {
        if child.is_text() {
            self.line.push(&child.text(), Look::default(), None);
        } else if child.is_element() && !is_skipped(child) {
            let name = child.node_name().unwrap_or_default();
            if INLINE.contains(&name.as_ref()) && !holds_blocks(child) {
                inline(child, Look::default(), None, &mut self.line);
            } else {
                self.flush();
                self.element(child, name.as_ref());
                self.flush();
            }
        }
    }

    /// Terms and what they mean: each term heads an excerpt, named by its English in both languages.
    fn definitions(&mut self, node: &NodeRef<'_>) {
        let level = (self.level() + 1).min(5);
        let parts: Vec<NodeRef<'_>> = parts_of(node);
        let dated = parts.iter().any(|part| {
            let text = text_of(part).to_lowercase();
            text.starts_with("date modified") || text.starts_with("date de modification")
        });
        if dated {
            self.left_out.add(&text_of(node));
            return;
        }
        for part in parts {
            if part.node_name().as_deref() == Some("dt") {
                let (heading, english) = self.term(&part);
                self.headed(level, &heading, english);
                let mut line = Rich::default();
                inline(&part, Look::default(), None, &mut line);
                if line.plain() != heading {
                    self.add(vec![Block::Paragraph(line.inlines())]);
                }
            } else {
                let blocks = blocks(&part);
                self.add(blocks);
            }
        }
    }

    /// A term without its equivalent in brackets, and what it is in English.
    fn term(&self, node: &NodeRef<'_>) -> (String, Option<String>) {
        let whole = text_of(node);
        let other = node.descendants().into_iter().find_map(|inner| {
            let lang = Lang::from_code(&inner.attr("lang")?)?;
            (Some(lang) != self.lang).then(|| (lang, text_of(&inner)))
        });
        let own = whole.split(" (").next().unwrap_or(&whole).trim().to_owned();
        let english = match other {
            Some((Lang::En, english)) if !english.is_empty() => Some(english),
            _ => None,
        };
        (own, english)
    }
}

/// Whether a paragraph is the notice at the foot of an instrument's page.
fn is_notice(text: &str) -> bool {
    text.starts_with('©') || (text.starts_with("ISBN") && text.len() < 40)
}

/// The terms and definitions of a list, groups opened.
fn parts_of<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let mut parts = Vec::new();
    for child in node.element_children() {
        match child.node_name().as_deref() {
            Some("dt" | "dd") => parts.push(child),
            Some("div") => parts.extend(child.element_children()),
            _ => {}
        }
    }
    parts
}

/// Whether a list's items are clauses.
fn is_clauses(node: &NodeRef<'_>) -> bool {
    node.has_class("pol-cla")
        || node
            .element_children()
            .iter()
            .any(|item| item.has_class("pol-cla"))
}

/// Whether an element that stands within a line holds one that does not.
fn holds_blocks(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|inner| {
        let name = inner.node_name().unwrap_or_default();
        inner.is_element() && !INLINE.contains(&name.as_ref()) && !SKIPPED.contains(&name.as_ref())
    })
}

/// The text of an element in one line.
pub(super) fn text_of(node: &NodeRef<'_>) -> String {
    let mut line = Rich::default();
    inline(node, Look::default(), None, &mut line);
    line.plain()
}

/// What an element says within a line.
fn inline(node: &NodeRef<'_>, look: Look, link: Option<&str>, line: &mut Rich) {
    for child in node.children() {
        if child.is_text() {
            line.push(
                &child.text(),
                look_of(node, look),
                link_of(node).as_deref().or(link),
            );
        } else if child.is_element() && !is_skipped(&child) {
            let own = link_of(node);
            let name = child.node_name().unwrap_or_default();
            if name.as_ref() == "br" || !INLINE.contains(&name.as_ref()) {
                line.push(" ", look, None);
            }
            inline(&child, look_of(node, look), own.as_deref().or(link), line);
            if !INLINE.contains(&name.as_ref()) {
                line.push(" ", look, None);
            }
        }
    }
}

fn look_of(node: &NodeRef<'_>, mut look: Look) -> Look {
    match node.node_name().as_deref() {
        Some("em" | "i" | "cite" | "dfn" | "var") => look.emphasis = true,
        Some("strong" | "b") => look.strong = true,
        _ => {}
    }
    look
}

fn link_of(node: &NodeRef<'_>) -> Option<String> {
    let is_link = node.node_name().as_deref() == Some("a");
    let href = node.attr("href").filter(|_| is_link)?;
    Some(href.trim().to_owned())
}

/// The text of a cell: its paragraphs and items in lines of their own.
pub(super) fn inline_text(node: &NodeRef<'_>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for line in lines(node) {
        if !out.is_empty() {
            out.push(Inline::HardBreak);
        }
        out.extend(line);
    }
    out
}

fn lines(node: &NodeRef<'_>) -> Vec<Vec<Inline>> {
    let mut out = Vec::new();
    for block in blocks(node) {
        match block {
            Block::Paragraph(line) | Block::Heading { content: line, .. } => out.push(line),
            Block::List { items, .. } => out.extend(flattened(items)),
            Block::Quote(inner) => out.extend(flattened(vec![inner])),
            Block::Table { head, rows } => {
                out.extend(head);
                out.extend(rows.into_iter().flatten());
            }
            Block::Code(code) => out.extend(code.lines().map(|l| vec![Inline::Text(l.to_owned())])),
            Block::Rule => {}
        }
    }
    out.retain(|line| !line.is_empty());
    out
}

fn flattened(items: Vec<Vec<Block>>) -> Vec<Vec<Inline>> {
    let mut out = Vec::new();
    for block in items.into_iter().flatten() {
        match block {
            Block::Paragraph(line) | Block::Heading { content: line, .. } => out.push(line),
            Block::List { items, .. } => out.extend(flattened(items)),
            Block::Quote(inner) => out.extend(flattened(vec![inner])),
            _ => {}
        }
    }
    out
}

/// What an element holds as blocks, without excerpts of its own: an item, a cell, a definition.
fn blocks(node: &NodeRef<'_>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut line = Rich::default();
    gather(node, &mut line, &mut out);
    end(&mut line, &mut out);
    out
}

fn end(line: &mut Rich, out: &mut Vec<Block>) {
    let line = std::mem::take(line);
    if !line.is_empty() {
        out.push(Block::Paragraph(line.inlines()));
    }
}

fn gather(node: &NodeRef<'_>, line: &mut Rich, out: &mut Vec<Block>) {
    for child in node.children() {
        if child.is_text() {
            line.push(&child.text(), Look::default(), None);
            continue;
        }
        if !child.is_element() || is_skipped(&child) {
            continue;
        }
        let name = child.node_name().unwrap_or_default();
        if INLINE.contains(&name.as_ref()) && !holds_blocks(&child) {
            inline(&child, Look::default(), None, line);
            if name.as_ref() == "br" {
                line.push(" ", Look::default(), None);
            }
            continue;
        }
        end(line, out);
        match name.as_ref() {
            "ul" | "ol" => out.extend(list(&child)),
            "table" => out.extend(table::blocks(&child)),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let text = text_of(&child);
                if !text.is_empty() {
                    let strong = Inline::Strong(vec![Inline::Text(text)]);
                    out.push(Block::Paragraph(vec![strong]));
                }
            }
            _ => gather(&child, line, out),
        }
        end(line, out);
    }
}

/// A list; nothing where it has no words.
fn list(node: &NodeRef<'_>) -> Vec<Block> {
    let mut items: Vec<Vec<Block>> = Vec::new();
    for child in node.element_children() {
        if is_skipped(&child) {
            continue;
        }
        let blocks = blocks(&child);
        if blocks.is_empty() {
            continue;
        }
        let nested = matches!(child.node_name().as_deref(), Some("ul" | "ol"));
        match items.last_mut().filter(|_| nested) {
            Some(last) => last.extend(list(&child)),
            None => items.push(blocks),
        }
    }
    let numbered = node.node_name().as_deref() == Some("ol");
    let first = node
        .attr("start")
        .and_then(|start| start.trim().parse().ok());
    if items.is_empty() {
        return Vec::new();
    }
    let start = numbered.then(|| first.unwrap_or(1));
    vec![Block::List { start, items }]
}
