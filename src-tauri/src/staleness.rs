//! Citations that no longer stand as they were made: told, confirmed, and that taken back.

use qp_core::note::{ContentHash, Reference};
use qp_core::notebook::{StaleCitation, Unconfirmed};
use qp_core::policy::Citation;
use tauri::State;

use crate::commands::Answer;
use crate::desk::Desk;

/// The citations of a note that no longer stand as they were made.
#[tauri::command(async)]
pub(crate) fn list_stale(
    desk: State<'_, Desk>,
    reference: Reference,
) -> Answer<Vec<StaleCitation>> {
    desk.notebook()?.stale_citations(&reference)
}

/// Settles that a note may go on citing a clause as it was shown; gives what takes that back.
#[tauri::command(async)]
pub(crate) fn confirm_citation(
    desk: State<'_, Desk>,
    reference: Reference,
    citation: Citation,
    shown: ContentHash,
) -> Answer<Option<Unconfirmed>> {
    desk.notebook()?
        .confirm_citation(&reference, &citation, &shown)
}

/// Takes a confirmation back.
#[tauri::command(async)]
pub(crate) fn unconfirm_citation(
    desk: State<'_, Desk>,
    reference: Reference,
    unconfirmed: Unconfirmed,
) -> Answer<()> {
    desk.notebook()?.unconfirm_citation(&reference, unconfirmed)
}
