//! The feeds as JSON: their shapes, by allow-list, and their pages.

use std::sync::Arc;

use balai_core::{Error, ErrorKind, Page, Result, Visit};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    feed: Feed<'a>,
}

/// What a feed says of itself, and its entries, each to be read for itself: one that is broken costs no other.
#[derive(Deserialize)]
pub(crate) struct Feed<'a> {
    #[serde(default)]
    pub(crate) title: Text,
    #[serde(default)]
    pub(crate) generator: Text,
    #[serde(rename = "openSearch$totalResults", default)]
    total: Text,
    #[serde(borrow, default)]
    entry: Vec<&'a RawValue>,
}

/// A scalar: everything lies in `$t`, numbers as text too.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Text {
    #[serde(rename = "$t", default)]
    pub(crate) text: String,
    #[serde(rename = "type", default)]
    pub(crate) kind: String,
}

/// A post or a page. Of its author only the name is read.
#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    #[serde(default)]
    pub(crate) published: Text,
    #[serde(default)]
    pub(crate) updated: Text,
    #[serde(default)]
    pub(crate) title: Text,
    pub(crate) content: Option<Text>,
    pub(crate) summary: Option<Text>,
    #[serde(default)]
    pub(crate) category: Vec<Category>,
    #[serde(default)]
    pub(crate) link: Vec<Link>,
    #[serde(default)]
    pub(crate) author: Vec<Author>,
    #[serde(rename = "media$thumbnail")]
    pub(crate) thumbnail: Option<Thumbnail>,
    #[serde(rename = "thr$total")]
    pub(crate) comments: Option<Text>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Category {
    #[serde(default)]
    pub(crate) scheme: String,
    pub(crate) term: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Link {
    #[serde(default)]
    pub(crate) rel: String,
    pub(crate) href: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Author {
    #[serde(default)]
    pub(crate) name: Text,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Thumbnail {
    pub(crate) url: String,
}

impl Entry {
    /// Where people read it.
    pub(crate) fn url(&self) -> Option<&str> {
        self.link.iter().find(|link| link.rel == "alternate").map(|link| link.href.as_str())
    }
}

/// Reads an answer as a feed.
///
/// # Errors
///
/// Malformed, where it is none; blocked, where the blog is private.
pub(crate) fn read(page: &Page) -> Result<Feed<'_>> {
    // A private blog sends whoever asks to Google's login.
    if page.url.path().contains("/blogin.g") || page.url.host_str() == Some("accounts.google.com") {
        let message = "the blog is private: only those whom its owner invites may read it";
        return Err(Error::new(ErrorKind::Blocked, message).at(&page.url));
    }
    Ok(page.json::<Answer<'_>>()?.feed)
}

/// One page of a feed.
pub(crate) struct List {
    /// The title of the blog.
    pub(crate) title: String,
    pub(crate) entries: Vec<Entry>,
    pub(crate) page: Arc<Page>,
}

/// The pages of a feed, one after the other.
pub(crate) struct Pages {
    feed: &'static str,
    filter: String,
    /// The number of the next entry, from 1.
    start: usize,
    /// How many there were when the last page came.
    total: Option<usize>,
    /// How often it may still go back: a number that goes up and down must not lead in a circle.
    returns: usize,
    /// How many are asked for at a time.
    size: usize,
}

impl Pages {
    /// The most entries that Blogger gives at a time.
    const MOST: usize = 150;

    /// All entries of a feed, the newest first.
    pub(crate) fn of(feed: &'static str) -> Self {
        Self {
            feed,
            // By publication the order stays, whatever is edited meanwhile.
            filter: "&orderby=published".to_owned(),
            start: 1,
            total: None,
            returns: 10,
            size: Self::MOST,
        }
    }

    /// The entries of a feed that were saved since, whatever changed.
    pub(crate) fn saved_since(feed: &'static str, since: Timestamp) -> Self {
        // Without this order Blogger does not heed the time.
        Self { filter: format!("&orderby=updated&updated-min={since:.0}"), ..Self::of(feed) }
    }

    /// The path of a feed's first page.
    pub(crate) fn first(feed: &'static str) -> String {
        Self::of(feed).path()
    }

    fn path(&self) -> String {
        // An owner may have the feed sent elsewhere: that one would not be paged.
        format!(
            "feeds/{}?alt=json&redirect=false&max-results={}&start-index={}{}",
            self.feed, self.size, self.start, self.filter
        )
    }

    /// The next page; `None` behind the last.
    ///
    /// # Errors
    ///
    /// Those of the page; blocked, where the blog is private; malformed, where the feed does not tell how many entries
    /// there are.
    pub(crate) async fn next(&mut self, visit: &mut Visit<'_>) -> Result<Option<List>> {
        const SMALLEST: usize = 6;
        if self.total.is_some_and(|total| self.start > total) {
            return Ok(None);
        }
        let page = loop {
            match visit.get(&self.path()).await {
                // Pictures that stand in the texts themselves make a page too large; fewer texts may not.
                Err(error) if error.kind() == ErrorKind::TooLarge && self.size > SMALLEST => self.size /= 5,
                answer => break answer?,
            }
        };
        let Feed { title, total, entry, .. } = read(&page)?;
        if entry.is_empty() {
            return Ok(None);
        }
        let total: usize = total.text.parse().map_err(|_| {
            Error::malformed("the feed does not tell how many entries there are").at(&page.url)
        })?;
        let deleted = self.total.map_or(0, |before| before.saturating_sub(total));
        if deleted > 0 && self.returns > 0 {
            // As many as were deleted since the last page have moved up, out of this one: it is read once more.
            self.returns -= 1;
            self.start = self.start.saturating_sub(deleted).max(1);
        } else {
            self.start += entry.len();
        }
        self.total = Some(total);
        let mut entries = Vec::with_capacity(entry.len());
        for entry in entry {
            match serde_json::from_str(entry.get()) {
                Ok(entry) => entries.push(entry),
                Err(error) => visit.skip(Error::from(error).at(&page.url)),
            }
        }
        Ok(Some(List { title: title.text.trim().to_owned(), entries, page }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page;

    #[test]
    fn a_feed_is_read_by_what_is_asked_of_it() {
        let page = page(include_str!("../fixtures/posts.json"));
        let feed = read(&page).expect("a feed");
        assert_eq!((feed.title.text.as_str(), feed.total.text.as_str()), ("Desa Darmayasa", "4"));
        let entries: Vec<Result<Entry, _>> =
            feed.entry.iter().map(|entry| serde_json::from_str(entry.get())).collect();
        assert_eq!(entries.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, true, true, false]);
        let first = entries[0].as_ref().expect("an entry");
        assert_eq!(first.url(), Some("https://darmayasa.blogspot.example/2026/09/panen-kopi.html"));
        assert!(!format!("{entries:?}").contains("noreply"), "no address has a way in");
    }

    #[test]
    fn what_is_no_feed_is_told() {
        let error = read(&page("<title>Blog</title>")).err().expect("HTML");
        assert_eq!(error.kind(), ErrorKind::Malformed);
        let mut private = page("<title>Masuk</title>");
        private.url = "https://www.blogger.com/blogin.g?blogspotURL=x".parse().expect("a URL");
        assert_eq!(read(&private).err().expect("a login").kind(), ErrorKind::Blocked);
        assert!(read(&page(r#"{"feed": {}}"#)).expect("a feed").entry.is_empty(), "a label without posts");
    }

    #[test]
    fn a_time_is_asked_for_with_its_order() {
        let since = "2026-11-20T03:00:00.5Z".parse().expect("an instant");
        assert_eq!(
            Pages::saved_since("posts/default", since).path(),
            "feeds/posts/default?alt=json&redirect=false&max-results=150&start-index=1&orderby=updated&updated-min=2026-11-20T03:00:00Z"
        );
    }
}
