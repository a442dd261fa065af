//! Bytes → text: which kind of file it is, which encoding it has, and line ends made one.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::ImportError;

/// Extensions of files that hold documents but are not read as text.
const NOT_TEXT: [&str; 8] = ["doc", "epub", "odt", "ppt", "pptx", "rtf", "xls", "xlsx"];

/// How binary files begin.
const MAGIC: [(&[u8], &str); 4] = [
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xFF\xD8\xFF", "jpeg"),
    (b"GIF8", "gif"),
];

/// The largest text, page or XML file that is read, in bytes.
const LARGEST: u64 = super::UNPACKED_LIMIT_MB << 20;

/// How much of a PDF file may stand before its mark.
const PDF_JUNK: usize = 1024;

/// Extensions of Word's own files.
const WORD: [&str; 4] = ["docx", "docm", "dotx", "dotm"];

/// How older Office files begin, and those that a password locks.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// The stream, in UTF-16, in which a locked file keeps the document.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Plain text or Markdown.
    Text(String),
    /// The source of a web page.
    Page(String),
    /// XML that is no web page.
    Xml(String),
    /// A PDF file.
    Pdf,
    /// Parts in a zip; what kind of file it is said to be.
    Word(String),
}

/// What the file called `name` holds, in text if it is one.
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
    let start = &bytes[..bytes.len().min(PDF_JUNK)];
    if start.windows(5).any(|window| window == b"%PDF-") {
        return Ok(Content::Pdf);
    }
    if extension == "pdf" {
        return Err(ImportError::Damaged("not a PDF file".to_owned()));
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ImportError::UnknownKind((*kind).to_owned()));
    }
    if bytes.len() as u64 > LARGEST {
        return Err(ImportError::TooLarge);
    }
    let text = text(bytes)?;
    Ok(match markup(&text) {
        Some(Markup::Page) => Content::Page(text),
        Some(Markup::Xml) => Content::Xml(text),
        None if matches!(extension.as_str(), "htm" | "html" | "xhtml") => Content::Page(text),
        None if extension == "xml" => Content::Xml(text),
        None => Content::Text(text),
    })
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

/// UTF-8 or UTF-16 as the byte-order mark says, or as the zeros tell; UTF-8 without a mark; else
/// what the text says of itself, or Windows-1252, in which every byte means something, unless the
/// bytes are not those of a text.
fn text(bytes: &[u8]) -> Result<String, ImportError> {
    for encoding in [UTF_16LE, UTF_16BE] {
        let mark: &[u8] = if encoding == UTF_16LE {
            b"\xFF\xFE"
        } else {
            b"\xFE\xFF"
        };
        let bare = unmarked_utf16(bytes) == Some(encoding);
        if let Some(rest) = bytes.strip_prefix(mark).or(bare.then_some(bytes)) {
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
    if let Some(text) = mixed(bytes) {
        return Ok(text);
    }
    let declared = declared(bytes).filter(|encoding| *encoding != UTF_8);
    Ok(declared
        .unwrap_or(WINDOWS_1252)
        .decode_without_bom_handling(bytes)
        .0
        .into_owned())
}

/// UTF-16 without a byte-order mark: every second byte of a text's start is zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..32.min(bytes.len() / 2 * 2))?;
    let zeros = |from: usize| {
        start
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let half = start.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, odd) if half >= 8 && odd * 2 > half => Some(UTF_16LE),
        (even, 0) if half >= 8 && even * 2 > half => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8 into which pieces in Windows-1252 were pasted: `None` where little of it is UTF-8.
fn mixed(bytes: &[u8]) -> Option<String> {
    let (mut text, mut good, mut bad) = (String::with_capacity(bytes.len()), 0, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    (good >= bad).then_some(text)
}

/// How much of a text's start may say which encoding it has.
const DECLARATION: usize = 2048;

/// The encoding that a page or an XML file says it has.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]).to_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let value = &start[start.find(key)? + key.len()..];
        let value = value.trim_start_matches(['"', '\'', ' ']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c));
        Encoding::for_label(&value.as_bytes()[..end.unwrap_or(value.len())])
    })
}

/// What tags at a text's start say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markup {
    Page,
    Xml,
}

/// Tags that a saved page may start with.
const PAGE_TAGS: [&str; 12] = [
    "!doctype html",
    "html",
    "head",
    "body",
    "main",
    "article",
    "section",
    "div",
    "meta",
    "title",
    "p",
    "h1",
];

/// What a text is the source of, if its tags are not words: by its first tag, comments aside.
fn markup(text: &str) -> Option<Markup> {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let mut xml = false;
    loop {
        let after = rest.strip_prefix('<')?;
        let (end, declaration) = if after.starts_with("!--") {
            ("-->", false)
        } else if after.starts_with('?') {
            ("?>", true)
        } else {
            break;
        };
        xml |= declaration;
        let Some(at) = after.find(end) else {
            return xml.then_some(Markup::Xml);
        };
        rest = after[at + end.len()..].trim_start();
    }
    let tag = rest.strip_prefix('<')?;
    let is_page = PAGE_TAGS.iter().any(|name| {
        let own = tag
            .get(..name.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(name));
        own && tag[name.len()..].starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace())
    });
    let is_type = tag
        .get(..8)
        .is_some_and(|own| own.eq_ignore_ascii_case("!doctype"));
    if is_page {
        Some(Markup::Page)
    } else {
        (xml || is_type).then_some(Markup::Xml)
    }
}

/// Refuses text that is a web page or XML: its tags are not words.
pub(super) fn refuse_markup(text: &str) -> Result<(), ImportError> {
    match markup(text) {
        Some(Markup::Page) => Err(ImportError::UnknownKind("html".to_owned())),
        Some(Markup::Xml) => Err(ImportError::UnknownKind("xml".to_owned())),
        None => Ok(()),
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
    fn a_kind_is_told_from_the_content_before_the_name() {
        let kind = |name: &str, bytes: &[u8]| match decode(name, bytes).unwrap() {
            Content::Text(_) => "text",
            Content::Page(_) => "page",
            Content::Xml(_) => "xml",
            Content::Pdf => "pdf",
            Content::Word(_) => "word",
        };
        assert_eq!(kind("note", b"junk %PDF-1.7"), "pdf");
        assert_eq!(kind("note.txt", b"\n <!DOCTYPE HTML><html>"), "page");
        assert_eq!(
            kind("a.txt", b"<!-- saved --><?xml version='1.0'?><html>"),
            "page"
        );
        assert_eq!(
            kind("a.md", b"\xEF\xBB\xBF<?xml version='1.0'?><Statute>"),
            "xml"
        );
        assert_eq!(kind("a.html", b"no tag at its start"), "page");
        assert_eq!(kind("a.txt", b"<name> said so"), "text");
        assert_eq!(kind("a.txt", b"<!-- a comment alone"), "text");
        assert_eq!(
            decode("a.pdf", b"no pdf"),
            Err(ImportError::Damaged("not a PDF file".to_owned()))
        );
    }

    #[test]
    fn a_page_is_read_in_the_encoding_that_it_has() {
        let french = "<html lang=fr><p>Réponse suggérée : l’œuvre – « déjà »";
        let cyrillic = "<?xml version='1.0' encoding='windows-1251'?><a>Ответ";
        let bytes = encoding_rs::WINDOWS_1251.encode(cyrillic).0.into_owned();
        assert_eq!(text(&bytes), Ok(cyrillic.to_owned()));
        let unmarked: Vec<u8> = french.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&unmarked), Ok(french.to_owned()));
        // A page in UTF-8 with a passage pasted from elsewhere.
        let mut mixed = french.as_bytes().to_vec();
        mixed.extend(WINDOWS_1252.encode(" Décembre").0.iter());
        assert_eq!(text(&mixed), Ok(format!("{french} Décembre")));
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
