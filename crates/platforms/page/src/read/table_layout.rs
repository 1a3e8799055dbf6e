//! Pages that are laid out by tables: which cell holds the text.

use balai_extract::css;
use balai_extract::html::{Document, Element};

use super::clean::Weights;

/// The cell that holds most of a page's text, where the page is laid out by a table.
pub(super) fn main_cell<'a>(page: &'a Document, weights: &Weights) -> Option<Element<'a>> {
    /// Less than that is a cell of figures.
    const FEWEST: usize = 120;
    let body = page.first(css!("body"))?;
    let own = |cell: Element<'_>| {
        let inner = cell.select(css!("table")).filter(|table| nearest(*table, "td") == Some(cell.id()));
        let inner: usize =
            inner.filter(|table| !is_data(*table)).map(|table| weights.get(table).plain()).sum();
        weights.get(cell).plain().saturating_sub(inner)
    };
    let best = page.select(css!("td")).map(|cell| (own(cell), cell)).max_by_key(|(letters, _)| *letters)?;
    let (letters, cell) = best;
    let of_data = cell
        .ancestors()
        .filter_map(Element::wrap)
        .find(|it| it.value().name() == "table")
        .is_some_and(is_data);
    (letters >= FEWEST && letters * 2 >= weights.get(body).plain() && !of_data).then_some(cell)
}

fn nearest(element: Element<'_>, name: &str) -> Option<ego_tree::NodeId> {
    element.ancestors().filter_map(Element::wrap).find(|it| it.value().name() == name).map(|it| it.id())
}

/// Whether a table is one of figures: it has headings, or several rows that are alike and short.
pub(super) fn is_data(table: Element<'_>) -> bool {
    const LONG: usize = 200;
    if table.select(css!("th, caption")).next().is_some() {
        return true;
    }
    let rows = balai_extract::table::rows(table);
    let wide = rows.iter().filter(|row| row.len() >= 2).count();
    wide >= 3 && rows.iter().flatten().all(|cell| cell.len() < LONG)
}
