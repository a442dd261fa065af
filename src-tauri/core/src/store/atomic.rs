//! Writing a file so that it is never seen half-written.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

/// The start of every temporary file's name; the scan and the watcher pass over such files.
pub(super) const TEMPORARY_PREFIX: &str = ".qp-tmp-";

/// Replaces `path` with `bytes`, or creates it.
///
/// At every moment, a power cut included, `path` holds either its old bytes or the new ones, and
/// once this has returned it holds the new ones for good: a temporary file in the same folder is
/// written and synced, renamed over `path`, and the folder synced. Permissions of an existing file
/// are kept; a symbolic link is followed, so that the file it points to is the one replaced.
///
/// # Errors
///
/// Any error of the file system. `path` is then unchanged and no temporary file is left.
pub fn atomic_write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = folder_of(&target);
    let file = temporary(folder, bytes)?;
    if let Ok(present) = fs::metadata(&target) {
        file.as_file().set_permissions(present.permissions())?;
    } else {
        ordinary_permissions(file.as_file())?;
    }
    file.persist(&target).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Creates `path` with `bytes`, never replacing anything.
///
/// # Errors
///
/// [`io::ErrorKind::AlreadyExists`] where `path` exists, or any other error of the file system;
/// nothing is left behind then.
pub fn atomic_create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let file = temporary(folder, bytes)?;
    ordinary_permissions(file.as_file())?;
    file.persist_noclobber(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn temporary(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new()
        .prefix(TEMPORARY_PREFIX)
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Temporary files are private; a note is as readable as any file the user makes.
#[cfg(unix)]
fn ordinary_permissions(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "fallible on Unix")]
fn ordinary_permissions(_: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Windows syncs a renamed file's entry with the file system's own journal.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "fallible on Unix")]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
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
