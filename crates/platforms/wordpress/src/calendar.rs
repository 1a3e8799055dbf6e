//! The interface of The Events Calendar.

use std::collections::BTreeMap;

use balai_core::model::Event;
use balai_core::{Access, Error, ErrorKind, Found, Origin, Result, Visit};
use balai_extract::{html, text};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::Deserialize;

use crate::rest::{Maybe, Rest, read as read_json};

/// What the index of REST says where the interface is there.
pub(crate) const NAMESPACE: &str = "tribe/events/v1";

/// An event as the interface tells it.
#[derive(Deserialize)]
struct Row {
    /// HTML.
    title: String,
    url: String,
    utc_start_date: String,
    #[serde(default)]
    utc_end_date: Option<String>,
    #[serde(default)]
    all_day: bool,
    #[serde(default)]
    description: String,
    #[serde(default)]
    venue: Maybe<Venue>,
    #[serde(default)]
    organizer: Vec<Maybe<Organizer>>,
}

#[derive(Deserialize)]
struct Venue {
    venue: String,
}

/// Of an organizer the name alone: beside it stand a phone number and an address.
#[derive(Deserialize)]
struct Organizer {
    organizer: String,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    events: Vec<Maybe<Row>>,
    #[serde(default)]
    total_pages: u32,
}

/// Emits every event of the calendar.
///
/// It is listed by pages, with neither an order nor a beginning that could be relied upon: an event that comes or goes
/// meanwhile shifts the others over the pages' edges. So where there are several pages, the calendar is read until two
/// readings list the same.
pub(crate) async fn read(rest: &Rest, visit: &mut Visit<'_>) -> Result<()> {
    const TRIES: usize = 4;
    let mut seen = BTreeMap::new();
    let mut found = Reading::of(rest, visit).await?;
    let mut is_settled = found.pages == 1;
    for _ in 1..TRIES {
        if is_settled {
            break;
        }
        let again = Reading::of(rest, visit).await?;
        is_settled = again.is_whole && again.events.keys().eq(found.events.keys());
        seen.extend(std::mem::replace(&mut found, again).events);
    }
    for _ in 0..found.unreadable {
        visit.skip(Error::malformed("an event is not as The Events Calendar writes it").at(&rest.base));
    }
    // What changes faster than it can be read is told as far as it was seen.
    if !is_settled {
        seen.append(&mut found.events);
        found.events = seen;
    }
    for (row, origin) in found.events.into_values() {
        match of_row(row) {
            Ok(event) => visit.emit(Found::new(event, Access::Api, &origin)).await?,
            Err(error) => visit.skip(error.at(&origin.url)),
        }
    }
    if is_settled {
        visit.complete();
    }
    Ok(())
}

/// The calendar as one reading of it found it.
struct Reading {
    /// By their addresses.
    events: BTreeMap<String, (Row, Origin)>,
    /// How many events could not be read.
    unreadable: usize,
    /// How many pages there were.
    pages: u32,
    /// Whether it came to the last of them.
    is_whole: bool,
}

impl Reading {
    async fn of(rest: &Rest, visit: &Visit<'_>) -> Result<Self> {
        /// The most events that a page holds, whatever is asked for.
        const LARGEST: usize = 50;
        /// A calendar of more pages is no village's.
        const MOST: u32 = 100;
        let mut found = Self { events: BTreeMap::new(), unreadable: 0, pages: 0, is_whole: false };
        for number in 1..=MOST {
            // Without a beginning only what is to come is listed.
            let size = rest.page_size.min(LARGEST);
            let query = format!("start_date=2000-01-01&per_page={size}&page={number}");
            let page = match rest.get(visit, &format!("{NAMESPACE}/events"), &query).await {
                Ok(page) => page,
                Err(error) if number > 1 && error.kind() == ErrorKind::NotFound => {
                    found.is_whole = true;
                    break;
                }
                Err(error) => return Err(error),
            };
            let Answer { events, total_pages } = read_json(&page)?;
            found.pages = number;
            for row in events {
                match row.get() {
                    Some(row) => drop(found.events.insert(row.url.clone(), (row, Origin::from(&page)))),
                    None => found.unreadable += 1,
                }
            }
            if number >= total_pages {
                found.is_whole = true;
                break;
            }
        }
        Ok(found)
    }
}

fn of_row(row: Row) -> Result<Event> {
    let utc = |text: &str| -> Option<Timestamp> {
        let at: DateTime = text.replace(' ', "T").parse().ok()?;
        jiff::tz::Offset::UTC.to_timestamp(at).ok()
    };
    let starts_at = utc(&row.utc_start_date).ok_or_else(|| {
        Error::malformed(format!("`{}` is no time at which an event begins", row.utc_start_date))
    })?;
    let description = text::from_html(&row.description)?;
    Ok(Event {
        ends_at: row.utc_end_date.as_deref().and_then(utc),
        all_day: row.all_day,
        place: row.venue.get().map(|venue| html::plain(&venue.venue)),
        organiser: row.organizer.into_iter().find_map(Maybe::get).map(|it| html::plain(&it.organizer)),
        description: Some(description).filter(|text| !text.is_empty()),
        url: Some(row.url),
        ..Event::new(html::plain(&row.title), starts_at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer;

    #[test]
    fn it_tells_utc() {
        let page = answer("application/json", include_str!("../fixtures/events.json"));
        let Answer { events, .. } = read_json(&page).expect("an answer");
        let rows = events.into_iter().filter_map(Maybe::get);
        let events: Vec<_> = rows.map(|row| of_row(row).expect("an event")).collect();
        assert_eq!(events.len(), 1, "a bad one costs itself");
        let event = &events[0];
        assert_eq!(
            (event.title.as_str(), event.starts_at.to_string().as_str()),
            ("Musdes & RKP", "2026-01-20T02:00:00Z")
        );
        assert_eq!((event.place.as_deref(), event.organiser.as_deref()), (Some("Balai Desa"), Some("BPD")));
    }
}
