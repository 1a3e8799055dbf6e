//! HTML tables as rows, and what the rows of some tell of a village.

mod around;
mod budget;
mod heading;
mod official;
mod statistic;

pub use around::{Titled, tables};
pub use budget::budget;
pub use official::officials;
pub use statistic::statistic;

use crate::css;
use crate::html::{self, Element};

/// The most columns and rows that a cell may span, and a table may have: a page's `colspan="9999999"` is not obeyed.
const WIDEST: usize = 200;
const LONGEST: usize = 20_000;

/// The rows of a table, each with one text a column: a cell that spans columns or rows stands in each of them.
///
/// A table within a cell is part of that cell's text, not of the rows.
///
/// ```
/// use balai_extract::{css, html::Document, table};
///
/// let base = "https://desa.example/".parse()?;
/// let document = Document::parse_str(
///     "<table><tr><th rowspan=2>Dusun<th colspan=2>Jiwa<tr><th>L<th>P<tr><td>Krajan<td>67<td>76</table>",
///     &base,
/// )?;
/// let rows = table::rows(document.first(css!("table")).unwrap());
/// assert_eq!(rows[0], ["Dusun", "Jiwa", "Jiwa"]);
/// assert_eq!(rows[1], ["Dusun", "L", "P"]);
/// assert_eq!(rows[2], ["Krajan", "67", "76"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn rows(table: Element<'_>) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    // Of each column, what reaches down into the rows to come, and through how many.
    let mut hanging: Vec<Option<(String, usize)>> = Vec::new();
    for row in table.select(css!("tr")).filter(|row| is_own(table, *row)).take(LONGEST) {
        let mut cells = Vec::new();
        let mut own = row.child_elements().filter(|cell| matches!(cell.value().name(), "td" | "th"));
        loop {
            while let Some(text) = take_hanging(&mut hanging, cells.len()) {
                cells.push(text);
            }
            let Some(cell) = own.next() else { break };
            let text = html::line(cell).unwrap_or_default();
            let down = span(cell, "rowspan");
            for _ in 0..span(cell, "colspan") {
                if cells.len() >= WIDEST {
                    break;
                }
                if hanging.len() <= cells.len() {
                    hanging.resize(cells.len() + 1, None);
                }
                if down > 1 {
                    hanging[cells.len()] = Some((text.clone(), down - 1));
                }
                cells.push(text.clone());
            }
        }
        rows.push(cells);
    }
    rows
}

fn take_hanging(hanging: &mut [Option<(String, usize)>], column: usize) -> Option<String> {
    let slot = hanging.get_mut(column)?;
    let (text, left) = slot.take()?;
    if left > 1 {
        *slot = Some((text.clone(), left - 1));
    }
    Some(text)
}

fn span(cell: Element<'_>, name: &str) -> usize {
    cell.attr(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1).clamp(1, WIDEST)
}

fn is_own(table: Element<'_>, row: Element<'_>) -> bool {
    row.ancestors()
        .filter_map(Element::wrap)
        .find(|ancestor| ancestor.value().name() == "table")
        .is_some_and(|nearest| nearest.id() == table.id())
}

/// The rows of the table that HTML holds, for the tests of those who read rows.
#[cfg(test)]
fn rows_of(table: &str) -> Vec<Vec<String>> {
    let base = "https://desa.example/".parse().expect("a URL");
    let html = format!("<table>{table}</table>");
    let document = html::Document::parse_str(&html, &base).expect("a document");
    rows(document.first(css!("table")).expect("a table"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Document;

    fn read(html: &str) -> Vec<Vec<String>> {
        let document =
            Document::parse_str(html, &"https://desa.example/".parse().expect("a URL")).expect("a document");
        rows(document.first(css!("table")).expect("a table"))
    }

    #[test]
    fn a_table_within_a_cell_is_not_rows() {
        let rows = read("<table><tr><td>a<table><tr><td>b</table><td>c</table>");
        assert_eq!(rows, [["ab", "c"]]);
    }

    #[test]
    fn absurd_spans_cost_nothing() {
        let rows = read("<table><tr><td colspan=99999999 rowspan=99999999>a<td>b<tr><td>c</table>");
        assert!(rows[0].len() <= WIDEST + 1);
        assert_eq!(rows[1].len(), rows[0].len());
    }
}
