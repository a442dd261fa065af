//! A text as lines that know their place: indentation, length, page starts, and how wide the
//! text around them runs.

/// A line of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// The text without white space around it; empty for a blank line.
    pub(super) text: &'a str,
    /// Columns before the text; a tab goes to the next multiple of four.
    pub(super) indent: usize,
    /// Length of the text in characters.
    pub(super) len: usize,
    /// Whether a page of the source starts here.
    pub(super) page_start: bool,
}

impl Line<'_> {
    /// Whether nothing stands on it.
    pub(super) const fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// A line on which nothing stands.
pub(super) const BLANK: Line<'static> = Line {
    text: "",
    indent: 0,
    len: 0,
    page_start: false,
};

/// The lines of a normalised text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    text.split('\n').map(line).collect()
}

fn line(raw: &str) -> Line<'_> {
    let (page_start, raw) = match raw.strip_prefix('\u{c}') {
        Some(rest) => (true, rest),
        None => (false, raw),
    };
    let text = raw.trim();
    let lead = &raw[..raw.len() - raw.trim_start().len()];
    let indent = lead.chars().fold(0, |at, c| match c {
        '\t' => at / 4 * 4 + 4,
        _ => at + 1,
    });
    Line {
        text,
        indent: if text.is_empty() { 0 } else { indent },
        len: text.chars().count(),
        page_start,
    }
}

/// Longer lines than this were never broken to fit a page.
const UNBROKEN: usize = 160;

/// Narrower runs of lines than this do not tell how wide a text runs.
const NARROW: usize = 24;

/// How far a text's lines were broken to fit a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wrapping {
    /// Each line is a paragraph or an item.
    None,
    /// Here and there a sentence goes on in the next line.
    Some,
    /// The whole text was broken at a width.
    Full,
}

/// What the lines' lengths say about a text.
#[derive(Debug)]
pub(super) struct Layout {
    /// How far lines were broken.
    pub(super) wrapping: Wrapping,
    /// For each line, how many characters a line holds there; 0 where lines are not broken.
    pub(super) widths: Vec<usize>,
}

impl Layout {
    /// The layout of these lines.
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let mut widths = vec![0; lines.len()];
        let mut blocks = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            if lines[at].is_blank() {
                at += 1;
                continue;
            }
            let end = (at + 1..lines.len())
                .find(|next| {
                    lines[*next].is_blank() || starts_page(&lines[next - 1], &lines[*next])
                })
                .unwrap_or(lines.len());
            let widest = lines[at..end]
                .iter()
                .map(|line| line.indent + line.len)
                .max();
            blocks.push((at, end, widest.unwrap_or(0)));
            at = end;
        }
        let mut last_wide = 0;
        for (start, end, widest) in &blocks {
            let tells = end - start >= 3 && *widest >= NARROW;
            let width = if *widest > UNBROKEN {
                0
            } else if !tells && *widest <= last_wide + last_wide / 10 {
                // Too little to tell: as wide as what came before.
                last_wide
            } else {
                *widest
            };
            if tells {
                last_wide = width;
            }
            widths[*start..*end].fill(width);
        }
        let broken = blocks
            .iter()
            .filter(|(_, _, widest)| *widest <= UNBROKEN)
            .flat_map(|(start, end, _)| lines[*start..*end].windows(2))
            .filter(|pair| pair[0].len >= NARROW && goes_on(pair[0].text, pair[1].text))
            .count();
        let wrapping = match broken {
            0 => Wrapping::None,
            1 => Wrapping::Some,
            _ => Wrapping::Full,
        };
        Self { wrapping, widths }
    }
}

/// Whether a page starts between two lines: PDF extraction leaves a form feed there, or one space.
pub(super) const fn starts_page(line: &Line<'_>, next: &Line<'_>) -> bool {
    next.page_start || (next.indent == 1 && line.indent == 0)
}

/// Whether a line's sentence is not over and the next line goes on with it.
fn goes_on(line: &str, next: &str) -> bool {
    let lower = next.chars().next().is_some_and(char::is_lowercase);
    !ends_sentence(line)
        && (lower || ends_leading_on(line))
        && !next.starts_with("o ")
        && !next.starts_with("o\t")
}

/// Whether a text ends with the punctuation that closes a sentence, an item or a lead-in.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '»' | '”' | '"' | '’' | ')' | '*' | '_' | ']')
    })
    .ends_with(['.', '!', '?', ';', ':', '…'])
}

/// Words after which no line ends by itself, in both languages.
const LEADING_ON: [&str; 72] = [
    "a", "an", "and", "are", "as", "at", "au", "aux", "avec", "be", "by", "ce", "ces", "cette",
    "d", "dans", "de", "des", "dont", "du", "en", "entre", "est", "et", "for", "from", "has",
    "have", "in", "into", "is", "its", "l", "la", "le", "les", "leur", "leurs", "of", "on", "ont",
    "or", "ou", "our", "où", "par", "pour", "qu", "que", "qui", "sa", "se", "ses", "son", "sont",
    "sous", "sur", "that", "the", "their", "to", "un", "une", "vers", "was", "were", "which",
    "who", "whose", "with", "à", "être",
];

/// Whether a text ends with a word that asks for another.
pub(super) fn ends_leading_on(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let last = last.trim_start_matches(|c: char| !c.is_alphanumeric());
    let last = last.trim_end_matches(['’', '\'']).to_lowercase();
    LEADING_ON.contains(&last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_knows_its_indentation_and_page() {
        let found = lines("\u{c}\t • text\u{a0}\n\n  x");
        assert_eq!(
            (found[0].text, found[0].indent, found[0].page_start),
            ("• text", 5, true)
        );
        assert!(found[1].is_blank());
        assert_eq!((found[2].text, found[2].indent), ("x", 2));
    }

    #[test]
    fn a_page_of_long_lines_is_not_wrapped() {
        let text = format!(
            "{}\n{}\nshort end\n",
            "long ".repeat(50),
            "more ".repeat(60)
        );
        assert_eq!(Layout::of(&lines(&text)).wrapping, Wrapping::None);
    }

    #[test]
    fn lines_broken_in_a_sentence_are_wrapped() {
        let text = "The departments of the government\nreview what they use, and then they\ndecide what is kept.\n";
        let layout = Layout::of(&lines(text));
        assert_eq!(layout.wrapping, Wrapping::Full);
        assert_eq!(layout.widths[0], 35);
    }

    #[test]
    fn a_sentence_ends_with_its_punctuation_even_in_quotes() {
        for text in ["Done.", "« Fini. »", "the list:", "(see above.)"] {
            assert!(ends_sentence(text), "{text}");
        }
        for text in ["not yet", "the Board (TBS)", ""] {
            assert!(!ends_sentence(text), "{text}");
        }
        assert!(ends_leading_on("la sécurité de la"));
        assert!(ends_leading_on("le public à l’"));
        assert!(!ends_leading_on("gouvernement ouvert"));
    }
}
