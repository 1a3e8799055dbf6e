//! Files on a simulated host, the sheets of simulated villages, and a visit to them.

#![allow(dead_code, unused_imports)] // each test file uses a part

use balai_core::model::Budget;
use balai_core::report::KindReport;
use balai_core::{Entity, ErrorKind, Record, Result};

mod host;
mod village;

pub(crate) use host::{Host, Kept, read, source, visit};
pub(crate) use village::{CODES, filled, villages, workbook};

/// A workbook of these sheets, every cell a text.
pub(crate) fn xlsx(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        fill(workbook.add_worksheet().set_name(*name).expect("a name"), rows);
    }
    workbook.save_to_buffer().expect("a workbook")
}

/// Writes texts into a sheet, from its first row on.
pub(crate) fn fill(page: &mut rust_xlsxwriter::Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        fill_row(page, row, cells);
    }
}

pub(crate) fn fill_row(page: &mut rust_xlsxwriter::Worksheet, row: u32, cells: &[&str]) {
    for (at, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
        page.write_string(row, at, *text).expect("a cell");
    }
}

/// CSV of these rows.
pub(crate) fn csv(rows: &[&[&str]]) -> Vec<u8> {
    let lines = rows.iter().map(|row| row.join(";") + "\n");
    lines.collect::<String>().into_bytes()
}

/// What a reading that came to its end told.
pub(crate) fn told(read: (Result<()>, KindReport, Vec<Record>)) -> (KindReport, Vec<Record>) {
    read.0.expect("it is read");
    (read.1, read.2)
}

/// What a reading that did not come to its end told.
pub(crate) fn failure(outcome: Result<()>) -> (ErrorKind, String) {
    let error = outcome.expect_err("it fails");
    (error.kind(), error.to_string())
}

/// What records are called in a list.
pub(crate) fn titles(records: &[Record]) -> Vec<String> {
    records.iter().map(|record| record.entity.title()).collect()
}

pub(crate) fn budget(record: &Record) -> &Budget {
    let Entity::Budget(budget) = &record.entity else { panic!("{record:?}") };
    budget
}
