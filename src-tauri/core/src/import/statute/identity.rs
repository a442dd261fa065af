//! What an Act or a regulation is: its title, number, address and dates.

use chrono::NaiveDate;

use crate::lang::Lang;
use crate::policy::PolicyKind;
use crate::xml::{Element, Node};

/// What tells an Act from any other.
pub(super) struct Identity {
    pub(super) kind: PolicyKind,
    pub(super) title: String,
    /// Its number in English, which is one for both languages: `A-1`, `SOR/98-106`.
    pub(super) instrument: String,
    /// Its page on the Justice Laws site, in the text's language.
    pub(super) source: Option<String>,
    /// When it was last amended.
    pub(super) modified: Option<NaiveDate>,
    /// Up to which day it is consolidated.
    pub(super) consolidated: Option<NaiveDate>,
}

impl Identity {
    /// The identity that the root and its identification tell.
    pub(super) fn of(root: &Element, identification: &Element, lang: Lang) -> Self {
        let kind = if root.name == "Regulation" {
            PolicyKind::Regulation
        } else {
            PolicyKind::Act
        };
        let title = ["ShortTitle", "LongTitle", "Title"]
            .iter()
            .filter_map(|name| identification.find(name))
            .map(text)
            .find(|title| !title.is_empty())
            .unwrap_or_default();
        let instrument = number(identification, kind);
        let date = |name: &str| root.attribute(name).and_then(|date| date.parse().ok());
        Self {
            title,
            source: address(kind, &instrument, lang),
            instrument,
            modified: date("lims:lastAmendedDate"),
            consolidated: consolidation(identification).or_else(|| date("lims:current-date")),
            kind,
        }
    }
}

/// The text of an element, white space as single spaces.
fn text(element: &Element) -> String {
    let mut out = String::new();
    gather(element, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn gather(element: &Element, out: &mut String) {
    for node in &element.children {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(child) => gather(child, out),
        }
    }
}

fn number(identification: &Element, kind: PolicyKind) -> String {
    if kind == PolicyKind::Regulation {
        let number = identification.find("InstrumentNumber").map(text);
        return number
            .unwrap_or_default()
            .replace("DORS/", "SOR/")
            .replace("TR/", "SI/")
            .replace(", ch. ", ", c. ");
    }
    let chapter = identification.find("Chapter");
    let consolidated = chapter.and_then(|chapter| chapter.find("ConsolidatedNumber"));
    if let Some(number) = consolidated.map(text).filter(|number| !number.is_empty()) {
        return number;
    }
    let annual = chapter.and_then(|chapter| chapter.find("AnnualStatuteId"));
    let of = |name: &str| annual.and_then(|annual| annual.find(name)).map(text);
    match (of("YYYY"), of("AnnualStatuteNumber")) {
        (Some(year), Some(number)) => {
            let number = number.trim_start_matches("ch. ").trim_start_matches("c. ");
            format!("{year}, c. {number}")
        }
        _ => String::new(),
    }
}

/// The page of a statute on the Justice Laws site.
fn address(kind: PolicyKind, instrument: &str, lang: Lang) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-.".contains(c);
    let site = "https://laws-lois.justice.gc.ca";
    let path = if let Some((year, chapter)) = instrument.split_once(", c. ") {
        let number = format!("{year}_{chapter}");
        let annual = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        let folder = match lang {
            Lang::En => "eng/AnnualStatutes",
            Lang::Fr => "fra/LoisAnnuelles",
        };
        (annual && chapter.chars().all(plain)).then(|| format!("{folder}/{number}"))?
    } else {
        let number = match (kind, lang) {
            (PolicyKind::Regulation, Lang::Fr) => {
                instrument.replace("SOR/", "DORS-").replace("SI/", "TR-")
            }
            _ => instrument.replace('/', "-"),
        };
        if number.is_empty() || !number.chars().all(plain) {
            return None;
        }
        let folder = match (kind, lang) {
            (PolicyKind::Regulation, Lang::En) => "eng/regulations",
            (PolicyKind::Regulation, Lang::Fr) => "fra/reglements",
            (_, Lang::En) => "eng/acts",
            (_, Lang::Fr) => "fra/lois",
        };
        format!("{folder}/{number}")
    };
    Some(format!("{site}/{path}/"))
}

/// The day of the consolidation, as the bill's history tells it.
fn consolidation(identification: &Element) -> Option<NaiveDate> {
    let history = identification.find("BillHistory")?;
    let date = history
        .elements()
        .find(|stage| stage.attribute("stage") == Some("consolidation"))?
        .find("Date")?;
    let part = |name: &str| text(date.find(name)?).parse::<u32>().ok();
    let year = i32::try_from(part("YYYY")?).ok()?;
    NaiveDate::from_ymd_opt(year, part("MM")?, part("DD")?)
}
