//! A sheet's cells, whatever file they came from: small in memory, so that 50,000 rows can be held.

use balai_core::{Error, ErrorKind};
use jiff::civil::DateTime;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Words, or a number that is written as such.
    Text(&'a str),
    /// A number.
    Number(f64),
    /// A date, a time of day, or both, by the wall clock.
    Moment(DateTime),
    /// A tick: yes or no.
    Tick(bool),
    /// A formula that came to an error (`#REF!`).
    Failed,
}

/// The rows of a sheet that hold something.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    /// The texts of all cells, one after the other.
    text: String,
    cells: Vec<Packed>,
    /// Of each row its number, from 1, and where in `cells` it ends.
    rows: Vec<(u32, usize)>,
}

/// A cell in 16 bytes.
#[derive(Clone, Copy, Debug)]
enum Packed {
    Empty,
    Text { start: u32, end: u32 },
    Number(f64),
    Moment(DateTime),
    Tick(bool),
    Failed,
}

/// A part of a sheet whose cells are merged to one: rows and columns, from 0, the last ones included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Merged {
    pub(crate) first: (u32, u32),
    pub(crate) last: (u32, u32),
}

/// Cells to the right of this one are not read: a sheet that has more has them by a slip of the hand.
pub(crate) const WIDEST: usize = 200;

/// The most cells of a sheet that are read.
const MOST_CELLS: usize = 5_000_000;

/// A sheet has more than can be held.
#[derive(Debug)]
pub(crate) struct TooLarge;

impl From<TooLarge> for Error {
    fn from(_: TooLarge) -> Self {
        let message = "the sheet has more than 5 million cells: split it into several files";
        Self::new(ErrorKind::TooLarge, message)
    }
}

impl Grid {
    /// How many rows hold something.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// A row by its index among those that hold something.
    pub(crate) fn row(&self, index: usize) -> Option<Line<'_>> {
        let (number, end) = *self.rows.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.rows[before].1);
        Some(Line { text: &self.text, cells: &self.cells[start..end], number })
    }

    /// The first rows.
    pub(crate) fn top(&self, count: usize) -> Vec<Line<'_>> {
        (0..count).map_while(|index| self.row(index)).collect()
    }
}

/// One row.
#[derive(Clone, Copy)]
pub(crate) struct Line<'a> {
    text: &'a str,
    cells: &'a [Packed],
    /// The row's number, from 1.
    pub(crate) number: u32,
}

impl<'a> Line<'a> {
    /// How many columns the row has, empty ones included.
    pub(crate) fn width(&self) -> usize {
        self.cells.len()
    }

    /// The cell of a column, from 0.
    pub(crate) fn cell(&self, column: usize) -> Cell<'a> {
        match self.cells.get(column) {
            None | Some(Packed::Empty) => Cell::Empty,
            Some(Packed::Text { start, end }) => Cell::Text(&self.text[*start as usize..*end as usize]),
            Some(Packed::Number(number)) => Cell::Number(*number),
            Some(Packed::Moment(moment)) => Cell::Moment(*moment),
            Some(Packed::Tick(tick)) => Cell::Tick(*tick),
            Some(Packed::Failed) => Cell::Failed,
        }
    }

    /// Every cell, in order.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell<'a>> {
        let line = *self;
        (0..line.width()).map(move |column| line.cell(column))
    }
}

/// Takes a sheet's cells as they come, row by row.
#[derive(Default)]
pub(crate) struct Builder {
    grid: Grid,
    /// The row that is being read, from 0, and where in `cells` it begins.
    open: Option<(u32, usize)>,
    /// What is merged and does not reach into the rows so far, the last one first.
    ahead: Vec<Merged>,
    /// What is merged and reaches down into the rows to come, with what it holds.
    hanging: Vec<(Merged, Packed)>,
}

impl Builder {
    /// A sheet of which some cells are merged: what they hold stands in each of them.
    pub(crate) fn merging(mut merged: Vec<Merged>) -> Self {
        merged.sort_by_key(|area| std::cmp::Reverse(area.first));
        Self { ahead: merged, ..Self::default() }
    }

    /// How many rows have been read.
    pub(crate) fn rows(&self) -> usize {
        self.grid.rows.len()
    }

    /// Takes a cell, by row and column from 0. Rows come in order.
    pub(crate) fn push(&mut self, row: u32, column: usize, cell: Cell<'_>) -> Result<(), TooLarge> {
        if column >= WIDEST {
            return Ok(());
        }
        let start = match self.open {
            Some((open, start)) if open == row => start,
            _ => {
                self.close_row();
                self.open = Some((row, self.grid.cells.len()));
                self.grid.cells.len()
            }
        };
        let packed = match cell {
            Cell::Empty => Packed::Empty,
            Cell::Text(text) => self.keep(text)?,
            Cell::Number(number) => Packed::Number(number),
            Cell::Moment(moment) => Packed::Moment(moment),
            Cell::Tick(tick) => Packed::Tick(tick),
            Cell::Failed => Packed::Failed,
        };
        if self.grid.cells.len() > MOST_CELLS {
            return Err(TooLarge);
        }
        self.set(start, column, packed);
        Ok(())
    }

    fn keep(&mut self, text: &str) -> Result<Packed, TooLarge> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Packed::Empty);
        }
        let start = u32::try_from(self.grid.text.len()).map_err(|_| TooLarge)?;
        self.grid.text.push_str(text);
        let end = u32::try_from(self.grid.text.len()).map_err(|_| TooLarge)?;
        Ok(Packed::Text { start, end })
    }

    fn set(&mut self, start: usize, column: usize, packed: Packed) {
        let needed = start + column + 1;
        if self.grid.cells.len() < needed {
            self.grid.cells.resize(needed, Packed::Empty);
        }
        self.grid.cells[start + column] = packed;
    }

    /// Ends the row that is being read. One that holds nothing is left out.
    fn close_row(&mut self) {
        let Some((row, start)) = self.open.take() else { return };
        let is_empty = |cell: &Packed| matches!(cell, Packed::Empty);
        if self.grid.cells[start..].iter().all(is_empty) {
            self.grid.cells.truncate(start);
            return;
        }
        self.fill_merged(row, start);
        self.grid.rows.push((row + 1, self.grid.cells.len()));
    }

    /// Writes what merged cells hold into those of them that this row has.
    fn fill_merged(&mut self, row: u32, start: usize) {
        self.hanging.retain(|(area, _)| area.last.0 >= row);
        while let Some(area) = self.ahead.pop_if(|area| area.first.0 <= row) {
            let holder = self.grid.cells.get(start + area.first.1 as usize).copied();
            // A row has no more areas than columns; more can only be a fault.
            if area.first.0 == row && area.last.0 >= row && self.hanging.len() < WIDEST {
                self.hanging.push((area, holder.unwrap_or(Packed::Empty)));
            }
        }
        for i in 0..self.hanging.len() {
            let (area, packed) = self.hanging[i];
            let last = (area.last.1 as usize).min(WIDEST - 1);
            for column in area.first.1 as usize..=last {
                let is_free =
                    self.grid.cells.get(start + column).is_none_or(|cell| matches!(cell, Packed::Empty));
                if is_free && !matches!(packed, Packed::Empty) {
                    self.set(start, column, packed);
                }
            }
        }
    }

    /// The sheet.
    pub(crate) fn finish(mut self) -> Grid {
        self.close_row();
        self.grid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: Line<'_>) -> Vec<String> {
        let text = |cell| match cell {
            Cell::Text(text) => text.to_owned(),
            Cell::Empty => String::new(),
            other => format!("{other:?}"),
        };
        line.cells().map(text).collect()
    }

    #[test]
    fn a_cell_is_small() {
        assert_eq!(size_of::<Packed>(), 16);
    }

    #[test]
    fn empty_rows_are_left_out_and_the_rest_keep_their_numbers() {
        let mut builder = Builder::default();
        for (row, column, text) in [(0, 1, "a"), (2, 0, " "), (4, 0, "b"), (4, 900, "far away")] {
            builder.push(row, column, Cell::Text(text)).expect("a small sheet");
        }
        let grid = builder.finish();
        let rows: Vec<_> = grid.top(9).into_iter().map(|line| (line.number, texts(line))).collect();
        assert_eq!(rows, [(1, vec![String::new(), "a".into()]), (5, vec!["b".into()])]);
    }

    #[test]
    fn merged_cells_hold_what_the_first_holds() {
        let area = |first, last| Merged { first, last };
        let mut builder = Builder::merging(vec![area((0, 1), (0, 2)), area((1, 0), (1_048_575, 0))]);
        for (row, column, text) in
            [(0, 0, "Dusun"), (0, 1, "Jiwa"), (1, 0, "Krajan"), (1, 1, "67"), (3, 1, "12")]
        {
            builder.push(row, column, Cell::Text(text)).expect("a small sheet");
        }
        let grid = builder.finish();
        let rows: Vec<_> = grid.top(9).into_iter().map(texts).collect();
        assert_eq!(rows, [vec!["Dusun", "Jiwa", "Jiwa"], vec!["Krajan", "67"], vec!["Krajan", "12"]]);
    }
}
