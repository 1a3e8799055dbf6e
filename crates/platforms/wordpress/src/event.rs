//! Events: The Events Calendar, and Modern Events Calendar.

use balai_core::model::Event;
use balai_core::{Access, Error, ErrorKind, Found, Kind, Page, Result, Visit, Zone};
use balai_extract::html::{self, Document};
use balai_extract::{css, date, jsonld, text};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::Deserialize;

use crate::posts::Only;
use crate::posts::stands_in_the_way;
use crate::rest::{Maybe, Rest, read as read_json};
use crate::surface::Surface;
use crate::types::Types;

const CALENDAR: &str = "tribe/events/v1";

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    if let Some(rest) = site.rest.as_ref().filter(|_| site.has(CALENDAR)) {
        match by_calendar(rest, visit).await {
            Err(error) if stands_in_the_way(&error) => {
                visit.note(format!("The Events Calendar's interface cannot be read: {error}"));
            }
            done => return done,
        }
    }
    by_pages(site, visit).await
}

/// An event of The Events Calendar.
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
    total_pages: u32,
}

async fn by_calendar(rest: &Rest, visit: &mut Visit<'_>) -> Result<()> {
    const PAGES: u32 = 100;
    for number in 1..=PAGES {
        // Without a beginning only what is to come is listed.
        let query = format!("start_date=2000-01-01&per_page=50&page={number}");
        let page = match rest.get(visit, &format!("{CALENDAR}/events"), &query).await {
            Ok(page) => page,
            Err(error) if number > 1 && error.kind() == ErrorKind::NotFound => break,
            Err(error) => return Err(error),
        };
        for row in rows(&page)? {
            match of_row(row) {
                Ok(event) => visit.emit(Found::new(event, Access::Api, &page)).await?,
                Err(error) => visit.skip(error.at(&page.url)),
            }
        }
        if number >= read_json::<Answer>(&page)?.total_pages {
            break;
        }
    }
    visit.complete();
    Ok(())
}

fn rows(page: &Page) -> Result<Vec<Row>> {
    #[derive(Deserialize)]
    struct Events {
        #[serde(default)]
        events: Vec<Maybe<Row>>,
    }
    let Events { events } = read_json(page)?;
    Ok(events.into_iter().filter_map(Maybe::get).collect())
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

/// Where no interface tells when events are, their pages do.
async fn by_pages(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let types = Types::of(site, visit).await?;
    let Some(own) = types.of_kind(Kind::Event).next() else {
        return Err(Error::not_offered("no calendar of events is there"));
    };
    let (listed, mut is_whole) = own.listed(site, visit).await?;
    let mut links: Vec<String> = listed.into_iter().map(|listed| listed.link).collect();
    if links.is_empty() {
        let (posts, are_all) = own.posts(site, visit, Only::All).await?;
        is_whole = are_all;
        links.extend(posts.into_iter().map(|post| post.link));
    }
    if links.is_empty() {
        return Err(Error::not_offered("the calendar of events is empty"));
    }
    for link in links {
        let page = match visit.get(&link).await {
            Ok(page) => page,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) if error.kind().is_unreachable() => return Err(error),
            Err(error) => {
                visit.skip(error);
                continue;
            }
        };
        match on_page(&page, visit.zone()) {
            Ok(Some(event)) => {
                visit.emit(Found::new(Event { url: Some(link), ..event }, Access::Page, &page)).await?
            }
            Ok(None) => visit.skip(Error::malformed("its page does not tell when an event is").at(&page.url)),
            Err(error) => visit.skip(error),
        }
    }
    if is_whole {
        visit.complete();
    }
    Ok(())
}

/// The event on its page: in JSON-LD, or as Modern Events Calendar prints it. `None` where it tells of none.
fn on_page(page: &Page, zone: Zone) -> Result<Option<Event>> {
    #[derive(Deserialize)]
    struct Told {
        name: String,
        #[serde(rename = "startDate")]
        starts: String,
        #[serde(default, rename = "endDate")]
        ends: Option<String>,
        #[serde(default)]
        location: Maybe<Named>,
        #[serde(default)]
        description: Option<String>,
    }
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }

    let document = Document::parse(page)?;
    let instant = |text: &str| date::instant(text, zone, page.fetched_at);
    let told: Vec<Told> = jsonld::items(&document, &["Event"]);
    if let [told] = &told[..]
        && let Some(starts_at) = instant(&told.starts)
    {
        let Told { name, ends, location, description, starts } = told;
        let place = match location {
            Maybe::Is(location) => Some(html::plain(&location.name)).filter(|name| !name.is_empty()),
            Maybe::Not(_) => None,
        };
        return Ok(Some(Event {
            ends_at: ends.as_deref().and_then(instant),
            all_day: !starts.contains('T'),
            place,
            description: description
                .as_deref()
                .map(text::from_html)
                .transpose()?
                .filter(|text| !text.is_empty()),
            ..Event::new(html::plain(name), starts_at)
        }));
    }
    let title = document.text(css!("h1.mec-single-title, h1.entry-title, h1"));
    let starts = document.text(css!(".mec-start-date-label, [itemprop='startDate']"));
    let (Some(title), Some(starts)) = (title, starts) else { return Ok(None) };
    let day = instant(&starts).ok_or_else(|| {
        Error::malformed(format!("`{starts}` is no day on which an event begins")).at(&page.url)
    })?;
    let clock = document.text(css!(".mec-single-event-time abbr"));
    let description = document.first(css!(".mec-single-event-description")).map(text::of);
    let timed = clock.and_then(|clock| at_clock(day, &clock, zone));
    Ok(Some(Event {
        all_day: timed.is_none(),
        place: document
            .text(css!(".mec-single-event-location .author, .mec-single-event-location i + h3 + dd")),
        organiser: document.text(css!(".mec-single-event-organizer .mec-organizer")),
        description: description.filter(|text| !text.is_empty()),
        ..Event::new(title, timed.unwrap_or(day))
    }))
}

/// A day at the first time of a text: `8:00 am - 10:00 am`, `08.00 – 10.00`.
fn at_clock(day: Timestamp, text: &str, zone: Zone) -> Option<Timestamp> {
    let lower = text.to_lowercase();
    let first = lower.split(['-', '–']).next()?;
    let (hour, rest) = first.trim().split_once([':', '.'])?;
    let minute: i8 = rest.get(..2)?.parse().ok()?;
    let hour: i8 = hour.parse().ok()?;
    let hour = match (hour, first) {
        (12, first) if first.contains("am") => 0,
        (1..=11, first) if first.contains("pm") => hour + 12,
        _ => hour,
    };
    let clock = jiff::civil::Time::new(hour, minute, 0, 0).ok()?;
    zone.instant(zone.local(day).date().to_datetime(clock))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer;

    #[test]
    fn the_events_calendar_tells_utc() {
        let page = answer("application/json", include_str!("../fixtures/events.json"));
        let events: Vec<_> =
            rows(&page).expect("rows").into_iter().map(|row| of_row(row).expect("an event")).collect();
        assert_eq!(events.len(), 1, "a bad one costs itself");
        let event = &events[0];
        assert_eq!(
            (event.title.as_str(), event.starts_at.to_string().as_str()),
            ("Musdes & RKP", "2026-01-20T02:00:00Z")
        );
        assert_eq!((event.place.as_deref(), event.organiser.as_deref()), (Some("Balai Desa"), Some("BPD")));
    }

    #[test]
    fn a_page_tells_an_event_in_json_ld_or_in_words() {
        let told = answer(
            "text/html",
            r#"<script type="application/ld+json">[{"@type":"Event","name":"Sedekah Bumi","startDate":"2026-01-20T09:00:00+07:00","location":{"@type":"Place","name":"Lapangan"}}]</script>"#,
        );
        let event = on_page(&told, Zone::Wib).expect("a page").expect("an event");
        assert_eq!(
            (event.place.as_deref(), event.starts_at.to_string().as_str()),
            (Some("Lapangan"), "2026-01-20T02:00:00Z")
        );
        let printed = answer(
            "text/html",
            "<h1 class=mec-single-title>Posyandu</h1><span class=mec-start-date-label itemprop=startDate>20 Januari 2026</span>
             <div class=mec-single-event-time><dd><abbr class=mec-events-abbr>8:30 am - 10:00 am</abbr></dd></div>",
        );
        let event = on_page(&printed, Zone::Wib).expect("a page").expect("an event");
        assert_eq!((event.starts_at.to_string().as_str(), event.all_day), ("2026-01-20T01:30:00Z", false));
        assert_eq!(on_page(&answer("text/html", "<h1>Agenda</h1>"), Zone::Wib).expect("a page"), None);
    }
}
