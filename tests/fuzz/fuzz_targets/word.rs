//! Word files mutated inside: a part is taken out of the zip, its XML changed, and zipped again, so
//! that what lies behind the zip is reached. Now and then the zip itself is mutated.
//!
//! `cargo run --bin seeds -- corpus/word`, then
//! `cargo +nightly fuzz run -s none word -- -max_total_time=1800 -rss_limit_mb=1024 -max_len=600000`.

#![no_main]

use std::io::{Cursor, Read, Write};

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use qp_core::import::{Imported, import_bytes};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fuzz_target!(|data: &[u8]| {
    let Ok(found) = import_bytes("note.docx", data) else {
        return;
    };
    for imported in found {
        match imported {
            Imported::Note(note) => {
                for (_, side) in note.sides.iter() {
                    let Some(side) = side else { continue };
                    assert!(!side.title.contains('\n'));
                    for text in [&side.question, &side.response, &side.background] {
                        let _ = qp_core::document::parse(text).plain_text();
                    }
                }
            }
            Imported::Policy(policy) => assert!(!policy.policy.slug.is_empty()),
        }
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut dice = Dice(u64::from(seed) | 1);
    if dice.below(20) == 0 {
        return fuzzer_mutate(data, size, max_size);
    }
    let Some(mutated) = mutated(&data[..size], &mut dice) else {
        return fuzzer_mutate(data, size, max_size);
    };
    if mutated.len() > max_size {
        return size;
    }
    data[..mutated.len()].copy_from_slice(&mutated);
    mutated.len()
});

/// A small generator of numbers.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % bound.max(1)
    }
}

/// The file with one part changed.
fn mutated(data: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(data)).ok()?;
    let mut parts = Vec::new();
    for at in 0..zip.len().min(40) {
        let file = zip.by_index(at).ok()?;
        let name = file.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        file.take(1 << 20).read_to_end(&mut bytes).ok()?;
        parts.push((name, bytes));
    }
    // The document twice as often as any other part.
    let at = dice.below(parts.len() + 2);
    let at = parts
        .iter()
        .position(|(name, _)| at >= parts.len() && name == "word/document.xml")
        .unwrap_or(at % parts.len().max(1));
    let (_, part) = parts.get_mut(at)?;
    for _ in 0..=dice.below(3) {
        change(part, dice);
    }
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(name, options).ok()?;
        out.write_all(&bytes).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

/// Names that the reader treats in ways of their own.
const NAMES: [&str; 44] = [
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:pPr",
    "w:rPr",
    "w:numPr",
    "w:sdt",
    "w:sdtContent",
    "w:ins",
    "w:del",
    "w:moveFrom",
    "w:moveTo",
    "w:hyperlink",
    "w:fldSimple",
    "w:fldChar",
    "w:instrText",
    "w:drawing",
    "w:pict",
    "w:txbxContent",
    "mc:AlternateContent",
    "mc:Choice",
    "mc:Fallback",
    "w:footnoteReference",
    "w:sym",
    "w:br",
    "w:tab",
    "w:numId",
    "w:ilvl",
    "w:outlineLvl",
    "w:pStyle",
    "w:gridSpan",
    "w:trPr",
    "w:sectPr",
    "m:oMath",
    "m:t",
    "w:basedOn",
    "w:lvlText",
    "w:numFmt",
    "w:start",
    "w:numStyleLink",
    "w:abstractNumId",
];

/// Values that are odd for most attributes.
const VALUES: [&str; 22] = [
    "",
    "0",
    "1",
    "-1",
    "8",
    "9",
    "255",
    "99999999999999999999",
    "9223372036854775807",
    "2in",
    "11pt",
    "NaN",
    "%1%2%9",
    "TOC",
    "HYPERLINK \"x\"",
    "Heading1",
    "bullet",
    "lowerRoman",
    "upperLetter",
    "decimal",
    "begin",
    "é",
];

/// Texts that mean something to the reader.
const TEXTS: [&str; 20] = [
    "Background:",
    "Contexte :",
    "Suggested Response:",
    "Réponse suggérée :",
    "If pressed: x",
    "English",
    "Français",
    "Reference number: X-1",
    "Question Period Note: x",
    "• x",
    "o x",
    "1. x",
    "4.1.5 x",
    "| x |",
    "**x**",
    "`x",
    "-",
    "Background / Contexte",
    "[1]",
    "Date modified: 2024-01-01",
];

fn change(part: &mut Vec<u8>, dice: &mut Dice) {
    let Ok(text) = String::from_utf8(part.clone()) else {
        flip(part, dice);
        return;
    };
    let tags: Vec<(usize, usize)> = tags(&text);
    if tags.is_empty() {
        flip(part, dice);
        return;
    }
    let pick = |dice: &mut Dice| tags[dice.below(tags.len())];
    let (from, to) = pick(dice);
    let changed = match dice.below(11) {
        // A tag away, twice, or elsewhere.
        0 => splice(&text, from, to, ""),
        1 => splice(&text, to, to, &text[from..to]),
        2 => {
            let (at, _) = pick(dice);
            splice(&text, at, at, &text[from..to])
        }
        // An element, from a tag to one further on, twice or elsewhere.
        3 | 4 => {
            let end = element_end(&text, from).unwrap_or(to);
            let (at, _) = pick(dice);
            if end - from < 20_000 {
                splice(&text, at, at, &text[from..end])
            } else {
                text
            }
        }
        5 => {
            let end = element_end(&text, from).unwrap_or(to);
            splice(&text, from, end, "")
        }
        // Another name, open and closed.
        6 => {
            let name = NAMES[dice.below(NAMES.len())];
            let end = element_end(&text, from).unwrap_or(to);
            splice(
                &text,
                from,
                end,
                &format!("<{name}>{}</{name}>", &text[from..end]),
            )
        }
        7 => {
            let (name, value) = (
                NAMES[dice.below(NAMES.len())],
                VALUES[dice.below(VALUES.len())],
            );
            splice(&text, to, to, &format!("<{name} w:val=\"{value}\"/>"))
        }
        // Another value of an attribute.
        8 => match attribute(&text[from..to]) {
            Some((start, end)) => {
                let value = VALUES[dice.below(VALUES.len())].replace('"', "&quot;");
                splice(&text, from + start, from + end, &value)
            }
            None => text,
        },
        // Text.
        9 => {
            let words = TEXTS[dice.below(TEXTS.len())];
            splice(
                &text,
                to,
                to,
                &format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"),
            )
        }
        _ => {
            flip(part, dice);
            return;
        }
    };
    if changed.len() < 1 << 20 {
        *part = changed.into_bytes();
    }
}

fn splice(text: &str, from: usize, to: usize, by: &str) -> String {
    [&text[..from], by, &text[to..]].concat()
}

/// A byte changed, or a stretch of bytes away.
fn flip(part: &mut Vec<u8>, dice: &mut Dice) {
    if part.is_empty() {
        part.push(b'<');
        return;
    }
    let at = dice.below(part.len());
    if dice.below(2) == 0 {
        part[at] = u8::try_from(dice.below(256)).unwrap_or(0);
    } else {
        let end = (at + dice.below(40)).min(part.len());
        part.drain(at..end);
    }
}

/// Where the tags of a text are.
fn tags(text: &str) -> Vec<(usize, usize)> {
    text.match_indices('<')
        .filter_map(|(from, _)| Some((from, from + text[from..].find('>')? + 1)))
        .collect()
}

/// Where the element ends that starts at `from`.
fn element_end(text: &str, from: usize) -> Option<usize> {
    let tag = &text[from..from + text[from..].find('>')? + 1];
    if tag.ends_with("/>") || tag.starts_with("</") {
        return Some(from + tag.len());
    }
    let name: &str = tag[1..].split([' ', '>']).next()?;
    let close = format!("</{name}>");
    Some(from + text[from..].find(&close)? + close.len())
}

/// Where the value of a tag's first attribute is.
fn attribute(tag: &str) -> Option<(usize, usize)> {
    let start = tag.find("=\"")? + 2;
    Some((start, start + tag[start..].find('"')?))
}
