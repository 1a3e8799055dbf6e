//! The walk: from the file to the records of one kind.

use std::collections::HashMap;

use balai_core::{Access, Error, ErrorKind, Found, Kind, RegionCode, Result, Visit};

use crate::file::{self, File, Sheet};
use crate::grid::{Grid, Line};
use crate::heading::{Head, SOUGHT, fold, nearest, texts};
use crate::layout::{Layout, Told};
use crate::place::{Place, column};
use crate::row::{Above, Row, sum};
use crate::sheet::{About, refusal};
use crate::value;
use crate::village::{Owner, Villages};

/// Reads the records of a kind.
pub(crate) async fn read(layout: &'static Layout, visit: &mut Visit<'_>) -> Result<()> {
    let Some(file) = file::open(visit).await? else {
        visit.note("the file is as the last visit found it");
        return Ok(());
    };
    let url = visit.site().url.clone();
    let version = file::version(visit);
    let own: Vec<_> = file.sheets.iter().filter(|sheet| sheet.about == About::Kind(layout.kind)).collect();
    if own.is_empty() {
        let unknown: Vec<_> = file.sheets.iter().filter(|sheet| sheet.about == About::Unknown).collect();
        if !unknown.is_empty() {
            let message = format!(
                "no sheet is called {}, and what these hold is not understood: {}",
                layout.kind.indonesian(),
                unknown.iter().filter_map(|sheet| sheet.name.as_deref()).collect::<Vec<_>>().join(", ")
            );
            return Err(Error::not_offered(message).at(&url));
        }
        // Of what is all understood, nothing is of the kind.
        visit.note(format!("the file has no sheet of {} ({})", layout.kind, layout.kind.indonesian()));
        visit.complete();
        return visit.remember_version(&url, version).await;
    }
    let mut reading =
        Reading { layout, file: &file, records: Records::default(), villages: Villages::default() };
    let mut failed = None;
    let mut has_read = false;
    for sheet in own {
        match reading.sheet(sheet, visit).await {
            Ok(()) => has_read = true,
            Err(error) if error.kind() == ErrorKind::Store => return Err(error),
            Err(error) => {
                if let Some(earlier) = failed.replace(error.at(&url)) {
                    visit.skip(earlier);
                }
            }
        }
    }
    match failed {
        Some(error) if !has_read => return Err(error),
        Some(error) => visit.skip(error),
        None => {}
    }
    let Reading { mut records, villages, .. } = reading;
    records.emit(&file, visit).await?;
    if file.is_cut() {
        visit.note("the file breaks off: its last row is not whole");
    } else if !villages.has_doubts {
        visit.complete();
        visit.remember_version(&url, version).await?;
    }
    Ok(())
}

/// One kind's reading of the file.
struct Reading<'f> {
    layout: &'static Layout,
    file: &'f File,
    records: Records,
    villages: Villages,
}

/// What a row is that is no record.
enum Left {
    Empty,
    /// The template's example, marked as such.
    Example,
    /// What the template's example says, and nothing tells whether it is meant.
    AsGiven,
    Sum,
}

impl Reading<'_> {
    /// Reads a sheet of the kind.
    ///
    /// # Errors
    ///
    /// Malformed, where its headings do not stand there; refused, where it lists persons; store.
    async fn sheet(&mut self, sheet: &Sheet, visit: &mut Visit<'_>) -> Result<()> {
        let layout = self.layout;
        let name = sheet.name.as_deref();
        let grid = self.file.grid(sheet)?;
        let Some(head) = Head::find(&grid, layout) else { return self.without_head(&grid, name) };
        if head.lists_people && layout.kind != Kind::Official {
            return Err(Error::new(ErrorKind::Refused, refusal(Place { sheet: name, row: None })));
        }
        tell(&head, layout, name, visit);
        check_required(&head, layout, name)?;
        let mut above = Above::default();
        let mut counts: HashMap<RegionCode, u32> = HashMap::new();
        let mut sums = 0;
        let last = grid.len() - 1;
        for index in head.below..grid.len() {
            let Some(line) = grid.row(index) else { break };
            let place = Place { sheet: name, row: Some(line.number) };
            let wrong = |why: String| Error::malformed(format!("{place}, {why}")).at(&self.file.origin.url);
            match what_is_left(layout, &head, line) {
                Some(Left::Empty | Left::Example) => continue,
                Some(Left::AsGiven) => {
                    visit.note(format!(
                        "{place} says what the template's example says, and is left out: write the village there if it \
                         is true"
                    ));
                    continue;
                }
                Some(Left::Sum) => {
                    sums += 1;
                    continue;
                }
                None => {}
            }
            if index == last && self.file.is_cut() {
                visit.skip(wrong("where the file breaks off: the row is not whole".to_owned()));
                continue;
            }
            let village = match self.villages.of(line, &head, layout.join.is_some(), visit) {
                Owner::Village(village) => village,
                // Asked in the report; what is below may mean the same.
                Owner::Doubtful => continue,
                Owner::None(why) => {
                    visit.skip(wrong(why));
                    continue;
                }
            };
            let count = counts.entry(village).or_default();
            *count += 1;
            above.pass(layout, &head, line);
            let mut row = Row {
                layout,
                head: &head,
                line,
                above: &mut above,
                village,
                gazetteer: visit.gazetteer(),
                place: *count,
                file: &self.file.origin.url,
                faults: Vec::new(),
            };
            let told = (layout.read)(&mut row);
            let faults = row.faults;
            if !faults.is_empty() {
                visit.skip(wrong(faults.join("; ")));
                continue;
            }
            let Some(told) = told else { continue };
            let key = told.key.clone().unwrap_or_else(|| told.entity.key(&visit.site().url));
            if let Err(why) = self.records.take(layout, (village, key), told, place.to_string()) {
                visit.skip(wrong(why));
            }
            if layout.join.is_none() {
                self.records.emit(self.file, visit).await?;
            }
        }
        if sums > 0 {
            visit.note(format!("{}: left out as sums: {sums} rows", Place { sheet: name, row: None }));
        }
        Ok(())
    }

    /// A sheet in which hardly a heading of the kind stands: it may be empty, or a list of persons.
    fn without_head(&self, grid: &Grid, name: Option<&str>) -> Result<()> {
        let place = Place { sheet: name, row: None };
        if grid.len() == 0 {
            return Ok(());
        }
        let lists_people = |line: &Line<'_>| crate::personal::lists_people(texts(line));
        if grid.top(SOUGHT).iter().any(lists_people) {
            return Err(Error::new(ErrorKind::Refused, refusal(place)));
        }
        let required = self.layout.columns.iter().filter(|column| column.is_required);
        let headings: Vec<_> = required.map(|column| column.heading).collect();
        Err(Error::malformed(format!(
            "{place}: no row among the first {} has the headings of {} ({}); write at least {}, or take the template",
            SOUGHT,
            self.layout.kind,
            self.layout.kind.indonesian(),
            headings.join(", ")
        )))
    }
}

/// Tells of the headings that are not read, once a sheet.
fn tell(head: &Head, layout: &Layout, name: Option<&str>, visit: &mut Visit<'_>) {
    let place = Place { sheet: name, row: Some(head.row) };
    for (at, heading) in &head.unknown {
        let column = column(*at, heading);
        visit.note(match nearest(layout, heading) {
            Some(near) => format!("{place}: {column} is not known and not read; did you mean \"{near}\"?"),
            None => format!("{place}: {column} is not known and not read"),
        });
    }
    for (at, heading) in &head.repeated {
        visit.note(format!("{place}: {} stands there a second time and is not read", column(*at, heading)));
    }
    for (at, heading) in &head.personal {
        visit.note(format!(
            "{place}: {} is refused, since it may hold personal data: delete the column from the file",
            column(*at, heading)
        ));
    }
}

/// # Errors
///
/// Malformed, where a column is not there that every record needs.
fn check_required(head: &Head, layout: &Layout, name: Option<&str>) -> Result<()> {
    let place = Place { sheet: name, row: Some(head.row) };
    let missing: Vec<_> = head
        .missing(layout)
        .map(|column| {
            let near = head.unknown.iter().find(|(_, it)| nearest(layout, it) == Some(column.heading));
            match near {
                Some((_, near)) => format!("\"{}\" (is \"{near}\" meant by it?)", column.heading),
                None => format!("\"{}\"", column.heading),
            }
        })
        .collect();
    match missing[..] {
        [] => Ok(()),
        _ => Err(Error::malformed(format!(
            "{place}: the headings lack {}, without which nothing of {} can be read; write it there",
            missing.join(" and "),
            layout.kind.indonesian()
        ))),
    }
}

/// What a row is that is no record: one that is empty below the headings that are known, the template's example, a
/// sum.
fn what_is_left(layout: &Layout, head: &Head, line: Line<'_>) -> Option<Left> {
    if head.columns.iter().flatten().all(|place| value::text(line.cell(*place)).is_none()) {
        return Some(Left::Empty);
    }
    let village = |place: Option<usize>| place.and_then(|place| value::text(line.cell(place)));
    let told = [village(head.code), village(head.village)];
    if told.iter().flatten().any(|text| fold(text) == EXAMPLE) {
        return Some(Left::Example);
    }
    // A clerk may have taken away the columns that say so. What stands beside a village's name is meant.
    if told == [None, None] && is_as_given(layout, head, line) {
        return Some(Left::AsGiven);
    }
    let first = texts(&line).next();
    // Sums of a table whose rows are one record tell something of it.
    let is_sum = layout.join.is_none() && first.is_some_and(|text| sum(&fold(text)) == Some(""));
    is_sum.then_some(Left::Sum)
}

/// Whether every cell says what the template's example does; a row of one cell may do so by chance.
fn is_as_given(layout: &Layout, head: &Head, line: Line<'_>) -> bool {
    const FEWEST: usize = 2;
    let columns = layout.columns.iter().zip(&head.columns);
    let mut cells = columns.filter_map(|(column, place)| Some((column, line.cell((*place)?))));
    cells.clone().filter(|(_, cell)| value::text(*cell).is_some()).count() >= FEWEST
        && cells.all(|(column, cell)| value::is_example(cell, column))
}

/// What the template writes where an example's village stands, folded.
const EXAMPLE: &str = "contoh";

/// The records that are whole, or of which more rows may come.
#[derive(Default)]
struct Records {
    /// Those that are not yet given to the visit, in the order in which they were met.
    open: Vec<(RegionCode, String, Told)>,
    /// Where each was met first, and its place among the open ones.
    met: HashMap<(RegionCode, String), (String, usize)>,
}

impl Records {
    /// Takes what a row tells.
    ///
    /// # Errors
    ///
    /// Where an earlier row tells of the same record, of a kind whose records are one row each.
    fn take(
        &mut self,
        layout: &Layout,
        id: (RegionCode, String),
        told: Told,
        place: String,
    ) -> Result<(), String> {
        match (self.met.get(&id), layout.join) {
            (Some((_, index)), Some(join)) => {
                if let Some((.., whole)) = self.open.get_mut(*index) {
                    join(&mut whole.entity, told.entity);
                }
                Ok(())
            }
            (Some((first, _)), None) => {
                Err(format!("which tells of the same as {first}: delete one, or make their names differ"))
            }
            (None, _) => {
                let (village, key) = id.clone();
                self.met.insert(id, (place, self.open.len()));
                self.open.push((village, key, told));
                Ok(())
            }
        }
    }

    /// Gives what is whole to the visit.
    async fn emit(&mut self, file: &File, visit: &mut Visit<'_>) -> Result<()> {
        for (village, key, told) in self.open.drain(..) {
            let found = Found::new(told.entity, Access::File, &file.origin);
            visit.emit(found.village(village).key(key).published(told.published)).await?;
        }
        Ok(())
    }
}
