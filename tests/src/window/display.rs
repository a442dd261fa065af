//! A private X server, on a display number that it finds itself.

use std::fs::OpenOptions;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use x11rb::connection::Connection as _;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, MapState,
    WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE};

use super::process::Process;

/// A running X server without a screen.
#[derive(Debug)]
pub(super) struct Display {
    _server: Process,
    name: String,
}

impl Display {
    /// Starts the server; its complaints go to the end of `log`.
    pub(super) fn start(log: &Path) -> Result<Self> {
        let complaints = OpenOptions::new().create(true).append(true).open(log)?;
        let mut server = Process::start("Xvfb", |command| {
            command
                .args(["-displayfd", "1"])
                .args(["-screen", "0", "1280x800x24"])
                .args(["-nolisten", "tcp"])
                .stdin(Stdio::null())
                .stdout(Stdio::piped())
                .stderr(complaints);
        })?;
        let output = server.child().stdout.take().context("Xvfb has no output")?;
        let mut number = String::new();
        BufReader::new(output)
            .read_line(&mut number)
            .context("Xvfb does not say its display")?;
        if number.trim().is_empty() {
            bail!("Xvfb did not start; `cargo xtask test` installs what is missing");
        }
        Ok(Self {
            _server: server,
            name: format!(":{}", number.trim()),
        })
    }

    /// Its name for the variable `DISPLAY`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Asks every visible window to close, as a window manager does when its cross is clicked.
    /// Gives how many there were.
    pub(super) fn ask_to_close(&self) -> Result<usize> {
        let (connection, screen) = RustConnection::connect(Some(&self.name))
            .with_context(|| format!("cannot speak to display {}", self.name))?;
        let atom = |name: &str| -> Result<u32> {
            Ok(connection
                .intern_atom(false, name.as_bytes())?
                .reply()?
                .atom)
        };
        let (protocols, delete) = (atom("WM_PROTOCOLS")?, atom("WM_DELETE_WINDOW")?);
        let root = connection
            .setup()
            .roots
            .get(screen)
            .context("the display has no screen")?
            .root;
        let mut asked = 0;
        for window in connection.query_tree(root)?.reply()?.children {
            let attributes = connection.get_window_attributes(window)?.reply()?;
            let property = connection
                .get_property(false, window, protocols, AtomEnum::ATOM, 0, 32)?
                .reply()?;
            let listens = property
                .value32()
                .is_some_and(|mut atoms| atoms.any(|atom| atom == delete));
            if attributes.map_state == MapState::VIEWABLE && listens {
                let event =
                    ClientMessageEvent::new(32, window, protocols, [delete, CURRENT_TIME, 0, 0, 0]);
                connection.send_event(false, window, EventMask::NO_EVENT, event)?;
                asked += 1;
            }
        }
        // An answer to anything says that the server has taken everything before it.
        connection.get_input_focus()?.reply()?;
        Ok(asked)
    }

    /// What the clipboard holds as that kind of text (`text/html`, `UTF8_STRING`), as another
    /// program is given it.
    pub(super) fn clipboard(&self, kind: &str) -> Result<String> {
        let (connection, screen) = RustConnection::connect(Some(&self.name))
            .with_context(|| format!("cannot speak to display {}", self.name))?;
        let atom = |name: &str| -> Result<u32> {
            Ok(connection
                .intern_atom(false, name.as_bytes())?
                .reply()?
                .atom)
        };
        let root = connection
            .setup()
            .roots
            .get(screen)
            .context("the display has no screen")?
            .root;
        let window = connection.generate_id()?;
        connection.create_window(
            COPY_DEPTH_FROM_PARENT,
            window,
            root,
            0,
            0,
            1,
            1,
            0,
            WindowClass::INPUT_OUTPUT,
            COPY_FROM_PARENT,
            &CreateWindowAux::new(),
        )?;
        let place = atom("QP_CLIPBOARD")?;
        connection.convert_selection(
            window,
            atom("CLIPBOARD")?,
            atom(kind)?,
            place,
            CURRENT_TIME,
        )?;
        connection.flush()?;
        loop {
            if let Event::SelectionNotify(told) = connection.wait_for_event()? {
                if told.property == NONE {
                    bail!("the clipboard holds no {kind}");
                }
                break;
            }
        }
        let held = connection
            .get_property(true, window, place, AtomEnum::ANY, 0, u32::MAX)?
            .reply()?;
        Ok(String::from_utf8(held.value)?)
    }
}
