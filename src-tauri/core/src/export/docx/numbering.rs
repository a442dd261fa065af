//! The lists of a document: every list has a numbering instance of its own, so that none runs on
//! from another. The two languages have kinds of list of their own too: instances of one kind share
//! a counter in Word, and side by side the items of both languages alternate.

use docx_rs::{
    AbstractNumbering, Level, LevelJc, LevelOverride, LevelText, NumberFormat, Numbering,
    Numberings, SpecialIndentType, Start,
};

use crate::export::sheet::{INDENT, List, ListKind, MAX_LEVEL, format, indent};
use crate::lang::Lang;

/// The id of a kind of list. docx-rs writes one with the id 1 of its own accord.
fn kind_id(kind: ListKind, lang: Lang) -> usize {
    2 + kind as usize + ListKind::ALL.len() * (lang as usize)
}

/// The numbering instances of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    instances: Vec<Numbering>,
}

impl Lists {
    /// Adds the lists of a sheet; gives the numbering instance of the first one.
    pub(super) fn add(&mut self, lists: &[List]) -> usize {
        // docx-rs writes an instance with the id 1 of its own accord.
        let first = self.instances.len() + 2;
        for (list, id) in lists.iter().zip(first..) {
            let start = LevelOverride::new(list.level).start(list.start);
            let kind = kind_id(list.kind, list.lang);
            self.instances
                .push(Numbering::new(id, kind).add_override(start));
        }
        first
    }

    pub(super) fn into_numberings(self) -> Numberings {
        let mut numberings = Numberings::new();
        for lang in Lang::ALL {
            for kind in ListKind::ALL {
                numberings = numberings.add_abstract_numbering(abstract_list(kind, lang));
            }
        }
        numberings.numberings = self.instances;
        numberings
    }
}

fn abstract_list(kind: ListKind, lang: Lang) -> AbstractNumbering {
    let list = AbstractNumbering::new(kind_id(kind, lang));
    (0..=MAX_LEVEL).fold(list, |list, level| {
        let (format, text) = format(kind, level);
        let left = indent(level);
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
