//! Files that are no good, and files made to do harm: each has a clear error or a good result.

use super::*;

fn failed(file: Docx) -> ImportError {
    import_bytes("note.docx", &file.bytes()).unwrap_err()
}

fn is_damaged(error: &ImportError) -> bool {
    matches!(error, ImportError::Damaged(_))
}

#[test]
fn what_is_no_word_file_says_what_it_is() {
    let unknown = |kind: &str| Err(ImportError::UnknownKind(kind.to_owned()));
    let empty = zipped(&[]);
    let sheet = zipped(&[("xl/workbook.xml".to_owned(), b"<workbook/>".to_vec())]);
    assert_eq!(import_bytes("a.docx", &sheet), unknown("docx"));
    assert_eq!(import_bytes("a", &sheet), unknown("zip"));
    assert_eq!(import_bytes("a.xlsx", &sheet), unknown("xlsx"));
    assert_eq!(import_bytes("a.docx", &empty), unknown("docx"));
    assert_eq!(
        import_bytes("a.doc", b"\xD0\xCF\x11\xE0\xA1\xB1"),
        unknown("doc")
    );
    assert!(is_damaged(
        &import_bytes("a.docx", b"not a zip").unwrap_err()
    ));
    let workbook = docx("").with_part("word/x.xml", b"");
    let workbook = Docx {
        parts: vec![(
            "word/document.xml".to_owned(),
            b"<workbook><a/></workbook>".to_vec(),
        )],
        ..workbook
    };
    assert_eq!(import_bytes("a.docx", &workbook.bytes()), unknown("docx"));
}

#[test]
fn a_document_without_words_is_empty() {
    assert_eq!(failed(docx("")), ImportError::Empty);
    assert_eq!(
        failed(docx("<w:p/><w:tbl><w:tr><w:tc/></w:tr></w:tbl>")),
        ImportError::Empty
    );
}

#[test]
fn every_cut_of_a_file_is_an_error() {
    let whole = background(&p("Text.")).bytes();
    for length in (0..whole.len()).step_by(7) {
        let error = import_bytes("a.docx", &whole[..length]).unwrap_err();
        assert!(is_damaged(&error), "{length}: {error:?}");
    }
}

#[test]
fn half_a_document_is_damaged_and_not_half_a_note() {
    let whole = background(&p("Text."));
    let document = whole.parts[0].1.clone();
    for at in [document.len() / 2, document.len() - 5] {
        let half = Docx {
            parts: vec![("word/document.xml".to_owned(), document[..at].to_vec())],
            related: Vec::new(),
        };
        assert!(is_damaged(&failed(half)));
    }
}

#[test]
fn a_bomb_is_stopped_at_what_is_really_unpacked() {
    let blank = " ".repeat(70 << 20);
    assert_eq!(failed(background(&blank)), ImportError::TooLarge);
    // Each part fits, all of them do not.
    let styles = format!("<w:latentStyles/>{}", " ".repeat(40 << 20));
    let file = background(&" ".repeat(40 << 20)).with("styles", "w:styles", &styles);
    assert_eq!(failed(file), ImportError::TooLarge);
}

#[test]
fn a_bomb_of_elements_or_attributes_is_stopped() {
    let cells = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", "<w:tc/>".repeat(600_000));
    assert_eq!(failed(background(&cells)), ImportError::TooLarge);
    let named = |names: String, n: usize| names + &format!(" a{n}=\"\"");
    let attributes = (0..1_000).fold(String::new(), named);
    assert_eq!(
        failed(background(&format!("<w:p{attributes}/>"))),
        ImportError::TooLarge
    );
    let paragraphs = "<w:p/>".repeat(1_100_000);
    assert_eq!(failed(background(&paragraphs)), ImportError::TooLarge);
}

#[test]
fn entities_and_document_types_are_refused() {
    let document = "<!DOCTYPE w:document [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\
                    <w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let file = Docx {
        parts: vec![("word/document.xml".to_owned(), document.as_bytes().to_vec())],
        related: Vec::new(),
    };
    assert!(is_damaged(&failed(file)));
    assert!(is_damaged(&failed(background(&p("&unknown;")))));
}

#[test]
fn tables_nested_hundreds_deep_are_refused_and_dozens_are_read() {
    let nested = |depth: usize| {
        let open = "<w:tbl><w:tr><w:tc>".repeat(depth);
        let close = "</w:tc></w:tr></w:tbl>".repeat(depth);
        background(&format!("{open}{}{close}", p("deep")))
    };
    assert!(is_damaged(&failed(nested(600))));
    // On the smallest stack that a thread of ours has.
    let read = std::thread::Builder::new()
        .stack_size(2 << 20)
        .spawn(move || background_of(nested(55)))
        .unwrap();
    assert!(read.join().unwrap().contains("deep"));
}

#[test]
fn measures_with_units_and_odd_values_are_read() {
    let body = "<w:p><w:pPr><w:ind w:left=\"0.5in\"/><w:outlineLvl w:val=\"99\"/><w:numPr><w:ilvl w:val=\"300\"/><w:numId w:val=\"-1\"/></w:numPr></w:pPr>\
         <w:r><w:rPr><w:sz w:val=\"11pt\"/><w:b w:val=\"perhaps\"/></w:rPr><w:t>text</w:t></w:r></w:p>\
         <w:tbl><w:tblGrid><w:gridCol w:w=\"2in\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"99999999999\"/></w:tcPr>\
         <w:p><w:r><w:t>cell</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"4000000\"/></w:tcPr><w:p><w:r><w:t>other</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let found = background_of(background(body));
    assert!(
        found.contains("**text**") && found.contains("cell") && found.contains("other"),
        "{found}"
    );
    assert!(found.len() < 2_000);
}

#[test]
fn missing_parts_and_wrong_content_types_are_done_without() {
    let file = background(&p("Text."))
        .with_part("[Content_Types].xml", b"<Types><Default Extension=\"xml\" ContentType=\"image/png\"/></Types>")
        .with_part(
            "word/_rels/document.xml.rels",
            b"<Relationships><Relationship Id=\"a\" Type=\"x/styles\" Target=\"gone.xml\"/>\
              <Relationship Id=\"b\" Type=\"x/numbering\" Target=\"../../../gone.xml\"/><Relationship/></Relationships>",
        );
    assert_eq!(background_of(file), "Text.");
    let unnamed = background(&p("Text.")).with_part("_rels/.rels", b"<Relationships/>");
    assert_eq!(background_of(unnamed), "Text.");
}

#[test]
fn a_part_in_utf_16_and_other_prefixes_are_read() {
    let file = background(&p("Déjà."));
    let text = String::from_utf8(file.parts[0].1.clone())
        .unwrap()
        .replace("xmlns:w=", "xmlns:x=")
        .replace("w:", "x:");
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let file = Docx {
        parts: vec![("word/document.xml".to_owned(), bytes)],
        related: Vec::new(),
    };
    assert_eq!(background_of(file), "Déjà.");
}

#[test]
fn a_file_with_macros_is_read_without_them() {
    let file = background(&p("Text.")).with_part("word/vbaProject.bin", b"\xD0\xCF\x11\xE0 macro");
    let found = import_bytes("note.docm", &file.bytes()).unwrap();
    assert!(
        matches!(&found[..], [Imported::Note(note)] if side(note, Lang::En).background == "Text.")
    );
}

#[test]
fn a_locked_file_asks_for_its_password() {
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    for unit in "EncryptedPackage".encode_utf16() {
        locked.extend(unit.to_le_bytes());
    }
    assert_eq!(
        import_bytes("a.docx", &locked),
        Err(ImportError::PasswordNeeded)
    );
}

#[test]
fn one_footnote_marked_a_million_times_is_written_once() {
    let mark = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>";
    let long = "word ".repeat(10_000);
    let file = background(&format!("<w:p>{}</w:p>", mark.repeat(10_000))).with(
        "footnotes",
        "w:footnotes",
        &format!("<w:footnote w:id=\"1\">{}</w:footnote>", p(&long)),
    );
    assert!(background_of(file).len() < 60_000);
}

#[test]
fn fields_that_never_end_hide_no_text() {
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let body = format!(
        "<w:p>{}</w:p>{}<w:p>{end}{end}</w:p>{}",
        begin.repeat(100),
        p("First."),
        p("Second.")
    );
    assert_eq!(background_of(background(&body)), "First.\n\nSecond.");
}

/// Cut anew at each line, it takes longer than a test is given.
#[test]
fn a_long_list_typed_on_lines_of_one_paragraph_is_cut_once() {
    const LINES: usize = 160_000;
    let line = "<w:r><w:t>• a line of the list</w:t><w:br/></w:r>";
    let file = background(&format!("<w:p>{}</w:p>", line.repeat(LINES)));
    let found = background_of(file);
    assert_eq!(found.matches("- a line of the list").count(), LINES);
}
