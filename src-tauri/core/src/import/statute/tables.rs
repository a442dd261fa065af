//! Whatever of a statute is no provision: paragraphs, lists and tables.

use super::Statute;
use crate::document::{Block, Inline};
use crate::import::rich::{Look, Rich};
use crate::lang::Lang;
use crate::xml::{Element, Node};

impl Statute {
    /// What an element says, as paragraphs, lists and tables.
    pub(super) fn blocks(&self, element: &Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.block(element, &mut blocks);
        blocks
    }

    fn block(&self, element: &Element, blocks: &mut Vec<Block>) {
        match element.name.as_str() {
            "TitleText" | "Label" | "MarginalNote" | "HistoricalNote" | "ImageGroup" => {}
            "table" => blocks.extend(self.table(element)),
            "BilingualItemEn" if self.lang == Lang::Fr => {}
            "BilingualItemFr" if self.lang == Lang::En => {}
            "BilingualItemEn" | "BilingualItemFr" | "Paragraph" | "Subparagraph" | "Clause"
            | "Subclause" | "Item" => {
                let item = self.item(element);
                match blocks.last_mut() {
                    Some(Block::List { items, .. }) => items.push(item),
                    _ => blocks.push(Block::List {
                        start: None,
                        items: vec![item],
                    }),
                }
            }
            _ if is_text(element) => {
                let rich = self.rich(element);
                if !rich.is_empty() {
                    blocks.push(Block::Paragraph(rich.inlines()));
                }
            }
            _ => {
                for child in element.elements() {
                    self.block(child, blocks);
                }
            }
        }
    }

    /// An item of a list, with its letter or number as written.
    fn item(&self, element: &Element) -> Vec<Block> {
        if is_text(element) {
            return vec![Block::Paragraph(self.rich(element).inlines())];
        }
        let mut blocks = Vec::new();
        for child in element.elements() {
            self.block(child, &mut blocks);
        }
        if let Some(number) = element.find("Label").map(|label| self.rich(label).plain()) {
            match blocks.first_mut() {
                Some(Block::Paragraph(text)) => {
                    text.insert(0, Inline::Text(format!("{number} ")));
                }
                _ => blocks.insert(0, Block::Paragraph(vec![Inline::Text(number)])),
            }
        }
        blocks
    }

    fn table(&self, table: &Element) -> Option<Block> {
        let mut rows = Vec::new();
        self.rows(table, &mut rows);
        let columns = rows
            .iter()
            .map(Vec::len)
            .max()
            .filter(|columns| *columns > 0)?;
        for row in &mut rows {
            row.resize_with(columns, Vec::new);
        }
        let mut rows = rows.into_iter();
        Some(Block::Table {
            align: vec![None; columns],
            head: rows.next()?,
            rows: rows.collect(),
        })
    }

    fn rows(&self, element: &Element, rows: &mut Vec<Vec<Vec<Inline>>>) {
        for child in element.elements() {
            if child.name == "row" {
                let cells = child.elements().filter(|cell| cell.name == "entry");
                rows.push(cells.map(|cell| self.cell(cell)).collect());
            } else {
                self.rows(child, rows);
            }
        }
    }

    fn cell(&self, cell: &Element) -> Vec<Inline> {
        let mut rich = Rich::default();
        for node in &cell.children {
            match node {
                Node::Text(text) => rich.push(text, Look::default(), None),
                Node::Element(child) if child.name == "BilingualGroup" => {
                    let own = match self.lang {
                        Lang::En => "BilingualItemEn",
                        Lang::Fr => "BilingualItemFr",
                    };
                    for item in child.elements().filter(|item| item.name == own) {
                        self.gather(item, Look::default(), &mut rich);
                    }
                }
                Node::Element(child) => self.gather(child, Look::default(), &mut rich),
            }
        }
        rich.inlines()
    }
}

/// Whether an element holds text of its own, or nothing but running text.
fn is_text(element: &Element) -> bool {
    let own = element.children.iter().any(|node| match node {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(_) => false,
    });
    own || matches!(element.name.as_str(), "Text" | "OriginatingRef")
}
