//! A child process that never outlives its owner, nor do its children.

use std::fs;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, kill_process_group};

/// A program that runs in a process group of its own. Dropping it ends the whole group at once.
#[derive(Debug)]
pub(super) struct Process {
    child: Child,
}

impl Process {
    /// Starts `program`, after `prepare` has set its arguments, environment and outputs.
    ///
    /// It goes through `setpriv` (util-linux), which asks the kernel to kill it should this process
    /// end without dropping anything, and then becomes the program.
    pub(super) fn start(program: &str, prepare: impl FnOnce(&mut Command)) -> Result<Self> {
        let mut command = Command::new("setpriv");
        command.args(["--pdeathsig", "KILL", "--", program]);
        prepare(&mut command);
        let child = command
            .process_group(0)
            .spawn()
            .with_context(|| format!("cannot start {program} through setpriv"))?;
        Ok(Self { child })
    }

    /// The child, to read from it.
    pub(super) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Its process id, which is its group's too.
    pub(super) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The names of the other living processes of its group: what it has started.
    pub(super) fn companions(&self) -> Vec<String> {
        living_in_group(self.id())
            .into_iter()
            .filter(|(id, _)| *id != self.id())
            .map(|(_, name)| name)
            .collect()
    }

    /// Whether it has ended already.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // The group, even where its first process has ended: its children may live on.
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let _ = self.child.wait();
    }
}

/// The ids and names of the processes of a group that live; a zombie does not.
pub(super) fn living_in_group(group: u32) -> Vec<(u32, String)> {
    let mut living = Vec::new();
    for entry in fs::read_dir("/proc").into_iter().flatten().flatten() {
        // `id (name) state parent group …`; the name may hold anything, parentheses too.
        let Ok(text) = fs::read_to_string(entry.path().join("stat")) else {
            continue;
        };
        let Some((head, tail)) = text.rsplit_once(") ") else {
            continue;
        };
        let fields: Vec<&str> = tail.split(' ').collect();
        let is_member = fields
            .get(2)
            .is_some_and(|field| *field == group.to_string());
        if is_member
            && fields.first() != Some(&"Z")
            && let Some((id, name)) = head.split_once(" (")
            && let Ok(id) = id.parse()
        {
            living.push((id, name.to_owned()));
        }
    }
    living
}
