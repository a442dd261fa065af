//! A lock file that programs of this computer hold while they write the same thing.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a write waits for another program's.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often it looks whether it may go on.
const PAUSE: Duration = Duration::from_millis(5);

/// Locks the file at `path`, which is made where it is missing, until the result is dropped.
///
/// # Errors
///
/// [`io::ErrorKind::TimedOut`] where another program holds the lock for [`PATIENCE`]: better a
/// write that fails, and is tried again, than a window that hangs with it. Any other error of the
/// file system.
pub(crate) fn locked(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = File::options().create(true).append(true).open(path)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if begun.elapsed() > PATIENCE => {
                return Err(io::ErrorKind::TimedOut.into());
            }
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
        }
    }
}
