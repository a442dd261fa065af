//! Writes the Word files that the mutations start from: our own exports in every form.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::{NaiveDate, TimeZone, Utc};
use qp_core::export::docx::write;
use qp_core::export::{Binder, Citations, CitedExcerpt, ExportOptions, Layout, SidesWanted};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::{IfPressed, Metadata, Note, Side};
use qp_core::policy::Citation;

struct Policies;

impl Citations for Policies {
    fn resolve(&self, citation: &Citation, _: Lang) -> Option<CitedExcerpt> {
        Some(CitedExcerpt {
            title: citation.slug.clone(),
            label: citation.anchor.clone(),
            url: Some("https://www.canada.ca/en.html".to_owned()),
        })
    }
}

const BODY: &str = "Text with **bold**, *italic*, ~~struck~~, `code`, a [link](https://x.ca) and [@guide#4.1].\n\n\
    - one\n  - inner\n    1. first\n    2. second\n\n  more\n\n- two\n\n> quoted\n>\n> - item\n\n#### Heading\n\n\
    ```\nline\nline\n```\n\n***\n\n| a | b |\n| --- | --- |\n| 1<br>2 | x |\n\n4. four\n5. five";

fn side(title: &str) -> Side {
    Side {
        title: title.to_owned(),
        question: "Why?".to_owned(),
        response: BODY.to_owned(),
        if_pressed: vec![IfPressed {
            topic: "fees".to_owned(),
            text: "- Low.".to_owned(),
        }],
        background: BODY.to_owned(),
        additional_information: String::new(),
    }
}

fn note(reference: &str) -> Option<Note> {
    Some(Note {
        reference: reference.parse().ok()?,
        meta: Metadata {
            date: NaiveDate::from_ymd_opt(2025, 6, 19),
            organization: "tbs-sct".to_owned(),
            minister: "PTB".to_owned(),
            tags: vec!["access".to_owned()],
            ..Metadata::default()
        },
        sides: Bilingual::new(Some(side("Access")), Some(side("Accès"))),
    })
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(
        std::env::args()
            .nth(1)
            .unwrap_or_else(|| "corpus/word".to_owned()),
    );
    std::fs::create_dir_all(&folder)?;
    let created = Utc
        .with_ymd_and_hms(2026, 11, 20, 13, 5, 0)
        .single()
        .unwrap_or_default();
    let notes: Vec<Note> = ["A-1", "A-2"].into_iter().filter_map(note).collect();
    let options = |sides, layout, binder| ExportOptions {
        sides,
        layout,
        binder,
        ..ExportOptions::default()
    };
    let binder = Some(Binder {
        by_theme: true,
        ..Binder::default()
    });
    let (one, many) = (&notes[..1], &notes[..]);
    for (name, notes, options) in [
        (
            "en",
            one,
            options(SidesWanted::En, Layout::Sequential, None),
        ),
        (
            "both",
            one,
            options(SidesWanted::Both, Layout::Sequential, None),
        ),
        (
            "beside",
            one,
            options(SidesWanted::Both, Layout::SideBySide, None),
        ),
        (
            "binder",
            many,
            options(SidesWanted::Fr, Layout::Sequential, binder),
        ),
    ] {
        let notes: Vec<&Note> = notes.iter().collect();
        let go_on = |_, _| ControlFlow::Continue(());
        let bytes = write(&notes, &options, &Policies, created, &go_on)?;
        std::fs::File::create(folder.join(format!("{name}.docx")))?.write_all(&bytes)?;
    }
    Ok(())
}
