//! Events: The Events Calendar's interface and pages, and the pages of Modern Events Calendar.

use serde_json::{Value, json};

use super::item::instant;
use super::shape::escape;
use super::{Item, WordPress, page};
use crate::opensid::format::plain;
use crate::village::Event;
use crate::{Answer, Ask, html};

/// The most that a page of events holds, whatever is asked for.
const MOST: usize = 50;

/// `/tribe/events/v1/events`: what is to come, unless a beginning is told; what begins first stands first.
pub(super) fn events(site: &WordPress, ask: &Ask) -> Answer {
    let number = |name: &str| ask.parameter(name).and_then(|value| value.parse::<usize>().ok());
    let (size, current) =
        (number("per_page").unwrap_or(10).clamp(1, MOST), number("page").unwrap_or(1).max(1));
    let today = site.village.character.today.to_string();
    let start = ask.parameter("start_date").unwrap_or(today);
    let listed = site.listed("tribe_events").into_iter();
    let mut found: Vec<(Event, Item)> = listed
        .filter_map(|item| Some((item.event.clone()?, item)))
        .filter(|(event, _)| plain(event.starts_at) >= start)
        .collect();
    found.sort_by_key(|(event, item)| (event.starts_at, item.id));
    let found: Vec<Value> = found.into_iter().map(|(event, item)| shape(site, ask, &item, &event)).collect();
    let (total, pages) = (found.len(), found.len().div_ceil(size));
    if current > 1 && current > pages {
        let body = json!({ "code": "event-archive-page-not-found", "message": "Halaman tidak ada.", "data": { "status": 404 } });
        return Answer::json(&body).with_status(404);
    }
    let events: Vec<Value> = found.into_iter().skip((current - 1).saturating_mul(size)).take(size).collect();
    Answer::json(&json!({ "events": events, "rest_url": ask.target, "total": total, "total_pages": pages }))
        .header("X-TEC-Total", total.to_string())
        .header("X-TEC-TotalPages", pages.to_string())
}

fn shape(site: &WordPress, ask: &Ask, item: &Item, event: &Event) -> Value {
    let ends_at = event.starts_at.saturating_add(jiff::Span::new().hours(2));
    let utc = |at| instant(at).strftime("%Y-%m-%d %H:%M:%S").to_string();
    // An empty array of PHP, where there is no place.
    let venue = match item.id % 4 {
        0 if event.place.is_empty() => json!([]),
        _ => json!({ "id": 900 + item.id, "venue": escape(&event.place), "address": "", "show_map": true }),
    };
    json!({
        "id": item.id, "global_id": format!("desa.invalid?id={}", item.id), "author": "1", "status": "publish",
        "date": plain(event.starts_at), "title": escape(&item.title), "url": site.link(&ask.origin, item),
        "description": page::whole(item), "excerpt": "", "slug": item.slug, "image": false, "all_day": false,
        "start_date": plain(event.starts_at), "end_date": plain(ends_at), "timezone": "Asia/Jakarta",
        "utc_start_date": utc(event.starts_at), "utc_end_date": utc(ends_at), "cost": "", "website": "",
        "categories": [], "tags": [], "venue": venue,
        "organizer": [{ "id": 950 + item.id, "organizer": escape(&event.coordinator), "phone": site.village.profile.operator_phone, "email": "RAHASIA" }],
    })
}

/// What The Events Calendar puts into the head of an event's page; nothing for other items.
pub(super) fn json_ld(item: &Item, link: &str) -> String {
    let Some(event) = item.event.as_ref().filter(|_| item.sort == "tribe_events") else {
        return String::new();
    };
    let told = json!([{
        "@context": "http://schema.org", "@type": "Event", "name": escape(&item.title), "url": link,
        "startDate": event.starts_at.strftime("%Y-%m-%dT%H:%M:%S+07:00").to_string(),
        "location": { "@type": "Place", "name": escape(&event.place) },
    }]);
    format!("<script type=\"application/ld+json\">{told}</script>\n")
}

/// How Modern Events Calendar prints an event: the date in words, which stand nowhere else.
pub(super) fn modern(item: &Item, content: &str) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
    let title = escape(&item.title);
    let Some(Event { starts_at, place, coordinator }) = &item.event else { return String::new() };
    let month = MONTHS[usize::try_from(starts_at.month() - 1).unwrap_or(0) % 12];
    let hour = if starts_at.hour() % 12 == 0 { 12 } else { starts_at.hour() % 12 };
    let half = if starts_at.hour() < 12 { "am" } else { "pm" };
    format!(
        r#"<section id="main-content" class="mec-container"><article class="mec-single-event">
<div class="col-md-8"><div class="mec-event-content"><h1 class="mec-single-title">{title}</h1>
<div class="mec-single-event-description mec-events-content">{content}</div></div></div>
<div class="col-md-4"><div class="mec-event-meta">
<div class="mec-single-event-date"><h3 class="mec-date">Tanggal</h3><dl><dd><abbr class="mec-events-abbr"><span class="mec-start-date-label" itemprop="startDate">{month} {:02} {}</span></abbr></dd></dl></div>
<div class="mec-single-event-time"><h3 class="mec-time">Waktu</h3><i class="mec-time-comment"></i><dl><dd><abbr class="mec-events-abbr">{hour}:{:02} {half}</abbr></dd></dl></div>
<div class="mec-single-event-location"><h3 class="mec-events-single-section-title mec-location">Lokasi</h3><dl><dd class="author fn org"><h6>{}</h6></dd></dl></div>
<div class="mec-single-event-organizer"><h3>Penyelenggara</h3><dl><dd class="mec-organizer"><h6>{}</h6></dd></dl></div>
</div></div></article></section>"#,
        starts_at.day(),
        starts_at.year(),
        starts_at.minute(),
        html(place),
        html(coordinator),
    )
}
