//! A department's Word file, opened with limits: its parts, and where their relationships lead.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::DocxError;
use crate::xml::{self, Element};

/// The most that is unpacked of a template, in bytes.
const MAX_UNPACKED: u64 = 64 << 20;

/// A relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relationship {
    pub(super) id: String,
    /// The last word of its type: `styles`, `header`, `image`.
    pub(super) kind: String,
    /// The part it leads to, by its name in the package; an address where it leads outside.
    pub(super) target: String,
    pub(super) outside: bool,
}

/// A Word file that lends its look.
pub(super) struct Template<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How much may still be unpacked, in bytes.
    left: u64,
}

impl<'a> Template<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocxError> {
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| DocxError::Template(format!("not a Word file: {error}")))?;
        Ok(Self {
            zip,
            left: MAX_UNPACKED,
        })
    }

    /// The bytes of a part.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Vec<u8>, DocxError> {
        let refused = |reason: String| DocxError::Template(format!("{name}: {reason}"));
        let file = self
            .zip
            .by_name(name)
            .map_err(|error| refused(error.to_string()))?;
        let mut bytes = Vec::new();
        // What the file says about its size is not believed.
        let read = file
            .take(self.left + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| refused(error.to_string()))?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| refused("too large when unpacked".to_owned()))?;
        Ok(bytes)
    }

    /// The text of a part.
    pub(super) fn text(&mut self, name: &str) -> Result<String, DocxError> {
        let bytes = self.bytes(name)?;
        String::from_utf8(bytes).map_err(|error| DocxError::Template(format!("{name}: {error}")))
    }

    /// The root element of a part.
    pub(super) fn part(&mut self, name: &str) -> Result<Element, DocxError> {
        let text = self.text(name)?;
        xml::parse(&text).map_err(|error| DocxError::Template(format!("{name}: {error}")))
    }

    /// The name of the main document.
    pub(super) fn document(&mut self) -> Result<String, DocxError> {
        let package = relationships(&self.part("_rels/.rels")?, "");
        let mut documents = package.into_iter();
        documents
            .find(|one| one.kind == "officeDocument" && !one.outside)
            .map(|one| one.target)
            .ok_or_else(|| DocxError::Template("it has no main document".to_owned()))
    }

    /// The relationships of a part; none where it has no list of them.
    pub(super) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, DocxError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let list = join(folder, &format!("_rels/{file}.rels"));
        if self.zip.index_for_name(&list).is_none() {
            return Ok(Vec::new());
        }
        Ok(relationships(&self.part(&list)?, folder))
    }
}

fn relationships(list: &Element, folder: &str) -> Vec<Relationship> {
    let read = |one: &Element| {
        let kind = one.attribute("Type")?;
        let target = one.attribute("Target")?;
        let outside = one.attribute("TargetMode") == Some("External");
        Some(Relationship {
            id: one.attribute("Id")?.to_owned(),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            target: if outside {
                target.to_owned()
            } else {
                join(folder, target)
            },
            outside,
        })
    };
    list.elements().filter_map(read).collect()
}

/// A part's name from a target that is relative to `folder`.
fn join(folder: &str, target: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let from_root = target.starts_with('/');
    let start = if from_root { "" } else { folder };
    for name in start.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}
