//! Trying a recipe on one page: what it makes of it, and what is there where it makes nothing.

use balai_core::{Entity, Kind, Page, Result, Zone};
use balai_extract::html::Document;
use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::Recipe;
use crate::fields::Fields;
use crate::part::{Part, what_stands};
use crate::pick::{Css, On};
use crate::record::{Place, make};

mod display;
mod empty;

pub(crate) use empty::{Empties, shown, tag};
pub use empty::{EmptyField, Instead};

/// What a recipe makes of one page.
#[derive(Clone, Debug)]
pub struct Tried {
    /// The kind that was read.
    pub kind: Kind,
    /// The page.
    pub url: String,
    /// What was made by each of the kind's tables in the recipe.
    pub readings: Vec<TriedReading>,
}

/// What one table of a recipe makes of one page.
#[derive(Clone, Debug)]
pub struct TriedReading {
    /// The line of the recipe at which the table begins.
    pub line: usize,
    /// What the page was read as.
    pub read_as: ReadAs,
    /// The selector of a list's items; `None` where a page is one record.
    pub item: Option<String>,
    /// What was found, in the page's order.
    pub records: Vec<TriedRecord>,
    /// The fields that came out empty, and what is there instead.
    pub empty: Vec<EmptyField>,
    /// The address of the next page, where `next` finds one.
    pub next: Option<String>,
    /// Why nothing was found, where nothing was.
    pub nothing: Option<String>,
}

/// What a page was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadAs {
    /// A list, by `item` and `fields`.
    List,
    /// One record, by `fields`.
    Record,
    /// An item's own page, by `detail`.
    Detail,
}

/// One record, as far as the page tells of it.
#[derive(Clone, Debug)]
pub struct TriedRecord {
    /// The fields that were read.
    pub fields: Map<String, Value>,
    /// The record that they make; `None` where a field is still missing, as it may be where `detail` gives it. It has
    /// not passed the pipeline, which sanitises and redacts.
    pub entity: Option<Entity>,
    /// When the site published it.
    pub published_at: Option<Timestamp>,
    /// The required fields that are missing.
    pub missing: Vec<String>,
    /// The item's own page.
    pub link: Option<String>,
}

/// What a recipe makes of one page of a kind: a list where `item` finds something on it, else an item's own page where
/// the recipe has a `detail`. Printed dates are read as of western Indonesia.
pub fn try_page(recipe: &Recipe, kind: Kind, page: &Page) -> Tried {
    tried(recipe, kind, page, |part| match &part.item {
        None => ReadAs::Record,
        Some(item) => match (&part.detail, Document::parse(page)) {
            (Some(_), Ok(document)) if document.first(&item.selector).is_none() => ReadAs::Detail,
            _ => ReadAs::List,
        },
    })
}

/// What a recipe makes of an item's own page, although things like its items stand on it too.
pub fn try_detail(recipe: &Recipe, kind: Kind, page: &Page) -> Tried {
    tried(recipe, kind, page, |part| match (&part.item, &part.detail) {
        (_, Some(_)) => ReadAs::Detail,
        (Some(_), None) => ReadAs::List,
        (None, None) => ReadAs::Record,
    })
}

fn tried(recipe: &Recipe, kind: Kind, page: &Page, read_as: impl Fn(&Part) -> ReadAs) -> Tried {
    let parts = recipe.parts(kind).iter();
    let readings = parts.map(|part| {
        let as_what = read_as(part);
        TriedReading::of(part, as_what, page).unwrap_or_else(|error| TriedReading {
            nothing: Some(error.to_string()),
            ..TriedReading::new(part, as_what)
        })
    });
    Tried { kind, url: page.url.to_string(), readings: readings.collect() }
}

impl TriedReading {
    fn new(part: &Part, read_as: ReadAs) -> Self {
        let (records, empty) = (Vec::new(), Vec::new());
        let item = part.item.as_ref().map(|css| css.text.clone());
        Self { line: part.line, read_as, item, records, empty, next: None, nothing: None }
    }

    fn of(part: &Part, read_as: ReadAs, page: &Page) -> Result<Self> {
        let document = Document::parse(page)?;
        let on = On { document: &document, zone: Zone::Wib, now: page.fetched_at };
        let none = Fields::default();
        let (item, fields) = match read_as {
            ReadAs::List => (part.item.as_ref(), &part.fields),
            ReadAs::Record => (None, &part.fields),
            ReadAs::Detail => (None, part.detail.as_ref().unwrap_or(&none)),
        };
        let mut reading = Self::new(part, read_as);
        let mut empties = Empties::default();
        let mut says_anything = false;
        for element in Css::find(item, document.root()) {
            let read = fields.read(element, &on);
            let says = fields.say_anything(&read);
            says_anything |= says;
            let link = part.link.as_ref().filter(|_| read_as == ReadAs::List);
            let own = link.and_then(|link| Some(link.read(element, &on)?.as_str()?.to_owned()));
            // A heading, or a gap.
            if item.is_some() && !says && own.is_none() {
                continue;
            }
            fields.explain(element, &on, "", &mut empties);
            if let Some(link) = link {
                empties.look("link", part.line, link.select.as_ref(), || {
                    own.is_none().then(|| link.instead(element, &on))
                });
            }
            let order = reading.records.len() + 1;
            let place = Place { page: &page.url, link: own.as_deref(), order, zone: on.zone };
            let made = make(part, read.clone(), place);
            reading.records.push(TriedRecord {
                fields: read,
                published_at: made.as_ref().ok().and_then(|made| made.published),
                missing: made.as_ref().err().cloned().unwrap_or_default(),
                entity: made.ok().map(|made| made.entity),
                link: own,
            });
        }
        // A list whose item is wrong is taken for an item's own page, so that the item is what to tell of.
        if reading.records.is_empty() || (read_as == ReadAs::Detail && !says_anything) {
            reading.nothing = Some(part.finds_nothing(&document).to_string());
        } else if !says_anything {
            reading.nothing = Some(format!("the page has none of the fields; {}", what_stands(&document)));
        }
        reading.empty = empties.into_fields();
        reading.next = part.next_of(&document);
        Ok(reading)
    }
}
