//! What the clauses that a note cites said when it cited them: `cited/<reference>.md` in the
//! notebook, one small policy a note, whose headings are the citations.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;

use super::beside::{Stamp, stamp};
use super::{Store, StoreError, atomic_write, read_text};
use crate::lang::{Bilingual, Lang};
use crate::note::Reference;
use crate::policy::{Citation, Excerpt, Policy, PolicyFile, PolicySide};

/// The folder in the notebook.
pub(super) const FOLDER: &str = "cited";

/// What cited clauses said, in the languages that had them, in Markdown.
pub type CitedTexts = BTreeMap<Citation, Bilingual<Option<String>>>;

/// When a record was written, and its size: another record has another.
pub type CitedStamp = Stamp;

impl Store {
    /// What the clauses that a note cites said when it cited them; empty where nothing was recorded
    /// or what was cannot be read.
    pub fn cited(&self, reference: &Reference) -> CitedTexts {
        let text = read_text(&self.beside(FOLDER, reference)).ok();
        text.and_then(|text| texts(text, reference))
            .unwrap_or_default()
    }

    /// Tells apart what was recorded of a note at one time and at another; `None` where nothing is.
    pub fn cited_stamp(&self, reference: &Reference) -> Option<CitedStamp> {
        stamp(&self.beside(FOLDER, reference))
    }

    /// Records what cited clauses say: `change` is given what was recorded and tells whether it
    /// changed it. A record of nothing is removed. Other programs on this notebook wait meanwhile.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotReadable`] where there is a record that cannot be read, which is then left
    /// as it is, or that of writing.
    pub fn set_cited(
        &self,
        reference: &Reference,
        change: impl FnOnce(&mut CitedTexts) -> bool,
    ) -> Result<(), StoreError> {
        let path = self.beside(FOLDER, reference);
        let _writing = self.write_lock()?;
        let mut cited = match read_text(&path) {
            Ok(text) => texts(text, reference).ok_or(StoreError::NotReadable(path.clone()))?,
            Err(StoreError::Read { source, .. }) if source.kind() == ErrorKind::NotFound => {
                CitedTexts::new()
            }
            Err(error) => return Err(error),
        };
        if !change(&mut cited) {
            return Ok(());
        }
        if cited.is_empty() {
            fs::remove_file(&path).map_err(StoreError::write(&path))?;
            self.recorded_here(path);
            return Ok(());
        }
        let folder = self.root.join(FOLDER);
        fs::create_dir_all(&folder).map_err(StoreError::write(&folder))?;
        let file = file_of(&cited, reference);
        atomic_write(&path, file.text().as_bytes()).map_err(StoreError::write(&path))?;
        self.recorded_here(path);
        Ok(())
    }
}

fn file_of(cited: &CitedTexts, reference: &Reference) -> PolicyFile {
    let side = |lang: Lang| {
        let excerpts: Vec<Excerpt> = cited
            .iter()
            .filter_map(|(citation, said)| {
                Some(Excerpt {
                    heading: citation.to_string(),
                    level: 1,
                    text: said[lang].clone()?,
                    ..Excerpt::default()
                })
            })
            .collect();
        let title = reference.to_string();
        (!excerpts.is_empty()).then_some(PolicySide { title, excerpts })
    };
    PolicyFile::of(&Policy {
        sides: Bilingual::new(side(Lang::En), side(Lang::Fr)),
        ..Policy::default()
    })
}

fn texts(text: String, reference: &Reference) -> Option<CitedTexts> {
    let policy = PolicyFile::new(text).read("").ok()?.policy;
    let mut cited = CitedTexts::new();
    for (lang, side) in policy.sides.iter() {
        let Some(side) = side else { continue };
        if side.title != reference.as_str() {
            return None;
        }
        for excerpt in &side.excerpts {
            let citation: Citation = excerpt.heading.parse().ok()?;
            cited.entry(citation).or_default()[lang] = Some(excerpt.text.clone());
        }
    }
    Some(cited)
}
