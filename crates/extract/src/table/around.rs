//! Tables with what stands above them.

use super::rows;
use crate::html::{self, Element};

/// A table of a page, and what stands above it.
pub struct Titled {
    /// Its rows.
    pub rows: Vec<Vec<String>>,
    /// A line each, from the page's title down to the table's caption: the nearest last.
    pub about: String,
}

/// The tables within an element that are not within another table, each with what stands above it. `title` is the
/// page's.
pub fn tables(root: Element<'_>, title: &str) -> Vec<Titled> {
    let mut tables = Vec::new();
    let (mut heading, mut paragraph) = (None::<String>, None::<String>);
    for element in root.descendent_elements() {
        match element.value().name() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                heading = html::line(element);
                paragraph = None;
            }
            "p" => paragraph = html::line(element),
            "table" if !is_nested(root, element) => {
                let caption = caption(element);
                let above = [Some(title.to_owned()), heading.clone(), paragraph.take(), caption];
                let about: Vec<_> = above.into_iter().flatten().collect();
                tables.push(Titled { rows: rows(element), about: about.join("\n") });
            }
            _ => {}
        }
    }
    tables
}

fn is_nested(root: Element<'_>, table: Element<'_>) -> bool {
    let above = table.ancestors().take_while(|node| node.id() != root.id());
    above.filter_map(Element::wrap).any(|element| element.value().name() == "table")
}

/// The table's own caption, or that of the figure which it stands in.
fn caption(table: Element<'_>) -> Option<String> {
    let own = table.child_elements().find(|child| child.value().name() == "caption");
    let figure = || {
        let parent = Element::wrap(table.parent()?)?;
        (parent.value().name() == "figure").then_some(())?;
        parent.child_elements().find(|child| child.value().name() == "figcaption")
    };
    own.or_else(figure).and_then(html::line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::Document;

    #[test]
    fn the_nearest_stands_last_and_inner_tables_are_cells() {
        let base = "https://desa.example/".parse().expect("a URL");
        let page = "<h2>Data</h2><p>Per 2024<figure><table><tr><td>a<table><tr><td>b</table></table>
                    <figcaption>Per dusun</figcaption></figure><h3>Lain</h3><table><caption>C<tr><td>d</table>";
        let document = Document::parse_str(page, &base).expect("a page");
        let found: Vec<_> = tables(document.root(), "Profil").into_iter().map(|it| it.about).collect();
        assert_eq!(found, ["Profil\nData\nPer 2024\nPer dusun", "Profil\nLain\nC"]);
    }
}
