//! What the window asks while a note is written that cites policies.

use qp_core::note::Reference;
use qp_core::notebook::CitedClause;
use qp_core::policy::Citation;
use tauri::State;

use crate::commands::Answer;
use crate::desk::Desk;

/// How many of the usual citations are offered.
const USUAL: usize = 8;

/// What citations lead to, in their order.
#[tauri::command(async)]
pub(crate) fn describe_citations(
    desk: State<'_, Desk>,
    citations: Vec<Citation>,
) -> Answer<Vec<CitedClause>> {
    Ok(desk.notebook()?.describe(&citations))
}

/// What other notes cite most and last.
#[tauri::command(async)]
pub(crate) fn list_usual_citations(
    desk: State<'_, Desk>,
    except: Reference,
) -> Answer<Vec<Citation>> {
    Ok(desk.notebook()?.usual_citations(Some(&except), USUAL))
}
