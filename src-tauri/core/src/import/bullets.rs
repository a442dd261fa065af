//! Bullets of all shapes, and how deep they stand.

/// A bullet's sign at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker<'a> {
    /// The sign.
    pub(super) sign: char,
    /// The text after it; may be empty.
    pub(super) rest: &'a str,
}

impl Marker<'_> {
    /// Whether a sign could as well be a dash or a letter of a running sentence.
    pub(super) const fn is_ambiguous(&self) -> bool {
        matches!(self.sign, '-' | '–' | '—' | 'o' | '+' | '*')
    }

    /// Whether it is a sign that office programs give to the second level.
    const fn is_inner(sign: char) -> bool {
        matches!(sign, 'o' | '◦' | '○' | '▪' | '–' | '§' | '\u{f0a7}')
    }
}

/// The bullet that a line's text starts with.
pub(super) fn marker(text: &str) -> Option<Marker<'_>> {
    let sign = text.chars().next()?;
    let rest = &text[sign.len_utf8()..];
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let is_bullet = match sign {
        '•' | '·' | '‣' | '▪' | '■' | '●' | '◦' | '○' | '∙' | '⁃' | '➢' | '\u{f0b7}'
        | '\u{f0a7}' => true,
        '*' | '+' | '-' | '–' | '—' | '§' => spaced,
        'o' => spaced && !rest.is_empty(),
        _ => false,
    };
    is_bullet.then_some(Marker {
        sign,
        rest: rest.trim_start(),
    })
}

/// The lists that are open at a point of a text, outermost first.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    open: Vec<(usize, char)>,
}

/// Lists are not nested deeper than this; deeper items stay at this depth.
const DEEPEST: usize = 5;

impl Nesting {
    /// Ends all lists.
    pub(super) fn clear(&mut self) {
        self.open.clear();
    }

    /// Whether no list is open.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The depth, 0 for the outermost, of an item whose sign stands after `indent` columns.
    ///
    /// Indentation decides where it differs by two columns or more; PDF extraction loses it, so
    /// that between items in one column the sign decides.
    pub(super) fn depth(&mut self, indent: usize, sign: char) -> usize {
        while self.open.last().is_some_and(|(open, _)| indent + 1 < *open) {
            self.open.pop();
        }
        let level = |open: &(usize, char)| indent.abs_diff(open.0) <= 1;
        if let Some(at) = self
            .open
            .iter()
            .rposition(|open| open.1 == sign && level(open))
        {
            self.open.truncate(at + 1);
        } else {
            let deeper = match self.open.last() {
                Some(last) if level(last) => Marker::is_inner(sign),
                _ => true,
            };
            if !deeper {
                while self.open.last().is_some_and(level) {
                    self.open.pop();
                }
            }
            if self.open.len() <= DEEPEST {
                self.open.push((indent, sign));
            }
        }
        self.open.len().saturating_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_bullet_is_one() {
        for text in [
            "• a",
            "•a",
            "· a",
            "·\u{a0}a",
            "* a",
            "- a",
            "– a",
            "o a",
            "▪ a",
            "\u{f0b7} a",
            "-\ta",
        ] {
            assert_eq!(marker(text).map(|m| m.rest), Some("a"), "{text}");
        }
        for text in [
            "a",
            "-5 degrees",
            "*emphasis*",
            "ou bien",
            "o",
            "–5",
            "",
            "--",
        ] {
            assert_eq!(marker(text), None, "{text}");
        }
        assert_eq!(marker("•").map(|m| m.rest), Some(""));
    }

    #[test]
    fn depth_follows_indentation_and_else_the_sign() {
        let mut lists = Nesting::default();
        let depths: Vec<usize> = [
            (0, '•'),
            (0, 'o'),
            (1, 'o'),
            (0, '•'),
            (4, '•'),
            (8, '-'),
            (4, '•'),
            (0, '•'),
        ]
        .into_iter()
        .map(|(indent, sign)| lists.depth(indent, sign))
        .collect();
        assert_eq!(depths, [0, 1, 1, 0, 1, 2, 1, 0]);
    }
}
