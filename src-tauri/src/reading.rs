//! A policy's earlier texts, for the reader: which there are, and what has changed since.

use qp_core::notebook::{ReplacedText, TextComparison};
use tauri::State;

use crate::commands::Answer;
use crate::desk::Desk;

/// The texts of a policy that newer ones have replaced, newest first.
#[tauri::command(async)]
pub(crate) fn list_replaced(desk: State<'_, Desk>, slug: &str) -> Answer<Vec<ReplacedText>> {
    desk.notebook()?.replaced_texts(slug)
}

/// A text that was replaced, held against the one of now, clause by clause.
#[tauri::command(async)]
pub(crate) fn compare_replaced(
    desk: State<'_, Desk>,
    slug: &str,
    name: &str,
) -> Answer<TextComparison> {
    desk.notebook()?.compare_replaced(slug, name)
}
