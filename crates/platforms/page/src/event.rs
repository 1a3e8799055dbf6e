//! Events, where pages describe them for machines.

use std::collections::BTreeSet;

use balai_core::model::Event;
use balai_core::{Access, Error, Found, Page, Result, Visit, Zone};
use balai_extract::html::{self, Document};
use balai_extract::{date, jsonld, microdata, text};
use serde::Deserialize;
use serde_json::Value;

use crate::survey::Survey;
use crate::thing::{link, named};

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let survey = Survey::of(visit).await?;
    let mut seen = BTreeSet::new();
    for page in &survey.pages {
        for event in on_page(page, visit.zone()) {
            // A list and the event's own page tell the same.
            let own = (event.title.to_lowercase(), event.starts_at);
            if seen.insert(own) {
                visit.emit(Found::new(event, Access::Page, page)).await?;
            }
        }
    }
    if seen.is_empty() {
        return Err(
            Error::not_offered("no page describes an event in JSON-LD or microdata").at(&visit.site().url)
        );
    }
    if survey.is_whole {
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

fn on_page(page: &Page, zone: Zone) -> Vec<Event> {
    const TYPES: [&str; 7] = [
        "Event",
        "SocialEvent",
        "EducationEvent",
        "BusinessEvent",
        "PublicationEvent",
        "Festival",
        "SportsEvent",
    ];
    let Ok(document) = Document::parse(page) else { return Vec::new() };
    let described = jsonld::items(&document, &TYPES).into_iter().chain(microdata::items(&document, &TYPES));
    described.filter_map(|it: Described| event(it, &document, zone, page.fetched_at)).collect()
}

fn event(it: Described, document: &Document, zone: Zone, now: jiff::Timestamp) -> Option<Event> {
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
