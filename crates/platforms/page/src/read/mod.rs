//! An article's page as an article: pure functions from HTML to data.

mod block;
mod clean;
mod lines;
mod main_text;
mod markup;
mod outline;
mod printed;
mod published;
mod site;
mod table_layout;
mod text;
mod title;
mod words;

use balai_core::model::{Article, Form, Link, Photo};
use balai_core::{Result, Zone};
use balai_extract::html::{Document, Element};
use balai_extract::{css, html, name, terms};
use jiff::Timestamp;
use url::Url;

pub(crate) use site::{is_site_name, of_site};
pub(crate) use words::fold;

/// What the page of an article says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// When it was published, as far as the page tells.
    pub published: Option<Timestamp>,
    /// When it was last changed, where the page tells that apart.
    pub updated: Option<Timestamp>,
}

/// The article on a page; `None` where the page is none: a list, a form to log in by, a page without a title or
/// without text.
///
/// `zone` is the one in which a date without a zone is read, `now` what "3 hari yang lalu" counts from.
///
/// # Errors
///
/// Malformed, where the page is nested too deep to be read.
///
/// ```
/// use balai_core::Zone;
///
/// let page = "<title>Kerja Bakti - Desa Contoh</title><h1>Kerja Bakti</h1><p>Oleh Admin, 12 Mei 2026</p>
///     <div><p>Warga Dusun Krajan membersihkan saluran air yang ada di sepanjang jalan desa.</p></div>";
/// let url = "https://contoh.desa.id/berita/kerja-bakti".parse()?;
/// let now = "2026-11-24T03:00:00Z".parse()?;
/// let found = balai_page::article(page, &url, Zone::Wib, now)?.expect("an article");
/// assert_eq!(found.article.title, "Kerja Bakti");
/// assert_eq!(found.published, Some("2026-05-11T17:00:00Z".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn article(page: &str, url: &Url, zone: Zone, now: Timestamp) -> Result<Option<Reading>> {
    let document = Document::parse_str(page, url)?;
    let markup = markup::Markup::of(&document);
    let is_marked = markup.is_article();
    let Some(title) = title::of(&document, &markup, url) else { return Ok(None) };
    let stripped = clean::strip(&document, &title);
    let lines = balai_extract::text::from_html(&stripped.whole)?;
    let body = text::of(page, &document, &stripped.text, &title, &markup);
    let words = body.text.split_whitespace().count();
    let asks_password = document.first(css!("input[type=password i]")).is_some();
    if words < FEWEST
        || asks_password && words < BESIDE_LOGIN
        || (body.is_list || stripped.is_list) && !is_marked
    {
        return Ok(None);
    }
    let lines: Vec<_> = lines.lines().collect();
    let place = printed::Place {
        title: &title,
        of_title: &stripped.of_title,
        text: stripped.holder,
        beside: &stripped.beside,
    };
    let dates = published::of(&document, &lines, &markup, &place, url, zone, now);
    let mut images: Vec<Photo> = markup.image.iter().filter(|url| !is_logo(url)).map(Photo::new).collect();
    for image in body.images {
        if !images.iter().any(|known| known.url == image) && !is_logo(&image) {
            images.push(Photo::new(image));
        }
    }
    let article = Article {
        title: title.text,
        url: url.to_string(),
        author: author(&document, &markup),
        categories: markup.sections,
        tags: markup.tags,
        summary: markup.summary.filter(|_| is_marked),
        body_html: Some(body.html).filter(|html| !html.is_empty()),
        body_text: Some(body.text),
        images,
        attachments: body.attachments,
        form: Some(Form::News),
        ..Article::default()
    };
    Ok(Some(Reading { article, published: dates.published, updated: dates.updated }))
}

/// A notice may be of three words.
const FEWEST: usize = 3;
/// A form to log in by stands beside articles too, and alone has few words.
const BESIDE_LOGIN: usize = 60;

fn is_logo(url: &str) -> bool {
    let url = url.to_lowercase();
    ["logo", "favicon", "default", "placeholder", "no-image", "noimage", "avatar", "blank."]
        .iter()
        .any(|word| url.contains(word))
}

fn author(document: &Document, markup: &markup::Markup) -> Option<String> {
    const LONGEST: usize = 60;
    let shown = || {
        let selector = css!("[itemprop=author], [rel~=author], .author, .penulis, .byline, .post-author");
        document.select(selector).filter(|it| !title::is_beside(*it)).find_map(html::line)
    };
    let text = markup.author.clone().or_else(shown)?;
    let lower = text.to_lowercase();
    let said = ["ditulis oleh", "penulis", "oleh", "by"].iter().find(|word| lower.starts_with(**word));
    let text = text.get(said.map_or(0, |word| word.len())..)?.trim_matches([':', ' ', '-']);
    let is_name = !text.is_empty() && text.len() <= LONGEST && !text.contains("://");
    is_name.then(|| name::tidy(text))
}

/// The pictures and the files of a text.
fn held(document: &Document, element: Element<'_>) -> (Vec<String>, Vec<Link>) {
    let images = element.select(css!("img")).filter_map(|image| document.src(image)).collect();
    let file = |link: Element<'_>| {
        let url = document.href(link).filter(|url| terms::media_type(url).is_some())?;
        Some(Link { url, label: html::line(link) })
    };
    (images, element.select(css!("a[href]")).filter_map(file).collect())
}

#[cfg(test)]
mod tests;
