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
use super::table_layout;
use super::title::Title;
use super::words::is_indonesian;

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

/// The text on a page. `stripped` is the part of it that holds the article, without what stands beside that.
///
/// What stands beside is known by Indonesian words; a page in another language is rs-trafilatura's alone.
pub(super) fn of(page: &str, document: &Document, stripped: &str, title: &Title, markup: &Markup) -> Body {
    let own = Document::parse_str(stripped, document.base()).ok();
    let own = own.filter(|own| is_indonesian(&text::of(own.root())));
    let body = own.and_then(|own| ours(&own, title)).or_else(|| theirs(page, document));
    let body = body.unwrap_or_default();
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
    let named = || named(own, &weights, weights.get(whole).letters);
    let element = match named().or_else(|| table_layout::main_cell(own, &weights)) {
        Some(element) => element,
        None => {
            let most = narrow(whole, &weights);
            let inner = clean::standing(most, |_| false);
            let found = main_text::of(&format!("<html><body>{inner}</body></html>"), true)?.text;
            let element = holder(most, &found);
            if !is_about(weights.get(element).letters, letters(&found)) {
                let all: Vec<_> = found.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
                let kept = lines::own(&all, title).join("\n");
                return Some(Body { is_list: is_list(most), ..of_text(&kept) });
            }
            element
        }
    };
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

/// The smallest element that holds most of a part's text, in several paragraphs.
fn narrow<'a>(whole: Element<'a>, weights: &Weights) -> Element<'a> {
    const SOME: usize = 30;
    let is_part = |element: &Element<'_>| {
        let name = element.value().name();
        matches!(name, "div" | "section" | "article" | "main" | "center" | "table" | "tbody" | "tr" | "td")
            && element.select(css!("p, div, li, br + br")).take(2).count() == 2
            && !(name == "table" && table_layout::is_data(*element))
    };
    let measure = weights.measure(whole);
    // A page builder's text is in several boxes of one sort.
    let sort = |element: Element<'_>| {
        let class = element.attr("class").unwrap_or_default();
        class.chars().filter(|c| !c.is_ascii_digit()).collect::<String>()
    };
    let is_alone = |element: &Element<'_>| {
        let siblings = element.prev_siblings().chain(element.next_siblings()).filter_map(Element::wrap);
        let mut same =
            siblings.filter(|it| it.value().name() == element.value().name() && sort(*it) == sort(*element));
        same.all(|it| measure(it) < SOME)
    };
    let mut most = whole;
    while let Some(inner) =
        most.child_elements().find(|it| is_part(it) && measure(*it) * 5 >= measure(most) * 3)
    {
        if !is_alone(&inner) {
            break;
        }
        most = inner;
    }
    most
}

/// The smallest element that holds a text, by its beginning and its end.
fn holder<'a>(whole: Element<'a>, text: &str) -> Element<'a> {
    const PART: usize = 40;
    let text: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let begin: String = text.iter().take(PART).collect();
    let end: String = text.iter().skip(text.len().saturating_sub(PART)).collect();
    let holds = |element: &Element<'_>| {
        let text: String = element.text().flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect();
        text.contains(&begin) && text.contains(&end)
    };
    let mut element = whole;
    while let Some(inner) = element.child_elements().find(holds) {
        element = inner;
    }
    element
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
