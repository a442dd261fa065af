//! The text layer of a PDF file, read where a hostile file can do no harm: what it unpacks to is
//! counted first, and a thread of its own may panic or be left behind.

use std::io::Read;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use flate2::read::ZlibDecoder;
use pdf_extract::{Document, PlainTextOutput, output_doc_page};

use super::ImportError;

/// How much all the streams of a file may unpack to, in megabytes. A page scanned for a text layer
/// has eight.
const UNPACKED_MB: u64 = 512;

/// How long reading a file may take. A thousand pages take some ten seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// The stack of the thread that reads: the parser calls itself for what is nested.
const STACK: usize = 64 << 20;

/// Pages with fewer words than this, one with another, are pictures with a stamp on them.
const FEWEST_WORDS_A_PAGE: usize = 3;

/// The text of a file, a form feed between its pages.
///
/// # Errors
///
/// It is damaged, needs a password, has no text layer, or unpacks to too much.
pub(super) fn text(bytes: &[u8]) -> Result<String, ImportError> {
    weigh(bytes, UNPACKED_MB)?;
    let bytes = bytes.to_vec();
    let (done, pages) = mpsc::channel();
    let reader = thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            // Nobody listens any more where it took too long.
            let _ = done.send(pages_of(&bytes));
        });
    if reader.is_err() {
        return Err(ImportError::Unpacked(UNPACKED_MB));
    }
    let pages = match pages.recv_timeout(PATIENCE) {
        Ok(pages) => pages?,
        // The thread has panicked.
        Err(mpsc::RecvTimeoutError::Disconnected) => return Err(damaged()),
        Err(mpsc::RecvTimeoutError::Timeout) => return Err(ImportError::TooSlow),
    };
    let words = pages.iter().map(|page| page.split_whitespace().count());
    if words.sum::<usize>() < FEWEST_WORDS_A_PAGE * pages.len().max(1) {
        return Err(ImportError::NoTextLayer);
    }
    let pages: Vec<&str> = pages.iter().map(|page| page.trim_matches('\n')).collect();
    Ok(pages.join("\n\u{c}"))
}

fn damaged() -> ImportError {
    ImportError::Damaged("not a PDF file that can be read".to_owned())
}

fn pages_of(bytes: &[u8]) -> Result<Vec<String>, ImportError> {
    let mut document = Document::load_mem(bytes).map_err(|_| damaged())?;
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(ImportError::PasswordNeeded);
    }
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    if numbers.is_empty() {
        return Err(damaged());
    }
    let mut pages = Vec::with_capacity(numbers.len());
    for number in numbers {
        let mut page = String::new();
        let mut output = PlainTextOutput::new(&mut page);
        output_doc_page(&document, &mut output, number).map_err(|_| damaged())?;
        pages.push(page);
    }
    Ok(pages)
}

/// Refuses a file whose streams unpack to more than there is room for, without keeping what they
/// unpack to.
fn weigh(bytes: &[u8], megabytes: u64) -> Result<(), ImportError> {
    const START: &[u8] = b"stream";
    let mut left = megabytes << 20;
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], START) {
        from += at + START.len();
        let packed = bytes[from..]
            .strip_prefix(b"\r\n")
            .or_else(|| bytes[from..].strip_prefix(b"\n"))
            .unwrap_or_default();
        let is_packed = matches!(packed, [first, second, ..] if first & 0xf == 8
            && (u32::from(*first) << 8 | u32::from(*second)) % 31 == 0);
        if is_packed {
            let mut decoder = ZlibDecoder::new(packed).take(left + 1);
            // A stream that is cut short weighs what came of it.
            let mut buffer = vec![0; 64 << 10];
            while let Ok(read) = decoder.read(&mut buffer) {
                if read == 0 {
                    break;
                }
                left = left
                    .checked_sub(read as u64)
                    .ok_or(ImportError::Unpacked(megabytes))?;
            }
        }
    }
    Ok(())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut from = 0;
    let first = *wanted.first()?;
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == first) {
        if bytes[from + at..].starts_with(wanted) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests;
