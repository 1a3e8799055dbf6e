//! Tables as files: CSV in whatever dialect, and lists of JSON objects.

use balai_core::{Error, Page, Result};
use balai_extract::charset;
use serde_json::{Map, Value};

use crate::cell::Cell;

/// What a file holds: lines of cells, of which one is the header. And whether all of it came, as far as can be seen.
pub(crate) fn lines(page: &Page) -> Result<(Vec<Vec<Cell>>, bool)> {
    if page.body.starts_with(b"PK\x03\x04") || page.body.starts_with(b"\xd0\xcf\x11\xe0") {
        let message =
            "the resource is a workbook: the platform `table` reads it, with this address as its url";
        return Err(Error::not_offered(message).at(&page.url));
    }
    let text = charset::decode(&page.body, page.headers.get("content-type").unwrap_or_default());
    let text = text.trim_start_matches('\u{feff}');
    match text.trim_start().chars().next() {
        // An upload that is no more there answers with a page.
        Some('<') => Err(Error::malformed("a page is where a table is due").at(&page.url).excerpt(text)),
        Some('[') => match objects(text) {
            Ok(lines) => Ok((lines, true)),
            Err(error) => Err(Error::from(error).at(&page.url)),
        },
        Some(_) => {
            let mut lines = csv(text);
            // A cut number is another number. Whoever tells the length is found out where less comes.
            let is_whole = text.ends_with('\n') || page.headers.get("content-length").is_some();
            if !is_whole {
                lines.pop();
            }
            Ok((lines, is_whole))
        }
        None => Err(Error::malformed("the file is empty").at(&page.url)),
    }
}

/// Lines of CSV; one that cannot be read is passed over.
fn csv(text: &str) -> Vec<Vec<Cell>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    reader.records().filter_map(Result::ok).map(|line| line.iter().map(Cell::new).collect()).collect()
}

/// The mark between cells: the one of which the first lines have the most.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().take(20).collect::<Vec<_>>().join("\n");
    // The comma last: of several that are equally many the last one wins, and it is the usual one.
    [b'|', b'\t', b';', b',']
        .into_iter()
        .max_by_key(|mark| head.bytes().filter(|byte| byte == mark).count())
        .unwrap_or(b',')
}

/// A list of objects: the names of the first one's values are the header.
fn objects(text: &str) -> Result<Vec<Vec<Cell>>, serde_json::Error> {
    let objects: Vec<Map<String, Value>> = serde_json::from_str(text)?;
    let Some(names) = objects.first().map(|first| first.keys().cloned().collect::<Vec<_>>()) else {
        return Ok(Vec::new());
    };
    let cell = |value: &Value| serde_json::from_value(value.clone()).unwrap_or_default();
    let row = |object: &Map<String, Value>| {
        names.iter().map(|name| object.get(name).map(cell).unwrap_or_default()).collect()
    };
    let header = names.iter().map(|name| Cell::new(name)).collect();
    Ok([header].into_iter().chain(objects.iter().map(row)).collect())
}

/// The header and the rows below it. The header is the last line before the first that names a village; where it has
/// gaps, as merged cells leave them, the line above fills them.
pub(crate) fn table(
    lines: Vec<Vec<Cell>>,
    names_village: impl Fn(&str) -> bool,
) -> Result<(Vec<String>, Vec<Vec<Cell>>)> {
    let names =
        |line: &Vec<Cell>| line.iter().any(|cell| matches!(cell, Cell::Text(text) if names_village(text)));
    let first = lines.iter().position(names).filter(|first| *first > 0);
    let first =
        first.ok_or_else(|| Error::malformed("no line of the file below a header names a village"))?;
    let above = first.checked_sub(2).map(|place| &lines[place]);
    let width = lines[first..].iter().map(Vec::len).max().unwrap_or_default().max(lines[first - 1].len());
    let header = (0..width).map(|column| {
        let own = lines[first - 1].get(column).filter(|cell| **cell != Cell::Empty);
        own.or_else(|| above.and_then(|line| line.get(column))).map(Cell::text).unwrap_or_default()
    });
    let header = header.collect();
    let rows = lines.into_iter().skip(first).map(|mut row| {
        row.resize(width, Cell::Empty);
        row
    });
    Ok((header, rows.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use balai_core::{ErrorKind, Tls};

    fn page(body: &'static [u8]) -> Page {
        Page {
            url: "https://data.example/x.csv".parse().expect("a URL"),
            status: 200,
            headers: [("Content-Type", "text/csv")].into_iter().collect(),
            fetched_at: jiff::Timestamp::UNIX_EPOCH,
            tls: Tls::Verified,
            body: body.into(),
        }
    }

    fn read(body: &'static [u8]) -> (Vec<String>, Vec<Vec<Cell>>) {
        let is_village = |name: &str| matches!(name, "Beji" | "Biting");
        table(lines(&page(body)).expect("lines").0, is_village).expect("a table")
    }

    #[test]
    fn the_header_is_found_below_titles() {
        let (header, rows) = read(b"\xef\xbb\xbfJUMLAH PENDUDUK;;\r\nTahun 2025;;\r\n\r\nDesa;Penduduk;\r\n;L;P\r\nBeji;1.234;\"1.001\"\r\nBiting;9;8\r\n");
        assert_eq!(header, ["Desa", "L", "P"]);
        assert_eq!(rows[0], [Cell::new("Beji"), Cell::new("1.234"), Cell::new("1.001")]);
        assert_eq!(rows.len(), 2);
    }

    #[test]
    fn short_rows_are_filled_and_objects_are_rows() {
        let (header, rows) = read(b"Desa,Jumlah\nBeji,5\nBiting\n");
        assert_eq!(header, ["Desa", "Jumlah"]);
        assert_eq!(rows[1], [Cell::new("Biting"), Cell::Empty]);
        let (header, rows) = read(br#"[{"desa":"Beji","jumlah":5},{"desa":"Biting"}]"#);
        assert_eq!(header, ["desa", "jumlah"]);
        assert_eq!(rows, [[Cell::new("Beji"), Cell::Number(5.0)], [Cell::new("Biting"), Cell::Empty]]);
    }

    #[test]
    fn a_line_that_may_be_cut_is_not_read() {
        let cut = page(b"Desa,Jumlah\nBeji,512\nBiting,51");
        assert_eq!(lines(&cut).expect("lines").0.len(), 2, "51 may be 512");
        let headers = [("Content-Length", "32")].into_iter().collect();
        let (lines, is_whole) = lines(&Page { headers, ..cut }).expect("lines");
        assert_eq!((lines.len(), is_whole), (3, true), "less than told would have been an error");
    }

    #[test]
    fn what_is_no_table_is_told() {
        for (body, kind) in [
            (&b"PK\x03\x04..."[..], ErrorKind::NotOffered),
            (b"<!doctype html><p>Halaman tidak ditemukan", ErrorKind::Malformed),
            (b"", ErrorKind::Malformed),
            (b"[1, 2]", ErrorKind::Malformed),
        ] {
            assert_eq!(lines(&page(body)).expect_err("no table").kind(), kind);
        }
        let (lines, _) = lines(&page(b"Beji,5\nBiting,6\n")).expect("lines");
        assert!(
            table(lines, |name| name == "Beji").is_err(),
            "without a header nothing says what is counted"
        );
    }
}
