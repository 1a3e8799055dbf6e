//! When posts and pages were published and changed, where REST is closed: the Atom feed tells both to the second, and
//! that of a search for nothing has pages too, whose dates no theme shows.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use balai_core::{ErrorKind, Page, Result, Visit};
use balai_extract::{date, feed};
use jiff::{SignedDuration, Timestamp};

/// When a post or a page was published, and changed.
#[derive(Clone, Copy)]
pub(crate) struct Times {
    pub(crate) published: Option<Timestamp>,
    pub(crate) updated: Option<Timestamp>,
}

/// What changed since a visit, as far as the feed tells.
#[derive(Default)]
pub(crate) struct Changes {
    times: HashMap<String, Times>,
    /// Whether it tells of more than posts, so that a page that is not among what changed did not.
    pub(crate) covers_pages: bool,
}

impl Changes {
    /// The times of a post or a page that changed.
    pub(crate) fn of(&self, link: &str) -> Option<&Times> {
        self.times.get(link)
    }

    /// The addresses of what changed.
    pub(crate) fn links(&self) -> impl Iterator<Item = &str> {
        self.times.keys().map(String::as_str)
    }
}

/// Whether what was read then need not be read again, where nothing tells that it changed: for a week.
pub(crate) fn is_fresh(read_at: Timestamp) -> bool {
    const FRESH: SignedDuration = SignedDuration::from_hours(24 * 7);
    Timestamp::now().duration_since(read_at) < FRESH
}

/// The time since which something changed that the last visit may not have seen: clocks differ, and a visit takes its
/// time.
pub(crate) fn with_margin(since: Timestamp) -> Timestamp {
    const MARGIN: SignedDuration = SignedDuration::from_hours(24);
    since.checked_sub(MARGIN).unwrap_or(since)
}

/// The times of pages, as far as they are told.
pub(crate) async fn of_pages(links: &HashSet<&str>, visit: &Visit<'_>) -> Result<HashMap<String, Times>> {
    /// What stands before them fills no more of the feed than that.
    const BEFORE: usize = 20;
    let is_page = |(link, _): &(String, Times)| links.contains(link.as_str());
    // By the names of their types: pages come before posts, and after some of the types that a site made.
    let (mut number, mut were_there) = (0, false);
    let goes_on = |entries: &[(String, Times)]| {
        number += 1;
        let are_there = entries.iter().any(is_page);
        let goes_on = are_there || (!were_there && number < BEFORE);
        were_there |= are_there;
        goes_on
    };
    let (told, _) = walk("?s=&feed=atom&orderby=type%20ID&order=ASC", goes_on, visit).await?;
    Ok(told.into_iter().filter(is_page).collect())
}

/// What changed since a visit.
pub(crate) async fn changed_since(since: Timestamp, visit: &Visit<'_>) -> Result<Changes> {
    let since = with_margin(since);
    let is_new = |(_, times): &(String, Times)| times.updated.is_some_and(|at| at >= since);
    let goes_on = |entries: &[(String, Times)]| match entries.is_sorted_by_key(|(_, it)| Reverse(it.updated))
    {
        true => entries.last().is_some_and(is_new),
        false => entries.iter().any(is_new),
    };
    // By number where times are equal: else one could be on no page of the feed. Some sites have no search.
    for (query, has_pages) in
        [("?s=&feed=atom&orderby=modified%20ID", true), ("?feed=atom&orderby=modified%20ID", false)]
    {
        let (told, is_whole) = walk(query, goes_on, visit).await?;
        // RSS in its place tells what changed last, and not when.
        let tells_when = told.values().any(|times| times.updated.is_some());
        if !told.is_empty() {
            let times = told.into_iter().filter(|it| !tells_when || is_new(it)).collect();
            return Ok(Changes { times, covers_pages: has_pages && tells_when && is_whole });
        }
    }
    Ok(Changes::default())
}

/// Reads a feed page by page, as long as what a page has says that there is more of what is looked for; and whether each
/// that was asked for came.
async fn walk(
    query: &str,
    mut goes_on: impl FnMut(&[(String, Times)]) -> bool,
    visit: &Visit<'_>,
) -> Result<(HashMap<String, Times>, bool)> {
    /// Of ten entries each, or as many as the site shows.
    const MOST: usize = 200;
    let mut told = HashMap::new();
    for number in 1..=MOST {
        let page = match visit.get(&format!("{query}&paged={number}")).await {
            Ok(page) => page,
            Err(error) if error.kind().is_unreachable() => return Err(error),
            // Beyond the last page there is none.
            Err(error) if error.kind() == ErrorKind::NotFound => break,
            Err(_) => return Ok((told, false)),
        };
        let entries = entries(&page, visit);
        let (goes_on, before) = (goes_on(&entries), told.len());
        told.extend(entries);
        // A cache may answer every page with the first.
        if !goes_on || told.len() == before {
            break;
        }
    }
    Ok((told, true))
}

fn entries(page: &Page, visit: &Visit<'_>) -> Vec<(String, Times)> {
    let mut reader = feed::Reader::new(page.url.clone(), &page.content_type());
    if reader.push(&page.body).is_err() {
        return Vec::new();
    }
    let instant = |text: Option<String>| date::instant(&text?, visit.zone(), page.fetched_at);
    let items = std::iter::from_fn(|| reader.next_item());
    let times = |item: feed::Item| {
        let times = Times { published: instant(item.published), updated: instant(item.updated) };
        Some((item.url?.to_string(), times))
    };
    items.filter_map(times).collect()
}
