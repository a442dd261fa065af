//! The bytes of a file → its text, by byte-order mark and XML declaration.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::TmxError;

/// So much of a file is looked through for its declaration, in bytes.
const DECLARATION: usize = 200;

/// The text of a file, without a byte-order mark.
pub(super) fn text(bytes: &[u8]) -> Result<String, TmxError> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, &bytes[mark..]),
        None if bytes.starts_with(b"<\0") => (UTF_16LE, bytes),
        None if bytes.starts_with(b"\0<") => (UTF_16BE, bytes),
        None => (declared(bytes), bytes),
    };
    if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    let good = text.split('\u{fffd}').next().unwrap_or_default();
    Err(TmxError {
        line: good.matches('\n').count() + 1,
        reason: format!("bytes that are not {}", encoding.name()),
    })
}

/// The encoding that an XML declaration names; UTF-8 where there is none, or one that the bytes
/// cannot have.
fn declared(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(DECLARATION)];
    let head = String::from_utf8_lossy(head);
    let label = || {
        let declaration = head
            .trim_start()
            .strip_prefix("<?xml")?
            .split("?>")
            .next()?;
        let value = declaration.split_once("encoding")?.1.trim_start();
        let value = value.strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    };
    label()
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
        .unwrap_or(UTF_8)
}
