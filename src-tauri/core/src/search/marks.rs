//! Where the words that a query means stand in texts that lie open: what the window marks.

use std::mem::take;

use super::analysis::is_apostrophe;
use super::ask::Asking;
use super::matcher::{Match, Matcher};
use super::parse::parse;
use super::plan::Wants;
use crate::lang::{Bilingual, Lang};

/// The marks of one text: `[start, end)` in UTF-16 code units, ascending and apart.
pub type Marks = Vec<[u32; 2]>;

impl Asking<'_> {
    /// The marks of each text, by the words that a search for `query` marks in its snippets.
    pub(super) fn marks(
        &self,
        query: &str,
        texts: &Bilingual<Vec<String>>,
    ) -> tantivy::Result<Bilingual<Vec<Marks>>> {
        let parsed = parse(query);
        let meanings = self.meanings(query, &parsed);
        let marked = |across: bool| -> tantivy::Result<Bilingual<Vec<Marks>>> {
            let builder = self.builder(None)?.meaning(&meanings, across);
            let matcher = builder.plan(&parsed, Wants::All)?.matcher;
            let mut marks = Bilingual::default();
            for (lang, texts) in texts.iter() {
                marks[lang] = texts
                    .iter()
                    .map(|text| in_text(&matcher, lang, text))
                    .collect();
            }
            Ok(marks)
        };
        let typed = marked(false)?;
        // As hits do: what has the words as they are typed is not looked at for translations.
        let is_found = typed
            .iter()
            .any(|(_, texts)| texts.iter().any(|marks| !marks.is_empty()));
        if is_found || !meanings.cross() {
            return Ok(typed);
        }
        marked(true)
    }
}

/// The marks of one text. Words that match side by side are one mark: who steps through them takes
/// `"digital policy"` for one place, not two.
fn in_text(matcher: &Matcher, lang: Lang, text: &str) -> Marks {
    if matcher.is_empty() {
        return Marks::new();
    }
    let mut joined: Vec<Match> = Vec::new();
    for found in matcher.matches(Some(lang), text) {
        match joined.last_mut() {
            Some(last) if text.get(last.end..found.start).is_some_and(is_seam) => {
                last.end = found.end;
            }
            _ => joined.push(found),
        }
    }
    in_utf16(text, &joined)
}

/// Whether this is what stands between words that belong together: a space, a hyphen, an
/// apostrophe, or nothing; never a line's end.
fn is_seam(between: &str) -> bool {
    let mut chars = between.chars();
    match (chars.next(), chars.next()) {
        (None, _) => true,
        (Some(c), None) => {
            (c.is_whitespace() && !c.is_control())
                || is_apostrophe(c)
                || matches!(c, '-' | '\u{2010}' | '\u{2011}')
        }
        _ => false,
    }
}

/// Places in bytes, ascending, as places in UTF-16 code units: the text is walked over once.
fn in_utf16(text: &str, matches: &[Match]) -> Marks {
    let mut units = 0;
    let mut at = 0;
    let mut walk_to = |to: usize| {
        let between = text.get(take(&mut at)..to).unwrap_or_default();
        at = to;
        units += u32::try_from(between.encode_utf16().count()).unwrap_or(u32::MAX);
        units
    };
    matches
        .iter()
        .map(|found| [walk_to(found.start), walk_to(found.end)])
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::Index;
    use crate::search::tests::{ask, library, marked};

    /// What is marked in one text of one language.
    fn marked_in(query: &str, lang: Lang, text: &str) -> Vec<String> {
        let index = library();
        let mut texts = Bilingual::default();
        texts[lang] = vec![text.to_owned()];
        cut(text, &index.marks(query, &texts).unwrap()[lang][0])
    }

    fn cut(text: &str, marks: &Marks) -> Vec<String> {
        let units: Vec<u16> = text.encode_utf16().collect();
        marks
            .iter()
            .map(|[start, end]| String::from_utf16(&units[*start as usize..*end as usize]).unwrap())
            .collect()
    }

    #[test]
    fn a_word_is_marked_in_all_its_forms_and_without_its_article() {
        let text = "L’accès, les accès, d'accès ; l'information publiée ; accessoire.";
        assert_eq!(
            marked_in("acces ", Lang::Fr, text),
            ["accès", "accès", "accès"]
        );
        assert_eq!(
            marked_in("publier ", Lang::Fr, "Les œuvres sont publiées."),
            ["publiées"]
        );
        assert_eq!(
            marked_in("requests ", Lang::En, "A request, requested."),
            ["request", "requested"]
        );
    }

    #[test]
    fn accents_may_be_missing_other_or_decomposed() {
        let decomposed = "La se\u{301}curite\u{301} et la SÉCURITÉ.";
        assert_eq!(
            marked_in("sécurité", Lang::Fr, decomposed),
            ["se\u{301}curite\u{301}", "SÉCURITÉ"]
        );
        assert_eq!(
            marked_in("se\u{301}curite\u{301}", Lang::Fr, "securite"),
            ["securite"]
        );
    }

    #[test]
    fn a_phrase_is_one_mark_and_its_words_apart_are_none() {
        let text = "Access to information. Information, access to it.";
        assert_eq!(
            marked_in("\"access to information\"", Lang::En, text),
            ["Access to information"]
        );
        assert_eq!(
            marked_in("\"l'accès à\"", Lang::Fr, "De l’accès à tout"),
            ["l’accès à"]
        );
        assert_eq!(
            marked_in("\"access information\"", Lang::En, "access\ninformation"),
            ["access", "information"],
            "a line's end parts marks"
        );
    }

    #[test]
    fn the_beginning_of_a_word_marks_the_whole_word_while_it_is_typed() {
        assert_eq!(
            marked_in("host", Lang::En, "Hosting hosts"),
            ["Hosting hosts"]
        );
        assert_eq!(
            marked_in("cana*", Lang::Fr, "Canadiennes, canal"),
            ["Canadiennes", "canal"]
        );
    }

    #[test]
    fn places_count_as_the_window_counts_them() {
        let index = library();
        let texts = Bilingual::new(
            vec!["😀😀 é pilot \u{1f468}\u{200d}\u{1f469} pilot".to_owned()],
            vec![],
        );
        let marks = index.marks("pilot", &texts).unwrap();
        assert_eq!(marks.en, [[[7, 12], [19, 24]]]);
        assert!(marks.fr.is_empty());
    }

    #[test]
    fn each_text_is_read_in_its_own_language() {
        let index = library();
        let texts = Bilingual::new(
            vec!["Publishing results".to_owned(), String::new()],
            vec!["Les résultats".to_owned()],
        );
        let marks = index.marks("results", &texts).unwrap();
        assert_eq!(cut(&texts.en[0], &marks.en[0]), ["results"]);
        assert_eq!(marks.en[1], Marks::new());
        assert_eq!(marks.fr, [Marks::new()]);
    }

    #[test]
    fn what_is_excluded_or_too_common_is_not_marked() {
        let text = "the access to the archives";
        assert_eq!(
            marked_in("the access -archives", Lang::En, text),
            ["access"]
        );
        assert!(marked_in("", Lang::En, text).is_empty());
        assert!(marked_in("status:draft", Lang::En, text).is_empty());
        assert!(marked_in("(((\"\" OR -", Lang::En, text).is_empty());
    }

    #[test]
    fn what_was_searched_for_instead_marks_what_it_found() {
        let index = library();
        let results = ask(&index, "informatoin");
        let meant = results.corrected.unwrap();
        let text = "Access to information";
        assert_eq!(marked_in(&meant, Lang::En, text), ["information"]);
    }

    #[test]
    fn translations_are_marked_only_where_nothing_is_found_as_typed() {
        let index = library();
        let french = vec!["Un aéroport, un algorithme.".to_owned()];
        let only_french = Bilingual::new(vec!["A plane.".to_owned()], french.clone());
        let marks = index.marks("airport", &only_french).unwrap();
        assert_eq!(cut(&only_french.fr[0], &marks.fr[0]), ["aéroport"]);
        let both = Bilingual::new(vec!["An airport.".to_owned()], french);
        let marks = index.marks("airport", &both).unwrap();
        assert_eq!(cut(&both.en[0], &marks.en[0]), ["airport"]);
        assert_eq!(marks.fr, [Marks::new()]);
    }

    #[test]
    fn a_synonym_is_marked_as_what_was_typed_is() {
        let text = "Artificial intelligence, or AI.";
        assert_eq!(
            marked_in("AI ", Lang::En, text),
            ["Artificial intelligence", "AI"]
        );
    }

    #[test]
    fn a_note_is_marked_wherever_its_snippet_is() {
        let index = library();
        for query in [
            "access",
            "\"timely access\"",
            "sécurité donnees",
            "porte-parole",
            "12,500",
            "e-mail",
            "hébergement",
            "oeuvre",
            "records delay",
            "cloud OR vehicles",
            "responsa",
        ] {
            let results = ask(&index, query);
            assert!(!results.hits.is_empty(), "{query}");
            for hit in &results.hits {
                let shown = marked(hit).concat();
                let mut texts = Bilingual::default();
                texts[hit.lang] = vec![hit.snippet.clone()];
                let marks = &index.marks(query, &texts).unwrap()[hit.lang][0];
                let letters = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "");
                assert_eq!(
                    letters(&cut(&hit.snippet, marks).concat()),
                    letters(&shown),
                    "{query} in {:?}",
                    hit.snippet
                );
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn marks_never_cut_a_character_whatever_is_asked_and_written(
            text in "([a-eé'’ 🙂œ\u{301}\n.-]|été |access |l’){0,80}",
            query in "\\PC{0,12}|access [a-eé]{0,3}|\"l’été\"",
        ) {
            let index = Index::in_memory().unwrap();
            let texts = Bilingual::new(vec![text.clone()], vec![text.clone()]);
            let marks = index.marks(&query, &texts).unwrap();
            for (_, marks) in marks.iter() {
                let mut last = 0;
                for [start, end] in &marks[0] {
                    prop_assert!(last <= *start && start < end);
                    last = *end;
                }
                prop_assert!(cut(&text, &marks[0]).iter().all(|shown| !shown.contains('\n')));
            }
        }
    }
}
