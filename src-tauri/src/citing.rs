//! What the window asks while a note is written that cites policies.

use qp_core::notebook::CitedClause;
use qp_core::policy::Citation;
use tauri::State;

use crate::commands::Answer;
use crate::desk::Desk;

/// What citations lead to, in their order.
#[tauri::command(async)]
pub(crate) fn describe_citations(
    desk: State<'_, Desk>,
    citations: Vec<Citation>,
) -> Answer<Vec<CitedClause>> {
    Ok(desk.notebook()?.describe(&citations))
}
