//! Which items of an index are learned from.

use tantivy::{DocAddress, Searcher, SegmentOrdinal};

use super::align::pair;
use super::learn::Learner;
use crate::search::ask::Asking;
use crate::search::schema::Stored;
use crate::section::Section;

/// Of more items than can be read, this share is the first of them and the others are taken at
/// even distances from the rest: what is said now counts most, and nothing is left out for its age.
const FIRST: f64 = 0.5;
/// More items are not opened, whatever they give.
const MOST_ITEMS: usize = 12_000;

/// A note or excerpt with both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item {
    /// What orders them: the approved first, then the newest, then by number.
    order: (bool, std::cmp::Reverse<i64>, u64),
    sides: [DocAddress; 2],
}

/// The items of an index that have both sides, in the order in which they are worth reading.
pub(super) fn items(searcher: &Searcher) -> tantivy::Result<Vec<Item>> {
    let mut items = Vec::new();
    for (ordinal, reader) in (0..).zip(searcher.segment_readers()) {
        let ordinal: SegmentOrdinal = ordinal;
        let fast = reader.fast_fields();
        let (groups, dates) = (fast.u64("group")?, fast.i64("date")?);
        let status = fast.str("status")?;
        let approved = status.as_ref().and_then(|status| {
            let key = crate::note::Status::Approved.key();
            status.dictionary().term_ord(key.as_bytes()).ok().flatten()
        });
        let mut last: Option<(u64, u32)> = None;
        for doc in reader.doc_ids_alive() {
            let Some(group) = groups.first(doc) else {
                continue;
            };
            // The sides of an item stand side by side.
            match last.replace((group, doc)) {
                Some((same, en)) if same == group => {
                    let is_approved = approved.is_some()
                        && status.as_ref().and_then(|status| status.ords().first(doc)) == approved;
                    items.push(Item {
                        order: (
                            !is_approved,
                            std::cmp::Reverse(dates.first(doc).unwrap_or_default()),
                            group,
                        ),
                        sides: [DocAddress::new(ordinal, en), DocAddress::new(ordinal, doc)],
                    });
                }
                _ => {}
            }
        }
    }
    items.sort_unstable();
    Ok(items)
}

/// Has the learner read items until it is full. Gives how many there are.
pub(super) fn read(index: &Asking<'_>, learner: &mut Learner<'_>) -> tantivy::Result<usize> {
    let items = items(index.searcher)?;
    let mut rest = items.iter();
    let mut read = 0_usize;
    for item in rest.by_ref() {
        read_item(index, learner, item)?;
        read += 1;
        if learner.fullness() >= FIRST || read >= MOST_ITEMS / 2 {
            break;
        }
    }
    // As many items again fill what is left.
    let step = (rest.len() / read.max(1)).max(1);
    for item in rest.step_by(step).take(MOST_ITEMS / 2) {
        if learner.fullness() >= 1.0 {
            break;
        }
        read_item(index, learner, item)?;
    }
    Ok(items.len())
}

fn read_item(index: &Asking<'_>, learner: &mut Learner<'_>, item: &Item) -> tantivy::Result<()> {
    let [en, fr] = item.sides;
    let (en, fr) = (index.stored(en)?, index.stored(fr)?);
    for (en, fr) in passages(&en, &fr) {
        learner.read(en, fr);
    }
    Ok(())
}

/// What two sides of an item say the same in.
fn passages<'a>(en: &'a Stored, fr: &'a Stored) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    pair(&en.title, &fr.title, &mut found);
    if en.kind == crate::search::HitKind::Policy {
        for ((en_heading, en), (fr_heading, fr)) in en.passages.iter().zip(&fr.passages) {
            pair(en_heading, fr_heading, &mut found);
            pair(en, fr, &mut found);
        }
        return found;
    }
    for section in Section::BODY.into_iter().chain([Section::IfPressed]) {
        let of = |side: &'a Stored| -> Vec<&'a str> {
            let is = |(name, _): &&(String, String)| name == section.key();
            side.passages
                .iter()
                .filter(is)
                .map(|(_, text)| text.as_str())
                .collect()
        };
        let (en, fr) = (of(en), of(fr));
        if en.len() == fr.len() {
            for (en, fr) in en.into_iter().zip(fr) {
                pair(en, fr, &mut found);
            }
        }
    }
    found
}
