//! Rosters as spreadsheets write them.

use super::draft::{Draft, Row};
use super::{Roster, RosterError};
use crate::RegionCode;

/// Reads a roster from CSV with a heading, of villages that exist.
pub(super) fn read(text: &str, exists: impl Fn(RegionCode) -> bool) -> Result<Roster, RosterError> {
    const COLUMNS: &str = "code,name,url,platform,accept_invalid_certificate";
    let text = text.trim_start_matches('\u{feff}');
    // Spreadsheets of Indonesian locale write semicolons.
    let heading = text.lines().next().unwrap_or_default();
    let delimiter = if heading.contains(';') && !heading.contains(',') { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut draft = Draft::new(&exists);
    let headers = reader.headers().cloned().unwrap_or_default();
    let fix = format!("write the heading {COLUMNS}; only code is required");
    if !headers.iter().any(|name| name == "code") {
        draft.fault(1, "there is no column `code`", &fix);
        return draft.finish();
    }
    for name in headers.iter().filter(|name| !COLUMNS.split(',').any(|known| known == *name)) {
        draft.fault(1, format!("the column `{name}` is unknown"), &fix);
    }
    let mut record = csv::StringRecord::new();
    loop {
        // Lines as a person counts them: blank ones and those within quotes too.
        let line = reader.position().line() as usize;
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().map_or(line, |position| position.line() as usize);
                match record.deserialize::<Row>(Some(&headers)) {
                    Ok(mut row) => {
                        let optional =
                            |text: &mut Option<String>| *text = text.take().filter(|text| !text.is_empty());
                        optional(&mut row.name);
                        optional(&mut row.url);
                        optional(&mut row.platform);
                        draft.add(row, line, line);
                    }
                    Err(error) => draft.fault(line, error.to_string(), "write true, false, or nothing"),
                }
            }
            Err(error) => {
                let line = error.position().map_or(line, |position| position.line() as usize);
                let fix = format!("write as many columns as the heading has: {COLUMNS}");
                draft.fault(line, error.to_string(), &fix);
            }
        }
    }
    draft.finish()
}
