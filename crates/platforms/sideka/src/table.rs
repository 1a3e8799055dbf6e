//! A file of the open data as a table.

use balai_core::{Error, Result};
use csv::{Reader, ReaderBuilder, StringRecord, Trim};

pub(crate) struct Table<'a> {
    head: StringRecord,
    reader: Reader<&'a [u8]>,
}

impl<'a> Table<'a> {
    pub(crate) fn read(text: &'a str) -> Result<Self> {
        let mut reader = ReaderBuilder::new().flexible(true).trim(Trim::All).from_reader(text.as_bytes());
        let head = reader.headers().map_err(|error| told(&error))?.clone();
        Ok(Self { head, reader })
    }

    /// Where a column is. What the file begins with is not shown: it may be a list of people.
    pub(crate) fn column(&self, name: &str) -> Result<usize> {
        self.find(name).ok_or_else(|| Error::malformed(format!("the file has no column `{name}`")))
    }

    /// Where a column is that not every file has.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.head.iter().position(|column| column.eq_ignore_ascii_case(name))
    }

    /// The rows below the head.
    pub(crate) fn rows(self) -> impl Iterator<Item = Result<StringRecord>> {
        self.reader.into_records().map(|row| row.map_err(|error| told(&error)))
    }
}

/// The text of a cell; empty where the row has none.
pub(crate) fn cell(row: &StringRecord, place: usize) -> &str {
    row.get(place).unwrap_or_default()
}

fn told(error: &csv::Error) -> Error {
    match error.position() {
        Some(at) => Error::malformed(format!("line {} is no row of a table", at.line())),
        None => Error::malformed("the file is no table"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_name_and_nothing_of_the_file_is_told() {
        let table = Table::read("\u{feff}_id, Tahun\n1,2017\n").expect("a table");
        assert_eq!((table.find("tahun"), table.find("jumlah")), (Some(1), None));
        let people = Table::read("SITI WARGA,3304999999000001\n").expect("a table");
        let error = people.column("tahun").expect_err("no such column").to_string();
        assert!(error.contains("`tahun`") && !error.contains("SITI"), "{error}");
    }
}
