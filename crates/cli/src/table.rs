//! Tables for people.

use std::io::{self, Write};

use balai::Condition;
use console::{Style, Term, TermTarget, measure_text_width, pad_str, truncate_str};

/// A table that is aligned, and on a terminal no wider than it: the last column is cut, and where need be the widest.
pub(crate) struct Table {
    heading: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// One cell.
pub(crate) struct Cell {
    text: String,
    style: Style,
    right: bool,
}

impl Table {
    pub(crate) fn new(heading: &[&str]) -> Self {
        Self { heading: heading.iter().map(|text| (*text).to_owned()).collect(), rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Writes the table to `terminal` or what stands in its place, with colours where people want them.
    pub(crate) fn write(&self, out: &mut dyn Write, terminal: &Term) -> io::Result<()> {
        let width = terminal.is_term().then(|| usize::from(terminal.size().1));
        let to_stderr = matches!(terminal.target(), TermTarget::Stderr);
        let paint = |style: &Style, text: &str| {
            let style = if to_stderr { style.clone().for_stderr() } else { style.clone() };
            style.apply_to(text).to_string()
        };
        self.lines(width, paint).iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    fn lines(&self, width: Option<usize>, paint: impl Fn(&Style, &str) -> String) -> Vec<String> {
        const LEAST: usize = 12;
        let mut widths: Vec<_> = (0..self.heading.len()).map(|column| self.width(column)).collect();
        let last = widths.len() - 1;
        if let Some(width) = width {
            let taken = |widths: &[usize]| widths[..last].iter().map(|width| width + 2).sum::<usize>();
            let excess = (taken(&widths) + LEAST).saturating_sub(width);
            if let Some(widest) = widths[..last].iter_mut().max() {
                *widest = widest.saturating_sub(excess).max(LEAST - 2);
            }
            widths[last] = width.saturating_sub(taken(&widths)).max(LEAST);
        }

        let heading = self.heading.iter().enumerate().map(|(column, name)| {
            let right = self.rows.first().is_some_and(|row| row[column].right);
            Cell { right, ..Cell::faint(name) }
        });
        let line = |row: &Vec<Cell>| {
            let cells = row.iter().enumerate().map(|(column, cell)| {
                let text = match column == last {
                    true => truncate_str(&cell.text, widths[last], "…"),
                    false => pad_str(&cell.text, widths[column], cell.alignment(), Some("…")),
                };
                paint(&cell.style, &text)
            });
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        std::iter::once(&heading.collect()).chain(&self.rows).map(line).collect()
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().map(|row| measure_text_width(&row[column].text));
        cells.chain([measure_text_width(&self.heading[column])]).max().unwrap_or_default()
    }
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), style: Style::new(), right: false }
    }

    /// Text that stands back.
    pub(crate) fn faint(text: impl Into<String>) -> Self {
        Self { style: Style::new().dim(), ..Self::text(text) }
    }

    /// A number; nothing where it is 0, so that what is there stands out.
    pub(crate) fn number(number: u64) -> Self {
        let text = if number == 0 { "·".to_owned() } else { crate::output::number(number) };
        Self { right: true, ..Self::text(text) }
    }

    pub(crate) fn condition(condition: Condition) -> Self {
        let style = match condition {
            Condition::Active => Style::new().green(),
            Condition::Stale | Condition::Silent => Style::new().yellow(),
            Condition::Blocked | Condition::Unreachable => Style::new().red(),
            Condition::NoSite | Condition::Unvisited => Style::new().dim(),
        };
        Self { style, ..Self::text(condition.as_str().replace('_', " ")) }
    }

    fn alignment(&self) -> console::Alignment {
        if self.right { console::Alignment::Right } else { console::Alignment::Left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_nothing_is_cut_where_there_is_no_terminal() {
        let mut table = Table::new(&["VILLAGE", "NEW", "MISSING"]);
        table.row([Cell::text("Biting"), Cell::number(1234), Cell::text("x".repeat(300))]);
        table.row([Cell::text("Condongcampur"), Cell::number(0), Cell::text("")]);
        let plain = |_: &Style, text: &str| text.to_owned();
        let lines = table.lines(None, plain);
        assert_eq!(lines[0], "VILLAGE          NEW  MISSING");
        assert_eq!(lines[1], format!("Biting         1,234  {}", "x".repeat(300)));
        assert_eq!(lines[2], "Condongcampur      ·");

        let narrow = table.lines(Some(40), plain);
        assert_eq!(narrow[1], format!("Biting         1,234  {}…", "x".repeat(17)));
    }
}
