//! The text of an article.

use balai_core::model::Link;
use balai_extract::css;
use balai_extract::html::{self, Document, Element};
use balai_extract::{sanitise, text};

use super::clean::{self, Weights};
use super::held;
use super::lines;
use super::main_text::{self, MainText};
use super::markup::Markup;
use super::title::Title;
use super::words::is_english;

/// The text of an article, and what it holds.
#[derive(Default)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) html: String,
    pub(super) images: Vec<String>,
    pub(super) attachments: Vec<Link>,
    /// Whether it is a list of other articles.
    pub(super) is_list: bool,
}

/// The text on a page. `stripped` is the part of it that holds the text, without what stands beside that.
///
/// Where an English page has several times as much by rs-trafilatura, that is believed: a news site's text may lie in
/// many boxes, and it knows such sites.
pub(super) fn of(page: &str, document: &Document, stripped: &str, title: &Title, markup: &Markup) -> Body {
    const TIMES: usize = 5;
    let own = Document::parse_str(stripped, document.base()).ok();
    let body = own.and_then(|own| ours(&own, title)).unwrap_or_default();
    let other = || theirs(page, document).filter(|it| letters(&it.text) > letters(&body.text) * TIMES);
    let needs_other = body.text.is_empty() || is_english(&body.text);
    let body = if needs_other { other() } else { None }.unwrap_or(body);
    match &markup.body {
        // What a script would show is often in the page's JSON-LD.
        Some(said) if letters(said) > 2 * letters(&body.text) => {
            of_text(&text::from_html(said).unwrap_or_default())
        }
        _ => body,
    }
}

/// By rs-trafilatura alone.
fn theirs(page: &str, document: &Document) -> Option<Body> {
    let MainText { text, html } = main_text::of(page, false)?;
    let html = html.and_then(|html| sanitise::html(&html, document.base()).ok());
    let of_html = html.as_deref().and_then(|html| text::from_html(html).ok()).unwrap_or_default();
    let mut body = match html {
        Some(html) if is_about(letters(&of_html), letters(&text)) => Body { html, ..Body::default() },
        _ => of_text(&text),
    };
    body.text = text;
    Some(body)
}

/// By the element that holds it.
fn ours(own: &Document, title: &Title) -> Option<Body> {
    let whole = own.first(css!("body"))?;
    let weights = Weights::of(whole);
    let element = named(own, &weights, weights.get(whole).letters).unwrap_or(whole);
    let all = text::of(element);
    let all: Vec<_> = all.lines().collect();
    let kept = lines::own(&all, title);
    let is_left_out = |part: Element<'_>| {
        html::line(part).is_some_and(|line| all.contains(&line.as_str()) && !kept.contains(&line.as_str()))
    };
    let text = kept.join("\n");
    let html = sanitise::html(&clean::standing(element, is_left_out), own.base()).ok()?;
    let of_html = text::from_html(&html).unwrap_or_default();
    let (images, attachments) = held(own, element);
    let html = if is_about(letters(&of_html), letters(&text)) { html } else { of_text(&text).html };
    Some(Body { text, html, images, attachments, is_list: is_list(element) })
}

/// The element whose name says that it holds an article's text.
fn named<'a>(own: &'a Document, weights: &Weights, total: usize) -> Option<Element<'a>> {
    let selector = css!(
        "[itemprop=articleBody], .entry-content, .post-content, .article-content, .article-body, .post-body, \
         .isi-berita, .isi_berita, .isi-artikel, .isi_artikel, .konten-berita, .berita-content, .berita-isi, \
         .detail-isi, .artikel-isi, .artikel-body, #isi-berita, #isi_berita"
    );
    let best = own.select(selector).max_by_key(|it| weights.get(*it).letters)?;
    (weights.get(best).letters * 4 >= total).then_some(best)
}

/// Whether an element shows other articles: headings that are links, or links to read on.
fn is_list(element: Element<'_>) -> bool {
    const SOME: usize = 3;
    let headings = element.select(css!(
        "h2 a[href], h3 a[href], h4 a[href], h5 a[href], h6 a[href], a[href] h3, a[href] h4, a[href] h5"
    ));
    let is_on = |link: &Element<'_>| {
        let text = html::line(*link).unwrap_or_default().to_lowercase();
        text.len() <= 40
            && ["selengkapnya", "baca lanjut", "read more", "lihat detail"].iter().any(|on| text.contains(on))
    };
    headings.take(SOME).count() == SOME
        || element.select(css!("a[href]")).filter(is_on).take(SOME).count() == SOME
}

/// A text as HTML, a paragraph a line.
fn of_text(text: &str) -> Body {
    let paragraphs = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let html = paragraphs.map(|line| format!("<p>{}</p>", line.replace('&', "&amp;").replace('<', "&lt;")));
    Body { html: html.collect::<Vec<_>>().join("\n"), text: text.to_owned(), ..Body::default() }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Whether two lengths are about the same.
fn is_about(one: usize, other: usize) -> bool {
    one * 4 <= other * 5 && other * 4 <= one * 5
}
