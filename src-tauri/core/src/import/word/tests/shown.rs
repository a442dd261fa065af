//! What Word shows of a text is what comes in: looks, lists, links, fields, changes, notes.

use super::*;

const LISTS: &str = "<w:abstractNum w:abstractNumId=\"0\">\
    <w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:pPr><w:ind w:left=\"720\"/></w:pPr></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"o\"/><w:pPr><w:ind w:left=\"1440\"/></w:pPr></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"1\">\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/><w:pPr><w:ind w:left=\"720\"/></w:pPr></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.%2\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>\
    <w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/></w:num>";

const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"ListBullet\"><w:name w:val=\"List Bullet\"/>\
    <w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Quote\"><w:name w:val=\"Quote\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"Code\"><w:name w:val=\"HTML Preformatted\"/></w:style>\
    <w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>";

fn with_lists(body: &str) -> Docx {
    background(body)
        .with("numbering", "w:numbering", LISTS)
        .with("styles", "w:styles", STYLES)
}

fn item(list: u8, level: u8, text: &str) -> String {
    styled(
        &format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"),
        text,
    )
}

fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn para(runs: &[String]) -> String {
    format!("<w:p>{}</w:p>", runs.concat())
}

#[test]
fn looks_reach_from_word_to_word_and_signs_stand_for_themselves() {
    let body = para(&[
        run("", "A "),
        run("<w:b/>", "bold "),
        run("<w:b/><w:i/>", "both"),
        run("<w:b w:val=\"0\"/>", ", not bold, "),
        run("<w:rStyle w:val=\"Strong\"/>", "strong"),
        run("<w:strike/>", " struck"),
        run("", " and *stars*, a &lt;tag&gt; &amp;amp; 2 * 3."),
    ]);
    assert_eq!(
        background_of(with_lists(&body)),
        "A **bold *both***, not bold, **strong** ~~struck~~ and \\*stars\\*, a \\<tag> \\&amp; 2 \\* 3."
    );
}

#[test]
fn lists_are_found_by_number_and_by_style_with_what_stands_in_them() {
    let body = [
        item(1, 0, "one"),
        item(1, 1, "inner"),
        styled("<w:ind w:left=\"1440\"/>", "more of inner"),
        styled("<w:pStyle w:val=\"ListBullet\"/>", "two"),
        item(2, 0, "three"),
        item(2, 0, "four"),
        p("Between."),
        item(2, 0, "five"),
        item(2, 1, "five one"),
    ]
    .concat();
    assert_eq!(
        background_of(with_lists(&body)),
        "- one\n\n  - inner\n\n    more of inner\n\n- two\n\n3. three\n4. four\n\nBetween.\n\n5. five\n\n5\\.1 five one"
    );
}

#[test]
fn a_list_whose_items_have_an_instance_each_is_one_list() {
    let body = [
        item(1, 0, "one"),
        item(3, 1, "inner"),
        item(1, 1, "more"),
        item(3, 0, "two"),
        item(2, 0, "three"),
        item(4, 0, "four"),
    ]
    .concat();
    assert_eq!(
        background_of(with_lists(&body)),
        "- one\n  - inner\n  - more\n- two\n\n3. three\n4. four"
    );
}

#[test]
fn quotes_code_breaks_hyphens_and_symbols_come_through() {
    let body = [
        styled("<w:pStyle w:val=\"Quote\"/>", "Quoted"),
        styled("<w:pStyle w:val=\"Quote\"/>", "still"),
        styled("<w:pStyle w:val=\"Code\"/>", "line one"),
        styled("<w:pStyle w:val=\"Code\"/>", "line two"),
        "<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:br/><w:t>inter</w:t><w:softHyphen/><w:t>net</w:t>\
         <w:tab/><w:t>tab</w:t><w:sym w:font=\"Symbol\" w:char=\"F0AE\"/></w:r></w:p>".to_owned(),
    ]
    .concat();
    assert_eq!(
        background_of(with_lists(&body)),
        "> Quoted\n>\n> still\n\n```\nline one\nline two\n```\n\nco\u{2011}op\\\ninternet tab→"
    );
}

#[test]
fn links_lead_where_they_led_whichever_way_they_are_written() {
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> HYPERLINK \"https://x.ca/b\" </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>field</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
    let body = format!(
        "<w:p><w:hyperlink r:id=\"link1\"><w:r><w:t xml:space=\"preserve\">the </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>guide</w:t></w:r></w:hyperlink>{}{field}{}\
         <w:fldSimple w:instr=\" PAGE \"><w:r><w:t>7</w:t></w:r></w:fldSimple>{}<w:hyperlink w:anchor=\"there\"><w:r><w:t>within</w:t></w:r></w:hyperlink></w:p>",
        run("", ", "),
        run("", ", page "),
        run("", ", ")
    );
    assert_eq!(
        background_of(background(&body).with_link("https://x.ca/a")),
        "[the **guide**](https://x.ca/a), [field](https://x.ca/b), page 7, within"
    );
}

#[test]
fn a_link_to_a_place_in_a_page_keeps_the_place() {
    let body = "<w:p><w:hyperlink r:id=\"link1\" w:anchor=\"fees\"><w:r><w:t>fees</w:t></w:r></w:hyperlink>\
         <w:fldSimple w:instr=\" HYPERLINK &quot;https://x.ca/b&quot; \\l &quot;dates&quot; \"><w:r><w:t>dates</w:t></w:r></w:fldSimple></w:p>";
    assert_eq!(
        background_of(background(body).with_link("https://x.ca/a")),
        "[fees](https://x.ca/a#fees)[dates](https://x.ca/b#dates)"
    );
}

#[test]
fn an_address_that_a_note_may_not_hold_is_told_once_and_its_words_stay() {
    let link = |id: u32, text: &str| {
        format!(
            "<w:hyperlink r:id=\"link{id}\"><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:hyperlink>"
        )
    };
    let field = "<w:fldSimple w:instr=\"HYPERLINK &quot;Annex B.docx&quot;\"><w:r><w:t>Annex B</w:t></w:r></w:fldSimple>";
    let body = format!(
        "<w:p>{}{}{}{}{field}</w:p>",
        link(1, "Drive "),
        link(1, "again "),
        link(2, "mail"),
        run("", " ")
    );
    let file = background(&body)
        .with_link("file:///S:/notes/2026.docx")
        .with_link("mailto:a@x.ca")
        .with_link("file:///unused.docx");
    let found = note(file);
    assert_eq!(
        side(&found, Lang::En).background,
        "Drive again [mail](mailto:a@x.ca) Annex B"
    );
    let about = told(&found.problems, ProblemCode::AddressesLeftOut);
    assert_eq!(
        about.params["text"],
        "Annex B.docx\nfile:///S:/notes/2026.docx"
    );
    assert_eq!(about.params["count"], "2");
}

#[test]
fn tracked_changes_are_taken_as_accepted_and_told() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">The fee is </w:t></w:r>\
         <w:del w:id=\"1\"><w:r><w:delText>five</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:t>ten</w:t></w:r></w:ins>\
         <w:r><w:t xml:space=\"preserve\"> dollars</w:t></w:r></w:p>\
         <w:p><w:pPr><w:rPr><w:del w:id=\"3\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">One </w:t></w:r></w:p>\
         <w:p><w:r><w:t>paragraph.</w:t></w:r></w:p>\
         <w:p><w:moveFrom w:id=\"4\"><w:r><w:t>Moved.</w:t></w:r></w:moveFrom></w:p>\
         <w:p><w:moveTo w:id=\"5\"><w:r><w:t>Moved.</w:t></w:r></w:moveTo></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:trPr><w:del w:id=\"6\"/></w:trPr><w:tc><w:p><w:r><w:delText>row</w:delText></w:r></w:p></w:tc></w:tr></w:tbl>";
    let found = note(background(body));
    assert_eq!(
        side(&found, Lang::En).background,
        "The fee is ten dollars\n\nOne paragraph.\n\nMoved.\n\nkept"
    );
    let problem = told(&found.problems, ProblemCode::TrackedChangesAccepted);
    assert_eq!(problem.params["text"], "five\nrow");
    assert_eq!(problem.params["insertions"], "2");
    assert_eq!(problem.params["deletions"], "3");
}

#[test]
fn footnotes_stand_in_parentheses_and_comments_and_pictures_are_told() {
    let body = "<w:p><w:r><w:t>Said</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:t>, then</w:t></w:r>\
         <w:r><w:endnoteReference w:id=\"2\"/></w:r><w:r><w:commentReference w:id=\"0\"/></w:r>\
         <w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"p\" descr=\"A chart of fees\"/><pic:pic/></wp:inline></w:drawing></w:r></w:p>";
    let notes = "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>\
         <w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> Source: </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>Report</w:t></w:r></w:p>\
         <w:p><w:r><w:t>page 4</w:t></w:r></w:p></w:footnote>";
    let file = background(body)
        .with("footnotes", "w:footnotes", notes)
        .with(
            "endnotes",
            "w:endnotes",
            "<w:endnote w:id=\"2\"><w:p><w:r><w:t>The end</w:t></w:r></w:p></w:endnote>",
        )
        .with(
            "comments",
            "w:comments",
            "<w:comment w:id=\"0\"><w:p><w:r><w:t>Is this right?</w:t></w:r></w:p></w:comment>",
        );
    let found = note(file);
    assert_eq!(
        side(&found, Lang::En).background,
        "Said (Source: *Report* page 4), then (The end)"
    );
    assert_eq!(
        told(&found.problems, ProblemCode::FootnotesInText).params["count"],
        "2"
    );
    let comments = told(&found.problems, ProblemCode::CommentsLeftOut);
    assert_eq!(comments.params["text"], "Is this right?");
    let pictures = told(&found.problems, ProblemCode::PicturesLeftOut);
    assert_eq!(
        (
            pictures.params["count"].as_str(),
            pictures.params["text"].as_str()
        ),
        ("1", "A chart of fees")
    );
}

#[test]
fn text_boxes_controls_and_alternatives_are_read_once() {
    let body = "<w:p><w:r><w:t>Before</w:t><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>\
         <w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>In the box</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r></w:p>\
         <w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent><w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Controlled</w:t></w:r></w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>\
         <w:customXml><w:p><w:smartTag><w:r><w:t>Wrapped</w:t></w:r></w:smartTag></w:p></w:customXml>\
         <w:p><m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath></w:p>";
    assert_eq!(
        background_of(background(body)),
        "Before\n\nIn the box\n\nControlled\n\nWrapped\n\nE=mc"
    );
}

#[test]
fn an_empty_control_says_nothing_and_raised_numbers_and_fractions_are_no_others() {
    let asks = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>";
    let body = para(&[
        run("", "Area in m"),
        run("<w:vertAlign w:val=\"superscript\"/>", "2"),
        run("", ", on the 1"),
        run("<w:vertAlign w:val=\"superscript\"/>", "st"),
        run("", ": "),
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>".to_owned(),
        asks.to_owned(),
    ]);
    let found = note(background(&body));
    assert_eq!(
        side(&found, Lang::En).background,
        "Area in m², on the 1st: 1/2"
    );
    assert_eq!(
        told(&found.problems, ProblemCode::LeftOut).params["text"],
        "Click here"
    );
}

#[test]
fn hidden_text_and_a_table_of_contents_are_left_out_and_told() {
    let body = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>\
         <w:sdtContent>{}</w:sdtContent></w:sdt>{}",
        p("Contents 1"),
        para(&[run("", "Seen"), run("<w:vanish/>", "unseen")])
    );
    let found = note(background(&body));
    assert_eq!(side(&found, Lang::En).background, "Seen");
    let texts: Vec<&str> = found
        .problems
        .iter()
        .filter(|problem| problem.code == ProblemCode::LeftOut)
        .map(|problem| problem.params["text"].as_str())
        .collect();
    assert_eq!(texts, ["unseen", "Contents 1"]);
}

#[test]
fn a_table_keeps_its_cells_and_what_stands_in_them() {
    let body = table(&[
        &[&bold("Year"), &bold("Hired | left")],
        &[&p("2024"), &format!("{}{}", p("10"), item(1, 0, "more"))],
        &[&p("2025"), &table(&[&[&p("nested")]])],
    ]);
    let body = body.replacen(
        "<w:tc>",
        "<w:tc><w:tcPr><w:gridSpan w:val=\"1\"/></w:tcPr>",
        1,
    );
    assert_eq!(
        background_of(with_lists(&body)),
        "| Year | Hired \\| left |\n| --- | --- |\n| 2024 | 10<br>• more |\n| 2025 | nested |"
    );
}

#[test]
fn the_highest_marking_of_the_pages_is_the_notes() {
    let section = "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"part1\"/></w:sectPr>";
    let file = background(&format!("{}{section}", p("Text."))).with(
        "header",
        "w:hdr",
        &format!("{}{}", p("PROTECTED B / PROTÉGÉ B"), p("Draft of Monday")),
    );
    let found = note(file);
    assert_eq!(found.marking, Some(crate::note::Marking::ProtectedB));
    assert_eq!(
        told(&found.problems, ProblemCode::LeftOut).params["text"],
        "Draft of Monday"
    );
}
