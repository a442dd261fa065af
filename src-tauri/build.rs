//! Generates a permission for each of the window's commands, and embeds the interface.

use tauri_build::{AppManifest, Attributes};

/// The commands that `src/commands.rs` registers; `capabilities/main.json` allows them one by one.
const COMMANDS: &[&str] = &[
    "cancel_export",
    "check_note",
    "choose_template",
    "clear_recent_searches",
    "close_window",
    "compare_past",
    "confirm_citation",
    "copy_rich",
    "create_note",
    "discard_recovered",
    "export_memory",
    "export_notes",
    "find_earlier",
    "find_marks",
    "find_memory",
    "get_note",
    "get_policy",
    "get_registry",
    "import_dropped",
    "import_files",
    "import_memory",
    "import_text",
    "keep_recovery",
    "list_behind",
    "list_citing",
    "list_items",
    "list_past",
    "list_searches",
    "list_sitting",
    "list_stale",
    "list_synonym_problems",
    "list_translations",
    "mark_translated",
    "open_export",
    "open_link",
    "open_notebook",
    "open_session",
    "preview_export",
    "remember_search",
    "remove_search",
    "remove_template",
    "rename_search",
    "save_note",
    "save_search",
    "save_settings",
    "search",
    "send_translation",
    "show_export",
    "similar_to",
    "similar_to_text",
    "still_here",
    "take_translation",
    "unconfirm_citation",
    "window_ready",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(Attributes::new().app_manifest(manifest))?;
    Ok(())
}
