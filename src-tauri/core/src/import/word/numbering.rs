//! The numbers and bullets that Word prints before paragraphs, counted as Word counts them.

use std::collections::HashMap;

use super::model::{Mark, Number};
use super::part;
use super::styles::{Styles, indent};
use crate::import::ImportError;
use crate::xml::Element;

/// How many levels a list has.
const LEVELS: usize = 9;

/// No label is longer, in characters.
const LONGEST: usize = 60;

/// How a level of a list counts.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u64,
    /// `decimal`, `lowerLetter`, `bullet`, …
    format: String,
    /// What is printed: `%1.%2.`
    text: String,
    /// Whether the numbers of other levels are printed as digits.
    legal: bool,
    /// The paragraph style that is on this level.
    style: Option<String>,
    indent: Option<i32>,
    /// The level, counted from 1, after which the count starts anew; 0 for never.
    restart: Option<usize>,
}

#[derive(Debug, Clone, Default)]
struct Kind {
    levels: HashMap<usize, Level>,
    /// The numbering style that says how it counts, and the one that it is.
    linked: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Instance {
    kind: i64,
    starts: HashMap<usize, u64>,
    levels: HashMap<usize, Level>,
}

/// A document's lists, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: HashMap<i64, Kind>,
    instances: HashMap<u32, Instance>,
    /// The counts of each kind's levels.
    counts: HashMap<i64, [Option<u64>; LEVELS]>,
    /// Which instances have begun at which level.
    begun: HashMap<u32, [bool; LEVELS]>,
}

impl Numbering {
    pub(super) fn read(text: &str, styles: &Styles) -> Result<Self, ImportError> {
        let mut numbering = Self::default();
        part::read(text, 1, &mut |element| {
            match element.name.as_str() {
                "w:abstractNum" => {
                    if let Some(id) = whole(element.attribute("w:abstractNumId")) {
                        numbering.kinds.insert(id, Kind::read(&element));
                    }
                }
                "w:num" => {
                    if let Some(id) = element.attribute("w:numId")
                        && let Ok(id) = id.trim().parse()
                    {
                        numbering.instances.insert(id, Instance::read(&element));
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        // A kind may only name the style that says how it counts.
        for instance in numbering.instances.values_mut() {
            let linked = numbering
                .kinds
                .get(&instance.kind)
                .and_then(|kind| kind.linked.as_ref());
            if let Some(style) = linked.and_then(|style| styles.get(style))
                && let Some((list, _)) = style.number
            {
                instance.kind = -1 - i64::from(list);
            }
        }
        let real: HashMap<u32, i64> = numbering
            .instances
            .iter()
            .map(|(id, instance)| (*id, instance.kind))
            .collect();
        for instance in numbering.instances.values_mut() {
            if instance.kind < 0 {
                let list = u32::try_from(-1 - instance.kind).unwrap_or_default();
                instance.kind = real
                    .get(&list)
                    .copied()
                    .filter(|kind| *kind >= 0)
                    .unwrap_or(-1);
            }
        }
        Ok(numbering)
    }

    /// The next number of a list, and how far it sets the text in. `style` is that of the
    /// paragraph, which may tell the level. `None` where nothing is printed.
    pub(super) fn next(
        &mut self,
        list: u32,
        level: Option<u8>,
        style: Option<&str>,
    ) -> Option<(Number, Option<i32>)> {
        let instance = self.instances.get(&list)?;
        let kind = self.kinds.get(&instance.kind);
        let level_of = |level: usize| {
            instance
                .levels
                .get(&level)
                .or_else(|| kind?.levels.get(&level))
        };
        let level = level.map(usize::from).or_else(|| {
            let style = style?;
            (0..LEVELS).find(|level| {
                level_of(*level).is_some_and(|level| level.style.as_deref() == Some(style))
            })
        });
        let level = level.unwrap_or(0).min(LEVELS - 1);
        let own = level_of(level)?.clone();
        let number = |mark| Number {
            list,
            level: u8::try_from(level).unwrap_or(0),
            mark,
        };
        if own.format == "bullet" {
            return Some((number(Mark::Bullet), own.indent));
        }
        let restarts: Vec<bool> = (0..LEVELS)
            .map(|deeper| {
                let restart = level_of(deeper).and_then(|level| level.restart);
                deeper > level && restart.is_none_or(|after| after > level)
            })
            .collect();
        let counts = self.counts.entry(instance.kind).or_default();
        let begun = self.begun.entry(list).or_default();
        let start = instance.starts.get(&level).copied();
        let count = match (counts[level], start) {
            (_, Some(start)) if !begun[level] => start,
            (Some(count), _) => count.saturating_add(1),
            (None, _) => own.start,
        };
        begun[level] = true;
        counts[level] = Some(count);
        for deeper in level + 1..LEVELS {
            if restarts[deeper] {
                counts[deeper] = None;
            }
        }
        let counts = *counts;
        let label = label(&own, level, |level| {
            let other = level_of(level)?;
            Some((counts[level].unwrap_or(other.start), other.format.as_str()))
        });
        let nothing = own.format == "none" && label.trim().is_empty();
        (!nothing).then(|| (number(Mark::Counted { count, label }), own.indent))
    }
}

/// What is printed: the level's text with each `%n` replaced by the number of level n.
fn label<'l>(own: &Level, level: usize, count: impl Fn(usize) -> Option<(u64, &'l str)>) -> String {
    let mut out = String::new();
    let mut signs = own.text.chars().peekable();
    while let Some(sign) = signs.next() {
        let digit = signs.peek().and_then(|digit| digit.to_digit(10));
        match digit {
            Some(digit @ 1..) if sign == '%' => {
                signs.next();
                let at = digit as usize - 1;
                if at <= level
                    && let Some((count, format)) = count(at)
                {
                    let format = if own.legal { "decimal" } else { format };
                    out.push_str(&counted(count, format));
                }
            }
            _ => out.push(sign),
        }
    }
    out.chars()
        .take(LONGEST)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A number as a list's format prints it.
fn counted(count: u64, format: &str) -> String {
    match format {
        "none" => String::new(),
        "decimalZero" if count < 10 => format!("0{count}"),
        "lowerLetter" => letters(count).to_lowercase(),
        "upperLetter" => letters(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        _ => count.to_string(),
    }
}

/// A to Z, then AA to ZZ: the letter repeated, as Word counts.
fn letters(count: u64) -> String {
    let Some(before) = count.checked_sub(1) else {
        return "0".to_owned();
    };
    let times = before / 26 + 1;
    let letter = u8::try_from(before % 26).map_or('A', |at| char::from(b'A' + at));
    match usize::try_from(times) {
        Ok(times) if times <= 8 => String::from(letter).repeat(times),
        _ => count.to_string(),
    }
}

fn roman(count: u64) -> String {
    const SIGNS: [(u64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count == 0 || count > 3_999 {
        return count.to_string();
    }
    let mut left = count;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    out
}

impl Kind {
    fn read(element: &Element) -> Self {
        Self {
            levels: levels(element),
            linked: element
                .find("w:numStyleLink")
                .and_then(|link| link.attribute("w:val"))
                .map(str::to_owned),
        }
    }
}

impl Instance {
    fn read(element: &Element) -> Self {
        let kind = element
            .find("w:abstractNumId")
            .and_then(|kind| kind.attribute("w:val"));
        let mut instance = Self {
            kind: whole(kind).unwrap_or(-1),
            ..Self::default()
        };
        for change in element
            .elements()
            .filter(|child| child.name == "w:lvlOverride")
        {
            let Some(level) = place(change) else { continue };
            let start = change.find("w:startOverride");
            if let Some(start) = start.and_then(|start| count(start.attribute("w:val"))) {
                instance.starts.insert(level, start);
            }
            instance.levels.extend(levels(change));
        }
        instance
    }
}

fn levels(element: &Element) -> HashMap<usize, Level> {
    element
        .elements()
        .filter(|child| child.name == "w:lvl")
        .filter_map(|child| Some((place(child)?, Level::read(child))))
        .collect()
}

impl Level {
    fn read(element: &Element) -> Self {
        let val = |name: &str| {
            element
                .find(name)
                .and_then(|child| child.attribute("w:val"))
        };
        Self {
            start: count(val("w:start")).unwrap_or(1),
            format: val("w:numFmt").unwrap_or("decimal").to_owned(),
            text: val("w:lvlText")
                .unwrap_or_default()
                .chars()
                .take(LONGEST)
                .collect(),
            legal: super::styles::switch(element, "w:isLgl") == Some(true),
            style: val("w:pStyle").map(str::to_owned),
            indent: element.find("w:pPr").and_then(indent),
            restart: val("w:lvlRestart").and_then(|level| level.trim().parse().ok()),
        }
    }
}

/// The level that an element is about.
fn place(element: &Element) -> Option<usize> {
    let level = element.attribute("w:ilvl")?.trim().parse().ok()?;
    (level < LEVELS).then_some(level)
}

fn whole(number: Option<&str>) -> Option<i64> {
    number?.trim().parse().ok().filter(|number| *number >= 0)
}

/// A count; Word has none below 0.
fn count(number: Option<&str>) -> Option<u64> {
    let number: i64 = number?.trim().parse().ok()?;
    u64::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAUSES: &str = "<w:numbering><w:abstractNum w:abstractNumId='0'>\
        <w:lvl w:ilvl='0'><w:start w:val='4'/><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl>\
        <w:lvl w:ilvl='1'><w:numFmt w:val='decimal'/><w:isLgl/><w:lvlText w:val='%1.%2'/></w:lvl>\
        <w:lvl w:ilvl='2'><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%3)'/></w:lvl>\
        <w:lvl w:ilvl='3'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/></w:lvl></w:abstractNum>\
        <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
        <w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride></w:num>\
        </w:numbering>";

    fn printed(numbering: &mut Numbering, list: u32, level: u8) -> String {
        match numbering
            .next(list, Some(level), None)
            .map(|(number, _)| number.mark)
        {
            Some(Mark::Counted { label, .. }) => label,
            Some(Mark::Bullet) => "•".to_owned(),
            None => String::new(),
        }
    }

    #[test]
    fn clauses_are_numbered_as_word_prints_them() {
        let mut numbering = Numbering::read(CLAUSES, &Styles::default()).unwrap();
        let found: Vec<String> = [
            (1, 0),
            (1, 1),
            (1, 1),
            (1, 2),
            (1, 2),
            (1, 3),
            (1, 1),
            (1, 2),
            (1, 0),
            (1, 1),
            (2, 0),
            (2, 1),
            (2, 0),
            (7, 0),
        ]
        .into_iter()
        .map(|(list, level)| printed(&mut numbering, list, level))
        .collect();
        assert_eq!(
            found,
            [
                "IV.", "4.1", "4.2", "(a)", "(b)", "•", "4.3", "(a)", "V.", "5.1", "IX.", "9.1",
                "X.", ""
            ]
        );
    }

    #[test]
    fn huge_numbers_and_circles_of_styles_are_taken() {
        let text = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:numStyleLink w:val='L'/></w:abstractNum>\
            <w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='9223372036854775807'/>\
            <w:numFmt w:val='lowerLetter'/><w:lvlText w:val='%1%9%0%'/></w:lvl></w:abstractNum>\
            <w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>\
            <w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
        let styles = Styles::read(
            "<w:styles><w:style w:type='numbering' w:styleId='L'><w:name w:val='L'/>\
             <w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>",
        )
        .unwrap();
        let mut numbering = Numbering::read(text, &styles).unwrap();
        assert_eq!(printed(&mut numbering, 1, 0), "");
        assert_eq!(printed(&mut numbering, 2, 0), "9223372036854775807%0%");
        assert_eq!(printed(&mut numbering, 2, 8), "");
    }

    #[test]
    fn numbers_are_written_in_every_format() {
        for (count, format, written) in [
            (7, "decimalZero", "07"),
            (28, "upperLetter", "BB"),
            (1994, "lowerRoman", "mcmxciv"),
            (4000, "upperRoman", "4000"),
            (3, "ordinal", "3"),
            (0, "lowerLetter", "0"),
        ] {
            assert_eq!(counted(count, format), written);
        }
    }
}
