//! Where something stands, as a spreadsheet shows it.

use std::fmt;

/// A sheet, and where in it: `sheet "APBDes", row 7, column D (anggaran)`.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place<'a> {
    /// The sheet's name; a CSV file has none.
    pub(crate) sheet: Option<&'a str>,
    /// The row, from 1.
    pub(crate) row: Option<u32>,
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.sheet, self.row) {
            (Some(sheet), Some(row)) => write!(f, "sheet \"{sheet}\", row {row}"),
            (Some(sheet), None) => write!(f, "sheet \"{sheet}\""),
            (None, Some(row)) => write!(f, "row {row}"),
            (None, None) => f.write_str("the file"),
        }
    }
}

/// A column as a person calls it: `column D (anggaran)`.
pub(crate) fn column(index: usize, heading: &str) -> String {
    format!("column {} ({heading})", letters(index))
}

/// The letters above a column, counted from 0.
pub(crate) fn letters(index: usize) -> String {
    let mut letters = String::new();
    let mut left = index + 1;
    while left > 0 {
        left -= 1;
        letters.insert(0, char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters
}

/// A cell's text in a message: its beginning, without long numbers, which may be somebody's.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 40;
    const NUMBER: usize = 8;
    let is_long = |word: &str| word.chars().filter(char::is_ascii_digit).count() > NUMBER;
    let words = text.split_whitespace().map(|word| if is_long(word) { "…" } else { word });
    let shown = words.collect::<Vec<_>>().join(" ");
    match shown.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("“{}…”", &shown[..cut]),
        None => format!("“{shown}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_spreadsheets_do() {
        let called = [0, 3, 25, 26, 27, 51, 52, 701, 702].map(letters);
        assert_eq!(called, ["A", "D", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA"]);
        assert_eq!(column(3, "anggaran"), "column D (anggaran)");
        let place = Place { sheet: Some("APBDes"), row: Some(7) };
        assert_eq!(place.to_string(), "sheet \"APBDes\", row 7");
    }

    #[test]
    fn a_quotation_tells_no_number() {
        assert_eq!(quote("NIK 3304159999000000 Siti"), "“NIK … Siti”");
        assert_eq!(quote("Rp 1.250.000"), "“Rp 1.250.000”");
        assert_eq!(quote(&"a".repeat(50)).chars().count(), 43);
    }
}
