//! Notes to export, and policies for them to cite.

use chrono::NaiveDate;
use qp_core::export::{Citations, CitedExcerpt};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::{IfPressed, Marking, Metadata, Note, Side, Status};
use qp_core::policy::Citation;

/// Policies that the samples cite.
pub(crate) struct Policies;

impl Citations for Policies {
    fn resolve(&self, citation: &Citation, lang: Lang) -> Option<CitedExcerpt> {
        let title = match (citation.slug.as_str(), lang) {
            ("directive-on-digital-talent", Lang::En) => "Directive on Digital Talent",
            ("directive-on-digital-talent", Lang::Fr) => "Directive sur les talents numériques",
            ("guide-on-plain-language", Lang::En) => "Guide on Plain Language",
            ("guide-on-plain-language", Lang::Fr) => "Guide du langage clair",
            _ => return None,
        };
        Some(CitedExcerpt {
            title: title.to_owned(),
            label: citation.anchor.clone(),
            url: (citation.slug == "directive-on-digital-talent")
                .then(|| "https://www.tbs-sct.canada.ca/pol/doc-eng.aspx?id=32749".to_owned()),
        })
    }
}

fn pressed(topic: &str, text: &str) -> IfPressed {
    IfPressed {
        topic: topic.to_owned(),
        text: text.to_owned(),
    }
}

/// An ordinary bilingual note.
pub(crate) fn note(reference: &str) -> Note {
    Note {
        reference: reference.parse().unwrap(),
        meta: Metadata {
            date: NaiveDate::from_ymd_opt(2025, 12, 10),
            organization: "tbs-sct".to_owned(),
            minister: "PTB".to_owned(),
            status: Status::Approved,
            marking: Marking::ProtectedA,
            tags: vec!["digital".to_owned()],
            from: None,
        },
        sides: Bilingual::new(Some(english()), Some(french())),
    }
}

fn english() -> Side {
    Side {
        title: "Hiring digital specialists in the public service".to_owned(),
        question: "What is the government doing to hire and keep the digital specialists that \
                   departments need, and why does it still rely on outside consultants?"
            .to_owned(),
        response: "- Canadians expect services that work the first time, on the device they have \
                   in hand.\n- That is why we are hiring digital specialists **into the public \
                   service**, in every region of the country.\n- Since the new directive took \
                   effect, departments must first look for the skills inside government \
                   [@directive-on-digital-talent#4.1.5]:\n  - a shared pool of qualified \
                   candidates;\n  - short assignments between departments.\n- We will keep \
                   reporting on progress every year."
            .to_owned(),
        if_pressed: vec![
            pressed(
                "the cost of consultants",
                "- Contracts are used for short, specialized work.\n- Spending on them went down \
                 for the second year in a row.",
            ),
            pressed(
                "working outside the National Capital Region",
                "- Four positions in ten are now filled outside the region, in either official \
                 language.",
            ),
        ],
        background: "The directive sets out how departments plan for digital talent \
                     [@directive-on-digital-talent#4.1.5] and how they write about it \
                     [@guide-on-plain-language].\n\n### Figures\n\n| Year | Hired | Left |\n\
                     |---|---|---|\n| 2023–24 | 1,240 | 610 |\n| 2024–25 | 1,515 | 540 |\n\n\
                     ### Next steps\n\n1. Publish the yearly report.\n2. Review the directive.\n\n\
                     See the [directory of open positions](https://www.canada.ca/en/jobs.html)."
            .to_owned(),
        additional_information: String::new(),
    }
}

fn french() -> Side {
    Side {
        title: "Recrutement de spécialistes du numérique dans la fonction publique".to_owned(),
        question: "Que fait le gouvernement pour recruter et garder les spécialistes du numérique \
                   dont les ministères ont besoin, et pourquoi dépend-il encore de consultants \
                   externes ?"
            .to_owned(),
        response: "- Les Canadiens s’attendent à des services qui fonctionnent du premier coup, \
                   sur l’appareil qu’ils ont en main.\n- C’est pourquoi nous recrutons des \
                   spécialistes du numérique **dans la fonction publique**, partout au pays.\n- \
                   Depuis l’entrée en vigueur de la directive, les ministères doivent d’abord \
                   chercher les compétences au gouvernement \
                   [@directive-on-digital-talent#4.1.5] :\n  - un bassin commun de candidats \
                   qualifiés ;\n  - de courtes affectations entre ministères.\n- Nous rendrons \
                   compte des progrès chaque année."
            .to_owned(),
        if_pressed: vec![
            pressed(
                "le coût des consultants",
                "- Les contrats servent à des travaux courts et spécialisés.\n- Les dépenses ont \
                 diminué pour la deuxième année de suite.",
            ),
            pressed(
                "le travail hors de la région de la capitale nationale",
                "- Quatre postes sur dix sont maintenant pourvus hors de la région, dans l’une ou \
                 l’autre des langues officielles.",
            ),
        ],
        background: "La directive dit comment les ministères planifient leurs « talents \
                     numériques » [@directive-on-digital-talent#4.1.5] et comment ils en parlent \
                     [@guide-on-plain-language].\n\n### Chiffres\n\n| Année | Embauches | Départs |\n\
                     |---|---|---|\n| 2023-2024 | 1 240 | 610 |\n| 2024-2025 | 1 515 | 540 |\n\n\
                     ### Prochaines étapes\n\n1. Publier le rapport annuel.\n2. Revoir la \
                     directive.\n\nVoir le [répertoire des postes ouverts]\
                     (https://www.canada.ca/fr/emplois.html)."
            .to_owned(),
        additional_information: String::new(),
    }
}

/// A note with every construct of Markdown, and some that break other exporters.
pub(crate) fn everything() -> Note {
    let mut note = note("TBS-2026-QP-11-00099");
    note.meta.marking = Marking::Secret;
    "Minister of Everything".clone_into(&mut note.meta.minister);
    let text = "#### Third level first\n\nPlain, **bold**, *italic*, ***both***, ~~gone~~, `code`, \
                a  \nhard break, a\nsoft break, a citation [@nowhere#1.2], <b>HTML</b>, \u{1}\u{c}odd \
                characters\u{fffe}, & < > \" '.\n\n##### Below it\n\n- bullet\n\n  with a second \
                paragraph\n\n  > and a quote\n\n- - nested at once\n    - deeper\n      1. numbered \
                deepest\n- | a | b |\n  |---|---|\n  | 1 | 2 |\n-\n\n## Back up\n\n4. four\n5. five\n   \
                - bullet in numbers\n\n     ```\n     code in a list\n     ```\n\n2000000. too far \
                for Word\n\n1. a list of its own\n\n> A quote\n>\n> - with a bullet\n>\n> ### and a \
                heading\n\n```text\nfn main() {\n\tlet x = 1;\n}\n```\n\n---\n\n| Long heading of a \
                column | B |\n|---|:-:|\n| one **bold** [@directive-on-digital-talent] | two<br>lines \
                |\n| [example](https://example.ca/a?b=c&d=é) | surplus | cell |\n\n| only |\n|---|\n\n\
                [relative](page.html), [script](javascript:alert(1)), [bad](http://[x), \
                [mail](mailto:someone@canada.ca), <https://www.canada.ca>, bare \
                https://canada.ca/en.html. ![A chart](https://example.ca/chart.png)\n\n[^1]: A note.\n\n\
                <div>\nblock\n</div>";
    for side in [&mut note.sides.en, &mut note.sides.fr] {
        let side = side.as_mut().unwrap();
        text.clone_into(&mut side.background);
        text.clone_into(&mut side.response);
        "[@directive-on-digital-talent]".clone_into(&mut side.additional_information);
        side.if_pressed.push(pressed("", ""));
    }
    note
}

/// A note without anything in it.
pub(crate) fn empty() -> Note {
    let mut note = note("X-1");
    note.meta = Metadata::default();
    note.sides = Bilingual::new(Some(Side::default()), Some(Side::default()));
    note
}
