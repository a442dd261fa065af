//! `qp` on a notebook of its own, and what it answers.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use qp_tests::product;
use serde_json::Value;
use tempfile::TempDir;

/// The command line with a notebook and a home folder that only this test knows.
pub(crate) struct Qp {
    folder: TempDir,
}

impl Qp {
    /// An empty notebook, made by `qp init`.
    pub(crate) fn empty() -> Self {
        let qp = Self::without_notebook();
        qp.json(&["init"]).done();
        qp
    }

    /// The notebook of the fixtures: two notes and a policy.
    pub(crate) fn with_notes() -> Self {
        Self::with("notebook")
    }

    /// A notebook of the fixtures.
    pub(crate) fn with(name: &str) -> Self {
        let qp = Self::empty();
        copy(&fixture(name), &qp.notebook());
        qp
    }

    /// A folder that is not a notebook yet.
    pub(crate) fn without_notebook() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for part in ["notebook", "home"] {
            fs::create_dir(folder.path().join(part)).expect("a folder");
        }
        Self { folder }
    }

    pub(crate) fn notebook(&self) -> PathBuf {
        self.folder.path().join("notebook")
    }

    /// A place outside the notebook.
    pub(crate) fn outside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command, ready to be started: in English whatever the machine speaks.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, words: &[S]) -> Command {
        let home = self.folder.path().join("home");
        let mut command = Command::new(product::program("qp").expect("the program under test"));
        command
            .arg("--notebook")
            .arg(self.notebook())
            .args(words)
            .current_dir(self.folder.path())
            .env("HOME", &home)
            .env("USERPROFILE", &home)
            .env("LOCALAPPDATA", home.join("local"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env_remove("QP_NOTEBOOK")
            .env_remove("QP_LOG")
            .env_remove("LC_MESSAGES")
            .env("LC_ALL", "C");
        command
    }

    /// Runs it as a person would.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, words: &[S]) -> Answer {
        Answer::of(self.command(words))
    }

    /// Runs it with `--json`.
    pub(crate) fn json<S: AsRef<OsStr>>(&self, words: &[S]) -> Answer {
        let words = words.iter().map(AsRef::as_ref);
        let words: Vec<&OsStr> = [OsStr::new("--json")].into_iter().chain(words).collect();
        Answer::of(self.command(&words))
    }
}

/// What a run of `qp` gave.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) complaints: String,
}

impl Answer {
    pub(crate) fn of(mut command: Command) -> Self {
        let output = command.output().expect("qp starts");
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            complaints: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }

    /// The answer of a command that ended with 0 and complained of nothing.
    #[track_caller]
    pub(crate) fn done(self) -> Value {
        assert_eq!(self.complaints, "", "{self:?}");
        self.ended(0)
    }

    /// The answer of a command that ended with 1.
    #[track_caller]
    pub(crate) fn problems(self) -> Value {
        self.ended(1)
    }

    /// The answer of a command that ended with `code`: one JSON value.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Value {
        assert_eq!(self.code, Some(code), "{self:?}");
        serde_json::from_str(&self.out)
            .unwrap_or_else(|error| panic!("standard output is one JSON value: {error}; {self:?}"))
    }

    /// The complaint of a command that failed with `code` and answered nothing.
    #[track_caller]
    pub(crate) fn failed(self, code: i32) -> String {
        assert_eq!((self.code, self.out.as_str()), (Some(code), ""), "{self:?}");
        self.complaints
    }
}

/// A file or folder of the fixtures.
pub(crate) fn fixture(name: &str) -> PathBuf {
    product::root().join("tests/fixtures").join(name)
}

/// The names of a JSON object's members, in order.
#[track_caller]
pub(crate) fn keys(value: &Value) -> Vec<&str> {
    let object = value
        .as_object()
        .unwrap_or_else(|| panic!("an object: {value}"));
    object.keys().map(String::as_str).collect()
}

/// The strings under `key` of a list of objects.
#[track_caller]
pub(crate) fn column<'a>(list: &'a Value, key: &str) -> Vec<&'a str> {
    let list = list.as_array().unwrap_or_else(|| panic!("a list: {list}"));
    list.iter().filter_map(|item| item[key].as_str()).collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a fixture") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}
