//! What a text in a note looks like, and how two states of a file are told apart.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A fingerprint of a file's bytes: equal fingerprints mean equal files.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct ContentHash(String);

impl ContentHash {
    /// The fingerprint in hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The fingerprint (BLAKE3) of a file's bytes.
pub fn content_hash(bytes: &[u8]) -> ContentHash {
    ContentHash(blake3::hash(bytes).to_hex().to_string())
}

/// Any text in the form in which a note holds it: `\n` line ends, no blank lines around it.
/// Everything between stays as it is.
pub fn body_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let is_text = |line: &&str| !line.trim().is_empty();
    let Some(first) = lines.iter().position(is_text) else {
        return String::new();
    };
    let last = lines.iter().rposition(is_text).unwrap_or(first);
    lines[first..=last].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_around_go_and_inner_ones_stay() {
        for (text, body) in [
            ("", ""),
            (" \n\t\n", ""),
            ("\n\n- a\n\n  - b\n\n", "- a\n\n  - b"),
            ("    code\r\nnext\r", "    code\nnext"),
            ("kept  ", "kept  "),
        ] {
            assert_eq!(body_text(text), body, "{text:?}");
        }
    }
}
