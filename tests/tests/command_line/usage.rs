//! Wrong usage, help, languages, and what is written for people.

use std::process::Stdio;

use crate::qp::{Answer, Qp};

const COMMANDS: [&str; 16] = [
    "init",
    "import",
    "list",
    "show",
    "new",
    "search",
    "similar",
    "check",
    "export",
    "cite",
    "cite confirm",
    "memory",
    "memory find",
    "memory export",
    "memory import",
    "reindex",
];

#[test]
fn wrong_usage_ends_with_two_and_answers_nothing() {
    let qp = Qp::with_notes();
    for words in [
        &[][..],
        &["serach"],
        &["import"],
        &["show"],
        &["show", "a", "b"],
        &["search"],
        &["search", "a", "--kind", "page"],
        &["search", "a", "--lang", "de"],
        &["search", "a", "--from", "yesterday"],
        &["search", "a", "--sort", "size"],
        &["search", "a", "--limit", "-1"],
        &["list", "--colour"],
        &["export", "TBS-2026-QP-11-00001"],
        &["export", "--output", "x.docx"],
        &["export", "x", "--output", "x.docx", "--layout", "diagonal"],
        &["cite"],
        &["cite", "confirm"],
        &["cite", "confirm", "x", "no citation"],
        &["memory"],
        &["memory", "find"],
        &["memory", "find", "a", "--from", "de"],
        &["memory", "export"],
        &["memory", "import"],
        &["list", "--ui-lang", "de"],
    ] {
        let complaint = qp.json(words).failed(2);
        assert!(
            complaint.starts_with("error: ") || complaint.contains("Usage: "),
            "{words:?}: {complaint}"
        );
        let mut french = qp.command(words);
        french.env("LC_ALL", "fr_CA.UTF-8");
        if !words.contains(&"--ui-lang") {
            let complaint = Answer::of(french).failed(2);
            assert!(
                complaint.starts_with("erreur\u{a0}: "),
                "{words:?}: {complaint}"
            );
        }
    }
}

#[test]
fn help_of_every_command_is_an_answer_in_either_language() {
    let qp = Qp::without_notebook();
    for (lang, usage, option) in [
        ("en", "Usage: qp", "Write one JSON value"),
        (
            "fr",
            "Utilisation\u{a0}: qp",
            "Écrire une seule valeur JSON",
        ),
    ] {
        for command in COMMANDS.iter().map(Some).chain([None]) {
            let words: Vec<&str> = command
                .into_iter()
                .flat_map(|command| command.split(' '))
                .chain(["--help", "--ui-lang", lang])
                .collect();
            let help = qp.run(&words);
            assert_eq!(
                (help.code, help.complaints.as_str()),
                (Some(0), ""),
                "{words:?}"
            );
            for part in [usage, option] {
                assert!(help.out.contains(part), "{words:?}: {}", help.out);
            }
        }
    }
    let version = qp.run(&["--version"]);
    assert_eq!(version.code, Some(0));
    assert!(version.out.starts_with("qp "), "{}", version.out);
}

#[test]
fn the_help_reads_as_it_was_approved() {
    let qp = Qp::without_notebook();
    for lang in ["en", "fr"] {
        let mut help = String::new();
        for command in [None].into_iter().chain(COMMANDS.iter().map(Some)) {
            let words = command.into_iter().flat_map(|command| command.split(' '));
            let words: Vec<&str> = words.chain(["--help", "--ui-lang", lang]).collect();
            help += &format!("$ qp {}\n\n{}\n", words.join(" "), qp.run(&words).out);
        }
        insta::assert_snapshot!(format!("help_{lang}"), help);
    }
}

#[test]
fn the_notebook_comes_from_the_option_the_variable_or_the_current_folder() {
    let qp = Qp::with_notes();
    let program = qp_tests::product::program("qp").expect("the program under test");
    let bare = |prepare: &dyn Fn(&mut std::process::Command)| {
        let mut command = std::process::Command::new(&program);
        command
            .args(["list", "--json"])
            .env("XDG_CACHE_HOME", qp.outside("cache"))
            .env("LC_ALL", "C")
            .env_remove("QP_NOTEBOOK")
            .current_dir(qp.outside(""));
        prepare(&mut command);
        Answer::of(command)
    };
    bare(&|command| {
        command.current_dir(qp.notebook());
    })
    .done();
    bare(&|command| {
        command.env("QP_NOTEBOOK", qp.notebook());
    })
    .done();
    bare(&|command| {
        command
            .env("QP_NOTEBOOK", "nowhere")
            .arg("--notebook")
            .arg(qp.notebook());
    })
    .done();
    let complaint = bare(&|_| {}).failed(1);
    assert!(complaint.contains("is not a notebook"), "{complaint}");
}

#[test]
fn a_person_reads_aligned_columns_in_either_language() {
    let qp = Qp::with_notes();
    let list = qp.run(&["list", "--kind", "note", "--ui-lang", "fr"]);
    assert_eq!(list.code, Some(0));
    let lines: Vec<&str> = list.out.lines().collect();
    assert_eq!(
        lines[0],
        "ID                    SORTE  DATE        ÉTAT      TITRE"
    );
    assert!(
        lines.contains(
            &"TBS-2026-QP-11-00001  note   2026-11-03  approved  Horaires de traversier sur les téléphones du gouvernement"
        ),
        "{}",
        list.out
    );
    let note = qp.run(&["show", "TBS-2026-QP-11-00001"]);
    for part in [
        "Reference     TBS-2026-QP-11-00001\n",
        "\n## Suggested Response\n",
        "\n### If pressed: cost of the review\n",
        "\n## Réponse suggérée\n",
        "\n### Si pressé\u{a0}: coût de l’examen\n",
    ] {
        assert!(note.out.contains(part), "{part:?} in {}", note.out);
    }
    let found = qp.run(&["search", "lighthouses"]);
    assert!(found.out.contains("TBS-2026-QP-11-00002"), "{}", found.out);
    assert!(found.out.ends_with("1 of 1 found\n"), "{}", found.out);
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let qp = Qp::with_notes();
    let mut child = qp
        .command(&["list"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("qp starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("qp ends");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
