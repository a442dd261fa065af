//! How the two sides of a note stand to each other: what is missing on one, and what has fallen
//! behind because the other changed since both last said the same.
//!
//! What both said when they last agreed is a note of its own, of the same reference: the
//! *agreement*. Nothing is derived from dates: whoever changes a side, with whatever program, is
//! noticed by the words.

mod segments;
#[cfg(test)]
mod tests;
mod xliff;

pub use xliff::{BadXliff, Sent, SentSection, read as read_xliff, write as write_xliff};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::difference::{self, Piece};
use crate::lang::{Bilingual, Lang};
use crate::note::{IfPressed, Metadata, Note, Side};
use crate::section::Section;

/// A section, or one of its if-pressed blocks, on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct Spot {
    /// The section.
    pub section: Section,
    /// The number of the if-pressed block, from 0; `null` for any other section.
    pub block: Option<usize>,
}

impl Spot {
    const fn of(section: Section) -> Self {
        Self {
            section,
            block: None,
        }
    }

    const fn block(number: usize) -> Self {
        Self {
            section: Section::IfPressed,
            block: Some(number),
        }
    }
}

/// How the two sides of a section stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum TranslationState {
    /// One side has no text.
    Missing,
    /// One side changed since both last agreed.
    Behind,
    /// Both changed since they last agreed: somebody has to say that they agree again.
    ToConfirm,
    /// Both have a text, and nobody has said yet that they agree.
    Unconfirmed,
    /// Both say what they said when they last agreed.
    Current,
}

/// How the two sides of a section, or of an if-pressed block, stand to each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Translation {
    /// Which.
    pub spot: Spot,
    /// How they stand.
    pub state: TranslationState,
    /// The side that is to be written or brought up to date; `null` where neither or both are.
    pub behind: Option<Lang>,
    /// What changed on each side since they last agreed, word by word; empty where nothing did.
    pub changes: Bilingual<Vec<Piece>>,
}

/// A section's two texts; an if-pressed block's topic stands on a line of its own before its text.
type Texts = Bilingual<String>;

/// How the sides of a note stand to each other, section by section in the order of the page.
/// Sections that are empty on both sides are left out.
///
/// A note that is approved or archived, and whose agreement nobody recorded, agrees: somebody
/// answered for it in both languages.
pub fn translations(note: &Note, agreement: Option<&Note>) -> Vec<Translation> {
    let is_locked = note.meta.status.is_locked();
    with_agreed(note, agreement)
        .into_iter()
        .filter_map(|(spot, now, agreed)| translation(spot, &now, agreed.as_ref(), is_locked))
        .collect()
}

fn translation(
    spot: Spot,
    now: &Texts,
    agreed: Option<&Texts>,
    is_locked: bool,
) -> Option<Translation> {
    let none = || Bilingual::new(Vec::new(), Vec::new());
    let with = |state, behind, changes| {
        Some(Translation {
            spot,
            state,
            behind,
            changes,
        })
    };
    let empty = |lang: Lang| now[lang].trim().is_empty();
    match (empty(Lang::En), empty(Lang::Fr)) {
        (true, true) => return None,
        (true, false) => return with(TranslationState::Missing, Some(Lang::En), none()),
        (false, true) => return with(TranslationState::Missing, Some(Lang::Fr), none()),
        (false, false) => {}
    }
    let Some(agreed) = agreed else {
        let state = if is_locked {
            TranslationState::Current
        } else {
            TranslationState::Unconfirmed
        };
        return with(state, None, none());
    };
    let changed = |lang: Lang| !says_the_same(&now[lang], &agreed[lang]);
    let (state, behind) = match (changed(Lang::En), changed(Lang::Fr)) {
        (false, false) => return with(TranslationState::Current, None, none()),
        (true, false) => (TranslationState::Behind, Some(Lang::Fr)),
        (false, true) => (TranslationState::Behind, Some(Lang::En)),
        (true, true) => (TranslationState::ToConfirm, None),
    };
    let changes = Bilingual::new(Lang::En, Lang::Fr).map(|_, lang| {
        if changed(lang) {
            difference::words(&agreed[lang], &now[lang])
        } else {
            Vec::new()
        }
    });
    with(state, behind, changes)
}

/// The agreement once both sides of a note agree at `spots`, or everywhere where there are none:
/// what they say there now, and what was agreed elsewhere. Where a side is empty nothing is agreed.
pub fn agree(note: &Note, agreement: Option<&Note>, spots: Option<&[Spot]>) -> Note {
    let mut made = Note {
        reference: note.reference.clone(),
        meta: Metadata::default(),
        sides: Bilingual::new(Some(Side::default()), Some(Side::default())),
    };
    for (spot, now, agreed) in with_agreed(note, agreement) {
        let is_meant = spots.is_none_or(|spots| spots.contains(&spot));
        let agreed = if is_meant && is_whole(&now) {
            Some(now)
        } else {
            agreed
        };
        if let Some(texts) = agreed {
            put(&mut made, spot, texts);
        }
    }
    made
}

/// What a copy of some of a note has from that note's agreement: that of what it has on both sides.
pub fn inherited(copy: &Note, agreement: &Note) -> Note {
    let mut made = agree(copy, None, Some(&[]));
    for (spot, now, agreed) in with_agreed(copy, Some(agreement)) {
        if let Some(agreed) = agreed.filter(|_| is_whole(&now)) {
            put(&mut made, spot, agreed);
        }
    }
    made
}

/// Where a change of a note tells that what both sides said before it counts as agreed, although
/// nobody said so: everywhere in a note that is reopened, and where a side is changed while the
/// other, which is not the one changed, was written last as far as `last` tells. A side that is
/// still being written tells nothing.
pub fn agreed_before(
    before: &Note,
    after: &Note,
    agreement: Option<&Note>,
    last: impl Fn(Spot) -> Option<Lang>,
) -> Vec<Spot> {
    let is_reopened = before.meta.status.is_locked() && !after.meta.status.is_locked();
    let written = written(before, after);
    let tells = |spot: Spot| {
        let mut langs = written.iter().filter(|(other, _)| *other == spot);
        let one = langs.next().filter(|_| langs.next().is_none());
        is_reopened || one.is_some_and(|(_, lang)| last(spot) != Some(*lang))
    };
    with_agreed(before, agreement)
        .into_iter()
        .filter(|(spot, was, agreed)| agreed.is_none() && is_whole(was) && tells(*spot))
        .map(|(spot, ..)| spot)
        .collect()
}

/// Where a section that came back stands in a note now: a block may have moved since it was sent, or
/// its text or topic been changed. `None` where there is no such block any more.
pub fn spot_of(note: &Note, sent: &SentSection, from: Lang) -> Option<Spot> {
    let Some(number) = sent.spot.block else {
        return Some(sent.spot);
    };
    let mut blocks = spots(note);
    blocks.retain(|(spot, _)| spot.block.is_some());
    // Of several that say the same the one in its place.
    blocks.sort_by_key(|(spot, _)| spot.block != Some(number));
    let sent = parted(&sent.source);
    let same = |text: &str| says_the_same(text, &joined(&sent));
    let shares = |text: &str| shares_a_part(&parted(text), &sent);
    let finds: [&dyn Fn(&str) -> bool; 2] = [&same, &shares];
    let found = finds
        .iter()
        .find_map(|fits| blocks.iter().find(|(_, texts)| fits(&texts[from])));
    // Of blocks without a topic only the place is left to tell.
    let is_unnamed = |text: &str| [&parted(text), &sent].map(|block| block.topic.trim().is_empty());
    let in_place = || {
        let first = blocks.first()?;
        let is_there = first.0.block == Some(number) && is_unnamed(&first.1[from]) == [true; 2];
        is_there.then_some(first)
    };
    found.or_else(in_place).map(|(spot, _)| *spot)
}

/// Whether two blocks have their topic or their text in common.
fn shares_a_part(a: &IfPressed, b: &IfPressed) -> bool {
    let has = |a: &str, b: &str| !a.trim().is_empty() && says_the_same(a, b);
    has(&a.topic, &b.topic) || has(&a.text, &b.text)
}

/// What a note says at a spot; an if-pressed block's topic stands before its text.
pub fn text(note: &Note, spot: Spot, lang: Lang) -> String {
    let mut texts = spots(note);
    let found = texts.iter_mut().find(|(other, _)| *other == spot);
    found
        .map(|(_, texts)| std::mem::take(&mut texts[lang]))
        .unwrap_or_default()
}

/// Has a note say something else at a spot, written as [`text`] gives it. Blocks that are missing
/// before it are empty.
pub fn set_text(note: &mut Note, spot: Spot, lang: Lang, text: &str) {
    let side = note.sides[lang].get_or_insert_default();
    match (side.text_mut(spot.section), spot.block) {
        (Some(place), _) => text.clone_into(place),
        (None, Some(number)) => {
            if side.if_pressed.len() <= number {
                side.if_pressed.resize(number + 1, IfPressed::default());
            }
            side.if_pressed[number] = parted(text);
        }
        (None, None) => {}
    }
}

/// The sections, each with its side, that say something else in another state of a note.
pub fn written(before: &Note, after: &Note) -> Vec<(Spot, Lang)> {
    let was = spots(before);
    let mut found = Vec::new();
    for (spot, is) in spots(after) {
        let was = was.iter().find(|(other, _)| *other == spot);
        for lang in Lang::ALL {
            let before = was.map(|(_, was)| was[lang].as_str()).unwrap_or_default();
            if !says_the_same(before, &is[lang]) {
                found.push((spot, lang));
            }
        }
    }
    found
}

/// Whether two texts differ in nothing but the make of quotation marks, apostrophes and spaces.
pub fn says_the_same(a: &str, b: &str) -> bool {
    a == b || spoken(a) == spoken(b)
}

fn spoken(text: &str) -> String {
    let one: String = text
        .chars()
        .filter_map(|sign| match sign {
            '\u{2018}' | '\u{2019}' | '\u{2032}' => Some('\''),
            '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' => Some('"'),
            '\u{a0}' | '\u{202f}' => Some(' '),
            '\u{ad}' | '\u{200b}' => None,
            sign => Some(sign),
        })
        .collect();
    let words: Vec<&str> = one.split_whitespace().collect();
    words.join(" ").replace("\" ", "\"").replace(" \"", "\"")
}

fn is_whole(texts: &Texts) -> bool {
    texts.iter().all(|(_, text)| !text.trim().is_empty())
}

/// Every section and block with its texts on both sides, in the order of the page.
fn spots(note: &Note) -> Vec<(Spot, Texts)> {
    let sides = note.sides.as_ref();
    let text = |section: Section| {
        sides.map(|_, side| {
            let text = side.as_ref().and_then(|side| side.text(section));
            text.unwrap_or_default().to_owned()
        })
    };
    let mut all = vec![(Spot::of(Section::Title), text(Section::Title))];
    for section in Section::BODY {
        all.push((Spot::of(section), text(section)));
        if section == Section::Response {
            let blocks = sides.map(|_, side| {
                side.as_ref()
                    .map_or(&[][..], |side| side.if_pressed.as_slice())
            });
            for number in 0..blocks.en.len().max(blocks.fr.len()) {
                let texts = blocks.map(|_, blocks| blocks.get(number).map(joined));
                all.push((
                    Spot::block(number),
                    texts.map(|_, text| text.unwrap_or_default()),
                ));
            }
        }
    }
    all
}

/// Whether an agreed block, the second, is that of a block of the note.
type Fits<'a> = dyn Fn((&Spot, &Texts), (&Spot, &Texts)) -> bool + 'a;

/// Every section and block with its texts now and those that were agreed. Blocks may have moved:
/// each takes the agreed pair that is its own, else the one of which a side is, else the one of
/// which a topic or a text is, else the one in its place.
fn with_agreed(note: &Note, agreement: Option<&Note>) -> Vec<(Spot, Texts, Option<Texts>)> {
    let now = spots(note);
    let (mut blocks, sections): (Vec<_>, Vec<_>) = agreement
        .map(spots)
        .unwrap_or_default()
        .into_iter()
        .filter(|(_, texts)| is_whole(texts))
        .partition(|(spot, _)| spot.block.is_some());
    let mut taken: Vec<Option<Texts>> = vec![None; now.len()];
    let same = |a: &Texts, b: &Texts, lang: Lang| says_the_same(&a[lang], &b[lang]);
    let shares = |a: &Texts, b: &Texts| {
        Lang::ALL
            .into_iter()
            .any(|lang| shares_a_part(&parted(&a[lang]), &parted(&b[lang])))
    };
    let passes: [&Fits<'_>; 5] = [
        &|(_, now), (_, was)| same(now, was, Lang::En) && same(now, was, Lang::Fr),
        &|(_, now), (_, was)| same(now, was, Lang::En),
        &|(_, now), (_, was)| same(now, was, Lang::Fr),
        &|(_, now), (_, was)| shares(now, was),
        &|(now, texts), (was, _)| now == was && is_whole(texts),
    ];
    for fits in passes {
        for (index, (spot, texts)) in now.iter().enumerate() {
            if spot.block.is_none() || taken[index].is_some() {
                continue;
            }
            let found = blocks
                .iter()
                .position(|(other, was)| fits((spot, texts), (other, was)));
            if let Some(found) = found {
                taken[index] = Some(blocks.remove(found).1);
            }
        }
    }
    now.into_iter()
        .zip(taken)
        .map(|((spot, texts), block)| {
            let section = || sections.iter().find(|(other, _)| *other == spot);
            let agreed = block.or_else(|| section().map(|(_, texts)| texts.clone()));
            (spot, texts, agreed)
        })
        .collect()
}

/// A block as one text: its topic, which may be empty, a blank line, its text.
fn joined(block: &IfPressed) -> String {
    format!("{}\n\n{}", block.topic, block.text)
}

/// The block of one text: [`joined`] undone.
fn parted(text: &str) -> IfPressed {
    let (topic, text) = text.split_once("\n\n").unwrap_or(("", text));
    IfPressed {
        topic: topic.to_owned(),
        text: text.to_owned(),
    }
}

/// Writes what was agreed into an agreement; blocks come one after the other.
fn put(agreement: &mut Note, spot: Spot, texts: Texts) {
    for (lang, text) in [(Lang::En, texts.en), (Lang::Fr, texts.fr)] {
        let side = agreement.sides[lang].get_or_insert_default();
        match side.text_mut(spot.section) {
            Some(place) => *place = text,
            None => side.if_pressed.push(parted(&text)),
        }
    }
}
