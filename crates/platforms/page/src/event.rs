//! Events, where pages describe them for machines, or else on cards.

use std::collections::BTreeSet;

use balai_core::model::Event;
use balai_core::{Access, Error, Found, Page, Result, Visit, Zone};
use balai_extract::html::{self, Document};
use balai_extract::{date, jsonld, microdata, text};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::cards;
use crate::survey::Survey;
use crate::thing::{link, named};

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let survey = Survey::of(visit).await?;
    let mut is_whole = survey.is_whole;
    let mut seen = BTreeSet::new();
    for (read, is_sure) in [(described as Read, true), (cards::events, false)] {
        if !seen.is_empty() {
            break;
        }
        for page in &survey.pages {
            for event in on_page(page, visit.zone(), read) {
                // A list and the event's own page tell the same.
                let own = (event.title.to_lowercase(), event.starts_at);
                if seen.insert(own) {
                    is_whole &= is_sure;
                    visit.emit(Found::new(event, Access::Page, page)).await?;
                }
            }
        }
    }
    if seen.is_empty() {
        let message = "no page describes an event in JSON-LD or microdata, or shows cards of an agenda";
        return Err(Error::not_offered(message).at(&visit.site().url));
    }
    if is_whole {
        visit.complete();
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Described {
    name: String,
    start_date: String,
    end_date: Option<String>,
    #[serde(default)]
    location: Value,
    #[serde(default)]
    organizer: Value,
    description: Option<String>,
    #[serde(default)]
    url: Value,
}

/// How events are read of a page that was fetched at an instant.
type Read = fn(&Document, Zone, Timestamp) -> Vec<Event>;

fn on_page(page: &Page, zone: Zone, read: Read) -> Vec<Event> {
    Document::parse(page).map(|document| read(&document, zone, page.fetched_at)).unwrap_or_default()
}

fn described(document: &Document, zone: Zone, now: Timestamp) -> Vec<Event> {
    const TYPES: [&str; 7] = [
        "Event",
        "SocialEvent",
        "EducationEvent",
        "BusinessEvent",
        "PublicationEvent",
        "Festival",
        "SportsEvent",
    ];
    let described = jsonld::items(document, &TYPES).into_iter().chain(microdata::items(document, &TYPES));
    described.filter_map(|it: Described| event(it, document, zone, now)).collect()
}

fn event(it: Described, document: &Document, zone: Zone, now: Timestamp) -> Option<Event> {
    let instant = |text: &str| date::instant(text, zone, now);
    let title = html::plain(&it.name);
    let mut event = Event::new(title, instant(&it.start_date)?);
    event.all_day = date::printed(&it.start_date).is_some_and(|printed| printed.time.is_none());
    event.ends_at = it.end_date.as_deref().and_then(instant).filter(|end| *end > event.starts_at);
    event.place = named(&it.location);
    event.organiser = named(&it.organizer);
    event.description = it.description.and_then(|it| text::from_html(&it).ok()).filter(|it| !it.is_empty());
    event.url = link(&it.url, document);
    (!event.title.is_empty()).then_some(event)
}
