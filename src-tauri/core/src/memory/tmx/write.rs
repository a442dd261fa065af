//! Pairs → TMX 1.4b.

use chrono::{DateTime, NaiveDate, Utc};
use quick_xml::escape::escape;

use super::super::passage::{Marks, Runs, runs_of};
use super::super::{PairKind, Unit};
use super::{BOLD, CITATION, CODE, ITALIC, LINE_BREAK, LINK, REFERENCE, SECTION, STRUCK};

/// The file of some pairs, written at `now`. Either side may be the source: `srclang` is `*all*`.
pub fn write(units: &[Unit], now: DateTime<Utc>) -> Vec<u8> {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n\
         <tmx version=\"1.4\">\n\
         <header creationtool=\"QP Notes\" creationtoolversion=\"{}\" segtype=\"block\" \
         o-tmf=\"QP Notes\" adminlang=\"en-CA\" srclang=\"*all*\" datatype=\"plaintext\" \
         creationdate=\"{}\"/>\n<body>\n",
        env!("CARGO_PKG_VERSION"),
        now.format("%Y%m%dT%H%M%SZ"),
    );
    for unit in units {
        write_unit(unit, &mut out);
    }
    out.push_str("</body>\n</tmx>\n");
    out.into_bytes()
}

fn write_unit(unit: &Unit, out: &mut String) {
    let kind = match unit.kind {
        PairKind::Block => "block",
        PairKind::Sentence => "sentence",
    };
    out.push_str(&format!("<tu segtype=\"{kind}\""));
    let newest = unit.origins.first();
    if let Some(date) = newest.and_then(|origin| origin.date) {
        out.push_str(&format!(" creationdate=\"{}\"", moment(date)));
    }
    out.push_str(">\n");
    let mut prop = |name: &str, value: &str| {
        out.push_str(&format!("<prop type=\"{name}\">{}</prop>\n", text(value)));
    };
    let references = unit
        .origins
        .iter()
        .filter_map(|origin| origin.reference.as_deref());
    let mut told: Vec<&str> = Vec::new();
    for reference in references {
        if !told.contains(&reference) {
            prop(REFERENCE, reference);
            told.push(reference);
        }
    }
    if let Some(section) = newest.and_then(|origin| origin.section) {
        prop(SECTION, section.key());
    }
    for (lang, passage) in unit.texts.iter() {
        let seg = segment(&runs_of(&passage.markdown));
        out.push_str(&format!(
            "<tuv xml:lang=\"{}\"><seg>{seg}</seg></tuv>\n",
            lang.tag()
        ));
    }
    out.push_str("</tu>\n");
}

fn moment(date: NaiveDate) -> String {
    date.format("%Y%m%dT000000Z").to_string()
}

/// A text as XML holds it. What XML cannot hold is left out.
fn text(text: &str) -> String {
    let is_allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n');
    let is_char = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(is_allowed).filter(is_char).collect();
    escape(text).into_owned()
}

/// A mark of a run: its type, and the Markdown that begins and ends it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Code {
    name: &'static str,
    begin: &'static str,
    end: String,
}

fn codes(marks: &Marks) -> Vec<Code> {
    let code = |name, begin: &'static str| Code {
        name,
        begin,
        end: begin.to_owned(),
    };
    let link = marks.link.as_ref().map(|url| Code {
        name: LINK,
        begin: "[",
        end: format!("]({url})"),
    });
    let others = [
        marks.strong.then(|| code(BOLD, "**")),
        marks.emphasis.then(|| code(ITALIC, "*")),
        marks.strikethrough.then(|| code(STRUCK, "~~")),
        marks.code.then(|| code(CODE, "`")),
    ];
    [link].into_iter().chain(others).flatten().collect()
}

/// A passage as the content of a `seg`.
fn segment(runs: &Runs) -> String {
    let mut out = String::new();
    let mut open: Vec<(usize, Code)> = Vec::new();
    let mut last = 0;
    let end = |open: &mut Vec<(usize, Code)>, kept: &[Code], out: &mut String| {
        open.retain(|(number, code)| {
            let is_kept = kept.contains(code);
            if !is_kept {
                out.push_str(&format!("<ept i=\"{number}\">{}</ept>", text(&code.end)));
            }
            is_kept
        });
    };
    for run in runs.as_slice() {
        let codes = codes(&run.marks);
        end(&mut open, &codes, &mut out);
        for code in codes {
            if open.iter().all(|(_, other)| *other != code) {
                last += 1;
                out.push_str(&format!(
                    "<bpt i=\"{last}\" type=\"{}\">{}</bpt>",
                    code.name,
                    text(code.begin)
                ));
                open.push((last, code));
            }
        }
        if run.marks.citation {
            out.push_str(&format!("<ph type=\"{CITATION}\">{}</ph>", text(&run.text)));
            continue;
        }
        for (index, line) in run.text.split('\n').enumerate() {
            if index > 0 {
                out.push_str(&format!("<ph type=\"{LINE_BREAK}\"/>"));
            }
            out.push_str(&text(line));
        }
    }
    end(&mut open, &[], &mut out);
    out
}
