//! Bullets and numbers that somebody typed → those that Word would print.

use super::model::{Item, Mark, Number, Paragraph, Role, text_of};
use crate::import::bullets::{Nesting, marker};
use crate::import::marks;

/// The instance that typed bullets are of; typed numbers have those below it, one for each list.
const BULLETS: u32 = u32::MAX;

/// A column of text, in twentieths of a point: about as wide as a letter.
const COLUMN: i32 = 120;

/// The items with typed bullets and numbers as those of lists, blank ones left out.
pub(super) fn listed(items: &[Item]) -> Vec<Item> {
    let mut typed = Typed {
        nesting: Nesting::default(),
        number: 0,
        list: BULLETS,
        in_list: false,
    };
    let mut out = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Item::Paragraph(paragraph) if paragraph.is_blank() && paragraph.role == Role::Text => {}
            Item::Paragraph(paragraph) if may_be(paragraph) => {
                let found = lines(paragraph);
                out.extend(found.iter().map(|line| Item::Paragraph(typed.line(line))));
            }
            item => {
                typed.end();
                out.push(item.clone());
            }
        }
    }
    out
}

/// Whether a paragraph may be an item that was typed.
fn may_be(paragraph: &Paragraph) -> bool {
    paragraph.number.is_none() && paragraph.heading.is_none() && paragraph.role == Role::Text
}

/// The typed lists at a point of the text.
struct Typed {
    nesting: Nesting,
    /// The last number.
    number: u64,
    /// The instance that the numbers are of.
    list: u32,
    in_list: bool,
}

impl Typed {
    fn end(&mut self) {
        self.nesting.clear();
        (self.number, self.in_list) = (0, false);
    }

    fn line(&mut self, paragraph: &Paragraph) -> Paragraph {
        if let Some(item) = bullet(paragraph, self.in_list, &mut self.nesting) {
            self.in_list = true;
            return item;
        }
        if let Some((item, count)) = numbered(paragraph, self.number, self.list) {
            if count == 1 {
                self.list -= 1;
            }
            self.nesting.clear();
            (self.number, self.in_list) = (count, true);
            return Paragraph {
                number: item.number.map(|number| Number {
                    list: self.list,
                    ..number
                }),
                ..item
            };
        }
        self.end();
        paragraph.clone()
    }
}

/// A paragraph that starts with a bullet, as an item.
fn bullet(paragraph: &Paragraph, in_list: bool, nesting: &mut Nesting) -> Option<Paragraph> {
    let raw = text_of(&paragraph.spans);
    let text = raw.trim_start();
    let found = marker(text)?;
    // `§ 4` is a section of an act, `o` a bullet only below another.
    let is_item = !found.rest.trim().is_empty()
        && found.sign != '§'
        && (found.sign != 'o' || in_list)
        && !text.starts_with("**");
    if !is_item {
        return None;
    }
    let columns = usize::try_from(paragraph.indent / COLUMN).unwrap_or(0);
    let typed = raw.len() - text.len();
    let depth = nesting.depth(columns + typed, found.sign);
    let level = u8::try_from(depth).unwrap_or(8);
    let mut item = paragraph.without_start(raw.len() - found.rest.len());
    item.number = Some(Number {
        list: BULLETS,
        level,
        mark: Mark::Bullet,
    });
    item.indent = 360 * (i32::from(level) + 1);
    Some(item)
}

/// A paragraph that starts with the number after `last`, or with 1, as an item of a list.
fn numbered(paragraph: &Paragraph, last: u64, list: u32) -> Option<(Paragraph, u64)> {
    let raw = text_of(&paragraph.spans);
    let (label, rest) = marks::numbered(raw.trim_start())?;
    let count: u64 = label.parse().ok()?;
    if count != last + 1 && count != 1 {
        return None;
    }
    let mut item = paragraph.without_start(raw.len() - rest.len());
    let label = format!("{label}.");
    item.number = Some(Number {
        list,
        level: 0,
        mark: Mark::Counted { count, label },
    });
    item.indent = 360;
    Some((item, count))
}

/// A paragraph as several where one of its lines starts with a bullet.
fn lines(paragraph: &Paragraph) -> Vec<Paragraph> {
    let raw = text_of(&paragraph.spans);
    let starts = |line: &str| marker(line.trim_start()).is_some_and(|mark| !mark.rest.is_empty());
    // Where lines that start with one begin, counted in bytes of the whole text.
    let mut breaks = Vec::new();
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        if at > 0 && starts(line.trim_end()) {
            breaks.push(at);
        }
        at += line.len();
    }
    let mut found = Vec::with_capacity(breaks.len() + 1);
    let mut breaks = breaks.into_iter().peekable();
    let bare = Paragraph {
        spans: Vec::new(),
        number: paragraph.number.clone(),
        ..*paragraph
    };
    let mut line = bare.clone();
    let mut begun = 0;
    for span in &paragraph.spans {
        let mut from = 0;
        while let Some(at) = breaks.next_if(|at| *at <= begun + span.text.len()) {
            let to = at - begun;
            line.push(span, &span.text[from..to]);
            found.push(std::mem::replace(&mut line, bare.clone()));
            from = to;
        }
        line.push(span, &span.text[from..]);
        begun += span.text.len();
    }
    found.push(line);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::word::model::{Look, Span};

    fn listed_as(texts: &[&str]) -> Vec<String> {
        let items: Vec<Item> = texts
            .iter()
            .map(|text| {
                Item::Paragraph(Paragraph {
                    spans: vec![Span {
                        text: (*text).to_owned(),
                        look: Look::default(),
                        target: None,
                        lang: None,
                    }],
                    ..Paragraph::default()
                })
            })
            .collect();
        listed(&items)
            .iter()
            .map(|item| match item {
                Item::Paragraph(paragraph) => match &paragraph.number {
                    Some(Number {
                        level,
                        mark: Mark::Bullet,
                        ..
                    }) => {
                        format!("{level}• {}", paragraph.text())
                    }
                    Some(Number {
                        mark: Mark::Counted { label, .. },
                        ..
                    }) => {
                        format!("{label} {}", paragraph.text())
                    }
                    None => paragraph.text(),
                },
                Item::Table(_) => String::new(),
            })
            .collect()
    }

    #[test]
    fn typed_bullets_and_numbers_are_those_of_lists() {
        assert_eq!(
            listed_as(&[
                "Intro:", "•\tone", "o inner", "• two", "1. a", "2) b", "5. no", "2019. no",
                "§ 4 no", "o no"
            ]),
            [
                "Intro:",
                "0• one",
                "1• inner",
                "0• two",
                "1. a",
                "2. b",
                "5. no",
                "2019. no",
                "§ 4 no",
                "o no"
            ]
        );
    }

    #[test]
    fn bullets_on_lines_of_one_paragraph_are_items() {
        assert_eq!(
            listed_as(&["Lead:\n• one\nmore\n• two", "a\nb"]),
            ["Lead:", "0• one\nmore", "0• two", "a\nb"]
        );
    }
}
