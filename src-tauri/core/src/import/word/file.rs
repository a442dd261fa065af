//! A Word file's parts put together: its blocks, and what it says about itself.

use std::collections::HashMap;
use std::rc::Rc;

use super::body::{Notes, Reader, comment, note_spans};
use super::head::Head;
use super::model::Item;
use super::numbering::Numbering;
use super::package::{Package, Relationships};
use super::part;
use super::report::Report;
use super::styles::{Styles, tagged};
use crate::import::ImportError;
use crate::lang::Lang;
use crate::note::Marking;
use crate::policy::Citation;
use crate::xml::Element;

/// The most blocks of a document, its cells counted too.
const MAX_BLOCKS: usize = 1_000_000;

/// What a file says about itself.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) title: String,
    /// Themes, in one line.
    pub(super) keywords: String,
    /// The state of the document, in our own files a note's.
    pub(super) status: String,
    pub(super) lang: Option<Lang>,
    /// Whether we wrote it, and nobody since.
    pub(super) own: bool,
}

/// A Word file as read.
#[derive(Debug, Default)]
pub(super) struct WordFile {
    pub(super) items: Vec<Item>,
    /// Where sections end, as numbers of blocks, and the marking on their pages.
    pub(super) sections: Vec<(usize, Option<Marking>)>,
    pub(super) properties: Properties,
    /// What our own lists of sources cite, by the bookmark of the line.
    pub(super) sources: HashMap<String, Citation>,
    pub(super) report: Report,
}

impl WordFile {
    /// Reads a file's bytes. `kind` names what it is said to be, where it is no Word file.
    pub(super) fn read(bytes: &[u8], kind: &str) -> Result<Self, ImportError> {
        let mut package = Package::open(bytes)?;
        let Some(main) = package.main()? else {
            return Err(ImportError::UnknownKind(kind.to_owned()));
        };
        let related = package.relationships(&main)?;
        let mut file = Self {
            properties: properties(&mut package)?,
            ..Self::default()
        };
        let styles = match one(&mut package, &related, "styles")? {
            Some(text) => Styles::read(&text)?,
            None => Styles::default(),
        };
        let mut numbering = match one(&mut package, &related, "numbering")? {
            Some(text) => Numbering::read(&text, &styles)?,
            None => Numbering::default(),
        };
        if let Some(text) = one(&mut package, &related, "settings")? {
            file.sources = sources(&text)?;
        }
        let mut notes = Notes::new();
        for (kind, mark) in [("footnotes", "w:footnote"), ("endnotes", "w:endnote")] {
            let Some(name) = target(&related, kind) else {
                continue;
            };
            let Some(text) = package.part(&name)? else {
                continue;
            };
            let mut reader = Reader::new(&styles, &mut numbering, &mut file.report);
            reader.links = links(&package.relationships(&name)?);
            part::read(&text, 1, &mut |element| {
                let drawn = matches!(
                    element.attribute("w:type"),
                    Some("separator" | "continuationSeparator" | "continuationNotice")
                );
                if element.name == mark && !drawn {
                    let id = element.attribute("w:id").unwrap_or_default().to_owned();
                    let spans = note_spans(&mut reader, &element);
                    notes.insert((mark.to_owned(), id), spans);
                }
                bounded(reader.count)
            })?;
        }
        if let Some(text) = one(&mut package, &related, "comments")? {
            part::read(&text, 1, &mut |element| {
                file.report.comments.extend(comment(&element));
                Ok(())
            })?;
        }
        let heads = heads(&mut package, &related, &mut file)?;
        let text = package
            .part(&main)?
            .ok_or_else(|| ImportError::UnknownKind(kind.to_owned()))?;
        let mut ends: Vec<(usize, Vec<String>)> = Vec::new();
        let mut items = Vec::new();
        let mut reader = Reader::new(&styles, &mut numbering, &mut file.report);
        reader.links = links(&related);
        reader.notes = notes;
        let above = part::read(&text, 2, &mut |element| {
            reader.block(&element, &mut items);
            if let Some(section) = section(&element) {
                ends.push((items.len(), section));
            }
            bounded(reader.count)
        })?;
        reader.finish(&mut items);
        let is_document = above
            .first()
            .is_some_and(|root| part::local(&root.name) == "document");
        if !is_document {
            return Err(ImportError::UnknownKind(kind.to_owned()));
        }
        file.items = items;
        let mut marking = None;
        for (end, ids) in ends {
            let own = ids.iter().filter_map(|id| heads.get(id).copied()).max();
            // A section without a head of its own has the one before it.
            marking = own.map_or(marking, |own| own);
            file.sections.push((end, marking));
        }
        Ok(file)
    }

    /// The highest marking on the pages of these blocks.
    pub(super) fn marking(&self, from: usize, to: usize) -> Option<Marking> {
        let mut begin = 0;
        let mut found = None;
        for (end, marking) in &self.sections {
            if begin < to && *end > from {
                found = found.max(*marking);
            }
            begin = *end;
        }
        found
    }
}

fn bounded(count: usize) -> Result<(), ImportError> {
    if count > MAX_BLOCKS {
        return Err(ImportError::TooLarge);
    }
    Ok(())
}

/// The name of the part of that kind that the document is related to.
fn target(related: &Relationships, kind: &str) -> Option<String> {
    related
        .values()
        .find(|related| related.kind == kind && !related.external)
        .map(|related| related.target.clone())
}

fn one(
    package: &mut Package<'_>,
    related: &Relationships,
    kind: &str,
) -> Result<Option<String>, ImportError> {
    match target(related, kind) {
        Some(name) => package.part(&name),
        None => Ok(None),
    }
}

/// The addresses outside that relationships lead to.
fn links(related: &Relationships) -> HashMap<String, Rc<str>> {
    related
        .iter()
        .filter(|(_, related)| related.external && related.kind == "hyperlink")
        .map(|(id, related)| (id.clone(), related.target.trim().into()))
        .collect()
}

/// The markings of the heads and feet of pages by relationship. Other words in them are left out.
fn heads(
    package: &mut Package<'_>,
    related: &Relationships,
    file: &mut WordFile,
) -> Result<HashMap<String, Option<Marking>>, ImportError> {
    let mut found = HashMap::new();
    let mut ids: Vec<&String> = related.keys().collect();
    ids.sort();
    for id in ids {
        let relation = &related[id];
        if relation.external || !matches!(relation.kind.as_str(), "header" | "footer") {
            continue;
        }
        let Some(text) = package.part(&relation.target)? else {
            continue;
        };
        let head = Head::read(&text)?;
        if !file.properties.own {
            for line in &head.lines {
                file.report.left_out.add(line);
            }
        }
        found.insert(id.clone(), head.marking);
    }
    Ok(found)
}

/// The heads and feet of the section that a block ends.
fn section(element: &Element) -> Option<Vec<String>> {
    let properties = if element.name == "w:sectPr" {
        element
    } else {
        element.find("w:pPr")?.find("w:sectPr")?
    };
    let ids = properties
        .elements()
        .filter(|child| {
            matches!(
                child.name.as_str(),
                "w:headerReference" | "w:footerReference"
            )
        })
        .filter_map(|child| child.attribute("r:id").map(str::to_owned));
    Some(ids.collect())
}

/// The citations that our own files keep beside their lists of sources.
fn sources(text: &str) -> Result<HashMap<String, Citation>, ImportError> {
    let mut found = HashMap::new();
    part::read(text, 1, &mut |element| {
        for child in element.elements().filter(|child| child.name == "w:docVar") {
            let name = child.attribute("w:name").unwrap_or_default();
            let citation = child.attribute("w:val").and_then(|val| val.parse().ok());
            if let Some(citation) = citation.filter(|_| name.starts_with("source_")) {
                found.insert(name.to_owned(), citation);
            }
        }
        Ok(())
    })?;
    Ok(found)
}

fn properties(package: &mut Package<'_>) -> Result<Properties, ImportError> {
    let related = package.relationships("")?;
    let mut properties = Properties::default();
    if let Some(text) = one(package, &related, "core-properties")? {
        part::read(&text, 1, &mut |element| {
            let value = super::plain(&element);
            match part::local(&element.name) {
                "title" => properties.title = value,
                "keywords" => properties.keywords = value,
                "contentStatus" => properties.status = value,
                "language" => properties.lang = tagged(&value),
                _ => {}
            }
            Ok(())
        })?;
    }
    if let Some(text) = one(package, &related, "extended-properties")? {
        part::read(&text, 1, &mut |element| {
            if part::local(&element.name) == "Application" {
                properties.own = super::plain(&element) == "QP Notes";
            }
            Ok(())
        })?;
    }
    Ok(properties)
}
