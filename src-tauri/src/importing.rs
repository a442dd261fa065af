//! Pasted text, files and whole folders → notes and policies.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use qp_core::notebook::{ImportOutcome, ImportProgress};
use tauri::ipc::{InvokeBody, Request};
use tauri::{AppHandle, Runtime, State};

use crate::api::NotebookEvent;
use crate::commands::{Answer, internal};
use crate::desk::{Desk, tell};
use crate::dialogs::{TEXTS, chosen_files, chosen_folders, file_name};

/// The header of a message of bytes that names them.
const NAME_HEADER: &str = "name";

/// Imports pasted text.
#[tauri::command(async)]
pub(crate) fn import_text(desk: State<'_, Desk>, text: &str) -> Answer<Vec<ImportOutcome>> {
    Ok(vec![desk.notebook()?.import_text(text)])
}

/// Imports files that the user chooses in the system's dialog; `None` where the user cancels there.
/// Tells how far it is; [`cancel_import`] stops it, and what is taken by then stays.
#[tauri::command(async)]
pub(crate) fn import_files<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
) -> Answer<Option<Vec<ImportOutcome>>> {
    chosen_files(&app, &TEXTS)
        .map(|paths| import(&app, &desk, &paths))
        .transpose()
}

/// As [`import_files`], all files of the folders that the user chooses.
#[tauri::command(async)]
pub(crate) fn import_folder<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
) -> Answer<Option<Vec<ImportOutcome>>> {
    chosen_folders(&app)
        .map(|paths| import(&app, &desk, &paths))
        .transpose()
}

/// Stops the import that is being made.
#[tauri::command(async)]
pub(crate) fn cancel_import(desk: State<'_, Desk>) {
    desk.cancel_import();
}

fn import<R: Runtime>(
    app: &AppHandle<R>,
    desk: &Desk,
    paths: &[PathBuf],
) -> Answer<Vec<ImportOutcome>> {
    let notebook = desk.notebook()?;
    let wanted = desk.begin_import();
    let mut outcomes = notebook.import_all(paths, &mut |ImportProgress { done, of, file }| {
        let event = NotebookEvent::ImportProgress {
            done,
            total: of,
            name: file.map(file_name).unwrap_or_default(),
        };
        tell(app, &event);
        !wanted.is_cancelled()
    });
    for outcome in &mut outcomes {
        show_below(outcome, paths);
    }
    Ok(outcomes)
}

/// Says of an outcome's file only where it lies below what was chosen.
fn show_below(outcome: &mut ImportOutcome, chosen: &[PathBuf]) {
    let whole = std::mem::take(&mut outcome.path);
    outcome.path = shown(Path::new(&whole), chosen);
    for problem in &mut outcome.problems {
        for param in problem.params.values_mut() {
            // Also within a system's own words.
            *param = param.replace(&whole, &outcome.path);
        }
    }
}

/// A file's path as the interface is told of it: below the folder that was chosen, with that folder.
fn shown(path: &Path, chosen: &[PathBuf]) -> String {
    let folder = chosen.iter().filter(|chosen| chosen.as_path() != path);
    let below = folder.filter_map(|folder| path.strip_prefix(folder.parent()?).ok());
    let parts = below.map(|below| {
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    });
    parts
        .min_by_key(String::len)
        .unwrap_or_else(|| file_name(path))
}

/// Imports a file that was dropped on the window: its bytes are the message, its name (as a part of an address has it)
/// a header. The web view has the file from the user's own hand; its path stays unknown to it.
#[tauri::command(async)]
pub(crate) fn import_dropped(
    desk: State<'_, Desk>,
    request: Request<'_>,
) -> Answer<Vec<ImportOutcome>> {
    let notebook = desk.notebook()?;
    let name = request.headers().get(NAME_HEADER);
    let name = name.and_then(|name| name.to_str().ok()).unwrap_or_default();
    let name = percent_decode_str(name).decode_utf8_lossy();
    match request.body() {
        InvokeBody::Raw(bytes) => Ok(notebook.import_bytes(&name, bytes)),
        // What a web view sends whose messages cannot be bytes.
        InvokeBody::Json(value) => {
            let bytes: Vec<u8> =
                serde_json::from_value(value.clone()).map_err(|error| internal(&error))?;
            Ok(notebook.import_bytes(&name, &bytes))
        }
    }
}

#[cfg(test)]
mod tests {
    use qp_core::problem::{Problem, ProblemCode};

    use super::*;

    #[test]
    fn nothing_is_said_of_where_the_folder_lies_that_was_chosen() {
        let path = "/home/secret/acts/a.xml";
        let problem = Problem::new(ProblemCode::Unreadable)
            .with("path", path)
            .with("reason", format!("{path}: Permission denied"));
        let mut outcome = ImportOutcome {
            path: path.to_owned(),
            part: 0,
            kind: None,
            id: None,
            problems: vec![problem],
        };
        show_below(&mut outcome, &[PathBuf::from("/home/secret/acts")]);
        assert_eq!(outcome.path, "acts/a.xml");
        let params = &outcome.problems[0].params;
        assert_eq!(params["path"], "acts/a.xml");
        assert_eq!(params["reason"], "acts/a.xml: Permission denied");
    }

    #[test]
    fn a_file_is_named_from_the_folder_that_was_chosen_on() {
        let chosen = [
            PathBuf::from("/home/a/acts"),
            PathBuf::from("/home/a/b.xml"),
        ];
        for (path, named) in [
            ("/home/a/acts/more/c.xml", "acts/more/c.xml"),
            ("/home/a/acts", "acts"),
            ("/home/a/b.xml", "b.xml"),
        ] {
            assert_eq!(shown(Path::new(path), &chosen), named);
        }
    }
}
