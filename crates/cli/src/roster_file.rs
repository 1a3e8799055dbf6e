//! A roster from a file.

use std::path::Path;

use balai::{Roster, RosterError, regions};

use crate::outcome::{Failure, Result};
use crate::output;

/// Reads a roster, CSV where the file's name ends so, else TOML.
pub(crate) fn read(path: &Path) -> Result<Roster> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::file(path, "cannot read", &error))?;
    let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let exists = |code| regions::get(code).is_some();
    let roster =
        if is_csv { Roster::from_csv_of(&text, exists) } else { Roster::from_toml_of(&text, exists) };
    let folder = path.parent().unwrap_or(Path::new("")).to_owned();
    roster.map(|roster| Roster { folder, ..roster }).map_err(|error| faults(path, &error))
}

fn faults(path: &Path, error: &RosterError) -> Failure {
    let mut message =
        format!("{} has {}:", path.display(), output::count(error.faults.len() as u64, "fault"));
    for fault in &error.faults {
        message += &format!("\n  {fault}");
    }
    Failure::Usage(message)
}
