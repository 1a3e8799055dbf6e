//! Articles: the walk to the feed, and an item as an article.

use balai_core::model::{Article, Form, Link, Photo};
use balai_core::{Access, Error, ErrorKind, Found, Origin, Request, Response, Result, Visit, Zone};
use balai_extract::body::Body;
use balai_extract::feed::{Item, Reader};
use balai_extract::{date, shortcode, text};
use jiff::Timestamp;

use crate::recognise::{Candidate, candidates, readable};

/// The largest feed that is read, in bytes: the largest that was seen has 90 MB.
pub(crate) const LARGEST_FEED: u64 = 128 << 20;

/// The most items of a feed that are read: a hundred times what the busiest village writes in years.
const MOST_ITEMS: u64 = 50_000;

/// Reads the site's main feed.
pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    // A wall may stand before the pages and not before the feed; but of a host that is silent nothing else is asked.
    let (home, mut why_not) = match visit.get("/").await {
        Ok(home) => (Some(home), None),
        Err(error) if error.kind().is_unreachable() => return Err(error),
        Err(error) => (None, Some(error)),
    };
    let mut is_empty = false;
    for candidate in candidates(visit.site(), home.as_deref()) {
        match open(visit, &candidate).await {
            Ok(Some(response)) => {
                let validator = response.validator().filter(|_| candidate.is_linked && response.status < 300);
                match stream(visit, &candidate, response).await {
                    Ok(Reading::Whole) => return visit.remember_version(&candidate.url, validator).await,
                    // The next visit is to read what this one has not.
                    Ok(Reading::Part) => return Ok(()),
                    Ok(Reading::NoFeed) => {}
                    Ok(Reading::Empty) => is_empty = true,
                    Err(error) if matches!(error.kind(), ErrorKind::Store | ErrorKind::Timeout) => {
                        return Err(error);
                    }
                    Err(error) => why_not = why_not.or(Some(error)),
                }
            }
            Ok(None) => {
                visit.note("the feed is as the last visit found it");
                return Ok(());
            }
            Err(error) if candidate.ends_with(&error) || error.kind() == ErrorKind::Store => {
                return Err(error);
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => why_not = why_not.or(Some(error)),
        }
    }
    // What was refused may hide a feed; only where all was shown is it sure that there is none.
    Err(why_not.filter(|error| error.kind() != ErrorKind::NotFound).unwrap_or_else(|| {
        let why = match is_empty {
            true => "the site's feed has no items",
            false => "neither does the home page link a feed, nor is there one at a usual address",
        };
        Error::not_offered(why).at(&visit.site().url)
    }))
}

/// Asks for what may be the feed; `None` where it is as the last visit found it.
async fn open(visit: &mut Visit<'_>, candidate: &Candidate) -> Result<Option<Response>> {
    let request = Request::new(candidate.url.clone()).limit(LARGEST_FEED);
    // At a guessed address "not changed" could be said of a page that is no feed.
    let response = match candidate.is_linked {
        true => visit.open_if_changed(request).await?,
        false => Some(visit.open(request).await?),
    };
    response.map(readable).transpose()
}

/// How much of a feed was read.
enum Reading {
    /// Nothing: it is no feed of the site's articles.
    NoFeed,
    /// Nothing: it is a feed without items.
    Empty,
    /// Some: it broke off, or an item of it could not be read or is not to be yet.
    Part,
    Whole,
}

/// Emits the articles of a feed as they come.
///
/// # Errors
///
/// Store; and whatever its body fails by before its first item.
async fn stream(visit: &mut Visit<'_>, candidate: &Candidate, mut response: Response) -> Result<Reading> {
    let origin = Origin::from(&response);
    let content_type = response.headers.get("content-type").unwrap_or_default();
    let mut reader = Reader::new(response.url.clone(), content_type);
    let mut read = 0_u64;
    let mut future = 0_u64;
    let mut is_whole = true;
    loop {
        let piece = match response.body.chunk().await {
            Ok(Some(piece)) => piece,
            Ok(None) => break,
            Err(error) if read == 0 => return Err(error.at(&response.url)),
            Err(error) => {
                visit.note(format!("the feed breaks off after {read} items: {}", error.message()));
                is_whole = false;
                break;
            }
        };
        if reader.push(&piece).is_err() {
            return Ok(Reading::NoFeed);
        }
        while let Some(item) = reader.next_item() {
            if read == 0 && !candidate.is_proven_by(visit.site(), &reader.channel(), Some(&item)) {
                return Ok(Reading::NoFeed);
            }
            if read == MOST_ITEMS {
                visit.note(format!("the feed has more than {MOST_ITEMS} items; the rest is left out"));
                return Ok(Reading::Part);
            }
            read += 1;
            let (published, updated) = dates(&item, visit.zone(), response.fetched_at);
            if published.is_some_and(|published| published > response.fetched_at) {
                future += 1;
                continue;
            }
            match article(item) {
                Ok(article) => {
                    let found = Found::new(article, Access::Feed, &origin);
                    visit.emit(found.published(published).updated(updated)).await?;
                }
                Err(error) => {
                    is_whole = false;
                    visit.skip(error.at(&response.url));
                }
            }
        }
    }
    let Ok(end) = reader.finish() else { return Ok(Reading::NoFeed) };
    if read == 0 && end.skipped_count == 0 && !end.is_cut_off {
        let is_ours = candidate.is_proven_by(visit.site(), &end.channel, None);
        return Ok(if is_ours { Reading::Empty } else { Reading::NoFeed });
    }
    if end.is_cut_off {
        visit.note(format!("the feed is cut off after {read} whole items"));
    }
    if future > 0 {
        visit.note(format!("left out, since the feed dates them in the future: {future} items"));
    }
    is_whole &= !end.is_cut_off && future == 0 && end.skipped_count == 0;
    let told = end.skipped.len() as u64;
    for error in end.skipped {
        visit.skip(error);
    }
    for _ in told..end.skipped_count {
        visit.skip(Error::malformed("an item of the feed could not be read").at(&response.url));
    }
    Ok(if is_whole { Reading::Whole } else { Reading::Part })
}

/// When an item was published and, where that is later, changed.
fn dates(item: &Item, zone: Zone, now: Timestamp) -> (Option<Timestamp>, Option<Timestamp>) {
    let read = |text: &Option<String>| {
        let text = text.as_deref()?;
        let instant = date::instant(text, zone, now)?;
        // A feed does not tell what is yet to come, but many servers write the village's clock with an offset of 0.
        let by_the_wall = || zone.instant(date::wall_clock(text)?);
        match instant > now {
            true => by_the_wall().filter(|instant| *instant <= now).or(Some(instant)),
            false => Some(instant),
        }
    };
    let (published, updated) = (read(&item.published), read(&item.updated));
    (published.or(updated), updated.filter(|updated| published.is_some_and(|published| *updated > published)))
}

/// An item as an article.
///
/// # Errors
///
/// Malformed, where it has no address, neither a title nor words to make one of, or HTML that is nested too deep.
fn article(item: Item) -> Result<Article> {
    let Item { title, url, author, categories, summary_html, content_html, base, .. } = item;
    let about = title.as_deref().or(item.id.as_deref()).unwrap_or("without title").to_owned();
    let url = url.ok_or_else(|| Error::malformed(format!("the feed's item “{about}” has no address")))?;
    let read = |html: Option<String>| -> Result<Body> {
        let html = shortcode::strip(&html.unwrap_or_default());
        Body::parse(&html, &base).map_err(|error| error.at(&url))
    };
    let (summary, body) = (read(summary_html)?, read(content_html)?);
    let is_said = |text: &String| !text.is_empty();
    let shown = if is_said(&body.html) { body.images } else { summary.images };
    let summary = Some(summary.text).filter(is_said);
    let (body_html, body_text) = (Some(body.html).filter(is_said), Some(body.text).filter(is_said));
    let title = title
        .or_else(|| summary.as_deref().or(body_text.as_deref()).map(text::first_words))
        .ok_or_else(|| Error::malformed("an item of the feed has neither title nor text").at(&url))?;
    let mut images: Vec<Photo> = item.images.into_iter().map(Photo::new).collect();
    for image in shown {
        if !images.iter().any(|known| known.url == image) {
            images.push(Photo::new(image));
        }
    }
    let attachments =
        item.enclosures.into_iter().map(|file| Link { url: file.url.into(), label: None }).collect();
    Ok(Article {
        title,
        url: url.into(),
        author,
        categories,
        summary,
        body_html,
        body_text,
        images,
        attachments,
        comment_count: item.comment_count,
        form: Some(Form::News),
        ..Article::default()
    })
}
