//! Cards: blocks of one shape that repeat under one heading, each about one thing.
//!
//! People in office, products and events stand so on many sites, in whatever markup. What tells a block is one text in
//! it that is sure by itself: a post, a price, a day. Precision goes before recall: a block that does not say what is
//! due costs its whole row.

use std::collections::{BTreeMap, HashMap, HashSet};

use balai_extract::css;
use balai_extract::html::{self, Document, Element};
use ego_tree::NodeId;

mod event;
mod heading;
mod official;
mod product;

pub(crate) use event::events;
pub(crate) use official::officials;
pub(crate) use product::products;

/// The fewest cards that make a row: two of one shape may be so by chance.
const FEWEST: usize = 3;

/// Cards of one shape under one heading.
struct Row<'a> {
    heading: String,
    cards: Vec<Card<'a>>,
}

/// One block of a row.
struct Card<'a> {
    element: Element<'a>,
    /// What it says beside its mark, in order.
    pieces: Vec<Piece<'a>>,
    /// The text that tells what it is.
    mark: String,
    /// The names of the elements that its texts stand in.
    shape: Vec<&'a str>,
}

/// A text without markup in it.
struct Piece<'a> {
    text: String,
    parent: Element<'a>,
}

/// The rows of a page whose cards hold one mark each. A card is the widest block that does, since a picture stands
/// beside the text.
///
/// A row in which a block of the same shape has no mark is none: it lists something else.
fn rows(document: &Document, is_mark: impl Fn(&str) -> bool) -> Vec<Row<'_>> {
    let marks = pieces(document.root()).filter(|piece| is_mark(&piece.text) && !is_in_frame(piece.parent));
    let marks: Vec<_> = marks.map(|piece| piece.parent).collect();
    let mut held: HashMap<NodeId, usize> = HashMap::new();
    for element in marks.iter().flat_map(|mark| and_above(*mark)) {
        *held.entry(element.id()).or_default() += 1;
    }
    let mut by_shape: BTreeMap<Vec<&str>, Vec<Card<'_>>> = BTreeMap::new();
    for mark in marks {
        let block = and_above(mark).take_while(|element| held.get(&element.id()) == Some(&1)).last();
        if let Some(card) = block.and_then(|block| Card::of(block, &is_mark)) {
            by_shape.entry(card.shape.clone()).or_default().push(card);
        }
    }
    let alike = by_shape.into_values().filter(|cards| cards.len() >= FEWEST);
    let rows = alike.flat_map(|cards| by_heading(document, cards));
    rows.filter(|row| row.cards.len() >= FEWEST && !row.has_others()).collect()
}

/// Cards of one shape by the heading that stands above them, outside of any.
fn by_heading<'a>(document: &'a Document, cards: Vec<Card<'a>>) -> Vec<Row<'a>> {
    let blocks: HashSet<NodeId> = cards.iter().map(|card| card.element.id()).collect();
    let mut left = cards.into_iter().map(|card| (card.element.id(), card)).collect::<HashMap<_, _>>();
    let mut row = Row { heading: String::new(), cards: Vec::new() };
    let mut rows = Vec::new();
    for element in document.root().descendent_elements() {
        if let Some(card) = left.remove(&element.id()) {
            row.cards.push(card);
        } else if is_heading(element) && !element.ancestors().any(|above| blocks.contains(&above.id())) {
            let heading = html::line(element).unwrap_or_default();
            rows.push(std::mem::replace(&mut row, Row { heading, cards: Vec::new() }));
        }
    }
    rows.push(row);
    rows
}

impl Row<'_> {
    /// Whether beside a card stands a block of its shape that is no card.
    fn has_others(&self) -> bool {
        let cards: HashSet<NodeId> = self.cards.iter().map(|card| card.element.id()).collect();
        self.cards.iter().any(|card| {
            let beside = card.element.prev_siblings().chain(card.element.next_siblings());
            let mut others = beside.filter_map(Element::wrap).filter(|it| !cards.contains(&it.id()));
            others.any(|other| shape(other).eq(card.shape.iter().copied()))
        })
    }
}

impl<'a> Card<'a> {
    /// The card of a block that holds one mark; `None` where it says more than a card does.
    fn of(element: Element<'a>, is_mark: &impl Fn(&str) -> bool) -> Option<Self> {
        const MOST: usize = 10;
        let mut pieces: Vec<_> = pieces(element).take(MOST + 1).collect();
        let mark = pieces.iter().position(|piece| is_mark(&piece.text))?;
        let mark = (pieces.len() <= MOST).then(|| pieces.remove(mark).text)?;
        Some(Self { element, pieces, mark, shape: shape(element).collect() })
    }

    /// What it is called: its only heading, or its only text beside the mark.
    fn title(&self) -> Option<&Piece<'a>> {
        let is_headed = |piece: &&Piece<'_>| {
            and_above(piece.parent).take_while(|it| it.id() != self.element.id()).any(is_heading)
        };
        let headed: Vec<_> = self.pieces.iter().filter(is_headed).collect();
        let likely = match headed.is_empty() {
            true => self.pieces.iter().filter(|piece| !piece.is_button()).collect(),
            false => headed,
        };
        match likely[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Its only picture.
    fn photo(&self, document: &Document) -> Option<String> {
        const STAND_INS: [&str; 8] =
            ["default", "placeholder", "avatar", "no-image", "noimage", "no-photo", "kosong", "siluet"];
        let mut images = self.element.select(css!("img"));
        let photo = images.next().filter(|_| images.next().is_none())?;
        let url = document.src(photo)?;
        let lower = url.to_lowercase();
        (!STAND_INS.iter().any(|word| lower.contains(word))).then_some(url)
    }

    /// Where a text of it leads on the same site, or else the card as a whole.
    fn link(&self, piece: &Piece<'_>, document: &Document) -> Option<String> {
        let own = |link: Element<'_>| {
            let url = document.href(link)?;
            let host = url::Url::parse(&url).ok()?.host_str().map(str::to_owned);
            (host.as_deref() == document.base().host_str()).then_some(url)
        };
        let above = and_above(piece.parent).find(|it| it.value().name() == "a");
        let mut within = self.element.select(css!("a[href]")).filter_map(own).collect::<Vec<_>>();
        within.dedup();
        above.and_then(own).or_else(|| within.pop().filter(|_| within.is_empty()))
    }
}

impl Piece<'_> {
    /// Whether it is something to press rather than to read.
    fn is_button(&self) -> bool {
        const WORDS: &str = "selengkapnya|lihat|lihat detail|lihat profil|lihat selengkapnya|detail|profil|beli|\
            beli sekarang|pesan|pesan sekarang|hubungi|hubungi penjual|chat penjual|whatsapp|wa|facebook|instagram|\
            baca selengkapnya|baca|selanjutnya";
        let folded = heading::fold(&self.text);
        WORDS.split('|').any(|word| word == folded)
    }
}

/// The texts of an element that say something, in order.
fn pieces(element: Element<'_>) -> impl Iterator<Item = Piece<'_>> {
    element.descendants().filter_map(|node| {
        let text = node.value().as_text()?;
        if !text.contains(char::is_alphanumeric) {
            return None;
        }
        let parent = Element::wrap(node.parent()?)?;
        let is_hidden = matches!(parent.value().name(), "script" | "style" | "noscript" | "template");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!is_hidden).then_some(Piece { text, parent })
    })
}

/// The names of the elements that its texts stand in.
fn shape(element: Element<'_>) -> impl Iterator<Item = &str> {
    pieces(element).map(|piece| piece.parent.value().name())
}

/// An element and all that it stands in, the nearest first.
fn and_above(element: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    std::iter::once(element).chain(element.ancestors().filter_map(Element::wrap))
}

/// Whether an element heads what stands below it: by its name, or by its class where it has no better.
fn is_heading(element: Element<'_>) -> bool {
    let is_called = |class: &str| {
        let class = class.to_ascii_lowercase();
        ["title", "judul", "heading"].iter().any(|word| class.contains(word)) && !class.contains("sub")
    };
    matches!(element.value().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        || element.value().classes().any(is_called)
}

/// Whether an element stands where nothing is a card: in menus, footers, forms, comments and tables, which are read by
/// their columns.
fn is_in_frame(element: Element<'_>) -> bool {
    and_above(element).any(|element| {
        let value = element.value();
        let is_frame = matches!(value.name(), "head" | "nav" | "footer" | "form" | "table");
        let mut called = value.classes().chain(value.id()).map(str::to_ascii_lowercase);
        is_frame
            || called
                .any(|it| ["comment", "komentar", "footer", "navbar"].iter().any(|word| it.contains(word)))
    })
}

#[cfg(test)]
mod tests;
