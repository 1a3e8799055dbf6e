//! A post's text: what a feed has of it, and what its own page has.

use std::borrow::Cow;

use balai_core::{Page, Result};
use balai_extract::body::Body;
use balai_extract::html::{self, Document};
use balai_extract::{css, shortcode};
use url::Url;

/// The text that HTML of a feed is of, without the shortcodes of a blog's former home.
pub(crate) fn of(content: &str, base: &Url) -> Result<Body> {
    Body::parse(&shortcode::strip(content), base)
}

/// The text on a post's page; `None` where its theme does not mark it.
///
/// # Errors
///
/// Malformed, where it is nested too deep.
pub(crate) fn on_page(page: &Page) -> Result<Option<Body>> {
    let document = Document::parse(page)?;
    let marked = css!(".post-body, [itemprop='articleBody'], .entry-content");
    let body = document.select(marked).find(|body| html::line(*body).is_some());
    let Some(body) = body else { return Ok(None) };
    let body = match html::line(body).is_some_and(|text| text.contains('[')) {
        true => of(&body.inner_html(), document.base())?,
        false => Body::of(&document, body, |_| false),
    };
    Ok(Some(body))
}

/// A text without the link to what stands behind its jump break, and whether there was one: then that is not all.
pub(crate) fn without_jump<'a>(content: &'a str, url: &Url) -> Result<(Cow<'a, str>, bool)> {
    if !content.contains("#more") {
        return Ok((content.into(), false));
    }
    let document = Document::parse_str(content, url)?;
    let more = document.select(css!("a[href$='#more']")).last();
    // A text may link to the rest of another one.
    let more = more.filter(|link| document.href(*link).is_some_and(|href| same_page(&href, url)));
    Ok(match more {
        Some(link) => {
            let body = document.first(css!("body")).map(|body| body.inner_html()).unwrap_or_default();
            (body.replacen(&link.html(), "", 1).into(), true)
        }
        None => (content.into(), false),
    })
}

fn same_page(href: &str, url: &Url) -> bool {
    Url::parse(href).is_ok_and(|href| href.path() == url.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_the_rest_of_another_post_is_a_link() {
        let url = Url::parse("https://desa.example/2026/09/a.html").expect("a URL");
        let text = "<p>Lihat <a href=\"https://desa.example/2025/01/b.html#more\">berita lama</a>.</p>";
        assert_eq!(without_jump(text, &url).expect("HTML"), (text.into(), false));
    }

    #[test]
    fn a_page_shows_the_whole_text() {
        let Body { html, text, images, .. } =
            on_page(&crate::page(include_str!("../fixtures/post.html"))).expect("a page").expect("a text");
        assert_eq!(text, "Saluran dibersihkan bersama.\nSelesai sore hari.");
        assert!(!html.contains("script"));
        assert_eq!(images, ["https://1.bp.blogspot.com/-a/X1/AAA/s320/saluran.jpg"]);
        assert!(on_page(&crate::page("<main>Tema lain</main>")).expect("a page").is_none());
    }
}
