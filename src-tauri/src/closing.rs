//! A window can always be closed: also when its interface hangs and cannot save.
//!
//! When the user asks to close, the interface says at once that it is alive, then saves and lets go
//! of the window. One that says nothing is not waited for.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tauri::{AppHandle, Manager as _, Runtime};

/// How long the interface has to say that it is alive.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whom to tell that the interface is alive, while the window is being closed.
#[derive(Default)]
pub(crate) struct Closing(Mutex<Option<SyncSender<()>>>);

impl Closing {
    /// The interface is alive and will see to the rest.
    pub(crate) fn still_here(&self) {
        if let Some(alive) = self.0.lock().unwrap_or_else(PoisonError::into_inner).take() {
            // Nobody waits any more: the window is being closed already.
            let _ = alive.try_send(());
        }
    }

    fn begin(&self) -> Receiver<()> {
        let (alive, told) = mpsc::sync_channel(1);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(alive);
        told
    }
}

/// Closes the window for its user unless its interface says in time that it is alive.
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>, label: &str) {
    let told = app.state::<Closing>().begin();
    let (app, label) = (app.clone(), label.to_owned());
    let watched = std::thread::Builder::new()
        .name("closing".to_owned())
        .spawn(move || {
            // A newer request to close takes this one's place: then the channel is merely closed.
            if told.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout)
                && let Some(window) = app.get_webview_window(&label)
            {
                tracing::warn!("the interface does not answer; the window is closed");
                if let Err(error) = window.destroy() {
                    tracing::error!(%error, "the window could not be closed");
                }
            }
        });
    if let Err(error) = watched {
        tracing::warn!(%error, "closing is not watched");
    }
}
