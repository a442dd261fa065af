//! How a policy's excerpts are cited in either language: `s. 74(c)` and `al. 74c)` of a statute,
//! `section 4.1.5` and `article 4.1.5` of an instrument, `Appendix B, B.2.2`.

use super::anchor::{anchor_of_number, is_annex, numbered_part};
use super::{Excerpt, Policy, PolicyKind, PolicySide};
use crate::lang::Lang;

impl Policy {
    /// What an excerpt is called where it is cited in `lang`; empty for the whole policy, `None`
    /// where it has no such excerpt in either language.
    ///
    /// Sources: the Canadian Guide to Uniform Legal Citation for `s.` and `art.`; the federal
    /// drafting conventions for *paragraphe*, *alinéa* and *sous-alinéa*.
    pub fn cited_as(&self, anchor: &str, lang: Lang) -> Option<(Lang, String)> {
        let excerpts = self.excerpt(anchor);
        [lang, lang.other()].into_iter().find_map(|lang| {
            let side = self.sides[lang].as_ref()?;
            if anchor.is_empty() {
                return Some((lang, String::new()));
            }
            let excerpt = excerpts[lang]?;
            Some((lang, label(self.kind, side, excerpt, lang)))
        })
    }

    /// The address of the policy's page in `lang`: official pages have one in each language.
    pub fn source_in(&self, lang: Lang) -> Option<String> {
        const TWINS: [(&str, &str); 6] = [
            ("/pol/doc-eng.aspx", "/pol/doc-fra.aspx"),
            ("justice.gc.ca/eng/acts/", "justice.gc.ca/fra/lois/"),
            (
                "justice.gc.ca/eng/regulations/SOR-",
                "justice.gc.ca/fra/reglements/DORS-",
            ),
            (
                "justice.gc.ca/eng/regulations/SI-",
                "justice.gc.ca/fra/reglements/TR-",
            ),
            (
                "justice.gc.ca/eng/regulations/",
                "justice.gc.ca/fra/reglements/",
            ),
            (
                "justice.gc.ca/eng/AnnualStatutes/",
                "justice.gc.ca/fra/LoisAnnuelles/",
            ),
        ];
        let source = self.source.as_ref()?;
        let twin = TWINS.iter().find_map(|(en, fr)| {
            let (from, to) = match lang {
                Lang::En => (fr, en),
                Lang::Fr => (en, fr),
            };
            source.contains(from).then(|| source.replacen(from, to, 1))
        });
        Some(twin.unwrap_or_else(|| source.clone()))
    }

    /// As [`Self::source_in`], where that is a page of the web.
    pub fn page_in(&self, lang: Lang) -> Option<String> {
        self.source_in(lang)
            .filter(|source| source.starts_with("https://") || source.starts_with("http://"))
    }
}

fn label(kind: PolicyKind, side: &PolicySide, excerpt: &Excerpt, lang: Lang) -> String {
    let number = excerpt.label.as_str();
    if number.is_empty() {
        return part(&excerpt.heading).unwrap_or_else(|| headed(kind, side, excerpt, lang));
    }
    let annex = annex(side, excerpt);
    let number = match (kind, annex) {
        (_, Some(annex)) => return format!("{annex}, {number}"),
        (PolicyKind::Act | PolicyKind::Regulation, None) => {
            let word = statute_word(number, lang);
            return format!("{word}\u{a0}{number}");
        }
        (PolicyKind::Instrument, None) => number,
        (PolicyKind::Document, None) => {
            return match excerpt.heading.as_str() {
                "" => number.to_owned(),
                heading => format!("{number} {heading}"),
            };
        }
    };
    match lang {
        Lang::En => format!("section\u{a0}{number}"),
        Lang::Fr => format!("article\u{a0}{number}"),
    }
}

/// `Appendix B`, where a heading is that of an annex or a part.
fn part(heading: &str) -> Option<String> {
    let part = numbered_part(heading)?;
    let (word, number) = part.label.split_once([' ', '\u{a0}'])?;
    // `SCHEDULE I`: capitals are the heading's, not the word's.
    let word = if word.chars().all(|c| !c.is_lowercase()) {
        let mut chars = word.chars();
        let first = chars.next()?;
        format!("{first}{}", chars.as_str().to_lowercase())
    } else {
        word.to_owned()
    };
    Some(format!("{word}\u{a0}{number}"))
}

/// The annex that an excerpt stands in, where its number is one of the annex's.
fn annex(side: &PolicySide, excerpt: &Excerpt) -> Option<String> {
    let at = side
        .excerpts
        .iter()
        .position(|e| std::ptr::eq(e, excerpt))?;
    let above = side.excerpts[..at].iter().rev();
    let head = above
        .filter(|above| above.level == 1)
        .map(|above| above.heading.as_str())
        .next()?;
    is_annex(head).then(|| part(head)).flatten()
}

/// A heading without a number: with the section it stands in, as a definition does.
fn headed(kind: PolicyKind, side: &PolicySide, excerpt: &Excerpt, lang: Lang) -> String {
    let quoted = match lang {
        Lang::En => format!("“{}”", excerpt.heading),
        Lang::Fr => format!("«\u{a0}{}\u{a0}»", excerpt.heading),
    };
    let at = side.excerpts.iter().position(|e| std::ptr::eq(e, excerpt));
    let above = at.and_then(|at| {
        let mut above = side.excerpts[..at].iter().rev();
        above.find(|above| above.level > 0 && above.level < excerpt.level)
    });
    match above {
        Some(above) if !above.label.is_empty() || numbered_part(&above.heading).is_some() => {
            format!("{}, {quoted}", label(kind, side, above, lang))
        }
        _ => excerpt.heading.clone(),
    }
}

/// What a statute calls the part that a number names.
fn statute_word(number: &str, lang: Lang) -> &'static str {
    if lang == Lang::En {
        return "s.";
    }
    // `16(1)(a)(ii)`: article, paragraphe, alinéa, sous-alinéa.
    let anchor = anchor_of_number(number);
    let parts: Vec<&str> = anchor.split('(').skip(1).collect();
    let lettered = parts
        .iter()
        .position(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()));
    match lettered.map(|at| parts.len() - at) {
        None if parts.is_empty() => "art.",
        None => "par.",
        Some(1) => "al.",
        Some(2) => "sous-al.",
        Some(_) => "div.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::PolicyFile;

    fn policy(front: &str, english: &str, french: &str) -> Policy {
        let text = format!(
            "---\ntitle:\n  en: E\n  fr: F\n{front}lang: [en, fr]\n---\n# English\n\n{english}\n# Français\n\n{french}"
        );
        PolicyFile::new(text).read("p").unwrap().policy
    }

    fn cited(policy: &Policy, anchor: &str) -> (String, String) {
        let label = |lang| policy.cited_as(anchor, lang).unwrap().1;
        (label(Lang::En), label(Lang::Fr))
    }

    #[test]
    fn a_statute_is_cited_by_what_each_language_calls_its_parts() {
        let act = policy(
            "kind: act\nsource: https://laws-lois.justice.gc.ca/eng/acts/F-1/\n",
            "## Forms\n\n### 3. Definitions\n\n#### form\n\nA paper.\n\n### 74. Lists\n\n74(c) x\n\n74(1)(c)(ii) y\n\n74(2) z\n\n## SCHEDULE I — Bodies\n\n### Boards\n",
            "## Formulaires\n\n### 3. Définitions\n\n#### formulaire {#3-form}\n\nUn papier.\n\n### 74. Listes\n\n74c) x\n\n74(1)c)(ii) y\n\n74(2) z\n\n## ANNEXE I — Organismes\n\n### Conseils\n",
        );
        for (anchor, english, french) in [
            ("74", "s.\u{a0}74", "art.\u{a0}74"),
            ("74(c)", "s.\u{a0}74(c)", "al.\u{a0}74c)"),
            ("74c)", "s.\u{a0}74(c)", "al.\u{a0}74c)"),
            (
                "74(1)(c)(ii)",
                "s.\u{a0}74(1)(c)(ii)",
                "sous-al.\u{a0}74(1)c)(ii)",
            ),
            ("74(2)", "s.\u{a0}74(2)", "par.\u{a0}74(2)"),
            (
                "3-form",
                "s.\u{a0}3, “form”",
                "art.\u{a0}3, «\u{a0}formulaire\u{a0}»",
            ),
            ("annex-i", "Schedule\u{a0}I", "Annexe\u{a0}I"),
        ] {
            let expected = (english.to_owned(), french.to_owned());
            assert_eq!(cited(&act, anchor), expected, "{anchor}");
        }
        assert_eq!(act.cited_as("75", Lang::En), None);
        let source = act.source_in(Lang::Fr).unwrap();
        assert_eq!(source, "https://laws-lois.justice.gc.ca/fra/lois/F-1/");
    }

    #[test]
    fn an_instrument_is_cited_by_section_and_annex() {
        let directive = policy(
            "kind: instrument\nsource: https://www.tbs-sct.canada.ca/pol/doc-eng.aspx?id=1\n",
            "## 4. Duties\n\n4.1.5 x\n\n## Appendix B: Tables\n\n### B.2 Rows\n\nB.2.2 y\n\n1.1 z\n",
            "## 4. Devoirs\n\n4.1.5 x\n\n## Annexe B : Tableaux\n\n### B.2 Rangées\n\nB.2.2 y\n\n1.1 z\n",
        );
        for (anchor, english, french) in [
            ("4.1.5", "section\u{a0}4.1.5", "article\u{a0}4.1.5"),
            ("B.2.2", "Appendix\u{a0}B, B.2.2", "Annexe\u{a0}B, B.2.2"),
            ("annex-b-1.1", "Appendix\u{a0}B, 1.1", "Annexe\u{a0}B, 1.1"),
            ("annex-b", "Appendix\u{a0}B", "Annexe\u{a0}B"),
            ("", "", ""),
        ] {
            let expected = (english.to_owned(), french.to_owned());
            assert_eq!(cited(&directive, anchor), expected, "{anchor}");
        }
        let source = directive.source_in(Lang::Fr).unwrap();
        assert_eq!(
            source,
            "https://www.tbs-sct.canada.ca/pol/doc-fra.aspx?id=1"
        );
    }

    #[test]
    fn a_document_is_cited_by_number_and_heading() {
        let guide = policy(
            "",
            "## 2. Scope\n\n## Purpose\n\n## 3. End\n\n## Fees\n",
            "## 2. Portée\n\n## Objet\n\n## 3. Fin\n",
        );
        assert_eq!(cited(&guide, "2").0, "2 Scope");
        // Each language cites the heading in its own words, by the anchor of either.
        let both = ("Purpose".to_owned(), "Objet".to_owned());
        assert_eq!(cited(&guide, "purpose"), both);
        assert_eq!(cited(&guide, "objet"), both);
        // What one side alone has is cited in its own words.
        assert_eq!(
            guide.cited_as("fees", Lang::Fr),
            Some((Lang::En, "Fees".to_owned()))
        );
    }
}
