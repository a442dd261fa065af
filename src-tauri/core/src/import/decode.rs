//! Bytes → text: which kind of file it is, which encoding it has, and line ends made one.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ImportError;

/// Extensions of files that hold documents but are not read as text.
const NOT_TEXT: [&str; 13] = [
    "doc", "epub", "htm", "html", "odt", "pdf", "ppt", "pptx", "rtf", "xhtml", "xls", "xlsx", "xml",
];

/// How binary files begin.
const MAGIC: [(&[u8], &str); 5] = [
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xFF\xD8\xFF", "jpeg"),
    (b"GIF8", "gif"),
];

/// Extensions of Word's own files.
const WORD: [&str; 4] = ["docx", "docm", "dotx", "dotm"];

/// How older Office files begin, and those that a password locks.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// The stream, in UTF-16, in which a locked file keeps the document.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    Text(String),
    /// Parts in a zip; what kind of file it is said to be.
    Word(String),
}

/// What the file called `name` holds: its text, if it is one.
pub(super) fn decode(name: &str, bytes: &[u8]) -> Result<Content, ImportError> {
    let extension = extension(name);
    let is_word = WORD.contains(&extension.as_str());
    let is_zip = bytes.starts_with(b"PK");
    if bytes.starts_with(COMPOUND) {
        let locked = bytes.windows(LOCKED.len()).any(|window| window == LOCKED);
        return Err(if locked {
            ImportError::PasswordNeeded
        } else {
            ImportError::UnknownKind("doc".to_owned())
        });
    }
    if is_word && !is_zip {
        return Err(ImportError::Damaged("not a zip archive".to_owned()));
    }
    if is_zip && (is_word || !NOT_TEXT.contains(&extension.as_str())) {
        let kind = if is_word { extension } else { "zip".to_owned() };
        return Ok(Content::Word(kind));
    }
    if NOT_TEXT.contains(&extension.as_str()) {
        return Err(ImportError::UnknownKind(extension));
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ImportError::UnknownKind((*kind).to_owned()));
    }
    let text = text(bytes)?;
    refuse_markup(&text)?;
    Ok(Content::Text(text))
}

/// The extension of a file's name in lower case, without the dot; empty where it has none.
fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}

/// A file's name without folder and extension.
pub(super) fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => file,
    }
}

/// UTF-8 or UTF-16 as the byte-order mark says; UTF-8 without one; else Windows-1252, in which
/// every byte means something, unless the bytes are not those of a text.
fn text(bytes: &[u8]) -> Result<String, ImportError> {
    for encoding in [UTF_16LE, UTF_16BE] {
        let mark: &[u8] = if encoding == UTF_16LE {
            b"\xFF\xFE"
        } else {
            b"\xFE\xFF"
        };
        if let Some(rest) = bytes.strip_prefix(mark) {
            return Ok(encoding.decode_without_bom_handling(rest).0.into_owned());
        }
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(ImportError::NotText);
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let odd = bytes
        .iter()
        .filter(|byte| matches!(byte, 0x01..=0x08 | 0x0E..=0x1F))
        .count();
    if odd * 100 > bytes.len() {
        return Err(ImportError::NotText);
    }
    Ok(WINDOWS_1252
        .decode_without_bom_handling(bytes)
        .0
        .into_owned())
}

/// Refuses text that is a web page or XML: its tags are not words.
pub(super) fn refuse_markup(text: &str) -> Result<(), ImportError> {
    let start: String = text
        .trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .chars()
        .take(15)
        .collect::<String>()
        .to_ascii_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") {
        Err(ImportError::UnknownKind("html".to_owned()))
    } else if start.starts_with("<?xml") || start.starts_with("<!doctype") {
        Err(ImportError::UnknownKind("xml".to_owned()))
    } else {
        Ok(())
    }
}

/// The text with `\n` line ends, a form feed only at the start of a line, and without other
/// control characters.
pub(super) fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                if chars.peek() == Some(&'\n') {
                    chars.next();
                }
                out.push('\n');
            }
            '\n' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{c}' => {
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
                out.push(c);
            }
            '\t' => out.push(c),
            '\u{feff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_a_text_gives_the_same_text() {
        let text = "Réponse suggérée : l’œuvre – « déjà »";
        let utf16 = |big: bool| {
            let mut bytes = if big {
                vec![0xFE, 0xFF]
            } else {
                vec![0xFF, 0xFE]
            };
            for unit in text.encode_utf16() {
                bytes.extend(if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                });
            }
            bytes
        };
        let mut marked = b"\xEF\xBB\xBF".to_vec();
        marked.extend(text.as_bytes());
        let western = WINDOWS_1252.encode(text).0.into_owned();
        for bytes in [
            text.as_bytes().to_vec(),
            marked,
            utf16(true),
            utf16(false),
            western,
        ] {
            let content = Content::Text(text.to_owned());
            assert_eq!(decode("page.txt", &bytes), Ok(content));
        }
    }

    #[test]
    fn what_is_not_text_is_named() {
        for (name, bytes, kind) in [
            ("note.doc", &b"\xD0\xCF\x11\xE0"[..], "doc"),
            ("note.odt", b"PK\x03\x04rest", "odt"),
            ("note", b"%PDF-1.7", "pdf"),
            ("note.txt", b"\n <!DOCTYPE HTML><html>", "html"),
            ("note.md", b"\xEF\xBB\xBF<?xml version='1.0'?>", "xml"),
        ] {
            assert_eq!(
                decode(name, bytes),
                Err(ImportError::UnknownKind(kind.to_owned())),
                "{name}"
            );
        }
        let locked = [COMPOUND, b"...", LOCKED].concat();
        for name in ["note.docx", "note"] {
            assert_eq!(decode(name, &locked), Err(ImportError::PasswordNeeded));
        }
        let damaged = ImportError::Damaged("not a zip archive".to_owned());
        assert_eq!(decode("note.DOCX", b"anything"), Err(damaged));
        let word = Content::Word("docm".to_owned());
        assert_eq!(decode("note.docm", b"PK\x03\x04"), Ok(word));
        assert_eq!(decode("x.txt", b"a\0b"), Err(ImportError::NotText));
        assert_eq!(
            decode("x.txt", b"\xE9\x01\x02\x03\x04"),
            Err(ImportError::NotText)
        );
    }

    #[test]
    fn line_ends_become_one_and_controls_go() {
        assert_eq!(
            normalised("a\r\nb\rc\u{2028}d\u{7}e\u{c}f\n\u{c}g"),
            "a\nb\nc\nde\n\u{c}f\n\u{c}g"
        );
    }

    #[test]
    fn a_stem_has_neither_folder_nor_extension() {
        assert_eq!(stem("C:\\x\\a.b.txt"), "a.b");
        assert_eq!(stem("x/.hidden"), ".hidden");
    }
}
