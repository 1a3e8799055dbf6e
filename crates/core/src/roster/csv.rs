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
    let mut lines = Lines { text: text.as_bytes(), at: 0, line: 1 };
    let mut record = csv::StringRecord::new();
    loop {
        let line = lines.of_row(reader.position().byte() as usize);
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => match record.deserialize::<Row>(Some(&headers)) {
                Ok(mut row) => {
                    let optional =
                        |text: &mut Option<String>| *text = text.take().filter(|text| !text.is_empty());
                    optional(&mut row.name);
                    optional(&mut row.url);
                    optional(&mut row.platform);
                    draft.add(row, line, line);
                }
                Err(error) => draft.fault(line, error.to_string(), "write true, false, or nothing"),
            },
            Err(error) => {
                let fix = format!("write as many columns as the heading has: {COLUMNS}");
                draft.fault(line, error.to_string(), &fix);
            }
        }
    }
    draft.finish()
}

/// Counts lines as a person does: blank ones and those within quotes too.
struct Lines<'a> {
    text: &'a [u8],
    /// How far it has counted, in bytes.
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line of the row that begins at `start` or, where the end of the last line and blank ones stand there,
    /// after them.
    fn of_row(&mut self, start: usize) -> usize {
        let breaks = self.text[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let end = start + breaks;
        self.line += self.text[self.at..end].iter().filter(|byte| **byte == b'\n').count();
        self.at = end;
        self.line
    }
}
