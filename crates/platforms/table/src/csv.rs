//! CSV as a sheet, in whatever charset and with whatever separator.

use std::sync::Arc;

use balai_core::Result;
use balai_extract::charset;
use csv::{ReaderBuilder, StringRecord};

use crate::grid::{Builder, Cell, Grid};
use crate::heading::{SOUGHT, fold};
use crate::layout;

/// A CSV file's only sheet.
pub(crate) struct Sheet {
    pub(crate) grid: Arc<Grid>,
    /// Whether the file seems to break off.
    pub(crate) is_cut: bool,
}

/// Reads CSV.
///
/// # Errors
///
/// Too large.
pub(crate) fn read(body: &[u8], content_type: &str) -> Result<Sheet> {
    let text = charset::decode(body, content_type);
    let (told, text) = told_separator(&text);
    let separator = told.unwrap_or_else(|| separator(text));
    let mut builder = Builder::default();
    let mut records = Records::new(text, separator);
    // A file that says which separator it has spends its first row on that.
    let first = u32::from(told.is_some());
    let (mut widest, mut last) = (0, 0);
    let mut last_has_break = false;
    while let Some((row, record)) = records.next() {
        let row = first.saturating_add(row);
        for (column, field) in record.iter().enumerate() {
            builder.push(row, column, Cell::Text(field))?;
        }
        (widest, last) = (widest.max(record.len()), record.len());
        last_has_break = record.iter().next_back().is_some_and(|field| field.contains('\n'));
    }
    let ends_in_a_line = text.ends_with(['\n', '\r']);
    let is_quote_open = !text.matches('"').count().is_multiple_of(2) && (last_has_break || !ends_in_a_line);
    Ok(Sheet {
        grid: Arc::new(builder.finish()),
        is_cut: is_quote_open || (!ends_in_a_line && last < widest),
    })
}

/// The separator of a file that begins with `sep=;`, and the text below that.
fn told_separator(text: &str) -> (Option<u8>, &str) {
    let line = text.lines().next().unwrap_or_default();
    match line.trim().strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => (Some(*separator), text[line.len()..].trim_start_matches(['\r', '\n'])),
        _ => (None, text),
    }
}

/// The separator by which the first rows have most headings that are known; where none has any, most columns.
fn separator(text: &str) -> u8 {
    let likely = |separator: &u8| {
        let mut records = Records::new(text, *separator);
        let mut most = (0, 0);
        for _ in 0..SOUGHT {
            let Some((_, record)) = records.next() else { break };
            let known = record.iter().filter(|field| layout::is_heading(&fold(field))).count();
            most = most.max((known, record.len()));
        }
        most
    };
    // Of several that do equally well the last counts.
    *[b'|', b'\t', b',', b';'].iter().max_by_key(|separator| likely(separator)).unwrap_or(&b';')
}

/// The records of a text, each with the row that a spreadsheet shows it in, from 0.
struct Records<'t> {
    reader: csv::Reader<&'t [u8]>,
    record: StringRecord,
    ends_in_a_line: bool,
    /// The row of the next record, if no blank line is before it.
    row: u32,
}

impl<'t> Records<'t> {
    fn new(text: &'t str, separator: u8) -> Self {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        Self { reader, record: StringRecord::new(), ends_in_a_line: text.ends_with('\n'), row: 0 }
    }

    fn next(&mut self) -> Option<(u32, &StringRecord)> {
        let before = self.reader.position().line();
        // Text in UTF-8 with rows of any length cannot fail.
        if !self.reader.read_record(&mut self.record).ok()? {
            return None;
        }
        // The reader passes over blank lines, which are rows all the same.
        let within: usize = self.record.iter().map(|field| field.matches('\n').count()).sum();
        let ends = u64::from(self.ends_in_a_line || !self.reader.is_done());
        let passed = self.reader.position().line().saturating_sub(before);
        let blank = passed.saturating_sub(ends + within as u64);
        let row = self.row.saturating_add(blank.try_into().unwrap_or(0));
        self.row = row.saturating_add(1);
        Some((row, &self.record))
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    fn rows(body: &[u8]) -> Vec<(u32, Vec<String>)> {
        let grid = read(body, "text/csv").expect("CSV").grid;
        let text = |cell: Cell<'_>| match cell {
            Cell::Text(text) => text.to_owned(),
            _ => String::new(),
        };
        grid.top(99).into_iter().map(|line| (line.number, line.cells().map(text).collect())).collect()
    }

    #[test]
    fn every_separator_and_charset() {
        for body in [
            &b"tahun;uraian;anggaran\n2026;Caf\xe9, dua;1,5\n"[..],
            b"\xef\xbb\xbftahun;uraian;anggaran\r\n2026;Caf\xc3\xa9, dua;1,5\r\n",
            b"sep=;\r\ntahun;uraian;anggaran\r\n2026;Caf\xc3\xa9, dua;1,5",
            b"tahun,uraian,anggaran\n2026,\"Caf\xc3\xa9, dua\",\"1,5\"\n",
            b"tahun\turaian\tanggaran\n2026\tCaf\xc3\xa9, dua\t1,5\n",
        ] {
            let rows: Vec<_> = rows(body).into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(rows[0], ["tahun", "uraian", "anggaran"], "{}", String::from_utf8_lossy(body));
            assert_eq!(rows[1], ["2026", "Café, dua", "1,5"]);
        }
        let utf16: Vec<u8> = "\u{feff}tahun\turaian\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&utf16)[0].1, ["tahun", "uraian"]);
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_shows_them() {
        let body = b"\n\nkategori;jumlah\n\n\"dua\nbaris\";1\n;\n\r\nISLAM;2\n";
        let numbers: Vec<_> =
            rows(body).into_iter().map(|(number, cells)| (number, cells[0].clone())).collect();
        let told = numbers.iter().map(|(number, text)| (*number, text.as_str())).collect::<Vec<_>>();
        assert_eq!(told, [(3, "kategori"), (5, "dua\nbaris"), (8, "ISLAM")]);
        assert_eq!(rows(b"sep=;\njudul;isi\n")[0].0, 2);
    }

    #[test]
    fn a_file_that_breaks_off_is_known() {
        let is_cut = |body: &[u8]| read(body, "").expect("CSV").is_cut;
        assert!(!is_cut(b"judul;isi\na;b\n"));
        assert!(!is_cut(b"judul;isi\na;b"), "a published sheet ends without a line's end");
        assert!(is_cut(b"judul;isi\na"));
        assert!(is_cut(b"judul;isi\na;\"b"));
        assert!(is_cut(b"judul;isi\na;\"b\nc;d\n"));
    }

    proptest! {
        /// Whatever separates them, and whatever stands in them: cells are what was written, in the row that was
        /// written.
        #[test]
        fn cells_come_back_from_their_rows(
            cells in vec(vec("(\\PC|[\n;,|\"]){0,8}", 3), 0..8),
            separator in prop::sample::select(b";,\t|".to_vec()),
        ) {
            let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
            writer.write_record(["tahun", "uraian", "anggaran"]).expect("a row");
            for row in &cells {
                writer.write_record(row).expect("a row");
            }
            let trimmed = |row: &Vec<String>| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
            let due = (2..).zip(cells.iter().map(trimmed));
            let due: Vec<_> = due.filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())).collect();
            let found = rows(&writer.into_inner().expect("bytes"));
            prop_assert_eq!(&found[1..], &due[..]);
        }
    }
}
