//! One row of a sheet, read by what its columns are headed. What is wrong with a cell is kept for the report.

use balai_core::model::Photo;
use balai_core::{Gazetteer, Geometry, Point, RegionCode, Rupiah};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::column::{Column, Sort};
use crate::grid::{Cell, Line};
use crate::heading::Head;
use crate::layout::{Layout, VILLAGE};
use crate::{place, value};

/// A sheet's row that may be a record.
pub(crate) struct Row<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) head: &'a Head,
    pub(crate) line: Line<'a>,
    /// What the rows above left for this one.
    pub(crate) above: &'a mut Above,
    /// Whose it is.
    pub(crate) village: RegionCode,
    /// What villages are called officially.
    pub(crate) gazetteer: &'a dyn Gazetteer,
    /// The how many-th of the village's rows it is in the sheet, from 1.
    pub(crate) place: u32,
    /// Where the file is.
    pub(crate) file: &'a Url,
    /// What is wrong with the row.
    pub(crate) faults: Vec<String>,
}

/// What stands above, of the columns whose empty cells mean just that.
#[derive(Default)]
pub(crate) struct Above(Vec<(&'static str, Held)>);

/// A cell's content by itself.
enum Held {
    Text(String),
    Other(Cell<'static>),
}

impl Above {
    fn get(&self, name: &str) -> Cell<'_> {
        match self.0.iter().find(|(known, _)| *known == name) {
            None => Cell::Empty,
            Some((_, Held::Text(text))) => Cell::Text(text),
            Some((_, Held::Other(cell))) => *cell,
        }
    }

    fn set(&mut self, name: &'static str, cell: Cell<'_>) {
        let held = match cell {
            Cell::Text(text) => Held::Text(text.to_owned()),
            Cell::Number(number) => Held::Other(Cell::Number(number)),
            Cell::Moment(moment) => Held::Other(Cell::Moment(moment)),
            Cell::Tick(tick) => Held::Other(Cell::Tick(tick)),
            Cell::Empty | Cell::Failed => return,
        };
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = held,
            None => self.0.push((name, held)),
        }
    }

    /// Takes over what a row tells for those below it.
    pub(crate) fn pass(&mut self, layout: &Layout, head: &Head, line: Line<'_>) {
        for (column, place) in layout.columns.iter().zip(&head.columns) {
            if let (true, Some(place)) = (column.as_above, place) {
                self.set(column.name, line.cell(*place));
            }
        }
    }
}

impl Row<'_> {
    fn column(&self, name: &str) -> Option<(&'static Column, Option<usize>)> {
        let found =
            self.layout.columns.iter().zip(&self.head.columns).find(|(column, _)| column.name == name);
        debug_assert!(found.is_some(), "{} has no column {name}", self.layout.kind);
        found.map(|(column, place)| (column, *place))
    }

    fn own_cell(&self, name: &str) -> Cell<'_> {
        let place = self.column(name).and_then(|(_, place)| place);
        place.map_or(Cell::Empty, |place| self.line.cell(place))
    }

    fn cell(&self, name: &str) -> Cell<'_> {
        match self.own_cell(name) {
            Cell::Empty => self.above.get(name),
            cell => cell,
        }
    }

    /// Keeps what is wrong with a cell: `is empty`, and what to write where that is not what the column says.
    pub(crate) fn fault(&mut self, name: &str, what: &str, write: Option<&str>) {
        let Some((column, place)) = self.column(name) else { return };
        let due = || format!("write {}", column.sort.due().1);
        let write = write.map_or_else(due, str::to_owned);
        self.faults.push(match place {
            Some(place) => format!("{} {what}; {write}", place::column(place, column.heading)),
            None => format!("the column \"{}\" is not there; {write} in it", column.heading),
        });
    }

    /// Reads a cell that says something.
    fn read<T>(&mut self, name: &str, read: impl FnOnce(Cell<'_>) -> Option<T>) -> Option<T> {
        let cell = self.cell(name);
        if cell == Cell::Failed {
            self.fault(name, "holds a formula that failed", None);
            return None;
        }
        let shown = value::text(cell)?;
        let read = read(cell);
        if read.is_none() {
            let due = self.column(name).map_or("", |(column, _)| column.sort.due().0);
            self.fault(name, &format!("says {}, which is no {due}", place::quote(&shown)), None);
        }
        read
    }

    /// The words of a cell.
    pub(crate) fn text(&mut self, name: &str) -> Option<String> {
        self.read(name, value::text)
    }

    /// The words of a cell that must not be empty.
    pub(crate) fn required(&mut self, name: &str) -> String {
        let faults = self.faults.len();
        let text = self.text(name);
        if text.is_none() && self.faults.len() == faults {
            self.fault(name, "is empty", None);
        }
        text.unwrap_or_default()
    }

    /// A code of numbers and points.
    pub(crate) fn code(&mut self, name: &str) -> Option<String> {
        self.read(name, value::code)
    }

    /// Several texts of a cell.
    pub(crate) fn list(&mut self, name: &str) -> Vec<String> {
        self.text(name).map(|text| value::list(&text)).unwrap_or_default()
    }

    /// What each of several texts of a cell is; of one that is none of it, `what` it should be, and such as what.
    pub(crate) fn each<T>(
        &mut self,
        name: &str,
        what: &str,
        such_as: &str,
        read: impl Fn(String) -> Option<T>,
    ) -> Vec<T> {
        let texts = self
            .list(name)
            .into_iter()
            .flat_map(|text| text.split(", ").map(|part| part.trim().to_owned()).collect::<Vec<_>>());
        let mut found = Vec::new();
        for text in texts.collect::<Vec<_>>() {
            let shown = place::quote(&text);
            match read(text) {
                Some(it) => found.push(it),
                None => self.fault(
                    name,
                    &format!("says {shown}, which is no {what}"),
                    Some(&format!("write such as {such_as}")),
                ),
            }
        }
        found
    }

    /// A whole number.
    pub(crate) fn count(&mut self, name: &str) -> Option<u64> {
        self.read(name, value::count)
    }

    /// A number with decimals and thousands.
    pub(crate) fn decimal(&mut self, name: &str) -> Option<f64> {
        self.read(name, value::decimal)
    }

    /// A number with decimals and without thousands.
    pub(crate) fn fraction(&mut self, name: &str) -> Option<f64> {
        self.read(name, value::fraction)
    }

    /// An amount of money.
    pub(crate) fn rupiah(&mut self, name: &str) -> Option<Rupiah> {
        self.read(name, value::rupiah)
    }

    /// A year.
    pub(crate) fn year(&mut self, name: &str) -> Option<u16> {
        self.read(name, value::year)
    }

    /// A day.
    pub(crate) fn date(&mut self, name: &str) -> Option<Date> {
        self.read(name, value::moment).map(|(date, _)| date)
    }

    /// An instant that stands in one cell, and whether it has a time of day.
    pub(crate) fn instant(&mut self, name: &str) -> Option<(Timestamp, bool)> {
        let (date, time) = self.read(name, value::moment)?;
        self.at(date, time)
    }

    /// An instant whose day stands in one cell and whose time in another or in the same.
    pub(crate) fn moment(&mut self, date: &str, time: &str) -> Option<(Timestamp, bool)> {
        self.required(date);
        self.moment_from(date, time, date)
    }

    /// As [`Row::moment`]; where the day is empty and the time is not, it is the day of another cell.
    pub(crate) fn moment_from(&mut self, date: &str, time: &str, or: &str) -> Option<(Timestamp, bool)> {
        let told = self.read(time, value::time);
        let day = match self.cell(date) {
            Cell::Empty if told.is_some() => value::moment(self.cell(or)).map(|(day, _)| (day, None)),
            _ => self.read(date, value::moment),
        };
        let (day, beside) = day?;
        self.at(day, told.or(beside))
    }

    fn at(&self, date: Date, time: Option<Time>) -> Option<(Timestamp, bool)> {
        let instant = self.village.zone().instant(date.to_datetime(time.unwrap_or_default()))?;
        Some((instant, time.is_some()))
    }

    /// Yes or no.
    pub(crate) fn yes(&mut self, name: &str) -> Option<bool> {
        self.choice(name)
    }

    /// One of the words that the column knows, or, where it takes others, whatever stands there.
    pub(crate) fn choice<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let sort = self.column(name)?.0.sort;
        self.read(name, |cell| {
            let text = value::text(cell)?;
            let json = match (sort, value::choice(&text, sort.choices())) {
                (_, Some("true")) => Value::Bool(true),
                (_, Some("false")) => Value::Bool(false),
                (_, Some(known)) => known.into(),
                (Sort::Suggested(_), None) => text.into(),
                _ => return None,
            };
            serde_json::from_value(json).ok()
        })
    }

    /// An address on the web.
    pub(crate) fn address(&mut self, name: &str) -> Option<String> {
        self.read(name, |cell| address(&value::text(cell)?))
    }

    /// Several addresses.
    pub(crate) fn addresses(&mut self, name: &str) -> Vec<String> {
        let read = |cell: Cell<'_>| {
            let text = value::text(cell)?;
            let parts =
                text.split(|c: char| c.is_whitespace() || c == ';').map(|part| part.trim_end_matches(','));
            parts.filter(|part| !part.is_empty()).map(address).collect()
        };
        self.read(name, read).unwrap_or_default()
    }

    /// Pictures by their addresses.
    pub(crate) fn photos(&mut self, name: &str) -> Vec<Photo> {
        self.addresses(name).into_iter().map(Photo::new).collect()
    }

    /// The point of the columns `latitude` and `longitude`; the first may hold both.
    pub(crate) fn point(&mut self) -> Option<Point> {
        const WRITE: &str = "write degrees as on a map: lintang such as -7.2707, bujur such as 109.798";
        let both = match self.cell("longitude") {
            Cell::Empty => value::pair(self.cell("latitude")),
            _ => None,
        };
        let (latitude, longitude) = match both {
            Some((latitude, longitude)) => (Some(latitude), Some(longitude)),
            None => (self.fraction("latitude"), self.fraction("longitude")),
        };
        match (latitude, longitude) {
            (Some(latitude), Some(longitude)) => {
                let point = Point { longitude, latitude };
                if !point.is_in_indonesia() {
                    self.fault(
                        "latitude",
                        &format!("and bujur say {latitude}, {longitude}, which is not in Indonesia"),
                        Some(WRITE),
                    );
                    return None;
                }
                Some(point)
            }
            (None, None) => None,
            (latitude, _) => {
                let missing = if latitude.is_none() { "latitude" } else { "longitude" };
                if self.faults.is_empty() {
                    self.fault(missing, "is empty", Some(WRITE));
                }
                None
            }
        }
    }

    /// A shape as GeoJSON.
    pub(crate) fn shape(&mut self, name: &str) -> Option<Geometry> {
        self.read(name, |cell| {
            let text = value::text(cell)?;
            serde_json::from_str(&text).ok().filter(Geometry::is_valid)
        })
    }

    /// What the village is called, by the sheet or else officially.
    pub(crate) fn village_name(&mut self) -> String {
        let told = self.head.village.and_then(|place| value::text(self.line.cell(place)));
        let official = || self.gazetteer.region(self.village).map(|named| named.name);
        let Some(name) = told.or_else(official) else {
            self.faults.push(format!(
                "nothing names the village; write its name in a column \"{}\"",
                VILLAGE.heading
            ));
            return String::new();
        };
        let bare = ["desa ", "kelurahan "].into_iter().find_map(|word| {
            let begins = name.get(..word.len())?;
            begins.eq_ignore_ascii_case(word).then(|| name[word.len()..].trim().to_owned())
        });
        bare.unwrap_or(name)
    }

    /// The file's address, where it is one on the web.
    pub(crate) fn file_on_the_web(&self) -> Option<Url> {
        matches!(self.file.scheme(), "http" | "https").then(|| self.file.clone())
    }

    /// Tells the rows below what stands above them.
    pub(crate) fn set_above(&mut self, name: &'static str, text: &'static str) {
        self.above.set(name, Cell::Text(text));
    }
}

fn address(text: &str) -> Option<String> {
    let url = Url::parse(text.trim()).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.to_string())
}

/// What a row is the sum of, by its name, folded: `pendapatan` for `jumlah pendapatan`; `None` where it is no sum.
pub(crate) fn sum(folded: &str) -> Option<&str> {
    const WORDS: [&str; 6] = ["jumlah", "total", "grand total", "subtotal", "sub total", "sub jumlah"];
    let rest = WORDS.into_iter().filter_map(|word| folded.strip_prefix(word));
    rest.filter(|rest| rest.is_empty() || rest.starts_with(' ')).map(str::trim_start).next()
}
