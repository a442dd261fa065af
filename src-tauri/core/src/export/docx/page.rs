//! The page: its size and margins, the marking at its head, reference and page number at its foot.

use super::styles;
use super::text::clean;
use super::words;
use crate::lang::Lang;
use crate::note::{Marking, Note};
use crate::xml::Element;

/// Letter, in twentieths of a point.
const LETTER: (i32, i32) = (12_240, 15_840);
/// 2.5 cm.
const MARGIN: i32 = 1_417;
/// From the paper's edge to the header and the footer.
const EDGE: i32 = 709;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The page set-up of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// The languages of the text; two where they stand side by side, on the paper's long side.
    langs: Vec<Lang>,
    marking: Marking,
    reference: String,
}

impl Page {
    pub(super) fn of(note: &Note, langs: &[Lang]) -> Self {
        Self {
            langs: langs.to_vec(),
            marking: note.meta.marking,
            reference: clean(note.reference.as_str()),
        }
    }

    fn size(&self) -> (i32, i32) {
        let (short, long) = LETTER;
        if self.is_wide() {
            (long, short)
        } else {
            (short, long)
        }
    }

    fn is_wide(&self) -> bool {
        self.langs.len() > 1
    }

    /// The width between the margins, in twentieths of a point.
    pub(super) fn text_width(&self) -> i32 {
        self.size().0 - 2 * MARGIN
    }

    /// The header: the marking, in the language of the text.
    pub(super) fn header(&self) -> Element {
        let mut paragraph = paragraph(styles::MARKING);
        let mut shown: Vec<&str> = Vec::new();
        for lang in &self.langs {
            let label = self.marking.label(*lang);
            if shown.contains(&label) {
                continue;
            }
            if !shown.is_empty() {
                paragraph = paragraph.child(run(" / ", *lang));
            }
            shown.push(label);
            paragraph = paragraph.child(run(label, *lang));
        }
        Element::new("w:hdr")
            .with("xmlns:w", NAMESPACE)
            .child(paragraph)
    }

    /// The footer: the reference at the left, the page's number at the right.
    pub(super) fn footer(&self) -> Element {
        let tabs = Element::new("w:tabs")
            .child(Element::val("w:tab", "right").with("w:pos", &self.text_width().to_string()));
        let mut paragraph = paragraph(styles::FOOTER);
        paragraph.find_or_insert("w:pPr").replace(tabs);
        let first = self.langs.first().copied().unwrap_or(Lang::En);
        paragraph = paragraph
            .child(run(&self.reference, first))
            .child(Element::new("w:r").child(Element::new("w:tab")));
        for (index, lang) in self.langs.iter().enumerate() {
            let before = if index > 0 { " / " } else { "" };
            paragraph = paragraph
                .child(run(&format!("{before}{}", words::PAGE[*lang]), *lang))
                .child(field("PAGE", *lang))
                .child(run(words::OF[*lang], *lang))
                .child(field("NUMPAGES", *lang));
        }
        Element::new("w:ftr")
            .with("xmlns:w", NAMESPACE)
            .child(paragraph)
    }

    /// The properties of a section with this page.
    pub(super) fn section(&self, header: &str, footer: &str) -> Element {
        let (width, height) = self.size();
        let mut size = Element::new("w:pgSz")
            .with("w:w", &width.to_string())
            .with("w:h", &height.to_string());
        if self.is_wide() {
            size.set("w:orient", "landscape");
        }
        let mut margins = Element::new("w:pgMar");
        for side in ["w:top", "w:right", "w:bottom", "w:left"] {
            margins.set(side, &MARGIN.to_string());
        }
        for edge in ["w:header", "w:footer"] {
            margins.set(edge, &EDGE.to_string());
        }
        margins.set("w:gutter", "0");
        let reference = |name: &str, id: &str| {
            Element::new(name)
                .with("w:type", "default")
                .with("r:id", id)
        };
        Element::new("w:sectPr")
            .child(reference("w:headerReference", header))
            .child(reference("w:footerReference", footer))
            .child(Element::val("w:type", "nextPage"))
            .child(size)
            .child(margins)
            .child(Element::new("w:cols").with("w:space", "708"))
    }
}

fn paragraph(style: &str) -> Element {
    let properties = Element::new("w:pPr").child(Element::val("w:pStyle", style));
    Element::new("w:p").child(properties)
}

fn run(text: &str, lang: Lang) -> Element {
    let properties = Element::new("w:rPr").child(Element::val("w:lang", lang.tag()));
    let text = Element::new("w:t").with("xml:space", "preserve").text(text);
    Element::new("w:r").child(properties).child(text)
}

fn field(code: &str, lang: Lang) -> Element {
    Element::new("w:fldSimple")
        .with("w:instr", &format!(" {code} "))
        .child(run("1", lang))
}
