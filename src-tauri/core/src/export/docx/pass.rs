//! The pass over docx-rs's output: puts in what it does not write, takes out what Word refuses.

use super::encode::Dress;
use super::look::Look;
use super::order::put_in_order;
use super::styles;
use crate::export::sheet::{TableKind, words};
use crate::lang::Lang;
use crate::xml::{self, DECLARATION, Element, Node, XmlError};

/// Writes the blocks of a sheet, dressed, into the body of the main document. `part` is the document
/// that docx-rs made of them. The properties of the section stand in its last paragraph; behind it
/// where the sheet is the last one.
pub(super) fn sheet(
    part: &[u8],
    dress: &[Dress],
    section: &Element,
    last: bool,
    look: &Look,
    body: &mut String,
) -> Result<(), XmlError> {
    let mut left = dress.len();
    xml::read::<XmlError>(utf8(part)?, 2, &mut |mut block| {
        // Behind the last block stands docx-rs's own section: ours takes its place.
        let Some(dress) = left
            .checked_sub(1)
            .map(|next| dress[dress.len() - 1 - next])
        else {
            return Ok(());
        };
        left -= 1;
        match dress.table {
            Some(kind) => dress_table(&mut block, kind, dress.lang),
            None => dress_paragraph(&mut block, dress.lang),
        }
        if left == 0 && !last {
            block.find_or_insert("w:pPr").replace(section.clone());
        }
        finish(&mut block, look);
        block.write(body);
        if left == 0 && last {
            section.write(body);
        }
        Ok(())
    })?;
    Ok(())
}

/// The main document part around its body.
pub(super) fn document(body: &str) -> Vec<u8> {
    const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    format!(
        "{DECLARATION}<w:document xmlns:r=\"{R}\" xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>"
    )
    .into_bytes()
}

/// The numbering part, without the list that docx-rs adds of its own accord.
pub(super) fn numbering(part: &[u8]) -> Result<Element, XmlError> {
    let mut numbering = xml::parse(utf8(part)?)?;
    let own = |element: &Element| {
        matches!(
            (
                element.name.as_str(),
                element.attribute("w:abstractNumId"),
                element.attribute("w:numId")
            ),
            ("w:abstractNum", Some("1"), _) | ("w:num", _, Some("1"))
        )
    };
    numbering
        .children
        .retain(|node| matches!(node, Node::Element(element) if !own(element)));
    numbering
        .attributes
        .retain(|(name, _)| matches!(name.as_str(), "xmlns:w" | "xmlns:r"));
    for list in numbering.elements_mut() {
        if list.name == "w:abstractNum" {
            list.attributes
                .retain(|(name, _)| name == "w:abstractNumId");
            let id = list.attribute("w:abstractNumId").unwrap_or_default();
            // Word joins pasted lists that have the same one.
            let nsid = format!("51504E{id:0>2}");
            list.replace(Element::val("w:nsid", &nsid));
            list.replace(Element::val("w:multiLevelType", "multilevel"));
        }
        for level in list.elements_mut().filter(|level| level.name == "w:lvl") {
            level.remove(&["w:rPr"]);
            level.find_or_insert("w:pPr").remove(&["w:rPr"]);
        }
    }
    put_in_order(&mut numbering);
    Ok(numbering)
}

/// Names the look's styles and puts everything in the schema's order.
pub(super) fn finish(block: &mut Element, look: &Look) {
    name_styles(block, look);
    put_in_order(block);
}

fn name_styles(element: &mut Element, look: &Look) {
    if matches!(
        element.name.as_str(),
        "w:pStyle" | "w:rStyle" | "w:tblStyle"
    ) && let Some(id) = element.attribute("w:val").and_then(|id| look.style_id(id))
    {
        let id = id.to_owned();
        element.set("w:val", &id);
    }
    for child in element.elements_mut() {
        name_styles(child, look);
    }
}

/// Gives a paragraph and each run in it its language.
fn dress_paragraph(paragraph: &mut Element, lang: Lang) {
    paragraph.attributes.clear();
    let code = style_of(paragraph) == Some(styles::CODE);
    dress_runs(paragraph, lang, code);
    let properties = paragraph.find_or_insert("w:pPr");
    properties
        .find_or_insert("w:rPr")
        .replace(Element::val("w:lang", lang.tag()));
}

fn style_of(paragraph: &Element) -> Option<&str> {
    let properties = paragraph.find("w:pPr")?;
    properties.find("w:pStyle")?.attribute("w:val")
}

fn dress_runs(element: &mut Element, lang: Lang, code: bool) {
    for child in element.elements_mut() {
        match child.name.as_str() {
            "w:r" => {
                let properties = child.find_or_insert("w:rPr");
                properties.replace(Element::val("w:lang", lang.tag()));
                if code {
                    // The paragraph's style has the look; in running text the run's has.
                    properties.remove(&["w:rStyle"]);
                }
            }
            "w:hyperlink" => dress_runs(child, lang, code),
            _ => {}
        }
    }
}

fn dress_table(table: &mut Element, kind: TableKind, lang: Lang) {
    for (index, row) in table
        .elements_mut()
        .filter(|child| child.name == "w:tr")
        .enumerate()
    {
        if index == 0 && kind != TableKind::Metadata {
            let properties = row.find_or_insert("w:trPr");
            properties.replace(Element::new("w:cantSplit"));
            properties.replace(Element::new("w:tblHeader"));
        }
        if row.find("w:trPr").is_some_and(Element::is_empty) {
            row.remove(&["w:trPr"]);
        }
        let cells = row.elements_mut().filter(|child| child.name == "w:tc");
        for (column, cell) in cells.enumerate() {
            let lang = match (kind, column) {
                (TableKind::Sides, 0) => Lang::En,
                (TableKind::Sides, _) => Lang::Fr,
                _ => lang,
            };
            for paragraph in cell.elements_mut().filter(|child| child.name == "w:p") {
                dress_paragraph(paragraph, lang);
                // Rows would stay together to the end of the table and leave pages half empty.
                if kind == TableKind::Sides && style_of(paragraph).is_some_and(styles::keeps_next) {
                    let properties = paragraph.find_or_insert("w:pPr");
                    properties.replace(Element::val("w:keepNext", "0"));
                    // Rules under titles of different length would stand at different heights.
                    let no_rule = Element::val("w:bottom", "nil");
                    properties.replace(Element::new("w:pBdr").child(no_rule));
                }
            }
        }
    }
    for column in table
        .find_or_insert("w:tblGrid")
        .elements_mut()
        .filter(|child| child.name == "w:gridCol")
    {
        column.attributes.retain(|(name, _)| name != "w:type");
    }
    let properties = table.find_or_insert("w:tblPr");
    // The style has the rules.
    properties.remove(&["w:tblBorders", "w:jc"]);
    let (first_row, first_column) = match kind {
        TableKind::Metadata => ("0", "1"),
        TableKind::Data | TableKind::Sides => ("1", "0"),
    };
    properties.replace(
        Element::val("w:tblLook", if first_row == "1" { "0620" } else { "0680" })
            .with("w:firstRow", first_row)
            .with("w:lastRow", "0")
            .with("w:firstColumn", first_column)
            .with("w:lastColumn", "0")
            .with("w:noHBand", "1")
            .with("w:noVBand", "1"),
    );
    let caption = match kind {
        TableKind::Metadata => words::ABOUT[lang].to_owned(),
        TableKind::Sides => format!("{} / {}", words::LANGUAGE.en, words::LANGUAGE.fr),
        TableKind::Data => return,
    };
    properties.replace(Element::val("w:tblCaption", &caption));
}

fn utf8(part: &[u8]) -> Result<&str, XmlError> {
    std::str::from_utf8(part).map_err(|error| XmlError::NotWellFormed(error.to_string()))
}
