//! The JSON interface of version 2508 and later, by allow-list.
//!
//! Its answers hold whole database rows, personal data among them. Only the fields that are named in this crate
//! are read; everything else is passed over while reading and never kept.

use std::sync::Arc;

use balai_core::{Error, ErrorKind, Page, Result, Visit};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

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
struct Pagination {
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
    pub(crate) total_pages: u32,
}

/// Asks for an endpoint's answer, or for one page of it.
pub(crate) async fn get<T: DeserializeOwned>(visit: &mut Visit<'_>, path: &str) -> Result<Items<T>> {
    let page = visit.get(path).await?;
    let (raw, total_pages) = {
        let answer: Answer<'_> = page.json()?;
        // Some endpoints answer with one item in place of a list.
        let data = answer.data.get();
        let items: Vec<&RawValue> =
            if data.starts_with('[') { serde_json::from_str(data)? } else { vec![answer.data] };
        (items.into_iter().map(ToOwned::to_owned).collect::<Vec<_>>(), answer.meta.pagination.total_pages)
    };
    let mut items = Vec::with_capacity(raw.len());
    for raw in raw {
        match serde_json::from_str(raw.get()) {
            Ok(item) => items.push(item),
            Err(error) => visit.skip(Error::from(error).at(&page.url)),
        }
    }
    Ok(Items { page, items, total_pages })
}

/// Asks for the pages of a list one after the other; call until it gives `None`.
pub(crate) struct Pages {
    path: String,
    next: u32,
    total: u32,
}

impl Pages {
    /// `path` is an endpoint, with or without a query.
    pub(crate) fn new(path: &str) -> Self {
        let mark = if path.contains('?') { '&' } else { '?' };
        Self { path: format!("{path}{mark}page[size]=30"), next: 1, total: 1 }
    }

    pub(crate) async fn next<T: DeserializeOwned>(
        &mut self,
        visit: &mut Visit<'_>,
    ) -> Result<Option<Items<T>>> {
        if self.next > self.total.min(LONGEST) {
            return Ok(None);
        }
        let items = get::<T>(visit, &format!("{}&page[number]={}", self.path, self.next)).await?;
        self.total = items.total_pages.max(1);
        self.next += 1;
        Ok(Some(items))
    }
}

/// Whether an error means that the interface does not have this endpoint, rather than that the site is in
/// trouble: unknown filters and switched-off modules answer 500.
pub(crate) fn is_missing(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::NotFound | ErrorKind::Server | ErrorKind::Malformed | ErrorKind::Blocked
    )
}

/// Reads a value that some versions write as text and some as a number; empty is nothing.
pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Loose {
        Text(String),
        Integer(i64),
        Decimal(f64),
        Flag(bool),
        Other(serde::de::IgnoredAny),
    }

    Ok(match Option::<Loose>::deserialize(deserializer)? {
        Some(Loose::Text(text)) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Some(Loose::Integer(number)) => Some(number.to_string()),
        Some(Loose::Decimal(number)) => Some(number.to_string()),
        Some(Loose::Flag(flag)) => Some(i32::from(flag).to_string()),
        Some(Loose::Other(_)) | None => None,
    })
}

/// Reads a list; anything else in its place is an empty one.
pub(crate) fn list<'de, D: Deserializer<'de>, T: DeserializeOwned>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Loose<T> {
        List(Vec<T>),
        Other(serde::de::IgnoredAny),
    }

    Ok(match Loose::<T>::deserialize(deserializer)? {
        Loose::List(list) => list,
        Loose::Other(_) => Vec::new(),
    })
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
