//! One of a recipe's tables: a kind, where it is listed, and how it is read there.

use std::collections::BTreeMap;

use balai_core::{Error, Kind, Page, Result, Zone};
use balai_extract::html::{self, Document, Element};
use balai_extract::{css, text};
use serde_json::{Map, Value};

use crate::fields::Fields;
use crate::pages::Pages;
use crate::pick::{Css, On, Pick};
use crate::record::WhyNot;
use crate::trial::shown;

/// How records of one kind are read from one sort of page.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) kind: Kind,
    /// The line of the recipe.
    pub(crate) line: usize,
    pub(crate) pages: Pages,
    /// `None` where the page is the item.
    pub(crate) item: Option<Css>,
    pub(crate) link: Option<Pick>,
    pub(crate) fields: Fields,
    pub(crate) detail: Option<Fields>,
    /// What a record of the kind must have.
    pub(crate) required: Vec<String>,
    /// Whether a record of the kind has an address of its own.
    pub(crate) has_url: bool,
}

/// What a page of a list shows.
pub(crate) struct Listing {
    pub(crate) items: Vec<Item>,
    /// Where the next page is, by its link.
    pub(crate) next: Option<String>,
    /// Whether more items stand there than are read of one page.
    pub(crate) is_long: bool,
    /// Whether the page was sent to its end.
    pub(crate) is_closed: bool,
    /// The elements that the items stand in, from the outermost: where no item is, they show that the page is one of
    /// the list all the same.
    pub(crate) frame: Option<String>,
    /// Why nothing was found, where nothing was.
    pub(crate) nothing: Option<Error>,
}

/// An item, as the list tells of it.
pub(crate) struct Item {
    pub(crate) link: Option<String>,
    pub(crate) found: Found,
}

/// What was read of an item, or of its own page.
pub(crate) struct Found {
    pub(crate) fields: Map<String, Value>,
    pub(crate) why_not: WhyNot,
    /// Whether the page says anything of these fields.
    pub(crate) says_anything: bool,
}

/// The most items that are read of one page.
const MOST_ITEMS: usize = 1_000;

impl Part {
    /// Reads a page of the list.
    ///
    /// # Errors
    ///
    /// Malformed, where the page cannot be parsed.
    pub(crate) fn list(&self, page: &Page, zone: Zone) -> Result<Listing> {
        let document = Document::parse(page)?;
        let on = On { document: &document, zone, now: page.fetched_at };
        let mut elements = Css::find(self.item.as_ref(), document.root());
        let mut items = Vec::new();
        let mut ends = None;
        for element in elements.by_ref().take(MOST_ITEMS) {
            let found = self.found(&self.fields, element, &on);
            let link =
                self.link.as_ref().and_then(|link| link.read(element, &on)?.as_str().map(str::to_owned));
            // A heading, or a gap.
            if !found.says_anything && link.is_none() {
                continue;
            }
            ends = Some((ends.map_or(element, |(first, _)| first), element));
            items.push(Item { link, found });
        }
        let nothing = items.is_empty().then(|| self.finds_nothing(&document).at(&page.url));
        let is_closed = html::is_whole(page);
        let next = self.next_of(&document);
        let frame = ends.and_then(|(first, last)| frame_of(first, last));
        Ok(Listing { items, next, is_long: elements.next().is_some(), is_closed, frame, nothing })
    }

    /// Reads a page that tells of one record: by `fields` where it is one, by `detail` where it is an item's own.
    ///
    /// # Errors
    ///
    /// Malformed, where the page cannot be parsed or shows none of the fields.
    pub(crate) fn page(&self, fields: &Fields, page: &Page, zone: Zone) -> Result<Found> {
        let document = Document::parse(page)?;
        let on = On { document: &document, zone, now: page.fetched_at };
        let found = self.found(fields, document.root(), &on);
        if found.says_anything {
            return Ok(found);
        }
        let names: Vec<_> = fields.0.iter().map(|field| field.name.as_str()).collect();
        let message = format!(
            "no {}: the page shows none of {} (line {} of the recipe); {}",
            self.kind,
            names.join(", "),
            fields.0.first().map_or(self.line, |field| field.line),
            what_stands(&document)
        );
        Err(Error::malformed(message).at(&page.url))
    }

    fn found(&self, fields: &Fields, scope: Element<'_>, on: &On<'_>) -> Found {
        let read = fields.read(scope, on);
        let missing = self.required.iter().filter(|name| !read.contains_key(*name));
        let why_not = missing.filter_map(|name| {
            let field = fields.get(name)?;
            Some((name.clone(), format!("{} (line {})", field.source.why_not(scope, on), field.line)))
        });
        Found { why_not: why_not.collect(), says_anything: fields.say_anything(&read), fields: read }
    }

    /// The address of the next page, where the recipe says how it is linked.
    pub(crate) fn next_of(&self, document: &Document) -> Option<String> {
        let next = self.pages.next.as_ref()?;
        document.link(&next.selector)
    }

    /// That nothing was found, with what is there instead.
    pub(crate) fn finds_nothing(&self, document: &Document) -> Error {
        let Some(item) = &self.item else {
            return Error::malformed(format!("no {}: {}", self.kind, what_stands(document)));
        };
        let (kind, text, line) = (self.kind, &item.text, item.line);
        Error::malformed(match document.first(&item.selector) {
            None => format!(
                "no {kind}: nothing on the list page matches the item `{text}` (line {line} of the recipe); {}",
                what_stands(document)
            ),
            Some(element) => format!(
                "no {kind}: what the item `{text}` matches on the list page has none of the fields (line {line} of \
                 the recipe); it begins: “{}”",
                shown(&text::of(element))
            ),
        })
    }
}

/// Whether a page has the elements in which a list's items stand.
pub(crate) fn has_frame(page: &Page, frame: &str) -> bool {
    let Ok(document) = Document::parse(page) else { return false };
    let own = |element: Element<'_>| frame.ends_with(&name(element)) && path(element) == frame;
    document.select(css!("body *")).any(own)
}

/// The elements that all items stand in; `None` where any page may have the like, which proves nothing.
fn frame_of(first: Element<'_>, last: Element<'_>) -> Option<String> {
    const TELLING: usize = 4;
    let holds_last = |node: &Element<'_>| last.ancestors().any(|above| above.id() == node.id());
    let path = path(first.ancestors().filter_map(Element::wrap).find(holds_last)?);
    (path.contains(['.', '#']) || path.matches(" > ").count() >= TELLING).then_some(path)
}

fn path(element: Element<'_>) -> String {
    let above = element.ancestors().filter_map(Element::wrap);
    let mut path: Vec<_> = [element].into_iter().chain(above).map(name).collect();
    path.reverse();
    path.join(" > ")
}

/// An element as a selector: `div.card.berita`.
fn name(element: Element<'_>) -> String {
    let mut name = element.value().name().to_owned();
    if let Some(id) = element.attr("id").filter(|id| !id.trim().is_empty()) {
        name.push_str(&format!("#{}", id.trim()));
    }
    for class in element.attr("class").unwrap_or_default().split_whitespace() {
        name.push('.');
        name.push_str(class);
    }
    name
}

/// What a page shows in place of what was looked for.
pub(crate) fn what_stands(document: &Document) -> String {
    let title = document.text(css!("title")).map(|title| format!("titled “{}”, ", shown(&title)));
    format!("instead the page, {}has {}", title.unwrap_or_default(), what_repeats(document))
}

/// What stands on a page more than once, by its name and classes: a list's items are among it.
fn what_repeats(document: &Document) -> String {
    const SHOWN: usize = 6;
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for element in document.select(css!("body *:not(svg, svg *, script, style, br, hr, b, i, span, option)"))
    {
        let mut name = element.value().name().to_owned();
        // `post-163` tells one item from the others, not what is one.
        let classes = element.attr("class").unwrap_or_default().split_whitespace();
        for class in classes.filter(|class| !class.contains(|c: char| c.is_ascii_digit())).take(3) {
            name.push('.');
            name.push_str(class);
        }
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    // What has a class tells more than what has none.
    counts.sort_by_key(|(name, count)| (!name.contains('.'), std::cmp::Reverse(*count)));
    let shown: Vec<_> =
        counts.iter().take(SHOWN).map(|(name, count)| format!("{count} × `{name}`")).collect();
    if shown.is_empty() { "nothing that repeats".to_owned() } else { shown.join(", ") }
}
