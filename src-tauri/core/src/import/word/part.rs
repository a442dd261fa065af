//! A part's XML, element by element, under the prefixes that Word gives to its namespaces.

use std::collections::HashMap;

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use crate::import::ImportError;
use crate::xml::{self, Element, XmlError};

/// The ends of the namespaces' names, and their prefixes. Of each there is a transitional and a
/// strict one, `…/wordprocessingml/2006/main` and `…/wordprocessingml/main`.
const NAMESPACES: [(&str, &str, &str); 6] = [
    ("wordprocessingml", "main", "w"),
    ("officeDocument", "relationships", "r"),
    ("officeDocument", "math", "m"),
    ("markup-compatibility", "2006", "mc"),
    ("drawingml", "main", "a"),
    ("drawingml", "wordprocessingDrawing", "wp"),
];

impl From<XmlError> for ImportError {
    fn from(error: XmlError) -> Self {
        match error {
            XmlError::TooMany => Self::TooLarge,
            error => Self::Damaged(error.to_string()),
        }
    }
}

/// The part of a name after its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Hands the elements `depth` levels below the root to `take`, one after the other; gives the
/// elements above them.
pub(super) fn read(
    text: &str,
    depth: usize,
    take: &mut impl FnMut(Element) -> Result<(), ImportError>,
) -> Result<Vec<Element>, ImportError> {
    let renamed = foreign_prefixes(text);
    let mut above = xml::read(text, depth, &mut |mut element| {
        if !renamed.is_empty() {
            rename(&mut element, &renamed);
        }
        take(element)
    })?;
    for element in &mut above {
        rename(element, &renamed);
    }
    Ok(above)
}

/// Prefixes of the root that are not Word's own, with Word's.
fn foreign_prefixes(text: &str) -> HashMap<String, &'static str> {
    let mut found = HashMap::new();
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    while let Ok(event) = reader.read_event() {
        let (Event::Start(start) | Event::Empty(start)) = event else {
            if event == Event::Eof {
                return found;
            }
            continue;
        };
        for attribute in start.attributes().take(100).flatten() {
            let key = attribute.key.as_ref();
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            let address: &str = &attribute.value;
            let known = NAMESPACES.iter().find(|(family, end, _)| {
                address.contains(family) && address.ends_with(&format!("/{end}"))
            });
            if let Some((_, _, own)) = known
                && *own != prefix
            {
                found.insert(prefix.to_owned(), *own);
            }
        }
        return found;
    }
    found
}

fn rename(element: &mut Element, prefixes: &HashMap<String, &'static str>) {
    let renamed = |name: &str, is_element: bool| {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let own = prefixes.get(prefix)?;
        (is_element || !prefix.is_empty()).then(|| format!("{own}:{local}"))
    };
    if let Some(name) = renamed(&element.name, true) {
        element.name = name;
    }
    for (name, _) in &mut element.attributes {
        if let Some(own) = renamed(name, false) {
            *name = own;
        }
    }
    for child in element.elements_mut() {
        rename(child, prefixes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_prefixes_of_the_same_namespaces_are_read_as_words_own() {
        let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
        let usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        for text in [
            format!("<x:d xmlns:x='{usual}'><x:p x:v='1'/></x:d>"),
            format!("<d xmlns='{strict}' xmlns:w='{strict}'><p w:v='1'/></d>"),
            format!("<w:d xmlns:w='{usual}'><w:p w:v='1'/></w:d>"),
        ] {
            let mut found = Vec::new();
            let above = read(&text, 1, &mut |element| {
                found.push((
                    element.name.clone(),
                    element.attribute("w:v").map(str::to_owned),
                ));
                Ok(())
            })
            .unwrap();
            assert_eq!(above[0].name, "w:d", "{text}");
            assert_eq!(found, [("w:p".to_owned(), Some("1".to_owned()))], "{text}");
        }
    }
}
