//! Events: the agenda.

use std::collections::BTreeMap;

use balai_core::model::{Article, Event};
use balai_core::{Access, Error, ErrorKind, Found, Origin, Result, Visit, Zone};
use balai_extract::html::{self, Document};
use balai_extract::{css, date, table};

use crate::article::{self, Met, path_of};
use crate::article_page::{self, Parsed};
use crate::published::Published;
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let mut events: BTreeMap<String, (Event, Origin)> = BTreeMap::new();
    let published = Published::of(site, visit).await?;
    // The widget tells all of an event; the article's page tells it where the theme shows it there.
    if let Some(home) = &site.home {
        for event in &home.events {
            let path = event.url.as_deref().and_then(|url| path_of(url, &visit.site().url));
            if let Some(path) = path.filter(|path| published.as_ref().is_none_or(|list| list.has(path))) {
                events.insert(path, (event.clone(), (&home.page).into()));
            }
        }
    }
    let mut unread = Vec::new();
    if let Some(published) = &published {
        unread.extend(published.of_type("agenda").map(str::to_owned));
    } else if let Some(met) = visit.memo::<Met>() {
        // Met on the articles' pages, which were read before.
        for (path, event, origin) in &met.events {
            events.entry(path.clone()).or_insert_with(|| (event.clone(), origin.clone()));
        }
    } else {
        unread = article::paths(site, visit).await?.0;
    }
    for path in unread {
        if events.contains_key(&path) {
            continue;
        }
        let page = match site.get(visit, &path).await {
            Ok(page) => page,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) if crate::api::is_missing(&error) => {
                visit.skip(error);
                continue;
            }
            Err(error) => return Err(error),
        };
        if let Ok(Some(Parsed { event: Some(event), .. })) = article_page::parse(&page, visit.zone()) {
            events.insert(path, (event, (&page).into()));
        }
    }
    if events.is_empty() && visit.since().is_none() {
        return Err(Error::not_offered("no agenda is shown"));
    }
    for (path, (mut event, origin)) in events {
        event.url = Some(site.url(visit, &path)?.into());
        visit.emit(Found::new(event, Access::Page, origin)).await?;
    }
    Ok(())
}

/// The agenda widget: tables of a linked title, time, place and who calls it.
pub(crate) fn widget(document: &Document, zone: Zone) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for list in document.select(css!("#hari-ini table, #yad table, #lama table, #table-agenda")) {
        let Some(link) = list.select(css!("a[href]")).next() else { continue };
        let (Some(title), Some(url)) = (html::line(link), document.href(link)) else { continue };
        let rows = table::rows(list);
        let value = |name: &str| {
            let row = rows.iter().find(|row| row.len() > 1 && row[0].trim_end_matches(':').trim() == name)?;
            row.last().filter(|value| !value.is_empty()).cloned()
        };
        let Some(starts_at) = value("Waktu").and_then(|text| date::printed(&text)?.instant(zone)) else {
            continue;
        };
        let mut event = Event::new(title, starts_at);
        event.place = value("Lokasi");
        event.organiser = value("Koordinator");
        event.url = Some(url);
        if !events.iter().any(|known| known.url == event.url) {
            events.push(event);
        }
    }
    events
}

/// The event on an agenda article's page: boxes (natra) or lines (older themes) of label and value. `None` for other
/// articles.
pub(crate) fn on_article(document: &Document, article: &Article, zone: Zone) -> Option<Event> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for element in document.select(css!(".info-box-content")) {
        let label = element.select(css!(".info-box-text")).next().and_then(html::line);
        let value = element.select(css!(".progress-description")).next().and_then(html::line);
        pairs.extend(label.zip(value));
    }
    for line in document.select(css!(".detail_agenda p")).filter_map(html::line) {
        if let Some((label, value)) = line.split_once(':') {
            pairs.push((label.trim().to_owned(), value.trim().to_owned()));
        }
    }
    let value = |word: &str| {
        pairs.iter().find(|(label, _)| label.to_lowercase().starts_with(word)).map(|(_, value)| value.clone())
    };
    let starts_at = value("tanggal").and_then(|text| date::printed(&text)?.instant(zone))?;
    let mut event = Event::new(article.title.clone(), starts_at);
    event.place = value("lokasi");
    event.organiser = value("koordinator");
    event.description = article.body_text.clone().filter(|text| !text.is_empty());
    Some(event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_themes_tell_an_event_in_lines() {
        let page = crate::page(include_str!("../fixtures/article-klasik.html"));
        let read = |page| article_page::parse(page, Zone::Wib).expect("a page").expect("an article").event;
        let event = read(&page).expect("an event");
        assert_eq!(event.starts_at.to_string(), "2021-11-24T01:00:00Z");
        assert_eq!(event.place.as_deref(), Some("Balai RW 02"));
        assert_eq!(event.organiser.as_deref(), Some("Kepala Dusun"));
        assert_eq!(read(&crate::page(include_str!("../fixtures/article-natra.html"))), None);
    }
}
