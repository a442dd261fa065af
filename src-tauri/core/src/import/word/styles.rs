//! The styles of a document: what each makes of its paragraphs and runs, its ancestors included.

use std::collections::HashMap;

use super::model::{Look, Role};
use super::part;
use crate::document::Align;
use crate::import::ImportError;
use crate::lang::Lang;
use crate::xml::Element;

/// A style is based on at most so many others; more are a circle.
const MAX_ANCESTORS: usize = 24;

/// What a style says, or its ancestors.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Its name in lower case. Word's own styles have English names in any language of Word.
    pub(super) name: String,
    based_on: Option<String>,
    /// 0 to 9, where 9 is text.
    outline: Option<u8>,
    /// Numbering instance and level.
    pub(super) number: Option<(u32, Option<u8>)>,
    pub(super) indent: Option<i32>,
    pub(super) align: Option<Align>,
    pub(super) bold: Option<bool>,
    italic: Option<bool>,
    struck: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) lang: Option<Lang>,
}

/// All styles, by id.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default: Style,
}

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, ImportError> {
        let mut own: HashMap<String, Style> = HashMap::new();
        let mut default = None;
        part::read(text, 1, &mut |element| {
            if element.name == "w:style"
                && let Some(id) = element.attribute("w:styleId")
            {
                let is_default =
                    matches!(element.attribute("w:default"), Some("1" | "true" | "on"));
                if is_default && element.attribute("w:type") == Some("paragraph") {
                    default = Some(id.to_owned());
                }
                own.insert(id.to_owned(), Style::read(&element));
            }
            Ok(())
        })?;
        let styles: HashMap<String, Style> = own
            .iter()
            .map(|(id, style)| (id.clone(), inherited(style, &own)))
            .collect();
        let default = default.and_then(|id| styles.get(&id).cloned());
        Ok(Self {
            styles,
            default: default.unwrap_or_default(),
        })
    }

    /// The style of that id; the default one of paragraphs for none or an unknown one.
    pub(super) fn paragraph(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.styles.get(id))
            .unwrap_or(&self.default)
    }

    /// The style of that id.
    pub(super) fn get(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }
}

/// A style with what it does not say itself taken from those that it is based on.
fn inherited(style: &Style, all: &HashMap<String, Style>) -> Style {
    let mut whole = style.clone();
    let mut next = style.based_on.as_ref();
    for _ in 0..MAX_ANCESTORS {
        let Some(above) = next.and_then(|id| all.get(id)) else {
            break;
        };
        whole.outline = whole.outline.or(above.outline);
        whole.number = whole.number.or(above.number);
        whole.indent = whole.indent.or(above.indent);
        whole.align = whole.align.or(above.align);
        whole.bold = whole.bold.or(above.bold);
        whole.italic = whole.italic.or(above.italic);
        whole.struck = whole.struck.or(above.struck);
        whole.hidden = whole.hidden.or(above.hidden);
        whole.lang = whole.lang.or(above.lang);
        if whole.heading_named().is_none() && above.heading_named().is_some() {
            whole.outline = whole
                .outline
                .or(above.heading_named().map(|level| level - 1));
        }
        next = above.based_on.as_ref();
    }
    whole
}

impl Style {
    fn read(element: &Element) -> Self {
        let val = |name: &str| {
            let child = element.find(name)?;
            child.attribute("w:val").map(str::to_owned)
        };
        let mut style = Self {
            name: val("w:name").unwrap_or_default().trim().to_lowercase(),
            based_on: val("w:basedOn"),
            ..Self::default()
        };
        if let Some(properties) = element.find("w:pPr") {
            style.outline = outline(properties);
            style.number = number(properties);
            style.indent = indent(properties);
            style.align = align(properties);
        }
        if let Some(properties) = element.find("w:rPr") {
            style.bold = switch(properties, "w:b");
            style.italic = switch(properties, "w:i");
            style.struck =
                switch(properties, "w:strike").or_else(|| switch(properties, "w:dstrike"));
            style.hidden = switch(properties, "w:vanish");
            style.lang = language(properties);
        }
        style
    }

    /// The level that the style's name tells.
    fn heading_named(&self) -> Option<u8> {
        let level = self.name.strip_prefix("heading ")?.parse().ok()?;
        (1..=9).contains(&level).then_some(level)
    }

    /// The level of the headings that its paragraphs are.
    pub(super) fn heading(&self) -> Option<u8> {
        self.heading_named().or_else(|| {
            self.outline
                .filter(|level| *level < 9)
                .map(|level| level + 1)
        })
    }

    /// What its paragraphs are.
    pub(super) fn role(&self) -> Role {
        match self.name.as_str() {
            "title" => Role::Title,
            "quote" | "intense quote" | "block text" | "quotations" | "block quotation" => {
                Role::Quote
            }
            "qp code" | "source code" | "html preformatted" | "preformatted text"
            | "macro text" => Role::Code,
            "qp rule" | "horizontal line" => Role::Rule,
            "qp source" => Role::Source,
            name if name.starts_with("toc ") || name == "contents heading" => Role::Contents,
            name if name.starts_with("contents ") => Role::Contents,
            _ => Role::Text,
        }
    }

    /// The look of runs in it, as a character style.
    pub(super) fn look(&self) -> Look {
        Look {
            bold: self.bold == Some(true),
            italic: self.italic == Some(true),
            struck: self.struck == Some(true),
            code: matches!(
                self.name.as_str(),
                "qp code text" | "verbatim char" | "html code" | "source text" | "code"
            ),
        }
    }
}

/// Whether a property is on or off; `None` where it is not there.
pub(super) fn switch(properties: &Element, name: &str) -> Option<bool> {
    let property = properties.find(name)?;
    Some(!matches!(
        property.attribute("w:val"),
        Some("0" | "false" | "off" | "none")
    ))
}

/// The outline level of paragraph properties, 0 to 9.
pub(super) fn outline(properties: &Element) -> Option<u8> {
    let level = properties.find("w:outlineLvl")?.attribute("w:val")?;
    level.trim().parse().ok().filter(|level| *level <= 9)
}

/// The numbering instance and level of paragraph properties; instance 0 means none.
pub(super) fn number(properties: &Element) -> Option<(u32, Option<u8>)> {
    let number = properties.find("w:numPr")?;
    let val = |name: &str| number.find(name)?.attribute("w:val");
    let list = val("w:numId")?.trim().parse().ok()?;
    let level = val("w:ilvl").and_then(|level| level.trim().parse::<u8>().ok());
    Some((list, level.map(|level| level.min(8))))
}

/// How far paragraph properties set the text in, in twentieths of a point.
pub(super) fn indent(properties: &Element) -> Option<i32> {
    let indent = properties.find("w:ind")?;
    let left = indent
        .attribute("w:left")
        .or_else(|| indent.attribute("w:start"))?;
    twips(left)
}

/// Where paragraph properties put the text in its line, if at one of the places that Markdown knows.
pub(super) fn align(properties: &Element) -> Option<Align> {
    match properties.find("w:jc")?.attribute("w:val")? {
        "left" | "start" => Some(Align::Left),
        "center" => Some(Align::Center),
        "right" | "end" => Some(Align::Right),
        _ => None,
    }
}

/// The language of run properties.
pub(super) fn language(properties: &Element) -> Option<Lang> {
    let tag = properties.find("w:lang")?.attribute("w:val")?;
    tagged(tag)
}

/// The language that a tag such as `fr-CA` names.
pub(super) fn tagged(tag: &str) -> Option<Lang> {
    match tag.get(..2)?.to_ascii_lowercase().as_str() {
        "en" => Some(Lang::En),
        "fr" => Some(Lang::Fr),
        _ => None,
    }
}

/// A measure in twentieths of a point: a bare number, or one with the unit that the standard
/// allows, `0.5in`.
pub(super) fn twips(measure: &str) -> Option<i32> {
    let measure = measure.trim();
    let digits = measure.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f64 = digits.parse().ok()?;
    let unit = match &measure[digits.len()..] {
        "" => 1.0,
        "pt" => 20.0,
        "pc" | "pi" => 240.0,
        "in" => 1440.0,
        "cm" => 1440.0 / 2.54,
        "mm" => 144.0 / 2.54,
        _ => return None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is held within bounds first"
    )]
    let twips = (number * unit).clamp(-100_000.0, 100_000.0) as i32;
    Some(twips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_may_have_any_unit_of_the_standard() {
        for (measure, wanted) in [
            ("720", Some(720)),
            ("-36", Some(-36)),
            ("11pt", Some(220)),
            ("2in", Some(2880)),
            ("2.54cm", Some(1440)),
            ("9e99", Some(100_000)),
            ("2ells", None),
            ("", None),
            ("NaN", None),
        ] {
            assert_eq!(twips(measure), wanted, "{measure}");
        }
    }

    #[test]
    fn a_heading_is_one_through_its_ancestors_even_in_a_circle() {
        let styles = Styles::read(
            "<w:styles><w:style w:type='paragraph' w:styleId='Titre1'><w:name w:val='heading 1'/></w:style>\
             <w:style w:type='paragraph' w:styleId='A'><w:name w:val='Own'/><w:basedOn w:val='Titre1'/></w:style>\
             <w:style w:type='paragraph' w:styleId='B'><w:name w:val='B'/><w:basedOn w:val='C'/></w:style>\
             <w:style w:type='paragraph' w:styleId='C'><w:name w:val='C'/><w:basedOn w:val='B'/>\
             <w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>\
             <w:style w:type='paragraph' w:styleId='D'><w:name w:val='D'/><w:basedOn w:val='C'/>\
             <w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style></w:styles>",
        )
        .unwrap();
        for (id, level) in [
            ("Titre1", Some(1)),
            ("A", Some(1)),
            ("B", Some(3)),
            ("D", None),
            ("E", None),
        ] {
            assert_eq!(styles.paragraph(Some(id)).heading(), level, "{id}");
        }
    }
}
