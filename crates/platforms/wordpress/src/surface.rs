//! What the site answers: its REST interface where that is open, and why not where it is closed.

use std::sync::Arc;

use balai_core::{Access, ErrorKind, Kind, Page, Result, Visit};
use balai_extract::css;
use balai_extract::html::Document;
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::Deserialize;
use url::Url;

use crate::rest::{self, Rest};
use crate::{profile, times};

/// What a site answers, learnt once a visit.
pub(crate) struct Surface {
    /// The REST interface, where it is open.
    pub(crate) rest: Option<Rest>,
    /// Whether it failed by a fault of the server, which may pass.
    pub(crate) has_failed: bool,
    /// What it says of the site.
    pub(crate) index: Index,
    /// Whether addresses are queries (`?p=12`), as far as the home page shows.
    pub(crate) has_plain_links: bool,
    /// Whether one of the site's pages stands in place of its newest posts.
    pub(crate) has_front_page: bool,
    /// The home page, where one came.
    pub(crate) home: Option<Arc<Page>>,
}

/// What the REST interface says of the site.
#[derive(Default, Deserialize)]
pub(crate) struct Index {
    /// HTML.
    #[serde(default)]
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) site_icon_url: String,
    /// A number of hours, or one as text.
    #[serde(default)]
    gmt_offset: Option<serde_json::Value>,
    #[serde(default)]
    pub(crate) namespaces: Vec<String>,
}

impl Surface {
    pub(crate) async fn of(visit: &mut Visit<'_>, page_size: usize) -> Result<Arc<Self>> {
        if let Some(known) = visit.memo() {
            return Ok(known);
        }
        let home = match visit.peek("/").await {
            Ok(page) => Some(page).filter(|page| page.check().is_ok()),
            Err(error) if error.kind().is_unreachable() => return Err(error),
            Err(_) => None,
        };
        let Told { rest: linked, has_plain_links, has_front_page } =
            home.as_deref().map(told).unwrap_or_default();
        let mut surface = Self {
            rest: None,
            index: Index::default(),
            has_failed: false,
            has_plain_links,
            has_front_page,
            home,
        };
        if was_closed(visit).await? {
            visit.note("its REST interface was closed of late, and is asked again after a week");
        } else {
            surface.ask(linked, visit, page_size).await?;
        }
        let surface = Arc::new(surface);
        visit.set_memo(surface.clone());
        Ok(surface)
    }

    /// Asks where the REST interface may be: where the home page says, and at the usual addresses. The form with the
    /// route in the query comes first: it works with any permalinks, and past filters of `/wp-json`.
    async fn ask(&mut self, linked: Option<Url>, visit: &mut Visit<'_>, page_size: usize) -> Result<()> {
        let mut candidates = Vec::from_iter(linked);
        for usual in ["?rest_route=/", "wp-json/"] {
            let address = visit.site().resolve(usual)?;
            if !candidates.contains(&address) {
                candidates.push(address);
            }
        }
        for base in candidates {
            let rest = Rest { base, page_size };
            match rest.index(visit).await {
                Ok(Some(index)) => {
                    (self.rest, self.index, self.has_failed) = (Some(rest), index, false);
                    break;
                }
                // It answers, and lets nobody in: another way in would be a trick.
                Err(error) if error.kind() == ErrorKind::Blocked => {
                    visit.note(format!("its REST interface is closed: {error}"));
                    break;
                }
                Err(error) if error.kind().is_unreachable() => return Err(error),
                Err(error) if error.kind() == ErrorKind::Server => self.has_failed = true,
                Ok(None) | Err(_) => {}
            }
        }
        if self.has_failed {
            visit.note("its REST interface fails: what it alone shows is not taken as gone");
        }
        Ok(())
    }

    /// Says that all of the kind was read, unless an interface that fails may have more of it.
    pub(crate) fn complete(&self, visit: &mut Visit<'_>) {
        if !self.has_failed {
            visit.complete();
        }
    }

    /// The instant of a wall clock that the site tells without its zone.
    pub(crate) fn instant(&self, wall_clock: DateTime, visit: &Visit<'_>) -> Option<Timestamp> {
        let offset = self.index.gmt_offset.as_ref();
        let hours = offset.and_then(|it| it.as_f64().or_else(|| it.as_str()?.parse().ok()));
        match hours.map(|hours| jiff::tz::Offset::from_seconds((hours * 3600.0) as i32)) {
            Some(Ok(offset)) => offset.to_timestamp(wall_clock).ok(),
            _ => visit.zone().instant(wall_clock),
        }
    }

    /// Whether a plugin's interface is there.
    pub(crate) fn has(&self, namespace: &str) -> bool {
        self.index.namespaces.iter().any(|name| name == namespace)
    }
}

/// Whether the last visits found no interface that is open, as the profile tells by its access: at a closed door nobody
/// knocks each day, since walls count those who do.
async fn was_closed(visit: &mut Visit<'_>) -> Result<bool> {
    if visit.kind() != Kind::Profile || visit.since().is_none() {
        return Ok(false);
    }
    let known = visit.known(&profile::key(visit)).await?;
    Ok(known.is_some_and(|known| known.via == Access::Page && times::is_fresh(known.fetched_at)))
}

/// What the home page tells of the site.
#[derive(Default)]
struct Told {
    /// The REST interface, in a header or in the head.
    rest: Option<Url>,
    /// Whether the addresses are queries.
    has_plain_links: bool,
    /// Whether it is one of the site's pages.
    has_front_page: bool,
}

fn told(home: &Page) -> Told {
    const RELATION: &str = "https://api.w.org/";
    let in_header = home.headers.all("link").flat_map(rest::links).find(|link| link.relation == RELATION);
    let in_header = in_header.and_then(|link| home.url.join(&link.target).ok());
    let Ok(document) = Document::parse(home) else {
        return Told { rest: in_header, ..Told::default() };
    };
    let in_head = || document.link(css!("link[rel='https://api.w.org/'][href]"))?.parse().ok();
    let feed = document.first(css!("link[rel=alternate][type='application/rss+xml'][href*='?feed=']"));
    Told {
        rest: in_header.or_else(in_head),
        has_plain_links: feed.is_some(),
        has_front_page: document.first(css!("body[class*='page-id-']")).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interface_is_linked_in_the_header_or_in_the_head() {
        let mut page = crate::answer("text/html", "<link rel='https://api.w.org/' href='/blog/wp-json/' />");
        assert_eq!(told(&page).rest.expect("a link").path(), "/blog/wp-json/");
        page.headers = [("Link", "<https://contoh.example/?p=1>; rel=shortlink, <https://contoh.example/wp-json/>; title=\"JSON\"; rel=\"https://api.w.org/\"")]
            .into_iter()
            .collect();
        assert_eq!(told(&page).rest.expect("a link").path(), "/wp-json/");
    }
}
