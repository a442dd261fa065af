//! Caches on disk: one value in the postcard format behind a line that names its version and its
//! fingerprint. Whatever is not exactly that is no cache.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::note::content_hash;

/// The bytes of a file that keeps `value`. Any change of what the value is made from is a new
/// version.
pub(crate) fn sealed(version: &str, value: &impl Serialize) -> Vec<u8> {
    let body = postcard::to_stdvec(value).unwrap_or_default();
    let mut bytes = format!("{version} {}\n", content_hash(&body).as_str()).into_bytes();
    bytes.extend(body);
    bytes
}

/// The value that a file keeps; nothing where it is of another version or not sound.
pub(crate) fn opened<T: DeserializeOwned>(version: &str, bytes: &[u8]) -> Option<T> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (head, body) = (bytes.get(..end)?, bytes.get(end + 1..)?);
    let expected = format!("{version} {}", content_hash(body).as_str());
    if head != expected.as_bytes() {
        return None;
    }
    postcard::from_bytes(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_opened_as_it_was_sealed_and_only_whole_and_of_its_version() {
        let bytes = sealed("words 1", &vec!["un", "deux"]);
        let opened_as = |version, bytes: &[u8]| opened::<Vec<String>>(version, bytes);
        assert_eq!(
            opened_as("words 1", &bytes),
            Some(vec!["un".to_owned(), "deux".to_owned()])
        );
        assert_eq!(opened_as("words 2", &bytes), None);
        for at in 0..bytes.len() {
            assert_eq!(opened_as("words 1", &bytes[..at]), None, "cut at {at}");
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert_eq!(opened_as("words 1", &other), None, "changed at {at}");
        }
    }
}
