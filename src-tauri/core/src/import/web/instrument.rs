//! What a page tells about itself outside its text: its address, its date, and the number of a
//! Treasury Board instrument.

use std::sync::LazyLock;

use chrono::NaiveDate;
use dom_query::Document;
use regex::Regex;

/// A link to a policy instrument of the Treasury Board: its language and number.
static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"doc-(eng|fra)\.aspx\?(?:[^\x22'\s<>]*?&(?:amp;)?)?id=(\d{1,7})").ok()
});

/// The date in the script that draws the frame of a page of the government.
static SCRIPT_DATE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"dateModified"?\s*:\s*["'](\d{4}-\d{2}-\d{2})"#).ok());

/// Where a browser has saved the page from.
static SAVED_FROM: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"<!-- saved from url=\(\d+\)(https?://\S+) -->").ok());

/// How much of a page's start may say where it was saved from, in bytes.
const START: usize = 4096;

/// What the page tells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told {
    /// Whether its clauses are marked as those of a Treasury Board instrument.
    pub(super) is_instrument: bool,
    /// The instrument's number, the same in both languages; empty where none is told.
    pub(super) instrument: String,
    /// The page's address.
    pub(super) source: Option<String>,
    /// When it was last modified.
    pub(super) modified: Option<NaiveDate>,
}

impl Told {
    /// What the source and the tree of a page tell.
    pub(super) fn of(html: &str, document: &Document) -> Self {
        let is_instrument = document
            .select("li.pol-cla, .pol-cha, .pol-content")
            .exists();
        let address = address(html, document);
        let link = |text: &str| {
            let found = LINK.as_ref()?.captures(text)?;
            Some((found[1].to_owned(), found[2].to_owned()))
        };
        let own = address.as_deref().and_then(link);
        let own = own.or_else(|| is_instrument.then(|| other_language(document)).flatten());
        let instrument = own.as_ref().map(|(_, number)| number.clone());
        let source = match own.filter(|_| is_instrument) {
            Some((lang, number)) => Some(format!(
                "https://www.tbs-sct.canada.ca/pol/doc-{lang}.aspx?id={number}"
            )),
            None => address,
        };
        Self {
            is_instrument,
            instrument: instrument.filter(|_| is_instrument).unwrap_or_default(),
            source,
            modified: modified(html, document),
        }
    }
}

/// The address that a page says is its own.
fn address(html: &str, document: &Document) -> Option<String> {
    let start = html.get(..START.min(html.len())).or_else(|| {
        let end = (0..=START).rev().find(|end| html.is_char_boundary(*end))?;
        html.get(..end)
    })?;
    let saved = SAVED_FROM
        .as_ref()
        .and_then(|saved| saved.captures(start))
        .map(|found| found[1].to_owned());
    let canonical = document.select("link[rel=canonical]").attr("href");
    let shared = document.select("meta[property='og:url']").attr("content");
    [canonical, shared]
        .into_iter()
        .flatten()
        .map(|address| address.trim().to_owned())
        .chain(saved)
        .find(|address| is_address(address))
}

fn is_address(text: &str) -> bool {
    let web = text.starts_with("https://") || text.starts_with("http://");
    web && text.len() <= 2_000
        && text
            .chars()
            .all(|c| c.is_ascii_graphic() && !"<>\"".contains(c))
}

/// The link to the page in the other language, which tells the number: in the frame that a script
/// draws, or drawn already. The language is that of this page.
fn other_language(document: &Document) -> Option<(String, String)> {
    let link = LINK.as_ref()?;
    let scripts = document.select("script");
    let in_script = scripts.nodes().iter().find_map(|script| {
        let text = script.text();
        let after = &text[text.find("lngLinks")?..];
        let found = link.captures(after)?;
        Some((found[1].to_owned(), found[2].to_owned()))
    });
    let drawn = || {
        let links = document.select("#wb-lng a[href], a[hreflang][href], a[lang][href]");
        links.nodes().iter().find_map(|node| {
            let href = node.attr("href")?;
            let found = link.captures(&href)?;
            Some((found[1].to_owned(), found[2].to_owned()))
        })
    };
    let (lang, number) = in_script.or_else(drawn)?;
    let own = if lang == "fra" { "eng" } else { "fra" };
    Some((own.to_owned(), number))
}

fn modified(html: &str, document: &Document) -> Option<NaiveDate> {
    let date = |text: &str| text.trim().get(..10)?.parse().ok();
    let meta = document
        .select("meta[name='dcterms.modified'], meta[property='article:modified_time']")
        .attr("content");
    let shown = document.select("time[property=dateModified]");
    let shown = shown.attr("datetime").unwrap_or_else(|| shown.text());
    meta.and_then(|meta| date(&meta))
        .or_else(|| date(&shown))
        .or_else(|| date(&SCRIPT_DATE.as_ref()?.captures(html)?[1]))
}
