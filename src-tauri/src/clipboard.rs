//! The clipboard for text with its formatting. A web view rewrites the HTML that it puts there: WebKit makes no-break
//! spaces of plain ones, others add styles; what is put there from here is what was written.

use std::sync::{Mutex, PoisonError};

use qp_core::error::{ErrorCode, Failure};

/// Says how the HTML is encoded, to programs that would guess. Windows' own format says it itself.
const ENCODING: &str = if cfg!(windows) {
    ""
} else {
    r#"<meta charset="utf-8">"#
};

/// The system's clipboard, opened when it is first wanted. On X11 it answers for what it holds, so it is kept.
#[derive(Default)]
pub(crate) struct Clipboard(Mutex<Option<arboard::Clipboard>>);

impl Clipboard {
    /// Puts HTML there, and the same as plain text for programs that want that.
    pub(crate) fn put(&self, html: &str, plain: &str) -> Result<(), Failure> {
        let failed =
            |error: arboard::Error| Failure::new(ErrorCode::Internal).with("reason", error);
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let clipboard = match open.as_mut() {
            Some(clipboard) => clipboard,
            None => open.insert(arboard::Clipboard::new().map_err(failed)?),
        };
        let put = clipboard.set_html(format!("{ENCODING}{html}"), Some(plain.to_owned()));
        if put.is_err() {
            // Another display server, or none any more: it is opened anew the next time.
            *open = None;
        }
        put.map_err(failed)
    }

    /// Hands what is there over to the system before the program ends.
    pub(crate) fn let_go(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
