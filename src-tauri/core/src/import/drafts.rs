//! What a page's labels have gathered so far of each side of a note, and which label may come next.

use std::collections::BTreeMap;

use super::labels::{Field, Label};
use super::metadata::Values;
use crate::lang::{Bilingual, Lang};
use crate::section::Section;

/// What was found of one side; `T` is what its sections are made of.
#[derive(Debug)]
pub(super) struct Draft<T> {
    pub(super) values: Values,
    pub(super) sections: BTreeMap<Section, Vec<T>>,
}

impl<T> Default for Draft<T> {
    fn default() -> Self {
        Self {
            values: Values::default(),
            sections: BTreeMap::new(),
        }
    }
}

impl<T> Draft<T> {
    pub(super) fn is_started(&self) -> bool {
        !self.values.is_empty() || !self.sections.is_empty()
    }
}

/// Both sides while they are read.
#[derive(Debug)]
pub(super) struct Drafts<T> {
    pub(super) sides: Bilingual<Draft<T>>,
    /// The field that text belongs to now.
    pub(super) at: Option<(Lang, Field)>,
}

impl<T> Default for Drafts<T> {
    fn default() -> Self {
        Self {
            sides: Bilingual::new(Draft::default(), Draft::default()),
            at: None,
        }
    }
}

impl<T> Drafts<T> {
    /// The side that a label belongs to, if it is one where it stands and not words of a text.
    pub(super) fn accepts(&self, label: &Label<'_>) -> Option<Lang> {
        let current = self.at.map(|(lang, _)| lang);
        let lang = label.lang.or(current).unwrap_or(Lang::En);
        let draft = &self.sides[lang];
        let in_sections = current.is_some_and(|lang| !self.sides[lang].sections.is_empty());
        let switches = current.is_some_and(|current| current != lang) && in_sections;
        let accepted = match label.field {
            Field::Section(section) => {
                let opens = matches!(section, Section::Question | Section::Response);
                !draft.sections.contains_key(&section) && (!switches || opens || draft.is_started())
            }
            Field::Title => !draft.values.has(Field::Title),
            Field::Side => !draft.is_started() || current == Some(lang),
            Field::About => !in_sections || self.at.is_some_and(|(_, at)| at == Field::Title),
            Field::Reference => !draft.values.has(Field::Reference) && (!in_sections || switches),
            field => {
                !draft.values.has(field)
                    && draft.sections.is_empty()
                    && (!in_sections || draft.is_started())
            }
        };
        accepted.then_some(lang)
    }

    /// What follows belongs to this field.
    pub(super) fn begin(&mut self, lang: Lang, field: Field) {
        let field = match field {
            Field::About | Field::Side => Field::About,
            field => field,
        };
        self.at = Some((lang, field));
        if let Field::Section(section) = field {
            self.sides[lang].sections.entry(section).or_default();
        }
    }
}
