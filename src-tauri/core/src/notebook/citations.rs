//! What the citations in a note point to.

use super::Notebook;
use crate::export::{Citations, CitedExcerpt};
use crate::lang::Lang;
use crate::policy::Citation;

impl Citations for Notebook {
    fn resolve(&self, citation: &Citation, lang: Lang) -> Option<CitedExcerpt> {
        let read = self.store.policy(&citation.slug).ok()?;
        let policy = &read.policy;
        let (found, label) = policy.cited_as(&citation.anchor, lang)?;
        let title = policy.sides[found].as_ref()?.title.clone();
        let url = policy.page_in(lang);
        Some(CitedExcerpt { title, label, url })
    }
}
