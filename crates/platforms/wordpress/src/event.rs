//! Events: of The Events Calendar, by its interface or by their pages, and the pages of Modern Events Calendar.

use balai_core::model::Event;
use balai_core::{Access, Error, ErrorKind, Found, Kind, Page, Result, Visit, Zone};
use balai_extract::html::{self, Document};
use balai_extract::{css, date, jsonld, text};
use jiff::Timestamp;
use serde::Deserialize;

use crate::calendar;
use crate::posts::{Only, stands_in_the_way};
use crate::rest::Maybe;
use crate::surface::Surface;
use crate::types::Types;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    if let Some(rest) = site.rest.as_ref().filter(|_| site.has(calendar::NAMESPACE)) {
        match calendar::read(rest, visit).await {
            Err(error) if stands_in_the_way(&error) => {
                visit.note(format!("The Events Calendar's interface cannot be read: {error}"));
            }
            done => return done,
        }
    }
    by_pages(site, visit).await
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
        site.complete(visit);
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
