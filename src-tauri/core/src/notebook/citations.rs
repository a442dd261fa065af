//! What the citations in a note point to.

use super::Notebook;
use crate::export::{Citations, CitedExcerpt};
use crate::lang::Lang;
use crate::policy::Citation;

impl Notebook {
    /// Whether a citation names a policy of this notebook, and an excerpt of it if it names one.
    pub(super) fn knows(&self, citation: &Citation) -> bool {
        let Ok(read) = self.store.policy(&citation.slug) else {
            return false;
        };
        let sides = &read.policy.sides;
        citation.anchor.is_empty()
            || sides.iter().any(|(_, side)| {
                let side = side.as_ref();
                side.is_some_and(|side| side.excerpt(&citation.anchor).is_some())
            })
    }
}

impl Citations for Notebook {
    fn resolve(&self, citation: &Citation, lang: Lang) -> Option<CitedExcerpt> {
        let read = self.store.policy(&citation.slug).ok()?;
        let policy = &read.policy;
        let (found, label) = policy.cited_as(&citation.anchor, lang)?;
        let title = policy.sides[found].as_ref()?.title.clone();
        let url = policy
            .source_in(lang)
            .filter(|source| source.starts_with("https://") || source.starts_with("http://"));
        Some(CitedExcerpt { title, label, url })
    }
}
