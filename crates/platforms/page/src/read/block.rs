//! Where on a page its text stands: the block under the title, in whatever language it is written.

use std::collections::{HashMap, HashSet};

use balai_extract::css;
use balai_extract::html::Element;
use ego_tree::NodeId;
use ego_tree::iter::Edge;

use super::clean::Weights;
use super::table_layout;
use super::words::has;

/// Less than that is a label.
const SENTENCE: usize = 30;

/// A box of a page: how much text stands in it and in no box within it.
struct Part {
    id: NodeId,
    letters: usize,
    /// How many of them stand before any other heading than the title.
    first: usize,
    /// How many of the title's ancestors, from the inmost out, do not hold it.
    from_title: usize,
}

/// What holds a page's text.
pub(super) struct Holder<'a> {
    pub(super) element: Element<'a>,
    /// Whether it is rather one of several teasers.
    pub(super) is_one_of_many: bool,
}

/// The smallest element that holds the text under a title. `of_title` are the title's element and what it stands in,
/// the inmost first; `None` where no text stands below it.
///
/// A page has many boxes with text. The text is in the one that is nearest to the title in the tree, unless one further
/// out has several times as much; and with it go those boxes beside it that are made alike and are no teasers.
pub(super) fn holder<'a>(
    body: Element<'a>,
    of_title: &[NodeId],
    weights: &Weights,
    is_out: &impl Fn(NodeId) -> bool,
) -> Option<Holder<'a>> {
    /// So many times more text is worth going further from the title.
    const FURTHER: usize = 4;
    let parts = parts(body, of_title, is_out);
    let most = parts.iter().map(worth).max().filter(|most| *most > 0)?;
    let near = parts.iter().filter(|it| worth(it) * FURTHER >= most).map(|it| it.from_title).min()?;
    // Of boxes with equally much, the one within the others is the text's.
    let core = parts.iter().rev().filter(|it| it.from_title <= near).max_by_key(|it| worth(it))?;
    let own: HashMap<NodeId, usize> = parts.iter().map(|it| (it.id, it.first)).collect();
    let core_element = body.descendent_elements().find(|it| it.id() == core.id)?;

    let mut holder = core_element;
    let mut inner = core_element;
    while !of_title.contains(&inner.id()) {
        let Some(above) = inner.parent().and_then(Element::wrap) else { break };
        let beside = inner.prev_siblings().chain(inner.next_siblings()).filter_map(Element::wrap);
        let goes_on = beside
            .filter(|it| !is_out(it.id()) && is_alike(*it, inner))
            .any(|it| weights.get(it).prose >= SENTENCE && !of_title.contains(&it.id()) && !is_teaser(it));
        let has_own = own.get(&above.id()).is_some_and(|letters| letters * FURTHER >= core.letters);
        if goes_on || has_own {
            holder = above;
        }
        if above.id() == body.id() {
            break;
        }
        inner = above;
    }
    let is_title_in = of_title.contains(&holder.id());
    Some(Holder { element: holder, is_one_of_many: !is_title_in && is_one_of_many(holder, of_title) })
}

/// Whether an element, or what it is in, is one of several teasers.
fn is_one_of_many(element: Element<'_>, of_title: &[NodeId]) -> bool {
    const MANY: usize = 2;
    let above = element.ancestors().filter_map(Element::wrap);
    let apart = std::iter::once(element).chain(above).take_while(|it| !of_title.contains(&it.id()));
    apart.filter(|it| is_teaser(*it)).any(|it| {
        let beside = it.prev_siblings().chain(it.next_siblings()).filter_map(Element::wrap);
        beside.filter(|other| is_alike(*other, it) && is_teaser(*other)).take(MANY).count() == MANY
    })
}

/// What the letters of a box count for: those under another heading are hardly the text.
fn worth(it: &Part) -> usize {
    it.first + (it.letters - it.first) / 3
}

/// The boxes behind the title in which text stands, the outer before the inner.
fn parts(body: Element<'_>, of_title: &[NodeId], is_out: &impl Fn(NodeId) -> bool) -> Vec<Part> {
    let tables = body.select(css!("table")).filter(|table| table_layout::is_data(*table));
    let data: HashSet<NodeId> = tables.map(|table| table.id()).collect();
    let mut is_behind = of_title.is_empty();
    let mut is_under_other = false;
    let mut out = 0_usize;
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for edge in body.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if let Some(element) = node.value().as_element() {
            if matches!(element.name(), "script" | "style" | "noscript" | "template") || is_out(node.id()) {
                out = if opens { out + 1 } else { out - 1 };
            }
            is_behind |= !opens && of_title.first() == Some(&node.id());
        }
        let Some(text) = node.value().as_text().filter(|_| opens && out == 0 && is_behind) else { continue };
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        let above = || node.ancestors().filter_map(Element::wrap);
        let is_own = |it: &Element<'_>| is_block(it.value().name()) && !is_of_data(*it, &data);
        let Some(block) = above().find(is_own).filter(|_| letters > 0) else { continue };
        let is_linked = above().any(|it| it.value().name() == "a");
        if blocks.last().is_none_or(|last| last.element.id() != block.id()) {
            is_under_other |= blocks.last().is_some_and(Block::is_heading);
            blocks.push(Block { element: block, letters: 0, linked: 0, bold: 0, is_under_other });
        }
        if let Some(last) = blocks.last_mut() {
            let is_bold = || above().any(|it| matches!(it.value().name(), "b" | "strong" | "th"));
            match is_linked {
                true => last.linked += letters,
                false => last.letters += letters,
            }
            last.bold += if is_bold() { letters } else { 0 };
        }
    }

    let steps: HashMap<NodeId, usize> = of_title.iter().enumerate().map(|(step, id)| (*id, step)).collect();
    let mut found: Vec<Part> = Vec::new();
    let mut places: HashMap<NodeId, usize> = HashMap::new();
    for block in blocks {
        let letters = block.worth();
        let above = block.element.ancestors().filter_map(Element::wrap);
        let is_box = |it: &Element<'_>| is_box(*it) && !is_of_data(*it, &data);
        let mut holds = std::iter::once(block.element).chain(above).filter(is_box);
        let Some(inmost) = holds.next().filter(|_| letters > 0) else { continue };
        // A box that is a paragraph among others like it is its parent's.
        let above = holds.next().filter(|_| inmost.id() == block.element.id() && is_paragraph(inmost));
        for it in above.into_iter().chain([inmost]) {
            let place = *places.entry(it.id()).or_insert_with(|| {
                let mut around = std::iter::once(it.id()).chain(it.ancestors().map(|above| above.id()));
                let from_title = around.find_map(|id| steps.get(&id).copied()).unwrap_or(of_title.len());
                found.push(Part { id: it.id(), letters: 0, first: 0, from_title });
                found.len() - 1
            });
            found[place].letters += letters;
            found[place].first += if block.is_under_other { 0 } else { letters };
        }
    }
    found
}

/// A run of text in one paragraph, cell or box.
struct Block<'a> {
    element: Element<'a>,
    letters: usize,
    linked: usize,
    bold: usize,
    is_under_other: bool,
}

impl Block<'_> {
    /// Its letters, of which few are hardly text, and those of links and headings none.
    fn worth(&self) -> usize {
        match self.letters {
            _ if self.is_heading() || self.linked > self.letters => 0,
            letters if letters < SENTENCE => letters / 2,
            letters => letters,
        }
    }

    /// Whether it stands above something: by its tag, or since it is short and bold.
    fn is_heading(&self) -> bool {
        let all = self.letters + self.linked;
        matches!(self.element.value().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "legend")
            || all < SENTENCE && self.bold == all
    }
}

fn is_block(name: &str) -> bool {
    const PARAGRAPHS: &str = "p|li|dt|dd|h1|h2|h3|h4|h5|h6|legend|tr|blockquote|figcaption|caption|header|footer|\
        aside|nav|button|label";
    has(BOXES, name) || has(PARAGRAPHS, name) || name.contains('-')
}

const BOXES: &str = "div|section|article|main|td|fieldset|center|pre|form|body";

/// Whether an element holds paragraphs rather than is one; what a site names itself does.
fn is_box(element: Element<'_>) -> bool {
    let name = element.value().name();
    let has_paragraphs =
        || element.child_elements().any(|it| matches!(it.value().name(), "p" | "div" | "h2" | "h3" | "h4"));
    has(BOXES, name) || name.contains('-') || matches!(name, "li" | "dd") && has_paragraphs()
}

/// Whether an element is in a table of figures, which is part of a text however it is divided.
fn is_of_data(element: Element<'_>, data: &HashSet<NodeId>) -> bool {
    let mut above = element.ancestors().filter_map(Element::wrap);
    element.value().name() != "tr"
        && above.find(|it| it.value().name() == "table").is_some_and(|table| data.contains(&table.id()))
}

/// Whether a box is one paragraph in a row of them.
fn is_paragraph(element: Element<'_>) -> bool {
    let before = element.prev_siblings().filter_map(Element::wrap).next();
    let after = element.next_siblings().filter_map(Element::wrap).next();
    before.into_iter().chain(after).any(|it| is_alike(it, element))
        && !element.descendent_elements().skip(1).any(|it| is_block(it.value().name()))
}

/// Whether two elements are made alike: the same tag and classes, but for those that number them.
fn is_alike(one: Element<'_>, other: Element<'_>) -> bool {
    const WIDTHS: &str = "col|span|large|medium|small|grid|w-|uk-width|md:|lg:|sm:|xl:";
    let sort = |element: Element<'_>| -> HashSet<String> {
        let names = element.value().classes();
        // `elementor-element-1c9f2e` and `et_pb_text_2` are this one's alone, `col-8` is a width.
        let is_own = |name: &&str| {
            let last = name.rsplit(['-', '_']).next().unwrap_or_default();
            let is_width = || WIDTHS.split('|').any(|width| name.starts_with(width));
            last.contains(|c: char| c.is_ascii_digit()) && !is_width()
        };
        names.filter(|name| !is_own(name)).map(str::to_owned).collect()
    };
    // Tabs are alike, and each has something else.
    let is_tab =
        one.attr("role") == Some("tabpanel") || one.value().classes().any(|class| class == "tab-pane");
    one.value().name() == other.value().name() && sort(one) == sort(other) && !is_tab
}

/// Whether an element shows another article: its heading is a link, or all of it.
fn is_teaser(element: Element<'_>) -> bool {
    element.select(css!(
        "h1 a[href], h2 a[href], h3 a[href], h4 a[href], h5 a[href], h6 a[href], a[href] h2, a[href] h3, a[href] h4, \
         a[href] h5, a[href] h6, a[href] p"
    )).next().is_some()
}

#[cfg(test)]
mod tests {
    use balai_extract::html::Document;

    use super::*;

    fn held(page: &str) -> String {
        let base = "https://desa.example/berita/a".parse().expect("a URL");
        let document = Document::parse_str(page, &base).expect("a page");
        let heading = document.first(css!("h1")).expect("a title");
        let of_title: Vec<NodeId> =
            std::iter::once(heading.id()).chain(heading.ancestors().map(|it| it.id())).collect();
        let body = document.first(css!("body")).expect("a body");
        let found = holder(body, &of_title, &Weights::of(body), &|_| false).expect("a text");
        found.element.attr("id").unwrap_or_default().to_owned()
    }

    const LONG: &str = "<p>Kepala desa menyambut semua warga yang datang ke balai desa, dan menjelaskan apa yang sudah \
        dikerjakan sepanjang tahun ini bersama para kepala dusun, pengurus karang taruna, dan kader posyandu.</p>";
    const SHORT: &str =
        "<p>Posyandu Dusun Lor dibuka pada hari Rabu pukul delapan di rumah kepala dusun.</p>";

    #[test]
    fn a_short_text_under_the_title_is_before_a_longer_one_beside_it() {
        let page = format!(
            "<div><div id=card><h1>Judul</h1>{SHORT}</div><div><h4>Sambutan</h4>{LONG}</div></div><div>{LONG}</div>"
        );
        assert_eq!(held(&page), "card");
    }

    #[test]
    fn a_text_in_several_boxes_of_one_sort_is_in_what_holds_them() {
        let page = format!(
            "<header><h1>Judul</h1></header><div id=all><div class='text text-a1'>{LONG}</div><h2>Lagi</h2>
             <div class='text text-b2'>{LONG}</div></div><div class=other>{SHORT}</div>"
        );
        assert_eq!(held(&page), "all");
        let teasers =
            "<div class=card><h3><a href=/x>Lain</a></h3><p>Warga Dusun Lor memanen padi di sawah.</p></div>"
                .repeat(3);
        let page = format!("<h1>Judul</h1><div><div class=card id=own>{LONG}</div>{teasers}</div>");
        assert_eq!(held(&page), "own");
    }
}
