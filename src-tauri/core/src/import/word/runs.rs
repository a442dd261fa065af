//! The text of a paragraph: runs, links, fields, tracked changes, notes, symbols.

use std::rc::Rc;

use super::body::Reader;
use super::model::{Look, Span, Target, text_of};
use super::styles::{self, language, switch};
use super::symbols::symbol;
use crate::lang::Lang;
use crate::xml::{Element, Node};

/// No address that is kept is longer, in bytes: Word takes no longer one.
const MAX_ADDRESS: usize = 2_000;

/// Addresses and places in their pages are put together up to so many bytes in all.
const MAX_JOINED: usize = 4 << 20;

/// Fields are not read deeper in each other than this.
const MAX_FIELDS: usize = 64;

/// A field that has begun and not ended.
#[derive(Debug, Default)]
pub(super) struct Field {
    code: String,
    /// Whether its code is over and what it shows has begun.
    shows: bool,
    target: Option<Target>,
}

impl Field {
    /// Whether it may go on in the next paragraph: one whose code is not over by then never ends.
    pub(super) fn is_lasting(&self) -> bool {
        self.shows
    }

    /// Whether it is a table of contents.
    pub(super) fn is_contents(&self) -> bool {
        self.shows && self.code.trim_start().starts_with("TOC")
    }
}

/// How the runs that are being read look and where they lead.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    pub(super) target: Option<Target>,
    /// The language of the paragraph's style.
    pub(super) lang: Option<Lang>,
}

impl Reader<'_> {
    /// Reads what stands in a paragraph, or in an element of one.
    pub(super) fn inlines(&mut self, element: &Element, around: &Around, spans: &mut Vec<Span>) {
        for child in element.elements() {
            self.inline(child, around, spans);
        }
    }

    fn inline(&mut self, element: &Element, around: &Around, spans: &mut Vec<Span>) {
        match element.name.as_str() {
            "w:r" => self.run(element, around, spans),
            "w:hyperlink" => {
                let address = element
                    .attribute("r:id")
                    .and_then(|id| self.links.get(id))
                    .cloned();
                let target = self.target(address.as_ref(), element.attribute("w:anchor"));
                let around = Around {
                    target: target.or_else(|| around.target.clone()),
                    ..around.clone()
                };
                self.inlines(element, &around, spans);
            }
            "w:ins" | "w:moveTo" => {
                self.report.insertions += usize::from(!text_in(element).is_empty());
                self.inlines(element, around, spans);
            }
            "w:del" | "w:moveFrom" => self.removed(element),
            "w:fldSimple" => {
                let code = element.attribute("w:instr").unwrap_or_default();
                let target = self.linked(code);
                self.fields.push(Field {
                    code: code.to_owned(),
                    shows: true,
                    target,
                });
                self.inlines(element, around, spans);
                self.fields.pop();
            }
            "mc:AlternateContent" => self.alternative(element, &mut |reader, choice| {
                let before = (spans.len(), reader.floating.len(), reader.report.pictures);
                reader.inlines(choice, around, spans);
                before != (spans.len(), reader.floating.len(), reader.report.pictures)
            }),
            "m:t" => self.text(&text_in(element), Look::default(), around, spans),
            // What a content control or a ruby says about itself is no text.
            "w:sdt" => {
                if let Some(content) = self.filled(element) {
                    self.inlines(content, around, spans);
                }
            }
            "m:f" => self.joined(element, ["m:num", "m:den"], "/", around, spans),
            "m:sSup" => self.joined(element, ["m:e", "m:sup"], "^", around, spans),
            "w:ruby" => {
                for part in ["w:rubyBase", "w:rt"] {
                    if let Some(part) = element.find(part) {
                        self.inlines(part, around, spans);
                    }
                }
            }
            name if is_properties(name) => {}
            _ => self.inlines(element, around, spans),
        }
    }

    /// What a content control holds, where somebody has filled it in. The words that ask for it are
    /// left out.
    pub(super) fn filled<'e>(&mut self, control: &'e Element) -> Option<&'e Element> {
        let content = control.find("w:sdtContent")?;
        let asks = control
            .find("w:sdtPr")
            .is_some_and(|properties| switch(properties, "w:showingPlcHdr") == Some(true));
        if asks {
            self.report.left_out.add(text_in(content).trim());
            return None;
        }
        Some(content)
    }

    /// Two parts of a formula with a sign between them.
    fn joined(
        &mut self,
        element: &Element,
        parts: [&str; 2],
        sign: &str,
        around: &Around,
        spans: &mut Vec<Span>,
    ) {
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                self.text(sign, Look::default(), around, spans);
            }
            for part in element.elements().filter(|child| child.name == part) {
                self.inlines(part, around, spans);
            }
        }
    }

    /// Takes the first of the alternatives in which `read` finds something.
    pub(super) fn alternative(
        &mut self,
        element: &Element,
        read: &mut dyn FnMut(&mut Self, &Element) -> bool,
    ) {
        for choice in element.elements() {
            let known = matches!(choice.name.as_str(), "mc:Choice" | "mc:Fallback");
            if known && read(self, choice) {
                return;
            }
        }
    }

    fn run(&mut self, run: &Element, around: &Around, spans: &mut Vec<Span>) {
        let mut look = Look::default();
        let mut around = around.clone();
        if let Some(properties) = run.find("w:rPr") {
            let style = properties
                .find("w:rStyle")
                .and_then(|style| self.styles.get(style.attribute("w:val")?));
            look = style.map(styles::Style::look).unwrap_or_default();
            let set = |name: &str, now: bool| switch(properties, name).unwrap_or(now);
            look.bold = set("w:b", look.bold);
            look.italic = set("w:i", look.italic);
            look.struck = set("w:dstrike", set("w:strike", look.struck));
            around.lang = language(properties)
                .or_else(|| style.and_then(|style| style.lang))
                .or(around.lang);
            let hidden = switch(properties, "w:vanish")
                .or_else(|| style.and_then(|style| style.hidden))
                .unwrap_or(false);
            if hidden {
                self.report.left_out.add(text_in(run).trim());
                return;
            }
        }
        let raised = run
            .find("w:rPr")
            .and_then(|properties| properties.find("w:vertAlign"))
            .is_some_and(|align| align.attribute("w:val") == Some("superscript"));
        let mut own = Vec::new();
        self.run_content(run, look, &around, if raised { &mut own } else { spans });
        for mut span in own {
            span.text = raised_digits(&span.text);
            spans.push(span);
        }
    }

    fn run_content(&mut self, run: &Element, look: Look, around: &Around, spans: &mut Vec<Span>) {
        for child in run.elements() {
            match child.name.as_str() {
                "w:t" => self.text(&text_in(child), look, around, spans),
                "w:tab" | "w:ptab" => self.text("\t", look, around, spans),
                "w:br" => match child.attribute("w:type") {
                    Some("page" | "column") => self.text(" ", look, around, spans),
                    _ => self.text("\n", look, around, spans),
                },
                "w:cr" => self.text("\n", look, around, spans),
                "w:noBreakHyphen" => self.text("\u{2011}", look, around, spans),
                "w:sym" => {
                    if let Some(sign) = symbol(child) {
                        self.text(&sign.to_string(), look, around, spans);
                    }
                }
                "w:fldChar" => self.field(child.attribute("w:fldCharType").unwrap_or_default()),
                "w:instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.shows) {
                        let code = super::plain(child);
                        let room = (MAX_ADDRESS * 2).saturating_sub(field.code.len());
                        field.code.extend(code.chars().take(room));
                    }
                }
                "w:footnoteReference" | "w:endnoteReference" => {
                    self.note(child, look, around, spans);
                }
                "w:drawing" | "w:pict" | "w:object" => self.drawing(child),
                "mc:AlternateContent" => self.alternative(child, &mut |reader, choice| {
                    let before = (spans.len(), reader.floating.len(), reader.report.pictures);
                    reader.run_content(choice, look, around, spans);
                    before != (spans.len(), reader.floating.len(), reader.report.pictures)
                }),
                "w:delText"
                | "w:delInstrText"
                | "w:softHyphen"
                | "w:footnoteRef"
                | "w:endnoteRef"
                | "w:annotationRef"
                | "w:separator"
                | "w:continuationSeparator"
                | "w:commentReference"
                | "w:lastRenderedPageBreak" => {}
                name if is_properties(name) => {}
                _ => self.inline(child, around, spans),
            }
        }
    }

    /// Adds text, to the last stretch where it looks and leads the same.
    fn text(&mut self, text: &str, look: Look, around: &Around, spans: &mut Vec<Span>) {
        // What stands in the code of a field is not shown.
        let outer = self.fields.len().saturating_sub(1);
        if self.fields[..outer].iter().any(|field| !field.shows) {
            self.report.left_out.add(text.trim());
            return;
        }
        let in_field = self
            .fields
            .iter()
            .rev()
            .find_map(|field| field.target.as_ref());
        let target = around.target.as_ref().or(in_field);
        let text: String = text
            .chars()
            .filter_map(|c| match c {
                '\n' | '\t' => Some(c),
                '\u{2028}' | '\u{2029}' | '\u{b}' => Some('\n'),
                '\u{feff}' | '\u{ad}' | '\u{fffe}' | '\u{ffff}' => None,
                c if c.is_control() => None,
                c => Some(c),
            })
            .collect();
        if let Some(last) = spans.last_mut()
            && last.look == look
            && last.lang == around.lang
            && last.target.as_ref() == target
        {
            last.text.push_str(&text);
        } else if !text.is_empty() {
            let target = target.cloned();
            let lang = around.lang;
            spans.push(Span {
                text,
                look,
                target,
                lang,
            });
        }
    }

    /// A field's beginning, the end of its code, its end.
    fn field(&mut self, kind: &str) {
        match kind {
            "begin" if self.fields.len() < MAX_FIELDS => self.fields.push(Field::default()),
            "separate" => {
                if let Some(mut field) = self.fields.pop() {
                    field.shows = true;
                    field.target = self.linked(&field.code);
                    self.fields.push(field);
                }
            }
            "end" => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// Where a field leads.
    fn linked(&mut self, code: &str) -> Option<Target> {
        let (address, place) = linked(code)?;
        let address = address.map(|address| Rc::from(address.trim()));
        self.target(address.as_ref(), place)
    }

    /// Where a link leads: to an address, to a place within the page there, or to a bookmark. What a
    /// note may not hold is told.
    fn target(&mut self, address: Option<&Rc<str>>, place: Option<&str>) -> Option<Target> {
        let Some(address) = address.filter(|address| !address.is_empty()) else {
            return place.map(|bookmark| Target::Bookmark(bookmark.into()));
        };
        let address = match place {
            // One address may be met with a million places.
            Some(place) if !address.contains('#') && self.joined < MAX_JOINED => {
                let joined = format!("{address}#{place}");
                self.joined += joined.len();
                joined.into()
            }
            _ => Rc::clone(address),
        };
        if is_usable(&address) {
            return Some(Target::Address(address));
        }
        if !self.report.addresses.contains(&*address) {
            self.report.addresses.insert(address.to_string());
        }
        None
    }

    /// A footnote's or endnote's text, in parentheses where its mark stands; once.
    fn note(&mut self, mark: &Element, look: Look, around: &Around, spans: &mut Vec<Span>) {
        let kind = mark.name.trim_end_matches("Reference").to_owned();
        let id = mark.attribute("w:id").unwrap_or_default();
        let Some(note) = self.notes.remove(&(kind, id.to_owned())) else {
            return;
        };
        if text_of(&note).trim().is_empty() {
            return;
        }
        self.report.notes += 1;
        let apart = spans
            .last()
            .is_some_and(|span| !span.text.ends_with(char::is_whitespace));
        self.text(if apart { " (" } else { "(" }, look, around, spans);
        spans.extend(note);
        self.text(")", look, around, spans);
    }

    /// A drawing: text in it is taken, a picture in it is counted.
    fn drawing(&mut self, drawing: &Element) {
        let mut boxes = Vec::new();
        let mut pictures = 0;
        let mut descriptions = Vec::new();
        look_through(drawing, &mut |element| {
            match element.name.as_str() {
                "w:txbxContent" => {
                    boxes.push(element);
                    return false;
                }
                "mc:Fallback" => return false,
                "pic:pic" | "v:imagedata" | "c:chart" | "dgm:relIds" | "o:OLEObject" => {
                    pictures += 1;
                }
                "wp:docPr" => {
                    let described = ["descr", "title"]
                        .iter()
                        .find_map(|name| element.attribute(name).filter(|text| !text.is_empty()));
                    descriptions.extend(described.map(str::to_owned));
                }
                // Text drawn as a picture.
                "v:textpath" => {
                    let text = element.attribute("string").unwrap_or_default();
                    descriptions.push(text.to_owned());
                    pictures += 1;
                }
                "a:t" => {
                    descriptions.push(text_in(element));
                }
                _ => {}
            }
            true
        });
        if pictures > 0 || !descriptions.is_empty() && boxes.is_empty() {
            self.report.pictures += pictures.max(1);
            self.report.descriptions.extend(descriptions);
        }
        for text in boxes {
            let fields = std::mem::take(&mut self.fields);
            let items = self.items(text);
            self.fields = fields;
            self.floating.extend(items);
        }
    }

    /// What was taken out or moved away under tracking.
    pub(super) fn removed(&mut self, element: &Element) {
        let text = text_in(element);
        let moved = matches!(element.name.as_str(), "w:moveFrom" | "w:moveFromRangeStart");
        if text.trim().is_empty() {
            return;
        }
        self.report.deletions += 1;
        if !moved {
            self.report.deleted.push(text);
        }
    }
}

/// A raised number as the signs that are raised themselves; any other text as it is.
fn raised_digits(text: &str) -> String {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digit = |c: char| Some(RAISED[c.to_digit(10)? as usize]);
    let raised: Option<String> = text.trim().chars().map(digit).collect();
    raised.unwrap_or_else(|| text.to_owned())
}

/// Whether an element says something about its parent and holds none of its text.
pub(super) fn is_properties(name: &str) -> bool {
    name.ends_with("Pr")
        || name.ends_with("PrEx")
        || name.ends_with("PrChange")
        || name == "w:tblGrid"
}

/// All text in an element, deleted text included: each `w:t` as Word shows it.
pub(super) fn text_in(element: &Element) -> String {
    let mut out = String::new();
    look_through(element, &mut |element| {
        if matches!(element.name.as_str(), "w:t" | "w:delText" | "m:t" | "a:t") {
            let preserved = element.attribute("xml:space") == Some("preserve");
            let mut text = String::new();
            for node in &element.children {
                if let Node::Text(part) = node {
                    text.push_str(part);
                }
            }
            let text = text.replace(['\n', '\r', '\t'], " ");
            out.push_str(if preserved {
                &text
            } else {
                text.trim_matches(' ')
            });
        } else if matches!(element.name.as_str(), "w:tab" | "w:br" | "w:cr" | "w:p")
            && !out.is_empty()
        {
            out.push(' ');
        }
        true
    });
    out
}

/// Shows an element and all below it to `see`, which says whether to go further down.
pub(super) fn look_through<'e>(element: &'e Element, see: &mut dyn FnMut(&'e Element) -> bool) {
    if see(element) {
        for child in element.elements() {
            look_through(child, see);
        }
    }
}

/// Where a field's code leads, an address and a place within: `HYPERLINK "address"`,
/// `HYPERLINK "address" \l "place"`, `HYPERLINK \l "bookmark"`.
fn linked(code: &str) -> Option<(Option<&str>, Option<&str>)> {
    let rest = code.trim_start().strip_prefix("HYPERLINK")?.trim_start();
    let (address, switches) = if rest.starts_with('\\') {
        (None, rest)
    } else {
        let (address, switches) = argument(rest)?;
        (Some(address), switches)
    };
    let place = switch_argument(switches, "\\l");
    (address.is_some() || place.is_some()).then_some((address, place))
}

/// The argument of a switch of a field's code. What stands within another argument is no switch.
fn switch_argument<'c>(mut code: &'c str, name: &str) -> Option<&'c str> {
    while let Some((word, rest)) = argument(code) {
        if word == name {
            return argument(rest).map(|(value, _)| value);
        }
        code = rest;
    }
    None
}

/// The first argument of a field's code, quoted or a word, and what follows it.
fn argument(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    if let Some(quoted) = text.strip_prefix('"') {
        return Some(quoted.split_once('"').unwrap_or((quoted, "")));
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// Whether a note may hold an address: one of the web or of mail.
fn is_usable(address: &str) -> bool {
    let known = |scheme: &str| {
        let mut known = ["http", "https", "mailto"].into_iter();
        known.any(|known| scheme.eq_ignore_ascii_case(known))
    };
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    scheme.is_some_and(known) && address.len() <= MAX_ADDRESS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_leads_where_its_code_says() {
        for (code, target) in [
            (
                " HYPERLINK \"https://x.ca/a b\" \\o \"tip\" ",
                Some((Some("https://x.ca/a b"), None)),
            ),
            (
                "HYPERLINK \"https://x.ca\" \\l \"part 2\"",
                Some((Some("https://x.ca"), Some("part 2"))),
            ),
            ("HYPERLINK https://x.ca", Some((Some("https://x.ca"), None))),
            ("HYPERLINK \\l \"place\"", Some((None, Some("place")))),
            (
                "HYPERLINK \"https://x.ca\" \\o \"S:\\legal\\a\"",
                Some((Some("https://x.ca"), None)),
            ),
            (
                "HYPERLINK \"https://x.ca\" \\o \"see \\l b\" \\l \"c\"",
                Some((Some("https://x.ca"), Some("c"))),
            ),
            ("HYPERLINK \\o \"tip\"", None),
            ("HYPERLINK", None),
            ("PAGE", None),
        ] {
            assert_eq!(linked(code), target, "{code}");
        }
    }

    #[test]
    fn a_note_holds_addresses_of_the_web_and_of_mail() {
        let long = format!("https://x.ca/{}", "a".repeat(MAX_ADDRESS));
        for (address, usable) in [
            ("https://x.ca", true),
            ("HTTP://x.ca", true),
            ("mailto:a@x.ca", true),
            ("file:///C:/x", false),
            ("javascript:x", false),
            ("Rapport.docx", false),
            (long.as_str(), false),
        ] {
            assert_eq!(is_usable(address), usable, "{address}");
        }
    }
}
