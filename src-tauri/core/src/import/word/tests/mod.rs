//! Word files made here, part by part, and what they become.

mod foreign;
mod hostile;
mod policies;
mod shown;
mod words;

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::import::{ImportError, Imported, ImportedNote, ImportedPolicy, import_bytes};
use crate::lang::Lang;
use crate::note::Side;
use crate::problem::{Problem, ProblemCode};

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                 xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATED: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A Word file as its parts.
struct Docx {
    parts: Vec<(String, Vec<u8>)>,
    /// The document's relationships: kind, target, whether it is outside.
    related: Vec<(String, String, bool)>,
}

/// A Word file with this body.
fn docx(body: &str) -> Docx {
    let document = format!("<w:document {W}><w:body>{body}</w:body></w:document>");
    Docx {
        parts: vec![("word/document.xml".to_owned(), document.into_bytes())],
        related: Vec::new(),
    }
}

impl Docx {
    /// The same file with a part that the document is related to: `styles`, `<w:styles>` …
    fn with(mut self, kind: &str, root: &str, inner: &str) -> Self {
        let count = self.related.len();
        let file = format!("{kind}{count}.xml");
        let text = format!("<{root} {W}>{inner}</{root}>");
        self.parts.push((format!("word/{file}"), text.into_bytes()));
        self.related.push((kind.to_owned(), file, false));
        self
    }

    /// The same file with a link outside; its id is `link1` for the first.
    fn with_link(mut self, address: &str) -> Self {
        self.related
            .push(("hyperlink".to_owned(), address.to_owned(), true));
        self
    }

    fn with_part(mut self, name: &str, bytes: &[u8]) -> Self {
        self.parts.push((name.to_owned(), bytes.to_vec()));
        self
    }

    fn bytes(mut self) -> Vec<u8> {
        let mut links = 0;
        let mut related = String::new();
        for (at, (kind, target, outside)) in self.related.iter().enumerate() {
            let (id, mode) = if *outside {
                links += 1;
                (format!("link{links}"), "TargetMode=\"External\"")
            } else {
                (format!("part{}", at + 1), "")
            };
            related.push_str(&format!(
                "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\" {mode}/>"
            ));
        }
        let own = format!(
            "<Relationship Id=\"a\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>"
        );
        for (name, inner) in [
            ("_rels/.rels", own),
            ("word/_rels/document.xml.rels", related),
        ] {
            if self.parts.iter().all(|(part, _)| part != name) {
                let text = format!("<Relationships xmlns=\"{RELATED}\">{inner}</Relationships>");
                self.parts.push((name.to_owned(), text.into_bytes()));
            }
        }
        zipped(&self.parts)
    }
}

fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A paragraph of this text.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph with these properties.
fn styled(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A heading of this level, by its outline.
fn h(level: u8, text: &str) -> String {
    styled(&format!("<w:outlineLvl w:val=\"{}\"/>", level - 1), text)
}

/// A bold paragraph.
fn bold(text: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
}

/// A table of cells that hold these blocks.
fn table(rows: &[&[&str]]) -> String {
    let mut out = String::from("<w:tbl>");
    for row in rows {
        out.push_str("<w:tr>");
        for cell in *row {
            out.push_str(&format!("<w:tc>{cell}</w:tc>"));
        }
        out.push_str("</w:tr>");
    }
    out + "</w:tbl>"
}

fn note(file: Docx) -> ImportedNote {
    match only(import_bytes("note.docx", &file.bytes())) {
        Imported::Note(note) => *note,
        Imported::Policy(policy) => panic!("a policy: {policy:#?}"),
    }
}

fn policy(file: Docx) -> ImportedPolicy {
    match only(import_bytes("Policy on x.docx", &file.bytes())) {
        Imported::Policy(policy) => *policy,
        Imported::Note(note) => panic!("a note: {note:#?}"),
    }
}

fn only(found: Result<Vec<Imported>, ImportError>) -> Imported {
    let mut found = found.unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0)
}

/// A note whose background is this body.
fn background(body: &str) -> Docx {
    docx(&format!(
        "{}{}{}{}{body}",
        h(1, "Suggested Response:"),
        p("We act."),
        h(1, "Background:"),
        ""
    ))
}

/// What the background of such a note becomes.
fn background_of(file: Docx) -> String {
    side(&note(file), Lang::En).background.clone()
}

fn side(note: &ImportedNote, lang: Lang) -> &Side {
    note.sides[lang]
        .as_ref()
        .unwrap_or_else(|| panic!("{lang} of {note:#?}"))
}

fn told(problems: &[Problem], code: ProblemCode) -> &Problem {
    let found = problems.iter().find(|problem| problem.code == code);
    found.unwrap_or_else(|| panic!("{code:?} of {problems:#?}"))
}
