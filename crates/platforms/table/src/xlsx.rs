//! A workbook's sheets.

use std::io::{BufReader, Cursor, Read};
use std::sync::{Mutex, PoisonError};

use balai_core::{Error, ErrorKind, Result};
use bytes::Bytes;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use jiff::civil::{DateTime, Time};
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::grid::{Builder, Cell, Grid, Merged};

/// The most bytes that a workbook may unpack to: some 300,000 rows.
const LARGEST: u64 = 128 << 20;

/// A workbook. It is opened once a visit, and each sheet is read as a stream when its kind is.
pub(crate) struct Workbook(Mutex<Xlsx<Cursor<Bytes>>>);

impl Workbook {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// Malformed, where it is damaged; too large.
    pub(crate) fn open(body: Bytes) -> Result<Self> {
        weigh(&body)?;
        Xlsx::new(Cursor::new(body)).map(|workbook| Self(Mutex::new(workbook))).map_err(damaged)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Xlsx<Cursor<Bytes>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The names of the sheets that people see.
    pub(crate) fn names(&self) -> Vec<String> {
        let workbook = self.lock();
        let sheets = workbook.sheets_metadata().iter();
        let shown = sheets.filter(|it| it.typ == SheetType::WorkSheet && it.visible == SheetVisible::Visible);
        shown.map(|sheet| sheet.name.clone()).collect()
    }

    /// A sheet's cells, of its first rows or of all.
    ///
    /// # Errors
    ///
    /// Malformed, where it is damaged; too large.
    pub(crate) fn sheet(&self, name: &str, rows: Option<usize>) -> Result<Grid> {
        let mut workbook = self.lock();
        let merged = workbook.merge_cells_by_sheet_name(name).map_err(damaged)?;
        let merged = merged.into_iter().map(|area| Merged { first: area.start, last: area.end }).collect();
        let mut cells = workbook.worksheet_cells_reader(name).map_err(damaged)?;
        let percent = percents(&cells);
        let mut builder = Builder::merging(merged);
        let mut last_row = 0;
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
            let (row, column) = cell.get_position();
            if row < last_row {
                return Err(Error::malformed(
                    "the workbook is damaged: the rows of a sheet stand in no order",
                ));
            }
            last_row = row;
            if rows.is_some_and(|rows| builder.rows() >= rows) {
                break;
            }
            let is_percent = percent.get(style).copied().unwrap_or(false);
            let value = cell_of(cell.get_value(), is_percent);
            builder.push(row, column as usize, value)?;
        }
        Ok(builder.finish())
    }
}

/// Of each style whether it shows a number of a hundred: 0.4 as `40%`.
fn percents<R: Read + std::io::Seek>(cells: &XlsxCellReader<'_, R>) -> Vec<bool> {
    let is_percent = |style: &calamine::Style| {
        style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
    };
    cells.styles().iter().map(is_percent).collect()
}

fn cell_of<'c>(value: &'c DataRef<'_>, is_percent: bool) -> Cell<'c> {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) if is_percent => Cell::Number(tidy(number * 100.0)),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(text),
        DataRef::SharedString(text) => Cell::Text(text),
        DataRef::Bool(tick) => Cell::Tick(*tick),
        DataRef::DateTime(moment) => moment_of(moment.to_ymd_hms_milli()).map_or(Cell::Failed, Cell::Moment),
        DataRef::Error(_) => Cell::Failed,
    }
}

/// A number without the dust of having been multiplied: 57.99999999999999 is 58.
fn tidy(number: f64) -> f64 {
    const GRAIN: f64 = 1e9;
    (number * GRAIN).round() / GRAIN
}

fn moment_of(parts: (u16, u8, u8, u8, u8, u8, u16)) -> Option<DateTime> {
    let (year, month, day, hour, minute, second, milli) = parts;
    let date =
        jiff::civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    let time = Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, 0).ok()?;
    // Parts of a day are no whole seconds.
    let moment = date.to_datetime(time);
    if milli >= 500 { moment.checked_add(jiff::SignedDuration::from_secs(1)).ok() } else { Some(moment) }
}

fn damaged(error: XlsxError) -> Error {
    let message = match &error {
        XlsxError::Password => "the workbook is protected by a password: take it away and save it again",
        _ => "the workbook is damaged: open it in a spreadsheet program and save it again",
    };
    // What is wrong in particular names parts of the file, not what they say.
    Error::malformed(message).because(error.to_string())
}

/// Refuses what would unpack to more than can be held, whatever the file says of itself, and what promises more
/// texts than it has: for those the reader would set memory aside.
fn weigh(body: &Bytes) -> Result<()> {
    let damaged = |error: zip::result::ZipError| damaged(XlsxError::Zip(error));
    let mut archive = ZipArchive::new(Cursor::new(body.clone())).map_err(damaged)?;
    let mut left = LARGEST;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let is_texts = part.name().map_err(damaged)?.to_lowercase().ends_with("sharedstrings.xml");
        let size = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|error| damaged(error.into()))?;
        left = left.checked_sub(size).ok_or_else(|| {
            let message = format!("the workbook unpacks to more than {} MiB", LARGEST >> 20);
            Error::new(ErrorKind::TooLarge, message)
        })?;
        if is_texts {
            let part = archive.by_index(index).map_err(damaged)?;
            if promised(part) > size {
                return Err(Error::malformed("the workbook is damaged: it promises more texts than it has"));
            }
        }
    }
    Ok(())
}

/// How many texts a table of them says that it has.
fn promised(part: impl Read) -> u64 {
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let table = match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(table) | Event::Empty(table)) => table,
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => continue,
        };
        let count = table.attributes().flatten().find(|it| it.key.local_name().as_ref() == "uniqueCount");
        return count.map_or(0, |it| it.value.trim().parse().unwrap_or(u64::MAX));
    }
}
