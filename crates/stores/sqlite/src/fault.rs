//! What SQLite's errors mean to whoever runs Balai.

use std::error::Error as StdError;

use balai_core::{Error, ErrorKind};
use rusqlite::types::Type;

/// An error of SQLite while `doing` something with the file at `path`, with what to do about it.
pub(crate) fn fault(doing: &str, path: &str, error: rusqlite::Error) -> Error {
    let advice = match &error {
        rusqlite::Error::FromSqlConversionFailure(..) => {
            "the file holds what this Balai did not write there; if a newer one did, update Balai"
        }
        error => match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy) => {
                "another process is writing to it and does not end; wait for it or end it, then try again"
            }
            Some(rusqlite::ErrorCode::DiskFull) => {
                "the disk is full; free some space and run the harvest again"
            }
            Some(rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::PermissionDenied) => {
                "it may not be written to; change its permissions, and its folder's, or choose another path"
            }
            Some(rusqlite::ErrorCode::CannotOpen) => {
                "check that its folder exists and may be written to, or choose another path"
            }
            Some(rusqlite::ErrorCode::NotADatabase) => "it is no SQLite file; choose another path",
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
                "the file is damaged; restore a backup, or move it away and harvest again"
            }
            Some(rusqlite::ErrorCode::SystemIoFailure) => "check the disk",
            _ => "this is likely a fault of Balai; please report it",
        },
    };
    Error::new(ErrorKind::Store, format!("{doing} failed: {error}: {advice}")).at(path).because(error)
}

/// The error of a value in the store that cannot be read, or that cannot be written.
pub(crate) fn unreadable(error: impl StdError + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}
