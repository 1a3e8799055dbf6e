//! An article's own page, as the bundled themes lay it out.

use std::borrow::Cow;

use balai_core::model::{Article, Budget, Event, Form, Link, Photo};
use balai_core::{Error, Page, Result, Zone};
use balai_extract::body::Body;
use balai_extract::html::{self, Document, Element};
use balai_extract::{css, date, number, shortcode};
use jiff::Timestamp;

use crate::{budget, event, listing};

/// An article as its page shows it; its address is the page's own.
#[derive(Debug)]
pub struct Parsed {
    /// The article. Its form is left open where the page does not tell.
    pub article: Article,
    /// When it was published, with the time of day where the page prints it.
    pub published: Option<Timestamp>,
    /// What an agenda article announces.
    pub(crate) event: Option<Event>,
    /// The budgets in the tables of a finance article.
    pub(crate) budgets: Result<Vec<Budget>>,
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
    let body = body_of(&document, body, &expansions)?;
    for image in body.images {
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
    let article = Article {
        title,
        url: page.url.to_string(),
        author: meta.and_then(author),
        categories,
        body_html: Some(body.html),
        body_text: Some(body.text),
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
    let event = if is_agenda { event::on_article(&document, &article, zone) } else { None };
    let budgets = if is_report { budget::on_article(&document, page) } else { Ok(Vec::new()) };
    Ok(Some(Parsed { article, published, event, budgets }))
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
fn body_of(document: &Document, body: Element<'_>, expansions: &[Element<'_>]) -> Result<Body> {
    let picture = body.select(css!("a.h-auto[data-fancybox] figure")).next();
    let picture = picture.and_then(|figure| figure.parent()).map(|link| link.id());
    let is_out = |part: Element<'_>| {
        Some(part.id()) == picture || expansions.iter().any(|expansion| expansion.id() == part.id())
    };
    // What is to be taken out may be spread over tags: then before it is parsed.
    if body.text().any(|text| text.contains('[') || text.contains("<iframe")) {
        let markup = html::inner(body, is_out);
        return Body::parse(&shortcode::strip(without_filtered(&markup).trim()), document.base());
    }
    Ok(Body::of(document, body, is_out))
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

#[cfg(test)]
mod tests {
    use balai_core::ErrorKind;

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
    fn a_filters_mark_alone_takes_nothing_with_it() {
        assert_eq!(without_filtered("a[removed]b"), "ab");
        assert_eq!(without_filtered("a[removed]x()[removed]b"), "ab");
        let far = format!("a[removed]{}[removed]b", "teks ".repeat(1_000));
        assert!(without_filtered(&far).contains("teks teks"));
    }
}
