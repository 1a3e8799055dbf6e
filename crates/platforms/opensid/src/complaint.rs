//! How many complaints there are, by status. What they say and who made them is never read.

use std::collections::BTreeMap;

use balai_core::model::ComplaintSummary;
use balai_core::{Access, Error, Found, Page, Result, Visit};
use balai_extract::css;
use balai_extract::html::{self, Document};
use serde::Deserialize;

use crate::api;
use crate::listing;
use crate::surface::Surface;

const STATUSES: [&str; 3] = ["Menunggu Diproses", "Sedang Diproses", "Selesai Diproses"];

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let listed = site.lists(&["pengaduan"]);
    let (counts, access, page) = match site.api {
        true => from_api(site, visit).await?,
        false => from_pages(site, visit).await?,
    };
    let summary = ComplaintSummary { counts, ..ComplaintSummary::default() };
    visit.emit(Found::new(summary, access, &page).listed(listed)).await?;
    visit.complete();
    Ok(())
}

type Counts = (BTreeMap<String, u64>, Access, std::sync::Arc<Page>);

/// By allow-list: nothing but the status.
#[derive(Deserialize)]
struct Row {
    #[serde(default, deserialize_with = "api::text")]
    status: Option<String>,
}

async fn from_api(site: &Surface, visit: &mut Visit<'_>) -> Result<Counts> {
    let mut counts = BTreeMap::new();
    let mut pages = api::Pages::new(site, "internal_api/pengaduan");
    let mut source = None;
    while let Some(list) = pages.next::<Row>(visit).await? {
        for row in list.items {
            let number = row.attributes.status.as_deref().and_then(|status| status.parse::<usize>().ok());
            let status = number.and_then(|number| STATUSES.get(number.checked_sub(1)?));
            *counts.entry((*status.unwrap_or(&"Lainnya")).to_owned()).or_default() += 1;
        }
        source = Some(list.page);
    }
    match source {
        Some(page) if !counts.is_empty() => Ok((counts, Access::Api, page)),
        _ => Err(Error::not_offered("there are no complaints to count")),
    }
}

/// Counts the complaints of each page by the number of their modal window; only their status is read.
async fn from_pages(site: &Surface, visit: &mut Visit<'_>) -> Result<Counts> {
    let first = site.first_of(visit, &["pengaduan"]).await?;
    let found =
        listing::read(site, visit, first.clone(), |number| format!("pengaduan/{number}"), parse).await?;
    let mut counts = BTreeMap::new();
    for ((_, status), _) in found.items {
        *counts.entry(status).or_default() += 1;
    }
    if counts.is_empty() {
        return Err(Error::not_offered("the page of complaints tells no status").at(&first.url));
    }
    Ok((counts, Access::Page, first))
}

/// The complaints of a page: their numbers and status.
fn parse(page: &Page) -> Result<Vec<(String, String)>> {
    let document = Document::parse(page)?;
    let mut found: Vec<(String, String)> = Vec::new();
    for card in document.select(css!("[data-target^='#pengaduan'], [data-bs-target^='#pengaduan']")) {
        let target = card.attr("data-target").or_else(|| card.attr("data-bs-target")).unwrap_or_default();
        let number = target.trim_start_matches("#pengaduan").to_owned();
        if number.is_empty() || found.iter().any(|(known, _)| *known == number) {
            continue;
        }
        let of = |element: html::Element<'_>| {
            let label = element
                .select(css!(".label"))
                .filter_map(html::line)
                .find(|text| STATUSES.contains(&text.as_str()));
            // natra says it by the list item's class.
            label.or_else(|| {
                let class = element.value().classes().find_map(|class| class.strip_prefix("status"))?;
                STATUSES.get(class.parse::<usize>().ok()?.checked_sub(1)?).map(|status| (*status).to_owned())
            })
        };
        let around = card.ancestors().filter_map(html::Element::wrap).take(3);
        if let Some(status) = std::iter::once(card).chain(around).find_map(of) {
            found.push((number, status));
        }
    }
    Ok(found)
}
