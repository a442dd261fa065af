//! Published pages of notes, in every layout that people paste.

use super::*;
use crate::problem::ProblemCode;
use crate::section::Section;

const FRENCH: &str = "\
Note pour la période des questions\u{a0}: Les formulaires papier des ministères

About

Numéro de référence\u{a0}:
TBS-2025-QP-10-00004
Date fournie\u{202f}:
1er octobre 2025
Organisation :
Secrétariat du Conseil du Trésor du Canada
Nom du ministre:
Ali, Shafqat (L'hon.)
Titre du ministre\u{a0}:
Président du Conseil du Trésor

Enjeu ou question\u{a0}:

Pourquoi les ministères demandent-ils encore des formulaires papier\u{a0}?

Réponse suggérée\u{a0}:

• Le gouvernement réduit chaque année le nombre de ses formulaires papier.
•Les citoyens gardent le choix du moyen qui leur convient.
Si pressé\u{a0}: Le coût du papier
• Le coût total n’est pas suivi.
SI L’ON INSISTE
• Les ministères en rendent compte.

Contexte\u{a0}:

Un premier paragraphe explique la situation.
Un deuxième paragraphe donne les chiffres.

Renseignements supplémentaires\u{a0}:

aucun
";

#[test]
fn a_french_page_gives_every_field() {
    let note = note(FRENCH);
    assert_eq!(
        note.reference.as_ref().unwrap().as_str(),
        "TBS-2025-QP-10-00004"
    );
    assert_eq!(note.date, Some("2025-10-01".parse().unwrap()));
    assert_eq!(
        (note.organization.as_str(), note.minister.as_str()),
        ("tbs-sct", "PTB")
    );
    assert_eq!(note.sides.en, None);
    let side = note.sides.fr.clone().unwrap();
    assert_eq!(side.title, "Les formulaires papier des ministères");
    assert_eq!(
        side.question,
        "Pourquoi les ministères demandent-ils encore des formulaires papier\u{a0}?"
    );
    assert_eq!(
        side.response,
        "- Le gouvernement réduit chaque année le nombre de ses formulaires papier.\n\
         - Les citoyens gardent le choix du moyen qui leur convient."
    );
    let blocks: Vec<(&str, &str)> = side
        .if_pressed
        .iter()
        .map(|block| (block.topic.as_str(), block.text.as_str()))
        .collect();
    assert_eq!(
        blocks,
        [
            ("Le coût du papier", "- Le coût total n’est pas suivi."),
            ("", "- Les ministères en rendent compte."),
        ]
    );
    assert_eq!(
        side.background,
        "Un premier paragraphe explique la situation.\n\nUn deuxième paragraphe donne les chiffres."
    );
    assert_eq!(side.additional_information, "");
    assert_eq!(note.problems, []);
    let consumed = format!(
        "{LABELS_FR} 1er octobre 2025 Secrétariat du Conseil du Trésor du Canada Ali, Shafqat \
         (L'hon.) Président du Conseil du Trésor Si pressé SI L’ON INSISTE aucun"
    );
    assert_eq!(
        lost(FRENCH, &Imported::Note(Box::new(note)), &consumed),
        Words::new()
    );
}

#[test]
fn a_page_without_blank_lines_and_with_list_items_gives_the_same() {
    let page = "\
https://example.org/notes/record/one
Question Period Note: Paper forms
- Reference number:
- FCSD_DEC2022_022
- Date received: Dec 5, 2022
- Organization:
- Treasury Board of Canada Secretariat
- Name of Minister: Fortier, Mona (Hon.)
- Title of Minister: President of the Treasury Board
**Issue/Question:**
Why are there still paper forms?
**Suggested Response:**
KEY MESSAGES
* Fewer every year.
Q1 : If pressed on cost
A1 : It is not tracked.
IF PRESSED
- Ask the departments.
Background:
-
Additional Information: None
";
    let note = note(page);
    assert_eq!(
        note.reference.as_ref().unwrap().as_str(),
        "FCSD_DEC2022_022"
    );
    assert_eq!(note.date, Some("2022-12-05".parse().unwrap()));
    assert_eq!(
        (note.organization.as_str(), note.minister.as_str()),
        ("tbs-sct", "PTB")
    );
    let side = note.sides.en.clone().unwrap();
    assert_eq!(side.title, "Paper forms");
    assert_eq!(side.question, "Why are there still paper forms?");
    assert_eq!(side.response, "**KEY MESSAGES**\n\n- Fewer every year.");
    assert_eq!(side.if_pressed.len(), 2);
    assert_eq!(side.if_pressed[0].topic, "cost");
    assert_eq!(side.if_pressed[0].text, "It is not tracked.");
    assert_eq!(side.if_pressed[1].text, "- Ask the departments.");
    assert_eq!(
        (
            side.background.as_str(),
            side.additional_information.as_str()
        ),
        ("", "")
    );
    let codes: Vec<ProblemCode> = note.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [ProblemCode::LeftOut]);
}

#[test]
fn both_languages_in_one_text_give_both_sides_whatever_their_order() {
    let english = "\
Question Period Note: Paper forms of the departments

About

Reference number:
TBS-2025-QP-10-00004
Date received:
Oct 1, 2025
Organization:
Treasury Board of Canada Secretariat
Name of Minister:
Ali, Shafqat (Hon.)
Title of Minister:
President of the Treasury Board

Issue/Question:

Why do departments still ask for paper forms?

Suggested Response:

• The government reduces their number every year.

Background:

The first paragraph explains the situation.

Additional Information:

None
";
    for text in [
        format!("{english}\n{FRENCH}"),
        format!("{FRENCH}\n{english}"),
    ] {
        let note = note(&text);
        assert_eq!(note.problems, []);
        assert_eq!(
            note.sides.en.as_ref().unwrap().title,
            "Paper forms of the departments"
        );
        assert_eq!(note.sides.en.as_ref().unwrap().additional_information, "");
        assert_eq!(note.sides.fr.as_ref().unwrap().if_pressed.len(), 2);
        assert_eq!(note.sides.fr.as_ref().unwrap().additional_information, "");
    }
}

#[test]
fn a_page_in_markdown_keeps_its_links_lists_and_tables() {
    let note = note(
        "# Question Period Note: Forms\n\n## Issue/Question\n\nWhy?\n\n## Suggested Response\n\n\
         - See the [guide](https://example.org)\n  - **inner** item\n    goes on\n- [redacted]\n\n\
         ### If pressed: cost\n\n1. First\n2. Second\n\n## Background\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\
         ### Numbers\n\nText *here*.\n\n## Additional Information\n\n[ * ]\n",
    );
    let side = note.sides.en.unwrap();
    assert_eq!(
        side.response,
        "- See the [guide](https://example.org)\n  - **inner** item goes on\n- [redacted]"
    );
    assert_eq!(side.if_pressed[0].topic, "cost");
    assert_eq!(side.if_pressed[0].text, "1. First\n2. Second");
    assert_eq!(
        side.background,
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n#### Numbers\n\nText *here*."
    );
    assert_eq!(side.additional_information, "[ * ]");
}

#[test]
fn hard_line_breaks_within_bullets_and_paragraphs_are_joined() {
    let note = note(
        "Reference number: HC-2025-QP-00001\nDate received: Nov 3, 2025\nOrganization: Health Canada\n\
         Suggested Response:\n\
         • The departments review the forms that they use every year, and remove those\n\
         that nobody needs any more. The public service of Canada publishes a list of\n\
         them.\n\n\
         o Inner words of a bullet that is long enough to go on in the line that comes\n\
         after it.\n\
         If pressed (the list of all the forms that the departments of the government\n\
         of Canada use)\n\
         – It is online.\n\
         Background:\n\
         The first paragraph is long enough to be broken, because it was copied from a\n\
         printed page.\n\
         The second one starts in a new line, and its end is again in the one after the\n\
         first.\n",
    );
    let side = note.sides.en.unwrap();
    assert_eq!(
        side.response,
        "- The departments review the forms that they use every year, and remove those that nobody \
         needs any more. The public service of Canada publishes a list of them.\n  - Inner words of \
         a bullet that is long enough to go on in the line that comes after it."
    );
    assert_eq!(
        side.if_pressed[0].topic,
        "the list of all the forms that the departments of the government of Canada use"
    );
    assert_eq!(side.if_pressed[0].text, "- It is online.");
    assert_eq!(
        side.background.matches("\n\n").count(),
        1,
        "{}",
        side.background
    );
}

#[test]
fn what_is_unknown_or_fits_no_field_is_kept_and_reported() {
    let text = "\
Question Period Note: Bees
Reference number: A, B
Date received: some day
Organization: Office of Bees
See also the office of wasps
Name of Minister: Bee, Ann (Hon.)
Title of Minister: Minister of Bees
Suggested Response:
Buzz.
Background:
They fly.
Background: twice
Additional Information:
None
";
    let note = note(text);
    let has = |code: ProblemCode, name: &str, value: &str| {
        note.problems
            .iter()
            .any(|p| p.code == code && p.params.get(name).is_some_and(|found| found == value))
    };
    assert!(has(ProblemCode::BadReference, "reference", "A, B"));
    assert!(has(ProblemCode::BadDate, "value", "some day"));
    assert!(has(
        ProblemCode::UnknownOrganization,
        "value",
        "Office of Bees"
    ));
    assert!(has(
        ProblemCode::UnknownMinister,
        "value",
        "Minister of Bees"
    ));
    assert!(has(
        ProblemCode::MinisterNotInOffice,
        "value",
        "Bee, Ann (Hon.)"
    ));
    assert!(has(
        ProblemCode::MovedToAdditionalInformation,
        "text",
        "See also the office of wasps"
    ));
    assert_eq!(
        (note.organization.as_str(), note.minister.as_str()),
        ("Office of Bees", "Minister of Bees")
    );
    let side = note.sides.en.as_ref().unwrap();
    assert_eq!(side.additional_information, "See also the office of wasps");
    assert_eq!(side.background, "They fly.\n\nBackground: twice");
    let consumed = "Question Period Note Reference number Date received Organization Name of \
                    Minister Title of Minister Suggested Response Background Additional \
                    Information None";
    assert_eq!(
        lost(text, &Imported::Note(Box::new(note)), consumed),
        Words::new()
    );
}

#[test]
fn a_minister_of_another_time_is_reported_and_the_successors_first_day_is_both_ones() {
    let page = |date: &str, name: &str| {
        format!(
            "Reference number: X-1\nDate received: {date}\nName of Minister: {name}\n\
             Title of Minister: President of the Treasury Board\nSuggested Response:\nYes.\n"
        )
    };
    for (date, name, reported) in [
        ("2022-03-01", "Fortier, Mona (Hon.)", false),
        ("2022-03-01", "The Honourable Mona Fortier", false),
        ("2022-03-01", "Ali, Shafqat (Hon.)", true),
        ("2023-07-26", "Fortier, Mona (Hon.)", false),
        ("2023-07-26", "Anand, Anita (Hon.)", false),
    ] {
        let found = note(&page(date, name))
            .problems
            .iter()
            .any(|problem| problem.code == ProblemCode::MinisterNotInOffice);
        assert_eq!(found, reported, "{date} {name}");
    }
}

#[test]
fn sides_that_say_different_things_about_the_note_are_reported() {
    let note = note(
        "Reference number: X-1\nDate received: 2025-01-02\nSuggested Response:\nYes.\n\
         Numéro de référence : X-2\nDate fournie : 3 janvier 2025\nRéponse suggérée :\nOui.\n",
    );
    assert_eq!(note.reference.unwrap().as_str(), "X-1");
    let fields: Vec<&str> = note
        .problems
        .iter()
        .filter(|problem| problem.code == ProblemCode::MetadataDiffers)
        .map(|problem| problem.params["field"].as_str())
        .collect();
    assert_eq!(fields, ["reference", "date"]);
}

#[test]
fn the_sites_words_around_a_note_are_left_out_and_a_broken_title_is_joined() {
    let note = note(
        "Skip to main content\nhttps://example.org/record\n\n\
         Question Period Note: The forms that the departments use and the\nreview of them\n\nAbout\n\n\
         \t•\tReference number:\n\t•\tX-1\n\nSuggested Response:\n\nYes.\n\n\
         Additional Information:\n\nNone\n\nDate modified:\n2025-06-20\n",
    );
    assert_eq!(note.reference.unwrap().as_str(), "X-1");
    let side = note.sides.en.unwrap();
    assert_eq!(
        side.title,
        "The forms that the departments use and the review of them"
    );
    assert_eq!(side.additional_information, "");
    let left_out: Vec<&str> = note
        .problems
        .iter()
        .map(|problem| problem.params["text"].as_str())
        .collect();
    assert_eq!(
        left_out,
        [
            "Skip to main content",
            "https://example.org/record",
            "Date modified:",
            "2025-06-20"
        ]
    );
}

#[test]
fn if_pressed_in_additional_information_stays_there() {
    let note = note(
        "Reference number: X-1\nSuggested Response:\nYes.\nAdditional Information:\nIf pressed: cost\n- None.\n",
    );
    let side = note.sides.en.unwrap();
    assert_eq!(side.if_pressed, []);
    assert_eq!(side.additional_information, "If pressed: cost\n\n- None.");
}

#[test]
fn text_in_the_other_language_than_its_labels_is_reported() {
    let note = note(
        "Reference number: X-1\nSuggested Response:\nLes ministères réduisent chaque année le \
         nombre de leurs formulaires papier pour le public.\n",
    );
    let problem = note
        .problems
        .iter()
        .find(|problem| problem.code == ProblemCode::LanguageUncertain)
        .unwrap();
    assert_eq!(problem.params["lang"], "en");
    assert_eq!(problem.section, None::<Section>);
}
