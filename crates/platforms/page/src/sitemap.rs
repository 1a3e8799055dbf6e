//! The sitemaps of a site.

use std::collections::BTreeMap;

use balai_core::{ErrorKind, Visit};
use balai_extract::{charset, date, sitemap};
use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::address;

/// The pages that a site's sitemaps list.
#[derive(Default)]
pub(crate) struct Sitemap {
    /// Of each page, when it last changed.
    pub(crate) pages: BTreeMap<Url, Option<Timestamp>>,
    /// Whether there is a sitemap, and all of it was read.
    pub(crate) is_whole: bool,
    /// Whether one could not be read, or not to its end.
    pub(crate) is_broken: bool,
}

/// More sitemaps and pages than that are not read of one site.
const MOST_MAPS: usize = 20;
const MOST_PAGES: usize = 10_000;

impl Sitemap {
    pub(crate) async fn of(visit: &mut Visit<'_>) -> Self {
        let mut found = Self::default();
        let (mut left, mut failed) = in_robots(visit).await;
        let is_told = !left.is_empty();
        if !is_told {
            left.extend(["sitemap.xml".to_owned(), "sitemap_index.xml".to_owned()]);
        }
        let mut asked = 0;
        while let Some(location) = left.pop() {
            if asked == MOST_MAPS || found.pages.len() >= MOST_PAGES {
                failed = true;
                break;
            }
            asked += 1;
            let page = match visit.get(&location).await {
                Ok(page) => page,
                // The usual addresses are guesses.
                Err(error) if error.kind() == ErrorKind::NotFound && !is_told => continue,
                Err(error) => {
                    visit.note(format!("a sitemap cannot be read: {error}"));
                    failed = true;
                    continue;
                }
            };
            let text = charset::decode(&page.body, &page.content_type());
            let is_closed = ["</urlset>", "</sitemapindex>"].iter().any(|end| text.trim_end().ends_with(end));
            let entries = sitemap::entries(&page.body);
            failed |= !is_closed;
            if text.contains("<sitemapindex") {
                let maps = entries.into_iter().filter(|it| is_of_pages(&it.location));
                left.extend(maps.filter_map(|it| Some(same_host(visit, &it.location)?.into())));
                continue;
            }
            for entry in entries.into_iter().take(MOST_PAGES) {
                let changed = entry.last_modified.and_then(|text| changed(&text, visit, page.fetched_at));
                if let Some(url) = address::own(visit.site(), &entry.location) {
                    found.pages.insert(url, changed);
                }
            }
        }
        found.is_whole = !failed && !found.pages.is_empty();
        found.is_broken = failed;
        found
    }
}

/// When a page changed. A day without a time is its end: what changed later that day is not missed.
fn changed(text: &str, visit: &Visit<'_>, now: Timestamp) -> Option<Timestamp> {
    const DAY: usize = "2026-05-12".len();
    let at = date::instant(text, visit.zone(), now)?;
    match text.trim().len() {
        DAY => at.checked_add(SignedDuration::from_hours(24)).ok(),
        _ => Some(at),
    }
}

/// The sitemaps that robots.txt names, and whether it could not be read.
async fn in_robots(visit: &mut Visit<'_>) -> (Vec<String>, bool) {
    let page = match visit.get("robots.txt").await {
        Ok(page) => page,
        Err(error) => return (Vec::new(), error.kind() != ErrorKind::NotFound),
    };
    let text = charset::decode(&page.body, &page.content_type());
    let named = text.lines().filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("sitemap").then(|| value.trim())
    });
    (
        named.filter_map(|location| same_host(visit, location)).map(String::from).take(MOST_MAPS).collect(),
        false,
    )
}

/// The address of a sitemap on the site's own host.
fn same_host(visit: &Visit<'_>, location: &str) -> Option<Url> {
    let url = visit.site().resolve(location).ok()?;
    let bare = |host: &str| host.trim_start_matches("www.").to_owned();
    (bare(url.host_str()?) == bare(visit.site().url.host_str()?)).then_some(url)
}

/// Those of pictures, authors and labels list no pages of their own.
fn is_of_pages(location: &str) -> bool {
    let lower = location.to_lowercase();
    !["image", "author", "user", "tag", "categor", "video"].iter().any(|word| lower.contains(word))
}
