//! How large and how deep a page may be, told from its source before a tree is made of it: making
//! one of hostile markup can take time and memory that grow with the square of its length.

use crate::import::ImportError;

/// Browsers nest no deeper than twice this.
const DEEPEST: usize = 256;

/// The most elements of a page. The longest of the government's pages have some fifty thousand.
const MOST_ELEMENTS: usize = 400_000;

/// How many elements a parser may add by itself where formatting is never closed.
const MOST_REPEATED: usize = 2_000_000;

/// Elements that hold nothing.
const VOID: [&str; 15] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame",
];

/// Elements whose end may be left out, so that one does not stand in another of its kind.
const SELF_ENDING: [&str; 13] = [
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup",
];

/// Elements that a parser opens anew in every block until they are closed.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements whose content is no markup.
const RAW: [&str; 7] = [
    "script", "style", "textarea", "title", "xmp", "iframe", "noframes",
];

/// Refuses a page that is too large or too deep.
pub(super) fn check(html: &str) -> Result<(), ImportError> {
    let mut open: Vec<&str> = Vec::new();
    let mut formatting = 0_usize;
    let (mut elements, mut repeated) = (0_usize, 0_usize);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let (closes, tag) = match rest.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, rest),
        };
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let name = &tag[..end.unwrap_or(tag.len())];
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
        if is(&VOID) || is(&SELF_ENDING) {
            elements += 1;
            repeated += if closes { 0 } else { formatting };
        } else if closes {
            // Only the innermost few are looked at: what is closed elsewhere counts as open.
            let near = open.iter().rev().take(8);
            let near = near
                .take_while(|one| !one.eq_ignore_ascii_case(name))
                .count();
            if near < open.len().min(8) {
                open.truncate(open.len() - near - 1);
                formatting = open
                    .iter()
                    .filter(|one| FORMATTING.iter().any(|f| f.eq_ignore_ascii_case(one)))
                    .count();
            }
        } else {
            elements += 1;
            repeated += formatting;
            open.push(name);
            formatting += usize::from(is(&FORMATTING));
            if open.len() > DEEPEST {
                return Err(ImportError::TooDeep);
            }
            if is(&RAW) {
                rest = past(tag, name);
                open.pop();
            }
        }
        if elements > MOST_ELEMENTS || repeated > MOST_REPEATED {
            return Err(ImportError::TooMany);
        }
    }
    Ok(())
}

/// What follows the end tag of an element whose content is no markup.
fn past<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        let is_end = rest
            .get(..name.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(name));
        if is_end {
            return rest;
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_page_is_read_and_a_deep_or_bottomless_one_is_not() {
        let long = "<p>A paragraph of <b>some</b> words.<li>item".repeat(50_000);
        assert_eq!(check(&long), Ok(()));
        let script = format!("<script>{}</script><p>x", "<div>".repeat(10_000));
        assert_eq!(check(&script), Ok(()));
        assert_eq!(check(&"<div>".repeat(5_000)), Err(ImportError::TooDeep));
        assert_eq!(check(&"<p>".repeat(500_000)), Err(ImportError::TooMany));
        let endless = "<font>".repeat(200) + &"<p>x".repeat(100_000);
        assert_eq!(check(&endless), Err(ImportError::TooMany));
        let closed = "<div><p>x</p></div>".repeat(10_000);
        assert_eq!(check(&closed), Ok(()));
    }
}
