//! Which part of a page is the document: what the page marks as its main content, or what a
//! readability library finds where it marks nothing.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::page::text_of;
use crate::import::left_out::LeftOut;
use crate::lang::Lang;

/// Pages with more elements are taken whole: the library weighs each element against others.
const MOST_WEIGHED: usize = 20_000;

/// The main content of a page.
pub(super) struct Content {
    document: Document,
    /// Whether the document is the content and nothing else.
    bare: bool,
    /// The page's title.
    pub(super) title: Option<String>,
    /// The language that the page says it is in.
    pub(super) lang: Option<Lang>,
}

/// What a page marks as its main content.
const MAIN: &str = "main, [role=main], [property=mainContentOfPage]";

/// The main content of a page's source and tree.
pub(super) fn of(html: &str, document: Document, left_out: &mut LeftOut) -> Content {
    let lang = document
        .select("html[lang]")
        .attr("lang")
        .and_then(|lang| Lang::from_code(&lang));
    let title = document.select("title").text();
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    // `Directive on Forms - Canada.ca`
    let own = title
        .rsplit_once(" - ")
        .filter(|(_, site)| site.len() < 40)
        .map_or(title.as_str(), |(own, _)| own);
    let own = Some(own.trim().to_owned()).filter(|title| !title.is_empty());
    let heads = document.select("h1");
    let head = heads
        .nodes()
        .first()
        .map(text_of)
        .filter(|_| heads.length() == 1);
    let title = head.filter(|head| !head.is_empty()).or(own);
    let mut content = Content {
        bare: false,
        title,
        lang,
        document,
    };
    let marked = content.document.select(MAIN);
    if marked.text().contains(char::is_alphanumeric) {
        return content;
    }
    let config = Config {
        max_elements_to_parse: MOST_WEIGHED,
        disable_json_ld: true,
        ..Config::default()
    };
    let found = Readability::new(html, None, Some(config)).and_then(|mut page| page.parse());
    if let Ok(article) = found {
        let own = Document::from(article.content.as_ref());
        for line in outside(&content.document, &own) {
            left_out.add(&line);
        }
        let found = Some(article.title).filter(|title| !title.is_empty());
        content.title = content.title.or(found);
        content.document = own;
        content.bare = true;
    }
    content
}

/// The headings and paragraphs of a page that its article lacks.
fn outside(page: &Document, article: &Document) -> Vec<String> {
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept = tidy(&article.root().text());
    let parts = page.select("h1, h2, h3, h4, h5, h6, p, li, dd, td");
    let mut lines = Vec::new();
    for node in parts.nodes() {
        let text = tidy(&node.text());
        if !text.is_empty() && !kept.contains(&text) {
            lines.push(text);
        }
    }
    lines
}

impl Content {
    /// The element that holds it.
    pub(super) fn root(&self) -> NodeRef<'_> {
        let whole = self.document.root();
        if self.bare {
            return whole;
        }
        let marked = self.document.select(MAIN);
        let body = self.document.select("body");
        let found = [marked, body]
            .iter()
            .find_map(|found| found.nodes().iter().find(|node| has_words(node)).copied());
        found.unwrap_or(whole)
    }
}

fn has_words(node: &NodeRef<'_>) -> bool {
    node.text().contains(char::is_alphanumeric)
}
