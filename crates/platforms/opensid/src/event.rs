//! Events: the agenda.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::model::Event;
use balai_core::{Access, Error, ErrorKind, Found, Page, Result, Visit, Zone};
use balai_extract::html::{self, Document};
use balai_extract::{css, date, table};
use serde::Deserialize;

use crate::api;
use crate::article::{article_path, unpadded};
use crate::menu;
use crate::surface::{API_PROOF, Surface};

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let mut events: BTreeMap<String, (Event, Arc<Page>)> = BTreeMap::new();
    // The widget tells all of an event; the article's page tells it where the theme shows it there.
    if let Ok(home) = visit.get("/").await {
        for event in widget(&home, visit.zone())? {
            if let Some(path) = path_of(&event, visit) {
                events.insert(path, (event, home.clone()));
            }
        }
    }
    let mut pages: Vec<_> = visit.remembered().into_iter().filter(|page| page.status == 200).collect();
    if site.api {
        for path in agenda_paths(visit).await? {
            match site.get(visit, &path).await {
                Ok(page) => pages.push(page),
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Server) => {}
                Err(error) => return Err(error),
            }
        }
    }
    for page in pages {
        let path = menu::below(page.url.as_str(), &visit.site().url).and_then(|path| article_path(&path));
        let Some(path) = path.map(|path| unpadded(&path)) else { continue };
        if events.contains_key(&path) {
            continue;
        }
        if let Some(mut event) = on_article(&page, visit.zone())? {
            event.url = Some(visit.site().resolve(&path)?.into());
            events.insert(path, (event, page));
        }
    }
    if events.is_empty() {
        return Err(Error::not_offered("no agenda is shown"));
    }
    for (path, (mut event, page)) in events {
        event.url = Some(visit.site().resolve(&path)?.into());
        visit.emit(Found::new(event, Access::Page, &page)).await?;
    }
    Ok(())
}

fn path_of(event: &Event, visit: &Visit<'_>) -> Option<String> {
    let path = menu::below(event.url.as_deref()?, &visit.site().url)?;
    Some(unpadded(&article_path(&path)?))
}

/// One article of the JSON list, as far as its address and type.
#[derive(Deserialize)]
struct Row {
    url_slug: String,
    #[serde(default, deserialize_with = "api::text")]
    tipe: Option<String>,
}

/// The addresses of the agenda's articles, by the JSON list that the visit remembers.
async fn agenda_paths(visit: &mut Visit<'_>) -> Result<Vec<String>> {
    let rows = rows(visit).await?;
    let agenda = rows.into_iter().filter(|row| row.tipe.as_deref() == Some("agenda"));
    Ok(agenda
        .filter_map(|row| menu::below(&row.url_slug, &visit.site().url))
        .map(|path| unpadded(&path))
        .collect())
}

/// The addresses of every published article, by the JSON list.
pub(crate) async fn published_paths(visit: &mut Visit<'_>) -> Result<Vec<String>> {
    let rows = rows(visit).await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| menu::below(&row.url_slug, &visit.site().url))
        .map(|path| unpadded(&path))
        .collect())
}

async fn rows(visit: &mut Visit<'_>) -> Result<Vec<Row>> {
    debug_assert!(API_PROOF.starts_with("internal_api/arsip?sort=-tgl_upload"));
    let mut rows = Vec::new();
    let mut pages = api::Pages::new("internal_api/arsip?sort=-tgl_upload");
    loop {
        match pages.next::<Row>(visit).await {
            Ok(Some(list)) => rows.extend(list.items.into_iter().map(|item| item.attributes)),
            Ok(None) => return Ok(rows),
            Err(error) if api::is_missing(&error) => return Ok(rows),
            Err(error) => return Err(error),
        }
    }
}

/// The agenda widget: tables of a linked title, time, place and who calls it.
fn widget(page: &Page, zone: Zone) -> Result<Vec<Event>> {
    let document = Document::parse(page)?;
    let mut events = Vec::new();
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
        if !events.iter().any(|known: &Event| known.url == event.url) {
            events.push(event);
        }
    }
    Ok(events)
}

/// The event on an agenda article's page: boxes (natra) or lines (older themes) of label and value.
fn on_article(page: &Page, zone: Zone) -> Result<Option<Event>> {
    let boxes = ["info-box-content", "detail_agenda"];
    if !boxes.iter().any(|class| page.body.windows(class.len()).any(|window| window == class.as_bytes())) {
        return Ok(None);
    }
    let document = Document::parse(page)?;
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
    let Some(starts_at) = value("tanggal").and_then(|text| date::printed(&text)?.instant(zone)) else {
        return Ok(None);
    };
    let Some(parsed) = crate::article::parse(page, zone)? else { return Ok(None) };
    let mut event = Event::new(parsed.article.title, starts_at);
    event.place = value("lokasi");
    event.organiser = value("koordinator");
    event.description = parsed.article.body_text.filter(|text| !text.is_empty());
    Ok(Some(event))
}
