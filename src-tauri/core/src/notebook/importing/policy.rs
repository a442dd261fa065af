//! Taking a policy: a new one, the other language of one that is there, or a newer text of it.

use super::super::Notebook;
use super::super::cited::Replaced;
use super::super::indexing::{Content, SavedItem, Told};
use super::{Taken, failed};
use crate::import::ImportedPolicy;
use crate::lang::Lang;
use crate::policy::{Policy, PolicyFile, PolicySide, paired};
use crate::problem::{Problem, ProblemCode};
use crate::store::ItemKind;

impl Notebook {
    /// Takes a policy. The very same changes nothing; the other language joins the policy that is
    /// there; a newer text replaces the older one, which is kept beside it.
    pub(super) fn take_policy(&self, imported: ImportedPolicy) -> Result<Taken, Problem> {
        let ImportedPolicy {
            policy,
            mut problems,
        } = imported;
        if !is_document(&policy) {
            return Err(Problem::new(ProblemCode::NeitherNoteNorPolicy));
        }
        let id = match self.earlier_text_of(&policy) {
            Some(present) => self.update_policy(&present, &policy, &mut problems)?,
            None => self.create_policy(&policy)?,
        };
        Ok(Taken {
            kind: ItemKind::Policy,
            id,
            problems,
        })
    }

    fn create_policy(&self, policy: &Policy) -> Result<String, Problem> {
        let (id, read, hash) = self.store.create_policy(policy).map_err(failed)?;
        self.see_policy(&id);
        self.tell(Told::Saved(Box::new(SavedItem {
            kind: ItemKind::Policy,
            id: id.clone(),
            hash,
            content: Content::Policy(Box::new(read.policy)),
        })));
        Ok(id)
    }

    /// The policy of the notebook that a document is the same, the other language or a later text of.
    fn earlier_text_of(&self, policy: &Policy) -> Option<Policy> {
        let written = PolicyFile::of(policy).read(&policy.slug).ok()?.policy;
        let items = self.store.items().into_iter();
        items
            .filter(|item| item.kind == ItemKind::Policy)
            .filter_map(|item| Some(self.store.policy(&item.id).ok()?.policy.clone()))
            .find(|present| {
                if !policy.instrument.is_empty() || !present.instrument.is_empty() {
                    return policy.kind == present.kind && policy.instrument == present.instrument;
                }
                is_later_text(present, policy) || is_same(present, &written)
            })
    }

    /// Joins or replaces sides of a policy. Gives its slug.
    fn update_policy(
        &self,
        present: &Policy,
        policy: &Policy,
        problems: &mut Vec<Problem>,
    ) -> Result<String, Problem> {
        let id = present.slug.clone();
        let mut now = present.clone();
        let mut replaced = false;
        for (lang, side) in policy.sides.iter() {
            let Some(side) = side else { continue };
            let mut side = side.clone();
            if let Some(other) = &now.sides[lang.other()] {
                side = paired(side, other);
            }
            let told = |code| Problem::new(code).in_side(lang).with("id", &id);
            match &present.sides[lang] {
                None => problems.push(told(ProblemCode::LanguageJoined)),
                Some(own) if says_the_same(own, &side) => {
                    problems.push(told(ProblemCode::AlreadyImported));
                    continue;
                }
                Some(own) => {
                    if is_older(policy, present) {
                        let older = told(ProblemCode::OlderThanOurs);
                        let modified = present.modified.or(present.consolidated);
                        let modified = modified.map(|date| date.to_string()).unwrap_or_default();
                        problems.push(older.with("modified", modified));
                        continue;
                    }
                    let [changed, added, removed] = difference(own, &side);
                    problems.push(
                        told(ProblemCode::PolicyReplaced)
                            .with("changed", changed)
                            .with("added", added)
                            .with("removed", removed),
                    );
                    replaced = true;
                }
            }
            now.sides[lang] = Some(side);
        }
        if now.sides == present.sides {
            return Ok(id);
        }
        if !is_older(policy, present) {
            now.issued = policy.issued.or(present.issued);
            now.modified = policy.modified.or(present.modified);
            now.consolidated = policy.consolidated.or(present.consolidated);
        }
        now.source = present.source.clone().or_else(|| policy.source.clone());
        if replaced {
            let replaced = Replaced {
                before: present.clone(),
                after: Some(now.clone()),
            };
            self.remember_cited(&[replaced], true);
        }
        let today = self.clock.today();
        let keep = replaced.then_some(today);
        let written = self.store.replace_policy(present, &now, keep);
        let (read, hash) = written.map_err(failed)?;
        self.see_policy(&id);
        self.tell(Told::Saved(Box::new(SavedItem {
            kind: ItemKind::Policy,
            id: id.clone(),
            hash,
            content: Content::Policy(Box::new(read.policy)),
        })));
        Ok(id)
    }
}

/// Whether two sides say the same, whatever the anchors of their headings.
fn says_the_same(a: &PolicySide, b: &PolicySide) -> bool {
    let mut written = [a, b].map(|side| {
        let mut policy = Policy::default();
        policy.sides.en = Some(side.clone());
        PolicyFile::of(&policy)
            .read("")
            .ok()
            .and_then(|read| read.policy.sides.en)
    });
    for side in written.iter_mut().flatten() {
        for excerpt in &mut side.excerpts {
            excerpt.anchor.clear();
        }
    }
    written[0] == written[1]
}

/// Whether a document is dated before the text that is there.
fn is_older(policy: &Policy, present: &Policy) -> bool {
    let date = |policy: &Policy| policy.modified.or(policy.consolidated).or(policy.issued);
    match (date(policy), date(present)) {
        (Some(own), Some(theirs)) => own < theirs,
        _ => false,
    }
}

/// Whether a document without a number is a later text of another: of the same title in the same
/// language, from the same page or with a later date.
fn is_later_text(present: &Policy, policy: &Policy) -> bool {
    let same_title = Lang::ALL.into_iter().any(|lang| {
        let title = |policy: &Policy| policy.sides[lang].as_ref().map(|side| side.title.clone());
        title(policy).is_some_and(|own| !own.is_empty() && Some(own) == title(present))
    });
    let is_address = |source: &&String| source.starts_with("http");
    let source = |policy: &Policy| policy.source.as_ref().filter(is_address).cloned();
    let same_page = source(policy).is_some() && source(policy) == source(present);
    let later = policy.modified.is_some() && policy.modified > present.modified;
    same_title && (same_page || (later && present.modified.is_some()))
}

/// Whether a policy of the notebook says exactly the same as a document as its file would have it.
fn is_same(present: &Policy, written: &Policy) -> bool {
    let number = present.slug.strip_prefix(written.slug.as_str());
    let same_name = number.is_some_and(|number| {
        number.is_empty()
            || number
                .strip_prefix('-')
                .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
    });
    let named = Policy {
        slug: written.slug.clone(),
        ..present.clone()
    };
    same_name && named == *written
}

/// How many excerpts of a side say something else in another, are new there, or are gone.
fn difference(before: &PolicySide, after: &PolicySide) -> [usize; 3] {
    let in_before = |anchor: &str| before.excerpts.iter().find(|e| e.anchor == anchor);
    let mut counts = [0; 3];
    for excerpt in &after.excerpts {
        match in_before(&excerpt.anchor) {
            Some(was) if was.text == excerpt.text && was.heading == excerpt.heading => {}
            Some(_) => counts[0] += 1,
            None => counts[1] += 1,
        }
    }
    counts[2] = before
        .excerpts
        .iter()
        .filter(|was| after.excerpts.iter().all(|e| e.anchor != was.anchor))
        .count();
    counts
}

/// The fewest words of a text without headings or clauses that is taken for a document.
const FEWEST_WORDS: usize = 40;

/// Whether a text is a document at all: it has parts, or enough words to be worth citing. A line
/// that was pasted by mistake is not.
fn is_document(policy: &Policy) -> bool {
    policy
        .sides
        .iter()
        .filter_map(|(_, side)| side.as_ref())
        .any(|side| {
            let words: usize = side
                .excerpts
                .iter()
                .map(|part| part.text.split_whitespace().count())
                .sum();
            words >= FEWEST_WORDS
                || side
                    .excerpts
                    .iter()
                    .any(|part| part.level > 0 || !part.label.is_empty())
        })
}
