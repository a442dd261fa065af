//! What the citations in a note point to.

use super::Notebook;
use crate::export::{Citations, CitedExcerpt};
use crate::lang::Lang;
use crate::policy::{Citation, PolicySide};

impl Notebook {
    /// Whether a citation names a policy of this notebook, and an excerpt of it if it names one.
    pub(super) fn knows(&self, citation: &Citation) -> bool {
        let Ok(read) = self.store.policy(&citation.slug) else {
            return false;
        };
        citation.anchor.is_empty()
            || read.policy.sides.iter().any(|(_, side)| {
                let excerpts = side
                    .as_ref()
                    .map(|side| side.excerpts.as_slice())
                    .unwrap_or_default();
                excerpts
                    .iter()
                    .any(|excerpt| excerpt.anchor == citation.anchor)
            })
    }
}

impl Citations for Notebook {
    fn resolve(&self, citation: &Citation, lang: Lang) -> Option<CitedExcerpt> {
        let policy = self.store.policy(&citation.slug).ok()?.policy;
        let url = policy
            .source
            .clone()
            .filter(|source| source.starts_with("https://") || source.starts_with("http://"));
        let cited = |side: &PolicySide| {
            if citation.anchor.is_empty() {
                return Some((side.title.clone(), String::new()));
            }
            let excerpt = side
                .excerpts
                .iter()
                .find(|excerpt| excerpt.anchor == citation.anchor)?;
            let label = match (excerpt.label.as_str(), excerpt.heading.as_str()) {
                ("", heading) => heading.to_owned(),
                (label, "") => label.to_owned(),
                (label, heading) => format!("{label} {heading}"),
            };
            Some((side.title.clone(), label))
        };
        let (title, label) = [lang, lang.other()]
            .into_iter()
            .find_map(|lang| policy.sides[lang].as_ref().and_then(cited))?;
        Some(CitedExcerpt { title, label, url })
    }
}
