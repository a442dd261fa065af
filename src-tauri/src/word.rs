//! Notes → a Word file: previewed, written, opened; and the department's own look for it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use qp_core::clock::{Clock as _, SystemClock};
use qp_core::error::{ErrorCode, Failure};
use qp_core::export::{ExportOptions, ExportPreview, docx};
use qp_core::lang::Bilingual;
use qp_core::note::{Marking, Metadata, Note, Reference, Side, Status};
use qp_core::notebook::Notebook;
use tauri::{AppHandle, Runtime, State};
use tauri_plugin_opener::OpenerExt as _;

use crate::api::{ExportRequest, Exported, NotebookEvent};
use crate::commands::{Answer, internal};
use crate::desk::{Desk, tell};
use crate::dialogs::{WORD, chosen_file, contents, export_path, file_name};

/// Exports notes to a Word file that the user names in the system's dialog; `None` where the user
/// cancels there. Tells how far it is; [`cancel_export`] stops it, and then no file is written.
#[tauri::command(async)]
pub(crate) fn export_notes<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    request: ExportRequest,
) -> Answer<Option<Exported>> {
    let notebook = desk.notebook()?;
    let options = options(&desk, &request)?;
    let Some(path) = export_path(&app, &stem(&request), &WORD) else {
        return Ok(None);
    };
    let wanted = desk.begin_export();
    let told = Told::default();
    let bytes = notebook.export(&request.references, &options, &|done, total| {
        if told.is_news(done, total) {
            tell(&app, &NotebookEvent::ExportProgress { done, total });
        }
        if wanted.is_cancelled() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    })?;
    // Somebody may have changed their mind while the parts were put together.
    if wanted.is_cancelled() {
        return Err(Failure::new(ErrorCode::Cancelled));
    }
    notebook.write_export(&path, &bytes)?;
    Ok(Some(exported(&desk, path, request.references.len())))
}

/// Stops the export that is being made.
#[tauri::command(async)]
pub(crate) fn cancel_export(desk: State<'_, Desk>) {
    desk.cancel_export();
}

/// One sheet of what an export would be, counted from 0, and how many there are.
#[tauri::command(async)]
pub(crate) fn preview_export(
    desk: State<'_, Desk>,
    request: ExportRequest,
    sheet: usize,
) -> Answer<ExportPreview> {
    let notebook = desk.notebook()?;
    let options = options(&desk, &request)?;
    notebook.preview(&request.references, &options, sheet)
}

/// Takes a Word file that the user chooses in the system's dialog as the look of exports, and gives
/// its name; `None` where the user cancels. One that cannot be used is not taken.
#[tauri::command(async)]
pub(crate) fn choose_template<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
) -> Answer<Option<String>> {
    let notebook = desk.notebook()?;
    let Some(path) = chosen_file(&app, &WORD) else {
        return Ok(None);
    };
    try_template(&notebook, read_template(&path)?)?;
    let name = file_name(&path);
    desk.set_template(Some(path))?;
    Ok(Some(name))
}

/// Forgets the department's own look.
#[tauri::command(async)]
pub(crate) fn remove_template(desk: State<'_, Desk>) -> Answer<()> {
    desk.set_template(None)
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
        let reason = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(Failure::new(ErrorCode::ReadFailed)
            .with("path", file_name(&path))
            .with("reason", reason));
    }
    Ok(path)
}

/// What an export is made of, with the template's contents where it is wanted.
fn options(desk: &Desk, request: &ExportRequest) -> Answer<ExportOptions> {
    let template = desk.template().filter(|_| request.template);
    Ok(ExportOptions {
        sides: request.sides,
        layout: request.layout,
        first: request.first,
        binder: request.binder.clone(),
        template: template.as_deref().map(read_template).transpose()?,
    })
}

fn read_template(path: &Path) -> Answer<Vec<u8>> {
    contents(path).map_err(|_| Failure::new(ErrorCode::TemplateGone).with("name", file_name(path)))
}

/// Dresses an empty note in a template, to see whether it can be used.
fn try_template(notebook: &Notebook, template: Vec<u8>) -> Answer<()> {
    let today = SystemClock.today();
    let note = Note {
        reference: Reference::tbs(today, 1),
        meta: Metadata {
            date: Some(today),
            organization: String::new(),
            minister: String::new(),
            status: Status::Draft,
            marking: Marking::Unclassified,
            tags: Vec::new(),
            from: None,
        },
        sides: Bilingual::new(Some(Side::default()), None),
    };
    let options = ExportOptions {
        template: Some(template),
        ..ExportOptions::default()
    };
    let on = |_, _| ControlFlow::Continue(());
    docx::write(&[&note], &options, notebook, SystemClock.now(), &on)?;
    Ok(())
}

/// What the file is called until the user gives it another name.
fn stem(request: &ExportRequest) -> String {
    let day = request.binder.as_ref().and_then(|binder| binder.date);
    match (request.references.as_slice(), day) {
        ([reference], _) => reference.file_stem(),
        (_, Some(day)) => format!("QP-{day}"),
        (_, None) => "QP".to_owned(),
    }
}

/// How far the interface was told that an export is: it hears of a hundred steps, not of every sheet.
#[derive(Default)]
struct Told(std::cell::Cell<Option<usize>>);

impl Told {
    fn is_news(&self, done: usize, total: usize) -> bool {
        let hundredth = done.saturating_mul(100) / total.max(1);
        self.0.replace(Some(hundredth)) != Some(hundredth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_export_is_told_in_a_hundred_steps_and_a_short_one_sheet_by_sheet() {
        let steps = |total: usize| {
            let told = Told::default();
            (1..=total)
                .filter(|done| told.is_news(*done, total))
                .collect::<Vec<_>>()
        };
        assert_eq!(steps(3), [1, 2, 3]);
        assert_eq!(steps(5_000).len(), 101);
        assert_eq!(steps(5_000).last(), Some(&5_000));
    }
}
