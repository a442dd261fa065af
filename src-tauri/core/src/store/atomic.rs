//! Writing a file so that it is never seen half-written.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

/// The start of every temporary file's name; the scan and the watcher pass over such files.
pub(super) const TEMPORARY_PREFIX: &str = ".qp-tmp-";

/// Who may read a file that is made new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Readers {
    /// Whoever may read the files that this user makes.
    AsUsual,
    /// This user alone.
    OwnerOnly,
}

/// Replaces `path` with `bytes`, or creates it.
///
/// At every moment, a power cut included, `path` holds either its old bytes or the new ones, and
/// once this has returned it holds the new ones for good, as far as the file system can be told to
/// keep them: a temporary file in the same folder is written and synced, renamed over `path`, and
/// the folder synced. Permissions of an existing file are kept; a symbolic link is followed, so
/// that the file it points to is the one replaced.
///
/// # Errors
///
/// Any error of the file system, and [`io::ErrorKind::PermissionDenied`] where the file is
/// read-only. `path` is then unchanged and no temporary file is left.
pub fn atomic_write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = folder_of(&target);
    let present = fs::metadata(&target)
        .ok()
        .map(|present| present.permissions());
    if present.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let file = temporary(folder, bytes, Readers::AsUsual)?;
    if let Some(permissions) = present {
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(&target).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

/// Creates `path` with `bytes`, never replacing anything.
///
/// # Errors
///
/// [`io::ErrorKind::AlreadyExists`] where `path` exists, or any other error of the file system;
/// nothing is left behind then.
pub fn atomic_create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create(path, bytes, Readers::AsUsual)
}

/// As [`atomic_create`], for a file that only this user may read.
pub(crate) fn atomic_create_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    create(path, bytes, Readers::OwnerOnly)
}

fn create(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    let folder = folder_of(path);
    let file = temporary(folder, bytes, readers)?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    sync_folder(folder);
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn temporary(folder: &Path, bytes: &[u8], readers: Readers) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY_PREFIX);
    #[cfg(unix)]
    if readers == Readers::AsUsual {
        use std::os::unix::fs::PermissionsExt as _;
        // What the user's mask takes away is taken away, as from any file that is made.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = readers;
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Makes the new name last through a power cut. The file is in place already, so a file system
/// that cannot sync a folder has not failed to write. Windows keeps names in its journal.
fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Err(error) = File::open(folder).and_then(|folder| folder.sync_all())
    {
        tracing::warn!(kind = ?error.kind(), "a folder could not be synced");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_replaces_and_leaves_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        atomic_write(&path, b"one").unwrap();
        atomic_write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_create_never_replaces() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        atomic_create(&path, b"one").unwrap();
        let error = atomic_create(&path, b"two").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_failed_write_keeps_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing").join("a.md");
        assert!(atomic_write(&missing, b"x").is_err());
        assert!(!missing.exists());
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        atomic_write(&path, b"one").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        let error = atomic_write(&path, b"two").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("real.md");
        let link = folder.path().join("link.md");
        atomic_write(&real, b"one").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink(&real, &link).unwrap();
        atomic_write(&link, b"two").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"two");
        assert_eq!(
            fs::metadata(&real).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}
