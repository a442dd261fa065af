//! The window of QP Notes / Notes PDQ: a thin shell over `qp-core`.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod api;
#[cfg(test)]
mod bindings;
mod citing;
mod clipboard;
mod closing;
mod commands;
mod desk;
mod dialogs;
mod importing;
mod reading;
mod staleness;
mod word;

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use tauri::{App, AppHandle, Manager as _, RunEvent, Url, WindowEvent};
use tauri_plugin_window_state::StateFlags;

use clipboard::Clipboard;
use closing::Closing;
use commands::Painted;
use desk::Desk;

/// How long the window waits for the interface's first paint before it is shown all the same.
const FIRST_PAINT: Duration = Duration::from_secs(5);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::from_default_env())
        .with_writer(std::io::stderr)
        .init();
    let desk = Desk::with_choices();
    let folder = notebook_argument().or_else(|| desk.last_notebook());
    let (painted, first_paint) = mpsc::sync_channel(1);
    let builder = tauri::Builder::default();
    #[cfg(target_os = "linux")]
    let builder = builder.plugin(single_instance(folder.as_deref()));
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .plugin(stay_at_home())
        .manage(desk)
        .manage(Painted(painted))
        .manage(Closing::default())
        .manage(Clipboard::default())
        .invoke_handler(commands::handler())
        .on_window_event(|window, event| match event {
            WindowEvent::Focused(true) if window.state::<Desk>().comes_back() => {
                look_over(window.app_handle());
            }
            WindowEvent::CloseRequested { .. } => {
                closing::watch(window.app_handle(), window.label());
            }
            _ => {}
        })
        .setup(move |app| {
            #[cfg(target_os = "linux")]
            set_up_web_view(app)?;
            show_after_first_paint(app, first_paint)?;
            if let Some(folder) = folder {
                Desk::open_behind(app.handle(), folder)?;
            }
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(|app, event| {
            if let RunEvent::Exit = event {
                app.state::<Clipboard>().let_go();
                if let Ok(notebook) = app.state::<Desk>().notebook() {
                    notebook.settle();
                }
            }
        });
    Ok(())
}

/// The folder after `--notebook`.
fn notebook_argument() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--notebook" {
            return arguments.next().map(PathBuf::from);
        }
    }
    None
}

/// One window a notebook: a second program on the same notebook brings the first one's window to
/// the front and ends. Elsewhere than on Linux the plug-in knows one instance of all notebooks, so
/// there a second program opens beside the first: saves merge, and the index is read-only for it.
#[cfg(target_os = "linux")]
fn single_instance(folder: Option<&std::path::Path>) -> tauri::plugin::TauriPlugin<tauri::Wry> {
    let folder = folder.and_then(|folder| std::fs::canonicalize(folder).ok());
    let name = folder.map_or_else(String::new, |folder| folder.to_string_lossy().into_owned());
    let key = qp_core::note::content_hash(name.as_bytes());
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(format!("ca.qpnotes.desktop.n{}", &key.as_str()[..16]))
        .callback(|app: &AppHandle, _, _| {
            if let Some(window) = app.get_webview_window("main") {
                let raised = window.unminimize().and_then(|()| window.set_focus());
                if let Err(error) = raised {
                    tracing::warn!(%error, "the window could not be raised");
                }
            }
        })
        .build()
}

/// Checks spelling, which WebKitGTK does not unless it is asked to. It takes a word for right that one
/// of the dictionaries has; which are there is the system's business (Enchant). Other web views go by
/// the language of the text and need no telling.
///
/// Draws what has changed of the window and no more where no graphics card would put the whole of it
/// together: that takes the processor 40 ms a frame, several frames a key.
#[cfg(target_os = "linux")]
fn set_up_web_view(app: &App) -> tauri::Result<()> {
    use webkit2gtk::{
        HardwareAccelerationPolicy, SettingsExt as _, WebContextExt as _, WebViewExt as _,
    };

    let Some(window) = app.get_webview_window("main") else {
        return Ok(());
    };
    window.with_webview(|view| {
        let view = view.inner();
        if let Some(context) = view.context() {
            let dictionaries = qp_core::lang::Lang::ALL.map(|lang| lang.tag().replace('-', "_"));
            let dictionaries: Vec<&str> = dictionaries.iter().map(String::as_str).collect();
            context.set_spell_checking_languages(&dictionaries);
            context.set_spell_checking_enabled(true);
        }
        if let Some(settings) = webkit2gtk::WebViewExt::settings(&view)
            && !has_graphics_card()
        {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
}

/// Whether something here draws for the processor: the kernel offers it as a render node.
#[cfg(target_os = "linux")]
fn has_graphics_card() -> bool {
    let nodes = std::fs::read_dir("/dev/dri")
        .into_iter()
        .flatten()
        .flatten();
    (nodes.map(|node| node.file_name())).any(|name| name.to_string_lossy().starts_with("renderD"))
}

/// The web view shows the interface and nothing else, whatever is clicked or dropped.
fn stay_at_home() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri::plugin::Builder::new("stay-at-home")
        .on_navigation(|_, url: &Url| {
            let own = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
            let developing = cfg!(dev) && url.host_str() == Some("localhost");
            own || developing || url.as_str() == "about:blank"
        })
        .build()
}

/// Not every change is seen by the watch (a network drive tells none): coming back to the window
/// looks over the files once more, off the window's own thread.
fn look_over(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if let Ok(notebook) = app.state::<Desk>().notebook() {
            desk::look(&app, &notebook, None);
        }
    });
}

fn show_after_first_paint(app: &App, first_paint: Receiver<()>) -> std::io::Result<()> {
    let app = app.handle().clone();
    std::thread::Builder::new()
        .name("first-paint".to_owned())
        .spawn(move || {
            // Told or not, the window is shown: a user with a blank window can at least close it.
            let _ = first_paint.recv_timeout(FIRST_PAINT);
            if let Some(window) = app.get_webview_window("main")
                && let Err(error) = window.show()
            {
                tracing::error!(%error, "the window could not be shown");
            }
        })?;
    Ok(())
}
