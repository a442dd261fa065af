//! The package that a Word file is: parts in a zip, unpacked within limits, and how they relate.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use encoding_rs::{UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

use super::part;
use crate::import::{ImportError, UNPACKED_LIMIT_MB};

/// The most that is unpacked of a file in all, in bytes, whatever its directory says.
const MAX_UNPACKED: u64 = UNPACKED_LIMIT_MB << 20;

/// The most relationships of one part.
const MAX_RELATIONSHIPS: usize = 100_000;

/// A Word file's parts.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Where a part lies, by its name in lower case: names of parts differ in more than case.
    places: HashMap<String, usize>,
    /// How many bytes may yet be unpacked.
    left: u64,
}

/// What a part has to do with another.
#[derive(Debug, Clone)]
pub(super) struct Relationship {
    /// The last word of its type: `styles`.
    pub(super) kind: String,
    /// The other part's name, or an address outside.
    pub(super) target: String,
    /// Whether it leads outside.
    pub(super) external: bool,
}

/// The relationships of a part, by id.
pub(super) type Relationships = HashMap<String, Relationship>;

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let names: Vec<String> = zip
            .file_names()
            .flatten()
            .map(std::borrow::Cow::into_owned)
            .collect();
        let mut places = HashMap::new();
        for name in names {
            if let Some(at) = zip.index_for_name(&name) {
                let name = name.replace('\\', "/").to_lowercase();
                places.insert(name.trim_start_matches('/').to_owned(), at);
            }
        }
        Ok(Self {
            zip,
            places,
            left: MAX_UNPACKED,
        })
    }

    /// The text of a part in UTF-8 or UTF-16; `None` where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ImportError> {
        let Some(at) = self.places.get(&name.to_lowercase()) else {
            return Ok(None);
        };
        let file = self.zip.by_index(*at).map_err(damaged)?;
        let mut bytes = Vec::new();
        file.take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| ImportError::Damaged(error.to_string()))?;
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .ok_or(ImportError::TooLarge)?;
        text(bytes).map(Some)
    }

    /// The part with the main document: the one that the package names, or where Word puts it.
    pub(super) fn main(&mut self) -> Result<Option<String>, ImportError> {
        let named = self
            .relationships("")?
            .into_values()
            .find(|related| related.kind == "officeDocument" && !related.external)
            .map(|related| related.target)
            .filter(|name| self.places.contains_key(&name.to_lowercase()));
        let usual = "word/document.xml";
        Ok(named.or_else(|| self.places.contains_key(usual).then(|| usual.to_owned())))
    }

    /// What a part is related to; the package itself is the part without a name.
    pub(super) fn relationships(&mut self, of: &str) -> Result<Relationships, ImportError> {
        let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
        let name = format!("{folder}/_rels/{file}.rels");
        let mut found = HashMap::new();
        let Some(text) = self.part(name.trim_start_matches('/'))? else {
            return Ok(found);
        };
        part::read(&text, 1, &mut |element| {
            let of = |name: &str| element.attribute(name).unwrap_or_default().to_owned();
            if part::local(&element.name) != "Relationship" {
                return Ok(());
            }
            if found.len() == MAX_RELATIONSHIPS {
                return Err(ImportError::TooLarge);
            }
            let external = of("TargetMode") == "External";
            let target = of("Target");
            found.insert(
                of("Id"),
                Relationship {
                    kind: of("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                    target: if external {
                        target
                    } else {
                        resolved(folder, &target)
                    },
                    external,
                },
            );
            Ok(())
        })?;
        Ok(found)
    }
}

/// The name of the part that `target` means, seen from a part in `folder`.
fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

fn text(bytes: Vec<u8>) -> Result<String, ImportError> {
    let encoding = match bytes.as_slice() {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] | [0, b'<', ..] => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = encoding {
        return Ok(encoding.decode_with_bom_removal(&bytes).0.into_owned());
    }
    String::from_utf8(bytes).map_err(|error| ImportError::Damaged(error.to_string()))
}

fn damaged(error: ZipError) -> ImportError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ImportError::PasswordNeeded
        }
        error => ImportError::Damaged(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_seen_from_its_part() {
        for (folder, target, name) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("", "word/document.xml", "word/document.xml"),
            ("word", "/docProps/core.xml", "docProps/core.xml"),
            ("word/a", "../media/./x.png", "word/media/x.png"),
            ("word", "../../../x", "x"),
        ] {
            assert_eq!(resolved(folder, target), name);
        }
    }

    #[test]
    fn a_part_is_read_in_utf_8_and_utf_16() {
        let wanted = "<a>é</a>";
        let units: Vec<u16> = wanted.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let marked = [&[0xFF, 0xFE], little.as_slice()].concat();
        for bytes in [wanted.as_bytes().to_vec(), little, big, marked] {
            assert_eq!(text(bytes).as_deref(), Ok(wanted));
        }
        assert!(text(b"<a>\xE9</a>".to_vec()).is_err());
    }
}
