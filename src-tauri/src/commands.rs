//! What the interface can ask: each command parses, calls the notebook, converts. Ids cross, paths do not.

use std::sync::mpsc::SyncSender;

use chrono::NaiveDate;
use qp_core::clock::{Clock as _, SystemClock};
use qp_core::error::{ErrorCode, Failure};
use qp_core::lang::{Bilingual, Lang};
use qp_core::note::Reference;
use qp_core::notebook::{
    CitingNote, Comparison, EarlierNote, MemoryImported, MemoryMatches, NewNote, NoteBehind,
    NoteTranslations, NoteView, Notebook, PastState, PolicyView, SaveNote, Saved, SearchTerms,
    Searches, Sitting, TakenTranslation,
};
use qp_core::problem::Problem;
use qp_core::registry;
use qp_core::search::{HitKind, Marks, SearchQuery, SearchResults};
use qp_core::section::Section;
use qp_core::store::ItemSummary;
use qp_core::translation::Spot;
use tauri::{AppHandle, Runtime, State, WebviewWindow};
use tauri_plugin_dialog::DialogExt as _;
use tauri_plugin_opener::OpenerExt as _;

use crate::api::{Exported, Registry, RegistryEntry, Session, Settings};
use crate::citing;
use crate::clipboard::Clipboard;
use crate::closing::Closing;
use crate::desk::Desk;
use crate::dialogs::{TMX, XLIFF, chosen_file, contents, export_path};
use crate::importing;
use crate::reading;
use crate::staleness;
use crate::word::{self, exported};

/// How many similar notes and excerpts are shown.
const SIMILAR: usize = 8;

/// How many passages of the translation memory are offered.
const REMEMBERED: usize = 5;

/// Told once when the interface has painted.
pub(crate) struct Painted(pub(crate) SyncSender<()>);

pub(crate) type Answer<T> = Result<T, Failure>;

/// Registers the commands.
pub(crate) fn handler<R: Runtime>() -> impl Fn(tauri::ipc::Invoke<R>) -> bool + Send + Sync + 'static
{
    tauri::generate_handler![
        word::cancel_export,
        importing::cancel_import,
        check_note,
        word::choose_template,
        clear_recent_searches,
        close_window,
        compare_past,
        reading::compare_replaced,
        staleness::confirm_citation,
        copy_rich,
        create_note,
        citing::describe_citations,
        discard_recovered,
        export_memory,
        word::export_notes,
        find_earlier,
        find_marks,
        find_memory,
        get_note,
        get_policy,
        get_registry,
        importing::import_dropped,
        importing::import_files,
        importing::import_folder,
        import_memory,
        importing::import_text,
        keep_recovery,
        list_behind,
        list_citing,
        list_items,
        list_past,
        reading::list_replaced,
        list_searches,
        list_sitting,
        staleness::list_stale,
        list_synonym_problems,
        list_translations,
        citing::list_usual_citations,
        mark_translated,
        word::open_export,
        open_link,
        open_notebook,
        open_session,
        word::preview_export,
        remember_search,
        remove_search,
        word::remove_template,
        rename_search,
        save_note,
        save_search,
        save_settings,
        search,
        send_translation,
        word::show_export,
        similar_to,
        similar_to_text,
        still_here,
        take_translation,
        staleness::unconfirm_citation,
        window_ready,
    ]
}

#[tauri::command(async)]
fn open_session(desk: State<'_, Desk>) -> Session {
    desk.session()
}

#[tauri::command(async)]
fn list_items(desk: State<'_, Desk>, ids: Option<Vec<String>>) -> Answer<Vec<ItemSummary>> {
    let notebook = desk.notebook()?;
    Ok(ids.map_or_else(|| notebook.items(), |ids| notebook.items_of(&ids)))
}

#[tauri::command(async)]
fn get_note(desk: State<'_, Desk>, reference: Reference) -> Answer<NoteView> {
    desk.notebook()?.note(&reference)
}

#[tauri::command(async)]
fn get_policy(desk: State<'_, Desk>, slug: &str, anchor: Option<&str>) -> Answer<PolicyView> {
    desk.notebook()?.policy_at(slug, anchor)
}

/// The notes that cite a policy.
#[tauri::command(async)]
fn list_citing(desk: State<'_, Desk>, slug: &str) -> Answer<Vec<CitingNote>> {
    desk.notebook()?.citing(slug)
}

/// The notes that cite clauses which say something else by now.
#[tauri::command(async)]
fn list_behind(desk: State<'_, Desk>) -> Answer<Vec<NoteBehind>> {
    Ok(desk.notebook()?.behind())
}

#[tauri::command(async)]
fn create_note(desk: State<'_, Desk>, new_note: NewNote) -> Answer<NoteView> {
    desk.notebook()?.create_note(&new_note)
}

#[tauri::command(async)]
fn save_note(desk: State<'_, Desk>, save: SaveNote) -> Answer<Saved> {
    desk.notebook()?.save_note(&save)
}

#[tauri::command(async)]
fn keep_recovery(desk: State<'_, Desk>, save: SaveNote) -> Answer<String> {
    desk.notebook()?.keep(&save.reference, save.changes)
}

#[tauri::command(async)]
fn discard_recovered(desk: State<'_, Desk>, id: &str) -> Answer<()> {
    desk.notebook()?.discard(id)
}

#[tauri::command(async)]
fn check_note(desk: State<'_, Desk>, reference: Reference) -> Answer<Vec<Problem>> {
    desk.notebook()?.check(&reference, desk.rates())
}

/// What the translation memory has for a passage that is to be put into the other language.
#[tauri::command(async)]
fn find_memory(desk: State<'_, Desk>, text: &str, from: Lang) -> Answer<MemoryMatches> {
    Ok(desk.notebook()?.memory_matches(text, from, REMEMBERED))
}

/// Writes the translation memory into a TMX file that the user names in the system's dialog;
/// `None` where the user cancels.
#[tauri::command(async)]
fn export_memory<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>) -> Answer<Option<Exported>> {
    let notebook = desk.notebook()?;
    let memory = notebook.export_memory(true);
    let Some(path) = export_path(&app, "QP", &TMX) else {
        return Ok(None);
    };
    notebook.write_export(&path, &memory.bytes)?;
    Ok(Some(exported(&desk, path, memory.pairs)))
}

/// Takes a TMX file that the user chooses in the system's dialog into the translation memory; `None`
/// where the user cancels.
#[tauri::command(async)]
fn import_memory<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
) -> Answer<Option<MemoryImported>> {
    let notebook = desk.notebook()?;
    let Some(path) = chosen_file(&app, &TMX) else {
        return Ok(None);
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    notebook.import_memory(&name, &contents(&path)?).map(Some)
}

/// The states a note has been in, newest first.
#[tauri::command(async)]
fn list_past(desk: State<'_, Desk>, reference: Reference) -> Answer<Vec<PastState>> {
    desk.notebook()?.past(&reference)
}

/// A state that a note has been in, beside what is on disk.
#[tauri::command(async)]
fn compare_past(desk: State<'_, Desk>, reference: Reference, id: &str) -> Answer<Comparison> {
    desk.notebook()?.compare(&reference, id)
}

/// The notes for the sitting of a day, or for the coming one.
#[tauri::command(async)]
fn list_sitting(desk: State<'_, Desk>, day: Option<NaiveDate>) -> Answer<Sitting> {
    desk.notebook()?.sitting(day, desk.rates())
}

/// How the two sides of every note that is being worked on stand to each other.
#[tauri::command(async)]
fn list_translations(desk: State<'_, Desk>) -> Answer<Vec<NoteTranslations>> {
    desk.notebook()?.translations()
}

/// Records that both sides agree, in the sections named or in all.
#[tauri::command(async)]
fn mark_translated(
    desk: State<'_, Desk>,
    reference: Reference,
    spots: Option<Vec<Spot>>,
) -> Answer<NoteView> {
    desk.notebook()?
        .mark_translated(&reference, spots.as_deref())
}

/// Writes what a translator is to do into an XLIFF file that the user names in the system's dialog;
/// `None` where the user cancels.
#[tauri::command(async)]
fn send_translation<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    references: Vec<Reference>,
    into: Lang,
) -> Answer<Option<Exported>> {
    let notebook = desk.notebook()?;
    let bytes = notebook.send_translation(&references, into)?;
    let stem = match references.as_slice() {
        [reference] => format!("{}-{into}", reference.file_stem()),
        _ => format!("QP-{into}"),
    };
    let Some(path) = export_path(&app, &stem, &XLIFF) else {
        return Ok(None);
    };
    notebook.write_export(&path, &bytes)?;
    Ok(Some(exported(&desk, path, references.len())))
}

/// Puts what a translator has done in a file that the user chooses in the system's dialog into the
/// notes; `None` where the user cancels.
#[tauri::command(async)]
fn take_translation<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
) -> Answer<Option<Vec<TakenTranslation>>> {
    let notebook = desk.notebook()?;
    let Some(path) = chosen_file(&app, &XLIFF) else {
        return Ok(None);
    };
    notebook.take_translation(&contents(&path)?).map(Some)
}

#[tauri::command(async)]
fn search(desk: State<'_, Desk>, query: SearchQuery) -> Answer<SearchResults> {
    desk.notebook()?.search(&query)
}

#[tauri::command(async)]
fn list_searches(desk: State<'_, Desk>) -> Answer<Searches> {
    desk.notebook()?.searches()
}

#[tauri::command(async)]
fn list_synonym_problems(desk: State<'_, Desk>) -> Answer<Vec<Problem>> {
    Ok(desk.notebook()?.synonym_problems())
}

#[tauri::command(async)]
fn save_search(
    desk: State<'_, Desk>,
    name: &str,
    terms: SearchTerms,
    replace: bool,
) -> Answer<Searches> {
    desk.notebook()?.save_search(name, terms, replace)
}

#[tauri::command(async)]
fn rename_search(desk: State<'_, Desk>, name: &str, new_name: &str) -> Answer<Searches> {
    desk.notebook()?.rename_search(name, new_name)
}

#[tauri::command(async)]
fn remove_search(desk: State<'_, Desk>, name: &str) -> Answer<Searches> {
    desk.notebook()?.remove_search(name)
}

#[tauri::command(async)]
fn remember_search(desk: State<'_, Desk>, terms: SearchTerms) -> Answer<Searches> {
    desk.notebook()?.remember_search(terms)
}

#[tauri::command(async)]
fn clear_recent_searches(desk: State<'_, Desk>) -> Answer<Searches> {
    desk.notebook()?.clear_recent_searches()
}

#[tauri::command(async)]
fn find_marks(
    desk: State<'_, Desk>,
    query: &str,
    texts: Bilingual<Vec<String>>,
) -> Answer<Bilingual<Vec<Marks>>> {
    desk.notebook()?.marks(query, &texts)
}

#[tauri::command(async)]
fn similar_to(desk: State<'_, Desk>, id: &str, kind: Option<HitKind>) -> Answer<SearchResults> {
    desk.notebook()?.similar(id, kind, SIMILAR)
}

#[tauri::command(async)]
fn similar_to_text(
    desk: State<'_, Desk>,
    text: &str,
    lang: Option<Lang>,
    kind: Option<HitKind>,
) -> Answer<SearchResults> {
    desk.notebook()?.similar_to(text, lang, kind, SIMILAR)
}

/// What earlier notes say on what is being written in a section.
#[tauri::command(async)]
fn find_earlier(
    desk: State<'_, Desk>,
    reference: Reference,
    lang: Lang,
    section: Section,
    text: &str,
) -> Answer<Vec<EarlierNote>> {
    desk.notebook()?.earlier(&reference, lang, section, text)
}

/// Puts a text with its formatting on the clipboard, and the same as plain text.
#[tauri::command(async)]
fn copy_rich(clipboard: State<'_, Clipboard>, html: &str, plain: &str) -> Answer<()> {
    clipboard.put(html, plain)
}

/// Opens a web address in the user's browser. The window itself goes nowhere.
#[tauri::command(async)]
fn open_link<R: Runtime>(app: AppHandle<R>, url: &str) -> Answer<()> {
    let allowed = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    if !allowed {
        return Err(Failure::new(ErrorCode::NotFound).with("id", url));
    }
    app.opener()
        .open_url(url, None::<&str>)
        .map_err(|error| internal(&error))
}

/// Opens the notebook in a folder that the user chooses; an empty folder becomes a new notebook.
/// `None` where the user cancels.
#[tauri::command(async)]
fn open_notebook<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>) -> Answer<Option<Session>> {
    let Some(folder) = app.dialog().file().blocking_pick_folder() else {
        return Ok(None);
    };
    let folder = folder.into_path().map_err(|error| internal(&error))?;
    let is_empty = std::fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_none());
    if is_empty {
        Notebook::init(&folder)?;
    }
    desk.open(&app, &folder)?;
    // This program's name stood for the notebook it was started on.
    #[cfg(target_os = "linux")]
    tauri_plugin_single_instance::destroy(&app);
    Ok(Some(desk.session()))
}

#[tauri::command(async)]
fn save_settings(desk: State<'_, Desk>, settings: Settings) -> Answer<()> {
    desk.save_settings(&settings)
}

#[tauri::command(async)]
fn get_registry() -> Registry {
    let today = SystemClock.today();
    let owned = |text: &Bilingual<&str>| Bilingual::new(text.en.to_owned(), text.fr.to_owned());
    Registry {
        organizations: registry::organizations()
            .iter()
            .map(|organization| RegistryEntry {
                code: organization.code.to_owned(),
                name: owned(&organization.name),
                holder: None,
            })
            .collect(),
        ministers: registry::ministers()
            .iter()
            .map(|minister| RegistryEntry {
                code: minister.code.to_owned(),
                name: owned(&minister.title),
                holder: minister.in_office(today).map(|term| owned(&term.name)),
            })
            .collect(),
    }
}

/// The interface has painted: the window is shown.
#[tauri::command(async)]
fn window_ready(painted: State<'_, Painted>) {
    // A full channel means that it was told before.
    let _ = painted.0.try_send(());
}

/// The interface has heard that the window is to be closed.
#[tauri::command(async)]
fn still_here(closing: State<'_, Closing>) {
    closing.still_here();
}

/// The interface has saved everything and lets go of the window.
#[tauri::command(async)]
fn close_window<R: Runtime>(window: WebviewWindow<R>) -> Answer<()> {
    window.destroy().map_err(|error| internal(&error))
}

pub(crate) fn internal(error: &dyn std::fmt::Display) -> Failure {
    Failure::new(ErrorCode::Internal).with("reason", error)
}
