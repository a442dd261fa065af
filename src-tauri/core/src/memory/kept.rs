//! How pairs lie in memory: tens of thousands of them, so each byte counts.

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::{Contributor, PairKind, PairOrigin, Passage};
use crate::lang::Bilingual;
use crate::section::Section;

/// A passage; its Markdown is kept only where it is not the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptText {
    text: Box<str>,
    markdown: Option<Box<str>>,
}

impl KeptText {
    pub(super) fn of(passage: &Passage) -> Self {
        let is_plain = passage.markdown == passage.text;
        Self {
            text: passage.text.as_str().into(),
            markdown: (!is_plain).then(|| passage.markdown.as_str().into()),
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn markdown(&self) -> &str {
        self.markdown.as_deref().unwrap_or(&self.text)
    }

    pub(super) fn passage(&self) -> Passage {
        Passage {
            text: self.text().to_owned(),
            markdown: self.markdown().to_owned(),
        }
    }
}

/// A pair that is kept once, however many brought it.
#[derive(Debug)]
pub(super) struct KeptUnit {
    pub(super) texts: Bilingual<KeptText>,
    pub(super) kind: PairKind,
    /// Newest first; none where nobody brings it any more.
    pub(super) origins: Vec<KeptOrigin>,
}

impl KeptUnit {
    pub(super) const fn is_live(&self) -> bool {
        !self.origins.is_empty()
    }

    /// The date of the newest origin.
    pub(super) fn newest(&self) -> Option<NaiveDate> {
        self.origins.first().and_then(|origin| origin.date)
    }
}

/// Where a pair comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeptOrigin {
    /// Who brought it.
    pub(super) by: u32,
    pub(super) date: Option<NaiveDate>,
    section: Option<Section>,
    /// The reference that a file names.
    reference: Option<Box<str>>,
}

/// Who brought pairs, by number.
#[derive(Debug, Default)]
pub(super) struct Contributors {
    all: Vec<Contributor>,
    ids: FxHashMap<Contributor, u32>,
}

impl Contributors {
    pub(super) fn known(&self, by: &Contributor) -> Option<u32> {
        self.ids.get(by).copied()
    }

    pub(super) fn id(&mut self, by: &Contributor) -> u32 {
        if let Some(id) = self.known(by) {
            return id;
        }
        let id = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(by.clone());
        self.ids.insert(by.clone(), id);
        id
    }

    pub(super) fn get(&self, id: u32) -> Option<&Contributor> {
        self.all.get(id as usize)
    }

    pub(super) fn kept(&self, by: u32, origin: PairOrigin) -> KeptOrigin {
        let is_file = matches!(self.get(by), Some(Contributor::File(_)));
        let reference = origin.reference.filter(|_| is_file);
        KeptOrigin {
            by,
            date: origin.date,
            section: origin.section,
            reference: reference.map(String::into_boxed_str),
        }
    }

    pub(super) fn told(&self, origin: &KeptOrigin) -> PairOrigin {
        let named = origin.reference.as_deref().map(str::to_owned);
        let (reference, file) = match self.get(origin.by) {
            Some(Contributor::Note(reference)) => (Some(reference.clone()), None),
            Some(Contributor::File(name)) => (named, Some(name.clone())),
            None => (named, None),
        };
        PairOrigin {
            reference,
            section: origin.section,
            date: origin.date,
            file,
        }
    }
}

/// Numbers counted up from 0, each with a fingerprint that others may share.
#[derive(Debug, Default)]
pub(super) struct Chains {
    /// The last number of each fingerprint.
    last: FxHashMap<u64, u32>,
    /// For each number the one before it with the same fingerprint; itself where there is none.
    before: Vec<u32>,
}

impl Chains {
    /// Gives the next number to a fingerprint.
    pub(super) fn add(&mut self, fingerprint: u64) -> u32 {
        let id = u32::try_from(self.before.len()).unwrap_or(u32::MAX);
        let before = self.last.insert(fingerprint, id);
        self.before.push(before.unwrap_or(id));
        id
    }

    /// The numbers of a fingerprint, the last first.
    pub(super) fn of(&self, fingerprint: u64) -> impl Iterator<Item = u32> {
        let before = |id: &u32| {
            let before = self.before.get(*id as usize).copied();
            before.filter(|before| before != id)
        };
        std::iter::successors(self.last.get(&fingerprint).copied(), before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_fingerprint_are_told_the_last_first() {
        let mut chains = Chains::default();
        assert_eq!(
            [7, 8, 7, 7].map(|fingerprint| chains.add(fingerprint)),
            [0, 1, 2, 3]
        );
        assert_eq!(chains.of(7).collect::<Vec<_>>(), [3, 2, 0]);
        assert_eq!(chains.of(8).collect::<Vec<_>>(), [1]);
        assert_eq!(chains.of(9).count(), 0);
    }

    #[test]
    fn what_is_kept_of_a_passage_and_its_origin_gives_them_back() {
        for markdown in ["plain", "with **marks**"] {
            let passage = Passage::of_markdown(markdown);
            assert_eq!(KeptText::of(&passage).passage(), passage);
        }
        let mut contributors = Contributors::default();
        let note = PairOrigin {
            reference: Some("A".to_owned()),
            section: Some(Section::Response),
            date: "2026-01-01".parse().ok(),
            file: None,
        };
        let file = PairOrigin {
            file: Some("f.tmx".to_owned()),
            ..note.clone()
        };
        let by_note = contributors.id(&Contributor::Note("A".to_owned()));
        let by_file = contributors.id(&Contributor::File("f.tmx".to_owned()));
        for (by, origin) in [(by_note, note), (by_file, file)] {
            let kept = contributors.kept(by, origin.clone());
            assert_eq!(contributors.told(&kept), origin);
        }
    }
}
