//! A note's citations that no longer stand as they were made: what each clause said and says, which
//! lines cite it, and what could be cited or quoted instead.

mod proposals;

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Notebook;
use super::cited;
use super::quoting;
use super::said::Clauses;
use crate::checks::misspelt_citations;
use crate::difference::{self, Piece};
use crate::document;
use crate::error::{ErrorCode, Failure};
use crate::lang::{Bilingual, Lang};
use crate::note::{ContentHash, Note, Reference};
use crate::policy::{Citation, Policy, PolicySide};
use crate::problem::Mend;
use crate::section::Section;
use crate::store::{CitedTexts, ItemKind};

/// Why a citation no longer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Staleness {
    /// The clause says something else than when it was cited.
    Changed,
    /// The clause, or its policy, is no longer there.
    Gone,
    /// It names nothing that the notebook has or was seen to have.
    Broken,
}

/// A citation that no longer stands as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StaleCitation {
    /// The citation as the note has it: `[@slug#anchor]`.
    pub written: String,
    /// What it names; `null` where it cannot be read as a citation.
    pub citation: Option<Citation>,
    /// Why it no longer stands.
    pub staleness: Staleness,
    /// Whether the notebook has the policy.
    pub is_there: bool,
    /// The policy's title in each language, as it was last seen where the policy is gone.
    pub title: Bilingual<Option<String>>,
    /// What the clause is called in each language (`s. 74(c)`); `null` where it is gone.
    pub label: Bilingual<Option<String>>,
    /// What the clause said when it was cited and says now, word by word, where anything was
    /// recorded in that language or is said in it.
    pub texts: Bilingual<Option<Vec<Piece>>>,
    /// In which languages it is recorded what the clause said when it was cited. In another,
    /// `texts` has what it says now.
    pub is_recorded: Bilingual<bool>,
    /// The fingerprint of what the clause says now, for [`Notebook::confirm_citation`]; `null` where
    /// it is gone.
    pub now: Option<ContentHash>,
    /// The lines of the note that cite it, in the order of the note.
    pub lines: Vec<CitingLine>,
    /// Clauses that say by now what this one said, the closest first.
    pub proposals: Vec<Proposal>,
}

/// A line of a note with a citation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CitingLine {
    /// The side.
    pub lang: Lang,
    /// The section.
    pub section: Section,
    /// The number of the if-pressed block, from 0; `null` for a section's text.
    pub block: Option<usize>,
    /// The line, without marks.
    pub text: String,
    /// What it has of the clause's old words, which have changed since.
    pub quotation: Option<Quotation>,
}

/// Words of a clause in a note's text that the clause does not say any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Quotation {
    /// The words in the note and those that would take their place.
    pub pieces: Vec<Piece>,
    /// The text with the new words in their place.
    pub mend: Mend,
}

/// A clause that could be cited instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Proposal {
    /// How it is cited.
    pub citation: Citation,
    /// Its policy's title.
    pub title: Bilingual<Option<String>>,
    /// What it is called.
    pub label: Bilingual<Option<String>>,
    /// What it says, without marks.
    pub text: Bilingual<Option<String>>,
    /// How much of the words is the same, in hundredths.
    pub likeness: u8,
}

/// What was recorded of a citation before it was confirmed: it can be put back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Unconfirmed {
    /// The citation.
    pub citation: Citation,
    /// What its clause said when it was cited, in Markdown.
    pub said: Bilingual<Option<String>>,
}

impl Notebook {
    /// The citations of a note that no longer stand as they were made, in the order of the note.
    ///
    /// # Errors
    ///
    /// The note is not there.
    pub fn stale_citations(&self, reference: &Reference) -> Result<Vec<StaleCitation>, Failure> {
        self.stale_citations_of(reference, &Clauses::of(self))
    }

    /// As [`Self::stale_citations`], of several notes, in their order.
    ///
    /// # Errors
    ///
    /// One of the notes is not there.
    pub fn stale_notes(
        &self,
        references: Vec<Reference>,
    ) -> Result<Vec<(Reference, Vec<StaleCitation>)>, Failure> {
        let clauses = Clauses::of(self);
        let of = |reference| {
            let stale = self.stale_citations_of(&reference, &clauses)?;
            Ok((reference, stale))
        };
        references.into_iter().map(of).collect()
    }

    fn stale_citations_of(
        &self,
        reference: &Reference,
        clauses: &Clauses<'_>,
    ) -> Result<Vec<StaleCitation>, Failure> {
        let note = self.store.note(reference)?.read.note;
        let recorded = self.store.cited(reference);
        let mut found: Vec<StaleCitation> = Vec::new();
        for place in places(&note) {
            for (written, citation) in cited_in(place.text) {
                if let Some(known) = found.iter_mut().find(|known| known.written == written) {
                    known.lines.push(place.line(&written));
                    continue;
                }
                let staleness = match &citation {
                    Some(citation) => staleness(&note, &recorded, citation, clauses),
                    None => Some(Staleness::Broken),
                };
                if let Some(staleness) = staleness {
                    let mut stale =
                        self.described(&written, citation, staleness, &recorded, clauses);
                    stale.lines.push(place.line(&written));
                    found.push(stale);
                }
            }
        }
        for stale in &mut found {
            quotations(&note, stale, &recorded, clauses);
        }
        Ok(found)
    }

    /// Settles that a note may go on citing a clause as it is now, which is what was shown: the
    /// clause with the fingerprint [`StaleCitation::now`]. Gives what was recorded of it, for
    /// [`Self::unconfirm_citation`]; `None` where nothing was behind.
    ///
    /// # Errors
    ///
    /// [`ErrorCode::ClauseChanged`] where the clause says something else by now; nothing is settled
    /// then. The note is not there, or the record of what it cites cannot be written.
    pub fn confirm_citation(
        &self,
        reference: &Reference,
        citation: &Citation,
        shown: &ContentHash,
    ) -> Result<Option<Unconfirmed>, Failure> {
        let clauses = Clauses::of(self);
        let now = clauses.said(citation).map(|said| said.hash());
        if now.as_ref() != Some(shown) {
            return Err(Failure::new(ErrorCode::ClauseChanged).with("citation", citation));
        }
        let before = self.store.cited(reference).remove(citation);
        let confirmed = self.confirm_as_said(reference, Some(citation), &clauses)?;
        Ok(before
            .filter(|_| !confirmed.is_empty())
            .map(|said| Unconfirmed {
                citation: citation.clone(),
                said,
            }))
    }

    /// Takes a confirmation back: the citation is held against what its clause said before.
    ///
    /// # Errors
    ///
    /// The note is not there, or the record of what it cites cannot be written.
    pub fn unconfirm_citation(
        &self,
        reference: &Reference,
        unconfirmed: Unconfirmed,
    ) -> Result<(), Failure> {
        let note = self.store.note(reference)?.read.note;
        let Unconfirmed { citation, said } = unconfirmed;
        self.store.set_cited(reference, |recorded| {
            let is_cited = cited::citations(&note).contains(&citation);
            let is_news = is_cited && recorded.get(&citation) != Some(&said);
            if is_news {
                recorded.insert(citation, said);
            }
            is_news
        })?;
        self.forget_behind(reference);
        self.lacks.forget();
        Ok(())
    }

    fn described(
        &self,
        written: &str,
        citation: Option<Citation>,
        staleness: Staleness,
        recorded: &CitedTexts,
        clauses: &Clauses<'_>,
    ) -> StaleCitation {
        let read = citation
            .as_ref()
            .and_then(|citation| clauses.policy(&citation.slug));
        let is_there = read.is_some();
        let last_seen = || Some(Cow::Owned(self.policy_last_seen(&citation.as_ref()?.slug)?));
        let policy = read
            .as_ref()
            .map(|read| Cow::Borrowed(&read.policy))
            .or_else(last_seen);
        let was = citation
            .as_ref()
            .and_then(|citation| recorded.get(citation))
            .cloned()
            .unwrap_or_default();
        let said = citation
            .as_ref()
            .and_then(|citation| clauses.said(citation));
        let hash = said.as_ref().map(|said| said.hash());
        let now = said.map(|said| said.says.clone()).unwrap_or_default();
        let is_recorded = was.as_ref().map(|_, was| was.is_some());
        let texts = Bilingual::new(Lang::En, Lang::Fr).map(|_, lang| {
            let (was, now) = (lines(was[lang].as_deref()), lines(now[lang].as_deref()));
            // What a language says for the first time is no change, and is shown as it is.
            let was = was.or_else(|| now.clone().filter(|_| staleness != Staleness::Broken))?;
            Some(difference::words(&was, &now.unwrap_or_default()))
        });
        let proposals = match &citation {
            Some(citation) => {
                let slugs = if is_there {
                    vec![citation.slug.clone()]
                } else {
                    let title = policy.as_ref().map(|policy| titles(policy));
                    self.policies_like(&title.unwrap_or_default())
                };
                proposals::proposals(citation, &was, &now, &slugs, clauses)
            }
            None => Vec::new(),
        };
        let (title, label) = match (&policy, &citation) {
            (Some(policy), Some(citation)) => (titles(policy), labels(policy, citation)),
            _ => Default::default(),
        };
        StaleCitation {
            written: written.to_owned(),
            citation,
            staleness,
            is_there,
            title,
            label,
            texts,
            is_recorded,
            now: hash,
            lines: Vec::new(),
            proposals,
        }
    }

    /// The policies of the notebook, first those whose titles have most words of a title, in either
    /// language.
    fn policies_like(&self, title: &Bilingual<Option<String>>) -> Vec<String> {
        let words = |title: Option<&str>| -> BTreeSet<String> {
            let words = title.map(quoting::words).unwrap_or_default();
            words.into_iter().collect()
        };
        let wanted = title.as_ref().map(|_, title| words(title.as_deref()));
        let policies = self.store.items().into_iter();
        let mut policies: Vec<(usize, String)> = policies
            .filter(|item| item.kind == ItemKind::Policy)
            .map(|item| {
                let shared = Lang::ALL.into_iter().map(|lang| {
                    let own = words(item.title[lang].as_deref());
                    own.intersection(&wanted[lang]).count()
                });
                (shared.max().unwrap_or(0), item.id)
            })
            .collect();
        policies.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
        policies.into_iter().map(|(_, slug)| slug).collect()
    }
}

/// Why a citation of a note no longer stands; `None` where it does. It is asked for each side that
/// cites it, as the checks do.
pub(super) fn staleness(
    note: &Note,
    recorded: &CitedTexts,
    citation: &Citation,
    clauses: &Clauses<'_>,
) -> Option<Staleness> {
    let stale = note.sides.iter().filter_map(|(lang, side)| {
        let cites = document::cited_in_side(side.as_ref()?).contains(citation);
        cites.then(|| clauses.stale(recorded, citation, lang))?
    });
    let staleness = stale
        .map(|stale| match stale.now {
            Some(_) => Staleness::Changed,
            None => Staleness::Gone,
        })
        .max();
    staleness.or_else(|| (!clauses.knows(citation)).then_some(Staleness::Broken))
}

/// Finds in the lines that cite a changed clause what they have of its old words.
fn quotations(
    note: &Note,
    stale: &mut StaleCitation,
    recorded: &CitedTexts,
    clauses: &Clauses<'_>,
) {
    let Some(citation) = &stale.citation else {
        return;
    };
    let Some((was, now)) = recorded.get(citation).zip(clauses.said(citation)) else {
        return;
    };
    let both = Bilingual::new(Lang::En, Lang::Fr)
        .map(|_, lang| lines(was[lang].as_deref()).zip(lines(now.says[lang].as_deref())));
    let mut told: Vec<(Lang, Section, Option<usize>)> = Vec::new();
    for line in &mut stale.lines {
        let at = (line.lang, line.section, line.block);
        // One mend a text: the next is found once that is done.
        if told.contains(&at) {
            continue;
        }
        let place = places(note).find(|place| (place.lang, place.section, place.block) == at);
        let Some((place, (was, now))) = place.zip(both[line.lang].as_ref()) else {
            continue;
        };
        if let Some(mended) = quoting::mended(place.text, was, now) {
            told.push(at);
            line.quotation = Some(Quotation {
                pieces: mended.pieces,
                mend: Mend {
                    block: line.block,
                    was: place.text.to_owned(),
                    now: mended.text,
                },
            });
        }
    }
}

/// A text of a note in which citations may stand.
#[derive(Clone, Copy)]
struct CitingText<'a> {
    lang: Lang,
    section: Section,
    block: Option<usize>,
    text: &'a str,
}

impl CitingText<'_> {
    fn line(&self, written: &str) -> CitingLine {
        let plain = document::parse(self.text).plain_text();
        let line = plain
            .split('\n')
            .find(|line| line.contains(written))
            .unwrap_or(written);
        CitingLine {
            lang: self.lang,
            section: self.section,
            block: self.block,
            text: line.replace('\t', " ").trim().to_owned(),
            quotation: None,
        }
    }
}

fn places(note: &Note) -> impl Iterator<Item = CitingText<'_>> {
    let sides = note.sides.iter();
    sides
        .filter_map(|(lang, side)| Some((lang, side.as_ref()?)))
        .flat_map(|(lang, side)| places_of(lang, side))
}

/// The texts of a side, in the order in which it is read.
fn places_of(lang: Lang, side: &crate::note::Side) -> impl Iterator<Item = CitingText<'_>> {
    let blocks = move || {
        let numbered = side.if_pressed.iter().enumerate();
        numbered.map(move |(number, block)| CitingText {
            lang,
            section: Section::IfPressed,
            block: Some(number),
            text: &block.text,
        })
    };
    let sections = Section::BODY.into_iter().flat_map(move |section| {
        let own = side.text(section).map(|text| CitingText {
            lang,
            section,
            block: None,
            text,
        });
        let pressed = (section == Section::Response).then(blocks);
        own.into_iter().chain(pressed.into_iter().flatten())
    });
    sections.filter(|place| place.text.contains("[@"))
}

/// What a text cites, each once, and what was meant to be a citation; whole policies only where they
/// may be unknown.
fn cited_in(text: &str) -> Vec<(String, Option<Citation>)> {
    let document = document::parse(text);
    let cited = document.citations().into_iter();
    let mut found: Vec<(String, Option<Citation>)> = cited
        .map(|citation| (citation.to_string(), Some(citation)))
        .collect();
    let misspelt = misspelt_citations(&document.plain_text()).into_iter();
    found.extend(misspelt.map(|written| (written, None)));
    let mut seen = std::collections::HashSet::new();
    found.retain(|(written, _)| seen.insert(written.clone()));
    found
}

/// A clause's words without marks, one line a paragraph.
fn lines(said: Option<&str>) -> Option<String> {
    let plain = document::parse(said?).plain_text();
    let lines = plain.split('\n').filter(|line| !line.trim().is_empty());
    Some(lines.collect::<Vec<_>>().join("\n"))
}

fn titles(policy: &Policy) -> Bilingual<Option<String>> {
    let title = |side: &PolicySide| Some(side.title.clone()).filter(|title| !title.is_empty());
    policy
        .sides
        .as_ref()
        .map(|_, side| side.as_ref().and_then(title))
}

fn labels(policy: &Policy, citation: &Citation) -> Bilingual<Option<String>> {
    Bilingual::new(Lang::En, Lang::Fr).map(|_, lang| {
        let (found, label) = policy.cited_as(&citation.anchor, lang)?;
        Some(label).filter(|label| found == lang && !label.is_empty())
    })
}

#[cfg(test)]
mod tests;
