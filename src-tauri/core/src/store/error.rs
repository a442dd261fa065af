//! What can go wrong on the disk, always with the path.

use std::io;
use std::path::{Path, PathBuf};

use crate::error::{ErrorCode, Failure};
use crate::note::{FrontMatterError, Status};

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder is not a notebook: it has neither a `qp` nor a `policy` folder.
    #[error("{} is not a notebook", .0.display())]
    NotANotebook(PathBuf),
    /// The notebook has no such item.
    #[error("{0} is not in the notebook")]
    NotFound(String),
    /// An item of that id, or a file of that name, is there already.
    #[error("{0} is in the notebook already")]
    AlreadyExists(String),
    /// The item's file cannot be read as what it is, so it is not written to.
    #[error("{} cannot be read as a note or policy", .0.display())]
    NotReadable(PathBuf),
    /// The front matter cannot be changed safely.
    #[error("{}: {source}", path.display())]
    FrontMatter {
        /// The file.
        path: PathBuf,
        /// Why.
        source: FrontMatterError,
    },
    /// Reading failed.
    #[error("{} cannot be read: {source}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Writing failed; what was there before is untouched.
    #[error("{} cannot be written: {source}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The note is approved or archived: only its state may change.
    #[error("{id} is {status}: it must be reopened before it is changed")]
    Locked {
        /// The note.
        id: String,
        /// Its state.
        status: Status,
    },
    /// Changes outside cannot be watched for.
    #[error("{} cannot be watched: {source}", path.display())]
    Watch {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: notify::Error,
    },
}

impl StoreError {
    pub(crate) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Read { path, source }
    }

    pub(crate) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Write { path, source }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let at = |code: ErrorCode, path: &Path| Self::new(code).with("path", path.display());
        match &error {
            StoreError::NotANotebook(path) => at(ErrorCode::NotANotebook, path),
            StoreError::NotFound(id) => Self::new(ErrorCode::NotFound).with("id", id),
            StoreError::AlreadyExists(id) => Self::new(ErrorCode::AlreadyExists).with("id", id),
            StoreError::NotReadable(path) => {
                Self::new(ErrorCode::NotReadable).with("id", path.display())
            }
            StoreError::FrontMatter { path, source } => {
                let field = match source {
                    FrontMatterError::NotEditable(field) => field.as_str(),
                    FrontMatterError::Invalid(_) => "---",
                };
                at(ErrorCode::FrontMatterNotEditable, path).with("field", field)
            }
            StoreError::Read { path, source } => {
                at(ErrorCode::ReadFailed, path).with("reason", source)
            }
            StoreError::Write { path, source } => {
                let code = match source.kind() {
                    io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                        ErrorCode::DiskFull
                    }
                    io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                        ErrorCode::NotAllowed
                    }
                    _ => ErrorCode::WriteFailed,
                };
                at(code, path).with("reason", source)
            }
            StoreError::Locked { id, status } => Failure::new(ErrorCode::Locked)
                .with("id", id)
                .with("status", status),
            StoreError::Watch { path, source } => {
                at(ErrorCode::ReadFailed, path).with("reason", source)
            }
        }
    }
}
