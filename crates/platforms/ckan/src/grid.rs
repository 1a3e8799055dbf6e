//! A table's rows, from wherever they are to be had.

use balai_core::{Access, Error, ErrorKind, Level, Origin, Page, Request, Result, Visit};
use url::Url;

use crate::api::{self, Asker, Resource, Rows};
use crate::cell::Cell;
use crate::header;
use crate::number::Style;
use crate::settings::Table;
use crate::{file, village};

/// The largest file that is read, in bytes: a table of every village of a province has a few million.
const LARGEST: u64 = 32 << 20;

/// Rows asked for at once.
const PAGE: &str = "1000";

/// The most rows that are read of a table.
const MOST: usize = 200_000;

/// The rows of a table, and of its columns those that the settings name.
pub(crate) struct Grid {
    header: Vec<String>,
    styles: Vec<Style>,
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) access: Access,
    pub(crate) origin: Origin,
    /// Whether every row of the table is there, as far as can be seen.
    pub(crate) is_whole: bool,
    zero_is_missing: bool,
}

impl Grid {
    /// Reads a table: from the datastore, else its file; where the interface is closed to us, the datastore's own dump.
    pub(crate) async fn read(visit: &mut Visit<'_>, table: &Table) -> Result<Self> {
        let asker = Asker::Visit(visit);
        // The header first, alone: a table of people is not to be fetched at all.
        let asked = [("resource_id", &*table.resource), ("limit", "0")];
        match asker.action::<Rows>("datastore_search", &asked).await {
            Ok((Rows { fields, .. }, _)) => {
                let header: Vec<String> = fields.into_iter().map(|field| field.id).collect();
                header::check(&header)?;
                Self::of_datastore(visit, table, &header).await
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Self::of_file(visit, table).await,
            Err(error) if matches!(error.kind(), ErrorKind::Blocked | ErrorKind::Refused) => {
                let dump =
                    api::below(visit.site(), &format!("datastore/dump/{}?format=csv", table.resource))?;
                match download(&asker, dump).await {
                    Ok(page) => Self::of_page(visit, table, &page),
                    Err(_) => Err(error),
                }
            }
            Err(error) => Err(error),
        }
    }

    async fn of_datastore(visit: &Visit<'_>, table: &Table, header: &[String]) -> Result<Self> {
        let mut columns: Vec<&str> = Vec::new();
        for name in table.columns() {
            let column = &*header[header::place(header, name)?];
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        let mut found = None;
        for filter in filters(visit, table, header)? {
            let (rows, page) = rows(visit, table, &columns, filter.as_deref()).await?;
            let is_some = !rows.is_empty();
            found = Some((rows, page));
            if is_some {
                break;
            }
        }
        // An import that failed leaves an empty table behind: what it told is not gone.
        let Some((rows, page)) = found.filter(|(rows, _)| !rows.is_empty()) else {
            return Err(Error::malformed("the table has no rows"));
        };
        let header = columns.into_iter().map(str::to_owned).collect();
        Self::new(table, header, rows, Access::Api, &page)
    }

    async fn of_file(visit: &mut Visit<'_>, table: &Table) -> Result<Self> {
        let asker = Asker::Visit(visit);
        let (resource, page) = match asker
            .action::<Resource>("resource_show", &[("id", &table.resource)])
            .await
        {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let message = format!(
                    "the portal has no resource {} any more: look for `{}` again, and correct the settings",
                    table.resource,
                    table.called()
                );
                return Err(Error::new(ErrorKind::NotFound, message).at(&visit.site().url));
            }
            found => found?,
        };
        let url = resource.url.and_then(|url| page.url.join(&url).ok());
        let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
        let url =
            url.ok_or_else(|| Error::not_offered("the resource has neither rows nor a file").at(&page.url))?;
        let page = download(&asker, url).await?;
        Self::of_page(visit, table, &page)
    }

    fn of_page(visit: &Visit<'_>, table: &Table, page: &Page) -> Result<Self> {
        let (lines, is_whole) = file::lines(page)?;
        let is_village = |name: &str| village::is_name(visit.gazetteer(), visit.site().region, name);
        let (header, rows) = file::table(lines, is_village).map_err(|error| error.at(&page.url))?;
        header::check(&header).map_err(|error| error.at(&page.url))?;
        // As of the datastore: the columns that were named, and no other.
        let places = table.columns().into_iter().map(|name| header::place(&header, name));
        let mut places = places.collect::<Result<Vec<usize>>>().map_err(|error| error.at(&page.url))?;
        places.sort_unstable();
        places.dedup();
        let row = |row: Vec<Cell>| places.iter().map(|place| row[*place].clone()).collect();
        let rows = rows.into_iter().map(row).collect();
        let header = places.iter().map(|place| header[*place].clone()).collect();
        let grid = Self::new(table, header, rows, Access::File, page)?;
        Ok(Self { is_whole, ..grid })
    }

    fn new(
        table: &Table,
        header: Vec<String>,
        rows: Vec<Vec<Cell>>,
        access: Access,
        page: &Page,
    ) -> Result<Self> {
        if rows.iter().flatten().any(Cell::is_personal) {
            let message = "the table holds numbers as long as people's: it is not read";
            return Err(Error::new(ErrorKind::Refused, message).at(&page.url));
        }
        let style = |place: usize| Style::of(rows.iter().map(|row| &row[place]));
        let styles = (0..header.len()).map(style).collect();
        let (origin, zero_is_missing) = (Origin::from(page), table.zero_is_missing);
        Ok(Self { styles, header, rows, access, origin, is_whole: true, zero_is_missing })
    }

    /// A row's cell in a column that the settings name.
    pub(crate) fn cell<'a>(&self, row: &'a [Cell], name: &str) -> &'a Cell {
        self.place(name).and_then(|place| row.get(place)).unwrap_or(&Cell::Empty)
    }

    /// A count; `None` where nobody counted, or where it is none.
    pub(crate) fn count(&self, row: &[Cell], name: &str) -> Option<u64> {
        self.read_by(row, name, Style::count).filter(|count| !(self.zero_is_missing && *count == 0))
    }

    /// A number; `None` where it is missing, none or unclear.
    pub(crate) fn decimal(&self, row: &[Cell], name: &str) -> Option<f64> {
        self.read_by(row, name, Style::decimal).filter(|number| !(self.zero_is_missing && *number == 0.0))
    }

    /// A value of a column as its style has it.
    pub(crate) fn read_by<T>(
        &self,
        row: &[Cell],
        name: &str,
        read: fn(Style, &Cell) -> Option<T>,
    ) -> Option<T> {
        let place = self.place(name)?;
        read(self.styles[place], row.get(place)?)
    }

    fn place(&self, name: &str) -> Option<usize> {
        header::place(&self.header, name).ok()
    }
}

async fn download(asker: &Asker<'_, '_>, url: Url) -> Result<Page> {
    let page = asker.page(Request::new(url).limit(LARGEST)).await?;
    page.check()?;
    Ok(page)
}

/// By which values of the sub-district's column to ask: its name in the usual spellings, then all rows.
fn filters(visit: &Visit<'_>, table: &Table, header: &[String]) -> Result<Vec<Option<String>>> {
    let Some(column) = &table.subdistrict else { return Ok(vec![None]) };
    let column = &header[header::place(header, column)?];
    let name = visit.site().region.at(Level::Subdistrict).and_then(|code| visit.gazetteer().region(code));
    let spellings = name.map(|it| [it.name.to_uppercase(), it.name]).into_iter().flatten();
    let filter = |name: String| Some(serde_json::json!({ column: name }).to_string());
    Ok(spellings.map(filter).chain([None]).collect())
}

/// Every row that a filter leaves, page by page, and the first page.
async fn rows(
    visit: &Visit<'_>,
    table: &Table,
    columns: &[&str],
    filter: Option<&str>,
) -> Result<(Vec<Vec<Cell>>, Page)> {
    let mut found: Vec<Vec<Cell>> = Vec::new();
    let mut first = None;
    loop {
        let offset = found.len().to_string();
        let mut query =
            vec![("resource_id", &*table.resource), ("sort", "_id"), ("limit", PAGE), ("offset", &*offset)];
        query.extend(columns.iter().map(|column| ("fields", *column)));
        query.extend(filter.map(|filter| ("filters", filter)));
        let (Rows { records, total, .. }, page) =
            Asker::Visit(visit).action::<Rows>("datastore_search", &query).await?;
        // A link to a next page stands behind the last one too.
        let is_end = records.is_empty();
        let row = |mut record: std::collections::HashMap<String, Cell>| {
            columns.iter().map(|column| record.remove(*column).unwrap_or_default()).collect()
        };
        found.extend(records.into_iter().map(row));
        let page = first.get_or_insert(page);
        if found.len() > MOST {
            let message =
                format!("the table has more than {MOST} rows: name the column of its sub-districts");
            return Err(Error::new(ErrorKind::TooLarge, message).at(&page.url));
        }
        if is_end || total.is_some_and(|total| found.len() as u64 >= total) {
            if total.is_some_and(|total| found.len() as u64 != total) {
                return Err(Error::malformed("the table was changed while it was read").at(&page.url));
            }
            break;
        }
    }
    match first {
        Some(page) => Ok((found, page)),
        None => Err(Error::malformed("the table has no rows")),
    }
}
