//! The paper and margins of a department's Word file: those of its last section.

use super::DocxError;
use crate::export::sheet::Paper;
use crate::xml::Element;

/// The least width and height of the text, in twentieths of a point: 6 cm.
const LEAST_TEXT: i32 = 3_402;

/// The greatest side of a paper in Word: 22 inches.
const MAX_SIDE: i32 = 31_680;

/// The paper of a section; that of ours where it says nothing.
pub(super) fn of_section(section: &Element) -> Result<Paper, DocxError> {
    let measure = |of: &str, name: &str| {
        let value = section.find(of)?.attribute(name)?;
        measure(value)
    };
    let ours = Paper::LETTER;
    let margin = |name: &str, default: i32| {
        // A negative one means that the text never gives way to the head.
        measure("w:pgMar", name).map_or(default, i32::saturating_abs)
    };
    let gutter = margin("w:gutter", 0);
    let paper = Paper {
        width: measure("w:pgSz", "w:w").unwrap_or(ours.width),
        height: measure("w:pgSz", "w:h").unwrap_or(ours.height),
        top: margin("w:top", ours.top),
        right: margin("w:right", ours.right),
        bottom: margin("w:bottom", ours.bottom),
        left: margin("w:left", ours.left).saturating_add(gutter),
        head: margin("w:header", ours.head),
        foot: margin("w:footer", ours.foot),
    };
    let sides = [paper.width, paper.height];
    let margins = [
        paper.top,
        paper.right,
        paper.bottom,
        paper.left,
        paper.head,
        paper.foot,
    ];
    // The paper is turned where the languages stand side by side.
    let fits = |side: i32| {
        side - paper.left - paper.right >= LEAST_TEXT
            && side - paper.top - paper.bottom >= LEAST_TEXT
    };
    let is_paper = sides.iter().all(|side| (1..=MAX_SIDE).contains(side))
        && margins.iter().all(|margin| (0..MAX_SIDE).contains(margin))
        && sides.into_iter().all(fits);
    if is_paper {
        Ok(paper)
    } else {
        let reason = "its page leaves no room for the text";
        Err(DocxError::Template(reason.to_owned()))
    }
}

/// A measure in twentieths of a point: a plain number of them, or a number with a unit, which the
/// standard allows too.
fn measure(text: &str) -> Option<i32> {
    const UNITS: [(&str, f64); 6] = [
        ("mm", 1_440.0 / 25.4),
        ("cm", 14_400.0 / 25.4),
        ("in", 1_440.0),
        ("pt", 20.0),
        ("pc", 240.0),
        ("pi", 240.0),
    ];
    let text = text.trim();
    if let Ok(plain) = text.parse() {
        return Some(plain);
    }
    let (number, unit) = UNITS
        .iter()
        .find_map(|(name, unit)| Some((text.strip_suffix(name)?, unit)))
        .unwrap_or((text, &1.0));
    let value = (number.trim().parse::<f64>().ok()? * unit).round();
    let fits = value.abs() <= f64::from(MAX_SIDE);
    #[expect(clippy::cast_possible_truncation, reason = "it is small and whole")]
    fits.then_some(value as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_read_with_and_without_a_unit() {
        for (text, twentieths) in [
            ("1417", Some(1_417)),
            ("-720", Some(-720)),
            ("2.5cm", Some(1_417)),
            ("1in", Some(1_440)),
            ("11pt", Some(220)),
            ("12240.0", Some(12_240)),
            ("1e300in", None),
            ("wide", None),
            ("NaN", None),
        ] {
            assert_eq!(measure(text), twentieths, "{text}");
        }
    }

    #[test]
    fn a_page_without_room_for_text_is_refused() {
        let section = |size: (&str, &str), margin: &str| {
            let size = Element::new("w:pgSz")
                .with("w:w", size.0)
                .with("w:h", size.1);
            let margins = Element::new("w:pgMar")
                .with("w:left", margin)
                .with("w:right", "1000");
            Element::new("w:sectPr").child(size).child(margins)
        };
        let a4 = of_section(&section(("11906", "16838"), "1000")).unwrap();
        assert_eq!((a4.width, a4.text_width(), a4.top), (11_906, 9_906, 1_417));
        for (size, margin) in [
            (("11906", "16838"), "9000"),
            (("0", "16838"), "1000"),
            (("-11906", "16838"), "1000"),
            (("99999", "16838"), "1000"),
            (("11906", "16838"), "2147483647"),
        ] {
            assert!(
                of_section(&section(size, margin)).is_err(),
                "{size:?} {margin}"
            );
        }
    }
}
