//! Tables of figures, told from those that lay out a page.

use balai_extract::css;
use balai_extract::html::Element;

fn nearest(element: Element<'_>, name: &str) -> Option<ego_tree::NodeId> {
    element.ancestors().filter_map(Element::wrap).find(|it| it.value().name() == name).map(|it| it.id())
}

/// Whether a table is one of figures: it has headings, or several rows that are alike and short.
pub(super) fn is_data(table: Element<'_>) -> bool {
    const LONG: usize = 200;
    if table.select(css!("th, caption")).any(|it| nearest(it, "table") == Some(table.id())) {
        return true;
    }
    let rows = balai_extract::table::rows(table);
    let wide = rows.iter().filter(|row| row.len() >= 2).count();
    wide >= 3 && rows.iter().flatten().all(|cell| cell.len() < LONG)
}
