//! What a person reads without `--json`: plain aligned columns, and texts as they are.

use std::io::{self, Write};

use qp_core::lang::{Bilingual, Lang};
use qp_core::note::{Note, Side};
use qp_core::policy::Policy;
use qp_core::problem::Problem;
use qp_core::search::{Hit, HitKind, SearchResults};
use qp_core::section::{Section, with_colon};
use qp_core::store::{ItemKind, ItemSummary};

use crate::messages;

/// The titles of a list's columns.
const LIST: Bilingual<[&str; 5]> = Bilingual::new(
    ["ID", "KIND", "DATE", "STATUS", "TITLE"],
    ["ID", "SORTE", "DATE", "ÉTAT", "TITRE"],
);

/// The titles of a check's columns.
const CHECK: Bilingual<[&str; 4]> = Bilingual::new(
    ["NOTE", "LANGUAGE", "SECTION", "WHAT"],
    ["NOTE", "LANGUE", "SECTION", "CONSTAT"],
);

/// The items of a notebook, one a line.
pub(crate) fn list(out: &mut dyn Write, items: &[&ItemSummary], lang: Lang) -> io::Result<()> {
    let rows = items.iter().map(|item| {
        [
            item.id.clone(),
            kind(item.kind, lang).to_owned(),
            item.date.map(|date| date.to_string()).unwrap_or_default(),
            item.status
                .map(|status| status.key().to_owned())
                .unwrap_or_default(),
            title(item, lang).to_owned(),
        ]
    });
    columns(out, LIST[lang], rows)
}

/// The title of an item in a language, or in the other.
pub(crate) fn title(item: &ItemSummary, lang: Lang) -> &str {
    [lang, lang.other()]
        .into_iter()
        .find_map(|lang| item.title[lang].as_deref())
        .unwrap_or_default()
}

/// What notes lack, one a line.
pub(crate) fn findings(
    out: &mut dyn Write,
    findings: &[(String, Problem)],
    lang: Lang,
) -> io::Result<()> {
    let rows = findings.iter().map(|(id, problem)| {
        [
            id.clone(),
            problem
                .lang
                .map(|lang| lang.code().to_owned())
                .unwrap_or_default(),
            problem
                .section
                .map(|section| section.heading(lang).to_owned())
                .unwrap_or_default(),
            messages::of_problem(problem, lang),
        ]
    });
    columns(out, CHECK[lang], rows)
}

/// A note with its fields and both sides, in Markdown.
pub(crate) fn note(out: &mut dyn Write, note: &Note, lang: Lang) -> io::Result<()> {
    let about = &note.meta;
    let date = about.date.map(|date| date.to_string()).unwrap_or_default();
    let tags = about.tags.join(", ");
    let names = Bilingual::new(
        [
            "Reference",
            "Date",
            "Organization",
            "Minister",
            "Status",
            "Marking",
            "Tags",
        ],
        [
            "Référence",
            "Date",
            "Organisation",
            "Ministre",
            "État",
            "Marquage",
            "Thèmes",
        ],
    )[lang];
    let values = [
        note.reference.as_str(),
        &date,
        &about.organization,
        &about.minister,
        about.status.key(),
        about.marking.label(lang),
        &tags,
    ];
    for (name, value) in names.into_iter().zip(values) {
        if !value.is_empty() {
            writeln!(out, "{name:<14}{value}")?;
        }
    }
    for (side_lang, side) in note.sides.iter() {
        if let Some(text) = side {
            writeln!(out)?;
            side_of_note(out, text, side_lang)?;
        }
    }
    Ok(())
}

fn side_of_note(out: &mut dyn Write, side: &Side, lang: Lang) -> io::Result<()> {
    writeln!(out, "# {}", side.title)?;
    for section in Section::BODY {
        let text = side.text(section).unwrap_or_default();
        let blocks = if section == Section::Response {
            side.if_pressed.as_slice()
        } else {
            &[]
        };
        if text.is_empty() && blocks.is_empty() {
            continue;
        }
        writeln!(out, "\n## {}", section.heading(lang))?;
        if !text.is_empty() {
            writeln!(out, "\n{text}")?;
        }
        for block in blocks {
            let label = Section::IfPressed.heading(lang);
            if block.topic.is_empty() {
                writeln!(out, "\n### {label}")?;
            } else {
                writeln!(out, "\n### {} {}", with_colon(label, lang), block.topic)?;
            }
            if !block.text.is_empty() {
                writeln!(out, "\n{}", block.text)?;
            }
        }
    }
    Ok(())
}

/// A policy with its excerpts and their anchors.
pub(crate) fn policy(out: &mut dyn Write, policy: &Policy) -> io::Result<()> {
    let mut is_first = true;
    for (_, side) in policy.sides.iter() {
        let Some(side) = side else { continue };
        if !is_first {
            writeln!(out)?;
        }
        is_first = false;
        writeln!(out, "# {}", side.title)?;
        if let Some(source) = &policy.source {
            writeln!(out, "{source}")?;
        }
        for excerpt in &side.excerpts {
            let head = [excerpt.label.as_str(), excerpt.heading.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
            writeln!(out, "\n[@{}#{}] {head}", policy.slug, excerpt.anchor)?;
            if !excerpt.text.is_empty() {
                writeln!(out, "{}", excerpt.text)?;
            }
        }
    }
    Ok(())
}

/// What a search found, each hit with its passage below; how the hits divide, if `facets`.
pub(crate) fn results(
    out: &mut dyn Write,
    results: &SearchResults,
    facets: bool,
    lang: Lang,
) -> io::Result<()> {
    if let Some(corrected) = &results.corrected {
        match lang {
            Lang::En => writeln!(
                out,
                "Nothing has these very words; searched for: {corrected}\n"
            )?,
            Lang::Fr => writeln!(
                out,
                "Rien ne contient ces mots exacts; recherche faite\u{a0}: {corrected}\n"
            )?,
        }
    }
    for hit in &results.hits {
        self::hit(out, hit, lang)?;
    }
    if facets {
        writeln!(out)?;
        for (facet, counts) in &results.facets {
            let counts: Vec<String> = counts
                .iter()
                .map(|count| format!("{} ({})", count.value, count.count))
                .collect();
            if !counts.is_empty() {
                writeln!(out, "--{:<13} {}", facet.key(), counts.join("  "))?;
            }
        }
        writeln!(out)?;
    }
    let (shown, total) = (results.hits.len(), results.total);
    match lang {
        Lang::En => writeln!(out, "{shown} of {total} found"),
        Lang::Fr => writeln!(out, "{shown} sur {total} trouvés"),
    }
}

/// One hit: its id, languages (the one shown first), date, state and title; then its passage, the
/// other sections that matched, and how it was found where that is not plain.
fn hit(out: &mut dyn Write, hit: &Hit, lang: Lang) -> io::Result<()> {
    let mut langs = vec![hit.lang.code()];
    let others = hit.langs.iter().filter(|other| **other != hit.lang);
    langs.extend(others.map(|lang| lang.code()));
    let date = hit.date.map(|date| date.to_string());
    let state = hit.status.map(|status| status.key().to_owned());
    let head: Vec<String> = [hit.id.clone(), langs.join("+")]
        .into_iter()
        .chain(date)
        .chain(state)
        .chain([hit.title.clone()])
        .collect();
    writeln!(out, "{}", head.join("  ").trim_end())?;
    let name = |section: &str| match hit.kind {
        HitKind::Note => section_label(section, lang).to_owned(),
        HitKind::Policy if section == Section::Title.key() => {
            Section::Title.heading(lang).to_owned()
        }
        HitKind::Policy => section.to_owned(),
    };
    if !hit.snippet.is_empty() {
        let passage = hit.snippet.split_whitespace().collect::<Vec<_>>().join(" ");
        match name(&hit.section) {
            place if place.is_empty() => writeln!(out, "    {passage}")?,
            place => writeln!(out, "    {place} | {passage}")?,
        }
    }
    let mut line = |label: Bilingual<&str>, what: Vec<String>| {
        if what.is_empty() {
            return Ok(());
        }
        let label = with_colon(label[lang], lang);
        writeln!(out, "    {label} {}", what.join(", "))
    };
    let also = hit.sections.iter().filter(|other| **other != hit.section);
    line(
        Bilingual::new("also in", "aussi dans"),
        also.map(|section| name(section)).collect(),
    )?;
    let through = hit.through.iter();
    line(
        Bilingual::new("through the other language", "par l’autre langue"),
        through
            .map(|through| format!("{} → {}", through.typed, through.found))
            .collect(),
    )?;
    line(Bilingual::new("in common", "en commun"), hit.shared.clone())
}

fn section_label(key: &str, lang: Lang) -> &str {
    [Section::Title, Section::IfPressed]
        .into_iter()
        .chain(Section::BODY)
        .find(|section| section.key() == key)
        .map_or(key, |section| section.heading(lang))
}

/// The word for a kind of item.
pub(crate) const fn kind(kind: ItemKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (ItemKind::Note, _) => "note",
        (ItemKind::Policy, Lang::En) => "policy",
        (ItemKind::Policy, Lang::Fr) => "politique",
    }
}

/// Writes rows under their heads, each column as wide as its widest cell; nothing without rows.
fn columns<const N: usize>(
    out: &mut dyn Write,
    heads: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> io::Result<()> {
    let rows: Vec<[String; N]> = rows.collect();
    if rows.is_empty() {
        return Ok(());
    }
    let heads = heads.map(str::to_owned);
    let mut widths = [0; N];
    for row in rows.iter().chain([&heads]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for row in [&heads].into_iter().chain(&rows) {
        let line: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        writeln!(out, "{}", line.join("  ").trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(print: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        print(&mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn columns_are_as_wide_as_their_widest_cell_accents_counted_once() {
        let rows = [
            ["é".to_owned(), "b".to_owned()],
            ["long".to_owned(), String::new()],
        ];
        assert_eq!(
            printed(|out| columns(out, ["A", "B"], rows.into_iter())),
            "A     B\né     b\nlong\n"
        );
        assert_eq!(printed(|out| columns(out, ["A"], std::iter::empty())), "");
    }

    #[test]
    fn a_note_is_printed_with_its_blocks_under_their_own_words() {
        let shown = Note {
            reference: "TBS-2026-QP-11-00001".parse().expect("a reference"),
            meta: qp_core::note::Metadata::default(),
            sides: Bilingual::new(
                None,
                Some(Side {
                    title: "Essai".to_owned(),
                    response: "- Oui.".to_owned(),
                    if_pressed: vec![qp_core::note::IfPressed {
                        topic: "coûts".to_owned(),
                        text: "- Non.".to_owned(),
                    }],
                    ..Side::default()
                }),
            ),
        };
        assert_eq!(
            printed(|out| note(out, &shown, Lang::Fr)),
            "Référence     TBS-2026-QP-11-00001\nÉtat          draft\nMarquage      Non classifié\n\n\
             # Essai\n\n## Réponse suggérée\n\n- Oui.\n\n### Si pressé\u{a0}: coûts\n\n- Non.\n"
        );
    }
}
