//! Articles: news, static pages, agenda and finance texts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use balai_core::model::{Article, Form, Link, Photo};
use balai_core::{Access, ErrorKind, Found, Page, Request, Result, Site, Visit, Zone};
use balai_extract::feed::{Item, Reader};
use balai_extract::html::{self, Document, Element};
use balai_extract::{css, date, number, shortcode, sitemap, text};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::api;
use crate::listing;
use crate::menu;
use crate::recognise::Version;
use crate::surface::Surface;

pub(crate) async fn read(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    if site.api {
        match from_api(visit).await {
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

async fn from_api(visit: &mut Visit<'_>) -> Result<()> {
    // The same first page that proved the interface, so that it is not asked for again.
    let mut pages = api::Pages::new("internal_api/arsip?sort=-tgl_upload");
    while let Some(list) = pages.next::<Row>(visit).await? {
        for item in list.items {
            let row = item.attributes;
            if !api::is_enabled(row.enabled.as_deref()) {
                continue;
            }
            let published =
                row.tgl_upload.as_deref().and_then(|at| date::instant(at, visit.zone(), Timestamp::now()));
            let article = of_row(row, visit.site())?;
            visit.emit(Found::new(article, Access::Api, &list.page).published(published)).await?;
        }
    }
    visit.complete();
    Ok(())
}

fn of_row(row: Row, site: &Site) -> Result<Article> {
    let at = menu::below(&row.url_slug, &site.url).unwrap_or(row.url_slug);
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
        url: site.resolve(&unpadded(&at))?.into(),
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

async fn from_pages(site: &Surface, visit: &mut Visit<'_>) -> Result<()> {
    let feed = feed(visit).await?;
    let mut paths = sitemap_paths(visit).await?;
    let whole = !paths.is_empty();
    if !whole {
        paths = listed_paths(site, visit).await?;
    }
    // From 2508 on drafts can be seen by their address, so that only what a correct list names is read.
    if site.api || site.version.is_some_and(|version| version >= Version::WITH_API) {
        paths.retain(|path| feed.contains_key(&unpadded(path)));
    }
    for path in feed.keys().map(String::as_str).chain(site.menu.articles().map(|(path, _)| path)) {
        if !paths.iter().any(|known| unpadded(known) == path) {
            paths.push(path.to_owned());
        }
    }
    if paths.is_empty() {
        return Err(balai_core::Error::not_offered("no feed, sitemap or list of articles is there"));
    }
    for path in paths {
        let item = feed.get(&unpadded(&path));
        if keep(visit, &path).await? {
            continue;
        }
        match from_page(site, visit, &path, item).await {
            Ok(()) => {}
            Err(error) if matches!(error.kind(), ErrorKind::NotFound) => {}
            // One page that fails costs itself; the feed may hold its text.
            Err(error) if matches!(error.kind(), ErrorKind::Server | ErrorKind::Malformed) => match item {
                Some(item) => from_item(visit, &path, item).await?,
                None => visit.skip(error),
            },
            Err(error) => match item {
                // A wall before the pages may leave the feed open.
                Some(item) if error.kind() == ErrorKind::Blocked => from_item(visit, &path, item).await?,
                _ => return Err(error),
            },
        }
    }
    if whole {
        visit.complete();
    }
    Ok(())
}

/// Whether the article at `path` need not be read again: old articles are hardly ever changed, so that they are
/// read once a month.
async fn keep(visit: &mut Visit<'_>, path: &str) -> Result<bool> {
    const MONTH: SignedDuration = SignedDuration::from_hours(24 * 30);
    let Some(since) = visit.since() else { return Ok(false) };
    let key = balai_core::model::slug(&unpadded(path));
    let Some(known) = visit.known(&key).await? else { return Ok(false) };
    let old = known.published_at.is_some_and(|at| since.duration_since(at) > MONTH);
    let fresh = Timestamp::now().duration_since(known.fetched_at) < MONTH;
    if old && fresh {
        visit.keep(&key).await?;
    }
    Ok(old && fresh)
}

async fn from_page(site: &Surface, visit: &mut Visit<'_>, path: &str, item: Option<&FeedItem>) -> Result<()> {
    let page = site.get(visit, path).await?;
    let Some(Parsed { mut article, mut published }) = parse(&page, visit.zone())? else {
        return Ok(());
    };
    article.url = visit.site().resolve(&address(&page, visit, path))?.into();
    if article.form.is_none() {
        let in_menu = site.menu.articles().any(|(link, _)| link == unpadded(path));
        let page = article.categories.is_empty() && in_menu;
        article.form = Some(if page { Form::Page } else { news_or_announcement(&article.categories) });
    }
    if let Some(item) = item {
        // The feed tells the time of day where a theme prints the day only.
        published = same_day(published, item.published, visit.zone());
        if article.categories.is_empty() {
            article.categories = item.item.categories.clone();
        }
    }
    visit.emit(Found::new(article, Access::Page, &page).published(published)).await
}

async fn from_item(visit: &mut Visit<'_>, path: &str, found: &FeedItem) -> Result<()> {
    let item = &found.item;
    let body = item.content_html.as_deref().map(shortcode::strip);
    let body_text = body.as_deref().map(text::from_html).transpose()?;
    let article = Article {
        title: item.title.clone().unwrap_or_default(),
        url: visit.site().resolve(&unpadded(path))?.into(),
        author: item.author.clone(),
        categories: item.categories.clone(),
        summary: item.summary_html.as_deref().map(text::from_html).transpose()?,
        form: Some(news_or_announcement(&item.categories)),
        body_html: body,
        body_text,
        ..Article::default()
    };
    let page = &found.page;
    let source = Found::streamed(article, Access::Feed, &page.url, page.fetched_at, page.tls);
    visit.emit(source.published(found.published)).await
}

struct FeedItem {
    item: Item,
    published: Option<Timestamp>,
    page: Arc<Page>,
}

/// The newest articles as the feed has them, by their paths. In some versions it breaks off, with status 500; the
/// whole items before are good.
async fn feed(visit: &mut Visit<'_>) -> Result<BTreeMap<String, FeedItem>> {
    const LARGEST: u64 = 128 << 20;
    let mut items = BTreeMap::new();
    let request = Request::new(visit.site().resolve("feed")?).limit(LARGEST);
    let mut response = match visit.open(request).await {
        Ok(response) => response,
        Err(error) if error.kind() == ErrorKind::Refused => return Err(error),
        Err(error) => {
            visit.note(format!("the feed cannot be read: {error}"));
            return Ok(items);
        }
    };
    let page = Arc::new(Page {
        url: response.url.clone(),
        status: response.status,
        headers: response.headers.clone(),
        fetched_at: response.fetched_at,
        tls: response.tls,
        body: Default::default(),
    });
    let mut reader = Reader::new(page.url.clone(), &page.content_type());
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
            return Ok(items);
        }
        while let Some(item) = reader.next_item() {
            let Some(path) = item.url.as_ref().and_then(|url| menu::below(url.as_str(), &visit.site().url))
            else {
                continue;
            };
            // The clock is the site's, whatever offset the feed prints.
            let wall = item.published.as_deref().and_then(date::wall_clock);
            let published = wall.and_then(|wall| visit.zone().instant(wall));
            items.insert(unpadded(&path), FeedItem { item, published, page: page.clone() });
        }
    }
    Ok(items)
}

async fn sitemap_paths(visit: &mut Visit<'_>) -> Result<Vec<String>> {
    let page = match visit.get("sitemap.xml").await {
        Ok(page) => page,
        Err(error) if error.kind() == ErrorKind::Refused => return Err(error),
        Err(_) => return Ok(Vec::new()),
    };
    let base = &visit.site().url;
    let locations = sitemap::entries(&page.body).into_iter().map(|entry| entry.location);
    Ok(locations.filter_map(|location| article_path(&menu::below(&location, base)?)).collect())
}

/// The articles that the lists of the home page link to: for versions without a sitemap.
async fn listed_paths(site: &Surface, visit: &mut Visit<'_>) -> Result<Vec<String>> {
    let home = site.first_of(visit, &["", "first"]).await?;
    let base = visit.site().url.clone();
    let old = site.is_before(Version::WITH_ROUTES);
    let page_path = |number| if old { format!("first/index/{number}") } else { format!("index/{number}") };
    let found = listing::read(site, visit, home, page_path, |page| {
        let document = Document::parse(page)?;
        let links = document.select(css!("a[href]")).filter_map(|link| document.href(link));
        Ok(links.filter_map(|href| article_path(&menu::below(&href, &base)?)).collect())
    })
    .await?;
    Ok(found.into_iter().map(|(path, _)| path).collect())
}

/// The path, if it is an article's: `artikel/2026/9/10/slug`, or `first/artikel/12` in the oldest version.
pub(crate) fn article_path(path: &str) -> Option<String> {
    let bare = path.strip_prefix("index.php/").unwrap_or(path);
    let parts: Vec<_> = bare.strip_prefix("first/").unwrap_or(bare).split('/').collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts[..] {
        ["artikel", year, month, day, slug]
            if [year, month, day].into_iter().all(digits) && !slug.is_empty() =>
        {
            Some(format!("artikel/{year}/{month}/{day}/{slug}"))
        }
        ["artikel", id] if digits(id) => Some(format!("first/artikel/{id}")),
        _ => None,
    }
}

/// A path whose month and day have no zero before them: some lists write one, and the article is the same.
pub(crate) fn unpadded(path: &str) -> String {
    let bare = path.strip_prefix("index.php/").unwrap_or(path);
    let parts = bare.split('/').map(|part| {
        let short = part.trim_start_matches('0');
        if part.len() == 2 && !short.is_empty() && short.bytes().all(|byte| byte.is_ascii_digit()) {
            short
        } else {
            part
        }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Where people read it: as the page was found, so that its link works, but for the zeros.
fn address(page: &Page, visit: &Visit<'_>, path: &str) -> String {
    let front =
        menu::below(page.url.as_str(), &visit.site().url).is_some_and(|at| at.starts_with("index.php/"));
    if front { format!("index.php/{}", unpadded(path)) } else { unpadded(path) }
}

// The page.

/// An article as its page shows it; its address is the page's own.
#[derive(Debug)]
pub struct Parsed {
    /// The article. Its form is left open where the page does not tell.
    pub article: Article,
    /// When it was published, with the time of day where the page prints it.
    pub published: Option<Timestamp>,
}

/// Reads an article's page, by any of the bundled themes.
///
/// `None` for the not-found page, which most versions answer with status 200.
///
/// # Errors
///
/// Malformed, where there is no title, or no text that can be told from the rest of the page.
pub fn parse(page: &Page, zone: Zone) -> Result<Option<Parsed>> {
    let mut document = Document::parse(page)?;
    if document.first(css!("#artikel-blank")).is_some() {
        return Ok(None);
    }
    let not_found =
        |heading: Element<'_>| html::line(heading).is_some_and(|text| text.contains("TIDAK DITEMUKAN"));
    if document.select(css!("main > h2")).any(not_found) {
        return Ok(None);
    }
    let is_agenda = document.first(css!(".info-box-content, .detail_agenda")).is_some();
    let is_report = document.first(css!(".blueTable")).is_some();
    let parts = css!(
        ".teks > *, .teks > p > *, .title_text > *, .title_text > p > *, .content > *, .content > p > *"
    );
    document.remove(parts, |part| is_expansion(part) || (is_report && is_its_heading(part)));

    let title = document
        .text(css!(
            ".single_page_area h4.catg_titile, .artikel h2.judul, main article h1, article h1, h1.title"
        ))
        .or_else(|| document.attr(css!("meta[property='og:title']"), "content"))
        .ok_or_else(|| balai_core::Error::malformed("the article's page has no title").at(&page.url))?;
    let body = document
        .first(css!(
            ".single_page_content > .teks, .single_page_content > .title_text, .artikel > .teks, main > .content, \
             article .content, .artikel-content, .isi-artikel"
        ))
        .ok_or_else(|| balai_core::Error::malformed("the article's text cannot be found on its page").at(&page.url))?;
    let meta = document
        .first(css!(".single_page_area .meta_date, .artikel h3.kecil, main article > span, article .meta"));

    let main_image = document.select(css!(
        ".sampul a[href], .sampul2 a[href], main > .content > a.h-auto[href], main > a.block[href]"
    ));
    let images =
        main_image.filter_map(|link| document.href(link)).filter(|url| url.contains("/desa/upload/"));
    let mut images: Vec<_> = images.map(Photo::new).collect();
    for image in body.select(css!("img")).filter_map(|image| document.src(image)) {
        if !images.iter().any(|known| known.url == image) {
            images.push(Photo::new(image));
        }
    }
    let attached =
        document.select(css!("a[href*='unduh_dokumen_artikel'], .artikel a[href*='/desa/upload/dokumen/']"));
    let attachments = attached
        .filter_map(|link| Some(Link { url: document.href(link)?, label: html::line(link) }))
        .collect();
    let category = document.select(css!(
        ".meta_date a[href*='kategori'], h3.kecil a[href*='kategori'], .breadcrumb a[href*='kategori']"
    ));
    let categories: Vec<_> = category.filter_map(html::line).collect();

    let printed = meta.and_then(|meta| date::printed(&html::line(meta)?));
    let published = printed.and_then(|printed| printed.instant(zone)).or_else(|| of_address(page, zone));
    let (body_html, body_text) = body_of(body)?;
    let article = Article {
        title,
        url: page.url.to_string(),
        author: meta.and_then(author),
        categories,
        body_html: Some(body_html),
        body_text: Some(body_text),
        images,
        attachments,
        views: meta.and_then(views),
        form: if is_agenda {
            Some(Form::Event)
        } else if is_report {
            Some(Form::Report)
        } else {
            None
        },
        ..Article::default()
    };
    Ok(Some(Parsed { article, published }))
}

/// The text of the article alone: esensi puts the main picture in it, and versions to 22.11 what their filter makes
/// of frames and scripts.
fn body_of(body: Element<'_>) -> Result<(String, String)> {
    let mut markup = body.inner_html();
    let picture = body.select(css!("a.h-auto[data-fancybox] figure")).next();
    if let Some(picture) = picture.and_then(|figure| Element::wrap(figure.parent()?)) {
        markup = markup.replacen(&picture.html(), "", 1);
    }
    let markup = shortcode::strip(without_filtered(&markup).trim());
    let text = text::from_html(&markup)?;
    Ok((markup, text))
}

/// HTML without what the platform's filter leaves: `[removed]alert(1)[removed]` for a script, and the tag of a frame
/// as text.
fn without_filtered(markup: &str) -> Cow<'_, str> {
    const REMOVED: &str = "[removed]";
    const FRAME: (&str, &str) = ("&lt;iframe", "&lt;/iframe&gt;");
    if !markup.contains(REMOVED) && !markup.contains(FRAME.0) {
        return Cow::Borrowed(markup);
    }
    let mut clean = markup.to_owned();
    for (open, close) in [(REMOVED, REMOVED), FRAME] {
        while let Some(start) = clean.find(open) {
            let inner = start + open.len();
            let end = clean[inner..].find(close).map_or(inner, |at| inner + at + close.len());
            clean.replace_range(start..end, "");
        }
    }
    Cow::Owned(clean)
}

/// Whether an element stands where a shortcode stood (`[[lap-RP-APBD…]]`, `[[sotk…]]`): charts and tables that
/// other kinds hold, and that the JSON interface leaves as shortcodes.
fn is_expansion(element: Element<'_>) -> bool {
    element.select(css!(".blueTable, .progress-group, .highcharts-figure")).next().is_some()
        || element.value().classes().any(|class| class == "blueTable" || class == "highcharts-figure")
}

/// Whether an element is the heading of a budget's table: in a small table of its own, or bare.
fn is_its_heading(element: Element<'_>) -> bool {
    const LONGEST: usize = 250;
    matches!(element.value().name(), "table" | "h4" | "div")
        && html::line(element).is_some_and(|text| text.len() < LONGEST && text.contains("TAHUN ANGGARAN"))
}

/// The author stands behind a figure of a person, or first.
fn author(meta: Element<'_>) -> Option<String> {
    let person = meta.select(css!("i.fa-user")).next();
    let text = match person {
        Some(icon) => {
            icon.next_sibling().and_then(|node| node.value().as_text().map(|text| text.to_string()))
        }
        None => meta.select(css!("span > span, span")).next().and_then(html::line),
    }?;
    let name = text.trim().trim_matches('|').trim().to_owned();
    (!name.is_empty() && name.len() < 100 && date::printed(&name).is_none()).then_some(name)
}

/// "80 Kali Dibaca", "Dibaca 12 Kali", "1.501 Kali".
fn views(meta: Element<'_>) -> Option<u64> {
    let line = html::line(meta)?;
    let before = line[..line.find("Kali")?].trim_end();
    number::integer(before.rsplit(char::is_whitespace).next()?)
}

/// The day that the address names.
fn of_address(page: &Page, zone: Zone) -> Option<Timestamp> {
    let mut parts = page.url.path_segments()?.skip_while(|part| *part != "artikel").skip(1);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    date::printed(&format!("{year}-{month}-{day}"))?.instant(zone)
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
