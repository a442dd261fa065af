//! What a screen reader and a proofing tool need of a Word file, looked for in every file that the
//! tests write: CAN/ASC EN 301 549, clause 10, as far as a program can tell.

use std::collections::BTreeMap;

use crate::outline::{Element, Parts, languages, text};

/// What is wrong with a Word file, a line for each finding.
pub(crate) fn findings(file: &[u8]) -> Vec<String> {
    let parts = Parts::of(file);
    let mut found = Findings {
        found: Vec::new(),
        styles: styles(&parts),
    };
    found.title_and_language(&parts);
    let document = parts.xml("word/document.xml");
    found.headings(&document);
    found.tables(&document);
    found.paragraphs(&document, "text");
    for (name, part) in &parts.0 {
        if name.starts_with("word/header") || name.starts_with("word/footer") {
            let part = crate::outline::parse(part);
            found.runs(&part, name);
            found.pictures(&part, name);
        }
    }
    found.pictures(&document, "text");
    found.links(&document);
    found.found
}

/// A paragraph style: its name and the level of its outline, from 1, with what it is based on.
struct Style {
    name: String,
    level: Option<u8>,
}

fn styles(parts: &Parts) -> BTreeMap<String, Style> {
    let part = parts.xml("word/styles.xml");
    let own: BTreeMap<&str, &Element> = part
        .children
        .iter()
        .filter_map(|style| Some((style.attribute("w:styleId")?, style)))
        .collect();
    let level = |id: &str| {
        let mut at = Some(id);
        // No style is based on another that often.
        for _ in 0..20 {
            let style = own.get(at?)?;
            if let Some(level) = style.val("w:pPr/w:outlineLvl") {
                return level.parse::<u8>().ok().filter(|level| *level < 9);
            }
            at = style.val("w:basedOn");
        }
        None
    };
    own.iter()
        .map(|(id, style)| {
            let style = Style {
                name: style.val("w:name").unwrap_or_default().to_owned(),
                level: level(id).map(|level| level + 1),
            };
            ((*id).to_owned(), style)
        })
        .collect()
}

struct Findings {
    found: Vec<String>,
    styles: BTreeMap<String, Style>,
}

impl Findings {
    fn add(&mut self, finding: &str, of: &Element) {
        let text = text(of).replace('\n', " ");
        let short: String = text.chars().take(60).collect();
        self.found.push(format!("{finding}: {short}"));
    }

    fn title_and_language(&mut self, parts: &Parts) {
        let core = parts.xml("docProps/core.xml");
        for name in ["dc:title", "dc:language"] {
            if core.find(name).is_none_or(|one| one.text.trim().is_empty()) {
                self.found.push(format!("no {name}"));
            }
        }
        let styles = parts.xml("word/styles.xml");
        let default = styles.val("w:docDefaults/w:rPrDefault/w:rPr/w:lang");
        let known = |lang: Option<&str>| matches!(lang, Some("en-CA" | "fr-CA"));
        if !known(default) {
            self.found.push(format!("default language {default:?}"));
        }
        let base = styles.children.iter().find(|style| {
            style.attribute("w:type") == Some("paragraph")
                && matches!(style.attribute("w:default"), Some("1" | "true"))
        });
        if !known(base.and_then(|style| style.val("w:rPr/w:lang"))) {
            self.found.push("the base style has no language".to_owned());
        }
    }

    /// Headings start at the first level and skip none on the way down; none is empty. Side by side
    /// each column is an outline of its own.
    fn headings(&mut self, document: &Element) {
        let mut above: BTreeMap<usize, u8> = BTreeMap::new();
        let mut any = false;
        let mut check = |found: &mut Self, paragraph: &Element, column: usize| {
            let style = paragraph.val("w:pPr/w:pStyle").unwrap_or_default();
            let Some(level) = found.styles.get(style).and_then(|style| style.level) else {
                return;
            };
            any = true;
            if text(paragraph).trim().is_empty() {
                found.add("an empty heading", paragraph);
            }
            let before = above.entry(column).or_default();
            if level > *before + 1 {
                found.add(
                    &format!("a heading of level {level} below {before}"),
                    paragraph,
                );
            }
            *before = level;
        };
        for block in &document.children[0].children {
            match block.name.as_str() {
                // Text across both columns belongs to both.
                "w:p" => check(self, block, 0),
                "w:tbl" => {
                    let is_sides = block.val("w:tblPr/w:tblStyle").is_some_and(|id| {
                        let style = self.styles.get(id);
                        style.is_some_and(|style| style.name == "QP Two Languages")
                    });
                    for row in block.all("w:tr") {
                        for (column, cell) in row.all("w:tc").iter().enumerate() {
                            for paragraph in cell.all("w:p") {
                                check(self, paragraph, if is_sides { column } else { 0 });
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        if !any {
            self.found.push("no heading".to_owned());
        }
    }

    /// Every table tells its header: a first row that is repeated, or a first column.
    fn tables(&mut self, document: &Element) {
        for table in document.all("w:tbl") {
            let look = table.find("w:tblPr/w:tblLook");
            let says = |name| look.and_then(|look| look.attribute(name)) == Some("1");
            let row = table.find("w:tr");
            let header = row.is_some_and(|row| row.find("w:trPr/w:tblHeader").is_some());
            let headed = says("w:firstColumn") || (says("w:firstRow") && header);
            if !headed {
                self.add("a table without header", table);
            }
            if table
                .all("w:tc")
                .iter()
                .any(|cell| !cell.all("w:tbl").is_empty())
            {
                self.add("a table in a table", table);
            }
        }
    }

    /// Paragraphs have text or are a spacer of our own, and lists are lists.
    fn paragraphs(&mut self, document: &Element, place: &str) {
        self.runs(document, place);
        let body = &document.children[0];
        for paragraph in body.children.iter().filter(|block| block.name == "w:p") {
            let style = paragraph.val("w:pPr/w:pStyle").unwrap_or_default();
            let name = self.styles.get(style).map(|style| style.name.clone());
            let name = name.unwrap_or_default();
            let numbered = paragraph.find("w:pPr/w:numPr").is_some();
            let is_ours = matches!(name.as_str(), "QP Spacer" | "QP Rule");
            let picture = !paragraph.all("w:drawing").is_empty();
            let text = text(paragraph);
            if text.trim().is_empty() && !is_ours && !numbered && !picture {
                self.add(&format!("an empty paragraph ({name})"), paragraph);
            }
        }
        for paragraph in document.all("w:p") {
            let text = text(paragraph);
            let typed = |mark| text.starts_with(mark);
            if ["•", "·", "◦", "▪", "* ", "- "].into_iter().any(typed) {
                self.add("a typed bullet", paragraph);
            }
        }
    }

    /// Every run with text says its language.
    fn runs(&mut self, part: &Element, place: &str) {
        for paragraph in part.all("w:p") {
            let langs = languages(paragraph);
            if langs.iter().any(|lang| lang != "en-CA" && lang != "fr-CA") {
                self.add(&format!("{place}: text in {langs:?}"), paragraph);
            }
        }
    }

    /// A link says where it leads.
    fn links(&mut self, document: &Element) {
        const EMPTY_WORDS: [&str; 8] = [
            "here",
            "click here",
            "link",
            "more",
            "ici",
            "cliquez ici",
            "lien",
            "plus",
        ];
        for link in document.all("w:hyperlink") {
            let words = text(link).trim().to_lowercase();
            if words.is_empty() || EMPTY_WORDS.contains(&words.as_str()) {
                self.add("a link that does not say where it leads", link);
            }
        }
    }

    /// A picture has a text in its place, or says that it is an ornament.
    fn pictures(&mut self, part: &Element, place: &str) {
        for picture in part.all("w:drawing") {
            let properties = picture.all("wp:docPr");
            let described = properties.iter().any(|one| {
                let text = |name| {
                    one.attribute(name)
                        .is_some_and(|text| !text.trim().is_empty())
                };
                let ornament = one.all("adec:decorative");
                text("descr") || ornament.iter().any(|one| one.attribute("val") == Some("1"))
            });
            if !described {
                self.found
                    .push(format!("{place}: a picture without a text in its place"));
            }
        }
        if !part.all("w:pict").is_empty() {
            self.found
                .push(format!("{place}: a picture of an old kind"));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;
    use crate::samples::note;
    use crate::{EN, export};

    /// A good file with something in its parts replaced.
    fn spoiled(part: &str, good: &str, bad: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in Parts::of(&export(&[note("X-1")], &EN())).0 {
            zip.start_file(&name, zip::write::SimpleFileOptions::default())
                .unwrap();
            if name == part {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.contains(good), "{good}");
                zip.write_all(text.replace(good, bad).as_bytes()).unwrap();
            } else {
                zip.write_all(&bytes).unwrap();
            }
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_a_screen_reader_lacks_is_found() {
        const TEXT: &str = "word/document.xml";
        let picture = "<w:drawing><wp:inline><wp:docPr id=\"1\"/></wp:inline></w:drawing></w:p>";
        for (part, good, bad, finding) in [
            (TEXT, "Heading2", "Heading3", "a heading of level 3 below 1"),
            (TEXT, "<w:tblHeader/>", "", "a table without header"),
            (
                TEXT,
                "w:lang w:val=\"en-CA\"",
                "w:lang w:val=\"xx\"",
                "text: text in [\"xx\"]",
            ),
            (TEXT, ">What is the", ">• What is the", "a typed bullet"),
            (
                TEXT,
                ">directory of open positions<",
                ">here<",
                "a link that does not say",
            ),
            (TEXT, "</w:p>", "</w:p><w:p/>", "an empty paragraph"),
            (TEXT, "</w:p>", picture, "text: a picture without a text"),
            ("docProps/core.xml", "dc:title", "dc:other", "no dc:title"),
            ("docProps/core.xml", "en-CA", "", "no dc:language"),
            ("word/styles.xml", "en-CA", "de-DE", "default language"),
            ("word/header1.xml", "en-CA", "", "word/header1.xml: text in"),
        ] {
            let found = findings(&spoiled(part, good, bad));
            let is_found = found.iter().any(|found| found.starts_with(finding));
            assert!(is_found, "{finding}: {found:?}");
        }
    }
}
