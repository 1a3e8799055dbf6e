//! The walk through the tables of a kind.

use std::collections::{BTreeMap, BTreeSet};

use balai_core::{Error, ErrorKind, Found, Kind, RegionCode, Result, Visit};

use crate::cell::Cell;
use crate::grid::Grid;
use crate::number::Style;
use crate::settings::{Settings, Table, Tells, Year};
use crate::village::{Villages, Whose};
use crate::{aid, budget, index, statistic};

pub(crate) async fn read(kind: Kind, visit: &mut Visit<'_>) -> Result<()> {
    let settings = Settings::of(visit.site())?;
    let tables: Vec<&Table> = settings.table.iter().filter(|table| table.kind() == kind).collect();
    if tables.is_empty() {
        return Err(Error::not_offered(format!("the roster names no table of {kind} at this portal")));
    }
    let mut reading = Reading { settings: &settings, told: BTreeSet::new(), is_whole: true };
    let mut failures = Vec::new();
    for table in &tables {
        match reading.table(visit, table).await {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::Store || error.kind().is_unreachable() => {
                return Err(error);
            }
            Err(error) => failures.push(error),
        }
    }
    if failures.len() == tables.len() {
        return Err(failures.remove(0));
    }
    for error in failures {
        visit.skip(error);
    }
    // What stands under a name that nobody could tell may be what the store has.
    if reading.is_whole {
        visit.complete();
    }
    Ok(())
}

/// The reading of one kind.
struct Reading<'a> {
    settings: &'a Settings,
    /// What was told already: of two tables that tell the same the first counts.
    told: BTreeSet<(RegionCode, String)>,
    is_whole: bool,
}

/// The rows of each village and year.
type Groups<'a> = BTreeMap<(RegionCode, Option<u16>), Vec<&'a [Cell]>>;

impl Reading<'_> {
    async fn table(&mut self, visit: &mut Visit<'_>, table: &Table) -> Result<()> {
        let villages = Villages::of(visit, table)?;
        let grid = Grid::read(visit, table).await.map_err(|error| named(table, error))?;
        if !grid.is_whole {
            self.is_whole = false;
            visit
                .note(format!("{}: the file seems to be cut off; its last line is left out", table.called()));
        }
        let groups = self.groups(visit, table, &villages, &grid);
        let few = self.settings.few(table);
        let mut repeated = 0;
        for ((village, year), rows) in groups {
            let found = match &table.tells {
                Tells::Statistic(it) => statistic::statistic(it, &grid, &rows, year, few)
                    .map(|data| Found::new(data, grid.access, &grid.origin)),
                Tells::Aid(it) => aid::aid(it, &grid, rows[0], year, few)
                    .map(|data| Found::new(data, grid.access, &grid.origin)),
                Tells::Index(it) => index::index(it, &grid, rows[0], year)
                    .map(|data| Found::new(data, grid.access, &grid.origin)),
                Tells::Budget(it) => year.and_then(|year| {
                    let data = budget::budget(it, &grid, rows[0], year)?;
                    Some(Found::new(data, grid.access, &grid.origin).key(budget::key(it, year)))
                }),
            };
            let Some(found) = found else { continue };
            if self.told.insert((village, identity(table, year))) {
                visit.emit(found.village(village)).await?;
            } else {
                repeated += 1;
            }
        }
        if repeated > 0 {
            visit.note(format!(
                "{}: {repeated} records are told by an earlier table, which counts",
                table.called()
            ));
        }
        Ok(())
    }

    /// The rows that tell something of a village, by village and year.
    fn groups<'a>(
        &mut self,
        visit: &mut Visit<'_>,
        table: &Table,
        villages: &Villages,
        grid: &'a Grid,
    ) -> Groups<'a> {
        let figures = table.figures();
        let is_figure = |row: &[Cell], name: &str| grid.read_by(row, name, Style::decimal).is_some();
        let mut groups = Groups::new();
        let mut sums: Vec<(Option<u16>, &[Cell])> = Vec::new();
        let (mut rows, mut without_year) = (Vec::new(), 0);
        for row in &grid.rows {
            // A row without any number is a footnote or a gap: no village needs to be asked for.
            if !figures.iter().any(|name| is_figure(row, name) || grid.count(row, name).is_some()) {
                continue;
            }
            let whose = villages.whose(visit, table, grid, row);
            if whose == Whose::Elsewhere {
                continue;
            }
            let year = match &table.year {
                None => None,
                Some(Year::Of(year)) => Some(*year),
                Some(Year::Column(column)) => match grid.cell(row, column).year() {
                    Some(year) => Some(year),
                    None => {
                        without_year += u32::from(whose != Whose::Total);
                        continue;
                    }
                },
            };
            match whose {
                Whose::Village(village) => {
                    rows.push((year, &row[..]));
                    let group = groups.entry((village, year)).or_default();
                    if !group.contains(&&row[..]) {
                        group.push(row);
                    }
                }
                Whose::Total => sums.push((year, row)),
                Whose::Asked => {
                    rows.push((year, &row[..]));
                    self.is_whole = false;
                }
                Whose::Elsewhere => {}
            }
        }
        if without_year > 0 {
            visit.skip(
                Error::malformed(format!("{}: {without_year} rows have no year", table.called()))
                    .at(&grid.origin.url),
            );
        }
        drop_contradictions(visit, table, grid, &mut groups);
        tell_unread(visit, table, grid);
        tell_sums(visit, table, grid, &rows, &sums);
        groups
    }
}

/// What a record of a table is, but for its village: two tables may tell the same.
fn identity(table: &Table, year: Option<u16>) -> String {
    let what = match &table.tells {
        Tells::Statistic(it) => it.topic.name(),
        Tells::Aid(it) => format!("{} {:?}", it.name, it.target),
        Tells::Index(it) => it.scheme.name(),
        Tells::Budget(it) => return year.map(|year| budget::key(it, year)).unwrap_or_default(),
    };
    format!("{what} {}", year.map(|year| year.to_string()).unwrap_or_default())
}

/// Takes away the villages and years of which a table tells two things.
fn drop_contradictions(visit: &mut Visit<'_>, table: &Table, grid: &Grid, groups: &mut Groups<'_>) {
    let category = match &table.tells {
        Tells::Statistic(it) => it.category.as_deref(),
        _ => None,
    };
    groups.retain(|(village, year), rows| {
        let mut labels = BTreeSet::new();
        let is_one = match category {
            Some(category) => rows.iter().all(|row| labels.insert(grid.cell(row, category).text())),
            None => rows.len() == 1,
        };
        if !is_one {
            let year = year.map(|year| format!(" in {year}")).unwrap_or_default();
            let message = format!("{}: two rows tell different things of {village}{year}", table.called());
            visit.skip(Error::malformed(message).at(&grid.origin.url));
        }
        is_one
    });
}

/// Tells of cells that are neither blank nor a number, or a number that may be two.
fn tell_unread(visit: &mut Visit<'_>, table: &Table, grid: &Grid) {
    for name in table.figures() {
        let is_unread = |row: &&Vec<Cell>| {
            !grid.cell(row, name).is_missing()
                && grid.read_by(row, name, Style::decimal).is_none()
                && grid.read_by(row, name, Style::count).is_none()
        };
        let unread = grid.rows.iter().filter(is_unread).count();
        if unread > 0 {
            visit.note(format!(
                "{}: in the column `{name}` {unread} cells are no clear number",
                table.called()
            ));
        }
    }
}

/// Tells where a table's own sums are not those of its villages.
fn tell_sums(
    visit: &mut Visit<'_>,
    table: &Table,
    grid: &Grid,
    rows: &[(Option<u16>, &[Cell])],
    sums: &[(Option<u16>, &[Cell])],
) {
    // Of a table of several sub-districts it is not said which one a sum is of.
    if table.subdistrict.is_some() || matches!(table.tells, Tells::Index(_)) {
        return;
    }
    for (year, sum) in sums {
        for name in table.figures() {
            let Some(told) = grid.decimal(sum, name) else { continue };
            let of_year = rows.iter().filter(|(other, _)| other == year);
            let added: f64 = of_year.filter_map(|(_, row)| grid.decimal(row, name)).sum();
            if (told - added).abs() > 0.5 {
                let year = year.map(|year| format!(" of {year}")).unwrap_or_default();
                visit.note(format!(
                    "{}: the sum{year} in the column `{name}` is not that of its villages",
                    table.called()
                ));
            }
        }
    }
}

/// An error with the table that it is of.
fn named(table: &Table, error: Error) -> Error {
    let place = error.url().map(str::to_owned);
    let named = Error::new(error.kind(), format!("{}: {}", table.called(), error.message()));
    let named = match error.wait() {
        Some(wait) => named.retry_after(wait),
        None => named,
    };
    match place {
        Some(place) => named.at(place).because(error),
        None => named.because(error),
    }
}
