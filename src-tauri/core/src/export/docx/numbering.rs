//! The lists of a document: every list has a numbering instance of its own, so that none runs on
//! from another.

use docx_rs::{
    AbstractNumbering, IndentLevel, Level, LevelJc, LevelOverride, LevelText, NumberFormat,
    Numbering, NumberingId, Numberings, Paragraph, SpecialIndentType, Start,
};

/// How far each level of a list is set in, in twentieths of a point.
pub(super) const INDENT: i32 = 425;

/// The deepest level of a list in Word.
const MAX_LEVEL: usize = 8;

/// The highest number Word counts to in a list.
const MAX_NUMBER: u64 = 32_767;

/// What is put before a list's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bullets = 2,
    Numbers = 3,
    Sources = 4,
}

/// One list: its numbering instance and its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct List {
    id: usize,
    level: usize,
}

impl List {
    pub(super) fn put_on(self, paragraph: Paragraph) -> Paragraph {
        paragraph.numbering(NumberingId::new(self.id), IndentLevel::new(self.level))
    }

    pub(super) fn level(self) -> usize {
        self.level
    }

    /// How far its text is set in.
    pub(super) fn indent(self) -> i32 {
        i32::try_from(self.level + 1).map_or(INDENT, |levels| levels * INDENT)
    }
}

/// The numbering instances of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    instances: Vec<Numbering>,
}

impl Lists {
    /// A new list. `None` where it starts with a number to which Word does not count: its numbers
    /// are then written as text.
    pub(super) fn open(&mut self, start: Option<u64>, level: usize) -> Option<List> {
        let kind = match start {
            Some(number) if number > MAX_NUMBER => return None,
            Some(_) => Kind::Numbers,
            None => Kind::Bullets,
        };
        Some(self.add(kind, start.unwrap_or(1), level))
    }

    /// The list of a side's sources.
    pub(super) fn open_sources(&mut self) -> List {
        self.add(Kind::Sources, 1, 0)
    }

    fn add(&mut self, kind: Kind, start: u64, level: usize) -> List {
        // docx-rs writes an abstract list and an instance with id 1 of its own.
        let id = self.instances.len() + 2;
        let level = level.min(MAX_LEVEL);
        let start = usize::try_from(start).unwrap_or(1);
        self.instances.push(
            Numbering::new(id, kind as usize).add_override(LevelOverride::new(level).start(start)),
        );
        List { id, level }
    }

    pub(super) fn into_numberings(self) -> Numberings {
        let mut numberings = Numberings::new()
            .add_abstract_numbering(abstract_list(Kind::Bullets, |level| {
                ("bullet", ["•", "–", "▪"][level % 3].to_owned())
            }))
            .add_abstract_numbering(abstract_list(Kind::Numbers, |level| {
                let format = ["decimal", "lowerLetter", "lowerRoman"][level % 3];
                (format, format!("%{}.", level + 1))
            }))
            .add_abstract_numbering(abstract_list(Kind::Sources, |level| {
                ("decimal", format!("[%{}]", level + 1))
            }));
        numberings.numberings = self.instances;
        numberings
    }
}

fn abstract_list(
    kind: Kind,
    format: impl Fn(usize) -> (&'static str, String),
) -> AbstractNumbering {
    (0..=MAX_LEVEL).fold(AbstractNumbering::new(kind as usize), |list, level| {
        let (format, text) = format(level);
        let left = List { id: 0, level }.indent();
        list.add_level(
            Level::new(
                level,
                Start::new(1),
                NumberFormat::new(format),
                LevelText::new(text),
                LevelJc::new("left"),
            )
            .indent(
                Some(left),
                Some(SpecialIndentType::Hanging(INDENT)),
                None,
                None,
            ),
        )
    })
}
