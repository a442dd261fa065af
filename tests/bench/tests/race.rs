//! The race as it is run, over a few notes: that each case is answered, not how fast.

use std::process::Command;

use serde_json::Value;

const NOTES: &str = "50";

/// The results of a race over a few notes.
fn raced() -> Value {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(env!("CARGO_BIN_EXE_qp-bench"))
        .args(["search", "--notes", NOTES, "--rivals", "tantivy,alike"])
        .args(["--questions", "4", "--folder"])
        .arg(folder.path())
        .output()
        .expect("the race starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(printed.contains("# Search over 50 notes"), "{printed}");
    let file = folder.path().join(format!("search-{NOTES}.json"));
    let json = std::fs::read(file).expect("the results are written");
    serde_json::from_slice(&json).expect("they are JSON")
}

#[test]
fn every_case_is_answered_by_ours_and_by_tantivy_alone_and_neither_searches_in_vain() {
    let results = raced();
    let cases = results["cases"].as_array().expect("a list of cases");
    assert_eq!(cases.len(), 11);
    for case in cases {
        let (name, laps) = (&case[0], &case[1]);
        for racer in ["ours", "tantivy"] {
            let lap = &laps[racer];
            let answered = lap["millis"].as_array().expect("a time a question");
            assert!(!answered.is_empty(), "{name}: {racer} was not asked");
            assert!(
                answered.iter().all(Value::is_f64),
                "{name}: {racer} did not answer"
            );
            let in_vain = lap["in_vain"].as_f64().expect("a share");
            assert!(
                in_vain < 0.5 || name == "narrowed, newest first",
                "{name}: {racer} finds nothing for {in_vain} of the questions"
            );
        }
        assert!(laps["tantivy"]["slower"].is_array(), "{name}");
    }
    for racer in ["ours", "tantivy"] {
        let keeping = &results["keeping"][racer];
        // 50 notes and one policy.
        assert_eq!(keeping["built"]["files"], 51, "{racer}");
        assert!(keeping["warm"].is_array(), "{racer}");
        assert_eq!(keeping["save"]["count"], 30, "{racer}");
    }
    let only_built = &results["keeping"]["alike"];
    assert_eq!(only_built["built"]["files"], 51);
    assert!(only_built["warm"].is_null());
}
