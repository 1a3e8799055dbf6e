//! The JSON interface of version 2508 and later, by allow-list.
//!
//! Its answers hold whole database rows, personal data among them. Only the fields that are named in this crate
//! are read; everything else is passed over while reading and never kept.

use std::collections::BTreeSet;
use std::sync::Arc;

use balai_core::{Error, ErrorKind, Page, Result, Visit};
pub(crate) use balai_extract::json::{list, text};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::surface::Surface;

/// The most pages of a list that are read: at 30 a page, more than any village has.
const LONGEST: u32 = 2_000;

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
pub(crate) struct Pagination {
    #[serde(default)]
    total: Option<u64>,
    #[serde(default)]
    total_pages: u32,
}

/// One item of a list.
#[derive(Deserialize)]
pub(crate) struct Item<T> {
    #[serde(default, deserialize_with = "text")]
    pub(crate) id: Option<String>,
    pub(crate) attributes: T,
}

/// The items of one page. An item of another shape is reported and skipped.
pub(crate) struct Items<T> {
    pub(crate) page: Arc<Page>,
    pub(crate) items: Vec<Item<T>>,
    pagination: Pagination,
}

/// Asks for an endpoint's answer, or for one page of it.
pub(crate) async fn get<T: DeserializeOwned>(
    site: &Surface,
    visit: &mut Visit<'_>,
    path: &str,
) -> Result<Items<T>> {
    read(visit, &site.path(path)).await
}

async fn read<T: DeserializeOwned>(visit: &mut Visit<'_>, path: &str) -> Result<Items<T>> {
    let page = visit.get(path).await?;
    let (raw, pagination) = {
        let answer: Answer<'_> = page.json()?;
        // Some endpoints answer with one item in place of a list.
        let data = answer.data.get();
        let items: Vec<&RawValue> =
            if data.starts_with('[') { serde_json::from_str(data)? } else { vec![answer.data] };
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
    path: String,
    next: u32,
    last: u32,
    total: Option<u64>,
    steady: bool,
    ids: BTreeSet<String>,
}

impl Pages {
    /// `path` is an endpoint, with or without a query.
    pub(crate) fn new(site: &Surface, path: &str) -> Self {
        let mark = if path.contains('?') { '&' } else { '?' };
        let path = format!("{}{mark}page[size]=30", site.path(path));
        Self { path, next: 1, last: 1, total: None, steady: true, ids: BTreeSet::new() }
    }

    /// The list of articles, the newest first. Several kinds ask for it, always in the same words, so that the visit
    /// remembers its pages.
    pub(crate) fn of_articles(site: &Surface) -> Self {
        Self::new(site, "internal_api/arsip?sort=-tgl_upload")
    }

    /// The path of a page by its number.
    pub(crate) fn path(&self, number: u32) -> String {
        format!("{}&page[number]={number}", self.path)
    }

    pub(crate) async fn next<T: DeserializeOwned>(
        &mut self,
        visit: &mut Visit<'_>,
    ) -> Result<Option<Items<T>>> {
        if self.next > self.last.min(LONGEST) {
            return Ok(None);
        }
        let items = read::<T>(visit, &self.path(self.next)).await?;
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

/// Whether an error is one endpoint's own, so that another way may be tried: unknown filters and switched-off modules
/// answer 500, hardened ones 403, and some HTML.
pub(crate) fn is_missing(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound | ErrorKind::Server | ErrorKind::Malformed | ErrorKind::Blocked
    )
}

/// Whether a row's `enabled` or `status` says that it is shown; a row without one is.
pub(crate) fn is_enabled(flag: Option<&str>) -> bool {
    flag.is_none_or(|flag| flag == "1")
}

/// A point from two texts, if it lies in Indonesia.
pub(crate) fn point(latitude: Option<&str>, longitude: Option<&str>) -> Option<balai_core::Point> {
    let point = balai_core::Point {
        latitude: latitude?.trim().parse().ok()?,
        longitude: longitude?.trim().parse().ok()?,
    };
    point.is_in_indonesia().then_some(point)
}
