//! The lists of a document: every list has a numbering instance of its own, so that none runs on
//! from another. The two languages have kinds of list of their own too: instances of one kind share
//! a counter in Word, and side by side the items of both languages alternate.

use docx_rs::{
    AbstractNumbering, IndentLevel, Level, LevelJc, LevelOverride, LevelText, NumberFormat,
    Numbering, NumberingId, Numberings, Paragraph, SpecialIndentType, Start,
};

use crate::lang::Lang;

/// How far each level of a list is set in, in twentieths of a point.
pub(super) const INDENT: i32 = 425;

/// The deepest level of a list in Word.
const MAX_LEVEL: usize = 8;

/// The highest number Word counts to in a list.
const MAX_NUMBER: u64 = 32_767;

/// What is put before a list's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bullets,
    Numbers,
    Sources,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Bullets, Self::Numbers, Self::Sources];

    /// The id of this kind of list. docx-rs writes one with the id 1 of its own accord.
    fn id(self, lang: Lang) -> usize {
        2 + self as usize + Self::ALL.len() * (lang as usize)
    }

    /// How a level counts, and what it prints.
    fn format(self, level: usize) -> (&'static str, String) {
        match self {
            Self::Bullets => ("bullet", ["•", "–", "▪"][level % 3].to_owned()),
            Self::Numbers => {
                let format = ["decimal", "lowerLetter", "lowerRoman"][level % 3];
                (format, format!("%{}.", level + 1))
            }
            Self::Sources => ("decimal", format!("[%{}]", level + 1)),
        }
    }
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
    pub(super) fn open(&mut self, start: Option<u64>, level: usize, lang: Lang) -> Option<List> {
        let kind = match start {
            Some(number) if number > MAX_NUMBER => return None,
            Some(_) => Kind::Numbers,
            None => Kind::Bullets,
        };
        Some(self.add(kind.id(lang), start.unwrap_or(1), level))
    }

    /// The list of a side's sources.
    pub(super) fn open_sources(&mut self, lang: Lang) -> List {
        self.add(Kind::Sources.id(lang), 1, 0)
    }

    fn add(&mut self, kind: usize, start: u64, level: usize) -> List {
        // docx-rs writes an instance with the id 1 of its own accord.
        let id = self.instances.len() + 2;
        let level = level.min(MAX_LEVEL);
        let start = usize::try_from(start).unwrap_or(1);
        self.instances
            .push(Numbering::new(id, kind).add_override(LevelOverride::new(level).start(start)));
        List { id, level }
    }

    pub(super) fn into_numberings(self) -> Numberings {
        let mut numberings = Numberings::new();
        for lang in Lang::ALL {
            for kind in Kind::ALL {
                numberings = numberings.add_abstract_numbering(abstract_list(kind, lang));
            }
        }
        numberings.numberings = self.instances;
        numberings
    }
}

fn abstract_list(kind: Kind, lang: Lang) -> AbstractNumbering {
    let list = AbstractNumbering::new(kind.id(lang));
    (0..=MAX_LEVEL).fold(list, |list, level| {
        let (format, text) = kind.format(level);
        let left = List { id: 0, level }.indent();
        let level = Level::new(
            level,
            Start::new(1),
            NumberFormat::new(format),
            LevelText::new(text),
            LevelJc::new("left"),
        );
        let hanging = SpecialIndentType::Hanging(INDENT);
        list.add_level(level.indent(Some(left), Some(hanging), None, None))
    })
}
