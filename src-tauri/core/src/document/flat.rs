//! The text of a block as a row of stretches, each with its whole look: what two ways of nesting the
//! same marks have in common.

use super::Inline;

/// A stretch of text. A line break on the page is `\n`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are independent of each other"
)]
pub(super) struct Stretch {
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) struck: bool,
    pub(super) code: bool,
    /// Whether it is a citation, as it is written.
    pub(super) cited: bool,
    /// The address that it leads to.
    pub(super) url: Option<String>,
}

impl Stretch {
    fn with_text(&self, text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..self.clone()
        }
    }

    /// The same look without the marks that two stretches do not share.
    fn shared(&self, other: &Self) -> Self {
        Self {
            text: String::new(),
            bold: self.bold && other.bold,
            italic: self.italic && other.italic,
            struck: self.struck && other.struck,
            code: self.code && other.code,
            cited: false,
            url: self
                .url
                .clone()
                .filter(|url| other.url.as_ref() == Some(url)),
        }
    }

    fn looks_like(&self, other: &Self) -> bool {
        self.with_text("") == other.with_text("")
    }
}

/// The stretches of inlines, tidied: marks reach from word to word, and no white space stands at
/// the ends or beside line breaks.
pub(super) fn flat(inlines: &[Inline]) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    walk(inlines, &Stretch::default(), &mut stretches);
    let mut stretches = tidied(stretches);
    // An address that shows itself is a link wherever it stands.
    for link in stretches.chunk_by_mut(|a, b| a.url == b.url) {
        if let [only] = link
            && only.url.as_ref() == Some(&only.text)
            && (only.text.starts_with("http://") || only.text.starts_with("https://"))
        {
            only.url = None;
        }
    }
    tidied(stretches)
}

fn walk(inlines: &[Inline], look: &Stretch, out: &mut Vec<Stretch>) {
    for inline in inlines {
        let mut inner = look.clone();
        match inline {
            Inline::Text(text) => out.push(look.with_text(&text.replace(['\n', '\t'], " "))),
            Inline::Code(text) => {
                inner.code = true;
                out.push(inner.with_text(&text.replace(['\n', '\t'], " ")));
            }
            Inline::Citation(citation) => {
                inner.cited = true;
                inner.url = None;
                out.push(inner.with_text(&citation.to_string()));
            }
            Inline::SoftBreak => out.push(look.with_text(" ")),
            Inline::HardBreak => out.push(look.with_text("\n")),
            Inline::Strong(content) => {
                inner.bold = true;
                walk(content, &inner, out);
            }
            Inline::Emphasis(content) => {
                inner.italic = true;
                walk(content, &inner, out);
            }
            Inline::Strikethrough(content) => {
                inner.struck = true;
                walk(content, &inner, out);
            }
            Inline::Link { url, content } => {
                inner.url = Some(url.clone()).filter(|url| !url.is_empty());
                walk(content, &inner, out);
            }
        }
    }
}

/// Where a stretch is cut: into white space before, words, white space after.
fn parts(stretch: &Stretch) -> [Stretch; 3] {
    let blank = |c: char| matches!(c, ' ' | '\n' | '\t');
    let text = stretch.text.as_str();
    let rest = text.trim_start_matches(blank);
    let before = &text[..text.len() - rest.len()];
    let words = rest.trim_end_matches(blank);
    let after = &rest[words.len()..];
    [before, words, after].map(|text| stretch.with_text(text))
}

/// Stretches whose marks reach from word to word, those that look the same joined.
pub(super) fn tidied(stretches: Vec<Stretch>) -> Vec<Stretch> {
    // White space gets a stretch of its own, which looks as its neighbours both do.
    let mut cut: Vec<Stretch> = Vec::new();
    for stretch in &stretches {
        if stretch.code && !stretch.text.trim().is_empty() {
            cut.push(stretch.clone());
        } else {
            cut.extend(
                parts(stretch)
                    .into_iter()
                    .filter(|part| !part.text.is_empty()),
            );
        }
    }
    let is_blank = |stretch: &Stretch| stretch.text.trim_matches([' ', '\n', '\t']).is_empty();
    let mut out: Vec<Stretch> = Vec::new();
    let mut blank = String::new();
    for stretch in cut {
        if is_blank(&stretch) {
            blank.push_str(&stretch.text);
            continue;
        }
        if let Some(before) = out.last()
            && !blank.is_empty()
        {
            let space = before.shared(&stretch);
            for part in broken(&blank) {
                push(&mut out, space.with_text(part));
            }
        }
        blank.clear();
        push(&mut out, stretch);
    }
    out
}

/// White space between words: the line breaks in it, or the spaces.
fn broken(blank: &str) -> Vec<&str> {
    let breaks = blank.matches('\n').count();
    if breaks > 0 {
        vec!["\n"; breaks.min(2)]
    } else {
        vec![blank]
    }
}

fn push(out: &mut Vec<Stretch>, stretch: Stretch) {
    match out.last_mut() {
        Some(last) if last.looks_like(&stretch) && !last.cited => last.text.push_str(&stretch.text),
        _ => out.push(stretch),
    }
}
