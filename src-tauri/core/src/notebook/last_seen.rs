//! What each policy said when this program last saw it, so that its words are known once whatever
//! program has changed or removed it.

use std::fs;
use std::path::PathBuf;

use super::Notebook;
use super::cited::Replaced;
use crate::note::content_hash;
use crate::policy::{Policy, PolicyFile};
use crate::store::{ItemKind, atomic_write};

/// The policies of a notebook as they were last seen, in the user's own folder. Losing one costs no
/// more than what notes cite of it and nobody has recorded.
#[derive(Debug)]
pub(super) struct LastSeen {
    folder: PathBuf,
}

impl LastSeen {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    fn path(&self, slug: &str) -> PathBuf {
        let hash = content_hash(slug.as_bytes());
        self.folder.join(format!("{}.md", &hash.as_str()[..32]))
    }

    fn has(&self, slug: &str) -> bool {
        self.path(slug).exists()
    }

    fn text(&self, slug: &str) -> Option<String> {
        fs::read_to_string(self.path(slug)).ok()
    }

    fn keep(&self, slug: &str, text: &str) {
        let kept = fs::create_dir_all(&self.folder)
            .and_then(|()| atomic_write(&self.path(slug), text.as_bytes()));
        if let Err(error) = kept {
            tracing::warn!(%error, "what a policy says was not kept");
        }
    }
}

fn read(slug: &str, text: &str) -> Option<Policy> {
    let read = PolicyFile::new(text.to_owned()).read(slug).ok()?;
    Some(read.policy)
}

impl Notebook {
    /// Policies may have been changed or removed by another program: what they said before is
    /// recorded for the notes that cite it and of which nothing is recorded. With `all`, those that
    /// were never seen are looked at as well.
    pub(super) fn notice_policies(&self, changed: &[String], all: bool) {
        let mut replaced = Vec::new();
        let mut seen = Vec::new();
        let never_seen = all.then(|| self.store.items()).into_iter().flatten();
        let never_seen = never_seen
            .filter(|item| item.kind == ItemKind::Policy && !self.last_seen.has(&item.id))
            .map(|item| item.id);
        for slug in changed.iter().cloned().chain(never_seen) {
            let was = self.last_seen.text(&slug);
            let now = self.store.policy_text(&slug).ok();
            if was == now {
                continue;
            }
            // One that cannot be read may be mended: until then the last that could counts.
            let after = now.as_deref().and_then(|now| read(&slug, now));
            let before = was.and_then(|was| read(&slug, &was));
            if after.is_some() {
                seen.extend(now.map(|now| (slug, now)));
            }
            replaced.extend(before.map(|before| Replaced { before, after }));
        }
        self.remember_cited(&replaced, false);
        for (slug, text) in seen {
            self.last_seen.keep(&slug, &text);
        }
    }

    /// This program has written a policy.
    pub(super) fn see_policy(&self, slug: &str) {
        if let Ok(text) = self.store.policy_text(slug) {
            self.last_seen.keep(slug, &text);
        }
    }

    /// A policy as it is, or as it was last seen where it is gone or cannot be read.
    pub(super) fn policy_last_seen(&self, slug: &str) -> Option<Policy> {
        let present = self.store.policy(slug).ok().map(|read| read.policy.clone());
        present.or_else(|| read(slug, &self.last_seen.text(slug)?))
    }
}
