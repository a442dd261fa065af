//! The race to Word as it is run, over a few notes: that each way writes a file, not how fast.

use std::process::Command;

use serde_json::Value;

#[test]
fn every_way_to_word_writes_a_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let qp = std::path::Path::new(env!("CARGO_BIN_EXE_qp-bench"))
        .with_file_name(format!("qp{}", std::env::consts::EXE_SUFFIX));
    if !qp.is_file() {
        eprintln!("skipped: `cargo build -p qp-cli` makes what is measured");
        return;
    }
    let output = Command::new(env!("CARGO_BIN_EXE_qp-bench"))
        .args(["word", "--notes", "12", "--rounds", "1", "--qp"])
        .arg(qp)
        .arg("--folder")
        .arg(folder.path())
        .output()
        .expect("it starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let json = std::fs::read(folder.path().join("word-12-results.json")).expect("written");
    let results: Value = serde_json::from_slice(&json).expect("JSON");
    let laps = results["laps"].as_array().expect("a list");
    assert!(laps.len() >= 3);
    for lap in laps {
        assert!(lap["file"].as_u64() > Some(10_000), "{lap}");
        assert!(lap["clock"].as_f64() > Some(0.0), "{lap}");
    }
}
