//! A policy in Word → excerpts by its headings and numbers.

use chrono::NaiveDate;

use super::*;
use crate::policy::PolicySide;

const NUMBERS: &str = "<w:abstractNum w:abstractNumId=\"0\">\
    <w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"H1\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"H2\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl>\
    <w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2.%3\"/></w:lvl>\
    <w:lvl w:ilvl=\"3\"><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"(%4)\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"heading 2\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";

fn numbered(body: &str) -> Docx {
    docx(body)
        .with("numbering", "w:numbering", NUMBERS)
        .with("styles", "w:styles", STYLES)
}

fn level(level: u8, text: &str) -> String {
    styled(
        &format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>"),
        text,
    )
}

fn in_style(id: &str, text: &str) -> String {
    styled(&format!("<w:pStyle w:val=\"{id}\"/>"), text)
}

fn shown(side: &PolicySide) -> Vec<(String, u8, String)> {
    let line = |label: &str, heading: &str| format!("{label} {heading}").trim().to_owned();
    side.excerpts
        .iter()
        .map(|part| {
            (
                line(&part.label, &part.heading),
                part.level,
                part.text.clone(),
            )
        })
        .collect()
}

#[test]
fn clauses_have_the_numbers_that_word_prints() {
    let body = [
        in_style("T", "Directive on forms"),
        p("This directive says how the departments use their forms."),
        in_style("H1", "Effective date"),
        p("It took effect on the first of April."),
        p("Date modified: 2024-07-11"),
        in_style("H1", "Requirements"),
        in_style("H2", "Heads"),
        level(2, "Every head of a department is responsible for:"),
        level(3, "the forms;"),
        level(3, "their use."),
        level(2, "No form is used without a reason."),
        in_style("H2", "Others"),
        p("4.1.5 A typed clause."),
    ]
    .concat();
    let found = policy(numbered(&body));
    assert_eq!(found.policy.slug, "directive-on-forms");
    assert_eq!(found.policy.modified, NaiveDate::from_ymd_opt(2024, 7, 11));
    let side = found.policy.sides.en.as_ref().unwrap();
    assert_eq!(side.title, "Directive on forms");
    let part = |heading: &str, level: u8, text: &str| (heading.to_owned(), level, text.to_owned());
    assert_eq!(
        shown(side),
        [
            part(
                "",
                0,
                "This directive says how the departments use their forms."
            ),
            part(
                "1 Effective date",
                1,
                "It took effect on the first of April."
            ),
            part("2 Requirements", 1, ""),
            part("2.1 Heads", 2, ""),
            part(
                "2.1.1",
                0,
                "Every head of a department is responsible for:\n\n- (a) the forms;\n- (b) their use."
            ),
            part("2.1.2", 0, "No form is used without a reason."),
            part("2.2 Others", 2, ""),
            part("4.1.5", 0, "A typed clause."),
        ]
    );
    let anchors: Vec<&str> = side
        .excerpts
        .iter()
        .map(|part| part.anchor.as_str())
        .collect();
    assert!(anchors.contains(&"2.1.1"), "{anchors:?}");
}

#[test]
fn without_a_title_the_only_first_heading_is_it_or_the_files_name() {
    let body = [
        h(1, "Guide to the forms of the department"),
        h(2, "What they are"),
        p("They are what people fill in when they ask for something."),
        h(2, "Who may use them"),
        p("Everybody may use them, with <w:br/> care."
            .replace("<w:br/> ", "")
            .as_str()),
    ]
    .concat();
    let found = policy(docx(&body));
    let side = found.policy.sides.en.as_ref().unwrap();
    assert_eq!(side.title, "Guide to the forms of the department");
    assert_eq!(side.excerpts[0].heading, "What they are");
    assert_eq!(side.excerpts[0].level, 1);

    let body = [
        h(1, "One of the parts"),
        p("Text of it."),
        h(1, "Another part"),
        p("More text."),
    ]
    .concat();
    let found = policy(docx(&body));
    assert_eq!(found.policy.sides.en.as_ref().unwrap().title, "Policy on x");
}

#[test]
fn bold_lines_head_a_policy_that_has_no_headings() {
    let body = [
        bold("Notice on the use of forms"),
        bold("1.1 Scope"),
        p("The notice applies to all the departments of the government."),
        bold("Contact"),
        p("Write to the office that is named on the last page."),
    ]
    .concat();
    let found = policy(docx(&body));
    let side = found.policy.sides.en.as_ref().unwrap();
    let heads: Vec<String> = shown(side).into_iter().map(|(head, _, _)| head).collect();
    assert_eq!(
        heads,
        ["Notice on the use of forms", "1.1 Scope", "Contact"]
    );
}

#[test]
fn a_policy_in_which_nothing_stands_out_is_read_as_plain_text() {
    let body = [
        p("Directive sur les formulaires du ministère"),
        p("Objet"),
        p("La directive dit comment les ministères se servent de leurs formulaires, et pourquoi."),
    ]
    .concat();
    let found = policy(docx(&body));
    let side = found.policy.sides.fr.as_ref().unwrap();
    assert_eq!(side.title, "Directive sur les formulaires du ministère");
    assert_eq!(side.excerpts.len(), 1);
}
