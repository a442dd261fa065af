//! Notes → a Word file, and that file opened or shown.

use std::path::PathBuf;

use qp_core::error::{ErrorCode, Failure};
use qp_core::export::docx::DocxOptions;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_opener::OpenerExt as _;

use crate::api::{ExportRequest, Exported};
use crate::commands::{Answer, internal};
use crate::desk::Desk;
use crate::dialogs::{WORD, export_path, file_name};

/// Exports notes to a Word file that the user names in the system's dialog; `None` where the user
/// cancels.
#[tauri::command(async)]
pub(crate) fn export_notes<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    request: ExportRequest,
) -> Answer<Option<Exported>> {
    let notebook = desk.notebook()?;
    let options = DocxOptions {
        sides: request.sides,
        layout: request.layout,
        template: None,
    };
    let bytes = notebook.export(&request.references, &options)?;
    let stem = match request.references.as_slice() {
        [reference] => reference.file_stem(),
        _ => "QP".to_owned(),
    };
    let Some(path) = export_path(&app, &stem, &WORD) else {
        return Ok(None);
    };
    notebook.write_export(&path, &bytes)?;
    Ok(Some(exported(&desk, path, request.references.len())))
}

/// Tells of a file that was written, which can then be opened, or shown in its folder.
pub(crate) fn exported(desk: &Desk, path: PathBuf, notes: usize) -> Exported {
    let file_name = file_name(&path);
    desk.set_last_export(path);
    Exported { file_name, notes }
}

/// Shows the last exported file in its folder.
#[tauri::command(async)]
pub(crate) fn show_export<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>) -> Answer<()> {
    let path = last_export(&desk)?;
    app.opener()
        .reveal_item_in_dir(&path)
        .map_err(|error| internal(&error))
}

/// Opens the last exported file in the program that the system has for it.
#[tauri::command(async)]
pub(crate) fn open_export<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>) -> Answer<()> {
    let path = last_export(&desk)?;
    app.opener()
        .open_path(path.to_string_lossy(), None::<&str>)
        .map_err(|error| internal(&error))
}

/// The last exported file, if it is still there.
fn last_export(desk: &Desk) -> Answer<PathBuf> {
    let path = desk
        .last_export()
        .ok_or_else(|| Failure::new(ErrorCode::NotFound).with("id", ""))?;
    if !path.exists() {
        return Err(Failure::new(ErrorCode::ReadFailed)
            .with("path", file_name(&path))
            .with("reason", std::io::Error::from(std::io::ErrorKind::NotFound)));
    }
    Ok(path)
}
