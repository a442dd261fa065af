//! The two official languages, and values that exist in both.

use std::fmt;
use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One of the two official languages of Canada.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
}

impl Lang {
    /// Both languages, English first.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The other language.
    pub const fn other(self) -> Self {
        match self {
            Self::En => Self::Fr,
            Self::Fr => Self::En,
        }
    }

    /// The two-letter code of ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The BCP 47 tag with the region, as Word and a browser want it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en-CA",
            Self::Fr => "fr-CA",
        }
    }

    /// The language of a code or tag: `en`, `FR`, `fr-CA`; `None` for any other.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_', '.']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A value in both languages: neither can be forgotten.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, TS,
)]
pub struct Bilingual<T> {
    /// The English value.
    pub en: T,
    /// The French value.
    pub fr: T,
}

impl<T> Bilingual<T> {
    /// Both values, English first.
    pub const fn new(en: T, fr: T) -> Self {
        Self { en, fr }
    }

    /// The values by reference.
    pub const fn as_ref(&self) -> Bilingual<&T> {
        Bilingual {
            en: &self.en,
            fr: &self.fr,
        }
    }

    /// Both values put through `f`, which is told the language.
    pub fn map<U>(self, mut f: impl FnMut(Lang, T) -> U) -> Bilingual<U> {
        Bilingual {
            en: f(Lang::En, self.en),
            fr: f(Lang::Fr, self.fr),
        }
    }

    /// Both values with their language, English first.
    pub fn iter(&self) -> impl Iterator<Item = (Lang, &T)> {
        [(Lang::En, &self.en), (Lang::Fr, &self.fr)].into_iter()
    }
}

impl<T> Index<Lang> for Bilingual<T> {
    type Output = T;

    fn index(&self, lang: Lang) -> &T {
        match lang {
            Lang::En => &self.en,
            Lang::Fr => &self.fr,
        }
    }
}

impl<T> IndexMut<Lang> for Bilingual<T> {
    fn index_mut(&mut self, lang: Lang) -> &mut T {
        match lang {
            Lang::En => &mut self.en,
            Lang::Fr => &mut self.fr,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_known_by_its_code_or_tag_in_any_case() {
        for (code, lang) in [
            ("en", Some(Lang::En)),
            ("FR", Some(Lang::Fr)),
            ("fr-CA", Some(Lang::Fr)),
            ("en_CA.UTF-8", Some(Lang::En)),
            ("de", None),
            ("", None),
            ("french", None),
        ] {
            assert_eq!(Lang::from_code(code), lang, "{code:?}");
        }
    }

    #[test]
    fn a_bilingual_value_is_indexed_by_language() {
        let mut both = Bilingual::new("yes", "oui");
        assert_eq!(both[Lang::Fr], "oui");
        both[Lang::En] = "no";
        assert_eq!(both, Bilingual::new("no", "oui"));
    }
}
