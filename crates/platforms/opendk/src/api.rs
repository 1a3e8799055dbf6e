//! The public read interface, by allow-list: only the fields that are named in this crate are read.

use std::collections::BTreeSet;

use balai_core::{Error, ErrorKind, Page, Request, Response, Result, Site, Visit};
use balai_extract::json;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use url::Url;

/// The most pages of a list that are read: at 30 a page, more than any sub-district has.
const LONGEST: u32 = 200;

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    data: &'a RawValue,
    #[serde(default)]
    meta: Meta,
}

#[derive(Default, Deserialize)]
struct Meta {
    #[serde(default)]
    pagination: Pagination,
}

#[derive(Default, Deserialize)]
struct Pagination {
    #[serde(default)]
    total: Option<u64>,
    #[serde(default)]
    total_pages: u32,
}

/// One item of a list.
#[derive(Deserialize)]
pub(crate) struct Item<T> {
    #[serde(default, deserialize_with = "json::text")]
    pub(crate) id: Option<String>,
    pub(crate) attributes: T,
}

/// The items of one answer. An item of another shape is reported and skipped.
pub(crate) struct Items<T> {
    pub(crate) page: Page,
    pub(crate) items: Vec<Item<T>>,
    pagination: Pagination,
}

/// The request for an endpoint. Without the header, its errors are pages for people.
pub(crate) fn request(site: &Site, endpoint: &str) -> Result<Request> {
    let address = format!("{}/api/frontend/v1/{endpoint}", site.url.as_str().trim_end_matches('/'));
    let url =
        Url::parse(&address).map_err(|why| Error::malformed(format!("{address} is no address: {why}")))?;
    Ok(Request::new(url).header("Accept", "application/json"))
}

/// The whole answer, where it is one.
pub(crate) async fn whole(response: Response) -> Result<Page> {
    let page = response.page().await?;
    page.check()?;
    Ok(page)
}

/// An endpoint's answer, of whatever shape.
pub(crate) async fn page(visit: &Visit<'_>, endpoint: &str) -> Result<Page> {
    whole(visit.open(request(visit.site(), endpoint)?).await?).await
}

/// The items that an endpoint answers with.
pub(crate) async fn items<T: DeserializeOwned>(visit: &mut Visit<'_>, endpoint: &str) -> Result<Items<T>> {
    let page = page(visit, endpoint).await?;
    let (raw, pagination) = {
        let answer: Answer<'_> = page.json()?;
        let items: Vec<&RawValue> = serde_json::from_str(answer.data.get()).map_err(Error::from)?;
        (items.into_iter().map(ToOwned::to_owned).collect::<Vec<_>>(), answer.meta.pagination)
    };
    let mut items = Vec::with_capacity(raw.len());
    for raw in raw {
        match serde_json::from_str(raw.get()) {
            Ok(item) => items.push(item),
            Err(error) => visit.skip(Error::from(error).at(&page.url)),
        }
    }
    Ok(Items { page, items, pagination })
}

/// Asks for the pages of a list one after the other; call [`Pages::next`] until it gives `None`.
pub(crate) struct Pages {
    /// An endpoint, with the parameters that choose what it lists.
    endpoint: &'static str,
    next: u32,
    last: u32,
    total: Option<u64>,
    steady: bool,
    ids: BTreeSet<String>,
}

impl Pages {
    pub(crate) fn new(endpoint: &'static str) -> Self {
        Self { endpoint, next: 1, last: 1, total: None, steady: true, ids: BTreeSet::new() }
    }

    pub(crate) async fn next<T: DeserializeOwned>(
        &mut self,
        visit: &mut Visit<'_>,
    ) -> Result<Option<Items<T>>> {
        if self.next > self.last.min(LONGEST) {
            return Ok(None);
        }
        // The order that is declared as the usual one is never applied; more than 30 a page are not given.
        let mark = if self.endpoint.contains('?') { '&' } else { '?' };
        let endpoint = format!("{}{mark}sort=-id&page[size]=30&page[number]={}", self.endpoint, self.next);
        let items = items::<T>(visit, &endpoint).await?;
        self.last = items.pagination.total_pages.max(1);
        self.steady &= self.total.is_none() || self.total == items.pagination.total;
        self.total = items.pagination.total;
        self.ids.extend(items.items.iter().filter_map(|item| item.id.clone()));
        self.next += 1;
        Ok(Some(items))
    }

    /// Whether every item of the list was seen: pages shift when one is added or taken away between two of them.
    pub(crate) fn is_whole(&self) -> bool {
        self.next > self.last && self.steady && self.total.is_none_or(|total| self.ids.len() as u64 >= total)
    }
}

/// How many villages in a row may fail before the portal is left alone.
const PATIENCE: u32 = 3;

/// What fails, village by village.
#[derive(Default)]
pub(crate) struct Failures {
    in_a_row: u32,
    is_any_well: bool,
    last: Option<Error>,
}

impl Failures {
    /// One village was told of.
    pub(crate) fn well(&mut self) {
        self.in_a_row = 0;
        self.is_any_well = true;
    }

    /// One village failed. It costs itself only, unless it is not the first in a row.
    ///
    /// # Errors
    ///
    /// The error itself, where the rest is not worth asking for.
    pub(crate) fn add(&mut self, visit: &mut Visit<'_>, error: Error) -> Result<()> {
        self.in_a_row += 1;
        if error.kind() == ErrorKind::Store || self.in_a_row >= PATIENCE {
            return Err(error);
        }
        if let Some(earlier) = self.last.replace(error) {
            visit.skip(earlier);
        }
        Ok(())
    }

    /// At the end.
    ///
    /// # Errors
    ///
    /// The last one's, where every village failed.
    pub(crate) fn end(self, visit: &mut Visit<'_>) -> Result<()> {
        match self.last {
            Some(error) if !self.is_any_well => Err(error),
            Some(error) => {
                visit.skip(error);
                Ok(())
            }
            None => Ok(()),
        }
    }
}

/// A count, as a number or as text.
pub(crate) fn count(text: Option<&str>) -> u64 {
    text.and_then(|text| text.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portal_in_a_folder_is_asked_below_it() {
        for (named, asked) in [
            ("https://kecamatan.example/", "https://kecamatan.example/api/frontend/v1/desa"),
            ("https://kab.example/opendk", "https://kab.example/opendk/api/frontend/v1/desa"),
        ] {
            let within = "33.04.15".parse().expect("a code");
            let source = balai_core::RosterSource::new("opendk", within, named.parse().expect("a URL"));
            let site = source.site("".as_ref()).expect("a site");
            assert_eq!(request(&site, "desa").expect("a request").url.as_str(), asked);
        }
    }
}
