//! Which articles are public, where drafts can be seen by their address.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::{Result, Visit};
use serde::Deserialize;

use crate::api;
use crate::article::path_of;
use crate::feed::Feed;
use crate::surface::Surface;

/// The articles that a correct list names, by their paths, with their type (`agenda`, `keuangan`, …) where the list
/// tells it.
#[derive(Default)]
pub(crate) struct Published(BTreeMap<String, Option<String>>);

/// One article of the JSON list, as far as its address and type.
#[derive(Deserialize)]
struct Row {
    url_slug: String,
    #[serde(default, deserialize_with = "api::text")]
    tipe: Option<String>,
}

impl Published {
    /// The published articles, where that has to be asked; `None` where drafts are not shown anyway.
    pub(crate) async fn of(site: &Surface, visit: &mut Visit<'_>) -> Result<Option<Arc<Self>>> {
        if !site.shows_drafts() {
            return Ok(None);
        }
        if let Some(known) = visit.memo() {
            return Ok(Some(known));
        }
        let mut published = Self::default();
        let mut pages = api::Pages::of_articles(site);
        let listed = loop {
            match pages.next::<Row>(visit).await {
                Ok(Some(list)) => {
                    for row in list.items.into_iter().map(|item| item.attributes) {
                        published.add(&row.url_slug, row.tipe, visit);
                    }
                }
                Ok(None) => break true,
                Err(error) if api::is_missing(&error) => break false,
                Err(error) => return Err(error),
            }
        };
        if !listed {
            let feed = Feed::of(site, visit).await?;
            published.0.extend(feed.items.keys().map(|path| (path.clone(), None)));
        }
        let published = Arc::new(published);
        visit.set_memo(published.clone());
        Ok(Some(published))
    }

    pub(crate) fn add(&mut self, url: &str, kind: Option<String>, visit: &Visit<'_>) {
        if let Some(path) = path_of(url, &visit.site().url) {
            self.0.insert(path, kind);
        }
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The articles of a type.
    pub(crate) fn of_type<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(_, own)| own.as_deref() == Some(kind)).map(|(path, _)| path.as_str())
    }
}
