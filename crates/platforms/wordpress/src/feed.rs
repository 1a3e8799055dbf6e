//! The feed of posts, paged: what tells exact times where a theme does not, and texts where a wall stands before pages.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use balai_core::{Access, Origin, Page, Request, Result, Visit};
use balai_extract::{date, feed};
use jiff::Timestamp;

use crate::page::is_protected_title;
use crate::post::{Post, Sort};

/// Every post that the feed lists, by its address.
#[derive(Default)]
pub(crate) struct Feed {
    posts: HashMap<String, Arc<Item>>,
    /// The addresses, in the feed's order.
    order: Vec<String>,
}

/// A post as the feed tells it.
pub(crate) struct Item {
    item: feed::Item,
    published: Option<Timestamp>,
    origin: Origin,
}

impl Feed {
    /// The whole feed, page by page; `None` where there is none.
    pub(crate) async fn of(visit: &mut Visit<'_>) -> Result<Option<Arc<Self>>> {
        if let Some(known) = visit.memo::<Known>() {
            return Ok(known.0.clone());
        }
        let mut found = Self::default();
        found.read(visit).await?;
        Ok(found.keep(visit))
    }

    /// The whole feed where it is all that lists the posts: one that disappears shifts those behind it over the pages'
    /// edges, so that the feed is read until a reading adds nothing.
    pub(crate) async fn settled(visit: &mut Visit<'_>) -> Result<Option<Arc<Self>>> {
        const TRIES: usize = 4;
        let mut found = Self::default();
        for _ in 0..TRIES {
            let (before, pages) = (found.posts.len(), found.read(visit).await?);
            if found.posts.len() == before || pages < 2 {
                break;
            }
        }
        Ok(found.keep(visit))
    }

    fn keep(self, visit: &mut Visit<'_>) -> Option<Arc<Self>> {
        let found = (!self.posts.is_empty()).then(|| Arc::new(self));
        visit.set_memo(Arc::new(Known(found.clone())));
        found
    }

    /// Adds what the pages of the feed tell; how many had posts.
    async fn read(&mut self, visit: &Visit<'_>) -> Result<usize> {
        /// Pages of ten posts each.
        const MOST: usize = 500;
        let mut listed = HashSet::new();
        for number in 1..=MOST {
            let path =
                if number == 1 { "?feed=rss2".to_owned() } else { format!("?feed=rss2&paged={number}") };
            let page = match visit.open(Request::new(visit.site().resolve(&path)?)).await {
                Ok(response) => response.page().await,
                Err(error) => Err(error),
            };
            let page = match page {
                Ok(page) => page,
                Err(error) if error.kind().is_unreachable() => return Err(error),
                Err(_) => return Ok(number - 1),
            };
            let before = listed.len();
            for item in items(&page) {
                let Some(url) = item.url.clone() else { continue };
                let written = item.published.as_deref();
                let published = written.and_then(|at| date::instant(at, visit.zone(), page.fetched_at));
                let link = url.to_string();
                listed.insert(link.clone());
                let item = Arc::new(Item { item, published, origin: (&page).into() });
                if self.posts.insert(link.clone(), item).is_none() {
                    self.order.push(link);
                }
            }
            // Beyond the last page there is none; or a cache answers every page with the first.
            if listed.len() == before {
                return Ok(number - 1);
            }
        }
        Ok(MOST)
    }

    pub(crate) fn get(&self, link: &str) -> Option<&Arc<Item>> {
        self.posts.get(link)
    }

    /// The addresses of the posts, newest first.
    pub(crate) fn links(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }
}

struct Known(Option<Arc<Feed>>);

impl Item {
    pub(crate) fn published(&self) -> Option<Timestamp> {
        self.published
    }

    /// The post, as far as the feed tells it: categories and tags cannot be told apart in it.
    pub(crate) fn post(&self) -> Post {
        let item = &self.item;
        Post {
            sort: Sort::Post,
            link: item.url.as_ref().map(ToString::to_string).unwrap_or_default(),
            title: item.title.clone().unwrap_or_default(),
            html: item.content_html.clone().unwrap_or_default(),
            shown: None,
            summary: item.summary_html.clone(),
            author: item.author.clone(),
            categories: item.categories.clone(),
            tags: Vec::new(),
            terms: Vec::new(),
            image: None,
            published: self.published,
            updated: None,
            via: Access::Feed,
            origin: self.origin.clone(),
        }
    }

    /// Whether the feed tells the whole text, not a summary alone.
    pub(crate) fn has_text(&self) -> bool {
        self.item.content_html.as_deref().is_some_and(|html| !html.trim().is_empty())
    }

    /// Whether a password stands before the post.
    pub(crate) fn is_protected(&self) -> bool {
        let has_form =
            |html: &Option<String>| html.as_deref().is_some_and(|html| html.contains("post-password-form"));
        let title = self.item.title.as_deref().unwrap_or_default();
        has_form(&self.item.content_html) || is_protected_title(title)
    }
}

/// The items of a page of the feed; none where it is no feed, or one beyond the last page.
fn items(page: &Page) -> Vec<feed::Item> {
    let mut reader = feed::Reader::new(page.url.clone(), &page.content_type());
    let mut items = Vec::new();
    if reader.push(&page.body).is_ok() {
        items.extend(std::iter::from_fn(|| reader.next_item()));
    }
    items
}
