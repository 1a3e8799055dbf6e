//! Articles (*berita*): the walk over the list, and the parsers of a list and of an article's own page.

use balai_core::model::{Article, Form, Photo};
use balai_core::{Access, Error, Found, Page, Result, Visit, Zone};
use balai_extract::html::{self, Document};
use balai_extract::{css, date, sanitise, text};
use jiff::Timestamp;

/// The most pages of the list that one visit reads.
const MOST_PAGES: usize = 100;

/// Reads the list page by page, and each article from its own page.
pub(crate) async fn read(visit: &mut Visit<'_>) -> Result<()> {
    for number in 1..=MOST_PAGES {
        let page = visit.get(&format!("/berita?page={number}")).await?;
        let links = links(&page)?;
        if links.is_empty() {
            // All that the site has was listed: what the store has beyond that is gone.
            visit.complete();
            return Ok(());
        }
        for link in links {
            read_one(visit, &link).await?;
        }
    }
    visit.note(format!(
        "the list has more than {MOST_PAGES} pages; the rest is left out"
    ));
    Ok(())
}

/// Reads one article. What is wrong with it costs itself alone, unless the host is silent.
async fn read_one(visit: &mut Visit<'_>, link: &str) -> Result<()> {
    let page = match visit.get(link).await {
        Ok(page) => page,
        Err(error) if error.kind().is_unreachable() => return Err(error),
        Err(error) => {
            visit.skip(error);
            return Ok(());
        }
    };
    match article(&page, visit.zone()) {
        Ok((article, published)) => {
            visit
                .emit(Found::new(article, Access::Page, &page).published(published))
                .await
        }
        Err(error) => {
            visit.skip(error.at(&page.url));
            Ok(())
        }
    }
}

/// The addresses of the articles on a page of the list; none beyond its end.
///
/// # Errors
///
/// Malformed, where the page is no list, or is cut off: else it would seem to be the end.
fn links(page: &Page) -> Result<Vec<String>> {
    let wrong = |what: &str| Error::malformed(what).at(&page.url);
    let document = Document::parse(page)?;
    let list = document.first(css!("main .daftar-berita"));
    let list = list.ok_or_else(|| wrong("the page has no `main .daftar-berita`"))?;
    if !html::is_whole(page) {
        return Err(wrong("the page of the list is cut off"));
    }
    Ok(list
        .select(css!("h2 a"))
        .filter_map(|link| document.href(link))
        .collect())
}

/// An article from its own page, with the time of its publication.
///
/// # Errors
///
/// Malformed, where the page has no title or no text.
fn article(page: &Page, zone: Zone) -> Result<(Article, Option<Timestamp>)> {
    let document = Document::parse(page)?;
    let missing = |selector: &str| Error::malformed(format!("the article has no `{selector}`"));
    let title = document
        .text(css!("article h1"))
        .ok_or_else(|| missing("article h1"))?;
    let body = document
        .first(css!("article .isi"))
        .ok_or_else(|| missing("article .isi"))?;
    let body_html = sanitise::html(&body.inner_html(), document.base())?;
    let article = Article {
        title,
        url: page.url.to_string(),
        author: document.text(css!("article .penulis")),
        body_text: Some(text::of(body)),
        images: body
            .select(css!("img"))
            .filter_map(|image| document.src(image))
            .map(Photo::new)
            .collect(),
        body_html: Some(body_html),
        form: Some(Form::News),
        ..Article::default()
    };
    let published = document.text(css!("article time"));
    Ok((
        article,
        published.and_then(|text| date::instant(&text, zone, page.fetched_at)),
    ))
}

#[cfg(test)]
pub(crate) mod tests {
    use balai_core::{Headers, Tls};

    use super::*;

    /// A page as the site would send it.
    pub(crate) fn page(path: &str, html: &'static str) -> Page {
        Page {
            url: format!("https://desa.example{path}")
                .parse()
                .expect("a URL"),
            status: 200,
            headers: [("content-type", "text/html; charset=utf-8")]
                .into_iter()
                .collect::<Headers>(),
            fetched_at: "2026-09-20T00:00:00Z".parse().expect("an instant"),
            tls: Tls::Verified,
            body: html.into(),
        }
    }

    #[test]
    fn a_list_leads_to_its_articles() {
        let list = page("/berita?page=1", include_str!("../fixtures/list.html"));
        assert_eq!(
            links(&list).expect("a list"),
            [
                "https://desa.example/berita/panen-kopi",
                "https://desa.example/berita/kerja-bakti"
            ]
        );
        assert!(links(&page("/berita", "<main>Sedang diperbaiki</main></html>")).is_err());
        let cut = include_str!("../fixtures/list.html")
            .split("</main>")
            .next()
            .expect("a part");
        assert!(
            links(&page("/berita", cut)).is_err(),
            "a list that is cut off is not the end"
        );
    }

    #[test]
    fn an_article_is_read_whole() {
        let page = page(
            "/berita/panen-kopi",
            include_str!("../fixtures/article.html"),
        );
        let (article, published) = article(&page, Zone::Wib).expect("an article");
        assert_eq!(article.title, "Panen Kopi & Teh");
        assert_eq!(article.author.as_deref(), Some("Operator Desa"));
        assert_eq!(
            article.body_text.as_deref(),
            Some("Warga memanen kopi di lereng timur.\nHarga naik.")
        );
        assert_eq!(article.images[0].url, "https://desa.example/foto/kopi.jpg");
        assert_eq!(
            published.map(|at| at.to_string()).as_deref(),
            Some("2026-09-10T01:30:00Z")
        );
    }
}
