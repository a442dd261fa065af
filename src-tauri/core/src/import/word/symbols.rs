//! Signs that Word keeps as places in a symbol font.

use crate::xml::Element;

/// The signs of the font Symbol at 0x41–0x5A and 0x61–0x7A, in order.
const GREEK: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const GREEK_SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

/// The character that a `w:sym` shows. One of an unknown font stays in the place that the font
/// gave it.
pub(super) fn symbol(element: &Element) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("w:char")?.trim(), 16).ok()?;
    let font = element
        .attribute("w:font")
        .unwrap_or_default()
        .to_lowercase();
    // Symbol fonts put their signs at F000 and up.
    let place = if (0xF000..=0xF0FF).contains(&code) {
        code - 0xF000
    } else {
        code
    };
    let known = if font.contains("wingdings") {
        dingbat(place)
    } else if font.contains("symbol") {
        greek_or_math(place)
    } else {
        None
    };
    known
        .or_else(|| char::from_u32(code))
        .filter(|c| !c.is_control())
}

fn greek_or_math(place: u32) -> Option<char> {
    let from = |signs: &str, first: u32| signs.chars().nth((place - first) as usize);
    Some(match place {
        0x41..=0x5A => return from(GREEK, 0x41),
        0x61..=0x7A => return from(GREEK_SMALL, 0x61),
        0x20..=0x3F => char::from_u32(place)?,
        0xA3 => '≤',
        0xA5 => '∞',
        0xAB => '↔',
        0xAC => '←',
        0xAE => '→',
        0xB0 => '°',
        0xB1 => '±',
        0xB3 => '≥',
        0xB4 => '×',
        0xB7 => '•',
        0xB9 => '≠',
        0xBB => '≈',
        0xBC => '…',
        0xD6 => '√',
        0xE5 => '∑',
        _ => return None,
    })
}

fn dingbat(place: u32) -> Option<char> {
    Some(match place {
        0x6C | 0x9F => '•',
        0x6E | 0xA7 => '▪',
        0x6F | 0xA8 => '□',
        0x76 => '❖',
        0xD8 => '➢',
        0xDF | 0xE7 => '←',
        0xE0 | 0xE8 => '→',
        0xF0 => '⇨',
        0xFB => '✗',
        0xFC => '✓',
        0xFD => '☒',
        0xFE => '☑',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_symbol_fonts_are_what_they_show() {
        for (font, code, sign) in [
            ("Symbol", "F0B7", Some('•')),
            ("Symbol", "61", Some('α')),
            ("Symbol", "F057", Some('Ω')),
            ("Wingdings", "F0FC", Some('✓')),
            ("Wingdings", "F0E0", Some('→')),
            ("Arial", "20AC", Some('€')),
            ("Arial", "7", None),
            ("Symbol", "D800", None),
            ("Symbol", "x", None),
        ] {
            let element = Element::new("w:sym")
                .with("w:font", font)
                .with("w:char", code);
            assert_eq!(symbol(&element), sign, "{font} {code}");
        }
    }
}
