//! The system's own dialogs for files: the paths they give stay on this side.

use std::path::{Path, PathBuf};

use qp_core::error::{ErrorCode, Failure};
use tauri::{AppHandle, Runtime};
use tauri_plugin_dialog::DialogExt as _;

/// Set by a managed installation (and by the tests): exports go into this folder without asking.
const EXPORT_FOLDER: &str = "QP_NOTES_EXPORT_FOLDER";

/// A kind of file, as the system's dialogs name it; the first extension is the one that is given.
pub(crate) struct FileKind {
    name: &'static str,
    extensions: &'static [&'static str],
}

pub(crate) const WORD: FileKind = FileKind {
    name: "Word (.docx)",
    extensions: &["docx"],
};

pub(crate) const TMX: FileKind = FileKind {
    name: "TMX (.tmx)",
    extensions: &["tmx"],
};

pub(crate) const XLIFF: FileKind = FileKind {
    name: "XLIFF (.xlf)",
    extensions: &["xlf", "xliff"],
};

/// What can be imported.
pub(crate) const TEXTS: FileKind = FileKind {
    name: "Word, PDF, web, XML, text / texte",
    extensions: &["docx", "docm", "pdf", "html", "htm", "xml", "md", "txt"],
};

/// The file that the user chooses.
pub(crate) fn chosen_file<R: Runtime>(app: &AppHandle<R>, kind: &FileKind) -> Option<PathBuf> {
    let dialog = app.dialog().file();
    let chosen = dialog
        .add_filter(kind.name, kind.extensions)
        .blocking_pick_file();
    chosen?.into_path().ok()
}

/// The files that the user chooses, of that kind or of any.
pub(crate) fn chosen_files<R: Runtime>(
    app: &AppHandle<R>,
    kind: &FileKind,
) -> Option<Vec<PathBuf>> {
    let dialog = app.dialog().file();
    let chosen = dialog
        .add_filter(kind.name, kind.extensions)
        .add_filter("*", &["*"])
        .blocking_pick_files()?;
    Some(
        chosen
            .into_iter()
            .filter_map(|path| path.into_path().ok())
            .collect(),
    )
}

/// The folders that the user chooses.
pub(crate) fn chosen_folders<R: Runtime>(app: &AppHandle<R>) -> Option<Vec<PathBuf>> {
    let chosen = app.dialog().file().blocking_pick_folders()?;
    let paths = chosen.into_iter();
    Some(paths.filter_map(|path| path.into_path().ok()).collect())
}

/// Where the user wants a file to be written.
pub(crate) fn export_path<R: Runtime>(
    app: &AppHandle<R>,
    stem: &str,
    kind: &FileKind,
) -> Option<PathBuf> {
    let extension = kind.extensions[0];
    let named = |number: usize| match number {
        1 => format!("{stem}.{extension}"),
        number => format!("{stem}-{number}.{extension}"),
    };
    if let Some(folder) = std::env::var_os(EXPORT_FOLDER) {
        let folder = PathBuf::from(folder);
        return (1..10_000)
            .map(|number| folder.join(named(number)))
            .find(|path| !path.exists());
    }
    let chosen = app
        .dialog()
        .file()
        .set_file_name(named(1))
        .add_filter(kind.name, kind.extensions)
        .blocking_save_file()?;
    chosen.into_path().ok()
}

/// What a file holds.
pub(crate) fn contents(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| {
        Failure::new(ErrorCode::ReadFailed)
            .with("path", path.display())
            .with("reason", error)
    })
}

/// A file's name without its folder: what the interface is told of it.
pub(crate) fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
