//! Policy documents as plain text, in the layouts that web pages and PDF files leave.

use super::*;
use crate::import::import_bytes;
use crate::lang::Lang;
use crate::policy::{PolicyFile, PolicySide};
use crate::problem::ProblemCode;

fn side(imported: &ImportedPolicy, lang: Lang) -> PolicySide {
    let side = imported.policy.sides[lang].clone();
    assert_eq!(imported.policy.sides[lang.other()], None);
    side.unwrap_or_else(|| panic!("no side in {lang}: {imported:#?}"))
}

/// One line an excerpt: anchor, level, heading and text.
fn outline(side: &PolicySide) -> Vec<String> {
    side.excerpts
        .iter()
        .map(|excerpt| {
            format!(
                "{} {} [{}] {}",
                excerpt.anchor,
                excerpt.level,
                excerpt.heading,
                excerpt.text.replace('\n', "/")
            )
        })
        .collect()
}

fn check(text: &str, lang: Lang, consumed: &str, expected: &[&str]) {
    let imported = policy(text);
    let side = side(&imported, lang);
    assert_eq!(outline(&side), expected);
    let again = PolicyFile::of(&imported.policy)
        .read(&imported.policy.slug)
        .unwrap();
    assert_eq!(again.policy, imported.policy, "survives its file");
    let imported = Imported::Policy(Box::new(imported));
    assert_eq!(lost(text, &imported, consumed), Words::new());
}

#[test]
fn numbered_sections_and_the_questions_of_an_annex_become_excerpts() {
    check(
        "Notice 2024-03: Forms of the departments\n\n1. Effective date\n\nThis notice takes effect now.\n\n\
         2. References\n\nActs\n\nRelated instruments\n\n3. Enquiries\n\nAsk your coordinator.\n\n\
         Appendix A: Questions and answers\n\n1. What are forms?\n\nThey are papers.\n\n  • Short\n  • Long\n\n\
         2. May a department, where it has no other means, keep on using its own forms?\n\nYes.\n\n\
         Page details\n\nDate modified:\n2024-05-06",
        Lang::En,
        "Date modified 2024-05-06",
        &[
            "1 1 [Effective date] This notice takes effect now.",
            "2 1 [References] Acts//Related instruments",
            "3 1 [Enquiries] Ask your coordinator.",
            "annex-a 1 [Appendix A: Questions and answers] ",
            "annex-a-1 2 [What are forms?] They are papers.//- Short/- Long",
            "annex-a-2 2 [May a department, where it has no other means, keep on using its own forms?] Yes.",
        ],
    );
}

#[test]
fn clauses_with_inner_dots_become_excerpts_and_decimals_do_not() {
    check(
        "Directive on Forms\n\n4. Requirements\n\n4.1 Heads of departments are responsible for:\n\n\
         • reviewing their forms;\n• removing those that are not needed.\n\n\
         4.1.1 Publishing a list of the forms that remain in use.\n\n\
         4.2 Managers\n\n4.2.1 Managers report each year.\n\n\
         4.5 million forms were printed in that year.\n\n\
         Annex B\n\nB.2.2.1 Forms are listed by number.\n",
        Lang::En,
        "",
        &[
            "4 1 [Requirements] ",
            "4.1 0 [] Heads of departments are responsible for://- reviewing their forms;/- removing those that are not needed.",
            "4.1.1 0 [] Publishing a list of the forms that remain in use.",
            "4.2 2 [Managers] ",
            "4.2.1 0 [] Managers report each year.//4\\.5 million forms were printed in that year.",
            "annex-b 1 [Annex B] ",
            "B.2.2.1 0 [] Forms are listed by number.",
        ],
    );
}

#[test]
fn commitments_numbered_on_under_headings_keep_their_numbers() {
    check(
        "\n\nGouvernement\ndu Canada\n\nGovernment\nof Canada\n\n[Canada.ca](#) > [Formulaires](#) > [Engagement](#)\n\n\
         Engagement sur les formulaires\n\nLe présent engagement lie les ministères et leurs fournisseurs.\n\n\
         Clarté\n\nLes fournisseurs s'engagent à :\n\n1. Écrire en langage clair, selon la *Loi sur les langues officielles*.\n2. Relire.\n\n\
         Les ministères s'engagent à :\n\n3. Répondre.\n\nPartenaires\n\n- Un – [Guide](#)\n\n3/4/25, 9:05 AM\n\n\
         Engagement sur les formulaires - Formulaires - Canada.ca\n\n- Deux – [Aide](#) (en anglais seulement)\n\n\
         Date de modification :\n\n2025-03-04",
        Lang::Fr,
        "Date de modification 2025-03-04",
        &[
            "text 0 [] Le présent engagement lie les ministères et leurs fournisseurs.",
            "clarte 1 [Clarté] Les fournisseurs s'engagent à ://1. Écrire en langage clair, selon la *Loi sur les langues officielles*./2. Relire.//Les ministères s'engagent à ://3. Répondre.",
            "partenaires 1 [Partenaires] - Un – [Guide](#)/- Deux – [Aide](#) (en anglais seulement)",
        ],
    );
}

#[test]
fn a_flattened_table_gives_its_left_labels_as_headings() {
    check(
        "\nÉchange sur les formulaires – mars 2025 \nLes réponses sont recueillies aux fins de la réunion des coordonnateurs des formulaires du \ngouvernement. \n\n\
         1. Progrès : \nVeuillez décrire \nbrièvement les progrès de \nvotre organisation au cours \nde la \n\n\
         Formulaires papier \n\n\
         • Le ministère a retiré de la circulation plus de cent formulaires papier au cours des \nderniers mois, avec l’aide des régions. \n \
         dernière année. \n\n\
         • Les règles suivantes s’appliquent à tous les formulaires qui restent en circulation : \n\
         o écrire en langage clair, et relire avec les personnes qui remplissent le formulaire, dans \n\n\
         chaque région; \no garder une version papier. \n \
         2. Besoins : \nDites ce qui manque. \n\n\
         Formulaires en ligne \n\n\
         • Rien. \n",
        Lang::Fr,
        "o o",
        &[
            "text 0 [] Les réponses sont recueillies aux fins de la réunion des coordonnateurs des formulaires du gouvernement.",
            "1 1 [Progrès] Veuillez décrire brièvement les progrès de votre organisation au cours de la dernière année.",
            "1-formulaires-papier 2 [Formulaires papier] - Le ministère a retiré de la circulation plus de cent formulaires papier au cours des derniers mois, avec l’aide des régions./- Les règles suivantes s’appliquent à tous les formulaires qui restent en circulation :/  - écrire en langage clair, et relire avec les personnes qui remplissent le formulaire, dans chaque région;/  - garder une version papier.",
            "2 1 [Besoins] Dites ce qui manque.",
            "2-formulaires-en-ligne 2 [Formulaires en ligne] - Rien.",
        ],
    );
}

#[test]
fn running_heads_of_pages_are_reported_and_sentences_go_on_across_pages() {
    let text = "Guide des formulaires\n\nLe présent guide explique aux ministères comment ils peuvent revoir les formulaires que\n\
        le public remplit chaque année, et retirer ceux dont\n\nGuide, page 1\n\u{c}\
        Services\n\npersonne n’a besoin.\n\nGuide, page 2\n\u{c}Services\n\nFin\n\nLe guide est revu chaque année.\n\nGuide, page 3\n\u{c}Services\n\nIl est en ligne.\n\nGuide, page 4\n";
    let imported = policy(text);
    let french = side(&imported, Lang::Fr);
    assert_eq!(
        outline(&french),
        [
            "text 0 [] Le présent guide explique aux ministères comment ils peuvent revoir les formulaires que le public remplit chaque année, et retirer ceux dont personne n’a besoin.",
            "fin 1 [Fin] Le guide est revu chaque année.//Il est en ligne.",
        ]
    );
    let left_out: Vec<&str> = imported
        .problems
        .iter()
        .filter(|problem| problem.code == ProblemCode::LeftOut)
        .map(|problem| problem.params["text"].as_str())
        .collect();
    assert_eq!(
        left_out,
        [
            "Guide, page 1",
            "Services",
            "Guide, page 2",
            "Guide, page 3",
            "Guide, page 4"
        ]
    );
}

#[test]
fn lettered_items_questions_and_rows_of_a_bare_table_stay_apart() {
    let text = "\
OFFICE OF FORMS                         Page 1 of 2

GUIDELINE ON FORMS

1.0 PURPOSE
This guideline tells departments how forms are reviewed, who reviews them
and when. It applies to all departments named in Schedule I of the Act.

    a) internal forms;
    b) public forms, including those of
       the regions; and
    c) others.

1.1 Scope

Q. Who reviews forms?
A. The coordinator does.

OFFICE OF FORMS                         Page 2 of 2

2.0 NUMBERS

Year    Forms
2023    100
";
    let imported = policy(text);
    assert_eq!(
        outline(&side(&imported, Lang::En)),
        [
            "1.0 1 [PURPOSE] This guideline tells departments how forms are reviewed, who reviews \
             them and when. It applies to all departments named in Schedule I of the Act.//a) \
             internal forms;//b) public forms, including those of the regions; and//c) others.",
            "1.1 2 [Scope] ",
            "1.1-q-who-reviews-forms 3 [Q. Who reviews forms?] A. The coordinator does.",
            "2.0 1 [NUMBERS] Year    Forms//2023    100",
        ]
    );
    assert_eq!(imported.policy.title_in(Lang::En), "GUIDELINE ON FORMS");
}

#[test]
fn a_page_of_long_lines_keeps_each_line_a_paragraph() {
    let long = "This paragraph stands on one line that is as long as it has to be, for it was copied from a page on the web where lines are not broken by anyone. ".repeat(2);
    let text = format!("Guide to forms\n\n{long}\nshort line in lower case\n{long}\n");
    let english = side(&policy(&text), Lang::En);
    assert_eq!(english.excerpts[0].text.matches("\n\n").count(), 2);
}

#[test]
fn the_files_name_is_the_title_where_the_text_has_none() {
    let found = only(import_bytes(
        "x/List of forms.txt",
        b"- These are the forms of the year.\n- And more.",
    ));
    let Imported::Policy(found) = found else {
        panic!("a policy");
    };
    assert_eq!(found.policy.slug, "list-of-forms");
    assert_eq!(side(&found, Lang::En).title, "List of forms");
}

#[test]
fn a_text_too_short_to_have_a_language_says_so() {
    assert!(
        policy("Forms")
            .problems
            .iter()
            .any(|problem| problem.code == ProblemCode::LanguageUncertain)
    );
}

#[test]
fn nothing_and_markup_are_refused() {
    assert_eq!(import_text(" \n\u{a0}•\n--"), Err(ImportError::Empty));
    assert_eq!(
        import_text("<!DOCTYPE html><p>x"),
        Err(ImportError::UnknownKind("html".to_owned()))
    );
    assert_eq!(
        import_bytes("a.odt", b"x"),
        Err(ImportError::UnknownKind("odt".to_owned()))
    );
}
