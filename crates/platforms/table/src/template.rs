//! Templates: what a clerk fills in.

use balai_core::{Error, ErrorKind, Kind, Result};
use rust_xlsxwriter::{
    Color, DataValidation, ExcelDateTime, Format as Style, FormatAlign, Formula, Note, Workbook, Worksheet,
    XlsxError,
};

use crate::column::{Column, Sort};
use crate::format::Format;
use crate::grid::Cell;
use crate::sheet::HELP;
use crate::{layout, value};

/// What stands where an example's village would: the row is never read.
const EXAMPLE: &str = "CONTOH";

/// The last row that has drop-down lists.
const LAST_ROW: u32 = 2000;

/// The template of a kind: headings, an example, and in a workbook what to write and what to choose from.
///
/// ```
/// use balai_core::Kind;
/// use balai_table::{Format, template};
///
/// let csv = template(Kind::ComplaintSummary, Format::Csv)?;
/// assert!(String::from_utf8_lossy(&csv).contains("kode desa;desa;periode;status;jumlah"));
/// # Ok::<(), balai_core::Error>(())
/// ```
///
/// # Errors
///
/// Malformed, where the workbook cannot be written.
pub fn template(kind: Kind, format: Format) -> Result<Vec<u8>> {
    Template::of(kind).write(format)
}

/// A template of one kind or several, empty or with rows that are known already.
///
/// ```
/// use balai_core::Kind;
/// use balai_table::{Format, Template};
///
/// let officials = Template::of(Kind::Official)
///     .row([("village", "33.04.15.2008"), ("name", "Rahayu Contoh"), ("position", "Sekretaris Desa")])?
///     .and(Kind::Service);
/// assert!(officials.write(Format::Xlsx)?.starts_with(b"PK"));
/// # Ok::<(), balai_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Template {
    sheets: Vec<Sheet>,
}

/// A sheet of a template.
#[derive(Clone, Debug)]
struct Sheet {
    kind: Kind,
    /// A text a column.
    rows: Vec<Vec<String>>,
}

impl Template {
    /// An empty template of a kind.
    pub fn of(kind: Kind) -> Self {
        Self { sheets: Vec::new() }.and(kind)
    }

    /// Adds a sheet of another kind; CSV has but one.
    #[must_use]
    pub fn and(mut self, kind: Kind) -> Self {
        self.sheets.push(Sheet { kind, rows: Vec::new() });
        self
    }

    /// Adds a row to the last sheet: what it says, by the columns' JSON names.
    ///
    /// # Errors
    ///
    /// Config, where the kind has no such column.
    pub fn row<'c>(mut self, cells: impl IntoIterator<Item = (&'c str, impl Into<String>)>) -> Result<Self> {
        let Some(sheet) = self.sheets.last_mut() else { return Ok(self) };
        let mut row = vec![String::new(); sheet.columns().count()];
        for (name, text) in cells {
            let Some(place) = sheet.columns().position(|column| column.name == name) else {
                let message = format!("a sheet of {} has no column {name}", sheet.kind);
                return Err(Error::new(ErrorKind::Config, message));
            };
            row[place] = text.into();
        }
        sheet.rows.push(row);
        Ok(self)
    }

    /// The file.
    ///
    /// # Errors
    ///
    /// Config, where CSV is to hold several kinds; malformed, where the workbook cannot be written.
    pub fn write(&self, format: Format) -> Result<Vec<u8>> {
        match (format, &self.sheets[..]) {
            (Format::Csv, [sheet]) => sheet.csv(),
            (Format::Csv, _) => {
                Err(Error::new(ErrorKind::Config, "CSV holds one kind: write a file for each, or a workbook"))
            }
            (Format::Xlsx, sheets) => workbook(sheets)
                .map_err(|error| Error::malformed("the workbook cannot be written").because(error)),
        }
    }
}

impl Sheet {
    fn columns(&self) -> impl Iterator<Item = &'static Column> {
        layout::columns(self.kind)
    }

    fn example(&self) -> impl Iterator<Item = &'static str> {
        let is_village =
            |column: &Column| column.name == layout::CODE.name || column.name == layout::VILLAGE.name;
        self.columns().map(move |column| if is_village(column) { EXAMPLE } else { column.example })
    }

    /// As Excel in Indonesia opens it: semicolons, and the mark of UTF-8.
    fn csv(&self) -> Result<Vec<u8>> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .from_writer(b"\xef\xbb\xbf".to_vec());
        let failed = |error: csv::Error| Error::malformed("the CSV cannot be written").because(error);
        writer.write_record(self.columns().map(|column| column.heading)).map_err(failed)?;
        writer.write_record(self.example()).map_err(failed)?;
        for row in &self.rows {
            writer.write_record(row).map_err(failed)?;
        }
        writer
            .into_inner()
            .map_err(|error| Error::malformed("the CSV cannot be written").because(error.into_error()))
    }
}

fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let mut choices = Choices::default();
    for sheet in sheets {
        write_sheet(workbook.add_worksheet(), sheet, &mut choices)?;
    }
    let [help, choice] = HELP;
    write_help(workbook.add_worksheet().set_name(help)?, sheets)?;
    choices.write(workbook.add_worksheet().set_name(choice)?)?;
    workbook.save_to_buffer()
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet, choices: &mut Choices) -> Result<(), XlsxError> {
    const NEEDED: Color = Color::RGB(0xF8D9A0);
    const OPTIONAL: Color = Color::RGB(0xE4ECE0);
    page.set_name(sheet.kind.indonesian())?.set_freeze_panes(1, 0)?;
    for ((at, column), example) in (0_u16..).zip(sheet.columns()).zip(sheet.example()) {
        let fill = if column.is_required { NEEDED } else { OPTIONAL };
        let heading = Style::new().set_bold().set_background_color(fill).set_text_wrap();
        page.set_column_width(at, width(column))?.set_column_format(at, &style(column.sort))?;
        page.write_string_with_format(0, at, column.heading, &heading)?;
        page.insert_note(0, at, &Note::new(explanation(column)).add_author_prefix(false))?;
        let greyed = style(column.sort).set_italic().set_font_color(Color::Gray);
        write_cell(page, 1, at, column.sort, example, &greyed)?;
        for (row, cells) in (2..).zip(&sheet.rows) {
            write_cell(page, row, at, column.sort, &cells[usize::from(at)], &style(column.sort))?;
        }
        if let Some(list) = choices.of(column) {
            // A word that is not of the list is welcome where the column takes others.
            let is_closed = matches!(column.sort, Sort::Choice(_));
            let validation = DataValidation::new().allow_list_formula(list).show_error_message(is_closed);
            page.add_data_validation(1, at, LAST_ROW, at, &validation)?;
        }
    }
    Ok(())
}

/// A text as the cell that a clerk would have made of it.
fn write_cell(
    page: &mut Worksheet,
    row: u32,
    at: u16,
    sort: Sort,
    text: &str,
    style: &Style,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return Ok(());
    }
    let cell = Cell::Text(text);
    let number = match sort {
        Sort::Count => value::count(cell).map(|count| count as f64),
        Sort::Year => value::year(cell).map(f64::from),
        Sort::Decimal => value::decimal(cell),
        Sort::Fraction => value::fraction(cell),
        Sort::Rupiah => value::rupiah(cell).map(balai_core::Rupiah::as_f64),
        Sort::Date => return write_date(page, row, at, text, style),
        _ => None,
    };
    match number {
        Some(number) => page.write_number_with_format(row, at, number, style)?,
        None => page.write_string_with_format(row, at, text, style)?,
    };
    Ok(())
}

fn write_date(page: &mut Worksheet, row: u32, at: u16, text: &str, style: &Style) -> Result<(), XlsxError> {
    let whole = value::moment(Cell::Text(text)).filter(|(_, time)| time.is_none());
    let parts = whole.and_then(|(day, _)| {
        Some((day.year().try_into().ok()?, day.month().try_into().ok()?, day.day().try_into().ok()?))
    });
    match parts {
        Some((year, month, day)) => {
            page.write_datetime_with_format(row, at, ExcelDateTime::from_ymd(year, month, day)?, style)?
        }
        None => page.write_string_with_format(row, at, text, style)?,
    };
    Ok(())
}

/// How a column shows what is in it. Text is shown as such, lest `4.2` become the fourth of February.
fn style(sort: Sort) -> Style {
    let style = Style::new().set_align(FormatAlign::Top);
    match sort {
        Sort::Count | Sort::Rupiah => style.set_num_format("#,##0"),
        Sort::Date => style.set_num_format("dd/mm/yyyy"),
        Sort::Year | Sort::Decimal | Sort::Fraction => style,
        Sort::Prose | Sort::List | Sort::Addresses => style.set_num_format("@").set_text_wrap(),
        _ => style.set_num_format("@"),
    }
}

fn width(column: &Column) -> f64 {
    match column.sort {
        Sort::Prose | Sort::List | Sort::Addresses => 40.0,
        Sort::Address | Sort::Shape => 30.0,
        Sort::Text | Sort::Suggested(_) => 22.0,
        _ => 14.0,
    }
}

fn explanation(column: &Column) -> String {
    let needed = if column.is_required { " Wajib diisi." } else { "" };
    let above = if column.as_above { " Sel kosong berarti sama dengan baris di atasnya." } else { "" };
    format!("{}.{needed}{above}", column.explanation)
}

/// The page that tells a clerk what to write.
fn write_help(page: &mut Worksheet, sheets: &[Sheet]) -> Result<(), XlsxError> {
    const STEPS: [&str; 6] = [
        "Isi satu baris per data, mulai dari bawah baris contoh. Baris bertulisan CONTOH tidak dibaca; boleh dihapus.",
        "Isi kode desa atau nama desa di setiap baris. Bila berkas ini hanya untuk satu desa, keduanya boleh kosong.",
        "Jangan mengubah judul kolom. Kolom yang tidak diperlukan boleh dihapus; urutannya boleh diubah.",
        "Uang ditulis dengan angka saja (1250000) atau sebagai Rp 1.250.000. Tanggal ditulis sebagai 20/01/2026.",
        "Jangan menulis data pribadi: NIK, nomor KK, nomor telepon atau alamat warga, nama penerima bantuan.",
        "Kolom berwarna jingga wajib diisi.",
    ];
    let bold = Style::new().set_bold();
    let wrapped = Style::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, width) in (0..).zip([24.0, 24.0, 10.0, 70.0, 40.0]) {
        page.set_column_width(at, width)?;
    }
    page.write_string_with_format(0, 0, "Petunjuk pengisian", &bold)?;
    let mut row = 1;
    for step in STEPS {
        page.write_string(row, 0, step)?;
        row += 1;
    }
    row += 1;
    for (at, heading) in (0..).zip(["lembar", "kolom", "wajib", "isi", "contoh"]) {
        page.write_string_with_format(row, at, heading, &bold)?;
    }
    for sheet in sheets {
        for column in sheet.columns() {
            row += 1;
            let needed = if column.is_required { "ya" } else { "" };
            let cells = [sheet.kind.indonesian(), column.heading, needed, column.explanation, column.example];
            for (at, text) in (0..).zip(cells) {
                page.write_string_with_format(row, at, text, &wrapped)?;
            }
        }
    }
    Ok(())
}

/// The words that drop-down lists offer, on a page of their own: a list within a cell has room for few.
#[derive(Default)]
struct Choices(Vec<&'static [(&'static str, &'static str)]>);

impl Choices {
    /// Where a column's words will stand; `None` where it has none.
    fn of(&mut self, column: &Column) -> Option<Formula> {
        let words = column.sort.choices();
        if words.is_empty() {
            return None;
        }
        let at = self.0.iter().position(|known| *known == words).unwrap_or_else(|| {
            self.0.push(words);
            self.0.len() - 1
        });
        let letter = crate::place::letters(at);
        Some(Formula::new(format!("={}!${letter}$1:${letter}${}", HELP[1], words.len())))
    }

    fn write(self, page: &mut Worksheet) -> Result<(), XlsxError> {
        for (at, words) in (0..).zip(self.0) {
            for (row, (word, _)) in (0..).zip(words) {
                page.write_string(row, at, *word)?;
            }
        }
        page.set_hidden(true);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_template_in_both_formats() {
        for kind in Kind::ALL {
            let csv = template(kind, Format::Csv).expect("CSV");
            let text = String::from_utf8(csv).expect("UTF-8");
            assert_eq!(text.lines().count(), 2, "{kind}: a heading and an example");
            assert!(template(kind, Format::Xlsx).expect("a workbook").starts_with(b"PK"), "{kind}");
        }
    }

    #[test]
    fn every_column_tells_a_clerk_what_to_write() {
        for kind in Kind::ALL {
            for column in layout::columns(kind) {
                assert!(!column.explanation.is_empty(), "{kind} {}", column.name);
                assert!(!column.is_required || !column.example.is_empty(), "{kind} {}", column.name);
                let words = column.sort.choices().iter().map(|(word, _)| *word);
                let is_right =
                    column.sort.choices().is_empty() || words.into_iter().any(|word| word == column.example);
                assert!(is_right, "{kind} {}: {} is not of the list", column.name, column.example);
            }
        }
    }

    #[test]
    fn what_has_no_place_is_refused() {
        let error = Template::of(Kind::Aid).row([("recipients", "Siti")]).expect_err("no such column");
        assert_eq!(error.kind(), ErrorKind::Config);
        let several = Template::of(Kind::Aid).and(Kind::Area).write(Format::Csv);
        assert_eq!(several.expect_err("one kind").kind(), ErrorKind::Config);
    }

    #[test]
    fn words_to_choose_from_drop_down() {
        for kind in Kind::ALL {
            let workbook = template(kind, Format::Xlsx).expect("a workbook");
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&workbook)).expect("a workbook");
            let page = archive.by_name("xl/worksheets/sheet1.xml").expect("the kind's sheet");
            let page = std::io::read_to_string(page).expect("XML");
            let chosen: Vec<_> = layout::columns(kind)
                .map(|column| column.sort.choices())
                .filter(|it| !it.is_empty())
                .collect();
            assert_eq!(page.matches("<dataValidation ").count(), chosen.len(), "{kind}");
            let workbook = crate::xlsx::Workbook::open(workbook.into()).expect("a workbook");
            let offered = workbook.sheet(HELP[1], None).expect("the words");
            let offered = offered.top(99);
            for (word, _) in chosen.into_iter().flatten() {
                let is_offered = offered.iter().any(|line| line.cells().any(|cell| cell == Cell::Text(word)));
                assert!(is_offered, "{kind}: {word}");
            }
        }
    }
}
