//! Front matter: read whatever its style, changed in one line.

use proptest::prelude::*;

use super::*;

const SAMPLE: &str = "# kept\nreference: TBS-1\ndate:   2026-11-20   # received\nstatus: draft\ntitle:\n  en: Old # mind\n  fr: >-\n    Ancien\n    titre\ntags:\n- a\n- b\n# tail\nx-unknown: {a: [1, 2]}\n";

fn parsed() -> FrontMatter {
    FrontMatter::parse(SAMPLE).unwrap()
}

#[test]
fn values_are_read_whatever_their_style() {
    let front = parsed();
    assert_eq!(front.string("date").as_deref(), Some("2026-11-20"));
    assert_eq!(front.nested("title", "fr").as_deref(), Some("Ancien titre"));
    assert_eq!(front.list("tags"), ["a", "b"]);
    assert_eq!(front.string("missing"), None);
    let zeros = FrontMatter::parse("reference: 00012\n").unwrap();
    assert_eq!(zeros.string("reference").as_deref(), Some("00012"));
}

#[test]
fn a_change_touches_its_own_line_only() {
    let changed = parsed().with_string("date", "2026-11-21").unwrap();
    assert_eq!(
        changed.text(),
        SAMPLE.replace(
            "date:   2026-11-20   # received",
            "date: 2026-11-21   # received"
        )
    );
    let changed = parsed().with_nested("title", "en", "New: \"one\"").unwrap();
    assert_eq!(
        changed.text(),
        SAMPLE.replace("en: Old # mind", "en: \"New: \\\"one\\\"\" # mind")
    );
    let changed = parsed().with_nested("title", "fr", "Neuf").unwrap();
    assert_eq!(
        changed.text(),
        SAMPLE.replace("fr: >-\n    Ancien\n    titre", "fr: Neuf")
    );
    let changed = parsed()
        .with_list("tags", &["c".into(), "d, e".into()])
        .unwrap();
    assert_eq!(
        changed.text(),
        SAMPLE.replace("tags:\n- a\n- b", "tags: [c, \"d, e\"]")
    );
}

#[test]
fn a_missing_key_is_added_at_the_end() {
    let front = FrontMatter::parse("reference: A").unwrap();
    let changed = front.with_nested("title", "fr", "Titre").unwrap();
    assert_eq!(changed.text(), "reference: A\ntitle:\n  fr: Titre\n");
}

#[test]
fn a_title_in_flow_style_is_written_as_a_block() {
    let front = FrontMatter::parse("title: {en: A, fr: B}\nz: 1\n").unwrap();
    let changed = front.with_nested("title", "fr", "C").unwrap();
    assert_eq!(changed.text(), "title:\n  en: A\n  fr: C\nz: 1\n");
}

#[test]
fn a_sign_in_quotes_is_no_comment() {
    for (line, comment) in [
        ("a: 'it''s # x'", ""),
        ("a: 'it''s' # x", " # x"),
        (r#"a: "b\" # c""#, ""),
        (r#"a: "b\\" # c"#, " # c"),
        ("a: b#c  # d", "  # d"),
    ] {
        assert_eq!(comment_of(line), comment, "{line}");
    }
}

#[test]
fn a_scalar_is_never_dropped_for_a_mapping() {
    let front = FrontMatter::parse("title: Words\n").unwrap();
    assert_eq!(
        front.with_nested("title", "fr", "x"),
        Err(FrontMatterError::NotEditable("title.fr".to_owned()))
    );
    let mapped = front
        .with_mapping("title", &[("en", "Words"), ("fr", "Mots: deux")])
        .unwrap();
    assert_eq!(mapped.text(), "title:\n  en: Words\n  fr: \"Mots: deux\"\n");
}

#[test]
fn line_ends_of_windows_stay() {
    let front = FrontMatter::parse("a: 1\r\ntitle:\r\n  en: A\r\n").unwrap();
    let changed = front.with_nested("title", "fr", "B").unwrap();
    assert_eq!(changed.text(), "a: 1\r\ntitle:\r\n  en: A\r\n  fr: B\r\n");
}

#[test]
fn what_is_no_mapping_is_refused() {
    for text in ["- a\n", "just text\n", "a: [1\n", "a: 1\na: 2\n"] {
        assert!(FrontMatter::parse(text).is_err(), "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_back_the_same(value in any::<String>(), other in "\\PC*") {
        let front = parsed().with_string("status", &value).unwrap();
        prop_assert_eq!(front.string("status"), Some(value));
        let front = front.with_nested("title", "en", &other).unwrap();
        prop_assert_eq!(front.nested("title", "en"), Some(other.clone()));
        let front = front.with_list("tags", std::slice::from_ref(&other)).unwrap();
        prop_assert_eq!(front.list("tags"), vec![other]);
    }
}
