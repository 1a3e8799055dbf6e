//! Articles: news, static pages, agenda and finance texts.

use std::collections::HashSet;
use std::sync::Arc;

use balai_core::model::{Article, Budget, Event, Form, Link, Photo};
use balai_core::{Access, Error, ErrorKind, Found, Origin, Page, Result, Site, Visit, Zone};
use balai_extract::html::{self, Document};
use balai_extract::{css, date, number, shortcode, sitemap, text};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use url::Url;

use crate::article_page::{Parsed, parse};
use crate::feed::{Feed, FeedItem};
use crate::published::Published;
use crate::recognise::Version;
use crate::surface::Surface;
use crate::{api, listing, menu};

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    if site.api {
        match from_api(site, visit).await {
            Ok(()) => return Ok(()),
            Err(error) if api::is_missing(&error) => {
                visit.note(format!("the list of articles fails: {error}"))
            }
            Err(error) => return Err(error),
        }
    }
    from_pages(site, visit).await
}

// By JSON, 2508 and later.

#[derive(Deserialize)]
struct Row {
    judul: String,
    #[serde(default)]
    isi: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    tgl_upload: Option<String>,
    url_slug: String,
    #[serde(default, deserialize_with = "api::text")]
    tipe: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    enabled: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    gambar: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    gambar1: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    gambar2: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    gambar3: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    dokumen: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    link_dokumen: Option<String>,
    #[serde(default, deserialize_with = "api::text")]
    hit: Option<String>,
    #[serde(default)]
    category: Option<Category>,
    #[serde(default)]
    author: Option<Author>,
}

#[derive(Deserialize)]
struct Category {
    kategori: String,
}

#[derive(Deserialize)]
struct Author {
    #[serde(default, deserialize_with = "api::text")]
    nama: Option<String>,
}

async fn from_api(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let mut published = Published::default();
    let mut pages = api::Pages::of_articles(site);
    while let Some(list) = pages.next::<Row>(visit).await? {
        for item in list.items {
            let row = item.attributes;
            if !api::is_enabled(row.enabled.as_deref()) {
                continue;
            }
            published.add(&row.url_slug, row.tipe.clone(), visit);
            let at =
                row.tgl_upload.as_deref().and_then(|at| date::instant(at, visit.zone(), Timestamp::now()));
            match of_row(row, visit.site()) {
                Ok(article) => visit.emit(Found::new(article, Access::Api, &list.page).published(at)).await?,
                Err(error) => visit.skip(error.at(&list.page.url)),
            }
        }
    }
    if pages.is_whole() {
        visit.complete();
    }
    visit.set_memo(Arc::new(published));
    Ok(())
}

fn of_row(row: Row, site: &Site) -> Result<Article> {
    let path = path_of(&row.url_slug, &site.url)
        .ok_or_else(|| Error::malformed(format!("`{}` is no article's address", row.url_slug)))?;
    let body = shortcode::strip(&row.isi.unwrap_or_default());
    let body_text = text::from_html(&body)?;
    let upload =
        |folder: &str, name: &str| site.resolve(&format!("desa/upload/{folder}/{name}")).map(String::from);
    let mut images = Vec::new();
    for name in [row.gambar, row.gambar1, row.gambar2, row.gambar3].into_iter().flatten() {
        images.push(Photo::new(upload("artikel", &format!("sedang_{name}"))?));
    }
    let mut attachments = Vec::new();
    if let Some(name) = row.dokumen {
        attachments.push(Link { url: upload("dokumen", &name)?, label: row.link_dokumen });
    }
    let categories: Vec<String> = row.category.map(|category| category.kategori).into_iter().collect();
    let form = match row.tipe.as_deref() {
        Some("statis") => Form::Page,
        Some("agenda") => Form::Event,
        Some("keuangan") => Form::Report,
        _ => news_or_announcement(&categories),
    };
    Ok(Article {
        title: html::plain(&row.judul),
        url: site.resolve(&path)?.into(),
        author: row.author.and_then(|author| author.nama),
        categories,
        body_html: Some(body),
        body_text: Some(body_text),
        images,
        attachments,
        views: row.hit.as_deref().and_then(number::integer),
        form: Some(form),
        ..Article::default()
    })
}

// By sitemap, feed and pages.

/// What stands on articles' pages beside the articles, for the kinds that are read later.
#[derive(Default)]
pub(crate) struct Met {
    /// The articles whose pages were read.
    pub(crate) paths: HashSet<String>,
    pub(crate) events: Vec<(String, Event, Origin)>,
    pub(crate) budgets: Vec<(Budget, Origin)>,
}

async fn from_pages(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let feed = Feed::of(site, visit).await?;
    let (paths, whole) = paths(site, visit).await?;
    if paths.is_empty() {
        return Err(Error::not_offered("no feed, sitemap or list of articles is there"));
    }
    let mut met = Met::default();
    for path in paths {
        if keep(visit, &path).await? {
            continue;
        }
        let item = feed.items.get(&path);
        match from_page(site, visit, &path, item, &mut met).await {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            // One page that fails costs itself; the feed may hold its text. So it does where a wall stands before the
            // pages alone.
            Err(error) if api::is_missing(&error) => match (item, &feed.origin) {
                (Some(item), Some(origin)) => match from_item(visit.site(), &path, item) {
                    Ok(article) => {
                        let found = Found::new(article, Access::Feed, origin);
                        visit.emit(found.published(item.published)).await?;
                    }
                    Err(error) => visit.skip(error),
                },
                _ if error.kind() == ErrorKind::Blocked => return Err(error),
                _ => visit.skip(error),
            },
            Err(error) => return Err(error),
        }
    }
    if whole {
        visit.complete();
    }
    visit.set_memo(Arc::new(met));
    Ok(())
}

/// The paths of the articles to read, and whether they are all that there are.
pub(crate) async fn paths(site: &Surface, visit: &mut Visit<'_>) -> Result<(Vec<String>, bool)> {
    let feed = Feed::of(site, visit).await?;
    let mut paths = sitemap_paths(site, visit).await?;
    let mut whole = !paths.is_empty();
    if !whole {
        paths = listed_paths(site, visit).await?;
    }
    for path in feed.items.keys().map(String::as_str).chain(site.menu.articles().map(|(path, _)| path)) {
        if !paths.iter().any(|known| known == path) {
            paths.push(path.to_owned());
        }
    }
    if let Some(published) = Published::of(site, visit).await? {
        let all = paths.len();
        paths.retain(|path| published.has(path));
        // What was left out may be drafts, or what the correct list is too short for.
        whole &= paths.len() == all;
    }
    Ok((paths, whole))
}

/// Whether the article at `path` need not be read again: old articles are hardly ever changed, so that they are
/// read once a week; that is how long one that was taken back may stay.
async fn keep(visit: &mut Visit<'_>, path: &str) -> Result<bool> {
    const OLD: SignedDuration = SignedDuration::from_hours(24 * 30);
    const FRESH: SignedDuration = SignedDuration::from_hours(24 * 7);
    let Some(since) = visit.since() else { return Ok(false) };
    let key = balai_core::model::slug(path);
    let Some(known) = visit.known(&key).await? else { return Ok(false) };
    let old = known.published_at.is_some_and(|at| since.duration_since(at) > OLD);
    let fresh = Timestamp::now().duration_since(known.fetched_at) < FRESH;
    if old && fresh {
        visit.keep(&key).await?;
    }
    Ok(old && fresh)
}

async fn from_page(
    site: &Surface,
    visit: &mut Visit<'_>,
    path: &str,
    item: Option<&FeedItem>,
    met: &mut Met,
) -> Result<()> {
    let page = site.get(visit, path).await?;
    met.paths.insert(path.to_owned());
    let Some(Parsed { mut article, mut published, event, budgets }) = parse(&page, visit.zone())? else {
        return Ok(());
    };
    // A link by number leads to the article's own address; that is what it is known by.
    let path = path_of(page.url.as_str(), &visit.site().url).unwrap_or_else(|| path.to_owned());
    article.url = site.url(visit, &path)?.into();
    met.events.extend(event.map(|event| (path.clone(), event, (&page).into())));
    match budgets {
        Ok(budgets) => met.budgets.extend(budgets.into_iter().map(|budget| (budget, (&page).into()))),
        Err(error) => visit.skip(error),
    }
    if let Some(item) = item {
        // The feed tells the time of day where a theme prints the day only.
        published = same_day(published, item.published, visit.zone());
        if article.categories.is_empty() {
            article.categories = item.item.categories.clone();
        }
    }
    // The feed has ordinary articles only, and those are filed. What is neither may be a page, and surely is one where
    // the menu leads to it.
    if article.form.is_none() && (item.is_some() || !article.categories.is_empty()) {
        article.form = Some(news_or_announcement(&article.categories));
    } else if article.form.is_none() && site.menu.articles().any(|(link, _)| link == path) {
        article.form = Some(Form::Page);
    }
    visit.emit(Found::new(article, Access::Page, &page).published(published)).await
}

fn from_item(site: &Site, path: &str, found: &FeedItem) -> Result<Article> {
    let item = &found.item;
    let body = item.content_html.as_deref().map(shortcode::strip);
    Ok(Article {
        title: item.title.clone().unwrap_or_default(),
        url: site.resolve(path)?.into(),
        author: item.author.clone(),
        categories: item.categories.clone(),
        summary: item.summary_html.as_deref().map(text::from_html).transpose()?,
        form: Some(news_or_announcement(&item.categories)),
        body_text: body.as_deref().map(text::from_html).transpose()?,
        body_html: body,
        ..Article::default()
    })
}

async fn sitemap_paths(site: &Surface, visit: &mut Visit<'_>) -> Result<Vec<String>> {
    let page = match site.get(visit, "sitemap.xml").await {
        Ok(page) => page,
        Err(error) if error.kind() == ErrorKind::Refused => return Err(error),
        Err(_) => return Ok(Vec::new()),
    };
    let base = &visit.site().url;
    Ok(sitemap::entries(&page.body).iter().filter_map(|entry| path_of(&entry.location, base)).collect())
}

/// The articles that the lists of the home page link to: for versions without a sitemap.
async fn listed_paths(site: &Surface, visit: &mut Visit<'_>) -> Result<Vec<String>> {
    let base = visit.site().url.clone();
    let links = |page: &Page| {
        let document = Document::parse(page)?;
        let links = document.select(css!("a[href]")).filter_map(|link| document.href(link));
        Ok(links.filter_map(|href| path_of(&href, &base)).collect::<Vec<_>>())
    };
    // How the list's pages are called tells the version; where that is hidden, each is tried.
    let ways: &[&str] = match site.version {
        Some(version) if version < Version::WITH_ROUTES => &["first/index/"],
        Some(version) if version < Version::WITH_API => &["index/"],
        Some(_) => &["?page="],
        None => &["first/index/", "index/", "?page="],
    };
    let mut paths: Vec<String> = Vec::new();
    for way in ways {
        let Ok(home) = site.first_of(visit, &["", "first"]).await else { break };
        let found = listing::read(site, visit, home, |number| format!("{way}{number}"), links).await?;
        for (path, _) in found.items {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
    }
    Ok(paths)
}

/// The path of an article by its address, without zeros before month and day; `None` for other pages and sites.
pub(crate) fn path_of(href: &str, site: &Url) -> Option<String> {
    article_path(&menu::below(href, site)?)
}

/// The path, if it is an article's: `artikel/2026/9/10/slug`, or `first/artikel/12` in the oldest version. Some lists
/// write zeros before month and day; the article is the same.
pub(crate) fn article_path(path: &str) -> Option<String> {
    let bare = path.strip_prefix("index.php/").unwrap_or(path);
    let parts: Vec<_> = bare.strip_prefix("first/").unwrap_or(bare).split('/').collect();
    let number =
        |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    match parts[..] {
        ["artikel", year, month, day, slug] if !slug.is_empty() => {
            Some(format!("artikel/{}/{}/{}/{slug}", number(year)?, number(month)?, number(day)?))
        }
        ["artikel", id] => number(id).map(|id| format!("first/artikel/{id}")),
        _ => None,
    }
}

fn same_day(printed: Option<Timestamp>, feed: Option<Timestamp>, zone: Zone) -> Option<Timestamp> {
    match (printed, feed) {
        (Some(printed), Some(feed)) if zone.local(printed).date() == zone.local(feed).date() => Some(feed),
        (Some(printed), _) => Some(printed),
        (None, feed) => feed,
    }
}

fn news_or_announcement(categories: &[String]) -> Form {
    if categories.iter().any(|category| category.to_lowercase().contains("pengumuman")) {
        Form::Announcement
    } else {
        Form::News
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_has_one_path() {
        for path in ["artikel/2026/09/05/a", "first/artikel/2026/9/5/a", "index.php/artikel/2026/9/5/a"] {
            assert_eq!(article_path(path).as_deref(), Some("artikel/2026/9/5/a"), "{path}");
        }
        assert_eq!(article_path("first/artikel/012").as_deref(), Some("first/artikel/12"));
        for path in ["artikel/kategori/berita", "artikel/2026/9/5/", "artikel/x/9/5/a", "galeri/1"] {
            assert_eq!(article_path(path), None, "{path}");
        }
    }
}
