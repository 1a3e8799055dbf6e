//! The date that a page prints near its article: a line or a badge of its own, wherever the layout has put it.

use std::collections::HashSet;

use balai_core::Zone;
use balai_extract::html::Element;
use ego_tree::NodeId;
use ego_tree::iter::Edge;
use jiff::Timestamp;

use super::published::{date_in, has_date};
use super::title::{Title, is_beside};
use super::words::{fold, has, rest_of};

/// Where on a page its article stands.
pub(super) struct Place<'a> {
    pub(super) title: &'a Title,
    /// The title's element and what it stands in, the inmost first.
    pub(super) of_title: &'a [NodeId],
    /// What holds the text.
    pub(super) text: NodeId,
    /// What stands beside the article.
    pub(super) beside: &'a HashSet<NodeId>,
}

/// A date in a small element of its own.
struct Printed {
    at: Timestamp,
    /// How many elements stand between it and the title, or between the end of the text and it.
    distance: usize,
    side: Side,
}

#[derive(PartialEq)]
enum Side {
    Above,
    Below,
    /// Behind the text.
    Behind,
}

/// The instant that is printed nearest to the title, above or below it, or else behind the text.
pub(super) fn near(body: Element<'_>, place: &Place<'_>, zone: Zone, now: Timestamp) -> Option<Timestamp> {
    /// So far from a title stand the clocks and dates of a site's head.
    const ABOVE: usize = 12;
    const BELOW: usize = 40;
    const BEHIND: usize = 12;
    let found = all(body, place, zone, now);
    let nearest = |side: Side, most: usize| {
        let of_side = found.iter().filter(|it| it.side == side && it.distance <= most);
        of_side.min_by_key(|it| it.distance).map(|it| it.at)
    };
    nearest(Side::Below, BELOW)
        .or_else(|| nearest(Side::Above, ABOVE))
        .or_else(|| nearest(Side::Behind, BEHIND))
}

fn all(body: Element<'_>, place: &Place<'_>, zone: Zone, now: Timestamp) -> Vec<Printed> {
    /// So many letters in a row are a text's.
    const SENTENCE: usize = 60;
    let mut found = Vec::new();
    let (mut out, mut since, mut at_title) = (0_usize, 0_usize, None);
    // Whether a sentence came behind the title, and whether the text is over.
    let (mut has_text, mut is_over, mut is_under_other) = (false, false, false);
    for edge in body.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        if let Some(text) = node.value().as_text().filter(|_| opens && out == 0 && at_title.is_some()) {
            let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
            if letters >= SENTENCE {
                has_text = true;
                since = 0;
            }
        }
        let Some(element) = Element::wrap(node) else { continue };
        if place.beside.contains(&element.id()) {
            out = if opens { out + 1 } else { out - 1 };
        }
        if !opens {
            if place.of_title.first() == Some(&element.id()) {
                (at_title, since) = (Some(found.len()), 0);
            }
            if element.id() == place.text {
                (is_over, since) = (true, 0);
            }
            continue;
        }
        since += 1;
        if out > 0 {
            continue;
        }
        is_under_other |=
            is_over && matches!(element.value().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let side = match () {
            () if place.of_title.is_empty() && !has_text && !is_over => Side::Below,
            () if at_title.is_none() => Side::Above,
            () if !has_text => Side::Below,
            () if is_under_other => break,
            () => Side::Behind,
        };
        let Some(line) = own_date(element) else { continue };
        if is_beside(element)
            || is_one_of_many(element, place)
            || side == Side::Behind && !is_marked(element, &line)
        {
            continue;
        }
        if let Some(at) = date_in(&line, zone, now) {
            found.push(Printed { at, distance: since, side });
        }
    }
    // What stands above is counted from the title back.
    let above = at_title.unwrap_or_default();
    let total = body
        .descendent_elements()
        .position(|it| place.of_title.first() == Some(&it.id()))
        .unwrap_or_default();
    for it in found.iter_mut().take(above).filter(|it| it.side == Side::Above) {
        it.distance = total.saturating_sub(it.distance);
    }
    found
}

/// The line of a small element that is hardly more than a date, which none of the elements in it is.
fn own_date(element: Element<'_>) -> Option<String> {
    const SMALL: usize = 24;
    const LONGEST: usize = 120;
    if matches!(element.value().name(), "script" | "style" | "option" | "select")
        || element.descendants().take(SMALL).count() == SMALL
    {
        return None;
    }
    let date = |element: Element<'_>| {
        let line = Some(line(element)).filter(|line| line.len() <= LONGEST)?;
        date_part(&line, is_called_date(element)).map(str::to_owned)
    };
    let own = date(element)?;
    element.descendent_elements().skip(1).all(|it| date(it).is_none()).then_some(own)
}

/// The texts in an element with a space between: a badge has the day in one and the month in another.
fn line(element: Element<'_>) -> String {
    let words = element.text().flat_map(str::split_whitespace);
    words.collect::<Vec<_>>().join(" ")
}

/// Of a line's parts the one that is a date and little else; more may stand in what is called one.
fn date_part(line: &str, is_called: bool) -> Option<&str> {
    let most = if is_called { 8 } else { 3 };
    let parts = line.split(['|', '·', '•', '—', '/']).map(str::trim);
    let ends = |part: &str| part.ends_with(['!', '?', ':']) || part.ends_with('.') && !is_called;
    std::iter::once(line).chain(parts).find(|part| has_date(part) && rest_of(part) <= most && !ends(part))
}

/// Whether an element's name says that it tells when.
fn is_called_date(element: Element<'_>) -> bool {
    const NAMES: &str = "date|tanggal|tgl|meta|posted|published|waktu|time|byline|kalender|calendar|info";
    let named = element.value().classes().chain(element.value().id());
    let mut parts = named.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    element.value().name() == "time" || parts.any(|part| has(NAMES, &part.to_ascii_lowercase()))
}

/// Whether an element is in one of several things that are made alike and each have a link or a heading and a date: a
/// list of other articles.
fn is_one_of_many(element: Element<'_>, place: &Place<'_>) -> bool {
    let shape = |it: Element<'_>| {
        (it.value().name().to_owned(), it.value().classes().map(str::to_owned).collect::<Vec<_>>())
    };
    let is_entry = |it: Element<'_>| {
        it.value().name() == "a"
            || it.select(balai_extract::css!("a[href], h2, h3, h4, h5, h6")).next().is_some()
    };
    let above = element.ancestors().filter_map(Element::wrap);
    std::iter::once(element).chain(above).take_while(|it| !place.of_title.contains(&it.id())).any(|it| {
        let beside = it.prev_siblings().chain(it.next_siblings()).filter_map(Element::wrap);
        let alike =
            beside.filter(|other| shape(*other) == shape(it) && !place.of_title.contains(&other.id()));
        is_entry(it) && alike.take(6).any(|other| is_entry(other) && has_date(&line(other)))
    })
}

/// Whether an element says that its date is that of publishing.
fn is_marked(element: Element<'_>, line: &str) -> bool {
    const STARTS: &str = "dimuat|dipos|dipub|diterb|ditulis|diunggah|ditayang|dikirim|dibuat|posted|published|terbit|\
        tanggal|tgl|oleh|by|admin|penulis|date|publikasi|rilis|tayang|posting";
    let starts =
        fold(line).split(' ').next().is_some_and(|word| STARTS.split('|').any(|it| word.starts_with(it)));
    starts || is_called_date(element)
}

#[cfg(test)]
mod tests {
    use balai_extract::css;
    use balai_extract::html::Document;

    use super::*;

    fn read(page: &str) -> Option<String> {
        let base = "https://desa.example/berita/a".parse().expect("a URL");
        let document = Document::parse_str(page, &base).expect("a page");
        let heading = document.first(css!("h1")).expect("a title");
        let of_title: Vec<NodeId> =
            std::iter::once(heading.id()).chain(heading.ancestors().map(|it| it.id())).collect();
        let title = Title { text: "Judul".into(), node: Some(heading.id()) };
        let text = document.first(css!("article")).expect("a text").id();
        let place = Place { title: &title, of_title: &of_title, text, beside: &HashSet::new() };
        let now = "2026-11-24T03:00:00Z".parse().expect("an instant");
        let at = near(document.first(css!("body"))?, &place, Zone::Wib, now)?;
        Some(Zone::Wib.local(at).date().to_string())
    }

    const TEXT: &str =
        "Warga bergotong royong memperbaiki saluran irigasi pada hari Minggu pagi, 3 Mei 2026.";

    #[test]
    fn a_date_is_found_wherever_the_layout_has_it() {
        for (above, below, behind) in [
            ("", "<p>Selasa Legi, 12 Mei 2026 18.25</p>", ""),
            ("<a href=#><h3>12</h3><p>Mei 2026</p></a>", "", ""),
            ("", "<ul><li>Warta<li>Dimuat Salasa, 12 Méi 2026 | Nu nulis: PKK</ul>", ""),
            ("", "", "<p><i>Dimuat 12-5-2026 oleh Sekdes</i></p>"),
            ("", "", "<div class=post-date>12 Mei 26 10.00 WIB</div>"),
        ] {
            let page = format!("{above}<h1>Judul</h1>{below}<article><p>{TEXT}</p></article>{behind}");
            assert_eq!(read(&page).as_deref(), Some("2026-05-12"), "{page}");
        }
    }

    #[test]
    fn the_dates_of_other_articles_and_those_in_a_text_are_none() {
        let entry = |name: &str| format!("<li><a href=/{name}>{name}</a> <i>12 Mei 2026</i></li>");
        let list = format!("<ul>{}{}</ul>", entry("a"), entry("b"));
        for (below, behind) in [
            (list.as_str(), ""),
            ("", list.as_str()),
            ("", "<p>12 Mei 2026</p>"),
            ("", "<h2>Lain</h2><time>12 Mei 2026</time>"),
        ] {
            let page = format!("<h1>Judul</h1>{below}<article><p>{TEXT}</p></article>{behind}");
            assert_eq!(read(&page), None, "{page}");
        }
    }
}
