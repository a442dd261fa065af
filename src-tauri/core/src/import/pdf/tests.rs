//! PDF files made here byte by byte: with text, of pictures, locked, damaged and hostile.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_extract::{EncryptionState, EncryptionVersion, Permissions};

use super::*;
use crate::import::{Imported, import_bytes};
use crate::lang::Lang;

/// A file whose pages show these streams.
fn file(pages: &[Vec<u8>], filter: &str) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", 4 + 2 * at))
        .collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!(
            "<< /Type /Pages /Count {} /Kids [{}] >>",
            pages.len(),
            kids.join(" ")
        )
        .into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    ];
    for (at, stream) in pages.iter().enumerate() {
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
                5 + 2 * at
            )
            .into_bytes(),
        );
        let mut object = format!("<< /Length {} {filter} >>\nstream\n", stream.len()).into_bytes();
        object.extend(stream);
        object.extend(b"\nendstream");
        objects.push(object);
    }
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).into_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    let id = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
    bytes.extend(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R {id} >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .into_bytes(),
    );
    bytes
}

/// A page that shows lines, each a step below the last.
fn page(lines: &[&str]) -> Vec<u8> {
    let mut out = b"BT /F1 11 Tf 72 720 Td\n".to_vec();
    for line in lines {
        let text = encoding_rs::WINDOWS_1252.encode(line).0.into_owned();
        out.push(b'(');
        out.extend(text);
        out.extend(b") Tj 0 -22 Td\n");
    }
    out.extend(b"ET");
    out
}

fn guide() -> Vec<u8> {
    file(
        &[
            page(&[
                "Guide des parapluies",
                "1. Objet",
                "Le présent guide explique aux bibliothèques comment prêter des parapluies au public.",
            ]),
            page(&["4.1 Les bibliothèques tiennent une liste de ce qui est prêté chaque jour."]),
        ],
        "",
    )
}

#[test]
fn the_text_of_a_pdf_file_becomes_excerpts() {
    let Imported::Policy(imported) = import_bytes("guide.pdf", &guide()).unwrap().remove(0) else {
        panic!("a note");
    };
    let side = imported.policy.sides.fr.clone().unwrap();
    let anchors: Vec<&str> = side.excerpts.iter().map(|e| e.anchor.as_str()).collect();
    assert_eq!(
        (side.title.as_str(), anchors),
        ("Guide des parapluies", vec!["1", "4.1"])
    );
    assert!(imported.policy.sides[Lang::En].is_none());
    assert!(
        side.excerpts[0]
            .text
            .contains("bibliothèques comment prêter"),
        "{side:?}"
    );
}

#[test]
fn a_scanned_file_says_that_it_has_no_text() {
    let scanned = file(&[b"q 612 0 0 792 0 0 cm Q".to_vec(), page(&["p. 2"])], "");
    assert_eq!(text(&scanned), Err(ImportError::NoTextLayer));
}

#[test]
fn a_file_with_a_password_says_so_and_one_that_opens_without_is_read() {
    let locked = |password: &str| {
        let mut document = Document::load_mem(&guide()).unwrap();
        let version = EncryptionVersion::V2 {
            document: &document,
            owner_password: "owner",
            user_password: password,
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    };
    assert_eq!(text(&locked("secret")), Err(ImportError::PasswordNeeded));
    assert!(text(&locked("")).unwrap().contains("Guide des parapluies"));
}

#[test]
fn a_damaged_file_is_called_one_and_never_panics() {
    let whole = guide();
    for bytes in [
        b"%PDF-1.7\nnothing else".to_vec(),
        whole[..whole.len() / 3].to_vec(),
        file(&[], ""),
    ] {
        assert_eq!(text(&bytes), Err(damaged()));
    }
    // Every byte in its turn is another one: read or refused, but never worse.
    for at in (0..whole.len()).step_by(17) {
        let mut bytes = whole.clone();
        bytes[at] = bytes[at].wrapping_add(1);
        let _ = text(&bytes);
    }
    let nested = format!("%PDF-1.5\n1 0 obj\n{}", "[".repeat(1_000_000));
    assert_eq!(text(nested.as_bytes()), Err(damaged()));
}

#[test]
fn what_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let block = vec![b' '; 1 << 20];
    for _ in 0..8 {
        encoder.write_all(&block).unwrap();
    }
    let packed = encoder.finish().unwrap();
    assert!(packed.len() < 1 << 17);
    let bomb = file(&[packed.clone(), packed], "/Filter /FlateDecode");
    assert_eq!(weigh(&bomb, 15), Err(ImportError::Unpacked(15)));
    assert_eq!(weigh(&bomb, 16), Ok(()));
}
