use chrono::DateTime;
use proptest::prelude::*;

use super::super::{Contributor, Memory, PairKind, PairOrigin, Passage};
use super::*;
use crate::lang::Bilingual;
use crate::section::Section;

fn written(pairs: &[(&str, &str)]) -> String {
    let mut memory = Memory::default();
    let pairs = pairs.iter().map(|(en, fr)| {
        let pair = Pair {
            texts: Bilingual::new(Passage::of_markdown(en), Passage::of_markdown(fr)),
            section: Some(Section::Response),
            kind: PairKind::Block,
        };
        let origin = PairOrigin {
            reference: Some("TBS-2026-QP-11-00012".to_owned()),
            section: pair.section,
            date: "2026-11-20".parse().ok(),
            file: None,
        };
        (pair, origin)
    });
    memory.put(&Contributor::Note("TBS-2026-QP-11-00012".to_owned()), pairs);
    let now = DateTime::from_timestamp(1_795_867_200, 0).unwrap();
    let units: Vec<_> = memory.units().collect();
    String::from_utf8(write(&units, now)).unwrap()
}

fn texts(file: &str) -> Vec<(String, String)> {
    let pair = |unit: TmxUnit| (unit.pair.texts.en.markdown, unit.pair.texts.fr.markdown);
    read(file.as_bytes())
        .unwrap()
        .units
        .into_iter()
        .map(pair)
        .collect()
}

fn file(units: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"http://x.invalid/tmx14.dtd\">\n\
         <tmx version=\"1.4\"><header segtype=\"sentence\" srclang=\"EN\"/><body>{units}</body></tmx>"
    )
}

#[test]
fn a_written_file_has_what_the_standard_requires() {
    let file = written(&[(
        "The **new** [guide](https://canada.ca/a) costs < $4 & more, see [@guide#3.1].",
        "Le **nouveau** [guide](https://canada.ca/b) coûte moins de 4\u{a0}$, voir [@guide#3.1].",
    )]);
    let version = env!("CARGO_PKG_VERSION");
    let expected = [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">",
        "<tmx version=\"1.4\">",
        &format!(
            "<header creationtool=\"QP Notes\" creationtoolversion=\"{version}\" segtype=\"block\" \
             o-tmf=\"QP Notes\" adminlang=\"en-CA\" srclang=\"*all*\" datatype=\"plaintext\" \
             creationdate=\"20261128T120000Z\"/>"
        ),
        "<body>",
        "<tu segtype=\"block\" creationdate=\"20261120T000000Z\">",
        "<prop type=\"x-reference\">TBS-2026-QP-11-00012</prop>",
        "<prop type=\"x-section\">response</prop>",
        "<tuv xml:lang=\"en-CA\"><seg>The <bpt i=\"1\" type=\"bold\">**</bpt>new<ept i=\"1\">**</ept> \
         <bpt i=\"2\" type=\"link\">[</bpt>guide<ept i=\"2\">](https://canada.ca/a)</ept> costs &lt; $4 \
         &amp; more, see <ph type=\"x-citation\">[@guide#3.1]</ph>.</seg></tuv>",
        "<tuv xml:lang=\"fr-CA\"><seg>Le <bpt i=\"1\" type=\"bold\">**</bpt>nouveau<ept i=\"1\">**</ept> \
         <bpt i=\"2\" type=\"link\">[</bpt>guide<ept i=\"2\">](https://canada.ca/b)</ept> coûte moins de \
         4\u{a0}$, voir <ph type=\"x-citation\">[@guide#3.1]</ph>.</seg></tuv>",
        "</tu>",
        "</body>",
        "</tmx>",
    ];
    let lines: Vec<&str> = file.lines().collect();
    assert_eq!(lines, expected);
}

#[test]
fn what_is_written_reads_back_with_its_marks_and_origin() {
    let pairs = [
        (
            "**All *of* it** and `code`",
            "**Tout *ceci*** et ~~`code`~~",
        ),
        (
            "[a **link**](https://canada.ca/?a=1&b=2)",
            "[un lien](<https://canada.ca/(x)>) de plus",
        ),
        ("one\\\ntwo [@guide#3.1]", "un\\\ndeux [@guide#3.1]"),
        ("a_b_c <b> \\*x\\*", "« d’accord »\u{a0}: \\[1\\]"),
    ];
    let file = written(&pairs);
    let read = read(file.as_bytes()).unwrap();
    assert_eq!((read.left_out, read.other_languages), (0, 0));
    for ((en, fr), unit) in pairs.iter().zip(&read.units) {
        let texts = Bilingual::new(Passage::of_markdown(en), Passage::of_markdown(fr));
        assert_eq!(unit.pair.texts, texts);
        assert_eq!(unit.pair.kind, PairKind::Block);
        assert_eq!(unit.pair.section, Some(Section::Response));
        assert_eq!(unit.reference.as_deref(), Some("TBS-2026-QP-11-00012"));
        assert_eq!(unit.date, "2026-11-20".parse().ok());
    }
}

#[test]
fn files_of_other_tools_are_read_by_the_rules_of_their_inline_elements() {
    let units = "<tu changedate=\"20250131T094500Z\"><note>n</note><prop type=\"x\">p</prop>\
        <tuv lang=\"EN-US\"><prop type=\"y\">q</prop><seg>Click <bpt i='1' type='bold'>&lt;b></bpt>here\
        <ept i='1'>&lt;/b></ept>,<ph>&lt;img alt=\"<sub>no</sub>\"/></ph> <hi type=\"italic\">now</hi>\
        <it pos='begin'>{\\b</it> or <ut>{x}</ut>\n      never &#233;&amp;.</seg></tuv>\
        <tuv xml:lang=\"de\"><seg>Hier</seg></tuv>\
        <tuv xml:lang=\"fr-FR\"><seg>Cliquez là</seg></tuv>\
        <tuv xml:lang=\"fr-CA\"><seg><![CDATA[Cliquez <ici>]]></seg></tuv></tu>\
        <tu><tuv xml:lang=\"en\"><seg>Alone</seg></tuv></tu>\
        <tu><tuv xml:lang=\"en\"><seg/></tuv><tuv xml:lang=\"fr\"><seg>Vide</seg></tuv></tu>";
    let read = read(file(units).as_bytes()).unwrap();
    assert_eq!(
        (read.units.len(), read.left_out, read.other_languages),
        (1, 2, 1)
    );
    let unit = &read.units[0];
    assert_eq!(
        unit.pair.texts.en.markdown,
        "Click **here**, *now* or never é&."
    );
    assert_eq!(unit.pair.texts.fr.text, "Cliquez <ici>");
    assert_eq!(unit.pair.kind, PairKind::Sentence);
    assert_eq!(unit.date, "2025-01-31".parse().ok());
}

#[test]
fn every_encoding_that_a_file_may_have_is_read() {
    let unit = "<tu><tuv xml:lang=\"en\"><seg>Been</seg></tuv><tuv xml:lang=\"fr\"><seg>Été</seg></tuv></tu>";
    let text = file(unit);
    let expected = [("Been".to_owned(), "Été".to_owned())];
    assert_eq!(texts(&format!("\u{feff}{text}")), expected);
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| -> Vec<u8> {
        mark.iter()
            .copied()
            .chain(text.encode_utf16().flat_map(bytes))
            .collect()
    };
    let latin: Vec<u8> = text
        .replace("?>", " encoding='ISO-8859-1'?>")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    for bytes in [
        utf16(u16::to_le_bytes, b"\xff\xfe"),
        utf16(u16::to_be_bytes, b"\xfe\xff"),
        utf16(u16::to_le_bytes, b""),
        utf16(u16::to_be_bytes, b""),
        latin,
    ] {
        let read = read(&bytes).unwrap();
        assert_eq!(read.units[0].pair.texts.fr.text, "Été");
    }
}

#[test]
fn a_file_that_is_no_memory_is_refused_with_its_line() {
    let line = |bytes: &[u8]| read(bytes).unwrap_err().line;
    assert_eq!(line(b"<tmx>\n<body>\n<tu></body>\n</tmx>"), 3);
    assert_eq!(line(b"<tmx>\n<body>"), 2);
    assert_eq!(line(b"\n<html></html>"), 2);
    assert_eq!(line(b"<tmx>\n\n&undeclared;</tmx>"), 3);
    assert_eq!(line(b"<tmx>\n\n<tu a=1></tu></tmx>"), 3);
    assert_eq!(line(b"<tmx>\n\xff</tmx>"), 2);
    assert_eq!(line(b""), 1);
    assert_eq!(line(b"no XML"), 1);
    let bomb = "<!DOCTYPE tmx [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>\n<tmx>&b;</tmx>";
    assert_eq!(line(bomb.as_bytes()), 2);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_elements_in_any_order_are_read_or_refused(parts in proptest::collection::vec(
        prop_oneof![
            "</?(tmx|body|tu|tuv|seg|bpt|ept|ph|hi|sub|prop)>",
            "<(tuv xml:lang='(en|fr|de)'|bpt i='1' type='(bold|link)'|ept i='1'|hi type='bold'|ph type='lb'/|prop type='x-reference')>",
            "[a-cé &;\\[\\]()<>\\x00-\\x02]{0,5}",
        ], 0..30)) {
        let _ = read(parts.concat().as_bytes());
        let _ = read(file(&parts.concat()).as_bytes());
    }

    #[test]
    fn any_text_survives_the_exchange(en in "\\PC{1,40}", fr in "([a-cé.*_\\[\\]<>&`]| ){1,20}") {
        let (en, fr) = (Passage::plain(&format!("e {en}")), Passage::plain(&format!("f {fr}")));
        let pairs = [(en.markdown.as_str(), fr.markdown.as_str())];
        let collapsed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = read(written(&pairs).as_bytes()).unwrap();
        let texts = &found.units[0].pair.texts;
        prop_assert_eq!(collapsed(&texts.en.text), collapsed(&en.text));
        prop_assert_eq!(collapsed(&texts.fr.text), collapsed(&fr.text));
    }
}
