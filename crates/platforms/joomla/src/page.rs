//! An article's page, of every age.

use balai_core::model::{Article, Photo};
use balai_core::{Error, Page, Result, Zone};
use balai_extract::body::Body;
use balai_extract::html::{self, Document, Element, Selector};
use balai_extract::{css, date, number};
use jiff::Timestamp;
use url::Url;

use crate::{address, plugin};

/// An article as its page shows it; its address is left to who asked for the page.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The article; without a title where the page shows none.
    pub article: Article,
    /// When it was published, or where that is not shown, written.
    pub published: Option<Timestamp>,
    /// When it was last changed, where that is shown and later.
    pub updated: Option<Timestamp>,
    /// Where the whole text is, if it is broken into pages and this is one of them.
    pub all_pages: Option<Url>,
}

/// Reads an article's page.
///
/// `None` where the text is for registered users, and visitors are shown its beginning.
///
/// # Errors
///
/// Malformed, where there is no article, or its text is nested too deep.
pub fn parse(page: &Page, zone: Zone) -> Result<Option<Parsed>> {
    let document = Document::parse(page)?;
    let shown = match document.first(css!(".com-content-article, .item-page, [itemtype$='/Article']")) {
        Some(root) => match Shown::marked(root) {
            Some(shown) => shown,
            None => return Ok(None),
        },
        None => Shown::in_tables(&document)
            .ok_or_else(|| Error::malformed("the page shows no article").at(&page.url))?,
    };
    let Shown { root, title, text } = shown;
    let about = About::of(root, &text);
    let instant = |attributes, texts| instant(&about, attributes, texts, zone, page.fetched_at);
    let published = instant(
        css!(
            ".published time[datetime], [itemprop='datePublished'][datetime], [itemprop='datePublished'][content]"
        ),
        css!(".published"),
    );
    let published =
        published.or_else(|| instant(css!(".create time[datetime]"), css!(".create, .createdate")));
    let updated = instant(
        css!(
            ".modified time[datetime], [itemprop='dateModified'][datetime], [itemprop='dateModified'][content]"
        ),
        css!(".modified, .modifydate"),
    );
    let body = text.read(&document).map_err(|error| error.at(&page.url))?;
    let mut images: Vec<Photo> = Vec::new();
    let main = about.select(css!(".item-image img, [class^='img-fulltext'] img"));
    for image in main.filter_map(|image| document.src(image)).chain(body.images) {
        if !images.iter().any(|known| known.url == image) {
            images.push(Photo::new(image));
        }
    }
    let all_pages = document
        .link(css!(".article-index a[href*='showall=1'], #article-index a[href*='showall=1'], .toclink[href*='showall=1']"))
        .and_then(|link| address::parse(&link).ok())
        .filter(|_| !page.url.query().unwrap_or_default().contains("showall=1"));
    let article = Article {
        title: title.unwrap_or_default(),
        author: author(&about),
        categories: category(&about).into_iter().collect(),
        tags: about.select(css!(".tags a")).filter_map(html::line).collect(),
        body_html: Some(body.html),
        body_text: Some(body.text),
        images,
        attachments: body.files,
        views: views(&about),
        ..Article::default()
    };
    Ok(Some(Parsed { article, published, updated: updated.filter(|at| Some(*at) > published), all_pages }))
}

/// The parts of a page that are the article's.
struct Shown<'a> {
    root: Element<'a>,
    title: Option<String>,
    text: Text<'a>,
}

/// What stands about an article's text: few elements, whereas looking through the text for each of them takes time.
struct About<'a>(Vec<Element<'a>>);

impl<'a> About<'a> {
    fn of(root: Element<'a>, text: &Text<'a>) -> Self {
        let text = match text {
            Text::Held(text) => Some(text.id()),
            Text::Left(_) => None,
        };
        let (mut about, mut left) = (Vec::new(), vec![root]);
        while let Some(element) = left.pop() {
            if Some(element.id()) != text {
                about.push(element);
                let inner: Vec<_> = element.child_elements().collect();
                left.extend(inner.into_iter().rev());
            }
        }
        Self(about)
    }

    fn select(&self, selector: &Selector) -> impl Iterator<Item = Element<'a>> {
        self.0.iter().copied().filter(|element| selector.matches(element))
    }
}

/// Where an article's text is.
enum Text<'a> {
    /// In a place of its own.
    Held(Element<'a>),
    /// Among what else is told of the article: what the rest leaves, as HTML.
    Left(String),
}

impl Text<'_> {
    fn read(self, document: &Document) -> Result<Body> {
        match self {
            // Tags of plugins may hold others of HTML, and are taken out before it is parsed.
            Self::Held(body) if body.text().any(|text| text.contains('{')) => {
                Body::parse(&plugin::strip(&html::inner(body, leads_through)), document.base())
            }
            Self::Held(body) => Ok(Body::of(document, body, leads_through)),
            Self::Left(html) => {
                let own = Document::parse_str(&plugin::strip(&html), document.base())?;
                Ok(Body::of(&own, own.first(css!("body")).unwrap_or(own.root()), leads_through))
            }
        }
    }
}

/// Whether a part of a text leads through its pages.
fn leads_through(part: Element<'_>) -> bool {
    const AIDS: [&str; 6] =
        ["pagenavcounter", "pager", "pagination", "pagenav", "article-index", "fields-container"];
    AIDS.iter().any(|class| has_class(part, class)) || part.attr("id") == Some("article-index")
}

impl<'a> Shown<'a> {
    /// From 1.6 on. `None` where the text is not there, since it is for registered users.
    fn marked(root: Element<'a>) -> Option<Self> {
        let body = root.select(css!("[itemprop='articleBody'], .com-content-article__body")).next();
        let heading = root.select(css!("[itemprop='headline']")).next().and_then(html::line);
        match body {
            Some(body) => {
                // The first heading may be the menu's; the article's own is the last before its text.
                let is_in_text =
                    |heading: &Element<'_>| heading.ancestors().any(|node| node.id() == body.id());
                let headings =
                    root.select(css!(".page-header h1, .page-header h2")).filter(|it| !is_in_text(it));
                let title = heading.or_else(|| headings.last().and_then(html::line));
                Some(Self { root, title, text: Text::Held(body) })
            }
            // From 3 on a text has a place of its own. Where that is missing, it is not shown.
            None if root.attr("itemtype").is_some() || has_class(root, "com-content-article") => None,
            None if root.select(css!(".readmore")).next().is_some() => None,
            None => {
                let title = |name| child(root, name).and_then(html::line);
                Some(Self {
                    root,
                    title: heading.or_else(|| title("h2")).or_else(|| title("h1")),
                    text: Text::Left(rest(root)),
                })
            }
        }
    }

    /// In 1.5: a table for the title, and one for the text with what is told of it in rows above and below.
    fn in_tables(document: &'a Document) -> Option<Self> {
        let table = document.select(css!("table.contentpaneopen")).last()?;
        let cells = table
            .child_elements()
            .flat_map(|body| body.child_elements())
            .flat_map(|row| row.child_elements());
        let is_about = |cell: &Element<'_>| {
            ["contentheading", "buttonheading", "createdate", "modifydate"]
                .iter()
                .any(|class| has_class(*cell, class))
                || child(*cell, "span").is_some_and(|span| has_class(span, "small"))
        };
        let text = cells.filter(|cell| !is_about(cell)).last()?;
        Some(Self {
            root: document.root(),
            title: document.text(css!(".contentheading")),
            text: Text::Held(text),
        })
    }
}

/// To 2.5 the text has no place of its own: it is what the rest leaves.
fn rest(root: Element<'_>) -> String {
    const ABOUT: [&str; 9] = [
        "actions",
        "article-info",
        "page-header",
        "pagenav",
        "pagination",
        "pager",
        "pagenavcounter",
        "tags",
        "content-links",
    ];
    let is_about = |part: Element<'_>| {
        matches!(part.value().name(), "script" | "style" | "meta" | "link")
            || part.attr("id") == Some("article-index")
            || ABOUT.iter().any(|class| has_class(part, class))
            || part.value().classes().any(|class| class.starts_with("img-fulltext"))
    };
    let (mut text, mut has_begun) = (String::new(), false);
    for node in root.children() {
        if let Some(part) = Element::wrap(node) {
            let is_heading = matches!(part.value().name(), "h1" | "h2") && !has_begun;
            if !is_heading && !is_about(part) {
                text.push_str(&part.html());
                has_begun |= html::line(part).is_some();
            }
        } else if let Some(words) = node.value().as_text() {
            text.push_str(&words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
            has_begun |= !words.trim().is_empty();
        }
    }
    text
}

fn has_class(element: Element<'_>, name: &str) -> bool {
    element.value().classes().any(|class| class == name)
}

fn child<'a>(element: Element<'a>, name: &str) -> Option<Element<'a>> {
    element.child_elements().find(|child| child.value().name() == name)
}

/// The instant that an attribute tells, else the one that a text prints.
fn instant(
    about: &About<'_>,
    attributes: &Selector,
    texts: &Selector,
    zone: Zone,
    now: Timestamp,
) -> Option<Timestamp> {
    let told = about.select(attributes).find_map(|it| it.attr("datetime").or_else(|| it.attr("content")));
    let told = told.and_then(|told| date::instant(told, zone, now));
    told.or_else(|| {
        about.select(texts).filter_map(html::line).find_map(|text| date::printed(&text)?.instant(zone))
    })
}

fn author(about: &About<'_>) -> Option<String> {
    let name = about.select(css!(".createdby [itemprop='name']")).next().and_then(html::line);
    let line = || about.select(css!(".createdby, span.small")).next().and_then(html::line);
    name.or_else(|| Some(behind_label(&line()?).to_owned())).filter(|name| !name.is_empty())
}

fn category(about: &About<'_>) -> Option<String> {
    let link =
        about.select(css!(".category-name a, .category-name [itemprop='genre']")).next().and_then(html::line);
    let line = || about.select(css!(".category-name")).next().and_then(html::line);
    link.or_else(|| Some(behind_label(&line()?).to_owned())).filter(|name| !name.is_empty())
}

/// What stands behind `Ditulis oleh` or `Kategori:`.
fn behind_label(line: &str) -> &str {
    const LABELS: [&str; 5] = ["written by", "ditulis oleh", "dibuat oleh", "penulis", "oleh"];
    if let Some((_, value)) = line.split_once(':') {
        return value.trim();
    }
    let label =
        LABELS.iter().find(|label| line.get(..label.len()).is_some_and(|it| it.eq_ignore_ascii_case(label)));
    label.map_or(line, |label| line[label.len()..].trim())
}

fn views(about: &About<'_>) -> Option<u64> {
    let hits = about.select(css!(".hits")).next()?;
    let told =
        hits.select(css!("meta[content^='UserPageVisits:']")).next().and_then(|meta| meta.attr("content"));
    match told {
        Some(told) => number::integer(told.split_once(':')?.1),
        None => number::integer(html::line(hits)?.rsplit(char::is_whitespace).next()?),
    }
}

#[cfg(test)]
mod tests {
    use balai_core::ErrorKind;

    use super::*;

    fn read(html: &str) -> Option<Parsed> {
        let page = crate::page_at("https://desa.example/berita/12-panen-kopi", html);
        parse(&page, Zone::Wib).expect("an article's page")
    }

    fn told(parsed: &Parsed) -> (&str, &str, Option<&str>, Vec<&str>) {
        let article = &parsed.article;
        (
            &article.title,
            article.body_text.as_deref().expect("a text"),
            article.author.as_deref(),
            article.categories.iter().map(String::as_str).collect(),
        )
    }

    fn at(instant: Option<Timestamp>) -> String {
        instant.map(|instant| instant.to_string()).unwrap_or_default()
    }

    const TEXT: &str = "Warga memanen kopi.\nHasilnya 12 kuintal.";

    #[test]
    fn version_4_tells_all_of_an_article() {
        let parsed = read(include_str!("../fixtures/article-4.html")).expect("an article");
        assert_eq!(told(&parsed), ("Panen Kopi & Teh", TEXT, Some("Sekretariat"), vec!["Berita"]));
        assert_eq!(at(parsed.published), "2026-09-10T01:00:05Z");
        assert_eq!(at(parsed.updated), "2026-09-11T01:30:00Z");
        let article = parsed.article;
        assert_eq!((article.views, article.tags), (Some(1501), vec!["kopi".to_owned(), "panen".to_owned()]));
        let images: Vec<_> = article.images.iter().map(|image| image.url.as_str()).collect();
        assert_eq!(images, ["https://desa.example/images/kopi.jpg", "https://desa.example/images/kebun.jpg"]);
        assert_eq!(article.attachments[0].url, "https://desa.example/images/berkas/laporan.pdf");
        assert_eq!(article.attachments[0].label.as_deref(), Some("12 kuintal"));
        assert_eq!(parsed.all_pages, None);
    }

    #[test]
    fn version_5_marks_no_properties() {
        let parsed = read(include_str!("../fixtures/article-5.html")).expect("an article");
        assert_eq!(told(&parsed), ("Panen Kopi & Teh", TEXT, Some("Sekretariat"), vec!["Berita"]));
        assert_eq!(at(parsed.published), "2026-09-10T01:00:05Z");
        assert_eq!(parsed.updated, None);
    }

    #[test]
    fn version_3_has_links_relative_to_its_base() {
        let parsed = read(include_str!("../fixtures/article-3.html")).expect("an article");
        assert_eq!(told(&parsed), ("Panen Kopi & Teh", TEXT, Some("Sekretariat"), vec!["Berita"]));
        assert_eq!(at(parsed.published), "2026-09-10T01:00:05Z");
        assert_eq!(parsed.article.images[0].url, "https://desa.example/situs/images/kopi.jpg");
        assert_eq!(
            parsed.all_pages.expect("a link").as_str(),
            "https://desa.example/berita/12-panen-kopi?showall=1&limitstart="
        );
    }

    #[test]
    fn version_2_5_has_no_place_for_the_text() {
        let parsed = read(include_str!("../fixtures/article-25.html")).expect("an article");
        assert_eq!(
            told(&parsed),
            (
                "Panen Kopi & Teh",
                "Warga memanen kopi.\nHasil\n3 < 12 kuintal.",
                Some("Sekretariat"),
                vec!["Berita"]
            )
        );
        assert_eq!(at(parsed.published), "2013-05-12T00:30:00Z");
        assert_eq!(parsed.article.views, Some(412));
    }

    #[test]
    fn version_1_5_is_made_of_tables() {
        let parsed = read(include_str!("../fixtures/article-15.html")).expect("an article");
        assert_eq!(
            told(&parsed),
            ("Panen Kopi & Teh", "Warga memanen kopi.\nDusun Jumlah\nKrajan 12", Some("Sekretariat"), vec![])
        );
        assert_eq!(at(parsed.published), "2009-05-12T00:30:00Z");
        assert_eq!(at(parsed.updated), "2009-05-13T02:00:00Z");
    }

    #[test]
    fn the_beginning_of_a_text_for_registered_users_is_none() {
        let teaser = "<div class='item-page'><h2>Khusus</h2><p>Awal.</p><p class='readmore'><a href=/login>Daftar</a></p></div>";
        assert!(read(teaser).is_none());
        let teaser = "<div class='com-content-article item-page'><div class='page-header'><h1>Khusus</h1></div><p>Awal.</p></div>";
        assert!(read(teaser).is_none());
    }

    #[test]
    fn a_page_without_an_article_is_malformed() {
        let page = crate::page_at("https://desa.example/", "<p>Sedang dalam perbaikan.</p>");
        assert_eq!(parse(&page, Zone::Wib).expect_err("no article").kind(), ErrorKind::Malformed);
    }
}
