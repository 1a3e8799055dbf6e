//! The village itself: what the blog is called, and what its pages tell.

use balai_core::model::Profile;
use balai_core::{Access, Entity, Error, ErrorKind, Found, Origin, Page, Result, Visit};
use balai_extract::css;
use balai_extract::html::Document;
use balai_extract::profile::{self, Chapter};
use url::Url;

use crate::body;
use crate::feed::{Entry, List, Pages};

pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    let home = match visit.get("/").await {
        Err(error) if error.kind().is_unreachable() => return Err(error),
        home => home,
    };
    let mut profile = Profile { village_type: visit.site().region.village_type(), ..Profile::default() };
    let pages = fill_from_pages(&mut profile, visit).await;
    if let Ok(home) = &home {
        fill_from_home(&mut profile, home)?;
    }
    let (access, origin) = match (&pages, home) {
        (Ok(Some(origin)), _) => (Access::Feed, origin.clone()),
        (_, Ok(home)) => (Access::Page, Origin::from(&home)),
        (_, Err(error)) => return Err(error),
    };
    if profile.name.is_empty() {
        let message = "the blog has no title, so that the village's name is not known";
        return Err(Error::malformed(message).at(&origin.url));
    }
    if let Err(error) = &pages {
        visit.note(format!("the blog's pages tell nothing of the village: {error}"));
    }
    let key = Entity::from(profile.clone()).key(&visit.site().url);
    if pages.is_err() && visit.known(&key).await?.is_some() {
        // What an earlier visit read of the pages is better than nothing.
        visit.keep(&key).await?;
    } else {
        visit.emit(Found::new(profile, access, origin)).await?;
    }
    visit.complete();
    Ok(())
}

/// Fills a profile from the pages that tell of the village, and from what their feed says of the blog.
async fn fill_from_pages(profile: &mut Profile, visit: &mut Visit<'_>) -> Result<Option<Origin>> {
    let mut pages = Pages::of("pages/default");
    let mut origin = None;
    while let Some(List { title, entries, page }) = pages.next(visit).await? {
        if profile.name.is_empty() {
            profile.name = profile::village_name(&title);
        }
        origin.get_or_insert_with(|| Origin::from(&page));
        for entry in &entries {
            if let Some(chapter) = Chapter::named(&entry.title.text)
                && let Some(text) = text_of(entry, visit).await?
            {
                match Document::parse_str(&text, &page.url) {
                    Ok(text) => chapter.fill(profile, &text),
                    Err(error) => visit.skip(error),
                }
            }
        }
    }
    Ok(origin)
}

/// The whole text of a page, from its own page where the feed does not tell all; `None` where there is none.
///
/// # Errors
///
/// Those of its own page that a later visit may not meet.
async fn text_of(entry: &Entry, visit: &Visit<'_>) -> Result<Option<String>> {
    let Some(url) = entry.url().and_then(|url| Url::parse(url).ok()) else { return Ok(None) };
    if let Some(content) = &entry.content
        && let Ok((text, false)) = body::without_jump(&content.text, &url)
    {
        return Ok(Some(text.into_owned()));
    }
    match visit.get(url.as_str()).await {
        Ok(page) => Ok(body::on_page(&page).ok().flatten().map(|body| body.html)),
        Err(error) if error.is_temporary() || error.kind() == ErrorKind::Blocked => Err(error),
        Err(_) => Ok(None),
    }
}

fn fill_from_home(profile: &mut Profile, home: &Page) -> Result<()> {
    let document = Document::parse(home)?;
    if profile.name.is_empty() {
        profile.name =
            document.text(css!("title")).map(|title| profile::village_name(&title)).unwrap_or_default();
    }
    profile::fill_social(profile, &document);
    Ok(())
}
