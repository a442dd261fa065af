//! A passage of a text: what it says, and the Markdown that says it with its marks.
//!
//! Between the two stand *runs*: stretches of plain text with the marks they carry. They can be cut
//! at a sentence's end and put together again, which Markdown itself cannot.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::markdown;
use crate::document::{Block, Inline, parse};

/// A passage: the text of a bullet, a paragraph or a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
pub struct Passage {
    /// What it says, without marks.
    pub text: String,
    /// The same in Markdown, with bold, italic, links and citations.
    pub markdown: String,
}

impl Passage {
    /// The passage of a text without marks; line ends and tabs in it count as spaces.
    pub fn plain(text: &str) -> Self {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        Runs::plain(&words.join(" ")).trimmed().passage()
    }

    /// The passage of a Markdown text of one block; of several, one after the other.
    pub fn of_markdown(markdown: &str) -> Self {
        runs_of(markdown).passage()
    }
}

/// The runs of a Markdown text; of several blocks, one after the other.
pub(super) fn runs_of(markdown: &str) -> Runs {
    let leaves = leaves(&parse(markdown).blocks);
    Runs::joined(leaves.iter().map(|leaf| &leaf.runs))
}

/// What a stretch of text carries.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each mark stands with or without any other"
)]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Marks {
    pub(super) link: Option<String>,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) strikethrough: bool,
    pub(super) code: bool,
    /// A citation: its text is its Markdown.
    pub(super) citation: bool,
}

/// A stretch of text with the same marks throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) marks: Marks,
}

/// A passage as runs. Neighbours differ in their marks, none is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Runs(Vec<Run>);

impl Runs {
    pub(super) fn plain(text: &str) -> Self {
        let mut runs = Self::default();
        runs.push(text, &Marks::default());
        runs
    }

    /// The runs of a block's content.
    pub(super) fn of(inlines: &[Inline]) -> Self {
        let mut runs = Self::default();
        runs.take(inlines, &Marks::default());
        runs.trimmed()
    }

    /// Passages one after the other, a space between them.
    pub(super) fn joined<'a>(passages: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut joined = Self::default();
        for passage in passages {
            if !joined.0.is_empty() && !passage.0.is_empty() {
                joined.push(" ", &Marks::default());
            }
            for run in &passage.0 {
                joined.push(&run.text, &run.marks);
            }
        }
        joined
    }

    pub(super) fn push(&mut self, text: &str, marks: &Marks) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.marks == *marks => last.text.push_str(text),
            _ => self.0.push(Run {
                text: text.to_owned(),
                marks: marks.clone(),
            }),
        }
    }

    fn take(&mut self, inlines: &[Inline], marks: &Marks) {
        for inline in inlines {
            let mut marks = marks.clone();
            match inline {
                Inline::Strong(_) => marks.strong = true,
                Inline::Emphasis(_) => marks.emphasis = true,
                Inline::Strikethrough(_) => marks.strikethrough = true,
                Inline::Link { url, .. } => marks.link = Some(url.clone()),
                Inline::Code(_) => marks.code = true,
                Inline::Citation(_) => marks.citation = true,
                Inline::Text(_) | Inline::SoftBreak | Inline::HardBreak => {}
            }
            match inline {
                Inline::Strong(content)
                | Inline::Emphasis(content)
                | Inline::Strikethrough(content)
                | Inline::Link { content, .. } => self.take(content, &marks),
                Inline::Text(text) | Inline::Code(text) => self.push(text, &marks),
                Inline::Citation(citation) => self.push(&citation.to_string(), &marks),
                Inline::SoftBreak => self.push(" ", &marks),
                Inline::HardBreak => self.push("\n", &marks),
            }
        }
    }

    pub(super) fn as_slice(&self) -> &[Run] {
        &self.0
    }

    pub(super) fn text(&self) -> String {
        self.0.iter().map(|run| run.text.as_str()).collect()
    }

    /// The part of the passage that stands at `range` of its text.
    pub(super) fn slice(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        let mut start = 0;
        for run in &self.0 {
            let end = start + run.text.len();
            let (from, to) = (range.start.max(start), range.end.min(end));
            if let Some(text) = (from < to)
                .then(|| run.text.get(from - start..to - start))
                .flatten()
            {
                part.push(text, &run.marks);
            }
            start = end;
        }
        part
    }

    /// The passage with `new` in place of what stands at `range` of its text.
    pub(super) fn replaced(&self, range: Range<usize>, new: &str) -> Self {
        let end = self.0.iter().map(|run| run.text.len()).sum();
        let marks = self.slice(range.clone());
        let marks = marks.0.first().map(|run| run.marks.clone());
        let mut replaced = self.slice(0..range.start);
        replaced.push(new, &marks.unwrap_or_default());
        for run in self.slice(range.end..end).0 {
            replaced.push(&run.text, &run.marks);
        }
        replaced
    }

    /// The passage without blanks around it.
    pub(super) fn trimmed(self) -> Self {
        let text = self.text();
        let start = text.len() - text.trim_start().len();
        let end = start + text.trim().len();
        if start == 0 && end == text.len() {
            return self;
        }
        self.slice(start..end)
    }

    /// Puts the link `new`, or none, in place of the link `old`.
    pub(super) fn relink(&mut self, old: &str, new: Option<&str>) {
        for mut run in std::mem::take(&mut self.0) {
            if run.marks.link.as_deref() == Some(old) {
                run.marks.link = new.map(str::to_owned);
            }
            self.push(&run.text, &run.marks);
        }
    }

    /// The passage with one space where there are several.
    pub(super) fn collapsed(&self) -> Self {
        let mut collapsed = Self::default();
        let mut after_space = true;
        for run in &self.0 {
            let mut text = String::with_capacity(run.text.len());
            for c in run.text.chars() {
                if c != ' ' || !after_space {
                    text.push(c);
                }
                after_space = matches!(c, ' ' | '\n');
            }
            collapsed.push(&text, &run.marks);
        }
        collapsed
    }

    pub(super) fn passage(&self) -> Passage {
        Passage {
            text: self.text(),
            markdown: markdown::written(self),
        }
    }
}

/// What a block is. Blocks of different shapes are seldom each other's translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Paragraph,
    Heading,
    Item,
    Cell,
    /// What an if-pressed block is about.
    Topic,
}

/// A block that holds text and no other blocks.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) shape: Shape,
    pub(super) runs: Runs,
}

/// The blocks of a document that hold text, in order. Preformatted text is left out.
pub(super) fn leaves(blocks: &[Block]) -> Vec<Leaf> {
    let mut found = Vec::new();
    gather(blocks, Shape::Paragraph, &mut found);
    found.retain(|leaf| !leaf.runs.0.is_empty());
    found
}

fn gather(blocks: &[Block], shape: Shape, found: &mut Vec<Leaf>) {
    let leaf = |shape, content: &[Inline]| Leaf {
        shape,
        runs: Runs::of(content),
    };
    for block in blocks {
        match block {
            Block::Paragraph(content) => found.push(leaf(shape, content)),
            Block::Heading { content, .. } => found.push(leaf(Shape::Heading, content)),
            Block::Table { head, rows, .. } => {
                let cells = std::iter::once(head).chain(rows).flatten();
                found.extend(cells.map(|cell| leaf(Shape::Cell, cell)));
            }
            Block::List { items, .. } => {
                for item in items {
                    gather(item, Shape::Item, found);
                }
            }
            Block::Quote(blocks) => gather(blocks, shape, found),
            Block::Code(_) | Block::Rule => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_says_the_same_with_and_without_its_marks() {
        let source = "The **new** [guide](https://canada.ca/a_b) says *all*, see [@guide#3.1].";
        let passage = Passage::of_markdown(source);
        assert_eq!(passage.text, "The new guide says all, see [@guide#3.1].");
        assert_eq!(passage.markdown, source);
    }

    #[test]
    fn a_part_keeps_the_marks_that_reach_into_it() {
        let runs = Runs::of(match &parse("One **two. Three** four.").blocks[0] {
            Block::Paragraph(content) => content,
            other => panic!("{other:?}"),
        });
        let text = runs.text();
        let cut = text.find("Three").unwrap();
        assert_eq!(
            runs.slice(0..cut).trimmed().passage().markdown,
            "One **two.**"
        );
        assert_eq!(
            runs.slice(cut..text.len()).passage().markdown,
            "**Three** four."
        );
        let at = text.find("two").unwrap();
        assert_eq!(
            runs.replaced(at..at + 3, "five").passage().markdown,
            "One **five. Three** four."
        );
    }

    #[test]
    fn every_block_that_holds_text_is_a_leaf() {
        let source = "# Head\n\nWords\n\n- one\n  - two\n\n| a | b |\n|---|---|\n| | d |\n\n> said\n\n```\ncode\n```\n";
        let found: Vec<(Shape, String)> = leaves(&parse(source).blocks)
            .into_iter()
            .map(|leaf| (leaf.shape, leaf.runs.text()))
            .collect();
        let expected = [
            (Shape::Heading, "Head"),
            (Shape::Paragraph, "Words"),
            (Shape::Item, "one"),
            (Shape::Item, "two"),
            (Shape::Cell, "a"),
            (Shape::Cell, "b"),
            (Shape::Cell, "d"),
            (Shape::Paragraph, "said"),
        ];
        assert_eq!(
            found,
            expected.map(|(shape, text)| (shape, text.to_owned()))
        );
    }
}
