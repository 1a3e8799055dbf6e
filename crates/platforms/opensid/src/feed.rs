//! The feed: the newest articles, whatever the theme.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::{ErrorKind, Origin, Request, Result, Visit};
use balai_extract::date;
use balai_extract::feed::{Item, Reader};
use jiff::Timestamp;

use crate::article::path_of;
use crate::surface::Surface;

/// The largest feed that is read, in bytes: pictures may stand in it.
const LARGEST: u64 = 128 << 20;

/// The feed as the visit found it, read once.
#[derive(Default)]
pub(crate) struct Feed {
    /// What it calls itself: `Desa Darmayasa`.
    pub(crate) title: Option<String>,
    /// The articles by their paths.
    pub(crate) items: BTreeMap<String, FeedItem>,
    pub(crate) origin: Option<Origin>,
}

pub(crate) struct FeedItem {
    pub(crate) item: Item,
    pub(crate) published: Option<Timestamp>,
}

impl Feed {
    /// Reads the feed. In some versions it breaks off, with status 500; the whole items before are good. One that
    /// cannot be read at all is empty, and the report says why.
    pub(crate) async fn of(site: &Surface, visit: &mut Visit<'_>) -> Result<Arc<Self>> {
        if let Some(known) = visit.memo() {
            return Ok(known);
        }
        let feed = Arc::new(read(site, visit).await?);
        visit.set_memo(feed.clone());
        Ok(feed)
    }
}

async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<Feed> {
    let mut feed = Feed::default();
    let request = Request::new(site.url(visit, "feed")?).limit(LARGEST);
    let mut response = match visit.open(request).await {
        Ok(response) => response,
        Err(error) if error.kind() == ErrorKind::Refused => return Err(error),
        Err(error) => {
            visit.note(format!("the feed cannot be read: {error}"));
            return Ok(feed);
        }
    };
    feed.origin = Some(Origin::from(&response));
    let content_type = response.headers.get("content-type").unwrap_or_default();
    let mut reader = Reader::new(response.url.clone(), content_type);
    loop {
        let chunk = match response.body.chunk().await {
            Ok(Some(chunk)) => chunk,
            Ok(None) => break,
            Err(error) => {
                visit.note(format!("the feed breaks off: {error}"));
                break;
            }
        };
        if reader.push(&chunk).is_err() {
            break;
        }
        while let Some(item) = reader.next_item() {
            let path = item.url.as_ref().and_then(|url| path_of(url.as_str(), &visit.site().url));
            let Some(path) = path else { continue };
            // The clock is the site's, whatever offset the feed prints.
            let wall = item.published.as_deref().and_then(date::wall_clock);
            let published = wall.and_then(|wall| visit.zone().instant(wall));
            feed.items.insert(path, FeedItem { item, published });
        }
    }
    feed.title = reader.channel().title;
    Ok(feed)
}
