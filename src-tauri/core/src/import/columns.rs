//! Text of two columns, and of sentences cut by a page's end, put back in reading order.

use std::collections::VecDeque;

use super::marks::is_lettered;
use super::paragraphs::{Kind, Para, append};

/// After this many further paragraphs a cut sentence is not expected to go on.
const PATIENCE: usize = 14;

/// Paragraphs in reading order.
#[derive(Debug)]
pub(super) struct Rejoined {
    /// The paragraphs.
    pub(super) paras: Vec<Para>,
    /// Whether a sentence went on after other text: the pages have two columns.
    pub(super) columns: bool,
}

/// A paragraph that starts in lower case goes on with the first one before it that was cut: on a
/// page of two columns the left one is cut first and goes on first. A cut list (its last item ends
/// with a semicolon) takes it as its next item.
pub(super) fn rejoined(paras: Vec<Para>) -> Rejoined {
    // Each paragraph of the result, with the items that came back to it.
    let mut slots: Vec<Vec<Para>> = Vec::with_capacity(paras.len());
    let mut cut: VecDeque<usize> = VecDeque::new();
    let mut moved_to: Option<usize> = None;
    let mut columns = false;
    for para in paras {
        while cut.front().is_some_and(|at| at + PATIENCE < slots.len()) {
            cut.pop_front();
        }
        let lower = para.kind == Kind::Plain
            && para.text.starts_with(char::is_lowercase)
            && !is_lettered(&para.text);
        // The item after an item that went back goes with it, unless a new block begins there.
        let is_item =
            !para.gap && para.kind == Kind::Plain && !super::if_pressed::starts(&para.text);
        let goes_along = moved_to.filter(|_| is_item);
        if let Some(slot) = goes_along.and_then(|at| slots.get_mut(at)) {
            let kind = Kind::Bullet;
            slot.push(Para { kind, ..para });
            continue;
        }
        moved_to = None;
        // A list that goes on at once was not cut.
        if (!para.gap || para.kind == Kind::Bullet)
            && cut.back().is_some_and(|at| at + 1 == slots.len())
            && slots
                .last()
                .and_then(|slot| slot.last())
                .is_some_and(|last| last.text.ends_with(';'))
        {
            cut.pop_back();
        }
        let introduced = slots
            .last()
            .and_then(|slot| slot.last())
            .is_some_and(|last| last.text.ends_with([':', ';']));
        let target = if lower && !introduced {
            cut.pop_front()
        } else {
            None
        };
        let behind = slots.len();
        let Some((at, slot)) = target.and_then(|at| slots.get_mut(at).map(|slot| (at, slot)))
        else {
            if para.open || (para.kind != Kind::Table && para.text.ends_with(';')) {
                cut.push_back(slots.len());
            }
            slots.push(vec![para]);
            continue;
        };
        columns |= at + 1 < behind;
        let Some(last) = slot.last_mut() else {
            continue;
        };
        if last.text.ends_with(';') {
            moved_to = para.text.ends_with(';').then_some(at);
            let kind = if moved_to.is_some() || last.kind == Kind::Bullet {
                Kind::Bullet
            } else {
                Kind::Plain
            };
            slot.push(Para { kind, ..para });
        } else {
            append(&mut last.text, &para.text);
            last.open = para.open;
            if para.open {
                cut.push_back(at);
            }
        }
    }
    Rejoined {
        paras: slots.into_iter().flatten().collect(),
        columns,
    }
}

/// Lines after a lead-in with a colon, each but the last ending with a semicolon, are a list whose
/// bullets were lost.
pub(super) fn listed(mut paras: Vec<Para>) -> Vec<Para> {
    let mut at = 1;
    while at < paras.len() {
        let starts = paras[at - 1].text.ends_with(':') && paras[at].kind == Kind::Plain;
        let items = paras[at..]
            .iter()
            .take_while(|para| {
                matches!(para.kind, Kind::Plain | Kind::Bullet) && para.text.ends_with(';')
            })
            .count();
        if starts && items > 0 {
            let last = paras.get(at + items).is_some_and(|para| {
                para.kind == Kind::Plain && !para.gap && para.text.ends_with('.')
            });
            let end = at + items + usize::from(last);
            if end - at >= 2 {
                for para in &mut paras[at..end] {
                    para.kind = Kind::Bullet;
                }
            }
            at = end;
        } else {
            at += 1;
        }
    }
    paras
}

#[cfg(test)]
mod tests {
    use super::*;

    fn para(text: &str, gap: bool, open: bool) -> Para {
        Para {
            kind: Kind::Plain,
            depth: 0,
            text: text.to_owned(),
            gap,
            open,
        }
    }

    fn texts(paras: Vec<Para>) -> Vec<(Kind, String)> {
        paras.into_iter().map(|p| (p.kind, p.text)).collect()
    }

    #[test]
    fn the_column_that_was_cut_first_goes_on_first() {
        let found = rejoined(vec![
            para("The left column stops in the", true, true),
            para("Right", true, false),
            para("The right one stops at", true, true),
            para("middle of a sentence.", true, false),
            para("the end of the page.", true, false),
        ])
        .paras;
        assert_eq!(
            texts(found),
            [
                (
                    Kind::Plain,
                    "The left column stops in the middle of a sentence.".to_owned()
                ),
                (Kind::Plain, "Right".to_owned()),
                (
                    Kind::Plain,
                    "The right one stops at the end of the page.".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn a_cut_list_takes_its_next_items_back() {
        let found = listed(
            rejoined(vec![
                para("It shows:", true, false),
                para("the first thing;", true, false),
                para("The other column needs", true, true),
                para("a second thing;", true, false),
                para("a third thing.", false, false),
                para("its end.", true, false),
            ])
            .paras,
        );
        assert_eq!(
            texts(found),
            [
                (Kind::Plain, "It shows:".to_owned()),
                (Kind::Bullet, "the first thing;".to_owned()),
                (Kind::Bullet, "a second thing;".to_owned()),
                (Kind::Bullet, "a third thing.".to_owned()),
                (Kind::Plain, "The other column needs its end.".to_owned()),
            ]
        );
    }
}
