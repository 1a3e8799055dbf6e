//! Articles: news, static pages, agenda and finance texts.

use std::borrow::Cow;
use std::sync::Arc;

use balai_core::model::{Article, Budget, Event, Form, Link, Photo};
use balai_core::{Access, Error, ErrorKind, Found, Origin, Page, Result, Site, Visit, Zone};
use balai_extract::html::{self, Document, Element};
use balai_extract::{css, date, number, shortcode, sitemap, text};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use url::Url;

use crate::feed::{Feed, FeedItem};
use crate::published::Published;
use crate::recognise::Version;
use crate::surface::Surface;
use crate::{api, budget, event, listing, menu};

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
    let Some(Parsed { mut article, mut published }) = parse(&page, visit.zone())? else {
        return Ok(());
    };
    // A link by number leads to the article's own address; that is what it is known by.
    let path = path_of(page.url.as_str(), &visit.site().url).unwrap_or_else(|| path.to_owned());
    article.url = site.url(visit, &path)?.into();
    met.events.extend(
        event::on_article(&page, &article, visit.zone())?.map(|event| (path.clone(), event, (&page).into())),
    );
    met.budgets.extend(budget::parse(&page)?.into_iter().map(|budget| (budget, (&page).into())));
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
    if listing::is_not_found(page) {
        return Ok(None);
    }
    let document = Document::parse(page)?;
    let (area, body) = area(&document)
        .ok_or_else(|| Error::malformed("the article's text cannot be found on its page").at(&page.url))?;
    let shows = |selector| area.select(selector).next().is_some();
    let is_agenda = shows(css!(".info-box-content, .detail_agenda"));
    let is_report = shows(css!(".blueTable"));
    let expansions = expansions(body, is_report);

    let heading =
        css!(".single_page_area h4.catg_titile, .artikel h2.judul, main article h1, article h1, h1.title");
    let title = area
        .select(heading)
        .next()
        .map_or_else(|| document.text(heading), html::line)
        .or_else(|| document.attr(css!("meta[property='og:title']"), "content"))
        .ok_or_else(|| Error::malformed("the article's page has no title").at(&page.url))?;
    let meta = area
        .select(css!(".single_page_area .meta_date, .artikel h3.kecil, main article > span, article .meta"))
        .next();

    let main_image = area.select(css!(
        ".sampul a[href], .sampul2 a[href], main > .content > a.h-auto[href], main > a.block[href]"
    ));
    let images =
        main_image.filter_map(|link| document.href(link)).filter(|url| url.contains("/desa/upload/"));
    let mut images: Vec<_> = images.map(Photo::new).collect();
    let in_text = body.select(css!("img")).filter(|image| {
        let mut around = image.ancestors();
        !around.any(|node| expansions.iter().any(|expansion| expansion.id() == node.id()))
    });
    for image in in_text.filter_map(|image| document.src(image)) {
        if !images.iter().any(|known| known.url == image) {
            images.push(Photo::new(image));
        }
    }
    let attached =
        area.select(css!("a[href*='unduh_dokumen_artikel'], .artikel a[href*='/desa/upload/dokumen/']"));
    let attachments = attached
        .filter_map(|link| Some(Link { url: document.href(link)?, label: html::line(link) }))
        .collect();
    let category = area.select(css!(
        ".meta_date a[href*='kategori'], h3.kecil a[href*='kategori'], .breadcrumb a[href*='kategori']"
    ));
    let categories: Vec<_> = category.filter_map(html::line).collect();

    let printed = meta.and_then(|meta| date::printed(&words(meta)));
    let published = printed.and_then(|printed| printed.instant(zone)).or_else(|| of_address(page, zone));
    let (body_html, body_text) = body_of(body, &expansions)?;
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

/// The part of the page that is the article's, without menus and what stands beside it, and the article's text in
/// it. Looking for all else in there is what makes reading fast: it is a small part of the page.
fn area(document: &Document) -> Option<(Element<'_>, Element<'_>)> {
    let areas = document.select(css!(".single_page_area, .artikel, main, article"));
    areas.chain([document.root()]).find_map(|area| Some((area, text_in(area)?)))
}

fn text_in(area: Element<'_>) -> Option<Element<'_>> {
    let text = css!(
        ".single_page_content > .teks, .single_page_content > .title_text, .artikel .teks, main > .content, \
         article .content, .artikel-content, .isi-artikel"
    );
    area.select(text).next()
}

/// The text of the article alone: esensi puts the main picture in it, and versions to 22.11 what their filter makes
/// of frames and scripts.
fn body_of(body: Element<'_>, expansions: &[Element<'_>]) -> Result<(String, String)> {
    let mut markup = body.inner_html();
    for expansion in expansions {
        markup = markup.replacen(&expansion.html(), "", 1);
    }
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
    const MARKS: [(&str, &str); 2] = [("[removed]", "[removed]"), ("&lt;iframe", "&lt;/iframe&gt;")];
    // What stands between two marks is a script's or a tag's, and short; a mark alone goes alone.
    const LONGEST: usize = 2_000;
    if !MARKS.iter().any(|(open, _)| markup.contains(open)) {
        return Cow::Borrowed(markup);
    }
    let (mut clean, mut rest) = (String::with_capacity(markup.len()), markup);
    while let Some((at, (open, close))) =
        MARKS.iter().filter_map(|mark| Some((rest.find(mark.0)?, *mark))).min_by_key(|(at, _)| *at)
    {
        clean.push_str(&rest[..at]);
        rest = &rest[at + open.len()..];
        if let Some(end) = rest.find(close).filter(|end| *end <= LONGEST) {
            rest = &rest[end + close.len()..];
        }
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

/// The elements that stand where shortcodes stood (`[[lap-RP-APBD…]]`, `[[sotk…]]`): charts and tables that other
/// kinds hold, and that the JSON interface leaves as shortcodes.
fn expansions(body: Element<'_>, is_report: bool) -> Vec<Element<'_>> {
    let unwanted = |part| is_expansion(part) || (is_report && is_its_heading(part));
    let mut found = Vec::new();
    for block in body.child_elements() {
        if unwanted(block) {
            found.push(block);
        } else if block.value().name() == "p" {
            // The editor wraps a shortcode in a paragraph.
            found.extend(block.child_elements().filter(|part| unwanted(*part)));
        }
    }
    found
}

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

/// The words of the line below the title; its parts may touch in the markup.
fn words(meta: Element<'_>) -> String {
    meta.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

/// "80 Kali Dibaca", "Dibaca 12 Kali", "1.501 Kali".
fn views(meta: Element<'_>) -> Option<u64> {
    let line = words(meta);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &'static str) -> Parsed {
        parse(&crate::page(html), Zone::Wib).expect("a page").expect("an article")
    }

    fn at(parsed: &Parsed) -> String {
        parsed.published.expect("a time").to_string()
    }

    #[test]
    fn natra_tells_all_of_an_article() {
        let parsed = read(include_str!("../fixtures/article-natra.html"));
        assert_eq!(at(&parsed), "2025-03-05T00:55:27Z");
        let article = parsed.article;
        assert_eq!(article.title, "Panen Kopi & Cengkih");
        assert_eq!(article.author.as_deref(), Some("Sekretariat"));
        assert_eq!(article.categories, ["Potensi Desa"]);
        assert_eq!(article.views, Some(1501));
        assert_eq!(article.body_text.as_deref(), Some("Warga memanen kopi.\nHasil: 12 kuintal ."));
        let images: Vec<_> = article.images.iter().map(|image| image.url.as_str()).collect();
        assert_eq!(
            images,
            [
                "https://contoh.example/desa/upload/artikel/sedang_kopi.jpg",
                "https://contoh.example/desa/upload/media/kebun.jpg"
            ]
        );
        assert_eq!(article.attachments[0].label.as_deref(), Some("Laporan panen"));
    }

    #[test]
    fn esensi_puts_the_picture_and_filtered_scripts_into_the_text() {
        let parsed = read(include_str!("../fixtures/article-esensi.html"));
        assert_eq!(at(&parsed), "2024-08-16T17:00:00Z");
        let article = parsed.article;
        assert_eq!((article.title.as_str(), article.views), ("Kerja Bakti Saluran Air", Some(12)));
        assert_eq!(article.author.as_deref(), Some("Admin Desa"));
        assert_eq!(article.categories, ["Berita"]);
        assert_eq!(article.body_text.as_deref(), Some("Saluran dibersihkan bersama.\nSelesai sore hari."));
        assert_eq!(article.images.len(), 1);
        assert!(!article.body_html.expect("HTML").contains("figure"));
    }

    #[test]
    fn the_older_themes_tell_author_and_time_in_a_line() {
        let parsed = read(include_str!("../fixtures/article-klasik.html"));
        assert_eq!(at(&parsed), "2021-11-01T23:30:00Z");
        assert_eq!(parsed.article.author.as_deref(), Some("Juru Tulis"));
        assert_eq!(parsed.article.form, Some(Form::Event));
        assert_eq!(parsed.article.body_text.as_deref(), Some("Mengundang warga dusun."));
    }

    #[test]
    fn what_shortcodes_became_is_no_text() {
        let article = read(include_str!("../fixtures/article-finance.html")).article;
        assert_eq!(article.form, Some(Form::Report));
        assert_eq!(article.body_text.as_deref(), Some("Berikut realisasinya."));
    }

    #[test]
    fn a_not_found_page_is_no_article_and_rubbish_is_malformed() {
        let page =
            crate::page("<div class=artikel id=\"artikel-blank\"><h3>Maaf, data tidak ditemukan</h3></div>");
        assert!(parse(&page, Zone::Wib).expect("a page").is_none());
        let error = parse(&crate::page("<p>Dalam Perbaikan"), Zone::Wib).expect_err("rubbish");
        assert_eq!(error.kind(), ErrorKind::Malformed);
    }

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

    #[test]
    fn a_filters_mark_alone_takes_nothing_with_it() {
        assert_eq!(without_filtered("a[removed]b"), "ab");
        assert_eq!(without_filtered("a[removed]x()[removed]b"), "ab");
        let far = format!("a[removed]{}[removed]b", "teks ".repeat(1_000));
        assert!(without_filtered(&far).contains("teks teks"));
    }
}
