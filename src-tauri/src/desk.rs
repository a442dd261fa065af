//! What the window holds between two commands: the open notebook, the user's choices, the last export.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use directories::ProjectDirs;
use qp_core::checks::Rates;
use qp_core::clock::SystemClock;
use qp_core::error::{ErrorCode, Failure};
use qp_core::export::SidesWanted;
use qp_core::lang::Lang;
use qp_core::notebook::{Indexing, Location, Notebook};
use qp_core::store::{Watch, atomic_write};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Emitter as _, Manager as _, Runtime};

use crate::api::{ExportChoices, NotebookEvent, Recovered, Session, Settings, Theme};
use crate::dialogs::file_name;

/// The event by which the notebook speaks to the interface of its own accord.
const EVENT: &str = "notebook";

/// How long an opening waits for the look over the files: most notebooks are looked over by then, and
/// their list is whole when it is first shown.
const FIRST_LOOK: Duration = Duration::from_millis(400);

/// How often the interface is told to show more of a large notebook that is seen for the first time.
const REFRESH: Duration = Duration::from_secs(3);

/// The window's state.
#[derive(Default)]
pub(crate) struct Desk {
    open: Mutex<Option<Open>>,
    last_export: Mutex<Option<PathBuf>>,
    /// The export that is being made, or was the last to be.
    export: Mutex<Wanted>,
    /// The import that is being made, or was the last to be.
    import: Mutex<Wanted>,
    failure: Mutex<Option<Failure>>,
    choices: Mutex<Choices>,
    /// Whether the first notebook is still being opened, behind the window.
    opening: Mutex<bool>,
    opened: Condvar,
    /// Whether the window has had the focus before.
    was_focused: AtomicBool,
}

/// Whether an export or an import is still wanted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    cancelled: Arc<AtomicBool>,
}

impl Wanted {
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

struct Open {
    notebook: Arc<Notebook>,
    _watch: Option<Watch>,
    _indexing: Option<Indexing>,
}

/// The size of the text until another one is chosen, in hundredths.
const USUAL_TEXT_SIZE: u16 = 100;

/// What is kept in the user's configuration folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Choices {
    ui_lang: Option<Lang>,
    #[serde(default)]
    theme: Theme,
    text_size: Option<u16>,
    #[serde(default)]
    rates: Rates,
    #[serde(default)]
    export: ExportChoices,
    reading: Option<SidesWanted>,
    /// The department's own Word file, whose look exports take.
    template: Option<PathBuf>,
    notebook: Option<PathBuf>,
}

impl Desk {
    /// A desk with the choices of the last time.
    pub(crate) fn with_choices() -> Self {
        let read = || serde_json::from_slice(&std::fs::read(choices_file()?).ok()?).ok();
        Self {
            choices: Mutex::new(read().unwrap_or_default()),
            ..Self::default()
        }
    }

    /// Whether the window gets the focus back. The first time the files are being looked over anyway.
    pub(crate) fn comes_back(&self) -> bool {
        self.was_focused.swap(true, Ordering::Relaxed)
    }

    /// How fast the user says that responses are spoken.
    pub(crate) fn rates(&self) -> Rates {
        lock(&self.choices).rates
    }

    /// The folder of the last notebook.
    pub(crate) fn last_notebook(&self) -> Option<PathBuf> {
        lock(&self.choices).notebook.clone()
    }

    /// Opens a notebook in place of the one that is open; its files are watched and indexed from
    /// then on. A failure is kept for the session to tell.
    pub(crate) fn open<R: Runtime>(
        &self,
        app: &AppHandle<R>,
        folder: &Path,
    ) -> Result<(), Failure> {
        let opened = open(app, folder);
        match opened {
            Ok(open) => {
                lock(&self.choices).notebook = Some(open.notebook.folder().to_path_buf());
                *lock(&self.open) = Some(open);
                *lock(&self.failure) = None;
                // The notebook is open all the same; the next start merely opens another one.
                if let Err(failure) = self.keep_choices() {
                    tracing::warn!(code = ?failure.code, "the choice of notebook was not kept");
                }
                Ok(())
            }
            Err(failure) => {
                *lock(&self.failure) = Some(failure.clone());
                Err(failure)
            }
        }
    }

    /// Opens the first notebook on a thread of its own: the window does not wait for it.
    /// [`Desk::session`] does.
    pub(crate) fn open_behind<R: Runtime>(
        app: &AppHandle<R>,
        folder: PathBuf,
    ) -> std::io::Result<()> {
        let app = app.clone();
        *lock(&app.state::<Self>().opening) = true;
        let opener = app.clone();
        let open = move || {
            let desk = opener.state::<Self>();
            if let Err(failure) = desk.open(&opener, &folder) {
                tracing::warn!(code = ?failure.code, "the notebook could not be opened");
            }
            *lock(&desk.opening) = false;
            desk.opened.notify_all();
        };
        let started = std::thread::Builder::new()
            .name("opening".to_owned())
            .spawn(open);
        if started.is_err() {
            *lock(&app.state::<Self>().opening) = false;
        }
        started.map(|_| ())
    }

    /// The open notebook.
    pub(crate) fn notebook(&self) -> Result<Arc<Notebook>, Failure> {
        lock(&self.open)
            .as_ref()
            .map(|open| Arc::clone(&open.notebook))
            .ok_or_else(|| Failure::new(ErrorCode::NotANotebook).with("path", ""))
    }

    /// What the interface starts with. Waits for the notebook that is being opened.
    pub(crate) fn session(&self) -> Session {
        let opening = lock(&self.opening);
        let waited = self.opened.wait_while(opening, |opening| *opening);
        drop(waited.unwrap_or_else(PoisonError::into_inner));
        let choices = lock(&self.choices).clone();
        let notebook = self.notebook().ok();
        let recovered = notebook
            .as_ref()
            .map(|notebook| notebook.kept())
            .unwrap_or_default();
        let name = notebook
            .as_ref()
            .and_then(|notebook| notebook.folder().file_name());
        Session {
            notebook: name
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            settings: Settings {
                ui_lang: choices.ui_lang.unwrap_or_else(system_lang),
                theme: choices.theme,
                text_size: choices.text_size.unwrap_or(USUAL_TEXT_SIZE),
                rates: choices.rates,
                export: choices.export,
                reading: choices.reading,
            },
            template: choices.template.as_deref().map(file_name),
            recovered: recovered
                .into_iter()
                .map(|(id, kept)| Recovered {
                    id,
                    reference: kept.reference,
                    at: kept.at.to_rfc3339(),
                    changes: kept.changes,
                })
                .collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            failure: lock(&self.failure).clone(),
        }
    }

    /// Keeps the user's choices.
    pub(crate) fn save_settings(&self, settings: &Settings) -> Result<(), Failure> {
        {
            let mut choices = lock(&self.choices);
            choices.ui_lang = Some(settings.ui_lang);
            choices.theme = settings.theme;
            choices.text_size = Some(settings.text_size);
            choices.rates = settings.rates;
            choices.export = settings.export.clone();
            choices.reading = settings.reading;
        }
        self.keep_choices()
    }

    /// The department's own Word file, if one was chosen.
    pub(crate) fn template(&self) -> Option<PathBuf> {
        lock(&self.choices).template.clone()
    }

    pub(crate) fn set_template(&self, template: Option<PathBuf>) -> Result<(), Failure> {
        lock(&self.choices).template = template;
        self.keep_choices()
    }

    /// An export begins: it goes on until [`Desk::cancel_export`].
    pub(crate) fn begin_export(&self) -> Wanted {
        let wanted = Wanted::default();
        *lock(&self.export) = wanted.clone();
        wanted
    }

    pub(crate) fn cancel_export(&self) {
        lock(&self.export).cancelled.store(true, Ordering::Relaxed);
    }

    /// An import begins: it goes on until [`Desk::cancel_import`].
    pub(crate) fn begin_import(&self) -> Wanted {
        let wanted = Wanted::default();
        *lock(&self.import) = wanted.clone();
        wanted
    }

    pub(crate) fn cancel_import(&self) {
        lock(&self.import).cancelled.store(true, Ordering::Relaxed);
    }

    pub(crate) fn set_last_export(&self, path: PathBuf) {
        *lock(&self.last_export) = Some(path);
    }

    pub(crate) fn last_export(&self) -> Option<PathBuf> {
        lock(&self.last_export).clone()
    }

    fn keep_choices(&self) -> Result<(), Failure> {
        let Some(file) = choices_file() else {
            return Ok(());
        };
        let written = || -> std::io::Result<()> {
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            atomic_write(&file, &serde_json::to_vec_pretty(&*lock(&self.choices))?)
        };
        written().map_err(|error| {
            Failure::new(ErrorCode::WriteFailed)
                .with("path", file.display())
                .with("reason", error)
        })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Every value behind these locks is replaced whole, so a panic elsewhere does not spoil it.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn choices_file() -> Option<PathBuf> {
    Some(
        ProjectDirs::from("", "", "qp-notes")?
            .config_dir()
            .join("settings.json"),
    )
}

/// The system's language, English where it is neither.
fn system_lang() -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .and_then(|value| Lang::from_code(&value))
        .unwrap_or(Lang::En)
}

fn open<R: Runtime>(app: &AppHandle<R>, folder: &Path) -> Result<Open, Failure> {
    let notebook = Arc::new(Notebook::open_as_known(
        Location::of(folder)?,
        Arc::new(SystemClock),
    )?);
    let teller = app.clone();
    let looker = Arc::downgrade(&notebook);
    // Not every file system can be watched; the notebook is looked over again on focus.
    let watch = notebook.watch(move |paths| {
        if let Some(notebook) = looker.upgrade() {
            look(&teller, &notebook, Some(&paths));
        }
    });
    let teller = app.clone();
    let indexing = notebook.keep_indexed(move |done, total| {
        tell(&teller, &NotebookEvent::IndexProgress { done, total });
    });
    look_behind(app, &notebook)?;
    let noted = |failure: &Failure| tracing::warn!(code = ?failure.code, "notebook opened without a part of it");
    Ok(Open {
        _watch: watch.inspect_err(noted).ok(),
        _indexing: indexing.inspect_err(noted).ok(),
        notebook,
    })
}

/// Looks over the files of a notebook for the first time, behind the window where they are many:
/// until then the list and the index answer as they were known the last time.
fn look_behind<R: Runtime>(app: &AppHandle<R>, notebook: &Arc<Notebook>) -> Result<(), Failure> {
    let (looked, first_look) = mpsc::channel();
    let (app, notebook) = (app.clone(), Arc::clone(notebook));
    std::thread::Builder::new()
        .name("looking".to_owned())
        .spawn(move || look_and_tell(&app, &notebook, &looked))
        .map_err(|error| Failure::new(ErrorCode::Internal).with("reason", error))?;
    // Whether in time or not, the notebook is open.
    let _ = first_look.recv_timeout(FIRST_LOOK);
    Ok(())
}

fn look_and_tell<R: Runtime>(app: &AppHandle<R>, notebook: &Notebook, looked: &Sender<()>) {
    let (done, waiting) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            look(app, notebook, None);
            drop(done);
        });
        // A notebook that was never seen is listed as it is read.
        while waiting.recv_timeout(REFRESH) == Err(RecvTimeoutError::Timeout) {
            tell(app, &NotebookEvent::ItemsChanged { ids: Vec::new() });
        }
    });
    // The opening has gone on where it took long.
    let _ = looked.send(());
}

/// Looks at the files again and tells the interface what other programs have changed.
pub(crate) fn look<R: Runtime>(app: &AppHandle<R>, notebook: &Notebook, paths: Option<&[PathBuf]>) {
    match notebook.look(paths) {
        Ok(changes) if changes.is_empty() => {}
        Ok(changes) => {
            let ids = changes.into_iter().map(|change| change.id).collect();
            tell(app, &NotebookEvent::ItemsChanged { ids });
        }
        Err(failure) => {
            tracing::warn!(code = ?failure.code, "the notebook could not be looked over");
        }
    }
}

pub(crate) fn tell<R: Runtime>(app: &AppHandle<R>, event: &NotebookEvent) {
    if let Err(error) = app.emit(EVENT, event) {
        tracing::warn!(%error, "the interface could not be told");
    }
}
