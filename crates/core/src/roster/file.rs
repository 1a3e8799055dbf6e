//! Rosters in files.

use std::path::Path;

use super::{Roster, RosterError, RosterFault};
use crate::{Error, ErrorKind, RegionCode, Result};

impl Roster {
    /// Reads a roster from a file, CSV where its name ends so, else TOML. `exists` tells which regions there are.
    ///
    /// # Errors
    ///
    /// Config: the file cannot be read, or every fault that it has, a line each.
    pub fn from_file(path: impl AsRef<Path>, exists: impl Fn(RegionCode) -> bool) -> Result<Self> {
        let path = path.as_ref();
        let wrong = |what: String| Error::new(ErrorKind::Config, what);
        let bytes =
            std::fs::read(path).map_err(|error| wrong(format!("cannot read {}: {error}", path.display())))?;
        let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
        let read = match text(&bytes) {
            Ok(text) if is_csv => Self::from_csv_of(text, exists),
            Ok(text) => Self::from_toml_of(text, exists),
            Err(error) => Err(error),
        };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        read.map(|roster| Self { folder, ..roster }).map_err(|error| {
            let (n, s) = (error.faults.len(), if error.faults.len() == 1 { "" } else { "s" });
            let faults: String = error.faults.iter().map(|fault| format!("\n  {fault}")).collect();
            wrong(format!("{} has {n} fault{s}:{faults}", path.display()))
        })
    }
}

/// The text of a file: spreadsheets may save it in another encoding than ours.
fn text(bytes: &[u8]) -> Result<&str, RosterError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let line = 1 + bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        let fix = "save the file in UTF-8: in Excel as “CSV UTF-8 (Comma delimited)”";
        RosterError { faults: vec![RosterFault::new(line, "there is a character that is not UTF-8", fix)] }
    })
}
