//! Articles: posts and pages, from the feeds and, where those do not tell all, from the posts' own pages.

use std::collections::BTreeSet;
use std::sync::Arc;

use balai_core::model::{Article, Form, Link, Photo};
use balai_core::{Access, Error, ErrorKind, Found, Origin, Page, Result, Visit};
use balai_extract::body::Body;
use balai_extract::{html, number, text};
use jiff::{SignedDuration, Timestamp};
use url::Url;

use crate::body;
use crate::feed::{Entry, List, Pages, Text};
use crate::picture;

/// How far Google's clock, or what it remembers of a feed, may be behind.
const MARGIN: SignedDuration = SignedDuration::from_hours(1);

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let mut reader = Reader::default();
    let has_all_posts = match visit.since() {
        None => reader.read(Pages::of("posts/default"), Form::News, visit).await.map(|()| true)?,
        Some(since) => reader.changes(since, visit).await?,
    };
    match reader.read(Pages::of("pages/default"), Form::Page, visit).await {
        Ok(()) if has_all_posts => visit.complete(),
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => visit.note("the blog has no feed of its pages"),
        Err(error) => return Err(error),
    }
    if reader.without_text > 0 {
        visit.note(format!(
            "{} posts have a summary alone: their own pages do not show more",
            reader.without_text
        ));
    }
    Ok(())
}

/// What a visit has met so far.
#[derive(Default)]
struct Reader {
    /// The keys of what was emitted, kept or skipped.
    met: BTreeSet<String>,
    /// Posts of which only the summary could be had.
    without_text: usize,
    /// How many pages in a row were refused, or did not mark their text.
    failures: usize,
}

impl Reader {
    /// Reads a feed to its end.
    async fn read(&mut self, mut pages: Pages, form: Form, visit: &mut Visit<'_>) -> Result<()> {
        while let Some(List { entries, page, .. }) = pages.next(visit).await? {
            for entry in entries {
                match draft(entry, form) {
                    Ok(draft) => self.emit(draft, &page, visit).await?,
                    Err(error) => visit.skip(error.at(&page.url)),
                }
            }
        }
        Ok(())
    }

    /// Reads the posts that were saved since a time, and says of the others that they are still there; whether it is
    /// known of all.
    async fn changes(&mut self, since: Timestamp, visit: &mut Visit<'_>) -> Result<bool> {
        let saved = Pages::saved_since("posts/default", since.checked_sub(MARGIN).unwrap_or(since));
        let Index { unchanged, changed } = match index(visit).await {
            Ok(index) => index,
            Err(error) if error.kind().is_unreachable() || error.kind() == ErrorKind::Store => {
                return Err(error);
            }
            Err(error) => {
                let message = "what was deleted is not known, since the list of posts cannot be read";
                visit.note(format!("{message}: {error}"));
                return self.read(saved, Form::News, visit).await.map(|()| false);
            }
        };
        if !changed.is_empty() {
            self.read(saved, Form::News, visit).await?;
        }
        // A post that is not known and was not saved since was a draft, or scheduled.
        if !changed.is_subset(&self.met) {
            self.read(Pages::of("posts/default"), Form::News, visit).await?;
        }
        for key in unchanged.difference(&self.met) {
            visit.keep(key).await?;
        }
        Ok(true)
    }

    async fn emit(&mut self, draft: Draft, page: &Page, visit: &mut Visit<'_>) -> Result<()> {
        let Draft { mut article, published, updated, is_cut } = draft;
        let key = visit.article_key(&article.url);
        self.met.insert(key.clone());
        let mut found = None;
        if is_cut {
            // A page of its own is worth asking for where something was saved.
            if visit.since().is_some() && is_unchanged(&key, updated.or(published), visit).await? {
                return visit.keep(&key).await;
            }
            match self.own_page(&article.url, visit).await {
                Ok(Some((Body { html, text, images, .. }, page))) => {
                    (article.body_html, article.body_text) = (Some(html), Some(text));
                    add_pictures(&mut article.images, images);
                    found = Some((Access::Page, Origin::from(&page)));
                }
                Ok(None) => self.without_text += 1,
                Err(error) if error.kind().is_unreachable() => return Err(error),
                // The next visit may do better than a summary, and what an earlier one read is better.
                Err(error) => {
                    visit.skip(error);
                    return match visit.known(&key).await? {
                        Some(_) => visit.keep(&key).await,
                        None => Ok(()),
                    };
                }
            }
        }
        let (access, origin) = found.unwrap_or_else(|| (Access::Feed, Origin::from(page)));
        let found = Found::new(article, access, origin);
        visit.emit(found.published(published).updated(updated)).await
    }

    /// A post's own page and the text on it; `None` where visitors are refused it, or its theme does not mark it.
    ///
    /// # Errors
    ///
    /// Those of the page that are of the moment.
    async fn own_page(&mut self, url: &str, visit: &Visit<'_>) -> Result<Option<(Body, Arc<Page>)>> {
        /// After so many pages in a row that cannot be had, the others are not asked for.
        const PATIENCE: usize = 3;
        if self.failures >= PATIENCE {
            return Ok(None);
        }
        let shown = match visit.get(url).await {
            Ok(page) => body::on_page(&page).ok().flatten().map(|body| (body, page)),
            Err(error) if error.is_temporary() || error.kind().is_unreachable() => return Err(error),
            Err(_) => None,
        };
        self.failures = if shown.is_some() { 0 } else { self.failures + 1 };
        Ok(shown)
    }
}

/// The posts that the blog has, by their keys.
#[derive(Default)]
struct Index {
    /// Those that are known as they are.
    unchanged: BTreeSet<String>,
    /// Those that are not known, or were saved since.
    changed: BTreeSet<String>,
}

/// Goes through the list of all posts, which is short for its lack of texts.
async fn index(visit: &mut Visit<'_>) -> Result<Index> {
    let mut index = Index::default();
    let mut pages = Pages::of("posts/summary");
    while let Some(list) = pages.next(visit).await? {
        for entry in &list.entries {
            let Some(url) = entry.url() else { continue };
            let key = visit.article_key(url);
            match is_unchanged(&key, instant(&entry.updated), visit).await? {
                true => index.unchanged.insert(key),
                false => index.changed.insert(key),
            };
        }
    }
    Ok(index)
}

/// Whether what the store has under a key is as its post was last saved.
async fn is_unchanged(key: &str, saved_at: Option<Timestamp>, visit: &mut Visit<'_>) -> Result<bool> {
    let Some((known, saved_at)) = visit.known(key).await?.zip(saved_at) else { return Ok(false) };
    let is_as_told = known.updated_at.or(known.published_at).is_some_and(|told| saved_at <= told);
    Ok(is_as_told || known.fetched_at.duration_since(saved_at) > MARGIN)
}

/// An article, and what is known around it.
struct Draft {
    article: Article,
    published: Option<Timestamp>,
    updated: Option<Timestamp>,
    /// Whether the feed does not tell all of its text.
    is_cut: bool,
}

/// An entry of a feed as an article.
///
/// # Errors
///
/// Malformed, where it has no address, neither a title nor words to make one of, or HTML that is nested too deep.
fn draft(entry: Entry, form: Form) -> Result<Draft> {
    let title = line(&entry.title);
    let url =
        entry.url().ok_or_else(|| Error::malformed(format!("the feed's entry “{title}” has no address")))?;
    let url = Url::parse(url).map_err(|error| Error::malformed(format!("`{url}` is no address: {error}")))?;
    let published = instant(&entry.published);
    let updated =
        instant(&entry.updated).filter(|updated| published.is_some_and(|published| *updated > published));
    let mut article = Article {
        url: url.to_string(),
        author: entry.author.first().map(|author| line(&author.name)).filter(|name| !name.is_empty()),
        categories: labels(&entry),
        attachments: entry
            .link
            .iter()
            .filter(|link| link.rel == "enclosure")
            .map(|link| Link { url: link.href.clone(), label: None })
            .collect(),
        comment_count: entry.comments.as_ref().and_then(|count| number::integer(&count.text)),
        form: Some(form),
        ..Article::default()
    };
    let mut is_cut = true;
    if let Some(content) = &entry.content {
        let (content, has_jump) = body::without_jump(&content.text, &url)?;
        let Body { html, text, images, .. } = body::of(&content, &url)?;
        add_pictures(&mut article.images, images);
        is_cut = has_jump;
        match has_jump {
            true => article.summary = Some(text),
            false => (article.body_html, article.body_text) = (Some(html), Some(text)),
        }
    } else if let Some(summary) = &entry.summary {
        article.summary = Some(line(summary));
    }
    article.summary = article.summary.filter(|summary| !summary.is_empty());
    if let Some(thumbnail) = entry.thumbnail.as_ref().filter(|_| article.images.is_empty()) {
        add_pictures(&mut article.images, vec![thumbnail.url.clone()]);
    }
    let words = || article.body_text.as_deref().or(article.summary.as_deref()).map(text::first_words);
    article.title = Some(title)
        .filter(|title| !title.is_empty())
        .or_else(words)
        .filter(|title| !title.is_empty())
        .ok_or_else(|| Error::malformed("an entry of the feed has neither title nor text").at(&url))?;
    Ok(Draft { article, published, updated, is_cut })
}

fn instant(text: &Text) -> Option<Timestamp> {
    text.text.trim().parse().ok()
}

/// A text of the feed on one line; it says itself whether it is HTML.
fn line(text: &Text) -> String {
    match text.kind.as_str() {
        "html" | "xhtml" => html::plain(&text.text),
        _ => text.text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// The owner's labels; feeds of old had terms of Google's own among them.
fn labels(entry: &Entry) -> Vec<String> {
    let own = entry
        .category
        .iter()
        .filter(|category| category.scheme.is_empty() || category.scheme.ends_with("/ns#"));
    own.map(|category| category.term.trim().to_owned()).filter(|label| !label.is_empty()).collect()
}

/// Adds pictures in their largest size; two sizes of one are one.
fn add_pictures(images: &mut Vec<Photo>, found: Vec<String>) {
    for url in found.iter().map(|url| picture::largest(url)) {
        if !images.iter().any(|known| known.url == url) {
            images.push(Photo::new(url));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drafts() -> Vec<Result<Draft>> {
        let page = crate::page(include_str!("../fixtures/posts.json"));
        let value: serde_json::Value = page.json().expect("JSON");
        let entries = value["feed"]["entry"].as_array().expect("entries").clone();
        entries
            .into_iter()
            .filter_map(|entry| serde_json::from_value(entry).ok())
            .map(|entry| draft(entry, Form::News))
            .collect()
    }

    #[test]
    fn an_entry_tells_all_of_a_post() {
        let Draft { article, published, updated, is_cut } = drafts().swap_remove(0).expect("a post");
        assert_eq!(article.title, "Panen Kopi & Teh <2026>");
        assert_eq!(article.url, "https://darmayasa.blogspot.example/2026/09/panen-kopi.html");
        assert_eq!(article.author.as_deref(), Some("Sekretariat"));
        assert_eq!(article.categories, ["Potensi Desa", "Kopi"]);
        assert_eq!(article.comment_count, Some(3));
        assert_eq!(article.body_text.as_deref(), Some("Warga memanen kopi.\nHasilnya 12 kuintal."));
        assert!(!article.body_html.expect("HTML").contains("onclick"));
        let images: Vec<_> = article.images.iter().map(|image| image.url.as_str()).collect();
        assert_eq!(
            images,
            [
                "https://1.bp.blogspot.com/-a/X1/AAA/s1600/kopi.jpg",
                "https://blogger.googleusercontent.com/img/a/AVvX=s1600",
            ]
        );
        assert_eq!(published.expect("a time").to_string(), "2026-09-10T01:00:00.002Z");
        assert_eq!(updated.expect("a time").to_string(), "2026-09-11T01:30:00.5Z");
        assert!(!is_cut);
    }

    #[test]
    fn what_is_cut_off_is_known_to_be() {
        let mut drafts = drafts();
        let short = drafts.remove(1).expect("a summary");
        assert!(short.is_cut);
        assert_eq!(short.article.summary.as_deref(), Some("Saluran dibersihkan bersama..."));
        assert_eq!(short.article.images[0].url, "https://1.bp.blogspot.com/-a/X1/AAA/s1600/saluran.jpg");
        assert_eq!(short.updated, None, "saved when it was published");
        let jump = drafts.remove(1).expect("a text up to its jump break");
        assert!(jump.is_cut);
        assert_eq!(jump.article.title, "Rapat dimulai pukul delapan.", "it has none of its own");
        assert_eq!(jump.article.summary.as_deref(), Some("Rapat dimulai pukul delapan."));
        assert_eq!(jump.article.body_html, None);
    }
}
