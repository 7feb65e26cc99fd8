//! Errors of tantivy and of the file system as errors of this crate.

use std::io;
use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

use crate::error::{Error, ErrorKind};

/// What went wrong in tantivy, while `doing` something.
pub(crate) fn from_tantivy(doing: &str, error: TantivyError) -> Error {
    let kind = kind(&error);
    let message = match kind {
        ErrorKind::Locked => "another writer holds the index; close it, or wait until it is done".to_owned(),
        ErrorKind::IndexFormat => {
            format!("cannot {doing}: the index was written by another version: {error}")
        }
        ErrorKind::Damaged => format!("cannot {doing}: the index is damaged: {error}"),
        ErrorKind::NoSpace => format!("cannot {doing}: the disk is full"),
        _ => format!("cannot {doing}: {error}"),
    };
    Error::new(kind, message).with_source(error)
}

/// What went wrong with a file or folder, while `doing` something with it.
pub(crate) fn from_io(doing: &str, path: &Path, error: io::Error) -> Error {
    let message = format!("cannot {doing} {}: {error}", path.display());
    Error::new(io_kind(&error), message).with_source(error)
}

fn kind(error: &TantivyError) -> ErrorKind {
    match error {
        TantivyError::LockFailure(LockError::LockBusy, _) => ErrorKind::Locked,
        TantivyError::LockFailure(LockError::IoError(e), _) => io_kind(e),
        TantivyError::IncompatibleIndex(_)
        | TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(_)) => ErrorKind::IndexFormat,
        TantivyError::DataCorruption(_)
        | TantivyError::DeserializeError(_)
        | TantivyError::SchemaError(_) => ErrorKind::Damaged,
        TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_)) => ErrorKind::Damaged,
        TantivyError::IoError(e)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: e, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: e, .. })
        | TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error: e, .. }) => io_kind(e),
        _ => ErrorKind::Io,
    }
}

fn io_kind(error: &io::Error) -> ErrorKind {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorKind::NoSpace,
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => ErrorKind::Damaged,
        _ => ErrorKind::Io,
    }
}
