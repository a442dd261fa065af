//! Notes written by hand in Word, in any reasonable styling.

use chrono::NaiveDate;

use super::*;
use crate::note::{Marking, Status};

const QUESTION: &str = "Why do people wait for an answer to their requests for information?";
const QUESTION_FR: &str =
    "Pourquoi les gens attendent-ils une réponse à leurs demandes d’information?";
const ANSWER: &str = "The government answers more requests than ever before, and sooner.";
const ANSWER_FR: &str = "Le gouvernement répond à plus de demandes que jamais, et plus vite.";
const WHY: &str = "The act was amended in 2019 and the office has new staff.";
const WHY_FR: &str = "La loi a été modifiée en 2019 et le bureau a du nouveau personnel.";

/// What every shape of the same note must give in English.
fn check(found: &ImportedNote) {
    let english = side(found, Lang::En);
    assert_eq!(english.title, "Access to information");
    assert_eq!(english.question, QUESTION);
    assert_eq!(english.response, format!("- {ANSWER}\n- More."));
    assert_eq!(english.if_pressed.len(), 1, "{english:#?}");
    assert_eq!(english.if_pressed[0].topic, "fees");
    assert_eq!(english.if_pressed[0].text, "- The fee is low.");
    assert_eq!(english.background, WHY);
    assert_eq!(english.additional_information, "");
    assert_eq!(
        found.reference.as_ref().unwrap().as_str(),
        "TBS-2025-QP-06-00027"
    );
    assert_eq!(found.date, NaiveDate::from_ymd_opt(2025, 6, 19));
    assert_eq!(found.organization, "tbs-sct");
    assert_eq!(found.minister, "PTB");
    assert_eq!(found.status, Some(Status::Draft));
}

fn check_french(found: &ImportedNote) {
    let french = side(found, Lang::Fr);
    assert_eq!(french.title, "Accès à l’information");
    assert_eq!(french.question, QUESTION_FR);
    assert_eq!(french.response, format!("- {ANSWER_FR}"));
    assert_eq!(french.background, WHY_FR);
}

const METADATA: [(&str, &str); 4] = [
    ("Reference number:", "TBS-2025-QP-06-00027"),
    ("Date received:", "Jun 19, 2025"),
    ("Organization:", "Treasury Board of Canada Secretariat"),
    ("Title of Minister:", "President of the Treasury Board"),
];

fn heading(text: &str) -> String {
    h(2, text)
}

/// The lines of the note, each label as `label` styles it.
fn english(label: &dyn Fn(&str) -> String) -> String {
    let mut body = label("Question Period Note: Access to information");
    for (name, value) in METADATA {
        body.push_str(&p(&format!("{name} {value}")));
    }
    [
        body,
        label("Issue/Question:"),
        p(QUESTION),
        label("Suggested Response:"),
        p(&format!("• {ANSWER}")),
        p("•\u{a0}More."),
        label("If pressed: fees"),
        p("• The fee is low."),
        label("Background:"),
        p(WHY),
        label("Additional Information:"),
        p("None"),
    ]
    .concat()
}

#[test]
fn labels_may_be_headings_bold_lines_or_plain_lines() {
    for label in [&heading as &dyn Fn(&str) -> String, &bold, &p] {
        check(&note(docx(&english(label))));
    }
}

#[test]
fn a_title_may_have_its_own_style_above_labels_that_are_headings() {
    let title = |text: &str| match text {
        text if text.starts_with("Question Period Note") => {
            styled("<w:pStyle w:val=\"Title\"/>", text)
        }
        text => heading(text),
    };
    let styles =
        "<w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>";
    check(&note(
        docx(&english(&title)).with("styles", "w:styles", styles),
    ));
}

#[test]
fn labels_without_a_colon_in_capitals_or_with_a_number_are_labels() {
    let label = |text: &str| match text {
        "Suggested Response:" => bold("2. SUGGESTED RESPONSE"),
        "Background:" => bold("BACKGROUND"),
        text => bold(text),
    };
    check(&note(docx(&english(&label))));
}

#[test]
fn the_text_may_begin_on_the_labels_own_line() {
    let body = english(&bold)
        .replace(&(bold("Background:") + &p(WHY)), &format!(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Background:</w:t></w:r><w:r><w:t xml:space=\"preserve\"> {WHY}</w:t></w:r></w:p>"
        ));
    check(&note(docx(&body)));
}

#[test]
fn labels_may_stand_in_a_tables_left_column() {
    let bullets = format!(
        "{}{}{}{}",
        p(&format!("- {ANSWER}")),
        p("- More."),
        p("If pressed (fees)"),
        p("- The fee is low.")
    );
    let rows: Vec<[String; 2]> = [("Title", "")]
        .iter()
        .take(0)
        .map(|(a, b)| [p(a), p(b)])
        .chain(METADATA.map(|(name, value)| [bold(name.trim_end_matches(':')), p(value)]))
        .chain([
            [p("Issue/Question"), p(QUESTION)],
            [p("Suggested Response"), bullets],
            [p("Background"), p(WHY)],
            [p("Additional Information"), p("None")],
        ])
        .collect();
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let title = styled("<w:outlineLvl w:val=\"0\"/>", "Access to information");
    check(&note(docx(&(title + &table(&rows)))));
}

/// The French note, after or beside the English one.
fn french(label: &dyn Fn(&str) -> String) -> String {
    [
        label("Note pour la période des questions : Accès à l’information"),
        p("Numéro de référence : TBS-2025-QP-06-00027"),
        label("Enjeu ou question :"),
        p(QUESTION_FR),
        label("Réponse suggérée :"),
        p(&format!("• {ANSWER_FR}")),
        label("Contexte :"),
        p(WHY_FR),
    ]
    .concat()
}

#[test]
fn both_languages_may_follow_each_other_in_either_order() {
    for label in [&heading as &dyn Fn(&str) -> String, &bold] {
        for body in [
            english(label) + &french(label),
            french(label) + &english(label),
        ] {
            let found = note(docx(&body));
            check(&found);
            check_french(&found);
        }
    }
}

#[test]
fn both_languages_may_stand_beside_each_other() {
    let en = english(&bold);
    let fr = french(&bold);
    // In one row, with the languages named or not, either one first.
    for rows in [
        table(&[&[&p("English"), &p("Français")], &[&en, &fr]]),
        table(&[&[&en, &fr]]),
        table(&[&[&fr, &en]]),
    ] {
        let found = note(docx(&rows));
        check(&found);
        check_french(&found);
    }
}

#[test]
fn a_column_of_labels_may_serve_both_languages() {
    let row = |label: &str, en: &str, fr: &str| [bold(label), p(en), p(fr)];
    let rows = [
        row("", "English", "Français"),
        row(
            "Reference number",
            "TBS-2025-QP-06-00027",
            "TBS-2025-QP-06-00027",
        ),
        row("Issue/Question / Enjeu ou question", QUESTION, QUESTION_FR),
        row("Suggested Response / Réponse suggérée", ANSWER, ANSWER_FR),
        row("Background", WHY, WHY_FR),
    ];
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let found = note(docx(&table(&rows)));
    for (lang, question, answer, why) in [
        (Lang::En, QUESTION, ANSWER, WHY),
        (Lang::Fr, QUESTION_FR, ANSWER_FR, WHY_FR),
    ] {
        let side = side(&found, lang);
        assert_eq!(
            (
                side.question.as_str(),
                side.response.as_str(),
                side.background.as_str()
            ),
            (question, answer, why)
        );
    }
    assert_eq!(found.reference.unwrap().as_str(), "TBS-2025-QP-06-00027");
}

#[test]
fn under_labels_in_both_languages_the_words_tell_the_side() {
    let body = [
        h(1, "Reference number / Numéro de référence"),
        p("TBS-2025-QP-06-00027"),
        h(1, "Suggested Response / Réponse suggérée"),
        p(ANSWER),
        p(ANSWER_FR),
        h(1, "Background / Contexte"),
        table(&[&[&p(WHY), &p(WHY_FR)]]),
    ]
    .concat();
    let found = note(docx(&body));
    assert_eq!(side(&found, Lang::En).response, ANSWER);
    assert_eq!(side(&found, Lang::Fr).response, ANSWER_FR);
    assert_eq!(side(&found, Lang::En).background, WHY);
    assert_eq!(side(&found, Lang::Fr).background, WHY_FR);
}

#[test]
fn where_labels_are_headings_a_bold_line_of_a_text_is_none() {
    let body = english(&|text: &str| h(2, text))
        .replace(&p(WHY), &(p(WHY) + &bold("Contexte :") + &p("Un mot.")));
    let found = note(docx(&body));
    assert_eq!(
        side(&found, Lang::En).background,
        format!("{WHY}\n\n**Contexte :**\n\nUn mot.")
    );
    assert_eq!(found.sides.fr, None);
}

#[test]
fn what_fits_no_field_is_kept_and_told_and_a_marking_is_taken() {
    let form = table(&[
        &[&p("Prepared by"), &p("J. Doe")],
        &[
            &p("Organization"),
            &p("Treasury Board of Canada Secretariat"),
        ],
    ]);
    let body = english(&bold)
        .replace(&p("Organization: Treasury Board of Canada Secretariat"), "")
        .replacen(
            &bold("Issue/Question:"),
            &(form + &bold("Issue/Question:")),
            1,
        );
    let found = note(docx(&(p("PROTECTED A") + &body)));
    assert_eq!(found.marking, Some(Marking::ProtectedA));
    assert_eq!(found.organization, "tbs-sct");
    let english = side(&found, Lang::En);
    assert_eq!(english.additional_information, "Prepared by: J. Doe");
    let moved = told(&found.problems, ProblemCode::MovedToAdditionalInformation);
    assert_eq!(moved.params["text"], "Prepared by: J. Doe");
}

#[test]
fn questions_and_answers_with_letters_are_blocks() {
    let body = english(&bold)
        .replace(&bold("If pressed: fees"), &bold("Q1 : If pressed on fees"))
        .replace(&p("• The fee is low."), &p("A1 : • The fee is low."));
    let found = note(docx(&body));
    assert_eq!(side(&found, Lang::En).if_pressed[0].topic, "fees");
    assert_eq!(
        side(&found, Lang::En).if_pressed[0].text,
        "- The fee is low."
    );
}

#[test]
fn several_notes_of_a_file_come_in_each_for_itself() {
    let other = english(&bold).replace("00027", "00028");
    let body = p("Binder of Monday") + &english(&bold) + &french(&bold) + &other;
    let found = import_bytes("binder.docx", &docx(&body).bytes()).unwrap();
    let [Imported::Note(first), Imported::Note(second)] = &found[..] else {
        panic!("{found:#?}");
    };
    check(first);
    check_french(first);
    assert_eq!(
        second.reference.as_ref().unwrap().as_str(),
        "TBS-2025-QP-06-00028"
    );
    assert_eq!(second.sides.fr, None);
    assert_eq!(
        told(&first.problems, ProblemCode::LeftOut).params["text"],
        "Binder of Monday"
    );
}
